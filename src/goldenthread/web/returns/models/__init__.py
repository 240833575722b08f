"""The rows of rounds and updates, by noun."""

from __future__ import annotations

from goldenthread.web.returns.models.choices import (
    Answer,
    MessageKind,
    MessageState,
    NoteKind,
    NotRated,
    SectionKind,
    UpdateState,
)
from goldenthread.web.returns.models.messages import Message, UpdatesWorkbook
from goldenthread.web.returns.models.rounds import ClosedDay, Return, ReturnSection, Round
from goldenthread.web.returns.models.updates import (
    Evidence,
    Explanation,
    Question,
    Update,
    UpdateFigure,
    UpdateNote,
)

__all__ = [
    "Answer",
    "ClosedDay",
    "Evidence",
    "Explanation",
    "Message",
    "MessageKind",
    "MessageState",
    "NotRated",
    "NoteKind",
    "Question",
    "Return",
    "ReturnSection",
    "Round",
    "SectionKind",
    "Update",
    "UpdateFigure",
    "UpdateNote",
    "UpdateState",
    "UpdatesWorkbook",
]
