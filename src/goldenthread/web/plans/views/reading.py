"""The plans that somebody sees, one whole plan, and what members say of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access, life
from goldenthread.web.plans.actions.comments import comment
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.forms.comments import CommentForm
from goldenthread.web.plans.models import Plan, PlanState
from goldenthread.web.plans.queries.plan_page import plan_page
from goldenthread.web.plans.queries.plan_rows import plan_rows
from goldenthread.web.plans.queries.plans_seen import plans_by_year
from goldenthread.web.plans.queries.printed import day_text, years_text
from goldenthread.web.plans.queries.states import state_words
from goldenthread.web.plans.views.addresses import address_start, links
from goldenthread.web.plans.warnings import warnings_of

_OBJECTIVE_LINKS = (
    ("Change this objective", "objective_change"),
    ("Add a measure", "measure_add"),
    ("Add a milestone", "milestone_add"),
)


@require_safe
def plans(request: PersonRequest) -> HttpResponse:
    """Every plan that the person may read, by year."""
    within = reach(request)
    shown = {"years": plans_by_year(access.plans_seen(within)), "is_keeper": within.has(*access.KEEPERS)}
    return render(request, "plans/plans.html", shown)


@require_safe
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """One plan, whole."""
    return _plan(request, access.plan_for(request, pk), CommentForm())


@require_POST
def plan_comment(request: PersonRequest, pk: int) -> HttpResponse:
    """Adds a comment to a plan that is with members."""
    plan = access.plan_for(request, pk)
    if not access.may_comment(reach(request), plan):
        raise PermissionDenied
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment(plan=plan, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Your comment is added at the foot of the plan.")
            return redirect("plan", plan.pk)
    return _plan(request, plan, form)


def _plan(request: PersonRequest, plan: Plan, form: CommentForm) -> HttpResponse:
    within = reach(request)
    rows = plan_rows(plan, timezone.localdate(), published_only=not access.follows_plan(within, plan))
    is_keeper = access.keeps(within, plan.directorate_id)
    is_open = plan.state == PlanState.FOR_COMMENT
    offered = life.actions_for(plan, within)
    shown: dict[str, Any] = {
        "plan": plan,
        "page": plan_page(rows),
        "years": years_text(plan.first_year, plan.years),
        "state": state_words(plan.state),
        "approved_on": day_text(plan.approved_on) if plan.approved_on else "",
        "is_keeper": is_keeper,
        "forward": [one for one in offered if one.is_forward],
        "backward": [one for one in offered if not one.is_forward],
        "is_draft": plan.state == PlanState.DRAFT,
        "warnings": len(warnings_of(rows)) if is_keeper else 0,
        "comments": list(plan.comments.select_related("by").order_by("at", "pk")),
        "form": form if form.is_bound or (is_open and access.may_comment(within, plan)) else None,
        "measure_at": address_start("measure"),
        "milestone_at": address_start("milestone"),
        "priority_at": address_start("priority"),
        "objective_links": links(*_OBJECTIVE_LINKS) if is_keeper else [],
    }
    return render(request, "plans/plan.html", shown)
