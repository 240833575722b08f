"""What a plan becomes when it is rolled forward as somebody chose: made once for the preview, and again for the action.

Nothing here is saved; `Proposal.mark` says whether the plan still is as it was when somebody looked at the preview.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.models import Figure, Measure, Milestone, Objective, Plan, Target
from goldenthread.web.plans.queries.outturns import figures_before, is_known
from goldenthread.web.plans.queries.plan_rows import MeasureRows, ObjectiveRows, PlanRows
from goldenthread.web.plans.rolling.shifting import Numbered, Shifted, renumbered, shifted

Line = tuple[str, int]
"""A line by its kind ("measure", "milestone") and key."""


@dataclass(frozen=True)
class Choice:
    """What somebody chose on the page: the new plan's title and first year, whether references are counted anew, the
    milestones that go on and the measures that stop, by key."""

    title: str
    first_year: int
    renumber: bool = False
    carry: frozenset[int] = frozenset()
    stop: frozenset[int] = frozenset()


@dataclass(frozen=True)
class NewMeasure:
    """A measure that goes on: its new reference, its targets in the new plan, and the outturn that becomes last year's actual."""

    old: Measure
    ref: str
    targets: Shifted[Target]
    outturn: tuple[Figure, ...] = ()

    @property
    def awaits_outturn(self) -> bool:
        """Whether last year's actual is not recorded yet."""
        return not is_known(self.outturn)

    def targets_of(self, year: int) -> list[Target]:
        """The targets that go on for a year."""
        return [one for one in self.targets.carried if one.year == year]


@dataclass(frozen=True)
class NewMilestone:
    """A milestone that goes on, with its date, under its new reference."""

    old: Milestone
    ref: str


@dataclass(frozen=True)
class NewObjective:
    """An objective of the new plan, with the lines that go on."""

    old: ObjectiveRows
    measures: tuple[NewMeasure, ...]
    milestones: tuple[NewMilestone, ...]


@dataclass(frozen=True)
class Proposal:
    """The new plan, whole: what goes on, what stays behind, and what needs somebody's hand."""

    rows: PlanRows
    choice: Choice
    covers: range
    objectives: tuple[NewObjective, ...] = ()
    stopped: tuple[Measure, ...] = ()
    left: tuple[Milestone, ...] = ()
    mark: str = ""

    @property
    def measures(self) -> list[NewMeasure]:
        return [measure for objective in self.objectives for measure in objective.measures]

    @property
    def milestones(self) -> list[NewMilestone]:
        return [milestone for objective in self.objectives for milestone in objective.milestones]

    @property
    def awaiting(self) -> list[NewMeasure]:
        """The measures that await their outturn."""
        return [measure for measure in self.measures if measure.awaits_outturn]

    @property
    def references(self) -> list[tuple[str, str, str]]:
        """Old reference, new reference and title of each line whose reference changes."""
        lines: list[NewMeasure | NewMilestone] = [*self.measures, *self.milestones]
        return [(one.old.ref, one.ref, one.old.title) for one in lines if one.ref != one.old.ref]

    def ended_posts(self) -> list[tuple[Post, list[Objective | Measure | Milestone]]]:
        """The posts that have ended and own something of the new plan, with what they own."""
        found: dict[int, tuple[Post, list[Objective | Measure | Milestone]]] = {}
        for row in self._owned():
            if row.owner and row.owner.ended_on:
                found.setdefault(row.owner.pk, (row.owner, []))[1].append(row)
        return list(found.values())

    def _owned(self) -> Iterator[Objective | Measure | Milestone]:
        for objective in self.objectives:
            yield objective.old.row
            yield from (one.old for one in objective.measures)
            yield from (one.old for one in objective.milestones)


def live_measures(rows: PlanRows) -> list[MeasureRows]:
    """The measures that may go on: all that were not dropped."""
    return [one for one in rows.measures if one.row.dropped_on is None]


def live_milestones(rows: PlanRows) -> list[Milestone]:
    """The milestones that may go on: all that were not dropped."""
    return [one for one in rows.milestones if one.dropped_on is None]


def propose(rows: PlanRows, choice: Choice) -> Proposal:
    """What the plan becomes. One query: the outturns of the year before the new plan."""
    plan = rows.plan
    covers = range(choice.first_year, choice.first_year + plan.years)
    staying = [one for one in live_measures(rows) if one.row.pk not in choice.stop]
    refs = _references(rows, choice)
    outturns: dict[int, list[Figure]] = {}
    for figure in figures_before(choice.first_year, [one.row.series_id for one in staying]):
        outturns.setdefault(figure.series_id, []).append(figure)
    return Proposal(
        rows=rows,
        choice=choice,
        covers=covers,
        objectives=tuple(_objective(one, choice, plan, covers, refs, outturns) for one in rows.objectives),
        stopped=tuple(one.row for one in live_measures(rows) if one.row.pk in choice.stop),
        left=tuple(one for one in live_milestones(rows) if one.pk not in choice.carry),
        mark=mark_of(rows),
    )


def _objective(
    one: ObjectiveRows,
    choice: Choice,
    plan: Plan,
    covers: range,
    refs: Mapping[Line, str],
    outturns: Mapping[int, list[Figure]],
) -> NewObjective:
    return NewObjective(
        one,
        tuple(
            NewMeasure(
                each.row,
                refs["measure", each.row.pk],
                shifted(each.targets, attrgetter("component", "year"), plan.covers, covers),
                tuple(outturns.get(each.row.series_id, ())),
            )
            for each in one.measures
            if ("measure", each.row.pk) in refs
        ),
        tuple(
            NewMilestone(each, refs["milestone", each.pk]) for each in one.milestones if ("milestone", each.pk) in refs
        ),
    )


def _references(rows: PlanRows, choice: Choice) -> dict[Line, str]:
    """The reference in the new plan of each line that goes on."""
    lines: list[Numbered[Line]] = []
    for objective in rows.objectives:
        for line in objective.lines:
            if isinstance(line, MeasureRows):
                if line.row.dropped_on is None and line.row.pk not in choice.stop:
                    lines.append(Numbered(("measure", line.row.pk), (objective.row.pk, "measure"), line.row.ref))
            elif line.dropped_on is None and line.pk in choice.carry:
                lines.append(Numbered(("milestone", line.pk), (objective.row.pk, "milestone"), line.ref))
    return renumbered(lines) if choice.renumber else {line.key: line.ref for line in lines}


def mark_of(rows: PlanRows) -> str:
    """A short text that changes whenever anything changes that a roll carries on."""
    parts: list[object] = [rows.plan.version]
    parts += [(one.row.pk, one.row.version) for one in rows.objectives]
    parts += [(one.row.pk, one.row.version, one.row.dropped_on) for one in rows.measures]
    parts += [(target.pk, target.version) for one in rows.measures for target in one.targets]
    parts += [(one.pk, one.version, one.dropped_on) for one in rows.milestones]
    parts += [(one.pk, one.version) for one in rows.issues]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
