"""The golden thread of one line: up to the priorities that it serves, and along to the same line in earlier and later plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.web.accounts.models import Holding, Post
from goldenthread.web.plans.models import (
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
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
    shared = MeasureContribution.objects.filter(measure=measure).order_by("post__title", "pk")
    return _owner(measure.owner, shared.values_list("post__title", flat=True), today)


def milestone_owner(milestone: Milestone, today: date) -> Owner:
    """Who answers for the milestone, and with whom it is shared."""
    shared = MilestoneContribution.objects.filter(milestone=milestone).order_by("post__title", "pk")
    return _owner(milestone.owner, shared.values_list("post__title", flat=True), today)


def _owner(post: Post | None, shared: QuerySet[Any, str], today: date) -> Owner:
    if post is None:
        return Owner(None, (), tuple(shared))
    held = Holding.objects.filter(Q(until=None) | Q(until__gte=today), post=post, since__lte=today)
    names = held.filter(person__is_active=True).order_by("person__name", "pk").values_list("person__name", flat=True)
    return Owner(post, tuple(names), tuple(shared))


def measure_elsewhere(measure: Measure, seen: QuerySet[Measure]) -> list[Elsewhere]:
    """The measures of the same series in other plans, of those that the person may see; the latest first."""
    return _elsewhere(seen.filter(series=measure.series_id).exclude(pk=measure.pk), measure.plan.first_year)


def milestone_elsewhere(milestone: Milestone, seen: QuerySet[Milestone]) -> list[Elsewhere]:
    """The milestones that this one continues or is continued by, of those that the person may see; the latest first."""
    joined = Q(continued_by=milestone.pk) | Q(continues=milestone.pk)
    return _elsewhere(seen.filter(joined).distinct(), milestone.plan.first_year)


def _elsewhere(lines: QuerySet[Any], first_year: int) -> list[Elsewhere]:
    rows = lines.order_by("-plan__first_year", "-pk").values_list(
        "pk", "ref", "title", "plan__title", "plan__first_year", "plan__years"
    )
    return [
        Elsewhere(
            pk=pk,
            name=f"{ref} {title}".strip(),
            plan=plan,
            years=years_text(year, years),
            is_later=year > first_year,
        )
        for pk, ref, title, plan, year, years in rows
    ]
