"""Checks on a figure against those before it and its target: its size, its course over the year, and whether it moved at all.

The time basis of a measure and the quarter decide what may be expected (handbook 4.1); where the basis is not known, only
what no basis could explain is said (family NUM).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Cell, Figure, Marker, Role, TargetKind, Unit
from goldenthread.model.periods import Period, financial_year_of
from goldenthread.model.plan import MeasureLine, TimeBasis
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Held, Paper, likeness
from goldenthread.rules.checks.stated import printed
from goldenthread.rules.progress import ADDS_UP

_ALL = Decimal(100)
_FORECASTS = (TimeBasis.ANNUALISED_FORECAST, TimeBasis.YEAR_END_FORECAST)
_CUMULATIVE = (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, TimeBasis.ACADEMIC_YEAR_CUMULATIVE)
_PART_OF_A_YEAR = re.compile(r"\b(?:term|ytd|to date|quarter|q[1-4]|half|month|snapshot)\b", re.IGNORECASE)
_EXPLAINED = re.compile(
    r"\b(?:correct\w*|revis\w+|restat\w+|duplicat\w+|error\w*|mistake\w*|incorrect\w*|recount\w*|rescind\w*|withdr\w+|cleans\w+"
    r"|data quality|previously reported|misreport\w*|reclassif\w+|re-?bas\w+|definition|methodology|new system|overturn\w*)\b",
    re.IGNORECASE,
)
_SAID_THE_SAME = re.compile(r"\b(?:unchanged|no change|the same|remains? at)\b", re.IGNORECASE)
_SAID_UNCHANGED = re.compile(
    r"\b(?:unchanged|no change|same|remain(?:s|ed)?|maintain\w*|static|stable|annual\w*|yearly|once a year|census"
    r"|next (?:update|available)|not (?:been )?updated|available in|published|latest available|academic year|progress will"
    r"|will be (?:able to be )?reported)\b",
    re.IGNORECASE,
)


def _figure(cell: Cell | None) -> Figure | None:
    """The one figure of a cell that states a level; None when there is none, or several."""
    if not cell or len(cell.figures) != 1 or (cell.target and cell.target.kind is not TargetKind.LEVEL):
        return None
    return cell.figures[0]


def _basis(line: MeasureLine) -> TimeBasis | None:
    part = line.definition.time_basis
    return part.value if part else None


def _shown(figure: Figure) -> str:
    """A figure as people write it: "7.1%", "£4,452,830", "1,478"."""
    before, after = ("£" if figure.unit is Unit.POUNDS else ""), ("%" if figure.unit is Unit.PERCENT else "")
    exponent = int(figure.value.as_tuple().exponent)
    return f"{before}{printed(figure.value, places=max(0, -exponent))}{after}"


def _digits(figure: Figure) -> int:
    """How many digits of a figure say something: 26.3 has three, 1,400 two."""
    return len(figure.value.normalize().as_tuple().digits)


# ---- its size ----


_TARGET = "the target of"


class _Beside(NamedTuple):
    """A figure that the current one is held against, and what it is called."""

    name: str
    figure: Figure


def _beside(paper: Paper, held: Held, line: MeasureLine) -> list[_Beside]:
    """Last year's figure, last quarter's and the target, where each is one figure and a level."""
    before = paper.before(held)
    cells = {
        "last year's": line.cell(Role.LAST_ACTUAL),
        "last quarter's": before.line.cell(Role.CURRENT) if before else line.cell(Role.PREVIOUS),
        _TARGET: line.cell(Role.TARGET),
    }
    return [_Beside(name, figure) for name, cell in cells.items() if (figure := _figure(cell))]


@check(
    "NUM20",
    Severity.WARNING,
    "A figure is of quite another size than those beside it",
    why="A figure ten times too large, or the share that is left instead of the share that is meant, is nearly always a slip: "
    "the wrong column copied, a digit too many, or the measure counted the other way round.",
    remedy="Check the figure at its source; if it is right, say in the commentary why it is so different.",
    wrong="Last year 412, target 420, current 73,390",
    right="Last year 412, target 420, current 433",
    source="Handbook 4.1 (time bases), R10 (plausibility)",
)
def implausible_size(paper: Paper) -> Iterator[Found]:
    """A figure at least ten times, or at most a tenth, of all those beside it, or the complement of a percentage."""
    for held, line in paper.measures:
        cell = line.cell(Role.CURRENT)
        current = _figure(cell)
        if not cell or current is None or _EXPLAINED.search(held.words):
            continue
        beside = [one for one in _beside(paper, held, line) if one.figure.unit is current.unit]
        if not beside:
            continue
        odd = _odd_percentage if current.unit is Unit.PERCENT else _odd_count
        why = odd(current, beside, line)
        if why:
            others = " and ".join(f"{one.name} {_shown(one.figure)}" for one in beside)
            yield Found(
                held.at(cell.column.full_heading), f"{_shown(current)} stands beside {others}: {why}.", cell.original
            )


def _odd_count(current: Figure, beside: list[_Beside], line: MeasureLine) -> str:
    """Why a count, rate or amount cannot well be right; "" when it can."""
    values = [one.figure.value for one in beside]
    value = current.value
    if value <= 0 or min(values) <= 0:
        return ""
    if value >= 10 * max(values) and value >= 200:
        return "it is more than ten times as large"
    results = [one.figure.value for one in beside if one.name != _TARGET]
    if results and value >= 200 and any(one.name == _TARGET and value >= 10 * one.figure.value for one in beside):
        return "the target is of another size than the results"
    # a quarter's count is a quarter of a year's, or less: only a level of the same basis may be held against it
    level = _basis(line) in (TimeBasis.SNAPSHOT, *_FORECASTS) or current.unit is Unit.RATE
    small = Decimal(10) if level else Decimal(100)
    if value * small <= min(values) and min(values) >= 200:
        return f"it is less than a {'tenth' if level else 'hundredth'} of them"
    return ""


def _odd_percentage(current: Figure, beside: list[_Beside], line: MeasureLine) -> str:
    values = [one.figure.value for one in beside]
    value = current.value
    far = min(abs(value - other) for other in values)
    against_results = [one.figure.value for one in beside if one.name != _TARGET]
    if far < 40:
        return ""
    if not against_results:
        # a target alone may simply be missed by far; that the rest is what was aimed at is no accident
        grows = _basis(line) in _CUMULATIVE or ADDS_UP.search(line.title)
        return "" if far < 70 or grows or abs(_ALL - value - values[0]) > 5 else _the_rest(value)
    if value <= 1 and any(abs(value * _ALL - other) <= 5 for other in against_results):
        return "it looks like a fraction that was not turned into a percentage"
    if any(abs(value * 10 - other) <= 2 for other in against_results):
        return "the decimal point may be one place wrong"
    if any(abs(_ALL - value - other) <= 5 for other in against_results):
        return _the_rest(value)
    return "" if far < 70 else "it is more than 70 points away from them all"


def _the_rest(value: Decimal) -> str:
    return f"100% less {printed(value)}% is {printed(_ALL - value)}%, so it may be the share that is left"


# ---- its course over the year ----


def _elapsed(period: Period | None) -> int | None:
    """How many quarters of the financial year a report covers up to its end; None when it is not a quarter's report."""
    return period.quarter if period else None


@check(
    "NUM21",
    Severity.WARNING,
    "A count so far this year is far ahead of the whole of last year",
    why="A count that adds up over the year and has passed last year's total after one quarter is most likely counted twice or "
    "counted in another way, and then it cannot be compared with last year.",
    remedy="Check how the cases are counted; if the count is right, say what is different from last year.",
    wrong="Quarter 1, cumulative: 1,478; whole of last year: 716",
    right="Quarter 1, cumulative: 188; whole of last year: 716",
    source="Handbook 4.1 (time bases), 4.4",
)
def ahead_of_last_year(paper: Paper) -> Iterator[Found]:
    """A count cumulative over the financial year that runs at four times last year's pace and more."""
    quarter = _elapsed(paper.report.period)
    if quarter is None or quarter > 3:
        return
    for held, line in paper.measures:
        if _basis(line) is not TimeBasis.FINANCIAL_YEAR_CUMULATIVE or _EXPLAINED.search(held.words):
            continue
        last, cell = line.cell(Role.LAST_ACTUAL), line.cell(Role.CURRENT)
        if not last or not cell or _PART_OF_A_YEAR.search(last.original) or _foreseen(line, quarter):
            continue
        for figure in cell.figures:
            before = _like(figure, last)
            if before and _far_ahead(figure, before, quarter):
                so_far = f"{_labelled(figure)} after {_so_far(quarter)}"
                says = f"{so_far} is more than the {_shown(before)} of the whole of last year."
                yield Found(held.at(cell.column.full_heading), says, cell.original)
                break


def _foreseen(line: MeasureLine, quarter: int) -> bool:
    """Whether the target is as high as the figure's pace: last year was then the odd one, and the council knew it."""
    now, target = _figure(line.cell(Role.CURRENT)), _figure(line.cell(Role.TARGET))
    return bool(now and target and now.unit is target.unit and now.value * 4 <= target.value * quarter * 2)


def _like(figure: Figure, cell: Cell) -> Figure | None:
    """The figure of another cell for the same part and in the same unit."""
    return next((one for one in cell.figures if one.label == figure.label and one.unit is figure.unit), None)


def _labelled(figure: Figure) -> str:
    return f"{figure.label} {_shown(figure)}".strip()


def _far_ahead(figure: Figure, before: Figure, quarter: int) -> bool:
    """Whether a count runs at four times the pace of the year before, and is not small."""
    counts = figure.unit is Unit.COUNT and figure.value >= 50 and before.value >= 10
    return counts and figure.value >= before.value * quarter and figure.value > before.value


def _so_far(quarter: int) -> str:
    return {1: "one quarter", 2: "two quarters", 3: "three quarters"}[quarter]


@check(
    "NUM22",
    Severity.WARNING,
    "A figure that adds up over the year has fallen since last quarter",
    why="What has been counted since April cannot become less; either last quarter's figure was wrong or this one is.",
    remedy="Find out which of the two is wrong, and say in the commentary what has been corrected.",
    wrong="Quarter 2: 63 (cumulative from April); Quarter 3: 58",
    right="Quarter 2: 63 (cumulative from April); Quarter 3: 91",
    source="Handbook R6.3, 4.1, appendix A20",
)
def cumulative_fall(paper: Paper) -> Iterator[Found]:
    """A cumulative count or amount below last quarter's in the same year; academic years start afresh in September (R6.3)."""
    now, before = paper.report.period, paper.previous.report.period if paper.previous else None
    if not now or not before or not before < now:
        return
    for held, line in paper.measures:
        basis = _basis(line)
        other = paper.before(held)
        if basis not in _CUMULATIVE or other is None or not _same_year(basis, before, now):
            continue
        cell, earlier = line.cell(Role.CURRENT), other.line.cell(Role.CURRENT)
        if not cell or not earlier or _EXPLAINED.search(held.words):
            continue
        for figure in cell.figures:
            was = _like(figure, earlier)
            if was and figure.unit in (Unit.COUNT, Unit.POUNDS) and figure.value < was.value:
                says = f"{_labelled(figure)} is less than the {_shown(was)} of {before.label}, and it adds up over the year."
                yield Found(held.at(cell.column.full_heading), says, cell.original)
                break


def _same_year(basis: TimeBasis, before: Period, now: Period) -> bool:
    """Whether two reports stand in one year of that basis, so that the later figure holds the earlier.

    A report to September may print the academic year that ended or the month that began the next: neither is compared.
    """
    if basis is TimeBasis.FINANCIAL_YEAR_CUMULATIVE:
        return financial_year_of(before.end) == financial_year_of(now.end)
    years = {end.year if end.month >= 9 else end.year - 1 for end in (before.end, now.end)}
    return len(years) == 1 and before.end.month != 9


# ---- whether it moved ----


@check(
    "NUM23",
    Severity.NOTE,
    "A figure is the same as last quarter, to the last digit",
    why="A figure that should move and has not was perhaps not updated; readers take it for this quarter's.",
    remedy="Check that the figure is this quarter's; if it has not changed, or comes out once a year, say so in the commentary.",
    wrong="Quarter 1: 26.3%; Quarter 2: 26.3%",
    right="Quarter 1: 26.3%; Quarter 2: 27.1%",
    source="Handbook 10.1 (timeliness)",
)
def unchanged(paper: Paper) -> Iterator[Found]:
    """A figure of three digits and more equal to last quarter's, of a measure that comes out each quarter."""
    if not paper.previous:
        return
    pairs = [(held, line, other.line) for held, line in paper.measures if (other := paper.before(held))]
    same = [(held, line) for held, line, other in pairs if isinstance(other, MeasureLine) and _equal(line, other)]
    if len(same) > 5 and len(same) * 2 > len(pairs):
        return  # most figures are alike: the other paper is this one under another name, and that is not said here
    for held, line in same:
        cell = line.cell(Role.CURRENT)
        if _SAID_UNCHANGED.search(held.words) or _basis(line) is TimeBasis.ANNUAL or _carried_over(line):
            continue
        if cell:
            says = f"{cell.original} is exactly last quarter's figure."
            yield Found(held.at(cell.column.full_heading), says, cell.original)


def _equal(line: MeasureLine, other: MeasureLine) -> bool:
    now, before = line.cell(Role.CURRENT), other.cell(Role.CURRENT)
    if not now or not before or not now.figures:
        return False
    values = [figure.value for figure in now.figures]
    known = max(_digits(figure) for figure in now.figures) >= 3
    return known and values == [figure.value for figure in before.figures]


@check(
    "NUM24",
    Severity.NOTE,
    "The current figure repeats last year's, to the last digit",
    why="Last year's figure in the current column is often only carried over; readers take it for this year's.",
    remedy="If there is no figure yet, print “not available” and when it will come; else say that it is the same.",
    wrong="Last year 26.3%, current 26.3%",
    right="Last year 26.3%, current: not available until Quarter 3",
    source="Handbook R1.1, 10.1 (timeliness)",
)
def repeats_last_year(paper: Paper) -> Iterator[Found]:
    """A current figure of three digits and more that equals last year's actual."""
    for held, line in paper.measures:
        cell = line.cell(Role.CURRENT)
        if cell and _carried_over(line) and not _SAID_THE_SAME.search(held.words):
            says = f"The current figure, {cell.original}, is exactly last year's."
            yield Found(held.at(cell.column.full_heading), says, cell.original)


def _carried_over(line: MeasureLine) -> bool:
    """Whether the current figures are last year's, and have three digits and more."""
    cell, last = line.cell(Role.CURRENT), line.cell(Role.LAST_ACTUAL)
    if not cell or not last or not cell.figures or len(cell.figures) != len(last.figures):
        return False
    same = all(now.value == was.value for now, was in zip(cell.figures, last.figures, strict=True))
    return same and max(_digits(one) for one in cell.figures) >= 3


@check(
    "NUM25",
    Severity.WARNING,
    "Two measures have the same figures throughout",
    why="Two different measures hardly ever have the same result, target and current figure; one row was most likely copied.",
    remedy="Check both rows against their source.",
    wrong="Two measures, each with last year 1,254, target 1,300, current 1,187",
    right="Last year 1,254, target 1,300, current 1,187; and last year 876, target 900, current 821",
    source="Handbook 10.1 (accuracy)",
)
def same_row_twice(paper: Paper) -> Iterator[Found]:
    """Two measures of different titles whose figures of last year and now are equal, with three digits and more."""
    seen: dict[tuple[Decimal, ...], Held] = {}
    for held, line in paper.measures:
        figures = [figure for role in (Role.LAST_ACTUAL, Role.CURRENT) if (figure := _figure(line.cell(role)))]
        if len(figures) != 2 or min(_digits(figure) for figure in figures) < 3:
            continue
        key = tuple(figure.value for figure in figures)
        other = seen.setdefault(key, held)
        if other is not held and likeness(other.line.title, held.line.title) < 0.85:
            listed = " and ".join(_shown(figure) for figure in figures)
            yield Found(held.place, f"{held.called} has the same figures as {other.called}: {listed}.", held.line.title)


@check(
    "NUM37",
    Severity.NOTE,
    "Last year's figure is still provisional a year later",
    why="Most figures are final within months; one that is still provisional when the next year ends was perhaps not brought up "
    "to date, and this year is compared with it.",
    remedy="Print the final figure, or say in the commentary when it will come.",
    wrong="Quarter 4 of 2021/22; 20/21 Actual: 77.4% (prov)",
    right="Quarter 4 of 2021/22; 20/21 Actual: 77.9%",
    source="Handbook R10.2, 1.1",
)
def provisional_for_a_year(paper: Paper) -> Iterator[Found]:
    """A figure of last year marked provisional in a report of the last quarter, with no word of it in the commentary (R10.2)."""
    if _elapsed(paper.report.period) != 4:
        return
    for held, line in paper.measures:
        cell = line.cell(Role.LAST_ACTUAL)
        marked = cell and any(Marker.PROVISIONAL in figure.markers for figure in cell.figures)
        if cell and marked and not _SAID_OPEN.search(held.words) and not _SAID_OPEN.search(line.title):
            says = f"{held.called} still has a provisional figure for last year, “{cell.original}”, at the end of the year after."
            yield Found(held.at(cell.column.full_heading), says, cell.original)


_SAID_OPEN = re.compile(r"\b(?:provisional|final|validated|academic|published|release[ds]?)\b", re.IGNORECASE)


CHECKS = (
    provisional_for_a_year,
    implausible_size,
    ahead_of_last_year,
    cumulative_fall,
    unchanged,
    repeats_last_year,
    same_row_twice,
)
