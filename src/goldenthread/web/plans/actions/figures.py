"""Figures typed by hand, and what a measure starts from. A figure carries the version of the definition of its period (R4.10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from goldenthread.model.periods import financial_year_of
from goldenthread.web.plans.actions.rows import add, put
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Baseline, Definition, Figure, Measure, Series

RESTATE_INSTEAD: Final = (
    "What was tabled is never changed. Open the update of that quarter and restate it there: the new figure stands beside the "
    "tabled one, with its day and reason."
)


def definition_of(series: Series | int, start: date) -> Definition:
    """The version of a series' definition that held when a period began."""
    versions = list(Definition.objects.filter(series=series).order_by("number"))
    year = financial_year_of(start)
    held = [one for one in versions if one.begins is None or one.begins <= year]
    return held[-1] if held else versions[0]


def add_figure(*, measure: Measure, values: Mapping[str, Any], change: Change) -> Figure:
    """Records what the measure's series reached in a period that has no figure yet."""
    with changing(measure.plan, change, "add_figure"):
        definition = definition_of(measure.series_id, values["period_start"])
        figure = Figure(series_id=measure.series_id, definition=definition, **values)
        add(figure)
    return figure


def change_figure(*, figure: Figure, measure: Measure, values: Mapping[str, Any], seen: int, change: Change) -> Figure:
    """Corrects a figure, in the plan of the measure by which it is reached; one that was tabled is refused (restating.py).

    The history keeps what it was (R4.11).
    """
    with changing(measure.plan, change, "change_figure"):
        row = lock(Figure.objects.all(), figure.pk, seen)
        if row.tabled_in:
            raise Refused(f"This figure was tabled: {row.tabled_in}. {RESTATE_INSTEAD}")
        moved = values["period_start"] != row.period_start
        definition = {"definition": definition_of(row.series_id, values["period_start"])} if moved else {}
        put(row, {**values, **definition})
    return row


def add_baseline(*, measure: Measure, values: Mapping[str, Any], change: Change) -> Baseline:
    """Says what the measure starts from."""
    with changing(measure.plan, change, "add_baseline"):
        baseline = Baseline(measure=measure, **values)
        add(baseline)
    return baseline


def change_baseline(*, baseline: Baseline, values: Mapping[str, Any], seen: int, change: Change) -> Baseline:
    """Changes what the measure starts from."""
    with changing(baseline.measure.plan, change, "change_baseline"):
        row = lock(Baseline.objects.all(), baseline.pk, seen)
        put(row, values)
    return row
