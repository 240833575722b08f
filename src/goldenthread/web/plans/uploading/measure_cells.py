"""What the cells of a printed measure say, as the plan keeps it: targets by year, figures by period, what it starts from.

Pure: from the library's cells to plain values. What cannot be kept is said in a sentence, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from goldenthread.model.figures import Absence, Cell, Figure, Marker, Role, TargetKind, TargetState
from goldenthread.model.periods import Period, financial_year_of
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Report, ReportKind
from goldenthread.rules.windows import NOW, names_a_window

_SIX_PLACES: Final = Decimal("0.000001")
_TOO_LARGE: Final = Decimal(10) ** 14
_ACTUALS: Final = (Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.PREVIOUS, *NOW)
_NUMBERED: Final = (TargetKind.LEVEL, TargetKind.CHANGE, TargetKind.SHARE)
LONGEST: Final = 400
LONGEST_NAME: Final = 160


@dataclass(frozen=True, slots=True)
class SaidTarget:
    """A target for a financial year, of a component or ("") the whole."""

    component: str
    year: int
    kind: TargetKind
    state: TargetState = TargetState.UNSTATED
    low: Decimal | None = None
    high: Decimal | None = None
    direction: str = ""
    text: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure of a period, or why there is none. `heading` is the column that it stood in."""

    component: str
    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absence: Absence | None = None
    markers: tuple[Marker, ...] = ()
    qualifier: str = ""
    original: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """All that a measure's cells say, and the sentences on what is not kept."""

    targets: tuple[SaidTarget, ...] = ()
    figures: tuple[SaidFigure, ...] = ()
    baselines: tuple[SaidFigure, ...] = ()
    components: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()


def target_years(report: Report) -> frozenset[int]:
    """The financial years for which the paper has columns of targets."""
    columns = (cell.column for measure in report.measures for cell in measure.cells)
    return frozenset(year_of(column.period) for column in columns if column.role is Role.TARGET and column.period)


def year_of(period: Period) -> int:
    """The calendar year in which the year of a target begins."""
    return period.start.year if (period.months or 0) >= 12 else financial_year_of(period.start)


def said_by(measure: MeasureLine, report: Report, first_year: int) -> Said:
    """What the measure's cells say in a report that is made into a plan from `first_year` on."""
    hearing = _Hearing(report, first_year)
    for cell in measure.cells:
        hearing.hear(cell)
    labels = (figure.label for cell in measure.cells for figure in cell.figures)
    components = dict.fromkeys(clip(label, LONGEST_NAME) for label in labels if label and not names_a_window(label))
    return Said(
        targets=tuple(hearing.targets.values()),
        figures=tuple(hearing.figures.values()),
        baselines=tuple(hearing.baselines.values()),
        components=tuple(components),
        not_kept=tuple(dict.fromkeys(hearing.not_kept)),
    )


def clip(text: str, most: int) -> str:
    """The text, cut with an ellipsis where the record has no room for more."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def fits(value: Decimal) -> bool:
    """Whether the record can hold the number exactly."""
    try:
        return abs(value) < _TOO_LARGE and value == value.quantize(_SIX_PLACES)
    except InvalidOperation:
        return False


class _Hearing:
    """Goes through the cells of one measure; of two that say something of the same period, the first is kept."""

    def __init__(self, report: Report, first_year: int) -> None:
        self.report = report
        self.first_year = first_year
        self.targets: dict[tuple[str, int], SaidTarget] = {}
        self.figures: dict[tuple[str, object, object], SaidFigure] = {}
        self.baselines: dict[tuple[str, object, object], SaidFigure] = {}
        self.not_kept: list[str] = []

    def hear(self, cell: Cell) -> None:
        role = cell.column.role
        if role is Role.TARGET:
            self._target(cell)
        elif role is Role.BASELINE or (role in _ACTUALS and self._starts_from(cell)):
            self._record(cell, self.baselines)
        elif role in _ACTUALS:
            self._record(cell, self.figures)
        elif role is Role.FORECAST and cell.text:
            self.not_kept.append(f"The forecast “{cell.text}” is not part of a plan.")
        elif role is Role.OTHER and cell.original:
            self.not_kept.append(f"“{cell.column.full_heading}: {cell.original}” has no place in a plan.")

    def _starts_from(self, cell: Cell) -> bool:
        """A plan's "latest performance" is no figure of the plan's own year: it is where the measure starts from."""
        is_plan = self.report.kind in (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES)
        return is_plan and cell.column.role in NOW and cell.column.period is None

    # ---- targets ----

    def _target(self, cell: Cell) -> None:
        if cell.target is None:
            return
        period = cell.column.period
        if period and (period.months or 0) < 12:
            self.not_kept.append(f"The target “{cell.text}” is of {period.label}: set the year's profile in the plan.")
            return
        year = year_of(period) if period else self.first_year
        for target in _targets(cell, year):
            key = (target.component, target.year)
            earlier = self.targets.setdefault(key, target)
            if earlier.original != target.original or (earlier is not target and earlier.low != target.low):
                self.not_kept.append(
                    f"A second target for {year}/{(year + 1) % 100:02}, “{target.original}”, is not kept: "
                    f"the first is “{earlier.original}”."
                )

    # ---- figures ----

    def _record(self, cell: Cell, into: dict[tuple[str, object, object], SaidFigure]) -> None:
        for figure in cell.figures or (None,):
            period = (figure.period if figure else None) or self._period(cell)
            if period is None:
                if cell.text:
                    self.not_kept.append(
                        f"“{cell.column.full_heading}: {cell.text}” does not say which period it is of."
                    )
                return
            if figure and not fits(figure.value):
                self.not_kept.append(f"The number “{cell.text}” is larger or finer than the record can hold.")
            said = _said(cell, figure, period)
            key = (said.component, period.start, period.end)
            earlier = into.get(key)
            if earlier is None or (earlier.value is None and said.value is not None):
                into[key] = said
            elif said.value is not None and said.value != earlier.value:
                self.not_kept.append(
                    f"A second figure for {period.label}, “{cell.text}”, is not kept: the first is “{earlier.original}”."
                )

    def _period(self, cell: Cell) -> Period | None:
        if cell.column.period:
            return cell.column.period
        year_before = Period.financial_year(self.first_year - 1)
        match cell.column.role:
            case Role.LAST_ACTUAL | Role.BASELINE:
                return year_before
            case Role.PREVIOUS:
                return self.report.period.previous if self.report.period else None
            case Role.CURRENT | Role.LATEST:
                return year_before if self._starts_from(cell) else self.report.period
            case _:
                return None


def _targets(cell: Cell, year: int) -> Iterator[SaidTarget]:
    target = cell.target
    if target is None:
        return
    original = clip(cell.original, LONGEST)
    numbers = cell.figures if all(fits(figure.value) for figure in cell.figures) else ()
    if target.kind is TargetKind.RANGE and len(numbers) == 2 and numbers[0].value <= numbers[1].value:
        low, high = numbers
        yield SaidTarget(
            clip(low.label, LONGEST_NAME),
            year,
            TargetKind.RANGE,
            target.state,
            low.value,
            high.value,
            original=original,
        )
    elif target.kind in _NUMBERED and numbers:
        for figure in numbers:
            yield SaidTarget(
                clip(figure.label, LONGEST_NAME),
                year,
                target.kind,
                target.state,
                figure.value,
                direction=target.direction,
                text=figure.qualifier if target.kind is TargetKind.SHARE else "",
                original=original,
            )
    elif target.kind in (TargetKind.NONE, TargetKind.TO_BE_CONFIRMED):
        yield SaidTarget("", year, target.kind, target.state, original=original)
    else:
        yield SaidTarget("", year, TargetKind.TEXT, target.state, text=cell.original, original=original)


def _said(cell: Cell, figure: Figure | None, period: Period) -> SaidFigure:
    original, heading = clip(cell.original, LONGEST), cell.column.full_heading
    if figure is None or not fits(figure.value):
        absence = cell.absence or Absence.NOT_PLACED
        component = clip(figure.label, LONGEST_NAME) if figure else ""
        return SaidFigure(component, period, absence=absence, original=original, heading=heading)
    return SaidFigure(
        component=clip(figure.label, LONGEST_NAME),
        period=period,
        value=figure.value,
        numerator=_if_it_fits(figure.numerator),
        denominator=_if_it_fits(figure.denominator),
        markers=figure.markers,
        qualifier=clip(figure.qualifier, LONGEST_NAME),
        original=original,
        heading=heading,
    )


def _if_it_fits(value: Decimal | None) -> Decimal | None:
    return value if value is not None and fits(value) else None
