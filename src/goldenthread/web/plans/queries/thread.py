"""The golden thread of one line: up to the priorities that it serves, and along to the same line in earlier and later plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from goldenthread.web.accounts.models import Holding, Post
from goldenthread.web.plans.models import (
    Measure,
    Milestone,
    Objective,
    Priority,
)
from goldenthread.web.plans.queries.printed import years_text


@dataclass(frozen=True, slots=True)
class Owner:
    """The post that answers for a line, who holds it today, and the posts that it is shared with."""

    post: Post | None
    holders: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody holds the post today."""
        return self.post is not None and not self.holders


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same line in another plan."""

    pk: int
    name: str
    plan: str
    years: str
    is_later: bool


def priorities_of(objective: Objective) -> list[Priority]:
    """The priorities that an objective serves, in the council's order."""
    return list(Priority.objects.filter(served_by__objective=objective).order_by("position", "title"))


def measure_owner(measure: Measure, today: date) -> Owner:
    """Who answers for the measure, and with whom it is shared."""
    return _owner(measure.owner, Q(measure_contributions__measure=measure), today)


def milestone_owner(milestone: Milestone, today: date) -> Owner:
    """Who answers for the milestone, and with whom it is shared."""
    return _owner(milestone.owner, Q(milestone_contributions__milestone=milestone), today)


def _owner(owner: Post | None, shared: Q, today: date) -> Owner:
    """One query for both: the posts, each with the names of those who hold it that day."""
    held = Holding.objects.filter(
        Q(until=None) | Q(until__gte=today), post=OuterRef("pk"), since__lte=today, person__is_active=True
    )
    names = ArraySubquery(held.order_by("person__name", "pk").values("person__name"))
    posts = Post.objects.filter(shared | Q(pk=owner.pk if owner else None)).annotate(names=names)
    rows = list(posts.distinct().order_by("title", "pk").values_list("pk", "title", "names"))
    is_owner = owner.pk if owner else None
    return Owner(
        owner,
        holders=next((tuple(held_by) for pk, _, held_by in rows if pk == is_owner), ()),
        shared=tuple(title for pk, title, _ in rows if pk != is_owner),
    )


def measure_elsewhere(measure: Measure, seen: QuerySet[Measure]) -> list[Elsewhere]:
    """The measures of the same series in other plans, of those that the person may see; the latest first."""
    rows = seen.filter(series=measure.series_id).exclude(pk=measure.pk).select_related("plan")
    return _elsewhere(rows.order_by("-plan__first_year", "-pk"), measure.plan.first_year)


def milestone_elsewhere(milestone: Milestone, seen: QuerySet[Milestone]) -> list[Elsewhere]:
    """The milestones that this one continues or is continued by, of those that the person may see; the latest first."""
    joined = Q(continued_by=milestone.pk) | Q(continues=milestone.pk)
    rows = seen.filter(joined).select_related("plan").distinct()
    return _elsewhere(rows.order_by("-plan__first_year", "-pk"), milestone.plan.first_year)


def _elsewhere(rows: Iterable[Measure | Milestone], first_year: int) -> list[Elsewhere]:
    return [
        Elsewhere(
            pk=row.pk,
            name=str(row),
            plan=row.plan.title,
            years=years_text(row.plan.first_year, row.plan.years),
            is_later=row.plan.first_year > first_year,
        )
        for row in rows
    ]
