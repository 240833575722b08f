"""The pages of uploaded papers: the list, adding one, how far each is, the original, and making the plan or setting it aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.web.accounts.models import Directorate
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.access import KEEPERS
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.models import Upload, UploadState
from goldenthread.web.plans.uploading import actions
from goldenthread.web.plans.uploading.forms import UploadForm
from goldenthread.web.plans.uploading.queries import Understood, uploads_kept
from goldenthread.web.plans.uploading.receiving import KINDS

COLOURS = {
    UploadState.WAITING: "blue",
    UploadState.READ: "yellow",
    UploadState.FAILED: "red",
    UploadState.CONFIRMED: "green",
}


@require_safe
def uploads(request: PersonRequest) -> HttpResponse:
    """The papers of the directorates whose plans the person keeps."""
    within = access.keepers_only(request)
    rows = [(row, _state(row), COLOURS[UploadState(row.state)]) for row in uploads_kept(within)]
    return render(request, "plans/uploading/uploads.html", {"rows": rows, "kinds": KINDS})


@require_http_methods(["GET", "HEAD", "POST"])
def upload_add(request: PersonRequest) -> HttpResponse:
    """Uploads a paper; it is then read in a job."""
    kept = _directorates(access.keepers_only(request))
    is_post = request.method == "POST"
    form = UploadForm(request.POST if is_post else None, request.FILES if is_post else None, directorates=kept)
    if form.is_valid():
        try:
            upload = actions.add_upload(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"“{upload.name}” is uploaded.")
            return redirect("upload", upload.pk)
    return render(request, "plans/uploading/upload_add.html", {"form": form})


def _directorates(within: Reach) -> list[Directorate]:
    rows = Directorate.objects.order_by("name")
    return list(rows if within.is_everywhere(*KEEPERS) else rows.filter(pk__in=within.directorates(*KEEPERS)))


@require_safe
def upload(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a paper is: waiting, what was understood with the tasks that are left, or why it could not be read."""
    row = access.upload_for(request, pk)
    context = {"upload": row, "state": _state(row), "colour": COLOURS[UploadState(row.state)]}
    if row.state == UploadState.READ:
        context["understood"] = Understood(row)
    polls = getattr(request, "htmx", None) and request.htmx.target == "upload-state"  # type: ignore[attr-defined]
    return render(request, f"plans/uploading/{'_state' if polls else 'upload'}.html", context)


def _state(row: Upload) -> str:
    return str(row.state).capitalize()


@require_safe
def upload_file(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The original, byte for byte, to be kept and never shown in the browser."""
    row = access.upload_for(request, pk)
    if not row.file.name or not row.file.storage.exists(row.file.name):
        raise Http404
    return FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )


@require_safe
def upload_understood(request: PersonRequest, pk: int) -> HttpResponse:
    """Everything that was understood, beside the paper's own words."""
    row = read_upload_for(request, pk)
    return render(request, "plans/uploading/understood.html", {"upload": row, "understood": Understood(row)})


@require_http_methods(["GET", "HEAD", "POST"])
def upload_confirm(request: PersonRequest, pk: int) -> HttpResponse:
    """What will be made, with what to know before; then the plan, in one go."""
    row = access.upload_for(request, pk)
    if row.plan is not None:
        return redirect("plan", row.plan.pk)
    row = read_upload_for(request, pk)
    understood, trouble = Understood(row), ""
    if request.method == "POST" and not understood.missing():
        try:
            plan = actions.confirm(
                upload=row, seen=_whole(request.POST.get("seen")), by=request.user, at=timezone.now()
            )
        except Overtaken as overtaken:
            row, trouble = read_upload_for(request, pk), str(overtaken)
            understood = Understood(row)
        except Refused as refused:
            trouble = str(refused)
        else:
            messages.success(request, f"The plan “{plan.title}” is made, as a draft.")
            return redirect("plan", plan.pk)
    context = {"upload": row, "understood": understood, "trouble": trouble, "missing": understood.missing()}
    return render(request, "plans/uploading/confirm.html", context)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_http_methods(["GET", "HEAD", "POST"])
def upload_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Sets a paper aside, with its file, once the person has said so twice."""
    row, trouble = access.upload_for(request, pk), ""
    if request.method == "POST":
        try:
            actions.remove_upload(upload=row, by=request.user)
        except Refused as refused:
            trouble = str(refused)
        else:
            messages.success(request, f"“{row.name}” is set aside, and its file is deleted.")
            return redirect("uploads")
    return render(request, "plans/uploading/remove.html", {"upload": row, "trouble": trouble})


def read_upload_for(request: HttpRequest, pk: int) -> Upload:
    """An upload that has been read and is open to answers. 404 where there is nothing to answer yet, or no more."""
    row = access.upload_for(request, pk)
    if row.state != UploadState.READ:
        raise Http404
    return row
