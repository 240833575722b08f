"""The home page: what somebody owes first, then what is theirs in the plans."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.access import administers
from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.queries.home import what_is_mine
from goldenthread.web.returns.queries.home import rounds_kept, what_is_owed
from goldenthread.web.returns.queries.my_updates import waiting


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Where somebody starts."""
    within, today = reach(request), timezone.localdate()
    shown = {
        "owed": what_is_owed(within, today),
        "waiting": waiting(within, today),
        "rounds": rounds_kept(within, today),
        "is_member": within.has(Role.MEMBER),
        "mine": what_is_mine(within),
        "administers": administers(request),
    }
    return render(request, "returns/home.html", shown)
