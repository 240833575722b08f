"""Reads any council's sheet: finds tables by their heading rows, says what each column was taken for, and guesses no value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from goldenthread.model.budget import BudgetRole, Statement
from goldenthread.model.cells import fold
from goldenthread.model.figures import Role
from goldenthread.model.period_words import find_period
from goldenthread.model.reading import Assumed, Mapped, Reading, Unplaced, Unreadable
from goldenthread.model.report import AnySection, Report, ReportKind
from goldenthread.readers.csv_bundle import is_csv_bundle, read_csv_bundle
from goldenthread.readers.forecast_columns import settle_forecast
from goldenthread.readers.sheet_columns import Holds, is_header, sheet_columns
from goldenthread.readers.sheet_files import Sheet, SheetCell, open_sheets
from goldenthread.readers.sheet_lines import SheetLines
from goldenthread.readers.statements import as_at_in, is_statement_header, money, statement_of
from goldenthread.readers.workbook import is_our_workbook, reading_of

_COUNCIL: Final = re.compile(r"(?:[A-Z][\w'’&-]*\s+){1,5}Council\b")
_NUMBERING: Final = re.compile(r"^\d+[\s_.-]+(?=[a-z])", re.IGNORECASE)
_MOST_TITLE_WORDS: Final = 25
_OF_LINES: Final = (Holds.MEASURE, Holds.MILESTONE)


def read_sheet_file(path: Path, mapping: Mapping[str, str] | None = None) -> Reading:
    """The report in a workbook or CSV file of any council.

    `mapping` says what columns are (heading -> role word). ValueError for a word that is no role or a heading that no table has;
    Unreadable, with what to do, for a file with no table that is understood. Our own files are read exactly.
    """
    if mapping is None and is_csv_bundle(path):
        return read_csv_bundle(path)
    sheets = open_sheets(path)
    if is_our_workbook(sheets):
        return reading_of(sheets, path.name)
    reader = _SheetsReader(path, {fold(heading).lower(): word for heading, word in (mapping or {}).items()})
    for sheet in sheets:
        reader.read(sheet)
    return reader.reading()


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a sheet: its heading row, what stands above it, and the rows below it up to the next table.

    `over` is the row right above the headings, cell by cell.
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


@dataclass
class _SheetsReader:
    path: Path
    mapping: Mapping[str, str]
    texts: list[str] = field(default_factory=list)
    sections: list[AnySection] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    assumed: list[Assumed] = field(default_factory=list)
    mapped: list[Mapped] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    lines: SheetLines = field(init=False)

    def __post_init__(self) -> None:
        name = self.path.stem.replace("_", " ")
        self.name = _NUMBERING.sub("", name)
        self.period = None if as_at_in(name) else find_period(name)
        self.lines = SheetLines(self.unplaced, self.assumed)

    def read(self, sheet: Sheet) -> None:
        """Adds the tables of a sheet. A sheet in which there is none is said."""
        tables = tuple(_tables(sheet, self.mapping))
        self.lines.group = None  # an objective's heading is not said of the next sheet
        if not tables and any(cell.text for row in sheet.rows for cell in row):
            text = next(cell.text for row in sheet.rows for cell in row if cell.text)
            self.unplaced.append(
                Unplaced(
                    text=text, where=f"sheet “{sheet.name}”", could_be="a sheet without a row of headings that is known"
                )
            )
        for table in tables:
            self.texts.extend(table.above)
            self.headings |= {fold(text).lower() for text in table.header}
            if table.is_statement:
                self._statement(table)
            else:
                self._lines(table)

    def _lines(self, table: _Table) -> None:
        words = (*table.above, table.sheet)
        self.period = self.period or next((found for text in words if (found := find_period(text))), None)
        columns = sheet_columns(table.header, self.mapping, self.period, table.over)
        self.lines.under(table.above)
        columns, current = self.lines.add(table.sheet, table.header_row, columns, table.rows, self.period)
        if current and self.period is None:
            self.period = current
            self.assumed.append(
                Assumed(
                    what=f"the report is of {current.label}",
                    why="it is the latest period with results",
                    where=table.where,
                )
            )
        self.mapped.extend(
            Mapped(heading=column.heading, taken_as=column.taken_as, where=table.where) for column in columns if column
        )

    def _statement(self, table: _Table) -> None:
        width = len(table.header)
        rows = [[cell.text for cell in row[:width]] + [""] * (width - len(row)) for row in table.rows]
        while rows and not any(money(text) is not None for text in rows[-1]):
            last = rows.pop()
            if any(last):
                where = f"sheet “{table.sheet}”, row {table.header_row + len(rows) + 1}"
                self.unplaced.append(
                    Unplaced(text=fold(" ".join(last)), where=where, could_be="a note under the statement")
                )
        title = next((text for text in reversed(table.above) if as_at_in(text)), "") or (
            table.above[-1] if table.above else self._title_of(table)
        )
        statement = statement_of(title, table.header, [row for row in rows if any(row)])
        statement, notes = settle_forecast(statement)
        self.assumed.extend(notes)
        self.mapped.extend(
            Mapped(heading=column.heading, taken_as=column.role.value, where=table.where)
            for column in statement.columns
        )
        self._note_unread_amounts(statement, table)
        self.sections.append(statement)

    def _title_of(self, table: _Table) -> str:
        title = table.sheet if table.sheet != self.path.stem else self.name
        title = fold(title)
        return title[:1].upper() + title[1:]

    def _note_unread_amounts(self, statement: Statement, table: _Table) -> None:
        for line in statement.lines:
            for column, cell in zip(statement.columns, line.cells, strict=False):
                told = column.role is not BudgetRole.OTHER and any(char.isdigit() for char in cell.original)
                if told and cell.value is None:
                    self.unplaced.append(
                        Unplaced(
                            text=cell.original,
                            where=f"{table.where}: {line.label}, {column.heading}",
                            could_be="an amount, or several; it is kept as printed",
                        )
                    )

    # ---- the whole ----

    def reading(self) -> Reading:
        """What was found in all the sheets."""
        strange = [heading for heading in self.mapping if heading not in self.headings]
        if strange:
            known = ", ".join(sorted(heading for heading in self.headings if heading))
            raise ValueError(
                f"“{strange[0]}” is no heading in “{self.path.name}”: its headings are {known or 'not found'}."
            )
        sections = (*self.lines.objectives(), *self.sections)
        if not sections:
            raise Unreadable(
                f"No table of measures, milestones or budgets was found in “{self.path.name}”. It needs one row of headings "
                'such as Ref, Measure, Target, Actual, Status; say what a heading of your own means with --map "Heading=role".'
            )
        kind = ReportKind.DEPARTMENTAL
        self.assumed.append(
            Assumed(what=f"this is a {kind.value}", why="a sheet does not say what sort of report it is")
        )
        report = Report(
            kind=kind,
            title=self._title(),
            council=next((match[0] for text in self.texts if (match := _COUNCIL.search(text))), ""),
            directorate=self.lines.shared("directorate"),
            departments=self.lines.departments,
            period=self.period,
            sections=sections,
        )
        return Reading(
            report=report, unplaced=tuple(self.unplaced), assumed=tuple(self.assumed), mapped=tuple(self.mapped)
        )

    def _title(self) -> str:
        above = next((text for text in self.texts if len(text.split()) <= _MOST_TITLE_WORDS), "")
        return above or self.name[:1].upper() + self.name[1:]


def _tables(sheet: Sheet, mapping: Mapping[str, str]) -> Iterator[_Table]:
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
        above = sheet.rows[tops[number] : start]
        yield _Table(
            sheet=sheet.name,
            above=tuple(fold(cell.text) for row in above for cell in row if fold(cell.text)),
            over=tuple(cell.text for cell in above[-1]) if above else (),
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
