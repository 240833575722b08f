"""What a message says, written when it is sent, from what is owed then: nobody is asked for what they did an hour ago.

Only the names of lines and numbers of updates stand in it; figures and commentary never do before a paper is published
(handbook 10.4). The workbook that somebody is sent holds what they wrote themselves, this quarter and the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from goldenthread.web.accounts.models import Holding, Person
from goldenthread.web.accounts.queries import current
from goldenthread.web.returns.chasing import subjects
from goldenthread.web.returns.chasing.owed import Owed, is_here, overseen, overseers, owed_in, undirected
from goldenthread.web.returns.chasing.progress import counts_of, grouped, silent, vacancies
from goldenthread.web.returns.models import Message, MessageKind, MessageState, UpdateNote, UpdateState
from goldenthread.web.returns.timing import Phase, phase
from goldenthread.web.returns.workbook.making import attachment_for

Attachment = tuple[str, bytes, str]
"""A file's name, its bytes and its type."""


@dataclass(frozen=True)
class Letter:
    """The words of a message, and the files that go with it. An empty subject keeps the one that it was queued with."""

    body: str
    subject: str = ""
    attachments: tuple[Attachment, ...] = field(default=())


def letter_of(message: Message, at: datetime) -> Letter | None:
    """The letter, with the round and both people at hand; None where by now there is nothing to ask, or nobody to ask it of."""
    if not is_here(message.to, timezone.localdate(at)) or _is_overtaken(message):
        return None
    return _WRITERS[MessageKind(message.kind)](message, at)


def _is_overtaken(message: Message) -> bool:
    """Whether a newer message of its sort was queued: after days without a mail server, the last of them says it all."""
    sort = next((sort for sort in _SORTS if message.kind in sort), ())
    newer = Message.objects.filter(round=message.round, to=message.to, kind__in=sort, made_at__gt=message.made_at)
    return newer.exclude(state=MessageState.FAILED).exists()


def absolute(name: str, *args: int) -> str:
    """The full address of a page, as it stands in an e-mail."""
    return f"{settings.ADDRESS}{reverse(name, args=args)}"


def _to_officer(message: Message, at: datetime) -> Letter | None:
    today = timezone.localdate(at)
    of, kind = message.round, MessageKind(message.kind)
    taken = [(one, one.taken_until(of, today)) for one in _own(message, today) if one.held_by(message.to_id)]
    updates, days = [one for one, until in taken if until], [until for _, until in taken if until]
    comes_as_overdue = kind in (MessageKind.INVITATION, MessageKind.REMINDER) and today > of.officers_by
    if not updates or comes_as_overdue:
        return None
    is_closed = phase(of, today) is Phase.CLOSED
    until = min(days) if is_closed else of.performance_by
    subject = subjects.for_officer(of, kind, len(updates), today)
    if is_closed and kind is MessageKind.OVERDUE:
        subject = subjects.of_let_late(of, len(updates), until)
    is_late = today > of.officers_by
    return Letter(_body(message, kind.name.lower(), updates, is_late=is_late, until=subjects.day(until)), subject)


def _sent_back(message: Message, at: datetime) -> Letter | None:
    """About the one update whose note the occasion names (actions/deciding.py); the comment itself is read on its page."""
    note = UpdateNote.objects.filter(pk=message.occasion).first()
    still = Q(pk=note.update_id, state=UpdateState.SENT_BACK) if note else Q(pk=None)
    updates = owed_in(message.round, timezone.localdate(at), still)
    if not updates:
        return None
    return Letter(_body(message, "sent_back", updates), subjects.of_sent_back(message.round, updates[0].name))


def _workbook(message: Message, at: datetime) -> Letter | None:
    """It carries the workbook as it would be downloaded at that moment; one that would be empty is not sent."""
    today = timezone.localdate(at)
    updates = [one for one in _own(message, today) if one.is_open and one.held_by(message.to_id)]
    workbook = attachment_for(message.to, message.round, today=today, at=at)
    if not updates or workbook is None:
        return None
    body = _body(message, "workbook", updates, bring_back=absolute("updates_workbook", message.round_id))
    return Letter(body, attachments=(workbook,))


def _approval(message: Message, at: datetime) -> Letter | None:
    today = timezone.localdate(at)
    updates = [one for one in _directed(message, today) if one.waits]
    if not updates:
        return None
    is_late = today > message.round.directors_by
    subject = subjects.for_approval(message.round, len(updates), today)
    return Letter(_body(message, "approval", updates, is_late=is_late), subject)


def _escalation(message: Message, at: datetime) -> Letter | None:
    today = timezone.localdate(at)
    posts = silent(_directed(message, today))
    if not posts:
        return None
    updates = [one for post in posts for one in post.updates]
    body = _body(message, "escalation", updates, posts=posts, completeness=_completeness(message))
    return Letter(body, subjects.of_escalation(message.round, len(posts)))


def _digest(message: Message, at: datetime) -> Letter | None:
    today = timezone.localdate(at)
    of, who = message.round, overseers(today)
    updates = overseen(owed_in(of, today), who, message.to_id)
    whole = counts_of(updates, of.officers_by, today)
    if whole.is_done:
        return None
    keeps = any(message.to_id in people for people in who.performance.values())
    by_place = grouped(updates, lambda one: one.place)
    body = _body(
        message,
        "digest",
        [],
        whole=whole,
        places=[(place, counts_of(each, of.officers_by, today)) for place, each in by_place.items()],
        vacancies=vacancies(updates) if keeps else [],
        undirected=undirected(updates, who) if keeps else [],
        completeness=_completeness(message),
    )
    return Letter(body, subjects.of_digest(of, whole.answered, whole.owed))


def _own(message: Message, today: date) -> tuple[Owed, ...]:
    posts = Holding.objects.filter(current(today), person=message.to).values("post")
    mine = Q(measure__owner__in=posts) | Q(milestone__owner__in=posts)
    return owed_in(message.round, today, mine)


def _directed(message: Message, today: date) -> tuple[Owed, ...]:
    places = [place for place, people in overseers(today).directors.items() if message.to_id in people]
    return owed_in(message.round, today, Q(part_of__directorate__in=places))


def _completeness(message: Message) -> str:
    return absolute("round_completeness", message.round_id)


def _body(message: Message, template: str, updates: Sequence[Owed], **more: Any) -> str:
    of = message.round
    prepared = {
        "name": " ".join(message.to.name.split()),
        "by": " ".join(message.by.name.split()) if isinstance(message.by, Person) else "",
        "round": of,
        "officers_by": subjects.day(of.officers_by),
        "directors_by": subjects.day(of.directors_by),
        "performance_by": subjects.day(of.performance_by),
        "council": settings.COUNCIL,
        "contact": settings.CONTACT,
        "lines": [(one.name, absolute("update", one.update)) for one in updates],
        "many": len(updates) != 1,
        "mine": absolute("my_updates"),
    }
    text = render_to_string(f"returns/email/{template}.txt", prepared | more).strip()
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


_SORTS: Final = (
    (MessageKind.INVITATION, MessageKind.REMINDER, MessageKind.OVERDUE),
    (MessageKind.APPROVAL, MessageKind.APPROVAL_OVERDUE),
    (MessageKind.DIGEST,),
)
"""The kinds of which the newest makes the older ones needless."""

_WRITERS: Final[dict[MessageKind, Callable[[Message, datetime], Letter | None]]] = {
    MessageKind.INVITATION: _to_officer,
    MessageKind.REMINDER: _to_officer,
    MessageKind.OVERDUE: _to_officer,
    MessageKind.NUDGE: _to_officer,
    MessageKind.APPROVAL: _approval,
    MessageKind.APPROVAL_OVERDUE: _approval,
    MessageKind.ESCALATION: _escalation,
    MessageKind.DIGEST: _digest,
    MessageKind.SENT_BACK: _sent_back,
    MessageKind.WORKBOOK: _workbook,
}
