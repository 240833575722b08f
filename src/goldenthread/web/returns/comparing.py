"""What an update's figure may be compared with: the series' figures of a window, as the library's papers of earlier periods.

Which window is compared with which is the library's to say (rules/comparisons.py). A change of definition, or a break that was
marked since, stands between two figures whether or not either of them carries the sign (R4.6, R4.10).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from goldenthread.model.figures import Cell, Marker, Role
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import MeasureLine
from goldenthread.rules.travel import Before, Then
from goldenthread.rules.windows import own_window
from goldenthread.web.plans.assemble import definition_of
from goldenthread.web.plans.assemble_cells import Recorded, recorded_cell
from goldenthread.web.plans.models import Definition, Figure
from goldenthread.web.returns.current_cell import CURRENT
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.lines import in_window, last_actual_window


def before(gathered: Gathered, definition: Definition) -> Before:
    """The measure in the papers of a year earlier and of the quarter before, as its series has it now."""
    return Before(
        last_year=_then(gathered, definition, gathered.observed.same_period_last_year),
        previous=_then(gathered, definition, gathered.observed.previous),
    )


def same_period_last_year(gathered: Gathered, definition: Definition) -> tuple[Period, list[Figure]]:
    """The measure's own window a year earlier, and its figures in the series: none where nothing is recorded."""
    window = own_window(gathered.observed.same_period_last_year, definition_of(definition))
    return window, of_window(gathered.series, window)


def compared(gathered: Gathered, definition: Definition) -> list[Figure]:
    """The earlier figures that an arrow might be worked out with: of the same period last year, else last year's actual."""
    _, rows = same_period_last_year(gathered, definition)
    last = last_actual_window(gathered, definition)
    return rows or (in_window(gathered.series, last) if last else [])


def with_breaks(cells: Iterable[Cell], gathered: Gathered) -> tuple[Cell, ...]:
    """The cells as they may be compared: behind a break where there is one between last year's figure and this one."""
    return tuple(
        _behind_break(cell, in_window(gathered.series, cell.column.period), gathered)
        if cell.column.role is Role.LAST_ACTUAL and cell.column.period
        else cell
        for cell in cells
    )


def other_version(rows: Sequence[Figure], definition: Definition) -> bool:
    """Whether any of the figures stands under another version of the definition (R4.10)."""
    return any(one.definition_id != definition.pk for one in rows)


def of_window(series: Sequence[Figure], window: Period) -> list[Figure]:
    """The figures that cover the window: by their days, else by those that their definition gives their period."""
    return in_window(series, window) or [one for one in series if own_days(one) == (window.start, window.end)]


def own_days(figure: Figure) -> tuple[date, date]:
    """The first and last day that a figure of the series covers by its definition."""
    days = own_window(period_of(figure), definition_of(figure.definition))
    return days.start, days.end


def period_of(figure: Figure) -> Period:
    """The period of a figure; by its days alone where they do not fit the kind."""
    try:
        return Period(kind=PeriodKind(figure.period_kind), start=figure.period_start, end=figure.period_end)
    except ValueError:
        return Period.span(figure.period_start, figure.period_end)


def _then(gathered: Gathered, definition: Definition, period: Period) -> Then | None:
    """The measure as a paper of that period would have it; None where the series has nothing for its window."""
    rows = of_window(gathered.series, own_window(period, definition_of(definition)))
    if not rows:
        return None
    cell = recorded_cell(CURRENT, rows, Recorded(plan=gathered.plan, definition=rows[0].definition))
    cell = cell.model_copy(update={"figures": tuple(one.model_copy(update={"period": None}) for one in cell.figures)})
    line = MeasureLine(
        ref=gathered.line.ref,
        title=gathered.line.title,
        definition=definition_of(definition),
        cells=(_behind_break(cell, rows, gathered),),
    )
    return Then(line, period)


def _behind_break(cell: Cell, rows: Sequence[Figure], gathered: Gathered) -> Cell:
    """The cell with [b] on its figures where another version of the definition, or a break marked since, lies between."""
    definition = gathered.definition
    if not rows or definition is None:
        return cell
    if not (other_version(rows, definition) or _marked_since(rows[0], gathered)):
        return cell
    figures = tuple(one.model_copy(update={"markers": (*one.markers, Marker.BREAK)}) for one in cell.figures)
    return cell.model_copy(update={"figures": figures})


def _marked_since(then: Figure, gathered: Gathered) -> bool:
    now = gathered.update.period_end
    return any(Marker.BREAK in one.markers for one in gathered.series if then.period_end < one.period_end < now)
