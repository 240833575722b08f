"""Writes a plan's workbook: what may be changed is open, keys are locked, and every text stays a text (R10.8, handbook 1.2)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from openpyxl import Workbook as Book
from openpyxl.styles import Font, Protection
from openpyxl.utils import get_column_letter

from goldenthread.web.plans.workbook.cells import as_cell
from goldenthread.web.plans.workbook.columns import LAYOUT, PARTS, Column, SheetKind, Takes
from goldenthread.web.plans.workbook.laying import (
    FONT,
    HEADING_ROW,
    LISTS,
    READ_ME,
    Pen,
    aligned,
    heading,
    mark_table,
    offer,
    plain,
    protect,
)
from goldenthread.web.plans.workbook.receiving import write_downloaded
from goldenthread.web.plans.workbook.rows import Sheets
from goldenthread.web.plans.workbook.tables import KEY

_ROOM_FOR_NEW: Final = 200  # rows below the last that have lists to choose from
_LISTED: Final = Column("listed", "", Takes.SHOWN)


def write_workbook(sheets: Sheets, *, at: datetime, council: str) -> bytes:
    """The workbook as a file."""
    book = Book()
    book.properties.title = f"{as_cell(sheets.plan.title)}: workbook to change the plan"
    book.properties.creator = council
    book.properties.language = "en-GB"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    _Writer(book, sheets).write(at)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Writer:
    """Goes through the sheets once."""

    def __init__(self, book: Book, sheets: Sheets) -> None:
        self.book = book
        self.sheets = sheets
        self.pen = Pen()

    def write(self, at: datetime) -> None:
        self._read_me(at)
        kinds = [kind for kind in self.sheets.kinds if kind.name != PARTS or self.sheets.lines[PARTS]]
        places = [self.book.create_sheet(kind.name) for kind in kinds]
        ranges = self._lists(self.book.create_sheet(LISTS))
        for kind, sheet in zip(kinds, places, strict=True):
            self._sheet(sheet, kind, ranges)
        self._downloaded(at)
        self.book.active = 0

    # ---- the sheets to change ----

    def _sheet(self, sheet: Any, kind: SheetKind, ranges: Mapping[tuple[str, ...], str]) -> None:
        heading(sheet["A1"], f"{kind.name}: {as_cell(self.sheets.plan.title)}")
        plain(sheet["A2"], f"This sheet holds one table. {kind.says}", wrap=False)
        lines = self.sheets.lines[kind.name].values()
        for number, column in enumerate(kind.columns, 1):
            plain(sheet.cell(HEADING_ROW, number), column.heading, bold=True)
            self._new_rows(sheet.column_dimensions[get_column_letter(number)], column)
        for row, line in enumerate(lines, HEADING_ROW + 1):
            for number, column in enumerate(kind.columns, 1):
                self._cell(sheet.cell(row, number), column, line.cells[column.name])
        last = HEADING_ROW + max(1, len(lines))
        self._choices(sheet, kind, ranges, last + (_ROOM_FOR_NEW if kind.takes_new else 0))
        mark_table(sheet, kind.name, len(kind.columns), last)
        sheet.freeze_panes = sheet.cell(HEADING_ROW + 1, 3)
        sheet.page_setup.orientation = "landscape"
        sheet.print_title_rows, sheet.print_title_cols = f"{HEADING_ROW}:{HEADING_ROW}", "A:B"
        protect(sheet)

    def _new_rows(self, look: Any, column: Column) -> None:
        """The width of a column, and how its cells below the table look: where a new line is typed."""
        look.width = column.width
        look.protection = Protection(locked=column.is_fixed)
        look.font = Font(name=FONT, size=12)
        look.alignment = aligned("left")
        look.number_format = _typed_as(column)

    def _cell(self, cell: Any, column: Column, text: str) -> None:
        is_number = column.takes in (Takes.TARGET, Takes.WHOLE, Takes.NUMBER)
        self.pen.write(cell, text, locked=column.is_fixed, code=_typed_as(column), as_number=is_number)

    def _choices(self, sheet: Any, kind: SheetKind, ranges: Mapping[tuple[str, ...], str], last: int) -> None:
        """Lists to choose from, in every cell of a column that takes one of a few words."""
        for number, column in enumerate(kind.columns, 1):
            words = tuple(self.sheets.choices(column))
            if not words:
                continue
            offer(sheet, number, column.heading, ranges[words], last, blank=not column.required)

    # ---- what stands around them ----

    def _lists(self, sheet: Any) -> dict[tuple[str, ...], str]:
        """Each list in a column of its own; where it stands, by its words."""
        heading(sheet["A1"], "Lists to choose from")
        plain(sheet["A2"], "This sheet holds one table. Each column is a list for the column of that name.", wrap=False)
        ranges: dict[tuple[str, ...], str] = {}
        longest = 1
        for column in (column for kind in self.sheets.kinds for column in kind.columns):
            words = tuple(self.sheets.choices(column))
            if not words or words in ranges:
                continue
            letter = get_column_letter(len(ranges) + 1)
            title = "State of a target" if column.takes is Takes.STATE else column.heading
            plain(sheet[f"{letter}{HEADING_ROW}"], title, bold=True)
            sheet.column_dimensions[letter].width = max(20, column.width)
            for row, word in enumerate(words, HEADING_ROW + 1):
                self._cell(sheet[f"{letter}{row}"], _LISTED, word)
            ranges[words] = f"'{LISTS}'!${letter}${HEADING_ROW + 1}:${letter}${HEADING_ROW + len(words)}"
            longest = max(longest, len(words))
        mark_table(sheet, LISTS, len(ranges), HEADING_ROW + longest)
        protect(sheet)
        return ranges

    def _read_me(self, at: datetime) -> None:
        sheet: Any = self.book.active
        sheet.title = READ_ME
        sheet.column_dimensions["A"].width = 85
        heading(sheet["A1"], f"Change the plan “{as_cell(self.sheets.plan.title)}” by its workbook")
        for row, (text, is_heading) in enumerate(_words(at), 2):
            plain(sheet.cell(row, 1), text, bold=is_heading)
        protect(sheet)

    def _downloaded(self, at: datetime) -> None:
        plan = self.sheets.plan
        about = {
            "layout": LAYOUT,
            "plan": plan.pk,
            "at": at.isoformat(),
            "first_year": plan.first_year,
            "years": plan.years,
        }
        lines = (
            (kind.name, line.key, {name: text for name, text in line.cells.items() if name != KEY})
            for kind in self.sheets.kinds
            for line in self.sheets.lines[kind.name].values()
        )
        write_downloaded(self.book, about, lines)


def _typed_as(column: Column) -> str:
    """The format of a cell in which somebody types: as text where a spreadsheet would make a date or a share of it."""
    return "General" if column.takes in (Takes.WHOLE, Takes.NUMBER) else "@"


def _words(at: datetime) -> Iterable[tuple[str, bool]]:
    """What stands on the first sheet, and whether it is a heading."""
    yield f"Downloaded on {at.day} {at:%B %Y} at {at:%H:%M}.", False
    yield "What you may change", True
    yield (
        "Every cell of the sheets Objectives, Measures, Parts of measures and Milestones, but for the grey ones.",
        False,
    )
    yield (
        "Targets are typed as the plan prints them: 95%, 80 to 90, Reduce by 5%, tbc. An emptied target is taken out.",
        False,
    )
    yield "To add a measure or a milestone, type a new row below the last and leave its key empty.", False
    yield "Each row is known by its key and each column by its heading, so both may be moved.", False
    yield "What is left as it is", True
    yield "A row or a column that you delete here is not deleted in the plan.", False
    yield "The unit, the kind of figure and which way is better cannot change here once a measure has figures.", False
    yield "Type values, not formulas. A workbook with macros is not read.", False
    yield "The sheets are protected, without a password, so that no key is lost by mistake.", False
    yield "To sort or delete rows, choose Review, then Unprotect Sheet, first.", False
    yield "How to send it back", True
    yield "Save it as .xlsx, and upload it on the plan’s page for its workbook.", False
    yield "You see each cell as it was and as it becomes before anything is saved.", False
