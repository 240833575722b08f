"""Who does what to an update, when and as what: the one way in which an action locks a row and refuses (states.py, timing.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.changes import lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.models import Update, UpdateState
from goldenthread.web.returns.states import TRANSITIONS, Part, Transition, UpdateAction, allowed
from goldenthread.web.returns.timing import LockKind, lock_of

_STOPS = {
    UpdateAction.SAVE: frozenset(LockKind),
    UpdateAction.SUBMIT: frozenset(LockKind),
    UpdateAction.SEND_BACK: frozenset({LockKind.EDITION, LockKind.DECLARED}),
}
"""The locks that stand in the way of each action; the table of states says the rest."""


@dataclass(frozen=True)
class Doing:
    """By whom an action is done, when, what they are to the update (access.parts_of), and why where they must say."""

    by: Person
    at: datetime
    parts: frozenset[Part]
    reason: str = ""


@contextmanager
def changing(
    update: Update, action: UpdateAction, doing: Doing, seen: int | None = None
) -> Iterator[tuple[Update, Transition]]:
    """One transaction with the update's row locked, and the transition that holds for it.

    `seen` is the version that the person had before them. Gone where the update is no more, Overtaken where it changed since,
    Refused where its state, a lock or the person's part does not allow the action, or a reason is missing. Whoever locks
    several updates does so in the order of their keys, and the return after them.
    """
    with (
        transaction.atomic(),
        recorded(by=doing.by, action=f"returns.{action.name.lower()}", reason=doing.reason),
    ):
        rows = Update.objects.select_related(
            "part_of__round", "part_of__directorate", "part_of__plan", "measure__objective", "measure__definition",
            "measure__owner", "milestone__objective", "milestone__owner",
        )  # fmt: skip
        row = lock(rows, update.pk, update.version if seen is None else seen)
        yield row, transition_of(row, action, doing)


def transition_of(row: Update, action: UpdateAction, doing: Doing) -> Transition:
    """The transition of a row at hand; Refused, with a sentence that says what to do, where there is none."""
    stands = lock_of(row, timezone.localdate(doing.at))
    if stands is not None and stands.kind in _STOPS.get(action, frozenset()):
        raise Refused(f"{stands.words} {stands.lifted_by}")
    found = allowed(row.state, action, doing.parts)
    if found is None:
        known = TRANSITIONS.get((UpdateState(row.state), action))
        if known is None:
            raise Refused(
                f"This update is “{row.state}” now, so it cannot be done: {action.value}. Open its page again."
            )
        who = " or ".join(sorted(part.value for part in known.who))
        raise Refused(f"Only {who} can do this: {action.value}.")
    if found.needs_comment and not doing.reason.strip():
        raise Refused("Say why: the officer sees it beside the update.")
    return found
