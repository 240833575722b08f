"""The plan's log of changes: what was added, dropped, redefined, re-owned or aimed at anew; approved by whom, and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.history.kinds import KINDS, key_of
from goldenthread.web.history.queries import book_of, deeds_of, events_of, last_came_to
from goldenthread.web.history.views import page_of
from goldenthread.web.history.words import day
from goldenthread.web.plans.history_access import address_of, plan_seen
from goldenthread.web.plans.history_parts import LOG
from goldenthread.web.plans.models import Plan, PlanState


@require_safe
def plan_log(request: PersonRequest, pk: int) -> HttpResponse:
    """The changes since the plan was approved, or all of them; a plan that is not approved shows all."""
    title, state, approved_on = plan_seen(request, pk)
    approved = state == PlanState.APPROVED
    everything = request.GET.get("from") == "all"
    since = None
    if approved and not everything:
        since = last_came_to(KINDS[key_of(Plan)], pk, "state", PlanState.APPROVED.value)
    events = events_of(LOG, pk, changed_after=since)
    context = page_of(request, deeds_of(events, book_of(events), (key_of(Plan), pk), after=since)) | {
        "plan_title": title,
        "address": address_of("plan", pk),
        "approved_since": day(approved_on) if approved and approved_on else "",
        "everything": everything,
        "kept": "from=all&" if everything else "",
    }
    return render(request, "history/log.html", context)
