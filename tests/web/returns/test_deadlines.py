"""Deadlines counted back in working days: the handbook's rows, and what holds of any day."""

from __future__ import annotations

import socket
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.periods import Period
from goldenthread.web.returns import deadlines
from goldenthread.web.returns.deadlines import (
    clear_days,
    deadlines_for,
    is_working,
    known_years,
    latest_publish,
    step,
    working_days_between,
)
from goldenthread.web.returns.models import Round

Q2 = Period.financial_quarter(2021, 2)
DAYS = st.dates(date(2012, 6, 1), date(2028, 6, 1))
CLOSED = st.frozensets(st.dates(date(2012, 1, 1), date(2028, 12, 31)), max_size=30)


@pytest.mark.parametrize(
    ("meeting", "clear", "publish"),
    [
        (date(2022, 1, 24), ["2022-01-17", "2022-01-18", "2022-01-19", "2022-01-20", "2022-01-21"], date(2022, 1, 14)),
        (date(2026, 4, 8), ["2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-07"], date(2026, 3, 27)),
        (date(2027, 1, 4), ["2026-12-23", "2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31"], date(2026, 12, 22)),
    ],
)
def test_papers_go_out_five_clear_days_before(meeting: date, clear: list[str], publish: date) -> None:
    assert latest_publish(meeting, ()) == publish
    between = [publish + timedelta(days=n) for n in range(1, (meeting - publish).days)]
    assert [str(day) for day in between if is_working(day, ())] == clear


def test_days_on_which_the_council_is_closed_move_the_day_back() -> None:
    between_the_years = {date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)}
    assert latest_publish(date(2027, 1, 4), between_the_years) == date(2026, 12, 17)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 6), False),  # Easter Monday, which Scotland does not have
        (date(2026, 8, 31), False),  # the summer holiday of England
        (date(2026, 8, 3), True),  # that of Scotland
        (date(2026, 3, 17), True),  # St Patrick's
        (date(2022, 9, 19), False),  # the Queen's funeral
        (date(2026, 4, 4), False),  # a Saturday
        (date(2026, 4, 7), True),
    ],
)
def test_the_holidays_are_those_of_england(day: date, works: bool) -> None:
    assert is_working(day, ()) is works


def test_working_days_are_counted_and_stepped() -> None:
    thursday, tuesday = date(2026, 4, 2), date(2026, 4, 7)
    assert step(thursday, 1, ()) == tuesday
    assert step(tuesday, -1, ()) == thursday
    assert step(date(2026, 4, 4), 0, ()) == date(2026, 4, 4)
    assert working_days_between(thursday, tuesday, ()) == 1
    assert working_days_between(tuesday, thursday, ()) == -1
    assert working_days_between(tuesday, tuesday, ()) == 0
    assert working_days_between(date(2026, 4, 6), date(2026, 4, 10), {date(2026, 4, 8)}) == 3
    assert clear_days(thursday, tuesday, ()) == 0
    assert clear_days(date(2026, 4, 1), tuesday, ()) == 1


def test_the_days_of_a_round() -> None:
    found = deadlines_for(Q2, date(2022, 1, 24), ())
    assert found.days == {
        "opens": date(2021, 10, 1),
        "officers_by": date(2021, 12, 30),
        "directors_by": date(2022, 1, 7),
        "performance_by": date(2022, 1, 12),
        "despatch_by": date(2022, 1, 14),
        "meeting_on": date(2022, 1, 24),
    }
    assert found.warnings == ()
    assert set(found.reasons) == set(found.days)
    assert found.reasons["opens"] == "The first working day after the last day observed."
    assert found.reasons["officers_by"].startswith("5 working days before directors finish")
    assert found.reasons["directors_by"].startswith("3 working days before the performance officer finishes")
    assert found.reasons["performance_by"].startswith("2 working days before the papers go out")
    assert found.reasons["despatch_by"].startswith("5 clear days before the meeting")


def test_reasons_hold_for_days_changed_by_hand() -> None:
    days = deadlines_for(Q2, date(2022, 1, 24), ()).days | {
        "opens": date(2021, 10, 4),
        "performance_by": date(2022, 1, 13),
        "despatch_by": date(2022, 1, 20),
    }
    says = deadlines.reasons_for(Q2, days, ())
    assert says["opens"] == "The quarter is complete from Thursday 30 September 2021 on."
    assert says["directors_by"].startswith("4 working days before")
    assert says["despatch_by"].startswith("1 clear day before")
    (warning,) = deadlines.warnings_for(days, ())
    assert "The papers would go out 1 clear day before the meeting." in warning
    assert "send them out by Friday 14 January 2022" in warning


def test_too_little_time_is_said_with_what_to_do() -> None:
    found = deadlines_for(Q2, date(2021, 10, 25), ())
    assert found.officers_by == date(2021, 10, 1)
    (warning,) = found.warnings
    assert warning == (
        "Officers have 0 working days to answer after updates are taken. "
        "Most need at least 5: choose a later meeting, or a later day for them."
    )
    (warning,) = deadlines_for(Q2, date(2021, 10, 18), ()).warnings
    assert warning.startswith("There is too little time between the end of the quarter and this meeting.")
    assert "answer by Friday 24 September 2021, before updates are taken from Friday 1 October 2021" in warning


def test_a_meeting_on_a_holiday_is_asked_about() -> None:
    (warning,) = deadlines_for(Q2, date(2022, 1, 3), ()).warnings
    assert warning == "Monday 3 January 2022 is no working day: the board would meet."
    (warning,) = deadlines_for(Q2, date(2022, 1, 25), {date(2022, 1, 25)}).warnings
    assert warning == "Tuesday 25 January 2022 is no working day: the board would meet."


def test_years_that_the_list_does_not_cover_are_said() -> None:
    last = known_years()[-1]
    assert last >= 2028
    found = deadlines_for(Period.financial_quarter(last, 3), date(last + 1, 2, 20), ())
    assert any(f"Bank holidays are known here for 2012 to {last} only" in one for one in found.warnings)
    assert any(f"those of {last + 1} are not counted" in one for one in found.warnings)
    assert not any("Bank holidays" in one for one in deadlines_for(Q2, date(2022, 1, 24), ()).warnings)


def test_the_network_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    deadlines._bank_holidays.cache_clear()
    assert latest_publish(date(2026, 4, 8), ()) == date(2026, 3, 27)


def test_the_document_counts_as_the_code_does() -> None:
    page = (Path(__file__).parents[3] / "docs" / "rounds.md").read_text(encoding="utf-8")
    called = {one.name: str(one.verbose_name) for one in Round._meta.concrete_fields}
    names = [called[name] for name in deadlines.NAMES]
    rows = [line.casefold() for line in page.splitlines() if line.startswith("| ")]
    assert [name for name in names if not any(row.startswith(f"| {name} |") for row in rows)] == []
    says = deadlines_for(Q2, date(2022, 1, 24), ()).reasons
    for name in ("officers_by", "directors_by", "performance_by", "despatch_by"):
        row = next(row for row in rows if row.startswith(f"| {names[deadlines.NAMES.index(name)]} |"))
        counted = " ".join(says[name].split()[:3])
        assert counted in row, name


@given(DAYS, CLOSED)
def test_papers_are_out_in_time_and_not_a_day_sooner_than_need_be(meeting: date, closed: frozenset[date]) -> None:
    publish = latest_publish(meeting, closed)
    assert is_working(publish, closed)
    assert clear_days(publish, meeting, closed) == 5
    later = step(publish, 1, closed)
    assert clear_days(later, meeting, closed) < 5


@given(DAYS, st.integers(-60, 60), CLOSED)
def test_a_step_covers_that_many_working_days(day: date, n: int, closed: frozenset[date]) -> None:
    reached = step(day, n, closed)
    if n > 0:
        assert working_days_between(day, reached, closed) == n
    elif n < 0:
        assert sum(is_working(reached + timedelta(days=d), closed) for d in range((day - reached).days)) == -n
    assert n == 0 or is_working(reached, closed)


@given(DAYS, CLOSED, st.integers(0, 3))
def test_deadlines_stand_in_order_before_the_meeting(meeting: date, closed: frozenset[date], quarter: int) -> None:
    found = deadlines_for(Period.financial_quarter(meeting.year - 1, quarter + 1), meeting, closed)
    assert found.officers_by < found.directors_by < found.performance_by < found.despatch_by < found.meeting_on
    assert all(is_working(getattr(found, name), closed) for name in ("officers_by", "directors_by", "performance_by"))
    assert (found.opens > found.officers_by) == any("too little time" in one for one in found.warnings)
