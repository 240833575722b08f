"""Priorities and strategic issues are added, changed, put in order and deleted; targets are added and deleted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Component, Measure, Plan, PlanState, Priority, StrategicIssue, Target
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_objective, make_plan, make_priority, make_target
from tests.web.plans.editing.pages import APPROVAL, change, events_of, fields_of, message_of, words_of


def at(name: str, row: Any) -> str:
    return reverse(name, kwargs={"pk": row.pk})


# ---- priorities ----


def test_a_priority_is_added_after_the_others(cast: Cast, sign_in: SignIn) -> None:
    make_priority("Health", position=3)
    response = change(sign_in("performance officer"), reverse("priority_add"), title="Children", aim="They thrive")
    assert response["Location"] == reverse("priorities")
    assert [one.title for one in Priority.objects.all()] == ["Health", "Children"]
    event = events_of(Priority, Priority.objects.get(title="Children").pk).last()
    assert event.pgh_context.metadata["action"] == "plans.add_priority"


def test_a_priority_is_there_once(cast: Cast, sign_in: SignIn) -> None:
    make_priority("Health")
    response = change(sign_in("performance officer"), reverse("priority_add"), title="Health")
    assert "There is a priority of that title." in words_of(response)
    assert "Give the priority a title." in words_of(change(sign_in("performance officer"), reverse("priority_add")))
    assert Priority.objects.count() == 1


def test_priorities_are_put_in_order(cast: Cast, sign_in: SignIn) -> None:
    for position, title in enumerate(("Children", "Health", "Places")):
        make_priority(title, position=position)
    last = Priority.objects.get(title="Places")
    change(sign_in("performance officer"), at("priority_change", last), place="1")
    assert [one.title for one in Priority.objects.all()] == ["Places", "Children", "Health"]


def test_a_priority_that_is_served_stays(cast: Cast, sign_in: SignIn) -> None:
    priority = make_priority()
    make_objective(make_plan(cast.directorates["People"]), priority=priority)
    client = sign_in("performance officer")
    response = change(client, at("priority_delete", priority))
    assert "1 objective serves this priority. Choose another priority for them first." in words_of(response)
    priority.served_by.all().delete()
    assert message_of(change(client, at("priority_delete", priority))) == "The priority is deleted."
    assert not Priority.objects.exists()


@pytest.mark.parametrize("part", ["director", "officer", "member", "administrator", "contributor"])
def test_others_change_no_priority(part: str, cast: Cast, sign_in: SignIn) -> None:
    priority = make_priority()
    assert sign_in(part).post(at("priority_change", priority), {"title": "Mine"}).status_code == 403
    assert sign_in(part).post(at("priority_delete", priority)).status_code == 403
    assert Priority.objects.get().title == "Children and young people"


# ---- strategic issues ----


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.directorates["People"])


def test_an_issue_is_added_changed_and_deleted(plan: Plan, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    assert "Say what the issue is." in words_of(change(client, at("issue_add", plan)))
    said = {
        "ref": "SI1",
        "issue": "More children than homes",
        "baseline": "12 short in March",
        "outcomes_year_1": "6 short",
        "outcomes_year_3": "None short",
        "interventions": "Recruit",
        "indicators": "PED01 01",
    }
    assert message_of(change(client, at("issue_add", plan), **said)) == "The strategic issue is added."
    issue = StrategicIssue.objects.get()
    assert {name: getattr(issue, name) for name in said} == said
    change(client, at("issue_add", plan), issue="Second")
    second = StrategicIssue.objects.get(issue="Second")
    change(client, at("issue_change", second), place="1", baseline="New")
    assert [one.issue for one in plan.strategic_issues.all()] == ["Second", "More children than homes"]
    assert message_of(change(client, at("issue_delete", issue))) == "The strategic issue is deleted."
    assert StrategicIssue.objects.get().baseline == "New"


def test_an_issue_of_an_approved_plan_is_deleted_with_a_reason(plan: Plan, sign_in: SignIn) -> None:
    issue = StrategicIssue.objects.create(plan=plan, issue="Few homes")
    Plan.objects.update(state=PlanState.APPROVED, approved_by="Executive Board", approved_on="2021-04-15")
    client = sign_in("performance officer")
    assert change(client, at("issue_delete", issue)).status_code == 200
    assert StrategicIssue.objects.exists()
    assert change(client, at("issue_delete", issue), **APPROVAL).status_code == 302
    assert not StrategicIssue.objects.exists()


# ---- targets ----


@pytest.fixture
def measure(plan: Plan) -> Measure:
    plan.years = 2
    plan.save()
    return make_measure(make_objective(plan))


def test_a_target_is_added_for_a_part_and_a_year(measure: Measure, sign_in: SignIn) -> None:
    Component.objects.create(definition=measure.definition, name="Primary")
    client = sign_in("performance officer")
    response = change(client, at("target_add", measure), year="2022", component="Primary", original="95%")
    assert message_of(response) == "The target is added. It is understood as: at least 95 per cent."
    target = Target.objects.get()
    assert (target.year, target.component, target.low, target.state) == (2022, "Primary", Decimal(95), "unstated")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"original": ""}, "Type the target, for example 95%"),
        ({"original": "95%", "year": "2024"}, "2024"),
        ({"original": "95%", "year": "2021"}, "This measure has a target for that year already."),
    ],
)
def test_a_bad_target_is_not_added(sent: dict[str, str], said: str, measure: Measure, sign_in: SignIn) -> None:
    make_target(measure)
    response = change(sign_in("performance officer"), at("target_add", measure), **sent)
    assert said in words_of(response)
    assert Target.objects.count() == 1


def test_a_target_is_deleted_and_the_history_keeps_it(measure: Measure, sign_in: SignIn) -> None:
    target = make_target(measure)
    client = sign_in("performance officer")
    assert "The target “95” for 2021/22" in words_of(client.get(at("target_delete", target)))
    pk = target.pk
    assert message_of(change(client, at("target_delete", target))) == "The target is deleted. The history keeps it."
    assert not Target.objects.exists()
    event = events_of(Target, pk).last()
    assert event.pgh_context.metadata["action"] == "plans.delete_target"


def test_a_target_changed_meanwhile_is_not_deleted(measure: Measure, sign_in: SignIn) -> None:
    target = make_target(measure)
    client = sign_in("performance officer")
    where = at("target_delete", target)
    opened = fields_of(client.get(where))
    change(client, at("target_change", target), original="97%")
    assert "Open the page again and look at what is there now." in words_of(client.post(where, opened))
    assert Target.objects.exists()
