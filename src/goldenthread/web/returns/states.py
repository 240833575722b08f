"""The life of an update in one table: (state, action) -> the new state, who may, and whether they must say something.

The pages, the buttons, the workbook and the tests read the same table. It follows the peer's (workflow_cases.json): the owning
team writes and submits, another approves or asks for changes, nothing is edited while it waits for them, and what was tabled
is final: a correction is a restatement.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goldenthread.web.returns.models import UpdateState


class UpdateAction(StrEnum):
    """What is done to an update."""

    SAVE = "save"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send back"
    LOCK = "lock"
    RESTATE = "restate"


class Part(StrEnum):
    """What somebody is to an update (access.parts_of)."""

    OWNER = "the responsible officer"
    HELPER = "a contributor"
    DIRECTOR = "the director"
    PERFORMANCE = "the performance officer"


@dataclass(frozen=True)
class Transition:
    """Where an action leads, who may do it, and whether they must say why."""

    to: UpdateState
    who: frozenset[Part]
    needs_comment: bool = False


_S, _A, _P = UpdateState, UpdateAction, Part
WRITERS = frozenset({_P.OWNER, _P.HELPER, _P.PERFORMANCE})
_SUBMITTERS = frozenset({_P.OWNER, _P.PERFORMANCE})
_CHECKERS = frozenset({_P.DIRECTOR, _P.PERFORMANCE})

TRANSITIONS: dict[tuple[UpdateState, UpdateAction], Transition] = {
    (_S.NOT_STARTED, _A.SAVE): Transition(_S.DRAFT, WRITERS),
    (_S.NOT_STARTED, _A.SUBMIT): Transition(_S.SUBMITTED, _SUBMITTERS),
    (_S.DRAFT, _A.SAVE): Transition(_S.DRAFT, WRITERS),
    (_S.DRAFT, _A.SUBMIT): Transition(_S.SUBMITTED, _SUBMITTERS),
    (_S.SENT_BACK, _A.SAVE): Transition(_S.SENT_BACK, WRITERS),
    (_S.SENT_BACK, _A.SUBMIT): Transition(_S.SUBMITTED, _SUBMITTERS),
    (_S.SUBMITTED, _A.APPROVE): Transition(_S.APPROVED, frozenset({_P.DIRECTOR})),
    (_S.SUBMITTED, _A.SEND_BACK): Transition(_S.SENT_BACK, _CHECKERS, needs_comment=True),
    (_S.APPROVED, _A.SEND_BACK): Transition(_S.SENT_BACK, _CHECKERS, needs_comment=True),
    (_S.APPROVED, _A.LOCK): Transition(_S.LOCKED, frozenset({_P.PERFORMANCE})),
    (_S.LOCKED, _A.RESTATE): Transition(_S.LOCKED, frozenset({_P.PERFORMANCE}), needs_comment=True),
}

EDITABLE = tuple(state for (state, action) in TRANSITIONS if action is UpdateAction.SAVE)
"""The states in which what an update says may be changed."""


def allowed(state: UpdateState | str, action: UpdateAction, parts: frozenset[Part]) -> Transition | None:
    """The transition, if somebody who is these parts may do it in that state."""
    found = TRANSITIONS.get((UpdateState(state), action))
    return found if found and found.who & parts else None
