"""The director's declaration of data quality, written for them from the marks on the figures (R10.2, handbook 10.2).

It is prepared in one way for the page and for the record, so the list of exceptions is always part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.utils import timezone

from goldenthread.model.figures import Absence, Marker
from goldenthread.model.plan import TimeBasis
from goldenthread.web.accounts.models import Post, Role
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns.models import Answer, Return, Update, UpdateFigure, UpdateState
from goldenthread.web.returns.queries.in_order import in_order

DONE: Final = (UpdateState.APPROVED, UpdateState.LOCKED)
_FORECASTS: Final = (TimeBasis.ANNUALISED_FORECAST, TimeBasis.YEAR_END_FORECAST)
_ESTIMATE: Final = re.compile(r"\best(?:\.|\b|imate)", re.IGNORECASE)
_ITEM: Final = "– "


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a return's declaration says as things stand, and the updates that are not approved yet."""

    text: str
    exceptions: int
    missing: tuple[Update, ...]

    @property
    def mark(self) -> str:
        """Tells this text from any other: the page sends it back, so that nobody confirms what they were not shown."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def paragraphs(self) -> list[Paragraph]:
        return paragraphs_of(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence of a declaration, and what is listed under it."""

    words: str
    items: tuple[str, ...]


def paragraphs_of(text: str) -> list[Paragraph]:
    """The text of a declaration, prepared or on record, for a page."""
    found = []
    for block in text.split("\n\n"):
        lines = block.split("\n")
        items = tuple(line.removeprefix(_ITEM) for line in lines if line.startswith(_ITEM))
        found.append(Paragraph(" ".join(line for line in lines if not line.startswith(_ITEM)), items))
    return found


def declaration_of(owed: Return) -> Declaration:
    """What would be declared now. Two queries, whatever the size."""
    rows = owed.updates.select_related("measure__objective", "measure__definition", "milestone__objective")
    updates = in_order(rows.prefetch_related("figures"))
    asked = [one for one in updates if one.line.dropped_on is None or one.state in DONE]
    for one in asked:
        one.part_of = owed
    said = [(heading, items) for heading, found in EXCEPTIONS if (items := [*_found(asked, found)])]
    return Declaration(
        text="\n\n".join([_opening(owed, asked, bool(said)), *(_listed(heading, items) for heading, items in said)]),
        exceptions=sum(len(items) for _, items in said),
        missing=tuple(one for one in asked if one.state not in DONE),
    )


def post_title(posts: Collection[int], directorate: int) -> str:
    """The title under which somebody with these posts directs the directorate."""
    held = Post.objects.filter(pk__in=posts, role=Role.DIRECTOR, directorate=directorate)
    return held.order_by("title", "pk").values_list("title", flat=True).first() or ""


def _opening(owed: Return, updates: list[Update], excepted: bool) -> str:
    measures = sum(one.measure_id is not None for one in updates)
    ends = (
        "These exceptions are taken from the marks on the figures and from the course of the updates:"
        if excepted
        else "No figure is marked as provisional, estimated, forecast, from a partner, of low reliability or not available; "
        "nothing was answered late, and nobody approved what they entered."
    )
    return (
        f"{owed.directorate}, {owed.round.title}: {_counted(measures, 'measure')} and "
        f"{_counted(len(updates) - measures, 'milestone')}.\n\n"
        "I have read what is reported here. As far as I know it is accurate, each figure follows the definition of its measure, "
        f"and nothing is left out that belongs here.\n\n{ends}"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(heading: str, items: list[str]) -> str:
    return "\n".join([f"{heading}:", *(f"{_ITEM}{one}" for one in items)])


# ---- what is an exception ----

Found = Callable[[Update], Iterator[str]]
"""The exceptions of one kind in one update, and what is to be said of each after its name ("" for nothing more)."""


def _found(updates: list[Update], found: Found) -> Iterator[str]:
    for one in updates:
        said = list(found(one))
        if said:
            more = "; ".join(part for part in said if part)
            yield f"{one.line}{f': {more}' if more else ''}"


def _figures(is_one: Callable[[Update, UpdateFigure], bool]) -> Found:
    def found(update: Update) -> Iterator[str]:
        for figure in update.figures.all():
            if is_one(update, figure):
                yield " ".join(part for part in (figure.component, figure.original) if part)

    return found


def _marked(marker: Marker) -> Found:
    return _figures(lambda update, figure: marker in figure.markers)


def _is_estimated(update: Update, figure: UpdateFigure) -> bool:
    """Marked, or only called so in words: an estimate that nobody marked is an exception all the same (R10.2)."""
    return Marker.ESTIMATED in figure.markers or bool(_ESTIMATE.search(f"{figure.original} {figure.qualifier}"))


def _is_forecast(update: Update, figure: UpdateFigure) -> bool:
    basis = update.measure.definition.time_basis if update.measure else ""
    return figure.value is not None and (Marker.FORECAST in figure.markers or basis in _FORECASTS)


def _is_missing(update: Update, figure: UpdateFigure) -> bool:
    known = (Absence.NOT_APPLICABLE, Absence.NOT_YET_DUE)
    return Marker.NOT_AVAILABLE in figure.markers or (figure.absence != "" and figure.absence not in known)


def _not_answered(update: Update) -> Iterator[str]:
    match update.answer:
        case Answer.NOT_YET if update.available_on:
            yield f"expected on {day_text(update.available_on)}"
        case Answer.NOT_YET:
            yield "not yet available"
        case Answer.NO_CHANGE:
            yield "no change since last quarter"
        case Answer.SEE_COMMENTARY:
            yield "see commentary"


def _limited(update: Update) -> Iterator[str]:
    if update.measure and update.measure.definition.limitations:
        yield " ".join(update.measure.definition.limitations.split())


def _own(update: Update) -> Iterator[str]:
    if update.own_approval:
        yield ""


def _late(update: Update) -> Iterator[str]:
    by = update.part_of.round.officers_by
    if update.submitted_at and timezone.localdate(update.submitted_at) > by:
        yield f"answered on {day_text(timezone.localdate(update.submitted_at))}, due by {day_text(by)}"


EXCEPTIONS: Final[tuple[tuple[str, Found], ...]] = (
    ("Provisional", _marked(Marker.PROVISIONAL)),
    ("Estimated", _figures(_is_estimated)),
    ("Forecast", _figures(_is_forecast)),
    ("From a partner", _figures(lambda update, figure: figure.from_partner)),
    ("Of low reliability", _marked(Marker.LOW_RELIABILITY)),
    ("With known limits", _limited),
    ("Break in the series", _marked(Marker.BREAK)),
    ("Not available", _figures(_is_missing)),
    ("Answered without a new figure", _not_answered),
    ("Approved by the director who entered it", _own),
    ("Answered late", _late),
)
"""What a declaration lists, in this order, under these headings (docs/approving.md)."""
