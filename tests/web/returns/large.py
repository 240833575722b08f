"""Rounds of three years with an update for every line of a large council's plans: for the count of queries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from goldenthread.model.periods import Period
from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.models import Measure, Milestone, Plan
from goldenthread.web.returns.models import Return, Round, Update, UpdateFigure, UpdateState
from goldenthread.web.returns.windows import observed
from tests.web.plans.builders import NOW
from tests.web.returns.builders import make_return, make_round

_FIRST = (2021, 3)
"""The first quarter that has none in the world of the inventory."""


def large_rounds(plans: list[Plan], by: Person) -> list[Return]:
    """The returns of each quarter from the third of 2021/22 on, the last one open: everything before is approved, and of the
    last a third is approved, a third waits for the director, and a third is not begun."""
    quarters = [(plan, quarter) for plan in plans for quarter in (1, 2, 3, 4) if (plan.first_year, quarter) >= _FIRST]
    returns = []
    for n, (plan, quarter) in enumerate(quarters, start=1):
        is_last = n == len(quarters)
        owed = make_return(_round(plan.first_year, quarter, by, is_open=is_last), plan)
        _answer(owed, plan, by, is_last=is_last)
        returns.append(owed)
    return returns


def _round(year: int, quarter: int, by: Person, *, is_open: bool) -> Round:
    days = Period.financial_quarter(year, quarter)
    after = days.end.toordinal()
    deadlines = {} if is_open else {
        name: date.fromordinal(after + n)
        for name, n in (
            ("officers_by", 10), ("directors_by", 15), ("performance_by", 18), ("despatch_by", 20), ("meeting_on", 28),
        )
    }  # fmt: skip
    return make_round(
        by,
        title=days.label,
        observed_from=days.start,
        observed_to=days.end,
        opens=date.fromordinal(after + 1),
        **deadlines,
    )


def _answer(owed: Return, plan: Plan, by: Person, *, is_last: bool) -> None:
    window = observed(owed.round)
    states = (
        (UpdateState.APPROVED, UpdateState.SUBMITTED, UpdateState.NOT_STARTED) if is_last else (UpdateState.APPROVED,)
    )
    lines: list[tuple[str, Measure | Milestone]] = [("measure", one) for one in plan.measures.order_by("pk")]
    lines += [("milestone", one) for one in plan.milestones.order_by("pk")]
    updates = Update.objects.bulk_create(
        Update(
            part_of=owed,
            period_kind=window.kind,
            period_start=window.start,
            period_end=window.end,
            state=states[n % len(states)],
            judged="" if states[n % len(states)] == UpdateState.NOT_STARTED else "amber",
            what_happened="Fewer people than hoped for came in the summer.",
            author="Manager",
            submitted_by=by,
            submitted_at=NOW,
            **{name: line},
        )
        for n, (name, line) in enumerate(lines)
    )
    UpdateFigure.objects.bulk_create(
        UpdateFigure(update=one, value=Decimal(70 + one.pk % 20), original=f"{70 + one.pk % 20}%")
        for one in updates
        if one.measure_id is not None and one.state != UpdateState.NOT_STARTED
    )
