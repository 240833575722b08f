"""Restating what was tabled: the update keeps its figures, and the series gets the value by which it is known now (R4.11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.web.plans.actions.restating import restate
from goldenthread.web.plans.changes import lock
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.models import Figure
from goldenthread.web.returns.doing import Doing, changing
from goldenthread.web.returns.models import Update
from goldenthread.web.returns.states import UpdateAction


@dataclass(frozen=True)
class Asked:
    """A figure of the series, in the version that the person saw, and what it is to say."""

    pk: int
    seen: int
    values: Mapping[str, Any]


def restate_update(update: Update, asked: Iterable[Asked], doing: Doing) -> int:
    """Restates the figures that differ, all or none; how many did. Refused where nothing does, or somebody was there first."""
    with changing(update, UpdateAction.RESTATE, doing) as (row, _):
        number = sum(_restate(row, one, doing) for one in sorted(asked, key=lambda one: one.pk))
        if not number:
            raise Refused("Nothing is different from what is known now, so there is nothing to restate.")
    return number


def _restate(update: Update, asked: Asked, doing: Doing) -> bool:
    measure = update.measure
    rows = Figure.objects.filter(
        series=measure.series_id if measure else None, period_start=update.period_start, period_end=update.period_end
    )
    try:
        figure = lock(rows, asked.pk, asked.seen)
    except Overtaken as error:
        raise Refused(
            "Somebody else restated this figure while you were working on it. Open the page again and look at what it says now."
        ) from error
    return restate(figure, asked.values, doing.reason, doing.by, doing.at)
