"""From a paper's paragraphs and tables to the Report that it is, with notes on all that is not certain."""

from __future__ import annotations

import re
from dataclasses import replace

from goldenthread.model import labels
from goldenthread.model.cells import fold
from goldenthread.model.plan import Action
from goldenthread.model.reading import Reading, Unplaced
from goldenthread.model.report import Report, is_declaration
from goldenthread.model.text import Paragraph, SmallTable, Span, plain, tidy_spans
from goldenthread.readers.drafts import Finisher, SectionDraft, common_words, named_on
from goldenthread.readers.forms import form_parts
from goldenthread.readers.head import Head
from goldenthread.readers.key_reader import KeyReader
from goldenthread.readers.keys import without_blank
from goldenthread.readers.line_rows import Notes, mended_ref
from goldenthread.readers.lines_in_tables import LinesInTables, is_name_of_lines
from goldenthread.readers.lost_text import lost_text
from goldenthread.readers.objective_forms import take_form, take_form_word
from goldenthread.readers.objective_words import numbered_aim
from goldenthread.readers.outline import BYLINE, Outline
from goldenthread.readers.paper import Grid, Paper, Para, Row
from goldenthread.readers.plain_headings import with_plain_headings
from goldenthread.readers.references import REF
from goldenthread.readers.running_text import blocks_of
from goldenthread.readers.special_tables import DEFAULT_TITLES, special_table, statement_title
from goldenthread.readers.statements import is_statement_header
from goldenthread.readers.table_rows import COMMENT, without_start

_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}\.)\s+(?P<title>\S.*)$")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
_APPENDIX = re.compile(r"^appendix\s+(?:\d+|[A-Z]|[ivx]+)\b", re.IGNORECASE)
_OBJECTIVE = re.compile(r"^(?:service\s+)?objective\b\s*(?P<rest>.*)$", re.IGNORECASE)
_REF_AT_END = re.compile(r"^(?P<title>.*?)\s*\((?P<ref>[A-Z][A-Za-z0-9 .]{0,11}\d[a-z]?)\)\s*$")
_ACTION_PARTS = {labels.ACTION: "what", labels.ACTION_WHO: "who", labels.ACTION_WHEN: "by_when"}
_STATEMENT_FACTS = (labels.AS_AT, labels.MONEY_UNIT, labels.CONVENTION)
_DECLARATION_FACTS = (labels.DECLARED_BY, labels.DECLARED_ON)


def interpret(paper: Paper) -> Reading:
    """The Reading of a paper: its Report, and what could not be placed, was mended or was assumed."""
    return _Interpreter(paper).reading()


class _Interpreter:
    """Walks a paper's blocks once, in order; each is taken by the first part that knows it."""

    def __init__(self, paper: Paper) -> None:
        self.notes = Notes(list(paper.unplaced), list(paper.mended), [])
        self.head = Head(paper, self.notes)
        self.paper = paper if self.head.is_ours else with_plain_headings(paper)
        self.keys = KeyReader(paper.embedded, self.notes)
        self.outline = Outline(self.head, self.keys, self.notes)
        self.lines = LinesInTables(self.outline)

    def reading(self) -> Reading:
        for index, block in enumerate(self.paper.blocks):
            following = self.paper.blocks[index + 1] if index + 1 < len(self.paper.blocks) else None
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._para(block, following)
        self.outline.settle_loose()
        report = self._report()
        self.notes.unplaced.extend(lost_text(self.paper, report, self.notes, is_ours=self.head.is_ours))
        return Reading(
            report=report,
            unplaced=tuple(self.notes.unplaced),
            mended=tuple(self.notes.mended),
            assumed=tuple(self.notes.assumed),
            running_heads=self.paper.running_heads,
        )

    def _report(self) -> Report:
        kind = self.head.kind(self.outline.objectives())
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
            sections=tuple(self._finisher().sections(self.outline.sections)),
            officers=self.keys.officers,
            attachments=self.keys.attachments,
        )

    def _finisher(self) -> Finisher:
        lines = [line for objective in self.outline.objectives() for line in objective.lines]
        words = common_words(self.paper)
        names = named_on(lines, words)
        names |= {word for officer in self.keys.officers for word in (officer.name, officer.initials) if word}
        return Finisher(
            paper=self.paper,
            period=self.head.period,
            notes=self.notes,
            definitions=self.keys.definitions,
            people=frozenset(names),
            words=words,
            colours=self.keys.travel.colours,
            is_ours=self.head.is_ours,
        )

    # ---- paragraphs ----

    def _para(self, para: Para, following: Para | Grid | None) -> None:
        if not para.text and not para.is_picture and not para.number:
            return
        # our own papers always begin with their title, be it words that would be a label elsewhere
        if self.head.is_ours and self._take_title(para):
            return
        if not para.is_picture and self._take_words(para):
            return
        if para.heading and self._take_heading(para, following):
            return
        if self._take_title(para) or self._take_byline(para):
            return
        if para.text.startswith(labels.REMARKS) or take_form_word(para, self.outline):
            return
        self._take_text(para)

    def _take_title(self, para: Para) -> bool:
        """Take the first paragraph of the paper as its title, where it may be one."""
        if not self.head.is_empty or self.outline.sections:
            return False
        if para.list_level or para.number or para.is_picture:
            return False
        if para.text[-1:] in ".,;:" and not (self.head.is_ours or para.heading):
            return False
        self.head.title = para.text
        return True

    def _take_words(self, para: Para) -> bool:
        """Take a paragraph that is a fact ("Directorate: …") or an entry of a key."""
        self.keys.travel.note_words(para.text, self.outline.words_before())
        if not self.outline.sections:
            taken = self.head.take(para.text)
        else:
            label, colon, value = para.text.partition(": ")
            taken = bool(colon) and not self._is_plain(para) and self._take_fact(label, value.strip())
        if taken or self.outline.objective is not None:
            return taken
        return self.keys.take(para.text, self.outline.words_before(), in_section=bool(self.outline.path))

    def _take_fact(self, label: str, value: str) -> bool:
        """Take a fact of the line, the objective or the section that is open."""
        line, objective = self.outline.line, self.outline.objective
        if line is not None:
            if label in _ACTION_PARTS:
                line.action = (line.action or Action()).model_copy(update={_ACTION_PARTS[label]: value})
            return label in _ACTION_PARTS
        if objective is not None:
            return not objective.lines and not objective.narratives and self._take_objective_fact(label, value)
        section = self.outline.path[0] if self.outline.path else None
        if section is None:
            return False
        if label in _STATEMENT_FACTS or (label in _DECLARATION_FACTS and is_declaration(section.title)):
            section.facts[label] = value
            return True
        return False

    def _take_objective_fact(self, label: str, value: str) -> bool:
        objective = self.outline.objective
        if objective is None:
            return False
        match label:
            case labels.PRIORITY:
                objective.priorities.append(value)
            case labels.RESPONSIBLE:
                objective.responsible = tuple(name.strip() for name in value.split(";") if name.strip())
            case labels.LINKED:
                objective.linked = value
            case _:
                return False
        return True

    def _take_byline(self, para: Para) -> bool:
        if self.outline.line is None or self.outline.in_commentary:
            return False
        if byline := BYLINE.match(para.text):
            self.outline.begin_commentary(byline)
            return True
        label = COMMENT.match(para.text) if self.outline.keeps_tables and self.outline.table_lines == 1 else None
        if not label:
            return False
        rest = without_start(para, label.end())
        self.outline.say_of_line(blocks_of((rest,)) if rest else ())
        return True

    def _take_text(self, para: Para) -> None:
        """Take running text, numbered paragraphs among it."""
        self.keys.note_attachment(para.text, self.outline.place())
        match = _NUMBERED.match(para.text) if not para.list_level and not para.is_picture else None
        if match and self._is_typed(para, match["number"]):
            match = None
        number = para.number or (match["number"] if match else "")
        in_section = bool(self.outline.path) and self.outline.objective is None
        if not in_section or not _NUMBER.fullmatch(number):
            self.outline.add_text(para)
            return
        spans = para.spans if para.number or not match else _without_start(tidy_spans(para.spans), match.start("title"))
        section = SectionDraft(number, "", max(_level_of(number), 2), para.where)
        if tidy := tidy_spans(spans):
            section.blocks.append(Paragraph(spans=tidy))
        self.outline.nest(section)

    def _is_typed(self, para: Para, number: str) -> bool:
        """Whether the number before a paragraph is its author’s: in a Word file of ours, the paper’s own has a tab behind it."""
        return self._is_our_word_file and not "".join(one.text for one in para.spans).lstrip().startswith(f"{number}\t")

    def _is_plain(self, para: Para) -> bool:
        """Whether words that begin as a fact does are its author's: in a Word file of ours, the paper's own labels are bold."""
        return self._is_our_word_file and bool(para.spans) and not para.spans[0].strong

    @property
    def _is_our_word_file(self) -> bool:
        return self.head.is_ours and self.paper.keeps_tables

    # ---- headings ----

    def _take_heading(self, para: Para, following: Para | Grid | None) -> bool:
        if para.text == labels.KEY:
            self.outline.close()
            self.keys.begin_own_keys()
            return True
        objective = _OBJECTIVE.match(para.text)
        if objective and self._take_objective(objective["rest"].lstrip(" :–-"), para):
            return True
        if self.outline.objective is not None and self.lines.take_heading(para, following):
            return True
        match = None if para.number else _NUMBERED.match(para.text)
        number, title = (match["number"], match["title"]) if match else (para.number, para.text)
        if not number and self._take_title(para):
            return True
        if number or para.heading == 1 or _APPENDIX.match(title) or self._ends_objective(para):
            self._open_section(para, number, title)
            return True
        if self.outline.line is not None and not self.outline.keeps_tables:
            return False  # a heading among lines is a stray line of text
        if isinstance(following, Grid) and is_name_of_lines(title):
            return True  # "Key measures" over a table of measures
        self.outline.leave_line()
        self.outline.open_narrative(SectionDraft("", title, para.heading, para.where))
        return True

    def _ends_objective(self, para: Para) -> bool:
        """Whether a heading stands beside or above the objective that is open, and so is not a part of it."""
        objective = self.outline.objective
        if objective is None or self.head.is_ours:
            return objective is None
        return self.outline.keeps_tables and para.heading <= objective.level

    def _take_objective(self, rest: str, para: Para) -> bool:
        """ "Objective: Improve … (PED01)", "Objective PED01: Improve …", "Service Objective: PED01: Improve …"."""
        ref_first = bool(re.match(r"^objective\s+[^:]", para.text, re.IGNORECASE))
        at_end = _REF_AT_END.match(rest)
        head, colon, title = rest.partition(": ")
        begins = REF.match(rest)
        aim = numbered_aim(para.text)
        if aim and aim[0][0].isdigit():
            ref, title = aim
        elif at_end and not (ref_first and colon):
            ref, title = mended_ref(at_end["ref"], para.where, self.notes), at_end["title"]
        elif ref_first and (colon or len(head) <= 20):
            ref = head.rstrip(":")
        elif begins:
            ref, title = begins[0], rest[begins.end() :].lstrip(" :–-")
        elif ref_first:
            return False
        else:
            ref, title = "", rest
        self.outline.begin_heading(para.heading, para.text)
        self.outline.open_objective(ref, fold(title), para.where, level=para.heading)
        return True

    def _open_section(self, para: Para, number: str, title: str) -> None:
        level = para.heading
        if not self.head.is_ours:  # our own headings stand where they should, whatever their numbers
            if _APPENDIX.match(title):
                level = 1
            elif number:
                level = _level_of(number)
        self.outline.begin_heading(level, title)
        section = SectionDraft(number, title, level, para.where)
        if level == 1 or not self.outline.path or self.outline.objective is not None:
            self.outline.open(section)
        else:
            self.outline.nest(section)

    # ---- tables ----

    def _grid(self, grid: Grid) -> None:
        rows = tuple(row for row in grid.rows if any(cell.text or cell.symbols or cell.unsure for cell in row.cells))
        if not rows:
            return
        grid = self.keys.without_officers(replace(grid, rows=rows))
        if (
            self.keys.take_grid(grid, self.outline.words_before())
            or self._take_special(grid)
            or self.lines.take_lone(grid)
        ):
            return
        parts = form_parts(grid)
        if parts:
            take_form(parts, self.outline)
        elif not self.lines.take(grid) and not self.lines.take_card(grid):
            self._take_small_table(grid)

    def _take_special(self, grid: Grid) -> bool:
        """Take a table that is a part of the report by itself: it becomes the open section, or one of its own."""
        path = self.outline.path if self.outline.objective is None else []
        current = path[-1] if path else None
        above = self.outline.above()
        title = current.title if current else ""
        if is_statement_header(grid.rows[0].texts) and not self.head.is_ours:
            title = statement_title(grid.caption, above)
        special = special_table(grid, title, path[0].facts if path else {}, self.notes, above)
        if special is None:
            return False
        if current and not current.blocks and not current.items and current.special is None:
            section = current
            section.title = title
            if len(path) > 1:
                path[-2].items.remove(current)
                self.outline.sections.append(current)
        else:
            section = SectionDraft("", title, 1, grid.where)
            self.outline.sections.append(section)
        untitled = self.head.is_ours and section.title == DEFAULT_TITLES[type(special)]
        title = "" if untitled else section.title
        section.special = special.model_copy(update={"number": section.number, "title": title})
        if self.outline.objective is None:
            self.outline.path = [section]
        return True

    def _note_symbols(self, grid: Grid) -> None:
        """Lights and arrows without words in a table of the text, which has no place for them."""
        for row in grid.rows:
            for cell in row.cells:
                shown = next((symbol.light or symbol.arrow for symbol in cell.symbols), None)
                if shown and not cell.text:
                    could_be = f"a sign in the row of “{row.texts[0][:60]}”"
                    self.notes.unplaced.append(Unplaced(text=shown, where=row.where or grid.where, could_be=could_be))

    def _take_small_table(self, grid: Grid) -> None:
        """Take a table that is none of ours as a table in the text."""
        width = max(sum(cell.span for cell in row.cells) for row in grid.rows)
        if (len(grid.rows) < 2 or width < 2) and not grid.caption:
            # a frame around some words; a table of one column or row has a title that says what it is
            for para in (para for row in grid.rows for cell in row.cells for para in cell.paras):
                self._take_text(para)
            return
        self._note_symbols(grid)
        header, *rows = (tuple(without_blank(text) for text in _spread(row, width)) for row in grid.rows)
        block = SmallTable(header=header, rows=tuple(rows))
        line = self.outline.line
        if self.outline.add_to_commentary([block]):
            return
        if self.outline.objective is not None and line is not None and not self.outline.keeps_tables:
            could_be = f"a table that belongs to {line.ref or line.title}"
            self.notes.unplaced.append(Unplaced(text=plain(block), where=grid.where, could_be=could_be))
        else:
            self.outline.sink().append(block)


def _level_of(number: str) -> int:
    """How deep a printed number stands: "2.0" and "2." at the top, "2.1" below."""
    bare = number.rstrip(".")
    return 1 if bare.endswith(".0") else 1 + bare.count(".")


def _spread(row: Row, width: int) -> list[str]:
    """The texts of a row, a merged cell's in the first of its columns."""
    texts: list[str] = []
    for cell in row.cells:
        texts.append(cell.text)
        texts.extend("" for _ in range(cell.span - 1))
    return [*texts, *("" for _ in range(width - len(texts)))]


def _without_start(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Spans without their first `count` characters."""
    rest: list[Span] = []
    for span in spans:
        if count < len(span.text):
            rest.append(span.model_copy(update={"text": span.text[count:]}))
        count = max(count - len(span.text), 0)
    return tuple(rest)
