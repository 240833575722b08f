"""All that stands behind an update, fetched at once: its line, targets, series, figures, and the same line's update of last time.

A fixed number of queries however many updates there are, so that a page of one and a paper of six hundred cost the database
the same questions. What is gathered is what the printed line, its judgement, the checks and the page are made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery

from goldenthread.model.periods import Period, financial_year_of
from goldenthread.web.plans.models import (
    Component,
    Definition,
    Figure,
    Measure,
    MeasureContribution,
    Milestone,
    MilestoneContribution,
    Plan,
    Target,
)
from goldenthread.web.returns.models import Explanation, Return, Round, Update, UpdateFigure, UpdateState
from goldenthread.web.returns.windows import observed


@dataclass(frozen=True)
class Gathered:
    """An update with what it is judged and printed by.

    `series` holds all figures of the measure's series as they are known now, oldest first, each with its definition;
    `targets` those of every year. `last` is the update of the same line in the round before this one, with the window that
    that round observed; None where there was none.
    """

    update: Update
    round: Round
    plan: Plan
    line: Measure | Milestone
    definition: Definition | None = None
    components: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    series: tuple[Figure, ...] = ()
    figures: tuple[UpdateFigure, ...] = ()
    last: Update | None = None
    last_figures: tuple[UpdateFigure, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    shared_with: tuple[str, ...] = ()

    @property
    def observed(self) -> Period:
        """The quarter that the round observes."""
        return observed(self.round)

    @property
    def year(self) -> int:
        """The financial year that the round is in: 2021 for any quarter of 2021/22."""
        return financial_year_of(self.round.observed_to)

    @property
    def year_targets(self) -> tuple[Target, ...]:
        """The targets in force in the round: those of its year, the components in their own order."""
        places = {name: place for place, name in enumerate(self.components)}
        rows = [one for one in self.targets if one.year == self.year]
        return tuple(sorted(rows, key=lambda one: places.get(one.component, -1)))

    @property
    def before(self) -> Gathered | None:
        """The update of the round before, gathered as an update of this same line."""
        if self.last is None:
            return None
        return replace(
            self,
            update=self.last,
            round=self.last.part_of.round,
            definition=_definition_of(self.last, self.line, self.series),
            figures=self.last_figures,
            last=None,
            last_figures=(),
            explanations=(),
        )


def gather(updates: Sequence[Update]) -> list[Gathered]:
    """The updates with all that stands behind them, in the order given; in eight queries at most."""
    returns = _returns(updates)
    measures, milestones = _measures(updates), _milestones(updates)
    lasts = _Lasts(returns.values(), measures.values(), milestones.values())
    targets = _grouped(_targets(measures), "measure_id")
    series = _grouped(_series(measures.values()), "series_id")
    shown = [one.pk for one in (*updates, *lasts.rows)]
    figures = _grouped(UpdateFigure.objects.filter(update__in=shown).order_by("position", "pk"), "update_id")
    asked = Explanation.objects.filter(update__in=[one.pk for one in updates]).order_by("at", "pk")
    explanations = _grouped(asked, "update_id")
    found = []
    for update in updates:
        update.part_of = returns[update.part_of_id]
        line = measures.get(update.measure_id) or milestones[update.milestone_id]
        last = lasts.of(update, line)
        names = tuple(getattr(line, "component_names", ()))
        found.append(
            Gathered(
                update=update,
                round=update.part_of.round,
                plan=update.part_of.plan,
                line=_given(update, line),
                definition=_definition_of(update, line, series[line.series_id] if isinstance(line, Measure) else ()),
                components=names,
                targets=tuple(targets[line.pk]) if isinstance(line, Measure) else (),
                series=_in_order(series[line.series_id], getattr(line, "component_names", ()))
                if isinstance(line, Measure)
                else (),
                figures=tuple(figures[update.pk]),
                last=last,
                last_figures=tuple(figures[last.pk]) if last else (),
                explanations=tuple(explanations[update.pk]),
                shared_with=tuple(line.shared_titles),
            )
        )
    return found


def _definition_of(update: Update, line: Measure | Milestone, series: Sequence[Figure]) -> Definition | None:
    """The version of the definition that the update's figure stands in: that of its approved figure, else the one in force."""
    if not isinstance(line, Measure):
        return None
    window = (update.period_start, update.period_end)
    if update.state in (UpdateState.APPROVED, UpdateState.LOCKED):
        for figure in series:
            if (figure.period_start, figure.period_end) == window:
                return figure.definition
    return line.definition


def _given(update: Update, line: Any) -> Measure | Milestone:
    """The line, at hand in its update as well."""
    if isinstance(line, Measure):
        update.measure = line
        return line
    update.milestone = line
    found: Milestone = line
    return found


def _returns(updates: Iterable[Update]) -> dict[int, Any]:
    """The returns of the updates with their rounds, each with the round before it by its days."""
    before = Round.objects.filter(observed_to__lt=OuterRef("round__observed_from")).order_by("-observed_to")
    rows = Return.objects.filter(pk__in={one.part_of_id for one in updates})
    rows = rows.select_related("round", "directorate", "plan__directorate")
    return {one.pk: one for one in rows.annotate(round_before=Subquery(before.values("pk")[:1])).order_by()}


def _measures(updates: Iterable[Update]) -> dict[int | None, Any]:
    asked = {one.measure_id for one in updates if one.measure_id}
    if not asked:
        return {}
    names = Component.objects.filter(definition=OuterRef("definition")).order_by("position", "pk").values("name")
    shares = MeasureContribution.objects.filter(measure=OuterRef("pk")).order_by("pk").values("post__title")
    rows = Measure.objects.filter(pk__in=asked)
    rows = rows.select_related("objective", "owner", "definition")
    others = Definition.objects.filter(series=OuterRef("series")).exclude(pk=OuterRef("definition"))
    found = rows.annotate(
        component_names=ArraySubquery(names), shared_titles=ArraySubquery(shares), was_redefined=Exists(others)
    )
    return {one.pk: one for one in found.order_by()}


def _milestones(updates: Iterable[Update]) -> dict[int | None, Any]:
    asked = {one.milestone_id for one in updates if one.milestone_id}
    if not asked:
        return {}
    shares = MilestoneContribution.objects.filter(milestone=OuterRef("pk")).order_by("pk").values("post__title")
    rows = Milestone.objects.filter(pk__in=asked)
    found = rows.select_related("objective", "owner").annotate(shared_titles=ArraySubquery(shares))
    return {one.pk: one for one in found.order_by()}


def _in_order(series: Sequence[Figure], components: Sequence[str]) -> tuple[Figure, ...]:
    """The oldest first, and the components of one period in their own order."""
    places = {name: place for place, name in enumerate(components)}
    return tuple(
        sorted(series, key=lambda one: (one.period_end, one.period_start, places.get(one.component, len(places))))
    )


def _targets(measures: Iterable[int | None]) -> Iterable[Target]:
    return Target.objects.filter(measure__in=measures).order_by("year", "component", "pk")


def _series(measures: Collection[Any]) -> Iterable[Figure]:
    """The figures with their definitions: mostly all under the one at hand, which is long."""
    known = {one.definition_id: one.definition for one in measures}
    rows = Figure.objects.filter(series__in={one.series_id for one in measures})
    rows = rows.order_by("period_end", "period_start", "component", "pk")
    if any(one.was_redefined for one in measures):
        return rows.select_related("definition")
    for row in rows:
        if row.definition_id in known:
            row.definition = known[row.definition_id]
    return rows


class _Lasts:
    """The updates of the same lines in the rounds before: a measure's by its series, a milestone's also by what it continues."""

    def __init__(self, returns: Iterable[Any], measures: Iterable[Any], milestones: Iterable[Any]) -> None:
        self._round_before = {one.pk: one.round_before for one in returns}
        same = {one.pk for one in milestones} | {one.continues_id for one in milestones if one.continues_id}
        mine = Q(measure__series__in={one.series_id for one in measures}) | Q(milestone__in=same)
        rounds = {one for one in self._round_before.values() if one}
        rows = Update.objects.filter(mine, part_of__round__in=rounds).select_related("part_of__round", "measure")
        own = (field.name for field in Update._meta.concrete_fields)
        self.rows = list(rows.only(*own, "part_of__round", "measure__series").order_by())
        self._by_line = {self._key(one): one for one in self.rows}

    def of(self, update: Update, line: Any) -> Update | None:
        """The update of the line in the round before that of `update`."""
        of_round = self._round_before[update.part_of_id]
        if isinstance(line, Measure):
            return self._by_line.get((of_round, line.series_id, None))
        own = self._by_line.get((of_round, None, line.pk))
        return own or self._by_line.get((of_round, None, line.continues_id))

    @staticmethod
    def _key(row: Update) -> tuple[int, int | None, int | None]:
        return row.part_of.round_id, row.measure.series_id if row.measure else None, row.milestone_id


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    key = attrgetter(name)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
