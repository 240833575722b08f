"""What one measure's line wants and has: which way is good, the target in force, the result and last year's, where plain.

For the checks that hold figures against targets and words against figures: what is not certain is None.
"""

from __future__ import annotations

import re
from decimal import Decimal

from goldenthread.model.figures import Absence, Cell, Figure, Role, TargetKind, Unit
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period, PeriodKind, financial_year_of
from goldenthread.model.plan import Known, MeasureLine, Polarity, TimeBasis
from goldenthread.model.report import Report, ReportKind

_PLANS = frozenset({ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES})
_CUMULATIVE = frozenset({TimeBasis.FINANCIAL_YEAR_CUMULATIVE, TimeBasis.ACADEMIC_YEAR_CUMULATIVE, TimeBasis.PERIOD})
_STANDING = frozenset(
    {
        TimeBasis.SNAPSHOT,
        TimeBasis.ROLLING_TWELVE_MONTHS,
        TimeBasis.ANNUALISED_FORECAST,
        TimeBasis.YEAR_END_FORECAST,
    }
)
# "Improve the time taken" and "Ensure no more than" want less, whatever their first word proposes
_LESS_IS_GOOD = re.compile(
    r"\b(?:days?|weeks?|hours?|minutes?|time (?:taken|to)|turn-?around|average time|waiting|waits?|sickness|absence|absent"
    r"|delay\w*|arrears|voids?|empty|missed|overdue|backlog|complaints?|no more|not more|fewer|less|under|below|maximum|cost"
    r"|costs|spend|gap|error|errors|emissions|waste|accidents?|casualties|killed|crime|offend\w*|evictions?|homeless\w*"
    r"|temporary|not in)\b",
    re.IGNORECASE,
)
_PLAIN_VERB = re.compile(r"(?:increas|rais|reduc|decreas|minimis)", re.IGNORECASE)
_PROMISE = re.compile(
    r"(?:[^–-]{1,60}\s[–-]\s+)?(?P<verb>increas\w+|reduc\w+|improv\w+|decreas\w+|rais\w+|minimis\w+|maximis\w+)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"total|overall|all|average|combined|(?:whole )?(?:borough|council|authority|county|district)", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"<=?|≤|less than|fewer than|under|below|at most|up to|(?:no|not) (?:more|higher|greater) than|max\w*.*"
    r"|(?:or|and) (?:below|less|fewer|under|lower)",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r">=?|≥|\+|more than|greater than|over|above|at least|(?:no|not) (?:less|fewer|lower) than|min\w*.*"
    r"|(?:or|and) (?:above|more|over|better|higher)",
    re.IGNORECASE,
)
_PART_OF_A_YEAR = re.compile(
    r"\b(?:ytd|to date|term|quarter|qtr|q[1-4]|month|half|apr|may|june?|july?|sep|dec|mar)\b", re.IGNORECASE
)


def is_plan(report: Report) -> bool:
    """Whether the paper sets out targets (a plan), rather than reporting a quarter."""
    return report.kind in _PLANS


def year_of(report: Report) -> Period | None:
    """The financial year that the paper is of, or that its quarter is in."""
    if report.period is None:
        return None
    if report.period.kind is PeriodKind.FINANCIAL_YEAR:
        return report.period
    return Period.financial_year(financial_year_of(report.period.start))


def good_way(measure: MeasureLine) -> Polarity | None:
    """HIGHER or LOWER where that is certain: stated, or proposed by a verb that leaves no doubt; no target disagrees."""
    part = measure.definition.polarity
    bound = _bound_of(measure)
    if part is None or part.value not in (Polarity.HIGHER, Polarity.LOWER):
        return bound if part is None else None
    if part.known is Known.PROPOSED:
        verb = part.why.partition("“")[2]
        if not _PLAIN_VERB.match(verb) and _LESS_IS_GOOD.search(measure.title):
            return bound if bound is Polarity.LOWER else None
    return part.value if bound in (None, part.value) else None


def promise(measure: MeasureLine) -> str:
    """The word of the title that promises a change for the better ("Increase", "Reduce"), "" where there is none."""
    match = _PROMISE.match(measure.title)
    return match["verb"] if match else ""


def _bound_of(measure: MeasureLine) -> Polarity | None:
    """Which way "at least 95%" or "no more than 20" in the target says is good."""
    qualifiers = [
        figure.qualifier
        for cell in measure.cells
        if cell.column.role is Role.TARGET
        for figure in cell.figures
        if figure.qualifier
    ]
    if qualifiers and all(_AT_LEAST.fullmatch(words) for words in qualifiers):
        return Polarity.HIGHER
    if qualifiers and all(_AT_MOST.fullmatch(words) for words in qualifiers):
        return Polarity.LOWER
    return None


def targets_of(measure: MeasureLine) -> tuple[Cell, ...]:
    """Every target cell of the line."""
    return tuple(cell for cell in measure.cells if cell.column.role is Role.TARGET)


def target_in_force(measure: MeasureLine, report: Report) -> Cell | None:
    """The target that the paper is about: of its own year, else the only one that the line has."""
    cells, year = targets_of(measure), year_of(report)
    own = [cell for cell in cells if year is not None and cell.column.period == year]
    if len(own) == 1:
        return own[0]
    return cells[0] if len(cells) == 1 else None


def level(cell: Cell | None) -> Figure | None:
    """The one number that a target cell sets as a level to reach; None for a change, a range, words or several numbers."""
    if cell is None or cell.target is None or cell.target.kind not in (TargetKind.LEVEL, TargetKind.SHARE):
        return None
    return cell.figures[0] if len(cell.figures) == 1 else None


def result(cell: Cell | None) -> Figure | None:
    """The one number that a cell reports: its only figure, else the one named Total or Overall."""
    if cell is None:
        return None
    if len(cell.figures) == 1:
        return cell.figures[0]
    whole = [figure for figure in cell.figures if _WHOLE.fullmatch(figure.label)]
    return whole[0] if len(whole) == 1 else None


def has_whole(cell: Cell) -> bool:
    """Whether one of a cell's figures is named as the whole: Total, Overall, Borough."""
    return any(_WHOLE.fullmatch(figure.label) for figure in cell.figures)


def last_result(measure: MeasureLine, report: Report) -> tuple[Cell, Figure] | None:
    """The latest full result before the year in force, with its cell. Part of a year does not count, but for a percentage."""
    roles = (Role.LAST_ACTUAL, Role.LATEST) + ((Role.EARLIER_ACTUAL,) if is_plan(report) else ())
    for role in roles:
        cell = next((one for one in measure.cells if one.column.role is role and one.figures), None)
        figure = result(cell)
        if cell is not None and figure is not None:
            return (cell, figure) if _covers_a_year(figure) else None
        if cell is not None:
            return None
    return None


def _covers_a_year(figure: Figure) -> bool:
    words = f"{figure.label} {figure.qualifier}"
    if figure.unit is Unit.PERCENT and "ytd" in words.lower():
        return True  # a share of the year so far stands beside a share of the year
    return not _PART_OF_A_YEAR.search(words) and (find_period(words.strip()) is None or not words.strip())


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures are in one unit, as far as it is printed or known."""
    return one.unit is other.unit or None in (one.unit, other.unit)


def short_of(value: Decimal, target: Decimal, good: Polarity) -> Decimal:
    """By how much a value misses a target: positive when it does."""
    return target - value if good is Polarity.HIGHER else value - target


def is_standing(measure: MeasureLine, figure: Figure) -> bool:
    """Whether a figure in the course of the year may be held against the year's target: it does not grow as the year goes by."""
    basis = measure.definition.time_basis
    if basis is not None and basis.value in _CUMULATIVE:
        return figure.unit is Unit.PERCENT
    if figure.unit is Unit.PERCENT:
        return True
    return basis is not None and basis.value in _STANDING


def is_stated(cell: Cell | None) -> bool:
    """Whether a cell holds something other than a reason for holding nothing."""
    return cell is not None and cell.absence is None and bool(cell.original or cell.figures)


def printed(cell: Cell | None) -> str:
    """A cell as a sentence shows it: its words in quotation marks, or that it is blank."""
    if cell is None or cell.absence is Absence.BLANK or not cell.text:
        return "blank"
    return f"“{cell.text}”"


def number(figure: Figure) -> str:
    """A figure as people write it: "1,260", "83.8%", "£250,000"."""
    pound = "£" if figure.unit is Unit.POUNDS else ""
    per_cent = "%" if figure.unit is Unit.PERCENT else ""
    sign = "-" if figure.value < 0 else ""
    return f"{sign}{pound}{abs(figure.value):,f}{per_cent}"
