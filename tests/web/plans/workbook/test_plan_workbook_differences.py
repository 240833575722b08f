"""The differences of a workbook, cell by cell, and what comes of confirming them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from pghistory.models import Events

from goldenthread.model.figures import TargetKind, TargetState
from goldenthread.web.plans.models import Definition, Measure, Milestone, Objective, Plan, PlanState, Target, Workbook
from tests.web.conftest import Cast, StrictClient
from tests.web.plans.builders import make_figure, make_measure, make_objective, make_plan
from tests.web.plans.large import large_plans
from tests.web.plans.workbook.books import cell, confirm, downloaded, seen, send, sent_with

REASON = {
    "change-reason": "The board asked for it.",
    "change-approver": "Executive Board",
    "change-approved_on": "15/4/2021",
}


def _change(**cells: Any) -> Any:
    """Changes cells of the first measure: headings with underscores for spaces and slashes left out."""

    def change(book: Any) -> None:
        for heading, value in cells.items():
            cell(book, "Measures", 1, HEADINGS[heading]).value = value

    return change


HEADINGS = {
    "title": "Measure",
    "ref": "Reference",
    "owner": "Owner (post)",
    "objective": "Objective",
    "unit": "Unit",
    "description": "Definition",
    "multiplier": "Multiplier",
    "kind": "Kind of figure",
    "decimals": "Decimal places",
    "target": "Target 2021/22",
    "state": "State of target 2021/22",
    "later": "Target 2022/23",
    "later_state": "State of target 2022/23",
}


def _first(plan: Plan) -> Measure:
    return plan.measures.get(pk=plan.measures.order_by("pk").values("pk")[:1])


# ---- what is shown ----


def test_each_cell_is_shown_as_it_was_and_as_it_becomes(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, _change(title="Attendance at any school", target="97%"))
    row = (
        '<td class="govuk-table__cell">Measures, C4</td>'
        '<th scope="row" class="govuk-table__header govuk-!-font-weight-regular">PED01 01 Attendance at school</th>'
        '<td class="govuk-table__cell">Measure</td><td class="govuk-table__cell">Attendance at school</td>'
        '<td class="govuk-table__cell">Attendance at any school</td>'
    )
    assert row in page
    assert "Measures, F4" in page
    assert '<td class="govuk-table__cell">95%</td><td class="govuk-table__cell">97%</td>' in page
    assert "Save these changes" in page


def test_html_in_a_cell_is_shown_as_text(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, _change(title="<script>alert(1)</script>", ref="<b>"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


# ---- what is saved ----


def test_confirmed_the_cells_are_saved_and_the_workbook_forgotten(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(
        keeper,
        plan,
        _change(
            title="Attendance at any school",
            owner="Director of People",
            objective="PED02 Keep children safe",
            description="Sessions attended,\nof all sessions.",
            decimals=1,
            target="97%",
            later=None,
        ),
    )
    answer = confirm(keeper, plan, page)
    assert "7 cells are changed, and 0 lines are added." in answer.content.decode()
    measure = _first(plan)
    assert (measure.title, str(measure.owner), measure.objective.ref) == (
        "Attendance at any school",
        "Director of People",
        "PED02",
    )
    assert (measure.definition.description, measure.definition.decimals) == ("Sessions attended,\nof all sessions.", 1)
    target = measure.targets.get()
    assert (target.year, target.low, target.original) == (2021, Decimal(97), "97%")
    assert target.state == TargetState.PROVISIONAL
    assert not Workbook.objects.exists()


def test_the_history_says_who_did_it_by_the_workbook(plan: Plan, cast: Cast, keeper: StrictClient) -> None:
    confirm(keeper, plan, sent_with(keeper, plan, _change(title="Attendance at any school")))
    last = Events.objects.tracks(_first(plan)).order_by("-pgh_created_at").first()  # type: ignore[no-untyped-call]
    assert last.pgh_context["action"] == "plans.apply_workbook"
    assert last.pgh_context["actor"] == cast["performance officer"].pk


@pytest.mark.parametrize(
    ("typed", "kind", "low", "high"),
    [
        (-5, TargetKind.LEVEL, Decimal(-5), None),
        (97.5, TargetKind.LEVEL, Decimal("97.5"), None),
        ("80 to 90", TargetKind.RANGE, Decimal(80), Decimal(90)),
        ("tbc", TargetKind.TO_BE_CONFIRMED, None, None),
        ("Reduce by 5%", TargetKind.CHANGE, Decimal(5), None),
    ],
)
def test_targets_are_understood_in_the_councils_ways(
    plan: Plan, keeper: StrictClient, typed: Any, kind: TargetKind, low: Decimal | None, high: Decimal | None
) -> None:
    confirm(keeper, plan, sent_with(keeper, plan, _change(target=typed)))
    target = _first(plan).targets.get(year=2021)
    assert (target.kind, target.low, target.high) == (kind, low, high)


def test_a_share_that_excel_shows_as_per_cent_is_what_a_person_sees(plan: Plan, keeper: StrictClient) -> None:
    def change(book: Any) -> None:
        written = cell(book, "Measures", 1, "Target 2021/22")
        written.value, written.number_format = 0.97, "0%"

    confirm(keeper, plan, sent_with(keeper, plan, change))
    assert _first(plan).targets.get(year=2021).low == 97


def test_a_state_alone_may_change(plan: Plan, keeper: StrictClient) -> None:
    confirm(keeper, plan, sent_with(keeper, plan, _change(state="not stated")))
    target = _first(plan).targets.get(year=2021)
    assert (target.state, target.original) == (TargetState.UNSTATED, "95%")


def test_a_part_has_its_own_target(plan: Plan, keeper: StrictClient) -> None:
    def change(book: Any) -> None:
        cell(book, "Parts of measures", 2, "Target 2021/22").value = "92%"

    confirm(keeper, plan, sent_with(keeper, plan, change))
    targets = {one.component: one.low for one in Target.objects.exclude(component="")}
    assert targets == {"Primary": Decimal(90), "Secondary": Decimal(92)}


def test_a_milestone_and_an_objective_change_with_what_follows(plan: Plan, keeper: StrictClient) -> None:
    def change(book: Any) -> None:
        cell(book, "Milestones", 1, "Due").value = date(2022, 6, 30)
        cell(book, "Objectives", 1, "Objective").value = "Help families earlier"
        cell(book, "Objectives", 1, "Owner (post)").value = None

    confirm(keeper, plan, sent_with(keeper, plan, change))
    milestone, objective = plan.milestones.get(), plan.objectives.get(ref="PED01")
    assert (milestone.due, milestone.due_from, milestone.due_to) == (
        "30 June 2022",
        date(2022, 6, 30),
        date(2022, 6, 30),
    )
    assert (objective.title, objective.owner) == ("Help families earlier", None)


def test_rows_without_a_key_add_lines_at_the_end_of_their_objective(plan: Plan, keeper: StrictClient) -> None:
    def change(book: Any) -> None:
        measures = book["Measures"]
        headings = [one.value for one in measures[3]]
        row = {
            "Reference": "PED01 09",
            "Measure": "Children seen in time",
            "Objective": "PED01 Help families early",
            "Owner (post)": "Director of People",
            "Target 2021/22": "80%",
            "State of target 2021/22": "Provisional",
            "Unit": "Per cent",
            "Which way is better": "Higher is better",
        }
        measures.append([row.get(heading) for heading in headings])
        book["Milestones"].append([None, "PED02a", "Train the staff", "PED02 Keep children safe", "March 2022"])

    page = sent_with(keeper, plan, change)
    assert "Measures, row 7: PED01 09 Children seen in time" in page
    assert "0 cells are changed, and 2 lines are added." in confirm(keeper, plan, page).content.decode()
    measure = plan.measures.get(ref="PED01 09")
    assert (measure.title, str(measure.owner), measure.definition.unit) == (
        "Children seen in time",
        "Director of People",
        "percent",
    )
    assert measure.series.directorate == plan.directorate
    assert measure.targets.get().low == 80
    assert measure.position > max(plan.measures.exclude(pk=measure.pk).values_list("position", flat=True))
    milestone = plan.milestones.get(ref="PED02a")
    assert (milestone.due_to, milestone.objective.ref) == (date(2022, 3, 31), "PED02")


def test_the_same_workbook_twice_changes_nothing_and_says_so(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    _change(title="Attendance at any school", unit="per cent", target=96)(book)
    book["Measures"].append([None, "NEW 1", "A new one", "PED02 Keep children safe"])
    confirm(keeper, plan, send(keeper, plan, book).content.decode())
    assert plan.measures.count() == 4
    page = send(keeper, plan, book).content.decode()
    assert "changes nothing: the plan already says all that it says." in page
    assert "Measures, row 7: this measure is in the plan already." in page
    assert plan.measures.count() == 4
    assert not Workbook.objects.exists()


def test_it_may_be_set_aside(plan: Plan, keeper: StrictClient) -> None:
    sent_with(keeper, plan, _change(title="Another"))
    answer = keeper.post(reverse("plan_workbook_differences", args=[plan.pk]), {"step": "aside"}, follow=True)
    assert "The workbook is set aside. Nothing of it was saved." in answer.content.decode()
    assert _first(plan).title == "Attendance at school"
    assert not Workbook.objects.exists()


def test_confirmed_twice_it_says_that_none_waits(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, _change(title="Another"))
    confirm(keeper, plan, page)
    assert "No workbook waits to be looked through." in confirm(keeper, plan, page).content.decode()


# ---- somebody else ----


def test_a_cell_that_somebody_else_changed_is_shown_three_ways_and_chosen(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    Measure.objects.filter(ref="PED01 01").update(title="Theirs")
    _change(title="Mine")(book)
    page = send(keeper, plan, book).content.decode()
    assert "When you downloaded the workbook, it was: Attendance at school" in page
    assert "As it is in the plan now: Theirs" in page
    assert "As in your workbook: Mine" in page
    again = confirm(keeper, plan, page).content.decode()
    assert "Choose what measure of “PED01 01 Theirs” should say." in again
    assert _first(plan).title == "Theirs"


@pytest.mark.parametrize(("choice", "title"), [("plan", "Theirs"), ("workbook", "Mine")])
def test_what_is_chosen_stands(plan: Plan, keeper: StrictClient, choice: str, title: str) -> None:
    book = downloaded(keeper, plan)
    Measure.objects.filter(ref="PED01 01").update(title="Theirs")
    _change(title="Mine", ref="PED01 99")(book)
    page = send(keeper, plan, book).content.decode()
    confirm(keeper, plan, page, **{"keep-0": choice})
    assert (_first(plan).title, _first(plan).ref) == (title, "PED01 99")


def test_what_others_changed_and_the_workbook_did_not_is_left(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    Measure.objects.filter(ref="PED01 01").update(title="Theirs")
    assert "changes nothing" in send(keeper, plan, book).content.decode()
    assert _first(plan).title == "Theirs"


def test_a_change_while_somebody_looks_shows_the_differences_again(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, _change(title="Mine"))
    Measure.objects.filter(ref="PED01 01").update(title="Theirs")
    again = confirm(keeper, plan, page).content.decode()
    assert "Somebody changed the plan while you were looking. Nothing was saved: look through it again." in again
    assert "As it is in the plan now: Theirs" in again
    assert seen(again) != seen(page)
    confirm(keeper, plan, again, **{"keep-0": "workbook"})
    assert _first(plan).title == "Mine"


def test_a_line_that_was_deleted_or_dropped_meanwhile_is_told(plan: Plan, keeper: StrictClient) -> None:
    book = downloaded(keeper, plan)
    _change(title="Mine")(book)
    cell(book, "Measures", 2, "Measure").value = "Mine too"
    Measure.objects.filter(ref="PED01 02").update(dropped_on=date(2021, 5, 1))
    first = _first(plan)
    first.targets.all().delete()
    first.delete()
    page = send(keeper, plan, book).content.decode()
    assert "the measure “PED01 01 Attendance at school” was deleted or dropped since" in page
    assert "the measure “PED01 02 Change in net cost” was deleted or dropped since" in page
    assert "changes nothing" in page


# ---- approved plans and definitions ----


@pytest.fixture
def approved(plan: Plan) -> Plan:
    Target.objects.filter(component="").update(
        state=TargetState.APPROVED, approved_by="Cabinet", approved_on=date(2021, 3, 1)
    )
    Plan.objects.filter(pk=plan.pk).update(
        state=PlanState.APPROVED, approved_by="Executive Board", approved_on=date(2021, 4, 15)
    )
    plan.refresh_from_db()
    return plan


def test_an_approved_plan_asks_for_the_reason_and_the_approval(approved: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, approved, _change(target="97%"))
    assert "Why is this changed?" in page
    refused = confirm(keeper, approved, page).content.decode()
    assert "Say why this is changed: the plan is approved." in refused
    assert _first(approved).targets.get(year=2021).low == 95
    confirm(keeper, approved, page, **REASON)
    target = _first(approved).targets.get(year=2021)
    assert (target.low, target.state, target.approved_by, target.approved_on) == (
        Decimal(97),
        TargetState.APPROVED,
        "Executive Board",
        date(2021, 4, 15),
    )
    last = Events.objects.tracks(target).order_by("-pgh_created_at").first()  # type: ignore[no-untyped-call]
    assert last.pgh_context["reason"] == "The board asked for it."


def test_an_approved_target_of_a_draft_is_made_provisional_or_changed_on_its_page(
    plan: Plan, keeper: StrictClient
) -> None:
    Target.objects.update(state=TargetState.APPROVED, approved_by="Cabinet", approved_on=date(2021, 3, 1))
    assert "This target is approved: make its state provisional" in sent_with(keeper, plan, _change(target="97%"))
    confirm(keeper, plan, sent_with(keeper, plan, _change(target="97%", state="Provisional")))
    target = _first(plan).targets.get(year=2021)
    assert (target.low, target.state) == (Decimal(97), TargetState.PROVISIONAL)


def test_a_definition_that_an_approved_plan_uses_too_is_not_corrected_from_here(
    plan: Plan, cast: Cast, keeper: StrictClient
) -> None:
    other = make_plan(cast.directorates["People"], state=PlanState.APPROVED, title="Last year's")
    first = _first(plan)
    make_measure(make_objective(other), series=first.series, definition=first.definition)
    assert "An approved plan uses this definition too" in sent_with(keeper, plan, _change(description="Other words"))


def test_words_of_a_definition_may_be_mended_under_figures(plan: Plan, keeper: StrictClient) -> None:
    make_figure(_first(plan), "93.2")
    confirm(keeper, plan, sent_with(keeper, plan, _change(description="Other words")))
    assert _first(plan).definition.description == "Other words"
    assert Definition.objects.filter(series=_first(plan).series).count() == 1


def test_a_ratio_without_its_parts_is_refused_by_name_and_nothing_is_saved(plan: Plan, keeper: StrictClient) -> None:
    page = sent_with(keeper, plan, _change(kind="Numerator over denominator", title="Another"))
    refused = confirm(keeper, plan, page).content.decode()
    assert "A ratio needs its numerator, denominator and multiplier." in refused
    assert _first(plan).title == "Attendance at school"
    assert Workbook.objects.exists()


# ---- size ----


def test_six_hundred_measures_changed_take_few_queries_to_look_through(
    cast: Cast, keeper: StrictClient, django_assert_max_num_queries: Any
) -> None:
    plan = large_plans(cast.directorates["People"], 600, years=(2021,))[0]
    book = downloaded(keeper, plan)
    for row in range(1, 601):
        cell(book, "Measures", row, "Target 2021/22").value = "81%"
    send(keeper, plan, book)
    with django_assert_max_num_queries(15):
        page = keeper.get(reverse("plan_workbook_differences", args=[plan.pk])).content.decode()
    confirm(keeper, plan, page, **REASON)
    assert Target.objects.filter(measure__plan=plan, year=2021, low=81).count() == 600
    assert Milestone.objects.count() == Objective.objects.count() == 60
