"""Milestones: add, change, move, drop or delete, and take back. The due date is understood through the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.readers.people import due_of
from goldenthread.web.plans.actions.lines import (
    ANSWERED_FOR,
    drop_line,
    place_line,
    put_line,
    refuse_if_approved,
    restore_line,
)
from goldenthread.web.plans.actions.rows import add, keeping
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.models import Milestone, Objective


def due_window(due: str) -> dict[str, Any]:
    """The first and last day of the window that a due date names; neither where it names none ("Ongoing")."""
    found = due_of(due) if due else None
    window = found.period if found else None
    return {"due_from": window.start if window else None, "due_to": window.end if window else None}


def add_milestone(*, objective: Objective, values: Mapping[str, Any], place: int | None, change: Change) -> Milestone:
    """A new milestone."""
    with changing(objective.plan, change, "add_milestone"):
        return make_milestone(objective, values, place)


def make_milestone(objective: Objective, values: Mapping[str, Any], place: int | None) -> Milestone:
    """Makes a milestone, inside an action on the plan."""
    milestone = Milestone(plan=objective.plan, objective=objective, **values, **due_window(values["due"]))
    add(milestone)
    place_line(milestone, objective, place)
    return milestone


def change_milestone(
    *, milestone: Milestone, values: Mapping[str, Any], place: int | None, seen: int, change: Change
) -> Milestone:
    """Changes a milestone; its window follows its due date."""
    with changing(milestone.plan, change, "change_milestone"):
        row = lock(Milestone.objects.select_related("objective"), milestone.pk, seen)
        put_milestone(row, values, place)
    return row


def put_milestone(row: Milestone, values: Mapping[str, Any], place: int | None) -> None:
    """Changes a milestone that is locked, inside an action on the plan."""
    window = due_window(values["due"]) if values["due"] != row.due else {}
    put_line(row, {**values, **window}, place)


def drop_milestone(*, milestone: Milestone, seen: int, change: Change) -> None:
    """Drops a milestone from an approved plan."""
    with changing(milestone.plan, change, "drop_milestone"):
        drop_line(lock(Milestone.objects.all(), milestone.pk, seen), milestone.plan, change)


def restore_milestone(*, milestone: Milestone, seen: int, change: Change) -> None:
    """Takes back a milestone that was dropped."""
    with changing(milestone.plan, change, "restore_milestone"):
        restore_line(lock(Milestone.objects.all(), milestone.pk, seen))


def delete_milestone(*, milestone: Milestone, seen: int, change: Change) -> None:
    """Deletes a milestone of a plan that is not approved."""
    with changing(milestone.plan, change, "delete_milestone"):
        row = lock(Milestone.objects.all(), milestone.pk, seen)
        refuse_if_approved(milestone.plan)
        with keeping(ANSWERED_FOR):
            row.delete()
