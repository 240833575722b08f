"""What stands between a paper and its edition: updates not answered or not approved, and returns not declared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.web.returns.models import Return, Update, UpdateState

_UNANSWERED = (UpdateState.NOT_STARTED, UpdateState.DRAFT, UpdateState.SENT_BACK)


@dataclass(frozen=True)
class Missing:
    """The updates that nobody has answered for good, those that wait for approval, and the returns without a declaration."""

    unanswered: tuple[Update, ...] = ()
    unapproved: tuple[Update, ...] = ()
    undeclared: tuple[Return, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unanswered or self.unapproved or self.undeclared)


def missing_of(updates: Sequence[Update]) -> Missing:
    """What is missing, of updates that have their lines and returns at hand."""
    returns = {one.part_of_id: one.part_of for one in updates}
    return Missing(
        unanswered=tuple(one for one in updates if one.state in _UNANSWERED),
        unapproved=tuple(one for one in updates if one.state == UpdateState.SUBMITTED),
        undeclared=tuple(one for one in returns.values() if one.declared_at is None),
    )
