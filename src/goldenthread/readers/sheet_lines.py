"""From the rows of a council's sheet to its objectives, measures and milestones; a row that is none of these is said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.model.figures import Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine
from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.model.report import Objective
from goldenthread.readers.line_rows import split_ref
from goldenthread.readers.references import REF, tidy_ref
from goldenthread.readers.sheet_columns import NAMING, Holds, SheetColumn
from goldenthread.readers.sheet_files import SheetCell, column_name
from goldenthread.readers.sheet_periods import PeriodRows, settle_periods
from goldenthread.readers.sheet_tables import Table
from goldenthread.readers.sheet_updates import SheetRow, line_of

Columns = tuple[SheetColumn | None, ...]
_GROUPING: Final = (Holds.DIRECTORATE, Holds.DEPARTMENT, Holds.PRIORITY)
_OBJECTIVE_WORDS: Final = re.compile(
    r"(?:service |strategic |corporate )?(?:objective|priority|outcome|theme)(?:(?:\s+(?:\d+|[A-Z]\b))?\s*[:–-]\s+|\s+\d+\s+"
    r"|\s+(?=[A-Z]+\d))",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(r"(?:grand |sub-?\s?)?totals?\b|averages?\b|overall\b", re.IGNORECASE)


@dataclass
class _Group:
    """An objective while its sheet is being read."""

    ref: str = ""
    title: str = ""
    priorities: list[str] = field(default_factory=list)
    lines: list[AnyLine] = field(default_factory=list)


@dataclass
class SheetLines:
    """The objectives of one file, over all its sheets."""

    unplaced: list[Unplaced]
    assumed: list[Assumed]
    groups: list[_Group] = field(default_factory=list)
    said: dict[Holds, list[str]] = field(default_factory=lambda: defaultdict(list))
    group: _Group | None = None

    def shared(self, name: str) -> str:
        """What every row says under a heading such as “Directorate”; "" where they differ."""
        values = self.said[Holds(name)]
        return values[0] if len(values) == 1 else ""

    @property
    def departments(self) -> tuple[str, ...]:
        """The departments that the rows name, each once."""
        return tuple(self.said[Holds.DEPARTMENT])

    def objectives(self) -> Iterator[Objective]:
        """The objectives with lines, in order."""
        for group in self.groups:
            if group.lines or group.ref:
                yield Objective(
                    ref=group.ref,
                    title=group.title,
                    priorities=tuple(group.priorities),
                    lines=tuple(_counted(group.lines)),
                )

    def under(self, above: Sequence[str]) -> set[str]:
        """Notes the objective that titles above a table name: the lines that follow are under it. Returns those titles."""
        named = {text: heading for text in above if (heading := _heading_of_objective(text))}
        for heading in named.values():
            self.group = self._group(*heading)
        return set(named)

    def add(self, table: Table, columns: Columns, within: Period | None) -> tuple[Columns, Period | None]:
        """Adds a table; returns its columns as settled, and the period that its latest results are of."""
        filled = [any(_at(row, index).text.strip() for row in table.rows) for index in range(len(columns))]
        columns, current = settle_periods(columns, filled, within)
        columns = self._keep_what_differs(columns, table.rows)
        self._say_what_has_no_heading(table, columns)
        drafts = list(self._drafts(table, columns))
        merged, dated = PeriodRows[_Group](current or within, self.unplaced, self.assumed).merge(drafts)
        current = current or dated
        for group, draft in merged:
            group.lines.append(line_of(draft, within or current, self.unplaced, self.assumed))
        return columns, current

    def _drafts(self, table: Table, columns: Columns) -> Iterator[tuple[_Group, SheetRow]]:
        """The rows that are lines, each with its objective."""
        group = self.group or self._group("", "")
        for index, row in enumerate(table.rows):
            where = table.where_is(index)
            texts = [fold(cell.text) for cell in row]
            self._say_errors(columns, row, where)
            heading = _objective_heading(texts, columns)
            if heading:
                group = self.group = self._group(*heading)
            elif any(texts) and (why := _no_line(texts, columns)):
                self._note(" | ".join(filter(None, texts)), where, why)
            elif any(texts):
                draft = SheetRow.of(columns, row, where)
                yield self._group_of(draft, group), draft

    def _say_errors(self, columns: Columns, row: Sequence[SheetCell], where: str) -> None:
        """An error where words should stand; of those in figures and signs, the line itself says so."""
        for column, cell in zip(columns, row, strict=False):
            if cell.unsure and column and (column.column is None or not any(other.text for other in row)):
                self._note(cell.text or "(an error)", f"{where}, {column.heading}", cell.unsure)

    def _say_what_has_no_heading(self, table: Table, columns: Columns) -> None:
        for index in range(max(map(len, table.rows), default=0)):
            texts = {number: text for number, row in enumerate(table.rows) if (text := fold(_at(row, index).text))}
            if texts and (index >= len(columns) or columns[index] is None):
                rows = [table.header_row + 1 + number for number in texts]
                where = f"sheet “{table.sheet}”, column {column_name(index)}, rows {rows[0]} to {rows[-1]}"
                self._note(" | ".join(texts.values()), where, "a column without a heading: give it one")

    def _note(self, text: str, where: str, could_be: str) -> None:
        self.unplaced.append(Unplaced(text=text, where=where, could_be=could_be))

    def _group(self, ref: str, title: str) -> _Group:
        """The objective of that reference and title, made where there is none yet."""
        for group in self.groups:
            if (group.ref, group.title) == (ref, title) or (ref and group.ref == ref):
                group.title = group.title or title
                return group
        self.groups.append(_Group(ref, title))
        return self.groups[-1]

    def _group_of(self, draft: SheetRow, group: _Group) -> _Group:
        said, title = draft.text(Holds.OBJECTIVE), draft.text(Holds.OBJECTIVE_TITLE)
        if said or title:
            group = self._group(*_named_objective(said, title))
        priority = draft.text(Holds.PRIORITY)
        if priority and priority not in group.priorities:
            group.priorities.append(priority)
        return group

    def _keep_what_differs(self, columns: Columns, rows: Sequence[Sequence[SheetCell]]) -> Columns:
        """Notes what the rows say of directorate, department and priority; where they differ, they are kept as printed."""
        kept: list[SheetColumn | None] = list(columns)
        for index, column in enumerate(columns):
            if column is None or column.holds not in _GROUPING:
                continue
            values = list(dict.fromkeys(text for row in rows if (text := fold(_at(row, index).text))))
            said = self.said[column.holds]
            said.extend(value for value in values if value not in said)
            if len(values) > 1:
                kept[index] = replace(column, column=Column(heading=column.heading, role=Role.OTHER))
        return tuple(kept)


def _at(row: Sequence[SheetCell], index: int) -> SheetCell:
    return row[index] if index < len(row) else SheetCell()


def _counted(lines: Sequence[AnyLine]) -> Iterator[AnyLine]:
    """The lines with their occurrences: a reference used again counts up, unless the sheet counts itself."""
    seen: Counter[str] = Counter()
    for line in lines:
        seen[line.ref] += 1
        counts = bool(line.ref) and line.occurrence == 1 and seen[line.ref] > 1
        yield line.model_copy(update={"occurrence": seen[line.ref]}) if counts else line


# ---- rows that are no lines ----


def _objective_heading(texts: Sequence[str], columns: Columns) -> tuple[str, str] | None:
    """The reference and title of an objective whose heading fills a row; None for any other row."""
    filled = [(index, text) for index, text in enumerate(texts) if text]
    naming = [index for index, column in enumerate(columns) if column and column.holds in NAMING]
    return _heading_of_objective(filled[0][1]) if len(filled) == 1 and filled[0][0] in (0, *naming) else None


def _heading_of_objective(text: str) -> tuple[str, str] | None:
    match = _OBJECTIVE_WORDS.match(text)
    if match and match.end() < len(text):
        return _named_objective(text[match.end() :], "")
    ref, title = split_ref(text)
    return (ref, title) if ref and title else None


def _named_objective(text: str, title: str) -> tuple[str, str]:
    """The reference and the title in what a row says of its objective."""
    if title:
        return tidy_ref(text), title
    ref, rest = split_ref(text)
    if ref:
        return ref, rest
    return (text, "") if len(text.split()) <= 2 and any(char.isdigit() for char in text) else ("", text)


def _no_line(texts: Sequence[str], columns: Columns) -> str:
    """What a row that is no measure or milestone could be; "" for one that is."""
    named = {
        column.holds: texts[index]
        for index, column in enumerate(columns)
        if column and column.holds and index < len(texts)
    }
    ref = named.get(Holds.REF, "")
    title = next((named[holds] for holds in NAMING[1:] if named.get(holds)), "")
    rest = [text for index, text in enumerate(texts) if text and text not in (ref, title)]
    if not ref and not title:
        return "a row without a reference or title"
    if not ref and _TOTAL.match(title):
        return "a total"
    if not rest and not (ref and title):
        return "a heading or a note" if not REF.fullmatch(ref) else "a reference of which nothing is said"
    return ""
