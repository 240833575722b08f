"""A round whose papers can be made: a plan of People that serves a priority, with updates answered, approved and declared."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from goldenthread.model.periods import PeriodKind
from goldenthread.model.report import report_to_json
from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.models import Measure, Milestone, Objective, Plan, PlanState, Priority
from goldenthread.web.reports.actions.editions import freeze, next_number
from goldenthread.web.reports.assemble import report_of
from goldenthread.web.reports.contents import Subject, contents_of
from goldenthread.web.reports.editions import fingerprint
from goldenthread.web.reports.models import Edition, EditionUpdate
from goldenthread.web.returns.actions import series
from goldenthread.web.returns.models import Return, ReturnSection, Round, SectionKind, Update, UpdateState
from tests.web.conftest import Cast
from tests.web.plans.builders import (
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure

COUNCIL = "Example Borough Council"
MEETING = date(2021, 11, 22)
FROZEN = datetime(2021, 11, 12, 9, tzinfo=UTC)
LATER = datetime(2022, 2, 3, 11, tzinfo=UTC)
QUARTER_2: dict[str, Any] = {
    "officers_by": date(2021, 10, 18),
    "directors_by": date(2021, 10, 22),
    "performance_by": date(2021, 10, 29),
    "despatch_by": date(2021, 11, 12),
    "meeting_on": MEETING,
}


@dataclass
class Quarter:
    """The rows of one round of People."""

    round: Round
    owed: Return
    plan: Plan
    priority: Priority
    objective: Objective
    measure: Measure
    milestone: Milestone
    updates: list[Update] = field(default_factory=list)

    @property
    def by_priority(self) -> Subject:
        return Subject(self.round, priority=self.priority)

    @property
    def by_directorate(self) -> Subject:
        return Subject(self.round, directorate=self.plan.directorate)


def make_quarter(cast: Cast, **fields: Any) -> Quarter:
    """One measure with a target and last year's actual, and one milestone; both owed and neither answered."""
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED, departments=["Early Help"])
    priority = make_priority()
    objective = make_objective(plan, priority=priority, owner=cast.posts["director"])
    measure = make_measure(objective, owner=cast.posts["officer"])
    milestone = make_milestone(objective, owner=cast.posts["officer"])
    make_target(measure)
    make_figure(measure, "92.1")
    days: dict[str, Any] = {"period_start": date(2020, 7, 1), "period_end": date(2020, 9, 30)}
    make_figure(measure, "92.9", period_kind=PeriodKind.FINANCIAL_QUARTER, **days)
    round_ = make_round(cast["performance officer"], **(QUARTER_2 | fields))
    owed = make_return(round_, plan)
    made = Quarter(round_, owed, plan, priority, objective, measure, milestone)
    made.updates = [make_update(owed, measure), make_update(owed, milestone)]
    return made


def answer(update: Update, value: str = "93.5%", **fields: Any) -> None:
    """The update answered and submitted, amber, with two paragraphs and a list."""
    chosen: dict[str, Any] = {
        "judged": "amber",
        "what_happened": "Attendance rose in most schools.\n\nIt fell in two.",
        "why": "- Illness\n- Moves between schools",
        "author": "Divisional Manager, Early Help",
        "state": UpdateState.SUBMITTED,
    } | fields
    if update.measure and value:
        make_update_figure(update, value.rstrip("%"), original=value)
    Update.objects.filter(pk=update.pk).update(**chosen)
    update.refresh_from_db()


def approve(update: Update, by: Person) -> None:
    """The update approved, with its figures in the series."""
    series.record(update)
    Update.objects.filter(pk=update.pk).update(state=UpdateState.APPROVED)
    update.refresh_from_db()


def declare(owed: Return, by: Person) -> None:
    """The return closed with a declaration of two paragraphs."""
    Return.objects.filter(pk=owed.pk).update(
        declaration="These data are right as far as we know.\n\n- One figure is provisional.",
        declared_by=by,
        declared_post="Director of People",
        declared_at=datetime(2021, 10, 22, 15, tzinfo=UTC),
    )
    owed.refresh_from_db()


def make_ready(cast: Cast, **fields: Any) -> Quarter:
    """A quarter of which all is approved and declared, with its sections told."""
    made = make_quarter(cast, **fields)
    for update in made.updates:
        answer(update)
        approve(update, cast["director"])
    tell(made.owed)
    declare(made.owed, cast["director"])
    return made


def tell(owed: Return, **texts: str) -> None:
    """The narrative sections of a return."""
    told = {"key_developments": "A second hub opened.\n\n- In the town\n- In a village", "emerging_issues": ""} | texts
    for kind in SectionKind:
        ReturnSection.objects.create(part_of=owed, kind=kind, text=told[kind.name.lower()])


def frozen(subject: Subject, by: Person, why: str = "", at: datetime = FROZEN) -> Edition:
    """An edition of the paper."""
    return freeze(subject, COUNCIL, number=next_number(subject), why=why, by=by, at=at)


def make_tabled(plan: Plan, priority: Priority, measure: Measure, by: Person) -> Edition:
    """An edition of the first quarter's priority-based report, which tables one update of the measure. Nothing is locked by it
    but that update."""
    first = make_round(
        by,
        title="Quarter 1, 2021/22",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
        opens=date(2021, 7, 1),
        officers_by=date(2021, 7, 16),
        directors_by=date(2021, 7, 22),
        performance_by=date(2021, 7, 29),
        despatch_by=date(2021, 8, 12),
        meeting_on=date(2021, 8, 23),
    )
    update = make_update(make_return(first, plan), measure)
    answer(update, "92.8%", state=UpdateState.LOCKED, locked_in="edition 1", locked_at=FROZEN)
    subject = Subject(first, priority=priority)
    text = report_to_json(report_of(contents_of(subject), COUNCIL))
    edition = Edition.objects.create(
        round=first, kind=subject.kind, priority=priority, number=1, title=subject.title, report=text,
        sha256=fingerprint(text), tabled_on=first.meeting_on, frozen_by=by, frozen_at=FROZEN,
    )  # fmt: skip
    EditionUpdate.objects.create(edition=edition, update=update)
    return edition
