"""The cells of a printed measure, from its targets, figures and baselines: one column for each year or period.

A cell that the paper printed is printed as it was, with what was understood beside it; one that was typed here is written from
its numbers. The mirror of uploading/measure_cells.py.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from goldenthread.model.cells import absence_of
from goldenthread.model.figures import Absence, Cell, Column, Marker, Role, TargetKind, TargetState, Unit
from goldenthread.model.figures import Figure as Printed
from goldenthread.model.figures import Target as PrintedTarget
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import AnyLine, MeasureLine
from goldenthread.web.plans.models import Baseline, Definition, Figure, Plan, Target
from goldenthread.web.plans.queries.printed import figures_text, saying_something, targets_text, year_text

_ORDER: Final = (
    Role.EARLIER_ACTUAL,
    Role.LAST_ACTUAL,
    Role.BASELINE,
    Role.PREVIOUS,
    Role.CURRENT,
    Role.TARGET,
)
_OF_EVERY_MEASURE: Final = (Role.EARLIER_ACTUAL, Role.LAST_ACTUAL, Role.BASELINE, Role.TARGET)
"""The columns that stand in a plan's table for all measures, filled or not."""
_YEARS: Final = (PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.CALENDAR_YEAR)


@dataclass(frozen=True)
class Recorded:
    """What is recorded of one measure, and the plan in which it is printed."""

    plan: Plan
    definition: Definition
    targets: Sequence[Target] = ()
    figures: Sequence[Figure] = ()
    baselines: Sequence[Baseline] = ()

    @property
    def unit(self) -> Unit | None:
        return Unit(self.definition.unit) if self.definition.unit else None


def cells_of(recorded: Recorded) -> tuple[Cell, ...]:
    """All cells of the measure, in the order of their periods: what was reached before what is aimed at."""
    cells = [*_figure_cells(recorded), *_baseline_cells(recorded), *_target_cells(recorded)]
    return tuple(sorted(cells, key=lambda cell: _place(cell.column)))


def blank_cells_filled(lines: Sequence[AnyLine]) -> tuple[AnyLine, ...]:
    """The lines of an objective with the same columns in each measure, so that they stand in one table.

    Two headings for one period become the one that more measures have; a cell that says nothing is left blank.
    """
    columns = _common(line for line in lines if isinstance(line, MeasureLine))
    return tuple(_filled(line, columns) if isinstance(line, MeasureLine) else line for line in lines)


def _common(measures: Iterable[MeasureLine]) -> list[Column]:
    headings: dict[tuple[Role, Period | None], Counter[Column]] = defaultdict(Counter)
    for measure in measures:
        for cell in measure.cells:
            headings[_key(cell.column)][cell.column] += 1
    return sorted((counts.most_common(1)[0][0] for counts in headings.values()), key=_place)


def _filled(line: MeasureLine, columns: Sequence[Column]) -> MeasureLine:
    own = {_key(cell.column): cell for cell in line.cells}
    cells = [
        own[_key(column)].model_copy(update={"column": column})
        if _key(column) in own
        else Cell(column=column, absence=Absence.BLANK)
        for column in columns
        if _key(column) in own or column.role in _OF_EVERY_MEASURE
    ]
    return line.model_copy(update={"cells": tuple(cells)})


def _key(column: Column) -> tuple[Role, Period | None]:
    return column.role, column.period


def _place(column: Column) -> tuple[date, int, date]:
    period = column.period or Period.financial_year(1)
    return period.start, _ORDER.index(column.role), period.end


# ---- targets ----


def _target_cells(recorded: Recorded) -> list[Cell]:
    by_year: dict[int, list[Target]] = defaultdict(list)
    for target in recorded.targets:
        by_year[target.year].append(target)
    return [target_cell(targets, recorded) for targets in by_year.values()]


def target_cell(targets: Sequence[Target], recorded: Recorded) -> Cell:
    """The targets of one year in one cell, each component with its name."""
    first = targets[0]
    column = Column(
        heading=f"{year_text(first.year)} target", role=Role.TARGET, period=Period.financial_year(first.year)
    )
    kind = TargetKind(first.kind)
    state = TargetState(first.state)
    original = _one_original(targets) or "; ".join(targets_text(targets, recorded.definition).lines)
    if any(one.kind != kind for one in targets) or (kind is TargetKind.RANGE and len(targets) > 1):
        return Cell(column=column, original=original, target=PrintedTarget(kind=TargetKind.TEXT, state=state))
    target = PrintedTarget(kind=kind, state=state, direction=first.direction)
    match kind:
        case TargetKind.NONE | TargetKind.TO_BE_CONFIRMED:
            return Cell(column=column, original=first.original, absence=_no_target(kind, first.original), target=target)
        case TargetKind.TEXT:
            return Cell(column=column, original=first.text or original, target=target)
        case _:
            figures = tuple(figure for one in targets for figure in _aims(one, recorded.unit))
            return Cell(column=column, original=original, figures=figures, target=target)


def _no_target(kind: TargetKind, original: str) -> Absence:
    """The paper's own reason for no number, else what the kind of target means."""
    own = absence_of(original) if original else None
    return own or (Absence.TO_BE_CONFIRMED if kind is TargetKind.TO_BE_CONFIRMED else Absence.NOT_APPLICABLE)


def _aims(target: Target, unit: Unit | None) -> list[Printed]:
    numbers = [target.low, target.high] if target.kind == TargetKind.RANGE else [target.low]
    qualifier = target.text if target.kind == TargetKind.SHARE else ""
    return [
        Printed(value=_plain(number), unit=unit, label=target.component, qualifier=qualifier)
        for number in numbers
        if number is not None
    ]


def _plain(value: Decimal) -> Decimal:
    """A number without the noughts that the database puts behind it: the checks print numbers as they are."""
    exact = value.normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


# ---- figures ----


def _figure_cells(recorded: Recorded) -> list[Cell]:
    return _recorded_cells(recorded.figures, recorded, _actual)


def _baseline_cells(recorded: Recorded) -> list[Cell]:
    return _recorded_cells(recorded.baselines, recorded, _baseline)


def _recorded_cells(
    rows: Sequence[Figure | Baseline], recorded: Recorded, column_of: Callable[[Figure | Baseline, Plan], Column]
) -> list[Cell]:
    columns: dict[tuple[Role, Period | None], Column] = {}
    cells: dict[tuple[Role, Period | None], list[Figure | Baseline]] = defaultdict(list)
    for row in rows:
        column = column_of(row, recorded.plan)
        cells[_key(columns.setdefault(_key(column), column))].append(row)
    return [recorded_cell(columns[key], group, recorded) for key, group in cells.items()]


def recorded_cell(column: Column, rows: Sequence[Figure | Baseline], recorded: Recorded) -> Cell:
    """The figures of one period in one cell, as typed where it is one, else each component with its name."""
    rows = saying_something(rows)
    original = _one_original(rows)
    if original:
        rows = sorted(rows, key=lambda row: original.find(row.component))  # as they stand in the cell
    figures = tuple(_figure(one, column, recorded.unit) for one in rows if one.value is not None)
    if not figures:
        return Cell(column=column, original=original, absence=Absence(rows[0].absence))
    return Cell(column=column, original=original or "; ".join(figures_text(rows, recorded.definition)), figures=figures)


def _figure(row: Figure | Baseline, column: Column, unit: Unit | None) -> Printed:
    assert row.value is not None  # noqa: S101 - asked for by the caller
    period = _period(row)
    return Printed(
        value=_plain(row.value),
        unit=unit,
        label=row.component,
        markers=tuple(Marker(one) for one in row.markers),
        qualifier=row.qualifier,
        period=None if period == column.period else period,
        numerator=None if row.numerator is None else _plain(row.numerator),
        denominator=None if row.denominator is None else _plain(row.denominator),
    )


def _actual(row: Figure | Baseline, plan: Plan) -> Column:
    heading, named = _heading(row, plan)
    period = named or _period(row)
    if heading and named is None:  # "Current", "Latest": the paper's own, of the figure's period
        return Column(heading=heading, role=Role.CURRENT, period=period)
    if period.kind in _YEARS and period.start.year < plan.first_year:
        role = Role.LAST_ACTUAL if period.start.year == plan.first_year - 1 else Role.EARLIER_ACTUAL
        return Column(heading=heading or f"{period.label} actual", role=role, period=period)
    role = Role.CURRENT if period.end >= date(plan.first_year, 4, 1) else Role.PREVIOUS
    return Column(heading=heading or period.label, role=role, period=period)


def _baseline(row: Figure | Baseline, plan: Plan) -> Column:
    heading, named = _heading(row, plan)
    period = named or _period(row)
    return Column(heading=heading or f"Baseline {period.label}", role=Role.BASELINE, period=period)


def _heading(row: Figure | Baseline, plan: Plan) -> tuple[str, Period | None]:
    """The heading of the plan's own paper that a figure stood under, and the period that it names, if any."""
    paper = f"{plan.title}: "
    heading = row.source.removeprefix(paper) if row.source.startswith(paper) else ""
    return heading, find_period(heading) if heading else None


def _period(row: Figure | Baseline) -> Period:
    try:
        return Period(kind=PeriodKind(row.period_kind), start=row.period_start, end=row.period_end)
    except ValueError:
        return Period.span(row.period_start, row.period_end)


def _one_original(rows: Sequence[Target | Figure | Baseline]) -> str:
    """The cell that the rows were all read from; "" where they were typed one by one, be it the same number for each."""
    original = rows[0].original
    is_one_cell = all(one.original == original and one.component in original for one in rows)
    return original if is_one_cell or len(rows) == 1 else ""
