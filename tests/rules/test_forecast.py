"""Forecasts for the year's end: the handbook's worked examples (4.4, 6.3), each with its method in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.model.periods import Period
from goldenthread.rules.forecast import Forecast, by_days, by_months, of_ratio, run_rate, seasonal

Q1 = Period.financial_quarter(2023, 1)
CHILDREN = Decimal(28_000)
REFERRALS = Decimal(450)


def rate(forecast: Forecast | None) -> Decimal:
    found = of_ratio(forecast, CHILDREN, 10_000)
    assert found is not None
    return round(found.value, 1)


def test_the_method_moves_the_answer_by_a_seventh() -> None:
    """450 referrals in Quarter 1 among 28,000 children; 2023/24 has 366 days, so the example's year is 2022/23."""
    year = Period.financial_quarter(2022, 1)
    assert rate(by_months(REFERRALS, year)) == Decimal("642.9")
    assert rate(by_days(REFERRALS, year)) == Decimal("644.6")
    assert rate(seasonal(REFERRALS, [Decimal("0.22")])) == Decimal("730.5")


def test_three_quarters_of_a_year() -> None:
    """Handbook 6.3: 1,290 by the third quarter."""
    window = Period.span(Q1.start, Period.financial_quarter(2023, 3).end)
    assert rate(by_months(Decimal(1290), window)) == Decimal("614.3")


def test_a_leap_year_has_its_own_days() -> None:
    found = by_days(Decimal(91), Q1)
    assert found is not None
    assert found.value == 366
    assert found.method == "an even year, 91 of 366 days gone"


def test_the_recent_pace() -> None:
    found = run_rate(Decimal(60), 6, [Decimal(8), Decimal(12)])
    assert found == Forecast(Decimal(120), "the pace of the last 2 months for 6 more")


@pytest.mark.parametrize(
    ("made", "method"),
    [
        (by_months(REFERRALS, Q1), "an even year, 3 of 12 months gone"),
        (seasonal(REFERRALS, [Decimal("0.22")]), "the shape of last year, with 22% reached by this point"),
        (
            seasonal(REFERRALS, [Decimal("0.2"), Decimal("0.3")]),
            "the shape of the last 2 years, with 25% reached by this point",
        ),
    ],
)
def test_each_says_its_method(made: Forecast | None, method: str) -> None:
    assert made is not None
    assert made.method == method


def test_a_percentage_is_forecast_by_its_parts() -> None:
    """30 of 40 so far, and a year of 100: not 75% made into 300%."""
    top, bottom = by_months(Decimal(30), Q1), by_months(Decimal(40), Q1)
    found = of_ratio(top, bottom, 100)
    assert found is not None
    assert found.value == 75


def test_what_cannot_be_forecast_is_none() -> None:
    odd = Period.span(Q1.start, Q1.start.replace(day=15))
    long = Period.span(Q1.start, Q1.end.replace(year=2025))
    assert by_months(REFERRALS, odd) is None
    assert by_months(REFERRALS, long) is None
    assert by_days(REFERRALS, long) is None
    assert seasonal(REFERRALS, []) is None
    assert seasonal(REFERRALS, [Decimal(0)]) is None
    assert run_rate(REFERRALS, 3, []) is None
    assert of_ratio(None, CHILDREN, 100) is None
    assert of_ratio(by_months(REFERRALS, Q1), Decimal(0), 100) is None
