"""When sign-in is refused for a while: five wrong passwords for one person from one address, for fifteen minutes (django-axes).

Neither by address alone (a council may share one) nor by person alone (anybody could then keep anybody out). While it lasts no
password is looked at, right or wrong, and the page is the same whether or not there is such a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from allauth.core.internal.httpkit import get_client_ip
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

Credentials = Mapping[str, object] | None


def tried_name(request: HttpRequest, credentials: Credentials) -> str:
    """The e-mail address that somebody tries to sign in with: allauth hands it to axes as "email", axes to itself as "login"."""
    given = credentials or {}
    name = given.get("email") or given.get("login") or request.POST.get("login", "")
    return str(name).strip().lower()[:255]


def client_address(request: HttpRequest) -> str:
    """Where the request comes from: as the council's own proxy says, if there is one (ALLAUTH_TRUSTED_PROXY_COUNT)."""
    return str(get_client_ip(request) or "")


def is_locked(request: HttpRequest, credentials: Credentials) -> bool:
    """Whether sign-in is refused for now."""
    return bool(AxesProxyHandler.is_locked(request, credentials))


def locked_page(request: HttpRequest, original: HttpResponse | None, credentials: Credentials) -> HttpResponse:
    """Says when to try again, and nothing of whether there is such a person."""
    response = render(request, "429.html", {"again_at": _again_at(request, credentials)}, status=429)
    response["Cache-Control"] = "no-store"
    return response


def _again_at(request: HttpRequest, credentials: Credentials) -> datetime:
    tries = AccessAttempt.objects.filter(
        username=tried_name(request, credentials), ip_address=client_address(request) or None
    )
    last = tries.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return last + get_cool_off(request)  # type: ignore[no-any-return]
