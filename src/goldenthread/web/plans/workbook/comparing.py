"""Goes through the sheets of a workbook that came back, and finds the cells that differ from the download.

Rows are known by their keys and columns by their headings, wherever they stand now. What cannot be taken is named by its
cell, with what to do; nothing is guessed, and nothing is saved here. Shared by every workbook that comes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.readers.sheet_files import Book, Sheet
from goldenthread.readers.sheet_looks import Look
from goldenthread.web.plans.workbook.cells import as_cell, same
from goldenthread.web.plans.workbook.receiving import Download, Opened, Whose
from goldenthread.web.plans.workbook.sending import Sent, SentCell, SentRow, Trouble
from goldenthread.web.plans.workbook.tables import KEY, AnyColumn, AnySheet, Table

MOST_ROWS: Final = 5_000


def compared(opened: Opened, kinds: Sequence[AnySheet], kept: Download, whose: Whose, named_by: Sequence[str]) -> Sent:
    """What differs in these sheets. A line is called by its columns `named_by`, as they were downloaded."""
    return _Comparing(opened.book, opened.looks, kept, whose, named_by).read(kinds)


@dataclass
class _Comparing:
    """Goes through the sheets once."""

    book: Book
    looks: Mapping[str, Look]
    kept: Download
    whose: Whose
    named_by: Sequence[str]
    cells: list[SentCell] = field(default_factory=list)
    rows: list[SentRow] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def read(self, kinds: Sequence[AnySheet]) -> Sent:
        sheets = {sheet.name: sheet for sheet in self.book.sheets}
        for kind in kinds:
            if kind.name in sheets:
                self._sheet(sheets[kind.name], kind)
            elif kind.name in self.book.hidden:
                self._trouble(
                    kind, "A1", "This sheet is hidden, so it is not read: show it again, and save the workbook."
                )
            else:
                self.notes.append(f"The sheet {kind.name} is not in the workbook: it is left as it is.")
        return Sent(
            downloaded=self.kept.at,
            cells=tuple(self.cells),
            rows=tuple(self.rows),
            troubles=tuple(self.troubles),
            notes=tuple(self.notes),
            names=self.names,
        )

    def _sheet(self, sheet: Sheet, kind: AnySheet) -> None:
        table = Table.of(sheet, kind, self.looks.get(sheet.name, Look()))
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
                f"The sheet has more than {MOST_ROWS:,} rows: take out those that are not {self.whose.rows}.",
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

    def _columns(self, table: Table) -> None:
        kind = table.kind
        for column in kind.columns:
            if column.name not in table.columns and not column.is_fixed:
                self.notes.append(
                    f"{kind.name}: there is no column headed “{column.heading}”, so that column is left as it is."
                )
        for heading in table.strange:
            self.notes.append(f"{kind.name}: the column “{heading}” is not one of {self.whose.rows}, and is not read.")
        for column, place in table.twice:
            self._trouble(kind, place, f"The heading “{column.heading}” stands twice: take out one of the columns.")
        for place in table.merged():
            self._trouble(
                kind, place, "These cells are merged, so nobody can tell which row they speak of: unmerge them."
            )

    def _row(self, table: Table, number: int, known: Mapping[str, Mapping[str, str]], seen: dict[str, int]) -> None:
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
            self._trouble(kind, key_at, self.whose.unknown_key)
        else:
            seen[key] = number + 1
            self._known_row(table, number, key, known[key])

    def _known_row(self, table: Table, number: int, key: str, was: Mapping[str, str]) -> None:
        for column in table.kind.columns:
            if column.is_fixed or column.name not in table.columns:
                continue
            text = self._text(table, number, column)
            before = was.get(column.name, "")
            if text is not None and not same(text, before):
                place = table.place(number, column.name)
                self.names[key] = " ".join(filter(None, (was.get(name) for name in self.named_by)))
                self.cells.append(
                    SentCell(sheet=table.kind.name, key=key, column=column.name, place=place, was=before, becomes=text)
                )

    def _new_row(self, table: Table, number: int) -> None:
        kind = table.kind
        if not kind.takes_new:
            self._trouble(kind, table.place(number, KEY), self.whose.no_key.format(noun=kind.noun))
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

    def _text(self, table: Table, number: int, column: AnyColumn) -> str | None:
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
        return fold(text) if column.is_one_line else text

    def _trouble(self, kind: AnySheet, place: str, says: str) -> None:
        self.troubles.append(Trouble(sheet=kind.name, place=place, says=says))


def _not_there(kind: AnySheet, rows: int) -> str:
    if rows == 1:
        return f"{kind.name}: 1 row is not in the workbook any more. It is left as it is: nothing is deleted by a workbook."
    return (
        f"{kind.name}: {rows} rows are not in the workbook any more. They are left as they are: "
        "nothing is deleted by a workbook."
    )
