"""Figures that stand far from everything the series has held: asked about, never refused.

The library's checks see this quarter, the last one, last year and the target; whether a figure is unusual among all that the
record holds only the record can say.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from goldenthread.model.figures import Marker, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.rules.amounts import amount
from goldenthread.rules.checks import Finding, Place, Severity
from goldenthread.web.returns.gathering import Gathered

UNUSUAL: Final = "RET01"
_FEWEST: Final = 4
"""With fewer earlier figures nothing is usual yet."""


def unusual(gathered: Gathered, line: MeasureLine | MilestoneLine) -> Iterator[Finding]:
    """A figure further from all comparable earlier ones than they are from each other: those of windows as long as its own,
    under the same definition, and at the same point of the year where it adds up over the year."""
    cell = line.cell(Role.CURRENT)
    if not isinstance(line, MeasureLine) or cell is None:
        return
    for figure in cell.figures:
        earlier = _earlier(gathered, figure.label)
        if Marker.BREAK in figure.markers or len(earlier) < _FEWEST:
            continue
        low, high = min(earlier), max(earlier)
        way = _way(figure.value, low, high)
        if way:
            shown, least, most = (amount(one, figure.unit, line.definition.ratio) for one in (figure.value, low, high))
            of = f" of {figure.label}" if figure.label else ""
            yield Finding(
                code=UNUSUAL,
                severity=Severity.WARNING,
                place=Place(ref=line.ref, title=line.title, part=cell.column.full_heading),
                says=f"The figure{of}, {shown}, is much {way} than all {len(earlier)} earlier ones that it can be compared "
                f"with: they lie between {least} and {most}.",
                remedy="Check it at its source. If it is right, say why it is so different.",
            )


def _way(value: Decimal, low: Decimal, high: Decimal) -> str:
    """ "higher" or "lower" where the figure is outside the earlier ones by more than they spread; "" where it is not."""
    spread = high - low
    if not spread:
        return ""
    if value > high + spread:
        return "higher"
    return "lower" if value < low - spread else ""


def _earlier(gathered: Gathered, component: str) -> list[Decimal]:
    update, definition = gathered.update, gathered.definition
    mine = Period.span(update.period_start, update.period_end)
    found = []
    for one in gathered.series:
        window = Period.span(one.period_start, one.period_end)
        is_alike = one.component == component and definition is not None and one.definition_id == definition.pk
        if is_alike and one.value is not None and one.period_end < update.period_end and _as_long(window, mine):
            found.append(one.value.normalize())
    return found


def _as_long(window: Period, mine: Period) -> bool:
    """Whether both cover as many months, or one day each; part of a year that adds up is only like the same part of another."""
    if mine.months is None or window.months is None:
        return window.start == window.end and mine.start == mine.end
    is_part = 3 < mine.months < 12
    return window.months == mine.months and (not is_part or window.end.month == mine.end.month)
