"""A council with three years of plans and as many measures as are asked for: for query counts and for `make bench`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from goldenthread.model.figures import TargetKind, TargetState, Unit
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import Polarity, TimeBasis
from goldenthread.web.accounts.models import Directorate, Post
from goldenthread.web.plans.models import (
    Component,
    Definition,
    Figure,
    Measure,
    Milestone,
    Objective,
    ObjectivePriority,
    Plan,
    PlanState,
    Priority,
    Series,
    Target,
)

NOW = datetime(2023, 5, 10, 9, 30, tzinfo=UTC)
YEARS = (2021, 2022, 2023)
PER_OBJECTIVE = 10


def large_plans(directorate: Directorate, measures: int, *, years: tuple[int, ...] = YEARS) -> list[Plan]:
    """A plan for each year with that many measures in each, one milestone and two components to every fifth; the figures
    of twelve quarters and three years; the last plan is approved."""
    posts = Post.objects.bulk_create(
        Post(title=f"Manager {n}", role="responsible officer", directorate=directorate)
        for n in range(max(1, measures // 20))
    )
    priorities = Priority.objects.bulk_create(
        Priority(title=f"Priority {directorate.pk}-{n}", aim="All should do well.", position=n) for n in range(4)
    )
    series = Series.objects.bulk_create(Series(directorate=directorate) for _ in range(measures))
    definitions = Definition.objects.bulk_create(
        Definition(
            series=one,
            made_at=NOW,
            unit=Unit.PERCENT,
            decimals=1,
            polarity=Polarity.HIGHER,
            time_basis=TimeBasis.SNAPSHOT,
            calendar="financial",
            description="Those who are, of all who could be.",
        )
        for one in series
    )
    Component.objects.bulk_create(
        Component(definition=one, name=name, position=n)
        for one in definitions[::5]
        for n, name in enumerate(("Primary", "Secondary"))
    )
    _figures(series, definitions)
    return [_plan(directorate, year, measures, posts, priorities, series, definitions) for year in years]


def _plan(
    directorate: Directorate,
    year: int,
    measures: int,
    posts: list[Post],
    priorities: list[Priority],
    series: list[Series],
    definitions: list[Definition],
) -> Plan:
    plan = Plan.objects.create(
        directorate=directorate,
        title=f"Business plan {year}/{(year + 1) % 100:02d}",
        first_year=year,
        years=3,
        state=PlanState.APPROVED,
        approved_by="Executive Board",
        approved_on=date(year, 4, 15),
    )
    objectives = Objective.objects.bulk_create(
        Objective(plan=plan, ref=f"OBJ{n:02d}", title=f"Objective {n}", position=n, owner=posts[n % len(posts)])
        for n in range(max(1, measures // PER_OBJECTIVE))
    )
    ObjectivePriority.objects.bulk_create(
        ObjectivePriority(objective=one, priority=priorities[(n + k) % 4])
        for n, one in enumerate(objectives)
        for k in range(2)
    )
    rows = Measure.objects.bulk_create(
        Measure(
            plan=plan,
            objective=objectives[n // PER_OBJECTIVE % len(objectives)],
            ref=f"OBJ{n // PER_OBJECTIVE:02d} {n % PER_OBJECTIVE + 1:02d}",
            title=f"Increase the percentage of residents who are content with service {n}, as measured each year",
            position=n % PER_OBJECTIVE,
            owner=posts[n % len(posts)],
            series=series[n],
            definition=definitions[n],
        )
        for n in range(measures)
    )
    Milestone.objects.bulk_create(
        Milestone(
            plan=plan,
            objective=one,
            ref=f"{one.ref}a",
            title="Open the second hub",
            owner=one.owner,
            due=f"March {year + 1}",
            due_from=date(year + 1, 3, 1),
            due_to=date(year + 1, 3, 31),
        )
        for one in objectives
    )
    Target.objects.bulk_create(
        Target(
            measure=one,
            year=year + ahead,
            kind=TargetKind.LEVEL,
            low=Decimal(80 + ahead),
            original=f"{80 + ahead}%",
            state=TargetState.APPROVED if ahead == 0 else TargetState.PROVISIONAL,
        )
        for one in rows
        for ahead in range(3)
    )
    return plan


def _figures(series: list[Series], definitions: list[Definition]) -> None:
    quarters = [Period.financial_quarter(year, quarter) for year in (2020, 2021, 2022) for quarter in (1, 2, 3, 4)]
    years = [Period.financial_year(year) for year in (2019, 2020, 2021, 2022)]
    Figure.objects.bulk_create(
        (
            Figure(
                series=one,
                definition=definition,
                period_kind=PeriodKind(period.kind),
                period_start=period.start,
                period_end=period.end,
                value=Decimal("78.5") + n,
                original=f"{78 + n}.5%",
                source="Business plan",
            )
            for one, definition in zip(series, definitions, strict=True)
            for n, period in enumerate([*years, *quarters])
        ),
        batch_size=2000,
    )
