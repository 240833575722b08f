"""What somebody owes and what waits for them, on one page; for who oversees more, all of it, as they ask."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.returns import access
from goldenthread.web.returns.forms.deciding import ChoosingForm
from goldenthread.web.returns.queries.my_updates import (
    A_PAGE,
    choices,
    lines_of,
    overseen_updates,
    own_updates,
    waiting,
)


@require_safe
def my_updates(request: PersonRequest) -> HttpResponse:
    """The person's own updates; what waits for a director; and for overseers all that they see, with what they ask for."""
    within = access.takes_part(request)
    shown = _overseen(request, within) if within.has(*access.OVERSEERS) else _own(request, within)
    return render(request, "returns/my_updates.html", shown)


def _own(request: PersonRequest, within: Reach) -> dict[str, Any]:
    today = timezone.localdate()
    page = Paginator(own_updates(within, today), A_PAGE).get_page(request.GET.get("page"))
    return {"own": lines_of(list(page), within, today), "page": page}


def _overseen(request: PersonRequest, within: Reach) -> dict[str, Any]:
    today = timezone.localdate()
    form = ChoosingForm(request.GET, choices=choices(within))
    page = Paginator(overseen_updates(within, form.chosen, today), A_PAGE).get_page(request.GET.get("page"))
    own = list(own_updates(within, today)[:A_PAGE]) if within.posts else []
    lines = {line.pk: line for line in lines_of([*own, *page], within, today)}
    return {
        "own": [lines[one.pk] for one in own],
        "waiting": waiting(within, today),
        "directs": within.has(Role.DIRECTOR),
        "form": form,
        "is_asked": any(request.GET.get(name) for name in form.fields),
        "all": [lines[one.pk] for one in page],
        "page": page,
    }
