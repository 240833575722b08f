"""Targets: set, change and delete what a measure should reach in a year (handbook 4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.model.figures import TargetState
from goldenthread.web.plans.actions.rows import add, put
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Measure, Plan, PlanState, Target


def add_target(*, measure: Measure, values: Mapping[str, Any], change: Change) -> Target:
    """Sets a target for a year that has none yet."""
    plan = measure.plan
    with changing(plan, change, "add_target"):
        return set_target(lock(Measure.objects.filter(plan=plan), measure.pk, measure.version), plan, values, change)


def set_target(measure: Measure, plan: Plan, values: Mapping[str, Any], change: Change) -> Target:
    """Sets a target, inside an action on the plan."""
    target = new_target(measure, plan, values, change)
    add(target)
    return target


def new_target(measure: Measure, plan: Plan, values: Mapping[str, Any], change: Change) -> Target:
    """A target that is not saved yet. In an approved plan an approved one carries the approval of its change."""
    _in_the_plan(plan, values["year"])
    target = Target(measure=measure, **values)
    if plan.state == PlanState.APPROVED and target.state == TargetState.APPROVED:
        target.approved_by, target.approved_on = change.approver, change.approved_on
    return target


def change_target(*, target: Target, values: Mapping[str, Any], seen: int, change: Change) -> Target:
    """Changes a target. In an approved plan an approved target carries the approval of its change."""
    plan = target.measure.plan
    with changing(plan, change, "change_target"):
        row = lock(Target.objects.all(), target.pk, seen)
        put_target(row, plan, values, change)
    return row


def put_target(row: Target, plan: Plan, values: Mapping[str, Any], change: Change) -> None:
    """Changes a target that is locked, inside an action on the plan."""
    put(row, target_changes(row, plan, values, change))


def target_changes(row: Target, plan: Plan, values: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """What differs, with the approval that goes with it. Refused for a year that the plan does not cover."""
    if values["year"] != row.year:
        _in_the_plan(plan, values["year"])
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if plan.state == PlanState.APPROVED:
        approval = {"approved_by", "approved_on"}
        changed = {name: value for name, value in changed.items() if name not in approval}
        if changed and values["state"] == TargetState.APPROVED:
            changed |= {"approved_by": change.approver, "approved_on": change.approved_on}
    return changed


def delete_target(*, target: Target, seen: int, change: Change) -> None:
    """Deletes a target; the history keeps it."""
    with changing(target.measure.plan, change, "delete_target"):
        lock(Target.objects.all(), target.pk, seen).delete()


def _in_the_plan(plan: Plan, year: int) -> None:
    if year not in plan.covers:
        raise Refused("This plan does not cover that year. Choose one of its years, or change the plan's years first.")
