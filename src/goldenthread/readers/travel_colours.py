"""What colours mean in a column of direction of travel: as the paper's own key says, for many councils print no arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.symbols import read_light
from goldenthread.readers.paper import Grid, GridCell

_COLOUR = re.compile(
    r"\b(?P<colour>green|amber|yellow|orange|red)\b(?:\s+(?:arrow|symbol|circle|light|colour))?"
    r"(?:\s*[:=–—-]\s*|,?\s+(?:indicates?|shows?|means?|denotes?|signif(?:y|ies))\s+(?:that\s+)?)",
    re.IGNORECASE,
)
_LIGHTS = {
    "green": Light.GREEN,
    "amber": Light.AMBER,
    "yellow": Light.AMBER,
    "orange": Light.AMBER,
    "red": Light.RED,
}
_ARROWS = (
    (Arrow.BETTER, re.compile(r"\b(?:better|improv\w+)\b", re.IGNORECASE)),
    (Arrow.WORSE, re.compile(r"\b(?:worse\w*|declin\w+|deteriorat\w+)\b", re.IGNORECASE)),
    (
        Arrow.SAME,
        re.compile(
            r"\b(?:(?:is|are|remain\w*|stay\w*|about|broadly) the same|unchanged|no change|maintained|static)\b"
            r"|^\W*(?:the )?same\b(?! period)",
            re.IGNORECASE,
        ),
    ),
)
_COMPARED = re.compile(
    r"\b(?:last|previous|prior|preceding) (?:year|quarter|period|month)|\bsame period\b|\bcompar|\bdirection of travel\b",
    re.IGNORECASE,
)
_OF_PROGRESS = re.compile(r"\btargets?\b|\bon course\b|\bmilestones?\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|cannot|no(?! change)|or)\b", re.IGNORECASE)
_OF_TRAVEL = re.compile(r"\bdirection of travel\b", re.IGNORECASE)

Colours = Mapping[Light, Arrow]


class TravelKey:
    """The colours of direction of travel that a paper's key defines, gathered while it is read."""

    def __init__(self) -> None:
        self._found: dict[Light, set[Arrow]] = {}

    @property
    def colours(self) -> Colours:
        """What each colour means. One that the paper defines in two ways means nothing."""
        return {light: next(iter(arrows)) for light, arrows in self._found.items() if len(arrows) == 1}

    def note_words(self, text: str, near: str) -> None:
        """Note what a paragraph defines: "Green: performance is better than in the same period last year"."""
        for colour, meaning in _defined(text):
            self._note(_LIGHTS[colour.lower()], meaning, f"{near} {text}")

    def note_grid(self, grid: Grid, near: str) -> None:
        """Note what a table defines, its colours in the first column. The table stays what it is."""
        over = f"{near} {grid.caption} {' '.join(grid.rows[0].texts)}"
        for row in grid.rows:
            light = _light_of(row.cells[0]) if 2 <= len(row.cells) <= 3 else None
            if light:
                self._note(light, " ".join(row.texts[1:]), over)

    def _note(self, light: Light, meaning: str, near: str) -> None:
        if _OF_PROGRESS.search(meaning) or _NOT.search(meaning) or not _COMPARED.search(f"{meaning} {near}"):
            return
        arrows = [arrow for arrow, words in _ARROWS if words.search(meaning)]
        if len(arrows) == 1:
            self._found.setdefault(light, set()).add(arrows[0])


def _defined(text: str) -> Iterator[tuple[str, str]]:
    """Each colour that a text defines, with the words that say what it means.

    A definition begins its paragraph, or the paragraph says of what it is: a commentary may be "green – better than last year".
    """
    matches = list(_COLOUR.finditer(text))
    if matches and matches[0].start() and not _OF_TRAVEL.search(text):
        return
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, end in zip(matches, ends, strict=False):
        yield match["colour"], re.split(r"[.;]\s", text[match.end() : end])[0]


def _light_of(cell: GridCell) -> Light | None:
    read = read_light(cell.text) if len(cell.text) > 1 else None
    return read[0] if read else next((symbol.light for symbol in cell.symbols if symbol.light), None)


_USUAL: Colours = {Light.GREEN: Arrow.BETTER, Light.AMBER: Arrow.SAME, Light.RED: Arrow.WORSE}
"""What a coloured arrow or circle means where no key says: the councils' own usage."""


def arrow_shown(cell: GridCell, colours: Colours) -> Arrow | None:
    """The direction that a cell shows by a symbol, or by the name of a colour that the paper's key defines."""
    for symbol in cell.symbols:
        if arrow := symbol.arrow or ({**_USUAL, **colours}.get(symbol.light) if symbol.light else None):
            return arrow
    named = read_light(cell.text)
    return colours.get(named[0]) if named else None
