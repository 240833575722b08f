"""The page of one update: written by its officer, judged as they type, kept as a draft by itself, and sent with one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.sent import readable
from goldenthread.web.look.versions import both_versions, posted, read_typed
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.queries.deleted import last_change
from goldenthread.web.returns import access
from goldenthread.web.returns.actions import writing
from goldenthread.web.returns.answers import may_stand, no_change, not_yet, see_commentary
from goldenthread.web.returns.complete import Incomplete, Missing
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.forms.evidence import EvidenceForm
from goldenthread.web.returns.forms.updates import UpdateForm
from goldenthread.web.returns.gathering import Gathered, gather
from goldenthread.web.returns.judging import Judged, found_in, judged
from goldenthread.web.returns.kept_typed import keeps_typed, take
from goldenthread.web.returns.models import Answer, Update
from goldenthread.web.returns.queries.beside import beside
from goldenthread.web.returns.queries.evidence import evidence_of
from goldenthread.web.returns.queries.gone import was_theirs
from goldenthread.web.returns.queries.update_page import head_of, next_owed, reading_of, sent_back_with
from goldenthread.web.returns.states import WRITERS, Part, UpdateAction, allowed
from goldenthread.web.returns.timing import lock_of
from goldenthread.web.returns.views.evidence import added
from goldenthread.web.returns.written import Written

_DELETED = "This update was deleted while you were writing it."
_GONE = "This update is not there any more, or not yours. Copy what you need before you leave this page."
_SENT_MEANWHILE = (
    "Not saved: somebody else has sent this update meanwhile. Copy what you need before you leave this page."
)
_ANSWERS = {"no-change": no_change, "not-yet": not_yet, "see-commentary": see_commentary}


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


def _here(request: PersonRequest, pk: int, *, write: bool = False) -> Here:
    update = access.update_for(request, pk, parts=WRITERS if write else frozenset())
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


# ---- the page ----


@keeps_typed("update")
@require_http_methods(["GET", "POST"])
@says_when_gone
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Answer for a line, or read what was answered where nothing can be written now."""
    here = _here(request, pk, write=request.method == "POST")
    sent = posted(request)
    if sent is None:
        return _begin(here)
    form = here.form(sent)
    if form.is_valid() and not form.unanswered:
        refused = _file_refused(here)
        if refused is not None:
            return _page(here, form, refused)
        return _write(here, form, submits=sent.get("do") == "submit")
    if form.unanswered:
        marks = {"seen": str(form.data.get("seen", ""))}
        return _choose(here, form, read_typed(form.data.get("was")), marks)
    return _page(here, form) if here.is_open else _stopped(here, "")


def _begin(here: Here) -> HttpResponse:
    """The form as it is saved, or with what somebody typed before they were signed out; what was answered, where it is locked."""
    kept = take(here.request) if here.parts & WRITERS else None
    if kept is None:
        return _page(here, here.form()) if here.is_open else _locked(here)
    if not here.is_open:
        return _stopped(here, "", kept.sent)
    messages.info(here.request, kept.words)
    return _page(here, here.form(kept.sent))


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
    return _after(here, form, lambda: act(here.update, form.written, form.cleaned_data["seen"], here.doing), submits)


def _after(here: Here, form: UpdateForm, act: Any, submits: bool) -> HttpResponse:
    """What comes of sending: the next page, or this one with the reason why not."""
    try:
        act()
    except Overtaken as error:
        return _overtaken(here, form, error)
    except Gone as error:
        return _stopped(here, str(error))
    except Incomplete as error:
        return _page(here, form, missing=error.missing)
    except Refused as error:
        if not here.is_open:
            return _stopped(here, str(error))
        form.add_error(None, str(error))
        return _page(here, form)
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
        messages.success(here.request, f"{line} is submitted. You owe nothing more in this round.")
        return
    address = reverse("update", args=[following.pk])
    words = '{} is submitted. Next: <a class="govuk-notification-banner__link" href="{}">{}</a>'
    messages.success(here.request, format_html(words, line, address, following.line))


def _page(
    here: Here, form: UpdateForm, file: EvidenceForm | None = None, missing: Sequence[Missing] = ()
) -> HttpResponse:
    gathered = here.gathered
    shown = judged(gathered, form.written) if form.is_bound and hasattr(form, "cleaned_data") else judged(gathered)
    context = _around(here) | _judgement(here, form, shown)
    form.say(missing)
    context |= {
        "form": form,
        "may_submit": here.may_submit,
        "may_stand": may_stand(gathered),
        "may_add": True,
        "evidence_form": file or EvidenceForm(belongs_to="update-form"),
        "sent_back": sent_back_with(here.update),
    }
    return render(here.request, "returns/update.html", context)


def _around(here: Here) -> dict[str, Any]:
    gathered = here.gathered
    return {
        "update": here.update,
        "head": head_of(gathered, here.today),
        "round": gathered.round,
        "is_milestone": gathered.definition is None,
        "beside": beside(gathered),
        "evidence_rows": evidence_of(here.update),
    }


def _judgement(here: Here, form: UpdateForm, shown: Judged) -> dict[str, Any]:
    return {"judged": shown, "findings": form.explaining(shown.findings), "differs": form.differs(shown)}


def _locked(here: Here) -> HttpResponse:
    context = _around(here) | {"reading": reading_of(here.gathered, here.today, here.parts)}
    return render(here.request, "returns/update_locked.html", context)


# ---- as it is typed ----


@require_POST
def update_look(request: PersonRequest, pk: int) -> HttpResponse:
    """The light, the arrow and the findings of what is typed; nothing is saved."""
    here = _here(request, pk, write=True)
    form = here.form(request.POST)
    form.is_valid()
    shown = judged(here.gathered, form.written)
    context = _judgement(here, form, shown) | {"form": form, "update": here.update, "is_fragment": True}
    return render(request, "returns/update_lights.html", context)


@require_POST
def update_draft(request: PersonRequest, pk: int) -> HttpResponse:
    """Keeps what is typed. Where somebody else changed the update meanwhile, both versions and the way to choose (409)."""
    try:
        here = _here(request, pk, write=True)
    except Http404:
        return _kept(
            request,
            {"trouble": "This update is not there any more. Copy what you need before you leave this page."},
            404,
        )
    form = here.form(request.POST)
    is_whole = form.is_valid()
    seen = form.cleaned_data.get("seen")
    if not seen:
        return _kept(request, {"trouble": "Not saved by itself: load the page again."})
    try:
        row = writing.save(here.update, form.written, seen, here.doing)
    except Overtaken as error:
        now = _form_now(here, error.now)
        if not _is_open_now(here, now):
            return _kept(request, {"trouble": _SENT_MEANWHILE}, 409)
        both = both_versions(form, now.shown(), now.marks())
        return _kept(request, {"both": both, "update": here.update}, 409)
    except Refused as error:
        return _kept(request, {"trouble": f"Not saved. {error}"})
    now = _form_now(here, row)
    left_out = [] if is_whole else [str(form.fields[name].label) for name in form.errors if name in form.fields]
    return _kept(request, {"at": timezone.localtime(), "now": now, "left_out": left_out})


def _kept(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "returns/update_kept.html", context, status=status)


# ---- one click ----


@keeps_typed("update")
@require_POST
@says_when_gone
def update_answer(request: PersonRequest, pk: int, answer: str) -> HttpResponse:
    """No change, not yet available, or see commentary: sent at once, or asked for what is missing."""
    making = _ANSWERS.get(answer)
    if making is None:
        raise Http404
    here = _here(request, pk, write=True)
    form = here.form(request.POST)
    if not form.is_valid():
        return _page(here, form) if here.is_open else _stopped(here, "")
    refused = _file_refused(here)
    if refused is not None:
        return _page(here, form, refused)
    act = writing.submit if here.may_submit else writing.save
    seen = form.cleaned_data["seen"]
    try:
        making(form.written, here.gathered)
    except Refused as error:
        form.add_error(None, str(error))
        return _page(here, form) if here.is_open else _stopped(here, str(error))
    made = _made(here, request.POST, making(form.written, here.gathered))
    return _after(here, made, lambda: act(here.update, form.written, seen, here.doing, making), here.may_submit)


def _made(here: Here, sent: QueryDict, said: Written) -> UpdateForm:
    """The form as if the answer had been typed, so that whoever is asked for more sees it."""
    data = sent.copy()
    for name, values in here.form(shows=said).shown().items():
        data.setlist(name, values)
    data["answer"] = said.answer.value
    made = here.form(data)
    made.is_valid()
    return made


# ---- somebody else was there ----


def _form_now(here: Here, row: Any) -> UpdateForm:
    """The form of the update as it is saved now."""
    (gathered,) = gather([row])
    findings = found_in(gathered.update, gathered.explanations)
    return UpdateForm(gathered=gathered, findings=findings, today=here.today)


def _overtaken(here: Here, form: UpdateForm, error: Overtaken) -> HttpResponse:
    now = _form_now(here, error.now)
    if not _is_open_now(here, now):
        return _stopped(here, "")
    return _choose(here, form, now.shown(), now.marks())


def _is_open_now(here: Here, now: UpdateForm) -> bool:
    return Here(here.request, now.gathered, here.parts, here.today).is_open


def _choose(here: Here, form: UpdateForm, theirs: Any, marks: dict[str, str]) -> HttpResponse:
    both = both_versions(form, theirs, marks)
    address = reverse("update", args=[here.update.pk])
    page = {"title": str(here.gathered.line), "back": address, "back_text": "Back to the update", "at": address}
    context = {"page": page, "both": both, "other": last_change(here.update, since=both.since)}
    return render(here.request, "plans/both_versions.html", context)


def _stopped(here: Here, words: str, sent: QueryDict | None = None) -> HttpResponse:
    """Nothing can be written any more: what was typed, to be copied."""
    row = access.update_for(here.request, here.update.pk)
    lock = lock_of(row, here.today)
    context = {"words": words, "lock": lock, "update": row, "typed": here.form(sent or posted(here.request)).readable()}
    return render(here.request, "returns/update_stopped.html", context, status=409)


__all__ = ["Answer", "update", "update_answer", "update_draft", "update_look"]
