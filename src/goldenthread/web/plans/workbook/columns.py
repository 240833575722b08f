"""Which sheets and columns a plan's workbook has, and what each column takes. The writer, the reader and the pages share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from goldenthread.model.figures import TargetState, Unit
from goldenthread.model.plan import Calendar, Polarity, TimeBasis
from goldenthread.web.plans.models import MeasureKind, RatingMethod, Sensitivity
from goldenthread.web.plans.models.choices import choices_of
from goldenthread.web.plans.queries.printed import year_text
from goldenthread.web.plans.workbook.tables import KEY

LAYOUT: Final = 1
"""Counts how the workbook is laid out: one of an older layout is not read."""

OBJECTIVES: Final = "Objectives"
MEASURES: Final = "Measures"
PARTS: Final = "Parts of measures"
MILESTONES: Final = "Milestones"

LONG: Final = 10_000
"""The most characters that a long text of a plan may have, as in its forms."""


class Takes(StrEnum):
    """What a column takes. The key and what is shown for orientation are never changed."""

    KEY = "key"
    SHOWN = "shown"
    TEXT = "text"
    CHOICE = "choice"
    POST = "post"
    OBJECTIVE = "objective"
    WHOLE = "whole number"
    NUMBER = "number"
    DUE = "due date"
    TARGET = "target"
    STATE = "state of a target"


_ONE_LINE: Final = (Takes.CHOICE, Takes.POST, Takes.OBJECTIVE, Takes.STATE, Takes.WHOLE, Takes.NUMBER)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for the code, its heading, and what it takes. `definition` is whether it belongs to the measure's
    definition sheet; `year` is that of a target; `choices` are (value, words)."""

    name: str
    heading: str
    takes: Takes = Takes.TEXT
    width: int = 20
    required: bool = False
    longest: int = LONG
    choices: tuple[tuple[str, str], ...] = ()
    definition: bool = False
    year: int | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether nobody changes it."""
        return self.takes in (Takes.KEY, Takes.SHOWN)

    @property
    def is_one_line(self) -> bool:
        """Whether lines and blanks within a cell mean nothing."""
        return self.takes in _ONE_LINE


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A sheet: its name, what a row of it is called, and its columns. `takes_new` is whether a row without a key adds a line."""

    name: str
    noun: str
    says: str
    columns: tuple[Column, ...]
    takes_new: bool = False

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


def _words(choices: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((value, words[:1].upper() + words[1:]) for value, words in choices)


STATES: Final = (
    (TargetState.UNSTATED.value, "Not stated"),
    (TargetState.PROVISIONAL.value, "Provisional"),
    (TargetState.APPROVED.value, "Approved"),
)

_KEY = Column(KEY, "Key", Takes.KEY, 16)
_REF = Column("ref", "Reference", width=14, longest=40)
_OWNER = Column("owner", "Owner (post)", Takes.POST, 32)
_OBJECTIVE = Column("objective", "Objective", Takes.OBJECTIVE, 36, required=True)


def _title(heading: str) -> Column:
    return Column("title", heading, width=60, required=True)


def _definition(name: str, heading: str, takes: Takes = Takes.TEXT, width: int = 24, **more: object) -> Column:
    return Column(name, heading, takes, width, definition=True, **more)  # type: ignore[arg-type]


_DEFINITION: Final = (
    _definition("kind", "Kind of figure", Takes.CHOICE, choices=_words(choices_of(MeasureKind)), required=True),
    _definition("unit", "Unit", Takes.CHOICE, 14, choices=_words(choices_of(Unit))),
    _definition("polarity", "Which way is better", Takes.CHOICE, 26, choices=_words(choices_of(Polarity))),
    _definition("time_basis", "Time basis", Takes.CHOICE, 32, choices=_words(choices_of(TimeBasis))),
    _definition("calendar", "Calendar", Takes.CHOICE, 16, choices=_words(choices_of(Calendar))),
    _definition("decimals", "Decimal places", Takes.WHOLE, 12),
    _definition("description", "Definition", width=50),
    _definition("numerator", "Numerator", width=30, longest=300),
    _definition("denominator", "Denominator", width=30, longest=300),
    _definition("multiplier", "Multiplier", Takes.WHOLE, 12),
    _definition("population", "Population: source, ages and date", width=30, longest=300),
    _definition("source_system", "Source system", width=24, longest=200),
    _definition("limitations", "Limitations", width=40),
    _definition("sensitivity", "Sensitivity", Takes.CHOICE, 30, choices=_words(choices_of(Sensitivity)), required=True),
    _definition("comparability", "What it may be compared with", width=40),
    _definition("rating_method", "How it is rated", Takes.CHOICE, 24, choices=_words(choices_of(RatingMethod)), required=True),
    _definition("tolerance", "Tolerance", Takes.NUMBER, 12),
    _definition("framework_references", "Framework references", width=24, longest=300),
    _definition("expected_availability", "When figures are expected", width=24, longest=200),
)  # fmt: skip


def _targets(years: range) -> tuple[Column, ...]:
    return tuple(
        column
        for year in years
        for column in (
            Column(f"target {year}", f"Target {year_text(year)}", Takes.TARGET, 18, longest=400, year=year),
            Column(f"state {year}", f"State of target {year_text(year)}", Takes.STATE, 16, choices=STATES, year=year),
        )
    )


def sheets_for(years: range) -> tuple[SheetKind, ...]:
    """The sheets of a plan that sets targets for those years."""
    return (
        SheetKind(
            OBJECTIVES,
            "objective",
            "One row for each objective. Objectives are added, and given their priorities, on the plan’s page.",
            (
                _KEY,
                _REF,
                _title("Objective"),
                _OWNER,
                Column("linked_indicators", "Linked indicators", width=40, longest=400),
            ),
        ),
        SheetKind(
            MEASURES,
            "measure",
            "One row for each measure. A row without a key adds a measure.",
            (_KEY, _REF, _title("Measure"), _OBJECTIVE, _OWNER, *_targets(years), *_DEFINITION),
            takes_new=True,
        ),
        SheetKind(
            PARTS,
            "part of a measure",
            "One row for each named part of a measure, such as Primary and Secondary, with its own targets.",
            (
                _KEY,
                Column("measure", "Measure", Takes.SHOWN, 60),
                Column("part", "Part", Takes.SHOWN, 24),
                *_targets(years),
            ),
        ),
        SheetKind(
            MILESTONES,
            "milestone",
            "One row for each milestone. A row without a key adds a milestone.",
            (
                _KEY,
                _REF,
                _title("Milestone"),
                _OBJECTIVE,
                Column("due", "Due", Takes.DUE, 20, longest=80),
                _OWNER,
                Column("source", "Team", width=24, longest=160),
            ),
            takes_new=True,
        ),
    )
