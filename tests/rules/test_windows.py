"""Windows of figures (handbook 4.1; R6.3): from what is printed and from the time basis, or none where it is not certain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Column, Figure, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import Calendar, TimeBasis
from goldenthread.rules.windows import window_of
from tests.rules.measures import CURRENT, LAST_ACTUAL, Q1, definition

FIGURE = Figure(value=Decimal(5))


@pytest.mark.parametrize(
    ("basis", "calendar", "words"),
    [
        (TimeBasis.SNAPSHOT, None, "30 June 2024"),
        (TimeBasis.PERIOD, None, "April to June 2024"),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, None, "April to June 2024"),
        (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, Calendar.CALENDAR, "January to June 2024"),
        (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, None, "September 2023 to June 2024"),
        (TimeBasis.ROLLING_TWELVE_MONTHS, None, "July 2023 to June 2024"),
        (TimeBasis.ANNUAL, None, "April 2024 to March 2025"),
        (TimeBasis.ANNUAL, Calendar.ACADEMIC, "September 2023 to August 2024"),
        (TimeBasis.YEAR_END_FORECAST, Calendar.CALENDAR, "January to December 2024"),
        (None, None, None),
    ],
)
def test_the_window_of_a_current_figure(basis: TimeBasis | None, calendar: Calendar | None, words: str | None) -> None:
    found = window_of(FIGURE, CURRENT, definition(basis=basis, calendar=calendar), Q1)
    assert (found.in_words if found else None) == words


def test_a_school_years_actual_under_a_financial_years_heading() -> None:
    found = window_of(FIGURE, LAST_ACTUAL, definition(basis=TimeBasis.ACADEMIC_YEAR_CUMULATIVE), Q1)
    assert found == Period.academic_year(2023)


@pytest.mark.parametrize("qualifier", ["last term", "2023 YTD", "so far", "as at May"])
def test_a_qualifier_that_names_an_undated_time_leaves_it_open(qualifier: str) -> None:
    figure = FIGURE.model_copy(update={"qualifier": qualifier})
    assert window_of(figure, CURRENT, definition(), Q1) is None


@pytest.mark.parametrize("qualifier", ["with all costs", "of eligible", "Projected", "May Street homes only"])
def test_a_qualifier_that_names_no_time_changes_nothing(qualifier: str) -> None:
    figure = FIGURE.model_copy(update={"qualifier": qualifier})
    found = window_of(figure, CURRENT, definition(), Q1)
    assert (found is None) is ("May" in qualifier)  # a month's name is left open: silence, not a guess


def test_year_end_is_the_whole_year() -> None:
    figure = FIGURE.model_copy(update={"qualifier": "Projected year end"})
    assert window_of(figure, CURRENT, definition(basis=None), Q1) == Period.financial_year(2024)


def test_a_column_of_unknown_meaning_has_no_window() -> None:
    assert window_of(FIGURE, Column(heading="Baseline", role=Role.BASELINE), definition(), Q1) is None
    assert window_of(FIGURE, CURRENT, definition(), None) is None


@given(st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)))
def test_windows_end_with_the_period_and_start_with_their_year(day: dt.date) -> None:
    """R6.3: by dates alone; an academic year to date at the end of September holds only September."""
    period = Period.month(day.year, day.month)
    for basis, first in ((TimeBasis.FINANCIAL_YEAR_CUMULATIVE, 4), (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, 9)):
        found = window_of(FIGURE, CURRENT, definition(basis=basis), period)
        assert found is not None
        assert (found.start.day, found.start.month, found.end) == (1, first, period.end)
        assert found.months == (period.end.month - first) % 12 + 1
    rolling = window_of(FIGURE, CURRENT, definition(basis=TimeBasis.ROLLING_TWELVE_MONTHS), period)
    assert rolling is not None
    assert rolling.months == 12
