"""How an action changes a row: only what differs, checked by the row's own rules, and in its place among its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, ProtectedError

from goldenthread.web.plans.errors import Refused


def put(row: models.Model, values: Mapping[str, Any]) -> bool:
    """Changes what differs and saves it; whether anything did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        check(row)
        _saved(row, changed)
    return bool(changed)


def add(row: models.Model) -> None:
    """Saves a new row."""
    check(row)
    _saved(row, None)


def check(row: models.Model) -> None:
    """Refuses a row that its own rules do not allow, with their sentences."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(_sentences(row, error))) from error


def _sentences(row: models.Model, error: ValidationError) -> list[str]:
    called = {one.name: str(one.verbose_name).capitalize() for one in row._meta.concrete_fields}
    return [
        message if name == NON_FIELD_ERRORS else f"{called.get(name, name)}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _saved(row: models.Model, changed: list[str] | None) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=changed)
    except IntegrityError as error:
        raise Refused(
            "Somebody else saved the same thing just now. Go back, look at what is there, and try again."
        ) from error


@contextmanager
def keeping(instead: str) -> Iterator[None]:
    """Around a deletion: refused where something that must be kept rests on the row. `instead` says what to do then."""
    try:
        yield
    except ProtectedError as error:
        there = Counter(type(one) for one in error.protected_objects)
        listed = ", ".join(sorted(f"{number} {_called(model, number)}" for model, number in there.items()))
        verb = "rests" if there.total() == 1 else "rest"
        raise Refused(
            f"This cannot be deleted, because {listed} {verb} on it, and the record keeps these. {instead}"
        ) from error


def _called(model: type[models.Model], number: int) -> str:
    return str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)


def touch(row: models.Model) -> None:
    """Counts a change of what hangs on the row (its shares, its components) as a change of the row."""
    type(row)._default_manager.filter(pk=row.pk).update(version=F("version") + 1)


def put_in_place(row: models.Model, others: Sequence[models.Model], place: int | None) -> None:
    """Puts the row at a place among its neighbours, counted from 1 (at the end without one); moves no more rows than it must.

    `others` are the neighbours without the row, in order.
    """
    index = len(others) if place is None else min(place - 1, len(others))
    position = getattr(others[index - 1], "position") + 1 if index else 0  # noqa: B009 - lines and objectives alike have one
    put(row, {"position": position})
    for other in others[index:]:
        position += 1
        if getattr(other, "position") >= position:  # noqa: B009
            break
        put(other, {"position": position})
