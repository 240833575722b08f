"""A plan is made, its head is changed, and a draft is deleted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import Figure, Measure, Milestone, Plan, PlanState, Series, Target
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import (
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_target,
)
from tests.web.plans.editing.pages import APPROVAL, change, events_of, fields_of, message_of, words_of

NEW = {
    "title": "Business plan 2022/23",
    "first_year": "2022/23",
    "years": "3",
    "departments": "Early Help\r\n\r\nSchools",
}


def test_a_keeper_makes_a_plan(cast: Cast, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), reverse("plan_add"), **NEW)
    plan = Plan.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("plan", kwargs={"pk": plan.pk})
    assert (plan.title, plan.first_year, plan.years, plan.state) == ("Business plan 2022/23", 2022, 3, "draft")
    assert plan.departments == ["Early Help", "Schools"]
    assert plan.directorate == cast.directorates["People"]
    event = events_of(Plan, plan.pk).get()
    assert event.pgh_context.metadata["action"] == "plans.add_plan"


def test_who_keeps_all_plans_chooses_the_directorate(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("head of performance")
    response = change(client, reverse("plan_add"), **NEW)
    assert "Choose the directorate whose plan it is." in words_of(response)
    assert change(client, reverse("plan_add"), **NEW, directorate=cast.directorates["Places"].pk).status_code == 302
    assert Plan.objects.get().directorate.name == "Places"


def test_a_keeper_makes_no_plan_for_another_directorate(cast: Cast, sign_in: SignIn) -> None:
    response = change(
        sign_in("performance officer"), reverse("plan_add"), **NEW, directorate=cast.directorates["Places"].pk
    )
    assert response.status_code == 200
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("title", "", "Give the plan a title"),
        ("first_year", "next year", "Give a financial year, for example 2021/22."),
        ("first_year", "Quarter 1 2021/22", "Give a financial year, for example 2021/22."),
        ("years", "0", "A plan is for 1 to 10 years."),
        ("years", "three", "Give the number of years as a whole number, for example 3."),
        ("title", "x" * 201, "Shorten it to 200 at most."),
        ("departments", "x" * 121, "A department's name has at most 120 characters."),
    ],
)
def test_bad_input_is_refused_with_a_sentence(name: str, value: str, said: str, cast: Cast, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), reverse("plan_add"), **NEW | {name: value})
    assert said in words_of(response).replace("’", "'")
    assert not Plan.objects.exists()


def test_a_directorate_has_one_plan_of_a_title_and_year(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    change(client, reverse("plan_add"), **NEW)
    response = change(client, reverse("plan_add"), **NEW)
    assert "This directorate has a plan of that title and year already." in words_of(response)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize("part", ["director", "officer", "member", "administrator", "finance officer", "contributor"])
def test_others_make_no_plan(part: str, cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(part).post(reverse("plan_add"), NEW).status_code == 403
    assert not Plan.objects.exists()


# ---- changing its head ----


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A draft of People for three years with a measure that has targets for two of them, and a milestone."""
    plan = make_plan(cast.directorates["People"], years=3)
    objective = make_objective(plan)
    measure = make_measure(objective)
    make_target(measure, "95")
    make_target(measure, "97", year=2023)
    make_figure(measure, "93")
    make_milestone(objective)
    return plan


def test_the_head_is_changed(plan: Plan, sign_in: SignIn) -> None:
    where = reverse("plan_change", kwargs={"pk": plan.pk})
    assert "Delete this plan" in words_of(sign_in("performance officer").get(where))
    response = change(sign_in("performance officer"), where, title="Plan for people")
    assert message_of(response) == "The plan is changed."
    plan.refresh_from_db()
    assert (plan.title, plan.version) == ("Plan for people", 2)


def test_no_target_may_fall_outside_its_years(plan: Plan, sign_in: SignIn) -> None:
    where = reverse("plan_change", kwargs={"pk": plan.pk})
    response = change(sign_in("performance officer"), where, years="2")
    assert "There are targets for 2023/24, which the plan would not cover any more." in words_of(response)
    plan.refresh_from_db()
    assert plan.years == 3


def test_an_approved_head_changes_with_its_approval(plan: Plan, sign_in: SignIn) -> None:
    plan.state, plan.approved_by, plan.approved_on = PlanState.APPROVED, "Executive Board", "2021-04-15"
    plan.save()
    where = reverse("plan_change", kwargs={"pk": plan.pk})
    assert change(sign_in("performance officer"), where, title="Plan for people", **APPROVAL).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "Plan for people"


# ---- deleting ----


def delete(plan: Plan) -> str:
    return reverse("plan_delete", kwargs={"pk": plan.pk})


def test_a_draft_is_deleted_after_what_goes_was_named(plan: Plan, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    text = words_of(client.get(delete(plan)))
    for part in ("1 objective", "1 measure", "1 milestone", "2 targets", "1 figure"):
        assert part in text
    unconfirmed = change(client, delete(plan))
    assert "Tick the box to say that you want to delete it, or cancel." in words_of(unconfirmed)
    assert Plan.objects.exists()
    response = change(client, delete(plan), confirmed="on")
    assert response["Location"] == reverse("plans")
    for model in (Plan, Measure, Milestone, Target, Figure, Series):
        assert not model._default_manager.exists()


def test_figures_that_another_plan_has_too_stay(plan: Plan, sign_in: SignIn) -> None:
    measure = Measure.objects.get()
    next_plan = make_plan(plan.directorate, first_year=2022, title="Next")
    kept = make_measure(make_objective(next_plan), series=measure.series, definition=measure.definition)
    client = sign_in("performance officer")
    text = words_of(client.get(delete(plan)))
    assert "1 figure" not in text
    assert "The figures and definitions of 1 measure that another plan has too" in text
    assert change(client, delete(plan), confirmed="on").status_code == 302
    assert list(Measure.objects.all()) == [kept]
    assert Figure.objects.get().series == kept.series


@pytest.mark.parametrize("state", [PlanState.FOR_COMMENT, PlanState.PROVISIONAL, PlanState.APPROVED])
def test_only_a_draft_is_deleted(state: PlanState, plan: Plan, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    sent = fields_of(client.get(delete(plan))) | {"confirmed": "on"}
    Plan.objects.filter(pk=plan.pk).update(state=state, approved_by="Executive Board", approved_on="2021-04-15")
    assert "Only a draft can be deleted" in words_of(client.get(delete(plan)))
    assert client.post(delete(plan), sent).status_code == 409
    assert Plan.objects.exists()


def test_a_plan_that_another_was_rolled_from_stays(plan: Plan, sign_in: SignIn) -> None:
    make_plan(plan.directorate, first_year=2022, title="Next", rolled_from=plan)
    response = change(sign_in("performance officer"), delete(plan), confirmed="on")
    assert "Another plan was rolled forward from this one. Delete that one first." in words_of(response)
    assert Plan.objects.count() == 2
