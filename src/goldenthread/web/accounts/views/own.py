"""Somebody's own account: what is kept of them, and how they keep it safe."""

from __future__ import annotations

from allauth.account import views as account
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

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


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """allauth's own; the browser forgets what pages kept in it (what was typed and not saved yet)."""
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"storage"'
    return response


@require_POST
def session_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Signs them out in one other browser; the one that they use now has “Sign out”."""
    rows = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    session = get_object_or_404(rows, pk=pk)
    session.end()
    messages.success(request, "You are signed out there.")
    return redirect("usersessions_list")
