"""Budget statements in a council's sheet: what is no amount there is kept as printed, and said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from goldenthread.model.budget import BudgetRole, Statement
from goldenthread.model.cells import fold
from goldenthread.model.reading import Assumed, Mapped, Unplaced
from goldenthread.readers.forecast_columns import settle_forecast
from goldenthread.readers.sheet_tables import Table
from goldenthread.readers.statement_conventions import settle_convention
from goldenthread.readers.statement_words import stands_at
from goldenthread.readers.statements import as_at_in, money, statement_of

_LIKE_AN_AMOUNT: Final = re.compile(
    r"[(\s]*[-−+~<>]*\s*£?\s*\d|£|(?:c|ca|circa|approx|about)\b\.?\s*£?\d", re.IGNORECASE
)


@dataclass(frozen=True)
class SheetStatements:
    """Reads the tables of budgets, and notes what in them is not understood."""

    unplaced: list[Unplaced]
    assumed: list[Assumed]

    def read(self, table: Table, name: str) -> tuple[Statement, tuple[Mapped, ...]]:
        """The statement of a table, and how its columns were taken; `name` is its title where none stands above it."""
        rows = self._rows(table)
        above = next((text for text in reversed(table.above) if as_at_in(text)), "")
        title = above or (table.above[-1] if table.above else name)
        statement, notes = settle_forecast(statement_of(title, table.header, [row for row in rows if any(row)]))
        statement, told = settle_convention(statement, [*reversed(table.above)])
        self.assumed.extend((*notes, *told))
        as_at = statement.as_at or stands_at([title, *table.header]) or stands_at(table.above)
        statement = statement.model_copy(update={"as_at": as_at})
        self._note_unread_amounts(statement, table)
        mapped = (
            Mapped(heading=column.heading, taken_as=column.role.value, where=table.where)
            for column in statement.columns
        )
        return statement, tuple(mapped)

    def _rows(self, table: Table) -> list[list[str]]:
        """The texts of the rows, as wide as the headings; what stands beside or below the statement is said."""
        width = len(table.header)
        for index, row in enumerate(table.rows):
            for cell in row:
                if cell.unsure:
                    self._note(cell.text or "(an error)", table.where_is(index), cell.unsure)
            if beside := fold(" ".join(cell.text for cell in row[width:])):
                self._note(beside, table.where_is(index), "a note beside the statement, in a column without a heading")
        rows = [[cell.text for cell in row[:width]] + [""] * (width - len(row)) for row in table.rows]
        while rows and not any(money(text) is not None for text in rows[-1]):
            if below := fold(" ".join(rows.pop())):
                self._note(below, table.where_is(len(rows)), "a note under the statement")
        return rows

    def _note_unread_amounts(self, statement: Statement, table: Table) -> None:
        for line in statement.lines:
            for column, cell in zip(statement.columns, line.cells, strict=False):
                known = column.role is not BudgetRole.OTHER
                like = re.search(r"\d", cell.original) if known else _LIKE_AN_AMOUNT.match(cell.original)
                if like and cell.value is None:
                    where = f"{table.where}: {line.label}, {column.heading}"
                    self._note(cell.original, where, "an amount, or several; it is kept as printed")

    def _note(self, text: str, where: str, could_be: str) -> None:
        self.unplaced.append(Unplaced(text=text, where=where, could_be=could_be))
