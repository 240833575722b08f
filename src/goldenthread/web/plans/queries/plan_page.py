"""A whole plan as its page shows it: plain rows made in one pass over the plan's rows, so that a large plan stays quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from goldenthread.model.periods import PeriodKind
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Baseline, Figure, Milestone, Priority, StrategicIssue, Target
from goldenthread.web.plans.queries.plan_rows import MeasureRows, ObjectiveRows, PlanRows
from goldenthread.web.plans.queries.printed import (
    NOT_STATED,
    Printed,
    day_text,
    figures_text,
    markers_text,
    period_text,
    targets_text,
    year_text,
)
from goldenthread.web.plans.queries.sections import section_blocks
from goldenthread.writers.bullets import Block

T = TypeVar("T", Target, Figure, Baseline, Figure | Baseline)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the plan's table. `cells` are last year's actual and the target of each year, a line for each part."""

    pk: int
    ref: str
    title: str
    cells: tuple[str, ...]
    owner: str
    dropped: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone in the plan's table."""

    pk: int
    ref: str
    title: str
    due: str
    team: str
    owner: str
    dropped: str


@dataclass(frozen=True, slots=True)
class ObjectivePart:
    """An objective with its lines, as printed. `has_teams` says whether the milestones' table needs that column."""

    pk: int
    ref: str
    title: str
    owner: str
    linked: str
    priorities: tuple[Priority, ...]
    measures: tuple[MeasureRow, ...]
    milestones: tuple[MilestoneRow, ...]
    has_teams: bool

    @property
    def name(self) -> str:
        """Its reference and title."""
        return f"{self.ref} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on the page of a plan that stands in the plan itself."""

    actual: str
    years: tuple[str, ...]
    before: list[tuple[str, Block]]
    after: list[tuple[str, Block]]
    issues: tuple[StrategicIssue, ...]
    objectives: tuple[ObjectivePart, ...]
    measures: int
    milestones: int


def plan_page(rows: PlanRows) -> PlanPage:
    """The page of the plan whose rows were fetched."""
    plan = rows.plan
    return PlanPage(
        actual=year_text(plan.first_year - 1),
        years=tuple(year_text(year) for year in plan.covers),
        before=section_blocks(one for one in rows.sections if one.before_objectives),
        after=section_blocks(one for one in rows.sections if not one.before_objectives),
        issues=rows.issues,
        objectives=tuple(_objective(one, rows) for one in rows.objectives),
        measures=sum(one.row.dropped_on is None for one in rows.measures),
        milestones=sum(one.dropped_on is None for one in rows.milestones),
    )


def _objective(rows: ObjectiveRows, whole: PlanRows) -> ObjectivePart:
    row, plan = rows.row, whole.plan
    milestones = tuple(_milestone(one, whole) for one in rows.milestones)
    return ObjectivePart(
        pk=row.pk,
        ref=row.ref,
        title=row.title,
        owner=_owner(row.owner, whole),
        linked=row.linked_indicators,
        priorities=rows.priorities,
        measures=tuple(_measure(one, whole, plan.covers) for one in rows.measures),
        milestones=milestones,
        has_teams=any(one.team for one in milestones),
    )


def _owner(post: Post | None, whole: PlanRows) -> str:
    """The post, and whether nobody holds it on the day asked about."""
    if post is None:
        return NOT_STATED
    is_vacant = whole.today is not None and not whole.holders.get(post.pk)
    return f"{post.title} (vacant)" if is_vacant else post.title


def _measure(rows: MeasureRows, whole: PlanRows, covers: range) -> MeasureRow:
    row, definition = rows.row, rows.definition
    actual = actual_text(rows.last_year, rows.baselines, rows, whole.plan.first_year)
    targets = [
        targets_text(_in_order([one for one in rows.targets if one.year == year], rows.components), definition)
        for year in covers
    ]
    return MeasureRow(
        pk=row.pk,
        ref=row.ref,
        title=row.title,
        cells=tuple(_cell(one) for one in (actual, *targets)),
        owner=_owner(row.owner, whole),
        dropped=_dropped(row.dropped_on),
    )


def _cell(printed: Printed) -> str:
    """A cell as one text of several lines: a template is quick with those, and slow with parts."""
    lines = (*printed.lines, f"({printed.note})") if printed.note else printed.lines
    return "\n".join(lines)


_NONE = Printed((NOT_STATED,))


def actual_text(
    figures: Sequence[Figure], baselines: Sequence[Baseline], rows: MeasureRows, first_year: int
) -> Printed:
    """Last year's actual: the financial year's where there is one, else the last whole year's, else what it starts from.

    The note names the period wherever it is not the financial year of the column's heading, and what the markers mean.
    """
    if not figures and not baselines:
        return _NONE
    start = date(first_year - 1, 4, 1)
    found: Sequence[Figure | Baseline] = [
        one for one in figures if one.period_start == start and one.period_kind == PeriodKind.FINANCIAL_YEAR
    ]
    of_the_year = bool(found)
    found = found or figures or baselines
    last = found[-1]
    cell = [one for one in found if (one.period_start, one.period_end) == (last.period_start, last.period_end)]
    notes = [] if figures else ["baseline"]
    notes += [] if of_the_year else [period_text(last)]
    notes += [*dict.fromkeys(filter(None, map(markers_text, cell)))]
    return Printed(figures_text(_in_order(cell, rows.components), rows.definition), ", ".join(notes))


def _in_order(cell: Sequence[T], components: tuple[str, ...]) -> Sequence[T]:
    """By component, in the order of the definition sheet; the whole comes first."""
    if len(cell) < 2:
        return cell
    places = {name: place for place, name in enumerate(components)}
    return sorted(cell, key=lambda one: places.get(one.component, -1))


def _milestone(row: Milestone, whole: PlanRows) -> MilestoneRow:
    return MilestoneRow(
        pk=row.pk,
        ref=row.ref,
        title=row.title,
        due=row.due or NOT_STATED,
        team=row.source,
        owner=_owner(row.owner, whole),
        dropped=_dropped(row.dropped_on),
    )


def _dropped(day: date | None) -> str:
    return f"Dropped on {day_text(day)}" if day else ""
