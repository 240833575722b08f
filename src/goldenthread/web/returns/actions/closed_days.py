"""The days on which the council is closed, by which working days are counted."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.rows import add
from goldenthread.web.returns.models import ClosedDay


def add_closed_day(day: date, why: str, by: Person) -> ClosedDay:
    """Adds a day; Refused where it is in the list already. Deadlines that stand are left as they are."""
    with transaction.atomic(), recorded(by=by, action="returns.add_closed_day"):
        row = ClosedDay(day=day, why=why)
        add(row)
    return row


def remove_closed_day(row: ClosedDay, by: Person) -> None:
    """Takes a day out of the list."""
    with transaction.atomic(), recorded(by=by, action="returns.remove_closed_day"):
        row.delete()
