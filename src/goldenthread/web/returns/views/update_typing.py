"""While somebody types: the light and the findings at once, and a draft that keeps itself. Fragments for htmx."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import both_versions
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.returns.actions import writing
from goldenthread.web.returns.forms.updates import UpdateForm
from goldenthread.web.returns.judging import found_in, judged
from goldenthread.web.returns.views.update_conflicts import form_now, is_open_now
from goldenthread.web.returns.views.update_here import here_of
from goldenthread.web.returns.views.update_pages import judgement

_GONE = "This update is not there any more, or not yours. Copy what you need before you leave this page."
_SENT_MEANWHILE = (
    "Not saved: somebody else has sent this update meanwhile. Copy what you need before you leave this page."
)


@require_POST
def update_look(request: PersonRequest, pk: int) -> HttpResponse:
    """The light, the arrow and the findings of what is typed; nothing is saved."""
    here = here_of(request, pk, write=True)
    form = here.form(request.POST)
    form.is_valid()
    shown = judged(here.gathered, form.written)
    context = judgement(here, form, shown) | {"form": form, "update": here.update, "is_fragment": True}
    return render(request, "returns/update_lights.html", context)


@require_POST
def update_draft(request: PersonRequest, pk: int) -> HttpResponse:
    """Keeps what is typed. Where somebody else changed the update meanwhile, both versions and the way to choose (409)."""
    try:
        here = here_of(request, pk, write=True)
    except Http404:
        return _kept(request, {"trouble": _GONE}, 404)
    form = here.form(request.POST)
    is_whole = form.is_valid()
    seen = form.cleaned_data.get("seen")
    if not seen:
        return _kept(request, {"trouble": "Not saved by itself: load the page again."})
    try:
        row = writing.save(here.update, form.written, seen, here.doing, known=here.gathered)
    except Overtaken as error:
        now = form_now(here, error.now)
        if not is_open_now(here, now):
            return _kept(request, {"trouble": _SENT_MEANWHILE}, 409)
        both = both_versions(form, now.shown(), now.marks())
        return _kept(request, {"both": both, "update": here.update}, 409)
    except Refused as error:
        return _kept(request, {"trouble": f"Not saved. {error}"})
    saved = replace(here.gathered, update=row)
    now = UpdateForm(gathered=saved, findings=found_in(row, ()), today=here.today, shows=form.written)
    left_out = [] if is_whole else [str(form.fields[name].label) for name in form.errors if name in form.fields]
    return _kept(request, {"at": timezone.localtime(), "now": now, "left_out": left_out})


def _kept(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "returns/update_kept.html", context, status=status)
