"""The evidence beside an update, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from goldenthread.web.returns.models import Update


@dataclass(frozen=True)
class EvidenceRow:
    """A file: its key, what it is called, how large it is, who added it and when."""

    pk: int
    name: str
    size: int
    by: str
    at: datetime


def evidence_of(update: Update) -> list[EvidenceRow]:
    """The files beside the update, in the order in which they came. One query."""
    rows = update.evidence.order_by("at", "pk").values_list("pk", "name", "size", "by__name", "at")
    return [EvidenceRow(*row) for row in rows]
