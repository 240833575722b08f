"""What is asked before a plan is rolled forward."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.web.plans.forms.fields import Year
from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.queries.plan_rows import PlanRows
from goldenthread.web.plans.queries.printed import year_text
from goldenthread.web.plans.rolling.proposal import Choice, live_measures, live_milestones
from goldenthread.web.plans.rolling.shifting import goes_on, next_title

_GONE = "Something that you ticked is no longer in the plan. Look through the lists, and go on again."


class RollForm(forms.Form):
    """Title and first year of the new plan, what its references become, and which lines go on or stop."""

    title = forms.CharField(
        label="Title of the new plan",
        max_length=200,
        error_messages={"required": "Give the new plan a title."},
    )
    first_year = Year(
        label="Which financial year does the new plan begin with?",
        help_text="For example, 2022/23.",
        error_messages={"required": "Say with which financial year the new plan begins, for example 2022/23."},
    )
    references = forms.ChoiceField(
        label="References",
        help_text="You see each old and new reference before anything is saved.",
        choices=[
            ("keep", "Keep them as they are"),
            ("renumber", "Count them anew under each objective, without gaps"),
        ],
        initial="keep",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the references."},
    )
    carry = forms.TypedMultipleChoiceField(
        label="Milestones that go on",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stop = forms.TypedMultipleChoiceField(
        label="Measures that stop",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, rows: PlanRows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old = rows.plan
        carry, stop = self.fields["carry"], self.fields["stop"]
        carry.choices = [(row.pk, str(row)) for row in live_milestones(rows)]  # type: ignore[attr-defined]
        stop.choices = [(one.row.pk, str(one.row)) for one in live_measures(rows)]  # type: ignore[attr-defined]

    def clean_first_year(self) -> int:
        year = int(self.cleaned_data["first_year"])
        if not 2000 <= year < 2100:
            raise forms.ValidationError("Give a year between 2000/01 and 2099/00.")
        if year <= self.old.first_year:
            raise forms.ValidationError(
                f"Give a year after {year_text(self.old.first_year)}, in which this plan begins."
            )
        return year

    def clean(self) -> dict[str, Any]:
        for name in ("carry", "stop"):
            if name in self.errors:  # no box on the page is wrong: what was sent is no longer there
                del self.errors[name]
                self.add_error(None, _GONE)
        return self.cleaned_data

    @property
    def choice(self) -> Choice:
        """What was chosen, once the form is valid."""
        data = self.cleaned_data
        return Choice(
            title=data["title"],
            first_year=data["first_year"],
            renumber=data["references"] == "renumber",
            carry=frozenset(data["carry"]),
            stop=frozenset(data["stop"]),
        )

    def ticked(self, name: str) -> frozenset[int]:
        """The keys that are ticked in a list, as proposed or as sent."""
        keys = (str(key) for key in self[name].value() or ())
        return frozenset(int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 20)


def proposed(plan: Plan, rows: PlanRows) -> dict[str, Any]:
    """What the form proposes: next year, its title moved on, and the milestones that are due in it or later."""
    first = plan.first_year + 1
    return {
        "title": next_title(plan.title)[:200],
        "first_year": first,
        "carry": [row.pk for row in live_milestones(rows) if goes_on(row.due_to, first)],
    }
