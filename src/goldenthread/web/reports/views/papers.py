"""The pages that list papers: all rounds with their editions, and the papers of one round."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.reports import access
from goldenthread.web.reports.queries.shelf import papers_of, round_row, rounds_with_papers
from goldenthread.web.returns.access import OVERSEERS


@require_safe
def papers(request: PersonRequest) -> HttpResponse:
    """What was tabled, by round; and the way to the papers that are being made, for whoever makes them."""
    within = access.reads_papers(request)
    context = {"rounds": rounds_with_papers(within), "assembles": within.has(*OVERSEERS)}
    return render(request, "reports/papers.html", context)


@require_safe
def round_papers(request: PersonRequest, pk: int) -> HttpResponse:
    """The papers of one round: the editions for everybody, and each paper as it stands for whoever oversees what is in it."""
    row = access.round_for(request, pk)
    within = reach(request)
    editions = access.editions_seen(within).filter(round=row).order_by("-frozen_at", "-pk")
    context = {
        "round": round_row(row, editions),
        "papers": papers_of(row, within) if within.has(*OVERSEERS) else [],
        "assembles": within.has(*OVERSEERS),
    }
    return render(request, "reports/round_papers.html", context)
