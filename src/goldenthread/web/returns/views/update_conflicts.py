"""When somebody else was there: both versions to choose from, and what was typed where nothing can be written any more."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from goldenthread.web.look.versions import both_versions, posted
from goldenthread.web.plans.errors import Overtaken
from goldenthread.web.plans.queries.deleted import last_change
from goldenthread.web.returns import access
from goldenthread.web.returns.forms.updates import UpdateForm
from goldenthread.web.returns.gathering import gather
from goldenthread.web.returns.judging import found_in
from goldenthread.web.returns.timing import lock_of
from goldenthread.web.returns.views.update_here import Here


def form_now(here: Here, row: Any) -> UpdateForm:
    """The form of the update as it is saved now."""
    (gathered,) = gather([row])
    findings = found_in(gathered.update, gathered.explanations)
    return UpdateForm(gathered=gathered, findings=findings, today=here.today)


def overtaken(here: Here, form: UpdateForm, error: Overtaken) -> HttpResponse:
    """The page of both versions, or what was typed where the other has sent the update."""
    now = form_now(here, error.now)
    if not is_open_now(here, now):
        return stopped(here, "")
    return choose(here, form, now.shown(), now.marks())


def is_open_now(here: Here, now: UpdateForm) -> bool:
    """Whether this person may write the update as it is saved now."""
    return Here(here.request, now.gathered, here.parts, here.today).is_open


def choose(here: Here, form: UpdateForm, theirs: Any, marks: dict[str, str]) -> HttpResponse:
    """The page on which somebody chooses, part by part, between their words and those that are saved."""
    both = both_versions(form, theirs, marks)
    address = reverse("update", args=[here.update.pk])
    page = {"title": str(here.gathered.line), "back": address, "back_text": "Back to the update", "at": address}
    context = {"page": page, "both": both, "other": last_change(here.update, since=both.since)}
    return render(here.request, "plans/both_versions.html", context)


def stopped(here: Here, words: str, sent: QueryDict | None = None) -> HttpResponse:
    """Nothing can be written any more: what was typed, to be copied."""
    row = access.update_for(here.request, here.update.pk)
    lock = lock_of(row, here.today)
    context = {"words": words, "lock": lock, "update": row, "typed": here.form(sent or posted(here.request)).readable()}
    return render(here.request, "returns/update_stopped.html", context, status=409)
