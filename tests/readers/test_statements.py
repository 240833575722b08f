"""Budget statements found in tables (handbook chapter 8)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from goldenthread.model.budget import BudgetRole, Convention, MoneyUnit, Statement
from goldenthread.readers.forecast_columns import settle_forecast
from goldenthread.readers.statements import (
    as_at_in,
    budget_role,
    is_statement_header,
    money,
    money_unit_in,
    statement_of,
)

HEADER = ("", "Annual Budget £'000", "Budget to Date £'000", "Actual £'000", "Variance (Overspend) £'000")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", "1234"),
        ("£1,234,567", "1234567"),
        ("(103)", "-103"),
        ("(£103)", "-103"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("0", "0"),
        ("12.5", "12.5"),
        ("(1,234.50)", "-1234.50"),
    ],
)
def test_money_is_read_with_its_sign(text: str, value: str) -> None:
    """Brackets are a minus."""
    assert money(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-", "N/A", "1,23", "12,34,567", "5%", "(103", "£1.2m", "10 to 20", "1 234"])
def test_what_is_no_plain_amount_is_no_amount(text: str) -> None:
    assert money(text) is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Annual Budget £'000", BudgetRole.ANNUAL_BUDGET),
        ("Revised Budget", BudgetRole.ANNUAL_BUDGET),
        ("Budget to Date", BudgetRole.BUDGET_TO_DATE),
        ("Actual Spend", BudgetRole.ACTUAL),
        ("Variance (Overspend)", BudgetRole.VARIANCE),
        ("Variance %", BudgetRole.OTHER),
        ("Forecast Outturn", BudgetRole.FORECAST_OUTTURN),
        ("Forecast Variance", BudgetRole.FORECAST_VARIANCE),
        ("2022/23 Capital Allocation", BudgetRole.ALLOCATION),
        ("Allocation to Date", BudgetRole.ALLOCATION_TO_DATE),
        ("Allocation Remaining", BudgetRole.REMAINING),
        ("No. Placed", BudgetRole.COUNT),
        ("Comments", BudgetRole.OTHER),
    ],
)
def test_a_column_holds_what_its_heading_says(heading: str, role: BudgetRole) -> None:
    assert budget_role(heading) is role


def test_a_statement_has_a_budget_and_something_to_hold_against_it() -> None:
    assert is_statement_header(HEADER)
    assert is_statement_header(("Project", "Capital Allocation", "Allocation to Date", "Actual"))
    assert not is_statement_header(("Ref", "Measure", "20/21 Actual", "21/22 Target"))
    assert not is_statement_header(("Service", "Annual Budget"))


def test_the_date_and_the_unit_are_those_that_are_printed() -> None:
    """R8.1: a statement has its unit and its date, or says that it has not."""
    assert as_at_in("Revenue budget as at 30th September 2021") == dt.date(2021, 9, 30)
    assert as_at_in("Revenue budget as at 31 June 2021") is None
    assert as_at_in("Revenue budget for September 2021") is None
    assert money_unit_in(HEADER) is MoneyUnit.THOUSANDS
    assert money_unit_in(("Budget £", "Actual £")) is MoneyUnit.POUNDS
    assert money_unit_in(("Budget £m",)) is MoneyUnit.MILLIONS
    assert money_unit_in(("Budget £m", "Actual £'000")) is None
    assert money_unit_in(("Budget", "Actual")) is None


def statement(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Statement:
    return statement_of("Revenue budget as at 30 September 2021", header, rows)


SPEND = ("Staff", "1,000", "500", "520", "(20)")


def test_rows_without_amounts_name_the_block_of_those_below() -> None:
    found = statement(
        ("Expenditure", "", "", "", ""), SPEND, ("Income", "", "", "", ""), ("Fees", "-80", "-40", "-45", "5")
    )
    assert [(line.section, line.label) for line in found.lines] == [("Expenditure", "Staff"), ("Income", "Fees")]
    assert [cell.value for cell in found.lines[0].cells] == [Decimal(1000), Decimal(500), Decimal(520), Decimal(-20)]
    assert [cell.original for cell in found.lines[0].cells] == ["1,000", "500", "520", "(20)"]
    assert found.as_at == dt.date(2021, 9, 30)


@pytest.mark.parametrize(
    ("rows", "convention"),
    [
        ([SPEND], Convention.OVERSPEND_IN_BRACKETS),
        ([("Staff", "1,000", "500", "520", "20")], Convention.UNDERSPEND_IN_BRACKETS),
        ([SPEND, ("Rent", "100", "50", "60", "10")], None),  # one row says one thing, one the other
        ([("Staff", "1,000", "500", "500", "0")], None),
        ([("Staff", "1,000", "500", "N/A", "(20)")], None),
    ],
)
def test_what_brackets_mean_is_told_by_the_numbers_or_not_at_all(
    rows: list[tuple[str, ...]], convention: Convention | None
) -> None:
    """R8.3: brackets mean only what the statement shows that they mean."""
    assert statement(*rows).convention is convention


FORECAST = (*HEADER, "Forecast Outturn £'000")


def test_a_forecast_that_can_be_no_level_is_a_variance() -> None:
    """R8.4: a level and a variance are different things, whatever the heading says."""
    rows = [
        ("Staff", "1,000", "500", "520", "(20)", "(40)"),
        ("Rent", "200", "100", "90", "10", "15"),
        ("Fuel", "80", "40", "44", "(4)", "(9)"),
    ]
    found, notes = settle_forecast(statement(*rows, header=FORECAST))
    assert found.columns[-1].role is BudgetRole.FORECAST_VARIANCE
    assert "holds the forecast variance" in notes[0].what


def test_a_forecast_that_can_be_a_level_is_left_as_its_heading_says() -> None:
    rows = [
        ("Staff", "1,000", "500", "520", "(20)", "1,040"),
        ("Rent", "200", "100", "90", "10", "185"),
        ("Fuel", "80", "40", "44", "(4)", "89"),
    ]
    found, notes = settle_forecast(statement(*rows, header=FORECAST))
    assert found.columns[-1].role is BudgetRole.FORECAST_OUTTURN
    assert notes == ()
