"""Making the plan: once, whole or not at all, with what to know before; and what continues an earlier plan."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from goldenthread.model.report import Report
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.models import (
    Component,
    Definition,
    Figure,
    Measure,
    Plan,
    Priority,
    Series,
    Upload,
    UploadState,
)
from goldenthread.web.plans.uploading import actions
from goldenthread.web.plans.uploading.queries import Understood
from goldenthread.web.plans.uploading.settling import (
    MeasureAnswer,
    OwnerAnswer,
    PlanAnswer,
    Settlement,
    everything_proposed,
)
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan
from tests.web.plans.uploading.papers import NOW, example, measure, small_plan, uploaded
from tests.web.plans.uploading.test_whole_path import counts, marks

WHOLE = {"unit": "percent", "polarity": "higher is better", "time_basis": "annual", "calendar": "financial"}


def settled(cast: Cast, report: Report | None = None, **answers: Any) -> Upload:
    """A paper with every proposal accepted, but for what is given."""
    report = report or small_plan()
    settlement = everything_proposed(report).model_copy(update=answers)
    return uploaded(cast, report, settled=settlement.model_dump(mode="json"))


def confirm(row: Upload, cast: Cast, **fields: Any) -> Plan:
    row.refresh_from_db()
    chosen = {"seen": row.version, "by": cast["performance officer"], "at": NOW} | fields
    return actions.confirm(upload=row, **chosen)


def test_page_sums_up_and_warns(cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    report = small_plan()
    (objective,) = report.objectives
    twice = objective.model_copy(
        update={"lines": (*objective.lines, measure("PED01 01", "Increase the number of visits"))}
    )
    row = settled(
        cast,
        report.model_copy(update={"sections": (twice,)}),
        priorities={0: ()},
        measures={0: MeasureAnswer.model_validate(WHOLE)},
    )
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        text = client.get(f"/uploads/{row.pk}/confirm/").content.decode()
    for words in (
        "The reference PED01 01 is used 2 times.",
        "The objective PED01 serves no priority.",
        "3 of 4 measures are not fully settled.",
        "4 of 5 lines have no owner.",
        "4, of which 1 settled",
        "Head of Early Help",
        "2021/22, 1 year",
    ):
        assert words in text


def test_plan_cannot_be_made_before_what_it_needs(cast: Cast, sign_in: SignIn) -> None:
    row = uploaded(cast)
    client = sign_in("performance officer")
    at = f"/uploads/{row.pk}/confirm/"
    assert "First: The plan, Priorities." in client.get(at).content.decode()
    assert client.post(at, {"seen": str(row.version)}).status_code == 200
    assert not Plan.objects.exists()


def test_press_makes_the_plan_with_who_did_it_in_the_history(cast: Cast, sign_in: SignIn) -> None:
    row = settled(cast)
    client = sign_in("performance officer")
    at = f"/uploads/{row.pk}/confirm/"
    answer = client.post(at, marks(client, at))
    plan = Plan.objects.get()
    assert answer["Location"] == f"/plans/{plan.pk}/"
    row.refresh_from_db()
    assert (row.state, row.plan) == (UploadState.CONFIRMED, plan)
    assert (plan.state, plan.directorate) == ("draft", cast.directorates["People"])
    first = plan.measures.get(ref="PED01 01")
    assert (first.definition.polarity, first.definition.unit) == ("higher is better", "percent")
    assert [(one.year, one.low, one.original) for one in first.targets.all()] == [(2021, Decimal(95), "95%")]
    assert plan.measures.get(ref="PED01 02").owner == Post.objects.get(title="Head of Early Help")
    assert first.owner is None
    assert Priority.objects.get().title == "Children first"
    event = apps.get_model("plans", "PlanEvent").objects.get(pgh_obj=plan.pk)
    assert event.pgh_context.metadata["action"] == "plans.make_from_paper"
    assert event.pgh_context.metadata["actor"] == cast["performance officer"].pk


def test_pressed_twice_it_is_one_plan(cast: Cast, sign_in: SignIn) -> None:
    row = settled(cast)
    client = sign_in("performance officer")
    at = f"/uploads/{row.pk}/confirm/"
    seen = marks(client, at)
    first, second = client.post(at, seen), client.post(at, seen)
    assert first["Location"] == second["Location"] == f"/plans/{Plan.objects.get().pk}/"
    assert client.get(at)["Location"] == first["Location"]


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_make_one_plan(cast: Cast) -> None:
    row = settled(cast)
    seen, made, start = row.version, [], threading.Barrier(2)

    def press() -> None:
        start.wait()
        made.append(actions.confirm(upload=row, seen=seen, by=cast["performance officer"], at=NOW).pk)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [Plan.objects.get().pk] * 2


def test_failure_half_way_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = settled(cast)
    before = counts()

    def fails(*given: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("goldenthread.web.plans.uploading.store._sections", fails)
    with pytest.raises(RuntimeError, match="the disk is full"):
        confirm(row, cast)
    assert counts() == before
    row.refresh_from_db()
    assert (row.state, row.plan) == (UploadState.READ, None)


def test_answers_changed_meanwhile_are_shown_first(cast: Cast, sign_in: SignIn) -> None:
    row = settled(cast)
    client = sign_in("performance officer")
    at = f"/uploads/{row.pk}/confirm/"
    seen = marks(client, at)
    changed = Settlement.model_validate(row.settled).model_copy(
        update={"plan": PlanAnswer(title="New title", first_year=2021)}
    )
    Upload.objects.filter(pk=row.pk).update(settled=changed.model_dump(mode="json"))
    text = client.post(at, seen).content.decode()
    assert "Somebody else changed an answer while you were looking." in text
    assert "New title" in text
    assert not Plan.objects.exists()
    assert client.post(at, marks(client, at)).status_code == 302
    assert Plan.objects.get().title == "New title"
    with pytest.raises(Overtaken):
        confirm(settled(cast), cast, seen=99)


def test_second_plan_of_the_same_title_and_year_is_refused(cast: Cast, sign_in: SignIn) -> None:
    make_plan(cast.directorates["People"], title="Business plan for People", first_year=2021)
    row = settled(cast)
    client = sign_in("performance officer")
    at = f"/uploads/{row.pk}/confirm/"
    text = client.post(at, marks(client, at)).content.decode()
    assert "People has a plan “Business plan for People” for that year already." in text
    assert Plan.objects.count() == 1
    assert not Series.objects.exists()


def test_post_that_ended_meanwhile_is_refused(cast: Cast) -> None:
    gone = Post.objects.create(
        title="Gone", role="responsible officer", directorate=cast.directorates["People"], ended_on="2021-05-01"
    )
    row = settled(cast, owners={"Ann Green": OwnerAnswer(post=gone.pk)})
    with pytest.raises(Refused, match="The post that was chosen for “Ann Green” has ended since"):
        confirm(row, cast)
    assert not Plan.objects.exists()


def test_plan_deleted_since_is_said(cast: Cast) -> None:
    row = settled(cast)
    Upload.objects.filter(pk=row.pk).update(state=UploadState.CONFIRMED)
    with pytest.raises(Refused, match="was deleted since"):
        confirm(row, cast)


def test_paper_not_read_makes_no_plan(cast: Cast) -> None:
    row = settled(cast)
    Upload.objects.filter(pk=row.pk).update(state=UploadState.WAITING)
    with pytest.raises(Refused, match="has not been read"):
        confirm(row, cast)


# ---- an earlier plan ----


def continuing(cast: Cast, **definition: Any) -> tuple[Upload, Any]:
    plan = make_plan(cast.directorates["People"], title="Business plan 2020/21", first_year=2020)
    before = make_measure(make_objective(plan), ref="PED01 01")
    Definition.objects.filter(pk=before.definition.pk).update(**{"time_basis": "annual"} | definition)
    make_figure(before, "92.4", year=2020)
    answer = MeasureAnswer.model_validate({**WHOLE, "continues": before.pk})
    return settled(cast, measures={0: answer}), before


def test_measure_that_continues_joins_the_series_and_keeps_what_is_recorded(cast: Cast) -> None:
    row, before = continuing(cast)
    made = confirm(row, cast).measures.get(ref="PED01 01")
    assert (made.series, made.definition) == (before.series, before.definition)
    assert Figure.objects.get(series=before.series, period_start="2020-04-01").value == Decimal("92.4")


def test_figure_of_the_paper_replaces_the_recorded_one_only_when_chosen(cast: Cast) -> None:
    row, before = continuing(cast)
    settlement = Settlement.model_validate(row.settled)
    taken = settlement.measures[0].model_copy(update={"take_paper": True})
    Upload.objects.filter(pk=row.pk).update(
        settled=settlement.model_copy(update={"measures": {0: taken}}).model_dump(mode="json")
    )
    confirm(row, cast)
    figure = Figure.objects.get(series=before.series, period_start="2020-04-01")
    assert (figure.value, figure.original) == (Decimal("93.1"), "93.1%")


def test_other_definition_begins_a_new_version_with_the_parts_of_the_old(cast: Cast) -> None:
    row, before = continuing(cast, polarity="lower is better", description="Those who attend.")
    Component.objects.create(definition=before.definition, name="Primary", position=0)
    made = confirm(row, cast).measures.get(ref="PED01 01")
    assert made.series == before.series
    assert (made.definition.number, made.definition.begins, made.definition.polarity) == (2, 2021, "higher is better")
    assert made.definition.description == "Those who attend."
    assert "As settled from the paper" in made.definition.why
    assert [one.name for one in made.definition.components.all()] == ["Primary"]
    before.definition.refresh_from_db()
    assert before.definition.polarity == "lower is better"


def test_earlier_measure_deleted_meanwhile_is_refused(cast: Cast) -> None:
    row, before = continuing(cast)
    before.delete()
    with pytest.raises(Refused, match="The measure that PED01 01 continues was deleted since"):
        confirm(row, cast)


def test_two_cannot_continue_one(cast: Cast) -> None:
    row, before = continuing(cast)
    answer = MeasureAnswer(continues=before.pk)
    settlement = Settlement.model_validate(row.settled).model_copy(update={"measures": {0: answer, 1: answer}})
    Upload.objects.filter(pk=row.pk).update(settled=settlement.model_dump(mode="json"))
    with pytest.raises(Refused, match="Two measures continue the same earlier one"):
        confirm(row, cast)


# ---- a quarter's report ----


def test_report_of_a_quarter_makes_a_plan_and_its_figures_are_the_series(cast: Cast) -> None:
    """The example prints for PED02 01: 465 for 2020/21, a target of 500, and 641 now; for PED02 06 two teams' figures."""
    row = settled(cast, example("2021-22-q1.json"))
    plan = confirm(row, cast)
    assert (plan.first_year, plan.objectives.count(), plan.measures.count()) == (2021, 6, 38)
    referrals = plan.measures.get(ref="PED02 01")
    assert recorded(referrals) == {
        ("", "2020-04-01", "2021-03-31"): Decimal(465),
        ("", "2021-04-01", "2021-06-30"): Decimal(641),
    }
    assert [(one.year, one.low) for one in referrals.targets.all()] == [(2020, Decimal(500))]
    caseload = recorded(plan.measures.get(ref="PED02 06"))
    assert caseload["Team A", "2021-04-01", "2021-06-30"] == Decimal("19.1")
    assert caseload["Team B", "2021-04-01", "2021-06-30"] == Decimal("18.8")
    assert not referrals.baselines.exists()


def recorded(made: Measure) -> dict[tuple[str, str, str], Decimal | None]:
    """The figures of a measure's series, by component and period."""
    return {
        (one.component, one.period_start.isoformat(), one.period_end.isoformat()): one.value
        for one in made.series.figures.all()
    }


def test_targets_for_other_years_than_the_plans_are_warned_of(cast: Cast) -> None:
    """The example's first quarter of 2021/22 heads its targets "20/21 Target", as papers do by mistake."""
    row = settled(cast, example("2021-22-q1.json"))
    warnings = Understood(row).warnings()
    assert any(
        "have targets for 2020/21 alone" in one and "the plan's first year, and the headings in the paper" in one
        for one in warnings
    )
    assert not any("alone" in one for one in Understood(settled(cast)).warnings())


# ---- what nobody means to send ----


@pytest.mark.parametrize("page", ["confirm/", "measures/"])
def test_a_number_of_five_thousand_digits_is_no_number(cast: Cast, sign_in: SignIn, page: str) -> None:
    row = settled(cast)
    sent = {"seen": "9" * 5000, "accept": "9" * 5000}
    assert sign_in("performance officer").post(f"/uploads/{row.pk}/{page}", sent).status_code == 200
    assert not Plan.objects.exists()


def test_what_somebody_else_saved_at_the_same_moment_is_told(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = settled(cast)

    def as_if_at_once(*args: Any, **kwargs: Any) -> Plan:
        Priority.objects.bulk_create([Priority(title="Children first"), Priority(title="Children first")])
        raise AssertionError

    monkeypatch.setattr(actions, "store", as_if_at_once)
    page = sign_in("performance officer").post(f"/uploads/{row.pk}/confirm/", {"seen": row.version})
    assert "Somebody else saved the same thing just now" in page.content.decode()
    row.refresh_from_db()
    assert row.state == UploadState.READ
