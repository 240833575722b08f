"""What a form of the plan offers to choose from: posts with whether anybody holds them, and the neighbours of a line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.web.accounts.models import Holding, Post
from goldenthread.web.plans.models import Measure, Milestone, Objective, PlanState


def posts_to_own(directorate: int, today: date, current: int | None = None) -> QuerySet[Post]:
    """The posts of the directorate and of the whole council, and the one that owns the line now even if it has ended."""
    here = Q(directorate=directorate) | Q(directorate=None)
    return _with_holders(Post.objects.filter((here & _lasts(today)) | Q(pk=current)), today)


def posts_to_share(today: date, current: set[int]) -> QuerySet[Post]:
    """Every post of the council, as work is shared between directorates; and those that the line is shared with now."""
    return _with_holders(Post.objects.filter(_lasts(today) | Q(pk__in=current)), today).select_related("directorate")


def _lasts(today: date) -> Q:
    return Q(ended_on=None) | Q(ended_on__gt=today)


def _with_holders(posts: QuerySet[Post], today: date) -> QuerySet[Post]:
    held = Holding.objects.filter(post=OuterRef("pk"), since__lte=today).filter(Q(until=None) | Q(until__gte=today))
    return posts.annotate(held=Exists(held)).order_by("title", "pk")


def used_by_approved(definition: Any, but: Any) -> QuerySet[Measure]:
    """The measures of other plans that are approved and use the definition: then it cannot be corrected from this plan."""
    return Measure.objects.filter(definition=definition, plan__state=PlanState.APPROVED).exclude(plan=but)


def lines_of(objective: Objective) -> list[Measure | Milestone]:
    """The measures and milestones of an objective, in the order in which they stand."""
    lines: list[Measure | Milestone] = [*objective.measures.all(), *objective.milestones.all()]
    return sorted(lines, key=lambda line: (line.position, isinstance(line, Measure), line.pk))


def place_among(row: object, rows: list[object]) -> int | None:
    """Where the row stands, counted from 1."""
    return next((number for number, one in enumerate(rows, 1) if one == row), None)
