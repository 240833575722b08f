"""What a signed-in person reaches, and the second factor that they are asked to add. (Django's LoginRequiredMiddleware asks for
sign-in on every page that is not marked as public.)"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.accounts.reach import Reach, reach_of

_OPEN_WITHOUT = ("account_reauthenticate", "mfa_")
"""How the names of the addresses begin that somebody needs in order to add a second factor."""


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Leads whoever has no second factor yet to the page that adds one, where the council asks for it."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    respond.process_view = _lead_to_second_factor  # type: ignore[attr-defined]
    return respond


def _lead_to_second_factor(
    request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
) -> HttpResponse | None:
    is_public = not getattr(view, "login_required", True)
    if not settings.SECOND_FACTOR_REQUIRED or is_public or not isinstance(request.user, Person):
        return None
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    if name.startswith(_OPEN_WITHOUT) or request.user.has_second_factor:
        return None
    return redirect("mfa_index")


def reach(request: HttpRequest) -> Reach:
    """What the signed-in person reaches today, asked once for a request."""
    kept = getattr(request, "_reach", None)
    if kept is None:
        kept = reach_of(request.user, timezone.localdate())
        request._reach = kept  # type: ignore[attr-defined]
    return kept
