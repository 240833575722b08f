"""What a director and a performance officer decide: approve, send back, let answer late, declare, withdraw, lock (R10.2, R10.7).

Whoever locks several rows does so in one order: the updates by their keys, then their return, then the series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.changes import lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.actions import series
from goldenthread.web.returns.chasing.owed import holders_of
from goldenthread.web.returns.chasing.sending import queue
from goldenthread.web.returns.doing import Doing, changing, transition_of
from goldenthread.web.returns.models import MessageKind, NoteKind, Return, Update, UpdateNote, UpdateState
from goldenthread.web.returns.queries.declaring import Declaration, declaration_of
from goldenthread.web.returns.queries.four_eyes import entered_by
from goldenthread.web.returns.states import EDITABLE, Part, UpdateAction

_LINE = ("part_of__round", "part_of__directorate", "measure__definition", "milestone")


@dataclass(frozen=True)
class Asked:
    """An update that somebody wants to approve, in the version that they had before them."""

    pk: int
    seen: int


@dataclass
class Decided:
    """What came of approving many: the updates that are approved now, and each that is not with the reason."""

    approved: list[Update] = field(default_factory=list)
    refused: list[tuple[Update, str]] = field(default_factory=list)


# ---- approving ----


def approve(asked: Iterable[Asked], doing_of: Callable[[Update], Doing]) -> Decided:
    """Approves the updates in one transaction, and puts their figures into the series. Each that cannot be approved stays as
    it is and is named with the reason: somebody changed it since it was shown, its director entered it, it was declared.
    """
    seen = {one.pk: one.seen for one in asked}
    decided = Decided()
    with transaction.atomic():
        rows = _locked(Update.objects.filter(pk__in=seen))
        entered = entered_by(rows)
        for row in rows:
            doing = doing_of(row)
            with recorded(by=doing.by, action="returns.approve"):
                try:
                    with transaction.atomic():
                        _approve(row, seen[row.pk], entered[row.pk], doing)
                except Refused as error:
                    decided.refused.append((row, str(error)))
                else:
                    decided.approved.append(row)
    return decided


def _approve(row: Update, seen: int, entered: frozenset[int], doing: Doing) -> None:
    if row.version != seen:
        raise Refused("It changed since this page was shown to you. Look at it again before you approve it.")
    transition = transition_of(row, UpdateAction.APPROVE, doing)
    _refuse_declared(row.part_of)
    own = doing.by.pk in entered
    if own and not row.part_of.round.own_approval:
        raise Refused(
            "You entered this yourself, so somebody else has to approve it. Ask another director of the directorate; or the "
            "performance officer can allow directors in this round to approve what they entered, and then it shows."
        )
    series.record(row)
    row.state, row.approved_by, row.approved_at, row.own_approval = transition.to, doing.by, doing.at, own
    row.save(update_fields=["state", "approved_by", "approved_at", "own_approval"])


def _locked(updates: QuerySet[Update]) -> list[Update]:
    """The updates in the order of their keys, then their returns, all locked; each with its return as it is now."""
    rows = list(updates.select_related(*_LINE).select_for_update(of=("self",)).order_by("pk"))
    owed = {one.pk: one for one in _returns({row.part_of_id for row in rows})}
    for row in rows:
        row.part_of = owed[row.part_of_id]
    return rows


def _returns(keys: Iterable[int]) -> QuerySet[Return]:
    rows = Return.objects.select_related("round", "directorate", "plan", "declared_by")
    return rows.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")


def _refuse_declared(owed: Return) -> None:
    if owed.declared_at is not None:
        raise Refused(
            "The quality of the data was declared, which closes this return. Withdraw the declaration first; then it can be done."
        )


# ---- sending back, and letting answer late ----


def send_back(update: Update, seen: int, doing: Doing) -> UpdateNote:
    """Sends an update back to its officer with a comment. Of an approved one, the figures leave the series again."""
    with changing(update, UpdateAction.SEND_BACK, doing, seen) as (row, transition):
        row.part_of = _returns([row.part_of_id]).get()  # it may have been declared while this waited
        _refuse_declared(row.part_of)
        if row.state == UpdateState.APPROVED:
            series.take_back(row)
        row.state, row.approved_by, row.approved_at, row.own_approval = transition.to, None, None, False
        row.save(update_fields=["state", "approved_by", "approved_at", "own_approval"])
        note = _note(row, NoteKind.SENT_BACK, doing)
        _tell_its_officers(row, note, doing)
    return note


def _note(row: Update, kind: NoteKind, doing: Doing) -> UpdateNote:
    return UpdateNote.objects.create(update=row, kind=kind, text=doing.reason.strip(), by=doing.by, at=doing.at)


def _tell_its_officers(row: Update, note: UpdateNote, doing: Doing) -> None:
    """Writes to who holds the line's post and to who submitted the update, but not to whoever sends it back."""
    post = row.line.owner_id
    today = timezone.localdate(doing.at)
    holders = holders_of([post], today).get(post, ()) if post else ()
    to = {holder.person for holder in holders}
    if row.submitted_by_id is not None:
        to.add(row.submitted_by_id)
    for person in Person.objects.filter(pk__in=to - {doing.by.pk}, is_active=True).order_by("pk"):
        subject = f"Sent back to you: {row.line}"
        queue(row.part_of.round, person, MessageKind.SENT_BACK, str(note.pk), subject, doing.by, doing.at)


def let_late(update: Update, until: date, seen: int, doing: Doing) -> UpdateNote:
    """Lets one update be answered up to a day after the round closed; the exception shows, with its reason."""
    with transaction.atomic(), recorded(by=doing.by, action="returns.let_late", reason=doing.reason):
        row = lock(Update.objects.select_related(*_LINE), update.pk, seen)
        row.part_of = _returns([row.part_of_id]).get()
        _refuse_late(row, until, doing)
        row.late_until = until
        row.save(update_fields=["late_until"])
        return _note(row, NoteKind.LET_LATE, doing)


def _refuse_late(row: Update, until: date, doing: Doing) -> None:
    closes = row.part_of.round.performance_by
    if Part.PERFORMANCE not in doing.parts:
        raise Refused("Only the performance officer can let an update be answered late.")
    _refuse_declared(row.part_of)
    if row.state not in EDITABLE:
        raise Refused(f"This update is “{row.state}” now, so nobody waits for it to be answered.")
    if not doing.reason.strip():
        raise Refused("Say why this one may be answered late: the reason is kept beside it.")
    if until <= closes:
        raise Refused(f"The round takes updates until {closes:%-d %B %Y} as it is. Give a later day.")
    if until < timezone.localdate(doing.at):
        raise Refused("This day is past. Give the last day on which it may be answered.")


# ---- the declaration ----


class DeclarationChanged(Refused):
    """What would be declared is not what the director was shown: `now` is what it says now."""

    def __init__(self, now: Declaration) -> None:
        super().__init__("Something changed while you read. Read the declaration again: this is what it says now.")
        self.now = now


def declare(owed: Return, shown: str, post: str, doing: Doing) -> Return:
    """Closes a return with the director's declaration of the quality of its data, word for word as they were shown it.

    The text is prepared from the markers at this moment, so its list of exceptions cannot be left out (R10.2); `shown` is the
    mark of the text that the director confirmed (Declaration.mark).
    """
    with transaction.atomic(), recorded(by=doing.by, action="returns.declare"):
        row = _locked_return(owed)
        if Part.DIRECTOR not in doing.parts:
            raise Refused("Only the director can declare the quality of this return's data.")
        if row.declared_at is not None:
            raise Refused(f"This was declared already, by {row.declared_by}.")
        now = declaration_of(row)
        if now.missing:
            raise Refused(
                f"{len(now.missing)} of the updates are not approved yet. Approve or send back each of them first."
            )
        if now.mark != shown:
            raise DeclarationChanged(now)
        row.declaration, row.declared_by, row.declared_post, row.declared_at = now.text, doing.by, post, doing.at
        row.save(update_fields=["declaration", "declared_by", "declared_post", "declared_at"])
    return row


def undeclare(owed: Return, doing: Doing) -> Return:
    """Withdraws the declaration, so that updates can be sent back again; not once an edition has locked any of them."""
    with transaction.atomic(), recorded(by=doing.by, action="returns.undeclare", reason=doing.reason):
        row = _locked_return(owed)
        if Part.DIRECTOR not in doing.parts:
            raise Refused("Only the director can withdraw the declaration.")
        if row.declared_at is None:
            raise Refused("There is no declaration to withdraw: nobody has declared this return.")
        if row.updates.filter(state=UpdateState.LOCKED).exists():
            raise Refused(
                "These updates were tabled with the declaration. It stands: a figure that is known better now is restated."
            )
        if not doing.reason.strip():
            raise Refused("Say why the declaration is withdrawn: it is kept in the history of the return.")
        row.declaration, row.declared_by, row.declared_post, row.declared_at = "", None, "", None
        row.save(update_fields=["declaration", "declared_by", "declared_post", "declared_at"])
    return row


def _locked_return(owed: Return) -> Return:
    """The return, locked after all its updates."""
    list(Update.objects.select_for_update().filter(part_of=owed).order_by("pk").values_list("pk"))
    return _returns([owed.pk]).get()


# ---- locking by an edition ----


def lock_updates(updates: Sequence[Update], locked_in: str, doing: Doing) -> int:
    """Locks the updates that an edition prints, all or none; how many were locked now. One that an earlier edition locked stays.

    Called inside the action that freezes the edition, whose name and actor stand in the history.
    """
    with transaction.atomic():
        rows = [
            row
            for row in _locked(Update.objects.filter(pk__in=[one.pk for one in updates]))
            if row.state != UpdateState.LOCKED
        ]
        for row in rows:
            try:
                transition = transition_of(row, UpdateAction.LOCK, doing)
            except Refused as error:
                raise Refused(f"{row.line}: {error}") from error
            row.state, row.locked_in, row.locked_at = transition.to, locked_in, doing.at
        Update.objects.bulk_update(rows, ["state", "locked_in", "locked_at"])
    return len(rows)
