"""How a workbook that goes out looks: its fonts, its one table to a sheet, what is locked, and lists to choose from.

Shared by every workbook that goes out, is changed and comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from goldenthread.web.plans.workbook.cells import escaped, is_risky, number_format, number_in

READ_ME: Final = "Read me first"
LISTS: Final = "Lists"
HEADING_ROW: Final = 3
FONT: Final = "Arial"
QUIET: Final = "FF505A5F"
_LINE_HEIGHT: Final = 15.5  # points
_TALLEST: Final = 400
_SHADE: Final = PatternFill("solid", fgColor="FFFFF7DC")
_LINE: Final = Side(style="thin", color="FF505A5F")
_FRAME: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


class Pen:
    """Writes cells. Styles are made once and handed to each cell, which is what makes 600 measures quick.

    `shaded` says whether the cells to fill in are shaded and framed, for a sheet on which most are locked.
    """

    def __init__(self, *, shaded: bool = False) -> None:
        self.shaded = shaded
        self.styles: dict[tuple[bool, bool, str], Any] = {}

    def write(self, cell: Any, text: str, *, locked: bool, code: str = "@", as_number: bool = False) -> None:
        """A text that stays one, whatever it begins with (R10.8); a plain number as a number where the column takes those."""
        value = number_in(text) if as_number else None
        if value is not None:
            cell.value = int(value) if value == int(value) else float(value)
            cell._style = self._style(cell, number_format(text), locked=locked)
            return
        if text:
            cell.value = escaped(text)
            cell.data_type = "s"  # else a text that begins with an equals sign becomes a formula
        cell._style = self._style(cell, code, locked=locked, risky=is_risky(text))

    def _style(self, cell: Any, code: str, *, locked: bool, risky: bool = False) -> Any:
        key = (locked, risky, code)
        if key not in self.styles:
            cell.font = Font(name=FONT, size=12, color=QUIET if locked else None)
            cell.alignment = aligned("right" if code.startswith("0") else "left")
            cell.protection = Protection(locked=locked)
            cell.number_format = code
            cell.quotePrefix = risky
            if self.shaded and not locked:
                cell.fill, cell.border = _SHADE, _FRAME
            self.styles[key] = cell._style
        return self.styles[key]


def aligned(side: str) -> Alignment:
    """Wrapped, from the top."""
    return Alignment(wrap_text=True, vertical="top", horizontal=side)


def heading(cell: Any, text: str) -> None:
    """The heading of a sheet."""
    cell.value = escaped(text)
    cell.data_type = "s"
    cell.font = Font(name=FONT, size=16, bold=True)


def plain(cell: Any, text: str, *, bold: bool = False, wrap: bool = True) -> None:
    """Words of ours."""
    cell.value = text
    cell.font = Font(name=FONT, size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def height_for(texts: Iterable[tuple[str, int]], least: int = 1) -> float:
    """The height of a row in which these texts are read whole, each in a column of that width; at least so many lines.

    Programs grow no rows of a protected sheet by themselves when they open it.
    """
    lines = [sum(-(-max(1, len(line)) // max(1, width * 6 // 7)) for line in text.split("\n")) for text, width in texts]
    return min(_LINE_HEIGHT * max([least, *lines]) + 2, _TALLEST)


def mark_table(sheet: Any, name: str, columns: int, last: int) -> None:
    """Marks the cells as a table with one row of headings, which is what a screen reader goes by."""
    table = Table(displayName=name.replace(" ", "_"), ref=f"A{HEADING_ROW}:{get_column_letter(columns)}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def protect(sheet: Any) -> None:
    """Locks the locked cells, without a password; what does no harm stays allowed."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def offer(
    sheet: Any, number: int, title: str, words: str, last: int, *, blank: bool = True, strict: bool = True
) -> None:
    """A list to choose from in a column, counted from 1; `words` is where the list stands. One that is not strict proposes."""
    rule = DataValidation(
        type="list",
        formula1=words,
        allow_blank=blank,
        showErrorMessage=strict,
        errorTitle=title[:32],
        error=f"Choose one of the list. It stands on the sheet {LISTS}, too.",
    )
    letter = get_column_letter(number)
    rule.add(f"{letter}{HEADING_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(rule)
