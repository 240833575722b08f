"""The golden thread of one line: up to the priorities that it serves, and along to the same line in earlier and later plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet, Value

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
    return _owner(measure.owner, MeasureContribution.objects.filter(measure=measure), today)


def milestone_owner(milestone: Milestone, today: date) -> Owner:
    """Who answers for the milestone, and with whom it is shared."""
    return _owner(milestone.owner, MilestoneContribution.objects.filter(milestone=milestone), today)


def _owner(post: Post | None, shared: QuerySet[Any], today: date) -> Owner:
    """Holders and shares in one statement: each costs more to ask for than to find."""
    held = Holding.objects.filter(Q(until=None) | Q(until__gte=today), post=post, since__lte=today)
    people = held.filter(person__is_active=True).order_by().values_list(Value("holder"), "person__name", "pk")
    rows = people.union(shared.order_by().values_list(Value("shared"), "post__title", "pk"), all=True)
    found = sorted(rows, key=itemgetter(1, 2))
    holders = tuple(name for kind, name, _ in found if kind == "holder")
    return Owner(post, holders if post else (), tuple(name for kind, name, _ in found if kind == "shared"))


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
