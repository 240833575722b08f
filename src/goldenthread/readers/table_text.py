"""What one cell of a flat table says: a list, a period, a date, a number; ValueError with a sentence where it says none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from goldenthread.model.period_words import parse_period
from goldenthread.model.periods import Period, PeriodKind

_Word = TypeVar("_Word", bound=StrEnum)

_DAYS = re.compile(r"(?P<kind>[a-z -]+?) (?P<start>\d{4}-\d\d-\d\d) to (?P<end>\d{4}-\d\d-\d\d)")
_DUE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


def unlisted(text: str) -> tuple[str, ...]:
    """The values that stand in one cell, parted by semicolons."""
    return tuple(_parted(text, ";")) if text.strip() else ()


def unbarred(text: str) -> tuple[str, ...]:
    """The cells of a small table that stand in one cell, parted by upright bars."""
    return tuple(_parted(text, "|"))


def named_values(text: str) -> Iterator[tuple[str, str]]:
    """The names and values of "current=68.5; target=75"."""
    for pair in unlisted(text):
        name, *value = _split(pair, "=", most=1)
        yield _unescaped(name, "="), value[0] if value else ""


def _parted(text: str, mark: str) -> Iterator[str]:
    for piece in _split(text, mark):
        yield _unescaped(piece.strip(" "), mark)


def _split(text: str, mark: str, most: int = 0) -> list[str]:
    """`text` parted at each `mark` that has no backslash before it, at most `most` times."""
    pieces = [""]
    for token in re.findall(r"\\.|[^\\]|\\", text, re.DOTALL):
        if token == mark and not (most and len(pieces) > most):
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def _unescaped(text: str, mark: str) -> str:
    return re.sub(rf"\\([\\{mark}])", r"\1", text)


def period_of(text: str, within: Period | None = None) -> Period | None:
    """The period that a cell names; None for an empty cell."""
    if not text.strip():
        return None
    match = _DAYS.fullmatch(text.strip())
    if match and match["kind"] in set(PeriodKind):
        start, end = dt.date.fromisoformat(match["start"]), dt.date.fromisoformat(match["end"])
        return Period(kind=PeriodKind(match["kind"]), start=start, end=end)
    return parse_period(text, within)


def due_of(text: str) -> Period | None:
    """The window of "2022", "2022-03" or "2022-03-31", or of a period named in words; None for an empty cell."""
    match = _DUE.fullmatch(text.strip())
    if not match:
        return period_of(text)
    year = int(match["year"])
    if match["day"]:
        day = dt.date(year, int(match["month"]), int(match["day"]))
        return Period(kind=PeriodKind.SPAN, start=day, end=day)
    return Period.month(year, int(match["month"])) if match["month"] else Period.calendar_year(year)


def date_of(text: str) -> dt.date | None:
    """The day of "2021-09-30"; None for an empty cell."""
    return dt.date.fromisoformat(text.strip()[:10]) if text.strip() else None


def number_of(text: str) -> Decimal | None:
    """The number that a cell holds, with or without commas in it; None for an empty cell."""
    plain = text.strip().replace(",", "")
    if not plain:
        return None
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(f"“{text}” is not a number: give it in digits alone.") from error


def whole_of(text: str) -> int | None:
    """The whole number that a cell holds; None for an empty cell."""
    number = number_of(text)
    if number is None:
        return None
    if number != int(number):
        raise ValueError(f"“{text}” is not a whole number.")
    return int(number)


def word_of(text: str, words: type[_Word]) -> _Word | None:
    """The word of a fixed list that a cell holds; None for an empty cell."""
    folded = text.strip()
    if not folded:
        return None
    try:
        return words(folded)
    except ValueError:
        choice = ", ".join(word.value for word in words)
        raise ValueError(f"“{text}” is none of: {choice}.") from None
