"""Measures: add, change, move, drop or delete, and take back (R4.10: figures of other plans keep their series)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.web.plans.actions.lines import (
    ANSWERED_FOR,
    drop_line,
    place_line,
    put_line,
    refuse_if_approved,
    restore_line,
)
from goldenthread.web.plans.actions.rows import add, keeping
from goldenthread.web.plans.actions.series import delete_unused_series
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.models import Definition, Measure, Objective, Series


def add_measure(*, objective: Objective, values: Mapping[str, Any], place: int | None, change: Change) -> Measure:
    """A new measure with a series of its own, and a definition that nobody has filled in yet."""
    plan = objective.plan
    with changing(plan, change, "add_measure"):
        return make_measure(objective, values, place, change)


def make_measure(
    objective: Objective,
    values: Mapping[str, Any],
    place: int | None,
    change: Change,
    definition: Mapping[str, Any] | None = None,
) -> Measure:
    """Makes a measure, inside an action on the plan; `definition` holds what is known of its definition."""
    series = Series.objects.create(directorate=objective.plan.directorate)
    sheet = Definition(series=series, made_by=change.by, made_at=change.at, **(definition or {}))
    add(sheet)
    measure = Measure(plan=objective.plan, objective=objective, series=series, definition=sheet, **values)
    add(measure)
    place_line(measure, objective, place)
    return measure


def change_measure(
    *, measure: Measure, values: Mapping[str, Any], place: int | None, seen: int, change: Change
) -> Measure:
    """Changes the line: its reference, words, owner, objective and place."""
    with changing(measure.plan, change, "change_measure"):
        row = lock(Measure.objects.select_related("objective"), measure.pk, seen)
        put_line(row, values, place)
    return row


def drop_measure(*, measure: Measure, seen: int, change: Change) -> None:
    """Drops a measure from an approved plan."""
    with changing(measure.plan, change, "drop_measure"):
        drop_line(lock(Measure.objects.all(), measure.pk, seen), measure.plan, change)


def restore_measure(*, measure: Measure, seen: int, change: Change) -> None:
    """Takes back a measure that was dropped."""
    with changing(measure.plan, change, "restore_measure"):
        restore_line(lock(Measure.objects.all(), measure.pk, seen))


def delete_measure(*, measure: Measure, seen: int, change: Change) -> None:
    """Deletes a measure of a plan that is not approved; its figures go unless another plan uses their series."""
    with changing(measure.plan, change, "delete_measure"):
        row = lock(Measure.objects.all(), measure.pk, seen)
        refuse_if_approved(measure.plan)
        with keeping(ANSWERED_FOR):
            row.delete()
        delete_unused_series([row.series_id])
