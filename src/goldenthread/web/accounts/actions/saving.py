"""Saves a row of accounts, and turns what the database would refuse into a sentence."""

from __future__ import annotations

import hashlib
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from goldenthread.web.accounts.errors import Overtaken, Refused

M = TypeVar("M", bound=models.Model)


def saved(row: M) -> M:
    """The row, saved. Refused with the words of the field or constraint that it breaks."""
    try:
        with transaction.atomic():
            row.full_clean()
            row.save()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused(messages[0], None if field == NON_FIELD_ERRORS else field) from error
    except IntegrityError as error:
        raise Refused("Somebody else saved the same at this moment. Look at the list, then try again.") from error
    return row


def seen(row: models.Model) -> str:
    """A short word for the row as it is, which a form carries along: it is another when somebody has changed the row."""
    values = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields if field.name != "last_login"]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:16]


def locked(rows: models.QuerySet[M], pk: int, seen_as: str) -> M:
    """The row, locked until the transaction ends, if it is still as the administrator saw it."""
    called = rows.model._meta.verbose_name
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Refused(f"This {called} was deleted while you were changing it. Nothing was saved.")
    if seen(row) != seen_as:
        raise Overtaken(
            f"Somebody else changed this {called} while you were working on it. What it says now is shown below: "
            "check your own changes against it, then save again.",
            seen(row),
        )
    return row
