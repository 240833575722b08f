"""A short text taken apart into numbers, words and brackets: which digits are a number, and which belong to a name or a date.

Digits that stand for something else ("31 March", "Year 6", "KS2", "10-14", "12,34") stay words, and are never taken for a figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Unit

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+"
# "9,672, 589": a blank after a comma only where other thousands are printed without one ("45, 500" is two numbers)
_DIGITS = (
    rf"(?:{_GROUPED},\s[0-9]{{3}}|[0-9]{{1,3}},\s[0-9]{{3}}(?:,[0-9]{{3}})+|{_GROUPED}|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
)
NUMBER = re.compile(
    rf"(?P<sign>[-−+])?(?:(?P<pound>£)\s?)?(?P<inner>[-−+])?(?P<digits>{_DIGITS})"
    r"(?P<scale>\s?(?:k|m|bn|million|thousand|billion)\b)?(?P<percent>\s?%|\s?per ?cent\b)?",
    re.IGNORECASE,
)
_MOST_SCALED_DIGITS = 15  # Decimal keeps 28 when it multiplies
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}
_ENDS = re.compile(r"$|[\s(\[=]|[,;:.](?=\s|$)|[*#^†‡+↑↓→▲▼]+(?=\s|$|[(\[])|(?<=%)[¹²³⁴⁵⁶⁷⁸⁹](?=\s|$)")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"[0-9]{1,2}(?:\s?(?:st|nd|rd|th))?"
_CENTURY = r"(?:19|20)[0-9][0-9](?![0-9,.%]|\s?%)"
_YEARS = r"(?:(?:19|20)?[0-9][0-9]\s?[/-]\s?(?:20)?[0-9][0-9])"
_NAMED = r"year|grade|band|rank(?:ed)?|note|key stage|stage|tier|level|phase|quarter|qtr|q|appendix|last|past|previous|aged?|ages"
# digits that belong to the words beside them
_NOT_A_FIGURE = re.compile(
    rf"(?:(?:19|20)[0-9][0-9](?:[/-][0-9][0-9])?\s+)?(?:YTD|year to date|to date)\b"
    rf"|{_DAY}\s+{MONTH}(?:\s+{_CENTURY})?|{MONTH}\s+{_CENTURY}"
    rf"|(?:by|in|from|since|during)\s+{_CENTURY}"
    rf"|(?:quarter|qtr|q)\.?\s?[1-4]\s+{_YEARS}"
    rf"|(?:{_NAMED})\s+[0-9]{{1,2}}(?![0-9.,%/]|\s?%)"
    r"|per\s+[0-9][0-9,]*[0-9](?![0-9.,%])",
    re.IGNORECASE,
)
_SEPARATORS = ("=", ":", "-", "–", "|", ",", ";", ".")


class Token(NamedTuple):
    """A piece of a cell's text: "number", "words" or "bracket"."""

    kind: str
    text: str
    value: Decimal | None = None
    unit: Unit | None = None


def number_token(text: str, unit: Unit | None) -> Token | None:
    """The text as one number and nothing else, or None. `unit` is for a number printed without a sign."""
    match = NUMBER.fullmatch(text)
    return _number(match, unit) if match else None


def tokens_of(text: str, unit: Unit | None) -> list[Token] | None:
    """The pieces of a folded text, or None where a bracket, a sign or an abbreviation leaves a number in doubt."""
    if text[:1] in ("-", "–", "—", "−") and text[1:2].isspace():
        return None  # a minus sign or a dash
    tokens: list[Token] = []
    words: list[str] = []
    at = 0

    def flush() -> None:
        if words:
            tokens.append(Token("words", " ".join(words)))
            words.clear()

    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in "([":
            close = text.find(")" if text[at] == "(" else "]", at)
            if close < 0:
                return None
            flush()
            inner = text[at : close + 1]
            tokens.append(Token("bracket", inner if inner[0] == "[" else inner[1:-1].strip()))
            at = close + 1
        elif number := _number_at(text, at):
            token = _number(number, unit)
            if token is None or _sign_in_doubt(text, number):
                return None
            flush()
            tokens.append(token)
            at = number.end()
        else:
            at = _take_word(text, at, words)
    flush()
    return tokens


def _take_word(text: str, at: int, words: list[str]) -> int:
    """Adds the word at `at`, or the words that own the digits beside them, to `words`; returns where they end."""
    named = _NOT_A_FIGURE.match(text, at)
    if named:
        words.extend(named[0].split())
        return named.end()
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in "([=":
        end += 1
    end = max(end, at + 1)
    word = text[at:end]
    if word not in _SEPARATORS:
        words.append(word.rstrip("=:"))
    return end


def _number_at(text: str, at: int) -> re.Match[str] | None:
    """The number that starts at `at`, when it stands alone: no part of KS2, 1st, 10-14, 2020/21, 12,34 or 31.03.2021."""
    number = None if _NOT_A_FIGURE.match(text, at) else NUMBER.match(text, at)
    if number is None or not _ENDS.match(text, number.end()):
        return None
    before = text[at - 1] if at else " "
    if before.isalnum() or before in "/.-–,_'":
        return None
    leading_zero = re.match(r"0[0-9]", number["digits"])
    return None if leading_zero else number


def _sign_in_doubt(text: str, number: re.Match[str]) -> bool:
    """Whether a minus may be a dash after a name: "Boys -45%"."""
    minus = (number["sign"] or "") in ("-", "−") and bool(number["sign"])
    before = text[: number.start()].rstrip()
    return minus and bool(before) and before[-1] not in "=:(["


def _number(number: re.Match[str], unit: Unit | None) -> Token | None:
    """The number with its unit; None for "45m" that may be metres, minutes or millions."""
    value = Decimal(re.sub(r"[,\s]", "", number["digits"]))
    if number["pound"]:
        unit = Unit.POUNDS
    elif number["percent"]:
        unit = Unit.PERCENT
    scale = (number["scale"] or "").strip().lower()
    if (scale == "m" and unit is not Unit.POUNDS) or (scale and len(number["digits"]) > _MOST_SCALED_DIGITS):
        return None
    if scale:
        value *= _SCALES[scale]
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    signs = (number["sign"] or "") + (number["inner"] or "")
    if signs in ("-", "−"):
        value = -value
    return Token("number", number[0], value, unit) if len(signs) < 2 else None
