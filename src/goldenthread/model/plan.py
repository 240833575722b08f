"""The lines of a plan and of a quarter's return: objectives' measures and milestones, and how each is defined."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import Field

from goldenthread.model.figures import Absence, Cell, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.text import Block
from goldenthread.model.values import Value


class Polarity(StrEnum):
    """Which way is good (handbook 4.1)."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    CLOSEST = "closest to target is best"
    RANGE = "within a range"
    MONITORED = "monitored only"


class TimeBasis(StrEnum):
    """Which window a measure's figure covers (handbook 4.1): it decides what may be compared with what."""

    SNAPSHOT = "snapshot at period end"
    FINANCIAL_YEAR_CUMULATIVE = "cumulative over the financial year"
    ACADEMIC_YEAR_CUMULATIVE = "cumulative over the academic year"
    ROLLING_TWELVE_MONTHS = "rolling twelve months"
    ANNUALISED_FORECAST = "annualised forecast"
    YEAR_END_FORECAST = "year-end forecast"
    PERIOD = "in the period alone"
    ANNUAL = "annual"


class Calendar(StrEnum):
    """Which year a measure counts in."""

    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"

    @property
    def words(self) -> str:
        """As printed for people: "financial year"."""
        return f"{self.value} year"


class Known(StrEnum):
    """How sure we are of a part of a definition: stated by the council, or proposed by a reader from the wording."""

    STATED = "stated"
    PROPOSED = "proposed"


class UnitPart(Value):
    """A measure's unit, and how we know it."""

    value: Unit
    known: Known = Known.STATED
    why: str = ""


class PolarityPart(Value):
    """A measure's polarity, and how we know it: a title's first word is a hint, never the stored truth."""

    value: Polarity
    known: Known = Known.STATED
    why: str = ""


class TimeBasisPart(Value):
    """A measure's time basis, and how we know it."""

    value: TimeBasis
    known: Known = Known.STATED
    why: str = ""


class CalendarPart(Value):
    """A measure's calendar, and how we know it."""

    value: Calendar
    known: Known = Known.STATED
    why: str = ""


class Ratio(Value):
    """The parts of a rate or percentage (handbook 6.1): value = numerator / denominator x multiplier."""

    numerator: str = ""
    denominator: str = ""
    multiplier: int | None = None


class Definition(Value):
    """How a measure is defined. None means unknown: nothing is rated on an unknown part (R4.1)."""

    unit: UnitPart | None = None
    polarity: PolarityPart | None = None
    time_basis: TimeBasisPart | None = None
    calendar: CalendarPart | None = None
    ratio: Ratio | None = None


class Light(StrEnum):
    """The traffic light. Its words are the rule set's; its shape and colour the writers'."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Arrow(StrEnum):
    """Direction of travel against the same period last year, unless the rule set says otherwise."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Reason(StrEnum):
    """Why a verdict has no light or arrow (handbook R4.2 and 4.5, and what the rules need besides): the code kept in data."""

    SEE_COMMENTARY = "see_commentary"
    NO_TARGET = "no_target"
    TARGET_IS_A_CHANGE = "target_is_a_change"
    TARGET_IS_WORDS = "target_is_words"
    NOT_DUE = "not_due"
    CONTEXTUAL = "contextual"
    PAUSED = "paused"
    BASELINE_YEAR = "baseline_year"
    NO_FIGURE = "no_figure"
    NO_PROFILE = "no_profile"
    NOT_DEFINED = "not_defined"
    PARTS_DIFFER = "parts_differ"
    NO_TOLERANCE = "no_tolerance"
    JUDGED_BY_OFFICER = "judged_by_officer"
    COMPLETION_NOT_STATED = "completion_not_stated"
    NEW_MEASURE = "new_measure"
    DEFINITION_CHANGED = "definition_changed"
    SOURCE_CHANGED = "source_changed"
    NOT_COLLECTED_LAST_YEAR = "not_collected_last_year"
    NO_COMPARISON = "no_comparison"
    UNCERTAIN_MATCH = "uncertain_match"
    DIFFERENT_WINDOWS = "different_windows"
    SUPPRESSED = "suppressed"
    DENOMINATOR_TOO_SMALL = "denominator_too_small"
    NO_POLARITY = "no_polarity"
    PROVISIONAL_POLICY = "provisional_policy"

    @property
    def words(self) -> str:
        """As printed for people: "see commentary"; the value is the code in the data files."""
        return _REASON_WORDS[self]

    @property
    def absence(self) -> Absence:
        """Which kind of absence it is, for those who need no more than that."""
        return _REASON_ABSENCES.get(self, Absence.NOT_APPLICABLE)


_REASON_WORDS = {
    Reason.SEE_COMMENTARY: "see commentary",
    Reason.NO_TARGET: "no target",
    Reason.TARGET_IS_A_CHANGE: "the target is a change, not a level",
    Reason.TARGET_IS_WORDS: "the target is in words",
    Reason.NOT_DUE: "not yet due",
    Reason.CONTEXTUAL: "contextual: monitored, not judged",
    Reason.PAUSED: "paused",
    Reason.BASELINE_YEAR: "first year, to set a baseline",
    Reason.NO_FIGURE: "no figure",
    Reason.NO_PROFILE: "no profile or forecast",
    Reason.NOT_DEFINED: "not fully defined",
    Reason.PARTS_DIFFER: "the parts differ",
    Reason.NO_TOLERANCE: "no tolerance that can be used",
    Reason.JUDGED_BY_OFFICER: "for the officer to judge",
    Reason.COMPLETION_NOT_STATED: "completion not stated",
    Reason.NEW_MEASURE: "new measure",
    Reason.DEFINITION_CHANGED: "definition changed",
    Reason.SOURCE_CHANGED: "source changed",
    Reason.NOT_COLLECTED_LAST_YEAR: "not collected last year",
    Reason.NO_COMPARISON: "nothing to compare with",
    Reason.UNCERTAIN_MATCH: "not certain to be the same measure",
    Reason.DIFFERENT_WINDOWS: "the figures cover different windows of time",
    Reason.SUPPRESSED: "suppressed",
    Reason.DENOMINATOR_TOO_SMALL: "too few to compare",
    Reason.NO_POLARITY: "which way is better is not stated",
    Reason.PROVISIONAL_POLICY: "provisional figures are not compared",
}
_REASON_ABSENCES = {
    Reason.SEE_COMMENTARY: Absence.SEE_COMMENTARY,
    Reason.NOT_DUE: Absence.NOT_YET_DUE,
    Reason.SUPPRESSED: Absence.SUPPRESSED,
    Reason.NO_FIGURE: Absence.NOT_AVAILABLE,
    Reason.NO_PROFILE: Absence.NOT_AVAILABLE,
    Reason.NOT_COLLECTED_LAST_YEAR: Absence.NOT_AVAILABLE,
    Reason.NO_COMPARISON: Absence.NOT_AVAILABLE,
}


class Input(Value):
    """One thing that a verdict was worked out from: what it is, and its value as text."""

    name: str
    value: str = ""


class Verdict(Value):
    """A light or arrow worked out by a rule, or why there is none; with its working in one plain sentence.

    Where there is neither, `absence` says what kind of absence it is and `reason` why, as precisely as the rule knows.
    """

    light: Light | None = None
    arrow: Arrow | None = None
    absence: Absence | None = None
    reason: Reason | None = None
    sentence: str
    rule: str
    version: str
    inputs: tuple[Input, ...] = ()


class Progress(Value):
    """The traffic light of a line: the officer's (judged) and the rule's (computed) are two fields, never one.

    What the paper printed stands in the line's cell whose role is `progress`.
    """

    judged: Light | None = None
    computed: Verdict | None = None


class Travel(Value):
    """The direction of travel of a line, judged and computed. What was printed stands in the cell of role `travel`."""

    judged: Arrow | None = None
    computed: Verdict | None = None


class Commentary(Value):
    """The officers' words, attributed. `by` holds names or posts as printed."""

    by: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    date: dt.date | None = None


class Action(Value):
    """What happens next, who does it, and by when (as printed)."""

    what: str = ""
    who: str = ""
    by_when: str = ""


class Due(Value):
    """When a milestone should be done: as printed, and the window it names (a month, a day, or only a year)."""

    original: str = ""
    period: Period | None = None


class Line(Value):
    """What a measure and a milestone have in common. Identity is (objective, ref, occurrence).

    `occurrence` is 1, or 2 and more for a reference that the paper uses again. `responsible` holds names or posts.
    """

    ref: str = ""
    occurrence: int = Field(default=1, ge=1)
    title: str = ""
    responsible: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    progress: Progress = Progress()
    commentary: Commentary | None = None
    action: Action | None = None

    def cell(self, role: Role) -> Cell | None:
        """The first cell of that role, or None."""
        return next((cell for cell in self.cells if cell.column.role is role), None)


class MeasureLine(Line):
    """A performance indicator in one report."""

    line: Literal["measure"] = "measure"
    definition: Definition = Definition()
    travel: Travel = Travel()


class MilestoneLine(Line):
    """A piece of work with a due date in one report. `source` is the team that a departmental report names for it."""

    line: Literal["milestone"] = "milestone"
    source: str = ""
    due: Due | None = None


AnyLine = MeasureLine | MilestoneLine
