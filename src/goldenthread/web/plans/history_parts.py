"""What hangs on what among a plan's rows, for the history: how the events of a record's parts are found, deleted ones too."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q

from goldenthread.web.history.kinds import Book, Part, Row, Values, event_model, key_of
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Definition,
    Figure,
    Measure,
    MeasureContribution,
    Milestone,
    Objective,
    ObjectivePriority,
    Plan,
    StrategicIssue,
    Target,
)

PLACED = ("id", "version", "position")
"""Columns of which no sentence speaks. Where a row stands among its like is told by the plan itself."""


def itself(pk: int) -> Q:
    return Q(pgh_obj_id=pk)


def versions_of_measure(pk: int) -> Q:
    return Q(series_id__in=event_model(Measure)._default_manager.filter(pgh_obj_id=pk).values("series_id"))


def components_of_measure(pk: int) -> Q:
    versions = event_model(Definition)._default_manager.filter(versions_of_measure(pk))
    return Q(definition_id__in=versions.values("pgh_obj_id"))


def of_objective(pk: int) -> Q:
    return Q(objective_id=pk)


def of_plan(pk: int) -> Q:
    return Q(plan_id=pk)


def lines_of_plan(pk: int) -> Q:
    return Q(measure_id__in=event_model(Measure)._default_manager.filter(plan_id=pk).values("pgh_obj_id"))


def objectives_of_plan(pk: int) -> Q:
    return Q(objective_id__in=event_model(Objective)._default_manager.filter(plan_id=pk).values("pgh_obj_id"))


def definitions_of_plan(pk: int) -> Q:
    return Q(pgh_obj_id__in=event_model(Measure)._default_manager.filter(plan_id=pk).values("definition_id"))


def by(model: type[Model], column: str) -> Callable[[Values, Book], Row | None]:
    """The row above, by the column that holds its key."""

    def above(values: Values, book: Book) -> Row | None:
        return (key_of(model), values[column]) if values[column] is not None else None

    return above


def measure_of_series(values: Values, book: Book) -> Row | None:
    """The measure that a definition or a figure belongs to: the one in sight of that series."""
    return book.find(Measure, "series_id", values["series_id"])


def measure_of_component(values: Values, book: Book) -> Row | None:
    definition = book.row(Definition, values["definition_id"])
    return measure_of_series(definition, book) if definition else None


PARTS_OF_MEASURE = (
    Part(Measure, itself),
    Part(Definition, versions_of_measure),
    Part(Component, components_of_measure),
    Part(Target, lambda pk: Q(measure_id=pk)),
    Part(Baseline, lambda pk: Q(measure_id=pk)),
    Part(Figure, versions_of_measure),
    Part(MeasureContribution, lambda pk: Q(measure_id=pk)),
)
LOG = (
    Part(Plan, itself),
    Part(Objective, of_plan),
    Part(ObjectivePriority, objectives_of_plan),
    Part(Measure, of_plan, needed_for_words=True),
    Part(Milestone, of_plan),
    Part(Definition, definitions_of_plan, needed_for_words=True),
    Part(Target, lines_of_plan),
    Part(StrategicIssue, of_plan),
)
"""What the plan's log of changes tells."""
