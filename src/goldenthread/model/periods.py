"""Dated windows of time, as UK councils name them: which days a figure covers, and which window it may be compared with.

A period is its first and last day and its kind; the words printed for it are worked out from these, so that a label
and its dates can never disagree (handbook chapter 4, R4.6 and R6.3: key on window dates, never on "Q2").
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from goldenthread.model.values import Value

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class PeriodKind(StrEnum):
    """What sort of window a period is. `span` is any run of whole months or days with no name of its own."""

    FINANCIAL_YEAR = "financial year"
    FINANCIAL_HALF = "financial half-year"
    FINANCIAL_QUARTER = "financial quarter"
    ACADEMIC_YEAR = "academic year"
    AUTUMN_TERM = "autumn term"
    SPRING_TERM = "spring term"
    SUMMER_TERM = "summer term"
    CALENDAR_YEAR = "calendar year"
    MONTH = "month"
    ROLLING_TWELVE_MONTHS = "rolling twelve months"
    SPAN = "span"


# kind -> (first month, number of months); academic terms by month, as in DfE's time identifiers (handbook 1.3)
_SHAPES: dict[PeriodKind, tuple[int, int]] = {
    PeriodKind.FINANCIAL_YEAR: (4, 12),
    PeriodKind.ACADEMIC_YEAR: (9, 12),
    PeriodKind.CALENDAR_YEAR: (1, 12),
    PeriodKind.AUTUMN_TERM: (9, 4),
    PeriodKind.SPRING_TERM: (1, 4),
    PeriodKind.SUMMER_TERM: (5, 4),
}
_TERMS = (PeriodKind.AUTUMN_TERM, PeriodKind.SPRING_TERM, PeriodKind.SUMMER_TERM)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The first day of the month that is `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


class Period(Value):
    """A window of days, both ends included. Order is by start, then end."""

    kind: PeriodKind
    start: date
    end: date

    @model_validator(mode="after")
    def _dates_fit_the_kind(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"The period ends ({self.end}) before it starts ({self.start}).")
        expected: tuple[date, date] | None = None
        match self.kind:
            case PeriodKind.SPAN:
                return self
            case PeriodKind.MONTH:
                expected = (self.start.replace(day=1), month_end(self.start.year, self.start.month))
            case PeriodKind.ROLLING_TWELVE_MONTHS:
                expected = (add_months(self.end, -11), month_end(self.end.year, self.end.month))
            case PeriodKind.FINANCIAL_QUARTER | PeriodKind.FINANCIAL_HALF:
                length = 3 if self.kind is PeriodKind.FINANCIAL_QUARTER else 6
                first = add_months(self.start, -((self.start.month - 4) % length))
                expected = (first, add_months(first, length) - timedelta(days=1))
            case _:
                month, length = _SHAPES[self.kind]
                first = date(self.start.year, month, 1)
                expected = (first, add_months(first, length) - timedelta(days=1))
        if (self.start, self.end) != expected:
            raise ValueError(f"{self.start} to {self.end} is not a {self.kind.value}.")
        return self

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    # ---- making one ----

    @classmethod
    def span(cls, start: date, end: date) -> Period:
        """The period from `start` to `end`, under its usual name where it has one."""
        if start.day == 1 and end == month_end(end.year, end.month):
            for kind in (
                PeriodKind.FINANCIAL_QUARTER,
                PeriodKind.FINANCIAL_YEAR,
                PeriodKind.FINANCIAL_HALF,
                PeriodKind.ACADEMIC_YEAR,
                PeriodKind.CALENDAR_YEAR,
                PeriodKind.MONTH,
            ):
                try:
                    return cls(kind=kind, start=start, end=end)
                except ValueError:
                    continue
        return cls(kind=PeriodKind.SPAN, start=start, end=end)

    @classmethod
    def financial_year(cls, year: int) -> Period:
        """1 April of `year` to 31 March of the next."""
        return cls._shaped(PeriodKind.FINANCIAL_YEAR, year)

    @classmethod
    def financial_quarter(cls, year: int, quarter: int) -> Period:
        """Quarter 1 (April to June) to 4 (January to March) of the financial year that starts in `year`."""
        if not 1 <= quarter <= 4:
            raise ValueError(f"A financial year has quarters 1 to 4; {quarter} is not one of them.")
        start = add_months(date(year, 4, 1), 3 * (quarter - 1))
        return cls(kind=PeriodKind.FINANCIAL_QUARTER, start=start, end=add_months(start, 3) - timedelta(days=1))

    @classmethod
    def academic_year(cls, year: int) -> Period:
        """1 September of `year` to 31 August of the next."""
        return cls._shaped(PeriodKind.ACADEMIC_YEAR, year)

    @classmethod
    def term(cls, kind: PeriodKind, academic_year: int) -> Period:
        """A term of the academic year that starts in `academic_year`: to December, to April, or to August."""
        return cls._shaped(kind, academic_year if kind is PeriodKind.AUTUMN_TERM else academic_year + 1)

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        """1 January to 31 December."""
        return cls._shaped(PeriodKind.CALENDAR_YEAR, year)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(kind=PeriodKind.MONTH, start=date(year, month, 1), end=month_end(year, month))

    @classmethod
    def rolling_twelve_months(cls, end: date) -> Period:
        """The twelve whole months that finish with the month of `end`."""
        return cls(
            kind=PeriodKind.ROLLING_TWELVE_MONTHS, start=add_months(end, -11), end=month_end(end.year, end.month)
        )

    @classmethod
    def financial_quarter_of(cls, day: date) -> Period:
        """The financial quarter that holds `day`."""
        year = financial_year_of(day)
        return cls.financial_quarter(year, (day.month - 4) % 12 // 3 + 1)

    @classmethod
    def financial_half_of(cls, day: date) -> Period:
        """April to September, or October to March, whichever holds `day`."""
        start = add_months(day, -((day.month - 4) % 6))
        return cls(kind=PeriodKind.FINANCIAL_HALF, start=start, end=add_months(start, 6) - timedelta(days=1))

    @classmethod
    def financial_year_to_date(cls, day: date) -> Period:
        """From 1 April to `day`: the window of a financial-year cumulative measure."""
        return cls.span(date(financial_year_of(day), 4, 1), day)

    @classmethod
    def academic_year_to_date(cls, day: date) -> Period:
        """From 1 September to `day`. At 30 September it holds September alone (R6.3): the count starts afresh."""
        return cls.span(date(day.year if day.month >= 9 else day.year - 1, 9, 1), day)

    @classmethod
    def _shaped(cls, kind: PeriodKind, year: int) -> Period:
        month, length = _SHAPES[kind]
        start = date(year, month, 1)
        return cls(kind=kind, start=start, end=add_months(start, length) - timedelta(days=1))

    # ---- its neighbours ----

    @property
    def quarter(self) -> int | None:
        """1 to 4 for a financial quarter, else None."""
        return (self.start.month - 4) % 12 // 3 + 1 if self.kind is PeriodKind.FINANCIAL_QUARTER else None

    @property
    def months(self) -> int | None:
        """How many whole months it covers, or None when it does not start and end with a month."""
        if self.start.day != 1 or self.end != month_end(self.end.year, self.end.month):
            return None
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def shifted(self, steps: int) -> Period:
        """The period of the same kind `steps` later (earlier when negative).

        A term moves to the next term, a rolling window by one month, a span by its own length.
        """
        if self.kind in _TERMS:
            index = _TERMS.index(self.kind) + steps
            academic = self.start.year if self.kind is PeriodKind.AUTUMN_TERM else self.start.year - 1
            return Period.term(_TERMS[index % 3], academic + index // 3)
        if self.kind is PeriodKind.ROLLING_TWELVE_MONTHS:
            return Period.rolling_twelve_months(add_months(self.end, steps))
        months = self.months
        if months is None:
            days = timedelta(days=((self.end - self.start).days + 1) * steps)
            return Period(kind=self.kind, start=self.start + days, end=self.end + days)
        start = add_months(self.start, months * steps)
        return Period(kind=self.kind, start=start, end=add_months(start, months) - timedelta(days=1))

    @property
    def next(self) -> Period:
        """The period of the same kind that follows."""
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        """The period of the same kind before."""
        return self.shifted(-1)

    @property
    def same_period_last_year(self) -> Period:
        """The window exactly one year before, for direction of travel (R4.6).

        A window to the end of February ends with February; one that starts on 29 February starts on the 28th.
        """
        start, end = self.start, self.end
        first = date(start.year - 1, start.month, 28) if (start.month, start.day) == (2, 29) else None
        first = first or start.replace(year=start.year - 1)
        if start == end:
            last = first
        elif end == month_end(end.year, end.month):
            last = month_end(end.year - 1, end.month)
        else:
            last = end.replace(year=end.year - 1)
        if self.kind is PeriodKind.SPAN:
            return Period.span(first, last)
        return Period(kind=self.kind, start=first, end=last)

    # ---- its words ----

    @property
    def label(self) -> str:
        """The short name councils print: "Quarter 1 2021/22", "2020/21", "academic year 2020/21", "July 2024"."""
        two_years = f"{self.start.year}/{self.end.year % 100:02}"
        match self.kind:
            case PeriodKind.FINANCIAL_YEAR:
                return two_years
            case PeriodKind.FINANCIAL_QUARTER:
                return f"Quarter {self.quarter} {_slashed(financial_year_of(self.start))}"
            case PeriodKind.FINANCIAL_HALF:
                return (
                    f"{'First' if self.start.month == 4 else 'Second'} half {_slashed(financial_year_of(self.start))}"
                )
            case PeriodKind.ACADEMIC_YEAR:
                return f"academic year {two_years}"
            case PeriodKind.AUTUMN_TERM | PeriodKind.SPRING_TERM | PeriodKind.SUMMER_TERM:
                year = self.start.year if self.kind is PeriodKind.AUTUMN_TERM else self.start.year - 1
                return f"{self.kind.value} {_slashed(year)}"
            case PeriodKind.CALENDAR_YEAR:
                return str(self.start.year)
            case PeriodKind.MONTH:
                return f"{MONTHS[self.start.month - 1]} {self.start.year}"
            case PeriodKind.ROLLING_TWELVE_MONTHS:
                return f"twelve months to {MONTHS[self.end.month - 1]} {self.end.year}"
            case PeriodKind.SPAN:
                return self.in_words

    @property
    def in_words(self) -> str:
        """The days it covers, spelled out for publication (R1.9): "April to June 2021", "1 July to 15 August 2024"."""
        whole = self.months is not None

        def name(day: date, *, year: bool) -> str:
            words = MONTHS[day.month - 1] if whole else f"{day.day} {MONTHS[day.month - 1]}"
            return f"{words} {day.year}" if year else words

        if self.months == 1 or self.start == self.end:
            return name(self.start, year=True)
        return f"{name(self.start, year=self.start.year != self.end.year)} to {name(self.end, year=True)}"

    def __str__(self) -> str:
        return self.label


def financial_year_of(day: date) -> int:
    """The year in which the financial year of `day` starts: 2019 for 1 January 2020."""
    return day.year if day.month >= 4 else day.year - 1


def _slashed(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"
