"""How far a round has come: updates owed, answered, approved and late, for each directorate and each post. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from goldenthread.web.returns.chasing.owed import Holder, Owed

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Counts:
    """How many updates are owed; of them answered (submitted or further), approved, and late."""

    owed: int
    answered: int
    approved: int
    late: int

    @property
    def is_done(self) -> bool:
        """Whether nothing more is asked of anybody."""
        return self.approved == self.owed


@dataclass(frozen=True)
class Vacancy:
    """A post that nobody holds, or no post at all (""), with what waits for somebody who does."""

    place: str
    post: str
    updates: int


def counts_of(owed: Iterable[Owed], officers_by: date, on: date) -> Counts:
    """The numbers of some updates on a day. An update is late from the day after the officers' deadline until it is submitted."""
    updates = list(owed)
    still_open = sum(one.is_open for one in updates)
    return Counts(
        owed=len(updates),
        answered=len(updates) - still_open,
        approved=sum(one.is_approved for one in updates),
        late=still_open if on > officers_by else 0,
    )


def grouped(owed: Iterable[Owed], key: Callable[[Owed], K]) -> dict[K, list[Owed]]:
    """The updates by their key, in the order in which each key came first."""
    found: dict[K, list[Owed]] = {}
    for one in owed:
        found.setdefault(key(one), []).append(one)
    return found


def vacancies(owed: Iterable[Owed]) -> list[Vacancy]:
    """The posts without a holder that updates wait for."""
    waiting = [one for one in owed if one.is_open and not one.holders]
    by_post = grouped(waiting, lambda one: (one.place, one.post_title))
    return [Vacancy(place, post, len(updates)) for (place, post), updates in by_post.items()]


@dataclass(frozen=True)
class Silent:
    """A post that has not answered yet, who holds it, and for what."""

    post: str
    holders: tuple[Holder, ...]
    updates: tuple[Owed, ...]


def silent(owed: Iterable[Owed]) -> list[Silent]:
    """The posts that have still to answer, with what: a post that nobody holds too."""
    by_post = grouped((one for one in owed if one.is_open), lambda one: (one.post_title, one.holders))
    return [Silent(post, holders, tuple(updates)) for (post, holders), updates in by_post.items()]
