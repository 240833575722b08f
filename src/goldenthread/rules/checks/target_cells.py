"""Checks on what a target cell holds: a level that a result can be held against, in its unit, one for each value (TGT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.figures import Absence, Cell, Figure, Role, TargetKind, Unit
from goldenthread.model.period_words import find_period
from goldenthread.model.plan import MeasureLine, Polarity
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import (
    good_way,
    has_whole,
    is_stated,
    last_result,
    level,
    number,
    printed,
    promise,
    target_in_force,
    targets_of,
)
from goldenthread.rules.checks.paper import Held, Kind, Paper, Passage
from goldenthread.rules.checks.words import listed

_A_CHANGE = re.compile(
    r"(?:percentage|%|per ?cent) (?:change|reduction|increase|decrease|improvement|saving)|\bsavings?\b|\bvariance\b"
    r"|\b(?:change|reduction|increase|decrease|rise|fall|growth|improvement) in\b",
    re.IGNORECASE,
)
_BASE_SAID = re.compile(r"\b(?:on|from|against|below|above|compared|than|since|baseline|base of)\b", re.IGNORECASE)
_BARE_AIM = re.compile(
    r"(?:to |a |an )?(?:continu\w+ )?(?:improv\w*|increas\w*|reduc\w*|decreas\w*|better|lower|higher|maintain|upward|downward)"
    r"(?: (?:trend|performance|trajectory|direction|the number|the rate|year on year|annually|levels?))?\.?",
    re.IGNORECASE,
)
_FIRST_YEAR = re.compile(
    r"\b(?:bench-?mark\w*|base-?lin\w*|new (?:measure|indicator|for)|first (?:year|time)|monitor\w* only|data only"
    r"|contextual|no target)\b",
    re.IGNORECASE,
)
_FORECAST_WORDS = re.compile(
    r"\b(?:projected|projection|forecast|f'?cast|predicted|anticipated|estimated?|circa|approx(?:imately)?|about"
    r"|around)\b|\bc\.\s?(?=\d)|~",
    re.IGNORECASE,
)
_OVER_ALL = re.compile(
    r"\b(?:of (?:the )?(?:plan|profile|budget|base|target|establishment)|capacity|growth|(?:increase|change) (?:in|on|from)"
    r"|income|(?:percentage|per ?cent|%) (?:increase|change)|recovery|replac\w*|index|inflation|ratio)\b",
    re.IGNORECASE,
)
_UPSIDE_DOWN = re.compile(
    r"(?P<between>between\s+)?£?(?P<a>\d[\d,]*(?:\.\d+)?)\s?%?\s*(?:-|–|to|(?P<and>and))\s*£?(?P<b>\d[\d,]*(?:\.\d+)?)\s?%?"
    r"(?(and)(?(between)|(?!)))",
    re.IGNORECASE,
)


@check(
    "TGT09",
    Severity.WARNING,
    "A change where a level is wanted",
    why="A reduction of £250,000 says how far to go and not from where, so no figure can show whether it was reached.",
    remedy="Print the level to be reached, or the base that the change counts from.",
    wrong="Target: £250,000 reduction",
    right="Target: £4,030,000 (£250,000 less than 2020/21)",
    source="Handbook 4.3; appendix A",
)
def change_without_level(paper: Paper) -> Iterator[Found]:
    """A target that is a change of a measure that is itself a level, with no base said, or only a direction (4.3)."""
    for held, measure in paper.measures:
        cell = target_in_force(measure, paper.report)
        if cell is None or _A_CHANGE.search(measure.title) or _BASE_SAID.search(cell.original):
            continue
        bare = bool(_BARE_AIM.fullmatch(cell.original)) and not cell.figures
        change = cell.target is not None and cell.target.kind is TargetKind.CHANGE
        if not bare and not (change and not _reports_changes(measure)):
            continue
        what = (
            "a direction without a number" if bare else "a change and not a level, and the line does not say from what"
        )
        known = not bare and last_result(measure, paper.report) is not None
        yield Found(
            held.at(cell.column.full_heading),
            f"The target of {held.called} is {printed(cell)}: {what}.",
            cell.original,
            severity=Severity.NOTE if known else None,
        )


def _reports_changes(measure: MeasureLine) -> bool:
    """Whether the results themselves are changes ("£120,000 saved", "5% reduction")."""
    words = " ".join(cell.original for cell in measure.cells if cell.column.role in _RESULTS)
    return bool(re.search(r"reduc|increas|sav(?:ed|ing)|decreas|chang|[+-]\d", words, re.IGNORECASE))


_RESULTS = frozenset({Role.CURRENT, Role.LATEST, Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.FORECAST, Role.PREVIOUS})


@check(
    "TGT10",
    Severity.NOTE,
    "A direction without a target",
    why="The title promises more or less of something, and without a target nobody can say whether the promise was kept.",
    remedy="Set a target, or say that this is the first year and when one will be set.",
    wrong="Increase the number of …: target N/A",
    right="Benchmarking year: number of …, target N/A",
    source="Handbook 4.1, 4.3",
)
def direction_without_target(paper: Paper) -> Iterator[Found]:
    """A title that says increase or reduce beside a target that is N/A or blank, in no first year; said once for all (4.3)."""
    found = [
        (held, measure, cell)
        for held, measure in paper.measures
        if (cell := target_in_force(measure, paper.report))
        and cell.absence in (Absence.NOT_APPLICABLE, Absence.BLANK, Absence.NOT_AVAILABLE)
        and promise(measure)
        and not _FIRST_YEAR.search(f"{measure.title} {held.words} {' '.join(one.original for one in measure.cells)}")
        and not _planned_number(paper, held)
    ]
    if found:
        held, _, cell = found[0]
        promises = listed([f"{one.called} (“{promise(line)}”, target {printed(its)})" for one, line, its in found])
        yield Found(
            held.at(cell.column.full_heading), f"A direction is promised without a target: {promises}.", cell.original
        )


def _planned_number(paper: Paper, held: Held) -> bool:
    planned = paper.planned(held)
    if planned is None or paper.plan is None or not isinstance(planned.line, MeasureLine):
        return False
    return bool((cell := target_in_force(planned.line, paper.plan.report)) and cell.figures)


@check(
    "TGT11",
    Severity.NOTE,
    "A target left blank among others that are given",
    why="A blank cell may mean that there is no target, that it is not yet known, or that it was forgotten.",
    remedy="Print the target, or “N/A” or “tbc” with the reason.",
    wrong="95%, (blank), 80%",
    right="95%, N/A (first year), 80%",
    source="Handbook 1.1, 4.3",
)
def left_blank(paper: Paper) -> Iterator[Found]:
    """A blank target of a measure that prints a result, in a paper whose targets are otherwise filled in (R1.1)."""
    cells = [
        (held, measure, cell) for held, measure in paper.measures if (cell := target_in_force(measure, paper.report))
    ]
    stated = sum(is_stated(cell) for _, _, cell in cells)
    blank = [
        (held, cell)
        for held, measure, cell in cells
        if cell.absence is Absence.BLANK
        and not promise(measure)
        and not _planned_number(paper, held)
        and any(one.column.role in _RESULTS and one.figures for one in measure.cells)
    ]
    if blank and stated >= 3 and stated >= 3 * len(blank):
        held, cell = blank[0]
        names = listed([one.called for one, _ in blank])
        yield Found(
            held.at(cell.column.full_heading),
            f"The target of {names} is left blank, while {stated} other measures print theirs.",
        )


@check(
    "TGT12",
    Severity.NOTE,
    "A target of zero",
    why="A zero is often a blank cell that a spreadsheet filled in; a measure that should grow cannot aim for nothing.",
    remedy="Check that zero is meant; otherwise print the target, or “N/A”.",
    wrong="Increase the number of homes built: target 0",
    right="Reduce the number of permanent exclusions: target 0",
    source="Handbook 1.1, 4.3",
)
def zero(paper: Paper) -> Iterator[Found]:
    """A target of zero where more is better (a warning), or far from any result where no way is certain (R1.1)."""
    for held, measure in paper.measures:
        cell = target_in_force(measure, paper.report)
        target, good = level(cell), good_way(measure)
        if cell is None or target is None or target.value != 0 or good is Polarity.LOWER:
            continue
        results = [figure for one in measure.cells if one.column.role in _RESULTS for figure in one.figures]
        far = bool(results) and min(abs(figure.value) for figure in results) >= _FAR_FROM_ZERO
        if good is None and (not far or results[0].unit is Unit.POUNDS):
            continue
        why = "more is better" if good else f"the results are {listed([number(figure) for figure in results])}"
        yield Found(
            held.at(cell.column.full_heading),
            f"The target of {held.called} is {printed(cell)}, and {why}.",
            cell.original,
            severity=Severity.WARNING if good else None,
        )


_FAR_FROM_ZERO = 20


@check(
    "TGT13",
    Severity.WARNING,
    "A forecast in the place of a target",
    why="A target is what the council wants; a projection is what it expects. A figure that is only expected cannot be missed.",
    remedy="Print the target that was agreed, and the forecast in its own column.",
    wrong="Target: Projected 9,583,822",
    right="Target: £9,583,822",
    source="Handbook 4.3",
)
def forecast_as_target(paper: Paper) -> Iterator[Found]:
    """A target cell with a number that is called projected, forecast, circa (4.3)."""
    for held, measure in paper.measures:
        cell = target_in_force(measure, paper.report)
        words = _FORECAST_WORDS.search(cell.original) if cell is not None and re.search(r"\d", cell.original) else None
        if cell is not None and words:
            yield Found(
                held.at(cell.column.full_heading),
                f"The target of {held.called} is {printed(cell)}: “{words[0].strip()}” speaks of a forecast.",
                cell.original,
                words[0],
            )


@check(
    "TGT14",
    Severity.WARNING,
    "A target in another unit than the result",
    why="A percentage cannot be held against a number, so the measure cannot be judged.",
    remedy="Print the target and the result in the same unit.",
    wrong="Target 85%, current 312",
    right="Target 85%, current 81%",
    source="Handbook R4.1",
)
def other_unit(paper: Paper) -> Iterator[Found]:
    """A target with a sign of per cent or pounds where every result is plainly in another unit, or the other way round (R4.1)."""
    for held, measure in paper.measures:
        cell = target_in_force(measure, paper.report)
        target = level(cell)
        current = measure.cell(Role.CURRENT) or measure.cell(Role.LATEST)
        if cell is None or target is None or current is None or not current.figures or _A_CHANGE.search(measure.title):
            continue
        signs = (_sign(cell.original), _sign(current.original))
        others = {figure.unit for figure in current.figures}
        parts = any(figure.numerator is not None for figure in current.figures)
        if signs[0] == signs[1] or parts or target.unit in others or None in (*others, target.unit):
            continue
        yield Found(
            held.at(cell.column.full_heading),
            f"The target of {held.called} is {printed(cell)} and the result {printed(current)}: they are in different units.",
            cell.original,
        )


def _sign(text: str) -> str:
    return "%" if re.search(r"%|per ?cent", text, re.IGNORECASE) else "£" if "£" in text else ""


@check(
    "TGT15",
    Severity.NOTE,
    "One target for several values",
    why="With one target and several results, readers cannot tell which of them it is for: one may be met and another missed.",
    remedy="Say which value the target is for, print a total, or give each its own target.",
    wrong="Target 18; current North 19.1, South 18.8",
    right="Target 18; current 19.0 (North 19.1, South 18.8)",
    source="Handbook 4.3, appendix A14",
)
def one_for_several(paper: Paper) -> Iterator[Found]:
    """One level beside several named results, none of them a total; said once for all lines (A14)."""
    found: list[tuple[Held, Cell, Cell]] = []
    for held, measure in paper.measures:
        cell, current = target_in_force(measure, paper.report), measure.cell(Role.CURRENT)
        target = level(cell)
        if cell is None or target is None or target.label or current is None or len(current.figures) < 2:
            continue
        if not has_whole(current) and all(_names_a_part(figure, target) for figure in current.figures):
            found.append((held, cell, current))
    if found:
        held, cell, _ = found[0]
        lines = listed([f"{one.called} has {printed(its)} for {printed(results)}" for one, its, results in found])
        yield Found(
            held.at(cell.column.full_heading), f"One target stands beside several values: {lines}.", cell.original
        )


def _names_a_part(figure: Figure, target: Figure) -> bool:
    return bool(figure.label) and find_period(figure.label) is None and figure.unit is target.unit


@check(
    "TGT16",
    Severity.NOTE,
    "Several numbers in one target cell",
    why="Two numbers without names may be two targets, two years or a range, and each gives another judgement.",
    remedy="Name each number, or give each its own line.",
    wrong="75% / 80%",
    right="Primary 75%, secondary 80%",
    source="Handbook 4.3, appendix A14",
)
def several_in_one(paper: Paper) -> Iterator[Found]:
    """A target cell with two or more numbers that are no range and have no names (A14)."""
    for held, measure in paper.measures:
        cell = target_in_force(measure, paper.report)
        if cell is None or cell.figures or cell.absence is not None or _range_ends(cell) or len(cell.original) > 40:
            continue
        texts = [one.text for one in Passage(cell.original, held.place, Kind.CELL).quantities]
        if len(texts) > 1 and re.fullmatch(r"[\d\s.,%£/&;|()–-]+|[\d\s.,%£]+ (?:and|or) [\d\s.,%£]+", cell.original):
            yield Found(
                held.at(cell.column.full_heading),
                f"The target of {held.called} is {printed(cell)}: {len(texts)} numbers, and nothing says what each is for.",
                cell.original,
            )


def _range_ends(cell: Cell) -> re.Match[str] | None:
    match = _UPSIDE_DOWN.fullmatch(cell.original)
    return match if match and find_period(cell.original) is None else None


@check(
    "TGT17",
    Severity.WARNING,
    "A range printed upside down",
    why="A range whose first end is the higher has no value within it as printed.",
    remedy="Print the lower end first, or say that it is a fall from one value to the other.",
    wrong="100 to 80",
    right="80 to 100",
    source="Handbook 4.1",
)
def upside_down(paper: Paper) -> Iterator[Found]:
    """A target "A to B" or "A - B" in which A is more than B, and no two years (4.1)."""
    for held, measure in paper.measures:
        for cell in targets_of(measure):
            ends = _range_ends(cell)
            if ends and _plain(ends["a"]) > _plain(ends["b"]):
                yield Found(
                    held.at(cell.column.full_heading),
                    f"The target of {held.called} is the range {printed(cell)}, whose first end is the higher.",
                    cell.original,
                )


def _plain(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


@check(
    "TGT18",
    Severity.WARNING,
    "A target above 100%",
    why="No share can be more than all, so the target can never be met; often a number was printed as a percentage.",
    remedy="Check the number and its unit.",
    wrong="Percentage of visits made on time: target 105%",
    right="Percentage of visits made on time: target 95%",
    source="Handbook R4.1",
)
def above_all(paper: Paper) -> Iterator[Found]:
    """A percentage above 100 as target of a share; not of a rate of growth, of use or of income (R4.1)."""
    for held, measure in paper.measures:
        for cell in targets_of(measure):
            target = level(cell)
            if target is None or target.unit is not Unit.PERCENT or target.value <= 100:
                continue
            if _OVER_ALL.search(f"{measure.title} {cell.original}") or not _SHARE.search(measure.title):
                continue
            yield Found(
                held.at(cell.column.full_heading),
                f"The target of {held.called} is {printed(cell)}, more than all.",
                cell.original,
            )


_SHARE = re.compile(r"\b(?:%|percentage|proportion|per ?cent|share) of\b|^%", re.IGNORECASE)


CHECKS = (
    change_without_level,
    direction_without_target,
    left_blank,
    zero,
    forecast_as_target,
    other_unit,
    one_for_several,
    several_in_one,
    upside_down,
    above_all,
)
