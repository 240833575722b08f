"""Evidence files beside an update: adding, opening and removing one.

The buttons stand on the update's page and send its form along, so that what was typed there is kept (kept_typed.py) and shown
again, whether the file is taken or not.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.files import File
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import changed_since_shown
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns import access, kept_typed
from goldenthread.web.returns.actions import evidence as actions
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.forms.evidence import EvidenceForm
from goldenthread.web.returns.models import Evidence, Update
from goldenthread.web.returns.states import WRITERS

_STILL_HERE = "What you typed is still here, and not saved yet: look at it and save."


@require_POST
@kept_typed.keeps_typed("update")
def evidence_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Adds the chosen file; a page of its own says why one is not taken, and lets another be chosen."""
    update = access.update_for(request, pk, parts=WRITERS)
    _keep_what_was_typed(request, update)
    form = EvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            messages.success(request, added(request, update, form.cleaned_data["evidence"]))
        except Refused as refused:
            form.add_error("evidence", str(refused))
        else:
            return _back(update)
    return render(request, "returns/evidence_add.html", {"form": form, "update": update})


def added(request: PersonRequest, update: Update, file: File[bytes]) -> str:
    """Adds a file that came with a form of the update; what to say of it. Refused where it is not taken."""
    found = actions.add(update, file, _doing(request, update))
    if found.is_new:
        return f"“{found.row.name}” is added as evidence."
    return f"This file is there already, as “{found.row.name}”. Nothing was changed."


@require_safe
def evidence(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file, byte for byte, to be kept and never shown in the browser; for those who see its update."""
    row = get_object_or_404(Evidence, pk=pk)
    access.update_for(request, row.update_id)
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=row.name,
        content_type="application/octet-stream",
        headers={"Cache-Control": "private, no-store", "Content-Security-Policy": "sandbox"},
    )


@require_POST
@kept_typed.keeps_typed("update")
def evidence_remove(request: PersonRequest, pk: int, evidence: int) -> HttpResponse:
    """Takes a file away."""
    update = access.update_for(request, pk, parts=WRITERS)
    _keep_what_was_typed(request, update)
    row = Evidence.objects.filter(update=update, pk=evidence).first()
    if row is None:
        messages.info(request, "This file was removed already.")
        return _back(update)
    try:
        actions.remove(row, _doing(request, update))
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"“{row.name}” is removed.")
    return _back(update)


def _doing(request: PersonRequest, update: Update) -> Doing:
    return Doing(by=request.user, at=timezone.now(), parts=access.parts_of(reach(request), update))


def _keep_what_was_typed(request: PersonRequest, update: Update) -> None:
    """What was typed on the update's page and differs from what it showed is shown there again."""
    if changed_since_shown(request.POST):
        kept_typed.keep(request, reverse("update", args=[update.pk]), _STILL_HERE)


def _back(update: Update) -> HttpResponse:
    return redirect(f"{reverse('update', args=[update.pk])}#evidence")
