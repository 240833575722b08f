"""The pages of updates by workbook: download it or have it e-mailed, send it back, and look through what it changes."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.workbook.over_http import arrived, download
from goldenthread.web.plans.workbook.sending import Sent
from goldenthread.web.returns import access
from goldenthread.web.returns.chasing.owed import owed_in
from goldenthread.web.returns.models import Round, Update, UpdatesWorkbook
from goldenthread.web.returns.states import EDITABLE
from goldenthread.web.returns.workbook.actions import (
    NOT_AS_SEEN,
    Done,
    NotAsSeen,
    apply_workbook,
    compare,
    keep_workbook,
    send_to,
    set_workbook_aside,
)
from goldenthread.web.returns.workbook.choosing import (
    Chosen,
    choices_for,
    kept_of_directorate,
    kept_of_post,
    of_post,
    own_in,
)
from goldenthread.web.returns.workbook.differences import Differences
from goldenthread.web.returns.workbook.forms import ConflictsForm, UploadForm
from goldenthread.web.returns.workbook.making import made, name_of
from goldenthread.web.returns.workbook.reading import read_workbook

_DONE: Final = "updates_workbook_done"
"""Where the session holds what the last workbook of a round has done, to be shown after the change."""


@require_http_methods(["GET", "POST"])
def updates_workbook(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose a workbook to download, and send one back: it is read, and what differs is kept until it is confirmed."""
    of = access.round_for(request, pk)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return _received(request, of, form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", str(refused))
    context = {
        "round": of,
        "form": form,
        "choices": choices_for(reach(request), of, timezone.localdate()),
        "keeps": reach(request).has(*access.KEEPERS),
        "waiting": UpdatesWorkbook.objects.filter(round=of, by=request.user).first(),
        "kept_back": _kept_back(request, of),
    }
    return render(request, "returns/workbook/workbook.html", context)


def _kept_back(request: PersonRequest, of: Round) -> dict[str, Any] | None:
    """What the last workbook could not submit, as long as it is not submitted."""
    done: dict[str, Any] | None = (request.session.get(_DONE) or {}).get(str(of.pk))
    if not done or not done["kept_back"]:
        return None
    asked = [one["update"] for one in done["kept_back"]]
    still = set(Update.objects.filter(pk__in=asked, state__in=EDITABLE).values_list("pk", flat=True).order_by("pk"))
    updates = [one for one in done["kept_back"] if one["update"] in still]
    return {"name": done["name"], "updates": updates} if updates else None


@require_safe
def updates_workbook_download(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own updates, or for a performance officer those of one post (?post=) or one directorate (?directorate=)."""
    of = access.round_for(request, pk)
    chosen = _chosen(request, of)
    now = timezone.localtime()
    content = made(of, chosen, reach(request), today=now.date(), at=now)
    if content is None:
        says = f"Nothing of {chosen.whose} can be answered in {of.title} as things stand, so there is no workbook."
        messages.info(request, says)
        return redirect("updates_workbook", of.pk)
    return download(content, name_of(of, chosen))


def _chosen(request: PersonRequest, of: Round) -> Chosen:
    within = reach(request)
    if "post" in request.GET:
        return kept_of_post(within, of, _number(request.GET["post"]))
    if "directorate" in request.GET:
        return kept_of_directorate(within, of, _number(request.GET["directorate"]))
    return own_in(within, of, request.user.name)


def _number(text: str) -> int:
    """The number of a row, as it stands in an address."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Http404
    return int(text)


# ---- by e-mail ----


@require_POST
def updates_workbook_send(request: PersonRequest, pk: int) -> HttpResponse:
    """A performance officer has the workbook e-mailed to whoever holds a post; at most once a day to each."""
    of = access.round_for(request, pk, write=True)
    if not request.POST.get("post"):
        messages.info(request, "Choose whom to send a workbook to, in the list of posts.")
        return redirect("updates_workbook", of.pk)
    post, now = _number(request.POST["post"]), timezone.localtime()
    title = kept_of_post(reach(request), of, post).whose
    asked = [one for one in owed_in(of, now.date(), of_post(post)) if one.is_open]
    queued = send_to({holder.person for one in asked for holder in one.holders}, of, request.user, now)
    if not asked:
        messages.info(request, f"{title} has answered everything, so no workbook was sent.")
    elif not queued:
        messages.info(request, f"Nobody holds the post {title}, so there is nobody to send the workbook to.")
    for name, is_new in queued.items():
        if is_new:
            messages.success(request, f"The workbook is on its way to {name}.")
        else:
            messages.info(request, f"{name} was sent a workbook today already, so none was sent again.")
    return redirect("updates_workbook", of.pk)


# ---- send it back ----


def _received(request: PersonRequest, of: Round, file: File[bytes]) -> HttpResponse:
    with arrived(file) as path:
        name, sent = path.name, read_workbook(path, of, settings.COUNCIL)
    differences = compare(sent, of, reach(request), timezone.now())
    if differences.is_empty:
        messages.info(request, f"“{name}” changes nothing: the updates already say all that it says.")
        for note in differences.notes[:_MOST_NOTES]:
            messages.info(request, note)
        return redirect("updates_workbook", of.pk)
    keep_workbook(of=of, name=name, sent=sent, by=request.user, at=timezone.now())
    return redirect("updates_workbook_differences", of.pk)


_MOST_NOTES: Final = 20


# ---- look through it ----


@require_http_methods(["GET", "POST"])
def updates_workbook_differences(request: PersonRequest, pk: int) -> HttpResponse:
    """What the workbook changes, update by update; a POST confirms it."""
    of = access.round_for(request, pk)
    workbook = UpdatesWorkbook.objects.filter(round=of, by=request.user).first()
    if workbook is None:
        messages.info(request, "No workbook waits to be looked through. Upload one here.")
        return redirect("updates_workbook", of.pk)
    workbook.round = of
    differences = _differences(request, workbook)
    if request.method == "POST":
        return _confirm(request, workbook, differences)
    return _show(request, workbook, differences, ConflictsForm(conflicts=differences.conflicts))


def _differences(request: PersonRequest, workbook: UpdatesWorkbook) -> Differences:
    return compare(Sent.model_validate(workbook.sent), workbook.round, reach(request), timezone.now())


def _confirm(request: PersonRequest, workbook: UpdatesWorkbook, differences: Differences) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if seen != differences.mark or differences.troubles:
        return _again(request, workbook)
    form = ConflictsForm(request.POST, conflicts=differences.conflicts)
    if not form.is_valid():
        return _show(request, workbook, differences, form)
    try:
        done = apply_workbook(
            workbook=workbook, within=reach(request), taken=form.taken, mark=seen, by=request.user, at=timezone.now()
        )
    except NotAsSeen:
        return _again(request, workbook)
    except Gone as gone:
        messages.info(request, str(gone))
        return redirect("updates_workbook", workbook.round_id)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, workbook, differences, form)
    request.session[_DONE] = {str(workbook.round_id): done.as_json()}
    messages.success(request, _said(done))
    return redirect("updates_workbook", workbook.round_id)


def _said(done: Done) -> str:
    drafts = done.drafts + len(done.kept_back)
    submitted = "1 update is submitted" if done.submitted == 1 else f"{done.submitted} updates are submitted"
    return f"{submitted}, and {'1 is kept as a draft' if drafts == 1 else f'{drafts} are kept as drafts'}."


def _again(request: PersonRequest, workbook: UpdatesWorkbook) -> HttpResponse:
    """The page anew, because the updates are not as they were when the page was shown."""
    differences = _differences(request, workbook)
    return _show(request, workbook, differences, ConflictsForm(conflicts=differences.conflicts), notice=NOT_AS_SEEN)


def _show(
    request: PersonRequest,
    workbook: UpdatesWorkbook,
    differences: Differences,
    form: ConflictsForm,
    *,
    notice: str = "",
) -> HttpResponse:
    context = {
        "round": workbook.round,
        "workbook": workbook,
        "differences": differences,
        "form": form,
        "notice": notice,
        "may_confirm": bool(differences.changes) and not differences.troubles,
    }
    return render(request, "returns/workbook/differences.html", context)


@require_POST
def updates_workbook_set_aside(request: PersonRequest, pk: int) -> HttpResponse:
    """Forget the workbook that waits; nothing of it is saved."""
    of = access.round_for(request, pk)
    workbook = UpdatesWorkbook.objects.filter(round=of, by=request.user).first()
    if workbook is not None:
        set_workbook_aside(workbook=workbook, by=request.user)
        messages.success(request, "The workbook is set aside. Nothing of it was saved.")
    return redirect("updates_workbook", of.pk)
