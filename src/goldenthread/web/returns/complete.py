"""What an update must say before it is sent: one list of what is missing, for the page, the workbook and the tests.

A draft may lack any of it. An unusual value is no reason to refuse: the checks ask about it, and only an error has to be
mended or explained (R4.3, R9.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from goldenthread.model.figures import Marker
from goldenthread.model.period_words import parse_period
from goldenthread.model.periods import Period
from goldenthread.model.plan import Light
from goldenthread.rules.checks.finding import Severity
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import Judged
from goldenthread.web.returns.models import Answer
from goldenthread.web.returns.typed_figures import is_unclear, read
from goldenthread.web.returns.written import Written, WrittenFigure

LIGHTS_DIFFER: Final = "PRG04"
"""The check that finds two lights: it is explained in a box of its own, like any other difference of lights."""


class Part(StrEnum):
    """The part of an update that something is missing in; the value is its column, or what hangs on it."""

    FIGURE = "figure"
    AVAILABLE_ON = "available_on"
    DONE_ON = "done_on"
    LIGHT = "light"
    DIFFERENCE = "difference"
    COMMENTARY = "what_happened"
    ACTION = "action"
    ACTION_WHO = "action_who"
    ACTION_BY = "action_by"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to mend, in a sentence; `of` is the component of a figure, or the key of a finding."""

    part: Part
    says: str
    of: str = ""


class Incomplete(Refused):
    """The update does not say yet what it must."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        super().__init__(" ".join(one.says for one in missing))
        self.missing = missing


def missing(written: Written, gathered: Gathered, judged: Judged, today: date) -> tuple[Missing, ...]:
    """Everything that stands in the way of sending it, in the order of the page."""
    return tuple(_missing(written, gathered, judged, today))


def _missing(written: Written, gathered: Gathered, judged: Judged, today: date) -> Iterator[Missing]:
    if gathered.definition is not None:
        yield from _in_figures(written, gathered)
    if written.answer is Answer.NOT_YET and written.available_on is None:
        yield Missing(Part.AVAILABLE_ON, "Say on which day the figure is expected, for example 27/3/2022.")
    if written.available_on and written.available_on < today:
        yield Missing(
            Part.AVAILABLE_ON, "The day on which the figure is expected has passed. Give one that is to come."
        )
    if written.done_on and written.done_on > today:
        yield Missing(Part.DONE_ON, "The day on which it was done is still to come. Leave it empty until it is done.")
    yield from _in_light(written, judged)
    if not any(text.strip() for text in (written.what_happened, written.why, written.what_next)):
        yield Missing(Part.COMMENTARY, "Say in a sentence or two what happened: it is printed beside the light.")
    if judged.line.progress.judged is Light.RED:
        yield from _in_action(written)
    for found in judged.findings:
        words = written.explained.get(found.key, found.explained)
        if found.severity == Severity.ERROR and found.check != LIGHTS_DIFFER and not words.strip():
            yield Missing(Part.EXPLANATION, f"{found.says} {found.remedy} Or say why it is right.", found.key)


def _in_figures(written: Written, gathered: Gathered) -> Iterator[Missing]:
    definition = gathered.definition
    assert definition is not None  # noqa: S101 - only a measure comes here
    given = {figure.component: figure for figure in written.figures}
    for name in gathered.components or [""]:
        figure = given.get(name)
        if figure is None:
            whose = f" for “{name}”" if name else ""
            yield Missing(
                Part.FIGURE,
                f"Give the figure{whose}, or type why there is none: n/a, tbc, not available or see commentary.",
                name,
            )
        elif is_unclear(figure, definition):
            yield Missing(Part.FIGURE, read(figure.original, definition, name).problem or _UNCLEAR, name)
        elif _later_period(figure, gathered.update.period_end):
            yield Missing(
                Part.FIGURE,
                f"“{figure.qualifier}” begins after {day_text(gathered.update.period_end)}, up to which this update is about. "
                "Give the figure that is known now, or mark it as a forecast.",
                name,
            )


def _later_period(figure: WrittenFigure, end: date) -> Period | None:
    """The period that a figure names, where that only begins after what the update is about: nobody can know such a figure."""
    if figure.value is None or Marker.FORECAST in figure.markers:
        return None
    try:
        found = parse_period(figure.qualifier)
    except ValueError:
        return None
    return found if found.start > end else None


_UNCLEAR = "It is not clear what this figure says. Type it again."


def _in_light(written: Written, judged: Judged) -> Iterator[Missing]:
    """Nothing is asked where the rule's light is the one that is printed, as the council has it for this measure."""
    computed = judged.progress.light
    if not judged.line.progress.judged and not written.not_rated:
        yield Missing(Part.LIGHT, "Choose a light for progress, or say why there is none.")
    elif written.judged and computed and written.judged != computed.value and not written.difference.strip():
        yield Missing(
            Part.DIFFERENCE,
            f"You judge this {written.judged}, and the rule makes it {computed.value}. Say why: both are printed.",
        )


def _in_action(written: Written) -> Iterator[Missing]:
    if not written.action.strip():
        yield Missing(Part.ACTION, "This is red: say what is done next to put it right.")
    if not written.action_who.strip():
        yield Missing(Part.ACTION_WHO, "Say who does it, for example a post or a team.")
    if written.action_by is None:
        yield Missing(Part.ACTION_BY, "Say by when it is done, for example 27/3/2022.")
