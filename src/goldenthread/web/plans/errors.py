"""What an action refuses to do. The message is a sentence for the person who asked, and says what to do instead."""

from __future__ import annotations

from django.db import models


class Refused(Exception):
    """The action cannot be done as things stand."""


class Gone(Refused):
    """The row was deleted since this person opened it."""


class Overtaken(Refused):
    """Somebody else changed the row since this person opened it: `now` is the row as it is."""

    def __init__(self, message: str, now: models.Model) -> None:
        super().__init__(message)
        self.now = now
