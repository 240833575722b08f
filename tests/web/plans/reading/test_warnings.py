"""What a plan is warned of, and what it is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.model.figures import TargetKind
from goldenthread.model.plan import TimeBasis
from goldenthread.web.plans.models import Component, Measure, Objective, Plan
from goldenthread.web.plans.queries.plan_rows import plan_rows
from goldenthread.web.plans.warnings import Warning, warnings_of
from tests.web.conftest import Cast
from tests.web.plans.builders import (
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)

TODAY = date(2021, 5, 10)


def of(plan: Plan) -> list[Warning]:
    return warnings_of(plan_rows(plan, TODAY))


def says(plan: Plan) -> list[str]:
    return [one.says for one in of(plan)]


@pytest.fixture
def objective(cast: Cast) -> Objective:
    return make_objective(make_plan(cast.directorates["People"]), priority=make_priority())


@pytest.fixture
def measure(cast: Cast, objective: Objective) -> Measure:
    """A measure that nothing is wrong with, but that it has no target yet."""
    return make_measure(objective, owner=cast.posts["officer"])


def define(measure: Measure, **parts: Any) -> None:
    for name, value in parts.items():
        setattr(measure.definition, name, value)
    measure.definition.save()


def profile(*quarters: int) -> list[Decimal]:
    return [Decimal(one) for one in quarters]


def test_a_plan_in_order_is_warned_of_nothing(measure: Measure) -> None:
    make_target(measure)
    assert says(measure.plan) == []


def test_two_lines_of_one_reference(cast: Cast, measure: Measure) -> None:
    make_target(measure)
    milestone = make_milestone(measure.objective, ref="ped01  01", owner=cast.posts["officer"])
    found = of(measure.plan)
    assert [one.code for one in found] == ["reference twice"]
    assert found[0].line == ("milestone", milestone.pk)
    assert (
        found[0].says
        == "PED01 01 is the reference of 2 lines: “Attendance at school” and “Open the second family hub”."
    )


def test_a_dropped_line_leaves_its_reference_free(cast: Cast, measure: Measure) -> None:
    make_target(measure)
    make_measure(measure.objective, ref="PED01 01", dropped_on=TODAY)
    assert says(measure.plan) == []


def test_lines_without_a_reference_share_nothing(cast: Cast, measure: Measure) -> None:
    make_target(measure)
    for _ in range(2):
        make_milestone(measure.objective, ref="", owner=cast.posts["officer"])
    assert says(measure.plan) == []


def test_an_objective_with_no_priority(cast: Cast) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    (one,) = of(objective.plan)
    assert (one.code, one.line) == ("no priority", ("objective", objective.pk))
    assert one.says == "The objective PED01 Help families early serves no priority."


def test_a_line_without_owner(objective: Objective) -> None:
    make_milestone(objective)
    assert says(objective.plan) == ["PED01a has no owner."]


def test_a_vacant_post_is_told_once_with_what_it_owns(cast: Cast, measure: Measure) -> None:
    make_target(measure)
    make_milestone(measure.objective, owner=cast.posts["officer"])
    cast["officer"].holdings.update(until=date(2021, 5, 9))
    assert says(measure.plan) == [
        "Nobody holds the post Divisional Manager, Early Help, which owns PED01 01 and 1 more."
    ]


def test_a_post_held_until_today_is_not_vacant(cast: Cast, measure: Measure) -> None:
    make_target(measure)
    cast["officer"].holdings.update(until=TODAY)
    assert says(measure.plan) == []


def test_an_ended_post(cast: Cast, measure: Measure) -> None:
    make_target(measure)
    post = cast.posts["officer"]
    post.ended_on = date(2021, 5, 1)
    post.save()
    (one,) = of(measure.plan)
    assert one.code == "post ended"
    assert one.says == "The post Divisional Manager, Early Help has ended, and owns PED01 01."


def test_what_a_definition_lacks(measure: Measure) -> None:
    make_target(measure)
    define(measure, unit="", polarity="", time_basis="")
    (one,) = of(measure.plan)
    assert (one.code, one.says) == ("not defined", "PED01 01 has no unit, polarity and time basis.")


def test_words_need_no_unit(measure: Measure) -> None:
    make_target(measure, None, kind=TargetKind.TEXT, text="Improve")
    define(measure, kind="words", unit="", polarity="", time_basis="")
    assert says(measure.plan) == []


# ---- years ----


def test_a_year_without_a_target(measure: Measure) -> None:
    measure.plan.years = 3
    measure.plan.save()
    make_target(measure)
    assert says(measure.plan) == ["PED01 01 has no target for 2022/23, 2023/24."]


def test_a_target_to_be_confirmed_is_a_target(measure: Measure) -> None:
    make_target(measure, None, kind=TargetKind.TO_BE_CONFIRMED)
    assert says(measure.plan) == []


def test_what_is_monitored_only_needs_none(measure: Measure) -> None:
    define(measure, polarity="monitored only")
    assert says(measure.plan) == []


def test_a_target_after_the_plan(measure: Measure) -> None:
    make_target(measure)
    make_target(measure, "96", year=2022)
    assert says(measure.plan) == ["PED01 01 has a target for 2022/23, which the plan does not cover."]


def test_a_target_of_the_year_before_is_the_papers_record(measure: Measure) -> None:
    make_target(measure)
    make_target(measure, "94", year=2020)
    assert says(measure.plan) == []


@pytest.mark.parametrize(
    ("polarity", "later", "found"),
    [
        ("higher is better", "94", True),
        ("higher is better", "95", False),
        ("higher is better", "96", False),
        ("lower is better", "96", True),
        ("lower is better", "94", False),
        ("within a range", "94", False),
    ],
)
def test_a_later_year_that_asks_less_is_a_note(measure: Measure, polarity: str, later: str, found: bool) -> None:
    measure.plan.years = 2
    measure.plan.save()
    define(measure, polarity=polarity)
    make_target(measure)
    make_target(measure, later, year=2022)
    notes = [one for one in of(measure.plan) if one.is_note]
    assert [one.says for one in notes] == (
        [f"PED01 01 asks less in 2022/23 ({later}%) than in 2021/22 (95%)."] if found else []
    )


# ---- quarters against the year ----


@pytest.mark.parametrize(
    ("basis", "unit", "quarters", "told"),
    [
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, "count", (20, 40, 70, 95), None),
        (
            TimeBasis.FINANCIAL_YEAR_CUMULATIVE,
            "count",
            (20, 40, 70, 90),
            "PED01 01 for 2021/22: the fourth quarter of the profile is 90, and the target 95.",
        ),
        (
            TimeBasis.FINANCIAL_YEAR_CUMULATIVE,
            "count",
            (20, 40, 30, 95),
            "PED01 01 for 2021/22: the profile falls from one quarter to the next, but the measure adds up over the year.",
        ),
        (TimeBasis.SNAPSHOT, "percent", (96, 94, 93, 95), None),
        (
            TimeBasis.SNAPSHOT,
            "percent",
            (95, 95, 95, 94),
            "PED01 01 for 2021/22: the fourth quarter of the profile is 94%, and the target 95%.",
        ),
        (TimeBasis.PERIOD, "count", (20, 25, 25, 25), None),
        (
            TimeBasis.PERIOD,
            "count",
            (20, 20, 20, 20),
            "PED01 01 for 2021/22: the quarters of the profile add up to 80, and the target is 95.",
        ),
        (TimeBasis.PERIOD, "percent", (90, 90, 90, 90), None),
        (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, "count", (80, 10, 40, 60), None),
    ],
)
def test_quarters_against_the_year(
    measure: Measure, basis: TimeBasis, unit: str, quarters: tuple[int, ...], told: str | None
) -> None:
    define(measure, time_basis=basis, unit=unit)
    make_target(measure, profile=profile(*quarters))
    assert says(measure.plan) == ([told] if told else [])


@pytest.mark.parametrize(
    ("adds_up", "second", "found"), [(True, "45", True), (True, "35", False), (False, "45", False)]
)
def test_components_against_the_total(measure: Measure, adds_up: bool, second: str, found: bool) -> None:
    define(measure, unit="count", components_sum=adds_up)
    for name, low in (("Primary", "60"), ("Secondary", second)):
        Component.objects.create(definition=measure.definition, name=name)
        make_target(measure, low, component=name)
    make_target(measure)
    told = "PED01 01 for 2021/22: the components' targets add up to 105, and the total is 95."
    assert says(measure.plan) == ([told] if found else [])
