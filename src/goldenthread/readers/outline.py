"""What is open while a paper is read: the sections so far, the one that text goes into, and the line being described."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.model import labels
from goldenthread.model.budget import Statement
from goldenthread.model.cells import fold
from goldenthread.model.reading import Assumed
from goldenthread.model.text import AnyBlock, SmallTable, plain
from goldenthread.readers.columns import Heading
from goldenthread.readers.drafts import ObjectiveDraft, SectionDraft, day_in
from goldenthread.readers.head import Head
from goldenthread.readers.key_reader import KeyReader
from goldenthread.readers.line_columns import Header
from goldenthread.readers.line_rows import LineDraft, Notes
from goldenthread.readers.loose_text import settle_loose, take_by_reference
from goldenthread.readers.objective_words import is_numbered_under, is_priority, names_a_group, numbered_aim
from goldenthread.readers.paper import Para
from goldenthread.readers.people import split_people
from goldenthread.readers.running_text import block_of
from goldenthread.readers.special_tables import Above

BYLINE = re.compile(
    rf"^supporting\s+comment(?:ary|aries|s)\s*(?P<responsible>{'|'.join(labels.BY_RESPONSIBLE[::-1])})?\s*"
    r"(?:\((?P<date>\d{1,2} \w+ \d{4})\))?\s*(?:[:–-]\s*(?P<by>.*))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OpenTable:
    """The table of lines that rows without a header go on from."""

    header: Header
    columns: tuple[Heading | None, ...]


@dataclass(frozen=True, slots=True)
class LineHeading:
    """The heading of one line, waiting for its table."""

    ref: str
    title: str
    where: str


class Outline:
    """The sections of a paper as they grow, and where the next words belong."""

    def __init__(self, head: Head, keys: KeyReader, notes: Notes) -> None:
        self.head, self.keys, self.notes = head, keys, notes
        self.sections: list[SectionDraft | ObjectiveDraft] = []
        self._objectives: list[ObjectiveDraft] = []
        self.path: list[SectionDraft] = []  # the open narrative and the items inside it
        self.objective: ObjectiveDraft | None = None
        self.line: LineDraft | None = None
        self.in_commentary = False
        self.table: OpenTable | None = None
        self.heading: LineHeading | None = None
        self.loose: list[Para] = []
        self.lines_added = 0
        self.table_lines = 0  # how many lines the last table held
        self.priority: tuple[int, str] | None = (
            None  # the numbered priority under which the paper stands, and its level
        )

    @property
    def keeps_tables(self) -> bool:
        """Whether what stands outside of a table in this paper is never a part of it."""
        return self.head.paper.keeps_tables

    def objectives(self) -> list[ObjectiveDraft]:
        """The objectives so far."""
        return self._objectives

    # ---- opening and closing ----

    def open(self, section: SectionDraft) -> None:
        """Begin a section."""
        self.close()
        self.sections.append(section)
        self.path = [section]

    def nest(self, section: SectionDraft) -> None:
        """Begin an item inside the open section, as deep as its level says."""
        while len(self.path) > 1 and self.path[-1].level >= section.level:
            self.path.pop()
        if not self.path or section.level <= self.path[0].level:
            self.open(section)
            return
        if _is_full(self.path[0]):
            self.open(SectionDraft("", "", 1, ""))
        self.path[-1].items.append(section)
        self.path.append(section)

    def open_narrative(self, section: SectionDraft) -> None:
        """Begin a narrative inside the open objective."""
        if self.objective is None:
            return
        while self.path and self.path[-1].level >= section.level:
            self.path.pop()
        (self.path[-1].items if self.path else self.objective.narratives).append(section)
        self.path.append(section)

    def open_objective(self, ref: str, title: str, where: str, *, level: int = 0) -> ObjectiveDraft:
        """Begin an objective."""
        self.close()
        self.objective = ObjectiveDraft(ref, title, where, level=level)
        self.sections.append(self.objective)
        self._objectives.append(self.objective)
        return self.objective

    def open_group(self, name: str, where: str, *, level: int = 0) -> None:
        """Begin an objective for lines that stand under a name which is not said to be that of an objective."""
        self.open_objective("", name, where, level=level).is_group = True
        what = f"The lines under “{name}” are kept together as one objective of that name."
        self.notes.assumed.append(Assumed(what=what, why="the paper names no objective for them", where=where))

    def _open_by_heading(self, where: str) -> ObjectiveDraft:
        """Begin the objective of lines that stand right under a heading: with its words, where they name one."""
        section = self.path[-1] if self.path else None
        aim = numbered_aim(section.title) if section else None
        if section is None or section.number or section.special or not (aim or names_a_group(section.title)):
            return self.open_objective("", "", where)
        self._take_back(section)
        if aim:
            self.open_objective(*aim, where, level=section.level)
        else:
            self.open_group(section.title, where, level=section.level)
        objective = self._objectives[-1]
        if section.blocks:
            objective.narratives.append(SectionDraft("", "", 2, where, blocks=section.blocks))
        if self.priority and section.title != self.priority[1]:
            objective.priorities.append(self.priority[1])
        return objective

    def _take_back(self, section: SectionDraft) -> None:
        """Take a section out of the paper, and the heading of its priority too where nothing else stands under that."""
        self._remove(section)
        for over in [*self.path[:-1], *self.sections[-1:]]:
            if not isinstance(over, SectionDraft) or over is section or not self.priority:
                continue
            if over.title == self.priority[1] and not (over.blocks or over.items):
                self._remove(over)

    def _remove(self, section: SectionDraft) -> None:
        self.sections[:] = [one for one in self.sections if one is not section]
        for other in (*self.path, *(one for one in self.sections[-1:] if isinstance(one, SectionDraft))):
            other.items[:] = [one for one in other.items if one is not section]

    def begin_heading(self, level: int, title: str) -> None:
        """A heading begins: what it says of the priority that the next objectives serve."""
        if self.priority and level <= self.priority[0] and not is_numbered_under(title, self.priority[1]):
            self.priority = None
        if is_priority(title):
            self.priority = (level, title)

    def close(self) -> None:
        """End what is open."""
        self.settle_loose()
        self.leave_line()
        self.path, self.objective, self.table = [], None, None
        self.keys.begin_section()

    def leave_line(self) -> None:
        """What follows no longer belongs to the line before."""
        self.line, self.in_commentary, self.heading = None, False, None

    def settle_loose(self) -> None:
        """Give text that stood after a table to its rows, where that is certain."""
        loose, self.loose = self.loose, []
        if loose and self.objective is not None:
            settle_loose(loose, self.objective.lines, self.notes)

    # ---- lines and their commentary ----

    def add_line(self, draft: LineDraft) -> None:
        """Add a measure or milestone to the objective that it belongs to; what follows describes it."""
        objective = self._objective_for(draft)
        self.leave_line()
        objective.lines.append(draft)
        self.lines_added += 1
        self.line = draft

    def _objective_for(self, draft: LineDraft) -> ObjectiveDraft:
        """The objective whose reference the line's own begins with, else the open one."""
        for objective in reversed(self.objectives()):
            ref = objective.ref
            if ref and draft.ref.startswith(ref) and re.match(r"\W|[a-z]\b", draft.ref[len(ref) :] or " "):
                return objective
        return self.objective or self._open_by_heading(draft.where)

    def begin_commentary(self, byline: re.Match[str]) -> None:
        """What follows is the commentary of the open line, by those whom the byline names."""
        if self.line is None:
            return
        said = byline["by"] or ""
        ours = tuple(name.strip() for name in said.split(";") if name.strip())
        self.line.by = ours if self.head.is_ours else split_people(said)
        if byline["responsible"]:
            self.line.responsible = self.line.by
        self.line.said_on = day_in(byline["date"] or "")
        self.line.said = self.line.said or []
        self.in_commentary = True

    def say_of_line(self, blocks: Sequence[AnyBlock]) -> None:
        """Add to what is said of the open line; what follows goes on from it."""
        if self.line is not None:
            self.line.said = [*(self.line.said or []), *blocks]
            self.in_commentary = True

    def add_to_commentary(self, blocks: Sequence[AnyBlock]) -> bool:
        """Add to the commentary that is open; False when none is."""
        if not self.in_commentary or self.line is None or self.line.said is None:
            return False
        self.line.said.extend(blocks)
        return True

    # ---- running text ----

    def add_text(self, para: Para) -> None:
        """Running text: it belongs to the commentary, the narrative or the section that is open."""
        block = block_of(para)
        if block is None or self.add_to_commentary([block]):
            return
        if self.objective is None or self.line is None:
            self.sink().append(block)
        elif not self.keeps_tables:
            self.loose.append(para)
        elif not take_by_reference(para, self.objective.lines, self.notes):
            self.sink().append(block)

    def sink(self) -> list[AnyBlock]:
        """Where running text goes now; a section without a title is begun where none is open."""
        if self.objective is not None:
            if not self.path:
                self.open_narrative(SectionDraft("", "", 2, ""))
        elif not self.path or _is_full(self.path[0]):
            self.open(SectionDraft("", "", 1, ""))
        return self.path[-1].blocks

    def place(self) -> str:
        """The number and title of the open section, for people."""
        section = self.path[-1] if self.path else None
        return fold(f"{section.number} {section.title}") if section else ""

    def words_before(self) -> str:
        """The words that lead up to what comes now: the section's title and its last paragraph."""
        if not self.path:
            return ""
        section = self.path[-1]
        return f"{section.title} {' '.join(plain(block) for block in section.blocks[-1:])}"

    def above(self) -> Above:
        """What leads up to a table that comes now, and is no part of an objective."""
        if not self.path or self.objective is not None:
            return Above()
        said = [plain(block) for block in self.path[-1].blocks[-2:] if not isinstance(block, SmallTable)]
        holding = [self.path[-1], *(section for section in reversed(self.path[:-1]) if section.special is None)]
        titles = (section.title for section in holding if section.title)
        return Above(tuple(reversed(said)), tuple(titles))


def _is_full(section: SectionDraft) -> bool:
    """Whether a section is a table that has no place for text after it."""
    return section.special is not None and not isinstance(section.special, Statement)
