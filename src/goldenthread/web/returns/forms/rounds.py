"""What is asked to open a round and to change it, and for a day on which the council is closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from goldenthread.model.periods import Period
from goldenthread.web.look.versions import RowForm
from goldenthread.web.returns.deadlines import NAMES, Deadlines, written
from goldenthread.web.returns.models import Round
from goldenthread.web.returns.queries.rounds import Offered, label, quarter_of

_MOST = 366
"""Days from the end of a quarter to a meeting about it: beyond this somebody typed the wrong year."""


class Day(forms.DateField):
    """A day of our time, typed as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Give the day as day, month and year, for example 24/1/2022."})
        super().__init__(widget=forms.DateInput(format="%d/%m/%Y"), **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not 2000 <= day.year <= 2100:
            raise forms.ValidationError("Give a day between 2000 and 2100.")
        return day


class QuarterForm(forms.Form):
    """The two things from which all days of a round follow."""

    quarter = forms.ChoiceField(label="Which quarter is it about?", error_messages={"required": "Choose the quarter."})
    meeting_on = Day(
        label="On which day does the board meet?",
        help_text="For example, 24/1/2022. All deadlines are counted back from this day.",
        error_messages={
            "required": "Give the day of the meeting, for example 24/1/2022.",
            "invalid": "Give the day of the meeting as day, month and year, for example 24/1/2022.",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, offered: Sequence[Offered], proposed: str = "") -> None:
        super().__init__(data, initial={"quarter": proposed})
        words = [(one.key, f"{one.period.label}{' (has a round already)' if one.is_taken else ''}") for one in offered]
        field: Any = self.fields["quarter"]
        field.choices = words

    @property
    def period(self) -> Period:
        """The quarter that was chosen, once the form is valid."""
        found = quarter_of(self.cleaned_data["quarter"])
        assert found is not None  # noqa: S101 - only quarters are offered
        return found

    def clean(self) -> dict[str, Any] | None:
        known = self.cleaned_data
        if "quarter" in known and "meeting_on" in known:
            trouble = too_far(self.period, known["meeting_on"])
            if trouble:
                self.add_error("meeting_on", trouble)
        return known


def too_far(observed: Period, meeting: date) -> str:
    """Why a meeting on that day cannot be about the quarter; "" where it can."""
    if meeting <= observed.end:
        return f"The quarter ends on {written(observed.end)}. Give a meeting after that day."
    if (meeting - observed.end).days > _MOST:
        return f"This is more than a year after the quarter, which ends on {written(observed.end)}. Check the year."
    return ""


class RoundForm(RowForm):
    """A round's title and days, each with the day that was counted back as its hint. The quarter is settled when it is opened."""

    title = forms.CharField(
        label="Title",
        help_text="It stands on the round's pages and in its e-mails.",
        max_length=120,
        error_messages={"required": "Give the round a title, for example Quarter 2, 2021/22."},
    )
    opens = Day()
    officers_by = Day()
    directors_by = Day()
    performance_by = Day()
    despatch_by = Day()
    meeting_on = Day()
    own_approval = forms.BooleanField(
        label="Directors may approve figures that they entered themselves",
        help_text="It shows beside each one. Leave it without a tick if a second person must always look.",
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        observed: Period,
        row: Round | None = None,
        counted: Deadlines | None = None,
    ) -> None:
        super().__init__(data, version=row.version if row else None, initial=_initial(observed, row, counted))
        self.observed = observed
        for name in NAMES:
            self.fields[name].label = label(name)
        self.tell(counted)

    def tell(self, counted: Deadlines | None) -> None:
        """Shows under each day the one that was counted back, and why."""
        if counted is None:
            return
        for name in NAMES[:-1]:
            day = getattr(counted, name)
            self.fields[name].help_text = f"Counted back, this is {written(day)}. {counted.reasons[name]}"

    def clean_meeting_on(self) -> date:
        day: date = self.cleaned_data["meeting_on"]
        trouble = too_far(self.observed, day)
        if trouble:
            raise forms.ValidationError(trouble)
        return day


def _initial(observed: Period, row: Round | None, counted: Deadlines | None) -> dict[str, Any]:
    if row:
        return {name: getattr(row, name) for name in ("title", *NAMES, "own_approval")}
    days = counted.days if counted else {}
    return {"title": title_of(observed)} | days


def title_of(observed: Period) -> str:
    """What a round of that quarter is called unless somebody says otherwise: "Quarter 2, 2021/22"."""
    quarter, _, year = observed.label.rpartition(" ")
    return f"{quarter}, {year}"


class ClosedDayForm(forms.Form):
    """A day on which the council is closed."""

    day = Day(
        label="Which day?",
        help_text="For example, 29/12/2026.",
        error_messages={
            "required": "Give the day on which the council is closed, for example 29/12/2026.",
            "invalid": "Give the day as day, month and year, for example 29/12/2026.",
        },
    )
    why = forms.CharField(
        label="Why is the council closed?",
        help_text="For example, offices closed between Christmas and New Year.",
        max_length=120,
        error_messages={"required": "Say why the council is closed on that day."},
    )
