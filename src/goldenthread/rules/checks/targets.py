"""Checks on targets against the plan, last quarter, last year and the years to come (family TGT); see also `target_cells`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from goldenthread.model.figures import Absence, Cell, Figure, TargetKind, TargetState
from goldenthread.model.plan import MeasureLine, Polarity
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import (
    good_way,
    is_plan,
    is_stated,
    last_result,
    level,
    number,
    printed,
    promise,
    target_in_force,
    targets_of,
    year_of,
)
from goldenthread.rules.checks.paper import Held, Paper
from goldenthread.rules.checks.words import listed

_REVISED = re.compile(
    r"\btargets?\b[^.]{0,80}\b(?:revis|chang|amend|reset|re-set|adjust|updat|lower|rais|increas|reduc|stretch|re-?baselin"
    r"|agreed)\w*"
    r"|\b(?:revis|chang|amend|reset|adjust|updat|new|stretch|increas|reduc|re-?baselin)\w*\b[^.]{0,40}\btargets?\b",
    re.IGNORECASE,
)
# "the target is below last year's because …", "our target of 90% reflects …"; not "the target was missed because …"
_EASIER = re.compile(
    r"\b(?:the|this|a|our|its) (?:\w+ )?target (?:(?:of|for) [^.;]{1,30} )?(?:(?:is|was|has been|had been)(?! (?:not )?(?:been )?"
    r"(?:met|missed|achieved|exceeded|reached))[^.]{0,60}\b(?:because|lower|easier|below (?:last|the)|above (?:last|the)|set)\b"
    r"|reflects?\b|allows? for|takes? account)"
    r"|\b(?:national|statutory|government['’]s) target\b|\btarget is (?:the )?(?:national|statutory)\b",
    re.IGNORECASE,
)
_FEW = 4


class _Compared(NamedTuple):
    """The target in force beside the last full result, which way is good, and the title's word for it."""

    held: Held
    cell: Cell
    target: Figure
    last: Figure
    good: Polarity
    word: str


class _Pair(NamedTuple):
    """A target and the same in an earlier paper."""

    held: Held
    cell: Cell
    other: Cell


def _pairs(paper: Paper, earlier: Paper | None, same: Callable[[Held], Held | None]) -> list[_Pair]:
    """The target in force of each measure beside that of the same year in an earlier paper."""
    if earlier is None:
        return []
    found: list[_Pair] = []
    for held, measure in paper.measures:
        other = same(held)
        cell = target_in_force(measure, paper.report)
        if cell is None or other is None or not isinstance(other.line, MeasureLine):
            continue
        match = _same_year(cell, other.line, paper, earlier)
        if match is not None:
            found.append(_Pair(held, cell, match))
    return found


def _same_year(cell: Cell, other: MeasureLine, paper: Paper, earlier: Paper) -> Cell | None:
    """The target of the same year in an earlier paper's line; a heading without a year means the paper's own year.

    So does a heading of another year where the earlier paper has a target for this one: the target in force was meant,
    and the heading is PER04's to name.
    """
    own = year_of(paper.report)
    for year in dict.fromkeys((own, cell.column.period or own)):
        for one in targets_of(other):
            if (one.column.period or year_of(earlier.report)) == year:
                return one
    return None


def _differ(pair: _Pair) -> bool:
    """Whether two targets are not the same, however they are printed: 95 and 95%, 0.95 and 95%, £250k and 250,000 are one."""
    one, other = pair.cell, pair.other
    if not one.figures or not other.figures:
        return False
    values = [sorted(figure.value for figure in cell.figures) for cell in (one, other)]
    kinds = {cell.target.kind for cell in (one, other) if cell.target}
    if values[0] == values[1]:
        return TargetKind.CHANGE in kinds and len(kinds) > 1
    if len(values[0]) == len(values[1]):
        ratios = {a / b for a, b in zip(*values, strict=True) if b}
        scales = {100, 1000, 1_000_000}
        if len(ratios) == 1 and (ratios <= scales or {1 / ratio for ratio in ratios if ratio} <= scales):
            return False
    return True


def _explained(pair: _Pair) -> bool:
    """Whether the line itself says that its target was changed (4.3)."""
    return bool(_REVISED.search(pair.held.words)) or any(
        re.search(r"revis|amend", cell.text, re.IGNORECASE) for cell in (pair.cell,)
    )


def _changed(pairs: list[_Pair]) -> list[_Pair]:
    """The pairs that differ and say nothing of it. None where most differ under a heading that names no year.

    Such a column holds the quarter's share of a target, not the year's.
    """
    both = [pair for pair in pairs if pair.cell.figures and pair.other.figures]
    differ = [pair for pair in both if _differ(pair)]
    undated = [pair for pair in differ if pair.cell.column.period is None]
    if len(differ) >= _FEW and 3 * len(differ) > len(both) and 2 * len(undated) > len(differ):
        return []
    return [pair for pair in differ if not _explained(pair)]


@check(
    "TGT01",
    Severity.WARNING,
    "A target differs from the plan's",
    why="The plan is what councillors approved; a report that prints another target judges by something that nobody agreed.",
    remedy="Print the plan's target; if it was changed since, say in the commentary from what, by whom and why.",
    wrong="Plan: 95%. Report: 90%",
    right="Plan: 95%. Report: 90%, “target revised from 95% by the Board in June”",
    source="Handbook 4.3",
)
def differs_from_plan(paper: Paper) -> Iterator[Found]:
    """A target that is not the one of the same year in the plan, with nothing said of a change (4.3)."""
    for pair in _changed(_pairs(paper, paper.plan, paper.planned)):
        yield Found(
            pair.held.at(pair.cell.column.full_heading),
            f"The target of {pair.held.called} is {printed(pair.cell)} here and {printed(pair.other)} in the plan.",
            pair.cell.original,
        )


@check(
    "TGT02",
    Severity.WARNING,
    "A target differs from last quarter's",
    why="A target that moves from one quarter to the next changes every judgement made on it, and nobody can see that it did.",
    remedy="Print the same target again; if it was changed, say in the commentary from what, by whom and why.",
    wrong="Quarter 1: 500. Quarter 2: 550",
    right="500 in both quarters",
    source="Handbook 4.3",
)
def differs_from_last_quarter(paper: Paper) -> Iterator[Found]:
    """A target that is not last quarter's for the same year; silent where the plan is at hand and decides (4.3)."""
    planned = {pair.held.place.order: pair for pair in _pairs(paper, paper.plan, paper.planned) if pair.other.figures}
    for pair in _changed(_pairs(paper, paper.previous, paper.before)):
        if pair.held.place.order in planned:
            continue
        yield Found(
            pair.held.at(pair.cell.column.full_heading),
            f"The target of {pair.held.called} is {printed(pair.cell)} here and was {printed(pair.other)} last quarter.",
            pair.cell.original,
        )


@check(
    "TGT03",
    Severity.WARNING,
    "A target is missing where the plan or last quarter has one",
    why="Without its target a figure cannot be judged, and a promise made in the plan is quietly dropped.",
    remedy="Print the target, or say why it no longer stands.",
    wrong="Plan: 75%. Report: N/A",
    right="75% in both",
    source="Handbook 4.3",
)
def missing_but_planned(paper: Paper) -> Iterator[Found]:
    """A target cell without a target, where the plan or last quarter's paper gives one for the same year (4.3)."""
    told: set[int] = set()
    for earlier, same, where in (
        (paper.plan, paper.planned, "the plan gives"),
        (paper.previous, paper.before, "last quarter's report gave"),
    ):
        for pair in _pairs(paper, earlier, same):
            order = pair.held.place.order
            if order in told or is_stated(pair.cell) or not pair.other.figures or _REVISED.search(pair.held.words):
                continue
            told.add(order)
            yield Found(
                pair.held.at(pair.cell.column.full_heading),
                f"The target of {pair.held.called} is {printed(pair.cell)}; {where} {printed(pair.other)}.",
                pair.cell.original,
            )


@check(
    "TGT04",
    Severity.NOTE,
    "A target that the plan does not have",
    why="A target that is in no plan was agreed by nobody; often it is one of an earlier year that was left in the table.",
    remedy="Check where the target comes from; leave it out, or say who set it and when.",
    wrong="Plan for 2021/22: blank. Report: 9,583,822, the plan's target for 2019/20",
    right="N/A in both",
    source="Handbook 4.3",
)
def not_in_the_plan(paper: Paper) -> Iterator[Found]:
    """A number as target where the plan says that there is none for that year (4.3); to be confirmed is no "none"."""
    for pair in _pairs(paper, paper.plan, paper.planned):
        none = pair.other.absence in (Absence.BLANK, Absence.NOT_APPLICABLE)
        if not pair.cell.figures or not none or _explained(pair):
            continue
        other = paper.planned(pair.held)
        targets = targets_of(other.line) if other is not None and isinstance(other.line, MeasureLine) else ()
        old = [one for one in targets if _values(one) == _values(pair.cell)]
        also = f", and {printed(old[0])} under “{old[0].column.full_heading}”" if old else ""
        yield Found(
            pair.held.at(pair.cell.column.full_heading),
            f"The target of {pair.held.called} is {printed(pair.cell)} here; in the plan it is {printed(pair.other)}{also}.",
            pair.cell.original,
        )


def _values(cell: Cell) -> list[str]:
    return sorted(str(figure.value.normalize()) for figure in cell.figures)


@check(
    "TGT05",
    Severity.WARNING,
    "A target easier than the last result",
    why="The title promises a change for the better, and a target that is passed already lets slipping look like success.",
    remedy="Check the target; if it is meant, say in the commentary why it is easier than what was reached.",
    wrong="Reduce the number of …: last actual 349, target 350",
    right="Reduce the number of …: last actual 349, target 330",
    source="Handbook 4.3; practice",
)
def easier_than_last_year(paper: Paper) -> Iterator[Found]:
    """A target that the last full result already passes, for a measure whose way of getting better is certain (4.3)."""
    for held, cell, target, last, good, _ in _with_last(paper):
        gap = target.value - last.value if good is Polarity.HIGHER else last.value - target.value
        if gap < 0 and not _is_all(target) and not _is_explained(held) and not of_other_size(target, last):
            way = "higher" if good is Polarity.HIGHER else "lower"
            yield Found(
                held.at(cell.column.full_heading),
                f"The target of {held.called} is {number(target)}, easier than the last result, {number(last)}; {way} is better.",
                cell.original,
            )


def _is_all(target: Figure) -> bool:
    """Whether the target is all of what was planned: 101% of the budgeted income asks for no 102%."""
    return number(target) == "100%"


def _is_explained(held: Held) -> bool:
    """Whether the commentary itself speaks of a target that is lower, or why it is (4.3)."""
    return bool(_REVISED.search(held.words) or _EASIER.search(held.words))


def of_other_size(target: Figure, last: Figure) -> bool:
    """Whether a target and a result are hundreds of times apart: noughts were lost, and neither is easier."""
    small, large = sorted((abs(target.value), abs(last.value)))
    return bool(small) and large / small >= 100


@check(
    "TGT06",
    Severity.NOTE,
    "A target that asks for no improvement",
    why="The title promises a change for the better, and the target is what was reached already.",
    remedy="Check the target, or let the title say “maintain”.",
    wrong="Increase the percentage of …: last actual 95%, target 95%",
    right="Maintain the percentage of …: last actual 95%, target 95%",
    source="Handbook 4.1, 4.3",
)
def no_improvement_asked(paper: Paper) -> Iterator[Found]:
    """A target equal to the last result, under a title that says "increase" or "reduce"; 0 and 100% cannot be bettered (4.1)."""
    for held, cell, target, last, _, word in _with_last(paper):
        best = target.value == 0 or number(target) == "100%"
        if target.value == last.value and not best:
            yield Found(
                held.at(cell.column.full_heading),
                f"The title of {held.called} says “{word}”, and the target of {number(target)} is the last result.",
                cell.original,
            )


def _with_last(paper: Paper) -> Iterator[_Compared]:
    for held, measure in paper.measures:
        good, word = good_way(measure), promise(measure)
        cell = target_in_force(measure, paper.report)
        target, last = level(cell), last_result(measure, paper.report)
        if good is None or not word or target is None or cell is None or last is None:
            continue
        if (
            target.unit is not last[1].unit
            or target.label
            or (is_plan(paper.report) and last[0].column.period == cell.column.period)
        ):
            continue
        yield _Compared(held, cell, target, last[1], good, word)


@check(
    "TGT07",
    Severity.WARNING,
    "Targets that go backwards over the years",
    why="A plan that asks for less in a later year than in an earlier one has a slip in it, or a decision to be explained.",
    remedy="Check the targets of the later years; if it is meant, say why.",
    wrong="75%, 85%, 80%",
    right="75%, 80%, 85%",
    source="Handbook 4.3",
)
def goes_backwards(paper: Paper) -> Iterator[Found]:
    """Targets that turn back over the years: against the good way where it is certain, else up and then down (4.3)."""
    for held, measure in paper.measures:
        dated = sorted(
            (
                (cell.column.period, figure, cell)
                for cell in targets_of(measure)
                if cell.column.period and (figure := level(cell))
            ),
            key=lambda one: one[0],
        )
        figures = [figure for _, figure, _ in dated]
        if len({period for period, _, _ in dated}) != len(dated) or len({figure.unit for figure in figures}) != 1:
            continue
        if _turns_back(figures, good_way(measure)):
            years = listed([f"{number(figure)} for {period.label}" for period, figure, _ in dated])
            cell = dated[-1][2]
            yield Found(
                held.at(cell.column.full_heading), f"The targets of {held.called} go backwards: {years}.", cell.original
            )


def _turns_back(figures: list[Figure], good: Polarity | None) -> bool:
    steps = [later.value - earlier.value for earlier, later in pairwise(figures)]
    if good is not None:
        return any((step < 0) if good is Polarity.HIGHER else (step > 0) for step in steps)
    return any(step > 0 for step in steps) and any(step < 0 for step in steps)


@check(
    "TGT08",
    Severity.NOTE,
    "A target that is still to be confirmed",
    why="A measure whose target is not settled cannot be judged, and what is “tbc” for two quarters is seldom settled later.",
    remedy="Have the target agreed, or say who will set it and by when.",
    wrong="Target: tbc in quarters 1 and 2",
    right="Target: tbc in quarter 1, 85% in quarter 2",
    source="Handbook 4.3",
)
def never_confirmed(paper: Paper) -> Iterator[Found]:
    """A target to be confirmed or provisional: in a plan once for all, in a report late in the year or again (4.3)."""
    open_ = [
        (held, cell)
        for held, measure in paper.measures
        if (cell := target_in_force(measure, paper.report)) and _unsettled(cell)
    ]
    if is_plan(paper.report):
        if open_:
            names = listed([held.called for held, _ in open_])
            held, cell = open_[0]
            year = cell.column.period.label if cell.column.period else "the year of the plan"
            yield Found(
                held.at(cell.column.full_heading),
                f"The plan leaves the target for {year} to be confirmed for {names}.",
                cell.original,
            )
        return
    quarter = paper.report.period.quarter if paper.report.period else None
    for held, cell in open_:
        before = paper.before(held)
        earlier = (
            target_in_force(before.line, paper.previous.report)
            if before and paper.previous and isinstance(before.line, MeasureLine)
            else None
        )
        if quarter in (3, 4) or (earlier is not None and _unsettled(earlier)):
            when = "as it was last quarter" if earlier is not None and _unsettled(earlier) else f"in quarter {quarter}"
            yield Found(
                held.at(cell.column.full_heading),
                f"The target of {held.called} is still {printed(cell)}, {when}.",
                cell.original,
            )


def _unsettled(cell: Cell) -> bool:
    return cell.absence is Absence.TO_BE_CONFIRMED or (
        cell.target is not None and cell.target.state is TargetState.PROVISIONAL
    )


CHECKS = (
    differs_from_plan,
    differs_from_last_quarter,
    missing_but_planned,
    not_in_the_plan,
    easier_than_last_year,
    no_improvement_asked,
    goes_backwards,
    never_confirmed,
)
