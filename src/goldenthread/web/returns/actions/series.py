"""How approved figures enter the series of their measure, and leave it again when the update is sent back (R10.1, R4.11).

Called inside the action that approves or sends back. What stood in the series before is read from the history, so that
sending an update back leaves the series as the approval found it. What was tabled is restated, never changed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Model, QuerySet, Subquery

from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.actions.figures import definition_of
from goldenthread.web.plans.actions.restating import restate
from goldenthread.web.plans.actions.rows import add, put
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Definition, Figure
from goldenthread.web.returns.models import Answer, Round, Update, UpdateFigure

_SAID: Final = ("value", "numerator", "denominator", "absence", "markers", "qualifier")
"""What a figure says: where all of it is the same, nothing new is known."""
_KEPT: Final = (*_SAID, "original", "source")


def source_of(of: Round) -> str:
    """Where a figure in the series comes from: "Quarter 2, 2021/22 return"."""
    return f"{of.title} return"


def record(update: Update) -> None:
    """Puts the figures of an update that is being approved into its measure's series, in the update's own window.

    "No change" and "not yet available" are no new figures. A figure that stands there already is left as it is (peer rule:
    an unchanged value stores nothing new). Where another one was tabled for that window, as of a year that is forecast anew in
    each quarter, that one stands until this one is tabled too (record_tabled): nobody sees a figure before its paper.
    """
    if update.measure is None or update.answer != Answer.FIGURES:
        return
    figures = list(update.figures.order_by("position", "pk"))
    standing = _standing(update)
    definition = definition_of(update.measure.series_id, update.period_start) if figures else None
    if definition is not None:
        _refuse_newer(definition, update)
    for figure in figures:
        there = standing.get(figure.component)
        if there is not None and _same(there, figure):
            continue
        values = {name: getattr(figure, name) for name in (*_SAID, "original")}
        values |= {"source": source_of(update.part_of.round), "definition": definition}
        if there is None:
            add(Figure(series_id=update.measure.series_id, component=figure.component, **_window(update), **values))
        elif not there.tabled_in:
            put(there, values)


def record_tabled(updates: Sequence[Update], by: Person, at: datetime) -> None:
    """Restates the figures that an earlier paper tabled for a window which this paper's updates answer for again.

    Called when their paper is frozen. The value that was tabled before stays readable, with this return as the reason.
    """
    answered = {one.pk: one for one in updates if one.measure is not None and one.answer == Answer.FIGURES}
    of_series = [one.measure.series_id for one in answered.values() if one.measure is not None]
    tabled = Figure.objects.select_for_update().filter(series__in=of_series).exclude(tabled_in="").order_by("pk")
    there = {(row.series_id, row.component, row.period_start, row.period_end): row for row in tabled}
    if not there:
        return
    for figure in UpdateFigure.objects.filter(update__in=answered).order_by("update", "position", "pk"):
        update = answered[figure.update_id]
        assert update.measure is not None  # noqa: S101 - chosen above
        row = there.get((update.measure.series_id, figure.component, update.period_start, update.period_end))
        if row is not None and not _same(row, figure):
            source = source_of(update.part_of.round)
            values = {name: getattr(figure, name) for name in (*_SAID, "original")} | {"source": source}
            restate(row, values, f"Answered again in the {source}.", by, at)


def _refuse_newer(definition: Definition, update: Update) -> None:
    """Refused where the definition was made after the figures were given: they follow another one (R4.10). By the history's
    own clock, whatever day the actions were told."""
    made = _events(Definition).filter(pgh_obj_id=definition.pk, pgh_label="insert")
    given = _events(Update).filter(pgh_obj_id=update.pk).order_by("-pgh_id").values("pgh_created_at")[:1]
    if made.filter(pgh_created_at__gt=Subquery(given)).exists():
        raise Refused(
            "The measure got a new version of its definition since this was submitted, so its figures may follow the old one. "
            "Send it back: its officer looks at them again under the new one."
        )


def _events(model: type[Model]) -> QuerySet[Any]:
    found: QuerySet[Any] = model.pgh_event_model.objects.all()  # type: ignore[attr-defined]
    return found


def take_back(update: Update) -> None:
    """Takes the figures of an approved update out of the series again, or sets back what stood there before.

    A figure that somebody corrected in the series since is theirs, and stays.
    """
    if update.measure is None or update.answer != Answer.FIGURES:
        return
    ours, standing = _sources(update.part_of.round), _standing(update)
    for figure in update.figures.order_by("position", "pk"):
        there = standing.get(figure.component)
        if there is None or there.tabled_in or there.source not in ours or not _same(there, figure):
            continue
        before = _before(there, ours)
        if before is None:
            there.delete()
        else:
            put(there, {name: getattr(before, name) for name in _KEPT})


def _window(update: Update) -> dict[str, Any]:
    return {
        "period_kind": update.period_kind,
        "period_start": update.period_start,
        "period_end": update.period_end,
    }


def _standing(update: Update) -> dict[str, Figure]:
    """The figures of the series in the update's window, by component, locked."""
    assert update.measure is not None  # noqa: S101 - asked by both callers
    rows = Figure.objects.select_for_update().filter(
        series=update.measure.series_id, period_start=update.period_start, period_end=update.period_end
    )
    return {row.component: row for row in rows.order_by("pk")}


def _same(there: Figure, figure: UpdateFigure) -> bool:
    return all(getattr(there, name) == getattr(figure, name) for name in _SAID)


def _sources(of: Round) -> frozenset[str]:
    """Every name under which the round's returns stand in the series: the round may have been renamed since."""
    titles = Round.pgh_event_model.objects.filter(pgh_obj_id=of.pk).values_list("title", flat=True)  # type: ignore[attr-defined]
    return frozenset(f"{title} return" for title in {of.title, *titles})


def _before(there: Figure, ours: frozenset[str]) -> Any:
    """What stood in the figure's place before the approval put it there, from the history; None where nothing did."""
    events = Figure.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        series_id=there.series_id,
        component=there.component,
        period_start=there.period_start,
        period_end=there.period_end,
    ).order_by("-pgh_id")
    approval = events.filter(source__in=ours, pgh_context__metadata__action="returns.approve").first()
    if approval is None:
        return None
    before = events.filter(pgh_id__lt=approval.pgh_id).first()
    return None if before is None or before.pgh_label == "delete" else before
