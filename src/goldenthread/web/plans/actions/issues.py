"""Strategic issues of a plan: add, change, put in order and delete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.web.plans.actions.rows import add, put, put_in_place
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.models import Plan, StrategicIssue


def add_issue(*, plan: Plan, values: Mapping[str, Any], place: int | None, change: Change) -> StrategicIssue:
    """A new strategic issue."""
    with changing(plan, change, "add_issue"):
        others = list(plan.strategic_issues.all())
        issue = StrategicIssue(plan=plan, **values)
        add(issue)
        put_in_place(issue, others, place)
    return issue


def change_issue(
    *, issue: StrategicIssue, values: Mapping[str, Any], place: int | None, seen: int, change: Change
) -> StrategicIssue:
    """Changes a strategic issue, and its place if one is given."""
    with changing(issue.plan, change, "change_issue"):
        row = lock(StrategicIssue.objects.all(), issue.pk, seen)
        put(row, values)
        if place is not None:
            put_in_place(row, [one for one in issue.plan.strategic_issues.all() if one != row], place)
    return row


def delete_issue(*, issue: StrategicIssue, seen: int, change: Change) -> None:
    """Deletes a strategic issue; the history keeps it."""
    with changing(issue.plan, change, "delete_issue"):
        lock(StrategicIssue.objects.all(), issue.pk, seen).delete()
