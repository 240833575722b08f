"""Which plans a round asks about."""

from __future__ import annotations

from goldenthread.model.periods import financial_year_of
from goldenthread.web.plans.models import Plan, PlanState
from goldenthread.web.returns.models import Round


def plans_for(round: Round) -> dict[int, list[Plan]]:
    """The approved plans that cover the last day observed, by directorate, the latest first: that one is answered for."""
    year = financial_year_of(round.observed_to)
    rows = Plan.objects.filter(state=PlanState.APPROVED, first_year__lte=year).select_related("directorate")
    found: dict[int, list[Plan]] = {}
    for plan in rows.order_by("directorate__name", "-first_year", "-approved_on", "-pk"):
        if year in plan.covers:
            found.setdefault(plan.directorate_id, []).append(plan)
    return found
