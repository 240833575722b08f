"""Who may read, freeze and issue which report and edition: the only way to them for a request.

What officers wrote is seen by their chain alone until it is tabled (handbook 10.4); an edition is a paper of a public meeting.
Outside somebody's reach a paper does not exist (404); within it, a role that is too low is refused (403).

| role | editions | papers before they are tabled | does |
| --- | --- | --- | --- |
| performance officer | all | of their directorates | checks, freezes, restates |
| director | all | of their directorates | checks |
| finance officer, responsible officer | all | none | |
| member | all | none | asks questions |
| contributor, administrator | none | none | |

A priority-based report that several directorates answer for is seen before it is tabled by whoever oversees all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.access import KEEPERS, OVERSEERS
from goldenthread.web.returns.models import Round, Update

READERS = (Role.PERFORMANCE_OFFICER, Role.DIRECTOR, Role.FINANCE_OFFICER, Role.RESPONSIBLE_OFFICER, Role.MEMBER)


def reads_papers(request: HttpRequest) -> Reach:
    """The reach of somebody who reads papers; 403 for anybody else."""
    within = reach(request)
    if not within.has(*READERS):
        raise PermissionDenied
    return within


def editions_seen(within: Reach) -> QuerySet[Edition]:
    """The editions that somebody may read: all, for whoever reads papers. The reports in them are left in the database."""
    rows = Edition.objects.defer("report")
    return rows if within.has(*READERS) else rows.none()


def edition_for(request: HttpRequest, pk: int, *, asks: bool = False) -> Edition:
    """The edition with its report; 404 for who reads no papers. `asks`: 403 for all but members."""
    within = reach(request)
    row = Edition.objects.select_related("round", "frozen_by").filter(pk=pk).first() if within.has(*READERS) else None
    if row is None:
        raise Http404
    if asks and not may_ask(within):
        raise PermissionDenied
    return row


def may_ask(within: Reach) -> bool:
    """Whether somebody may ask about what was tabled."""
    return within.has(Role.MEMBER)


def round_for(request: HttpRequest, pk: int) -> Round:
    """The round, for whoever reads papers (404)."""
    row = Round.objects.filter(pk=pk).first() if reach(request).has(*READERS) else None
    if row is None:
        raise Http404
    return row


def oversees_all(within: Reach, directorates: Collection[int], *roles: Role) -> bool:
    """Whether somebody has one of the roles (an overseer's, unless others are named) in each of the directorates."""
    return all(within.has_in(one, *(roles or OVERSEERS)) for one in directorates)


def may_freeze(within: Reach, updates: Iterable[Update]) -> bool:
    """Whether somebody keeps each directorate that answers for the updates of a paper, which have their returns at hand."""
    return oversees_all(within, _directorates(updates), *KEEPERS)


def draft_for(request: HttpRequest, updates: Collection[Update], *, write: bool = False) -> None:
    """404 unless the person oversees each directorate that answers for the paper's updates; 403 where they cannot freeze it."""
    within = reach(request)
    if not updates or not oversees_all(within, _directorates(updates)):
        raise Http404
    if write and not may_freeze(within, updates):
        raise PermissionDenied


def _directorates(updates: Iterable[Update]) -> set[int]:
    return {one.part_of.directorate_id for one in updates}
