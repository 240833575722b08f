"""A figure typed by hand: its period, then the number as reported or the reason that there is none (handbook 4.1, R6.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.http import QueryDict

from goldenthread.model.figures import Absence, Marker, Unit
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import Calendar
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans import typed
from goldenthread.web.plans.forms.fields import Quantity
from goldenthread.web.plans.models import Baseline, Definition, Figure

_OURS: Final = (Absence.NO_SYMBOL, Absence.BLANK, Absence.NOT_PLACED)
"""What a reader says of a paper; nobody types it."""

_PERIODS: Final = {
    Calendar.FINANCIAL.value: "For example, 2020/21, or Quarter 1 2021/22.",
    Calendar.ACADEMIC.value: "For example, 2020/21 for the academic year, or autumn term 2020/21.",
    Calendar.CALENDAR.value: "For example, 2020, or March 2021.",
    "": "For example, 2020/21, Quarter 1 2021/22, or academic year 2020/21.",
}


class FigureForm(RowForm):
    """For figures and baselines alike."""

    period_text = forms.CharField(
        label="Which period is it for?",
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Say which period the figure is for, for example 2020/21."},
    )
    component = forms.ChoiceField(label="Which part of the measure?", required=False)
    original = forms.CharField(
        label="Figure",
        help_text="As reported, for example 93.2%, 1,234, £1.2m, or 71.4% (5/7).",
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    absence = forms.ChoiceField(
        label="If there is no figure: why?",
        choices=[("", "There is a figure"), *((one.value, one.words) for one in Absence if one not in _OURS)],
        required=False,
    )
    markers = forms.MultipleChoiceField(
        label="What should a reader know of the figure?",
        choices=[(one.value, f"{one.words[:1].upper()}{one.words[1:]} {one.shorthand}") for one in typed.MARKERS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    numerator = Quantity(label="Numerator", help_text="Where it is known, for example 5.")
    denominator = Quantity(label="Denominator", help_text="Where it is known, for example 7.")
    source = forms.CharField(
        label="Where does it come from?",
        help_text="For example, the report for quarter 4 of 2020/21.",
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        definition: Definition,
        components: list[str],
        row: Figure | Baseline | None = None,
    ) -> None:
        super().__init__(data, version=row.version if row else None, initial=_initial(row))
        self.definition = definition
        self.period: Period | None = None
        self.reading = typed.TypedFigure("")
        self.fields["period_text"].help_text = _PERIODS[definition.calendar]
        names = components + ([row.component] if row and row.component not in [*components, ""] else [])
        self.fields["component"].choices = [("", "The whole measure"), *((name, name) for name in names)]  # type: ignore[attr-defined]
        if not names:
            del self.fields["component"]
        if row and row.absence in set(_OURS):
            kept = Absence(row.absence)
            self.fields["absence"].choices = [*self.fields["absence"].choices, (kept.value, kept.words)]  # type: ignore[attr-defined]

    def clean_period_text(self) -> str:
        text = str(self.cleaned_data["period_text"])
        calendar = Calendar(self.definition.calendar) if self.definition.calendar else None
        try:
            self.period = typed.period(text, calendar)
        except typed.NotUnderstood as error:
            raise forms.ValidationError(str(error)) from error
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "original" in self.errors:
            return cleaned
        if cleaned.get("original"):
            self._read(cleaned)
        elif not cleaned.get("absence"):
            self.add_error("original", "Give the figure, or say below why there is none.")
        if not self.errors:
            self._agrees(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        unit = Unit(self.definition.unit) if self.definition.unit else None
        try:
            self.reading = typed.figure(cleaned["original"], unit, cleaned.get("component", ""))
        except typed.NotUnderstood as error:
            self.add_error("original", str(error))
            return
        said = cleaned.get("absence")
        if said and self.reading.absence != said:
            self.add_error("absence", "Give a figure, or say why there is none: not both.")

    def _agrees(self, cleaned: dict[str, Any]) -> None:
        """A typed rate has to be what its parts give, to half a unit of its last digit (R6.1)."""
        value, (top, bottom) = self.reading.value, self._parts(cleaned)
        if value is None or top is None or bottom is None:
            return
        if bottom == 0:
            self.add_error(
                "denominator", "Nothing can be divided by nought. Give the denominator, or leave both parts empty."
            )
            return
        if not self.definition.multiplier:
            return
        worked = top / bottom * self.definition.multiplier
        places = max(-int(value.as_tuple().exponent), 0)
        if abs(worked - value) > Decimal(5).scaleb(-places - 1):
            shown = typed.number(round(worked, max(places, 1)))
            self.add_error(
                "original",
                f"{typed.number(top)} divided by {typed.number(bottom)}, times {self.definition.multiplier:,}, is {shown}, "
                f"not {typed.number(value)}. Correct the figure or its parts.",
            )

    def _parts(self, cleaned: dict[str, Any]) -> tuple[Decimal | None, Decimal | None]:
        top, bottom = cleaned.get("numerator"), cleaned.get("denominator")
        return (
            self.reading.numerator if top is None else top,
            self.reading.denominator if bottom is None else bottom,
        )

    @property
    def figure_values(self) -> dict[str, Any]:
        """The columns of the row."""
        period, reading, cleaned = self.period, self.reading, self.cleaned_data
        assert period is not None  # noqa: S101 - only a valid form is asked
        top, bottom = self._parts(cleaned)
        ticked = {Marker(one) for one in cleaned["markers"]} | set(reading.markers)
        has_value = reading.value is not None
        return {
            "component": cleaned.get("component", ""),
            "period_kind": period.kind.value,
            "period_start": period.start,
            "period_end": period.end,
            "value": reading.value,
            "numerator": top if has_value else None,
            "denominator": bottom if has_value else None,
            "absence": ""
            if has_value
            else (cleaned.get("absence") or (reading.absence.value if reading.absence else "")),
            "markers": [one.value for one in Marker if one in ticked] if has_value else [],
            "qualifier": reading.qualifier,
            "original": reading.original,
            "source": cleaned["source"],
        }


def _initial(row: Figure | Baseline | None) -> dict[str, Any]:
    if row is None:
        return {}
    period = Period(kind=PeriodKind(row.period_kind), start=row.period_start, end=row.period_end)
    shown = row.original or typed.number(row.value)
    return {
        "period_text": period.label,
        "component": row.component,
        "original": shown if row.value is not None else "",
        "absence": row.absence,
        "markers": row.markers,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "source": row.source,
    }
