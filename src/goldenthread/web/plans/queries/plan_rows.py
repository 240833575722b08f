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
    """The plan and everything in it. `holders` are the people who hold each post on the day asked about, by the post.

    `published_only` leaves out the figures that are not public yet (unpublished.py).
    """

    plan: Plan
    today: date | None
    objectives: tuple[ObjectiveRows, ...] = ()
    issues: tuple[StrategicIssue, ...] = ()
    milestones_shared_with: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    holders: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    published_only: bool = False

    @cached_property
    def sections(self) -> tuple[PlanSection, ...]:
        """What stands around the objectives; one more query for whoever prints it."""
        return tuple(PlanSection.objects.filter(plan=self.plan).order_by("position", "pk"))

    @property
    def measures(self) -> tuple[MeasureRows, ...]:
        """Every measure, in the order of the plan."""
        return tuple(measure for objective in self.objectives for measure in objective.measures)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone, in the order of the plan."""
        return tuple(milestone for objective in self.objectives for milestone in objective.milestones)


def plan_rows(plan: Plan, today: date | None = None, *, published_only: bool = False) -> PlanRows:
    """The plan's rows; lines that were dropped are there too, with their day. Who holds a post is asked for a day alone."""
    posts, holders = _posts(plan, today)
    objectives = list(Objective.objects.filter(plan=plan).order_by("position", "pk"))
    _give_at_hand(objectives, plan, posts)
    serves = ObjectivePriority.objects.filter(objective__plan=plan).select_related("priority")
    priorities = _grouped(serves.order_by("priority__position", "pk"), "objective_id")
    measures = _grouped(_measures(plan, posts, published_only=published_only), "row.objective_id")
    milestone_rows, shared_with = _milestones(plan, posts)
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
        issues=tuple(StrategicIssue.objects.filter(plan=plan).order_by("position", "pk")),
        milestones_shared_with=shared_with,
        holders=holders,
        published_only=published_only,
    )


def _posts(plan: Plan, today: date | None) -> tuple[dict[int, Post], dict[int, tuple[str, ...]]]:
    """The posts that may own a line, each once however many it owns; and who holds each that day."""
    held = (
        Holding.objects.filter(Q(until=None) | Q(until__gte=today), since__lte=today)
        if today
        else Holding.objects.none()
    )
    names = (
        held.filter(post=OuterRef("pk"), person__is_active=True).order_by("person__name", "pk").values("person__name")
    )
    rows = Post.objects.filter(Q(directorate=plan.directorate_id) | Q(directorate=None))
    posts = list(rows.annotate(holder_names=ArraySubquery(names)).order_by("pk"))
    holders = {post.pk: tuple(post.holder_names) for post in posts if post.holder_names}
    return {post.pk: post for post in posts}, holders


def _give_at_hand(rows: Iterable[Objective | Measure | Milestone], plan: Plan, posts: Mapping[int, Post]) -> None:
    """Gives the rows the plan and the owners that are at hand already."""
    for row in rows:
        row.plan = plan
        if row.owner_id is not None and row.owner_id in posts:
            row.owner = posts[row.owner_id]


def _measures(plan: Plan, posts: Mapping[int, Post], *, published_only: bool) -> list[MeasureRows]:
    names = Component.objects.filter(definition=OuterRef("definition")).order_by("position", "pk").values("name")
    shares = MeasureContribution.objects.filter(measure=OuterRef("pk")).order_by("pk").values("post__title")
    rows = list(
        Measure.objects.filter(plan=plan)
        .select_related("definition")
        .annotate(component_names=ArraySubquery(names), shared_titles=ArraySubquery(shares))
        .order_by("objective__position", "position", "pk")
    )
    _give_at_hand(rows, plan, posts)
    targets = _grouped(Target.objects.filter(measure__plan=plan).order_by("year", "component", "pk"), "measure_id")
    baselines = _grouped(Baseline.objects.filter(measure__plan=plan).order_by("period_end", "pk"), "measure_id")
    series = Measure.objects.filter(plan=plan).values("series")
    figures = _grouped(figures_before(plan.first_year, series, published_only=published_only), "series_id")
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


def _milestones(plan: Plan, posts: Mapping[int, Post]) -> tuple[list[Milestone], dict[int, tuple[str, ...]]]:
    """The milestones, and the titles of the posts that each is shared with."""
    shares = MilestoneContribution.objects.filter(milestone=OuterRef("pk")).order_by("pk").values("post__title")
    rows = list(
        Milestone.objects.filter(plan=plan)
        .annotate(shared_titles=ArraySubquery(shares))
        .order_by("objective__position", "position", "pk")
    )
    _give_at_hand(rows, plan, posts)
    return list(rows), {row.pk: tuple(row.shared_titles) for row in rows}


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    key = attrgetter(name)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _row_of(line: MeasureRows | Milestone) -> Measure | Milestone:
    return line.row if isinstance(line, MeasureRows) else line
