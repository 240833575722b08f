"""What is somebody's own on the home page: the lines that their posts answer for, the plans they see, the papers that wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans import access
from goldenthread.web.plans.models import Measure, Milestone, Upload, UploadState
from goldenthread.web.plans.queries.plans_seen import PlanLine, plan_lines
from goldenthread.web.plans.queries.printed import year_text

_FEW_PLANS = 6


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A measure or milestone that one of the person's posts answers for, or that is shared with one."""

    pk: int
    ref: str
    title: str
    plan: str
    year: str
    is_owned: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody finds on their home page. `keeps` says whether they keep any plan."""

    keeps: bool
    measures: list[OwnLine]
    milestones: list[OwnLine]
    plans: list[PlanLine]
    uploads: list[Upload]


def what_is_mine(within: Reach) -> Mine:
    """The person's own lines in the latest plan of each directorate, a few plans, and the papers that wait for a keeper."""
    keeps = within.has(*access.KEEPERS)
    plans = access.plans_seen(within).order_by("-first_year", "directorate__name", "title", "pk")[:_FEW_PLANS]
    return Mine(
        keeps=keeps,
        measures=_own(access.measures_seen(within), Measure.objects.all(), within),
        milestones=_own(access.milestones_seen(within), Milestone.objects.all(), within),
        plans=[line for _, line in plan_lines(plans)],
        uploads=_waiting(within) if keeps else [],
    )


def _own(seen: QuerySet[Any], rows: QuerySet[Any], within: Reach) -> list[OwnLine]:
    """Lines owned by a post that the person holds, or shared with it, in the latest year that they have any in."""
    if not within.posts:
        return []
    mine = rows.filter(owner__in=within.posts) | rows.filter(contributions__post__in=within.posts)
    found = seen.filter(pk__in=mine.values("pk"), dropped_on=None).select_related("plan")
    lines = list(found.order_by("-plan__first_year", "plan", "objective__position", "position", "pk"))
    return [_own_line(one, within) for one in _latest(lines)]


def _latest(lines: list[Any]) -> Iterable[Any]:
    """Those in the last plan of each directorate: an earlier year's plan is read, not worked on."""
    last: dict[int, int] = {}
    for line in lines:
        last.setdefault(line.plan.directorate_id, line.plan.first_year)
    return [line for line in lines if line.plan.first_year == last[line.plan.directorate_id]]


def _own_line(row: Any, within: Reach) -> OwnLine:
    return OwnLine(
        pk=row.pk,
        ref=row.ref,
        title=row.title,
        plan=row.plan.title,
        year=year_text(row.plan.first_year),
        is_owned=row.owner_id in within.posts,
    )


def _waiting(within: Reach) -> list[Upload]:
    """Papers that somebody uploaded and nobody has made into a plan, in the directorates whose plans the person keeps."""
    rows = Upload.objects.exclude(state=UploadState.CONFIRMED).defer("reading", "passages", "settled")
    if not within.is_everywhere(*access.KEEPERS):
        rows = rows.filter(directorate__in=within.directorates(*access.KEEPERS))
    return list(rows.select_related("directorate").order_by("-at", "-pk")[:10])
