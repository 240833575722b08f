"""Who has answered and who is late, who was written to, and the buttons that write to somebody."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.nudging import nudge
from goldenthread.web.returns.chasing.sending import again
from goldenthread.web.returns.forms.chasing import MessageSearch, Nudge
from goldenthread.web.returns.queries.completeness import completeness, overseen_updates
from goldenthread.web.returns.queries.messages import listed, messages_listed

_ON_A_PAGE = 50


@require_safe
def round_completeness(request: PersonRequest, pk: int) -> HttpResponse:
    """How far the directorates and their officers have come."""
    of = access.round_overseen(request, pk)
    shown = completeness(of, reach(request), timezone.localdate())
    return render(request, "returns/completeness.html", {"round": of, "shown": shown})


@require_POST
def round_nudge(request: PersonRequest, pk: int) -> HttpResponse:
    """Writes to the holders of one post, or to all who are late: once a day each."""
    of = access.round_overseen(request, pk)
    form, today = Nudge(request.POST), timezone.localdate()
    if not form.is_valid():
        raise Http404
    post = form.cleaned_data["post"]
    owed = overseen_updates(of, reach(request), today)
    if post is not None:
        owed = tuple(one for one in owed if one.post == post)
        if not owed:
            raise Http404
    elif today <= of.officers_by:
        owed = ()
    try:
        people = nudge(of, owed, by=request.user, at=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        _say(request, [person.name for person in people])
    return redirect("round_completeness", pk=pk)


def _say(request: PersonRequest, names: list[str]) -> None:
    match names:
        case []:
            messages.info(request, "Nobody is nudged: they were nudged today already, or owe nothing any more.")
        case [name]:
            messages.success(request, f"{name} is nudged by e-mail.")
        case [*some]:
            messages.success(request, f"{len(some)} people are nudged by e-mail.")


@require_safe
def round_messages(request: PersonRequest, pk: int) -> HttpResponse:
    """Who was written to about the round, when and why."""
    of = access.round_overseen(request, pk)
    within = reach(request)
    form = MessageSearch(request.GET or None)
    kind, name = form.chosen()
    rows = messages_listed(access.messages_seen(within), of, kind, name)
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": of,
        "form": form,
        "page": page,
        "listed": listed(page, timezone.now()),
        "is_filtered": bool(kind or name),
        "may_send": within.has(*access.KEEPERS),
    }
    return render(request, "returns/messages.html", context)


@require_POST
def message_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Sends again what failed, or what nobody knows of whether it arrived."""
    message = access.message_for(request, pk)
    try:
        again(message, by=request.user, at=timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The message to {message.to.name} is sent again.")
    return redirect("round_messages", pk=message.round_id)
