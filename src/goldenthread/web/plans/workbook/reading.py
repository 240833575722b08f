"""Reads a workbook that came back: what kind of file it is, whose plan it is of, and which cells differ from the download.

Rows are known by their keys and columns by their headings, wherever they stand now. What cannot be taken is named by its
cell, with what to do; nothing is guessed, and nothing is saved here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from goldenthread.model.cells import fold
from goldenthread.model.reading import Unreadable
from goldenthread.readers.containers import open_office_zip
from goldenthread.readers.sheet_files import Book, Sheet, SheetCell, column_name, open_book
from goldenthread.readers.sheet_looks import Look, looks_of
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.workbook import opening_apart
from goldenthread.web.plans.workbook.cells import as_cell, same
from goldenthread.web.plans.workbook.columns import KEY, LAYOUT, PARTS, Column, SheetKind, Takes, sheets_for
from goldenthread.web.plans.workbook.sending import Sent, SentCell, SentRow, Trouble
from goldenthread.web.plans.workbook.writing import DOWNLOADED

LARGEST: Final = 10 * 1024 * 1024  # bytes
MOST_ROWS: Final = 5_000
_HEADING_WITHIN: Final = 20  # rows
_ANEW: Final = "Download a new workbook from the plan’s page, and make the changes there."


def read_workbook(path: Path, plan: Plan) -> Sent:
    """What differs in the workbook from how it was downloaded. Refused, with a sentence, for what is none of this plan's."""
    _check(path)
    try:
        book, looks = open_book(path), looks_of(path)
        kept = _downloaded(path)
    except Unreadable as error:
        raise Refused(str(error)) from error
    return _Reader(plan, book, looks, kept).read()


def _check(path: Path) -> None:
    name, suffix = path.name, path.suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlsb", ".xlam"):
        raise Refused(f"“{name}” may hold macros, and is not read. Save it as .xlsx, and upload that.")
    if suffix != ".xlsx":
        raise Refused(f"“{name}” is no Excel workbook. Upload the plan’s own workbook, saved as .xlsx.")
    if path.stat().st_size > LARGEST:
        raise Refused(
            f"“{name}” is larger than {LARGEST // 2**20} MB, which no plan’s workbook is. "
            "Take out what was added to it, and upload it again."
        )
    try:
        with open_office_zip(path) as archive:
            parts = [part.lower() for part in archive.namelist()]
            types = archive.read("[Content_Types].xml") if "[content_types].xml" in parts else b""
    except Unreadable as error:
        raise Refused(str(error)) from error
    if any(part.endswith("vbaproject.bin") for part in parts) or b"macroEnabled" in types:
        raise Refused(f"“{name}” holds macros, and is not read. Save it as .xlsx without macros, and upload that.")
    if "xl/workbook.xml" not in parts:
        raise Refused(f"“{name}” is no Excel workbook, whatever its name says. Upload the plan’s own workbook.")
    if not opening_apart.opens(path):
        raise Refused(f"“{name}” could not be opened within the time and memory that a plan’s workbook needs. {_ANEW}")


# ---- as it was downloaded ----

Kept = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Each cell as it was: by sheet, key and column."""


@dataclass(frozen=True)
class _Download:
    about: Mapping[str, Any]
    cells: Kept


def _downloaded(path: Path) -> _Download:
    """The hidden sheet of the workbook, with every cell as it was."""
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(path) as book:
        rows = book.get_sheet_by_name(DOWNLOADED).to_python() if DOWNLOADED in book.sheet_names else []
    try:
        texts = ["".join(str(piece) for piece in row) for row in rows]
        about = json.loads(texts[0])
        datetime.fromisoformat(about["at"])
        cells: dict[str, dict[str, dict[str, str]]] = {}
        for text in texts[1:]:
            sheet, key, kept = json.loads(text)
            cells.setdefault(str(sheet), {})[str(key)] = {str(name): str(value) for name, value in kept.items()}
        return _Download({name: about[name] for name in ("layout", "plan", "at", "first_year", "years")}, cells)
    except (IndexError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(
            f"This is no workbook that was downloaded from a plan here, or it has lost its hidden sheet “{DOWNLOADED}”. {_ANEW}"
        ) from error


# ---- as it came back ----


@dataclass
class _Reader:
    """Goes through the sheets once."""

    plan: Plan
    book: Book
    looks: Mapping[str, Look]
    kept: _Download
    cells: list[SentCell] = field(default_factory=list)
    rows: list[SentRow] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def read(self) -> Sent:
        self._check_plan()
        sheets = {sheet.name: sheet for sheet in self.book.sheets}
        for kind in sheets_for(self.plan.covers):
            if kind.name in sheets:
                self._sheet(sheets[kind.name], kind)
            elif kind.name != PARTS or self.kept.cells.get(PARTS):
                self.notes.append(f"The sheet {kind.name} is not in the workbook: it is left as it is.")
        return Sent(
            downloaded=datetime.fromisoformat(str(self.kept.about["at"])),
            cells=tuple(self.cells),
            rows=tuple(self.rows),
            troubles=tuple(self.troubles),
            notes=tuple(self.notes),
            names=self.names,
        )

    def _check_plan(self) -> None:
        about = self.kept.about
        if about["plan"] != self.plan.pk:
            raise Refused(
                f"This is the workbook of another plan. Upload it on that plan’s page, or download this one’s. {_ANEW}"
            )
        if about["layout"] != LAYOUT:
            raise Refused(f"This workbook was downloaded before workbooks were laid out anew. {_ANEW}")
        if (about["first_year"], about["years"]) != (self.plan.first_year, self.plan.years):
            raise Refused(f"The plan covers other years than when this workbook was downloaded. {_ANEW}")

    def _sheet(self, sheet: Sheet, kind: SheetKind) -> None:
        table = _Table.of(sheet, kind, self.looks.get(sheet.name, Look()))
        if table is None:
            self._trouble(
                kind, "A1", "The sheet has no column headed “Key”: put its heading back, or download a new workbook."
            )
            return
        self._columns(table)
        if len(sheet.rows) - table.first > MOST_ROWS:
            self._trouble(
                kind,
                f"A{MOST_ROWS}",
                f"The sheet has more than {MOST_ROWS:,} rows: take out those that are not the plan’s.",
            )
            return
        known = self.kept.cells.get(kind.name, {})
        seen: dict[str, int] = {}
        for number in range(table.first, len(sheet.rows)):
            if not table.is_blank(number):
                self._row(table, number, known, seen)
        missing = [key for key in known if key not in seen]
        if missing:
            self.notes.append(_not_there(kind, len(missing)))

    def _columns(self, table: _Table) -> None:
        kind = table.kind
        for column in kind.columns:
            if column.name not in table.columns and not column.is_fixed:
                self.notes.append(
                    f"{kind.name}: there is no column headed “{column.heading}”, so that column is left as it is."
                )
        for heading in table.strange:
            self.notes.append(f"{kind.name}: the column “{heading}” is not one of the plan’s, and is not read.")
        for column, place in table.twice:
            self._trouble(kind, place, f"The heading “{column.heading}” stands twice: take out one of the columns.")

    def _row(self, table: _Table, number: int, known: Mapping[str, Mapping[str, str]], seen: dict[str, int]) -> None:
        kind, key_at = table.kind, table.place(number, KEY)
        if table.is_formula(number, KEY):
            self._trouble(
                kind, key_at, "This key is a formula: put the key back as it was, or download a new workbook."
            )
            return
        key = as_cell(table.cell(number, KEY).text)
        if not key:
            self._new_row(table, number)
        elif key in seen:
            self._trouble(
                kind,
                key_at,
                f"This key stands in row {seen[key]} already: empty it to add a new {kind.noun}, or take the row out."
                if kind.takes_new
                else f"This key stands in row {seen[key]} already: take one of the rows out.",
            )
        elif key not in known:
            self._trouble(
                kind, key_at, "This key is not one of the workbook’s: put it back as it was, or take the row out."
            )
        else:
            seen[key] = number + 1
            self._known_row(table, number, key, known[key])

    def _known_row(self, table: _Table, number: int, key: str, was: Mapping[str, str]) -> None:
        for column in table.kind.columns:
            if column.is_fixed or column.name not in table.columns:
                continue
            text = self._text(table, number, column)
            before = was.get(column.name, "")
            if text is not None and not same(text, before):
                place = table.place(number, column.name)
                self.names[key] = " ".join(filter(None, (was.get(name) for name in _NAMED_BY)))
                self.cells.append(
                    SentCell(sheet=table.kind.name, key=key, column=column.name, place=place, was=before, becomes=text)
                )

    def _new_row(self, table: _Table, number: int) -> None:
        kind = table.kind
        if not kind.takes_new:
            self._trouble(
                kind,
                table.place(number, KEY),
                f"This row has no key: put it back. A new {kind.noun} is added on the plan’s page.",
            )
            return
        cells: dict[str, str] = {}
        for column in kind.columns:
            if column.name in table.columns and not column.is_fixed:
                text = self._text(table, number, column)
                if text:
                    cells[column.name] = text
        places = {
            column.name: table.place(number, column.name) for column in kind.columns if column.name in table.columns
        }
        if cells:
            self.rows.append(SentRow(sheet=kind.name, row=number + 1, cells=cells, places=places))

    def _text(self, table: _Table, number: int, column: Column) -> str | None:
        """What the cell says; None, and a trouble, where that cannot be taken."""
        cell = table.cell(number, column.name)
        place = table.place(number, column.name)
        if table.is_formula(number, column.name):
            self._trouble(
                table.kind, place, "This cell holds a formula: type the value itself, or paste it as a value."
            )
            return None
        if cell.unsure:
            self._trouble(table.kind, place, f"This cannot be read, because {cell.unsure}: type the value itself.")
            return None
        text = as_cell(cell.text)
        return fold(text) if column.takes in _ONE_LINE else text

    def _trouble(self, kind: SheetKind, place: str, says: str) -> None:
        self.troubles.append(Trouble(sheet=kind.name, place=place, says=says))


_NAMED_BY: Final = ("ref", "title", "measure", "part")
_ONE_LINE: Final = (Takes.CHOICE, Takes.POST, Takes.OBJECTIVE, Takes.STATE, Takes.WHOLE, Takes.NUMBER)


def _not_there(kind: SheetKind, rows: int) -> str:
    if rows == 1:
        return f"{kind.name}: 1 row is not in the workbook any more. It is left as it is: nothing is deleted by a workbook."
    return (
        f"{kind.name}: {rows} rows are not in the workbook any more. They are left as they are: "
        "nothing is deleted by a workbook."
    )


@dataclass(frozen=True)
class _Table:
    """A sheet's table: where its columns stand now, and from which row on its lines do."""

    sheet: Sheet
    kind: SheetKind
    look: Look
    first: int
    columns: Mapping[str, int]
    strange: Sequence[str] = ()
    twice: Sequence[tuple[Column, str]] = ()

    @classmethod
    def of(cls, sheet: Sheet, kind: SheetKind, look: Look) -> _Table | None:
        """The table under the first row that has the heading of the keys."""
        by_heading = {column.heading.casefold(): column for column in kind.columns}
        key = kind.column(KEY).heading.casefold()
        for number, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
            headings = [fold(cell.text) for cell in row]
            if key not in (heading.casefold() for heading in headings):
                continue
            columns: dict[str, int] = {}
            strange: list[str] = []
            twice: list[tuple[Column, str]] = []
            for at, heading in enumerate(headings):
                column = by_heading.get(heading.casefold())
                if column is None:
                    strange += [heading] if heading else []
                elif column.name in columns:
                    twice.append((column, f"{column_name(at)}{number + 1}"))
                else:
                    columns[column.name] = at
            return cls(sheet, kind, look, number + 1, columns, strange, twice)
        return None

    def cell(self, row: int, column: str) -> SheetCell:
        """The cell of a row in a column."""
        cells, at = self.sheet.rows[row], self.columns[column]
        return cells[at] if at < len(cells) else SheetCell()

    def place(self, row: int, column: str) -> str:
        """The cell's name in the spreadsheet."""
        return f"{column_name(self.columns[column])}{row + 1}"

    def is_formula(self, row: int, column: str) -> bool:
        """Whether the cell works its value out."""
        return (row, self.columns[column]) in self.look.formulas

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in our columns of the row."""
        return not any(self._filled(row))

    def _filled(self, row: int) -> Iterator[bool]:
        for name in self.columns:
            cell = self.cell(row, name)
            yield bool(cell.text.strip() or cell.unsure) or self.is_formula(row, name)
