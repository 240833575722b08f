"""What the headings of councils' tables are taken for."""

from __future__ import annotations

import pytest

from goldenthread.model.figures import Role
from goldenthread.model.period_words import find_period
from goldenthread.readers.columns import Field, group_role, heading_of, is_heading_words, split_headings

QUARTER_1 = find_period("Quarter 1 2021/22")


@pytest.mark.parametrize(
    ("text", "field", "role"),
    [
        ("Ref", Field.REF, None),
        ("Ref:", Field.REF, None),
        ("KPI Ref", Field.REF, None),
        ("PI Ref No", Field.REF, None),
        ("Measure", Field.MEASURE, None),
        ("KPI", Field.MEASURE, None),
        ("Performance Indicator", Field.MEASURE, None),
        ("Key Milestone(s)", Field.MILESTONE, None),
        ("20/21 Actual", Field.CELL, Role.LAST_ACTUAL),
        ("2021/22 Outturn", Field.CELL, Role.LAST_ACTUAL),
        ("Out-turn", Field.CELL, Role.CURRENT),
        ("Current", Field.CELL, Role.CURRENT),
        ("Q3 2022/23 Actual", Field.CELL, Role.CURRENT),
        ("This Quarter", Field.CELL, Role.CURRENT),
        ("Previous Quarter", Field.CELL, Role.PREVIOUS),
        ("Latest Performance", Field.CELL, Role.LATEST),
        ("Year-end Forecast", Field.CELL, Role.FORECAST),
        ("Baseline 2015/16", Field.CELL, Role.BASELINE),
        ("2022/23 Target", Field.CELL, Role.TARGET),
        ("Target 2022-23", Field.CELL, Role.TARGET),
        ("Annual Target", Field.CELL, Role.TARGET),
        ("Direction of Travel", Field.CELL, Role.TRAVEL),
        ("DoT", Field.CELL, Role.TRAVEL),
        ("Quarterly Progress", Field.CELL, Role.PROGRESS),
        ("Progress Q2", Field.CELL, Role.PROGRESS),
        ("RAG", Field.CELL, Role.PROGRESS),
        ("RAG rating", Field.CELL, Role.PROGRESS),
        ("Status", Field.CELL, Role.PROGRESS),
        ("Supporting Commentary", Field.COMMENTARY, None),
        ("Comments", Field.COMMENTARY, None),
        ("Target date", Field.DUE, None),
        ("By when", Field.DUE, None),
        ("Lead Officer", Field.RESPONSIBLE, None),
        ("Owner", Field.RESPONSIBLE, None),
        ("Source", Field.SOURCE, None),
    ],
)
def test_a_heading_is_known_by_the_words_that_councils_use(text: str, field: Field, role: Role | None) -> None:
    heading = heading_of(text)
    assert heading is not None
    assert heading.field is field
    assert (heading.column.role if heading.column else None) is role
    assert heading.text == text


@pytest.mark.parametrize("text", ["Ward", "Enumerator", "England average", "% of target", "Measured by whom", ""])
def test_a_heading_in_no_vocabulary_is_taken_for_nothing(text: str) -> None:
    assert heading_of(text) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("20/21 Actual", Role.LAST_ACTUAL),
        ("2019/20 Actual", Role.EARLIER_ACTUAL),
        ("2021/22 Actual", Role.CURRENT),
        ("21/22 Target", Role.TARGET),
    ],
)
def test_an_actual_is_last_years_only_where_the_year_before_the_report_is_named(text: str, role: Role) -> None:
    heading = heading_of(text, QUARTER_1)
    assert heading is not None
    assert heading.column is not None
    assert heading.column.role is role


def test_the_year_that_a_heading_names_is_the_period_of_its_column() -> None:
    heading = heading_of("21/22 Target", QUARTER_1)
    assert heading is not None
    assert heading.column is not None
    assert heading.column.period == find_period("2021/22")


def roles(text: str) -> list[tuple[str, Field, Role | None]]:
    headings = split_headings(text) or ()
    return [(h.text, h.field, h.column.role if h.column else None) for h in headings]


def test_headings_that_ran_together_are_told_apart_in_any_order() -> None:
    assert roles("Ref: Measure Status Current 22/23 Target 21/22 Actual Commentary") == [
        ("Ref:", Field.REF, None),
        ("Measure", Field.MEASURE, None),
        ("Status", Field.CELL, Role.PROGRESS),
        ("Current", Field.CELL, Role.CURRENT),
        ("22/23 Target", Field.CELL, Role.TARGET),
        ("21/22 Actual", Field.CELL, Role.LAST_ACTUAL),
        ("Commentary", Field.COMMENTARY, None),
    ]


def test_years_under_a_heading_that_spans_them_are_targets() -> None:
    headings = split_headings("Ref Measure 2014/15 Actual Targets 2016/17 2017/18 2018/19")
    assert headings is not None
    years = headings[3:]
    assert [(h.text, h.over, h.column and h.column.full_heading) for h in years] == [
        ("2016/17", "Targets", "Targets: 2016/17"),
        ("2017/18", "Targets", "Targets: 2017/18"),
        ("2018/19", "Targets", "Targets: 2018/19"),
    ]
    assert {h.column and h.column.role for h in years} == {Role.TARGET}


def test_a_run_of_words_with_one_that_is_no_heading_is_no_header() -> None:
    assert split_headings("Ref Measure Current performance was good") is None


@pytest.mark.parametrize("line", ["Ref: Measure 20/21 ", "of Travel", "21/22", "Q3 2022/23 Actual"])
def test_lines_of_a_wrapped_header_hold_nothing_but_words_of_headings(line: str) -> None:
    assert is_heading_words(line)


@pytest.mark.parametrize("line", ["", "Measure of success", "Increase the target", "PED01 02"])
def test_a_line_of_a_title_is_no_line_of_a_header(line: str) -> None:
    assert not is_heading_words(line)


def test_only_a_spanning_heading_has_a_role_for_the_years_under_it() -> None:
    assert group_role("Targets") is Role.TARGET
    assert group_role("Actuals") is Role.LAST_ACTUAL
    assert group_role("Target") is None
    assert group_role("") is None
