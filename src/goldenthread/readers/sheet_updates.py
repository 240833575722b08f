"""One row of a council's sheet as a measure or a milestone: its figures, signs, definition and words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from goldenthread.model.cells import absence_of, fold, read_cell, read_cells
from goldenthread.model.figures import Absence, Cell, Column, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    AnyLine,
    Arrow,
    Commentary,
    Definition,
    Known,
    Light,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Progress,
    Travel,
    UnitPart,
)
from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.model.text import paragraph
from goldenthread.model.wording import propose_definition
from goldenthread.readers.people import due_from, split_people
from goldenthread.readers.sheet_columns import Holds, SheetColumn
from goldenthread.readers.sheet_definitions import polarity_of, stated_unit
from goldenthread.readers.sheet_files import SheetCell
from goldenthread.readers.sheet_parts import with_parts

_SIGNS: Final = (Role.PROGRESS, Role.TRAVEL)
_NO_SIGN: Final = frozenset(("unknown", "grey", "not rated", "monitor", "monitoring", "neutral", "not started"))
_KINDS: Final = re.compile(r"measure|indicator|\bk?pi\b|milestone|action", re.IGNORECASE)
_OF_THE_FIGURE: Final = re.compile(r"(?:above|below|over|under|exceeds) target", re.IGNORECASE)
_MONITORED: Final = re.compile(r"data only|monitor(?:ed|ing)?(?: only)?|for information(?: only)?", re.IGNORECASE)


@dataclass(frozen=True)
class SheetRow:
    """A row by what its columns hold, and the cells of its line in order; `periods` are its words for its period."""

    where: str
    texts: Mapping[Holds, str]
    cells: tuple[tuple[SheetColumn, SheetCell], ...]
    periods: tuple[str, ...] = ()

    @classmethod
    def of(cls, columns: Sequence[SheetColumn | None], row: Sequence[SheetCell], where: str) -> SheetRow:
        """The row under these columns."""
        texts: dict[Holds, str] = {}
        cells: list[tuple[SheetColumn, SheetCell]] = []
        periods: list[str] = []
        for index, column in enumerate(columns):
            cell = row[index] if index < len(row) else SheetCell()
            if column and column.holds is Holds.PERIOD:
                periods.append(fold(cell.text))
            elif column and column.holds and cell.text.strip():
                texts[column.holds] = cell.text.strip()
            if column and column.column:
                cells.append((column, cell))
        return cls(where, texts, tuple(cells), tuple(filter(None, periods)))

    def text(self, holds: Holds) -> str:
        """What a column says here, "" for nothing."""
        text = self.texts.get(holds, "")
        return text if holds is Holds.COMMENTARY else fold(text)

    @property
    def title(self) -> str:
        """Its title, under whichever name."""
        return self.text(Holds.MEASURE) or self.text(Holds.MILESTONE) or self.text(Holds.TITLE)

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells the line from others of its objective."""
        return self.text(Holds.REF), self.title, self.text(Holds.OCCURRENCE)

    @property
    def is_milestone(self) -> bool:
        """Whether the row says, or shows by a due date without figures, that it is a milestone."""
        kind = self.text(Holds.KIND).lower()
        if kind:
            return "milestone" in kind or "action" in kind
        if self.text(Holds.MILESTONE) or self.text(Holds.MEASURE):
            return not self.text(Holds.MEASURE)
        figures = (cell for column, cell in self.cells if column.role not in (*_SIGNS, Role.OTHER))
        return bool(self.text(Holds.DUE)) and not any(cell.text.strip() for cell in figures)


def line_of(row: SheetRow, within: Period | None, unplaced: list[Unplaced], assumed: list[Assumed]) -> AnyLine:
    """The measure or milestone that a row is. What cannot be understood in it is added to `unplaced`."""
    return _Maker(row, within, unplaced, assumed).line()


class _Maker:
    def __init__(self, row: SheetRow, within: Period | None, unplaced: list[Unplaced], assumed: list[Assumed]) -> None:
        self.row, self.within, self.unplaced, self.assumed = row, within, unplaced, assumed
        self.definition = Definition()
        self.light: Light | None = None
        self.arrow: Arrow | None = None

    def line(self) -> AnyLine:
        row = self.row
        unit = None if row.is_milestone else self._unit()
        if not row.is_milestone:
            self.definition = self._definition(unit)
        cells = self._cells(unit)
        occurrence = row.text(Holds.OCCURRENCE)
        common: dict[str, Any] = {
            "ref": row.text(Holds.REF).rstrip(":."),
            "occurrence": int(occurrence) if occurrence.isdigit() and int(occurrence) else 1,
            "title": row.title,
            "responsible": split_people(row.text(Holds.RESPONSIBLE)) if row.text(Holds.RESPONSIBLE) else (),
            "cells": cells,
            "progress": Progress(judged=self.light),
            "commentary": self._commentary(),
        }
        self._say_what_has_no_place()
        if row.is_milestone:
            due = row.text(Holds.DUE)
            return MilestoneLine(
                **common, source=row.text(Holds.SOURCE), due=due_from(due, self.within) if due else None
            )
        return MeasureLine(**common, definition=self.definition, travel=Travel(judged=self.arrow))

    def _note(self, text: str, could_be: str, column: str = "") -> None:
        where = f"{self.row.where}, {column}" if column else self.row.where
        self.unplaced.append(Unplaced(text=text, where=where, could_be=could_be))

    def _say_what_has_no_place(self) -> None:
        """A milestone has no unit in a report, a measure no due date; and neither has a type of its council's own."""
        is_milestone = self.row.is_milestone
        for holds in (Holds.UNIT, Holds.POLARITY) if is_milestone else (Holds.DUE, Holds.SOURCE):
            if text := self.row.text(holds):
                kind = "milestone" if is_milestone else "measure"
                self._note(text, f"the {holds.value} of {self._name}: a {kind} has none in a report")
        kind, occurrence = self.row.text(Holds.KIND), self.row.text(Holds.OCCURRENCE)
        if kind and not _KINDS.search(kind):
            self._note(kind, f"what sort of line {self._name} is")
        if occurrence and not occurrence.isdigit():
            self._note(occurrence, f"which use of its reference {self._name} is, in a whole number")

    @property
    def _name(self) -> str:
        return self.row.text(Holds.REF) or self.row.title

    # ---- words ----

    def _commentary(self) -> Commentary | None:
        text, by = self.row.text(Holds.COMMENTARY), self.row.text(Holds.COMMENTARY_BY)
        blocks = tuple(paragraph(words) for line in text.splitlines() if (words := fold(line)))
        if not blocks and not by:
            return None
        return Commentary(by=split_people(by) if by else (), blocks=blocks)

    # ---- definition ----

    def _unit(self) -> Unit | None:
        text = self.row.text(Holds.UNIT)
        unit = stated_unit(text) if text else None
        if text and unit is None and absence_of(text) is None:
            self._note(text, f"the unit of {self._name}, which is not known here")
        return unit

    def _definition(self, unit: Unit | None) -> Definition:
        definition = propose_definition(self.row.title)
        stated: dict[str, object] = {"unit": UnitPart(value=unit)} if unit else {}
        polarity = self._stated_polarity() or (None if definition.polarity else self._monitored())
        if polarity:
            stated["polarity"] = polarity
        return definition.model_copy(update=stated)

    def _stated_polarity(self) -> PolarityPart | None:
        text = self.row.text(Holds.POLARITY)
        polarity = polarity_of(text)
        if polarity is None and text and absence_of(text) is None:
            self._note(text, f"which way is good for {self._name}")
        return PolarityPart(value=polarity) if polarity else None

    def _monitored(self) -> PolarityPart | None:
        """A measure whose status is “Data only” is not rated: that it is only monitored is proposed, not stated."""
        status = next((cell.text for column, cell in self.row.cells if column.role is Role.PROGRESS), "")
        if not _MONITORED.fullmatch(fold(status)):
            return None
        return PolarityPart(value=Polarity.MONITORED, known=Known.PROPOSED, why=f"the status says “{fold(status)}”")

    # ---- cells ----

    def _cells(self, unit: Unit | None) -> tuple[Cell, ...]:
        pairs = [
            (column.column, cell, column.holds)
            for column, cell in self.row.cells
            if column.column and (not self.row.is_milestone or column.role in _SIGNS or cell.text.strip())
        ]
        read = read_cells([(column, cell.text) for column, cell, _ in pairs], self.row.title, self.within)
        cells = [self._cell(column, cell, found, unit) for (column, cell, _), found in zip(pairs, read, strict=True)]
        return with_parts(self._without_doubtful_shares(cells), [holds for _, _, holds in pairs])

    def _cell(self, column: Column, cell: SheetCell, read: Cell, unit: Unit | None) -> Cell:
        if cell.unsure:
            self._note(cell.text or "(an error)", cell.unsure, column.heading)
            return Cell(column=column, absence=Absence.NOT_PLACED)
        if column.role in _SIGNS:
            return self._sign(column, read)
        if column.role is Role.OTHER:
            return read
        if unit is not None:
            read = read_cell(cell.text, column, unit, self.within)
        if read.original and not read.figures and read.absence is None and column.role is not Role.TARGET:
            self._note(read.original, "a figure in a form that is not known; it is kept as printed", column.heading)
        return read

    def _sign(self, column: Column, read: Cell) -> Cell:
        text = read.original
        light = read_light(text) if column.role is Role.PROGRESS else None
        arrow = read_arrow(text) if column.role is Role.TRAVEL else None
        if light and self._reads_two_ways(text):
            could_be = "good or bad: lower is better here, and the words may be of the figure or of how good it is"
            self._note(text, could_be, column.heading)
        elif light and self.light in (None, light[0]):
            self.light = light[0]
            return Cell(column=column, original=light[1])
        elif arrow and self.arrow in (None, arrow[0]) and not self.row.is_milestone:
            self.arrow = arrow[0]
            return Cell(column=column, original=arrow[1])
        elif light or (arrow and not self.row.is_milestone):
            self._note(text, f"a second {column.role.value}; it is kept as printed", column.heading)
        elif text and not arrow and read.absence is None and text.lower() not in _NO_SIGN:
            could_be = f"a {column.role.value} in words or signs that are not known; it is kept as printed"
            self._note(text, could_be, column.heading)
        return read

    def _reads_two_ways(self, text: str) -> bool:
        """Whether a status may be of the figure itself: "below target" is good where lower is better."""
        polarity = self.definition.polarity
        lower = polarity is not None and polarity.value is Polarity.LOWER
        return lower and bool(_OF_THE_FIGURE.fullmatch(text))

    def _without_doubtful_shares(self, cells: list[Cell]) -> list[Cell]:
        """Percentages printed without a sign that may be fractions: 0.6 is 0.6% or 60%, and nobody can tell which.

        Where another number of the line is above 1, or a sign is printed, the line is plainly in per cent.
        """
        numbers = [figure.value for cell in cells for figure in cell.figures if figure.unit is Unit.PERCENT]
        signed = any("%" in cell.original for cell in cells)
        if signed or not any(numbers) or any(abs(number) > 1 for number in numbers):
            return cells
        return [
            self._doubtful(cell) if any(_is_share(f.unit, f.value) for f in cell.figures) else cell for cell in cells
        ]

    def _doubtful(self, cell: Cell) -> Cell:
        value = cell.figures[0].value
        whole = format((value * 100).normalize(), "f")
        self._note(cell.original, f"{whole}% or {cell.original}%: the sheet shows no sign", cell.column.heading)
        return Cell(column=cell.column, absence=Absence.NOT_PLACED)


def _is_share(unit: Unit | None, value: Decimal) -> bool:
    return unit is Unit.PERCENT and value != 0
