"""What an action on accounts refuses to do. The message is a sentence for the administrator, and says what to do instead."""

from __future__ import annotations


class Refused(Exception):
    """The action cannot be done as things stand; `field` is what to change on the form, if it is one thing."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Overtaken(Refused):
    """Somebody else changed the row since this administrator opened it; `now` stands for it as it is."""

    def __init__(self, message: str, now: str) -> None:
        super().__init__(message)
        self.now = now
