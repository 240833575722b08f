"""With three years of plans and 600 measures in each, every page to read asks at most 15 questions of the database."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.web.plans.models import Milestone, Plan, PlanState, Priority
from tests.web.conftest import Cast, SignIn
from tests.web.plans.large import large_plans

MOST = 15


def test_no_page_asks_more_when_plans_are_large(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    plan = large_plans(cast.directorates["People"], 600)[-1]
    measure = plan.measures.order_by("pk")[0]
    milestone = Milestone.objects.filter(plan=plan).order_by("pk")[0]
    priority = Priority.objects.order_by("pk")[0]
    client = sign_in("performance officer")
    for address in (
        "/",
        "/plans/",
        f"/plans/{plan.pk}/",
        f"/measures/{measure.pk}/",
        f"/milestones/{milestone.pk}/",
        "/priorities/",
        f"/priorities/{priority.pk}/",
    ):
        with django_assert_max_num_queries(MOST):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("state", [PlanState.FOR_COMMENT, PlanState.APPROVED])
def test_comments_cost_no_more(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any, state: PlanState
) -> None:
    plan = large_plans(cast.directorates["People"], 20, years=(2021,))[0]
    Plan.objects.filter(pk=plan.pk).update(state=state)
    for n in range(30):
        plan.comments.create(by=cast["member"], at="2021-05-10T09:00:00Z", text=f"Comment {n}")
    client = sign_in("member")
    with django_assert_max_num_queries(MOST):
        assert client.get(f"/plans/{plan.pk}/").status_code == 200
