"""What a table cell says: numbers with their units, labels and markers, or the reason there is none.

A council's cell is often several figures ("LA 92.5% Pri 95.6% (2020/21)"), and often none ("N/A", "Refer comment").
Absence is data: each reason is distinct and none of them is zero (handbook 1.1, R1.1 to R1.5). What was typed is kept
beside what was understood.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from goldenthread.model.periods import Period
from goldenthread.model.values import Value


class Unit(StrEnum):
    """What a number counts in. A rate's base is part of the measure's definition (its multiplier)."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    POUNDS = "gbp"

    @property
    def words(self) -> str:
        """As printed for people; the value is the word used in the data files."""
        return _UNIT_WORDS[self]


_UNIT_WORDS = {Unit.COUNT: "number", Unit.PERCENT: "per cent", Unit.RATE: "rate", Unit.POUNDS: "pounds (£)"}


class Marker(StrEnum):
    """The Analysis Function's shorthand for a figure (handbook 1.1). c, low, x and z stand in place of the number."""

    BREAK = "b"
    CONFIDENTIAL = "c"
    ESTIMATED = "e"
    FORECAST = "f"
    LOW = "low"
    PROVISIONAL = "p"
    REVISED = "r"
    LOW_RELIABILITY = "u"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"

    @property
    def shorthand(self) -> str:
        """As printed: "[p]"."""
        return f"[{self.value}]"

    @property
    def words(self) -> str:
        """As explained in a key: "provisional"."""
        return _MARKER_WORDS[self]


_MARKER_WORDS = {
    Marker.BREAK: "break in the series: not comparable with the figure before",
    Marker.CONFIDENTIAL: "confidential: shown, it could identify somebody",
    Marker.ESTIMATED: "estimated",
    Marker.FORECAST: "forecast",
    Marker.LOW: "small, but not zero",
    Marker.PROVISIONAL: "provisional",
    Marker.REVISED: "revised",
    Marker.LOW_RELIABILITY: "low reliability",
    Marker.NOT_AVAILABLE: "not available",
    Marker.NOT_APPLICABLE: "not applicable",
}


class Absence(StrEnum):
    """Why a cell has no figure (or no light, or no arrow). The value is the word used in the data files."""

    NOT_APPLICABLE = "not applicable"
    NOT_AVAILABLE = "not available"
    NOT_YET_DUE = "not yet due"
    TO_BE_CONFIRMED = "to be confirmed"
    SEE_COMMENTARY = "see commentary"
    SUPPRESSED = "suppressed"
    NO_SYMBOL = "symbol not in the source"
    BLANK = "left blank"
    NOT_PLACED = "not understood"

    @property
    def marker(self) -> Marker:
        """The shorthand that stands for it in open data (handbook 1.1)."""
        match self:
            case Absence.NOT_APPLICABLE:
                return Marker.NOT_APPLICABLE
            case Absence.SUPPRESSED:
                return Marker.CONFIDENTIAL
            case _:
                return Marker.NOT_AVAILABLE

    @property
    def words(self) -> str:
        """As printed where the paper itself has no words for it: "Symbol not in the source"."""
        return self.value.capitalize()


class Figure(Value):
    """One number as reported, for what the cell calls `label` ("" when the cell names no part).

    `qualifier` is what the paper says about the number's window or scope ("2019/20", "Apr-Sept", "of eligible"), and
    `period` the dated window when the qualifier names one. `numerator` and `denominator` are given only when printed.
    """

    value: Decimal
    unit: Unit | None = None
    label: str = ""
    markers: tuple[Marker, ...] = ()
    qualifier: str = ""
    period: Period | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


class TargetKind(StrEnum):
    """What sort of thing a target cell states (handbook 4.3)."""

    LEVEL = "level"
    CHANGE = "change"
    RANGE = "range"
    SHARE = "share"
    TEXT = "text"
    NONE = "none"
    TO_BE_CONFIRMED = "to be confirmed"


class TargetState(StrEnum):
    """Whether a target is settled. Papers seldom say: `unstated` is then the truth."""

    UNSTATED = "unstated"
    PROVISIONAL = "provisional"
    APPROVED = "approved"


class Target(Value):
    """What a measure should reach. The numbers are the cell's figures; this says how to take them.

    A `change` of 250,000 with `direction` "reduction" is not a level of 250,000. A `range` has two figures, low then high.
    """

    kind: TargetKind
    state: TargetState = TargetState.UNSTATED
    direction: str = ""


class Role(StrEnum):
    """What a column holds. `other` is a column whose meaning is not known; it is kept as printed."""

    LAST_ACTUAL = "last actual"
    EARLIER_ACTUAL = "earlier actual"
    BASELINE = "baseline"
    TARGET = "target"
    PREVIOUS = "previous"
    CURRENT = "current"
    LATEST = "latest"
    FORECAST = "forecast"
    PROGRESS = "progress"
    TRAVEL = "travel"
    OTHER = "other"


class Column(Value):
    """One column of a table of measures or milestones: its heading as printed, its role, and the window it names.

    `over` is a heading that stands over this and other columns ("Targets" over three years).
    """

    heading: str = ""
    over: str = ""
    role: Role
    period: Period | None = None

    @property
    def full_heading(self) -> str:
        """The heading as one text: "Targets: 2016/17"."""
        return f"{self.over}: {self.heading}" if self.over else self.heading


class Cell(Value):
    """One cell: its column, its text as printed (blanks folded), and what we make of it."""

    column: Column
    original: str = ""
    figures: tuple[Figure, ...] = ()
    absence: Absence | None = None
    target: Target | None = None

    @model_validator(mode="after")
    def _absence_has_no_figure(self) -> Self:
        if self.absence and self.figures:
            raise ValueError(f"The cell “{self.original}” cannot both hold a figure and be {self.absence.value}.")
        return self

    @property
    def text(self) -> str:
        """What to print: the paper's own words, else the reason there are none."""
        return self.original or (self.absence.words if self.absence else "")
