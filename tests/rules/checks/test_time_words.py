"""The quarters and dates that sentences name are found as people print them, and nothing else is taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.periods import MONTHS
from goldenthread.rules.checks.time_words import dates_in, quarters_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("In Quarter 2 of 2021/22 and Q1", [(2, 2021), (1, None)]),
        ("the first quarter period", [(1, None)]),
        ("Q3 2020-21 saw", [(3, 2020)]),
        ("Quarter 4 2021", [(4, None)]),  # of 2020/21, or of 2021/22
        ("the final quarter", [(4, None)]),
        ("a quarter of pupils, Q10 and 3 quarters", []),
        ("Q2 45% and Q1 40", [(2, None), (1, None)]),
    ],
)
def test_quarters(text: str, named: list[tuple[int, int | None]]) -> None:
    assert [(one.number, one.year) for one in quarters_in(text)] == named


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("up to 30th June 2024.", [(date(2024, 6, 30), date(2024, 6, 30))]),
        ("in Feb 2024", [(date(2024, 2, 1), date(2024, 2, 29))]),
        ("31 June 2024", []),
        ("may 2000 homes be built?", []),
        ("on 4 may 2021", [(date(2021, 5, 4), date(2021, 5, 4))]),
        ("in 2024", []),
    ],
)
def test_dates(text: str, days: list[tuple[date, date]]) -> None:
    assert [(one.first, one.last) for one in dates_in(text)] == days


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_found_where_it_stands(day: date) -> None:
    printed = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    (found,) = dates_in(f"It opened on {printed}, and closed.")
    assert (found.first, found.text, found.start) == (day, printed, len("It opened on "))
