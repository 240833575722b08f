"""The updates of a round as chasing sees them: who must answer each, and who holds that post on a day. Plain values, for due.py.

A contributor owes nothing: they may draft and cannot submit. A line whose post nobody holds is owed by nobody who could be
written to; it is shown to the performance officer instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from goldenthread.web.accounts.models import Holding, Person, Role
from goldenthread.web.accounts.queries import current
from goldenthread.web.returns.models import Round, Update, UpdateState
from goldenthread.web.returns.timing import Phase, phase

_OPEN = frozenset({UpdateState.NOT_STARTED, UpdateState.DRAFT, UpdateState.SENT_BACK})
_APPROVED = frozenset({UpdateState.APPROVED, UpdateState.LOCKED})


@dataclass(frozen=True)
class Holder:
    """Somebody who works here and holds the post in question."""

    person: int
    name: str


@dataclass(frozen=True)
class Owed:
    """One update that is asked for: its line's name alone, for nothing else of it may stand in an e-mail (handbook 10.4)."""

    update: int
    name: str
    directorate: int
    place: str
    state: UpdateState
    post: int | None = None
    post_title: str = ""
    holders: tuple[Holder, ...] = ()
    submitted_on: date | None = None
    late_until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the officer has still to answer."""
        return self.state in _OPEN

    def taken_until(self, of: Round, on: date) -> date | None:
        """The last day on which its officer, who has still to answer, may; None on a day on which nobody takes it."""
        match phase(of, on):
            case Phase.OPEN if self.is_open:
                return max(of.performance_by, self.late_until or of.performance_by)
            case Phase.CLOSED if self.is_open and self.late_until and on <= self.late_until:
                return self.late_until
            case _:
                return None

    @property
    def waits(self) -> bool:
        """Whether it waits for the director."""
        return self.state is UpdateState.SUBMITTED

    @property
    def is_approved(self) -> bool:
        """Whether nothing more is asked of anybody."""
        return self.state in _APPROVED

    def held_by(self, person: int) -> bool:
        """Whether that person is one of those who answer for it."""
        return any(holder.person == person for holder in self.holders)


@dataclass(frozen=True)
class Overseers:
    """Who directs each directorate, and who keeps the performance of each (None: of all of them)."""

    directors: dict[int, tuple[int, ...]]
    performance: dict[int | None, tuple[int, ...]]

    def everybody(self) -> list[int]:
        """Each of them once."""
        return list(
            dict.fromkeys(one for held in (self.directors, self.performance) for each in held.values() for one in each)
        )


def owed_in(of: Round, on: date, only: Q | None = None) -> tuple[Owed, ...]:
    """The updates of the round whose line still stands in the plan, in the plan's order. Two queries."""
    rows = Update.objects.filter(only or Q(), part_of__round=of, measure__dropped_on=None, milestone__dropped_on=None)
    found = list(
        rows.order_by("part_of__directorate__name", "part_of", "pk").values(
            "pk", "state", "submitted_at", "late_until", "part_of__directorate",
            "part_of__directorate__name", "measure__ref", "measure__title", "measure__owner", "measure__owner__title",
            "milestone__ref", "milestone__title", "milestone__owner", "milestone__owner__title",
        )
    )  # fmt: skip
    holders = holders_of({row["measure__owner"] or row["milestone__owner"] for row in found} - {None}, on)
    return tuple(_owed(row, holders) for row in found)


def _owed(row: Mapping[str, Any], holders: dict[int, tuple[Holder, ...]]) -> Owed:
    kind = "measure" if row["measure__title"] is not None else "milestone"
    post, at = row[f"{kind}__owner"], row["submitted_at"]
    return Owed(
        update=row["pk"],
        name=" ".join(f"{row[f'{kind}__ref']} {row[f'{kind}__title']}".split()),
        directorate=row["part_of__directorate"],
        place=row["part_of__directorate__name"],
        state=UpdateState(row["state"]),
        post=post,
        post_title=row[f"{kind}__owner__title"] or "",
        holders=holders.get(post, ()) if post else (),
        submitted_on=timezone.localdate(at) if at else None,
        late_until=row["late_until"],
    )


def holders_of(posts: Iterable[int], on: date) -> dict[int, tuple[Holder, ...]]:
    """Who holds each post that day, those who have left not counted. One query."""
    rows = Holding.objects.filter(_here(on), post__in=posts).order_by("person__name", "person")
    found: dict[int, dict[int, Holder]] = defaultdict(dict)
    for post, person, name in rows.values_list("post", "person", "person__name"):
        found[post][person] = Holder(person, name)
    return {post: tuple(each.values()) for post, each in found.items()}


def overseers(on: date) -> Overseers:
    """The directors and the performance officers that day. One query."""
    rows = Holding.objects.filter(_here(on), post__role__in=[Role.DIRECTOR, Role.PERFORMANCE_OFFICER])
    found: dict[Role, dict[int | None, dict[int, None]]] = {
        Role.DIRECTOR: defaultdict(dict),
        Role.PERFORMANCE_OFFICER: defaultdict(dict),
    }
    for role, directorate, person in rows.order_by("pk").values_list("post__role", "post__directorate", "person"):
        found[Role(role)][directorate][person] = None
    return Overseers(
        directors={place: tuple(each) for place, each in found[Role.DIRECTOR].items() if place is not None},
        performance={place: tuple(each) for place, each in found[Role.PERFORMANCE_OFFICER].items()},
    )


def overseen(owed: Sequence[Owed], who: Overseers, person: int) -> list[Owed]:
    """The updates of the directorates that somebody directs, or keeps the performance of."""
    if person in who.performance.get(None, ()):
        return list(owed)
    places = {place for held in (who.directors, who.performance) for place, people in held.items() if person in people}
    return [one for one in owed if one.directorate in places]


def undirected(owed: Sequence[Owed], who: Overseers) -> list[str]:
    """The names of the directorates whose updates nobody can approve."""
    return list(dict.fromkeys(one.place for one in owed if not who.directors.get(one.directorate)))


def is_here(person: Person, on: date) -> bool:
    """Whether somebody may still be written to."""
    return person.is_active and (person.left_on is None or person.left_on >= on)


def _here(on: date) -> Q:
    stays = Q(person__left_on=None) | Q(person__left_on__gte=on)
    return current(on) & stays & Q(person__is_active=True)
