"""One measure or milestone in a round of quarter 2 of 2021/22, with what stands behind it: for whoever judges or shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.model.periods import Period
from goldenthread.web.plans.models import Component, Definition, Figure, Measure, Milestone, PlanState
from goldenthread.web.returns.gathering import Gathered, gather
from goldenthread.web.returns.models import Return, Round, Update
from tests.web.conftest import Cast
from tests.web.plans.builders import (
    make_definition,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
)
from tests.web.returns.builders import make_return, make_round, make_update


def day(year: int, month: int, number: int) -> Period:
    """A window of one day, as of a snapshot."""
    return Period.span(date(year, month, number), date(year, month, number))


def days(first: date, last: date) -> Period:
    """The window from one day to another."""
    return Period.span(first, last)


@dataclass
class Scene:
    """The round, what People owe in it, and the people."""

    cast: Cast
    round: Round
    owed: Return

    def measure(self, *components: str, title: str = "Attendance at school", **definition: Any) -> Measure:
        """A measure of the officer's, a percentage of which more is better unless said otherwise."""
        objective = self.owed.plan.objectives.first() or make_objective(self.owed.plan)
        measure = make_measure(objective, title=title, owner=self.cast.posts["officer"])
        Definition.objects.filter(pk=measure.definition_id).update(**definition)
        measure.refresh_from_db()
        Component.objects.bulk_create(
            Component(definition=measure.definition, name=name, position=n) for n, name in enumerate(components)
        )
        return measure

    def milestone(self, **fields: Any) -> Milestone:
        """A milestone of the officer's, due in March 2022 unless said otherwise."""
        objective = self.owed.plan.objectives.first() or make_objective(self.owed.plan)
        return make_milestone(objective, owner=self.cast.posts["officer"], **fields)

    def redefined(self, measure: Measure, **fields: Any) -> Definition:
        """A second version of the measure's definition, in force from now on."""
        old = Definition.objects.filter(pk=measure.definition_id).values().get()
        kept = {name: value for name, value in old.items() if name not in ("id", "version", "number", "series_id")}
        new = make_definition(measure.series, number=2, **(kept | fields))
        measure.definition = new
        measure.save()
        return new

    def update(self, line: Measure | Milestone, **fields: Any) -> Update:
        """The line's update in the round."""
        return make_update(self.owed, line, **fields)

    def quarter_before(self) -> Return:
        """What People owed in the round of the first quarter."""
        first = make_round(
            self.cast["performance officer"],
            title="Quarter 1, 2021/22",
            observed_from=date(2021, 4, 1),
            observed_to=date(2021, 6, 30),
            opens=date(2021, 7, 1),
        )
        return make_return(first, self.owed.plan)


def scene(cast: Cast, **of_round: Any) -> Scene:
    """An approved plan of People and a round."""
    plan = make_plan(cast.directorates["People"], state=PlanState.APPROVED)
    of = make_round(cast["performance officer"], **of_round)
    return Scene(cast, of, make_return(of, plan))


def recorded(measure: Measure, window: Period, value: str | None, **fields: Any) -> Figure:
    """A figure of the measure's series for a window, under the measure's present definition unless another is given."""
    chosen: dict[str, Any] = {
        "definition": measure.definition,
        "period_kind": window.kind,
        "period_start": window.start,
        "period_end": window.end,
        "value": None if value is None else Decimal(value),
        "original": value or "",
    } | fields
    return Figure.objects.create(series=measure.series, **chosen)


def gathered(update: Update) -> Gathered:
    """The update as the page has it, read anew."""
    [found] = gather([Update.objects.get(pk=update.pk)])
    return found
