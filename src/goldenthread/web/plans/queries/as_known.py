"""A figure as it was known at a moment, and what it was before it was restated: "as tabled" beside "as known now" (R4.11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from goldenthread.web.plans.models import Definition, Figure, Recorded, TabledFigure
from goldenthread.web.plans.queries.printed import day_text, figure_in_numbers, figure_text


@dataclass(frozen=True, slots=True)
class Restatement:
    """One value that was tabled and has been restated since, in words."""

    was: str
    tabled_in: str
    on: str
    reason: str


def value_as_at(figure: Figure, at: datetime, earlier: Sequence[TabledFigure] | None = None) -> Recorded:
    """The row that held at a moment: an earlier one if it was restated only after that, else the figure as it is now.

    `earlier` are its earlier values where they are at hand, the oldest first.
    """
    rows = figure.earlier.order_by("restated_at", "pk") if earlier is None else earlier
    return next((row for row in rows if row.restated_at > at), figure)


def earlier_of(figures: Iterable[int]) -> dict[int, list[TabledFigure]]:
    """The earlier values of figures, by figure, the oldest first. One query."""
    found: dict[int, list[TabledFigure]] = defaultdict(list)
    for row in TabledFigure.objects.filter(figure__in=list(figures)).order_by("restated_at", "pk"):
        found[row.figure_id].append(row)
    return found


def restatements(earlier: Sequence[TabledFigure], definition: Definition) -> tuple[Restatement, ...]:
    """The earlier values of one figure in words, the latest first."""
    return tuple(
        Restatement(
            was=figure_in_numbers(row, definition) if row.component else figure_text(row, definition),
            tabled_in=row.tabled_in,
            on=day_text(timezone.localdate(row.restated_at)),
            reason=row.reason,
        )
        for row in reversed(earlier)
    )
