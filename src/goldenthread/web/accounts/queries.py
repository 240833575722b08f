"""What the pages of accounts show: people with their posts, and posts with their people and what they own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from goldenthread.web.accounts.models import Directorate, Holding, Person, Post


class WhichPeople(StrEnum):
    """The people on the list."""

    HERE = "here"
    LEFT = "left"
    ALL = "all"


class WhichPosts(StrEnum):
    """The posts on the list."""

    CURRENT = "current"
    VACANT = "vacant"
    ENDED = "ended"


def current(on: date) -> Q:
    """The condition on a holding that it is held that day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def not_over(on: date) -> Q:
    """The condition on a holding that it is held that day or from a later one."""
    return Q(until=None) | Q(until__gte=on)


def holdings_of(person: Person, on: date) -> list[Holding]:
    """The posts that somebody holds that day, by title."""
    held = person.holdings.filter(current(on)).select_related("post__directorate", "post__department")
    return list(held.order_by("post__title", "pk"))


def past_and_future_holdings_of(person: Person, on: date) -> list[Holding]:
    """The posts that somebody held before, or will hold, by their first day."""
    others = person.holdings.exclude(current(on)).select_related("post__directorate", "post__department")
    return list(others.order_by("since", "pk"))


def people_listed(which: WhichPeople, search: str, on: date) -> QuerySet[Person]:
    """People with the posts that they hold that day in `held`, by name; `search` is part of a name or of an address."""
    held = Holding.objects.filter(current(on)).select_related("post__directorate").order_by("post__title", "pk")
    rows = Person.objects.prefetch_related(Prefetch("holdings", queryset=held, to_attr="held")).order_by("name", "pk")
    if which is not WhichPeople.ALL:
        rows = rows.filter(is_active=which is WhichPeople.HERE)
    return rows.filter(Q(name__icontains=search) | Q(email__icontains=search)) if search else rows


def posts_listed(which: WhichPosts, search: str, on: date) -> QuerySet[Post]:
    """Posts with the people who hold them that day in `held`, by title; `search` is part of a title."""
    held = Holding.objects.filter(current(on)).select_related("person").order_by("person__name", "pk")
    rows = Post.objects.select_related("directorate", "department").order_by("title", "pk")
    rows = rows.prefetch_related(Prefetch("holdings", queryset=held, to_attr="held"))
    rows = rows.filter(ended_on__isnull=which is not WhichPosts.ENDED)
    if which is WhichPosts.VACANT:
        rows = rows.exclude(pk__in=Holding.objects.filter(current(on)).values("post"))
    return rows.filter(title__icontains=search) if search else rows


def holders_of(post: Post) -> list[Holding]:
    """Everybody who held, holds or will hold the post, the latest first."""
    return list(post.holdings.select_related("person").order_by("-since", "-pk"))


def directorates_listed() -> list[Directorate]:
    """The directorates with their departments, and with how many posts each has that have not ended."""
    open_posts = Count("posts", filter=Q(posts__ended_on=None), distinct=True)
    return list(Directorate.objects.prefetch_related("departments").annotate(open_posts=open_posts).order_by("name"))


@dataclass(frozen=True)
class Owned:
    """How many lines of plans that are not past a post owns."""

    objectives: int = 0
    milestones: int = 0
    measures: int = 0

    def __bool__(self) -> bool:
        return bool(self.objectives or self.milestones or self.measures)


def _of_plans_not_past(on: date) -> Q:
    this_year = on.year if (on.month, on.day) >= (4, 1) else on.year - 1
    return Q(plan__first_year__gt=this_year - F("plan__years"))


def owned_by(posts: Collection[int], on: date) -> dict[int, Owned]:
    """For each post that owns any: how many objectives, milestones and measures, those dropped left out. Three queries."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for name in ("objectives", "milestones", "measures"):
        model = Post._meta.get_field(name).related_model
        lines = model._default_manager.filter(_of_plans_not_past(on), owner__in=posts)  # type: ignore[union-attr]
        if name != "objectives":
            lines = lines.filter(dropped_on=None)
        for row in lines.order_by().values("owner").annotate(number=Count("pk")):
            found[row["owner"]][name] = row["number"]
    return {post: Owned(**numbers) for post, numbers in found.items()}


@dataclass(frozen=True)
class Line:
    """A line that a post owns, as it is named to people."""

    kind: str
    name: str
    plan: str


def lines_owned(post: Post, on: date) -> list[Line]:
    """The objectives, milestones and measures of plans that are not past, by plan."""
    open_plans = _of_plans_not_past(on)
    rows: list[Any] = [
        *post.objectives.filter(open_plans).select_related("plan"),
        *post.milestones.filter(open_plans, dropped_on=None).select_related("plan"),
        *post.measures.filter(open_plans, dropped_on=None).select_related("plan"),
    ]
    return [Line(str(row._meta.verbose_name), str(row), str(row.plan)) for row in rows]
