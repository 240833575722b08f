"""Makes a workbook of updates: for whoever downloads one, and for the e-mail that carries one to its officer."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.accounts.reach import Reach, reach_of
from goldenthread.web.plans.workbook.over_http import XLSX, file_name
from goldenthread.web.returns.models import Round, Update
from goldenthread.web.returns.workbook.choosing import Chosen
from goldenthread.web.returns.workbook.rows import entries_of
from goldenthread.web.returns.workbook.writing import write_workbook


def made(of: Round, chosen: Chosen, within: Reach, *, today: date, at: datetime) -> bytes | None:
    """The workbook of those updates that the person may write and nothing locks today; None where there is none.

    `at` is the moment that it gives for its making.
    """
    entries = [one for one in entries_of(chosen.updates, within, today) if one.is_open]
    if not entries:
        return None
    return write_workbook(
        of, entries, whose=chosen.whose, at=timezone.localtime(at), council=settings.COUNCIL, contact=settings.CONTACT
    )


def name_of(of: Round, chosen: Chosen) -> str:
    """What the file is called."""
    return file_name(of.title, "updates", chosen.whose)


def attachment_for(to: Person, of: Round, *, today: date, at: datetime) -> tuple[str, bytes, str] | None:
    """The workbook of all that somebody's own posts have still to answer: its name, its bytes and its type."""
    within = reach_of(to, today)
    theirs = Q(measure__owner__in=within.posts) | Q(milestone__owner__in=within.posts)
    chosen = Chosen(Update.objects.filter(theirs, part_of__round=of), to.name)
    content = made(of, chosen, within, today=today, at=at)
    return (name_of(of, chosen), content, XLSX) if content else None
