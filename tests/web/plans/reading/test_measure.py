"""The page of one measure: the golden thread from the priorities down to the figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import TargetKind, TargetState
from goldenthread.web.plans.models import Baseline, Component, MeasureContribution, MeasureKind, PlanState, TargetType
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import (
    make_definition,
    make_figure,
    make_measure,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)
from tests.web.plans.reading.page import Page

NASTY = "<script>alert(1)</script> <b>bold</b>"


def _measure(cast: Cast, **fields: Any) -> Any:
    plan = make_plan(cast.directorates["People"], state=PlanState.FOR_COMMENT)
    objective = make_objective(plan, priority=make_priority(aim="Every child does well."))
    return make_measure(objective, owner=cast.posts["officer"], **fields)


def _page(sign_in: SignIn, measure: Any, part: str = "director") -> Page:
    return Page(sign_in(part).get(f"/measures/{measure.pk}/"))


def test_the_thread_runs_up_to_the_priorities(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    page = _page(sign_in, measure)
    assert (
        "Priority Children and young people / Every child does well. Objective PED01 Help families early "
        "Plan Business plan 2021/22, People, 2021/22 With members for comment Measure PED01 01 Attendance at school"
    ) in page.words
    links = page.links()
    assert links["Business plan 2021/22"] == f"/plans/{measure.plan_id}/"
    assert links["PED01 Help families early"] == f"/plans/{measure.plan_id}/#objective-{measure.objective_id}"
    assert links["Children and young people"].startswith("/priorities/")


def test_the_owner_is_a_post_with_whoever_holds_it(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    summary = _page(sign_in, measure).summary()
    assert summary["Responsible"] == "Divisional Manager, Early Help / Ola Brook"
    assert summary["Shared with"] == "Data Analyst, Early Help"


def test_a_vacant_post_is_said(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    cast["officer"].holdings.update(until=date(2021, 4, 30))
    summary = _page(sign_in, measure).summary()
    assert summary["Responsible"].startswith("Divisional Manager, Early Help Vacant / Nobody holds this post today.")
    assert summary["Shared with"] == "Nobody"


def test_a_measure_without_an_owner_says_so(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])))
    page = _page(sign_in, measure)
    assert page.summary()["Responsible"] == "Not stated yet"
    assert "This objective serves no priority yet." in page.words
    assert "No target is set yet, so nobody can say whether this measure is on course." in page.words
    assert "No figure is recorded yet." in page.words


def test_targets_show_all_that_is_known_of_them(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    make_target(
        measure,
        "95",
        original="95.0%",
        state=TargetState.APPROVED,
        type=TargetType.STATUTORY,
        rationale="The law says so.",
        approved_by="Executive Board",
        approved_on=date(2021, 4, 15),
        profile=[Decimal(n) for n in ("0", "40.5", "70", "95")],
    )
    make_target(measure, None, year=2022, kind=TargetKind.NONE, state=TargetState.UNSTATED)
    assert _page(sign_in, measure).tables()["Targets for each year"] == [
        ["Year", "Target", "State", "How it was set", "By Quarter 1", "By Quarter 2", "By Quarter 3", "By Quarter 4"],
        [
            "2021/22",
            "95.0%",
            "Approved / Approved by Executive Board on 15 April 2021",
            "Set in law / The law says so.",
            "0%",
            "40.5%",
            "70%",
            "95%",
        ],
        ["2022/23", "No target", "Not stated", "Not stated", *["Not stated"] * 4],
    ]


def test_the_sheet_says_what_is_not_stated_and_why_it_matters(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    definition = measure.definition
    definition.polarity, definition.kind, definition.multiplier = "", MeasureKind.RATIO, 10_000
    definition.tolerance, definition.decimals, definition.components_sum = Decimal("2.5"), 1, True
    definition.save()
    Component.objects.create(definition=definition, name="Primary")
    summary = _page(sign_in, measure).summary()
    assert summary["Unit"] == "Per cent"
    assert summary["Which way is better"] == (
        "Not stated yet. Without it nobody can say whether a rise is good or bad, "
        "and the measure cannot be rated until it is stated."
    )
    assert summary["Numerator"].startswith("Not stated yet. A ratio is worked out from it")
    assert summary["Multiplier"] == "10,000"
    assert summary["Tolerance"] == "2.5%"
    assert summary["Components"] == "Primary. They add up to the total."
    assert summary["Time basis"] == "Snapshot at period end"
    assert summary["Limitations"] == "Not stated yet"


def test_what_is_no_ratio_needs_no_denominator(cast: Cast, sign_in: SignIn) -> None:
    summary = _page(sign_in, _measure(cast)).summary()
    assert summary["Denominator"] == "Does not apply: the figure is no ratio."
    assert summary["Components"] == "None: one figure for the whole."


def test_figures_stand_as_typed_the_newest_first(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    make_figure(measure, "90", year=2018, numerator=Decimal(1800), denominator=Decimal(2000), original="")
    make_figure(measure, "93.2", original="93.2% (p)", markers=["p"], qualifier="of eligible")
    measure.series.figures.create(
        definition=measure.definition,
        period_kind="financial year",
        period_start=date(2019, 4, 1),
        period_end=date(2020, 3, 31),
        absence="suppressed",
    )
    assert _page(sign_in, measure).tables()["Figures under version 1 of the definition, newest first"] == [
        ["Period", "Figure", "What is to be known of it", "Where it comes from"],
        ["2020/21", "93.2% (p)", "provisional, of eligible", "Business plan 2021/22"],
        ["2019/20", "Suppressed", "", "Not stated"],
        ["2018/19", "90% / 1,800 of 2,000", "", "Business plan 2021/22"],
    ]


def test_a_component_shows_its_own_number_beside_the_papers_cell(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    cell = "Primary 95.6% Secondary 89.3%"
    for name, value in (("Primary", "95.6"), ("Secondary", "89.3")):
        make_figure(measure, value, component=name, original=cell)
        make_target(measure, value, component=name, original=cell)
    tables = _page(sign_in, measure).tables()
    figures = tables["Figures under version 1 of the definition, newest first"]
    assert [row[1:3] for row in figures[1:]] == [
        ["Primary", f"95.6% / in “{cell}”"],
        ["Secondary", f"89.3% / in “{cell}”"],
    ]
    assert [row[1:3] for row in tables["Targets for each year"][1:]] == [
        ["Primary", f"95.6% / in “{cell}”"],
        ["Secondary", f"89.3% / in “{cell}”"],
    ]


def test_a_new_definition_breaks_the_series(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    make_figure(measure, "80", year=2018)
    make_figure(measure, "81", year=2019)
    measure.definition = make_definition(
        measure.series, number=2, begins=2020, why="Academies are counted, too.", made_by=cast["performance officer"]
    )
    measure.save()
    make_figure(measure, "90")
    page = _page(sign_in, measure)
    new, old = (f"Figures under version {n} of the definition, newest first" for n in (2, 1))
    assert [row[1] for row in page.tables()[new]] == ["Figure", "90"]
    assert [row[1] for row in page.tables()[old]] == ["Figure", "81", "80"]
    mark = page.words.index("[b] Break in the series.")
    assert page.words.index(new) < mark < page.words.index(old)
    assert page.words.count("[b] Break in the series.") == 1
    versions = page.tables()["Versions of the definition; each new one breaks the series"]
    assert versions[1:] == [
        ["2 [b], in force in this plan", "2020/21", "Academies are counted, too.", "by Pat Reed on 10 May 2021"],
        ["1", "Not stated", "The first version", "on 10 May 2021"],
    ]


def test_a_baseline_has_its_own_table(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    Baseline.objects.create(
        measure=measure,
        period_kind="financial year",
        period_start=date(2019, 4, 1),
        period_end=date(2020, 3, 31),
        value=Decimal("0"),
    )
    assert _page(sign_in, measure).tables()["What the measure starts from"][1][:2] == ["2019/20", "0%"]


def test_the_same_series_is_found_in_other_plans_that_the_person_sees(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    before = make_plan(cast.directorates["People"], title="Business plan 2020/21", first_year=2020)
    after = make_plan(
        cast.directorates["People"], title="Business plan 2022/23", first_year=2022, state=PlanState.PROVISIONAL
    )
    same = {"series": measure.series, "definition": measure.definition}
    earlier, later = (make_measure(make_objective(plan), ref="OLD 1", **same) for plan in (before, after))
    links = _page(sign_in, measure).links()
    assert links["OLD 1 Attendance at school, Business plan 2020/21"] == f"/measures/{earlier.pk}/"
    assert links["OLD 1 Attendance at school, Business plan 2022/23"] == f"/measures/{later.pk}/"
    for_member = _page(sign_in, measure, "member").links()
    assert "OLD 1 Attendance at school, Business plan 2020/21" not in for_member
    assert "OLD 1 Attendance at school, Business plan 2022/23" in for_member


def test_a_contributor_sees_the_shared_measure_and_no_way_to_the_plan(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    other = make_measure(measure.objective, ref="PED01 02")
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    page = _page(sign_in, measure, "contributor")
    assert "Plan Business plan 2021/22, People" in page.words
    assert not [link for link in page.links().values() if link.startswith("/plans/")]
    assert sign_in("contributor").get(f"/measures/{other.pk}/").status_code == 404
    assert "breadcrumbs" not in page.source


def test_only_a_keeper_is_offered_changes(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast)
    make_target(measure)
    keeper, director = (_page(sign_in, measure, part).links() for part in ("performance officer", "director"))
    assert keeper["Change the target for 2021/22"].endswith("/change/")
    assert not [link for link in director.values() if link.endswith(("/change/", "/add/", "/delete/"))]


def test_a_dropped_measure_says_when(cast: Cast, sign_in: SignIn) -> None:
    page = _page(sign_in, _measure(cast, dropped_on=date(2021, 6, 30)))
    assert "This measure was dropped from the plan on 30 June 2021. Its figures are kept." in page.words


def test_whatever_people_typed_is_shown_as_text(cast: Cast, sign_in: SignIn) -> None:
    measure = _measure(cast, title=NASTY, ref="<b>bold</b>")
    definition = measure.definition
    definition.description = definition.numerator = definition.limitations = NASTY
    definition.kind = MeasureKind.RATIO
    definition.save()
    make_target(measure, "1", original=NASTY, rationale=NASTY, component=NASTY)
    make_figure(measure, "1", original=NASTY, source=NASTY, qualifier=NASTY)
    page = _page(sign_in, measure)
    assert page.words.count("<b>bold</b>") >= 10
    assert page.main.find(".//b") is None
    assert page.main.find(".//script") is None


@pytest.mark.parametrize("part", ["other officer", "other performance officer", "contributor", "administrator"])
def test_nobody_else_finds_it(cast: Cast, sign_in: SignIn, part: str) -> None:
    assert sign_in(part).get(f"/measures/{_measure(cast).pk}/").status_code == 404


def test_a_member_sees_none_of_a_draft(cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])))
    assert sign_in("member").get(f"/measures/{measure.pk}/").status_code == 404


def test_it_is_only_read(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in("performance officer").post(f"/measures/{_measure(cast).pk}/").status_code == 405
