"""Plans for the tests: the least that can be said, with everything else chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.model.figures import TargetKind, TargetState, Unit
from goldenthread.model.periods import PeriodKind
from goldenthread.model.plan import Polarity, TimeBasis
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.models import (
    Definition,
    Figure,
    Measure,
    Milestone,
    Objective,
    ObjectivePriority,
    Plan,
    PlanState,
    Priority,
    Series,
    Target,
)

NOW = datetime(2021, 5, 10, 9, 30, tzinfo=UTC)


def make_plan(directorate: Directorate, *, state: PlanState = PlanState.DRAFT, **fields: Any) -> Plan:
    """A plan for 2021/22; an approved one says by whom."""
    if state is PlanState.APPROVED:
        fields = {"approved_by": "Executive Board", "approved_on": date(2021, 4, 15)} | fields
    chosen = {"title": "Business plan 2021/22", "first_year": 2021} | fields
    return Plan.objects.create(directorate=directorate, state=state, **chosen)


def make_priority(title: str = "Children and young people", **fields: Any) -> Priority:
    """A priority of the council."""
    return Priority.objects.create(title=title, **fields)


def make_objective(plan: Plan, *, ref: str = "PED01", priority: Priority | None = None, **fields: Any) -> Objective:
    """An objective of the plan, which serves the priority if one is given."""
    chosen = {"title": "Help families early", "position": plan.objectives.count()} | fields
    objective = Objective.objects.create(plan=plan, ref=ref, **chosen)
    if priority:
        ObjectivePriority.objects.create(objective=objective, priority=priority)
    return objective


def make_definition(series: Series, **fields: Any) -> Definition:
    """A percentage of which more is better, at the end of the period."""
    chosen = {
        "made_at": NOW,
        "unit": Unit.PERCENT,
        "polarity": Polarity.HIGHER,
        "time_basis": TimeBasis.SNAPSHOT,
        "calendar": "financial",
    } | fields
    return Definition.objects.create(series=series, **chosen)


def make_measure(objective: Objective, *, ref: str = "PED01 01", **fields: Any) -> Measure:
    """A measure with a series and a definition of its own, unless they are given."""
    series = fields.pop("series", None) or Series.objects.create(directorate=objective.plan.directorate)
    definition = fields.pop("definition", None) or make_definition(series)
    chosen = {"title": "Attendance at school", "position": objective.measures.count()} | fields
    return Measure.objects.create(
        plan=objective.plan, objective=objective, series=series, definition=definition, ref=ref, **chosen
    )


def make_milestone(objective: Objective, *, ref: str = "PED01a", **fields: Any) -> Milestone:
    """A milestone due by the end of March 2022."""
    chosen: dict[str, Any] = {
        "title": "Open the second family hub",
        "due": "March 2022",
        "due_from": date(2022, 3, 1),
        "due_to": date(2022, 3, 31),
        "position": objective.milestones.count(),
    } | fields
    return Milestone.objects.create(plan=objective.plan, objective=objective, ref=ref, **chosen)


def make_target(measure: Measure, low: str | None = "95", *, year: int = 2021, **fields: Any) -> Target:
    """A provisional level for a year."""
    chosen: dict[str, Any] = {
        "kind": TargetKind.LEVEL,
        "state": TargetState.PROVISIONAL,
        "original": low or "",
    } | fields
    return Target.objects.create(measure=measure, year=year, low=Decimal(low) if low else None, **chosen)


def make_figure(measure: Measure, value: str, *, year: int = 2020, **fields: Any) -> Figure:
    """What the measure's series reached in a financial year."""
    chosen: dict[str, Any] = {
        "period_kind": PeriodKind.FINANCIAL_YEAR,
        "period_start": date(year, 4, 1),
        "period_end": date(year + 1, 3, 31),
        "original": value,
        "source": "Business plan 2021/22",
    } | fields
    return Figure.objects.create(series=measure.series, definition=measure.definition, value=Decimal(value), **chosen)
