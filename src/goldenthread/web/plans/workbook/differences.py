"""What a workbook would change, cell by cell, against the plan as it is now: looked at by a person before anything is saved.

A cell that somebody else changed since the download is a conflict: the person chooses, one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.web.plans import typed
from goldenthread.web.plans.typed import NotUnderstood
from goldenthread.web.plans.workbook.cells import same
from goldenthread.web.plans.workbook.columns import Column, SheetKind, Takes
from goldenthread.web.plans.workbook.rows import Line, Sheets
from goldenthread.web.plans.workbook.sending import Sent, SentCell, SentRow, Trouble
from goldenthread.web.plans.workbook.understanding import Understanding


@dataclass(frozen=True)
class Difference:
    """A cell that changes: as it was downloaded, as it is now, and as it becomes with the value that this means."""

    kind: SheetKind
    line: Line
    column: Column
    place: str
    was: str
    now: str
    becomes: str
    value: Any

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else changed the cell since the workbook was downloaded."""
        return not same(self.was, self.now)

    @property
    def known_as(self) -> str:
        """What a form calls it."""
        return f"{self.line.key} {self.column.name}"


@dataclass(frozen=True)
class Addition:
    """A new line: its cells as they will be, and their values."""

    kind: SheetKind
    row: int
    cells: Sequence[tuple[Column, str]]
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What people will call it."""
        texts = {column.name: text for column, text in self.cells}
        return " ".join(filter(None, (texts.get("ref"), texts.get("title"))))


@dataclass(frozen=True)
class Differences:
    """All that the workbook would change. `mark` changes whenever anything of it does."""

    changes: Sequence[Difference] = ()
    additions: Sequence[Addition] = ()
    troubles: Sequence[Trouble] = ()
    notes: Sequence[str] = ()
    mark: str = ""

    @property
    def conflicts(self) -> list[Difference]:
        """The cells for which somebody has to choose."""
        return [one for one in self.changes if one.is_conflict]

    @property
    def plain(self) -> list[Difference]:
        """The cells that only this workbook changes."""
        return [one for one in self.changes if not one.is_conflict]

    @property
    def is_empty(self) -> bool:
        """Whether the plan says already all that the workbook says."""
        return not (self.changes or self.additions or self.troubles)


def differences_of(sent: Sent, sheets: Sheets) -> Differences:
    """The workbook against the plan as it is."""
    finder = _Finder(sent, sheets)
    changes = list(finder.changes())
    additions = list(finder.additions())
    return Differences(
        changes=changes,
        additions=additions,
        troubles=[*sent.troubles, *finder.troubles],
        notes=[*sent.notes, *finder.notes],
        mark=_mark(changes, additions),
    )


class _Finder:
    def __init__(self, sent: Sent, sheets: Sheets) -> None:
        self.sent = sent
        self.sheets = sheets
        self.troubles: list[Trouble] = []
        self.notes: list[str] = []

    def changes(self) -> Iterator[Difference]:
        """The cells that differ from what the plan says now, row by row."""
        by_row: dict[tuple[str, str], list[SentCell]] = {}
        for cell in self.sent.cells:
            by_row.setdefault((cell.sheet, cell.key), []).append(cell)
        for (sheet, key), cells in by_row.items():
            line = self.sheets.lines[sheet].get(key)
            if line is None:
                self.notes.append(self._gone(sheet, key))
                continue
            yield from self._of_row(self.sheets.kind(sheet), line, cells)

    def _gone(self, sheet: str, key: str) -> str:
        kind = self.sheets.kind(sheet)
        return (
            f"{sheet}: the {kind.noun} “{self.sent.names.get(key) or key}” was deleted or dropped since the workbook was "
            "downloaded. What the workbook says of it is not kept."
        )

    def _of_row(self, kind: SheetKind, line: Line, cells: Sequence[SentCell]) -> Iterator[Difference]:
        differing = [
            cell for cell in cells if not alike(kind.column(cell.column), cell.becomes, line.cells.get(cell.column, ""))
        ]
        meaning = Understanding(self.sheets, line, {cell.column: cell.becomes for cell in differing})
        for cell in differing:
            column = kind.column(cell.column)
            try:
                value = meaning.value(column, cell.becomes)
            except NotUnderstood as error:
                self.troubles.append(Trouble(sheet=kind.name, place=cell.place, says=str(error)))
                continue
            yield Difference(
                kind, line, column, cell.place, cell.was, line.cells.get(cell.column, ""), cell.becomes, value
            )

    def additions(self) -> Iterator[Addition]:
        """The rows without a key that make a new line. One that the plan has by now, cell by cell, is there already."""
        for row in self.sent.rows:
            kind = self.sheets.kind(row.sheet)
            if _is_there(self.sheets, kind, row):
                self.notes.append(f"{kind.name}, row {row.row}: this {kind.noun} is in the plan already.")
                continue
            values = self._values(kind, row)
            if self._is_whole(kind, row) and values is not None:
                yield Addition(kind, row.row, [(kind.column(name), text) for name, text in row.cells.items()], values)

    def _is_whole(self, kind: SheetKind, row: SentRow) -> bool:
        """Whether the row holds what a new line needs; tells what it lacks."""
        needed = [column for column in kind.columns if column.required and not column.definition]
        missing = [column for column in needed if not row.cells.get(column.name)]
        for column in missing:
            says = f"A new {kind.noun} needs “{column.heading}”: fill this cell in, or take the row out."
            place = row.places.get(column.name, f"A{row.row}")
            self.troubles.append(Trouble(sheet=kind.name, place=place, says=says))
        return not missing

    def _values(self, kind: SheetKind, row: SentRow) -> dict[str, Any] | None:
        meaning = Understanding(self.sheets, None, row.cells)
        values: dict[str, Any] = {}
        whole = True
        for name, text in row.cells.items():
            try:
                values[name] = meaning.value(kind.column(name), text)
            except NotUnderstood as error:
                self.troubles.append(Trouble(sheet=kind.name, place=row.places[name], says=str(error)))
                whole = False
        return values if whole else None


def alike(column: Column, one: str, other: str) -> bool:
    """Whether two texts say the same in that column: words of a list in small letters or large, numbers however typed."""
    if same(one, other):
        return True
    match column.takes:
        case Takes.CHOICE | Takes.STATE | Takes.POST | Takes.OBJECTIVE:
            return one.casefold() == other.casefold()
        case Takes.WHOLE | Takes.NUMBER:
            try:
                return typed.quantity(one) == typed.quantity(other)
            except NotUnderstood:
                return False
        case _:
            return False


def _is_there(sheets: Sheets, kind: SheetKind, row: SentRow) -> bool:
    """Whether the plan has a line that says all that the new row says."""
    return any(
        all(alike(kind.column(name), text, line.cells.get(name, "")) for name, text in row.cells.items())
        for line in sheets.lines[kind.name].values()
    )


def _mark(changes: Sequence[Difference], additions: Sequence[Addition]) -> str:
    parts = [(one.known_as, one.was, one.now, one.becomes) for one in changes]
    rows = [(one.kind.name, one.row, [(column.name, text) for column, text in one.cells]) for one in additions]
    return hashlib.sha256(repr((parts, rows)).encode()).hexdigest()[:16]
