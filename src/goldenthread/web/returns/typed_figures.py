"""What an officer typed for a figure, understood and said back in words (R6.1, handbook 4.1).

The library's reader of cells understands "1,234", "£1.2m", "80.9 %", "n/a" and "12 (prov)"; a share typed as its parts ("5/7")
is worked out by the measure's multiplier. What is not understood is kept as typed, with the absence "not understood", so that
a draft loses nothing; it is asked about when the update is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.model.figures import Absence, Marker, Unit
from goldenthread.model.period_words import parse_period
from goldenthread.web.plans import typed
from goldenthread.web.plans.models import Definition
from goldenthread.web.plans.models.choices import MeasureKind
from goldenthread.web.plans.uploading.measure_cells import LONGEST, fits
from goldenthread.web.returns.written import WrittenFigure

_NO_SHARE = r"(?!n\s*/\s*a\b)"  # "n/a" has a slash as well
_BETWEEN = r"(?:\s*/\s*|\s+(?:out\s+)?of\s+)"
_PARTS: Final = re.compile(
    rf"{_NO_SHARE}(?:(?P<rate>[^()]*?)\s*\()?\s*(?P<top>[^/()]*?){_BETWEEN}(?P<bottom>[^/()]*?)\s*\)?", re.IGNORECASE
)
_SLASHED: Final = re.compile(
    rf"{_NO_SHARE}(?:(?P<rate>[^()]*?)\s*\()?(?P<top>[^/()]*)/(?P<bottom>[^/()]*)\)?", re.IGNORECASE
)
_MILLIONTH: Final = Decimal("0.000001")
PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """The figure (None where nothing was typed), and why it cannot be sent as it is ("" where it can)."""

    figure: WrittenFigure | None = None
    problem: str = ""


def read(text: str, definition: Definition, component: str = "") -> Reading:
    """What was typed for a component of a measure of that definition."""
    original = fold(text)
    if not original:
        return Reading()
    try:
        return Reading(_figure(original, definition, component))
    except typed.NotUnderstood as error:
        unclear = WrittenFigure(component, original[:LONGEST], absence=Absence.NOT_PLACED)
        return Reading(unclear, str(error))


def is_unclear(figure: WrittenFigure, definition: Definition) -> bool:
    """Whether it is kept as typed only until somebody says what it means. A measure told in words is meant so."""
    return figure.absence is Absence.NOT_PLACED and definition.kind != MeasureKind.WORDS


def _figure(original: str, definition: Definition, component: str) -> WrittenFigure:
    if definition.kind == MeasureKind.WORDS:
        return _in_words(original, component)
    parts = _PARTS.fullmatch(original) if _has_parts(definition) else None
    if parts is not None and not _is_period(parts):
        return _of_parts(original, parts, definition, component)
    found = typed.figure(original, _unit(definition), component)
    return WrittenFigure(
        component, found.original, found.value, found.numerator, found.denominator, found.absence, found.markers,
        found.qualifier,
    )  # fmt: skip


def _unit(definition: Definition) -> Unit | None:
    return Unit(definition.unit) if definition.unit else None


def _in_words(original: str, component: str) -> WrittenFigure:
    """The words themselves; only what says that there is nothing is taken for that."""
    if len(original) > LONGEST:
        raise typed.NotUnderstood(
            f"This is longer than {LONGEST} characters. Say it more shortly, the rest in words below."
        )
    try:
        found = typed.figure(original, None, component)
    except typed.NotUnderstood:
        return WrittenFigure(component, original, absence=Absence.NOT_PLACED)
    return WrittenFigure(component, original, absence=found.absence or Absence.NOT_PLACED)


# ---- shares ----


def _has_parts(definition: Definition) -> bool:
    return definition.kind == MeasureKind.RATIO or definition.unit in (Unit.PERCENT, Unit.RATE)


def multiplier_of(definition: Definition) -> int | None:
    """By what numerator over denominator is multiplied; a percentage needs nobody to say it."""
    return definition.multiplier or (PERCENT if definition.unit == Unit.PERCENT else None)


def _is_period(parts: re.Match[str]) -> bool:
    """Whether "2021/22" in it names a year; "19/20" is taken for nineteen of twenty."""
    try:
        parse_period(f"{parts['top']}/{parts['bottom']}")
    except ValueError:
        return False
    return len(parts["top"]) > 2


def _of_parts(original: str, parts: re.Match[str], definition: Definition, component: str) -> WrittenFigure:
    """ "5/7" is worked out; "71.4% (5/7)" has to agree with itself, to half a unit of its last digit."""
    rate = (parts["rate"] or "").strip()
    top, bottom = _part(parts["top"], "numerator", original), _part(parts["bottom"], "denominator", original)
    if bottom == 0:
        raise typed.NotUnderstood(
            "Nothing can be divided by nought. Correct the denominator, or type n/a where there was nothing to count."
        )
    by = multiplier_of(definition)
    if not rate:
        if by is None:
            raise typed.NotUnderstood(
                "The definition does not say what this rate is per, so it cannot be worked out from its parts. "
                f"Give the rate as well, for example 12.4 ({original})."
            )
        value = _worked_out(top, bottom, by, original).quantize(_MILLIONTH, ROUND_HALF_UP)
        return WrittenFigure(component, original, _plain(value), top, bottom)
    found = typed.figure(rate, _unit(definition), component)
    if found.value is None:
        raise typed.NotUnderstood("Give a figure, or say why there is none: not both.")
    if by is not None:
        _agrees(found.value, top, bottom, by, original)
    return WrittenFigure(
        component, original, found.value, top, bottom, markers=found.markers, qualifier=found.qualifier
    )


def _part(text: str, name: str, original: str) -> Decimal:
    if not text.strip():
        raise typed.NotUnderstood(f"“{original}” has no {name}. Give both parts, or the figure alone.")
    return typed.quantity(text)


def _worked_out(top: Decimal, bottom: Decimal, by: int, original: str) -> Decimal:
    """Not rounded yet: what is too large to be kept may have too many digits to be rounded at all."""
    worked = top / bottom * by
    if not fits(worked.to_integral_value()):
        raise typed.NotUnderstood(f"“{original}” gives a number that is too large to be kept. Check both parts.")
    return worked


def _agrees(value: Decimal, top: Decimal, bottom: Decimal, by: int, original: str) -> None:
    places = max(-int(value.as_tuple().exponent), 0)
    worked = _worked_out(top, bottom, by, original)
    if abs(worked - value) > Decimal(5).scaleb(-places - 1):
        raise typed.NotUnderstood(
            f"{typed.number(top)} divided by {typed.number(bottom)}, times {by:,}, is "
            f"{typed.number(round(worked, max(places, 1)))}, not {typed.number(value)}. Correct the figure or its parts."
        )


def _plain(value: Decimal) -> Decimal:
    """Without noughts at its end that nobody typed."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def joined(rate: str, top: str, bottom: str) -> str:
    """The boxes of a share as one text: "71.4% (5/7)", "5/7", "71.4%"; what `parts_of` takes apart again."""
    rate, top, bottom = fold(rate), fold(top), fold(bottom)
    if not (top or bottom):
        return rate
    return f"{rate} ({top}/{bottom})" if rate else f"{top}/{bottom}"


def parts_of(original: str) -> tuple[str, str, str]:
    """The rate, numerator and denominator that were typed, from one text."""
    found = _SLASHED.fullmatch(original)
    if found is None:
        return original, "", ""
    return (found["rate"] or "").strip(), found["top"].strip(), found["bottom"].strip()


# ---- said back ----


def with_ticks(reading: Reading, ticked: tuple[Marker, ...], from_partner: bool) -> Reading:
    """The reading with the markers that were ticked beside those that were typed: either is enough."""
    figure = reading.figure
    if figure is None:
        return reading
    takes = figure.value is not None or figure.absence is Absence.NOT_PLACED
    both = tuple(one for one in Marker if one in ticked or one in figure.markers) if takes else ()
    return replace(reading, figure=replace(figure, markers=both, from_partner=from_partner))


def said(figure: WrittenFigure, definition: Definition) -> str:
    """What was understood, in words: "12 per cent, provisional"."""
    if figure.value is None:
        if figure.absence is Absence.NOT_PLACED:
            return f"the words “{figure.original}”" if definition.kind == MeasureKind.WORDS else "not understood yet"
        return f"no figure: {figure.absence.value}" if figure.absence else ""
    notes = [marker.words.partition(":")[0] for marker in figure.markers]
    if figure.from_partner:
        notes.append("from a partner")
    if figure.qualifier and figure.numerator is None:
        notes.append(f"with the note “{figure.qualifier}”")
    return ", ".join([_number(figure, definition), *notes])


def _number(figure: WrittenFigure, definition: Definition) -> str:
    value = figure.value
    assert value is not None  # noqa: S101 - only a number comes here
    shown = typed.number(round(value, 2) if abs(value) >= 1 else value)
    words = {Unit.PERCENT: f"{shown} per cent", Unit.POUNDS: f"£{shown}"}.get(_unit(definition) or Unit.COUNT, shown)
    if figure.numerator is None or figure.denominator is None:
        return words
    return f"{words} ({typed.number(figure.numerator)} of {typed.number(figure.denominator)})"
