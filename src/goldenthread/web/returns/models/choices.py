"""The words that a column may hold."""

from __future__ import annotations

from enum import StrEnum


class UpdateState(StrEnum):
    """Where an update is on its way (states.py)."""

    NOT_STARTED = "not started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent back"
    APPROVED = "approved"
    LOCKED = "locked by an edition"


class Answer(StrEnum):
    """What sort of answer an update is: recorded as what it is, so that "no change" is never taken for a new figure."""

    FIGURES = "a figure"
    NO_CHANGE = "no change"
    NOT_YET = "not yet available"
    SEE_COMMENTARY = "see commentary"


class NotRated(StrEnum):
    """Why the officer judges no light (R4.2). The value is the library's reason code."""

    SEE_COMMENTARY = "see_commentary"
    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    CONTEXTUAL = "contextual"
    PAUSED = "paused"

    @property
    def words(self) -> str:
        return _NOT_RATED[self]


_NOT_RATED = {
    NotRated.SEE_COMMENTARY: "See commentary",
    NotRated.NO_TARGET: "There is no target",
    NotRated.NOT_DUE: "Not yet due",
    NotRated.CONTEXTUAL: "For context only: monitored, not judged",
    NotRated.PAUSED: "Paused",
}


class NoteKind(StrEnum):
    """What a remark beside an update is."""

    SENT_BACK = "sent back"
    LET_LATE = "let answer late"
    NOTE = "note"


class SectionKind(StrEnum):
    """The narrative sections of a return (handbook 7.4). The value is the section's title in the paper."""

    KEY_DEVELOPMENTS = "Key developments"
    EMERGING_ISSUES = "Emerging issues"


class MessageKind(StrEnum):
    """Why somebody is written to."""

    INVITATION = "invitation"
    REMINDER = "reminder before the deadline"
    OVERDUE = "reminder after the deadline"
    APPROVAL = "waits for approval"
    APPROVAL_OVERDUE = "approval is late"
    ESCALATION = "escalation to the director"
    DIGEST = "weekly digest"
    NUDGE = "nudge"
    SENT_BACK = "sent back"
    WORKBOOK = "workbook"


class MessageState(StrEnum):
    """Where a message is. One that was being sent when the worker died is `unknown`: it is never sent again by itself."""

    WAITING = "waiting"
    SENDING = "being sent"
    SENT = "sent"
    FAILED = "could not be sent"
