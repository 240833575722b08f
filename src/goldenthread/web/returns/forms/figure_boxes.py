"""The boxes for an update's figures: one for each component in the definition's order, or the two parts of a ratio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from goldenthread.model.figures import Marker, Unit
from goldenthread.web.plans import typed
from goldenthread.web.plans.models import Definition, Figure
from goldenthread.web.plans.models.choices import MeasureKind
from goldenthread.web.plans.queries.printed import figure_in_numbers
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.known import last_restated
from goldenthread.web.returns.models import UpdateFigure
from goldenthread.web.returns.said import figure_said
from goldenthread.web.returns.typed_figures import Reading, joined, parts_of, read, said, with_ticks
from goldenthread.web.returns.written import WrittenFigure

OFFERED: Final = (
    Marker.PROVISIONAL, Marker.ESTIMATED, Marker.FORECAST, Marker.REVISED, Marker.BREAK, Marker.LOW_RELIABILITY,
)  # fmt: skip
PARTNER: Final = "partner"
_MARKERS: Final = [
    *((one.value, f"{one.words[:1].upper()}{one.words[1:]} {one.shorthand}") for one in OFFERED),
    (PARTNER, "Comes directly from a partner"),
]
_LONGEST: Final = 200


@dataclass(frozen=True)
class FigureBox:
    """What is asked for one component ("" for the whole): its fields by name, and what they show to begin with.

    `text`, `top`, `bottom` and `markers` are the fields within a form (`of`); `says` is what was understood of them.
    """

    name: str
    component: str
    definition: Definition
    is_ratio: bool
    initial: Mapping[str, Any]
    fields: Mapping[str, forms.Field]
    text: BoundField | None = None
    top: BoundField | None = None
    bottom: BoundField | None = None
    markers: BoundField | None = None
    says: str = ""
    is_marked: bool = field(default=False)

    def of(self, form: forms.Form) -> FigureBox:
        """The box with its fields in that form."""
        has = form.fields
        values = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else self.initial
        reading = self.reading(values)
        return replace(
            self,
            text=form[self.name],
            top=form[f"{self.name}-top"] if f"{self.name}-top" in has else None,
            bottom=form[f"{self.name}-bottom"] if f"{self.name}-bottom" in has else None,
            markers=form[f"{self.name}-markers"],
            says=_says(reading, self.definition),
            is_marked=bool(form[f"{self.name}-markers"].value()),
        )

    def reading(self, values: Mapping[str, Any]) -> Reading:
        """What was typed, understood; the markers ticked with those that were typed."""
        rate, top, bottom = (str(values.get(f"{self.name}{end}") or "") for end in ("", "-top", "-bottom"))
        ticked = values.get(f"{self.name}-markers") or ()
        found = read(joined(rate, top, bottom), self.definition, self.component)
        return with_ticks(found, tuple(one for one in OFFERED if one.value in ticked), PARTNER in ticked)


def _says(reading: Reading, definition: Definition) -> str:
    if reading.figure is None:
        return ""
    return reading.problem or f"Understood as {said(reading.figure, definition)}."


def boxes_for(gathered: Gathered, figures: tuple[WrittenFigure, ...]) -> list[FigureBox]:
    """The boxes of a measure, with the figures that they show; none for a milestone."""
    definition = gathered.definition
    if definition is None:
        return []
    shown = {figure.component: figure for figure in figures}
    since = last_restated(gathered)
    last = {one.component: _last(one, since.get(one.component), definition) for one in gathered.last_figures}
    names = gathered.components or ("",)
    return [
        _box(f"figure-{place}", name, definition, shown.get(name), last.get(name, ""))
        for place, name in enumerate(names)
    ]


def _box(name: str, component: str, definition: Definition, shown: WrittenFigure | None, last: str) -> FigureBox:
    is_ratio = definition.kind == MeasureKind.RATIO and not component
    fields: dict[str, forms.Field] = {}
    if is_ratio:
        fields[f"{name}-top"] = _number_box(definition.numerator or "Numerator", "How many? For example, 5.")
        fields[f"{name}-bottom"] = _number_box(
            definition.denominator or "Denominator", "Out of how many? For example, 7."
        )
    fields[name] = _text_box(component, definition, last, is_ratio=is_ratio)
    fields[f"{name}-markers"] = forms.MultipleChoiceField(
        label=f"What should a reader know of this figure{f' ({component})' if component else ''}?",
        choices=_MARKERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    return FigureBox(name, component, definition, is_ratio, _initial(name, shown, is_ratio=is_ratio), fields)


def _number_box(label: str, hint: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, max_length=60, required=False, widget=widget)


def _text_box(component: str, definition: Definition, last: str, *, is_ratio: bool) -> forms.CharField:
    words = definition.kind == MeasureKind.WORDS
    label = component or ("Or the figure, if its parts are not known" if is_ratio else "Figure")
    unit = Unit(definition.unit).words if definition.unit else ""
    asks = (
        "In words" if words else f"In {unit}" if unit in ("per cent", "pounds (£)") else f"As a {unit}" if unit else ""
    )
    hints = [asks, f"Last time: {last}" if last else "", "If there is none, type why: n/a or tbc"]
    widget = forms.TextInput(
        attrs={"class": "govuk-input--width-20" if words else "govuk-input--width-10", "autocomplete": "off"}
    )
    return forms.CharField(
        label=label,
        help_text=". ".join(hint for hint in hints if hint) + ".",
        max_length=_LONGEST,
        required=False,
        widget=widget,
    )


def _last(figure: UpdateFigure, since: Figure | None, definition: Definition) -> str:
    """As it was given last time, and as it is known now where it was restated (R4.11)."""
    then = figure.original or said(figure_said(figure), definition)
    return f"{then}, restated since: {since.original or figure_in_numbers(since, definition)}" if since else then


def _initial(name: str, shown: WrittenFigure | None, *, is_ratio: bool) -> dict[str, Any]:
    if shown is None:
        return {}
    text = shown.original or (typed.number(shown.value) if shown.value is not None else "")
    text = text or (shown.absence.value if shown.absence else "")
    found: dict[str, Any] = {name: text}
    if is_ratio:
        rate, top, bottom = parts_of(text)
        found = {name: rate, f"{name}-top": top, f"{name}-bottom": bottom}
    ticked = [one.value for one in OFFERED if one in shown.markers]
    return found | {f"{name}-markers": [*ticked, *([PARTNER] if shown.from_partner else [])]}
