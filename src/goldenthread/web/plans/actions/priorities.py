"""The council's priorities: add, change, put in order and delete. They belong to no one plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.rows import add, keeping, put, put_in_place
from goldenthread.web.plans.changes import Change, lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Priority


@contextmanager
def _changing(change: Change, action: str) -> Iterator[list[Priority]]:
    """One transaction with all priorities locked, in order, so that two people cannot put them in order at once."""
    with transaction.atomic(), recorded(by=change.by, action=f"plans.{action}", reason=change.reason):
        yield list(Priority.objects.select_for_update().order_by("position", "title"))


def add_priority(*, values: Mapping[str, Any], place: int | None, change: Change) -> Priority:
    """A new priority, after the others unless a place is given."""
    with _changing(change, "add_priority") as others:
        priority = Priority(**values)
        add(priority)
        put_in_place(priority, others, place)
    return priority


def change_priority(
    *, priority: Priority, values: Mapping[str, Any], place: int | None, seen: int, change: Change
) -> Priority:
    """Changes a priority's title, aim or place."""
    with _changing(change, "change_priority") as others:
        row = lock(Priority.objects.all(), priority.pk, seen)
        put(row, values)
        if place is not None:
            put_in_place(row, [one for one in others if one != row], place)
    return row


def delete_priority(*, priority: Priority, seen: int, change: Change) -> None:
    """Deletes a priority that no objective serves."""
    with _changing(change, "delete_priority"):
        row = lock(Priority.objects.all(), priority.pk, seen)
        served = row.served_by.count()
        if served:
            objectives = "1 objective serves" if served == 1 else f"{served} objectives serve"
            raise Refused(f"{objectives} this priority. Choose another priority for them first.")
        with keeping("Leave it as it is: plans of later years need not serve it."):
            row.delete()
