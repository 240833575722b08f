"""A sheet that came back, as a table: where its columns stand now, by their headings, and from which row on its lines do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from goldenthread.model.cells import fold
from goldenthread.readers.sheet_files import Sheet, SheetCell, column_name
from goldenthread.readers.sheet_looks import Look

KEY: Final = "key"
"""The name of the column by which a row is known."""

_HEADING_WITHIN: Final = 20  # rows


class AnyColumn(Protocol):
    """What the reader of a sheet needs to know of a column."""

    @property
    def name(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def is_fixed(self) -> bool: ...
    @property
    def is_one_line(self) -> bool: ...


class AnySheet(Protocol):
    """What the reader of a workbook needs to know of one of its sheets."""

    @property
    def name(self) -> str: ...
    @property
    def noun(self) -> str: ...
    @property
    def columns(self) -> Sequence[AnyColumn]: ...
    @property
    def takes_new(self) -> bool: ...


@dataclass(frozen=True)
class Table:
    """The table of a sheet. `strange` are headings that are none of ours, `twice` columns that stand there a second time."""

    sheet: Sheet
    kind: AnySheet
    look: Look
    first: int
    columns: Mapping[str, int]
    strange: Sequence[str] = ()
    twice: Sequence[tuple[AnyColumn, str]] = ()

    @classmethod
    def of(cls, sheet: Sheet, kind: AnySheet, look: Look) -> Table | None:
        """The table under the first row that has the heading of the keys."""
        by_heading = {column.heading.casefold(): column for column in kind.columns}
        key = next(column.heading.casefold() for column in kind.columns if column.name == KEY)
        for number, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
            headings = [fold(cell.text) for cell in row]
            if key not in (heading.casefold() for heading in headings):
                continue
            columns: dict[str, int] = {}
            strange: list[str] = []
            twice: list[tuple[AnyColumn, str]] = []
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

    def merged(self) -> Iterator[str]:
        """The cells of the table that were merged into one, as a spreadsheet names them: "F4:F6"."""
        for (top, left), (bottom, right) in self.sheet.merged:
            if bottom >= self.first and any(left <= at <= right for at in self.columns.values()):
                yield f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"

    def _filled(self, row: int) -> Iterator[bool]:
        for name in self.columns:
            cell = self.cell(row, name)
            yield bool(cell.text.strip() or cell.unsure) or self.is_formula(row, name)
