"""The deadlines of a round, counted back in working days from the board's meeting, each with its reason in words (R7.1).

The law asks that papers are out five clear days before the meeting; what comes before is the time that each person needs.
Bank holidays are those of England and Wales as the government lists them, from the list that comes with the package
govuk-bank-holidays: the network is never asked. Days on which the council is closed are handed in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final

from govuk_bank_holidays.bank_holidays import BankHolidays

from goldenthread.model.periods import Period

CLEAR_DAYS: Final = 5
"""Clear days between the day on which papers are sent out and the meeting (Local Government Act 1972, s100B; SI 2002/715)."""

_PERFORMANCE: Final = 2
_DIRECTORS: Final = 3
_OFFICERS: Final = 5
"""Working days that each step needs: papers put together, updates approved, and the least that officers need to answer."""

_DAY: Final = timedelta(days=1)

NAMES: Final = ("opens", "officers_by", "directors_by", "performance_by", "despatch_by", "meeting_on")
"""The days of a round in their order, as its row calls them."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days of a round. `reasons` says of each, by its name, why it is that day; `warnings` what to look at first."""

    opens: date
    officers_by: date
    directors_by: date
    performance_by: date
    despatch_by: date
    meeting_on: date
    reasons: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def days(self) -> dict[str, date]:
        """The days alone, by their names."""
        return {name: getattr(self, name) for name in NAMES}


# ---- working days ----


@cache
def _bank_holidays() -> frozenset[date]:
    known = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(one["date"] for one in known)


def known_years() -> range:
    """The years whose bank holidays are listed in the copy that we have."""
    return range(min(_bank_holidays()).year, max(_bank_holidays()).year + 1)


def is_working(day: date, closed: Collection[date]) -> bool:
    """Monday to Friday, no bank holiday in England, and the council is not closed."""
    return day.weekday() < 5 and day not in _bank_holidays() and day not in closed


def step(day: date, n: int, closed: Collection[date]) -> date:
    """The day that is `n` working days on, or back where `n` is negative; the day itself for nought."""
    way = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += way
        while not is_working(day, closed):
            day += way
    return day


def working_days_between(a: date, b: date, closed: Collection[date]) -> int:
    """How many working days come after `a` up to `b`, `b` counted; negative where `b` is the earlier."""
    if b < a:
        return -working_days_between(b, a, closed)
    return sum(is_working(a + _DAY * n, closed) for n in range(1, (b - a).days + 1))


def clear_days(publish: date, meeting: date, closed: Collection[date]) -> int:
    """The whole working days between the two, neither of them counted."""
    return sum(is_working(publish + _DAY * n, closed) for n in range(1, (meeting - publish).days))


def latest_publish(meeting: date, closed: Collection[date], clear_days: int = CLEAR_DAYS) -> date:
    """The last working day on which papers can be sent out with that many clear days before the meeting (R7.1)."""
    return step(meeting, -clear_days - 1, closed)


# ---- a round's days ----


def deadlines_for(observed: Period, meeting_on: date, closed: Collection[date]) -> Deadlines:
    """The days of a round that observes a quarter, counted back from the meeting. They are proposals: each can be changed.

    Where there is too little time the days still stand as counted, and a warning says what to do.
    """
    despatch = latest_publish(meeting_on, closed)
    performance = step(despatch, -_PERFORMANCE, closed)
    directors = step(performance, -_DIRECTORS, closed)
    officers = step(directors, -_OFFICERS, closed)
    opens = step(observed.end, 1, closed)
    days = dict(zip(NAMES, (opens, officers, directors, performance, despatch, meeting_on), strict=True))
    return Deadlines(**days, reasons=reasons_for(observed, days, closed), warnings=warnings_for(days, closed))


def reasons_for(observed: Period, days: Mapping[str, date], closed: Collection[date]) -> dict[str, str]:
    """Why each day is that day, in words that hold for days that were changed by hand too."""

    def before(name: str, later: str) -> str:
        return _working_days(working_days_between(days[name], days[later], closed))

    first = step(observed.end, 1, closed) == days["opens"]
    return {
        "opens": "The first working day after the last day observed."
        if first
        else f"The quarter is complete from {written(observed.end)} on.",
        "officers_by": f"{before('officers_by', 'directors_by')} before directors finish: "
        "they read each update and can send it back.",
        "directors_by": f"{before('directors_by', 'performance_by')} before the performance officer finishes: "
        "what came late is chased, and the figures are checked against each other.",
        "performance_by": f"{before('performance_by', 'despatch_by')} before the papers go out: "
        "they are put together, read and frozen. No update is taken after this day without leave.",
        "despatch_by": f"{_clear(days, closed)} before the meeting, neither this day nor the meeting counted. "
        f"The law asks for {CLEAR_DAYS}.",
        "meeting_on": "The board meets. All other days are counted back from this one.",
    }


def warnings_for(days: Mapping[str, date], closed: Collection[date]) -> tuple[str, ...]:
    """What somebody should know before they use these days. Nothing here is refused: what cannot be, the record refuses."""
    found = [*_of_order(days), *_of_time(days, closed), *_of_law(days, closed), *_of_calendar(days, closed)]
    return tuple(found)


def _of_order(days: Mapping[str, date]) -> list[str]:
    for earlier, later in pairwise(NAMES):
        if days[earlier] > days[later] and earlier == "opens":
            return [
                "There is too little time between the end of the quarter and this meeting. Counted back, officers would have to "
                f"answer by {written(days['officers_by'])}, before updates are taken from {written(days['opens'])}. "
                "Choose a later meeting, or change the days so that each step is shorter."
            ]
    return []


def _of_time(days: Mapping[str, date], closed: Collection[date]) -> list[str]:
    if days["opens"] > days["officers_by"]:
        return []
    left = working_days_between(days["opens"], days["officers_by"], closed)
    if left >= _OFFICERS:
        return []
    return [
        f"Officers have {_working_days(left).lower()} to answer after updates are taken. "
        f"Most need at least {_OFFICERS}: choose a later meeting, or a later day for them."
    ]


def _of_law(days: Mapping[str, date], closed: Collection[date]) -> list[str]:
    if clear_days(days["despatch_by"], days["meeting_on"], closed) >= CLEAR_DAYS:
        return []
    latest = latest_publish(days["meeting_on"], closed)
    return [
        f"The papers would go out {_clear(days, closed)} before the meeting. The law asks for {CLEAR_DAYS}: send them out by "
        f"{written(latest)}, or the chair must agree that the item is urgent."
    ]


def _of_calendar(days: Mapping[str, date], closed: Collection[date]) -> list[str]:
    found = [
        f"{written(days[name])} is no working day: {what}."
        for name, what in (("meeting_on", "the board would meet"), ("despatch_by", "the papers would go out"))
        if not is_working(days[name], closed)
    ]
    outside = sorted({day.year for day in days.values()} - set(known_years()))
    if outside:
        years = " and ".join(map(str, outside))
        known = known_years()
        found.append(
            f"Bank holidays are known here for {known[0]} to {known[-1]} only, so those of {years} are not counted. "
            "Add them to the days on which the council is closed, then count the days back again."
        )
    return found


def written(day: date) -> str:
    """A day as people write it: "Friday 14 January 2022"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def _clear(days: Mapping[str, date], closed: Collection[date]) -> str:
    number = clear_days(days["despatch_by"], days["meeting_on"], closed)
    return "1 clear day" if number == 1 else f"{number} clear days"


def _working_days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"
