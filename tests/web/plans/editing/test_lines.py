"""Measures and milestones are added, changed, moved, shared, dropped and taken back, or deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from goldenthread.web.plans.models import (
    Definition,
    Figure,
    Measure,
    Milestone,
    Objective,
    Plan,
    PlanState,
    Series,
    Target,
)
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import (
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_target,
)
from tests.web.plans.editing.pages import APPROVAL, change, fields_of, message_of, told_of, words_of


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """A measure with a target and a figure, in a draft of People."""
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])))
    make_target(measure)
    make_figure(measure, "93")
    return measure


@pytest.fixture
def milestone(cast: Cast) -> Milestone:
    """A milestone in a draft of People."""
    return make_milestone(make_objective(make_plan(cast.directorates["People"])))


def approve(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(
        state=PlanState.APPROVED, approved_by="Executive Board", approved_on="2021-04-15"
    )


def at(name: str, row: Any) -> str:
    return reverse(name, kwargs={"pk": row.pk})


def action_of(row: Any) -> str:
    return str(told_of(row)["action"])


def day_of(line: Measure | Milestone) -> date | None:
    """The day on which it was dropped, as the database has it now."""
    line.refresh_from_db()
    return line.dropped_on


# ---- measures ----


def test_a_measure_is_added_and_then_defined(measure: Measure, cast: Cast, sign_in: SignIn) -> None:
    response = change(
        sign_in("performance officer"),
        at("measure_add", measure.objective),
        ref="PED01 02",
        title="Percentage of children with a place",
        owner=cast.posts["officer"].pk,
    )
    added = Measure.objects.get(ref="PED01 02")
    assert response["Location"] == at("definition_change", added)
    assert (added.owner, added.plan, added.objective) == (cast.posts["officer"], measure.plan, measure.objective)
    assert (added.definition.number, added.definition.unit, added.definition.made_by) == (
        1,
        "",
        cast["performance officer"],
    )
    assert added.series != measure.series


def test_two_measures_of_one_reference_are_saved(measure: Measure, sign_in: SignIn) -> None:
    response = change(
        sign_in("performance officer"), at("measure_add", measure.objective), ref="PED01 01", title="Another"
    )
    assert response.status_code == 302
    assert "PED01 01 is" in message_of(response)
    assert Measure.objects.filter(ref="PED01 01").count() == 2


def test_a_measure_added_to_an_approved_plan_has_its_reason(measure: Measure, sign_in: SignIn) -> None:
    approve(measure.plan)
    client = sign_in("performance officer")
    response = change(client, at("measure_add", measure.objective), title="Another")
    assert "Say why this is changed: the plan is approved." in words_of(response)
    assert Measure.objects.count() == 1
    assert change(client, at("measure_add", measure.objective), title="Another", **APPROVAL).status_code == 302
    assert action_of(Measure.objects.get(title="Another")) == "plans.add_measure"


def test_a_measure_gets_another_owner(measure: Measure, cast: Cast, sign_in: SignIn) -> None:
    owner = cast.posts["officer"].pk
    assert message_of(change(sign_in("performance officer"), at("measure_change", measure), owner=owner)) == (
        "The measure is changed."
    )
    measure.refresh_from_db()
    assert measure.owner == cast.posts["officer"]


def test_a_measure_moves_to_another_objective(measure: Measure, sign_in: SignIn) -> None:
    other = make_objective(measure.plan, ref="PED02")
    first = make_milestone(other)
    change(sign_in("performance officer"), at("measure_change", measure), objective=other.pk)
    measure.refresh_from_db()
    assert measure.objective == other
    assert measure.position > first.position


def test_a_measure_moves_to_no_objective_of_another_plan(measure: Measure, sign_in: SignIn) -> None:
    other = make_objective(make_plan(measure.plan.directorate, title="Other"))
    response = change(sign_in("performance officer"), at("measure_change", measure), objective=other.pk)
    assert response.status_code == 200
    measure.refresh_from_db()
    assert measure.objective != other


def test_a_line_takes_its_place_among_measures_and_milestones(measure: Measure, sign_in: SignIn) -> None:
    make_milestone(measure.objective, position=1)
    last = make_measure(measure.objective, ref="PED01 09", position=2)
    change(sign_in("performance officer"), at("measure_change", last), place="2")
    rows = [*Measure.objects.all(), *Milestone.objects.all()]
    assert [one.ref for one in sorted(rows, key=lambda one: one.position)] == ["PED01 01", "PED01 09", "PED01a"]


def test_a_measure_of_a_draft_is_deleted_with_its_figures(measure: Measure, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    text = words_of(client.get(at("measure_delete", measure)))
    assert "1 target of it" in text
    assert "1 figure of it" in text
    response = change(client, at("measure_delete", measure))
    assert response["Location"] == at("plan", measure.plan)
    for model in (Measure, Target, Figure, Definition, Series):
        assert not model._default_manager.exists()


def test_figures_used_in_another_plan_stay(measure: Measure, sign_in: SignIn) -> None:
    other = make_objective(make_plan(measure.plan.directorate, first_year=2022))
    kept = make_measure(other, series=measure.series, definition=measure.definition)
    client = sign_in("performance officer")
    assert "1 figure of it, which another plan has too" in words_of(client.get(at("measure_delete", measure)))
    change(client, at("measure_delete", measure))
    assert list(Measure.objects.all()) == [kept]
    assert Figure.objects.count() == 1


def test_a_measure_of_an_approved_plan_is_dropped_and_taken_back(measure: Measure, sign_in: SignIn) -> None:
    approve(measure.plan)
    client = sign_in("performance officer")
    page = client.get(at("measure_delete", measure))
    assert "The plan is approved, so the measure stays in it, marked as dropped" in words_of(page)
    sent = fields_of(page) | APPROVAL
    assert message_of(client.post(at("measure_delete", measure), sent)) == "The measure is dropped from the plan."
    assert day_of(measure) == timezone.localdate()
    assert Target.objects.count() == 1
    assert action_of(measure) == "plans.drop_measure"
    # sent twice by an impatient hand, it is not taken back
    client.post(at("measure_delete", measure), sent)
    assert day_of(measure) == timezone.localdate()
    response = change(client, at("measure_delete", measure), **APPROVAL)
    assert message_of(response) == "The measure is back in the plan."
    assert day_of(measure) is None
    assert action_of(measure) == "plans.restore_measure"


def test_a_plan_approved_meanwhile_loses_no_measure(measure: Measure, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    sent = fields_of(client.get(at("measure_delete", measure)))
    approve(measure.plan)
    assert client.post(at("measure_delete", measure), sent).status_code == 200
    measure.refresh_from_db()
    assert measure.dropped_on is None


def test_a_measure_is_shared_with_posts(measure: Measure, cast: Cast, sign_in: SignIn) -> None:
    client, posts = sign_in("performance officer"), [cast.posts["contributor"].pk, cast.posts["other officer"].pk]
    assert message_of(change(client, at("measure_shares", measure), posts=posts)) == "The shares are changed."
    assert set(measure.contributions.values_list("post", flat=True)) == set(posts)
    measure.refresh_from_db()
    assert measure.version == 2
    change(client, at("measure_shares", measure), posts=posts[:1])
    assert list(measure.contributions.values_list("post", flat=True)) == posts[:1]
    assert "Divisional Manager, Highways, Places" in words_of(client.get(at("measure_shares", measure)))


# ---- milestones ----


def test_a_milestone_is_added_and_its_date_understood(milestone: Milestone, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    response = change(client, at("milestone_add", milestone.objective), title="Write it", due="30 September 2021")
    assert message_of(response) == "The milestone is added."
    added = Milestone.objects.get(title="Write it")
    assert (added.due, added.due_from, added.due_to) == ("30 September 2021", date(2021, 9, 30), date(2021, 9, 30))


def test_a_due_date_that_names_no_day_is_kept_as_words(milestone: Milestone, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at("milestone_change", milestone), due="When the school is ready")
    assert "No date is understood in “When the school is ready”, so it is kept as words." in message_of(response)
    milestone.refresh_from_db()
    assert (milestone.due_from, milestone.due_to) == (None, None)


def test_a_milestone_is_dropped_with_a_reason_and_taken_back(milestone: Milestone, sign_in: SignIn) -> None:
    approve(milestone.plan)
    client = sign_in("performance officer")
    change(client, at("milestone_delete", milestone), **APPROVAL)
    assert day_of(milestone) == timezone.localdate()
    assert action_of(milestone) == "plans.drop_milestone"
    change(client, at("milestone_delete", milestone), **APPROVAL)
    assert day_of(milestone) is None


def test_a_milestone_of_a_draft_is_deleted(milestone: Milestone, sign_in: SignIn) -> None:
    assert change(sign_in("performance officer"), at("milestone_delete", milestone)).status_code == 302
    assert not Milestone.objects.exists()
    assert Objective.objects.exists()


def test_a_milestone_is_shared(milestone: Milestone, cast: Cast, sign_in: SignIn) -> None:
    post = cast.posts["contributor"]
    change(sign_in("performance officer"), at("milestone_shares", milestone), posts=[post.pk])
    assert milestone.contributions.get().post == post
    assert sign_in("contributor").get(at("milestone_change", milestone)).status_code == 403
