"""The page that rolls a plan forward: asked, previewed, confirmed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pghistory.models import Events

from goldenthread.web.plans.models import Measure, Plan, PlanState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_figure, make_measure, make_milestone, make_objective, make_plan, make_target
from tests.web.plans.large import large_plans


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED, years=2)
    objective = make_objective(plan, owner=cast.posts["director"])
    measure = make_measure(objective, owner=cast.posts["officer"])
    make_target(measure, "95")
    make_target(measure, "96", year=2022)
    make_milestone(objective)
    make_milestone(objective, ref="PED01c", title="Open the third", due="June 2022", due_to=date(2022, 6, 30))
    return plan


def _address(plan: Plan) -> str:
    return reverse("plan_roll", args=[plan.pk])


def _answers(plan: Plan, **others: Any) -> dict[str, Any]:
    later = plan.milestones.filter(due="June 2022").values_list("pk", flat=True)
    return {
        "title": "Business plan 2022/23",
        "first_year": "2022/23",
        "references": "keep",
        "carry": list(later),
        "step": "preview",
    } | others


def test_the_page_proposes_the_next_year_and_the_milestones_that_are_due_in_it(plan: Plan, sign_in: SignIn) -> None:
    page = sign_in("performance officer").get(_address(plan)).content.decode()
    assert 'value="Business plan 2022/23"' in page
    assert 'value="2022/23"' in page
    early, late = plan.milestones.order_by("pk")
    assert f'name="carry" type="checkbox" value="{late.pk}" checked' in page
    assert f'name="carry" type="checkbox" value="{early.pk}">' in page
    assert "not approved" not in page


def test_a_plan_that_is_not_approved_is_rolled_with_a_warning(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    page = sign_in("performance officer").get(_address(plan)).content.decode()
    assert "This plan is not approved yet." in page
    assert "This plan has no measures." in page


def test_the_preview_shows_the_new_plan_and_saves_nothing(plan: Plan, sign_in: SignIn) -> None:
    page = sign_in("performance officer").post(_address(plan), _answers(plan, references="renumber")).content.decode()
    assert "Nothing is saved yet." in page
    assert "Awaits outturn" in page
    assert "To be confirmed" in page
    assert "PED01c" in page
    assert '<td class="govuk-table__cell">PED01a</td>' in page
    assert Plan.objects.count() == 1
    assert Measure.objects.count() == 1


def test_the_preview_shows_an_outturn_that_is_recorded(plan: Plan, sign_in: SignIn) -> None:
    make_figure(plan.measures.get(), "93.2", year=2021)
    page = sign_in("performance officer").post(_address(plan), _answers(plan)).content.decode()
    assert "93.2" in page
    assert "Awaits outturn" not in page


def _seen(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


def test_confirmed_it_makes_the_plan_and_the_history_says_who(plan: Plan, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    seen = _seen(client.post(_address(plan), _answers(plan)).content.decode())
    answer = client.post(_address(plan), _answers(plan, step="confirm", seen=seen))
    new = Plan.objects.get(rolled_from=plan)
    assert (answer.status_code, answer["Location"]) == (302, reverse("plan", args=[new.pk]))
    assert [one.title for one in new.milestones.all()] == ["Open the third"]
    events = Events.objects.tracks(new)  # type: ignore[no-untyped-call]
    assert [(one.pgh_context["action"], one.pgh_context["actor"]) for one in events] == [
        ("plans.roll_forward", cast["performance officer"].pk)
    ]
    page = client.get(reverse("plan", args=[new.pk])).content.decode()
    assert "is rolled forward" in page


def test_a_change_since_the_preview_shows_the_preview_again(plan: Plan, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    seen = _seen(client.post(_address(plan), _answers(plan)).content.decode())
    Measure.objects.update(title="Attendance at any school")
    page = client.post(_address(plan), _answers(plan, step="confirm", seen=seen)).content.decode()
    assert "Somebody changed this plan while you were looking" in page
    assert "Attendance at any school" in page
    assert Plan.objects.count() == 1
    assert client.post(_address(plan), _answers(plan, step="confirm", seen=_seen(page))).status_code == 302


def test_the_same_roll_twice_leads_to_the_plan_that_exists(plan: Plan, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    seen = _seen(client.post(_address(plan), _answers(plan)).content.decode())
    client.post(_address(plan), _answers(plan, step="confirm", seen=seen))
    page = client.post(_address(plan), _answers(plan, step="confirm", seen=seen)).content.decode()
    new = Plan.objects.get(rolled_from=plan)
    assert "This plan was rolled forward to 2022/23 already" in page
    assert f'href="{reverse("plan", args=[new.pk])}"' in page
    assert Plan.objects.count() == 2
    assert "rolled forward before" in client.get(_address(plan)).content.decode()


def test_one_may_go_back_from_the_preview_with_all_answers_kept(plan: Plan, sign_in: SignIn) -> None:
    measure = plan.measures.get()
    answers = _answers(plan, title="A title of my own", stop=[measure.pk], step="change")
    page = sign_in("performance officer").post(_address(plan), answers).content.decode()
    assert 'value="A title of my own"' in page
    assert f'name="stop" type="checkbox" value="{measure.pk}" checked' in page
    assert "There is a problem" not in page


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"title": ""}, "Give the new plan a title."),
        ({"first_year": "next"}, "Give a financial year, for example 2021/22."),
        ({"first_year": "2021"}, "Give a year after 2021/22, in which this plan begins."),
        ({"first_year": "1999/00"}, "Give a year between 2000/01 and 2099/00."),
        ({"references": ""}, "Choose what becomes of the references."),
        ({"carry": ["0"]}, "no longer in the plan"),
        ({"stop": ["x"]}, "no longer in the plan"),
    ],
)
def test_bad_answers_are_told_and_nothing_is_saved(
    plan: Plan, sign_in: SignIn, answers: dict[str, Any], sentence: str
) -> None:
    answer = sign_in("performance officer").post(_address(plan), _answers(plan, **answers))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Plan.objects.count() == 1


def test_scripts_in_titles_are_shown_as_text(plan: Plan, sign_in: SignIn) -> None:
    Measure.objects.update(title="<script>alert(1)</script>")
    client = sign_in("performance officer")
    pages = [client.get(_address(plan)), client.post(_address(plan), _answers(plan))]
    assert all("<script>alert" not in page.content.decode() for page in pages)


@pytest.mark.parametrize(
    ("part", "code"), [("other performance officer", 404), ("director", 403), ("contributor", 404)]
)
def test_only_who_keeps_the_plan_may_roll_it(plan: Plan, sign_in: SignIn, part: str, code: int) -> None:
    assert sign_in(part).post(_address(plan), _answers(plan)).status_code == code
    assert Plan.objects.count() == 1


def test_no_other_method(plan: Plan, sign_in: SignIn) -> None:
    assert sign_in("performance officer").put(_address(plan)).status_code == 405


def test_six_hundred_measures_take_few_queries(cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    plan = large_plans(cast.directorates["People"], 600, years=(2021,))[0]
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        client.get(_address(plan))
    answers = _answers(plan, title="Next")
    with django_assert_max_num_queries(15):
        client.post(_address(plan), answers)
