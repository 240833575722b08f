"""From the rows of a plan to its Report: the mirror of uploading/store.py, for the writers and the library's checks.

What the paper printed is printed again; what was typed here is written from its numbers. Lines that were dropped are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Q
from pydantic import TypeAdapter

from goldenthread.model.figures import Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    AnyLine,
    Calendar,
    CalendarPart,
    Definition,
    Due,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Ratio,
    TimeBasis,
    TimeBasisPart,
    UnitPart,
)
from goldenthread.model.report import (
    Judgements,
    Narrative,
    Objective,
    Report,
    ReportKind,
    Section,
    StrategicIssue,
    StrategicIssues,
)
from goldenthread.web.accounts.models import Post
from goldenthread.web.plans.assemble_cells import Recorded, blank_cells_filled, cells_of
from goldenthread.web.plans.models import Definition as DefinitionRow
from goldenthread.web.plans.models import Figure, Measure, Milestone, Plan
from goldenthread.web.plans.models import PlanSection as SectionRow
from goldenthread.web.plans.queries.plan_rows import MeasureRows, ObjectiveRows, PlanRows, plan_rows
from goldenthread.web.plans.unpublished import published

_SECTION: Final[TypeAdapter[Narrative | Judgements]] = TypeAdapter(Narrative | Judgements)


def report_of(plan: Plan, *, council: str, published_only: bool = False) -> Report:
    """The plan as a business plan, from its rows in ten queries."""
    return assembled(plan_rows(plan, published_only=published_only), council=council)


def assembled(rows: PlanRows, *, council: str) -> Report:
    """The Report of a plan whose rows are fetched already."""
    plan = rows.plan
    figures = _figures(plan, published_only=rows.published_only)
    before = [_section(one) for one in rows.sections if one.before_objectives]
    after = [_section(one) for one in rows.sections if not one.before_objectives]
    issues = [_issues(rows)] if rows.issues else []
    objectives = [_objective(one, rows, figures) for one in rows.objectives]
    return Report(
        kind=ReportKind.BUSINESS_PLAN,
        title=plan.title,
        council=council,
        directorate=plan.directorate.name,
        departments=tuple(plan.departments),
        period=Period.span(date(plan.first_year, 4, 1), date(plan.first_year + plan.years, 3, 31)),
        sections=(*before, *issues, *objectives, *after),
    )


# ---- what stands around the objectives ----


def _section(row: SectionRow) -> Section:
    return _SECTION.validate_python(row.content)


def _issues(rows: PlanRows) -> StrategicIssues:
    return StrategicIssues(
        title="Strategic issues",
        rows=tuple(
            StrategicIssue(
                ref=row.ref,
                issue=row.issue,
                baseline=row.baseline,
                outcomes_year_1=row.outcomes_year_1,
                outcomes_year_3=row.outcomes_year_3,
                interventions=row.interventions,
                indicators=row.indicators,
            )
            for row in rows.issues
        ),
    )


# ---- objectives and their lines ----


def _figures(plan: Plan, *, published_only: bool) -> dict[int, list[Figure]]:
    """The figures that the plan prints, by their series."""
    series = Measure.objects.filter(plan=plan).values("series")
    rows = Figure.objects.filter(series__in=series).filter(_in_the_paper(plan))
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in (published(rows) if published_only else rows).order_by("period_end", "period_start", "pk"):
        found[figure.series_id].append(figure)
    return found


def _in_the_paper(plan: Plan) -> Q:
    """The figures that the plan prints: those of its own paper, of the year before it and of its own years.

    The quarters of earlier years stay in the record; a page that prints them all tells nobody anything.
    """
    paper = Q(source__startswith=f"{plan.title}: ")
    begins, ends = date(plan.first_year, 4, 1), date(plan.first_year + plan.years, 8, 31)
    own_years = Q(period_start__gte=begins, period_end__lte=ends)
    year_before = Q(
        period_kind__in=["financial year", "academic year", "calendar year"],
        period_start__gte=date(plan.first_year - 1, 1, 1),
        period_start__lt=begins,
    )
    return paper | own_years | year_before


def _objective(rows: ObjectiveRows, plan: PlanRows, figures: dict[int, list[Figure]]) -> Objective:
    row = rows.row
    lines: list[AnyLine] = []
    seen: Counter[str] = Counter()
    for line in rows.lines:
        of = line.row if isinstance(line, MeasureRows) else line
        if of.dropped_on is not None:
            continue
        seen[of.ref] += 1
        occurrence = seen[of.ref] if of.ref else 1
        if isinstance(line, MeasureRows):
            lines.append(_measure(line, plan.plan, figures, occurrence))
        else:
            lines.append(_milestone(line, plan.milestones_shared_with[line.pk], occurrence))
    return Objective(
        ref=row.ref,
        title=row.title,
        priorities=tuple(one.title for one in rows.priorities),
        responsible=(row.owner.title,) if row.owner else (),
        linked_indicators=row.linked_indicators,
        lines=blank_cells_filled(lines),
    )


def _milestone(row: Milestone, shared_with: Sequence[str], occurrence: int) -> MilestoneLine:
    window = Period.span(row.due_from, row.due_to) if row.due_from and row.due_to else None
    return MilestoneLine(
        ref=row.ref,
        occurrence=occurrence,
        title=row.title,
        responsible=responsible_of(row.owner, shared_with),
        source=row.source,
        due=Due(original=row.due, period=window) if row.due or window else None,
    )


def _measure(rows: MeasureRows, plan: Plan, figures: dict[int, list[Figure]], occurrence: int) -> MeasureLine:
    row = rows.row
    recorded = Recorded(
        plan=plan,
        definition=rows.definition,
        targets=rows.targets,
        figures=tuple(figures.get(row.series_id, ())),
        baselines=rows.baselines,
    )
    return MeasureLine(
        ref=row.ref,
        occurrence=occurrence,
        title=row.title,
        responsible=responsible_of(row.owner, rows.shared_with),
        definition=definition_of(rows.definition),
        cells=cells_of(recorded),
    )


def responsible_of(owner: Post | None, shared_with: Sequence[str]) -> tuple[str, ...]:
    """The owner first, then those with whom the line is shared; nobody else where it has no owner."""
    return tuple(dict.fromkeys([owner.title, *shared_with])) if owner else ()


def definition_of(row: DefinitionRow) -> Definition:
    """The library's definition, of the parts that are known: all that stands in the record is stated."""
    ratio = Ratio(numerator=row.numerator, denominator=row.denominator, multiplier=row.multiplier)
    return Definition(
        unit=UnitPart(value=Unit(row.unit)) if row.unit else None,
        polarity=PolarityPart(value=Polarity(row.polarity)) if row.polarity else None,
        time_basis=TimeBasisPart(value=TimeBasis(row.time_basis)) if row.time_basis else None,
        calendar=CalendarPart(value=Calendar(row.calendar)) if row.calendar else None,
        ratio=ratio if ratio != Ratio() else None,
    )
