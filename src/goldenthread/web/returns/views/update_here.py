"""An update before somebody: what every page of one update begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.sent import readable
from goldenthread.web.returns import access
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.forms.updates import UpdateForm
from goldenthread.web.returns.gathering import Gathered, gather
from goldenthread.web.returns.judging import found_in
from goldenthread.web.returns.models import Update
from goldenthread.web.returns.queries.gone import was_theirs
from goldenthread.web.returns.states import WRITERS, Part, UpdateAction, allowed
from goldenthread.web.returns.timing import lock_of

_DELETED = "This update was deleted while you were writing it."


@dataclass
class Here:
    """An update before somebody, with all that stands behind it, and what they are to it."""

    request: PersonRequest
    gathered: Gathered
    parts: frozenset[Part]
    today: date

    @property
    def update(self) -> Update:
        return self.gathered.update

    @property
    def doing(self) -> Doing:
        return Doing(by=self.request.user, at=timezone.now(), parts=self.parts)

    @property
    def may_submit(self) -> bool:
        return allowed(self.update.state, UpdateAction.SUBMIT, self.parts) is not None

    @property
    def is_open(self) -> bool:
        """Whether this person may write here now."""
        may = allowed(self.update.state, UpdateAction.SAVE, self.parts) is not None
        return may and lock_of(self.update, self.today) is None

    def form(self, data: QueryDict | None = None, **more: Any) -> UpdateForm:
        findings = found_in(self.update, self.gathered.explanations)
        return UpdateForm(data, gathered=self.gathered, findings=findings, today=self.today, **more)


def here_of(request: PersonRequest, pk: int, *, write: bool = False) -> Here:
    """The update of a request, for who sees it (404); with `write`, for who may write it (403)."""
    update = access.update_for(request, pk, parts=WRITERS if write else frozenset(), to_gather=True)
    parts = access.parts_of(reach(request), update, seen=True)
    (gathered,) = gather([update])
    return Here(request, gathered, parts, timezone.localdate())


def says_when_gone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands back what was typed to whoever sends an update that was deleted while they wrote it."""

    @wraps(view)
    def respond(request: PersonRequest, pk: int, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, pk, **kwargs)
        except Http404:
            if request.method != "POST" or not was_theirs(reach(request), pk):
                raise
            context = {"words": _DELETED, "typed": readable(request.POST)}
            return render(request, "returns/update_stopped.html", context, status=409)

    return respond
