"""Who did what and why, put beside every change that the triggers record (django-pghistory).

An action opens `recorded(...)`; whatever rows it changes, by whatever way, carry its name, actor and reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pghistory

if TYPE_CHECKING:
    from goldenthread.web.accounts.models import Person


@contextmanager
def recorded(
    *,
    by: Person | None,
    action: str,
    reason: str = "",
    approver: str = "",
    approved_on: date | None = None,
) -> Iterator[None]:
    """Every change made within is recorded with these. `action` is the app and the verb: "plans.change_target".

    Actions do not nest: one that calls another's inner work calls the plain function under it.
    """
    known: dict[str, str | int] = {"action": action}
    if by is not None:
        known |= {"actor": by.pk, "actor_name": by.name}
    if reason:
        known["reason"] = reason
    if approver:
        known["approver"] = approver
    if approved_on:
        known["approved_on"] = approved_on.isoformat()
    with pghistory.context(**known):
        yield
