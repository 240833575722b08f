"""From a paper's paragraphs and tables to the Report that it is, with notes on all that is not certain."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.model import labels
from goldenthread.model.budget import Convention, MoneyUnit, Statement
from goldenthread.model.cells import fold
from goldenthread.model.periods import Period, find_period
from goldenthread.model.plan import Action, AnyLine, Definition, MeasureLine
from goldenthread.model.reading import Assumed, Reading, Unplaced
from goldenthread.model.report import (
    AnySection,
    ArrowDefinition,
    Attachment,
    Declaration,
    Judgement,
    Judgements,
    LightDefinition,
    Narrative,
    Objective,
    Officer,
    Report,
    ReportKind,
    RuleSet,
    StrategicIssue,
    StrategicIssues,
    is_declaration,
)
from goldenthread.model.text import AnyBlock, Paragraph, SmallTable, Span, plain, tidy_spans
from goldenthread.readers import keys
from goldenthread.readers.columns import Field, Heading, heading_of
from goldenthread.readers.forms import (
    FormPart,
    Part,
    form_parts,
    is_label,
    linked_text,
    milestone_items,
    objective_ref,
)
from goldenthread.readers.line_rows import (
    Header,
    LineDraft,
    Notes,
    draft_of,
    finished,
    header_of,
    mended_ref,
    prefixes_in,
    table_columns,
    take_commentary_cell,
)
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row
from goldenthread.readers.people import due_from, split_people
from goldenthread.readers.references import REF, mend_look_alikes, prefix_of, tidy_ref
from goldenthread.readers.running_text import block_of, blocks_of
from goldenthread.readers.statements import is_statement_header, statement_of

_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}\.)\s+(?P<title>\S.*)$")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
_APPENDIX = re.compile(r"^appendix\s+(?:\d+|[A-Z]|[ivx]+)\b", re.IGNORECASE)
_HEAD_FACT = re.compile(
    r"^(?P<label>council|directorate|departments?|corporate priority|reporting period|period|type of report)\s*:"
    r"\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_OBJECTIVE = re.compile(r"^(?:service\s+)?objective\b\s*(?P<rest>.*)$", re.IGNORECASE)
_REF_AT_END = re.compile(r"^(?P<title>.*?)\s*\((?P<ref>[A-Z][A-Za-z0-9 .]{0,11}\d[a-z]?)\)\s*$")
_BYLINE = re.compile(
    r"^supporting\s+comment(?:ary|aries|s)\s*(?:\((?P<date>\d{1,2} \w+ \d{4})\))?\s*(?:[:–-]\s*(?P<by>.*))?$",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b((?:[A-Z][\w’'-]+\s+(?:upon\s+|and\s+|of\s+)?){1,4}(?:Borough|County|City|District)\s+Council)\b"
)
_KINDS = (
    (ReportKind.PRIORITY, re.compile(r"\bpriority[- ]based\b", re.IGNORECASE)),
    (ReportKind.DEPARTMENTAL, re.compile(r"\bdepartmental\b|\bquarterly monitoring report\b", re.IGNORECASE)),
    (ReportKind.BUSINESS_PLAN, re.compile(r"\bbusiness plan\b", re.IGNORECASE)),
    (ReportKind.SERVICE_OBJECTIVES, re.compile(r"\bservice objectives\b", re.IGNORECASE)),
)
_PRIORITY_TITLE = re.compile(r"^(?P<priority>.+?)\s+priority[- ]based\b", re.IGNORECASE)
_PRIORITY_SENTENCE = re.compile(r"(?=\bPriority\s+\d+\s*[–:-])")


@dataclass
class _Section:
    """A section while it grows: a narrative, until a table makes it something else."""

    number: str
    title: str
    level: int
    where: str
    blocks: list[AnyBlock] = field(default_factory=list)
    items: list[_Section] = field(default_factory=list)
    special: AnySection | None = None
    by: str = ""
    on: dt.date | None = None
    facts: dict[str, str] = field(default_factory=dict)

    def narrative(self) -> Narrative:
        return Narrative(
            number=self.number,
            title=self.title,
            blocks=tuple(self.blocks),
            items=tuple(item.narrative() for item in self.items),
        )


@dataclass
class _Objective:
    """An objective while it grows."""

    ref: str
    title: str
    where: str
    priorities: list[str] = field(default_factory=list)
    responsible: tuple[str, ...] = ()
    linked: str = ""
    narratives: list[_Section] = field(default_factory=list)
    drafts: list[LineDraft] = field(default_factory=list)
    from_form: bool = False


def interpret(paper: Paper) -> Reading:
    """The Reading of a paper: its Report, and what could not be placed, was mended or was assumed."""
    return _Interpreter(paper).reading()


class _Interpreter:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.notes = Notes(list(paper.unplaced), list(paper.mended), [])
        self.head: dict[str, str] = {}
        self.title = ""
        self.sections: list[_Section | _Objective] = []
        self.path: list[_Section] = []  # the open narrative and the items inside it
        self.objective: _Objective | None = None
        self.line: LineDraft | None = None
        self.in_commentary = False
        self.columns: tuple[Heading | None, ...] | None = None
        self.header: Header | None = None
        self.pending: tuple[str, str, str] | None = None  # a line's heading, waiting for its table
        self.loose: list[Para] = []
        self.in_key = False
        self.key_light: object = None
        self.key_of_measures = False
        self.lights: tuple[LightDefinition, ...] = ()
        self.arrows: tuple[ArrowDefinition, ...] = ()
        self.officers: tuple[Officer, ...] = ()
        self.attachments: list[Attachment] = [Attachment(name=name) for name in paper.embedded]
        self.listed_attachments: tuple[Attachment, ...] | None = None
        self.definitions: dict[tuple[str, int], Definition] = {}
        self.plan_year = ""
        self.forms = 0

    # ---- the whole ----

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
        kind = self._kind()
        period = self._period()
        priority = self.head.get("corporate priority", "")
        match = _PRIORITY_TITLE.match(self.title)
        if not priority and match and not self._is_ours():
            priority = match["priority"]
            self.notes.assumed.append(
                Assumed(what=f"The report is of the priority “{priority}”.", why="its title says so")
            )
        return Report(
            kind=kind,
            title=self.title if self.title != kind.value.capitalize() or not self._is_ours() else "",
            council=self.head.get("council", "") or self._council(),
            directorate=self.head.get("directorate", ""),
            departments=self._departments(),
            priority=priority,
            period=period,
            rule_set=RuleSet(lights=self.lights, arrows=self.arrows),
            sections=tuple(self._sections(period)),
            officers=self.officers,
            attachments=self.listed_attachments if self.listed_attachments is not None else tuple(self.attachments),
        )

    def _is_ours(self) -> bool:
        return "type of report" in self.head

    def _kind(self) -> ReportKind:
        named = self.head.get("type of report", "").lower()
        for kind in ReportKind:
            if named == kind.value:
                return kind
        texts = [self.title, *(block.text for block in self.paper.blocks[:12] if isinstance(block, Para))]
        for text in texts:
            for kind, words in _KINDS:
                if words.search(text):
                    return kind
        return self._kind_by_parts()

    def _kind_by_parts(self) -> ReportKind:
        drafts = [draft for o in self.sections if isinstance(o, _Objective) for draft in o.drafts]
        if any(draft.said is not None for draft in drafts):
            measures = sum(draft.is_measure for draft in drafts)
            kind = ReportKind.PRIORITY if measures else ReportKind.DEPARTMENTAL
        else:
            kind = ReportKind.SERVICE_OBJECTIVES if self.forms else ReportKind.PRIORITY
        self.notes.assumed.append(
            Assumed(what=f"This is a {kind.value}.", why="the parts that it has; it has no title that says")
        )
        return kind

    def _period(self) -> Period | None:
        printed = self.head.get("reporting period") or self.head.get("period") or ""
        period = find_period(printed) if printed else None
        if period is None and self.plan_year:
            first, second = re.split(r"\s*[/-]\s*", self.plan_year)
            period = find_period(f"20{first[-2:]}/{second}")
            if period:
                self.notes.assumed.append(
                    Assumed(what=f"The plan is for {period.label}.", why=f"“{self.plan_year}” is printed")
                )
        if printed and period is None:
            could_be = "the reporting period"
            self.notes.unplaced.append(Unplaced(text=printed, where="the head of the paper", could_be=could_be))
        return period

    def _departments(self) -> tuple[str, ...]:
        if one := self.head.get("department", ""):
            return (one,)
        several = self.head.get("departments", "")
        separator = ";" if ";" in several else ","
        return tuple(name.strip() for name in several.split(separator) if name.strip())

    def _council(self) -> str:
        if self._is_ours():
            return ""
        texts = (block.text for block in self.paper.blocks if isinstance(block, Para))
        names = Counter(name for text in texts for name in _COUNCIL.findall(text))
        if not names:
            return ""
        name = fold(names.most_common(1)[0][0])
        self.notes.assumed.append(Assumed(what=f"The council is {name}.", why="the text names it"))
        return name

    # ---- paragraphs ----

    def _para(self, para: Para, following: Para | Grid | None) -> None:
        text = para.text
        if not text and not para.is_picture and not para.number:
            return
        if not para.is_picture and self._fact(text):
            return
        if self._key_para(text):
            return
        if para.heading and self._heading(para, following):
            return
        if not self.title and not self.sections and not self.head and self._may_be_title(para):
            self.title = text
            return
        if (match := _BYLINE.match(text)) and self._byline(match):
            return
        if text.startswith(f"{labels.WORKED_OUT} (") or self._form_word(para):
            return
        self._text(para)

    def _form_word(self, para: Para) -> bool:
        """Part of an objective's form that came out as loose words: its reference, or a label with nothing beside it."""
        forms = [section for section in self.sections if isinstance(section, _Objective) and section.from_form]
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
        return not para.list_level and not para.number and not para.is_picture and para.text[-1:] not in ".,;:"

    def _fact(self, text: str) -> bool:
        """Take a "Label: value" where such a fact may stand."""
        if not self.sections:
            match = _HEAD_FACT.match(text)
            if match:
                self.head[match["label"].lower()] = fold(match["value"])
                return True
            return False
        label, colon, value = text.partition(": ")
        if not colon:
            return False
        take = self._fact_taker(label)
        return bool(take and take(value.strip()))

    def _fact_taker(self, label: str) -> Callable[[str], bool] | None:
        if self.line is not None:
            takers = {labels.ACTION: "what", labels.ACTION_WHO: "who", labels.ACTION_WHEN: "by_when"}
            return (lambda value: self._take_action(takers[label], value)) if label in takers else None
        if self.objective is not None and not self.objective.drafts:
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
        self.line.by = tuple(n.strip() for n in said.split(";") if n.strip()) if self._is_ours() else split_people(said)
        self.line.said_on = _day(match["date"]) if match["date"] else None
        if self.line.said is None:
            self.line.said = []
        self.in_commentary = True

    def _text(self, para: Para) -> None:
        """Running text: it belongs to the commentary, the narrative or the section that is open."""
        block = block_of(para)
        if block is None and not para.number:
            return
        self._note_attachment(para)
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
        section = _Section(number, "", max(level, 2), para.where)
        if spans:
            section.blocks.append(Paragraph(spans=spans))
        self._nest(section)

    def _sink(self) -> list[AnyBlock]:
        """Where running text goes now."""
        if self.objective is not None:
            if self.path:
                return self.path[-1].blocks
            self._open_narrative(_Section("", "", 2, ""))
            return self.path[-1].blocks
        if not self.path or self._is_full(self.path[0]):
            self._open(_Section("", "", 1, ""))
        return self.path[-1].blocks

    def _is_full(self, section: _Section) -> bool:
        """Whether a section is a table that has no place for text after it."""
        return section.special is not None and not isinstance(section.special, Statement)

    def _note_attachment(self, para: Para) -> None:
        name = keys.attachment_in(para.text)
        if name:
            section = self.path[-1] if self.path else None
            place = fold(f"{section.number} {section.title}") if section else ""
            self.attachments.append(Attachment(name=name, mentioned_in=place))

    # ---- headings ----

    def _heading(self, para: Para, following: Para | Grid | None) -> bool:
        text = para.text
        if text == labels.KEY:
            self._close()
            self.in_key = True
            return True
        match = _OBJECTIVE.match(text)
        if match and self._objective_heading(match["rest"], para):
            return True
        if self.objective is not None and self._line_heading(para, following):
            return True
        number, title = self._number_and_title(para)
        if not self.title and not self.sections and not self.head and not number:
            self.title = text
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
        return len(grid.rows) == 2 and _lone_columns(grid.rows[0], self._known_period()) is not None

    def _heading_in_objective(self, para: Para, title: str) -> bool:
        if para.heading == 1 and not self.paper.loses_pictures:
            self._section_heading(para, "", title)
            return True
        if self.line is not None or self.objective is None:
            if para.heading == 1:
                self._section_heading(para, "", title)
                return True
            return False  # a heading among lines is a stray line of text
        self._open_narrative(_Section("", title, para.heading, para.where))
        return True

    def _section_heading(self, para: Para, number: str, title: str) -> None:
        level = para.heading
        if number.endswith(".0") or _APPENDIX.match(title) or re.fullmatch(r"\d{1,2}\.?", number):
            level = 1
        elif number:
            level = 1 + number.count(".")
        section = _Section(number, title, level, para.where)
        if level == 1 or not self.path or self.objective is not None:
            self._open(section)
        else:
            self._nest(section)

    def _open(self, section: _Section) -> None:
        self._close()
        self.sections.append(section)
        self.path = [section]

    def _nest(self, section: _Section) -> None:
        while len(self.path) > 1 and self.path[-1].level >= section.level:
            self.path.pop()
        if not self.path:
            self._open(section)
            return
        if self._is_full(self.path[0]):
            self._open(_Section("", "", 1, ""))
        self.path[-1].items.append(section)
        self.path.append(section)

    def _open_narrative(self, section: _Section) -> None:
        """A narrative inside the open objective."""
        if self.objective is None:
            return
        while self.path and self.path[-1].level >= section.level:
            self.path.pop()
        (self.path[-1].items if self.path else self.objective.narratives).append(section)
        self.path.append(section)

    def _open_objective(self, ref: str, title: str, where: str) -> _Objective:
        self._close()
        self.objective = _Objective(ref, title, where)
        self.sections.append(self.objective)
        return self.objective

    def _close(self) -> None:
        self._settle_loose()
        self._leave_line()
        self.path, self.objective, self.columns, self.header = [], None, None, None
        self.in_key, self.key_light = False, None

    def _leave_line(self) -> None:
        self.line, self.in_commentary, self.pending = None, False, None

    # ---- keys ----

    def _key_para(self, text: str) -> bool:
        """Take a paragraph that defines a symbol or names an officer in a key."""
        if self.line is not None or self.objective is not None:
            return False
        if text.lower() in ("performance indicator", "performance measure", "progress milestone measure", "milestone"):
            self.key_of_measures = "performance" in text.lower() and "milestone" not in text.lower()
            return bool(self.path) or self.key_of_measures
        if (light := keys.light_alone(text)) is not None:
            self.key_light = light
            return True
        plain_text = re.sub(r"^N/?A\s+(?=Indicates)", "", text)
        if keys.is_meaning(plain_text):
            self._meaning(plain_text)
            return True
        officer = keys.officer_of(text)
        if officer and self.path and re.search(r"\bofficers?\b", self._near_title(), re.IGNORECASE):
            self.officers = (*self.officers, officer)
            return True
        return False

    def _near_title(self) -> str:
        section = self.path[-1]
        return f"{section.title} {' '.join(plain(block) for block in section.blocks[-1:])}"

    def _meaning(self, text: str) -> None:
        if keys.is_about_arrows(text):
            self.arrows = (*self.arrows, keys.arrow_definition(text))
            return
        light = next((found for found in [self.key_light] if found is not None), None)
        self.lights = keys.with_meaning(self.lights, light, text, of_measures=self.key_of_measures)  # type: ignore[arg-type]
        if light is None:
            could_be = "the meaning of a light whose picture the source lost"
            self.notes.unplaced.append(Unplaced(text=text, where="the key of symbols", could_be=could_be))

    def _key_grid(self, grid: Grid, header: tuple[str, ...]) -> bool:
        rows = grid.rows[1:]
        lowered = tuple(text.lower() for text in header)
        if lowered[:3] == tuple(text.lower() for text in labels.KEY_LIGHTS):
            self.lights = (*self.lights, *keys.light_rows(grid))
        elif header == labels.KEY_ARROWS:
            self.arrows = (*self.arrows, *keys.arrow_rows(rows))
        elif header == labels.KEY_WORDS:
            pass  # said again from the cells themselves
        elif header == labels.KEY_DEFINITIONS:
            self.definitions.update(keys.definition_rows(rows))
        elif header == labels.KEY_OFFICERS:
            self.officers = (*self.officers, *keys.officer_rows(rows))
        elif header == labels.ATTACHMENTS:
            self.listed_attachments = keys.attachment_rows(rows)
        else:
            return False
        return True

    # ---- tables ----

    def _grid(self, grid: Grid) -> None:
        rows = tuple(row for row in grid.rows if any(cell.text or cell.symbols or cell.unsure for cell in row.cells))
        if not rows:
            return
        grid = replace(grid, rows=rows)
        header = rows[0].texts
        if self._key_grid(grid, header) or self._special_grid(grid, header):
            return
        if self.pending and self._lone_line(grid):
            return
        parts = form_parts(grid)
        if parts:
            self._form(parts)
            return
        top = header_of(rows)
        body = rows[len(top.rows) :]
        columns = table_columns(top, body, self._known_period())
        if columns:
            self.columns, self.header = columns, top
            self._lines(body)
        elif self.objective is not None and self.header and self._goes_on(rows):
            self.columns = table_columns(self.header, rows, self._known_period()) or self.columns
            self._lines(rows)
        else:
            self._small_table(grid)

    def _known_period(self) -> Period | None:
        printed = self.head.get("reporting period") or self.head.get("period")
        return find_period(printed) if printed else None

    def _goes_on(self, rows: Sequence[Row]) -> bool:
        """Whether rows without a header go on from the table before them."""
        firsts = [row.cells[0].text for row in rows]
        return all(not first or REF.fullmatch(tidy_ref(first)) for first in firsts)

    def _special_grid(self, grid: Grid, header: tuple[str, ...]) -> bool:
        lowered = [text.lower() for text in header]
        if tuple(header) == labels.JUDGEMENTS or lowered == [text.lower() for text in labels.JUDGEMENTS]:
            rows = tuple(Judgement(judgement=_own(r, 0), grade=_own(r, 1)) for r in grid.rows[1:])
            self._special(
                lambda number, title: Judgements(number=number, title=title, rows=rows), labels.JUDGEMENTS_TITLE
            )
            return True
        if any("strategic issue" in text for text in lowered):
            issues = tuple(self._strategic_issues(grid, lowered))
            title = labels.STRATEGIC_ISSUES_TITLE
            self._special(lambda number, title: StrategicIssues(number=number, title=title, rows=issues), title)
            return True
        if is_statement_header(header):
            self._statement(grid, header)
            return True
        return False

    def _special(self, make: Callable[[str, str], AnySection], default_title: str) -> None:
        """Turn the open section, if it holds nothing yet, into the part that a table makes it; else add one."""
        current = self.path[-1] if self.path and self.objective is None else None
        if current and len(self.path) == 1 and not current.blocks and not current.items and current.special is None:
            title = "" if current.title == default_title and self._is_ours() else current.title
            current.special = make(current.number, title)
            return
        title = current.title if current else ""
        section = _Section("", "", 1, "")
        section.special = make("", title)
        self.sections.append(section)
        self.path = [section]

    def _strategic_issues(self, grid: Grid, header: list[str]) -> Iterator[StrategicIssue]:
        at = {
            "issue": next(i for i, text in enumerate(header) if "strategic issue" in text),
            "baseline": _find(header, "baseline"),
            "outcomes_year_1": _find(header, "year 1"),
            "outcomes_year_3": _find(header, "year 3"),
            "interventions": _find(header, "intervention"),
            "indicators": _find(header, "indicator"),
        }
        for row in grid.rows[1:]:
            ref = mended_ref(_own(row, 0), row.where, self.notes) if at["issue"] else ""
            parts = {name: _own(row, index) for name, index in at.items() if index >= 0}
            yield StrategicIssue.model_validate({"ref": ref, **parts})

    def _statement(self, grid: Grid, header: tuple[str, ...]) -> None:
        section = self.path[0] if self.path else None
        facts = section.facts if section else {}
        title = section.title if section else grid.caption
        statement = statement_of(title, header, [row.texts for row in grid.rows[1:]])
        if header[:2] == (labels.BLOCK, labels.LINE):
            convention = facts.get(labels.CONVENTION, "")
            unit = facts.get(labels.MONEY_UNIT, "")
            statement = statement.model_copy(
                update={
                    "as_at": _day(facts[labels.AS_AT]) if labels.AS_AT in facts else None,
                    "unit": MoneyUnit(unit) if unit in set(MoneyUnit) else None,
                    "convention": Convention(convention) if convention in set(Convention) else None,
                }
            )
        self._special(
            lambda number, title: statement.model_copy(update={"number": number, "title": title}),
            labels.STATEMENT_TITLE,
        )

    def _small_table(self, grid: Grid) -> None:
        """A table that is none of ours stays a table in the text."""
        width = max(sum(cell.span for cell in row.cells) for row in grid.rows)
        rows = [tuple(keys.without_blank(text) for text in _spread(row, width)) for row in grid.rows]
        if len(rows) < 2 or width < 2:
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
        headings = _lone_columns(grid.rows[0], self._known_period())
        if headings is None:
            return False
        draft = draft_of(replace(grid.rows[1], where=where), headings, self.notes) or LineDraft("", "", where, True)
        draft.ref, draft.title = ref, title
        draft.is_measure = not any(h and h.field.value == "due" for h in headings) and not self._reads_as_milestone(
            headings
        )
        self._add(draft)
        return True

    def _reads_as_milestone(self, headings: Sequence[Heading | None]) -> bool:
        return not self._is_ours() and all(
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
        objective.drafts.append(draft)
        self.line = draft

    def _objective_for(self, draft: LineDraft) -> _Objective:
        """The objective that a line belongs to: the open one, or the one whose reference its own begins with."""
        objectives = [section for section in self.sections if isinstance(section, _Objective)]
        for objective in reversed(objectives):
            ref = objective.ref
            if ref and draft.ref.startswith(ref) and re.match(r"\W|[a-z]\b", draft.ref[len(ref) :] or " "):
                return objective if objective is not self.objective else self.objective
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
        self.forms += 1
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
            elif self.objective is not None and not (part.part is Part.PRIORITY and self.objective.drafts):
                if part.part is Part.PRIORITY and any(p.part is Part.OBJECTIVE for p in parts[parts.index(part) :]):
                    waiting.append(part)
                else:
                    self._form_part(self.objective, part)
            else:
                waiting.append(part)
        for held in waiting:
            if self.objective is not None:
                self._form_part(self.objective, held)

    def _form_part(self, objective: _Objective, part: FormPart) -> None:
        match part.part:
            case Part.PRIORITY:
                found = [text.strip() for text in _PRIORITY_SENTENCE.split(part.text) if text.strip()]
                objective.priorities = _in_order([*objective.priorities, *found])
            case Part.RESPONSIBLE:
                objective.responsible = split_people(part.text, re.compile(r"\s*[/;]\s*"))
            case Part.LINKED:
                objective.linked = linked_text(part)
            case Part.MILESTONES:
                self.plan_year = self.plan_year or part.year
                self._form_milestones(objective, part)
            case Part.DEVELOPMENTS | Part.ISSUES:
                section = _Section("", part.label, 2, part.where)
                section.blocks.extend(blocks_of(part.paras))
                objective.narratives.append(section)
            case _:
                pass

    def _without_priorities(self, text: str) -> tuple[str, list[str]]:
        """An objective's title without the priorities that ran into its cell, and these."""
        known = {p for o in self.sections if isinstance(o, _Objective) for p in o.priorities}
        priorities = []
        for priority in sorted(known, key=len, reverse=True):
            if text.startswith(priority) and text != priority:
                text = text[len(priority) :].strip()
                priorities.append(priority)
        return text, priorities

    def _form_milestones(self, objective: _Objective, part: FormPart) -> None:
        for letter, text in milestone_items(part):
            ref = f"{objective.ref}{letter}" if letter and objective.ref else letter
            if letter:
                what = f"Milestone “{letter}.” of {objective.ref} is {ref}."
                self.notes.assumed.append(Assumed(what=what, why="only the letter is printed", where=part.where))
            objective.drafts.append(LineDraft(ref=ref, title=text, where=part.where, is_measure=False))

    # ---- text that lost its row ----

    def _settle_loose(self) -> None:
        """Give paragraphs that stand after a table to its rows without commentary, where their words leave no doubt."""
        loose, self.loose = self.loose, []
        if not loose or self.objective is None:
            return
        rows = _last_without_commentary(self.objective.drafts)
        owner: LineDraft | None = None
        before: Para | None = None
        for para in loose:
            unfinished = before is not None and not re.search(r"[.!?:]\W*$", before.text)
            before = para
            if not (unfinished and owner is not None):
                owner = _owner_of(para, rows)
            block = block_of(para)
            if owner is None or block is None:
                could_be = (
                    "the commentary of " + " or ".join(row.ref for row in rows)
                    if rows
                    else "part of the table before it"
                )
                self.notes.unplaced.append(Unplaced(text=para.text, where=para.where, could_be=could_be))
                continue
            if unfinished and owner.said:
                owner.said[-1] = _joined(owner.said[-1], block)
            else:
                owner.said = [*(owner.said or []), block]
                what = f"The paragraph after the table is the commentary of {owner.ref}."
                self.notes.assumed.append(
                    Assumed(what=what, why="no other row's title has its words", where=para.where)
                )

    # ---- finishing ----

    def _sections(self, period: Period | None) -> Iterator[AnySection]:
        words = _common_words(self.paper)
        people = self._people()
        for section in self.sections:
            if isinstance(section, _Objective):
                yield self._objective(section, period, words, people)
            elif section.special is not None:
                yield _with_text(section)
            elif is_declaration(section.title) or labels.DECLARED_BY in section.facts:
                yield self._declaration(section)
            elif section.title or section.number or section.blocks or section.items:
                yield section.narrative()

    def _declaration(self, section: _Section) -> Declaration:
        ours = section.title == labels.DECLARATION_TITLE and self._is_ours()
        blocks = [*section.blocks, *(block for item in section.items for block in item.blocks)]
        return Declaration(
            number=section.number,
            title="" if ours else section.title,
            blocks=tuple(blocks),
            by=section.facts.get(labels.DECLARED_BY, ""),
            on=_day(section.facts[labels.DECLARED_ON]) if labels.DECLARED_ON in section.facts else None,
        )

    def _people(self) -> frozenset[str]:
        drafts = [draft for o in self.sections if isinstance(o, _Objective) for draft in o.drafts]
        names = {name for draft in drafts for name in (*draft.by, *draft.responsible)}
        return frozenset(names | {officer.name for officer in self.officers if officer.name})

    def _objective(
        self, draft: _Objective, period: Period | None, words: frozenset[str], people: frozenset[str]
    ) -> Objective:
        lines: list[AnyLine] = []
        seen: Counter[str] = Counter()
        for line in draft.drafts:
            seen[line.ref] += 1
            occurrence = seen[line.ref] if line.ref else 1
            finished_line = finished(
                line,
                occurrence,
                period,
                self.notes,
                words=words,
                people=people,
                loses_pictures=self.paper.loses_pictures,
            )
            lines.append(self._defined(finished_line))
        return Objective(
            ref=draft.ref,
            title=draft.title,
            priorities=tuple(draft.priorities),
            responsible=draft.responsible,
            linked_indicators=draft.linked,
            narratives=tuple(section.narrative() for section in draft.narratives),
            lines=tuple(lines),
        )

    def _defined(self, line: AnyLine) -> AnyLine:
        stated = self.definitions.get((line.ref, line.occurrence))
        if stated is None or not isinstance(line, MeasureLine):
            return line
        return line.model_copy(update={"definition": keys.stated_over(line.definition, stated)})


# ---- pieces ----


def _lone_columns(header: Row, period: Period | None) -> tuple[Heading | None, ...] | None:
    """The columns of the one-row table under a line's own heading; None when it is another table."""

    headings = tuple(heading_of(text, period) for text in header.texts)
    known = (Field.CELL, Field.DUE, Field.RESPONSIBLE, Field.SOURCE)
    if any(h is not None and h.field not in known for h in headings) or not any(headings):
        return None
    return headings


def _with_text(section: _Section) -> AnySection:
    """A section that a table made special, with the text after the table where it has a place for it."""
    special = section.special
    blocks = [*section.blocks, *(block for item in section.items for block in item.blocks)]
    if isinstance(special, Statement):
        return special.model_copy(update={"commentary": tuple(blocks)})
    return special if special is not None else section.narrative()


def _own(row: Row, index: int) -> str:
    return keys.without_blank(row.cells[index].text) if index < len(row.cells) else ""


def _find(header: Sequence[str], words: str) -> int:
    return next((i for i, text in enumerate(header) if words in text), -1)


def _spread(row: Row, width: int) -> list[str]:
    texts: list[str] = []
    for cell in row.cells:
        texts.append(cell.text)
        texts.extend("" for _ in range(cell.span - 1))
    return [*texts, *("" for _ in range(width - len(texts)))]


def _day(text: str) -> dt.date | None:
    due = due_from(text)
    return due.period.start if due.period and due.period.start == due.period.end else None


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


def _joined(block: AnyBlock, more: AnyBlock) -> AnyBlock:
    if isinstance(block, Paragraph) and isinstance(more, Paragraph):
        return Paragraph(spans=tidy_spans((*block.spans, Span(text=" "), *more.spans)))
    return block


def _in_order(priorities: Sequence[str]) -> list[str]:
    """Numbered priorities by their number ("Priority 1", "Priority 3"), each once; others as printed."""
    unique = list(dict.fromkeys(priorities))
    numbers = [re.match(r"Priority\s+(\d+)", text) for text in unique]
    if all(numbers):
        return [text for _, text in sorted(zip((int(m[1]) for m in numbers if m), unique, strict=True))]
    return unique


def _common_words(paper: Paper) -> frozenset[str]:
    """The words that the paper also writes in small letters: a name's words are not among them."""
    words: set[str] = set()
    for block in paper.blocks:
        texts = [block.text] if isinstance(block, Para) else [cell.text for row in block.rows for cell in row.cells]
        for text in texts:
            words.update(re.findall(r"(?<![\w’'-])[a-z][a-z’'-]+", text))
    return frozenset(words)


def _last_without_commentary(drafts: Sequence[LineDraft]) -> list[LineDraft]:
    """The lines at the end of an objective that have no commentary."""
    found: list[LineDraft] = []
    for draft in reversed(drafts):
        if draft.said is not None or draft.unsure_commentary:
            break
        found.append(draft)
    return found[::-1]


def _stems(text: str) -> set[str]:
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Za-z][A-Za-z-]{4,}", text)}


def _owner_of(para: Para, rows: Sequence[LineDraft]) -> LineDraft | None:
    """The row whose title alone has telling words of a paragraph; None when none or several have."""
    said = _stems(para.text)
    telling: list[tuple[int, LineDraft]] = []
    for row in rows:
        others: set[str] = set().union(*(_stems(other.title) for other in rows if other is not row))
        telling.append((len(said & (_stems(row.title) - others)), row))
    telling.sort(key=lambda pair: pair[0], reverse=True)
    if not telling or telling[0][0] == 0:
        return None
    if len(telling) > 1 and telling[1][0] >= telling[0][0]:
        return None
    return telling[0][1]
