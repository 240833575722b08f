"""Freezing a paper: what is tabled is kept for good, locks its updates, and marks its figures as tabled (R7.7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.model.report import report_to_json
from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.restating import table
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Figure
from goldenthread.web.reports.assemble import report_of
from goldenthread.web.reports.contents import Contents, Subject, contents_of, updates_of
from goldenthread.web.reports.editions import fingerprint
from goldenthread.web.reports.missing import missing_of
from goldenthread.web.reports.models import Edition, EditionUpdate
from goldenthread.web.returns.actions.deciding import lock_updates
from goldenthread.web.returns.actions.series import record_tabled
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import Return, Update
from goldenthread.web.returns.states import Part


def next_number(subject: Subject) -> int:
    """The number that the paper's next edition gets: 1 for the first."""
    rows = Edition.objects.filter(
        round=subject.round, kind=subject.kind, priority=subject.priority, directorate=subject.directorate
    )
    return (rows.aggregate(Max("number"))["number__max"] or 0) + 1


def freeze(subject: Subject, council: str, *, number: int, why: str, by: Person, at: datetime) -> Edition:
    """Keeps the paper as it is now as an edition, in one transaction, and locks what it prints.

    `number` is the edition that the person was about to make: Refused where somebody else made it meanwhile, where anything is
    missing, and where a second edition has no reason.
    """
    with transaction.atomic(), recorded(by=by, action="reports.freeze", reason=why.strip()):
        contents = _locked(subject)
        _refuse(subject, contents, number, why)
        text = report_to_json(report_of(contents, council))
        edition = Edition.objects.create(
            round=subject.round,
            kind=subject.kind,
            priority=subject.priority,
            directorate=subject.directorate,
            number=number,
            title=subject.title,
            report=text,
            sha256=fingerprint(text),
            tabled_on=subject.round.meeting_on,
            why=why.strip(),
            frozen_by=by,
            frozen_at=at,
        )
        EditionUpdate.objects.bulk_create(EditionUpdate(edition=edition, update=one) for one in contents.updates)
        called = f"edition {number} of “{subject.title}”, {subject.round.meeting_on:%-d %B %Y}"
        lock_updates(contents.updates, called, Doing(by=by, at=at, parts=frozenset({Part.PERFORMANCE})))
        record_tabled(contents.updates, by, at)
        table(_figures(contents), called, subject.round.meeting_on)
    return edition


def _locked(subject: Subject) -> Contents:
    """The paper's contents, read again once its updates and then its returns are locked, so that nothing changes under it."""
    rows = updates_of(subject)
    list(Update.objects.select_for_update().filter(pk__in=[one.pk for one in rows]).order_by("pk").values_list("pk"))
    owed = {one.part_of_id for one in rows}
    list(Return.objects.select_for_update().filter(pk__in=owed).order_by("pk").values_list("pk"))
    contents = contents_of(subject)
    if {one.pk for one in contents.updates} != {one.pk for one in rows}:
        raise Refused("The lines of this paper changed just now. Look at it again before you freeze it.")
    return contents


def _refuse(subject: Subject, contents: Contents, number: int, why: str) -> None:
    if number != next_number(subject):
        raise Refused(
            "Somebody else froze this paper while you were reading it. Open the edition, and see whether it will do."
        )
    missing = missing_of(contents.updates)
    if missing:
        raise Refused(
            "An edition holds only what is approved and declared. See below what is missing, and come back when it is done."
        )
    if number > 1 and not why.strip():
        raise Refused("Say why the paper is issued again: the reason is printed with the edition.")


def _figures(contents: Contents) -> list[Figure]:
    """The figures of the series that the paper prints as this quarter's."""
    return [
        figure
        for part in contents.parts
        for line in part.lines
        for figure in line.series
        if (figure.period_start, figure.period_end) == (line.update.period_start, line.update.period_end)
    ]
