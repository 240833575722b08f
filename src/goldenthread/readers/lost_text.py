"""The last look before a Reading is handed over: words of the paper's tables that are neither in the report nor in a note."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from goldenthread.model import labels
from goldenthread.model.cells import absence_of
from goldenthread.model.reading import Unplaced
from goldenthread.model.report import Report
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.model.values import Value
from goldenthread.readers.columns import heading_of, is_time
from goldenthread.readers.forms import is_label
from goldenthread.readers.line_rows import WAYS, Notes
from goldenthread.readers.paper import Grid, GridCell, Paper, Para
from goldenthread.readers.table_rows import COMMENT

_MOST_HEADING_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_OURS = frozenset((labels.NO_REF, labels.LEFT_BLANK, labels.NOT_STATED))


def lost_text(paper: Paper, report: Report, notes: Notes, *, is_ours: bool) -> Iterator[Unplaced]:
    """The cells of tables with a word that stands nowhere in the report or the notes.

    Headings, labels, and words that the report says in its own way ("On target", "High") are not lost.
    """
    told = {"source"}
    for part in (report, *notes.unplaced, *notes.mended, *notes.assumed):
        for text in _texts(part):
            told.update(_WORD.findall(text.lower()))
    for block in paper.blocks:
        if is_ours and isinstance(block, Para) and block.text == labels.KEY:
            return  # our own keys say again, in other words, what the report holds
        if not isinstance(block, Grid):
            continue
        for number, row in enumerate(block.rows):
            for cell in row.cells:
                if number == 0 and _may_be_heading(cell.text):
                    continue
                if not told.issuperset(_words(cell)) and not _is_said_otherwise(cell):
                    where = row.where or block.where
                    yield Unplaced(text=cell.text, where=where, could_be="a part of a table that was not understood")


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, numbers and dates as they print."""
    match value:
        case str():
            yield value
        case Value():
            for name in type(value).model_fields:
                yield from _texts(getattr(value, name))
        case tuple():
            for one in value:
                yield from _texts(one)
        case Decimal() | dt.date():
            yield str(value)


def _words(cell: GridCell) -> list[str]:
    """The words of a cell, without the label of a commentary."""
    text = cell.text
    start = COMMENT.match(text)
    return _WORD.findall(text[start.end() if start else 0 :].lower())


def _may_be_heading(text: str) -> bool:
    """Whether a cell of a first row may be a heading, or a part of one: few words, and no number."""
    return len(text.split()) <= _MOST_HEADING_WORDS and not any(letter.isdigit() for letter in text)


def _is_said_otherwise(cell: GridCell) -> bool:
    text = cell.text
    return (
        text in _OURS
        or heading_of(text) is not None
        or is_time(text)
        or is_label(text)
        or read_light(text) is not None
        or read_arrow(text) is not None
        or WAYS.fullmatch(text) is not None
        or absence_of(text) is not None
    )
