"""A plan that changes while a round is open: what was answered for is never deleted with a line, and a new owner owes it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.model.report import ReportKind
from goldenthread.web.accounts.models import Holding, Post, Role
from goldenthread.web.plans.models import Measure, Milestone, Objective, Plan, PlanState, Priority
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.models import Update
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import NOW, make_measure, make_milestone, make_objective, make_plan, make_priority
from tests.web.plans.editing.pages import change, words_of
from tests.web.returns.builders import make_return, make_round, make_update


@pytest.fixture
def objective(cast: Cast) -> Objective:
    """Of a plan that was approved, asked about in a round, and taken back to draft."""
    objective = make_objective(make_plan(cast.directorates["People"]))
    owed = make_return(make_round(cast["performance officer"]), objective.plan)
    make_update(owed, make_measure(objective, owner=cast.posts["officer"]))
    make_update(owed, make_milestone(objective, owner=cast.posts["officer"]))
    assert objective.plan.state == PlanState.DRAFT
    return objective


@pytest.mark.parametrize(("name", "model"), [("measure_delete", Measure), ("milestone_delete", Milestone)])
def test_a_line_that_was_asked_about_is_kept_and_can_be_dropped(
    objective: Objective, sign_in: SignIn, name: str, model: type[Measure] | type[Milestone]
) -> None:
    line = model._default_manager.get()
    response = change(sign_in("performance officer"), reverse(name, args=[line.pk]))
    assert response.status_code == 200
    assert "1 update rests on it, and the record keeps these" in words_of(response)
    assert "drop the line then" in words_of(response)
    assert model._default_manager.filter(pk=line.pk).exists()
    assert Update.objects.count() == 2


def test_a_plan_that_was_asked_about_is_kept_whole(objective: Objective, sign_in: SignIn) -> None:
    plan = objective.plan
    response = change(sign_in("performance officer"), reverse("plan_delete", args=[plan.pk]), confirmed="on")
    assert "the record keeps these. Approve the plan again." in words_of(response)
    assert (Plan.objects.count(), Measure.objects.count(), Milestone.objects.count()) == (1, 1, 1)


def test_a_priority_that_a_paper_was_about_is_kept(cast: Cast, sign_in: SignIn) -> None:
    priority = make_priority()
    of = make_round(cast["performance officer"])
    Edition.objects.create(
        round=of, kind=ReportKind.PRIORITY.value, priority=priority, number=1, title="Paper", report="{}", sha256="0" * 64,
        tabled_on=of.meeting_on, frozen_by=cast["performance officer"], frozen_at=NOW,
    )  # fmt: skip
    response = change(sign_in("performance officer"), reverse("priority_delete", args=[priority.pk]))
    assert "1 edition rests on it" in words_of(response)
    assert Priority.objects.filter(pk=priority.pk).exists()


def test_who_is_made_the_owner_while_a_round_is_open_owes_the_update(
    objective: Objective, cast: Cast, sign_in: SignIn
) -> None:
    """And who was it before owes it no more."""
    update = Update.objects.exclude(measure=None).get()
    page, mine = reverse("update", args=[update.pk]), reverse("my_updates")
    second = Post.objects.create(
        title="Manager, Schools", role=Role.RESPONSIBLE_OFFICER, directorate=objective.plan.directorate
    )
    Holding.objects.create(post=second, person=cast["other officer"], since=date(2021, 1, 1))
    measure = objective.measures.get()
    assert sign_in("other officer").get(page).status_code == 404
    change(sign_in("performance officer"), reverse("measure_change", args=[measure.pk]), owner=second.pk)
    now = sign_in("other officer")
    assert now.get(page).status_code == 200
    assert str(measure) in words_of(now.get(mine))
    before = sign_in("officer")
    assert before.get(page).status_code == 404
    assert str(measure) not in words_of(before.get(mine))
