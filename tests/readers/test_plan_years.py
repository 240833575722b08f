"""The years of a plan, told by its title."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.model.figures import Role
from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, Paper, Para, Row, cell, para
from goldenthread.readers.plan_years import years_of_plan


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("Leisure Department Business Plan 2023-26", 2023, 2026),
        ("Service Plan 2024 to 2027", 2024, 2027),
        ("Council Plan 2021–2025", 2021, 2025),
        ("Three year plan 2023/24 – 2025/26", 2023, 2026),
        ("Housing Strategy 2023/24 to 2027/28", 2023, 2028),
    ],
)
def test_a_plan_of_several_years_covers_them_all(title: str, first: int, last: int) -> None:
    period = years_of_plan(title)
    assert period is not None
    assert (period.start, period.end) == (dt.date(first, 4, 1), dt.date(last, 3, 31))


@pytest.mark.parametrize(
    "title",
    [
        "Business Plan 2023-24",  # one year
        "Business Plan 2023/24",
        "Council Plan 2021-25: Quarter 3 2023/24",
        "Council Plan 2021-25 Annual Report",
        "Performance against the Council Plan 2021-25",
        "Visits 2023-26",
        "Business Plan 2026-23",
        "Business Plan 2023/24 – 2025/27",
        "Plans 2021-24 and 2024-27",
    ],
)
def test_other_titles_name_no_several_years(title: str) -> None:
    assert years_of_plan(title) is None


def _period(*blocks: Para | Grid) -> str:
    period = interpret(Paper(blocks=blocks)).report.period
    return period.label if period else ""


def test_the_title_counts_before_the_years_first_printed_in_a_form() -> None:
    """The milestones of the first year stand in the forms; the plan is not of that year alone."""
    rows = (("Service Objective: LE01", "More people are active"), ("Key Milestone(s) (23-24)", "Open the pool"))
    form = Grid(tuple(Row(tuple(cell(text) for text in row)) for row in rows))
    assert _period(para("Business Plan 2023-26", heading=1), form) == "April 2023 to March 2026"
    assert _period(para("Business Plan", heading=1), form) == "2023/24"
    assert (
        _period(para("Business Plan 2023-26", heading=1), para("Reporting Period: Quarter 1 2023/24"), form)
        == "Quarter 1 2023/24"
    )


def test_the_year_before_such_a_plan_is_the_last_and_those_before_it_are_earlier() -> None:
    rows = (("Ref", "Measure", "21/22 Actual", "22/23 Actual", "23/24 Target"), ("LE01", "Visits", "10", "11", "12"))
    grid = Grid(tuple(Row(tuple(cell(text) for text in row)) for row in rows))
    report = interpret(Paper(blocks=(para("Business Plan 2023-26", heading=1), grid))).report
    roles = [found.column.role for found in report.lines[0].cells]
    assert roles == [Role.EARLIER_ACTUAL, Role.LAST_ACTUAL, Role.TARGET]
