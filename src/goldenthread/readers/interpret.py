"""From a paper's paragraphs and tables to the Report that it is, with notes on all that is not certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from goldenthread.model import labels
from goldenthread.model.budget import Statement
from goldenthread.model.cells import fold
from goldenthread.model.periods import Period
from goldenthread.model.plan import Action
from goldenthread.model.reading import Assumed, Reading, Unplaced
from goldenthread.model.report import (
    Report,
    is_declaration,
)
from goldenthread.model.text import AnyBlock, Paragraph, SmallTable, Span, plain, tidy_spans
from goldenthread.readers import keys
from goldenthread.readers.columns import Field, Heading, heading_of
from goldenthread.readers.drafts import Finisher, ObjectiveDraft, SectionDraft, common_words, day_in
from goldenthread.readers.forms import (
    FormPart,
    Part,
    form_parts,
    is_label,
    linked_text,
    milestone_items,
    objective_ref,
)
from goldenthread.readers.head import Head
from goldenthread.readers.key_reader import KeyReader
from goldenthread.readers.line_rows import (
    Header,
    LineDraft,
    Notes,
    bare_draft,
    draft_of,
    header_of,
    mended_ref,
    prefixes_in,
    table_columns,
    take_commentary_cell,
)
from goldenthread.readers.loose_text import settle_loose
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row
from goldenthread.readers.people import split_people
from goldenthread.readers.references import REF, mend_look_alikes, prefix_of, tidy_ref
from goldenthread.readers.running_text import block_of, blocks_of
from goldenthread.readers.special_tables import DEFAULT_TITLES, special_table
from goldenthread.readers.statements import is_statement_header

_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}\.)\s+(?P<title>\S.*)$")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
_APPENDIX = re.compile(r"^appendix\s+(?:\d+|[A-Z]|[ivx]+)\b", re.IGNORECASE)
_OBJECTIVE = re.compile(r"^(?:service\s+)?objective\b\s*(?P<rest>.*)$", re.IGNORECASE)
_REF_AT_END = re.compile(r"^(?P<title>.*?)\s*\((?P<ref>[A-Z][A-Za-z0-9 .]{0,11}\d[a-z]?)\)\s*$")
_BYLINE = re.compile(
    r"^supporting\s+comment(?:ary|aries|s)\s*(?:\((?P<date>\d{1,2} \w+ \d{4})\))?\s*(?:[:–-]\s*(?P<by>.*))?$",
    re.IGNORECASE,
)
_PRIORITY_SENTENCE = re.compile(r"(?=\bPriority\s+\d+\s*[–:-])")


def interpret(paper: Paper) -> Reading:
    """The Reading of a paper: its Report, and what could not be placed, was mended or was assumed."""
    return _Interpreter(paper).reading()


class _Interpreter:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.notes = Notes(list(paper.unplaced), list(paper.mended), [])
        self.head = Head(paper, self.notes)
        self.keys = KeyReader(paper.embedded, self.notes)
        self.sections: list[SectionDraft | ObjectiveDraft] = []
        self.path: list[SectionDraft] = []  # the open narrative and the items inside it
        self.objective: ObjectiveDraft | None = None
        self.line: LineDraft | None = None
        self.in_commentary = False
        self.columns: tuple[Heading | None, ...] | None = None
        self.header: Header | None = None
        self.pending: tuple[str, str, str] | None = None  # a line's heading, waiting for its table
        self.loose: list[Para] = []

    def reading(self) -> Reading:
        for index, block in enumerate(self.paper.blocks):
            following = self.paper.blocks[index + 1] if index + 1 < len(self.paper.blocks) else None
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._para(block, following)
        self._settle_loose()
        return Reading(
            report=self._report(),
            unplaced=tuple(self.notes.unplaced),
            mended=tuple(self.notes.mended),
            assumed=tuple(self.notes.assumed),
        )

    def _report(self) -> Report:
        kind = self.head.kind(self._objectives())
        printed = self.head.title
        return Report(
            kind=kind,
            title="" if self.head.is_ours and printed == kind.value.capitalize() else printed,
            council=self.head.council(),
            directorate=self.head.facts.get("directorate", ""),
            departments=self.head.departments(),
            priority=self.head.priority(),
            period=self.head.period,
            rule_set=self.keys.rule_set,
            sections=tuple(self._finisher().sections(self.sections)),
            officers=self.keys.officers,
            attachments=self.keys.attachments,
        )

    def _objectives(self) -> list[ObjectiveDraft]:
        return [section for section in self.sections if isinstance(section, ObjectiveDraft)]

    def _finisher(self) -> Finisher:
        lines = [line for objective in self._objectives() for line in objective.lines]
        names = {name for line in lines for name in (*line.by, *line.responsible)}
        names |= {officer.name for officer in self.keys.officers if officer.name}
        return Finisher(
            paper=self.paper,
            period=self.head.period,
            notes=self.notes,
            definitions=self.keys.definitions,
            people=frozenset(names),
            words=common_words(self.paper),
            is_ours=self.head.is_ours,
        )

    # ---- paragraphs ----

    def _para(self, para: Para, following: Para | Grid | None) -> None:
        text = para.text
        if not text and not para.is_picture and not para.number:
            return
        if self.head.is_ours and self.head.is_empty and not self.sections and self._may_be_title(para):
            self.head.title = text
            return
        if not para.is_picture and self._fact(text):
            return
        if self.objective is None and self.keys.take(text, self._near(), in_section=bool(self.path)):
            return
        if para.heading and self._heading(para, following):
            return
        if self.head.is_empty and not self.sections and self._may_be_title(para):
            self.head.title = text
            return
        if (match := _BYLINE.match(text)) and self._byline(match):
            return
        if text.startswith(f"{labels.WORKED_OUT} (") or self._form_word(para):
            return
        self._text(para)

    def _form_word(self, para: Para) -> bool:
        """Part of an objective's form that came out as loose words: its reference, or a label with nothing beside it."""
        forms = [objective for objective in self._objectives() if objective.from_form]
        if not forms or para.list_level or (self.in_commentary and self.line is None):
            return False
        if is_label(para.text) and not objective_ref(para.text):
            could_be = "a label of the objective's form, with nothing beside it"
            self.notes.unplaced.append(Unplaced(text=para.text, where=para.where, could_be=could_be))
            return True
        ref = objective_ref(para.text)
        if not ref or prefix_of(mend_look_alikes(ref)) != prefix_of(forms[-1].ref):
            return False
        objective = self._open_objective(mended_ref(ref, para.where, self.notes), "", para.where)
        objective.from_form = True
        self.notes.assumed.append(
            Assumed(
                what=f"{objective.ref} begins an objective.",
                why="it stands alone, as other objectives' references do",
                where=para.where,
            )
        )
        return True

    def _may_be_title(self, para: Para) -> bool:
        """Whether the first paragraph of a paper is its title. Our own papers always begin with it."""
        if para.list_level or para.number or para.is_picture:
            return False
        return self.head.is_ours or para.text[-1:] not in ".,;:"

    def _fact(self, text: str) -> bool:
        """Take a "Label: value" where such a fact may stand."""
        if not self.sections:
            return self.head.take(text)
        label, colon, value = text.partition(": ")
        if not colon:
            return False
        take = self._fact_taker(label)
        return bool(take and take(value.strip()))

    def _fact_taker(self, label: str) -> Callable[[str], bool] | None:
        if self.line is not None:
            takers = {labels.ACTION: "what", labels.ACTION_WHO: "who", labels.ACTION_WHEN: "by_when"}
            return (lambda value: self._take_action(takers[label], value)) if label in takers else None
        if self.objective is not None and not self.objective.lines:
            return {
                labels.PRIORITY: self._take_priority,
                labels.RESPONSIBLE: self._take_responsible,
                labels.LINKED: self._take_linked,
            }.get(label)
        if self.path and label in (
            labels.AS_AT,
            labels.MONEY_UNIT,
            labels.CONVENTION,
            labels.DECLARED_BY,
            labels.DECLARED_ON,
        ):
            return lambda value: self._take_section_fact(label, value)
        return None

    def _take_action(self, part: str, value: str) -> bool:
        if self.line is None:
            return False
        self.line.action = (self.line.action or Action()).model_copy(update={part: value})
        return True

    def _take_priority(self, value: str) -> bool:
        if self.objective is None or self.objective.narratives:
            return False
        self.objective.priorities.append(value)
        return True

    def _take_responsible(self, value: str) -> bool:
        if self.objective is None or self.objective.narratives:
            return False
        self.objective.responsible = tuple(name.strip() for name in value.split(";") if name.strip())
        return True

    def _take_linked(self, value: str) -> bool:
        if self.objective is None or self.objective.narratives:
            return False
        self.objective.linked = value
        return True

    def _take_section_fact(self, label: str, value: str) -> bool:
        section = self.path[0]
        if label in (labels.DECLARED_BY, labels.DECLARED_ON) and not is_declaration(section.title):
            return False
        section.facts[label] = value
        return True

    def _byline(self, match: re.Match[str]) -> bool:
        if self.line is None or self.in_commentary:
            return False
        self._begin_commentary(match)
        return True

    def _begin_commentary(self, match: re.Match[str]) -> None:
        if self.line is None:
            return
        said = match["by"] or ""
        self.line.by = (
            tuple(n.strip() for n in said.split(";") if n.strip()) if self.head.is_ours else split_people(said)
        )
        self.line.said_on = day_in(match["date"]) if match["date"] else None
        if self.line.said is None:
            self.line.said = []
        self.in_commentary = True

    def _text(self, para: Para) -> None:
        """Running text: it belongs to the commentary, the narrative or the section that is open."""
        block = block_of(para)
        if block is None and not para.number:
            return
        section = self.path[-1] if self.path else None
        self.keys.note_attachment(para.text, fold(f"{section.number} {section.title}") if section else "")
        if self.in_commentary and self.line is not None and self.line.said is not None:
            if block is not None:
                self.line.said.append(block)
            return
        if self.objective is not None and self.line is not None:
            self.loose.append(para)
            return
        match = _NUMBERED.match(para.text) if not para.list_level and not para.is_picture else None
        number = para.number or (match["number"] if match else "")
        if number and _NUMBER.fullmatch(number) and self._takes_numbers():
            self._numbered_paragraph(para, number, match)
            return
        if block is not None:
            self._sink().append(block)

    def _takes_numbers(self) -> bool:
        return bool(self.path) and self.objective is None

    def _numbered_paragraph(self, para: Para, number: str, match: re.Match[str] | None) -> None:
        """A numbered paragraph without a heading of its own: an item of its section."""
        spans = para.spans
        if match and not para.number:
            spans = _without_start(tidy_spans(para.spans), match.start("title"))
        spans = tidy_spans(spans)
        level = 1 + number.rstrip(".").count(".") if not number.endswith(".0") else 1
        section = SectionDraft(number, "", max(level, 2), para.where)
        if spans:
            section.blocks.append(Paragraph(spans=spans))
        self._nest(section)

    def _sink(self) -> list[AnyBlock]:
        """Where running text goes now."""
        if self.objective is not None:
            if self.path:
                return self.path[-1].blocks
            self._open_narrative(SectionDraft("", "", 2, ""))
            return self.path[-1].blocks
        if not self.path or self._is_full(self.path[0]):
            self._open(SectionDraft("", "", 1, ""))
        return self.path[-1].blocks

    def _is_full(self, section: SectionDraft) -> bool:
        """Whether a section is a table that has no place for text after it."""
        return section.special is not None and not isinstance(section.special, Statement)

    # ---- headings ----

    def _heading(self, para: Para, following: Para | Grid | None) -> bool:
        text = para.text
        if text == labels.KEY:
            self._close()
            return True
        match = _OBJECTIVE.match(text)
        if match and self._objective_heading(match["rest"], para):
            return True
        if self.objective is not None and self._line_heading(para, following):
            return True
        number, title = self._number_and_title(para)
        if self.head.is_empty and not self.sections and not number:
            self.head.title = text
            return True
        if self.objective is not None and not number and not _APPENDIX.match(text):
            return self._heading_in_objective(para, title)
        self._section_heading(para, number, title)
        return True

    def _number_and_title(self, para: Para) -> tuple[str, str]:
        if para.number:
            return para.number, para.text
        match = _NUMBERED.match(para.text)
        return (match["number"], match["title"]) if match else ("", para.text)

    def _objective_heading(self, rest: str, para: Para) -> bool:
        """ "Objective: Improve … (PED01)", "Objective PED01: Improve …", "Service Objective: PED01: Improve …"."""
        rest = rest.lstrip(" :–-")
        own = re.match(r"^objective\s+[^:]", para.text, re.IGNORECASE)
        at_end = _REF_AT_END.match(rest)
        if at_end and not (own and ":" in rest):
            self._open_objective(mended_ref(at_end["ref"], para.where, self.notes), fold(at_end["title"]), para.where)
            return True
        head, colon, title = rest.partition(": ")
        if own and (colon or len(head) <= 20):
            self._open_objective(head.rstrip(":"), title.strip(), para.where)
            return True
        ref = REF.match(rest)
        if ref:
            self._open_objective(ref[0], rest[ref.end() :].lstrip(" :–-"), para.where)
            return True
        if rest and not own:
            self._open_objective("", fold(rest), para.where)
            return True
        if not rest:
            self._open_objective("", "", para.where)
            return True
        return False

    def _line_heading(self, para: Para, following: Para | Grid | None) -> bool:
        """The heading of one measure or milestone, with its table right after it."""
        if not isinstance(following, Grid) or not following.rows or not self._is_lone_line(following):
            return False
        if para.number or (self.head.is_ours and para.heading == 1):
            return False
        head, colon, title = para.text.partition(": ")
        if not colon:
            ref = REF.match(para.text)
            head, title = (ref[0], para.text[ref.end() :].strip()) if ref else (para.text, "")
        if head in (f"{word} {labels.NO_REF.lower()}" for word in (labels.MEASURE, labels.MILESTONE)):
            head = ""
        self._leave_line()
        self.pending = (mended_ref(head, para.where, self.notes), title.strip(), para.where)
        return True

    def _is_lone_line(self, grid: Grid) -> bool:
        """Whether a table is the one row of a line that has a heading of its own."""
        header = grid.rows[0]
        if len(grid.rows) != 2 or is_statement_header(header.texts):
            return False
        return _lone_columns(header, self.head.period) is not None

    def _heading_in_objective(self, para: Para, title: str) -> bool:
        if para.heading == 1 and not self.paper.loses_pictures:
            self._section_heading(para, "", title)
            return True
        if self.line is not None or self.objective is None:
            if para.heading == 1:
                self._section_heading(para, "", title)
                return True
            return False  # a heading among lines is a stray line of text
        self._open_narrative(SectionDraft("", title, para.heading, para.where))
        return True

    def _section_heading(self, para: Para, number: str, title: str) -> None:
        level = para.heading
        if self.head.is_ours:
            pass  # our own headings stand where they should, whatever their numbers
        elif number.endswith(".0") or _APPENDIX.match(title) or re.fullmatch(r"\d{1,2}\.?", number):
            level = 1
        elif number:
            level = 1 + number.count(".")
        section = SectionDraft(number, title, level, para.where)
        if level == 1 or not self.path or self.objective is not None:
            self._open(section)
        else:
            self._nest(section)

    def _open(self, section: SectionDraft) -> None:
        self._close()
        self.sections.append(section)
        self.path = [section]

    def _nest(self, section: SectionDraft) -> None:
        while len(self.path) > 1 and self.path[-1].level >= section.level:
            self.path.pop()
        if not self.path:
            self._open(section)
            return
        if self._is_full(self.path[0]):
            self._open(SectionDraft("", "", 1, ""))
        self.path[-1].items.append(section)
        self.path.append(section)

    def _open_narrative(self, section: SectionDraft) -> None:
        """A narrative inside the open objective."""
        if self.objective is None:
            return
        while self.path and self.path[-1].level >= section.level:
            self.path.pop()
        (self.path[-1].items if self.path else self.objective.narratives).append(section)
        self.path.append(section)

    def _open_objective(self, ref: str, title: str, where: str) -> ObjectiveDraft:
        self._close()
        self.objective = ObjectiveDraft(ref, title, where)
        self.sections.append(self.objective)
        return self.objective

    def _close(self) -> None:
        self._settle_loose()
        self._leave_line()
        self.path, self.objective, self.columns, self.header = [], None, None, None
        self.keys.begin_section()

    def _settle_loose(self) -> None:
        loose, self.loose = self.loose, []
        if loose and self.objective is not None:
            settle_loose(loose, self.objective.lines, self.notes)

    def _leave_line(self) -> None:
        self.line, self.in_commentary, self.pending = None, False, None

    def _near(self) -> str:
        """The words that lead up to what comes now: the section's title and its last paragraph."""
        if not self.path:
            return ""
        section = self.path[-1]
        return f"{section.title} {' '.join(plain(block) for block in section.blocks[-1:])}"

    # ---- tables ----

    def _grid(self, grid: Grid) -> None:
        rows = tuple(row for row in grid.rows if any(cell.text or cell.symbols or cell.unsure for cell in row.cells))
        if not rows:
            return
        grid = replace(grid, rows=rows)
        if self.keys.take_grid(grid) or self._special_grid(grid):
            return
        if self.pending and self._lone_line(grid):
            return
        parts = form_parts(grid)
        if parts:
            self._form(parts)
            return
        top = header_of(rows)
        body = rows[len(top.rows) :]
        columns = table_columns(top, body, self.head.period)
        if columns:
            self.columns, self.header = columns, top
            self._lines(body)
        elif self.objective is not None and self.header and self._goes_on(rows):
            self.columns = table_columns(self.header, rows, self.head.period) or self.columns
            self._lines(rows)
        else:
            self._small_table(grid)

    def _goes_on(self, rows: Sequence[Row]) -> bool:
        """Whether rows without a header go on from the table before them."""
        firsts = [row.cells[0].text for row in rows]
        return all(not first or REF.fullmatch(tidy_ref(first)) for first in firsts)

    def _special_grid(self, grid: Grid) -> bool:
        """Take a table that is a part of the report by itself: it becomes the open section, or one of its own."""
        current = self.path[-1] if self.path and self.objective is None else None
        facts = self.path[0].facts if self.path else {}
        special = special_table(grid, current.title if current else "", facts, self.notes)
        if special is None:
            return False
        if current and not current.blocks and not current.items and current.special is None:
            untitled = self.head.is_ours and current.title == DEFAULT_TITLES[type(special)]
            section = current
            if len(self.path) > 1:
                self.path[-2].items.remove(current)
                self.sections.append(current)
        else:
            section = SectionDraft("", current.title if current else "", 1, grid.where)
            untitled = False
            self.sections.append(section)
        title = "" if untitled else section.title
        section.special = special.model_copy(update={"number": section.number, "title": title})
        if self.objective is None:
            self.path = [section]
        return True

    def _small_table(self, grid: Grid) -> None:
        """A table that is none of ours stays a table in the text."""
        width = max(sum(cell.span for cell in row.cells) for row in grid.rows)
        rows = [tuple(keys.without_blank(text) for text in _spread(row, width)) for row in grid.rows]
        if (len(rows) < 2 or width < 2) and not grid.caption:
            # a frame around some words; a table of one column or row has a title that says what it is
            for row in grid.rows:
                for cell in row.cells:
                    for para in cell.paras:
                        self._text(para)
            return
        block = SmallTable(header=rows[0], rows=tuple(rows[1:]))
        if self.in_commentary and self.line is not None and self.line.said is not None:
            self.line.said.append(block)
        elif self.objective is not None and self.line is not None:
            could_be = f"a table that belongs to {self.line.ref or self.line.title}"
            self.notes.unplaced.append(Unplaced(text=plain(block), where=grid.where, could_be=could_be))
        else:
            self._sink().append(block)

    # ---- lines ----

    def _lone_line(self, grid: Grid) -> bool:
        if self.pending is None or not self._is_lone_line(grid):
            return False
        ref, title, where = self.pending
        headings = _lone_columns(grid.rows[0], self.head.period)
        if headings is None:
            return False
        draft = bare_draft(replace(grid.rows[1], where=where), headings, self.notes)
        draft.ref, draft.title = ref, title
        draft.is_measure = not any(h and h.field.value == "due" for h in headings) and not self._reads_as_milestone(
            headings
        )
        self._add(draft)
        return True

    def _reads_as_milestone(self, headings: Sequence[Heading | None]) -> bool:
        return not self.head.is_ours and all(
            h is None or h.column is None or h.column.role.value == "progress" for h in headings
        )

    def _lines(self, rows: Sequence[Row]) -> None:
        """Rows of a table of lines: lines, their commentaries, and rows that go on from the one before."""
        self._settle_loose()
        if self.objective is None:
            self._open_objective("", "", rows[0].where if rows else "")
        columns = self.columns or ()
        prefixes = prefixes_in(rows)
        for row in rows:
            if self.header is not None and row.texts in self.header.rows:
                continue
            if self._commentary_row(row):
                continue
            if (
                not row.cells[0].text
                and not row.cells[0].unsure
                and self.line is not None
                and self._continuation(row, columns)
            ):
                continue
            draft = draft_of(row, columns, self.notes, prefixes=prefixes)
            if draft is None:
                self.notes.unplaced.append(
                    Unplaced(text=" | ".join(row.texts), where=row.where, could_be="a row of the table")
                )
                continue
            self._add(draft)

    def _add(self, draft: LineDraft) -> None:
        objective = self._objective_for(draft)
        self._leave_line()
        objective.lines.append(draft)
        self.line = draft

    def _objective_for(self, draft: LineDraft) -> ObjectiveDraft:
        """The objective that a line belongs to: the open one, or the one whose reference its own begins with."""
        for objective in reversed(self._objectives()):
            ref = objective.ref
            if ref and draft.ref.startswith(ref) and re.match(r"\W|[a-z]\b", draft.ref[len(ref) :] or " "):
                return objective
        return self.objective or self._open_objective("", "", draft.where)

    def _commentary_row(self, row: Row) -> bool:
        """A row that spans the table and holds a line's commentary."""
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) != 1 or self.line is None:
            return False
        paras = [para for para in filled[0].paras if para.text]
        match = _BYLINE.match(paras[0].text)
        if not match:
            return False
        self.in_commentary = False
        self._begin_commentary(match)
        if self.line.said is not None:
            self.line.said.extend(blocks_of(paras[1:]))
        return True

    def _continuation(self, row: Row, columns: Sequence[Heading | None]) -> bool:
        """A row without a first cell goes on from the row before it: over the page, or below a merged cell."""
        line = self.line
        if line is None:
            return False
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) == 1 and (line.said is not None or line.unsure_commentary):
            self._continue_commentary(line, filled[0])
            return True
        taken = False
        for i, cell in enumerate(row.cells):
            heading = columns[i] if i < len(columns) else None
            if not cell.text:
                continue
            if heading and heading.field.value in ("measure", "milestone"):
                line.title = fold(f"{line.title} {cell.text}")
                taken = True
            elif heading and heading.field.value == "commentary":
                self._continue_commentary(line, cell)
                taken = True
            else:
                could_be = f"a part of {line.ref or line.title}, cut off by the end of a page"
                self.notes.unplaced.append(Unplaced(text=cell.text, where=row.where, could_be=could_be))
                taken = True
        return taken

    def _continue_commentary(self, line: LineDraft, cell: GridCell) -> None:
        said = " ".join(plain(block) for block in line.said or [])
        if cell.text and fold(said).endswith(cell.text):
            what = f"The words “{cell.text[:60]}” stand twice at the end of the commentary of {line.ref}."
            self.notes.assumed.append(Assumed(what=what, why="a row cut by the page end repeats its last line"))
            return
        take_commentary_cell(line, cell, self.notes)

    # ---- forms ----

    def _form(self, parts: Sequence[FormPart]) -> None:
        """An objective's form: labels and what stands beside them, in any order."""
        waiting: list[FormPart] = []
        for part in parts:
            if part.part is Part.OBJECTIVE:
                ref = mended_ref(part.ref, part.where, self.notes)
                objective = self._open_objective(ref, "", part.where)
                objective.from_form = True
                title, priorities = self._without_priorities(part.text)
                objective.title = title
                objective.priorities.extend(priorities)
                for held in waiting:
                    self._form_part(objective, held)
                waiting = []
            elif self.objective is not None and not (part.part is Part.PRIORITY and self.objective.lines):
                if part.part is Part.PRIORITY and any(p.part is Part.OBJECTIVE for p in parts[parts.index(part) :]):
                    waiting.append(part)
                else:
                    self._form_part(self.objective, part)
            else:
                waiting.append(part)
        for held in waiting:
            if self.objective is not None:
                self._form_part(self.objective, held)

    def _form_part(self, objective: ObjectiveDraft, part: FormPart) -> None:
        match part.part:
            case Part.PRIORITY:
                found = [text.strip() for text in _PRIORITY_SENTENCE.split(part.text) if text.strip()]
                objective.priorities = _in_order([*objective.priorities, *found])
            case Part.RESPONSIBLE:
                objective.responsible = split_people(part.text, re.compile(r"\s*[/;]\s*"))
            case Part.LINKED:
                objective.linked = linked_text(part)
            case Part.MILESTONES:
                self._form_milestones(objective, part)
            case Part.DEVELOPMENTS | Part.ISSUES:
                section = SectionDraft("", part.label, 2, part.where)
                section.blocks.extend(blocks_of(part.paras))
                objective.narratives.append(section)
            case _:
                pass

    def _without_priorities(self, text: str) -> tuple[str, list[str]]:
        """An objective's title without the priorities that ran into its cell, and these."""
        known = {priority for objective in self._objectives() for priority in objective.priorities}
        priorities = []
        for priority in sorted(known, key=len, reverse=True):
            if text.startswith(priority) and text != priority:
                text = text[len(priority) :].strip()
                priorities.append(priority)
        return text, priorities

    def _form_milestones(self, objective: ObjectiveDraft, part: FormPart) -> None:
        for letter, text in milestone_items(part):
            ref = f"{objective.ref}{letter}" if letter and objective.ref else letter
            if letter:
                what = f"Milestone “{letter}.” of {objective.ref} is {ref}."
                self.notes.assumed.append(Assumed(what=what, why="only the letter is printed", where=part.where))
            objective.lines.append(LineDraft(ref=ref, title=text, where=part.where, is_measure=False))


# ---- pieces ----


def _lone_columns(header: Row, period: Period | None) -> tuple[Heading | None, ...] | None:
    """The columns of the one-row table under a line's own heading; None when it is another table."""

    headings = tuple(heading_of(text, period) for text in header.texts)
    known = (Field.CELL, Field.DUE, Field.RESPONSIBLE, Field.SOURCE)
    if any(h is not None and h.field not in known for h in headings) or not any(headings):
        return None
    return headings


def _spread(row: Row, width: int) -> list[str]:
    texts: list[str] = []
    for cell in row.cells:
        texts.append(cell.text)
        texts.extend("" for _ in range(cell.span - 1))
    return [*texts, *("" for _ in range(width - len(texts)))]


def _without_start(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Spans without their first `count` characters."""
    rest: list[Span] = []
    for span in spans:
        if count >= len(span.text):
            count -= len(span.text)
            continue
        rest.append(span.model_copy(update={"text": span.text[count:]}))
        count = 0
    return tuple(rest)


def _in_order(priorities: Sequence[str]) -> list[str]:
    """Numbered priorities by their number ("Priority 1", "Priority 3"), each once; others as printed."""
    unique = list(dict.fromkeys(priorities))
    numbers = [re.match(r"Priority\s+(\d+)", text) for text in unique]
    if all(numbers):
        return [text for _, text in sorted(zip((int(m[1]) for m in numbers if m), unique, strict=True))]
    return unique
