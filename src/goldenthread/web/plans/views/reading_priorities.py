"""The council's priorities, and the look down from one of them to what serves it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.models import Priority
from goldenthread.web.plans.queries.priority_page import plans_serving, priorities_served
from goldenthread.web.plans.views.addresses import address_start


@require_safe
def priorities(request: PersonRequest) -> HttpResponse:
    """All priorities, each with how many objectives serve it in the plans that the person may read."""
    within = reach(request)
    shown = {
        "priorities": priorities_served(access.plans_seen(within)),
        "is_keeper": within.has(*access.KEEPERS),
        "sees_plans": within.has(*access.INSIDE, Role.MEMBER),
    }
    return render(request, "plans/priorities.html", shown)


@require_safe
def priority(request: PersonRequest, pk: int) -> HttpResponse:
    """One priority with its aim, and the objectives, measures and milestones that serve it."""
    within = reach(request)
    row = get_object_or_404(Priority, pk=pk)
    shown = {
        "priority": row,
        "plans": plans_serving(row, access.plans_seen(within)),
        "is_keeper": within.has(*access.KEEPERS),
        "measure_at": address_start("measure"),
        "milestone_at": address_start("milestone"),
    }
    return render(request, "plans/priority.html", shown)
