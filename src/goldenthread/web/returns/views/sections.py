"""The page on which a narrative section of a return is written."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.look.versions import both_versions, posted, read_typed
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.queries.deleted import last_change
from goldenthread.web.returns import access
from goldenthread.web.returns.actions.sections import write_section
from goldenthread.web.returns.forms.sections import SectionForm
from goldenthread.web.returns.kept_typed import keeps_typed, take
from goldenthread.web.returns.models import Return, ReturnSection
from goldenthread.web.returns.queries.return_page import SLUGS


@keeps_typed("return_section")
@require_http_methods(["GET", "POST"])
def return_section(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """Write key developments or emerging issues; whoever is second chooses between the two versions."""
    owed = access.return_for(request, pk)
    if kind not in SLUGS:
        raise Http404
    row = ReturnSection.objects.filter(part_of=owed, kind=SLUGS[kind]).first()
    sent = posted(request)
    form = SectionForm(sent, row=row)
    if sent is None:
        kept = take(request)
        if kept:
            messages.info(request, kept.words)
            form = SectionForm(kept.sent, row=row)
    elif form.is_valid():
        if form.unanswered and row:
            return _choose(request, owed, row, form, SectionForm(row=row))
        try:
            seen, text = form.cleaned_data["seen"], form.cleaned_data["text"]
            write_section(owed, SLUGS[kind], text, seen=seen, by=request.user)
        except Overtaken as error:
            now = error.now
            assert isinstance(now, ReturnSection)  # noqa: S101 - what the action locks
            return _choose(request, owed, now, form, SectionForm(row=now))
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{SLUGS[kind].value} is saved.")
            return redirect("return", pk=pk)
    return render(request, "returns/section.html", {"owed": owed, "kind": SLUGS[kind].value, "form": form})


def _choose(
    request: PersonRequest, owed: Return, row: ReturnSection, form: SectionForm, now: SectionForm
) -> HttpResponse:
    theirs = read_typed(form.data.get("was")) if form.unanswered else now.shown()
    both = both_versions(form, theirs, now.marks())
    back = reverse("return", args=[owed.pk])
    context = {
        "page": {"title": row.kind, "back": back, "back_text": "Back to the return"},
        "both": both,
        "other": last_change(row, since=both.since),
    }
    return render(request, "plans/both_versions.html", context)
