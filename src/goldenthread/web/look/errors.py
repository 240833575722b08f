"""The pages for what goes wrong outside a view's own care: each says what happened, what is saved, and what to do next."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from goldenthread.web.look.context import of_the_council
from goldenthread.web.look.sent import what_was_sent


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours (500), or for a database that cannot be reached (503): neither asks the database anything.

    Django calls this while it handles the error, whether a view raised it or a middleware before it.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _page("503.html", 503, {"Retry-After": "10"}, what_was_sent(request) | {"may_send_again": True})
    return _page("500.html", 500, {}, what_was_sent(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that cannot be understood (400): it may be too broken to ask who sent it."""
    return _page("400.html", 400, {})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without the secret that shows it to be ours (403): most often it was open too long."""
    return _page("403_csrf.html", 403, {}, what_was_sent(request) | {"may_send_again": True})


def _page(template: str, status: int, headers: dict[str, str], more: dict[str, Any] | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(template, of_the_council() | (more or {})), status=status, headers=headers)
