"""Which figures of a series are the outturn of a year: what a plan shows as last year's actual, and what a new plan awaits.

A figure of a whole year counts, whatever it was recorded as (the year itself, or a fourth quarter that is counted from the
first of April); for a measure taken on one day, the figure taken on 31 March.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from goldenthread.model.figures import Absence
from goldenthread.model.plan import TimeBasis
from goldenthread.web.plans.models import Figure
from goldenthread.web.plans.unpublished import published

_WHOLE_YEAR = 363  # days from the first to the last of twelve months, a 29 February aside
_STILL_TO_COME = (Absence.NOT_YET_DUE, Absence.TO_BE_CONFIRMED, Absence.BLANK, Absence.NOT_PLACED)


def figures_before(first_year: int, series: Any, *, published_only: bool = False) -> list[Figure]:
    """The outturns of the year before `first_year`: of whole years that end within that financial year, or in the summer after
    it; else those taken on its last day. `series` is a list or a query of series. One statement."""
    first_end, last_day, last_end = date(first_year - 1, 4, 2), date(first_year, 3, 31), date(first_year, 8, 31)
    of_whole_years = Q(period_start__lte=F("period_end") - timedelta(days=_WHOLE_YEAR))
    of_the_day = Q(period_end=last_day, definition__time_basis=TimeBasis.SNAPSHOT)
    found = Figure.objects.filter(
        of_whole_years | of_the_day, series__in=series, period_end__range=(first_end, last_end)
    )
    rows = list((published(found) if published_only else found).order_by("period_end", "period_start", "pk"))
    whole = [one for one in rows if (one.period_end - one.period_start).days >= _WHOLE_YEAR]
    there = {(one.series_id, one.component) for one in whole}
    on_the_day = [one for one in rows if one.period_end == last_day and (one.series_id, one.component) not in there]
    shortest = {(one.series_id, one.component): one for one in on_the_day}  # the one that begins last: the day itself
    return [*whole, *shortest.values()]


def is_known(figures: Iterable[Figure]) -> bool:
    """Whether an outturn is recorded: a figure, or a lasting reason that there is none."""
    return any(one.value is not None or one.absence not in _STILL_TO_COME for one in figures)
