"""Checks on measures that print nothing to go by: no figure at all, or a past target that was never answered (family TGT)."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.model.figures import Absence, Cell, Role, TargetKind
from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper
from goldenthread.rules.checks.words import listed

_ACTUALS = frozenset({Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.BASELINE})
_RESULTS = _ACTUALS | {Role.CURRENT, Role.LATEST, Role.PREVIOUS, Role.FORECAST, Role.TARGET}
_NOTHING = (Absence.BLANK, Absence.NOT_APPLICABLE, None)
_FEW = 3


@check(
    "TGT20",
    Severity.NOTE,
    "A measure has neither a figure nor a target",
    why="A line with nothing in it tells members that something is measured, and not what; often the cells were lost.",
    remedy="Give the figures, or say in the cells why there are none and when they are expected.",
    wrong="Number of visits | (blank) | (blank) | (blank)",
    right="Number of visits | N/A | tbc | first figures in Quarter 3",
    source="Practice, unsourced; handbook R4.2 (an absence has a reason)",
)
def nothing_in_it(paper: Paper) -> Iterator[Found]:
    """A measure all of whose cells of figures are blank, in a paper where most measures have some (R4.2)."""
    empty = [held for held, line in paper.measures if _is_empty(line)]
    if not empty or len(empty) * _FEW > len(paper.measures):
        return
    names = listed([held.called for held in empty])
    have = "has" if len(empty) == 1 else "have"
    yield Found(
        empty[0].place,
        f"{names} {have} no figure and no target in any column, and the paper does not say why.",
        empty[0].line.title,
    )


def _is_empty(line: MeasureLine) -> bool:
    cells = [cell for cell in line.cells if cell.column.role in _RESULTS]
    said = line.commentary is not None or line.action is not None
    return len(cells) > 1 and not said and all(cell.absence is Absence.BLANK for cell in cells)


@check(
    "TGT21",
    Severity.NOTE,
    "A past year has a target and no result",
    why="Members were promised a figure for that year, and cannot see whether it was reached.",
    remedy="Give the result of that year, or say why there is none.",
    wrong="19/20 Actual N/A, 19/20 Target 12",
    right="19/20 Actual 14, 19/20 Target 12",
    source="Practice, unsourced; handbook 4.3",
)
def never_answered(paper: Paper) -> Iterator[Found]:
    """A level was the target of a past year, and that year's actual is N/A or blank beside it."""
    open_ = [
        (held, asked, got) for held, line in paper.measures if (pair := _unanswered(line)) for asked, got in [pair]
    ]
    if not open_ or len(open_) * _FEW > len(paper.measures):
        return
    held, asked, got = open_[0]
    others = listed([one.called for one, _, _ in open_[1:]])
    also = f"; so with {others}" if others else ""
    printed = f"“{got.original}”" if got.original else "left blank"
    yield Found(
        held.at(got.column.full_heading),
        f"{held.called} had a target of {asked.original} under “{asked.column.full_heading}”, "
        f"and “{got.column.full_heading}” is {printed}{also}.",
        got.original,
    )


def _unanswered(line: MeasureLine) -> tuple[Cell, Cell] | None:
    """The target and the actual of one past year, where the one is a level and the other says nothing."""
    for got in line.cells:
        if got.column.role not in _ACTUALS or got.column.period is None or got.figures or got.absence not in _NOTHING:
            continue
        for asked in line.cells:
            is_level = asked.target is not None and asked.target.kind is TargetKind.LEVEL
            if is_level and asked.figures and asked.column.period == got.column.period:
                return asked, got
    return None


CHECKS = (nothing_in_it, never_answered)
