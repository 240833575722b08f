"""The page of one plan: all of it, in the words of the paper, for whoever may read it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import TargetKind, TargetState
from goldenthread.web.accounts.models import Post, Role
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Figure,
    PlanSection,
    PlanState,
    StrategicIssue,
    Target,
)
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import (
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)
from tests.web.plans.reading.page import Page

NASTY = "<script>alert(1)</script>=cmd|' /C calc'!A0 <b>bold</b>"


def _page(sign_in: SignIn, plan: Any, part: str = "performance officer") -> Page:
    return Page(sign_in(part).get(f"/plans/{plan.pk}/"))


def test_the_head_says_whose_plan_it_is_and_where_it_stands(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"], years=3, state=PlanState.APPROVED, departments=["Early Help", "SEND"])
    objective = make_objective(plan)
    make_measure(objective)
    make_milestone(objective)
    summary = _page(sign_in, plan, "director").summary()
    assert summary["Directorate"] == "People: Early Help, SEND"
    assert summary["Years"] == "2021/22 to 2023/24"
    assert summary["State"].startswith("Approved It is in force. Each change needs an approver")
    assert summary["Approved"] == "by Executive Board on 15 April 2021"
    assert summary["Holds"] == "1 objective, 1 measure and 1 milestone"


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (PlanState.DRAFT, "Draft It is being written. Members do not see it yet."),
        (PlanState.FOR_COMMENT, "With members for comment Members can read it, and comment"),
        (PlanState.PROVISIONAL, "Provisional It is agreed, and its provisional targets wait for last year’s outturn."),
    ],
)
def test_each_state_says_what_it_means(cast: Cast, sign_in: SignIn, state: PlanState, says: str) -> None:
    summary = _page(sign_in, make_plan(cast.directorates["People"], state=state)).summary()
    assert summary["State"].startswith(says)
    assert "Approved" not in summary


def test_measures_print_last_years_actual_and_each_years_target(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"], years=3)
    objective = make_objective(plan, priority=make_priority(), owner=cast.posts["director"], linked_indicators="NI 87")
    measure = make_measure(objective, owner=cast.posts["officer"])
    make_figure(measure, "93.2")
    make_figure(measure, "90.1", year=2019)
    make_target(measure, "95", original="95.0%", state=TargetState.APPROVED)
    make_target(measure, "96", year=2022, original="")
    make_target(measure, None, year=2023, kind=TargetKind.TO_BE_CONFIRMED)
    page = _page(sign_in, plan)
    assert page.tables()["Measures of PED01 Help families early"] == [
        ["Ref", "Measure", "2020/21 actual", "2021/22 target", "2022/23 target", "2023/24 target", "Responsible"],
        [
            "PED01 01",
            "Attendance at school",
            "93.2",
            "95.0%",
            "96% / (provisional)",
            "To be confirmed",
            "Divisional Manager, Early Help",
        ],
    ]
    assert (
        "Serves: Children and young people / Responsible: Director of People / Linked indicators: NI 87" in page.words
    )
    assert page.links()["Attendance at school"] == f"/measures/{measure.pk}/"


def test_zero_is_a_figure_and_nothing_is_not_zero(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    zero, empty = make_measure(objective), make_measure(objective, ref="PED01 02")
    make_figure(zero, "0", original="")
    make_target(zero, "0", original="", state=TargetState.APPROVED)
    rows = _page(sign_in, objective.plan).tables()["Measures of PED01 Help families early"]
    assert rows[1][2:4] == ["0%", "0%"]
    assert rows[2] == [empty.ref, empty.title, "Not stated", "Not stated", "Not stated"]


def test_components_share_a_cell_in_the_order_of_the_sheet(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    measure = make_measure(objective)
    for place, (name, value, target) in enumerate((("Secondary", "89.3", "90"), ("Primary", "95.6", "96"))):
        Component.objects.create(definition=measure.definition, name=name, position=place)
        make_figure(measure, value, component=name, original="", markers=["p"])
        make_target(measure, target, component=name, original="")
    row = _page(sign_in, objective.plan).tables()["Measures of PED01 Help families early"][1]
    assert row[2] == "Secondary 89.3% [p] / Primary 95.6% [p] / (provisional)"
    assert row[3] == "Secondary 90% / Primary 96% / (provisional)"


def test_another_kind_of_year_and_a_baseline_are_named(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    schools, new = make_measure(objective), make_measure(objective, ref="PED01 02")
    Figure.objects.create(
        series=schools.series,
        definition=schools.definition,
        period_kind="academic year",
        period_start=date(2019, 9, 1),
        period_end=date(2020, 8, 31),
        value=Decimal("71"),
    )
    Baseline.objects.create(
        measure=new,
        period_kind="financial year",
        period_start=date(2019, 4, 1),
        period_end=date(2020, 3, 31),
        absence="suppressed",
    )
    rows = _page(sign_in, objective.plan).tables()["Measures of PED01 Help families early"]
    assert [row[2] for row in rows[1:]] == ["71% / (Academic year 2019/20)", "Suppressed / (baseline, 2019/20)"]


def test_milestones_have_their_own_table(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    one = make_milestone(objective, owner=cast.posts["officer"], source="Early Help")
    make_milestone(objective, ref="PED01b", title="Write the strategy", due="")
    page = _page(sign_in, objective.plan)
    assert page.tables()["Milestones of PED01 Help families early"] == [
        ["Ref", "Milestone", "Due", "Team", "Responsible"],
        ["PED01a", "Open the second family hub", "March 2022", "Early Help", "Divisional Manager, Early Help"],
        ["PED01b", "Write the strategy", "Not stated", "Not stated", "Not stated"],
    ]
    assert page.links()["Open the second family hub"] == f"/milestones/{one.pk}/"


def test_a_dropped_line_stays_with_its_day(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    make_measure(objective, dropped_on=date(2021, 6, 30))
    make_milestone(objective, dropped_on=date(2021, 7, 1))
    page = _page(sign_in, objective.plan)
    assert (
        page.tables()["Measures of PED01 Help families early"][1][1] == "Attendance at school / Dropped on 30 June 2021"
    )
    assert page.tables()["Milestones of PED01 Help families early"][1][1].endswith("/ Dropped on 1 July 2021")
    assert page.summary()["Holds"] == "1 objective, 0 measures and 0 milestones"


def test_strategic_issues_and_sections_stand_where_the_paper_has_them(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    make_objective(plan)
    StrategicIssue.objects.create(plan=plan, ref="S1", issue="Fewer places than children", baseline="40 short")
    spans = [{"text": "We help "}, {"text": "early", "strong": True, "link": "javascript:alert(1)"}]
    blocks = [
        {"block": "paragraph", "spans": spans},
        {"block": "list item", "spans": [{"text": "First"}]},
        {"block": "list item", "spans": [{"text": "Beneath"}], "level": 2},
        {"block": "table", "header": ["Year", "Number"], "rows": [["2020/21", "12"]]},
        {"block": "picture", "description": "A family hub"},
    ]
    introduction = {"part": "narrative", "number": "1", "title": "Introduction", "blocks": blocks}
    last = {"part": "narrative", "title": "Equality", "blocks": []}
    PlanSection.objects.create(plan=plan, position=0, content=introduction)
    PlanSection.objects.create(plan=plan, position=1, before_objectives=False, content=last)
    page = _page(sign_in, plan, "director")
    order = ["1 Introduction", "We help early", "First", "Beneath", "Picture: A family hub", "Strategic issues"]
    places = [page.words.index(words) for words in [*order, "PED01 Help families early", "Equality"]]
    assert places == sorted(places)
    assert page.tables()["Strategic issues"][1] == ["S1 Fewer places than children", "40 short"] + ["Not stated"] * 4
    assert ["Year", "Number"] in [table[0] for table in page.tables().values()]
    assert "javascript" not in page.source


def test_whatever_people_typed_is_shown_as_text(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"], title=NASTY, state=PlanState.FOR_COMMENT, departments=[NASTY])
    objective = make_objective(
        plan, ref=NASTY[:40], title=NASTY, priority=make_priority(NASTY), linked_indicators=NASTY
    )
    measure = make_measure(objective, ref=NASTY[:40], title=NASTY)
    make_target(measure, None, kind=TargetKind.TEXT, text=NASTY, original=NASTY)
    make_figure(measure, "1", original=NASTY)
    make_milestone(objective, title=NASTY, due=NASTY, source=NASTY)
    StrategicIssue.objects.create(plan=plan, issue=NASTY, baseline=NASTY)
    narrative = {"part": "narrative", "title": NASTY, "blocks": [{"block": "paragraph", "spans": [{"text": NASTY}]}]}
    PlanSection.objects.create(plan=plan, position=0, content=narrative)
    plan.comments.create(by=cast["member"], at="2021-05-10T09:00:00Z", text=NASTY)
    page = _page(sign_in, plan)
    assert page.words.count("<b>bold</b>") >= 12
    assert page.main.find(".//b") is None
    assert page.main.find(".//script") is None


def test_a_plan_without_objectives_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    assert "This plan has no objectives yet. Add the first one" in _page(sign_in, plan).words
    assert "Ask the performance team when they are expected." in _page(sign_in, plan, "director").words


def test_an_objective_without_priority_or_lines_says_so(cast: Cast, sign_in: SignIn) -> None:
    page = _page(sign_in, make_objective(make_plan(cast.directorates["People"])).plan)
    assert "Serves: no priority yet / Responsible: Not stated" in page.words
    assert "This objective has no measures or milestones yet." in page.words


def test_a_keeper_sees_how_many_things_to_look_at(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]), priority=make_priority())
    for _ in range(2):
        target = make_target(make_measure(objective, ref="PED01 01", owner=cast.posts["officer"]))
        Target.objects.filter(pk=target.pk).update(profile=[])
    assert "missing or does not agree" in _page(sign_in, objective.plan).words
    assert "missing or does not agree" not in _page(sign_in, objective.plan, "director").words


def test_only_a_keeper_is_offered_changes(cast: Cast, sign_in: SignIn) -> None:
    objective = make_objective(make_plan(cast.directorates["People"], state=PlanState.FOR_COMMENT))
    changes = ("/change/", "/add/", "/roll-forward/", "/workbook/")
    for part in ("director", "officer", "finance officer", "member"):
        links = _page(sign_in, objective.plan, part).links().values()
        assert not [link for link in links if link.endswith(changes)]


@pytest.mark.parametrize("part", ["other officer", "other performance officer", "contributor", "administrator"])
def test_nobody_else_finds_it(cast: Cast, sign_in: SignIn, part: str) -> None:
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED)
    assert sign_in(part).get(f"/plans/{plan.pk}/").status_code == 404


def test_a_member_sees_no_draft(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    assert sign_in("member").get(f"/plans/{plan.pk}/").status_code == 404
    assert sign_in("director").get(f"/plans/{plan.pk}/").status_code == 200


def test_it_is_only_read(cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(cast.directorates["People"])
    assert sign_in("performance officer").post(f"/plans/{plan.pk}/").status_code == 405
    assert sign_in("performance officer").get("/plans/999999/").status_code == 404


@pytest.mark.parametrize(
    ("state", "buttons", "back"),
    [
        (PlanState.DRAFT, ["Send to members for comment"], False),
        (PlanState.FOR_COMMENT, ["Make the plan provisional", "Approve the plan"], True),
        (PlanState.PROVISIONAL, ["Approve the plan"], True),
        (PlanState.APPROVED, [], True),
    ],
)
def test_going_on_is_a_button_and_going_back_a_link(
    cast: Cast, sign_in: SignIn, state: PlanState, buttons: list[str], back: bool
) -> None:
    objective = make_objective(make_plan(cast.directorates["People"], state=state))
    page = _page(sign_in, objective.plan)
    steps = [
        "Send to members for comment",
        "Make the plan provisional",
        "Approve the plan",
        "Take the plan back to draft",
    ]
    assert [one for one in page.buttons() if one in steps] == buttons
    assert page.buttons("primary") == buttons[:1] + (["Add your comment"] if state is PlanState.FOR_COMMENT else [])
    assert ("Take the plan back to draft" in page.links()) is back
    assert ("Delete this plan" in page.links()) is (state is PlanState.DRAFT)


def test_an_empty_plan_first_needs_an_objective(cast: Cast, sign_in: SignIn) -> None:
    page = _page(sign_in, make_plan(cast.directorates["People"]))
    assert page.buttons("primary") == ["Add an objective"]


def test_an_owner_that_nobody_holds_is_said_to_be_vacant(cast: Cast, sign_in: SignIn) -> None:
    vacant = Post.objects.create(
        title="Early Years Lead", role=Role.RESPONSIBLE_OFFICER, directorate=cast.directorates["People"]
    )
    objective = make_objective(make_plan(cast.directorates["People"]), owner=vacant)
    make_measure(objective, owner=cast.posts["officer"])
    make_milestone(objective, owner=vacant)
    page = _page(sign_in, objective.plan)
    assert "Responsible: Early Years Lead (vacant)" in page.words
    assert page.tables()["Measures of PED01 Help families early"][1][-1] == "Divisional Manager, Early Help"
    assert page.tables()["Milestones of PED01 Help families early"][1][-1] == "Early Years Lead (vacant)"
