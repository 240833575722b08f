"""The pages of a plan's workbook: download it, send it back, and look through what it changes before anything is saved."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans import access
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.forms.reasons import ReasonForm
from goldenthread.web.plans.models import Plan, Workbook
from goldenthread.web.plans.workbook.actions import Done, NotAsSeen, apply_workbook, keep_workbook, set_workbook_aside
from goldenthread.web.plans.workbook.differences import Differences, differences_of
from goldenthread.web.plans.workbook.forms import ConflictsForm, UploadForm
from goldenthread.web.plans.workbook.over_http import arrived, download, file_name
from goldenthread.web.plans.workbook.reading import read_workbook
from goldenthread.web.plans.workbook.rows import sheets_of
from goldenthread.web.plans.workbook.sending import Sent
from goldenthread.web.plans.workbook.writing import write_workbook


@require_safe
def plan_workbook(request: PersonRequest, pk: int) -> HttpResponse:
    """Download the plan as a workbook to change."""
    plan = access.plan_for(request, pk, write=True)
    now = timezone.localtime()
    content = write_workbook(sheets_of(plan, now.date()), at=now, council=settings.COUNCIL)
    return download(content, file_name(plan.title or "plan", "workbook"))


# ---- send it back ----


@require_http_methods(["GET", "POST"])
def plan_workbook_upload(request: PersonRequest, pk: int) -> HttpResponse:
    """Send a workbook back: it is read, and what differs is kept until it is confirmed."""
    plan = access.plan_for(request, pk, write=True)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return _received(request, plan, form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", str(refused))
    waiting = Workbook.objects.filter(plan=plan, by=request.user).first()
    return render(request, "plans/workbook/upload.html", {"plan": plan, "form": form, "waiting": waiting})


def _received(request: PersonRequest, plan: Plan, file: File[bytes]) -> HttpResponse:
    with arrived(file) as path:
        name, sent = path.name, read_workbook(path, plan)
    differences = differences_of(sent, sheets_of(plan, timezone.localdate()))
    if differences.is_empty:
        messages.info(request, f"“{name}” changes nothing: the plan already says all that it says.")
        for note in differences.notes:
            messages.info(request, note)
        return redirect("plan_workbook_upload", plan.pk)
    keep_workbook(plan=plan, name=name, sent=sent, by=request.user, at=timezone.now())
    return redirect("plan_workbook_differences", plan.pk)


# ---- look through it ----


@require_http_methods(["GET", "POST"])
def plan_workbook_differences(request: PersonRequest, pk: int) -> HttpResponse:
    """What the workbook changes, cell by cell; confirmed ("step" is "confirm") or set aside ("aside")."""
    plan = access.plan_for(request, pk, write=True)
    workbook = Workbook.objects.filter(plan=plan, by=request.user).first()
    if workbook is None:
        messages.info(request, "No workbook waits to be looked through. Upload one here.")
        return redirect("plan_workbook_upload", plan.pk)
    if request.method == "POST" and request.POST.get("step") == "aside":
        set_workbook_aside(workbook=workbook, by=request.user)
        messages.success(request, "The workbook is set aside. Nothing of it was saved.")
        return redirect("plan_workbook_upload", plan.pk)
    workbook.plan = plan
    differences = _differences(workbook)
    if request.method == "POST":
        return _confirm(request, workbook, differences)
    return _show(request, workbook, differences, ConflictsForm(conflicts=differences.conflicts), ReasonForm(plan=plan))


def _confirm(request: PersonRequest, workbook: Workbook, differences: Differences) -> HttpResponse:
    seen = request.POST.get("seen", "")
    if seen != differences.mark or differences.troubles:
        return _again(request, workbook)
    conflicts = ConflictsForm(request.POST, conflicts=differences.conflicts)
    reason = ReasonForm(request.POST, plan=workbook.plan)
    if not all([conflicts.is_valid(), reason.is_valid()]):
        return _show(request, workbook, differences, conflicts, reason)
    now = timezone.localtime()
    change = reason.change(request.user, now)
    try:
        done = apply_workbook(workbook=workbook, taken=conflicts.taken, mark=seen, change=change, today=now.date())
    except NotAsSeen:
        return _again(request, workbook)
    except Gone as gone:
        messages.info(request, str(gone))
        return redirect("plan_workbook_upload", workbook.plan_id)
    except Refused as refused:
        conflicts.add_error(None, str(refused))
        return _show(request, workbook, differences, conflicts, reason)
    messages.success(request, _said(done))
    return redirect("plan", workbook.plan_id)


def _said(done: Done) -> str:
    cells = "1 cell is changed" if done.cells == 1 else f"{done.cells} cells are changed"
    lines = "1 line is added" if done.lines == 1 else f"{done.lines} lines are added"
    return f"{cells}, and {lines}."


def _again(request: PersonRequest, workbook: Workbook) -> HttpResponse:
    """The page anew, because the plan is not as it was when the page was shown."""
    differences = _differences(workbook)
    conflicts = ConflictsForm(conflicts=differences.conflicts)
    reason = ReasonForm(request.POST, plan=workbook.plan)
    notice = "Somebody changed the plan while you were looking. Nothing was saved: look through it again."
    return _show(request, workbook, differences, conflicts, reason, notice=notice)


def _differences(workbook: Workbook) -> Differences:
    return differences_of(Sent.model_validate(workbook.sent), sheets_of(workbook.plan, timezone.localdate()))


def _show(
    request: PersonRequest,
    workbook: Workbook,
    differences: Differences,
    conflicts: ConflictsForm,
    reason: ReasonForm,
    *,
    notice: str = "",
) -> HttpResponse:
    context = {
        "plan": workbook.plan,
        "workbook": workbook,
        "differences": differences,
        "conflicts": conflicts,
        "reason": reason,
        "notice": notice,
        "may_confirm": not differences.troubles and (differences.changes or differences.additions),
    }
    return render(request, "plans/workbook/differences.html", context)
