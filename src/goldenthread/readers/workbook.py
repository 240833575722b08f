"""Reads back the workbook that Golden Thread writes, as a person may have edited it: from its visible cells alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from goldenthread.model import labels
from goldenthread.model.reading import Reading, Unreadable
from goldenthread.readers.sheet_files import Sheet, open_book
from goldenthread.readers.tables import NAMES, Row, report_of, rows_of

_AS_TEXT: Final = re.compile(rf"Text: (?P<text>(?:Text: )*(?:{labels.LEFT_BLANK}|[^a-zA-Z0-9]+))")
_COLUMNS: Final = {"as_printed": "original"}
_SHEETS: Final = {"measures": "updates", "milestones": "updates"}
_HEADS: Final = {
    "report": "property",
    "sections": "part",
    "objectives": "part",
    "narrative": "part",
    "marked_words": "part",
    "statements": "statement",
    "strategic_issues": "ref",
    "judgements": "judgement",
    "symbols": "kind",
    "officers": "initials",
    "attachments": "name",
}
_LINE_TABLE_HEAD: Final = "objective"


def is_our_workbook(sheets: Sequence[Sheet]) -> bool:
    """Whether these are the sheets of a workbook that Golden Thread wrote."""
    report = next((sheet for sheet in sheets if _table_name(sheet) == "report"), None)
    return report is not None and bool(_rows(report, "report"))


def read_workbook(path: Path) -> Reading:
    """The report in a workbook that Golden Thread wrote."""
    sheets = open_book(path).sheets
    if not is_our_workbook(sheets):
        raise Unreadable(
            f"“{path.name}” is not a workbook that Golden Thread wrote: it has no sheet “Report” with a table."
        )
    return reading_of(sheets, path.name)


def reading_of(sheets: Sequence[Sheet], file_name: str) -> Reading:
    """The report in the sheets of our workbook."""
    tables: dict[str, tuple[Row, ...]] = {}
    for sheet in sheets:
        name = _table_name(sheet)
        table = _SHEETS.get(name, name)
        if table in NAMES:
            tables[table] = (*tables.get(table, ()), *_rows(sheet, table))
    return report_of(_numbered(tables), file_name)


def _numbered(tables: Mapping[str, Sequence[Row]]) -> Mapping[str, Sequence[Row]]:
    """Values that are shorthand are no numbers: the marker column says the same."""
    for row in tables.get("figures", ()):
        if row["value"].startswith("["):
            row["value"] = ""
    return tables


def _table_name(sheet: Sheet) -> str:
    return sheet.name.strip().lower().replace(" ", "_")


def _rows(sheet: Sheet, table: str) -> tuple[Row, ...]:
    """The rows under the heading row, which begins with the heading of the table's first column."""
    head = _HEADS.get(table, _LINE_TABLE_HEAD)
    for index, row in enumerate(sheet.rows):
        names = [_column_name(cell.text) for cell in row]
        if names and names[0] == head:
            below = ([_said(cell.text) for cell in cells] for cells in sheet.rows[index + 1 :])
            return rows_of(names, below)
    return ()


def _column_name(heading: str) -> str:
    """The name of a column: its heading without the note it refers to."""
    name = heading.split("\n")[0].strip().lower().replace(" ", "_")
    return _COLUMNS.get(name, name)


def _said(text: str) -> str:
    """What a cell says: nothing where it says that it was left blank."""
    if text == labels.LEFT_BLANK:
        return ""
    match = _AS_TEXT.fullmatch(text)
    return match["text"] if match else text
