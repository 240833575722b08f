"""What the words of a table row that ran together may be: a title, a figure's cell, or neither, by how councils write."""

from __future__ import annotations

import re

from goldenthread.model.cells import absence_of, figures_in
from goldenthread.model.figures import Figure
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.model.targets import limits_in
from goldenthread.readers.people import are_people

_NO_NAME = re.compile(
    r"(?:of|for|to|in|by|at|and|or|the|out|comment\w*|refer|see)\b|[%£*^~|–-]+$"
    r"|(?:increas|reduc|decreas|maintain|monitor|record|report|improv|ensur|benchmark|rais)\w*\s+\w+\s+\w",
    re.IGNORECASE,
)
"""Words that name no part of a measure: the end of a phrase that another cell begins, or the beginning of a title."""
_GOES_ON = re.compile(
    r"(?!(?:projected|forecast|estimated|predicted|year[- ]end|full[- ]year|end of|outturn|c|ca|circa|approx\w*|about"
    r"|around|roughly|average|avg|mean|median|provisional|total)\b)[a-z]\w*\b"
)
"""A small word that begins no figure's cell: the title, or the cell before, goes on."""
_LEGEND = re.compile(r"[A-Za-z]\s[–-]\s[A-Za-z]")
"""A title's list of short names: "Primary – Pri"."""
_END_OF_TITLE = re.compile(r"[a-z][^\d(]*\([^\d()]*\)\s*\d")
"""The last words of a title and its bracket before a number: "worker (snapshot) 22"."""
_NEXT_ITEM = re.compile(r"\((?:[a-dg-oqs-z]|i{1,3}|iv|v)\)$")
"""What names the next number, not the one before: "78% (b)". Letters that are markers ("45 (p)") are not here."""
_ITEM = re.compile(r"\([a-z]\)\s*£?\d")

_AMOUNT = re.compile(r"£\s?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGES = re.compile(r"\d+\s?[-–+]\s?\d*")
_SIGNED = re.compile(r"[%£]|^[\d.,]+\s*\(")
_REASON = re.compile(r"(?:^|\s)(?:n\s?/\s?a\.?|tb[acd])(?:\s|$)|\((?:p|prov(?:isional)?\.?)\)", re.IGNORECASE)
_CUT_OFF = re.compile(
    r".*(?:\b(?:of|and|or|the|an?|per|within|from|between|(?:less|fewer|more|greater|lower|higher) than|at least|at most|up to"
    r"|projected(?: year(?:[- ]end)?)?)|\d\s?%?\s+(?:to|over|out)|refer|see|not|[–/-])",
    re.IGNORECASE,
)
"""Words after which something must come: no cell ends with them, unless the page does."""
_NEXT_CELL = re.compile(r".*(?:\)\s+(?:forecast|year[- ]end)|\s\d+\.\d+)", re.IGNORECASE)
"""A title, and the words or the decimal number that another cell begins with."""
_SHARE = re.compile(r"[\d.,]+\s?%\s+of\s+(?:[a-z]+\s?){1,4}", re.IGNORECASE)


def is_atom(word: str) -> bool:
    """Whether one word is a whole cell: a number, or a reason for none."""
    return absence_of(word) is not None or bool(figures_in(word))


def is_cell(line: str) -> bool:
    """Whether a line is plainly a whole cell; "20 weeks", "2 year olds" and "10-17" may be a line of a title."""
    if absence_of(line) is not None or is_status(line) or (not _AGES.fullmatch(line) and limits_in(line, None)):
        return True
    if all(word in ("/", "-", "–") or is_atom(word) for word in line.split()):
        return True
    figures = figures_in(line)
    if not figures:
        return False
    return bool(_SIGNED.search(line)) or figures[0].numerator is not None


def is_whole(text: str) -> bool:
    """Whether words are one number and what qualifies it, so that nothing needs to follow: "100% of eligible", "2.31 YTD"."""
    figures = figures_in(text)
    if not figures or len(figures) > 1 or figures[0].label:
        return False
    return bool(figures[0].qualifier or figures[0].markers or _SHARE.fullmatch(text))


def is_reason(text: str) -> bool:
    """Whether words are one reason for no figure, not two after each other."""
    first, _, rest = text.partition(" ")
    if absence_of(text) is None or _REASON.search(rest):
        return False
    last = rest.rpartition(" ")[2]
    if last and figures_in(last) and not _YEAR.fullmatch(last):
        return False  # the number is the next cell's
    return not (rest and is_atom(first) and absence_of(rest) is not None)


def is_prose(text: str) -> bool:
    """Whether words are a sentence without a number."""
    return len(text.split()) >= 5 and not any(char.isdigit() for char in text)


def is_title(text: str) -> bool:
    """Whether words may be a title: not where they begin or end with what is plainly a cell of its own, or hold one."""
    if not any(char.isalpha() for char in text) or text[0] == "(" or text.count("(") != text.count(")"):
        return False
    if is_status(text) or absence_of(text) is not None or (text.islower() and " " not in text):
        return False
    if _AMOUNT.search(text) or _REASON.search(text) or _ITEM.search(text):
        return False
    words = text.split()
    if absence_of(words[0]) is not None or any(absence_of(" ".join(pair)) for pair in (words[:2], words[-2:])):
        return False
    return not _CUT_OFF.fullmatch(text) and not _NEXT_CELL.fullmatch(text)


def unlike_a_title(text: str) -> float:
    """Titles end with a full stop or the bracket that states their time basis, and seldom hold percentages."""
    small = 3.0 if text[0].islower() else 0.0
    share = 4.0 if re.search(r"\d\s?%", text) else 0.0
    return (0.0 if text[-1] in ").:" else 1.0) + share + small


def value_in(text: str) -> tuple[Figure, ...] | None:
    """The figures that words state as one cell; None where they may be the parts of several, or of a title."""
    if text[0] in "([" or text[-1] in "=:" or text.count("(") != text.count(")"):
        return None
    if _LEGEND.search(text) or _END_OF_TITLE.match(text) or _NEXT_ITEM.search(text) or _holds_status(text):
        return None
    if _GOES_ON.match(text) or _CUT_OFF.fullmatch(text):
        return None
    figures = figures_in(text)
    if not figures:
        return None
    labels = [figure.label for figure in figures]
    names = [name for name in (*labels, *(figure.qualifier for figure in figures)) if name]
    if len(set(labels)) < len(labels):
        return None  # each part is named once
    if any(_NO_NAME.match(name) for name in labels) or any(absence_of(name) for name in names):
        return None  # "88% Not available" is two cells
    return figures


def ends_with_status(text: str) -> bool:
    """Whether a light or an arrow stands at the end of words, as it does where the next cell shares their line."""
    words = text.split()
    return any(
        words[-count][0].isupper() and is_status(" ".join(words[-count:])) for count in (1, 2) if count < len(words)
    )


def may_answer_for_it(text: str) -> bool:
    """Whether words may be the people or posts of a line, with no light, figure or reason among them."""
    return are_people(text) and not _holds_status(text) and not _REASON.search(text) and absence_of(text) is None


def is_status(text: str) -> bool:
    """Whether words are a light or an arrow and nothing else; a letter alone may be anything."""
    return len(text) > 1 and (read_light(text) or read_arrow(text)) is not None


def _holds_status(text: str) -> bool:
    """Whether a light or an arrow stands among words: it belongs to a column of its own."""
    words = text.split()
    starts = [i for i, word in enumerate(words) if word[0].isupper()]
    return any(is_status(" ".join(words[start : start + count])) for start in starts for count in (1, 2, 3))
