"""Objectives: add, change, move and delete, with the priorities that they serve."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from goldenthread.web.plans.actions.rows import add, put, put_in_place, touch
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Objective, ObjectivePriority, Plan


def add_objective(
    *, plan: Plan, values: Mapping[str, Any], priorities: Collection[int], place: int | None, change: Change
) -> Objective:
    """A new objective, at the end of the plan unless a place is given."""
    with changing(plan, change, "add_objective"):
        others = list(plan.objectives.all())
        objective = Objective(plan=plan, **values)
        add(objective)
        put_in_place(objective, others, place)
        _serve(objective, priorities)
    return objective


def change_objective(
    *,
    objective: Objective,
    values: Mapping[str, Any],
    priorities: Collection[int],
    place: int | None,
    seen: int,
    change: Change,
) -> Objective:
    """Changes an objective, the priorities that it serves, and its place if one is given."""
    with changing(objective.plan, change, "change_objective"):
        row = lock(Objective.objects.all(), objective.pk, seen)
        changed = put(row, values)
        if _serve(row, priorities) and not changed:
            touch(row)
        if place is not None:
            put_in_place(row, [one for one in row.plan.objectives.all() if one != row], place)
    return row


def delete_objective(*, objective: Objective, seen: int, change: Change) -> None:
    """Deletes an objective that holds nothing; its lines have to go elsewhere before."""
    with changing(objective.plan, change, "delete_objective"):
        row = lock(Objective.objects.all(), objective.pk, seen)
        held = row.measures.count() + row.milestones.count()
        if held:
            lines = "1 line stands" if held == 1 else f"{held} lines stand"
            raise Refused(
                f"{lines} under this objective, and a line that was dropped counts too. "
                "Move them to another objective, or delete them, first."
            )
        row.delete()


def _serve(objective: Objective, priorities: Collection[int]) -> bool:
    """Makes the objective serve these priorities; whether that changes anything."""
    there = set(objective.serves.values_list("priority", flat=True))
    wanted = set(priorities)
    objective.serves.filter(priority__in=there - wanted).delete()
    for pk in sorted(wanted - there):
        ObjectivePriority.objects.create(objective=objective, priority_id=pk)
    return there != wanted
