"""How lists, periods and dates are written in one cell of a flat table, so that they can be read back for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period, PeriodKind


def listed(values: Iterable[str]) -> str:
    """Several values in one cell, parted by semicolons; a semicolon within a value has a backslash before it."""
    return "; ".join(_escaped(value, ";") for value in values)


def barred(values: Iterable[str]) -> str:
    """The cells of a small table in one cell, parted by upright bars; a bar within one has a backslash before it."""
    return " | ".join(_escaped(value, "|") for value in values)


def named_values(pairs: Iterable[tuple[str, str]]) -> str:
    """Names with their values, as "current=68.5; target=75"."""
    return listed(f"{_escaped(name, '=')}={value}" for name, value in pairs)


def _escaped(value: str, mark: str) -> str:
    return re.sub(rf"[\\{mark}]", lambda found: "\\" + found[0], value)


def period_text(period: Period | None) -> str:
    """A period's own words where they name it for certain, else its kind and days."""
    if period is None:
        return ""
    if find_period(period.label) == period:
        return period.label
    return f"{period.kind.value} {period.start.isoformat()} to {period.end.isoformat()}"


def due_text(period: Period | None) -> str:
    """When something is due, as precisely as is known: "2022", "2022-03" or "2022-03-31"."""
    match period:
        case None:
            return ""
        case Period(kind=PeriodKind.MONTH):
            return f"{period.start:%Y-%m}"
        case Period(kind=PeriodKind.CALENDAR_YEAR):
            return str(period.start.year)
        case _ if period.start == period.end:
            return period.start.isoformat()
        case _:
            return period_text(period)
