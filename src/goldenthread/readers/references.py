"""References of objectives, measures and milestones as councils print them, with look-alike letters mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.model.cells import fold

# Cyrillic and Greek letters, and digits' look-alikes, that optical reading puts into Latin references.
_LOOK_ALIKES = str.maketrans(
    {
        "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P",
        "Ѕ": "S", "Т": "T", "Х": "X", "У": "Y", "Ү": "Y", "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x",
        "у": "y", "і": "i", "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N",
        "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o",
    }
)  # fmt: skip
_LOOK_ALIKE_DIGITS = {"З": "3", "з": "3", "б": "6", "О": "0", "о": "0", "І": "1"}
_FOREIGN = re.compile(r"[\u0370-\u04ff]")

REF = re.compile(
    r"(?:[A-Z]{2,6}[\s/])?[A-Z]{1,6}[\s/]?\d{1,3}"
    r"(?:[A-Za-z](?![A-Za-z])|\s\d{1,3}[a-z]?(?![\d%]|[.,]\d)|\.\d{1,3}[a-z]?)?(?![\d/-]|,\d)"
)
"""A reference with a number: "PED01 02", "PED01a", "CYP P1", "P1.1", "PED021b", "SCS CYP15", "ASCOF 2A", "CE/03"."""


def has_look_alikes(text: str) -> bool:
    """Whether a text holds Greek or Cyrillic letters."""
    return bool(_FOREIGN.search(text))


def mend_look_alikes(text: str) -> str:
    """A reference with its Greek and Cyrillic look-alikes turned into Latin letters and digits ("СҮР РЗ" to "CYP P3").

    A letter that looks like a digit is one where it ends a word of Latin capitals; "О" counts as a digit among digits.
    """
    words = []
    for word in text.split(" "):
        head, tail = word, ""
        while (
            len(head) > 1 and head[-1] in _LOOK_ALIKE_DIGITS and (head[-1] not in "ОоІ" or tail or head[-2].isdigit())
        ):
            tail = _LOOK_ALIKE_DIGITS[head[-1]] + tail
            head = head[:-1]
        words.append(head.translate(_LOOK_ALIKES) + tail)
    return " ".join(words)


def tidy_ref(text: str) -> str:
    """A reference without the colon or stop after it, blanks folded."""
    return fold(text).strip(" :.")


def without_leading_zero(ref: str) -> str:
    """ "CYP P07" as "CYP P7": the same reference for comparing, never for printing."""
    return re.sub(r"(?<=\D)0+(?=\d)", "", ref)


def prefix_of(ref: str) -> str:
    """The letters that a reference begins with: "PED" of "PED01 02"."""
    match = re.match(r"[A-Za-z]+(?:\s[A-Za-z]+)*", ref)
    return match[0] if match else ""


def without_number(ref: str) -> str:
    """A reference without the last of its numbers where several stand apart: "ASC 01 30" as "ASC 01"."""
    match = re.fullmatch(r"(?P<ref>.*\d)\s\d{1,3}[a-z]?", ref)
    return match["ref"] if match else ref


def hold_a_number_too_many(refs: Sequence[str], *, before_figures: bool) -> bool:
    """Whether the last number of a table's references is the first word of what follows: "ASC 01" and "ASC 02 30 hours".

    `before_figures` is whether a figure follows the references at once.
    """
    longer = [ref for ref in refs if without_number(ref) != ref]
    shorter = [without_number(ref) for ref in refs]
    if not longer or len(set(shorter)) < len(shorter):
        return False  # "PED01 01", "PED01 02": the last number tells them apart
    if before_figures:
        return not all(re.search(r"\s0\d[a-z]?$", ref) for ref in longer)
    spaced = re.compile(r"[A-Z]\s\d+")
    return any(spaced.search(ref) for ref in refs if ref not in longer) and all(map(spaced.search, longer))
