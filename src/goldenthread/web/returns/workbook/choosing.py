"""Whose updates a workbook holds: somebody's own, those of one post, or those of a directorate; and which of these there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from goldenthread.web.accounts.models import Directorate, Post
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.returns.access import KEEPERS, own, updates_seen
from goldenthread.web.returns.chasing.owed import Holder, Owed, owed_in
from goldenthread.web.returns.models import Round, Update
from goldenthread.web.returns.states import EDITABLE


@dataclass(frozen=True)
class Chosen:
    """The updates of one workbook, and whose they are in words."""

    updates: QuerySet[Update]
    whose: str


def seen_in(within: Reach, of: Round) -> QuerySet[Update]:
    """The updates of the round within somebody's reach; rows.entries_of leaves out those that they may only read."""
    return updates_seen(within).filter(part_of__round=of)


def own_in(within: Reach, of: Round, whose: str) -> Chosen:
    """Those of the lines that somebody's posts own, or that are shared with them."""
    return Chosen(seen_in(within, of).filter(own(within)), whose)


def of_post(post: int) -> Q:
    """The updates of the lines that a post owns."""
    return Q(measure__owner=post) | Q(milestone__owner=post)


def kept_of_post(within: Reach, of: Round, post: int) -> Chosen:
    """Those of a post, for a performance officer. 403 for anybody else, 404 where the post owes them nothing in the round."""
    updates = _kept(within, of).filter(of_post(post))
    row = Post.objects.filter(pk=post).first()
    if row is None or not updates.exists():
        raise Http404
    return Chosen(updates, row.title)


def kept_of_directorate(within: Reach, of: Round, directorate: int) -> Chosen:
    """Those of a directorate, for a performance officer. 403 for anybody else, 404 where they do not keep it."""
    updates = _kept(within, of).filter(part_of__directorate=directorate)
    row = Directorate.objects.filter(pk=directorate).first()
    if row is None or not updates.exists():
        raise Http404
    return Chosen(updates, row.name)


def _kept(within: Reach, of: Round) -> QuerySet[Update]:
    if not within.has(*KEEPERS):
        raise PermissionDenied
    return Update.objects.filter(_keeps(within), part_of__round=of)


def _keeps(within: Reach) -> Q:
    return Q() if within.is_everywhere(*KEEPERS) else Q(part_of__directorate__in=within.directorates(*KEEPERS))


# ---- what there is to choose ----


@dataclass(frozen=True)
class PostRow:
    """A post that owes updates: how many are still open, and who holds it."""

    pk: int
    title: str
    place: str
    open: int
    owed: int
    holders: tuple[Holder, ...]

    @property
    def names(self) -> str:
        """Who would be written to."""
        return ", ".join(holder.name for holder in self.holders)


@dataclass(frozen=True)
class PlaceRow:
    """A directorate: how many of its updates are still open."""

    pk: int
    name: str
    open: int
    owed: int


@dataclass(frozen=True)
class Choices:
    """What a performance officer may download, and how many of their own updates somebody has still to answer."""

    mine: int
    owed: int
    posts: Sequence[PostRow] = ()
    places: Sequence[PlaceRow] = ()


def choices_for(within: Reach, of: Round, today: date) -> Choices:
    """Four queries at most, however many updates there are."""
    states = list(seen_in(within, of).filter(own(within)).order_by("pk").values_list("state", flat=True))
    mine = sum(state in EDITABLE for state in states)
    if not within.has(*KEEPERS):
        return Choices(mine, len(states))
    rows = owed_in(of, today, _keeps(within))
    return Choices(mine, len(states), _posts(rows), _places(rows))


def _posts(rows: Sequence[Owed]) -> list[PostRow]:
    by_post: dict[int, list[Owed]] = {}
    for row in rows:
        if row.post is not None:
            by_post.setdefault(row.post, []).append(row)
    found = [
        PostRow(post, of[0].post_title, of[0].place, sum(one.is_open for one in of), len(of), of[0].holders)
        for post, of in by_post.items()
    ]
    return sorted(found, key=lambda one: (one.place, one.title, one.pk))


def _places(rows: Sequence[Owed]) -> list[PlaceRow]:
    by_place: dict[int, list[Owed]] = {}
    for row in rows:
        by_place.setdefault(row.directorate, []).append(row)
    return [PlaceRow(place, of[0].place, sum(one.is_open for one in of), len(of)) for place, of in by_place.items()]
