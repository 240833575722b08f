"""The numbers that a sentence states, with their units and how exactly they are printed; not its dates, ages or references."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from goldenthread.model.figures import Unit

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
# the digits before are the whole number, and no part of "1,045", "12.5" or "15%"
_WHOLE = r"\b(?!\s?%|\.\d|,\d{3})"
_NAMED = (
    r"years?|yr|grade|band|rank(?:ed)?|note|key stages?|ks|stage|tier|level|phase|appendix|section|page|paragraph"
    r"|part|item|aged?|ages|ward|schedule|table|figure|unit|type|class|room|no\.|covid|version|v|act|regulation|form"
)
# digits that are part of a date, a year, an age, a name or a reference: never a quantity; each begins a word, which is
# asked first because most places in a text fail it at once
_NOT_A_QUANTITY = re.compile(
    rf"(?<!\w)(?=[0-9a-z])(?:\b\d{{1,2}}\s?(?:st|nd|rd|th)\b(?:\s+(?:of\s+)?{_MONTH}\b)?(?:\s+{_YEAR}{_WHOLE})?"
    rf"|\b\d{{1,2}}\s+{_MONTH}\b(?:\s+{_YEAR}{_WHOLE})?|\b{_MONTH}\s+'?(?:{_YEAR}|\d\d){_WHOLE}|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?{_WHOLE}"
    rf"|\b(?:{_YEAR}|\d\d)\s?[/–-]\s?(?:{_YEAR}|\d\d)\b(?!\s?%)|(?<![£,.\d])\b{_YEAR}\b(?!\s?(?:%|,\d))"
    rf"|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{2}}){{1,2}}\b"
    rf"|\b(?:quarter|qtr|q)[\s-]*\d(?!\d|,\d{{3}})(?:\s*(?:-|–|to|and|&|or|/)\s*[1-4](?!\d|[.,]\d|\s?%))*[a-z]?\b"
    rf"|\b(?:{_NAMED})[\s-]*\d+(?!\d|,\d{{3}})(?:\s*(?:-|–|to|and|&|or|/)\s*\d+(?!\d|[.,]\d|\s?%))*[a-z]?\b"
    r"|\b\d+\s*(?:-|–|to|/|and)\s*\d+\s*\+?\s*-?\s*(?:years?|yrs?|year[- ]olds?|months?|weeks?)\b"
    r"|\b\d+\+?\s*-?\s*(?:years?|yrs?)[- ]?(?:olds?|of age)\b|\b(?:under|over)[- ](?:\d\d?s\b|\d\d?(?:'s|’s))"
    r"|\b\d+(?:\.\d+)?\s*-?\s*(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|miles?|p\.?m\.?|a\.?m\.?|pm|am)\b"
    r"|\b\d{1,2}[:.]\d\d\s*(?:am|pm)\b|\b24\s?/\s?7\b|\bper\s+\d[\d,]*\b|\bone to one\b|\b1\s?[:-]\s?1\b"
    r"|(?-i:\b[A-Z]{2,6}\s?(?:[A-Z]{1,2})?\d+(?:\.\d+)*(?:\s\d{1,2}\b)?[a-z]?\b|\b[A-Z]\d+(?:\.\d+)*[a-z]?\b)|\b\d+(?:\.\d+){2,}\b|\bhttps?://\S+|\bwww\.\S+)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\S+@\S+")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(
    r"(?P<sign>(?<![\w)])[-−](?=[£\d]))?(?P<pound>£\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<scale>\s?(?:k|m|bn|million|thousand|billion)\b)?(?P<percent>\s?%|\s?per ?cent\b(?!age)|\s?percent\b)?",
    re.IGNORECASE,
)
_SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}
_NUMBER_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number in a sentence: its value in full ("£2.5m" is 2500000), its unit where printed, and where it stands.

    `step` is the worth of its last printed digit, so that 83.8 was rounded from within half of 0.1 of it. `spelled` is
    True for a number printed as a word ("three").
    """

    value: Decimal
    unit: Unit | None
    text: str
    start: int
    end: int
    step: Decimal
    spelled: bool = False


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers that a text states in digits, in order. Digits of dates, years, ages, durations and references are left out."""
    if not _DIGIT.search(text):
        return ()
    masked = _NOT_A_QUANTITY.sub(_blank, _MAIL.sub(_blank, text) if "@" in text else text)
    return tuple(made for match in _NUMBER.finditer(masked) if (made := _quantity(match, masked)))


@lru_cache(maxsize=4096)
def spelled_numbers(text: str) -> tuple[Quantity, ...]:
    """The numbers from zero to twenty that a text spells out, in order."""
    return tuple(
        Quantity(
            Decimal(_NUMBER_WORDS.index(match[0].lower())), None, match[0], *match.span(), Decimal(1), spelled=True
        )
        for match in _WORD.finditer(text)
    )


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _quantity(match: re.Match[str], masked: str) -> Quantity | None:
    before = masked[match.start() - 1] if match.start() else " "
    after = masked[match.end()] if match.end() < len(masked) else " "
    if before.isalnum() or before in "./'#_\0" or after.isalpha() or after in "\0/":
        return None
    if after == "," and masked[match.end() + 1 : match.end() + 2] == "\0":
        return None  # the thousands of "1,045 days"
    digits = match["digits"].replace(",", "")
    scale = (match["scale"] or "").strip().lower()
    if scale == "m" and not match["pound"]:
        return None  # metres, minutes or millions
    unit = Unit.POUNDS if match["pound"] else Unit.PERCENT if match["percent"] else None
    places = len(digits.partition(".")[2])
    step = Decimal(10) ** -places * _SCALES[scale]
    value = Decimal(digits) * _SCALES[scale]
    return Quantity(-value if match["sign"] else value, unit, match[0].strip(), *match.span(), step)
