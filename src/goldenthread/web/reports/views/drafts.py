"""A paper before it is tabled, from the record as it is now: previewed, checked, and taken away in each format."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.rules import checks
from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.accounts.requests import PersonRequest
from goldenthread.web.plans.files import FORMATS, as_file, format_named
from goldenthread.web.plans.models import Priority
from goldenthread.web.reports import access
from goldenthread.web.reports.assemble import previous_of, report_of
from goldenthread.web.reports.contents import Contents, Subject, contents_of, updates_of
from goldenthread.web.reports.missing import missing_of
from goldenthread.web.reports.queries.found import groups_of
from goldenthread.web.reports.queries.shown import Beside, shown
from goldenthread.web.returns.models import Round, Update


@require_safe
def preview(request: PersonRequest, pk: int, **which: int) -> HttpResponse:
    """The paper as it would be tabled today, with what is missing in it above it."""
    subject, updates = draft(request, pk, which)
    contents = contents_of(subject, updates)
    context = words_of(subject) | {
        "missing": missing_of(updates),
        "report": shown(report_of(contents, settings.COUNCIL), [Beside(one.pk) for one in contents.updates]),
        "formats": FORMATS,
        "may_freeze": access.may_freeze(reach(request), updates),
    }
    return render(request, "reports/preview.html", context)


@require_safe
def check(request: PersonRequest, pk: int, **which: int) -> HttpResponse:
    """What the library's checks find in the whole paper, beside what the same lines said last quarter. Nothing is refused."""
    subject, updates = draft(request, pk, which)
    contents = contents_of(subject, updates)
    found = checks.run(report_of(contents, settings.COUNCIL), previous=previous_of(contents))
    groups = groups_of(found, contents)
    context = words_of(subject) | {"groups": groups, "total": sum(group.number for group in groups)}
    return render(request, "reports/check.html", context)


@require_safe
def download(request: PersonRequest, pk: int, format: str, **which: int) -> HttpResponse:
    """The paper in one format. 404 for a format that there is not."""
    to = format_named(format)
    contents = _contents(request, pk, which)
    return as_file(report_of(contents, settings.COUNCIL), to, stem_of(contents.subject.title, "draft"))


def _contents(request: PersonRequest, pk: int, which: dict[str, int]) -> Contents:
    return contents_of(*draft(request, pk, which))


def draft(
    request: PersonRequest, pk: int, which: dict[str, int], *, write: bool = False
) -> tuple[Subject, list[Update]]:
    """The paper that an address names, and its updates, for whoever oversees all of them (404); 403 where they cannot freeze."""
    subject = _subject(pk, **which)
    updates = updates_of(subject)
    access.draft_for(request, updates, write=write)
    return subject, updates


def _subject(pk: int, priority: int = 0, directorate: int = 0) -> Subject:
    row = get_object_or_404(Round, pk=pk)
    if priority:
        return Subject(row, priority=get_object_or_404(Priority, pk=priority))
    if directorate:
        return Subject(row, directorate=get_object_or_404(Directorate, pk=directorate))
    raise Http404


def words_of(subject: Subject) -> dict[str, Any]:
    """What every page of a draft says, and the first words of its addresses."""
    part = "priority" if subject.priority else "directorate"
    of = subject.priority or subject.directorate
    assert of  # noqa: S101 - a subject is one or the other
    return {"subject": subject, "round": subject.round, "part": part, "key": of.pk, "name": f"paper_{part}"}


def stem_of(title: str, *more: str) -> str:
    """A paper's title and what else tells it from others, as the name of a file."""
    return "-".join((slugify(title.replace("/", "-"))[:100].strip("-"), *more))
