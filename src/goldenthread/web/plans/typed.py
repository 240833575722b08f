"""What somebody typed, understood by the library's own reader of cells; whatever is not understood is refused, never guessed.

Serves the forms and the workbook: targets, figures, numbers and dates come in here as text and leave as values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from goldenthread.model.cells import figures_in, fold, read_cell
from goldenthread.model.figures import Absence, Cell, Column, Marker, Role, TargetKind, TargetState, Unit
from goldenthread.model.figures import Figure as Read
from goldenthread.model.numbers import number_token
from goldenthread.model.period_words import parse_period
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import Calendar, Polarity
from goldenthread.web.plans.uploading.measure_cells import LONGEST, fits

TARGET_EXAMPLES: Final = "95%, 80–90, Reduce by 5%, £1.2m, or tbc where it is not settled yet"
_TOO_EXACT: Final = (
    "This number is too large or has too many decimal places to be kept exactly. "
    "Give it with up to 14 digits before the point and 6 after it."
)
_STANDS_FOR_NONE: Final = (Marker.CONFIDENTIAL, Marker.LOW, Marker.NOT_AVAILABLE, Marker.NOT_APPLICABLE)
MARKERS: Final = tuple(marker for marker in Marker if marker not in _STANDS_FOR_NONE)
"""The markers that stand beside a number, not in its place."""


class NotUnderstood(ValueError):
    """The text is not one that we take for a value; the message is a sentence that says what to type."""


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """What a target is taken to say. `original` is what was typed."""

    original: str
    kind: TargetKind
    state: TargetState = TargetState.UNSTATED
    low: Decimal | None = None
    high: Decimal | None = None
    direction: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What a figure is taken to say: a number with its markers, or why there is none."""

    original: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absence: Absence | None = None
    markers: tuple[Marker, ...] = ()
    qualifier: str = ""


# ---- targets ----


def target(text: str, unit: Unit | None, component: str = "", *, as_words: bool = False) -> TypedTarget:
    """The target that was typed. Words in which no number is understood are a target only if `as_words` says so."""
    original = fold(text)
    if len(original) > LONGEST:
        raise NotUnderstood(f"This target is longer than {LONGEST} characters. Say it more shortly.")
    if as_words:
        return TypedTarget(original, TargetKind.TEXT, text=original)
    cell = read_cell(original, Column(role=Role.TARGET), unit)
    if cell.target is None or cell.target.kind is TargetKind.TEXT:
        raise NotUnderstood(
            f"No number is understood in “{original}”. Type it like {TARGET_EXAMPLES}; "
            "or choose to keep it as words, if words are what the plan says."
        )
    if cell.target.kind in (TargetKind.NONE, TargetKind.TO_BE_CONFIRMED):
        return TypedTarget(original, cell.target.kind, cell.target.state)
    return _numbered(cell, unit, component)


def _numbered(cell: Cell, unit: Unit | None, component: str) -> TypedTarget:
    assert cell.target is not None  # noqa: S101 - only a target comes here
    kind, figures = cell.target.kind, cell.figures
    if len(figures) != (2 if kind is TargetKind.RANGE else 1):
        raise NotUnderstood(
            f"“{cell.original}” holds several numbers. Give one target here; each part of a measure has a target of its own."
        )
    for figure in figures:
        names_the_way = figure.label.casefold() == cell.target.direction  # "£250,000 reduction" names no part
        _same_thing(figure.model_copy(update={"label": ""}) if names_the_way else figure, unit, component)
    first = figures[0]
    return TypedTarget(
        cell.original,
        kind,
        cell.target.state,
        low=first.value,
        high=figures[1].value if kind is TargetKind.RANGE else None,
        direction=cell.target.direction,
        text=first.qualifier if kind is TargetKind.SHARE else "",
    )


def _same_thing(figure: Read, unit: Unit | None, component: str) -> None:
    """Refuses a number that cannot be kept, counts in another unit, or names another part of the measure."""
    if not fits(figure.value):
        raise NotUnderstood(_TOO_EXACT)
    if unit and figure.unit and figure.unit is not unit:
        raise NotUnderstood(
            f"This is given as {figure.unit.words}, but the measure is counted as {unit.words}. "
            "Give it as the measure is counted, or change the unit in its definition first."
        )
    if figure.label and figure.label.casefold() != component.casefold():
        raise NotUnderstood(
            f"“{figure.label}” is taken for the name of a part of the measure. "
            "Choose the part in its own box, and type only the number here."
        )


def target_in_words(typed: TypedTarget, unit: Unit | None, polarity: Polarity | None) -> str:
    """What was understood, said back: "at least 95 per cent"."""
    match typed.kind:
        case TargetKind.TEXT:
            words = "words, which no rule can compare with a figure"
        case TargetKind.NONE:
            words = "no target"
        case TargetKind.TO_BE_CONFIRMED:
            words = "to be confirmed"
        case TargetKind.RANGE:
            words = f"from {number(typed.low)} to {_with_unit(typed.high, unit)}"
        case TargetKind.CHANGE:
            words = f"a change, a {typed.direction} of {_with_unit(typed.low, _sign(typed) or unit)}"
        case TargetKind.SHARE:
            words = f"{_with_unit(typed.low, unit)} {typed.text}"
        case TargetKind.LEVEL:
            words = _level(typed, unit, polarity)
    state = "" if typed.state is TargetState.UNSTATED else f"; {typed.state.value}"
    return f"{words}{state}"


def _level(typed: TypedTarget, unit: Unit | None, polarity: Polarity | None) -> str:
    cell = read_cell(typed.original, Column(role=Role.TARGET), unit)
    said = cell.figures[0].qualifier if cell.figures else ""
    amount = _with_unit(typed.low, (cell.figures[0].unit if cell.figures else None) or unit)
    if said:
        return f"{amount} (“{said}”)"
    match polarity:
        case Polarity.HIGHER:
            return f"at least {amount}"
        case Polarity.LOWER:
            return f"at most {amount}"
        case _:
            return amount


def _sign(typed: TypedTarget) -> Unit | None:
    figures = figures_in(typed.original) or ()
    return figures[0].unit if figures else None


def number(value: Decimal | None) -> str:
    """A number as people write it: thousands with commas, and no noughts at the end that nobody typed."""
    if value is None:
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_unit(value: Decimal | None, unit: Unit | None) -> str:
    match unit:
        case Unit.PERCENT:
            return f"{number(value)} per cent"
        case Unit.POUNDS:
            return f"£{number(value)}"
        case _:
            return number(value)


# ---- figures and numbers ----


def figure(text: str, unit: Unit | None, component: str = "") -> TypedFigure:
    """The figure that was typed, or the reason that the words give for none ("n/a")."""
    original = fold(text)
    if len(original) > LONGEST:
        raise NotUnderstood(f"This is longer than {LONGEST} characters. Give the figure alone.")
    cell = read_cell(original, Column(role=Role.LAST_ACTUAL), unit)
    if cell.absence is not None:
        return TypedFigure(original, absence=cell.absence)
    if not cell.figures:
        raise NotUnderstood(
            f"No number is understood in “{original}”. Type it like 93.2%, 1,234, £1.2m or 71.4% (5/7); "
            "or leave it empty and say why there is none."
        )
    if len(cell.figures) > 1:
        raise NotUnderstood(
            f"“{original}” holds several numbers. Give one figure here; each part of a measure has a figure of its own."
        )
    read = cell.figures[0]
    _same_thing(read, unit, component)
    for part in (read.numerator, read.denominator):
        if part is not None and not fits(part):
            raise NotUnderstood(_TOO_EXACT)
    return TypedFigure(
        original, read.value, read.numerator, read.denominator, markers=read.markers, qualifier=read.qualifier[:160]
    )


def period(text: str, calendar: Calendar | None) -> Period:
    """The period that was typed. "2020/21" is a year of the measure's own calendar."""
    try:
        found = parse_period(fold(text)[:LONGEST])
    except ValueError as error:
        raise NotUnderstood(str(error)) from error
    if found.kind is PeriodKind.FINANCIAL_YEAR and calendar is Calendar.ACADEMIC:
        return Period.academic_year(found.start.year)
    if found.kind is PeriodKind.FINANCIAL_YEAR and calendar is Calendar.CALENDAR:
        raise NotUnderstood(f"This measure counts in calendar years. Give one year, for example {found.start.year}.")
    if found.kind is PeriodKind.CALENDAR_YEAR and calendar in (Calendar.FINANCIAL, Calendar.ACADEMIC):
        year = found.start.year
        raise NotUnderstood(
            f"This measure counts in {calendar.words}s. Give both years, for example {year}/{(year + 1) % 100:02}."
        )
    return found


def quantity(text: str) -> Decimal:
    """One number and nothing else: "1,234", "£1.2m", "80.9 %"."""
    token = number_token(fold(text), None)
    if token is None or token.value is None:
        raise NotUnderstood(f"“{fold(text)[:60]}” is not a number. Type it like 25, 1,234, 80.9% or £1.2m.")
    if not fits(token.value):
        raise NotUnderstood(_TOO_EXACT)
    return token.value
