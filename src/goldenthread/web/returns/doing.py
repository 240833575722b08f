"""Who does what to an update, when and as what: the one way in which an action locks a row and refuses (states.py, timing.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
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


_BESIDE = (
    "part_of__round", "part_of__directorate", "part_of__plan", "measure__objective", "measure__definition",
    "measure__owner", "milestone__objective", "milestone__owner",
)  # fmt: skip
_ASKED_BY_LOCKS = ("part_of__declared_at", "part_of__round", "measure__dropped_on", "milestone__dropped_on")


@contextmanager
def changing(
    update: Update, action: UpdateAction, doing: Doing, seen: int | None = None, *, to_gather: bool = False
) -> Iterator[tuple[Update, Transition]]:
    """One transaction with the update's row locked, and the transition that holds for it.

    `seen` is the version that the person had before them; `to_gather` leaves out what gathering.py brings anyway. Gone where
    the update is no more, Overtaken where it changed since, Refused where its state, a lock or the person's part does not
    allow the action, or a reason is missing. Whoever locks several updates does so in the order of their keys, and the return
    after them.
    """
    with (
        transaction.atomic(),
        recorded(by=doing.by, action=f"returns.{action.name.lower()}", reason=doing.reason),
    ):
        row = lock(_to_gather() if to_gather else Update.objects.select_related(*_BESIDE), update.pk, _of(update, seen))
        yield row, transition_of(row, action, doing)


def _to_gather() -> QuerySet[Update]:
    """Updates with what may lock them (timing.py), and no more."""
    own = (field.name for field in Update._meta.concrete_fields)
    return Update.objects.select_related("part_of__round", "measure", "milestone").only(*own, *_ASKED_BY_LOCKS)


def _of(update: Update, seen: int | None) -> int:
    return update.version if seen is None else seen


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
