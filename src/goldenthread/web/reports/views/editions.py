"""An edition: read as it was tabled, taken away in each format, and asked about by members."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.cli_outputs import Format
from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.files import FORMATS, as_file, attached, format_named
from goldenthread.web.reports import access
from goldenthread.web.reports.actions.questions import ask
from goldenthread.web.reports.editions import Tampered, report_in
from goldenthread.web.reports.forms.questions import QuestionForm
from goldenthread.web.reports.models import EditionUpdate
from goldenthread.web.reports.queries.edition_page import beside_lines, other_editions
from goldenthread.web.reports.queries.shown import shown
from goldenthread.web.reports.views.drafts import stem_of

View = Callable[..., HttpResponse]


def _says_when_tampered(view: View) -> View:
    """An edition whose text is not the one that was frozen is not shown at all: a sentence says what to do."""

    @wraps(view)
    def respond(request: PersonRequest, pk: int, **kwargs: object) -> HttpResponse:
        try:
            return view(request, pk, **kwargs)
        except Tampered as error:
            return render(request, "reports/tampered.html", {"words": str(error)}, status=409)

    return respond


@require_safe
@_says_when_tampered
def edition(request: PersonRequest, pk: int) -> HttpResponse:
    """The paper as tabled; beside each line what is known now where it was restated, and what members asked."""
    row = access.edition_for(request, pk)
    context = {
        "edition": row,
        "report": shown(report_in(row), beside_lines(row)),
        "others": other_editions(row),
        "formats": FORMATS,
        "may_ask": access.may_ask(reach(request)),
    }
    return render(request, "reports/edition.html", context)


@require_safe
@_says_when_tampered
def edition_download(request: PersonRequest, pk: int, format: str) -> HttpResponse:
    """The edition in one format, from its own text alone; the JSON is that text, byte for byte."""
    to = format_named(format)
    row = access.edition_for(request, pk)
    report = report_in(row)
    stem = stem_of(row.title, f"edition-{row.number}")
    return attached(row.report.encode(), to, stem) if to is Format.JSON else as_file(report, to, stem)


@require_http_methods(["GET", "POST"])
@_says_when_tampered
def question_add(request: PersonRequest, pk: int, update: int) -> HttpResponse:
    """A member asks about one line of the edition."""
    row = access.edition_for(request, pk, asks=True)
    tabled = EditionUpdate.objects.filter(edition=row, update=update)
    tabled = tabled.select_related("update__measure", "update__milestone").order_by("pk")
    of = tabled.first()
    if of is None:
        raise Http404
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask(of.update, form.cleaned_data["text"], request.user, timezone.now())
        messages.success(request, "Your question is sent. The officer sees it beside next quarter’s update.")
        return redirect(f"{reverse('edition', args=[row.pk])}#update-{of.update_id}")
    return render(request, "reports/ask.html", {"edition": row, "of": of.update, "form": form})
