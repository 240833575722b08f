"""Who was written to about a round, when and why, and what became of it: the rows of the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from goldenthread.web.returns.chasing.sending import Standing, may_go_again, standing_of
from goldenthread.web.returns.models import Message, MessageKind, Round

_COLOURS = {
    Standing.WAITING: "grey",
    Standing.SENDING: "blue",
    Standing.SENT: "green",
    Standing.UNKNOWN: "yellow",
    Standing.FAILED: "red",
    Standing.NOT_NEEDED: "grey",
}


@dataclass(frozen=True)
class Listed:
    """A message as it stands in the list. `at` is when it went out, or else when it was made."""

    pk: int
    name: str
    kind: str
    subject: str
    by: str
    at: datetime
    standing: str
    colour: str
    trouble: str
    may_go_again: bool


def messages_listed(seen: QuerySet[Message], of: Round, kind: MessageKind | None, name: str) -> QuerySet[Message]:
    """The messages about a round that somebody may see, the latest first; of one kind, and to those with that in their name."""
    rows = seen.filter(round=of).select_related("to", "by").order_by("-made_at", "-pk")
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(Q(to__name__icontains=name) | Q(to__email__icontains=name)) if name else rows


def listed(rows: Iterable[Message], at: datetime) -> list[Listed]:
    """The rows of a page, as they stand at that moment."""
    return [_listed(row, at) for row in rows]


def _listed(row: Message, at: datetime) -> Listed:
    standing = standing_of(row, at)
    return Listed(
        pk=row.pk,
        name=row.to.name,
        kind=row.kind,
        subject=row.subject,
        by=row.by.name if row.by else "",
        at=row.sent_at or row.made_at,
        standing=standing.value,
        colour=_COLOURS[standing],
        trouble=row.trouble,
        may_go_again=may_go_again(row, at),
    )
