"""What somebody says in an update, understood, before it is saved: the one value that the page, the workbook and the one-click
answers hand to the actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from goldenthread.model.figures import Absence, Marker
from goldenthread.web.returns.models import Answer


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """One component's figure ("" for the whole), or the reason that there is none. `original` is as typed."""

    component: str = ""
    original: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absence: Absence | None = None
    markers: tuple[Marker, ...] = ()
    qualifier: str = ""
    from_partner: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """All that an update says. `figures` holds only the components that were answered. Empty text is what was left empty."""

    answer: Answer = Answer.FIGURES
    figures: tuple[WrittenFigure, ...] = ()
    available_on: date | None = None
    done_on: date | None = None
    judged: str = ""
    not_rated: str = ""
    difference: str = ""
    what_happened: str = ""
    why: str = ""
    what_next: str = ""
    action: str = ""
    action_who: str = ""
    action_by: date | None = None
    explained: dict[str, str] = field(default_factory=dict)
    """Findings explained, by the finding's key."""
