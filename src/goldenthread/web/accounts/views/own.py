"""Somebody's own account: what is kept of them, and how they keep it safe."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.queries import holdings_of
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.accounts.second_factors import second_factors


@require_safe
def my_account(request: PersonRequest) -> HttpResponse:
    """Their name, address, posts and second factors."""
    prepared = {
        "holdings": holdings_of(request.user, on=timezone.localdate()),
        "factors": second_factors(request.user),
    }
    return render(request, "accounts/my_account.html", prepared)
