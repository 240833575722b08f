"""What the actions themselves refuse, whoever calls them: a form, a workbook or a test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.web.plans.actions.definitions import change_definition, redefine_measure
from goldenthread.web.plans.actions.lines import put_line
from goldenthread.web.plans.actions.measures import delete_measure, drop_measure, restore_measure
from goldenthread.web.plans.actions.plans import delete_plan, move_plan
from goldenthread.web.plans.actions.priorities import add_priority
from goldenthread.web.plans.actions.targets import add_target, change_target, delete_target
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.life import LifeAction
from goldenthread.web.plans.models import Measure, Plan, PlanState, Priority, Target
from tests.web.conftest import Cast
from tests.web.plans.builders import NOW, make_figure, make_measure, make_objective, make_plan, make_target

LEVEL = {"year": 2021, "kind": "level", "low": 96, "state": "approved", "approved_by": "", "approved_on": None}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.directorates["People"])


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return make_measure(make_objective(plan))


@pytest.fixture
def change(cast: Cast) -> Change:
    """By the performance officer, without a reason."""
    return Change(by=cast["performance officer"], at=NOW)


@pytest.fixture
def approved(cast: Cast) -> Change:
    """By the performance officer, with all that an approved plan asks."""
    return Change(cast["performance officer"], NOW, "Outturn", "Executive Board", date(2021, 5, 6))


def approve(plan: Plan) -> None:
    plan.state, plan.approved_by, plan.approved_on = PlanState.APPROVED, "Executive Board", date(2021, 4, 15)
    plan.save()


@pytest.mark.parametrize("missing", ["reason", "approver", "approved_on"])
def test_an_approved_plan_refuses_a_change_without_its_approval(
    missing: str, measure: Measure, approved: Change
) -> None:
    target = make_target(measure)
    approve(measure.plan)
    nothing: Any = None if missing == "approved_on" else ""
    without = replace(approved, **{missing: nothing})
    with pytest.raises(Refused, match="This plan is approved"):
        change_target(target=target, values=LEVEL, seen=1, change=without)
    with pytest.raises(Refused, match="This plan is approved"):
        drop_measure(measure=measure, seen=1, change=without)
    target.refresh_from_db()
    assert target.low == 95


def test_a_target_of_an_approved_plan_carries_the_approval_of_its_change(measure: Measure, approved: Change) -> None:
    approve(measure.plan)
    target = add_target(measure=measure, values=LEVEL, change=approved)
    assert (target.approved_by, target.approved_on) == ("Executive Board", date(2021, 5, 6))


def test_a_target_that_is_not_changed_keeps_its_own_approval(measure: Measure, approved: Change) -> None:
    target = make_target(
        measure, "96", state="approved", approved_by="Cabinet", approved_on=date(2021, 3, 1), original=""
    )
    approve(measure.plan)
    change_target(target=target, values=LEVEL, seen=1, change=approved)
    target.refresh_from_db()
    assert (target.approved_by, target.version) == ("Cabinet", 1)


def test_a_target_outside_the_plan_is_refused(measure: Measure, change: Change) -> None:
    with pytest.raises(Refused, match="This plan does not cover that year"):
        add_target(measure=measure, values=LEVEL | {"year": 2022}, change=change)
    with pytest.raises(Refused, match="This plan does not cover that year"):
        change_target(target=make_target(measure), values=LEVEL | {"year": 2022}, seen=1, change=change)


def test_a_row_that_its_own_rules_do_not_allow_is_refused_with_their_sentence(measure: Measure, change: Change) -> None:
    with pytest.raises(Refused, match="Give the number to reach"):
        add_target(measure=measure, values=LEVEL | {"low": None}, change=change)
    with pytest.raises(Refused, match="A profile needs one figure for each of the four quarters"):
        add_target(measure=measure, values=LEVEL | {"profile": [Decimal(1), Decimal(2)]}, change=change)
    assert not Target.objects.exists()


def test_what_was_changed_or_deleted_meanwhile_is_not_deleted(measure: Measure, change: Change) -> None:
    target = make_target(measure)
    with pytest.raises(Overtaken):
        delete_target(target=target, seen=7, change=change)
    Target.objects.all().delete()
    with pytest.raises(Gone, match="This target was deleted while you were changing it"):
        delete_target(target=target, seen=1, change=change)


def test_a_line_is_dropped_once_and_only_from_an_approved_plan(
    measure: Measure, change: Change, approved: Change
) -> None:
    with pytest.raises(Refused, match="not approved any more"):
        drop_measure(measure=measure, seen=1, change=change)
    with pytest.raises(Refused, match="there is nothing to take back"):
        restore_measure(measure=measure, seen=1, change=change)
    approve(measure.plan)
    with pytest.raises(Refused, match="This plan was approved meanwhile"):
        delete_measure(measure=measure, seen=1, change=approved)
    drop_measure(measure=measure, seen=1, change=approved)
    with pytest.raises(Refused, match="dropped from the plan already"):
        drop_measure(measure=measure, seen=2, change=approved)


def test_a_line_goes_under_no_objective_of_another_plan(measure: Measure, plan: Plan) -> None:
    other = make_objective(make_plan(plan.directorate, title="Other"))
    with pytest.raises(Refused, match="belongs to another plan"):
        put_line(measure, {"objective": other}, None)


def test_a_ratio_without_its_parts_is_refused(measure: Measure, change: Change) -> None:
    values = {"kind": "numerator over denominator", "numerator": "Met", "denominator": "", "multiplier": None}
    sheet: dict[str, Any] = {"measure": measure, "values": values, "components": [], "seen": (1, 1), "change": change}
    with pytest.raises(Refused, match="Give the denominator and the multiplier"):
        change_definition(**sheet)
    with pytest.raises(Refused, match="Give the denominator and the multiplier"):
        redefine_measure(**sheet, begins=2021, why="New")


def test_the_unit_cannot_change_under_figures(measure: Measure, change: Change) -> None:
    make_figure(measure, "93")
    with pytest.raises(Refused, match="There are figures under this definition, so the unit cannot change under them"):
        change_definition(measure=measure, values={"unit": "count"}, components=[], seen=(1, 1), change=change)


@pytest.mark.parametrize(
    ("state", "action", "said"),
    [
        (PlanState.FOR_COMMENT, LifeAction.BACK_TO_DRAFT, "Say why the plan goes back to draft"),
        (PlanState.PROVISIONAL, LifeAction.APPROVE, "Say who approved it, and on which day"),
        (PlanState.DRAFT, LifeAction.APPROVE, "This plan is draft now, so this cannot be done"),
    ],
)
def test_a_step_without_what_it_needs_is_refused(
    state: PlanState, action: LifeAction, said: str, plan: Plan, change: Change
) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=state)
    plan.refresh_from_db()
    with pytest.raises(Refused, match=said):
        move_plan(plan=plan, action=action, targets=True, seen=plan.version, change=change)
    plan.refresh_from_db()
    assert plan.state == state


def test_a_plan_that_was_sent_on_meanwhile_is_not_deleted(plan: Plan, change: Change) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PROVISIONAL)
    with pytest.raises(Refused, match="Only a draft can be deleted"):
        delete_plan(plan=plan, seen=2, change=change)


def test_the_database_has_the_last_word(change: Change, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What two people save at the same moment passes both checks; the database lets one in, and the other is told."""
    from goldenthread.web.plans.actions import rows

    add_priority(values={"title": "Health", "aim": ""}, place=None, change=change)
    monkeypatch.setattr(rows, "check", lambda row: None)
    with pytest.raises(Refused, match="Somebody else saved the same thing just now"):
        add_priority(values={"title": "Health", "aim": ""}, place=None, change=change)
    assert Priority.objects.count() == 1


def test_a_plan_that_was_deleted_under_a_change_is_gone(measure: Measure, change: Change) -> None:
    """Somebody deleted the plan after this person's page had fetched it."""
    target = make_target(measure)
    target.measure = measure
    delete_plan(plan=measure.plan, seen=measure.plan.version, change=change)
    with pytest.raises(Gone, match="This plan was deleted while you were changing it"):
        change_target(target=target, values=LEVEL, seen=target.version, change=change)
