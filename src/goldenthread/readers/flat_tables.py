"""The rows of a table whose lines ran together: which line begins a row, what its cells are, and what is its commentary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from goldenthread.model.cells import absence_of, fold
from goldenthread.model.figures import Role
from goldenthread.model.reading import Mended, Unplaced
from goldenthread.readers.columns import Field, Heading
from goldenthread.readers.flat_rows import Parted, part_row
from goldenthread.readers.paper import Grid, GridCell, Para, Row, Symbol, cell, para
from goldenthread.readers.references import REF, hold_a_number_too_many, prefix_of, without_number
from goldenthread.readers.text_lines import PAGE_END, TextLine, paragraphs

COMMENTARY = re.compile(r"^\s*supporting\s+comment(?:ary|aries|s)\b", re.IGNORECASE)

_STAGE = re.compile(r"(?:Q[1-4]|KS\s?[1-5]|FY\s?\d\d)\b")
"""Quarters, key stages and years look like references, and are none."""


@dataclass
class FlatTable:
    """A table being gathered: its headings and the lines of its rows."""

    headings: tuple[Heading, ...]
    where: str
    lines: list[TextLine] = field(default_factory=list)


class TableRows:
    """Takes the tables of one paper, in order: the letters that references begin with are learnt on the way."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.prefixes: set[str] = set()
        self.numbers_follow = False  # whether a number after a reference is the next cell's
        self.mended: list[Mended] = []
        self.unplaced: list[Unplaced] = []

    def grid(self, table: FlatTable) -> Grid:
        """The table with its cells."""
        rows = _header_rows(table.headings, table.where)
        self.numbers_follow = False
        columns = self._columns(table)
        refs = [ref for line in table.lines if (ref := self._ref_at(line.text))]
        self.numbers_follow = hold_a_number_too_many(refs, before_figures=columns[0].field is Field.CELL)
        for ref, lines in self._rows(table):
            rows.extend(self._row(table, ref, lines))
        return Grid(tuple(rows), where=table.where)

    def _rows(self, table: FlatTable) -> list[tuple[str, list[TextLine]]]:
        """The lines of each row, by the reference that begins it."""
        rows: list[tuple[str, list[TextLine]]] = []
        loose: list[TextLine] = []
        for i, line in enumerate(table.lines):
            ref = self._ref_at(line.text)
            if ref and (not rows or self._may_follow(table, rows[-1], ref) or self._is_whole_row(table, i, ref)):
                self.prefixes.update(prefix_of(ref).split())
                rows.append((ref, [TextLine(line.text.strip()[len(ref) :], line.number)]))
            elif rows:
                rows[-1][1].append(line)
            elif not line.is_blank:
                loose.append(line)
        for p in paragraphs(loose, self.width):
            self.unplaced.append(Unplaced(text=p.text, where=p.where, could_be="part of the table that follows"))
        return rows

    def _ref_at(self, text: str) -> str:
        """The reference that begins a line, "" for none; one without a number must be letters known from others."""
        stripped = text.strip()
        match = REF.match(stripped)
        if match and absence_of(match[0].split()[0]) is None and not _STAGE.match(stripped):
            return without_number(match[0]) if self.numbers_follow else match[0]
        words = []
        for word in stripped.split():
            if word in self.prefixes:
                words.append(word)
            else:
                break
        return " ".join(words)

    def _may_follow(self, table: FlatTable, row: tuple[str, list[TextLine]], ref: str) -> bool:
        """Whether a reference can begin the row after `row`: that row is whole, and the reference is of this table."""
        last, lines = row
        known = {p.split()[-1] for p in [prefix_of(last), *self.prefixes] if p}
        prefix = (prefix_of(ref) or "?").split()[-1]
        if any(COMMENTARY.match(line.text) for line in lines):
            # a commentary may begin a line with "KS4": only this table's own letters, give or take one, begin a row
            return prefix in known or any(_nearly(prefix, other) for other in known if len(other) > 2)
        if any(COMMENTARY.match(line.text) for line in table.lines):
            return prefix in known
        parted = self._part(table, lines)
        cells = [t for t, h in zip(parted.texts, self._columns(table), strict=True) if h.field is Field.CELL]
        milestone = not any(h.column and h.column.role not in (Role.PROGRESS, Role.TRAVEL) for h in table.headings)
        if milestone:
            return prefix in known
        return all(text is not None for text in cells) or prefix in known

    def _is_whole_row(self, table: FlatTable, index: int, ref: str) -> bool:
        """Whether a line with a reference of letters not seen before begins a row: one that fits the columns to its last cell."""
        if index and not table.lines[index - 1].is_blank:
            return False
        if self._stands_between_commentaries(table, index):
            return True
        end = index + 1
        while end < len(table.lines) and not self._ends_row(table, end):
            end += 1
        first = TextLine(table.lines[index].text.strip()[len(ref) :], table.lines[index].number)
        parted = self._part(table, [first, *table.lines[index + 1 : end]])
        has_values = any(h.column and h.column.role not in (Role.PROGRESS, Role.TRAVEL) for h in table.headings)
        return has_values and all(text is not None for text in parted.texts)

    def _stands_between_commentaries(self, table: FlatTable, index: int) -> bool:
        """Whether a line is the only one to begin the row that must stand between two commentaries."""
        marks = [i for i, line in enumerate(table.lines) if COMMENTARY.match(line.text)]
        before = [i for i in marks if i < index]
        after = [i for i in marks if i > index]
        if not before or not after:
            return False
        between = range(before[-1] + 1, after[0])
        return [i for i in between if table.lines[i - 1].is_blank and self._ref_at(table.lines[i].text)] == [index]

    def _ends_row(self, table: FlatTable, index: int) -> bool:
        text = table.lines[index].text
        return bool(COMMENTARY.match(text)) or (table.lines[index - 1].is_blank and bool(self._ref_at(text)))

    def _columns(self, table: FlatTable) -> tuple[Heading, ...]:
        return tuple(heading for heading in table.headings if heading.field is not Field.REF)

    def _part(self, table: FlatTable, lines: Sequence[TextLine]) -> Parted:
        texts = [line.text for line in lines]
        while texts and texts[-1] in ("", PAGE_END):
            texts.pop()
        return part_row([re.sub(r"^\s*:\s*", "", texts[0]), *texts[1:]] if texts else [""], self._columns(table))

    def _row(self, table: FlatTable, ref: str, lines: list[TextLine]) -> list[Row]:
        """A row of the table, and the row of its commentary where it has one."""
        cut = next((i for i, line in enumerate(lines) if COMMENTARY.match(line.text)), len(lines))
        where = lines[0].where
        parted = self._part(table, lines[:cut])
        self._note(table, ref, lines[:cut], parted)
        by_column = dict(zip((id(h) for h in self._columns(table)), enumerate(parted.texts), strict=True))
        cells = []
        for heading in table.headings:
            if heading.field is Field.REF:
                cells.append(cell(ref, where=where))
                continue
            index, text = by_column[id(heading)]
            if text is None:
                cells.append(
                    GridCell(unsure="the words of this row could not be parted into its columns with certainty")
                )
            else:
                cells.append(cell(text, where=where, symbols=(Symbol(),) if index in parted.pictures else ()))
        if not any(heading.field is Field.REF for heading in table.headings):
            cells[0] = cell(fold(f"{ref}: {cells[0].text}"), where=where)
        rows = [Row(tuple(cells), where)]
        if cut < len(lines):
            said = (para(fold(lines[cut].text), where=lines[cut].where), *self._commentary(lines[cut + 1 :]))
            rows.append(Row((GridCell(paras=said, span=len(table.headings)),), lines[cut].where))
        return rows

    def _commentary(self, lines: Sequence[TextLine]) -> tuple[Para, ...]:
        return paragraphs(lines, self.width)

    def _note(self, table: FlatTable, ref: str, lines: Sequence[TextLine], parted: Parted) -> None:
        where = lines[0].where
        for before, after in parted.mends:
            why = "an amount broken over two lines"
            self.mended.append(Mended(before=before, after=after, where=f"{ref}, {where}", why=why))
        if parted.stray:
            could_be = f"part of one of the cells of {ref}; its neighbours' numbers are certain without it"
            self.unplaced.append(Unplaced(text=parted.stray, where=where, could_be=could_be))
        missing = [h.text for h, text in zip(self._columns(table), parted.texts, strict=True) if text is None]
        if missing:
            words = fold(" ".join(line.text for line in lines))
            could_be = f"{ref}: {', '.join(missing)}"
            self.unplaced.append(Unplaced(text=words[-300:], where=where, could_be=could_be))


def _header_rows(headings: Sequence[Heading], where: str) -> list[Row]:
    """The header of a table: one row, or two where a heading stands over several years."""
    low = Row(tuple(cell(heading.text) for heading in headings), where)
    if not any(heading.over for heading in headings):
        return [low]
    high: list[GridCell] = []
    for over, group in groupby(headings, key=lambda heading: heading.over):
        members = list(group)
        if over:
            high.append(cell(over, span=len(members)))
        else:
            high.extend(cell(heading.text) for heading in members)
    years = Row(tuple(cell(heading.text if heading.over else "") for heading in headings), where)
    return [Row(tuple(high), where), years]


def _nearly(one: str, other: str) -> bool:
    """Whether two prefixes differ by one letter left out, put in or changed: "ED" for "PED"."""
    if abs(len(one) - len(other)) > 1 or len(one) < 2:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
