"""What the history says of rows that somebody else changed or deleted: the directorate they belonged to, and who was last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models

from goldenthread.web.plans.models import Measure, Plan, Series

_ABOVE: Final[tuple[tuple[str, type[models.Model]], ...]] = (
    ("measure_id", Measure),
    ("plan_id", Plan),
    ("series_id", Series),
)


@dataclass(frozen=True)
class LastChange:
    """Who changed a row last, and when; no name for a change made outside the application."""

    by: str
    at: datetime


def _events(model: type[models.Model]) -> models.QuerySet[Any]:
    events: models.QuerySet[Any] = model.pgh_event_model._default_manager.all()  # type: ignore[attr-defined]
    return events


def last_change(row: models.Model, *, since: int) -> LastChange | None:
    """The latest change of a row after the version that somebody saw."""
    events = _events(type(row)).filter(pgh_obj_id=row.pk, version__gt=since)
    event = events.select_related("pgh_context").order_by("-pgh_id").first()
    if event is None:
        return None
    known = event.pgh_context.metadata if event.pgh_context else {}
    return LastChange(by=str(known.get("actor_name", "")), at=event.pgh_created_at)


def was_deleted(model: type[models.Model], pk: int) -> bool:
    """Whether there was such a row, and is no more."""
    return not model._default_manager.filter(pk=pk).exists() and _events(model).filter(pgh_obj_id=pk).exists()


def directorate_of_deleted(model: type[models.Model], pk: int) -> int | None:
    """The directorate of a row that was deleted; None for one that belonged to none (a priority)."""
    return _directorate(_events(model).filter(pgh_obj_id=pk).order_by("-pgh_id").first())


def _directorate(row: Any) -> int | None:
    """The directorate of a row or of the event of one, by way of what it hangs on."""
    if row is None:
        return None
    if hasattr(row, "directorate_id"):
        return int(row.directorate_id)
    for name, model in _ABOVE:
        pk = getattr(row, name, None)
        if pk is not None:
            above = model._default_manager.filter(pk=pk).first()
            return _directorate(above or _events(model).filter(pgh_obj_id=pk).order_by("-pgh_id").first())
    return None
