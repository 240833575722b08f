"""Who entered what an update says: they are not its only approver, unless the council allows it and it shows (R10.7)."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.web.returns.models import Update, UpdateFigure


def entered_by(updates: Sequence[Update]) -> dict[int, frozenset[int]]:
    """For each update, the keys of the people who entered it: who submitted it, and who wrote its figures last (history)."""
    events = UpdateFigure.pgh_event_model.objects.filter(update_id__in=[one.pk for one in updates])  # type: ignore[attr-defined]
    last = events.order_by("update_id", "-pgh_id").distinct("update_id")
    wrote = dict(last.values_list("update_id", "pgh_context__metadata__actor"))
    return {
        one.pk: frozenset(person for person in (one.submitted_by_id, wrote.get(one.pk)) if person is not None)
        for one in updates
    }
