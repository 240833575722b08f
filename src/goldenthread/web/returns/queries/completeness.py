"""How complete a round is, by directorate and by officer, and how late: what somebody chases by. Five queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from goldenthread.web.accounts.reach import Reach
from goldenthread.web.returns.access import OVERSEERS
from goldenthread.web.returns.chasing.owed import Owed, overseers, owed_in, undirected
from goldenthread.web.returns.chasing.progress import Counts, counts_of, grouped
from goldenthread.web.returns.deadlines import working_days_between
from goldenthread.web.returns.models import ClosedDay, Message, MessageKind, MessageState, Round

_TO_OFFICERS = (MessageKind.INVITATION, MessageKind.REMINDER, MessageKind.OVERDUE, MessageKind.NUDGE)


@dataclass(frozen=True)
class Officer:
    """A post with what it owes, who holds it, and when they were last written to. `days_late` counts working days."""

    post: int | None
    title: str
    place: str
    names: str
    counts: Counts
    days_late: int
    last: str
    may_nudge: bool
    was_nudged: bool


@dataclass(frozen=True)
class Completeness:
    """A round's numbers: of all, of each directorate, of each post, those that are late first."""

    whole: Counts
    places: list[tuple[str, Counts]]
    officers: list[Officer]
    vacant: list[Officer]
    undirected: list[str]

    @property
    def late_officers(self) -> int:
        """How many posts are late and have a holder who was not nudged today."""
        return sum(one.may_nudge and one.counts.late > 0 for one in self.officers)


def overseen_updates(of: Round, within: Reach, today: date) -> tuple[Owed, ...]:
    """The updates of the round in the directorates that somebody oversees."""
    if within.is_everywhere(*OVERSEERS):
        return owed_in(of, today)
    return owed_in(of, today, Q(part_of__directorate__in=within.directorates(*OVERSEERS)))


def completeness(of: Round, within: Reach, today: date) -> Completeness:
    """What stands on the page, for the directorates that somebody oversees."""
    owed = overseen_updates(of, within, today)
    closed = frozenset(ClosedDay.objects.values_list("day", flat=True))
    sent = _last_sent(of)
    late_for = max(0, working_days_between(of.officers_by, today, closed))
    nudged = _nudged(of, today)
    by_post = grouped(owed, lambda one: (one.place, one.post, one.post_title))
    officers = []
    for (place, post, title), updates in by_post.items():
        people = [holder.person for holder in updates[0].holders]
        counts = counts_of(updates, of.officers_by, today)
        waits = bool(people) and any(one.taken_until(of, today) for one in updates)
        was_nudged = bool(people) and nudged.issuperset(people)
        officers.append(
            Officer(
                post=post,
                title=title or "No post is named",
                place=place,
                names=", ".join(holder.name for holder in updates[0].holders),
                counts=counts,
                days_late=late_for if counts.late else 0,
                last=max((sent[person] for person in people if person in sent), default=("", ""))[1],
                may_nudge=waits and not was_nudged,
                was_nudged=waits and was_nudged,
            )
        )
    return Completeness(
        whole=counts_of(owed, of.officers_by, today),
        places=_places(owed, of, today),
        officers=sorted(officers, key=lambda one: (-one.counts.late, one.counts.answered - one.counts.owed)),
        vacant=[one for one in officers if not one.names and one.counts.answered < one.counts.owed],
        undirected=undirected(owed, overseers(today)),
    )


def _places(owed: Sequence[Owed], of: Round, today: date) -> list[tuple[str, Counts]]:
    by_place = grouped(owed, lambda one: one.place)
    return [(place, counts_of(updates, of.officers_by, today)) for place, updates in by_place.items()]


def _last_sent(of: Round) -> dict[int, tuple[str, str]]:
    """When each officer was last written to in this round, in a form to compare by and in words."""
    rows = Message.objects.filter(round=of, state=MessageState.SENT, kind__in=_TO_OFFICERS).order_by("sent_at", "pk")
    found: dict[int, tuple[str, str]] = {}
    for person, kind, sent_at in rows.values_list("to", "kind", "sent_at"):
        if sent_at:
            when = timezone.localtime(sent_at)
            found[person] = (when.isoformat(), f"{when.day} {when:%B}, {kind}")
    return found


def _nudged(of: Round, today: date) -> set[int]:
    rows = Message.objects.filter(round=of, kind=MessageKind.NUDGE, occasion=str(today))
    return set(rows.values_list("to", flat=True))
