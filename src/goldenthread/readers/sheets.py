"""Reads any council's sheet: finds tables by their heading rows, says what each column was taken for, and guesses no value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.model.period_words import find_period
from goldenthread.model.reading import Assumed, Mapped, Reading, Unplaced, Unreadable
from goldenthread.model.report import AnySection, Report, ReportKind
from goldenthread.readers.columns import group_role
from goldenthread.readers.csv_bundle import is_csv_bundle, read_csv_bundle
from goldenthread.readers.sheet_columns import sheet_columns
from goldenthread.readers.sheet_files import Book, Sheet, open_book
from goldenthread.readers.sheet_lines import SheetLines
from goldenthread.readers.sheet_statements import SheetStatements
from goldenthread.readers.sheet_tables import Table, tables_of
from goldenthread.readers.statements import as_at_in
from goldenthread.readers.workbook import is_our_workbook, reading_of

_COUNCIL: Final = re.compile(r"(?:[A-Z][\w'’&-]*\s+){1,5}Council\b")
_NUMBERING: Final = re.compile(r"^\d+[\s_.-]+(?=[a-z])", re.IGNORECASE)
_MOST_TITLE_WORDS: Final = 25


def read_sheet_file(path: Path, mapping: Mapping[str, str] | None = None) -> Reading:
    """The report in a workbook or CSV file of any council.

    `mapping` says what columns are (heading -> role word). ValueError for a word that is no role or a heading that no table has;
    Unreadable, with what to do, for a file with no table that is understood. Our own files are read exactly.
    """
    if mapping is None and is_csv_bundle(path):
        return read_csv_bundle(path)
    book = open_book(path)
    if is_our_workbook(book.sheets):
        return reading_of(book.sheets, path.name)
    reader = _SheetsReader(path, {fold(heading).lower(): word for heading, word in (mapping or {}).items()})
    reader.say_what_is_hidden(book)
    for sheet in book.sheets:
        reader.read(sheet)
    return reader.reading()


@dataclass
class _SheetsReader:
    path: Path
    mapping: Mapping[str, str]
    texts: list[tuple[str, str]] = field(default_factory=list)
    sections: list[AnySection] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    assumed: list[Assumed] = field(default_factory=list)
    mapped: list[Mapped] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    lines: SheetLines = field(init=False)
    statements: SheetStatements = field(init=False)

    def __post_init__(self) -> None:
        name = self.path.stem.replace("_", " ")
        self.name = _NUMBERING.sub("", name)
        self.period = None if as_at_in(name) else find_period(name)
        self.lines = SheetLines(self.unplaced, self.assumed)
        self.statements = SheetStatements(self.unplaced, self.assumed)

    def say_what_is_hidden(self, book: Book) -> None:
        """A hidden sheet is no part of what people see; hidden rows and columns may only be filtered, and are read."""
        for name, words in book.hidden.items():
            could_be = "a hidden sheet, which is not read: show it in the workbook to have it read"
            self.unplaced.append(Unplaced(text=words, where=f"sheet “{name}”", could_be=could_be))
        for sheet in book.sheets:
            if sheet.hidden:
                what = f"{', '.join(sheet.hidden)}: hidden, and read like the others"
                why = "a filter hides rows that are part of the report; delete what is not"
                self.assumed.append(Assumed(what=what, why=why, where=f"sheet “{sheet.name}”"))

    def read(self, sheet: Sheet) -> None:
        """Adds the tables of a sheet. A sheet in which there is none is said."""
        tables = tuple(tables_of(sheet, self.mapping))
        self.lines.group = None  # an objective's heading is not said of the next sheet
        if not tables and any(cell.text for row in sheet.rows for cell in row):
            text = next(cell.text for row in sheet.rows for cell in row if cell.text)
            self.unplaced.append(
                Unplaced(
                    text=text, where=f"sheet “{sheet.name}”", could_be="a sheet without a row of headings that is known"
                )
            )
        for table in tables:
            self.texts.extend((text, f"sheet “{sheet.name}”, above row {table.header_row}") for text in table.above)
            self.headings |= {fold(text).lower() for text in table.header}
            if table.is_statement:
                self._statement(table)
            else:
                self._lines(table)

    def _lines(self, table: Table) -> None:
        words = (*table.above, table.sheet)
        self.period = self.period or next((found for text in words if (found := find_period(text))), None)
        columns = sheet_columns(table.header, self.mapping, self.period, table.over)
        self.used |= self.lines.under(table.above) | {text for text in table.above if group_role(text) is not None}
        columns, current = self.lines.add(table, columns, self.period)
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

    def _statement(self, table: Table) -> None:
        statement, mapped = self.statements.read(table, self._title_of(table))
        self.used.add(statement.title)
        self.mapped.extend(mapped)
        self.sections.append(statement)

    def _title_of(self, table: Table) -> str:
        title = fold(table.sheet if table.sheet != self.path.stem else self.name)
        return title[:1].upper() + title[1:]

    # ---- the whole ----

    def reading(self) -> Reading:
        """What was found in all the sheets."""
        self._check_mapping()
        sections = (*self.lines.objectives(), *self.sections)
        if not sections:
            raise Unreadable(
                f"No table of measures, milestones or budgets was found in “{self.path.name}”. It needs one row of headings "
                'such as Ref, Measure, Target, Actual, Status; say what a heading of your own means with --map "Heading=role".'
            )
        council = next((match[0] for text, _ in self.texts if (match := _COUNCIL.search(text))), "")
        title = self._title(council)
        self._say_what_is_above(title)
        kind = ReportKind.DEPARTMENTAL
        self.assumed.append(
            Assumed(what=f"this is a {kind.value}", why="a sheet does not say what sort of report it is")
        )
        report = Report(
            kind=kind,
            title=title,
            council=council,
            directorate=self.lines.shared("directorate"),
            departments=self.lines.departments,
            period=self.period,
            sections=sections,
        )
        return Reading(
            report=report, unplaced=tuple(self.unplaced), assumed=tuple(self.assumed), mapped=tuple(self.mapped)
        )

    def _check_mapping(self) -> None:
        strange = [heading for heading in self.mapping if heading not in self.headings]
        if strange:
            known = ", ".join(sorted(heading for heading in self.headings if heading))
            raise ValueError(
                f"“{strange[0]}” is no heading in “{self.path.name}”: its headings are {known or 'not found'}."
            )

    def _title(self, council: str) -> str:
        """The first short text above a table that is more than the council's name."""
        short = [text for text, _ in self.texts if len(text.split()) <= _MOST_TITLE_WORDS]
        above = next((text for text in short if text != council), council)
        return above or self.name[:1].upper() + self.name[1:]

    def _say_what_is_above(self, title: str) -> None:
        """Texts above a table that are no title, council, period or objective have no place in the report."""
        for text, where in dict.fromkeys(self.texts):
            says_period = len(text.split()) <= _MOST_TITLE_WORDS and find_period(text) == self.period is not None
            if text not in self.used | {title} and not _COUNCIL.fullmatch(text) and not says_period:
                self.unplaced.append(Unplaced(text=text, where=where, could_be="a title or a note above the table"))
