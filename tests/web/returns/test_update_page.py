"""The page of one update, by whole requests."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Measure
from goldenthread.web.returns.models import Update, UpdateState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import fields_of, words_of
from tests.web.returns.builders import make_return, make_round, make_update


@pytest.fixture
def measure(cast: Cast) -> Measure:
    plan = make_plan(cast.directorates["People"])
    measure = make_measure(make_objective(plan), owner=cast.posts["officer"])
    make_target(measure)
    return measure


@pytest.fixture
def update(cast: Cast, measure: Measure) -> Update:
    return make_update(make_return(make_round(cast["performance officer"]), measure.plan), measure)


def _page(row: Update) -> str:
    return reverse("update", args=[row.pk])


def _answer(**more: str) -> dict[str, str]:
    said = {
        "figure-0": "95.2%",
        "light": "green",
        "what_happened": "More children came to school than last year.",
    }
    return said | more


def test_an_officer_answers_with_a_figure_a_light_and_a_sentence(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    page: Any = officer.get(_page(update))
    assert page.status_code == 200
    response = officer.post(_page(update), fields_of(page) | _answer(do="submit"))
    assert response.status_code == 302, words_of(response)
    update.refresh_from_db()
    assert update.state == UpdateState.SUBMITTED
