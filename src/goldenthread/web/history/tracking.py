"""Which changes of a row the database records: all of them, each with the whole row (django-pghistory)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=models.Model)


def tracked(exclude: Sequence[str] = ()) -> Callable[[type[M]], type[M]]:
    """Every insert, update and delete of the model's rows goes into its table of events, but for the fields excluded."""
    kinds = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*kinds, exclude=list(exclude) or None)  # type: ignore[no-any-return]
