"""A Report as a workbook in the layout of the Government Analysis Function: a cover, contents, notes, then one table a sheet.

Numbers and their shorthand stand in columns of their own (R1.1), no cell is empty, and nothing but text and numbers is in it.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from goldenthread.model import labels
from goldenthread.model.figures import Marker
from goldenthread.model.report import Report
from goldenthread.writers.table_columns import TableColumn
from goldenthread.writers.tables import Fact, FlatTable, Row, flat_tables

if TYPE_CHECKING:
    import pandas as pd
    from gptables import GPTable

MOST_CHARACTERS: Final = 32_767
"""What a cell of a workbook can hold."""
_CUT: Final = " … [cut here: a cell of a workbook holds no more]"
_AS_TEXT: Final = "Text: "
LANGUAGE: Final = "en-GB"
_LIKE_A_LINK: Final = re.compile(r"\[.+\]\(.+\)")
_ALWAYS_SHOWN: Final = {
    "figures": ("objective", "ref", "title", "heading", "role", "value", "unit", "markers", "original"),
    "updates": ("objective", "ref", "title", "progress"),
}
_NO_XML: Final = re.compile("[\ufffe\uffff]")
_SHORTHAND: Final = re.compile(r"\[(?:b|c|e|f|low|p|r|u|x|z)\]")
_NEEDS_PREFIX: Final = re.compile(rf"(?:{re.escape(_AS_TEXT)})*(?:{labels.LEFT_BLANK}|[^a-zA-Z0-9]+)")

_NOTES: Final = {
    "facts": "A fact that the paper does not give has no row here.",
    "printed": "This column quotes the paper word for word. What is understood from it stands in the other columns.",
    "light": "This is the officer's own judgement. What a rule worked out stands in columns of its own, with its working.",
}
_NOTED: Final = {"report": {"value": "facts"}, "figures": {"original": "printed"}, "updates": {"progress": "light"}}


def to_workbook(report: Report) -> bytes:
    """The report as an .xlsx file. The same report gives the same bytes."""
    sheets = _sheets(report)
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # gptables leaves its theme's file open as it is imported
        # gptables 2.0 calls pandas in a way that pandas 4 will not have; that is for gptables to mend
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="gptables")
        book = _book(stream, report, sheets)
    _set_widths(book, sheets)
    book.set_properties({"title": report.title or report.kind.value.capitalize(), "author": report.council})
    book.close()
    return _with_language(stream.getvalue())


def _book(stream: io.BytesIO, report: Report, sheets: Sequence[_Sheet]) -> Any:
    import gptables

    return gptables.produce_workbook(
        stream,
        {sheet.name: _gptable(sheet, report, number) for number, sheet in enumerate(sheets, 1)},
        cover=_cover(report, sheets),
        contentsheet_options={"instructions": "This worksheet contains one table: the sheets and what they hold."},
        notes_table=_notes(sheets),
        auto_width=False,
        workbook_options={
            "in_memory": True,
            "strings_to_formulas": False,  # text that begins with "=" is text
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def cannot_carry(report: Report) -> tuple[str, ...]:
    """What the workbook cannot hold of this report, in sentences."""
    texts = [
        fact for table in flat_tables(report) for row in table.rows for fact in row.values() if isinstance(fact, str)
    ]
    reasons = []
    long = sum(_shown(text).endswith(_CUT) for text in texts)
    if long:
        reasons.append(
            f"{long} text{'s' if long > 1 else ''} of more than {MOST_CHARACTERS:,} characters: "
            "a cell of a workbook holds no more, so the rest is left out."
        )
    if any(_NO_XML.search(text) for text in texts):
        reasons.append("Characters that are not in Unicode (U+FFFE, U+FFFF): each is shown as �.")
    return tuple(reasons)


# ---- sheets ----


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table under the name of its sheet, with only the columns that say something."""

    name: str
    table: FlatTable


def _sheets(report: Report) -> tuple[_Sheet, ...]:
    return tuple(
        _Sheet(table.name.replace("_", " ").capitalize(), _without_blank_columns(table))
        for table in _in_sheets(flat_tables(report))
        if table.rows
    )


def _in_sheets(tables: Iterable[FlatTable]) -> Iterator[FlatTable]:
    """The tables, with the updates of measures and of milestones apart."""
    for table in tables:
        if table.name != "updates":
            yield table
            continue
        for kind, name in (("measure", "measures"), ("milestone", "milestones")):
            rows = tuple(row for row in table.rows if row["kind"] == kind)
            yield replace(table, name=name, title=f"Updates of {name}", rows=rows)


def _without_blank_columns(table: FlatTable) -> FlatTable:
    used = {name for row in table.rows for name in row}
    always = _ALWAYS_SHOWN.get("updates" if table.name in ("measures", "milestones") else table.name, ())
    kept = (table.columns[0].name, *always, *used)  # a table is known by its first column
    return replace(table, columns=tuple(column for column in table.columns if column.name in kept))


def _gptable(sheet: _Sheet, report: Report, number: int) -> GPTable:
    import gptables
    import pandas as pd

    table = sheet.table
    cells = [[_cell(row, column) for column in table.columns] for row in table.rows]
    frame = pd.DataFrame(
        [[_quoted(cell) for cell in row] for row in cells], columns=[_heading(c) for c in table.columns], dtype=object
    )
    notes = _table_notes(table)
    return gptables.GPTable(
        table=frame,
        table_name=f"{table.name}_table",
        title=f"Table {number}: {table.title}{_whose(report)}",
        instructions="This worksheet contains one table."
        + (" Some headings refer to notes, which are on the Notes worksheet." if notes else ""),
        legend=list(_legend(cells)),
        table_notes={position: f"$${note}$$" for position, note in notes},
        index_columns={},
        additional_formatting=_formats(cells, table.columns),
    )


def _whose(report: Report) -> str:
    """Whose table, and of when; without the signs that gptables takes for links and notes."""
    words = "".join(f", {text}" for text in (report.council, report.period.in_words if report.period else "") if text)
    return re.sub(r"[\[\]$]", "", words)


def _heading(column: TableColumn) -> str:
    return {"original": "As printed"}.get(column.name) or column.name.replace("_", " ").capitalize()


def _table_notes(table: FlatTable) -> list[tuple[int, str]]:
    noted = _NOTED.get("updates" if table.name in ("measures", "milestones") else table.name, {})
    return [(index, noted[column.name]) for index, column in enumerate(table.columns) if column.name in noted]


def _notes(sheets: Sequence[_Sheet]) -> pd.DataFrame | None:
    import pandas as pd

    used = {note for sheet in sheets for _, note in _table_notes(sheet.table)}
    rows = [(name, text) for name, text in _NOTES.items() if name in used]
    return pd.DataFrame(rows, columns=["Note", "Note text"]) if rows else None


# ---- cells ----


def _cell(row: Row, column: TableColumn) -> str | int | float:
    """What a cell shows: a number as a number; where there is none, the shorthand for why; else text, never nothing."""
    fact: Fact = row.get(column.name, "")
    if column.name == "value" and fact == "" and "figure" in row:
        return str(row.get("markers", Marker.NOT_AVAILABLE.shorthand))
    if isinstance(fact, Decimal):
        return int(fact) if fact == int(fact) and abs(fact) < 10**15 else float(fact)
    return _shown(fact) if isinstance(fact, str) else fact


def _shown(text: str) -> str:
    """Text as a cell shows it. What a reader would take for a blank, or a screen reader pass over, says that it is text."""
    if not text:
        return labels.LEFT_BLANK
    clean = _NO_XML.sub("�", text)
    clean = _AS_TEXT + clean if _NEEDS_PREFIX.fullmatch(clean) else clean
    return clean if len(clean) <= MOST_CHARACTERS else clean[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _quoted(cell: str | int | float) -> Any:
    """A cell as gptables takes it: text in which it would see a link is handed over as text with a format of its own."""
    from gptables.core.gptable import FormatList

    return FormatList([{}, cell]) if isinstance(cell, str) and _LIKE_A_LINK.search(cell) else cell


def _legend(cells: Sequence[Sequence[str | int | float]]) -> Iterator[str]:
    """The key above a table: exactly the shorthand that its cells use (R1.4), and how blanks and signs are written."""
    texts = [cell for row in cells for cell in row if isinstance(cell, str)]
    used = {found for text in texts for found in _SHORTHAND.findall(text)}
    yield from (f"{marker.shorthand} means {marker.words}." for marker in Marker if marker.shorthand in used)
    if labels.LEFT_BLANK in texts:
        yield f"“{labels.LEFT_BLANK}” means that there is nothing to say in this cell."
    if any(text.startswith(_AS_TEXT) for text in texts):
        yield f"“{_AS_TEXT.strip()}” stands before signs that the paper prints alone, so that they are not passed over."


def _formats(cells: Sequence[Sequence[str | int | float]], columns: Sequence[TableColumn]) -> list[dict[str, Any]]:
    """Thousands parted by commas, with as many decimals as the number has."""
    formats = []
    for row, line in enumerate(cells, 1):
        for index, (cell, column) in enumerate(zip(line, columns, strict=True)):
            if column.datatype == "decimal" and not isinstance(cell, str) and abs(cell) >= 1000:
                places = len(format(Decimal(repr(cell)), "f").partition(".")[2])
                shape = "#,##0" + ("." + "0" * places if places else "")
                formats.append({"cell": {"format": {"num_format": shape}, "cells": (row, index)}})
    return formats


# ---- the book ----


def _cover(report: Report, sheets: Sequence[_Sheet]) -> Any:
    import gptables
    from gptables.core.gptable import FormatList

    about = [text for text in (report.council, report.directorate, report.kind.value.capitalize()) if text]
    if report.period:
        about.append(f"Period: {report.period.in_words}")
    names = ", ".join(sheet.name for sheet in sheets)
    return gptables.Cover(
        title=FormatList([{}, report.title or report.kind.value.capitalize()]),
        intro=[[{}, text] for text in about],
        about=[
            f"This workbook holds the whole report, one table on each worksheet: {names}.",
            "Numbers stand in columns of their own. The shorthand for a figure, such as [p] for provisional, stands beside it, "
            "and each worksheet explains above its table the shorthand that it uses.",
            "Golden Thread can read this workbook again, with what has been changed in it.",
        ],
    )


def _set_widths(book: Any, sheets: Sequence[_Sheet]) -> None:
    for sheet in sheets:
        page = book.get_worksheet_by_name(sheet.name)
        for index, column in enumerate(sheet.table.columns):
            page.set_column(index, index, column.width)
    for name in ("Contents", "Notes"):
        page = book.get_worksheet_by_name(name)
        if page:
            page.set_column(0, 0, 28)
            page.set_column(1, 1, 90)


def _with_language(data: bytes) -> bytes:
    """The file with its language set, which XlsxWriter cannot, and without the time at which it was made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            part = given.read(entry)
            if entry.filename == "docProps/core.xml":
                text = re.sub(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", "", part.decode())
                part = text.replace(
                    "</cp:coreProperties>", f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
                ).encode()
            made.writestr(entry, part)
    return stream.getvalue()
