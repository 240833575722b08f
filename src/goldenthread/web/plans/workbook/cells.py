"""What a cell of the workbook says: one text for each value, the same when it is written and when it is read back.

Two cells are the same if their texts are, so that nothing is taken for a change that nobody made. Text never becomes a
formula, whatever it begins with (R10.8).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

MOST: Final = 32_000
"""The most characters of a text in a cell: a spreadsheet holds 32,767 and cuts the rest without a word."""

CUT: Final = " … [cut here: change the whole text on its page]"
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")
_MOST_DIGITS: Final = 15
_RISKY: Final = ("=", "+", "-", "@", "\t", "'")


def as_cell(text: str) -> str:
    """The text as a cell says it: lines ended one way, no blanks at its ends, no characters that a workbook cannot hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = _NOT_IN_XML.sub("\ufffd", lines).strip()
    return clean if len(clean) <= MOST else clean[: MOST - len(CUT)] + CUT


def of_number(value: Decimal | int | None) -> str:
    """A number as a cell says it: no noughts at the end that nobody needs."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_in(text: str) -> Decimal | None:
    """The number that a cell holds as a number; None for a text, even one with a number in it."""
    if not _PLAIN_NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return None
    return Decimal(text)


def number_format(text: str) -> str:
    """The format that shows the number with as many decimal places as it was typed with."""
    places = len(text.partition(".")[2])
    return f"0.{'0' * places}" if places else "0"


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take the text for more than text, when somebody edits its cell."""
    return text.startswith(_RISKY)


def escaped(text: str) -> str:
    """The text as the file holds it: what looks like an escape of the format is escaped itself."""
    return _ESCAPED.sub("_x005F_", text)


def same(one: str, other: str) -> bool:
    """Whether two cells say the same: alike as texts, or as numbers."""
    if one == other:
        return True
    numbers = number_in(one), number_in(other)
    return None not in numbers and numbers[0] == numbers[1]
