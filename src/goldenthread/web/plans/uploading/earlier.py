"""Which measure of an earlier plan a printed measure may continue: proposed by reference and title, never taken silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Objective, Report
from goldenthread.rules.checks.finding import Place
from goldenthread.rules.checks.paper import Held, Paper, match_lines
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.models import Figure, Measure
from goldenthread.web.plans.uploading.measure_cells import SaidFigure, said_by
from goldenthread.web.plans.uploading.store_measures import differs, key_of, recorded_figures

_LONGEST_REF = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is recorded and what the paper says of the same period."""

    held: Figure
    said: SaidFigure


def earlier_measures(directorate: Directorate, first_year: int | None) -> list[Measure]:
    """The last measure of each series in the directorate's plans that begin before that year, in the order of those plans."""
    rows = Measure.objects.filter(plan__directorate=directorate, dropped_on=None)
    if first_year is not None:
        rows = rows.filter(plan__first_year__lt=first_year)
    last = rows.order_by("series_id", "-plan__first_year", "-pk").distinct("series_id").values("pk")
    return list(
        Measure.objects.filter(pk__in=last)
        .select_related("plan", "objective", "definition")
        .order_by("-plan__first_year", "plan__title", "plan_id", "objective__position", "position", "pk")
    )


def matches(report: Report, earlier: Sequence[Measure]) -> Mapping[int, Measure]:
    """For each measure of the report, by its number, the earlier measure that it seems to continue."""
    if not earlier:
        return {}
    numbers = {held.place.order: number for number, (held, _) in enumerate(Paper(report).measures)}
    here = tuple(held for held, _ in Paper(report).measures)
    found = match_lines(here, _held(earlier))
    return {numbers[order]: earlier[other.place.order] for order, other in found.items()}


def _held(earlier: Sequence[Measure]) -> tuple[Held, ...]:
    used: Counter[tuple[int, str, str]] = Counter()
    held: list[Held] = []
    for order, row in enumerate(earlier):
        key = (row.plan_id, row.objective.ref, row.ref)
        used[key] += 1
        line = MeasureLine(ref=row.ref, title=row.title, occurrence=used[key])
        held.append(Held(line, Objective(ref=row.objective.ref, title=row.objective.title), Place(order=order)))
    return tuple(held)


def differences(line: MeasureLine, report: Report, earlier: Measure, first_year: int) -> list[Difference]:
    """Where the paper's figures differ from those recorded for the earlier measure's series."""
    recorded = recorded_figures([earlier]).get(earlier.series_id, {})
    said = said_by(line, report, first_year).figures
    return [
        Difference(recorded[key_of(one)], one)
        for one in said
        if key_of(one) in recorded and differs(recorded[key_of(one)], one)
    ]
