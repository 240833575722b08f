"""One plan of People with one row of each sort, for the tests that go through every page."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.web.accounts.models import Department
from goldenthread.web.plans.models import (
    Baseline,
    MeasureContribution,
    MilestoneContribution,
    PlanState,
    StrategicIssue,
)
from goldenthread.web.returns.models import ClosedDay
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
from tests.web.plans.uploading.papers import uploaded
from tests.web.reports.builders import make_tabled
from tests.web.returns.builders import make_message, make_return, make_round, make_update
from tests.web.returns.evidence_files import make_evidence


def make_world(cast: Cast) -> dict[str, Any]:
    """The rows, by what they are. The plan is with members for comment; the officer owns its measure and its milestone, which
    are shared with the contributor. A round is open in which neither is answered yet; the one before was tabled."""
    plan = make_plan(cast.directorates["People"], state=PlanState.FOR_COMMENT)
    priority = make_priority()
    objective = make_objective(plan, priority=priority, owner=cast.posts["director"])
    measure = make_measure(objective, owner=cast.posts["officer"])
    milestone = make_milestone(objective, owner=cast.posts["officer"])
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    MilestoneContribution.objects.create(milestone=milestone, post=cast.posts["contributor"])
    figure = make_figure(measure, "93.2")
    round_ = make_round(cast["performance officer"])
    owed = make_return(round_, plan)
    update = make_update(owed, measure)
    edition = make_tabled(plan, priority, measure, cast["head of performance"])
    return {
        "plan": plan,
        "priority": priority,
        "objective": objective,
        "measure": measure,
        "milestone": milestone,
        "definition": measure.definition,
        "target": make_target(measure),
        "figure": figure,
        "baseline": Baseline.objects.create(
            measure=measure,
            period_kind=figure.period_kind,
            period_start=figure.period_start,
            period_end=figure.period_end,
            value=figure.value,
        ),
        "issue": StrategicIssue.objects.create(plan=plan, issue="Fewer places than children"),
        "upload": uploaded(cast),
        "round": round_,
        "closed_day": ClosedDay.objects.create(day=date(2021, 12, 29), why="Offices are closed"),
        "message": make_message(round_, cast["officer"]),
        "return": owed,
        "update": update,
        "milestone_update": make_update(owed, milestone),
        "evidence": make_evidence(update, cast["officer"]),
        "edition": edition,
        "tabled_update": edition.updates.get().update,
        "directorate": plan.directorate,
        "department": Department.objects.create(directorate=plan.directorate, name="Early Help"),
        "person": cast["officer"],
        "post": cast.posts["officer"],
        "holding": cast["officer"].holdings.get(),
    }
