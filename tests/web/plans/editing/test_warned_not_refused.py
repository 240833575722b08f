"""What does not hold together in a plan is warned of, never refused: it is saved, shown, and the plan can still be approved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Measure, Objective, Plan, PlanState, Target
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_measure, make_objective, make_plan, make_priority, make_target
from tests.web.plans.editing.pages import change, fields_of, message_of, words_of


@pytest.fixture
def keeper(sign_in: SignIn) -> StrictClient:
    return sign_in("performance officer")


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """A number added up over the year, with 100 for 2021/22, in a draft for two years."""
    plan = make_plan(cast.directorates["People"], years=2)
    objective = make_objective(plan, priority=make_priority(), owner=cast.posts["director"])
    measure = make_measure(objective, owner=cast.posts["officer"])
    definition = measure.definition
    definition.unit, definition.time_basis = "count", "cumulative over the financial year"
    definition.save()
    make_target(measure, "100")
    return measure


def said_of(keeper: StrictClient, plan: Plan) -> str:
    return words_of(keeper.get(reverse("plan_check", args=[plan.pk])))


def type_profile(keeper: StrictClient, target: Target, *quarters: str) -> Any:
    typed = {f"quarter_{number}": quarter for number, quarter in enumerate(quarters, 1)}
    return change(keeper, reverse("target_change", args=[target.pk]), profile_by="by hand", **typed)


def test_two_measures_of_one_reference(keeper: StrictClient, measure: Measure) -> None:
    address = reverse("measure_add", args=[measure.objective_id])
    assert change(keeper, address, ref="PED01 01", title="Another of that reference").status_code == 302
    assert list(Measure.objects.values_list("ref", flat=True)) == ["PED01 01", "PED01 01"]
    assert "PED01 01 is the reference of 2 lines: “Attendance at school” and “Another of that reference”." in said_of(
        keeper, measure.plan
    )


def test_an_objective_with_no_priority(keeper: StrictClient, measure: Measure) -> None:
    response = change(keeper, reverse("objective_add", args=[measure.plan_id]), ref="PED02", title="Serves none")
    assert response.status_code == 302
    assert Objective.objects.get(ref="PED02").priorities.count() == 0
    assert "The objective PED02 Serves none serves no priority." in said_of(keeper, measure.plan)


@pytest.mark.parametrize(
    ("quarters", "told"),
    [
        (("25", "50", "75", "90"), "the fourth quarter of the profile is 90, and the target 100."),
        (
            ("25", "60", "50", "100"),
            "the profile falls from one quarter to the next, but the measure adds up over the year.",
        ),
    ],
)
def test_quarters_that_do_not_make_the_year(
    quarters: tuple[str, ...], told: str, keeper: StrictClient, measure: Measure
) -> None:
    target = measure.targets.get()
    response = type_profile(keeper, target, *quarters)
    assert response.status_code == 302
    assert told in message_of(response)
    target.refresh_from_db()
    assert target.profile == [Decimal(quarter) for quarter in quarters]
    assert f"PED01 01 for 2021/22: {told}" in said_of(keeper, measure.plan)


def test_quarters_that_make_the_year_are_not_warned_of(keeper: StrictClient, measure: Measure) -> None:
    type_profile(keeper, measure.targets.get(), "25", "50", "75", "100")
    assert "profile" not in said_of(keeper, measure.plan)


def test_years_that_do_not_make_the_plan(keeper: StrictClient, measure: Measure) -> None:
    assert "PED01 01 has no target for 2022/23." in said_of(keeper, measure.plan)
    response = change(keeper, reverse("target_add", args=[measure.pk]), year="2022", original="80")
    assert response.status_code == 302
    assert measure.targets.get(year=2022).low == Decimal(80)
    said = said_of(keeper, measure.plan)
    assert "has no target" not in said
    assert "PED01 01 asks less in 2022/23 (80) than in 2021/22 (100)." in said


def test_a_plan_of_which_all_is_warned_is_approved(keeper: StrictClient, measure: Measure) -> None:
    plan = measure.plan
    make_objective(plan, ref="PED02")
    make_measure(measure.objective)
    type_profile(keeper, measure.targets.get(), "25", "50", "75", "90")
    change(keeper, reverse("plan_life", args=[plan.pk, "send-for-comment"]))
    address = reverse("plan_life", args=[plan.pk, "approve"])
    page = keeper.get(address)
    assert "Look at this first" in words_of(page)
    approval = {"approver": "Executive Board", "approved_on": "6/5/2021"}
    assert keeper.post(address, fields_of(page) | approval).status_code == 302
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED
