"""A report made into a plan, and everything that a plan says, to compare two of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goldenthread.model.figures import Absence
from goldenthread.model.report import Report
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.models import Measure, Plan
from goldenthread.web.plans.uploading.settling import (
    OwnerAnswer,
    PlanAnswer,
    Settlement,
    everything_proposed,
    printed_names,
)
from goldenthread.web.plans.uploading.store import store
from tests.web.plans.builders import NOW


def stored(report: Report, directorate: Directorate, answer: PlanAnswer | None = None) -> Plan:
    """The report as a plan, every name taken for a post."""
    proposed = everything_proposed(report)
    owners = {name: OwnerAnswer(title=name) for name in printed_names(report)}
    settlement: Settlement = proposed.model_copy(update={"owners": owners, "plan": answer or proposed.plan})
    return store(report, directorate=directorate, settlement=settlement, by=None, at=NOW)


def what_it_says(plan: Plan) -> dict[str, Any]:
    """Everything in the plan's rows that a paper can say, without their keys."""
    return {
        "plan": (plan.first_year, plan.years, plan.departments),
        "objectives": [
            (
                one.ref,
                one.title,
                one.linked_indicators,
                one.owner and one.owner.title,
                *tuple(each.priority.title for each in one.serves.all()),
            )
            for one in plan.objectives.all()
        ],
        "milestones": [
            (one.ref, one.title, one.due, one.due_from, one.due_to, one.source, one.owner and one.owner.title)
            for one in plan.milestones.order_by("objective__position", "position")
        ],
        "measures": [
            (
                one.ref,
                one.title,
                one.position,
                one.owner and one.owner.title,
                *tuple(sorted(each.post.title for each in one.contributions.all())),
            )
            for one in measures(plan)
        ],
        "definitions": [
            (
                *tuple(
                    getattr(one.definition, name)
                    for name in ("unit", "polarity", "time_basis", "calendar", "numerator")
                ),
                one.definition.denominator,
                one.definition.multiplier,
            )
            for one in measures(plan)
        ],
        "targets": [
            (
                one.ref,
                each.component,
                each.year,
                each.kind,
                each.state,
                each.low,
                each.high,
                each.direction,
                each.text,
                each.original,
            )
            for one in measures(plan)
            for each in one.targets.order_by("year", "component")
        ],
        "figures": [said for one in measures(plan) for said in recorded(one, one.series.figures.all())],
        "baselines": [said for one in measures(plan) for said in recorded(one, one.baselines.all())],
        "sections": [(one.before_objectives, one.content) for one in plan.sections.all()],
        "issues": [(one.ref, one.issue, one.baseline, one.interventions) for one in plan.strategic_issues.all()],
    }


def measures(plan: Plan) -> list[Measure]:
    return list(plan.measures.order_by("objective__position", "position"))


def recorded(measure: Measure, rows: Any) -> Iterator[tuple[Any, ...]]:
    """The figures or baselines; a blank says nothing, so it counts for nothing."""
    for one in rows.order_by("period_start", "period_end", "component"):
        if one.absence != Absence.BLANK:
            period = (one.period_kind, one.period_start, one.period_end)
            number = (one.value, one.numerator, one.denominator, one.absence, one.markers, one.qualifier)
            yield (measure.ref, one.component, *period, *number, one.original)
