"""What a workbook would change, update by update, against the updates as they are now: looked at before anything is saved.

A cell that somebody else changed since the download is a conflict: the person chooses, one by one. What an update lacks to be
submitted is told at once, so that nobody is surprised by a draft.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.web.plans.workbook.cells import same
from goldenthread.web.plans.workbook.sending import Sent, SentCell, Trouble
from goldenthread.web.returns.complete import missing
from goldenthread.web.returns.judging import judged
from goldenthread.web.returns.states import UpdateAction, allowed
from goldenthread.web.returns.workbook.columns import OPEN, Column
from goldenthread.web.returns.workbook.rows import Entry, Row
from goldenthread.web.returns.workbook.understanding import Becomes, Meant, alike, meant

_KEY: Final = re.compile(r"update-(\d{1,18})(?:-.*)?", re.DOTALL)
_COLUMNS: Final = {column.name: column for column in OPEN}
ONLY_OWNER: Final = "Only the responsible officer or the performance officer can submit it."


def updates_in(sent: Sent) -> list[int]:
    """The numbers of the updates that the workbook says something of, whoever's they are."""
    return sorted({int(found[1]) for cell in sent.cells if (found := _KEY.fullmatch(cell.key))})


@dataclass(frozen=True)
class Difference:
    """A cell that changes: as it was downloaded, as it is now, and as it becomes."""

    row: Row
    column: Column
    place: str
    was: str
    now: str
    becomes: str

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else changed the cell since the workbook was downloaded."""
        return not same(self.was, self.now)

    @property
    def known_as(self) -> str:
        """What a form calls it."""
        return f"{self.row.key} {self.column.name}"

    @property
    def heading(self) -> str:
        """What it says, and of which part of the measure: "Figure, Primary"."""
        return f"{self.column.heading}, {self.row.part}" if self.row.part else self.column.heading


@dataclass(frozen=True)
class Change:
    """An update that the workbook changes, with what it is to say if every cell of the workbook stands.

    `lacks` are the sentences that stand in the way of submitting it; it is kept as a draft then.
    """

    entry: Entry
    cells: tuple[Difference, ...]
    meant: Meant
    lacks: tuple[str, ...] = ()

    @property
    def conflicts(self) -> list[Difference]:
        """The cells for which somebody has to choose."""
        return [one for one in self.cells if one.is_conflict]

    @property
    def plain(self) -> list[Difference]:
        """The cells that only this workbook changes."""
        return [one for one in self.cells if not one.is_conflict]

    def becoming(self, taken: Collection[str], today: date) -> Meant:
        """What it is to say where only these of the conflicts are decided for the workbook."""
        chosen = [one for one in self.cells if not one.is_conflict or one.known_as in taken]
        return meant(self.entry, _becomes(chosen), today)


@dataclass(frozen=True)
class Differences:
    """All that the workbook would change. `mark` changes whenever anything of it does."""

    changes: Sequence[Change] = ()
    troubles: Sequence[Trouble] = ()
    notes: Sequence[str] = ()
    mark: str = ""

    @property
    def conflicts(self) -> list[tuple[Change, Difference]]:
        """The cells for which somebody has to choose, each with its update."""
        return [(change, one) for change in self.changes for one in change.conflicts]

    @property
    def cells(self) -> int:
        """How many cells change."""
        return sum(len(change.cells) for change in self.changes)

    @property
    def submitted(self) -> list[Change]:
        """The updates that are marked as ready and lack nothing."""
        return [one for one in self.changes if one.meant.is_ready and not one.lacks]

    @property
    def lacking(self) -> list[Change]:
        """The updates that are marked as ready and cannot be submitted."""
        return [one for one in self.changes if one.meant.is_ready and one.lacks]

    @property
    def is_empty(self) -> bool:
        """Whether the updates say already all that the workbook says."""
        return not (self.changes or self.troubles)


def differences_of(sent: Sent, entries: Iterable[Entry], today: date) -> Differences:
    """The workbook against those of its updates that the person may write, as they are."""
    by_row = {row.key: (entry, row) for entry in entries for row in entry.rows}
    notes, found = list(sent.notes), _by_update(sent, by_row)
    notes += _not_theirs(sent, by_row)
    changes, troubles = [], list(sent.troubles)
    for entry, cells in found:
        if not entry.is_open:
            notes.append(_locked(entry))
            continue
        change = _change(entry, cells, today)
        changes.append(change)
        troubles += change.meant.troubles
    return Differences(changes, troubles, notes, _mark(changes, notes))


def _by_update(sent: Sent, by_row: Mapping[str, tuple[Entry, Row]]) -> list[tuple[Entry, tuple[Difference, ...]]]:
    """The cells that differ from what the update says now, by update, in the order of the workbook."""
    found: dict[int, tuple[Entry, list[Difference]]] = {}
    for cell in sent.cells:
        if cell.key not in by_row or cell.column not in _COLUMNS:
            continue
        entry, row = by_row[cell.key]
        column, now = _COLUMNS[cell.column], row.cells[cell.column]
        if not alike(column, cell.becomes, now):
            one = Difference(row, column, cell.place, cell.was, now, cell.becomes)
            found.setdefault(entry.update.pk, (entry, []))[1].append(one)
    return [(entry, tuple(cells)) for entry, cells in found.values()]


def _change(entry: Entry, cells: tuple[Difference, ...], today: date) -> Change:
    said = meant(entry, _becomes(cells), today)
    return Change(entry, cells, said, lacks_of(entry, said, today) if said.is_ready and not said.troubles else ())


def lacks_of(entry: Entry, said: Meant, today: date) -> tuple[str, ...]:
    """What stands in the way of submitting it."""
    if allowed(entry.update.state, UpdateAction.SUBMIT, entry.parts) is None:
        return (ONLY_OWNER,)
    found = judged(entry.gathered, said.written)
    return tuple(one.says for one in missing(said.written, entry.gathered, found, today))


def _becomes(cells: Iterable[Difference]) -> dict[tuple[str, str], Becomes]:
    return {(one.row.key, one.column.name): Becomes(one.becomes, one.place) for one in cells}


def _not_theirs(sent: Sent, by_row: Mapping[str, tuple[Entry, Row]]) -> list[str]:
    """Rows that are nobody's business here: somebody else's, gone, or never there; nothing says which."""
    first: dict[str, SentCell] = {}
    for cell in sent.cells:
        if cell.key not in by_row:
            first.setdefault(cell.key, cell)
    return [
        f"{cell.sheet}, row {re.sub('[^0-9]', '', cell.place)}: this is not, or not any more, one of the updates that you may "
        "answer. What the workbook says of it is not kept."
        for cell in first.values()
    ]


def _locked(entry: Entry) -> str:
    lock = entry.lock
    why = f"{lock.words} {lock.lifted_by}" if lock else "It cannot be changed as it stands."
    return f"{entry.name}: {why} What the workbook says of it is not kept."


def _mark(changes: Sequence[Change], notes: Sequence[str]) -> str:
    parts = [
        (change.entry.update.version, [(one.known_as, one.was, one.now, one.becomes) for one in change.cells])
        for change in changes
    ]
    return hashlib.sha256(repr((parts, list(notes))).encode()).hexdigest()[:16]
