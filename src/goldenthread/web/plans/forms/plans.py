"""The head of a plan, what is asked to move it on in its life, and what is confirmed before it is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from goldenthread.model.periods import Period
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans.forms.fields import Words, Year
from goldenthread.web.plans.life import LifeAction, Needs, Transition
from goldenthread.web.plans.models import Plan

_LONGEST_NAME = 120


class PlanForm(RowForm):
    """A new plan asks for its directorate; a plan that exists stays where it is."""

    directorate = forms.TypedChoiceField(label="Whose plan is it?", coerce=int)
    title = forms.CharField(
        label="Title",
        help_text="For example, Business plan 2021/22.",
        max_length=200,
        error_messages={"required": "Give the plan a title, for example Business plan 2021/22."},
    )
    departments = Words(
        label="Which departments does it cover?",
        help_text="One on each line. Leave it empty if it covers the whole directorate.",
        required=False,
    )
    first_year = Year(
        label="Which financial year does it begin with?",
        help_text="For example, 2021/22.",
        error_messages={"required": "Say with which financial year the plan begins, for example 2021/22."},
    )
    years = forms.IntegerField(
        label="For how many years does it set targets?",
        help_text="From 1 to 10. Many business plans set three years of targets.",
        min_value=1,
        max_value=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "required": "Say for how many years the plan sets targets, for example 3.",
            "invalid": "Give the number of years as a whole number, for example 3.",
            "min_value": "A plan is for 1 to 10 years.",
            "max_value": "A plan is for 1 to 10 years.",
        },
    )

    def __init__(
        self, data: QueryDict | None = None, *, plan: Plan | None = None, directorates: Iterable[Directorate] = ()
    ) -> None:
        super().__init__(data, version=plan.version if plan else None, initial=_initial(plan))
        if plan:
            del self.fields["directorate"]
        else:
            choices = [(one.pk, one.name) for one in directorates]
            self.fields["directorate"].choices = choices if len(choices) == 1 else [("", "Choose one"), *choices]  # type: ignore[attr-defined]
            self.fields["directorate"].error_messages["required"] = "Choose the directorate whose plan it is."

    def clean_departments(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["departments"].split("\n") if line.strip()]
        if any(len(name) > _LONGEST_NAME for name in names):
            raise forms.ValidationError(f"A department's name has at most {_LONGEST_NAME} characters.")
        return list(dict.fromkeys(names))

    def clean_first_year(self) -> int:
        year = int(self.cleaned_data["first_year"])
        if not 1990 <= year <= 2100:
            raise forms.ValidationError("Give a year between 1990/91 and 2100/01.")
        return year


def _initial(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"years": 1}
    return {
        "title": plan.title,
        "departments": "\n".join(plan.departments),
        "first_year": plan.first_year,
        "years": plan.years,
    }


class LifeForm(RowForm):
    """Asks what the table of the plan's life says is needed, and no more."""

    reason = Words(label="Why?", rows=2, max_length=1000, error_messages={"required": "Say why."})
    approver = forms.CharField(
        label="Who approved the plan?",
        help_text="A post or a board, for example Executive Board.",
        max_length=160,
        error_messages={"required": "Say who approved it, for example Executive Board."},
    )
    approved_on = forms.DateField(
        label="On which day was it approved?",
        help_text="For example, 27/3/2022.",
        widget=forms.DateInput(format="%d/%m/%Y"),
        error_messages={
            "required": "Say on which day it was approved.",
            "invalid": "Give the day as day, month and year, for example 27/3/2022.",
        },
    )
    targets = forms.BooleanField(
        help_text="Take the tick away if they still await the outturn.", required=False, initial=True
    )

    def __init__(
        self, data: QueryDict | None = None, *, plan: Plan, action: LifeAction, transition: Transition, provisional: int
    ) -> None:
        super().__init__(data, version=plan.version)
        if transition.needs in (Needs.NOTHING, Needs.APPROVAL):
            del self.fields["reason"]
        if transition.needs in (Needs.NOTHING, Needs.REASON):
            del self.fields["approver"], self.fields["approved_on"]
        if transition.needs is Needs.REASON_AND_APPROVAL:
            self.fields["approver"].label = "Who approved that the plan goes back to draft?"
        if action is LifeAction.APPROVE and provisional:
            year = Period.financial_year(plan.first_year).label
            number = "1 provisional target" if provisional == 1 else f"{provisional} provisional targets"
            self.fields["targets"].label = f"Approve the {number} for {year} as well"
        else:
            del self.fields["targets"]

    def clean_approved_on(self) -> Any:
        day = self.cleaned_data["approved_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Give the day on which it was approved.")
        return day


class ConfirmForm(RowForm):
    """That somebody means to delete what the page names."""

    confirmed = forms.BooleanField(
        label="I have read what goes, and want to delete it",
        error_messages={"required": "Tick the box to say that you want to delete it, or cancel."},
    )
