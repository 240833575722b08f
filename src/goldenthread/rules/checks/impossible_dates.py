"""Checks on dates that cannot be: years with a digit missing, spans that end before they start, days no month has (DUE)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.periods import MONTHS, month_end
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Kind, Paper, Passage

_MONTH_NAME = re.compile(rf"{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}|Sept")
_ANY_MONTH = r"(?P<month>[ADFJMNOS][a-z]{2,8})\.?"  # is it one? asked of what is found, which is quicker
_A_DAY_OR_YEAR = re.compile(r"[0-9][0-9]")
# [0-9] and not \d: a pattern that begins with the former skips text without digits several times faster
_DIGITS = re.compile(r"[0-9]{3,}")
_MONTH_BEFORE = re.compile(rf"\b{_ANY_MONTH}\s+$")
_GOES_ON = re.compile(r"[,.]\d|\s?[%a-z£]")
_PART_OF_A_NUMBER = tuple("0123456789,.£/–-")
_YEARS = re.compile(r"(?P<first>[0-9]{3,4})\s?[-–/]\s?(?P<last>\d{3,4})(?![\d,%/–-]|\.\d)")
_DAY_OF_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_ANY_MONTH}(?=[\s,.;)]|$)(?:\s+(?P<year>20\d\d))?"
)
_FAR, _FAR_AWAY = 40, 130
"""Years beyond the paper's own that no milestone of a council reaches; and that no lease or promise in its text does."""


@check(
    "DUE06",
    Severity.ERROR,
    "A date cannot be right",
    why="A year with a digit missing or changed makes a paper look unread, and a date that is no date cannot be met.",
    remedy="Correct the date.",
    wrong="the strategy for 201-2025; due March 2212; by 31 June",
    right="the strategy for 2021-2025; due March 2022; by 30 June",
    source="Handbook R7.10",
)
def impossible(paper: Paper) -> Iterator[Found]:
    """Years with a digit missing or far off, spans of years that end before they start, and days that no month has (R7.10)."""
    own = paper.report.period.end.year if paper.report.period else None
    texts = [passage for passage in paper.passages if passage.kind is not Kind.CELL]
    dues = ((held, line.due.original) for held, line in paper.milestones if line.due)
    texts += [Passage(due, held.at("due"), Kind.CELL, held) for held, due in dues]
    for passage in texts:
        if not _A_DAY_OR_YEAR.search(passage.text):
            continue
        last = own + (_FAR if passage.line else _FAR_AWAY) if own else None
        for words, fault in (
            *_wrong_years(passage.text, last),
            *_wrong_spans(passage.text),
            *_wrong_days(passage.text),
        ):
            yield found_in(passage, f"“{words}” {fault}.", words)


def _wrong_years(text: str, last: int | None) -> Iterator[tuple[str, str]]:
    for match in _DIGITS.finditer(text):
        year = match[0]
        month = _MONTH_BEFORE.search(text[max(0, match.start() - 12) : match.start()])
        if month is None or not _MONTH_NAME.fullmatch(month["month"]) or _GOES_ON.match(text, match.end()):
            continue
        if (len(year) == 5 and year[0] in "12") or (len(year) == 3 and year.startswith("20")):
            yield month[0] + year, f"has a year with {len(year)} digits"
        elif len(year) == 4 and last and int(year) > last:
            yield month[0] + year, f"names the year {year}"


def _wrong_spans(text: str) -> Iterator[tuple[str, str]]:
    for match in _YEARS.finditer(text):
        first, last = match["first"], match["last"]
        if text[: match.start()].endswith(_PART_OF_A_NUMBER):
            continue
        if len(first) != len(last):
            short, long = (first, last) if len(first) < len(last) else (last, first)
            if re.fullmatch(r"20[1-4]", short) and re.fullmatch(r"20[1-4]\d", long):  # not "200-2000 homes"
                yield match[0], "has a year with a digit missing"
        elif (
            "/" not in match[0]
            and re.fullmatch(r"20\d\d", first)
            and re.fullmatch(r"20\d\d", last)
            and 0 < int(first) - int(last) < 30
        ):
            yield match[0], "is a span of years that ends before it starts"


def _wrong_days(text: str) -> Iterator[tuple[str, str]]:
    for match in _DAY_OF_MONTH.finditer(text):
        part_of_more = match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in ".,£")
        if part_of_more or not _MONTH_NAME.fullmatch(match["month"]):
            continue
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3]))
        year = int(match["year"] or 2024)  # without a year, 29 February may be right
        most = month_end(year, month).day
        if most < int(match["day"]) <= 31 or (match["year"] and most < int(match["day"]) <= 39):
            yield match[0].rstrip(" ."), f"is no date: {MONTHS[month - 1]} has {most} days"


CHECKS = (impossible,)
