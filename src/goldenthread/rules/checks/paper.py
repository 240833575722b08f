"""A Report as the checks see it: every line and every passage with its place, and the same line in the papers before it.

What several checks need is worked out here once, so that each check is small and the whole run is quick.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from goldenthread.model.budget import Statement
from goldenthread.model.plan import AnyLine, Commentary, MeasureLine, MilestoneLine
from goldenthread.model.reading import Reading
from goldenthread.model.report import (
    Declaration,
    Judgements,
    Narrative,
    NarrativeRole,
    Objective,
    Report,
    StrategicIssues,
)
from goldenthread.model.text import AnyBlock, SmallTable, plain
from goldenthread.rules.budgets import Account
from goldenthread.rules.checks.finding import Place
from goldenthread.rules.checks.quantities import Quantity, quantities


class Kind(StrEnum):
    """What sort of text a passage is."""

    HEADING = "heading"
    NARRATIVE = "narrative"
    LINE_TITLE = "line title"
    CELL = "cell"
    COMMENTARY = "commentary"
    ACTION = "action"
    STATEMENT_TEXT = "statement text"
    STRATEGIC_ISSUE = "strategic issue"
    DECLARATION = "declaration"
    TABLE = "table in the text"


_COMMENTS = re.compile(r"comments? on (?:the )?(?:above|figures|statement)", re.IGNORECASE)
PROSE = frozenset({Kind.NARRATIVE, Kind.COMMENTARY, Kind.STATEMENT_TEXT, Kind.DECLARATION, Kind.STRATEGIC_ISSUE})
"""The kinds whose text is sentences."""


class Passage(NamedTuple):
    """A piece of the paper's text and its place. `line` is the line that it belongs to; `role` its narrative's."""

    text: str
    place: Place
    kind: Kind
    line: Held | None = None
    role: NarrativeRole | None = None

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers that the text states (see `quantities`)."""
        return quantities(self.text)


class Held(NamedTuple):
    """A line with its objective and its place in the paper."""

    line: AnyLine
    objective: Objective
    place: Place

    @property
    def called(self) -> str:
        """What to call it in a sentence: its reference, else its title in quotation marks."""
        return self.line.ref or f"“{short(self.line.title)}”"

    @property
    def words(self) -> str:
        """Its commentary as plain text, "" for none."""
        return commentary_text(self.line.commentary)

    def at(self, part: str) -> Place:
        """The place of one part of this line: "title", "commentary", a column's heading."""
        return self.place.model_copy(update={"part": part})


def commentary_text(commentary: Commentary | None) -> str:
    """The words of a commentary, one line for each block."""
    return "\n".join(plain(block) for block in commentary.blocks) if commentary else ""


def short(text: str, most: int = 60) -> str:
    """The first words of a long text, with an ellipsis."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip(' ,;:–-')}…"


class Book(NamedTuple):
    """A budget statement with its place, what its rows and columns are to one another, and the comments on it."""

    place: Place
    account: Account
    comments: tuple[Passage, ...]


class Paper:
    """A Report with everything that checks ask of it. `previous` is last quarter's paper and `plan` the plan in force.

    `reading` is what the reader noticed (what it mended, running heads), where the report came from a file.
    """

    def __init__(
        self,
        report: Report,
        previous: Report | None = None,
        plan: Report | None = None,
        reading: Reading | None = None,
    ) -> None:
        self.report = report
        self.reading = reading
        self.previous = Paper(previous) if previous else None
        self.plan = Paper(plan) if plan else None

    @cached_property
    def lines(self) -> tuple[Held, ...]:
        """Every milestone and measure, in the order of the paper."""
        return tuple(self._walk[1])

    @cached_property
    def measures(self) -> tuple[tuple[Held, MeasureLine], ...]:
        """Every measure, held and as a measure."""
        return tuple((held, held.line) for held in self.lines if isinstance(held.line, MeasureLine))

    @cached_property
    def milestones(self) -> tuple[tuple[Held, MilestoneLine], ...]:
        """Every milestone, held and as a milestone."""
        return tuple((held, held.line) for held in self.lines if isinstance(held.line, MilestoneLine))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every piece of text in the paper that is not empty, in its order."""
        return tuple(self._walk[0])

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The passages that are sentences: narrative, commentary, declarations, comments on statements."""
        return tuple(passage for passage in self.passages if passage.kind in PROSE)

    @cached_property
    def places(self) -> dict[int, Place]:
        """The place of each section of the report, by its index; of a paper without sections, the whole."""
        return self._walk[2]

    def place_of(self, index: int, part: str = "") -> Place:
        """The place of the section with that index in the report."""
        return self.places[index].model_copy(update={"part": part})

    @cached_property
    def statements(self) -> tuple[tuple[Place, Statement], ...]:
        """Every budget statement and its place."""
        return tuple(
            (self.places[i], section)
            for i, section in enumerate(self.report.sections)
            if isinstance(section, Statement)
        )

    @cached_property
    def books(self) -> tuple[Book, ...]:
        """Every budget statement with its comments, also where these stand under a heading of their own."""
        starts = [
            self.places[index].order
            for index, section in enumerate(self.report.sections)
            if not (isinstance(section, Narrative) and _COMMENTS.match(section.title))
        ]
        found = []
        for place, statement in self.statements:
            end = next((start for start in starts if start > place.order), None)
            comments = tuple(
                passage
                for passage in self.passages
                if place.order <= passage.place.order
                and (end is None or passage.place.order < end)
                and passage.kind is not Kind.HEADING
            )
            found.append(Book(place, Account(statement), comments))
        return tuple(found)

    def before(self, held: Held) -> Held | None:
        """The same line in last quarter's paper; None without one, or where it is not certain which it is."""
        return self._matches_before.get(held.place.order)

    def planned(self, held: Held) -> Held | None:
        """The same line in the plan; None without one, or where it is not certain which it is."""
        return self._matches_planned.get(held.place.order)

    @cached_property
    def _matches_before(self) -> dict[int, Held]:
        return match_lines(self.lines, self.previous.lines) if self.previous else {}

    @cached_property
    def _matches_planned(self) -> dict[int, Held]:
        return match_lines(self.lines, self.plan.lines) if self.plan else {}

    @cached_property
    def _walk(self) -> tuple[list[Passage], list[Held], dict[int, Place]]:
        return _Walk(self.report).walked


class _Walk:
    """Goes through a report once and gives each passage and line its place."""

    def __init__(self, report: Report) -> None:
        self._order = 0
        passages: list[Passage] = []
        self._lines: list[Held] = []
        places: dict[int, Place] = {}
        if report.title:
            passages.append(Passage(report.title, self._place(section="title of the paper"), Kind.HEADING))
        for index, section in enumerate(report.sections):
            start = self._order + 1
            found = list(self._section(section))
            place = found[0].place if found else self._place()
            places[index] = place.model_copy(
                update={"order": start, "ref": "", "title": "", "occurrence": 1, "part": ""}
            )
            passages += found
        self.walked = ([passage for passage in passages if passage.text.strip()], self._lines, places)

    def _place(self, **words: str | int) -> Place:
        self._order += 1
        return Place.model_validate({"order": self._order, **words})

    def _section(self, section: object) -> Iterator[Passage]:
        match section:
            case Narrative():
                yield from self._narrative(section, None, "")
            case Objective():
                yield from self._objective(section)
            case Statement():
                yield from self._titled(section.title, section.number)
                name = named(section.number, section.title)
                yield from self._blocks(section.commentary, name, Kind.STATEMENT_TEXT)
            case Declaration():
                yield from self._titled(section.title, section.number)
                yield from self._blocks(section.blocks, named(section.number, section.title), Kind.DECLARATION)
            case StrategicIssues():
                yield from self._titled(section.title, section.number)
                yield from self._issues(section)
            case Judgements():
                yield from self._titled(section.title, section.number)

    def _titled(self, title: str, number: str) -> Iterator[Passage]:
        yield Passage(title, self._place(section=named(number, title)), Kind.HEADING)

    def _narrative(self, narrative: Narrative, role: NarrativeRole | None, over: str) -> Iterator[Passage]:
        if role is None or narrative.role is not NarrativeRole.OTHER:
            role = narrative.role
        name = named(narrative.number, narrative.title) or over
        yield Passage(narrative.title, self._place(section=name), Kind.HEADING, None, role)
        yield from self._blocks(narrative.blocks, name, Kind.NARRATIVE, role)
        for item in narrative.items:
            yield from self._narrative(item, role, name)

    def _blocks(
        self, blocks: Iterable[AnyBlock], name: str, kind: Kind, role: NarrativeRole | None = None
    ) -> Iterator[Passage]:
        for block in blocks:
            of_kind = Kind.TABLE if isinstance(block, SmallTable) else kind
            yield Passage(plain(block), self._place(section=name), of_kind, None, role)

    def _objective(self, objective: Objective) -> Iterator[Passage]:
        name = named(objective.ref, objective.title)
        yield Passage(objective.title, self._place(section=name, part="title"), Kind.HEADING)
        for narrative in objective.narratives:
            yield from self._narrative(narrative, None, name)
        for line in objective.lines:
            yield from self._line(line, objective, name)

    def _line(self, line: AnyLine, objective: Objective, section: str) -> Iterator[Passage]:
        place = self._place(section=section, ref=line.ref, title=line.title, occurrence=line.occurrence)
        held = Held(line, objective, place)
        self._lines.append(held)
        yield Passage(line.title, held.at("title"), Kind.LINE_TITLE, held)
        for cell in line.cells:
            yield Passage(cell.original, held.at(cell.column.full_heading), Kind.CELL, held)
        if line.commentary:
            for block in line.commentary.blocks:
                kind = Kind.TABLE if isinstance(block, SmallTable) else Kind.COMMENTARY
                yield Passage(plain(block), held.at("commentary"), kind, held)
        if line.action:
            yield Passage(line.action.what, held.at("action"), Kind.ACTION, held)

    def _issues(self, issues: StrategicIssues) -> Iterator[Passage]:
        name = named(issues.number, issues.title)
        for row in issues.rows:
            parts = {
                "issue": row.issue,
                "baseline": row.baseline,
                "outcomes at end of year 1": row.outcomes_year_1,
                "outcomes at end of year 3": row.outcomes_year_3,
                "interventions": row.interventions,
                "indicators": row.indicators,
            }
            for part, text in parts.items():
                place = self._place(section=name, ref=row.ref, title=row.issue, part=part)
                yield Passage(text, place, Kind.STRATEGIC_ISSUE)


def named(number: str, title: str) -> str:
    """A section's number and title as one text."""
    return f"{number} {title}".strip()


# ---- which line is which ----

_ALIKE = 0.6
_CERTAIN = 0.85


@lru_cache(maxsize=8192)
def _words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


def likeness(one: str, other: str) -> float:
    """How alike two texts are by their words: 1 for the same words, 0 for none in common."""
    first, second = _words_of(one), _words_of(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def match_lines(lines: tuple[Held, ...], others: tuple[Held, ...]) -> dict[int, Held]:
    """For each line, by its place's order, the same line in another paper: by identity, then by likeness of title.

    The same (objective, ref, occurrence) must also be alike in title, for references are used again for other measures;
    without one, a title that is nearly the same and the only one so. What is not certain is left out (report.md).
    """
    by_identity = {_identity(other): other for other in others if other.line.ref}
    matched: dict[int, Held] = {}
    taken: set[int] = set()
    for held in lines:
        other = by_identity.get(_identity(held)) if held.line.ref else None
        if other and type(other.line) is type(held.line) and likeness(held.line.title, other.line.title) >= _ALIKE:
            matched[held.place.order] = other
            taken.add(other.place.order)
    left = [other for other in others if other.place.order not in taken]
    for held in lines:
        if held.place.order in matched:
            continue
        close = [
            other
            for other in left
            if type(other.line) is type(held.line) and likeness(held.line.title, other.line.title) >= _CERTAIN
        ]
        if len(close) == 1:
            matched[held.place.order] = close[0]
    return matched


def _identity(held: Held) -> tuple[str, str, int]:
    return (_folded(held.objective.ref), _folded(held.line.ref), held.line.occurrence)


def _folded(ref: str) -> str:
    return re.sub(r"\W", "", ref).casefold()
