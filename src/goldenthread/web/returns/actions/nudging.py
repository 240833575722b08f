"""Somebody asks officers for what they owe, beside the reminders that go out by themselves: once a day for each officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.chasing import subjects
from goldenthread.web.returns.chasing.owed import Owed
from goldenthread.web.returns.chasing.sending import queue
from goldenthread.web.returns.models import MessageKind, Round
from goldenthread.web.returns.timing import Phase, phase


def nudge(of: Round, owed: Sequence[Owed], by: Person, at: datetime) -> list[Person]:
    """The people who are written to about these updates: those who hold their posts, have something to answer, and were not
    nudged today. Refused when the round takes no answers, but for what was let late."""
    today = timezone.localdate(at)
    taken = [one for one in owed if one.taken_until(of, today)]
    if phase(of, today) is not Phase.OPEN and not taken:
        raise Refused(f"{of.title} takes no answers today, so nobody is asked for any.")
    updates: dict[int, int] = {}
    for one in taken:
        for holder in one.holders:
            updates[holder.person] = updates.get(holder.person, 0) + 1
    people = Person.objects.in_bulk(updates)
    nudged = []
    with transaction.atomic(), recorded(by=by, action="returns.nudge"):
        for pk, number in updates.items():
            subject = subjects.for_officer(of, MessageKind.NUDGE, number, today)
            if queue(of, people[pk], MessageKind.NUDGE, str(today), subject, by, at):
                nudged.append(people[pk])
    return nudged
