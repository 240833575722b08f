"""What was tabled is never changed: it is restated, and the value that was tabled stays readable with its day and reason (R4.11).

Plain functions for the actions that freeze an edition or restate an update, to be called within their transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from goldenthread.model.figures import Marker
from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.actions.rows import add, put
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Figure, TabledFigure

_SAID: Final = ("value", "numerator", "denominator", "absence", "markers", "qualifier", "original", "source")
_OF_PERIOD: Final = ("component", "period_kind", "period_start", "period_end", "version")
_NUMBERS: Final[Mapping[str, Any]] = {"value": None, "numerator": None, "denominator": None, "absence": ""}
"""What makes one figure another, and what each is where nothing is said of it."""


def table(figures: Iterable[Figure], tabled_in: str, on: date) -> None:
    """Marks figures as tabled by an edition on a day. One that was tabled before keeps the edition that printed it first."""
    untabled = [figure.pk for figure in figures if not figure.tabled_in]
    Figure.objects.filter(pk__in=untabled, tabled_in="").update(tabled_in=tabled_in, tabled_on=on)


def restate(figure: Figure, values: Mapping[str, Any], reason: str, by: Person, at: datetime) -> bool:
    """Gives a tabled figure the value by which it is known now, marked as revised, and keeps the one before; whether it did.

    The row is locked already. An unchanged value stores nothing new (peer rule of restated values).
    """
    if not figure.tabled_in:
        raise Refused("This figure was not tabled yet, so there is nothing to restate: correct it instead.")
    if not reason.strip():
        raise Refused("Say why the figure is restated: members see the reason beside it.")
    if all(values.get(name, nothing) == getattr(figure, name) for name, nothing in _NUMBERS.items()):
        return False
    add(_kept(figure, reason, by, at))
    put(figure, _revised(values))
    return True


def _kept(figure: Figure, reason: str, by: Person, at: datetime) -> TabledFigure:
    """What stood until now, as a row of its own."""
    same = {name: getattr(figure, name) for name in (*_OF_PERIOD, *_SAID)}
    return TabledFigure(
        figure=figure,
        tabled_in=figure.tabled_in,
        tabled_on=figure.tabled_on,
        restated_at=at,
        restated_by=by,
        reason=reason.strip(),
        **same,
    )


def _revised(values: Mapping[str, Any]) -> dict[str, Any]:
    """The new values, marked as revised where there is a number: the mark prints with the figure wherever it is shown."""
    said: dict[str, Any] = {**_NUMBERS, "markers": [], "qualifier": "", **values}
    if said["value"] is None:
        return said
    marks = {Marker(one) for one in said["markers"]} | {Marker.REVISED}
    original = str(said.get("original", ""))
    if original and Marker.REVISED.shorthand not in original:
        said["original"] = f"{original} {Marker.REVISED.shorthand}"
    return said | {"markers": [one.value for one in Marker if one in marks]}
