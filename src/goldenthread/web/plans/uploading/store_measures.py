"""The measures of a new plan, with their series, definitions, targets, figures and baselines: a few statements for any number.

A measure that continues an earlier one joins its series; where its definition is another, a new version begins (R4.10).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db.models import Max

from goldenthread.model.plan import AnyLine, MeasureLine
from goldenthread.model.report import Report
from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.actions.restating import restate
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Definition,
    Figure,
    Measure,
    MeasureContribution,
    MeasureKind,
    Objective,
    Plan,
    Series,
    Target,
)
from goldenthread.web.plans.uploading.measure_cells import Said, SaidFigure, clip, said_by
from goldenthread.web.plans.uploading.owners import Posts, contributors_of, owner_of
from goldenthread.web.plans.uploading.settling import MeasureAnswer, Settlement, stated_measure

L = TypeVar("L", bound=AnyLine)
Key = tuple[str, date, date]
_MULTIPLIERS = (1, 100, 1000, 10_000, 100_000)
_BATCH = 1000


@dataclass(frozen=True)
class Placed(Generic[L]):
    """A line of the paper, the objective that it stands under, and its place there."""

    line: L
    objective: Objective
    position: int


@dataclass
class _Storing:
    """A measure on its way: what was answered, what its cells say, and the rows that it stands on."""

    placed: Placed[MeasureLine]
    answer: MeasureAnswer
    said: Said
    earlier: Measure | None = None
    series: Series | None = None
    definition: Definition | None = None
    row: Measure | None = None


def store_measures(
    placed: Sequence[Placed[MeasureLine]],
    report: Report,
    plan: Plan,
    settlement: Settlement,
    posts: Posts,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    """Makes the rows of all measures. What nobody answered for a measure is stored as the paper states it, or unknown."""
    storing = [
        _Storing(
            one, settlement.measures.get(n) or stated_measure(one.line), said_by(one.line, report, plan.first_year)
        )
        for n, one in enumerate(placed)
    ]
    _find_earlier(storing, plan)
    _series(storing, plan)
    _definitions(storing, plan, by, at)
    _rows(storing, plan, posts)
    _targets(storing)
    _figures(storing, plan, by, at)


def _find_earlier(storing: Sequence[_Storing], plan: Plan) -> None:
    asked = {one.answer.continues for one in storing if one.answer.continues is not None}
    rows = Measure.objects.filter(pk__in=asked, plan__directorate=plan.directorate).select_related(
        "definition", "series"
    )
    found = {row.pk: row for row in rows}
    taken: set[int] = set()
    for one in storing:
        if one.answer.continues is None:
            continue
        one.earlier = found.get(one.answer.continues)
        called = one.placed.line.ref or one.placed.line.title
        if one.earlier is None:
            raise Refused(f"The measure that {called} continues was deleted since. Settle {called} again.")
        if one.earlier.series_id in taken:
            raise Refused(f"Two measures continue the same earlier one. Settle {called} again.")
        taken.add(one.earlier.series_id)


def _series(storing: Sequence[_Storing], plan: Plan) -> None:
    new = [one for one in storing if one.earlier is None]
    rows = Series.objects.bulk_create((Series(directorate=plan.directorate) for _ in new), batch_size=_BATCH)
    for one, row in zip(new, rows, strict=True):
        one.series = row
    for one in storing:
        if one.earlier:
            one.series = one.earlier.series


# ---- definitions ----


def _definitions(storing: Sequence[_Storing], plan: Plan, by: Person | None, at: datetime) -> None:
    """A definition for each measure: its series' last one where nothing is defined anew, else a new version."""
    continued = [one.series for one in storing if one.earlier]
    numbers = dict(
        Definition.objects.filter(series__in=continued).values_list("series").annotate(last=Max("number")).order_by()
    )
    new: list[_Storing] = []
    for one in storing:
        made = _definition(one, plan)
        if made is None:
            one.definition = one.earlier.definition if one.earlier else None
            continue
        made.series, made.made_by, made.made_at = one.series, by, at  # type: ignore[assignment]
        made.number = numbers.get(made.series_id, 0) + 1
        one.definition = made
        new.append(one)
    Definition.objects.bulk_create((one.definition for one in new if one.definition), batch_size=_BATCH)
    _components(storing)


def _definition(one: _Storing, plan: Plan) -> Definition | None:
    """A new definition, or None where the earlier measure's holds on."""
    answer, ratio = one.answer, one.placed.line.definition.ratio
    parts = {
        "unit": answer.unit or "",
        "polarity": answer.polarity or "",
        "time_basis": answer.time_basis or "",
        "calendar": answer.calendar or "",
    }
    if one.earlier:
        before = one.earlier.definition
        known = {name: str(value) for name, value in parts.items() if value and value != getattr(before, name)}
        if not known:
            return None
        made = copy.copy(before)
        made.pk, made._state.adding, made.version = None, True, 1
        made.begins, made.why = plan.first_year, f"As settled from the paper for {plan.title}."
        for name, value in known.items():
            setattr(made, name, value)
        return made
    made = Definition(**parts)
    if ratio:
        made.kind = MeasureKind.RATIO if ratio.numerator else MeasureKind.NUMBER
        made.numerator, made.denominator = clip(ratio.numerator, 300), clip(ratio.denominator, 300)
        made.multiplier = ratio.multiplier if ratio.multiplier in _MULTIPLIERS else None
    return made


def _components(storing: Sequence[_Storing]) -> None:
    """The components that the paper names and the definition does not have; a new version takes over those before it."""
    before = {one.earlier.definition_id for one in storing if one.earlier}
    held: dict[int, list[str]] = {}
    for row in Component.objects.filter(definition__in=before).order_by("definition", "position") if before else ():
        held.setdefault(row.definition_id, []).append(row.name)
    rows: list[Component] = []
    for one in storing:
        known = held.get(one.earlier.definition_id, []) if one.earlier else []
        holds_on = one.earlier is not None and one.definition == one.earlier.definition
        there = known if holds_on else []
        fresh = [name for name in dict.fromkeys([*known, *one.said.components]) if name not in there]
        rows += [
            Component(definition=one.definition, name=name, position=len(there) + n) for n, name in enumerate(fresh)
        ]
    Component.objects.bulk_create(rows, batch_size=_BATCH)


# ---- the measure, its targets and figures ----


def _rows(storing: Sequence[_Storing], plan: Plan, posts: Posts) -> None:
    rows = Measure.objects.bulk_create(
        (
            Measure(
                plan=plan,
                objective=one.placed.objective,
                ref=clip(one.placed.line.ref, 40),
                title=one.placed.line.title,
                position=one.placed.position,
                owner=owner_of(one.placed.line.responsible, posts),
                series=one.series,
                definition=one.definition,
            )
            for one in storing
        ),
        batch_size=_BATCH,
    )
    for one, row in zip(storing, rows, strict=True):
        one.row = row
    MeasureContribution.objects.bulk_create(
        (
            MeasureContribution(measure=one.row, post=post)
            for one in storing
            for post in contributors_of(one.placed.line, posts)
        ),
        batch_size=_BATCH,
    )


def _targets(storing: Sequence[_Storing]) -> None:
    Target.objects.bulk_create(
        (
            Target(
                measure=one.row,
                component=said.component,
                year=said.year,
                kind=said.kind,
                state=said.state,
                low=said.low,
                high=said.high,
                direction=clip(said.direction, 40),
                text=said.text,
                original=said.original,
            )
            for one in storing
            for said in one.said.targets
        ),
        batch_size=_BATCH,
    )


def _figures(storing: Sequence[_Storing], plan: Plan, by: Person | None, at: datetime) -> None:
    """The figures of the series. Where one is recorded for the period already, it stays, unless the paper's was chosen."""
    recorded = recorded_figures([one.earlier for one in storing if one.earlier])
    new: list[Figure] = []
    for one in storing:
        assert one.series  # noqa: S101 - made above, for every measure
        assert one.definition  # noqa: S101 - as above
        there = recorded.get(one.series.pk, {})
        for said in one.said.figures:
            held = there.get(key_of(said))
            if held is None:
                fresh = Figure(series=one.series, definition=one.definition, **row_of(said, plan.title))
                new.append(fresh)
            elif one.answer.take_paper and differs(held, said):
                _take(held, row_of(said, plan.title), one.definition, by, at)
    Figure.objects.bulk_create(new, batch_size=_BATCH)
    Baseline.objects.bulk_create(
        (Baseline(measure=one.row, **row_of(said, plan.title)) for one in storing for said in one.said.baselines),
        batch_size=_BATCH,
    )


def _take(held: Figure, values: dict[str, object], definition: Definition, by: Person | None, at: datetime) -> None:
    """The paper's figure in place of the recorded one; where that was tabled, it is restated and stays readable."""
    if held.tabled_in:
        assert by  # noqa: S101 - whoever tables figures has people, and one of them uploads
        restate(held, values, f"As in {values['source']}.", by, at)
        return
    for name, value in {**values, "definition": definition}.items():
        setattr(held, name, value)
    held.save()


def recorded_figures(earlier: Iterable[Measure]) -> dict[int, dict[Key, Figure]]:
    """The figures that the series of earlier measures have, by series, then by component and period."""
    found: dict[int, dict[Key, Figure]] = {}
    series = {measure.series_id for measure in earlier}
    for figure in Figure.objects.filter(series__in=series).order_by("pk") if series else ():
        key = (figure.component, figure.period_start, figure.period_end)
        found.setdefault(figure.series_id, {})[key] = figure
    return found


def key_of(said: SaidFigure) -> Key:
    """What a figure is of: its component and its period."""
    return said.component, said.period.start, said.period.end


def differs(held: Figure, said: SaidFigure) -> bool:
    """Whether the paper says something else than what is recorded. A cell that the paper leaves blank says nothing."""
    if said.value is None:
        return False
    return held.value != said.value


def row_of(said: SaidFigure, paper: str) -> dict[str, object]:
    """The columns of a figure or a baseline, as the paper of that title says it."""
    return {
        "component": said.component,
        "period_kind": said.period.kind,
        "period_start": said.period.start,
        "period_end": said.period.end,
        "value": said.value,
        "numerator": said.numerator,
        "denominator": said.denominator,
        "absence": said.absence or "",
        "markers": [marker.value for marker in said.markers],
        "qualifier": said.qualifier,
        "original": said.original,
        "source": clip(f"{paper}: {said.heading}" if said.heading else paper, 200),
    }
