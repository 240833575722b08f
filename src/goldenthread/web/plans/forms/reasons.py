"""Why an approved plan is changed, who approved it and when: asked under every form that changes such a plan (handbook 4.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.models import Plan, PlanState


class ReasonForm(forms.Form):
    """Asks nothing of a plan that is not approved: then it has no fields."""

    reason = forms.CharField(
        label="Why is this changed?",
        help_text="It is shown in the plan's log of changes.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why this is changed: the plan is approved."},
    )
    approver = forms.CharField(
        label="Who approved this change?",
        help_text="A post or a board, for example Director of People.",
        max_length=160,
        error_messages={"required": "Say who approved this change: the plan is approved."},
    )
    approved_on = forms.DateField(
        label="On which day was it approved?",
        help_text="For example, 27/3/2022.",
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={
            "required": "Say on which day this change was approved.",
            "invalid": "Give the day as day, month and year, for example 27/3/2022.",
        },
    )

    def __init__(self, data: Any = None, *, plan: Plan, **kwargs: Any) -> None:
        super().__init__(data, **({"prefix": "change"} | kwargs))
        if plan.state != PlanState.APPROVED:
            self.fields.clear()

    def clean_approved_on(self) -> Any:
        day = self.cleaned_data["approved_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Give the day on which the change was approved.")
        return day

    def change(self, by: Person, at: datetime) -> Change:
        """What the action is told, once the form is valid."""
        return Change(by=by, at=at, **self.cleaned_data)
