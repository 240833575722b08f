"""How a table is fitted to its page: in a PDF its size of text, its widths, and whether the page is turned.

Every column is at least as wide as its longest word, so that no figure and no heading is broken over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from goldenthread.writers.layout_blocks import TableBlock

_PORTRAIT: Final = 481.0
_LANDSCAPE: Final = 728.0
"""Points between the margins of an A4 page, upright and turned."""
_TRIED: Final = ((_PORTRAIT, 10.5), (_PORTRAIT, 10.0), (_LANDSCAPE, 10.5), (_LANDSCAPE, 10.0), (_LANDSCAPE, 9.0))
_EM_PER_CHARACTER: Final = 0.6
_PADDING: Final = 11.0
LONGEST_WORD: Final = 18
_FEW_LINES: Final = 6
_WIDEST_NEED: Final = 26
"""A column of long texts asks for this many characters, so that its cells are not towers of single words."""
SHORT_LABEL: Final = 10
"""A label of a row as short as this ("PED01 02") stays on one line."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set: its widths in points; words longer than `longest_word` characters have to be broken."""

    landscape: bool
    size: float
    widths: tuple[float, ...]
    longest_word: int = LONGEST_WORD


def fit(table: TableBlock) -> Fit:
    """The largest text, on a page turned only where it must be, in which every word has room."""
    characters = characters_needed(table)
    for page, size in _TRIED:
        needed = [count * size * _EM_PER_CHARACTER + _PADDING for count in characters]
        spare = page - sum(needed)
        if spare >= 0:
            shares = sum(table.widths)
            widths = (need + spare * share / shares for need, share in zip(needed, table.widths, strict=True))
            return Fit(page == _LANDSCAPE, size, tuple(round(width, 1) for width in widths))
    page, size = _TRIED[-1]
    width = page / len(characters)
    return Fit(True, size, (width,) * len(characters), max(1, int((width - _PADDING) / (size * _EM_PER_CHARACTER))))


def characters_needed(table: TableBlock) -> list[int]:
    """How many characters each column must have room for on a line, words longer than LONGEST_WORD being broken."""
    needed = [_characters(texts) for texts in _columns(table)]
    labels = [len(row[0].text) for row in table.rows if table.row_headers]
    needed[0] = max([needed[0], *(length for length in labels if length <= SHORT_LABEL)])
    return needed


def broken(word: str, longest: int) -> list[str]:
    """The pieces of a word that is too long for a line: parted after a slash or hyphen where it has one, else anywhere."""
    if len(word) <= longest:
        return [word]
    pieces: list[str] = []
    for part in re.split(r"(?<=[/–-])", word):
        if pieces and len(pieces[-1]) + len(part) <= longest:
            pieces[-1] += part
        else:
            pieces.extend(part[at : at + longest] for at in range(0, len(part), longest))
    return pieces


def _columns(table: TableBlock) -> Iterator[list[str]]:
    for index, heading in enumerate(table.header):
        yield [heading, *(row[index].text for row in table.rows)]


def _characters(texts: list[str]) -> int:
    pieces = (len(piece) for text in texts for word in text.split() or [""] for piece in broken(word, LONGEST_WORD))
    longest_word = max(pieces)
    longest_text = max(map(len, texts))
    return max(longest_word, min(_WIDEST_NEED, longest_text // _FEW_LINES))
