"""All rows of a plan come in ten queries, whatever its size, each in its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from goldenthread.web.plans.models import Component, StrategicIssue
from goldenthread.web.plans.queries.plan_rows import plan_rows
from tests.web.conftest import Cast
from tests.web.plans.builders import (
    make_figure,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
    make_target,
)
from tests.web.plans.large import large_plans

TODAY = date(2021, 5, 10)


def test_each_row_stands_in_its_place(cast: Cast) -> None:
    plan = make_plan(cast.directorates["People"])
    objective = make_objective(plan, priority=make_priority(), owner=cast.posts["director"])
    late = make_measure(objective, ref="PED01 02", position=2, owner=cast.posts["officer"])
    milestone = make_milestone(objective, position=1)
    early = make_measure(objective, ref="PED01 01", position=0)
    for n, name in enumerate(("Secondary", "Primary")):
        Component.objects.create(definition=early.definition, name=name, position=1 - n)
    make_target(early, "97", year=2022)
    make_target(early, "96")
    make_figure(early, "93.2")
    make_figure(early, "91", year=2019)
    StrategicIssue.objects.create(plan=plan, issue="Fewer places than children")

    rows = plan_rows(plan, TODAY)

    assert [one.row for one in rows.objectives] == [objective]
    assert [one.title for one in rows.objectives[0].priorities] == ["Children and young people"]
    assert [one.row for one in rows.measures] == [early, late]
    assert rows.objectives[0].lines == [rows.measures[0], milestone, rows.measures[1]]
    assert rows.measures[0].components == ("Primary", "Secondary")
    assert [one.low for one in rows.measures[0].targets] == [Decimal(96), Decimal(97)]
    assert [one.value for one in rows.measures[0].last_year] == [Decimal("93.2")]
    assert [one.issue for one in rows.issues] == ["Fewer places than children"]
    assert rows.holders[cast.posts["officer"].pk] == ("Ola Brook",)


def test_six_hundred_measures_take_nine_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    plan = large_plans(cast.directorates["People"], 600)[-1]
    with django_assert_num_queries(9):
        rows = plan_rows(plan, TODAY)
        for one in rows.measures:
            assert one.owner
            assert one.definition.unit
            assert one.row.plan.title
            assert len(one.last_year) == 1
    assert len(rows.measures) == 600
