"""Who may see and change which plan: the only way to a plan's rows for a request.

Outside somebody's reach a row does not exist (404); within it, a role that is too low is refused (403).

| role | sees | changes |
| --- | --- | --- |
| performance officer | plans of their directorate, or of all | the same |
| director, responsible officer | plans of their directorate | nothing; a director may approve (life.py) |
| finance officer | plans of their directorate, or of all | nothing |
| member | plans with members for comment, provisional and approved | may comment |
| contributor | the lines shared with their posts, and no plan | nothing |
| administrator | no plan | accounts only |
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.models import (
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Plan,
    PlanState,
    Upload,
)

KEEPERS = (Role.PERFORMANCE_OFFICER,)
INSIDE = (Role.PERFORMANCE_OFFICER, Role.DIRECTOR, Role.RESPONSIBLE_OFFICER, Role.FINANCE_OFFICER)
_OPEN_TO_MEMBERS = (PlanState.FOR_COMMENT, PlanState.PROVISIONAL, PlanState.APPROVED)


def plans_seen(within: Reach) -> QuerySet[Plan]:
    """The plans that somebody may read."""
    return Plan.objects.filter(_sees(within))


def _sees(within: Reach, plan: str = "") -> Q:
    """The condition on a plan, or on a row that has one under the name `plan` ("plan__")."""
    if within.is_everywhere(*INSIDE):
        return Q(pk__isnull=False)  # every row; an empty Q would vanish beside another with "or"
    seen = Q(**{f"{plan}directorate__in": within.directorates(*INSIDE)})
    if within.is_everywhere(Role.MEMBER):
        seen |= Q(**{f"{plan}state__in": [state.value for state in _OPEN_TO_MEMBERS]})
    elif within.has(Role.MEMBER):
        theirs = within.directorates(Role.MEMBER)
        seen |= Q(**{f"{plan}state__in": [state.value for state in _OPEN_TO_MEMBERS], f"{plan}directorate__in": theirs})
    return seen


def measures_seen(within: Reach) -> QuerySet[Measure]:
    """The measures that somebody may read: those of the plans they see, and those that their posts own or share."""
    if within.is_everywhere(*INSIDE):
        return Measure.objects.all()
    shared = MeasureContribution.objects.filter(post__in=within.posts).values("measure")
    return Measure.objects.filter(_sees(within, "plan__") | Q(owner__in=within.posts) | Q(pk__in=shared))


def milestones_seen(within: Reach) -> QuerySet[Milestone]:
    """The milestones that somebody may read, as for measures."""
    if within.is_everywhere(*INSIDE):
        return Milestone.objects.all()
    shared = MilestoneContribution.objects.filter(post__in=within.posts).values("milestone")
    return Milestone.objects.filter(_sees(within, "plan__") | Q(owner__in=within.posts) | Q(pk__in=shared))


def keeps(within: Reach, directorate: int) -> bool:
    """Whether somebody keeps the plans of that directorate."""
    return within.has_in(directorate, *KEEPERS)


def sees_plan(within: Reach, plan: Plan) -> bool:
    """Whether somebody may read that plan as a whole: the rule of `plans_seen`, for a plan at hand."""
    if within.has_in(plan.directorate_id, *INSIDE):
        return True
    return plan.state in _OPEN_TO_MEMBERS and within.has_in(plan.directorate_id, Role.MEMBER)


def follows_plan(within: Reach, plan: Plan) -> bool:
    """Whether somebody sees figures of a plan's measures before they are published: who directs or keeps its directorate."""
    return within.has_in(plan.directorate_id, Role.DIRECTOR, *KEEPERS)


def follows_measure(within: Reach, measure: Measure) -> bool:
    """Whether somebody sees a measure's figures before they are published: who directs or keeps its directorate, answers for
    it, or helps with it (handbook 10.4). The plan is at hand."""
    if follows_plan(within, measure.plan) or measure.owner_id in within.posts:
        return True
    return measure.contributions.filter(post__in=within.posts).exists()


def may_comment(within: Reach, plan: Plan) -> bool:
    """Whether somebody may comment on that plan while it is with members: members may, and those who keep it."""
    return within.has_in(plan.directorate_id, Role.MEMBER, *KEEPERS)


def plan_for(request: HttpRequest, pk: int, *, write: bool = False) -> Plan:
    """The plan, with its directorate. 404 where the person cannot see it, 403 where they cannot change it."""
    within = reach(request)
    plan = plans_seen(within).select_related("directorate").filter(pk=pk).first()
    if plan is None:
        raise Http404
    if write and not keeps(within, plan.directorate_id):
        raise PermissionDenied
    return plan


def measure_for(request: HttpRequest, pk: int, *, write: bool = False) -> Measure:
    """The measure, with its plan, objective and owner. 404 and 403 as for plans.

    Its definition is wide, and costs more in this statement than in one of its own.
    """
    within = reach(request)
    rows = measures_seen(within).select_related("plan__directorate", "objective", "owner").order_by("pk")
    measure = rows.filter(pk=pk).first()
    if measure is None:
        raise Http404
    if write and not keeps(within, measure.plan.directorate_id):
        raise PermissionDenied
    return measure


def milestone_for(request: HttpRequest, pk: int, *, write: bool = False) -> Milestone:
    """The milestone, with its plan, objective and owner. 404 and 403 as for plans."""
    within = reach(request)
    rows = milestones_seen(within).select_related("plan__directorate", "objective", "owner").order_by("pk")
    milestone = rows.filter(pk=pk).first()
    if milestone is None:
        raise Http404
    if write and not keeps(within, milestone.plan.directorate_id):
        raise PermissionDenied
    return milestone


def upload_for(request: HttpRequest, pk: int) -> Upload:
    """An uploaded paper: only those who keep the plans of its directorate see it (404)."""
    within = reach(request)
    rows = Upload.objects.select_related("directorate", "by", "plan")
    upload = rows.filter(pk=pk).first()
    if upload is None or not keeps(within, upload.directorate_id):
        raise Http404
    return upload


def keepers_only(request: HttpRequest) -> Reach:
    """The reach of somebody who keeps the plans of some directorate; 403 for anybody else."""
    within = reach(request)
    if not within.has(*KEEPERS):
        raise PermissionDenied
    return within
