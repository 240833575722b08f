"""Sections and objectives while their paper is being read, and how they become values when it has been."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.model import labels
from goldenthread.model.budget import Statement
from goldenthread.model.cells import in_unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine, Definition, MeasureLine
from goldenthread.model.report import AnySection, Declaration, Narrative, Objective, is_declaration
from goldenthread.model.text import AnyBlock
from goldenthread.readers.keys import stated_over
from goldenthread.readers.line_rows import LineDraft, Notes, finished
from goldenthread.readers.paper import Paper, Para
from goldenthread.readers.people import cut_tail, due_from, is_name
from goldenthread.readers.travel_colours import Colours


@dataclass
class SectionDraft:
    """A section while it grows: a narrative, until a table makes it something else."""

    number: str
    title: str
    level: int
    where: str
    blocks: list[AnyBlock] = field(default_factory=list)
    items: list[SectionDraft] = field(default_factory=list)
    special: AnySection | None = None
    facts: dict[str, str] = field(default_factory=dict)

    def all_blocks(self) -> tuple[AnyBlock, ...]:
        """Its text and that of the items right under it."""
        return (*self.blocks, *(block for item in self.items for block in item.blocks))

    def narrative(self) -> Narrative:
        """It and its items as a narrative."""
        return Narrative(
            number=self.number,
            title=self.title,
            blocks=tuple(self.blocks),
            items=tuple(item.narrative() for item in self.items),
        )


@dataclass
class ObjectiveDraft:
    """An objective while it grows."""

    ref: str
    title: str
    where: str
    priorities: list[str] = field(default_factory=list)
    responsible: tuple[str, ...] = ()
    linked: str = ""
    narratives: list[SectionDraft] = field(default_factory=list)
    lines: list[LineDraft] = field(default_factory=list)
    from_form: bool = False
    is_group: bool = False  # lines under a name that is not said to be an objective's
    level: int = 0  # of its heading, 0 for none


def day_in(text: str) -> dt.date | None:
    """The day that a text prints ("30 September 2021"), or None."""
    due = due_from(text)
    return due.period.start if due.period and due.period.start == due.period.end else None


@dataclass(frozen=True, slots=True)
class Finisher:
    """Turns drafts into values, with what the whole paper says: its period, its people, its measures' definitions."""

    paper: Paper
    period: Period | None
    notes: Notes
    definitions: Mapping[tuple[str, int], Definition]
    people: frozenset[str]
    words: frozenset[str]
    colours: Colours
    is_ours: bool

    def sections(self, drafts: Sequence[SectionDraft | ObjectiveDraft]) -> Iterator[AnySection]:
        """The sections of the report, those that hold nothing left out."""
        for draft in drafts:
            if isinstance(draft, ObjectiveDraft):
                yield self._objective(draft)
            elif draft.special is not None:
                yield _with_text(draft)
            elif is_declaration(draft.title) or labels.DECLARED_BY in draft.facts:
                yield self._declaration(draft)
            elif draft.title or draft.number or draft.blocks or draft.items:
                yield draft.narrative()

    def _declaration(self, draft: SectionDraft) -> Declaration:
        untitled = draft.title == labels.DECLARATION_TITLE and self.is_ours
        return Declaration(
            number=draft.number,
            title="" if untitled else draft.title,
            blocks=draft.all_blocks(),
            by=draft.facts.get(labels.DECLARED_BY, ""),
            on=day_in(draft.facts.get(labels.DECLARED_ON, "")),
        )

    def _objective(self, draft: ObjectiveDraft) -> Objective:
        lines: list[AnyLine] = []
        seen: Counter[str] = Counter()
        for line in draft.lines:
            seen[line.ref] += 1
            occurrence = seen[line.ref] if line.ref else 1
            lines.append(self._defined(self._line(line, occurrence)))
        return Objective(
            ref=draft.ref,
            title=draft.title,
            priorities=tuple(draft.priorities),
            responsible=draft.responsible,
            linked_indicators=draft.linked,
            narratives=tuple(section.narrative() for section in draft.narratives),
            lines=tuple(lines),
        )

    def _line(self, line: LineDraft, occurrence: int) -> AnyLine:
        return finished(
            line,
            occurrence,
            self.period,
            self.notes,
            words=self.words,
            people=self.people,
            colours=self.colours,
            loses_pictures=self.paper.loses_pictures,
            is_ours=self.is_ours,
        )

    def _defined(self, line: AnyLine) -> AnyLine:
        stated = self.definitions.get((line.ref, line.occurrence))
        if stated is None or not isinstance(line, MeasureLine):
            return line
        cells = (
            tuple(in_unit(cell, stated.unit.value, self.period) for cell in line.cells) if stated.unit else line.cells
        )
        return line.model_copy(update={"definition": stated_over(line.definition, stated), "cells": cells})


def _with_text(section: SectionDraft) -> AnySection:
    """A section that a table made special, with the text after the table where it has a place for it."""
    special = section.special
    if isinstance(special, Statement):
        return special.model_copy(update={"commentary": section.all_blocks()})
    return special if special is not None else section.narrative()


def common_words(paper: Paper) -> frozenset[str]:
    """The words that the paper also writes in small letters: a name's words are not among them."""
    words: set[str] = set()
    for block in paper.blocks:
        texts = [block.text] if isinstance(block, Para) else [cell.text for row in block.rows for cell in row.cells]
        for text in texts:
            words.update(re.findall(r"(?<![\w’'-])[a-z][a-z’'-]+", text))
    return frozenset(words)


def named_on(lines: Sequence[LineDraft], words: frozenset[str]) -> set[str]:
    """The people that a paper names beside its lines, above their commentaries, or in the brackets of its milestones.

    A measure's bracket is then known to hold people, too; of a milestone's bracket only what looks like a name counts.
    """
    named = {name for line in lines for name in (*line.by, *line.responsible)}
    for line in lines:
        if not line.is_measure:
            tail = cut_tail(line.title, words, frozenset(), dated=True)
            named.update(person for person in tail.responsible if is_name(person, words))
    return named
