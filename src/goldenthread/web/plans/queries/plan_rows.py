"""All rows of one plan, side by side, in nine queries whatever its size: for the plan's page, its warnings and its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from goldenthread.web.accounts.models import Holding, Post
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Definition,
    Figure,
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Objective,
    ObjectivePriority,
    Plan,
    PlanSection,
    Priority,
    StrategicIssue,
    Target,
)
from goldenthread.web.plans.queries.outturns import figures_before


@dataclass(frozen=True)
class MeasureRows:
    """A measure with its owner and definition, and what hangs on it. `last_year` are the figures of the year before the plan.

    `targets` hold every year and component, in that order; `components` are the names in the order of the sheet;
    `shared_with` are the titles of the posts that help with it.
    """

    row: Measure
    components: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    last_year: tuple[Figure, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    shared_with: tuple[str, ...] = ()

    @property
    def definition(self) -> Definition:
        return self.row.definition

    @property
    def owner(self) -> Post | None:
        return self.row.owner

    def target_for(self, year: int, component: str = "") -> Target | None:
        """The target for a financial year, of the whole or of one component."""
        return next((one for one in self.targets if (one.year, one.component) == (year, component)), None)


@dataclass(frozen=True)
class ObjectiveRows:
    """An objective with its owner, its priorities in the council's order, and its lines in the order of the plan."""

    row: Objective
    priorities: tuple[Priority, ...] = ()
    measures: tuple[MeasureRows, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @property
    def lines(self) -> list[MeasureRows | Milestone]:
        """Measures and milestones together, as they stand in the paper."""
        return sorted([*self.milestones, *self.measures], key=lambda one: _row_of(one).position)


@dataclass(frozen=True)
class PlanRows:
    """The plan and everything in it."""

    plan: Plan
    today: date | None
    objectives: tuple[ObjectiveRows, ...] = ()
    sections: tuple[PlanSection, ...] = ()
    issues: tuple[StrategicIssue, ...] = ()
    milestones_shared_with: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def holders(self) -> Mapping[int, tuple[str, ...]]:
        """The people who hold each post on the day asked about, by the post; one more query for whoever needs them."""
        return _holders(self.plan, self.today) if self.today else {}

    @property
    def measures(self) -> tuple[MeasureRows, ...]:
        """Every measure, in the order of the plan."""
        return tuple(measure for objective in self.objectives for measure in objective.measures)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone, in the order of the plan."""
        return tuple(milestone for objective in self.objectives for milestone in objective.milestones)


def plan_rows(plan: Plan, today: date | None = None) -> PlanRows:
    """The plan's rows; lines that were dropped are there too, with their day. Who holds a post is asked for a day alone."""
    objectives = list(Objective.objects.filter(plan=plan).select_related("owner").order_by("position", "pk"))
    for objective in objectives:
        objective.plan = plan
    serves = ObjectivePriority.objects.filter(objective__plan=plan).select_related("priority")
    priorities = _grouped(serves.order_by("priority__position", "pk"), "objective_id")
    measures = _grouped(_measures(plan), "row.objective_id")
    milestone_rows, shared_with = _milestones(plan)
    milestones = _grouped(milestone_rows, "objective_id")
    return PlanRows(
        plan=plan,
        today=today,
        objectives=tuple(
            ObjectiveRows(
                one,
                tuple(each.priority for each in priorities[one.pk]),
                tuple(measures[one.pk]),
                tuple(milestones[one.pk]),
            )
            for one in objectives
        ),
        sections=tuple(PlanSection.objects.filter(plan=plan).order_by("position", "pk")),
        issues=tuple(StrategicIssue.objects.filter(plan=plan).order_by("position", "pk")),
        milestones_shared_with=shared_with,
    )


def _measures(plan: Plan) -> list[MeasureRows]:
    names = Component.objects.filter(definition=OuterRef("definition")).order_by("position", "pk").values("name")
    posts = MeasureContribution.objects.filter(measure=OuterRef("pk")).order_by("pk").values("post__title")
    rows = list(
        Measure.objects.filter(plan=plan)
        .select_related("owner", "definition")
        .annotate(component_names=ArraySubquery(names), shared_titles=ArraySubquery(posts))
        .order_by("objective__position", "position", "pk")
    )
    targets = _grouped(Target.objects.filter(measure__plan=plan).order_by("year", "component", "pk"), "measure_id")
    baselines = _grouped(Baseline.objects.filter(measure__plan=plan).order_by("period_end", "pk"), "measure_id")
    series = Measure.objects.filter(plan=plan).values("series")
    figures = _grouped(figures_before(plan.first_year, series), "series_id")
    for row in rows:
        row.plan = plan
    return [
        MeasureRows(
            row,
            tuple(row.component_names),
            tuple(targets[row.pk]),
            tuple(figures[row.series_id]),
            tuple(baselines[row.pk]),
            tuple(row.shared_titles),
        )
        for row in rows
    ]


def _milestones(plan: Plan) -> tuple[list[Milestone], dict[int, tuple[str, ...]]]:
    """The milestones, and the titles of the posts that each is shared with."""
    posts = MilestoneContribution.objects.filter(milestone=OuterRef("pk")).order_by("pk").values("post__title")
    rows = list(
        Milestone.objects.filter(plan=plan)
        .select_related("owner")
        .annotate(shared_titles=ArraySubquery(posts))
        .order_by("objective__position", "position", "pk")
    )
    for row in rows:
        row.plan = plan
    return list(rows), {row.pk: tuple(row.shared_titles) for row in rows}


def _holders(plan: Plan, today: date) -> dict[int, tuple[str, ...]]:
    """Who holds each post of the directorate or of the whole council that day."""
    held = Holding.objects.filter(Q(until=None) | Q(until__gte=today), since__lte=today, person__is_active=True)
    reaches = Q(post__directorate=plan.directorate_id) | Q(post__directorate=None)
    rows = held.filter(reaches).order_by("person__name", "pk").values_list("post_id", "person__name")
    found: dict[int, list[str]] = defaultdict(list)
    for post, name in rows:
        found[post].append(name)
    return {post: tuple(names) for post, names in found.items()}


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    key = attrgetter(name)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _row_of(line: MeasureRows | Milestone) -> Measure | Milestone:
    return line.row if isinstance(line, MeasureRows) else line
