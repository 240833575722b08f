"""Who changes a plan, when and why: handed to every action on a plan, and put beside what it changes in the history.

After a plan is approved, every change needs who approved it, when, and the reason (handbook 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import models, transaction

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.models import Plan, PlanState

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Change:
    """By whom and when a change is made; and for an approved plan who approved it, on which day, and why."""

    by: Person
    at: datetime
    reason: str = ""
    approver: str = ""
    approved_on: date | None = None


@contextmanager
def changing(plan: Plan, change: Change, action: str) -> Iterator[None]:
    """One transaction in which a plan may be changed, with the plan's row locked. Refused without what approval needs.

    `action` is the verb for the history: "change_target" becomes "plans.change_target".
    """
    with (
        transaction.atomic(),
        recorded(
            by=change.by,
            action=f"plans.{action}",
            reason=change.reason,
            approver=change.approver,
            approved_on=change.approved_on,
        ),
    ):
        now = Plan.objects.select_for_update().filter(pk=plan.pk).first()
        if now is None:
            raise Gone("This plan was deleted while you were changing it. Nothing was saved.")
        if now.state == PlanState.APPROVED and not (change.reason and change.approver and change.approved_on):
            raise Refused(
                "This plan is approved. Say who approved this change, on which day, and why: it is shown in the plan's log."
            )
        yield


def lock(rows: models.QuerySet[M], pk: int, seen: int) -> M:
    """The row, locked until the transaction ends, if its `version` is still the one that the person saw.

    Gone when it was deleted meanwhile; Overtaken, with the row as it is now, when somebody else changed it.
    """
    row = next(iter(rows.select_for_update(of=("self",)).filter(pk=pk).order_by()), None)
    if row is None:
        raise Gone(f"This {rows.model._meta.verbose_name} was deleted while you were changing it. Nothing was saved.")
    if getattr(row, "version", seen) != seen:
        raise Overtaken(
            f"Somebody else changed this {rows.model._meta.verbose_name} while you were working on it. "
            "Choose which version to keep, part by part.",
            row,
        )
    return row
