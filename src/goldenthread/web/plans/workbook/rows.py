"""A plan's rows as the cells of its workbook, in five statements whatever its size: for the download and for the differences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from goldenthread.model.cells import fold
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Component, Definition, Figure, Measure, Milestone, Objective, Plan, Target
from goldenthread.web.plans.queries.choosing import posts_to_own, used_by_approved
from goldenthread.web.plans.queries.printed import target_in_numbers, target_text
from goldenthread.web.plans.workbook.cells import as_cell, of_number
from goldenthread.web.plans.workbook.columns import (
    MEASURES,
    MILESTONES,
    OBJECTIVES,
    PARTS,
    Column,
    SheetKind,
    Takes,
    sheets_for,
)
from goldenthread.web.plans.workbook.tables import KEY

_LONGEST_NAME = 200  # of an objective in a list to choose from


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its key, what people call it, its cells by column, and the rows of the plan behind it.

    `targets` are by year; `part` is the component whose targets they are ("" for the whole measure).
    """

    key: str
    name: str
    cells: Mapping[str, str]
    row: Objective | Measure | Milestone
    targets: Mapping[int, Target] = field(default_factory=dict)
    part: str = ""
    has_figures: bool = False
    is_used_by_approved: bool = False


@dataclass(frozen=True)
class Sheets:
    """The plan as its workbook has it now: lines by sheet and key, and what may be chosen for owners and objectives."""

    plan: Plan
    kinds: tuple[SheetKind, ...]
    lines: Mapping[str, Mapping[str, Line]]
    posts: Mapping[str, Post]
    objectives: Mapping[str, Objective]

    def kind(self, name: str) -> SheetKind:
        """The sheet of that name."""
        return next(kind for kind in self.kinds if kind.name == name)

    def choices(self, column: Column) -> list[str]:
        """The words that may be chosen in a column; none where anything may be typed."""
        match column.takes:
            case Takes.POST:
                return list(self.posts)
            case Takes.OBJECTIVE:
                return list(self.objectives)
            case _:
                return [words for _, words in column.choices]


def sheets_of(plan: Plan, today: date) -> Sheets:
    """The plan's objectives, measures, their parts, and milestones; what was dropped is left out."""
    kinds = sheets_for(plan.covers)
    by_name = {kind.name: kind for kind in kinds}
    objectives = list(Objective.objects.filter(plan=plan).select_related("owner").order_by("position", "pk"))
    named = _named_objectives(objectives)
    posts = _named_posts(posts_to_own(plan.directorate_id, today))
    words = _Words({one.pk: name for name, one in named.items()}, {post.pk: name for name, post in posts.items()})
    measures = list(_measures(plan))
    targets: dict[tuple[int, str], dict[int, Target]] = defaultdict(dict)
    for target in Target.objects.filter(measure__plan=plan, measure__dropped_on=None):
        targets[target.measure_id, target.component][target.year] = target
    return Sheets(
        plan=plan,
        kinds=kinds,
        lines={
            OBJECTIVES: _keyed(words.objective(one, by_name[OBJECTIVES]) for one in objectives),
            MEASURES: _keyed(words.measure(one, targets[one.pk, ""], by_name[MEASURES]) for one in measures),
            PARTS: _keyed(words.part(*part, by_name[PARTS]) for part in _parts(measures, targets)),
            MILESTONES: _keyed(words.milestone(one, by_name[MILESTONES]) for one in _milestones(plan)),
        },
        posts=posts,
        objectives=named,
    )


def _measures(plan: Plan) -> Iterable[Any]:
    names = Component.objects.filter(definition=OuterRef("definition")).order_by("position", "pk").values("name")
    return (
        Measure.objects.filter(plan=plan, dropped_on=None)
        .select_related("owner", "definition", "objective")
        .annotate(
            component_names=ArraySubquery(names),
            has_figures=Exists(Figure.objects.filter(definition=OuterRef("definition"))),
            is_used_by_approved=Exists(used_by_approved(OuterRef("definition"), plan.pk)),
        )
        .order_by("objective__position", "objective", "position", "pk")
    )


def _milestones(plan: Plan) -> Iterable[Milestone]:
    rows = Milestone.objects.filter(plan=plan, dropped_on=None).select_related("owner", "objective")
    return rows.order_by("objective__position", "objective", "position", "pk")


def _parts(
    measures: list[Any], targets: Mapping[tuple[int, str], dict[int, Target]]
) -> Iterable[tuple[Measure, str, dict[int, Target]]]:
    """Each component of a measure: those of its definition, then others that have a target."""
    others: dict[int, list[str]] = defaultdict(list)
    for measure, component in targets:
        if component:
            others[measure].append(component)
    for measure in measures:
        for name in dict.fromkeys([*measure.component_names, *sorted(others[measure.pk])]):
            yield measure, name, targets.get((measure.pk, name), {})


def _keyed(lines: Iterable[Line]) -> dict[str, Line]:
    return {line.key: line for line in lines}


def _named_objectives(objectives: Iterable[Objective]) -> dict[str, Objective]:
    return _distinct((as_cell(fold(str(one)))[:_LONGEST_NAME] or f"Objective {one.pk}", one) for one in objectives)


def _named_posts(posts: Iterable[Post]) -> dict[str, Post]:
    """Posts by title; one of the whole council says so where the directorate has a post of that title, too."""
    rows = list(posts)
    times = Counter(fold(post.title) for post in rows)
    return _distinct(
        (
            f"{fold(post.title)} (whole council)"
            if times[fold(post.title)] > 1 and post.directorate_id is None
            else fold(post.title),
            post,
        )
        for post in rows
    )


def _distinct(named: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, row in named:
        number, own = 1, name
        while own in found:
            number += 1
            own = f"{name} ({number})"
        found[own] = row
    return found


@dataclass(frozen=True)
class _Words:
    """Turns rows into cells. The names of objectives and posts are those to choose from, by key."""

    objectives: Mapping[int, str]
    posts: Mapping[int, str]

    def objective(self, row: Objective, kind: SheetKind) -> Line:
        return self._line(f"objective-{row.pk}", row, kind, {})

    def measure(self, row: Any, targets: dict[int, Target], kind: SheetKind) -> Line:
        line = self._line(f"measure-{row.pk}", row, kind, _target_cells(kind, targets, row.definition))
        return replace(line, targets=targets, has_figures=row.has_figures, is_used_by_approved=row.is_used_by_approved)

    def part(self, row: Any, part: str, targets: dict[int, Target], kind: SheetKind) -> Line:
        key, name = as_cell(f"part-{row.pk}-{part}"), as_cell(fold(str(row)))
        cells = {KEY: key, "measure": name, "part": as_cell(part)} | _target_cells(kind, targets, row.definition)
        return Line(key, f"{name}, {part}", cells, row, targets, part)

    def milestone(self, row: Milestone, kind: SheetKind) -> Line:
        return self._line(f"milestone-{row.pk}", row, kind, {})

    def _line(self, key: str, row: Any, kind: SheetKind, targets: dict[str, str]) -> Line:
        definition = getattr(row, "definition", None)
        cells = {
            column.name: self._cell(column, definition if column.definition else row)
            for column in kind.columns
            if column.takes not in (Takes.KEY, Takes.TARGET, Takes.STATE)
        }
        return Line(key, as_cell(fold(str(row))), {KEY: key} | cells | targets, row)

    def _cell(self, column: Column, row: Any) -> str:
        match column.takes:
            case Takes.POST:
                return self._owner(row.owner)
            case Takes.OBJECTIVE:
                return self.objectives[row.objective_id]
            case Takes.CHOICE:
                return dict(column.choices).get(getattr(row, column.name), "")
            case Takes.WHOLE | Takes.NUMBER:
                return of_number(getattr(row, column.name))
            case _:
                return as_cell(getattr(row, column.name))

    def _owner(self, post: Post | None) -> str:
        if post is None:
            return ""
        return self.posts.get(post.pk) or f"{as_cell(fold(post.title))} (ended)"


def _target_cells(kind: SheetKind, targets: Mapping[int, Target], definition: Definition) -> dict[str, str]:
    cells: dict[str, str] = {}
    for column in kind.columns:
        if column.year is None:
            continue
        target = targets.get(column.year)
        if target is None:
            cells[column.name] = ""
        elif column.takes is Takes.STATE:
            cells[column.name] = dict(column.choices)[target.state]
        else:
            cells[column.name] = _target(target, definition)
    return cells


def _target(target: Target, definition: Definition) -> str:
    """The target as typed; a part's own number where the paper printed all parts in one cell."""
    return as_cell(target_in_numbers(target, definition) if target.component else target_text(target, definition))
