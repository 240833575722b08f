"""The check on targets of another size than the results before them: noughts that were lost or added (family TGT)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.figures import Cell, Figure, Unit
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Report
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import last_result, level, number, targets_of
from goldenthread.rules.checks.paper import Paper
from goldenthread.rules.checks.words import listed

_LEAST, _MOST = 400, 2500
_IN_THOUSANDS = re.compile(r"000|\bthousand|\bk\b|\(m\)|million", re.IGNORECASE)


@check(
    "TGT22",
    Severity.ERROR,
    "Targets are a thousand times smaller or larger than the result",
    why="Without its noughts a target is met on the first day; with too many of them, never.",
    remedy="Print results and targets in the same units, in full or in thousands.",
    wrong="Last actual 241,800; targets 250, 260 and 270",
    right="Last actual 241,800; targets 250,000, 260,000 and 270,000",
    source="Handbook 4.1 (unit), 4.3",
)
def noughts_lost(paper: Paper) -> Iterator[Found]:
    """Targets that are about a thousandth, or a thousand times, the last result of the row, in cells that name no scale."""
    for held, measure in paper.measures:
        odd = _odd_targets(measure, paper.report)
        if odd is not None:
            cells, last = odd
            told = listed([number(figure) for cell in cells if (figure := level(cell))])
            of, verb = ("targets", "are") if len(cells) > 1 else ("target", "is")
            result = f"the last result is {number(last)}: a thousand times apart"
            says = f"The {of} of {held.called} {verb} {told}, and {result}."
            yield Found(held.at(cells[0].column.full_heading), says, cells[0].original)


def _odd_targets(measure: MeasureLine, report: Report) -> tuple[list[Cell], Figure] | None:
    """The targets that are a thousand times off, with the last result; None where there are none, or a scale is named."""
    last = last_result(measure, report)
    if last is None or last[1].unit not in (Unit.COUNT, Unit.POUNDS) or last[1].value <= 0:
        return None
    cells = [cell for cell in targets_of(measure) if _is_odd(level(cell), last[1])]
    scaled = any(_IN_THOUSANDS.search(cell.column.full_heading) for cell in (*cells, last[0]))
    named = any(_IN_THOUSANDS.search(re.sub(r"\d[\d,.]*", "", cell.original)) for cell in (*cells, last[0]))
    return None if not cells or scaled or named else (cells, last[1])


def _is_odd(target: Figure | None, last: Figure) -> bool:
    if target is None or target.unit is not last.unit or target.value <= 0:
        return False
    small, large = sorted((target.value, last.value))
    return large >= 1000 and _LEAST <= large / small <= _MOST


CHECKS = (noughts_lost,)
