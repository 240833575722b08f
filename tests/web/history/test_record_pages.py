"""Every way of changing a row is found on the record's page, as the sentence that people would say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from goldenthread.web.accounts.models import Holding, Post
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Figure,
    Measure,
    MeasureContribution,
    ObjectivePriority,
    PlanComment,
    PlanSection,
    Series,
    StrategicIssue,
    Target,
)
from tests.web.conftest import Cast, SignIn, plain_sql
from tests.web.history.reading import past_the_service, sentences
from tests.web.plans.builders import (
    NOW,
    make_definition,
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)
from tests.web.world import make_world

APPROVAL: dict[str, Any] = {
    "approver": "Executive Board",
    "approved_on": date(2021, 4, 15),
    "reason": "More <b>money</b> came",
}


@pytest.fixture
def measure(cast: Cast) -> Measure:
    """PED01 01, owned by the officer, with a target of 95% for 2021/22."""
    with recorded(by=cast["performance officer"], action="plans.add_measure"):
        objective = make_objective(make_plan(cast.directorates["People"]))
        made = make_measure(objective, owner=cast.posts["officer"])
        make_target(made)
    return made


def of_measure(sign_in: SignIn, measure: Measure) -> list[str]:
    return sentences(sign_in("performance officer"), f"/history/measure/{measure.pk}/")


# ---- a target, changed in every way ----


def test_an_action_is_told_with_who_approved_it_and_why(cast: Cast, sign_in: SignIn, measure: Measure) -> None:
    target = measure.targets.get()
    with recorded(by=cast["performance officer"], action="plans.change_target", **APPROVAL):
        target.low, target.original = Decimal(96), "96%"
        target.save()
    told = of_measure(sign_in, measure)
    assert "Target revised Pat Reed changed the target for 2021/22 from 95% to 96%." in told
    assert "Approved by Executive Board on 15 April 2021. Reason: More <b>money</b> came" in told


def test_an_update_of_many_rows_is_told(cast: Cast, sign_in: SignIn, measure: Measure) -> None:
    with recorded(by=cast["director"], action="plans.change_target"):
        Target.objects.filter(measure=measure).update(state="approved")
    assert "Drew Hall changed the state of the target for 2021/22 from provisional to approved." in of_measure(
        sign_in, measure
    )


def test_plain_sql_is_told_as_somebodys(sign_in: SignIn, measure: Measure) -> None:
    past_the_service()
    plain_sql("UPDATE plans_target SET low = 97.5, profile = '{20,40,60,97.5}' WHERE measure_id = %s", measure.pk)
    assert (
        "Target revised Somebody changed the target for 2021/22 from 95% to 97.5%; and its profile by quarter from "
        "not stated to 20%, 40%, 60%, 97.5% directly in the database."
    ) in of_measure(sign_in, measure)


def test_a_deleted_target_says_what_it_was(cast: Cast, sign_in: SignIn, measure: Measure) -> None:
    with recorded(by=cast["performance officer"], action="plans.delete_target"):
        measure.targets.get().delete()
    assert "Pat Reed deleted the target for 2021/22, which was 95%." in of_measure(sign_in, measure)


def test_what_began_together_is_one_sentence(sign_in: SignIn, measure: Measure) -> None:
    assert (
        of_measure(sign_in, measure)[0]
        == "Added Pat Reed made the measure PED01 01 “Attendance at school”, with 1 target."
    )


# ---- a measure ----


def _owner(measure: Measure, cast: Cast) -> None:
    Measure.objects.filter(pk=measure.pk).update(owner=cast.posts["director"])


def _no_owner(measure: Measure, cast: Cast) -> None:
    plain_sql("UPDATE plans_measure SET owner_id = NULL WHERE id = %s", measure.pk)


def _title(measure: Measure, cast: Cast) -> None:
    Measure.objects.filter(pk=measure.pk).update(title="<script>alert(1)</script>")


def _dropped(measure: Measure, cast: Cast) -> None:
    Measure.objects.filter(pk=measure.pk).update(dropped_on=date(2021, 5, 3))


def _redefined(measure: Measure, cast: Cast) -> None:
    measure.definition = make_definition(measure.series, number=2, unit="count", multiplier=1000)
    measure.save()


def _defined_in_place(measure: Measure, cast: Cast) -> None:
    plain_sql("UPDATE plans_definition SET polarity = 'lower is better' WHERE series_id = %s", measure.series_id)


def _component(measure: Measure, cast: Cast) -> None:
    Component.objects.create(definition=measure.definition, name="Primary")


def _figure(measure: Measure, cast: Cast) -> None:
    make_figure(measure, "93.2", markers=["p"])


def _no_figure(measure: Measure, cast: Cast) -> None:
    make_figure(measure, "93.2")
    Figure.objects.filter(series=measure.series).update(value=None, absence="not available")


def _baseline(measure: Measure, cast: Cast) -> None:
    Baseline.objects.create(
        measure=measure,
        period_kind="financial year",
        period_start=date(2019, 4, 1),
        period_end=date(2020, 3, 31),
        value=Decimal("0"),
    )


def _shared(measure: Measure, cast: Cast) -> None:
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])


def _no_longer_shared(measure: Measure, cast: Cast) -> None:
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"]).delete()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_owner, "New owner Jo Lane changed the owner from Divisional Manager, Early Help to Director of People."),
        (_no_owner, "New owner Jo Lane changed the owner from Divisional Manager, Early Help to not stated."),
        (_title, "Jo Lane changed the title from “Attendance at school” to “<script>alert(1)</script>”."),
        (_dropped, "Dropped Jo Lane dropped the measure on 3 May 2021."),
        (
            _redefined,
            "Redefined Jo Lane gave the measure version 2 of its definition: the unit from per cent to number; "
            "the multiplier from not stated to 1000.",
        ),
        (
            _defined_in_place,
            "Redefined Jo Lane changed the polarity of version 1 of the definition from higher is better to lower is better.",
        ),
        (_component, "Jo Lane added the component “Primary”."),
        (_figure, "Jo Lane added the figure for 2020/21: 93.2% [p]."),
        (_no_figure, "Jo Lane changed the figure for 2020/21 from 93.2% to Not available."),
        (_baseline, "Jo Lane added the baseline of 2019/20: 0%."),
        (_shared, "Jo Lane shared the measure PED01 01 “Attendance at school” with Data Analyst, Early Help."),
        (
            _no_longer_shared,
            "Jo Lane no longer shares the measure PED01 01 “Attendance at school” with Data Analyst, Early Help.",
        ),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_each_change_of_a_measure(change: Any, told: str, cast: Cast, sign_in: SignIn, measure: Measure) -> None:
    with recorded(by=cast["head of performance"], action="plans.change"):
        change(measure, cast)
    assert told in of_measure(sign_in, measure)


def test_a_number_is_in_the_unit_of_its_time(sign_in: SignIn, measure: Measure) -> None:
    past_the_service()
    make_target(measure, "40", year=2022)
    Target.objects.filter(measure=measure, year=2022).update(low=41)
    measure.definition = make_definition(measure.series, number=2, unit="count")
    measure.save()
    make_target(measure, "7", year=2023)
    told = of_measure(sign_in, measure)
    assert any("the target for 2022/23 from 40% to 41%" in one for one in told)
    assert any("the target for 2023/24: 7" in one for one in told)


# ---- other records ----


def test_a_milestone_and_its_date(cast: Cast, sign_in: SignIn) -> None:
    milestone = make_milestone(make_objective(make_plan(cast.directorates["People"])))
    milestone.due, milestone.due_from, milestone.due_to = "May 2022", date(2022, 5, 1), date(2022, 5, 31)
    with recorded(by=cast["performance officer"], action="plans.change_milestone"):
        milestone.save()
    told = sentences(sign_in("performance officer"), f"/history/milestone/{milestone.pk}/")
    assert "Date revised Pat Reed changed the date due from “March 2022” to “May 2022”." in told


def test_an_objective_its_priorities_and_its_lines(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    with recorded(by=cast["performance officer"], action="plans.change_objective"):
        objective = make_objective(plan)
    with recorded(by=cast["director"], action="plans.change_objective"):
        ObjectivePriority.objects.create(objective=objective, priority=make_priority())
        make_measure(objective)
    told = sentences(sign_in("performance officer"), f"/history/objective/{objective.pk}/")
    assert (
        "Drew Hall said that the objective PED01 “Help families early” serves the priority “Children and young people”."
        in told
    )
    assert any(one.startswith("Added Drew Hall added the measure PED01 01 “Attendance at school”.") for one in told)


def test_a_plan_with_its_state_sections_issues_and_comments(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    with recorded(by=cast["head of performance"], action="plans.change_plan"):
        plan.state, plan.approved_by, plan.approved_on = "approved", "Executive Board", date(2021, 4, 15)
        plan.save()
        content = {"part": "narrative", "title": "Key developments", "blocks": [{"text": "A hub opened."}]}
        section = PlanSection.objects.create(plan=plan, position=0, content=content)
        section.content = content | {"blocks": [{"text": "Two hubs opened."}]}
        section.save()
        StrategicIssue.objects.create(plan=plan, issue="Fewer places than children")
        PlanComment.objects.create(plan=plan, by=cast["member"], at=NOW, text="Well done")
    told = sentences(sign_in("performance officer"), f"/history/plan/{plan.pk}/")
    assert "Jo Lane changed the state from draft to approved (by Executive Board on 15 April 2021)." in told
    assert (
        "Jo Lane changed the text of the section “Key developments” from “Key developments A hub opened.” to "
        "“Key developments Two hubs opened.”."
    ) in told
    assert "Jo Lane added the strategic issue “Fewer places than children”." in told
    assert "Jo Lane commented on the plan: “Well done”." in told


def test_a_priority_and_its_aim(cast: Cast, sign_in: SignIn) -> None:
    priority = make_priority()
    with recorded(by=cast["head of performance"], action="plans.change_priority"):
        priority.aim = "All do well"
        priority.save()
    told = sentences(sign_in("officer"), f"/history/priority/{priority.pk}/")
    assert "Jo Lane changed the aim from not stated to “All do well”." in told


def test_a_person_with_the_posts_held(cast: Cast, sign_in: SignIn) -> None:
    person, admin = cast["officer"], cast["administrator"]
    with recorded(by=admin, action="accounts.person_leaves"):
        person.left_on, person.is_active = date(2022, 3, 31), False
        person.save()
        person.holdings.update(until=date(2022, 3, 31))
    told = sentences(sign_in("administrator"), f"/history/person/{person.pk}/")
    assert "Ada Stone noted that the person left on 31 March 2022." in told
    assert (
        "Ada Stone changed the last day of the time of Ola Brook in the post Divisional Manager, Early Help "
        "from not stated to 31 March 2022."
    ) in told


def test_a_post_and_who_held_it(cast: Cast, sign_in: SignIn) -> None:
    with recorded(by=cast["administrator"], action="accounts.change_post"):
        post = Post.objects.create(title="Clerk", directorate=cast.directorates["People"])
        Holding.objects.create(post=post, person=cast["officer"], since=date(2021, 6, 1))
        post.role = "contributor"
        post.save()
    told = sentences(sign_in("administrator"), f"/history/post/{post.pk}/")
    assert "Ada Stone made the post “Clerk”." in told
    assert "Ada Stone put Ola Brook in the post Clerk from 1 June 2021." in told
    assert "Ada Stone changed the role from responsible officer to contributor." in told


# ---- who may look, and what is gone ----


@pytest.mark.parametrize("kind", ["person", "post", "directorate"])
def test_accounts_are_for_administrators_alone(kind: str, cast: Cast, sign_in: SignIn) -> None:
    record = {"person": cast["officer"], "post": cast.posts["officer"], "directorate": cast.directorates["People"]}[
        kind
    ]
    address = f"/history/{kind}/{record.pk}/"
    assert sign_in("administrator").get(address).status_code == 200
    assert sign_in("head of performance").get(address).status_code == 403


@pytest.mark.parametrize("kind", ["plan", "objective"])
def test_a_plans_records_are_for_those_who_see_it(kind: str, cast: Cast, sign_in: SignIn, measure: Measure) -> None:
    record = measure.plan if kind == "plan" else measure.objective
    address = f"/history/{kind}/{record.pk}/"
    codes = [sign_in(part).get(address).status_code for part in ("officer", "other officer", "member", "administrator")]
    assert codes == [200, 404, 404, 404]


def test_a_deleted_measure_says_what_it_was_to_those_who_see_its_plan(
    cast: Cast, sign_in: SignIn, measure: Measure
) -> None:
    pk = measure.pk
    with recorded(by=cast["performance officer"], action="plans.delete_measure"):
        measure.delete()
    page = sign_in("officer").get(f"/history/measure/{pk}/")
    text = page.content.decode()
    assert "This measure was deleted." in text
    assert "Attendance at school" in text
    assert "Divisional Manager, Early Help" in text
    assert "Pat Reed deleted the measure PED01 01 “Attendance at school”, with 1 target." in text
    assert sign_in("other officer").get(f"/history/measure/{pk}/").status_code == 404


def test_what_never_was_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    assert client.get("/history/measure/999/").status_code == 404
    assert client.get("/history/secret/1/").status_code == 404
    assert client.post("/history/measure/1/").status_code == 405


def test_what_people_typed_is_shown_as_text(cast: Cast, sign_in: SignIn, measure: Measure) -> None:
    with recorded(by=cast["performance officer"], action="x", reason="<img src=x onerror=alert(1)>"):
        Measure.objects.filter(pk=measure.pk).update(title="<script>alert(1)</script>")
    text = sign_in("officer").get(f"/history/measure/{measure.pk}/").content.decode()
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


# ---- the record itself ----


@pytest.mark.parametrize("statement", ["UPDATE plans_targetevent SET low = 1", "DELETE FROM plans_targetevent"])
def test_the_database_refuses_to_change_the_history(statement: str, measure: Measure) -> None:
    with pytest.raises(ProgrammingError, match="Cannot update or delete rows"), transaction.atomic():
        plain_sql(statement)


def test_a_measure_of_many_events_takes_few_queries(
    cast: Cast, sign_in: SignIn, measure: Measure, django_assert_max_num_queries: Any
) -> None:
    target = measure.targets.get()
    for low in range(120):
        Target.objects.filter(pk=target.pk).update(low=low)
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        page = client.get(f"/history/measure/{measure.pk}/")
    assert page.status_code == 200
    assert Series.objects.count() == 1


def test_a_record_without_a_name_of_its_own_is_called_by_what_it_is_about(cast: Cast, sign_in: SignIn) -> None:
    world = make_world(cast)
    page = sign_in("director").get(f"/history/update/{world['update'].pk}/").content.decode()
    assert "The update of the measure PED01 01 “Attendance at school”" in page
    page = sign_in("director").get(f"/history/return/{world['return'].pk}/").content.decode()
    assert "The return of People" in page
