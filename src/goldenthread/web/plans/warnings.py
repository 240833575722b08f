"""What somebody who keeps a plan should look at before it is approved: warned of, never refused (handbook 4.1, 4.3, R4.1).

Pure over the plan's rows as they were fetched; asks no question of the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.web.plans.queries.plan_rows import PlanRows


@dataclass(frozen=True)
class Warning:
    """One thing to look at: a code for the test, a sentence, the row's kind and key ("measure", 12), and what to do."""

    code: str
    says: str
    line: tuple[str, int]
    remedy: str


def warnings_of(plan: PlanRows) -> list[Warning]:
    """All warnings, the plan's own order kept within each sort."""
    return [*_references_used_twice(plan), *_objectives_without_priority(plan)]


def _references_used_twice(plan: PlanRows) -> Iterator[Warning]:
    lines = [("measure", one.row) for one in plan.measures if one.row.dropped_on is None]
    milestones = [("milestone", one) for one in plan.milestones if one.dropped_on is None]
    both = [*lines, *milestones]
    times = Counter(row.ref for _, row in both if row.ref)
    for kind, row in both:
        if times[row.ref] > 1:
            yield Warning(
                "reference twice",
                f"{row.ref} is the reference of {times[row.ref]} lines; one of them is “{row.title}”.",
                (kind, row.pk),
                "Give each line a reference of its own.",
            )


def _objectives_without_priority(plan: PlanRows) -> Iterator[Warning]:
    for objective in plan.objectives:
        if not objective.priorities:
            yield Warning(
                "no priority",
                f"{objective.row} serves no priority.",
                ("objective", objective.row.pk),
                "Choose the priorities that it serves.",
            )
