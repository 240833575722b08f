"""What the cells of a workbook show: never nothing, never a number with its marker, and text as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import Any, Final

from goldenthread.model import labels
from goldenthread.model.figures import Marker
from goldenthread.writers.table_columns import TableColumn
from goldenthread.writers.tables import Fact, Row

CellValue = str | int | float

MOST_CHARACTERS: Final = 32_767
"""What a cell of a workbook can hold."""

_CUT: Final = " … [cut here: a cell of a workbook holds no more]"
_AS_TEXT: Final = "Text: "
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_SHORTHAND: Final = re.compile(r"\[(?:b|c|e|f|low|p|r|u|x|z)\]")
_NEEDS_PREFIX: Final = re.compile(rf"(?:{re.escape(_AS_TEXT)})*(?:{labels.LEFT_BLANK}|[^a-zA-Z0-9]+)")
_MOST_WHOLE: Final = 10**15  # beyond it a spreadsheet does not keep every digit

_LINE_POINTS: Final = 16.0
_MOST_POINTS: Final = 409.0
_CHARACTERS_FOR_WIDTH: Final = 0.85  # of our 12 point type, in a column whose width counts characters of 11 point


def cell_value(row: Row, column: TableColumn) -> CellValue:
    """What a cell shows: a number as a number; where there is none, the shorthand for why; else text, never nothing."""
    fact: Fact = row.get(column.name, "")
    if column.name == "value" and fact == "" and "figure" in row:
        return str(row.get("markers", Marker.NOT_AVAILABLE.shorthand))
    if isinstance(fact, Decimal):
        return int(fact) if fact == int(fact) and abs(fact) < _MOST_WHOLE else float(fact)
    return shown(fact) if isinstance(fact, str) else fact


def shown(text: str) -> str:
    """Text as a cell shows it. What a reader would take for a blank, or a screen reader pass over, says that it is text."""
    if not text:
        return labels.LEFT_BLANK
    clean = _NO_XML.sub("�", text)
    clean = _AS_TEXT + clean if _NEEDS_PREFIX.fullmatch(clean) else clean
    return clean if len(clean) <= MOST_CHARACTERS else clean[: MOST_CHARACTERS - len(_CUT)] + _CUT


def is_cut(text: str) -> bool:
    """Whether a cell cannot show all of a text."""
    return shown(text).endswith(_CUT)


def has_no_characters(text: str) -> bool:
    """Whether a text holds code points that are no characters, which a cell cannot show."""
    return bool(_NO_XML.search(text))


def legend(cells: Sequence[Sequence[CellValue]]) -> Iterator[str]:
    """The key above a table: exactly the shorthand that its cells use (R1.4), and how blanks and signs are written."""
    texts = [cell for row in cells for cell in row if isinstance(cell, str)]
    used = {found for text in texts for found in _SHORTHAND.findall(text)}
    yield from (f"{marker.shorthand} means {marker.words}." for marker in Marker if marker.shorthand in used)
    if labels.LEFT_BLANK in texts:
        yield f"“{labels.LEFT_BLANK}” means that there is nothing to say in this cell."
    if any(text.startswith(_AS_TEXT) for text in texts):
        yield f"“{_AS_TEXT.strip()}” stands before signs that the paper prints alone, so that they are not passed over."


def formats(cells: Sequence[Sequence[CellValue]], columns: Sequence[TableColumn]) -> list[dict[str, Any]]:
    """Rows aligned at the top, amounts to the right; thousands parted by commas, with as many decimals as the number has."""
    top, left = {"valign": "top"}, {"valign": "top", "align": "left"}
    amounts = [index for index, column in enumerate(columns) if column.datatype == "decimal"]
    others = [index for index in range(len(columns)) if index not in amounts]
    found: list[dict[str, Any]] = [
        {"column": {"columns": indexes, "format": shape, "include_names": True}}
        for indexes, shape in ((others, left), (amounts, top))
        if indexes
    ]
    for row, line in enumerate(cells, 1):
        for index, (cell, column) in enumerate(zip(line, columns, strict=True)):
            if column.datatype == "decimal" and not isinstance(cell, str) and abs(cell) >= 1000:
                places = len(format(Decimal(repr(cell)), "f").partition(".")[2])
                shape = "#,##0" + ("." + "0" * places if places else "")
                found.append({"cell": {"format": {"num_format": shape}, "cells": (row, index)}})
    return found


def row_height(texts: Sequence[CellValue], widths: Sequence[int]) -> float | None:
    """How high a row must be to show its wrapped texts, in points; None for a row of single lines."""
    lines = max((_lines(str(text), width) for text, width in zip(texts, widths, strict=True)), default=1)
    return None if lines <= 1 else min(_LINE_POINTS * lines, _MOST_POINTS)


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width * _CHARACTERS_FOR_WIDTH))) for line in text.split("\n"))
