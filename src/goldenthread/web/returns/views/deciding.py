"""The pages on which a director and a performance officer decide: the return, approving, sending back, letting one be late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import RowForm
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.deciding import Asked, Decided, approve, let_late, send_back
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.forms.deciding import LateForm, SendBackForm
from goldenthread.web.returns.kept_typed import keeps_typed, take
from goldenthread.web.returns.models import Update
from goldenthread.web.returns.queries.return_page import return_shown
from goldenthread.web.returns.queries.shown import computed_light, figures_shown, judged_light, state_shown
from goldenthread.web.returns.states import Part

CHECKERS = frozenset({Part.DIRECTOR, Part.PERFORMANCE})
_DIRECTOR = frozenset({Part.DIRECTOR})
_PERFORMANCE = frozenset({Part.PERFORMANCE})
_CHANGED: Final = (
    "This update changed while you had the page open. It is shown as it is now: look at it, and send again "
    "what still holds."
)
F = TypeVar("F", bound=RowForm)


@require_safe
def return_page(request: PersonRequest, pk: int) -> HttpResponse:
    """A directorate's return: what waits, what was said, and how far it is from its declaration."""
    owed = access.return_for(request, pk)
    directs = reach(request).has_in(owed.directorate_id, Role.DIRECTOR)
    shown = return_shown(owed, request.user.pk, timezone.localdate(), directs=directs)
    return render(request, "returns/return.html", {"owed": owed, "shown": shown, "directs": directs})


# ---- approving ----


@require_POST
def return_approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve all updates that were ticked; each that cannot be is named with the reason."""
    owed = access.return_for(request, pk, Role.DIRECTOR)
    asked = list(_asked(request))
    theirs = set(Update.objects.filter(part_of=owed, pk__in=[one.pk for one in asked]).values_list("pk", flat=True))
    if not asked:
        messages.warning(request, "Nothing is approved: tick the updates that you approve first.")
    else:
        _say(
            request, approve([one for one in asked if one.pk in theirs], _doing(request)), gone=len(asked) - len(theirs)
        )
    return redirect("return", pk=pk)


@require_POST
def update_approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Approve one update, in the version that was on the page."""
    update = access.update_for(request, pk, parts=_DIRECTOR)
    decided = approve([Asked(pk, _whole(request.POST.get("seen", "")))], _doing(request))
    _say(request, decided, gone=0)
    return redirect("return", pk=update.part_of_id) if decided.approved else redirect("update", pk=pk)


def _asked(request: HttpRequest) -> Iterator[Asked]:
    """What was ticked: each update's key and version, "12-3"."""
    for text in dict.fromkeys(request.POST.getlist("approve")):
        pk, _, seen = text.partition("-")
        if _whole(pk):
            yield Asked(_whole(pk), _whole(seen))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _doing(request: PersonRequest, reason: str = "") -> Callable[[Update], Doing]:
    within, at = reach(request), timezone.now()
    return lambda update: Doing(request.user, at, access.parts_of(within, update), reason)


def _say(request: HttpRequest, decided: Decided, *, gone: int) -> None:
    number = len(decided.approved)
    if number:
        done = f"{decided.approved[0].line} is approved." if number == 1 else f"{number} updates are approved."
        messages.success(request, done)
    by_reason = sorted(((why, str(row.line)) for row, why in decided.refused), key=lambda pair: pair[0])
    for why, rows in groupby(by_reason, key=lambda pair: pair[0]):
        messages.warning(request, f"Not approved: {', '.join(name for _, name in rows)}. {why}")
    if gone:
        messages.warning(request, f"{gone} of what you ticked is not in this return any more.")


# ---- one update ----


@keeps_typed("update_send_back")
@require_http_methods(["GET", "POST"])
def update_send_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Send an update back to its officer with a comment."""
    update = access.update_for(request, pk, parts=CHECKERS)
    form = SendBackForm(_sent(request), version=update.version)
    if request.method == "POST" and form.is_valid():
        doing = _doing(request, form.cleaned_data["comment"])(update)
        refused = _refused(update, form, lambda: send_back(update, form.cleaned_data["seen"], doing))
        if refused is None:
            messages.success(request, f"{update.line} is sent back, and its officer is told by e-mail.")
            return redirect("return", pk=update.part_of_id)
        form = refused
    return _decide(request, update, form, "returns/send_back.html")


@keeps_typed("update_let_late")
@require_http_methods(["GET", "POST"])
def update_let_late(request: PersonRequest, pk: int) -> HttpResponse:
    """Let one update be answered after the round has closed."""
    update = access.update_for(request, pk, parts=_PERFORMANCE)
    form = LateForm(_sent(request), version=update.version)
    if request.method == "POST" and form.is_valid():
        doing = _doing(request, form.cleaned_data["reason"])(update)
        until = form.cleaned_data["until"]
        refused = _refused(update, form, lambda: let_late(update, until, form.cleaned_data["seen"], doing))
        if refused is None:
            messages.success(request, f"{update.line} may be answered until {day_text(until)}.")
            return redirect("update", pk=pk)
        form = refused
    return _decide(request, update, form, "returns/let_late.html")


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, or what was typed before the person had to sign in again."""
    if request.method == "POST":
        return request.POST
    kept = take(request)
    if kept is not None:
        messages.info(request, kept.words)
    return kept.sent if kept else None


def _refused(update: Update, form: F, act: Callable[[], object]) -> F | None:
    """The form that says why it was not done, with what was typed; None where it was. Where somebody else changed the update,
    it is shown as it is now, and can be sent again."""
    try:
        act()
    except Overtaken:
        data = QueryDict(mutable=True)
        update.refresh_from_db()
        data.update(form.data)
        data["seen"] = str(update.version)
        form = type(form)(data, version=update.version)
        form.is_valid()
        form.add_error(None, _CHANGED)
    except Refused as error:
        form.add_error(None, str(error))
    else:
        return None
    return form


def _decide(request: HttpRequest, update: Update, form: RowForm, template: str) -> HttpResponse:
    definition = update.measure.definition if update.measure else None
    context = {
        "update": update,
        "form": form,
        "state": state_shown(update.state),
        "light": judged_light(update) or computed_light(update),
        "figures": figures_shown(update, update.figures.order_by("position", "pk"), definition),
    }
    return render(request, template, context)
