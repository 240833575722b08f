"""A morning's chasing: what is due is queued, for every round that is open. Run twice, the second time queues nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.returns.chasing.due import due
from goldenthread.web.returns.chasing.owed import overseers, owed_in
from goldenthread.web.returns.chasing.sending import queue
from goldenthread.web.returns.models import ClosedDay, Message, Round, Update


def chase(at: datetime) -> int:
    """How many messages were queued. Each round's in one transaction: cut off, it is done again from the start.

    A round that is closed has its turn while anything in it may be answered late.
    """
    today = timezone.localdate(at)
    late = Update.objects.filter(late_until__gte=today).values("part_of__round")
    open_now = Q(opens__lte=today, performance_by__gte=today)
    rounds = Round.objects.filter(open_now | Q(performance_by__lt=today, pk__in=late)).order_by("pk")
    return sum(_chase(of, at) for of in rounds)


def _chase(of: Round, at: datetime) -> int:
    today = timezone.localdate(at)
    closed = frozenset(ClosedDay.objects.values_list("day", flat=True))
    known = set(Message.objects.filter(round=of).values_list("to", "kind", "occasion"))
    found = due(of, owed_in(of, today), overseers(today), today, closed)
    new = [one for one in found if (one.person, one.kind.value, one.occasion) not in known]
    people = Person.objects.in_bulk([one.person for one in new])
    with transaction.atomic(), recorded(by=None, action="returns.chase"):
        queued = [queue(of, people[one.person], one.kind, one.occasion, one.subject, None, at) for one in new]
    return sum(message is not None for message in queued)
