"""The page of one milestone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.web.plans.models import MilestoneContribution, PlanState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_milestone, make_objective, make_plan, make_priority
from tests.web.plans.reading.page import Page

NASTY = "<script>alert(1)</script> <b>bold</b>"


def _milestone(cast: Cast, **fields: Any) -> Any:
    plan = make_plan(cast.directorates["People"], state=PlanState.FOR_COMMENT)
    return make_milestone(make_objective(plan, priority=make_priority()), owner=cast.posts["officer"], **fields)


def _page(sign_in: SignIn, milestone: Any, part: str = "director") -> Page:
    return Page(sign_in(part).get(f"/milestones/{milestone.pk}/"))


def test_it_shows_the_thread_and_what_is_known(cast: Cast, sign_in: SignIn) -> None:
    milestone = _milestone(cast, source="Early Help")
    page = _page(sign_in, milestone)
    assert page.summary() == {
        "Due": "March 2022 / Between 1 March 2022 and 31 March 2022",
        "Responsible": "Divisional Manager, Early Help / Ola Brook",
        "Shared with": "Nobody",
        "Team": "Early Help",
    }
    assert "Milestone PED01a Open the second family hub" in page.words
    assert page.links()["Business plan 2021/22"] == f"/plans/{milestone.plan_id}/"


def test_one_day_is_not_a_span_and_no_day_is_said(cast: Cast, sign_in: SignIn) -> None:
    day = _milestone(cast, due="3 May 2021", due_from=date(2021, 5, 3), due_to=date(2021, 5, 3))
    assert _page(sign_in, day).summary()["Due"] == "3 May 2021 / 3 May 2021"
    never = make_milestone(day.objective, due="", due_from=None, due_to=None)
    assert _page(sign_in, never).summary()["Due"] == "Not stated yet"


def test_it_leads_to_the_milestone_that_it_continues(cast: Cast, sign_in: SignIn) -> None:
    before = make_plan(cast.directorates["People"], title="Business plan 2020/21", first_year=2020)
    old = make_milestone(make_objective(before), ref="OLD a")
    new = _milestone(cast, continues=old)
    name = "Open the second family hub, Business plan 202"
    assert _page(sign_in, new).links()[f"OLD a {name}0/21"] == f"/milestones/{old.pk}/"
    assert _page(sign_in, old).links()[f"PED01a {name}1/22"] == f"/milestones/{new.pk}/"
    assert f"OLD a {name}0/21" not in _page(sign_in, new, "member").links()


def test_a_contributor_sees_what_is_shared_and_no_way_to_the_plan(cast: Cast, sign_in: SignIn) -> None:
    milestone = _milestone(cast)
    assert sign_in("contributor").get(f"/milestones/{milestone.pk}/").status_code == 404
    MilestoneContribution.objects.create(milestone=milestone, post=cast.posts["contributor"])
    page = _page(sign_in, milestone, "contributor")
    assert not [link for link in page.links().values() if link.startswith("/plans/")]


def test_markup_is_text_and_a_dropped_one_says_when(cast: Cast, sign_in: SignIn) -> None:
    milestone = _milestone(cast, title=NASTY, due=NASTY, source=NASTY, dropped_on=date(2021, 7, 1))
    page = _page(sign_in, milestone)
    assert page.words.count("<b>bold</b>") >= 4
    assert page.main.find(".//b") is None
    assert "This milestone was dropped from the plan on 1 July 2021." in page.words


@pytest.mark.parametrize("part", ["other officer", "other performance officer", "administrator"])
def test_nobody_else_finds_it(cast: Cast, sign_in: SignIn, part: str) -> None:
    assert sign_in(part).get(f"/milestones/{_milestone(cast).pk}/").status_code == 404


def test_it_is_only_read(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in("performance officer").post(f"/milestones/{_milestone(cast).pk}/").status_code == 405
