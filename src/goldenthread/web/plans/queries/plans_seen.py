"""The plans that somebody sees, by year and directorate, with what is in each: four counts in one query."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread.web.plans.models import Measure, Milestone, Objective, Plan
from goldenthread.web.plans.queries.printed import day_text, year_text, years_text
from goldenthread.web.plans.queries.states import StateWords, state_words


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list."""

    pk: int
    title: str
    directorate: str
    years: str
    state: StateWords
    approved: str
    objectives: int
    measures: int
    milestones: int


@dataclass(frozen=True, slots=True)
class YearOfPlans:
    """The plans that begin in one financial year."""

    year: str
    plans: tuple[PlanLine, ...]


def plans_by_year(seen: QuerySet[Plan]) -> list[YearOfPlans]:
    """The plans, the latest year first, and within a year by directorate."""
    lines = plan_lines(seen.order_by("-first_year", "directorate__name", "title", "pk"))
    return [
        YearOfPlans(year_text(year), tuple(line for _, line in rows))
        for year, rows in groupby(lines, key=lambda pair: pair[0])
    ]


def plan_lines(plans: QuerySet[Plan]) -> list[tuple[int, PlanLine]]:
    """The plans in the order given, each with its first year."""
    rows = plans.select_related("directorate").annotate(
        objective_count=_count(Objective.objects.all()),
        measure_count=_count(Measure.objects.filter(dropped_on=None)),
        milestone_count=_count(Milestone.objects.filter(dropped_on=None)),
    )
    return [(row.first_year, _line(row)) for row in rows]


def _line(row: Any) -> PlanLine:
    return PlanLine(
        pk=row.pk,
        title=row.title,
        directorate=row.directorate.name,
        years=years_text(row.first_year, row.years),
        state=state_words(row.state),
        approved=day_text(row.approved_on) if row.approved_on else "",
        objectives=row.objective_count,
        measures=row.measure_count,
        milestones=row.milestone_count,
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    of_the_plan = rows.filter(plan=OuterRef("pk")).order_by().values("plan")
    return Coalesce(Subquery(of_the_plan.annotate(number=Count("pk")).values("number")), 0)
