"""One measure from its priorities down to its figures, as its page shows it: the golden thread in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from goldenthread.model.figures import TargetState
from goldenthread.web.plans.models import Baseline, Component, Definition, Figure, Measure, TabledFigure, Target
from goldenthread.web.plans.queries.as_known import Restatement, earlier_of, restatements
from goldenthread.web.plans.queries.definition_sheet import Part, definition_sheet
from goldenthread.web.plans.queries.printed import (
    NOT_STATED,
    day_text,
    figure_in_numbers,
    figure_text,
    markers_text,
    number_text,
    period_text,
    target_in_numbers,
    target_text,
    year_text,
)
from goldenthread.web.plans.unpublished import published

QUARTERS = ("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target with everything that is known of it; one of a component by its number, with the whole cell as `typed`.

    `profile` holds what is expected by the end of each quarter, or nothing.
    """

    pk: int
    year: str
    component: str
    text: str
    typed: str
    state: str
    type: str
    rationale: str
    approved: str
    profile: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as typed; one of a component by its number, with the whole cell as `typed`. `notes` says what its markers mean.

    `tabled_in` names the edition that printed it first ("" for none); `earlier` is what was tabled before it was restated.
    """

    pk: int
    period: str
    component: str
    text: str
    parts: str
    typed: str
    notes: str
    source: str
    tabled_in: str = ""
    earlier: tuple[Restatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Figures that stand on one version of the definition, newest first. `broken` where an older run lies below (R4.10)."""

    caption: str
    why: str
    rows: tuple[FigureRow, ...]
    broken: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the definition."""

    number: int
    begins: str
    why: str
    made: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What hangs on the measure itself."""

    sheet: list[Part]
    versions: list[VersionRow]
    targets: list[TargetRow]
    baselines: list[FigureRow]
    runs: list[Run]
    has_components: bool
    has_profiles: bool


def measure_page(measure: Measure, *, published_only: bool = False) -> MeasurePage:
    """The measure's definition sheet and its versions, its targets, and its series."""
    names = Component.objects.filter(definition=OuterRef("pk")).order_by("position", "pk").values("name")
    rows = Definition.objects.filter(series=measure.series_id).annotate(component_names=ArraySubquery(names))
    versions = list(rows.select_related("made_by").order_by("-number"))
    in_force = next(one for one in versions if one.pk == measure.definition_id)
    measure.definition, components = in_force, in_force.component_names
    targets = [_target(one, measure.definition) for one in _targets(measure, components)]
    baselines = Baseline.objects.filter(measure=measure).order_by("period_end", "pk")
    figures = _figures(measure, published_only=published_only)
    earlier = earlier_of(one.pk for one in figures) if any(one.tabled_in for one in figures) else {}
    runs = _runs(figures, {one.pk: one for one in versions}, earlier)
    return MeasurePage(
        sheet=definition_sheet(measure.definition, components),
        versions=[_version(one, measure) for one in versions],
        targets=targets,
        baselines=[_figure(one, measure.definition) for one in baselines],
        runs=runs,
        has_components=any(row.component for run in runs for row in run.rows) or any(one.component for one in targets),
        has_profiles=any(one.profile for one in targets),
    )


def _targets(measure: Measure, components: Sequence[str]) -> list[Target]:
    places = {name: place for place, name in enumerate(components)}
    rows = Target.objects.filter(measure=measure).order_by("year", "component", "pk")
    return sorted(rows, key=lambda one: (one.year, places.get(one.component, -1)))


def _target(target: Target, definition: Definition) -> TargetRow:
    by = [f"by {target.approved_by}"] if target.approved_by else []
    on = [f"on {day_text(target.approved_on)}"] if target.approved_on else []
    return TargetRow(
        pk=target.pk,
        year=year_text(target.year),
        component=target.component,
        text=target_in_numbers(target, definition) if target.component else target_text(target, definition),
        typed=target.original if target.component else "",
        state=NOT_STATED if target.state == TargetState.UNSTATED else target.get_state_display().capitalize(),
        type=target.get_type_display().capitalize(),
        rationale=target.rationale,
        approved=" ".join(("Approved", *by, *on)) if by or on else "",
        profile=tuple(number_text(Decimal(one), definition) for one in target.profile),
    )


def _figures(measure: Measure, *, published_only: bool) -> list[Figure]:
    rows = Figure.objects.filter(series=measure.series_id)
    return list(
        (published(rows) if published_only else rows).order_by("-period_end", "period_start", "component", "pk")
    )


def _version(row: Definition, measure: Measure) -> VersionRow:
    by = f"by {row.made_by} " if row.made_by else ""
    return VersionRow(
        number=row.number,
        begins=year_text(row.begins) if row.begins else NOT_STATED,
        why=row.why or ("The first version" if row.number == 1 else NOT_STATED),
        made=f"{by}on {day_text(timezone.localdate(row.made_at))}",
        is_in_force=row.pk == measure.definition_id,
    )


def _runs(
    figures: Sequence[Figure], versions: dict[int, Definition], earlier: dict[int, list[TabledFigure]]
) -> list[Run]:
    groups = [(versions[key], list(rows)) for key, rows in groupby(figures, key=lambda one: one.definition_id)]
    return [
        Run(
            caption=f"Figures under version {definition.number} of the definition, newest first",
            why=definition.why,
            rows=tuple(_known(one, definition, earlier.get(one.pk, [])) for one in rows),
            broken=place + 1 < len(groups),
        )
        for place, (definition, rows) in enumerate(groups)
    ]


def _known(figure: Figure, definition: Definition, earlier: list[TabledFigure]) -> FigureRow:
    """A figure as known now, with what was tabled before it was restated."""
    row = _figure(figure, definition)
    return replace(row, tabled_in=figure.tabled_in, earlier=restatements(earlier, definition))


def _figure(figure: Figure | Baseline, definition: Definition) -> FigureRow:
    text = figure_in_numbers(figure, definition) if figure.component else figure_text(figure, definition)
    return FigureRow(
        pk=figure.pk,
        period=period_text(figure),
        component=figure.component,
        text=text,
        parts=_parts(figure),
        typed=figure.original if figure.component and figure.original != text else "",
        notes=", ".join(filter(None, (markers_text(figure), figure.qualifier))),
        source=figure.source or NOT_STATED,
    )


def _parts(figure: Figure | Baseline) -> str:
    """A ratio's own two numbers, where they were given."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    counts = Definition(unit="count")
    return f"{number_text(figure.numerator, counts)} of {number_text(figure.denominator, counts)}"
