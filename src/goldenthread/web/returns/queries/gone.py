"""Whether an update that is no more was one that somebody could see: so that what they typed is handed back to them alone."""

from __future__ import annotations

from typing import Any

from django.db import models

from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.models import Measure, Milestone
from goldenthread.web.returns.access import oversees
from goldenthread.web.returns.models import Return, Update


def was_theirs(within: Reach, pk: int) -> bool:
    """Whether there was such an update and is no more, of a directorate that they oversee or of a line that a post
    of theirs owned or helped with."""
    if Update.objects.filter(pk=pk).exists():
        return False
    last = _last(Update, pk)
    if last is None:
        return False
    owed = Return.objects.filter(pk=last.part_of_id).first()
    if owed is not None and oversees(within, owed.directorate_id):
        return True
    of: type[Measure] | type[Milestone] = Measure if last.measure_id else Milestone
    line = _last(of, last.measure_id or last.milestone_id)
    return line is not None and (line.owner_id in within.posts or _helped(of, line.pgh_obj_id, within))


def _helped(of: type[Measure] | type[Milestone], pk: int, within: Reach) -> bool:
    return of.objects.filter(pk=pk, contributions__post__in=within.posts).exists()


def _last(of: type[models.Model], pk: int) -> Any:
    """The row as the history has it last; None where there never was one."""
    events: Any = of.pgh_event_model._default_manager  # type: ignore[attr-defined]
    return events.filter(pgh_obj_id=pk).order_by("-pgh_id").first()
