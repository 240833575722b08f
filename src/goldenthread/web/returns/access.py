"""Who may see and change which round, return and update: the only way to their rows for a request.

Outside somebody's reach a row does not exist (404); within it, a role that is too low is refused (403). What an officer writes
is seen by their chain alone until an edition is tabled (handbook 10.4).

| role | sees | does |
| --- | --- | --- |
| responsible officer | updates of the lines that their posts own | writes and submits them |
| contributor | updates of the lines shared with their posts | writes drafts of them |
| director | all updates of their directorate | approves, sends back, declares; may own lines as well |
| performance officer | all updates of their directorate, or of all | everything but approving and declaring |
| finance officer, member, administrator | no update | members ask about what was tabled (reports) |

A round is made and changed by performance officers, and seen by everybody who sees an update of it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest

from goldenthread.web.accounts.middleware import reach
from goldenthread.web.accounts.models import Holding, Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.models import Measure, MeasureContribution, Milestone, MilestoneContribution
from goldenthread.web.returns.models import Message, MessageKind, Return, Round, Update, UpdateNote
from goldenthread.web.returns.states import Part

KEEPERS = (Role.PERFORMANCE_OFFICER,)
OVERSEERS = (Role.PERFORMANCE_OFFICER, Role.DIRECTOR)
TAKES_PART = (*OVERSEERS, Role.RESPONSIBLE_OFFICER, Role.CONTRIBUTOR)


def owned(within: Reach) -> Q:
    """The updates of the lines that somebody's posts own: those that they owe."""
    return Q(measure__owner__in=within.posts) | Q(milestone__owner__in=within.posts)


def own(within: Reach) -> Q:
    """The updates of the lines that somebody's posts own, or that are shared with them."""
    measures, milestones = _shared(within)
    return owned(within) | Q(measure__in=measures) | Q(milestone__in=milestones)


def _shared(within: Reach) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The measures and the milestones that are shared with somebody's posts, by their keys."""
    measures = MeasureContribution.objects.filter(post__in=within.posts).values("measure")
    return measures, MilestoneContribution.objects.filter(post__in=within.posts).values("milestone")


def of_own_lines(within: Reach, *, shared: bool = True) -> Q:
    """As `own`, or without `shared` as `owned`, for lists: the lines are asked for first, so that the database finds their
    updates among those of all years by an index. Two queries."""
    mine = Q(owner__in=within.posts)
    of_measures, of_milestones = mine, mine
    if shared:
        of_measures, of_milestones = (mine | Q(pk__in=keys) for keys in _shared(within))
    measures = Measure.objects.filter(of_measures).order_by().values_list("pk", flat=True)
    milestones = Milestone.objects.filter(of_milestones).order_by().values_list("pk", flat=True)
    return Q(measure__in={*measures}) | Q(milestone__in={*milestones})


def updates_seen(within: Reach) -> QuerySet[Update]:
    """The updates that somebody may read: their own, and those of the directorates that they oversee."""
    if within.is_everywhere(*OVERSEERS):
        return Update.objects.all()
    return Update.objects.filter(Q(part_of__directorate__in=within.directorates(*OVERSEERS)) | own(within))


def returns_seen(within: Reach) -> QuerySet[Return]:
    """The returns that somebody oversees."""
    if within.is_everywhere(*OVERSEERS):
        return Return.objects.all()
    return Return.objects.filter(directorate__in=within.directorates(*OVERSEERS))


def oversees(within: Reach, directorate: int) -> bool:
    """Whether somebody sees the whole return of that directorate."""
    return within.has_in(directorate, *OVERSEERS)


def parts_of(within: Reach, update: Update, *, seen: bool = False) -> frozenset[Part]:
    """What somebody is to an update, with its line and its return at hand. One query for who is neither owner nor overseer.

    `seen` says that it came from `updates_seen`: whoever sees it and is neither, it is shared with; that needs no query.
    """
    line, directorate = update.line, update.part_of.directorate_id
    parts = set()
    if line.owner_id in within.posts:
        parts.add(Part.OWNER)
    if within.has_in(directorate, Role.DIRECTOR):
        parts.add(Part.DIRECTOR)
    if within.has_in(directorate, Role.PERFORMANCE_OFFICER):
        parts.add(Part.PERFORMANCE)
    if not parts and (seen or line.contributions.filter(post__in=within.posts).exists()):
        parts.add(Part.HELPER)
    return frozenset(parts)


_BESIDE_UPDATE = ("part_of", "measure", "milestone", "submitted_by", "approved_by")
_BEHIND_UPDATE = (
    "part_of__round", "part_of__directorate", "part_of__plan", "measure__objective", "measure__owner",
    "measure__definition", "milestone__objective", "milestone__owner",
)  # fmt: skip
_ASKED_BY_PARTS = ("part_of__directorate", "measure__owner", "milestone__owner")


def update_for(
    request: HttpRequest, pk: int, *, parts: frozenset[Part] = frozenset(), to_gather: bool = False
) -> Update:
    """The update, with its round, directorate and line. 404 where the person cannot see it, 403 where none of `parts`.

    `to_gather` leaves out what gathering.py brings anyway.
    """
    within = reach(request)
    beside = _BESIDE_UPDATE if to_gather else (*_BESIDE_UPDATE, *_BEHIND_UPDATE)
    rows = updates_seen(within).filter(pk=pk).select_related(*beside)
    if to_gather:
        rows = rows.only(*(field.name for field in Update._meta.concrete_fields), *_ASKED_BY_PARTS)
    update = next(iter(rows.order_by()), None)
    if update is None:
        raise Http404
    if parts and not parts & parts_of(within, update, seen=True):
        raise PermissionDenied
    return update


def return_for(request: HttpRequest, pk: int, *roles: Role) -> Return:
    """The return of a directorate, for who oversees it (404); 403 where they have none of `roles` there."""
    within = reach(request)
    row = returns_seen(within).select_related("round", "directorate", "plan").filter(pk=pk).first()
    if row is None:
        raise Http404
    if roles and not within.has_in(row.directorate_id, *roles):
        raise PermissionDenied
    return row


def rounds_seen(within: Reach) -> QuerySet[Round]:
    """The rounds that somebody may read: all of them, for whoever takes part in any way."""
    return Round.objects.all() if within.has(*TAKES_PART) else Round.objects.none()


def round_for(request: HttpRequest, pk: int, *, write: bool = False) -> Round:
    """The round; 404 for who takes no part in any, 403 where they cannot change it."""
    within = reach(request)
    row = rounds_seen(within).filter(pk=pk).first()
    if row is None:
        raise Http404
    if write and not within.has(*KEEPERS):
        raise PermissionDenied
    return row


def round_overseen(request: HttpRequest, pk: int) -> Round:
    """The round, for who oversees some directorate in it; 403 for officers, 404 for who takes no part in any."""
    row = round_for(request, pk)
    if not reach(request).has(*OVERSEERS):
        raise PermissionDenied
    return row


def messages_seen(within: Reach) -> QuerySet[Message]:
    """Who was written to, of those who hold or held a post in a directorate that somebody oversees. What names a line, because
    it was sent back, is seen where that line's update is."""
    if within.is_everywhere(*OVERSEERS):
        return Message.objects.all()
    directorates = within.directorates(*OVERSEERS)
    theirs = Holding.objects.filter(post__directorate__in=directorates)
    notes = UpdateNote.objects.filter(update__part_of__directorate__in=directorates)
    of_theirs = notes.annotate(occasion=Cast("pk", CharField())).filter(occasion=OuterRef("occasion"))
    rows = Message.objects.filter(to__in=theirs.values("person"))
    return rows.filter(~Q(kind=MessageKind.SENT_BACK) | Exists(of_theirs))


def message_for(request: HttpRequest, pk: int) -> Message:
    """The message, to send it again: 404 where the person cannot see it, 403 for all but performance officers."""
    within = reach(request)
    row = messages_seen(within).select_related("round", "to").filter(pk=pk).first()
    if row is None:
        raise Http404
    if not within.has(*KEEPERS):
        raise PermissionDenied
    return row


def keepers_only(request: HttpRequest) -> Reach:
    """The reach of somebody who keeps rounds; 403 for anybody else."""
    within = reach(request)
    if not within.has(*KEEPERS):
        raise PermissionDenied
    return within


def takes_part(request: HttpRequest) -> Reach:
    """The reach of somebody who has updates or oversees some; 403 for anybody else."""
    within = reach(request)
    if not within.has(*TAKES_PART):
        raise PermissionDenied
    return within
