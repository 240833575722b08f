"""What a measure is to reach, and how far a figure is from it: one formula for every polarity (handbook 4.2)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Absence, Cell, Figure, Role, TargetKind, TargetState, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Known, MeasureLine, Polarity, PolarityPart, Ratio, Reason
from goldenthread.rules.amounts import amount, difference
from goldenthread.rules.verdicts import NoVerdict

_AT_LEAST = re.compile(
    r">=?|≥|more than|greater than|over|above|at least|(?:no|not) (?:less|fewer|lower) than|min.*|\+"
    r"|(?:or|and) (?:above|more|over|better|higher)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"<=?|≤|less than|fewer than|under|below|at most|up to|(?:no|not) (?:more|higher) than|max.*"
    r"|(?:or|and) (?:below|less|fewer|under|lower)",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"\b(?:bench-?mark(?:ing)?|baseline) year\b|\bfirst year\b", re.IGNORECASE)
_CONTEXTUAL = re.compile(r"(?:data|information|context\w*|monitor\w*|for information)(?: only)?", re.IGNORECASE)
_LONGEST_QUOTE = 60


class Aim(NamedTuple):
    """The ends between which a figure meets its target: at least `low`, at most `high`, either of which may be open."""

    low: Decimal | None
    high: Decimal | None

    def gap(self, actual: Decimal) -> Decimal:
        """How far the figure is on the good side; below nought, how far it misses (handbook 4.2)."""
        gaps = []
        if self.low is not None:
            gaps.append(actual - self.low)
        if self.high is not None:
            gaps.append(self.high - actual)
        return min(gaps)

    def nearest(self, actual: Decimal) -> Decimal:
        """The end that the gap is measured from: the target itself, where it is one number."""
        if self.low is None or (self.high is not None and self.high - actual < actual - self.low):
            assert self.high is not None  # noqa: S101 - an aim is never open at both ends
            return self.high
        return self.low

    def words(self, unit: Unit | None, ratio: Ratio | None) -> str:
        """ "target of 95%", "target range of 80 to 100"."""
        if self.low is not None and self.high is not None and self.low != self.high:
            return f"target range of {amount(self.low, unit, ratio)} to {amount(self.high, unit, ratio)}"
        end = self.low if self.low is not None else self.high
        assert end is not None  # noqa: S101 - an aim is never open at both ends
        return f"target of {amount(end, unit, ratio)}"

    def distance(self, actual: Decimal, unit: Unit | None) -> str:
        """How far from the target, in words: "2.5 points short", "1.1 over", "exactly on it", "inside it"."""
        gap, size = self.gap(actual), difference(actual - self.nearest(actual), unit)
        if self.low is not None and self.high is not None:
            if self.low != self.high:
                side = "below" if actual < self.low else "above"
                return "inside it" if gap >= 0 else f"{size} {side} it"
            return f"{size} away" if gap else "exactly on it"
        if gap == 0:
            return "exactly on it"
        if self.high is None:
            return f"{size} above it" if gap > 0 else f"{size} short"
        return f"{size} below it" if gap > 0 else f"{size} over"


def aim_of(figures: tuple[Figure, ...], polarity: Polarity) -> Aim:
    """The aim that a target's one or two numbers set under a polarity."""
    low, high = figures[0].value, figures[-1].value
    match polarity:
        case Polarity.HIGHER:
            return Aim(low, None)
        case Polarity.LOWER:
            return Aim(None, high)
        case Polarity.RANGE if len(figures) == 1:
            raise NoVerdict(Reason.NOT_DEFINED, "the measure should stay within a range, and the target is one number")
        case _:
            return Aim(low, high)


def polarity_of(line: MeasureLine, target: Cell | None) -> PolarityPart:
    """Which way is good: as stated; else as the target's own words say ("at least"); else as was proposed (R4.1)."""
    part, said = line.definition.polarity, _said_by(target)
    if part and part.known is Known.STATED:
        if said and {part.value, said.value} == {Polarity.HIGHER, Polarity.LOWER}:
            raise NoVerdict(Reason.NOT_DEFINED, f"the definition says that {part.value}, but {said.why}")
        return part
    found = said or part
    if found:
        return found
    raise NoVerdict(Reason.NO_POLARITY, "it is not known whether higher or lower is better")


def _said_by(target: Cell | None) -> PolarityPart | None:
    """The polarity that a target's own words set: a range, "at least", "no more than"."""
    if target is None or target.target is None:
        return None
    if target.target.kind is TargetKind.RANGE:
        return PolarityPart(value=Polarity.RANGE, known=Known.PROPOSED, why="the target is a range")
    for figure in target.figures:
        for polarity, pattern in ((Polarity.HIGHER, _AT_LEAST), (Polarity.LOWER, _AT_MOST)):
            if pattern.fullmatch(figure.qualifier):
                return PolarityPart(value=polarity, known=Known.PROPOSED, why=f"the target says “{figure.qualifier}”")
    return None


def target_cell(line: MeasureLine, period: Period | None) -> Cell:
    """The target in force at the end of the report's period, with its numbers; NoVerdict says why there is none."""
    cells = [cell for cell in line.cells if cell.column.role is Role.TARGET]
    if len(cells) > 1:
        cells = [_in_force(cells, period)]
    if not cells:
        raise NoVerdict(Reason.NO_TARGET, "the paper has no target for this period")
    cell = cells[0]
    if any(_BASELINE.search(text) for text in (cell.original, line.title)) and not cell.figures:
        raise NoVerdict(
            Reason.BASELINE_YEAR, "this year's figures are the first, and set what later ones are compared with"
        )
    if _CONTEXTUAL.fullmatch(cell.original):
        raise NoVerdict(Reason.CONTEXTUAL, f"the target says “{cell.original}”")
    if cell.absence:
        raise NoVerdict(Reason.NO_TARGET, _why_no_target(cell))
    kind = cell.target.kind if cell.target else TargetKind.LEVEL
    if not cell.figures:
        raise NoVerdict(
            Reason.TARGET_IS_WORDS, f"the target says “{_quoted(cell.original)}”, with no number to compare with"
        )
    if kind is TargetKind.CHANGE:
        raise NoVerdict(
            Reason.TARGET_IS_A_CHANGE,
            f"the target is “{_quoted(cell.original)}”, and the level it starts from is not stated",
        )
    return cell


def _in_force(cells: list[Cell], period: Period | None) -> Cell:
    """The target of the shortest window that holds the end of the period: a quarter's own before the year's."""
    undated = [cell for cell in cells if cell.column.period is None]
    holding = [
        (cell.column.period.end - cell.column.period.start, index)
        for index, cell in enumerate(cells)
        if cell.column.period and period and cell.column.period.start <= period.end <= cell.column.period.end
    ]
    if holding:
        return cells[min(holding)[1]]
    if len(undated) == 1:
        return undated[0]
    raise NoVerdict(Reason.NO_TARGET, f"of the {len(cells)} targets it is not certain that any is for this period")


def _why_no_target(cell: Cell) -> str:
    if cell.absence is Absence.TO_BE_CONFIRMED:
        return "the target is still to be confirmed"
    return f"the target says “{_quoted(cell.original)}”" if cell.original else "the target is left blank"


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def target_words(cell: Cell, aim: Aim, unit: Unit | None, ratio: Ratio | None, period: Period | None) -> str:
    """The target as a sentence names it: "a target of 95%"; one of another year is said to be (TGT checks ask why)."""
    state = "provisional " if cell.target and cell.target.state is TargetState.PROVISIONAL else ""
    window = cell.column.period
    if window and period and not window.start <= period.end <= window.end:
        return f"the {state}{window.label} {aim.words(unit, ratio)}"
    return f"a {state}{aim.words(unit, ratio)}"


def share_of_the_way(baseline: Decimal, target: Decimal, actual: Decimal) -> Decimal | None:
    """How much of the way from the baseline to the target has been gone, the same whichever way is good: 0.5 for half.

    Below nought where the figure moved away; None where the target is the baseline, for there is no way to go.
    """
    return (actual - baseline) / (target - baseline) if target != baseline else None
