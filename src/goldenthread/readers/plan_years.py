"""The several financial years that the title of a plan names: "Business Plan 2023-26", "Service Plan 2023/24 to 2025/26"."""

from __future__ import annotations

import datetime as dt
import re

from goldenthread.model.periods import Period

_PLAN = re.compile(r"\bplans?\b|\bstrategy\b", re.IGNORECASE)
_OF_A_REPORT = re.compile(
    r"\b(?:report(?:ing)?|monitoring|progress|performance|review|update|refresh|delivery|quarter|month|annual|year\s+\d|appendix)\b|\bQ[1-4]\b",
    re.IGNORECASE,
)
_TWO_YEARS = r"(?P<{0}>20\d\d)\s*/\s*(?P<{1}>(?:20)?\d\d)"
_SPAN = re.compile(rf"(?<![\d/]){_TWO_YEARS.format('a', 'b')}\s*(?:to|[-–—])\s*{_TWO_YEARS.format('c', 'd')}(?![\d/])")
_RANGE = re.compile(r"(?<![\d/–-])(?P<a>20\d\d)\s*(?:to|[-–—/])\s*(?P<b>20\d\d|\d\d)(?![\d/–-])")
_MOST_YEARS = 10


def years_of_plan(text: str) -> Period | None:
    """The financial years of a plan that bears this title; None for one year, and for a title that names no plan.

    "2023-26" begins in April 2023 and ends in March 2026. A report on such a plan is of a period of its own.
    """
    if not _PLAN.search(text) or _OF_A_REPORT.search(text):
        return None
    ends = [_ends(match) for match in _SPAN.finditer(text)] or [_ends(match) for match in _RANGE.finditer(text)]
    first, last = ends[0] if len(ends) == 1 else (0, 0)
    if not 2 <= last - first <= _MOST_YEARS:
        return None
    return Period.span(dt.date(first, 4, 1), dt.date(last, 3, 31))


def _ends(match: re.Match[str]) -> tuple[int, int]:
    """The year in which the plan begins and the year in which it ends; (0, 0) where its years do not fit together."""
    names = match.groupdict()
    first = int(names["a"])
    if "c" not in names:
        return first, _after(first, names["b"])
    start, end = int(names["c"]), _after(int(names["c"]), names["d"])
    return (first, end) if _after(first, names["b"]) == first + 1 and end == start + 1 else (0, 0)


def _after(year: int, digits: str) -> int:
    """A later year by all its digits or its last two."""
    return int(digits) if len(digits) == 4 else year - year % 100 + int(digits)
