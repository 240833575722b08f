"""Finds the tables of a sheet by their heading rows: what stands above each, and which rows are its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.model.cells import fold
from goldenthread.model.figures import Role
from goldenthread.readers.sheet_columns import Holds, is_header, sheet_columns
from goldenthread.readers.sheet_files import Sheet, SheetCell
from goldenthread.readers.statements import is_statement_header, money

_OF_LINES = (Holds.MEASURE, Holds.MILESTONE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: its heading row, what stands above it, and the rows below it up to the next table.

    `over` is the row right above the headings, cell by cell: it may be a heading row too, over the years of some columns.
    """

    sheet: str
    above: tuple[str, ...]
    over: tuple[str, ...]
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[SheetCell, ...], ...]
    is_statement: bool

    @property
    def where(self) -> str:
        return f"sheet “{self.sheet}”, row {self.header_row}"

    def where_is(self, index: int) -> str:
        """The place of one of its rows."""
        return f"sheet “{self.sheet}”, row {self.header_row + 1 + index}"


def tables_of(sheet: Sheet, mapping: Mapping[str, str]) -> Iterator[Table]:
    """The tables of a sheet. A heading row that is repeated goes on with its table."""
    starts: list[tuple[int, tuple[str, ...], bool]] = []
    for index, row in enumerate(sheet.rows):
        header = _trimmed(row)
        is_statement = _heads_statement(header, mapping)
        if is_statement or is_header(header, mapping):
            starts.append((index, header, is_statement))
    tops = [
        _top(sheet.rows, start, starts[number - 1][0] if number else -1) for number, (start, _, _) in enumerate(starts)
    ]
    for number, (start, header, is_statement) in enumerate(starts):
        if number and header == starts[number - 1][1]:
            continue
        end = next((tops[i] for i in range(number + 1, len(starts)) if starts[i][1] != header), len(sheet.rows))
        repeats = {i for i, other, _ in starts if other == header}
        if end == start + 1 and number + 1 < len(starts):
            continue  # a heading row over another
        above = sheet.rows[tops[number] : start]
        yield Table(
            sheet=sheet.name,
            above=tuple(fold(cell.text) for row in above for cell in row if fold(cell.text)),
            over=tuple(cell.text for cell in sheet.rows[start - 1]) if start else (),
            header=header,
            header_row=start + 1,
            rows=tuple(() if i in repeats else row for i, row in enumerate(sheet.rows[start + 1 : end], start + 1)),
            is_statement=is_statement,
        )


def _top(rows: Sequence[Sequence[SheetCell]], start: int, before: int) -> int:
    """Where a table begins with the titles that stand over its headings; `before` is the heading row before it, -1 for none."""
    if before < 0:
        return 0
    while start - 1 > before and sum(bool(cell.text.strip()) for cell in rows[start - 1]) <= 1:
        start -= 1
    return start


def _heads_statement(header: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether a row heads a budget statement. A table of measures may have a budget's words too, but names its measures."""
    if [text.lower() for text in header[:2]] == ["section", "label"]:
        return True
    if not is_statement_header(header) or any(money(text) is not None for text in header):
        return False
    columns = sheet_columns(header, mapping, None)
    return not any(column and (column.holds in _OF_LINES or column.role is Role.TARGET) for column in columns)


def _trimmed(row: Sequence[SheetCell]) -> tuple[str, ...]:
    texts = [fold(cell.text) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
