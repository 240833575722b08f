"""A plan's Report says what its rows say: what was stored from a paper comes out again, and stored again makes equal rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from goldenthread.model.figures import Role, TargetKind
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import ReportKind, StrategicIssues
from goldenthread.readers import read
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.assemble import report_of
from goldenthread.web.plans.models import (
    Baseline,
    Component,
    Figure,
    MeasureContribution,
    StrategicIssue,
    Target,
)
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
from tests.web.plans.reading.stored import stored, what_it_says

EXAMPLES = Path(__file__).parents[4] / "examples"
COUNCIL = "Example Borough Council"


@pytest.fixture
def people(db: None) -> Directorate:
    return Directorate.objects.create(name="People")


@pytest.mark.parametrize("name", ["plan-2021-22.json", "2021-22-q1.json", "2021-22-q2.json"])
def test_the_examples_come_out_as_they_went_in(name: str, people: Directorate) -> None:
    first = stored(read(EXAMPLES / name).report, people)
    out = report_of(first, council=COUNCIL)
    again = Directorate.objects.create(name="People again")
    second = stored(out, again)
    before, after = what_it_says(first), what_it_says(second)
    for part, said in before.items():
        assert after[part] == said, part


def test_the_example_plan_says_the_same_in_its_report(people: Directorate) -> None:
    printed = read(EXAMPLES / "plan-2021-22.json").report
    out = report_of(stored(printed, people), council=COUNCIL)
    assert (out.kind, out.title, out.council, out.directorate) == (
        ReportKind.BUSINESS_PLAN,
        printed.title,
        COUNCIL,
        "People",
    )
    assert out.period == printed.period
    assert [one.ref for one in out.objectives] == [one.ref for one in printed.objectives]
    assert [(one.ref, one.title) for one in out.lines] == [(one.ref, one.title) for one in printed.lines]
    assert [one.responsible for one in out.lines] == [one.responsible for one in printed.lines]
    assert [one.due for one in out.milestones] == [one.due for one in printed.milestones]
    assert [section for section in out.sections if section.part != "objective"] == [
        section for section in printed.sections if section.part != "objective"
    ]
    for new, old in zip(out.measures, printed.measures, strict=True):
        assert aims(new) == aims(old)
        assert actuals(new) == actuals(old)


def aims(measure: MeasureLine) -> list[Any]:
    return [
        (cell.column.period, cell.target, cell.original, [figure.value for figure in cell.figures])
        for cell in measure.cells
        if cell.column.role is Role.TARGET and cell.target
    ]


def actuals(measure: MeasureLine) -> list[Any]:
    return [
        (cell.column, cell.original, cell.absence, [(figure.value, figure.label) for figure in cell.figures])
        for cell in measure.cells
        if cell.column.role in (Role.LAST_ACTUAL, Role.EARLIER_ACTUAL)
    ]


# ---- what was typed here, and never stood on paper ----


def test_what_was_typed_is_printed_from_its_numbers(cast: Cast) -> None:
    plan = make_plan(cast.directorates["People"], years=2)
    objective = make_objective(plan, priority=make_priority(), owner=cast.posts["director"], linked_indicators="LI 3")
    measure = make_measure(objective, owner=cast.posts["officer"])
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    for n, name in enumerate(("Primary", "Secondary")):
        Component.objects.create(definition=measure.definition, name=name, position=n)
        make_target(measure, str(95 - n), component=name, original="")
    make_target(measure, None, year=2022, kind=TargetKind.TO_BE_CONFIRMED)
    make_figure(measure, "93.2", original="")
    make_milestone(objective, owner=cast.posts["officer"], position=1)
    make_measure(objective, ref="PED01 02", position=2, dropped_on=date(2021, 6, 1))
    StrategicIssue.objects.create(plan=plan, issue="Fewer places than children", baseline="10 short")
    Baseline.objects.create(
        measure=measure,
        period_kind="financial year",
        period_start=date(2018, 4, 1),
        period_end=date(2019, 3, 31),
        value=Decimal("90.5"),
    )

    out = report_of(plan, council=COUNCIL)

    (one,) = out.objectives
    assert (one.priorities, one.responsible, one.linked_indicators) == (
        ("Children and young people",),
        ("Director of People",),
        "LI 3",
    )
    assert [line.ref for line in one.lines] == ["PED01 01", "PED01a"]
    assert one.lines[0].responsible == ("Divisional Manager, Early Help", "Data Analyst, Early Help")
    assert [(cell.column.heading, cell.text) for cell in one.lines[0].cells] == [
        ("Baseline 2018/19", "90.5%"),
        ("2020/21 actual", "93.2%"),
        ("2021/22 target", "Primary 95%; Secondary 94%"),
        ("2022/23 target", "To be confirmed"),
    ]
    assert out.period is not None
    assert (out.period.start, out.period.end) == (date(2021, 4, 1), date(2023, 3, 31))
    assert isinstance(out.sections[0], StrategicIssues)
    assert out.sections[0].rows[0].baseline == "10 short"


def test_a_reference_used_twice_counts_its_occurrences(cast: Cast) -> None:
    objective = make_objective(make_plan(cast.directorates["People"]))
    for position in range(2):
        make_measure(objective, ref="PED01 01", position=position)
    out = report_of(objective.plan, council=COUNCIL)
    assert [line.occurrence for line in out.lines] == [1, 2]


def test_an_empty_plan_is_a_report_too(people: Directorate) -> None:
    out = report_of(make_plan(people), council=COUNCIL)
    assert (out.objectives, out.title) == ((), "Business plan 2021/22")


def test_six_hundred_measures_take_eleven_queries(people: Directorate, django_assert_max_num_queries: Any) -> None:
    plan = large_plans(people, 600)[-1]
    with django_assert_max_num_queries(11):
        out = report_of(plan, council=COUNCIL)
    assert len(out.measures) == 600
    assert [cell.column.heading for cell in out.measures[0].cells] == [
        "2022/23 actual",
        "2023/24 target",
        "2024/25 target",
        "2025/26 target",
    ]
    assert Target.objects.count() == 5400
    assert Figure.objects.count() == 9600
