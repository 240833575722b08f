"""Who entered what an update says: they are not its only approver, unless the council allows it and it shows (R10.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from goldenthread.web.returns.models import Update, UpdateFigure

_SAID_OF_A_MILESTONE: Final = ("done_on", "judged", "not_rated")
"""What an update of a milestone says in place of a figure."""


def entered_by(updates: Sequence[Update]) -> dict[int, frozenset[int]]:
    """For each update, the keys of the people who entered it, by the history: who submitted it; who wrote each of its figures
    last, so that one part written by another clears nobody of the others; and who last said whether a milestone is done, and
    its light."""
    found = {one.pk: {one.submitted_by_id} for one in updates}
    for update, person in [*_wrote_figures(updates), *_said_of_milestones(updates)]:
        found[update].add(person)
    return {pk: frozenset(one for one in people if one is not None) for pk, people in found.items()}


def _wrote_figures(updates: Sequence[Update]) -> Iterable[tuple[int, int | None]]:
    rows = UpdateFigure.pgh_event_model.objects.filter(update_id__in=[one.pk for one in updates])  # type: ignore[attr-defined]
    last = rows.order_by("update_id", "component", "-pgh_id").distinct("update_id", "component")
    told = last.values_list("update_id", "pgh_label", "pgh_context__metadata__actor")
    return [(update, person) for update, label, person in told if label != "delete"]


def _said_of_milestones(updates: Sequence[Update]) -> Iterator[tuple[int, int | None]]:
    milestones = [one.pk for one in updates if one.milestone_id is not None]
    if not milestones:
        return
    rows: Iterable[Any] = (
        Update.pgh_event_model.objects.filter(pgh_obj_id__in=milestones)  # type: ignore[attr-defined]
        .order_by("pgh_obj_id", "pgh_id")
        .values_list("pgh_obj_id", "pgh_context__metadata__actor", *_SAID_OF_A_MILESTONE)
    )
    for pk, events in groupby(rows, key=lambda row: row[0]):
        who, said = None, (None, "", "")
        for _, person, *now in events:
            if tuple(now) != said:
                who, said = person, tuple(now)
        yield pk, who
