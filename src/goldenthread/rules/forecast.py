"""Where a cumulative figure will end the year, by four methods that move the answer: so each says which it is (handbook 4.4).

A percentage is forecast by its numerator and its denominator, each by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.periods import Period
from goldenthread.rules.aggregation import average, ratio

_MONTHS_IN_A_YEAR = 12


class Forecast(NamedTuple):
    """A forecast for the year's end, to be marked [f], and the method by which it was made, in words."""

    value: Decimal
    method: str


def by_months(so_far: Decimal, window: Period) -> Forecast | None:
    """An even year by whole months: so far x 12 / months gone. None when the window is not of whole months."""
    months = window.months
    if months is None or months > _MONTHS_IN_A_YEAR:
        return None
    return Forecast(so_far * _MONTHS_IN_A_YEAR / months, f"an even year, {months} of 12 months gone")


def by_days(so_far: Decimal, window: Period) -> Forecast | None:
    """An even year by days: so far x days in the year / days gone. The year is the twelve months from the window's start."""
    first = window.start
    if (first.month, first.day) == (2, 29):
        return None
    gone, year = (window.end - first).days + 1, (first.replace(year=first.year + 1) - first).days
    if gone > year:
        return None
    return Forecast(so_far * year / gone, f"an even year, {gone} of {year} days gone")


def seasonal(so_far: Decimal, shares: Sequence[Decimal]) -> Forecast | None:
    """The shape of earlier years: so far / the mean share of the year's total reached by now in each of them."""
    share = average(shares)
    if not share:
        return None
    years = "last year" if len(shares) == 1 else f"the last {len(shares)} years"
    return Forecast(so_far / share, f"the shape of {years}, with {share * 100:.0f}% reached by this point")


def run_rate(so_far: Decimal, months_left: int, recent: Sequence[Decimal]) -> Forecast | None:
    """The recent pace kept up: so far + months left x the mean of the recent months."""
    pace = average(recent)
    if pace is None:
        return None
    return Forecast(so_far + months_left * pace, f"the pace of the last {len(recent)} months for {months_left} more")


def of_ratio(numerator: Forecast | None, denominator: Forecast | Decimal | None, multiplier: int) -> Forecast | None:
    """The forecast of a rate or percentage from those of its parts; a denominator that stands still is a number."""
    if numerator is None or denominator is None:
        return None
    below = denominator.value if isinstance(denominator, Forecast) else denominator
    value = ratio(numerator.value, below, multiplier)
    return None if value is None else Forecast(value, numerator.method)
