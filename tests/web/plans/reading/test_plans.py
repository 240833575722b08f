"""The list of plans: what each person sees in it, and what it says where there is nothing."""

from __future__ import annotations

import pytest

from goldenthread.web.plans.models import PlanState
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan
from tests.web.plans.reading.page import Page


@pytest.fixture
def _plans(cast: Cast) -> None:
    people, places = cast.directorates["People"], cast.directorates["Places"]
    make_plan(people, title="Old plan", first_year=2020, state=PlanState.APPROVED)
    draft = make_plan(people, title="People plan", years=3)
    make_plan(places, title="Places plan", state=PlanState.FOR_COMMENT)
    objective = make_objective(draft)
    make_measure(objective)
    make_measure(objective, ref="PED01 02", dropped_on="2021-05-01")
    make_milestone(objective)


@pytest.mark.usefixtures("_plans")
def test_plans_stand_by_year_with_what_is_in_each(sign_in: SignIn) -> None:
    page = Page(sign_in("head of performance").get("/plans/"))
    heading = ["Plan", "Directorate", "Years", "State", "Objectives", "Measures", "Milestones"]
    assert page.tables() == {
        "Plans that begin in 2021/22": [
            heading,
            ["People plan, People", "People", "2021/22 to 2023/24", "Draft", "1", "1", "1"],
            ["Places plan, Places", "Places", "2021/22", "With members for comment", "0", "0", "0"],
        ],
        "Plans that begin in 2020/21": [
            heading,
            ["Old plan, People", "People", "2020/21", "Approved / on 15 April 2021", "0", "0", "0"],
        ],
    }


@pytest.mark.usefixtures("_plans")
@pytest.mark.parametrize(
    ("part", "titles"),
    [
        ("performance officer", {"People plan", "Old plan"}),
        ("director", {"People plan", "Old plan"}),
        ("officer", {"People plan", "Old plan"}),
        ("other officer", {"Places plan"}),
        ("finance officer", {"People plan", "Old plan", "Places plan"}),
        ("member", {"Old plan", "Places plan"}),
        ("contributor", set()),
        ("administrator", set()),
    ],
)
def test_each_sees_their_own(sign_in: SignIn, part: str, titles: set[str]) -> None:
    page = Page(sign_in(part).get("/plans/"))
    assert {title for title in ("People plan", "Old plan", "Places plan") if title in page.words} == titles


def test_a_keeper_without_plans_is_told_how_to_begin(sign_in: SignIn) -> None:
    page = Page(sign_in("performance officer").get("/plans/"))
    assert "There is no plan yet. Begin with the papers that you have" in page.words
    assert "roll it forward" in page.words


def test_anybody_else_is_told_whom_to_ask(sign_in: SignIn) -> None:
    page = Page(sign_in("member").get("/plans/"))
    assert "There is no plan that you can read yet. If you expect one, ask the performance team" in page.words


def test_nothing_is_posted_to_it(sign_in: SignIn) -> None:
    assert sign_in("performance officer").post("/plans/").status_code == 405


def test_it_asks_for_sign_in(db: None, client: StrictClient) -> None:
    assert client.get("/plans/")["Location"].endswith("?next=/plans/")


def test_markup_in_a_title_is_text(cast: Cast, sign_in: SignIn) -> None:
    make_plan(cast.directorates["People"], title="<script>alert(1)</script> & more")
    page = Page(sign_in("director").get("/plans/"))
    assert "<script>alert(1)</script> & more" in page.words
