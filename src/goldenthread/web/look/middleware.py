"""A page for when the database cannot be reached: one sentence, and nothing of what was sent is half-written."""

from __future__ import annotations

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def database_trouble(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Turns a lost database into the 503 page; the next request tries again."""

    def respond(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    respond.process_exception = _process_exception  # type: ignore[attr-defined]
    return respond


def _process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if isinstance(exception, OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})
    return None
