"""The look down from a priority: the objectives that serve it in the plans somebody may see, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet

from goldenthread.web.plans.models import Measure, Milestone, Objective, Plan, Priority
from goldenthread.web.plans.queries.printed import years_text
from goldenthread.web.plans.queries.states import StateWords, state_words


@dataclass(frozen=True, slots=True)
class Line:
    """A measure or a milestone under an objective."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Serving:
    """An objective that serves the priority, with its lines that are not dropped."""

    pk: int
    name: str
    measures: tuple[Line, ...]
    milestones: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PlanServing:
    """A plan in which some objective serves the priority."""

    pk: int
    title: str
    directorate: str
    years: str
    state: StateWords
    objectives: tuple[Serving, ...]


def priorities_served(seen: QuerySet[Plan]) -> list[Any]:
    """All priorities in the council's order, each with `objective_count`: how many objectives serve it in the plans seen."""
    counted = Count("objectives", filter=Q(objectives__plan__in=seen.values("pk")), distinct=True)
    return list(Priority.objects.annotate(objective_count=counted).order_by("position", "title"))


def plans_serving(priority: Priority, seen: QuerySet[Plan]) -> list[PlanServing]:
    """The plans seen in which objectives serve the priority, the latest first."""
    rows = (
        Objective.objects.filter(serves__priority=priority, plan__in=seen.values("pk"))
        .select_related("plan__directorate")
        .order_by("-plan__first_year", "plan__directorate__name", "plan__title", "plan", "position", "pk")
    )
    objectives = list(rows)
    measures = _lines(Measure.objects.filter(objective__in=objectives, dropped_on=None))
    milestones = _lines(Milestone.objects.filter(objective__in=objectives, dropped_on=None))
    return [
        _plan(plan, [Serving(one.pk, str(one), measures.get(one.pk, ()), milestones.get(one.pk, ())) for one in group])
        for plan, group in groupby(objectives, key=lambda one: one.plan)
    ]


def _plan(plan: Plan, objectives: list[Serving]) -> PlanServing:
    return PlanServing(
        pk=plan.pk,
        title=plan.title,
        directorate=plan.directorate.name,
        years=years_text(plan.first_year, plan.years),
        state=state_words(plan.state),
        objectives=tuple(objectives),
    )


def _lines(rows: QuerySet[Any]) -> dict[int, tuple[Line, ...]]:
    found: dict[int, tuple[Line, ...]] = {}
    for objective, pk, ref, title in rows.order_by("position", "pk").values_list("objective_id", "pk", "ref", "title"):
        found[objective] = (*found.get(objective, ()), Line(pk, f"{ref} {title}".strip()))
    return found
