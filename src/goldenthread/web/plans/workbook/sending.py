"""What was read of a workbook that came back: only what differs from how it was downloaded, as values to keep in JSON."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from goldenthread.model.values import Value


class SentCell(Value):
    """A cell that says something else than when it was downloaded. `place` is as a spreadsheet names it: "F12"."""

    sheet: str
    key: str
    column: str
    place: str
    was: str
    becomes: str


class SentRow(Value):
    """A row without a key: a new line. Its cells by column, with their places."""

    sheet: str
    row: int
    cells: dict[str, str]
    places: dict[str, str]


class Trouble(Value):
    """A cell or row that cannot be taken, and what to do about it."""

    sheet: str
    place: str
    says: str


class Sent(Value):
    """All of it. `names` are what the rows were called when they were downloaded, by key."""

    downloaded: datetime
    cells: tuple[SentCell, ...] = ()
    rows: tuple[SentRow, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    names: dict[str, str] = Field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs, and nothing is wrong."""
        return not (self.cells or self.rows or self.troubles)
