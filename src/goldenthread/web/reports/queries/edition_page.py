"""An edition as its page shows it: each line as tabled, beside what is known now of its figures, and what members asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from goldenthread.web.plans.models import Figure, TabledFigure
from goldenthread.web.plans.queries.as_known import earlier_of
from goldenthread.web.plans.queries.printed import day_text, figure_in_numbers
from goldenthread.web.reports.models import Edition, EditionUpdate
from goldenthread.web.reports.queries.shelf import EditionRow, edition_row
from goldenthread.web.reports.queries.shown import Asked, Beside
from goldenthread.web.returns.models import Question, Update


def beside_lines(edition: Edition) -> list[Beside]:
    """For each line of the edition's report, in its order. Four queries."""
    rows = EditionUpdate.objects.filter(edition=edition).select_related("update__measure").order_by("pk")
    updates = [row.update for row in rows]
    known, questions = _known_now(updates, edition), _questions(updates)
    return [Beside(one.pk, tuple(known[one.pk]), tuple(questions[one.pk])) for one in updates]


def _known_now(updates: Sequence[Update], edition: Edition) -> dict[int, list[str]]:
    """What was restated since the edition was frozen, in words, by update."""
    of_window = {
        (measure.series_id, one.period_start, one.period_end): one.pk for one in updates if (measure := one.measure)
    }
    figures = [one for one in _figures(updates) if (one.series_id, one.period_start, one.period_end) in of_window]
    earlier = earlier_of(one.pk for one in figures)
    found: dict[int, list[str]] = defaultdict(list)
    for figure in figures:
        since = [one for one in earlier.get(figure.pk, []) if one.restated_at > edition.frozen_at]
        if since:
            found[of_window[figure.series_id, figure.period_start, figure.period_end]].append(_words(figure, since[-1]))
    return found


def _figures(updates: Sequence[Update]) -> Sequence[Figure]:
    """The figures of the updates' series that were tabled in any of their windows."""
    rows = Figure.objects.filter(
        series__in={one.measure.series_id for one in updates if one.measure},
        period_end__in={one.period_end for one in updates},
    )
    return list(rows.exclude(tabled_in="").select_related("definition").order_by("component", "pk"))


def _words(figure: Figure, last: TabledFigure) -> str:
    of = f"{figure.component}: " if figure.component else ""
    now = figure_in_numbers(figure, figure.definition)
    return f"{of}{now} (restated {day_text(timezone.localdate(last.restated_at))}: {last.reason})"


def _questions(updates: Sequence[Update]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = defaultdict(list)
    rows = Question.objects.filter(update__in=[one.pk for one in updates]).select_related("by")
    for row in rows.order_by("at", "pk"):
        found[row.update_id].append(Asked(row.text, row.by.name, day_text(timezone.localdate(row.at))))
    return found


def other_editions(edition: Edition) -> list[EditionRow]:
    """The other editions of the same paper, the latest first."""
    rows = Edition.objects.defer("report").filter(
        round=edition.round, kind=edition.kind, priority=edition.priority_id, directorate=edition.directorate_id
    )
    return [edition_row(one) for one in rows.exclude(pk=edition.pk).order_by("-number")]
