"""Objectives are added, changed, moved and deleted, with the priorities that they serve."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Objective, Plan
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan, make_priority
from tests.web.plans.editing.pages import change, message_of, words_of


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Three objectives: PED01 to PED03."""
    plan = make_plan(cast.directorates["People"])
    for number in (1, 2, 3):
        make_objective(plan, ref=f"PED0{number}")
    return plan


def refs(plan: Plan) -> list[str]:
    return [one.ref for one in plan.objectives.all()]


def at(name: str, row: Any) -> str:
    return reverse(name, kwargs={"pk": row.pk})


def test_an_objective_is_added_with_its_priorities_and_owner(plan: Plan, cast: Cast, sign_in: SignIn) -> None:
    one, two = make_priority("Children"), make_priority("Health")
    response = change(
        sign_in("performance officer"),
        at("objective_add", plan),
        ref="PED04",
        title="Good schools",
        priorities=[one.pk, two.pk],
        owner=cast.posts["director"].pk,
    )
    assert message_of(response) == "The objective is added."
    added = Objective.objects.get(ref="PED04")
    assert refs(plan) == ["PED01", "PED02", "PED03", "PED04"]
    assert (added.title, added.owner) == ("Good schools", cast.posts["director"])
    assert sorted(str(one) for one in added.priorities.all()) == ["Children", "Health"]


def test_an_objective_without_a_priority_is_saved(plan: Plan, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at("objective_add", plan), title="Good schools")
    assert response.status_code == 302
    assert "Good schools serves no priority." in message_of(response)


def test_a_title_is_needed(plan: Plan, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at("objective_add", plan), title="  ")
    assert "Say what the objective is." in words_of(response)
    assert plan.objectives.count() == 3


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("1", ["PED03", "PED01", "PED02"]),
        ("2", ["PED01", "PED03", "PED02"]),
        ("3", ["PED01", "PED02", "PED03"]),
        ("99", ["PED01", "PED02", "PED03"]),
    ],
)
def test_an_objective_is_moved(place: str, order: list[str], plan: Plan, sign_in: SignIn) -> None:
    last = Objective.objects.get(ref="PED03")
    assert change(sign_in("performance officer"), at("objective_change", last), place=place).status_code == 302
    assert refs(plan) == order


def test_a_change_of_priorities_alone_counts_as_a_change(plan: Plan, sign_in: SignIn) -> None:
    objective, priority = plan.objectives.first(), make_priority()
    assert objective is not None
    change(sign_in("performance officer"), at("objective_change", objective), priorities=[priority.pk])
    objective.refresh_from_db()
    assert (list(objective.priorities.all()), objective.version) == ([priority], 2)


def test_a_vacant_post_is_marked(plan: Plan, cast: Cast, sign_in: SignIn) -> None:
    cast.posts["officer"].holdings.update(until="2021-02-01")
    text = words_of(sign_in("performance officer").get(at("objective_add", plan)))
    assert "Divisional Manager, Early Help (vacant)" in text
    assert "Director of People (vacant)" not in text
    assert "Divisional Manager, Highways" not in text


def test_an_owner_of_another_directorate_is_refused(plan: Plan, cast: Cast, sign_in: SignIn) -> None:
    owner = cast.posts["other officer"].pk
    response = change(sign_in("performance officer"), at("objective_add", plan), title="Good schools", owner=owner)
    assert "This post is not one of the directorate any more. Choose another." in words_of(response)


def test_an_empty_objective_is_deleted(plan: Plan, sign_in: SignIn) -> None:
    client, objective = sign_in("performance officer"), Objective.objects.get(ref="PED02")
    assert "PED02 Help families early" in words_of(client.get(at("objective_delete", objective)))
    assert message_of(change(client, at("objective_delete", objective))) == "The objective is deleted."
    assert refs(plan) == ["PED01", "PED03"]


def test_an_objective_with_lines_is_kept(plan: Plan, sign_in: SignIn) -> None:
    objective = Objective.objects.get(ref="PED02")
    make_measure(objective)
    make_milestone(objective, dropped_on="2021-05-01")
    response = change(sign_in("performance officer"), at("objective_delete", objective))
    assert "2 lines stand under this objective, and a line that was dropped counts too." in words_of(response)
    assert Objective.objects.count() == 3
