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
from typing import TYPE_CHECKING, Any, Final

from goldenthread.model.report import Report
from goldenthread.writers.table_columns import TableColumn
from goldenthread.writers.tables import FlatTable, flat_tables
from goldenthread.writers.workbook_cells import (
    MOST_CHARACTERS,
    CellValue,
    cell_value,
    formats,
    has_no_characters,
    is_cut,
    legend,
    row_height,
)

if TYPE_CHECKING:
    import pandas as pd
    from gptables import Cover, GPTable, GPWorkbook

LANGUAGE: Final = "en-GB"
_LIKE_A_LINK: Final = re.compile(r"\[.+\]\(.+\)")
_ALWAYS_SHOWN: Final = {
    "figures": ("objective", "ref", "title", "heading", "role", "value", "unit", "markers", "original"),
    "measures": ("objective", "ref", "title", "progress", "travel"),
    "milestones": ("objective", "ref", "title", "due", "progress"),
}
_NOTES: Final = {
    "facts": "A fact that the paper does not give has no row here.",
    "printed": "This column quotes the paper word for word. What is understood from it stands in the other columns.",
    "light": "This is the officer's own judgement. What a rule worked out stands in columns of its own, with its working.",
}
_NOTED: Final = {("report", "value"): "facts", ("measures", "progress"): "light", ("milestones", "progress"): "light"}
_COVER_WIDTH: Final = 85
_NARROWEST: Final = 13
_A3: Final = 8
"""XlsxWriter's number for the size of paper."""
_WIDTHS_OF_KEYS: Final = (28, 90)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table under the name of its sheet, with only the columns that say something, and what its cells show."""

    name: str
    table: FlatTable
    cells: tuple[tuple[CellValue, ...], ...]

    @property
    def widths(self) -> list[int]:
        """The widths of its columns: none so narrow that the words for a blank are broken."""
        return [max(column.width, _NARROWEST) for column in self.table.columns]

    @property
    def notes(self) -> dict[int, str]:
        """The notes that its headings refer to, by column."""
        names = [column.name for column in self.table.columns]
        noted = {
            i: _NOTED.get((self.table.name, name), "printed" if name == "original" else "")
            for i, name in enumerate(names)
        }
        return {index: note for index, note in noted.items() if note}


def to_workbook(report: Report) -> bytes:
    """The report as an .xlsx file. The same report gives the same bytes."""
    sheets = tuple(_sheets(report))
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # gptables leaves its theme's file open as it is imported
        # gptables 2.0 calls pandas in a way that pandas 4 will not have; that is for gptables to mend
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="gptables")
        book = _book(stream, report, sheets)
    book.set_properties({"title": _title(report), "author": report.council})
    book.close()
    return _with_language(stream.getvalue())


def cannot_carry(report: Report) -> tuple[str, ...]:
    """What the workbook cannot hold of this report, in sentences."""
    rows = (row for table in flat_tables(report) for row in table.rows)
    texts = [fact for row in rows for fact in row.values() if isinstance(fact, str)]
    reasons = []
    long = sum(map(is_cut, texts))
    if long:
        reasons.append(
            f"{long} text{'s' if long > 1 else ''} of more than {MOST_CHARACTERS:,} characters: "
            "a cell of a workbook holds no more, so the rest is left out."
        )
    if any(map(has_no_characters, texts)):
        reasons.append("Code points that are no characters (U+FFFE, U+FFFF): each is shown as �.")
    return tuple(reasons)


def _title(report: Report) -> str:
    return report.title or report.kind.value.capitalize()


# ---- sheets ----


def _sheets(report: Report) -> Iterator[_Sheet]:
    for table in _in_sheets(flat_tables(report)):
        if table.rows:
            said = _without_blank_columns(table)
            cells = tuple(tuple(cell_value(row, column) for column in said.columns) for row in said.rows)
            yield _Sheet(table.name.replace("_", " ").capitalize(), said, cells)


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
    # a table is known by its first column when it is read again
    kept = (table.columns[0].name, *_ALWAYS_SHOWN.get(table.name, ()), *used)
    return replace(table, columns=tuple(column for column in table.columns if column.name in kept))


def _gptable(sheet: _Sheet, report: Report, number: int) -> GPTable:
    import gptables
    import pandas as pd

    table, notes = sheet.table, sheet.notes
    refers = " Some headings refer to notes, which are on the Notes worksheet." if notes else ""
    return gptables.GPTable(
        table=pd.DataFrame(
            [[_as_given(cell) for cell in row] for row in sheet.cells],
            columns=[_heading(column) for column in table.columns],
            dtype=object,
        ),
        table_name=f"{table.name}_table",
        title=f"Table {number}: {table.title}{_whose(report)}",
        instructions=f"This worksheet contains one table.{refers}",
        legend=list(legend(sheet.cells)),
        table_notes={index: f"$${note}$$" for index, note in notes.items()},
        index_columns={},
        additional_formatting=formats(sheet.cells, table.columns),
    )


def _as_given(cell: CellValue) -> Any:
    """A cell as gptables takes it: text in which it would see a link is handed over as text with a format of its own."""
    from gptables.core.gptable import FormatList

    return FormatList([{}, cell]) if isinstance(cell, str) and _LIKE_A_LINK.search(cell) else cell


def _whose(report: Report) -> str:
    """Whose table, and of when; without the signs that gptables takes for links and notes."""
    words = "".join(f", {text}" for text in (report.council, report.period.in_words if report.period else "") if text)
    return re.sub(r"[\[\]$]", "", words)


def _heading(column: TableColumn) -> str:
    return "As printed" if column.name == "original" else column.name.replace("_", " ").capitalize()


# ---- the book ----


def _book(stream: io.BytesIO, report: Report, sheets: Sequence[_Sheet]) -> GPWorkbook:
    import gptables

    tables = {sheet.name: _gptable(sheet, report, number) for number, sheet in enumerate(sheets, 1)}
    facts, about = _facts(report), _about(sheets)
    first_row_of_about = len(facts) + 3  # after the title and two headings
    book = gptables.produce_workbook(
        stream,
        tables,
        cover=_cover(report, facts, about),
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
    for sheet in sheets:
        page, heading_row = book.get_worksheet_by_name(sheet.name), tables[sheet.name].data_range[0]
        _size(page, sheet, heading_row)
        _set_for_paper(page)
        page.repeat_rows(heading_row)
    cover = book.get_worksheet_by_name("Cover")
    _set_for_paper(cover)
    for number, text in enumerate(about, first_row_of_about):
        height = row_height((text,), (_COVER_WIDTH,))
        if height:
            cover.set_row(number, height)
    for name in ("Contents", "Notes"):
        _set_for_paper(book.get_worksheet_by_name(name))
        for index, width in enumerate(_WIDTHS_OF_KEYS):
            book.get_worksheet_by_name(name).set_column(index, index, width)
    return book


def _size(page: Any, sheet: _Sheet, heading_row: int) -> None:
    """Columns as wide as what they hold, and rows as high: not every program does it when it opens the file."""
    widths = sheet.widths
    for index, width in enumerate(widths):
        page.set_column(index, index, width)
    headings = [
        f"{_heading(column)}\n" if index in sheet.notes else _heading(column)
        for index, column in enumerate(sheet.table.columns)
    ]
    for number, texts in enumerate((headings, *sheet.cells), heading_row):
        height = row_height(texts, widths)
        if height:
            page.set_row(number, height)


def _set_for_paper(page: Any) -> None:
    """Printed on turned A3 pages, each as wide as what the worksheet holds."""
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)


def _about(sheets: Sequence[_Sheet]) -> list[str]:
    names = ", ".join(sheet.name for sheet in sheets)
    return [
        f"This workbook holds the whole report, one table on each worksheet: {names}.",
        "Numbers stand in columns of their own. The shorthand for a figure, such as [p] for provisional, stands beside it, "
        "and each worksheet explains above its table the shorthand that it uses.",
        "Golden Thread can read this workbook again, with what has been changed in it.",
    ]


def _facts(report: Report) -> list[str]:
    facts = [text for text in (report.council, report.directorate, report.kind.value.capitalize()) if text]
    return [*facts, f"Period: {report.period.in_words}"] if report.period else facts


def _cover(report: Report, facts: Sequence[str], about: list[str]) -> Cover:
    import gptables
    from gptables.core.gptable import FormatList

    return gptables.Cover(
        title=FormatList([{}, _title(report)]),
        intro=[[{}, fact] for fact in facts],
        about=about,
        width=_COVER_WIDTH,
    )


def _notes(sheets: Sequence[_Sheet]) -> pd.DataFrame:
    import pandas as pd

    used = {note for sheet in sheets for note in sheet.notes.values()}
    return pd.DataFrame([(name, text) for name, text in _NOTES.items() if name in used], columns=["Note", "Note text"])


def _with_language(data: bytes) -> bytes:
    """The file with its language set, which XlsxWriter cannot, and without the time at which it was made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            part = given.read(entry)
            if entry.filename == "docProps/core.xml":
                text = re.sub(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", "", part.decode())
                language = f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
                part = text.replace("</cp:coreProperties>", language).encode()
            made.writestr(entry, part)
    return stream.getvalue()
