"""The plan's log of changes: after approval each change shows with its approver, day and reason, whatever way it was made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.models import Measure, Objective, Plan, PlanState, Target
from tests.web.conftest import Cast, SignIn, plain_sql
from tests.web.history.reading import past_the_service, sentences
from tests.web.plans.builders import make_definition, make_measure, make_objective, make_plan, make_target
from tests.web.plans.large import large_plans

APPROVAL: dict[str, Any] = {
    "approver": "Leader of the Council",
    "approved_on": date(2021, 7, 1),
    "reason": "The grant was cut.",
}
APPROVED = "Approved by Leader of the Council on 1 July 2021. Reason: The grant was cut."


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan that was drafted with one measure and then approved."""
    with recorded(by=cast["performance officer"], action="plans.add_plan"):
        plan = make_plan(cast.directorates["People"])
        make_target(make_measure(make_objective(plan), owner=cast.posts["officer"]))
    with recorded(by=cast["director"], action="plans.approve"):
        plan.state, plan.approved_by, plan.approved_on = PlanState.APPROVED, "Executive Board", date(2021, 4, 15)
        plan.save()
    past_the_service()
    return plan


def log(sign_in: SignIn, plan: Plan, query: str = "") -> list[str]:
    return sentences(sign_in("member"), f"/history/plans/{plan.pk}/log/{query}")


def test_nothing_changed_since_approval(sign_in: SignIn, plan: Plan) -> None:
    page = sign_in("member").get(f"/history/plans/{plan.pk}/log/").content.decode()
    assert "Nothing has changed since the plan was approved." in page
    assert "Pat Reed" not in page


def test_everything_can_be_shown(sign_in: SignIn, plan: Plan) -> None:
    told = log(sign_in, plan, "?from=all")
    assert "Drew Hall changed the state from draft to approved (by Executive Board on 15 April 2021)." in told
    assert "Pat Reed made the plan “Business plan 2021/22”, with 1 objective, 1 measure and 1 target." in told


def _target(plan: Plan, cast: Cast) -> None:
    Target.objects.update(low=Decimal(90))


def _owner(plan: Plan, cast: Cast) -> None:
    Measure.objects.update(owner=cast.posts["director"])


def _dropped(plan: Plan, cast: Cast) -> None:
    Measure.objects.update(dropped_on=date(2021, 7, 2))


def _added(plan: Plan, cast: Cast) -> None:
    make_measure(Objective.objects.get(), ref="PED01 02", title="Persistent absence")


def _redefined(plan: Plan, cast: Cast) -> None:
    measure = Measure.objects.get()
    measure.definition = make_definition(measure.series, number=2, polarity="lower is better")
    measure.save()


def _defined_in_place(plan: Plan, cast: Cast) -> None:
    plain_sql("UPDATE plans_definition SET unit = 'count'")


LINE = "PED01 01 “Attendance at school”"
CHANGES = [
    (_target, "Target revised", f"changed the target for 2021/22 of {LINE} from 95% to 90%"),
    (
        _owner,
        "New owner",
        f"changed the owner of the measure {LINE} from Divisional Manager, Early Help to Director of People",
    ),
    (_dropped, "Dropped", f"dropped the measure {LINE} on 2 July 2021"),
    (_added, "Added", "added the measure PED01 02 “Persistent absence”"),
    (
        _redefined,
        "Redefined",
        f"gave the measure {LINE} version 2 of its definition: the polarity from higher is better to lower is better",
    ),
    (
        _defined_in_place,
        "Redefined",
        f"changed the unit of version 1 of the definition of {LINE} from per cent to number",
    ),
]


@pytest.mark.parametrize(("change", "tag", "what"), CHANGES, ids=lambda one: getattr(one, "__name__", ""))
def test_each_change_shows_with_its_approval(
    change: Any, tag: str, what: str, cast: Cast, sign_in: SignIn, plan: Plan
) -> None:
    with recorded(by=cast["performance officer"], action="plans.change", **APPROVAL):
        change(plan, cast)
    told = log(sign_in, plan)
    assert any(one.startswith(f"{tag} Pat Reed {what}.") for one in told)
    assert APPROVED in told


@pytest.mark.parametrize(("change", "tag", "what"), CHANGES, ids=lambda one: getattr(one, "__name__", ""))
def test_each_change_past_the_service_shows_too(
    change: Any, tag: str, what: str, cast: Cast, sign_in: SignIn, plan: Plan
) -> None:
    change(plan, cast)
    assert any(one.startswith(f"{tag} Somebody {what} directly in the database.") for one in log(sign_in, plan))


def test_the_log_of_a_deleted_plan_is_for_those_inside(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    pk = plan.pk
    Measure.objects.all().delete()
    plan.delete()
    assert sign_in("performance officer").get(f"/history/plans/{pk}/log/").status_code == 200
    assert sign_in("member").get(f"/history/plans/{pk}/log/").status_code == 404
    assert sign_in("other officer").get(f"/history/plans/{pk}/log/").status_code == 404


def test_the_log_is_read_alone(sign_in: SignIn, plan: Plan) -> None:
    assert sign_in("performance officer").post(f"/history/plans/{plan.pk}/log/").status_code == 405


def test_fifty_changes_stand_on_a_page(sign_in: SignIn, plan: Plan) -> None:
    for low in range(60):
        Target.objects.update(low=low)
    first, second = log(sign_in, plan), log(sign_in, plan, "?page=2")
    assert [sum("the target for 2021/22" in one and "Somebody" in one for one in page) for page in (first, second)] == [
        50,
        10,
    ]


def test_six_hundred_measures_take_fifteen_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    with recorded(by=cast["performance officer"], action="plans.make_from_paper"):
        plan = large_plans(cast.directorates["People"], 600)[-1]
    past_the_service()
    Target.objects.filter(measure__plan=plan, year=2023).update(low=Decimal(91))
    client = sign_in("performance officer")
    for query in ("", "?from=all"):
        with django_assert_max_num_queries(15):
            page = client.get(f"/history/plans/{plan.pk}/log/{query}")
        assert page.status_code == 200
        assert "from 80.0% to 91.0%" in page.content.decode()
