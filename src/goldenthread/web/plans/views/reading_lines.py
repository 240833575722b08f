"""One measure and one milestone: the golden thread from the priorities down to the figures, in one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.models import Measure, Milestone, Plan, PlanState
from goldenthread.web.plans.queries.measure_page import QUARTERS, measure_page
from goldenthread.web.plans.queries.printed import day_text, years_text
from goldenthread.web.plans.queries.states import state_words
from goldenthread.web.plans.queries.thread import (
    measure_elsewhere,
    measure_owner,
    milestone_elsewhere,
    milestone_owner,
    priorities_of,
)
from goldenthread.web.plans.views.addresses import link, links

_MEASURE_LINKS = (
    ("Change this measure", "measure_change"),
    ("Change its definition", "definition_change"),
    ("Add a target", "target_add"),
    ("Add a baseline", "baseline_add"),
    ("Add a figure", "figure_add"),
    ("Share this measure", "measure_shares"),
)
_MILESTONE_LINKS = (
    ("Change this milestone", "milestone_change"),
    ("Share this milestone", "milestone_shares"),
)


@require_safe
def measure(request: PersonRequest, pk: int) -> HttpResponse:
    """A measure, up to its priorities and down to its figures."""
    line = access.measure_for(request, pk)
    shown = {
        "measure": line,
        "page": measure_page(line, published_only=not access.follows_measure(reach(request), line)),
        "quarters": QUARTERS,
        "owner": measure_owner(line, timezone.localdate()),
        "elsewhere": measure_elsewhere(line, access.measures_seen(reach(request))),
        "doings": _doings(request, line, _MEASURE_LINKS, "measure"),
        "change_target": link("Change", "target_change"),
        "change_figure": link("Change", "figure_change"),
        "change_baseline": link("Change", "baseline_change"),
    }
    return render(request, "plans/measure.html", shown | _thread(request, line))


@require_safe
def milestone(request: PersonRequest, pk: int) -> HttpResponse:
    """A milestone, up to its priorities."""
    line = access.milestone_for(request, pk)
    window = (line.due_from, line.due_to) if line.due_from and line.due_to else ()
    shown = {
        "milestone": line,
        "window": [day_text(day) for day in dict.fromkeys(window)],
        "owner": milestone_owner(line, timezone.localdate()),
        "elsewhere": milestone_elsewhere(line, access.milestones_seen(reach(request))),
        "doings": _doings(request, line, _MILESTONE_LINKS, "milestone"),
    }
    return render(request, "plans/milestone.html", shown | _thread(request, line))


def _doings(
    request: PersonRequest, line: Measure | Milestone, named: tuple[tuple[str, str], ...], kind: str
) -> list[tuple[str, str]]:
    """What the person may do with the line: the words and address of each."""
    last = reverse(f"{kind}_delete", args=[line.pk])
    if not access.keeps(reach(request), line.plan.directorate_id):
        found = []
    elif line.dropped_on:
        found = [(f"Take this {kind} back into the plan", last)]
    else:
        verb = "Drop" if line.plan.state == PlanState.APPROVED else "Delete"
        found = [*((one.text, one.of(line.pk)) for one in links(*named)), (f"{verb} this {kind}", last)]
    return [*found, (f"History of this {kind}", reverse("record_history", args=[kind, line.pk]))]


def _thread(request: PersonRequest, line: Measure | Milestone) -> dict[str, Any]:
    """What stands above the line. Whoever sees the line alone gets the plan's name, and no link to it."""
    within = reach(request)
    plan: Plan = line.plan
    return {
        "plan": plan,
        "objective": line.objective,
        "priorities": priorities_of(line.objective),
        "years": years_text(plan.first_year, plan.years),
        "state": state_words(plan.state),
        "dropped": day_text(line.dropped_on) if line.dropped_on else "",
        "sees_plan": access.sees_plan(within, plan),
        "is_keeper": access.keeps(within, plan.directorate_id),
    }
