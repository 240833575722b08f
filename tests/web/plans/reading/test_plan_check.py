"""The page that checks a plan: its warnings and the library's findings, each with a way to the line."""

from __future__ import annotations

from typing import Any

from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan, make_priority, make_target
from tests.web.plans.large import large_plans


def test_warnings_and_findings_lead_to_their_lines(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    measure = make_measure(make_objective(plan), title="Increase the the number of <b>pupils</b> who attend")
    make_target(measure)
    page = sign_in("performance officer").get(f"/plans/{plan.pk}/check/").content.decode()
    assert "The objective PED01 Help families early serves no priority." in page
    assert "PED01 01 has no owner." in page
    assert "What to do: Choose the post that answers for it." in page
    assert f'href="/measures/{measure.pk}/"' in page
    assert "<b>pupils" not in page
    assert "Most likely wrong" in page


def test_a_finding_of_the_paper_says_why_and_where(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    measure = make_measure(
        make_objective(plan, priority=make_priority()), owner=cast.posts["officer"], title="Increase the the attendance"
    )
    make_target(measure)
    page = sign_in("performance officer").get(f"/plans/{plan.pk}/check/").content.decode()
    assert "the the" in page
    assert f'href="/measures/{measure.pk}/"' in page


def test_numbers_are_told_without_the_noughts_of_the_database(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    measure = make_measure(make_objective(plan), title="Increase the percentage of assessments finished in time")
    make_figure(measure, "80.9", original="80.9%")
    make_target(measure, "70", original="70%")
    page = sign_in("performance officer").get(f"/plans/{plan.pk}/check/").content.decode()
    assert "The target of PED01 01 is 70%, easier than the last result, 80.9%" in page


def test_nothing_found_is_said(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    page = sign_in("director").get(f"/plans/{plan.pk}/check/").content.decode()
    assert "Nothing was found." in page


def test_the_check_is_read_alone_and_by_who_sees_the_plan(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    assert sign_in("performance officer").post(f"/plans/{plan.pk}/check/").status_code == 405
    assert sign_in("other officer").get(f"/plans/{plan.pk}/check/").status_code == 404


def test_six_hundred_measures_take_fifteen_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    plan = large_plans(cast.directorates["People"], 600)[-1]
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        page = client.get(f"/plans/{plan.pk}/check/")
    assert page.status_code == 200
    assert "more. Put these right first" in page.content.decode()
