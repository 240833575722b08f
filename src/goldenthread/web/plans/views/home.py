"""The home page: what is somebody's own, and what to do next."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.access import administers
from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.queries.home import what_is_mine


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Where somebody starts."""
    shown = {"mine": what_is_mine(reach(request)), "administers": administers(request)}
    return render(request, "plans/home.html", shown)
