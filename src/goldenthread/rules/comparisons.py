"""Which earlier figure a measure's own may be compared with: equal windows of the same definition alone (R4.6, R4.10).

NoVerdict carries the handbook's reason where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from goldenthread.model.figures import Absence, Cell, Marker, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import Definition, MeasureLine, Reason, TimeBasis
from goldenthread.rules.current import current_cell
from goldenthread.rules.verdicts import NoVerdict
from goldenthread.rules.windows import NOW, window_of

_FORECASTS = (TimeBasis.ANNUALISED_FORECAST, TimeBasis.YEAR_END_FORECAST)
_NEW = re.compile(r"\bnew\b", re.IGNORECASE)
EARLIER = (Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.PREVIOUS, *NOW)
"""The roles whose figures may be of an earlier window."""


class Then(NamedTuple):
    """A measure as another report has it, and the period of that report."""

    line: MeasureLine
    period: Period


class Before(NamedTuple):
    """The same measure in the report of the same period last year, and in that of the period before this one.

    `has_last_year` and `has_previous` say that there is such a report: None then means that no line of it is certain to be
    the same measure.
    """

    last_year: Then | None = None
    previous: Then | None = None
    has_last_year: bool = False
    has_previous: bool = False


class Sought(NamedTuple):
    """A measure's figure now, and whether it is to be compared with last year's or with that of the period before."""

    line: MeasureLine
    now: Cell
    period: Period | None
    before: Before
    last_year: bool

    @property
    def then(self) -> Then | None:
        """The same measure in the report of that time."""
        return self.before.last_year if self.last_year else self.before.previous

    @property
    def doubtful(self) -> bool:
        """Whether there is a report of that time, and it is not certain which of its lines is this measure."""
        at_hand = self.before.has_last_year if self.last_year else self.before.has_previous
        return at_hand and self.then is None

    @property
    def window(self) -> Period | None:
        """The window of the figure now."""
        return window_of(self.now.figures[0], self.now.column, self.line.definition, self.period)

    @property
    def time(self) -> str:
        """What it is to be compared with, in words."""
        return "the same period last year" if self.last_year else "the period before"


class Earlier(NamedTuple):
    """A cell of an earlier figure, with what its window is known by; `by_report` where another report holds it."""

    cell: Cell
    definition: Definition
    period: Period | None
    by_report: bool

    @property
    def window(self) -> Period | None:
        """The window of its figure; None for no figure, or an uncertain window."""
        figures = self.cell.figures
        return window_of(figures[0], self.cell.column, self.definition, self.period) if figures else None


def earlier_figure(sought: Sought) -> Earlier:
    """The earlier cell whose window is that of this one, exactly one year or one period before (R4.6)."""
    candidates = list(_candidates(sought))
    wanted = _wanted(sought)
    for found in candidates:
        if _is_wanted(sought, found, wanted):
            if not found.cell.figures:
                raise _no_earlier_figure(found.cell)
            _refuse_changes(sought, found)
            return found
    raise _why_none(sought, candidates)


def _candidates(sought: Sought) -> Iterator[Earlier]:
    then, line = sought.then, sought.line
    if then:
        with suppress(NoVerdict):  # a paper without the column is one candidate fewer
            yield Earlier(current_cell(then.line, then.period), then.line.definition, then.period, by_report=True)
    for cell in line.cells:
        if cell.column.role in EARLIER and cell is not sought.now:
            yield Earlier(cell, line.definition, sought.period, by_report=False)


def _wanted(sought: Sought) -> Period | None:
    """The window to compare with: a year earlier, or the period before. A running total has none in the period before."""
    window, period, basis = sought.window, sought.period, sought.line.definition.time_basis
    if window is None:
        return None
    if sought.last_year:
        return window.same_period_last_year
    if basis and basis.value in _FORECASTS:
        return window  # the year's forecast, made one period earlier
    if period is None:
        return None
    if window.start == window.end:
        return Period.span(period.previous.end, period.previous.end)
    if basis and basis.value is TimeBasis.ROLLING_TWELVE_MONTHS:
        return Period.rolling_twelve_months(period.previous.end)
    return window.previous


def _is_wanted(sought: Sought, found: Earlier, wanted: Period | None) -> bool:
    """Whether the cell's window is the one wanted. Without a known basis, the same column of the right report will do."""
    if not found.cell.figures:
        return _in_right_report(sought, found)
    window = found.window
    if window is None and wanted is None:
        alike = found.cell.figures[0].qualifier == sought.now.figures[0].qualifier
        return alike and _in_right_report(sought, found)
    return window is not None and wanted is not None and (window.start, window.end) == (wanted.start, wanted.end)


def _in_right_report(sought: Sought, found: Earlier) -> bool:
    if not found.by_report or sought.period is None or found.period is None:
        return False
    right = sought.period.same_period_last_year if sought.last_year else sought.period.previous
    return (found.period.start, found.period.end) == (right.start, right.end)


def _no_earlier_figure(cell: Cell) -> NoVerdict:
    said = f"the earlier figure says “{cell.original}”" if cell.original else "the earlier figure is left blank"
    if cell.absence is Absence.SUPPRESSED:
        return NoVerdict(Reason.SUPPRESSED, "the earlier figure is withheld, as it could identify somebody")
    if _NEW.search(cell.original):
        return NoVerdict(Reason.NEW_MEASURE, said)
    if cell.absence is Absence.SEE_COMMENTARY:
        return NoVerdict(Reason.SEE_COMMENTARY, said)
    return NoVerdict(Reason.NOT_COLLECTED_LAST_YEAR, said)


def _why_none(sought: Sought, candidates: Sequence[Earlier]) -> NoVerdict:
    """What stands in the way: doubt, other windows, no figure last year, or nothing at hand."""
    if sought.doubtful:
        return NoVerdict(
            Reason.UNCERTAIN_MATCH, f"no line of the paper for {sought.time} is certain to be this measure"
        )
    role = Role.LAST_ACTUAL if sought.last_year else Role.PREVIOUS
    other = next((found for found in candidates if found.by_report or found.cell.column.role is role), None)
    if other is None:
        return NoVerdict(Reason.NO_COMPARISON, f"the figure for {sought.time} is not in the papers at hand")
    if not other.cell.figures:
        return _no_earlier_figure(other.cell)
    heading, window, earlier = other.cell.column.full_heading, sought.window, other.window
    if window is None or earlier is None:
        said = f"it is not certain that this figure and that under “{heading}” cover windows of equal length"
    else:
        said = f"this figure is of {_dated(window)} and that under “{heading}” of {_dated(earlier)}"
    return NoVerdict(Reason.DIFFERENT_WINDOWS, said)


def _dated(window: Period) -> str:
    if window.start == window.end:
        return window.in_words
    return window.label if window.months == 12 else window.in_words


def _refuse_changes(sought: Sought, then: Earlier) -> None:
    """A break in the series, or another definition, is no comparison (R4.6, R4.10)."""
    now = sought.now
    for figure in (*now.figures, *then.cell.figures):
        if Marker.BREAK in figure.markers:
            words = f"{figure.qualifier} {now.column.full_heading} {now.original}".lower()
            reason = Reason.SOURCE_CHANGED if "source" in words else Reason.DEFINITION_CHANGED
            raise NoVerdict(reason, "a break in the series is marked [b]")
    mine, other = sought.line.definition, then.definition
    for name in ("time_basis", "calendar", "unit", "polarity"):
        here, there = getattr(mine, name), getattr(other, name)
        if here and there and here.value is not there.value:
            raise NoVerdict(Reason.DEFINITION_CHANGED, f"it was “{there.value}” then and is “{here.value}” now")
    units = {figure.unit for figure in (*now.figures, *then.cell.figures)} - {None}
    if len(units) > 1:
        raise NoVerdict(Reason.DEFINITION_CHANGED, "the figures are in different units")
