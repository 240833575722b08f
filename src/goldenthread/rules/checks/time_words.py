"""The quarters, dates and years that sentences name, for the checks that hold them against the period of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from goldenthread.model.periods import MONTHS, Period, month_end

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_YEARS = r"(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d(?!\d)"
_QUARTER = re.compile(
    rf"(?<![\w/])(?:(?:quarter|qtr\.?|q)\s?(?P<digit>[1-4])(?![\d%.]\d|[\d%])"
    r"|quarter\s(?P<word>one|two|three|four)\b"
    r"|(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)\s(?:financial\s)?quarter\b)"
    rf"(?:\s?(?:of\s|,\s?|\(|-\s?|–\s?)?(?P<years>{_YEARS}|20\d\d(?!\d)))?",
    re.IGNORECASE,
)
# the year first, then what stands before it: quicker than to look for a month at every letter
_YEAR = re.compile(r"20\d\d(?!\d)")
_MONTH_BEFORE = re.compile(
    rf"(?<![\d/])(?:(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?\s(?:of\s)?)?\b(?P<month>{MONTH})\b\.?,?\s'?$", re.IGNORECASE
)
_LONGEST = 24


class Quarter(NamedTuple):
    """A quarter that a text names: its number, the year its financial year starts in where printed, and where it stands."""

    number: int
    year: int | None
    text: str
    start: int
    end: int


class Dated(NamedTuple):
    """A day or a month that a text names with its year, and where it stands."""

    first: date
    last: date
    text: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def quarters_in(text: str) -> tuple[Quarter, ...]:
    """The quarters that a text names, in order."""
    if "q" not in text.lower():
        return ()
    return tuple(_quarter(match) for match in _QUARTER.finditer(text))


def _quarter(match: re.Match[str]) -> Quarter:
    word = (match["word"] or match["nth"] or "").lower()
    number = int(match["digit"]) if match["digit"] else _ORDINALS.get(word) or int(word[0])
    return Quarter(number, _first_year(match["years"] or ""), match[0].strip(" ,(–-"), *match.span())


def _first_year(years: str) -> int | None:
    """The year in which "2021/22" starts; None for one year alone, which may be either, or two that do not follow."""
    digits = re.findall(r"\d+", years)
    if len(digits) != 2:
        return None
    first = int(digits[0]) % 100
    return 2000 + first if int(digits[1]) % 100 == (first + 1) % 100 else None


def month_of(name: str) -> int:
    """The number of a month by its name or the first three letters of it."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower()[:3]))


@lru_cache(maxsize=8192)
def dates_in(text: str) -> tuple[Dated, ...]:
    """The days and months that a text names in words with their year, in order; days that no month has are left out."""
    if "20" not in text:
        return ()
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[Dated]:
    for found in _YEAR.finditer(text):
        from_ = max(0, found.start() - _LONGEST)
        match = _MONTH_BEFORE.search(text[from_ : found.start()])
        if match is None or (match["month"] == "may" and not match["day"]):
            continue  # "may 2000 homes be built"
        start, month = from_ + match.start(), month_of(match["month"])
        last = month_end(int(found[0]), month)
        first = last.replace(day=1)
        if match["day"]:
            if not 1 <= int(match["day"]) <= last.day:
                continue
            first = last = last.replace(day=int(match["day"]))
        yield Dated(first, last, text[start : found.end()], start, found.end())


def quarter_months(number: int) -> tuple[int, int]:
    """The first and the last month of a financial quarter."""
    period = Period.financial_quarter(2000, number)
    return period.start.month, period.end.month


def in_words(day: date) -> str:
    """A date as printed: "30 June 2021"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
