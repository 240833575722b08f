"""How an update stands in a list: its state, its lights as shape, word and colour, its figure, and its first words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.model.figures import Absence, Marker
from goldenthread.model.plan import Light, Verdict
from goldenthread.model.symbols import ARROW_SHAPES
from goldenthread.web.plans.models import Definition
from goldenthread.web.plans.queries.printed import day_text, number_text
from goldenthread.web.returns.judging import arrow_of, light_of
from goldenthread.web.returns.models import Answer, NotRated, Update, UpdateFigure, UpdateState

FIRST_WORDS: Final = 160
"""How many characters of the commentary a director sees in the list."""

_COLOURS: Final = {
    UpdateState.NOT_STARTED: "grey",
    UpdateState.DRAFT: "blue",
    UpdateState.SENT_BACK: "orange",
    UpdateState.SUBMITTED: "turquoise",
    UpdateState.APPROVED: "green",
    UpdateState.LOCKED: "purple",
}


@dataclass(frozen=True, slots=True)
class StateShown:
    """A state's tag."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class LightShown:
    """A light in a word with its colour ("" where there is none, and the word says why)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ArrowShown:
    """A direction of travel as shape and word."""

    shape: str
    words: str


def state_shown(state: str) -> StateShown:
    """The tag of a state."""
    found = UpdateState(state)
    return StateShown(found.value.capitalize(), _COLOURS[found])


def judged_light(update: Update) -> LightShown | None:
    """The officer's light, or why they give none; None where they have said neither."""
    if update.judged:
        return LightShown(update.judged, update.judged.capitalize())
    return LightShown("", NotRated(update.not_rated).words) if update.not_rated else None


def computed_light(update: Update) -> LightShown | None:
    """The rule's light as of the last save, or why there is none."""
    verdict = light_of(update)
    if verdict is None:
        return None
    return _light(verdict.light) if verdict.light else LightShown("", f"No light: {_why(verdict)}")


def _light(light: Light) -> LightShown:
    return LightShown(light.value, light.value.capitalize())


def _why(verdict: Verdict) -> str:
    return verdict.reason.words if verdict.reason else "none can be worked out"


def lights_differ(update: Update) -> bool:
    """Whether the officer's light is another than the rule's, where both give one (R4.3)."""
    verdict = light_of(update)
    return bool(verdict and verdict.light and update.judged and update.judged != verdict.light)


def arrow_shown(update: Update) -> ArrowShown | None:
    """The direction of travel as of the last save; None where there is none, or nothing was saved."""
    verdict = arrow_of(update)
    if verdict is None or verdict.arrow is None:
        return None
    return ArrowShown(ARROW_SHAPES[verdict.arrow], verdict.arrow.value.capitalize())


def figures_shown(update: Update, figures: Iterable[UpdateFigure], definition: Definition | None) -> tuple[str, ...]:
    """What an update gives for a figure, a line for each part; for a milestone, when it was done."""
    match update.answer:
        case Answer.NOT_YET:
            return (
                f"Not yet available{f', expected on {day_text(update.available_on)}' if update.available_on else ''}",
            )
        case Answer.NO_CHANGE | Answer.SEE_COMMENTARY:
            return (str(update.answer).capitalize(), *(_figure(one, definition) for one in figures))
    if definition is None:
        return (f"Done on {day_text(update.done_on)}",) if update.done_on else ()
    return tuple(_figure(one, definition) for one in figures)


def _figure(figure: UpdateFigure, definition: Definition | None) -> str:
    typed = figure.original.strip()
    if not typed and figure.value is None:
        typed = Absence(figure.absence).words
    elif not typed and figure.value is not None and definition is not None:
        typed = number_text(figure.value, definition)
    marks = [Marker(one).words for one in figure.markers] + (["from a partner"] if figure.from_partner else [])
    words = f"{figure.component} {typed}".strip()
    return f"{words} ({', '.join(marks)})" if marks else words


def first_words(update: Update) -> str:
    """The beginning of the commentary, cut between two words."""
    text = " ".join(" ".join(part for part in (update.what_happened, update.why, update.what_next) if part).split())
    if len(text) <= FIRST_WORDS:
        return text
    return f"{text[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def due_text(day: date, today: date) -> str:
    """How long there is, or how late it is: "3 days left"."""
    days = (day - today).days
    if days == 0:
        return "due today"
    unit = "day" if abs(days) == 1 else "days"
    return f"{days} {unit} left" if days > 0 else f"{-days} {unit} late"
