"""The updates of a return in the order of its plan: by objective, its measures before its milestones."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.web.returns.models import Update


def in_order(updates: Iterable[Update]) -> list[Update]:
    """The updates, with line and objective at hand, as the plan prints their lines."""
    return sorted(updates, key=_place)


def _place(update: Update) -> tuple[int, int, bool, int, int]:
    line = update.line
    return line.objective.position, line.objective_id, update.measure_id is None, line.position, line.pk
