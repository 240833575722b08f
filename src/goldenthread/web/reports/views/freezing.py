"""The page on which the performance officer freezes a paper as an edition."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.errors import Refused
from goldenthread.web.reports.actions.editions import freeze, next_number
from goldenthread.web.reports.forms.freezing import FreezeForm
from goldenthread.web.reports.missing import missing_of
from goldenthread.web.reports.views.drafts import draft, words_of


@require_http_methods(["GET", "POST"])
def freeze_paper(request: PersonRequest, pk: int, **which: int) -> HttpResponse:
    """Says what will be kept and locked, and what is missing; on POST keeps it, or says why not."""
    subject, updates = draft(request, pk, which, write=True)
    number = next_number(subject)
    form = FreezeForm(request.POST if request.method == "POST" else None, number=number)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            edition = freeze(
                subject, settings.COUNCIL,
                number=said["number"], why=said.get("why", ""), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{edition} is frozen. It is tabled on {edition.tabled_on:%-d %B %Y}.")
            return redirect("edition", edition.pk)
    context = words_of(subject) | {
        "form": form,
        "number": number,
        "missing": missing_of(updates),
        "updates": len(updates),
        "tabled_on": subject.round.meeting_on,
    }
    return render(request, "reports/freeze.html", context)
