"""Whoever is signed in is written beside every change that their request makes, whatever way it is made."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

from goldenthread.web.accounts.models import Person

_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def record_the_actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Opens the history's context for a request that may write; an action adds its name and reason to it."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in _WRITES or not isinstance(request.user, Person):
            return get_response(request)
        with pghistory.context(actor=request.user.pk, actor_name=request.user.name):
            return get_response(request)

    return respond
