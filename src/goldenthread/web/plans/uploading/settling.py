"""What an officer answered about an uploaded paper, and what may be proposed to them: values, without the database.

Nothing proposed is stored unless somebody accepts it: a title's first word is a hint, never the truth (handbook 4.1).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from typing import Final

from pydantic import Field

from goldenthread.model.figures import Unit
from goldenthread.model.periods import Period, PeriodKind, financial_year_of
from goldenthread.model.plan import Calendar, Known, MeasureLine, Polarity, TimeBasis
from goldenthread.model.report import Report, ReportKind
from goldenthread.model.values import Value
from goldenthread.readers.people import names_a_post
from goldenthread.web.plans.uploading.measure_cells import target_years

PLANS: Final = (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES)
"""The papers that are plans themselves; the others report on one."""
MOST_YEARS: Final = 10
LONGEST_TITLE: Final = 200
STATED: Final = "the paper states it"
"""Why a part is proposed that stands in the paper itself."""
_WEAK_VERB: Final = re.compile(r"(?P<verb>maintain|monitor|record|report(?: on)?)\b", re.IGNORECASE)


class PlanAnswer(Value):
    """The plan's title, the calendar year in which its first financial year begins, and for how many it sets targets."""

    title: str
    first_year: int
    years: int = 1


class OwnerAnswer(Value):
    """The post behind a printed name: one that exists, a new one of that title, or (with neither) nobody."""

    post: int | None = None
    title: str = ""


class MeasureAnswer(Value):
    """The parts of a measure's definition, None where it is not known yet; and the earlier measure that it continues.

    `take_paper` is whether the paper's figure replaces one that is recorded for the same period and differs.
    """

    unit: Unit | None = None
    polarity: Polarity | None = None
    time_basis: TimeBasis | None = None
    calendar: Calendar | None = None
    continues: int | None = None
    take_paper: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every part is known."""
        return None not in (self.unit, self.polarity, self.time_basis, self.calendar)


class Settlement(Value):
    """All answers. Objectives and measures are known by their place in the report, printed names by the name."""

    plan: PlanAnswer | None = None
    priorities: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    owners: dict[str, OwnerAnswer] = Field(default_factory=dict)
    measures: dict[int, MeasureAnswer] = Field(default_factory=dict)
    left_over_seen: bool = False

    def mark(self, part: str, number: int | None = None) -> str:
        """A short text that changes whenever the answers of that part change: what somebody saw when they opened a page.

        `number` is for the answer about one measure alone.
        """
        text = self.model_dump_json(include={part: {number}} if number is not None else {part})
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def everything_proposed(report: Report) -> Settlement:
    """The settlement that accepts every proposal that rests on the paper alone: posts as printed, and no person's name."""
    return Settlement(
        plan=propose_plan(report),
        priorities={index: printed_priorities(report, index) for index in range(len(report.objectives))},
        owners={name: OwnerAnswer(title=post_printed_for(report, name)) for name in printed_names(report)},
        measures={index: propose_measure(measure) for index, measure in enumerate(report.measures)},
        left_over_seen=True,
    )


# ---- the plan ----


def propose_plan(report: Report) -> PlanAnswer | None:
    """Title and years by what the paper says; None where it names no year at all."""
    years = target_years(report)
    first = _first_year(report.period) if report.period else min(years, default=None)
    if first is None:
        return None
    last = max((year for year in years if year >= first), default=first)
    return PlanAnswer(title=_title(report, first), first_year=first, years=min(last - first + 1, MOST_YEARS))


def _first_year(period: Period) -> int:
    return period.start.year if (period.months or 0) >= 12 else financial_year_of(period.start)


def _title(report: Report, first: int) -> str:
    if report.title and report.kind in PLANS:
        return report.title[:LONGEST_TITLE]
    of = report.priority or report.directorate
    title = f"Business plan {first}/{(first + 1) % 100:02}"
    return f"{title}: {of}"[:LONGEST_TITLE] if of else title


# ---- priorities and owners ----


def printed_priorities(report: Report, objective: int) -> tuple[str, ...]:
    """The priorities that the paper prints for an objective: its own, else the one that the whole paper is of."""
    own = report.objectives[objective].priorities
    return own or ((report.priority,) if report.priority else ())


def printed_names(report: Report) -> tuple[str, ...]:
    """Every printed name or post of who answers for an objective or a line, once, in the order of the paper."""
    return tuple(dict.fromkeys(name for group in _responsible(report) for name in group))


def _responsible(report: Report) -> Iterable[tuple[str, ...]]:
    for objective in report.objectives:
        yield objective.responsible
        yield from (line.responsible for line in objective.lines)


def post_printed_for(report: Report, name: str) -> str:
    """The title of the post that the paper gives for a printed name: the key of officers', or the name if it is one."""
    for officer in report.officers:
        if officer.post and name in (officer.name, officer.initials, officer.post):
            return officer.post
    return name if names_a_post(name) else ""


# ---- measures ----


def propose_measure(measure: MeasureLine) -> MeasureAnswer:
    """The parts of the definition that the paper states or the library proposes."""
    definition = measure.definition
    unit, _ = propose_unit(measure)
    return MeasureAnswer(
        unit=unit,
        polarity=definition.polarity.value if definition.polarity else None,
        time_basis=definition.time_basis.value if definition.time_basis else None,
        calendar=definition.calendar.value if definition.calendar else None,
    )


def propose_unit(measure: MeasureLine) -> tuple[Unit | None, str]:
    """The unit and why: as stated; else the one sign that its figures are printed with; else by the words of the title."""
    part = measure.definition.unit
    if part and part.known is Known.STATED:
        return part.value, _why(part.known, part.why)
    signs = {figure.unit for cell in measure.cells for figure in cell.figures if figure.unit}
    if len(signs) == 1 and (part is None or part.value not in signs):
        unit = signs.pop()
        return unit, f"its figures are printed as {unit.words}"
    return (part.value, part.why) if part else (None, "")


def reasons(measure: MeasureLine) -> dict[str, str]:
    """Why each part is proposed, by the part's name; a part that is not known is left out."""
    definition = measure.definition
    found = {"unit": propose_unit(measure)[1]}
    for name in ("polarity", "time_basis", "calendar"):
        part = getattr(definition, name)
        found[name] = _why(part.known, part.why) if part else ""
    return {name: why for name, why in found.items() if why}


def stated_measure(measure: MeasureLine) -> MeasureAnswer:
    """What the paper itself states: all that is stored of a measure that nobody has looked at."""
    definition = measure.definition

    def stated(name: str) -> object:
        part = getattr(definition, name)
        return part.value if part and part.known is Known.STATED else None

    return MeasureAnswer.model_validate({name: stated(name) for name in ("unit", "polarity", "time_basis", "calendar")})


def _why(known: Known, why: str) -> str:
    return STATED if known is Known.STATED else why


def weakly_proposed(measure: MeasureLine) -> dict[str, tuple[Polarity | Calendar, str]]:
    """What the wording only hints at, by the part's name, with why: shown, and never chosen beforehand (handbook 4.1)."""
    found: dict[str, tuple[Polarity | Calendar, str]] = {}
    definition = measure.definition
    verb = _WEAK_VERB.match(measure.title)
    if definition.polarity is None and verb:
        word = verb["verb"]
        if word.lower() != "maintain":
            found["polarity"] = (Polarity.MONITORED, f"the title begins with “{word}”")
        elif propose_unit(measure)[0] is Unit.PERCENT:
            found["polarity"] = (Polarity.HIGHER, f"the title begins with “{word}”, and it is a percentage")
    years = {cell.column.period.kind for cell in measure.cells if cell.target and cell.column.period}
    if definition.calendar is None and years == {PeriodKind.FINANCIAL_YEAR}:
        found["calendar"] = (Calendar.FINANCIAL, "its targets are for financial years")
    return found


def accepted(
    measure: MeasureLine,
    before: MeasureAnswer | None = None,
    *,
    weak: Collection[str] = (),
    continues: int | None = None,
) -> MeasureAnswer:
    """The answer of somebody who accepts what is proposed; of the weak proposals, the parts that they name.

    Nothing that was answered `before` is changed: only what it leaves open is filled in.
    """
    base = before or propose_measure(measure)
    hints = weakly_proposed(measure)
    found = {part: hints[part][0] for part in weak if part in hints and getattr(base, part) is None}
    return base.model_copy(update={**found, "continues": base.continues if continues is None else continues})
