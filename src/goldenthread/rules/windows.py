"""Which days a figure covers, from what is printed with it and from its measure's time basis: what may be compared (R4.6, R6.3).

None where it is not certain: "last term" or "2021 YTD" names a window that cannot be dated.
"""

from __future__ import annotations

import re
from datetime import date

from goldenthread.model.figures import Column, Figure, Role
from goldenthread.model.numbers import MONTH
from goldenthread.model.periods import Period, PeriodKind, financial_year_of
from goldenthread.model.plan import Calendar, Definition, TimeBasis

NOW = (Role.CURRENT, Role.LATEST)
"""The roles whose figures are of the report's own period."""

_SEPTEMBER = 9
_A_WHOLE_YEAR = re.compile(r"year[- ]end|end of(?: the)? year|full year|out-?turn", re.IGNORECASE)
_SOME_WINDOW = re.compile(
    rf"\b(?:term|ytd|to date|so far|months?|quarter|q[1-4]|weeks?|since|half|year|academic|financial|as at)\b"
    rf"|\b{MONTH}|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def names_year_end(figure: Figure) -> bool:
    """Whether the paper says that the figure is that of the year's end ("Projected year end")."""
    return bool(_A_WHOLE_YEAR.search(f"{figure.qualifier} {figure.label}"))


def names_a_window(label: str) -> bool:
    """Whether a part's name is a time: "Q1", "April", "last term"."""
    return bool(_SOME_WINDOW.search(label))


def window_of(figure: Figure, column: Column, definition: Definition, period: Period | None) -> Period | None:
    """The window of a figure in a column of a report of `period`; None where it is not certain."""
    base = figure.period
    if base is None and _SOME_WINDOW.search(f"{figure.qualifier} {figure.label}"):
        whole = names_year_end(figure) and _base(column, period)
        return _year(whole.end, _calendar(definition)) if whole else None
    base = base or _base(column, period)
    if base is None:
        return None
    if definition.time_basis is None:
        return base if figure.period or column.period else None
    return own_window(base, definition)


def own_window(base: Period, definition: Definition) -> Period:
    """The window of a measure's figure at the end of `base`, by its time basis; `base` itself where that is unknown."""
    basis = definition.time_basis.value if definition.time_basis else None
    return _by_basis(base, basis, _calendar(definition)) if basis else base


def _base(column: Column, period: Period | None) -> Period | None:
    if column.period:
        return column.period
    if period and column.role is Role.PREVIOUS:
        return period.previous
    return period if column.role in NOW else None


def _calendar(definition: Definition) -> Calendar:
    return definition.calendar.value if definition.calendar else Calendar.FINANCIAL


def _by_basis(base: Period, basis: TimeBasis, calendar: Calendar) -> Period:
    match basis:
        case TimeBasis.SNAPSHOT:
            return Period.span(base.end, base.end)
        case TimeBasis.FINANCIAL_YEAR_CUMULATIVE:
            if calendar is Calendar.CALENDAR:  # counted from January (handbook 4.1: ytd_calendar)
                return Period.span(date(base.end.year, 1, 1), base.end)
            return Period.financial_year_to_date(base.end)
        case TimeBasis.ACADEMIC_YEAR_CUMULATIVE:
            if base.kind is PeriodKind.FINANCIAL_YEAR:
                return Period.academic_year(base.start.year)  # "20/21 Actual" of a school measure
            return Period.academic_year_to_date(base.end)
        case TimeBasis.ROLLING_TWELVE_MONTHS:
            return Period.rolling_twelve_months(base.end)
        case TimeBasis.PERIOD:
            return base
        case TimeBasis.ANNUALISED_FORECAST | TimeBasis.YEAR_END_FORECAST | TimeBasis.ANNUAL:
            return base if base.months == 12 else _year(base.end, calendar)


def _year(day: date, calendar: Calendar) -> Period:
    """The whole year that holds a day."""
    match calendar:
        case Calendar.FINANCIAL:
            return Period.financial_year(financial_year_of(day))
        case Calendar.ACADEMIC:
            return Period.academic_year(day.year if day.month >= _SEPTEMBER else day.year - 1)
        case Calendar.CALENDAR:
            return Period.calendar_year(day.year)
