"""What holds for every page that changes a plan: few queries, one method, a reason once it is approved, no input too odd."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from goldenthread.web.plans.models import (
    Baseline,
    Definition,
    Figure,
    Measure,
    Milestone,
    Objective,
    Plan,
    PlanState,
    Priority,
    StrategicIssue,
    Target,
)
from tests.web.conftest import Cast, SignIn
from tests.web.inventory import Route
from tests.web.plans.editing.pages import fields_of, words_of
from tests.web.plans.routes_editing import ROUTES
from tests.web.world import make_world

_ROWS: tuple[type[Model], ...] = (
    Plan, Objective, Measure, Milestone, Definition, Target, Figure, Baseline, Priority, StrategicIssue,
)  # fmt: skip
_NO_PLAN = ("plan_add", "priority_add", "priority_change", "priority_delete")
_TEXTS = (
    "title",
    "issue",
    "aim",
    "ref",
    "description",
    "numerator",
    "rationale",
    "source",
    "due",
    "baseline",
    "change-reason",
)
_ODD = (
    "<script>alert(1)</script>",
    "=HYPERLINK('http://example.org')",
    "left \u202etfel ot thgir\u202c",
    "nul\x00 and bell\x07",
    "x" * 60_000,
    "\U0001f9f5" * 50,
    "' OR 1=1; --",
    "999999999999999999999999999999",
)


def by_name(names: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> pytest.MarkDecorator:
    routes = [route for route in ROUTES if (not names or route.name in names) and route.name not in without]
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.name)


def address(route: Route, world: Mapping[str, Any]) -> str:
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    return reverse(route.name, kwargs=parts)


def rows() -> list[list[Any]]:
    """Everything that these pages could change."""
    return [list(model._default_manager.order_by("pk").values()) for model in _ROWS]


@by_name()
def test_it_asks_few_questions_and_takes_no_other_method(
    route: Route, cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client, where = sign_in("performance officer"), address(route, make_world(cast))
    with django_assert_max_num_queries(15):
        assert client.get(where).status_code == 200
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(where).status_code == 405


@by_name(without=(*_NO_PLAN, "plan_life", "plan_delete"))
def test_an_approved_plan_is_changed_with_a_reason_alone(route: Route, cast: Cast, sign_in: SignIn) -> None:
    world, client = make_world(cast), sign_in("performance officer")
    where, plan = address(route, world), world["plan"]
    Plan.objects.filter(pk=plan.pk).update(
        state=PlanState.APPROVED, approved_by="Executive Board", approved_on="2021-04-15"
    )
    before = rows()
    response = client.post(where, fields_of(client.get(where)) | {"title": "Another", "issue": "Another"})
    assert response.status_code == 200
    for sentence in (
        "Say why this is changed: the plan is approved.",
        "Say who approved this change: the plan is approved.",
        "Say on which day this change was approved.",
    ):
        assert sentence in words_of(response)
    assert rows() == before


@by_name(without=("plan_delete",))
def test_odd_input_is_kept_as_text_or_refused(route: Route, cast: Cast, sign_in: SignIn) -> None:
    """Twice for each: everywhere at once, and in the texts of an otherwise sound form."""
    client, where = sign_in("performance officer"), address(route, make_world(cast))
    sound = fields_of(client.get(where))
    for odd in _ODD:
        everywhere = dict.fromkeys([*sound, "seen", "was", "number", "choosing"], odd) | {"before": "[1]"}
        texts = {name: odd for name, values in sound.items() if name in _TEXTS}
        for sent in (everywhere, sound | texts):
            response = client.post(where, sent)
            assert response.status_code in (200, 302, 409)
            assert b"<script>alert(1)" not in response.content
