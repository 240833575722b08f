"""When an update may be written, what locks it, since when, and who can lift the lock: one answer for pages, workbook and tests.

The peer's entry window (workflow_cases.json): nothing before the round opens, nothing after it closes but by an exception for
this one update, and what is approved is locked whatever the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from goldenthread.web.returns.models import Round, Update, UpdateState


class Phase(StrEnum):
    """Where a round is on a day."""

    NOT_OPEN = "not open yet"
    OPEN = "open"
    CLOSED = "closed"


class LockKind(StrEnum):
    """What stands in the way of writing."""

    EDITION = "locked by an edition"
    DECLARED = "the return is closed"
    APPROVED = "approved"
    SUBMITTED = "waits for approval"
    DROPPED = "dropped from the plan"
    NOT_OPEN = "the round is not open yet"
    CLOSED = "the round is closed"


@dataclass(frozen=True)
class Lock:
    """Why an update cannot be written: a sentence, since when (None: no such moment), and who can lift it and how."""

    kind: LockKind
    words: str
    since: date | datetime | None
    lifted_by: str


def phase(of: Round, today: date) -> Phase:
    """The round takes updates from the day it opens to the day by which the performance officer finishes, both counted."""
    if today < of.opens:
        return Phase.NOT_OPEN
    return Phase.CLOSED if today > of.performance_by else Phase.OPEN


def lock_of(update: Update, today: date) -> Lock | None:
    """The lock on an update, with its return, round and line at hand; None where it may be written."""
    owed, of = update.part_of, update.part_of.round
    match update.state:
        case UpdateState.LOCKED:
            return Lock(
                LockKind.EDITION,
                f"This was tabled: {update.locked_in}. What was tabled is never changed.",
                update.locked_at,
                "Nobody can unlock it. If the figure was wrong or is known better now, the performance officer can restate it: "
                "the restated figure stands beside the tabled one, with its day and reason.",
            )
        case _ if owed.declared_at is not None:
            return Lock(
                LockKind.DECLARED,
                "The director has declared the quality of the data, which closes this return.",
                owed.declared_at,
                "The director can withdraw the declaration, and then send this update back.",
            )
        case UpdateState.APPROVED:
            return Lock(
                LockKind.APPROVED,
                "The director has approved this update.",
                update.approved_at,
                "The director or the performance officer can send it back, with a reason.",
            )
        case UpdateState.SUBMITTED:
            return Lock(
                LockKind.SUBMITTED,
                "This update is submitted and waits for the director.",
                update.submitted_at,
                "The director or the performance officer can send it back, with a reason.",
            )
        case _:
            return _lock_of_days(update, of, today)


def _lock_of_days(update: Update, of: Round, today: date) -> Lock | None:
    if update.line.dropped_on is not None:
        return Lock(
            LockKind.DROPPED,
            "This line was dropped from the plan, so nobody needs to answer for it.",
            update.line.dropped_on,
            "The performance officer can take it back into the plan.",
        )
    match phase(of, today):
        case Phase.NOT_OPEN:
            return Lock(
                LockKind.NOT_OPEN,
                f"{of.title} takes updates from {of.opens:%-d %B %Y}.",
                None,
                "The performance officer can open the round on an earlier day.",
            )
        case Phase.CLOSED if update.late_until is None or today > update.late_until:
            return Lock(
                LockKind.CLOSED,
                f"{of.title} closed on {of.performance_by:%-d %B %Y}.",
                max(of.performance_by, update.late_until or of.performance_by),
                "The performance officer can let this one update be answered late.",
            )
        case _:
            return None


def is_late(update: Update, today: date) -> bool:
    """Whether the officers' deadline has passed and nobody has submitted this yet."""
    waits = update.state in (UpdateState.NOT_STARTED, UpdateState.DRAFT, UpdateState.SENT_BACK)
    return waits and today > update.part_of.round.officers_by
