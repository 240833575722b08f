"""Rounds: open one with all that is owed in it, add what a plan gained since, and change its days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.rows import add, put
from goldenthread.web.plans.changes import lock
from goldenthread.web.plans.models import Measure, Milestone
from goldenthread.web.returns.models import Return, Round, Update
from goldenthread.web.returns.queries.owed import plans_for
from goldenthread.web.returns.windows import observed, window_for

_ONE_AT_A_TIME = 7_105_002
"""The key of the lock under which rounds are opened, so that two at once get two numbers, or one of them the sentence."""


def open_round(values: Mapping[str, Any], by: Person, at: datetime) -> Round:
    """A new round with the next number, and in it a return of every approved plan that covers it, with an update for each line.

    Refused, with the record's own sentence, where another round observes some of the days or the days are out of order.
    """
    with transaction.atomic(), recorded(by=by, action="returns.open_round"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        last = Round.objects.aggregate(last=Max("number"))["last"] or 0
        row = Round(**values, number=last + 1, made_by=by, made_at=at)
        add(row)
        _fill(row)
    return row


def refresh_round(round: Round, by: Person, at: datetime) -> int:
    """Adds the returns and updates that are missing, for plans approved and lines added since; says how many updates.

    Nothing that is there is touched, and a return that its director has declared stays as it is.
    """
    with transaction.atomic(), recorded(by=by, action="returns.refresh_round"):
        row = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
        return _fill(row)


def change_round(round: Round, values: Mapping[str, Any], seen: int, by: Person) -> Round:
    """Changes the round's title, days and rule. The quarter that it observes is settled when it is opened (peer's rule)."""
    with transaction.atomic(), recorded(by=by, action="returns.change_round"):
        row = lock(Round.objects.all(), round.pk, seen)
        put(row, values)
    return row


# ---- what is owed ----


def _fill(round: Round) -> int:
    """Makes the returns and updates that are not there, in a handful of statements whatever the size; how many updates."""
    plans = {directorate: rows[0] for directorate, rows in plans_for(round).items()}
    there = set(round.returns.values_list("directorate", flat=True))
    Return.objects.bulk_create(
        [Return(round=round, directorate_id=key, plan=plan) for key, plan in plans.items() if key not in there]
    )
    owed = {one.plan_id: one for one in round.returns.select_for_update(no_key=True).filter(declared_at=None)}
    missing = [*_measures(round, owed), *_milestones(round, owed)]
    Update.objects.bulk_create(missing, batch_size=500)
    return len(missing)


def _measures(round: Round, owed: Mapping[int, Return]) -> list[Update]:
    rows = Measure.objects.filter(plan__in=owed, dropped_on=None).exclude(updates__part_of__round=round)
    made = []
    for measure in rows.select_related("definition").order_by("plan", "objective__position", "position", "pk"):
        window = window_for(measure.definition, round)
        made.append(
            Update(
                part_of=owed[measure.plan_id],
                measure=measure,
                period_kind=window.kind,
                period_start=window.start,
                period_end=window.end,
            )
        )
    return made


def _milestones(round: Round, owed: Mapping[int, Return]) -> list[Update]:
    window = observed(round)
    rows = Milestone.objects.filter(plan__in=owed, dropped_on=None).exclude(updates__part_of__round=round)
    return [
        Update(
            part_of=owed[milestone.plan_id],
            milestone=milestone,
            period_kind=window.kind,
            period_start=window.start,
            period_end=window.end,
        )
        for milestone in rows.order_by("plan", "objective__position", "position", "pk")
    ]
