"""The council's priorities, and the look down from one of them."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.web.plans.models import PlanState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan, make_priority
from tests.web.plans.reading.page import Page


def test_each_priority_says_what_serves_it_in_the_plans_one_sees(cast: Cast, sign_in: SignIn) -> None:
    children = make_priority(aim="Every child does well.")
    make_priority("Safer streets", position=1)
    draft = make_plan(cast.directorates["People"])
    for ref in ("PED01", "PED02"):
        make_objective(draft, ref=ref, priority=children)
    assert Page(sign_in("director").get("/priorities/")).summary() == {
        "Children and young people": "Every child does well. / 2 objectives serve it in the plans that you can read.",
        "Safer streets": "Its aim is not stated yet. / No objective serves it in the plans that you can read.",
    }
    member = Page(sign_in("member").get("/priorities/")).summary()
    assert member["Children and young people"].endswith("No objective serves it in the plans that you can read.")


def test_one_objective_serves(cast: Cast, sign_in: SignIn) -> None:
    make_objective(make_plan(cast.directorates["People"]), priority=make_priority())
    words = Page(sign_in("director").get("/priorities/")).words
    assert "1 objective serves it in the plans that you can read." in words


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("performance officer", "There is no priority yet. Add the council’s corporate priorities here"),
        ("member", "No priority is recorded yet. Ask the performance team."),
    ],
)
def test_no_priority_says_what_to_do(sign_in: SignIn, part: str, says: str) -> None:
    assert says in Page(sign_in(part).get("/priorities/")).words


def test_a_priority_looks_down_to_its_lines(cast: Cast, sign_in: SignIn) -> None:
    priority = make_priority(aim="Every child does well.")
    objective = make_objective(make_plan(cast.directorates["People"], state=PlanState.APPROVED), priority=priority)
    measure, milestone = make_measure(objective), make_milestone(objective)
    make_measure(objective, ref="PED01 02", dropped_on=date(2021, 6, 30))
    page = Page(sign_in("member").get(f"/priorities/{priority.pk}/"))
    assert "Business plan 2021/22, People, 2021/22 Approved" in page.words
    assert "PED01 Help families early 1 measure, 1 milestone" in page.words
    links = page.links()
    assert links["PED01 01 Attendance at school"] == f"/measures/{measure.pk}/"
    assert links["PED01a Open the second family hub"] == f"/milestones/{milestone.pk}/"
    assert links["Business plan 2021/22"] == f"/plans/{objective.plan_id}/"


@pytest.mark.parametrize("part", ["other officer", "contributor", "administrator"])
def test_it_shows_nothing_of_plans_that_one_does_not_see(cast: Cast, sign_in: SignIn, part: str) -> None:
    priority = make_priority()
    make_measure(make_objective(make_plan(cast.directorates["People"], state=PlanState.APPROVED), priority=priority))
    page = Page(sign_in(part).get(f"/priorities/{priority.pk}/"))
    assert "No objective serves this priority in the plans that you can read." in page.words
    assert "Attendance" not in page.words


def test_markup_is_text(cast: Cast, sign_in: SignIn) -> None:
    priority = make_priority("<b>bold</b>", aim="<script>alert(1)</script>\nand more")
    for address in ("/priorities/", f"/priorities/{priority.pk}/"):
        page = Page(sign_in("director").get(address))
        assert "<b>bold</b>" in page.words
        assert "<script>alert(1)</script> / and more" in page.words


def test_they_are_only_read(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    assert client.post("/priorities/").status_code == 405
    assert client.post(f"/priorities/{make_priority().pk}/").status_code == 405
    assert client.get("/priorities/999999/").status_code == 404
