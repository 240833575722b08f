"""Which columns the workbook of updates has, and what each takes. The writer, the reader and the pages share it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from goldenthread.model.figures import Marker
from goldenthread.model.plan import Light
from goldenthread.web.plans.typed import MARKERS
from goldenthread.web.plans.workbook.tables import KEY
from goldenthread.web.returns.models import Answer, NotRated

LAYOUT: Final = 1
"""Counts how the workbook is laid out: one of an older layout is not read."""

UPDATES: Final = "Updates"
LONG: Final = 10_000
"""The most characters that a long text of an update may have, as on its page."""


class Takes(StrEnum):
    """What a column takes. The key and what is shown beside it are never changed."""

    KEY = "key"
    SHOWN = "shown"
    FIGURE = "figure"
    MARKERS = "markers"
    CHOICE = "choice"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for the code, its heading, and what it takes. `choices` are (value, words)."""

    name: str
    heading: str
    takes: Takes = Takes.TEXT
    width: int = 20
    longest: int = LONG
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def is_fixed(self) -> bool:
        """Whether nobody changes it."""
        return self.takes in (Takes.KEY, Takes.SHOWN)

    @property
    def is_one_line(self) -> bool:
        """Whether lines and blanks within a cell mean nothing."""
        return self.takes is not Takes.TEXT


@dataclass(frozen=True, slots=True)
class UpdatesSheet:
    """The one sheet that is filled in. A workbook adds no updates."""

    name: str
    noun: str
    columns: tuple[Column, ...]
    takes_new: bool = False

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def marker_words(marker: Marker) -> str:
    """A marker as people choose it: "Break in the series"."""
    return marker.words.partition(":")[0].capitalize()


YES, NO = "Yes", "No"
_YES_NO: Final = ((YES, YES), (NO, NO))
_ANSWERS: Final = tuple((one.value, one.value.capitalize()) for one in Answer)
_LIGHTS: Final = (
    *((one.value, one.value.capitalize()) for one in Light),
    *((one.value, one.words) for one in NotRated),
)

OF_FIGURES: Final = ("figure", "markers", "from_partner")
"""The columns that each named part of a measure has for itself."""

SHEET: Final = UpdatesSheet(
    UPDATES,
    "update",
    (
        Column(KEY, "Key", Takes.KEY, 11),
        Column("ref", "Reference", Takes.SHOWN, 13),
        Column("title", "Measure or milestone", Takes.SHOWN, 36),
        Column("part", "Part", Takes.SHOWN, 15),
        Column("owner", "Owner (post)", Takes.SHOWN, 26),
        Column("period", "What the figure covers", Takes.SHOWN, 22),
        Column("unit", "Unit", Takes.SHOWN, 12),
        Column("target", "Target, or due date", Takes.SHOWN, 18),
        Column("last_figure", "Last figure", Takes.SHOWN, 18),
        Column("last_light", "Last progress", Takes.SHOWN, 16),
        Column("last_words", "Last commentary", Takes.SHOWN, 50),
        Column("figure", "Figure", Takes.FIGURE, 18, 400),
        Column("markers", "Markers", Takes.MARKERS, 20, 400, tuple((one.value, marker_words(one)) for one in MARKERS)),
        Column("from_partner", "From a partner", Takes.CHOICE, 12, choices=_YES_NO),
        Column("answer", "Sort of answer", Takes.CHOICE, 20, choices=_ANSWERS),
        Column("available_on", "Expected on", Takes.DAY, 18),
        Column("done_on", "Done on", Takes.DAY, 18),
        Column("light", "Progress", Takes.CHOICE, 22, choices=_LIGHTS),
        Column("difference", "Why this light and not the one worked out", width=32),
        Column("what_happened", "What happened", width=50),
        Column("why", "Why", width=40),
        Column("what_next", "What happens next", width=40),
        Column("action", "Next action (when red)", width=36),
        Column("action_who", "Who does it", width=24, longest=160),
        Column("action_by", "By when", Takes.DAY, 18),
        Column("asked", "Questions about your draft", Takes.SHOWN, 44),
        Column("explained", "Why it is right", width=36, longest=2000),
        Column("ready", "Ready to submit", Takes.CHOICE, 12, choices=_YES_NO),
    ),
)  # fmt: skip

OPEN: Final = tuple(column for column in SHEET.columns if not column.is_fixed)
"""The columns to fill in."""
