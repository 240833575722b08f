"""The figures of a tabled update: each as tabled, as known now, and what it was in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.web.plans.models import Figure
from goldenthread.web.plans.queries.as_known import Restatement, earlier_of, restatements
from goldenthread.web.plans.queries.printed import figure_in_numbers
from goldenthread.web.returns.models import Update


@dataclass(frozen=True, slots=True)
class TabledRow:
    """A figure of the update's window, as known now, with the values that it had when it was tabled and since."""

    component: str
    now: str
    earlier: tuple[Restatement, ...]


def figures_of(update: Update) -> list[Figure]:
    """The figures in the series for the update's own window, in the order of the definition's parts; none for a milestone."""
    if update.measure is None:
        return []
    rows = Figure.objects.filter(
        series=update.measure.series_id, period_start=update.period_start, period_end=update.period_end
    )
    parts = list(update.measure.definition.components.order_by("position", "pk").values_list("name", flat=True))
    place = {name: number for number, name in enumerate(parts)}
    found = rows.exclude(tabled_in="").select_related("definition").order_by("component", "pk")
    return sorted(found, key=lambda one: place.get(one.component, -1))


def tabled_rows(figures: Sequence[Figure]) -> list[TabledRow]:
    """The figures in words. One query."""
    earlier = earlier_of(one.pk for one in figures)
    return [
        TabledRow(
            component=one.component,
            now=figure_in_numbers(one, one.definition),
            earlier=restatements(earlier.get(one.pk, []), one.definition),
        )
        for one in figures
    ]
