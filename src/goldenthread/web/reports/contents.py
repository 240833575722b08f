"""What goes into a paper: the updates of a round that serve a priority, or that a directorate owes, with all that stands behind
them, in the order in which the paper prints them. A fixed number of queries, whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from goldenthread.model.periods import Period
from goldenthread.model.report import ReportKind
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.models import Objective, ObjectivePriority, Priority
from goldenthread.web.reports import texts
from goldenthread.web.returns.gathering import Gathered, gather
from goldenthread.web.returns.models import Return, ReturnSection, Round, Update, UpdateState
from goldenthread.web.returns.windows import observed

_DONE = (UpdateState.APPROVED, UpdateState.LOCKED)


@dataclass(frozen=True)
class Subject:
    """Which paper of a round: that of a priority, or that of a directorate."""

    round: Round
    priority: Priority | None = None
    directorate: Directorate | None = None

    @property
    def kind(self) -> ReportKind:
        return ReportKind.PRIORITY if self.priority else ReportKind.DEPARTMENTAL

    @property
    def period(self) -> Period:
        return observed(self.round)

    @property
    def title(self) -> str:
        """The paper's title, with its period."""
        if self.priority:
            return texts.title_of_priority(self.priority.title, self.period)
        assert self.directorate  # noqa: S101 - a subject is one or the other
        return texts.title_of_directorate(self.directorate.name, self.period)


@dataclass(frozen=True)
class Part:
    """An objective in a paper: its priorities and its owner's post ("" for none), and its updates, measures before milestones."""

    objective: Objective
    priorities: tuple[str, ...]
    owner: str
    lines: tuple[Gathered, ...]


@dataclass(frozen=True)
class Contents:
    """A paper's contents: the report has a line for each of its updates, in the same order."""

    subject: Subject
    parts: tuple[Part, ...]
    sections: tuple[ReturnSection, ...]

    @cached_property
    def updates(self) -> tuple[Update, ...]:
        return tuple(line.update for part in self.parts for line in part.lines)

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """The returns that its updates are part of, by the names of their directorates."""
        rows = {one.part_of_id: one.part_of for one in self.updates}
        return tuple(sorted(rows.values(), key=lambda one: one.directorate.name))


def updates_of(subject: Subject) -> list[Update]:
    """The updates of a paper in the order of print, each with its line and its return at hand. One query.

    A line that was dropped from its plan is left out, unless it was approved before.
    """
    titles = ObjectivePriority.objects.filter(objective=OuterRef("of_objective")).order_by("priority__position", "pk")
    gone = Q(measure__dropped_on__isnull=False) | Q(milestone__dropped_on__isnull=False)
    rows = (
        Update.objects.filter(_belongs(subject), part_of__round=subject.round)
        .exclude(gone & ~Q(state__in=_DONE))
        .annotate(
            of_objective=Coalesce("measure__objective", "milestone__objective"),
            serves=ArraySubquery(titles.values("priority__title")),
            answers=Coalesce("measure__objective__owner__title", "milestone__objective__owner__title"),
        )
        .select_related("part_of__directorate", "part_of__round", "measure", "milestone")
        .order_by(
            "part_of__directorate__name",
            Coalesce("measure__objective__position", "milestone__objective__position"),
            "of_objective",
            F("measure__position").asc(nulls_last=True),
            F("milestone__position").asc(nulls_last=True),
            "pk",
        )
    )
    return list(rows)


def _belongs(subject: Subject) -> Q:
    if subject.directorate:
        return Q(part_of__directorate=subject.directorate)
    objective = Coalesce(OuterRef("measure__objective"), OuterRef("milestone__objective"))
    return Q(Exists(ObjectivePriority.objects.filter(priority=subject.priority, objective=objective)))


def contents_of(subject: Subject, updates: Sequence[Update] | None = None) -> Contents:
    """A paper's contents, of updates that are read already or not."""
    rows: Sequence[Any] = updates_of(subject) if updates is None else updates
    gathered = gather(rows)
    sections = ReturnSection.objects.filter(part_of__in={one.part_of_id for one in rows})
    told = tuple(sections.select_related("part_of__directorate").order_by("pk"))
    return Contents(subject, _parts(rows, gathered), told)


def _parts(updates: Sequence[Any], gathered: Sequence[Gathered]) -> tuple[Part, ...]:
    pairs = zip(updates, gathered, strict=True)
    return tuple(
        Part(
            objective=lines[0][1].line.objective,
            priorities=tuple(lines[0][0].serves),
            owner=lines[0][0].answers or "",
            lines=tuple(line for _, line in lines),
        )
        for _, group in groupby(pairs, key=lambda pair: pair[0].of_objective)
        for lines in [list(group)]
    )
