"""Writes the workbook of updates: what is filled in is open and shaded, all else is locked, and a text stays a text (R10.8)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.plans.workbook.cells import as_cell
from goldenthread.web.plans.workbook.laying import (
    HEADING_ROW,
    LISTS,
    READ_ME,
    Pen,
    heading,
    height_for,
    mark_table,
    offer,
    plain,
    protect,
)
from goldenthread.web.plans.workbook.receiving import write_downloaded
from goldenthread.web.returns.models import Round
from goldenthread.web.returns.workbook.columns import LAYOUT, OPEN, SHEET, UPDATES, Takes
from goldenthread.web.returns.workbook.reading import NAMED_BY
from goldenthread.web.returns.workbook.rows import Entry

_READ_ME_WIDTH: Final = 85
_LEAST_LINES: Final = 3  # of a row in which somebody writes commentary
_KEPT: Final = (*NAMED_BY, *(column.name for column in OPEN))


def write_workbook(
    of: Round, entries: Sequence[Entry], *, whose: str, at: datetime, council: str, contact: str
) -> bytes:
    """The workbook as a file. `whose` says in words whose updates they are."""
    book = Book()
    book.properties.title = f"{as_cell(of.title)}: updates of {as_cell(whose)}"
    book.properties.creator = council
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    _read_me(book.active, of, whose, at, council, contact)
    sheet = book.create_sheet(UPDATES)
    ranges = _lists(book.create_sheet(LISTS))
    _updates(sheet, of, entries, ranges)
    _downloaded(book, of, entries, at, council)
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _updates(sheet: Any, of: Round, entries: Sequence[Entry], ranges: Mapping[str, str]) -> None:
    """The sheet that is filled in: one row for each update, and one for the figure of each named part."""
    pen = Pen(shaded=True)
    heading(sheet["A1"], f"{UPDATES}: {as_cell(of.title)}")
    plain(
        sheet["A2"], "This sheet holds one table. Fill in the shaded cells; leave the others as they are.", wrap=False
    )
    rows = [row for entry in entries for row in entry.rows]
    last = HEADING_ROW + max(1, len(rows))
    for number, column in enumerate(SHEET.columns, 1):
        plain(sheet.cell(HEADING_ROW, number), column.heading, bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        if column.name in ranges:
            strict = column.takes is not Takes.MARKERS  # several may stand in a cell, which no list can offer
            offer(sheet, number, column.heading, ranges[column.name], last, strict=strict)
    for at, row in enumerate(rows, HEADING_ROW + 1):
        for number, column in enumerate(SHEET.columns, 1):
            pen.write(sheet.cell(at, number), row.cells[column.name], locked=column.name not in row.takes)
        texts = ((row.cells[column.name], column.width) for column in SHEET.columns)
        sheet.row_dimensions[at].height = height_for(texts, least=1 if row.part else _LEAST_LINES)
    sheet.row_dimensions[HEADING_ROW].height = height_for((column.heading, column.width) for column in SHEET.columns)
    mark_table(sheet, UPDATES, len(SHEET.columns), last)
    sheet.freeze_panes = sheet.cell(HEADING_ROW + 1, 4)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.print_title_rows, sheet.print_title_cols = f"{HEADING_ROW}:{HEADING_ROW}", "A:C"
    protect(sheet)


def _lists(sheet: Any) -> dict[str, str]:
    """Each list in a column of its own; where it stands, by the name of the column that it is for."""
    pen = Pen()
    heading(sheet["A1"], "Lists to choose from")
    plain(sheet["A2"], "This sheet holds one table. Each column is a list for the column of that name.", wrap=False)
    listed = [column for column in OPEN if column.choices]
    ranges: dict[str, str] = {}
    for number, column in enumerate(listed, 1):
        letter = get_column_letter(number)
        plain(sheet[f"{letter}{HEADING_ROW}"], column.heading, bold=True)
        sheet.column_dimensions[letter].width = max(24, column.width)
        for row, (_, words) in enumerate(column.choices, HEADING_ROW + 1):
            pen.write(sheet[f"{letter}{row}"], words, locked=True)
        end = HEADING_ROW + len(column.choices)
        ranges[column.name] = f"'{LISTS}'!${letter}${HEADING_ROW + 1}:${letter}${end}"
    mark_table(sheet, LISTS, len(listed), HEADING_ROW + max(len(column.choices) for column in listed))
    protect(sheet)
    return ranges


def _read_me(sheet: Any, of: Round, whose: str, at: datetime, council: str, contact: str) -> None:
    sheet.title = READ_ME
    sheet.column_dimensions["A"].width = _READ_ME_WIDTH
    heading(sheet["A1"], f"Answer for {as_cell(of.title)} in this workbook")
    for row, (text, is_heading) in enumerate(_words(of, whose, at, council, contact), 2):
        plain(sheet.cell(row, 1), as_cell(text), bold=is_heading)
        sheet.row_dimensions[row].height = height_for([(text, _READ_ME_WIDTH)])
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    protect(sheet)


def _words(of: Round, whose: str, at: datetime, council: str, contact: str) -> Iterable[tuple[str, bool]]:
    """What stands on the first sheet, and whether it is a heading."""
    yield f"Updates of {whose}, {council}. Made on {day_text(at.date())} at {at:%H:%M}.", False
    yield f"Please answer by {day_text(of.officers_by)}.", True
    yield "What to do", True
    yield f"Go to the sheet {UPDATES}. Each row is one of your measures or milestones. Fill in the shaded cells.", False
    yield "Last quarter’s figure, progress and commentary stand to the left of the cells that you fill in.", False
    yield "Type a figure as you would say it: 93.2%, 1,234, £1.2m, 5/7 or 71.4% (5/7).", False
    yield "Where there is no figure, type why instead: n/a, tbc, not available or see commentary.", False
    yield "A measure with named parts has a row for each part, below its own. Give each part its figure there.", False
    yield "Days are typed like 27/3/2022. Several markers are parted by semicolons.", False
    yield "If nothing has changed, choose “No change” as the sort of answer. Last quarter’s figures then stand.", False
    yield "When the progress is red, say what is done next, who does it and by when.", False
    yield "Set “Ready to submit” to Yes for each row that you have finished. The rest is kept as drafts.", False
    yield "What to leave as it is", True
    yield "The keys, the headings and the grey cells. Type values, not formulas. Do not merge cells.", False
    yield "Rows may be sorted and columns moved: each is known by its key or heading.", False
    yield "For that, choose Review, then Unprotect Sheet. There is no password.", False
    yield "A row or a cell that you leave alone changes nothing.", False
    yield "How to send it back", True
    yield "Save it as .xlsx, and upload it on the page of this round’s workbook.", False
    yield "Or send it to your performance officer, who can upload it for you.", False
    yield "Each change is shown before anything is saved.", False
    if contact:
        yield f"Questions: {contact}", False


def _downloaded(book: Any, of: Round, entries: Sequence[Entry], at: datetime, council: str) -> None:
    about = {"layout": LAYOUT, "council": council, "round": of.pk, "title": of.title, "at": at.isoformat()}
    lines = ((UPDATES, row.key, {name: row.cells[name] for name in _KEPT}) for entry in entries for row in entry.rows)
    write_downloaded(book, about, lines)
