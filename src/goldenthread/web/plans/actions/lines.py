"""What an action does alike to a measure and a milestone: place it, share it, drop it from an approved plan, take it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, TypeVar

from django.utils import timezone

from goldenthread.web.plans.actions.rows import put, put_in_place, touch
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Measure, Milestone, Objective, Plan, PlanState
from goldenthread.web.plans.queries.choosing import lines_of

L = TypeVar("L", Measure, Milestone)

ANSWERED_FOR: Final = (
    "Approve the plan, and drop the line then: it is asked about no more, and what was said of it stays."
)
"""What to do with a line that cannot be deleted because somebody has been asked about it."""


def place_line(line: Measure | Milestone, objective: Objective, place: int | None) -> None:
    """Puts the line at a place among the lines of its objective, at the end without one."""
    put_in_place(line, [one for one in lines_of(objective) if one != line], place)


def put_line(line: Measure | Milestone, values: Mapping[str, Any], place: int | None) -> None:
    """Changes a line; moved to another objective it stands at its end unless a place is given."""
    objective = values.get("objective", line.objective)
    if objective.plan_id != line.plan_id:
        raise Refused("This objective belongs to another plan. Choose one of this plan's objectives.")
    moved = objective != line.objective
    put(line, values)
    if moved or place is not None:
        place_line(line, objective, place)


def drop_line(row: L, plan: Plan, change: Change) -> None:
    """Drops a line, locked by its action, from an approved plan. It stays in the plan with the day, and so do its targets."""
    if Plan.objects.get(pk=plan.pk).state != PlanState.APPROVED:
        raise Refused("This plan is not approved any more. Open this page again: the line can be deleted.")
    if row.dropped_on:
        raise Refused("This was dropped from the plan already.")
    put(row, {"dropped_on": timezone.localdate(change.at)})


def restore_line(row: L) -> None:
    """Takes back a line that was dropped."""
    if row.dropped_on is None:
        raise Refused("This stands in the plan already: there is nothing to take back.")
    put(row, {"dropped_on": None})


def refuse_if_approved(plan: Plan) -> None:
    """A line of an approved plan is dropped, never deleted."""
    if Plan.objects.get(pk=plan.pk).state == PlanState.APPROVED:
        raise Refused("This plan was approved meanwhile. Open this page again: the line can be dropped, with a reason.")


def share_line(*, line: Measure | Milestone, posts: Collection[int], seen: int, change: Change) -> None:
    """Shares a line with these posts and no others."""
    noun = "measure" if isinstance(line, Measure) else "milestone"
    with changing(line.plan, change, f"share_{noun}"):
        row: Any = lock(type(line)._default_manager.all(), line.pk, seen)
        there = set(row.contributions.values_list("post", flat=True))
        wanted = set(posts)
        row.contributions.filter(post__in=there - wanted).delete()
        for pk in sorted(wanted - there):
            row.contributions.create(post_id=pk)
        if there != wanted:
            touch(row)
