"""Gathers a paper's keys while it is read: symbols, officers, attachments, stated definitions."""

from __future__ import annotations

import re

from goldenthread.model import labels
from goldenthread.model.plan import Definition, Light
from goldenthread.model.reading import Unplaced
from goldenthread.model.report import ArrowDefinition, Attachment, LightDefinition, Officer, RuleSet
from goldenthread.readers import keys
from goldenthread.readers.line_rows import Notes
from goldenthread.readers.officer_tables import officers_in, without_officers
from goldenthread.readers.paper import Grid
from goldenthread.readers.travel_colours import TravelKey

_COLUMN_NAMES = ("performance indicator", "performance measure", "progress milestone measure", "milestone")


class KeyReader:
    """What the keys of one paper say so far."""

    def __init__(self, embedded: tuple[str, ...], notes: Notes) -> None:
        self.notes = notes
        self.lights: tuple[LightDefinition, ...] = ()
        self.arrows: tuple[ArrowDefinition, ...] = ()
        self.officers: tuple[Officer, ...] = ()
        self.definitions: dict[tuple[str, int], Definition] = {}
        self.named: list[Attachment] = [Attachment(name=name) for name in embedded]
        self.listed: tuple[Attachment, ...] | None = None
        self.travel = TravelKey()
        self._light: Light | None = None
        self._of_measures = False
        self._is_ours = False

    @property
    def rule_set(self) -> RuleSet:
        """The definitions of lights and arrows that the paper gives."""
        return RuleSet(lights=self.lights, arrows=self.arrows)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """Those of the paper's own list of attachments, else those that its text names."""
        return self.listed if self.listed is not None else tuple(self.named)

    def begin_section(self) -> None:
        """A new section begins: a light named in the one before says nothing about it."""
        self._light = None

    def begin_own_keys(self) -> None:
        """The keys begin that Golden Thread prints at the end: their tables go without a column that would be blank."""
        self._is_ours = True

    def take(self, text: str, near: str, *, in_section: bool) -> bool:
        """Take a paragraph that defines a symbol or names an officer. `near` is the text that leads up to it."""
        if text.lower() in _COLUMN_NAMES:
            self._of_measures = "performance" in text.lower()
            return in_section or self._of_measures
        if (light := keys.light_alone(text)) is not None:
            self._light = light
            return True
        meaning = re.sub(r"^N/?A\s+(?=Indicates)", "", text)
        if keys.is_meaning(meaning):
            self._take_meaning(meaning)
            return True
        officer = keys.officer_of(text)
        if officer and in_section and re.search(r"\bofficers?\b", near, re.IGNORECASE):
            self.officers = (*self.officers, officer)
            return True
        return False

    def _take_meaning(self, text: str) -> None:
        if keys.is_about_arrows(text):
            self.arrows = (*self.arrows, keys.arrow_definition(text))
            return
        self.lights = keys.with_meaning(self.lights, self._light, text, of_measures=self._of_measures)
        if self._light is None:
            could_be = "the meaning of a light whose picture the source lost"
            self.notes.unplaced.append(Unplaced(text=text, where="the key of symbols", could_be=could_be))

    def without_officers(self, grid: Grid) -> Grid:
        """A table without the key of officers at its end, which is taken."""
        rest, officers = without_officers(grid)
        self.officers = (*self.officers, *officers)
        return rest

    def take_grid(self, grid: Grid, near: str = "") -> bool:
        """Take a table that is a key; False when it is none. `near` is the text that leads up to it."""
        self.travel.note_grid(grid, near)
        header = grid.rows[0].texts
        if self._is_key(header, labels.KEY_LIGHTS) or _begins(header, labels.KEY_LIGHTS):
            self.lights = (*self.lights, *keys.light_rows(grid))
        elif header == labels.KEY_ARROWS:
            self.arrows = (*self.arrows, *keys.arrow_rows(grid))
        elif self._is_key(header, labels.KEY_DEFINITIONS):
            self.definitions.update(keys.definition_rows(grid))
        elif self._is_key(header, labels.KEY_OFFICERS):
            self.officers = (*self.officers, *keys.officer_rows(grid))
        elif self._is_key(header, labels.ATTACHMENTS):
            self.listed = keys.attachment_rows(grid)
        elif officers := officers_in(grid, near):
            self.officers = (*self.officers, *officers)
        else:
            # the words and marks of the paper are said again by the cells themselves
            return header == labels.KEY_WORDS
        return True

    def _is_key(self, header: tuple[str, ...], named: tuple[str, ...]) -> bool:
        """Whether a table has the columns of one of our keys; among our own keys, whether it has some of them, in order."""
        return header == named or (self._is_ours and header == tuple(name for name in named if name in header))

    def note_attachment(self, text: str, mentioned_in: str) -> None:
        """Note the document that a paragraph is there to attach, if it is."""
        if name := keys.attachment_in(text):
            self.named.append(Attachment(name=name, mentioned_in=mentioned_in))


def _begins(header: tuple[str, ...], named: tuple[str, ...]) -> bool:
    return [text.lower() for text in header[: len(named)]] == [text.lower() for text in named]
