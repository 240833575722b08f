"""Rounds, returns and updates for the tests: the least that can be said, with everything else chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.models import Measure, Milestone, Plan
from goldenthread.web.returns.models import Message, MessageKind, MessageState, Return, Round, Update, UpdateFigure
from goldenthread.web.returns.windows import window_for
from tests.web.plans.builders import NOW


def make_round(by: Person, **fields: Any) -> Round:
    """The round of the second quarter of 2021/22, open until far in the future so that a test of today can answer in it."""
    chosen: dict[str, Any] = {
        "number": Round.objects.count() + 1,
        "title": "Quarter 2, 2021/22",
        "observed_from": date(2021, 7, 1),
        "observed_to": date(2021, 9, 30),
        "opens": date(2021, 10, 1),
        "officers_by": date(2099, 1, 8),
        "directors_by": date(2099, 1, 13),
        "performance_by": date(2099, 1, 15),
        "despatch_by": date(2099, 1, 16),
        "meeting_on": date(2099, 1, 26),
        "made_by": by,
        "made_at": NOW,
    } | fields
    return Round.objects.create(**chosen)


def make_return(of: Round, plan: Plan, **fields: Any) -> Return:
    """What the plan's directorate owes in the round: no updates yet."""
    return Return.objects.create(round=of, directorate=plan.directorate, plan=plan, **fields)


def make_update(part_of: Return, line: Measure | Milestone, **fields: Any) -> Update:
    """An update that nobody has begun, with the window of the line."""
    window = window_for(line.definition if isinstance(line, Measure) else None, part_of.round)
    chosen: dict[str, Any] = {
        "measure" if isinstance(line, Measure) else "milestone": line,
        "period_kind": window.kind,
        "period_start": window.start,
        "period_end": window.end,
    } | fields
    return Update.objects.create(part_of=part_of, **chosen)


def make_update_figure(update: Update, value: str | None = "93.5", **fields: Any) -> UpdateFigure:
    """A figure of the update, as typed."""
    number = None if value is None else Decimal(value)
    return UpdateFigure.objects.create(update=update, value=number, **({"original": value or ""} | fields))


def make_message(of: Round, to: Person, **fields: Any) -> Message:
    """A nudge that could not be sent."""
    chosen: dict[str, Any] = {
        "kind": MessageKind.NUDGE,
        "occasion": "2021-10-04",
        "subject": "1 update for Quarter 2",
        "state": MessageState.FAILED,
        "trouble": "The mail server refused it: no such mailbox",
        "made_at": NOW,
    } | fields
    return Message.objects.create(round=of, to=to, **chosen)
