"""The page of one update: written by its officer, and sent with one click."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import posted, read_typed
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.returns.actions import writing
from goldenthread.web.returns.answers import no_change, not_yet, see_commentary
from goldenthread.web.returns.complete import Incomplete
from goldenthread.web.returns.forms.evidence import EvidenceForm
from goldenthread.web.returns.forms.updates import UpdateForm
from goldenthread.web.returns.kept_typed import keeps_typed, take
from goldenthread.web.returns.models import Update
from goldenthread.web.returns.queries.update_page import next_owed
from goldenthread.web.returns.states import WRITERS
from goldenthread.web.returns.views.evidence import added
from goldenthread.web.returns.views.update_conflicts import choose, overtaken, stopped
from goldenthread.web.returns.views.update_here import Here, here_of, says_when_gone
from goldenthread.web.returns.views.update_pages import locked, page
from goldenthread.web.returns.written import Written

_ANSWERS = {"no-change": no_change, "not-yet": not_yet, "see-commentary": see_commentary}


@keeps_typed("update")
@require_http_methods(["GET", "POST"])
@says_when_gone
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer for a line, or read what was answered where nothing can be written now."""
    here = here_of(request, pk, write=request.method == "POST")
    sent = posted(request)
    if sent is None:
        return _begin(here)
    form = here.form(sent)
    if form.is_valid() and not form.unanswered:
        refused = _file_refused(here)
        if refused is not None:
            return page(here, form, refused)
        return _write(here, form, submits=sent.get("do") == "submit")
    if form.unanswered:
        marks = {"seen": str(form.data.get("seen", ""))}
        return choose(here, form, read_typed(form.data.get("was")), marks)
    return page(here, form) if here.is_open else stopped(here, "")


def _begin(here: Here) -> HttpResponse:
    """The form as it is saved, or with what somebody typed before they were signed out; what was answered, where it is locked."""
    kept = take(here.request) if here.parts & WRITERS else None
    if kept is None:
        return page(here, here.form()) if here.is_open else locked(here)
    if not here.is_open:
        return stopped(here, "", kept.sent)
    messages.info(here.request, kept.words)
    return page(here, here.form(kept.sent))


def _file_refused(here: Here) -> EvidenceForm | None:
    """Adds the file that was chosen, if one was; the choice with the reason, where it is not taken."""
    if "evidence" not in here.request.FILES or not here.is_open:
        return None
    form = EvidenceForm(here.request.POST, here.request.FILES, belongs_to="update-form")
    if form.is_valid():
        try:
            messages.success(here.request, added(here.request, here.update, form.cleaned_data["evidence"]))
        except Refused as error:
            form.add_error("evidence", str(error))
        else:
            return None
    return form


def _write(here: Here, form: UpdateForm, *, submits: bool) -> HttpResponse:
    act = writing.submit if submits else writing.save
    return _after(
        here,
        form,
        lambda: act(here.update, form.written, form.cleaned_data["seen"], here.doing, known=here.gathered),
        submits,
    )


def _after(here: Here, form: UpdateForm, act: Callable[[], Update], submits: bool) -> HttpResponse:
    """What comes of sending: the next page, or this one with the reason why not."""
    try:
        act()
    except Overtaken as error:
        return overtaken(here, form, error)
    except Gone as error:
        return stopped(here, str(error))
    except Incomplete as error:
        return page(here, form, missing=error.missing)
    except Refused as error:
        if not here.is_open:
            return stopped(here, str(error))
        form.add_error(None, str(error))
        return page(here, form)
    if not submits:
        messages.success(here.request, "Saved. It is sent to the director when you submit it.")
        return redirect("update", pk=here.update.pk)
    _say_sent(here)
    return redirect("my_updates")


def _say_sent(here: Here) -> None:
    """That it is sent, and the way to the next."""
    line = here.gathered.line
    following = next_owed(reach(here.request), here.update, here.today)
    if following is None:
        messages.success(here.request, f"{line} is submitted. You owe nothing more at the moment.")
        return
    address = reverse("update", args=[following.pk])
    words = '{} is submitted. Next: <a class="govuk-notification-banner__link" href="{}">{}</a>'
    messages.success(here.request, format_html(words, line, address, following.line))


# ---- one click ----


@keeps_typed("update")
@require_POST
@says_when_gone
def update_answer(request: PersonRequest, pk: int, answer: str) -> HttpResponse:
    """No change, not yet available, or see commentary: sent at once, or asked for what is missing."""
    making = _ANSWERS.get(answer)
    if making is None:
        raise Http404
    here = here_of(request, pk, write=True)
    form = here.form(request.POST)
    if not form.is_valid():
        return page(here, form) if here.is_open else stopped(here, "")
    refused = _file_refused(here)
    if refused is not None:
        return page(here, form, refused)
    act = writing.submit if here.may_submit else writing.save
    seen = form.cleaned_data["seen"]
    try:
        making(form.written, here.gathered)
    except Refused as error:
        form.add_error(None, str(error))
        return page(here, form) if here.is_open else stopped(here, str(error))
    made = _made(here, request.POST, making(form.written, here.gathered))
    return _after(
        here, made, lambda: act(here.update, form.written, seen, here.doing, making, here.gathered), here.may_submit
    )


def _made(here: Here, sent: QueryDict, said: Written) -> UpdateForm:
    """The form as if the answer had been typed, so that whoever is asked for more sees it."""
    data = sent.copy()
    for name, values in here.form(shows=said).shown().items():
        data.setlist(name, values)
    data["answer"] = said.answer.value
    made = here.form(data)
    made.is_valid()
    return made
