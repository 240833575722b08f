"""How values are written in the history."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.web.history.words import LONGEST, moment, shortened, shown, what_changed, year


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "not stated"),
        ("", "not stated"),
        ([], "not stated"),
        (Decimal("95.000000"), "95"),
        (Decimal("0.500000"), "0.5"),
        (Decimal("1200.000000"), "1200"),
        (Decimal(0), "0"),
        (0, "0"),
        (True, "yes"),
        (False, "no"),
        (date(2021, 5, 3), "3 May 2021"),
        ("Two\n words", "“Two words”"),
        (["p", "e"], "“p”, “e”"),
    ],
)
def test_values_are_written_for_people(value: Any, text: str) -> None:
    assert shown(value) == text


def test_a_choice_is_shown_by_its_word() -> None:
    assert shown("gbp", {"gbp": "Pounds (£)"}) == "pounds (£)"
    assert shown(["p"], {"p": "provisional"}) == "provisional"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2021, 5, 10, 8, 30, tzinfo=UTC), "10 May 2021 at 9.30am"),
        (datetime(2021, 12, 10, 8, 5, tzinfo=UTC), "10 December 2021 at 8.05am"),
        (datetime(2021, 5, 10, 11, 0, tzinfo=UTC), "10 May 2021 at 12.00pm"),
        (datetime(2021, 5, 9, 23, 15, tzinfo=UTC), "10 May 2021 at 12.15am"),
    ],
)
def test_times_are_those_of_london(at: datetime, text: str) -> None:
    assert moment(at) == text


def test_a_financial_year_has_both_its_years() -> None:
    assert [year(2021), year(1999)] == ["2021/22", "1999/00"]


def test_short_texts_are_told_whole() -> None:
    assert what_changed("“Attendance”", "“Attendance at school”") == ("“Attendance”", "“Attendance at school”")


def test_long_texts_are_cut_to_where_they_differ() -> None:
    same = "Those who attended at least half of all sessions that were open to them in the term, "
    before, after = f"“{same} of all pupils on the roll.”", f"“{same} of all pupils of school age.”"
    assert what_changed(before, after) == ("“…of all pupils on the roll.”", "“…of all pupils of school age.”")


def test_a_long_text_that_comes_or_goes_is_cut_at_its_end() -> None:
    long = f"“{'many words ' * 20}”"
    before, after = what_changed("not stated", long)
    assert before == "not stated"
    assert after.endswith("…”")
    assert len(after) <= LONGEST + 2


def test_what_is_cut_ends_with_a_word() -> None:
    assert shortened("one two three", 9) == "one two…"
