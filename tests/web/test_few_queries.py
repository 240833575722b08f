"""With three years of plans and 600 measures in each, every page of the application asks at most 15 questions of the database,
where everybody is asked for a second factor too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.web.plans.models import (
    Baseline,
    Figure,
    MeasureContribution,
    MilestoneContribution,
    Plan,
    PlanState,
    StrategicIssue,
)
from goldenthread.web.returns.models import Update, UpdateState
from tests.web.conftest import Cast, SignIn
from tests.web.inventory import Route
from tests.web.plans.large import large_plans
from tests.web.returns.evidence_files import make_evidence
from tests.web.returns.large import large_rounds
from tests.web.routes import ROUTES
from tests.web.world import make_world

MOST = 15
VISITORS = ("performance officer", "director", "member", "administrator")
"""Who looks: the first of these who may see a page, and the director and the member at every page of a quarter that is theirs."""
OF_A_QUARTER = (
    "home",
    "my_updates",
    "round",
    "return",
    "update",
    "papers",
    "round_papers",
    "edition",
    "updates_workbook",
)


def _large_world(cast: Cast) -> dict[str, Any]:
    """The world of the inventory, with the rows of the plan taken from the last of three large ones."""
    world = make_world(cast)
    Plan.objects.update(title="A small plan")
    plans = large_plans(cast.directorates["People"], 600)
    plan = plans[-1]
    owed = large_rounds(plans, cast["performance officer"])[-1]
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.FOR_COMMENT)
    plan.comments.bulk_create(
        plan.comments.model(plan=plan, by=cast["member"], at="2023-05-10T09:00:00Z", text=f"Comment {n}")
        for n in range(30)
    )
    measure = plan.measures.order_by("pk")[0]
    milestone = measure.objective.milestones.get()
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    MilestoneContribution.objects.create(milestone=milestone, post=cast.posts["contributor"])
    figure = Figure.objects.filter(series=measure.series).order_by("pk")[0]
    update = owed.updates.get(measure=measure)
    Update.objects.filter(pk=update.pk).update(state=UpdateState.SUBMITTED)
    return world | {
        "round": owed.round,
        "return": owed,
        "update": update,
        "milestone_update": owed.updates.get(milestone=milestone),
        "evidence": make_evidence(update, cast["officer"]),
        "plan": plan,
        "priority": measure.objective.priorities.order_by("pk")[0],
        "objective": measure.objective,
        "measure": measure,
        "milestone": milestone,
        "definition": measure.definition,
        "target": measure.targets.order_by("pk")[0],
        "figure": figure,
        "baseline": Baseline.objects.create(
            measure=measure,
            period_kind=figure.period_kind,
            period_start=figure.period_start,
            period_end=figure.period_end,
            value=figure.value,
        ),
        "issue": StrategicIssue.objects.create(plan=plan, issue="Fewer places than children"),
        "post": measure.owner,
    }


def _address(route: Route, world: dict[str, Any]) -> str:
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    return reverse(route.name, kwargs=parts)


def _looks() -> Iterator[tuple[Route, str]]:
    for route in ROUTES:
        if route.method == "get":
            may = [part for part in VISITORS if route.codes[part] == 200] or [VISITORS[0]]
            yield from ((route, part) for part in (may if route.name in OF_A_QUARTER else may[:1]))


def test_every_page_asks_few_questions_of_a_large_council(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    world = _large_world(cast)
    visitors = {}
    for part in VISITORS:
        Authenticator.objects.create(user=cast[part], type=Authenticator.Type.TOTP, data={})
        visitors[part] = sign_in(part)
    looked_at, too_many = 0, {}
    for route, part in _looks():
        with CaptureQueriesContext(connection) as asked:
            response = visitors[part].get(_address(route, world))
        if response.streaming:
            b"".join(response)
        looked_at += response.status_code == 200
        if len(asked) > MOST:
            too_many[route.name, part] = len(asked)
    assert too_many == {}
    assert looked_at > 120
