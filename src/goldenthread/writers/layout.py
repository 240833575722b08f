"""The shape of a printed paper: a Report as headings, paragraphs and tables in reading order.

Word, PDF and HTML render this one sequence, so that the three say the same (R9.4). Every table has one header row and no
merged cells; a measure is a heading, a table and its commentary, never a row that spans the table (handbook 9.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from goldenthread.model import labels
from goldenthread.model.budget import Statement
from goldenthread.model.figures import Absence, Cell, Marker, Role
from goldenthread.model.plan import (
    AnyLine,
    Arrow,
    Definition,
    Due,
    Known,
    Light,
    MeasureLine,
    MilestoneLine,
    Verdict,
)
from goldenthread.model.report import (
    AnySection,
    ArrowDefinition,
    Declaration,
    Judgements,
    LightDefinition,
    Narrative,
    Objective,
    Report,
    StrategicIssues,
)
from goldenthread.model.symbols import ARROW_SHAPES, LIGHT_SHAPES, NO_COMPARISON, arrow_text, light_text
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, Picture, SmallTable, Span

LOWEST_LEVEL: Final = 5
"""A web page has six levels of heading, and its title takes the first."""
LONGEST_CONTENTS: Final = 40
"""Entries of contents that still fit a page."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text. `link` is an outside address, `target` the anchor of a heading here; at most one is given."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading of level 1 to LOWEST_LEVEL. `number` is printed before the text; `anchor` is where cross-references point."""

    level: int
    text: str
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph. `style` is "body", "byline" (who wrote the commentary), "fact" (a label and its value) or "note".

    A note is the program's own remark, such as the working of a computed light: readers do not take it for the paper's.
    `number` is that of a numbered paragraph without a heading.
    """

    inlines: tuple[Inline, ...]
    style: str = "body"
    number: str = ""


@dataclass(frozen=True, slots=True)
class BulletBlock:
    """One item of a bulleted list; level 1 is outermost."""

    inlines: tuple[Inline, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as lines of text; `light` or `arrow` tells the renderer which colour may be added to the words.

    `anchor` is where cross-references to a line point that has a row and no heading.
    """

    lines: tuple[str, ...]
    light: Light | None = None
    arrow: Arrow | None = None
    anchor: str = ""

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with one header row, no merged and no empty cells.

    `widths` are relative; `numeric` tells which columns are right-aligned numbers. The first column holds the row headers,
    unless `row_headers` is False: the one row of a measure under its own heading starts with a figure, which heads nothing.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[bool, ...]
    row_headers: bool = True


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture that the source described and Golden Thread does not carry: its description is printed."""

    description: str


LayoutBlock = HeadingBlock | TextBlock | BulletBlock | TableBlock | PictureBlock


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole paper: title, the facts at its head, and its blocks. Renderers add contents and page furniture."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[LayoutBlock, ...]
    council: str

    def texts(self) -> Iterator[str]:
        """Everything that is printed, in reading order: one text for each run, cell line, heading or caption."""
        yield self.title
        for label, value in self.facts:
            yield from (label, value)
        for block in self.blocks:
            match block:
                case HeadingBlock():
                    yield from (block.number, block.text)
                case TextBlock():
                    yield block.number
                    yield from (run.text for run in block.inlines)
                case BulletBlock():
                    yield from (run.text for run in block.inlines)
                case TableBlock():
                    yield from (block.caption, *block.header)
                    yield from (line for row in block.rows for cell in row for line in cell.lines)
                case PictureBlock():
                    yield block.description

    def contents_depth(self) -> int:
        """How many levels of headings the contents list: two, or one where two would fill pages."""
        listed = sum(isinstance(block, HeadingBlock) and block.level <= 2 for block in self.blocks)
        return 2 if listed <= LONGEST_CONTENTS else 1


def lay_out(report: Report) -> Layout:
    """The printed shape of a report."""
    return Layout(
        title=report.title or report.kind.value.capitalize(),
        facts=tuple(_facts(report)),
        blocks=tuple(_without_gaps(_Shaper(report).blocks())),
        council=report.council,
    )


def _without_gaps(blocks: Iterator[LayoutBlock]) -> Iterator[LayoutBlock]:
    """The blocks with no heading more than one level below the one before it (R9.5)."""
    before = 0
    for block in blocks:
        if isinstance(block, HeadingBlock):
            before = min(block.level, before + 1, LOWEST_LEVEL)
            yield replace(block, level=before)
        else:
            yield block


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    if report.council:
        yield labels.COUNCIL, report.council
    if report.directorate:
        yield labels.DIRECTORATE, report.directorate
    if report.departments:
        several = len(report.departments) > 1
        yield labels.DEPARTMENTS if several else labels.DEPARTMENT, "; ".join(report.departments)
    if report.priority:
        yield labels.PRIORITY, report.priority
    if report.period:
        label, words = report.period.label, report.period.in_words
        yield labels.PERIOD, label if label == words else f"{label} ({words})"
    yield labels.REPORT_TYPE, report.kind.value


class _Shaper:
    """Lays out one report; knows its references, so that mentions of them become cross-references."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.anchors: dict[str, str] = {}
        for objective in report.objectives:
            for line in (objective, *objective.lines):
                if line.ref:
                    # a reference used twice leads nowhere for certain, so it is no cross-reference
                    self.anchors[line.ref] = "" if line.ref in self.anchors else self._new_anchor(line.ref)
        known = sorted((ref for ref, anchor in self.anchors.items() if anchor), key=len, reverse=True)
        self.mention = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else None

    def _new_anchor(self, ref: str) -> str:
        anchor = "line-" + re.sub(r"[^a-z0-9]+", "-", ref.lower()).strip("-")
        taken = anchor in self.anchors.values()  # "P1.1" and "P1-1" are two references
        return f"{anchor}-{len(self.anchors)}" if taken else anchor

    def blocks(self) -> Iterator[LayoutBlock]:
        for section in self.report.sections:
            yield from self._section(section)
        yield from self._keys()

    # ---- sections ----

    def _section(self, section: AnySection) -> Iterator[LayoutBlock]:
        match section:
            case Narrative():
                yield from self._narrative(section, 1)
            case Objective():
                yield from self._objective(section)
            case Statement():
                yield from self._statement(section)
            case StrategicIssues():
                yield from self._strategic_issues(section)
            case Judgements():
                yield HeadingBlock(1, section.title or labels.JUDGEMENTS_TITLE, section.number)
                rows = [(row.judgement, row.grade) for row in section.rows]
                yield table(section.title or labels.JUDGEMENTS_TITLE, labels.JUDGEMENTS, rows, (3, 1))
            case Declaration():
                yield from self._declaration(section)

    def _narrative(self, section: Narrative, level: int) -> Iterator[LayoutBlock]:
        blocks = section.blocks
        if section.title:
            yield HeadingBlock(level, section.title, section.number)
        elif blocks and isinstance(blocks[0], Paragraph):
            yield TextBlock(self.inlines(blocks[0].spans), number=section.number)
            blocks = blocks[1:]
        elif section.number:
            yield TextBlock((), number=section.number)
        for block in blocks:
            yield self.text(block)
        for item in section.items:
            yield from self._narrative(item, level + 1)

    def _declaration(self, section: Declaration) -> Iterator[LayoutBlock]:
        yield HeadingBlock(1, section.title or labels.DECLARATION_TITLE, section.number)
        for block in section.blocks:
            yield self.text(block)
        if section.by:
            yield fact(labels.DECLARED_BY, section.by)
        if section.on:
            yield fact(labels.DECLARED_ON, f"{section.on.day} {section.on:%B %Y}")

    def _statement(self, section: Statement) -> Iterator[LayoutBlock]:
        yield HeadingBlock(1, section.title or labels.STATEMENT_TITLE, section.number)
        if section.as_at:
            yield fact(labels.AS_AT, f"{section.as_at.day} {section.as_at:%B %Y}")
        if section.unit:
            yield fact(labels.MONEY_UNIT, section.unit.value)
        if section.convention:
            yield fact(labels.CONVENTION, section.convention.value)
        header = (labels.BLOCK, labels.LINE, *(column.heading for column in section.columns))
        rows = [(line.section, line.label, *(cell.original for cell in line.cells)) for line in section.lines]
        widths = (2, 3, *(2 for _ in section.columns))
        yield table(section.title or labels.STATEMENT_TITLE, header, rows, widths, numeric=len(section.columns))
        if section.commentary:
            yield HeadingBlock(2, labels.COMMENTS)
        for block in section.commentary:
            yield self.text(block)

    def _strategic_issues(self, section: StrategicIssues) -> Iterator[LayoutBlock]:
        yield HeadingBlock(1, section.title or labels.STRATEGIC_ISSUES_TITLE, section.number)
        rows = [
            (
                row.ref,
                row.issue,
                row.baseline,
                row.outcomes_year_1,
                row.outcomes_year_3,
                row.interventions,
                row.indicators,
            )
            for row in section.rows
        ]
        yield table(
            section.title or labels.STRATEGIC_ISSUES_TITLE, labels.STRATEGIC_ISSUES, rows, (1, 4, 2, 2, 2, 2, 2)
        )

    # ---- objectives and their lines ----

    def _objective(self, objective: Objective) -> Iterator[LayoutBlock]:
        title = f"{labels.OBJECTIVE} {objective.ref}" if objective.ref else labels.OBJECTIVE
        heading = f"{title}: {objective.title}" if objective.title else title
        yield HeadingBlock(1, heading, anchor=self.anchors.get(objective.ref, ""))
        for priority in objective.priorities:
            yield fact(labels.PRIORITY, priority)
        if objective.responsible:
            yield fact(labels.RESPONSIBLE, "; ".join(objective.responsible))
        if objective.linked_indicators:
            yield fact(labels.LINKED, objective.linked_indicators)
        for narrative in objective.narratives:
            yield from self._narrative(narrative, 2)
        for shape, lines in groupby(objective.lines, key=_table_shape):
            gathered = list(lines)
            if shape is None:
                for line in gathered:
                    yield from self._line(line)
            else:
                yield self._lines_table(objective, gathered)

    def _line(self, line: AnyLine) -> Iterator[LayoutBlock]:
        word = labels.MEASURE if isinstance(line, MeasureLine) else labels.MILESTONE
        ref = line.ref or f"{word} {labels.NO_REF.lower()}"
        heading = f"{ref}: {line.title}" if line.title else ref
        yield HeadingBlock(2, heading, anchor=self.anchors.get(line.ref, ""))
        columns, cells = _line_columns(line, alone=True)
        header, widths, _ = zip(*columns, strict=True)
        not_aligned = tuple(False for _ in header)  # one row has no column of numbers to line up
        yield TableBlock(
            f"{ref}: figures and progress", header, (tuple(cells),), widths, not_aligned, row_headers=False
        )
        for name, verdict in _verdicts(line):
            yield TextBlock((Inline(f"{labels.WORKED_OUT} ({name.lower()}): {verdict_text(verdict)}"),), style="note")
        if line.commentary:
            yield TextBlock((Inline(_byline(line), strong=True),), style="byline")
            for block in line.commentary.blocks:
                yield self.text(block)
        if line.action:
            yield fact(labels.ACTION, line.action.what)
            if line.action.who:
                yield fact(labels.ACTION_WHO, line.action.who)
            if line.action.by_when:
                yield fact(labels.ACTION_WHEN, line.action.by_when)

    def _lines_table(self, objective: Objective, lines: list[AnyLine]) -> TableBlock:
        shaped = [_line_columns(line, alone=False) for line in lines]
        header, widths, _ = zip(*shaped[0][0], strict=True)
        numeric = zip(*((number for _, _, number in columns) for columns, _ in shaped), strict=True)
        word = "Measures" if isinstance(lines[0], MeasureLine) else "Milestones"
        rows = [
            (replace(cells[0], anchor=self.anchors.get(line.ref, "")), *cells[1:])
            for line, (_, cells) in zip(lines, shaped, strict=True)
        ]
        caption = f"{word} of {objective.ref or 'the objective'}"
        return TableBlock(caption, header, tuple(rows), widths, tuple(all(flags) for flags in numeric))

    # ---- running text ----

    def text(self, block: AnyBlock) -> LayoutBlock:
        """A block of running text as printed."""
        match block:
            case Paragraph():
                return TextBlock(self.inlines(block.spans))
            case ListItem():
                return BulletBlock(self.inlines(block.spans), block.level)
            case SmallTable():
                return table(
                    block.header[0] or labels.SMALL_TABLE, block.header, block.rows, tuple(1 for _ in block.header)
                )
            case Picture():
                return PictureBlock(block.description)

    def inlines(self, spans: tuple[Span, ...]) -> tuple[Inline, ...]:
        """Marked runs of text, in which a mention of a line of this paper leads to it."""
        result: list[Inline] = []
        for span in spans:
            at = 0
            for found in self.mention.finditer(span.text) if self.mention and not span.link else ():
                if found.start() > at:
                    result.append(Inline(span.text[at : found.start()], span.strong, span.emphasis))
                result.append(Inline(found[0], span.strong, span.emphasis, target=self.anchors[found[0]]))
                at = found.end()
            if at < len(span.text):
                result.append(Inline(span.text[at:], span.strong, span.emphasis, span.link))
        return tuple(result)

    # ---- keys ----

    def _keys(self) -> Iterator[LayoutBlock]:
        report = self.report
        lights, arrows = used_lights(report), used_arrows(report)
        words = tuple(_words_used(report))
        definitions = [
            (line, line.definition) for line in report.measures if _stated(line.definition) is not None and line.ref
        ]
        if not (lights or arrows or words or definitions or report.officers or report.attachments):
            return
        yield HeadingBlock(1, labels.KEY)
        if lights:
            rows = [(_light_cell(entry.light), entry.milestone, entry.measure) for entry in lights]
            yield table("What the traffic lights mean", labels.KEY_LIGHTS, rows, (1, 3, 3))
        if arrows:
            arrow_rows = [(_arrow_cell(entry.arrow), entry.meaning) for entry in arrows]
            yield table("What the direction of travel means", labels.KEY_ARROWS, arrow_rows, (1, 4))
        if words:
            yield table("Words and marks used in this report", labels.KEY_WORDS, words, (1, 4))
        if definitions:
            rows_ = [_definition_row(line, definition) for line, definition in definitions]
            yield table("How the measures are defined", labels.KEY_DEFINITIONS, rows_, (2, 2, 2, 3, 3, 2, 3, 3, 2))
        if report.officers:
            officers = [(officer.initials, officer.name, officer.post) for officer in report.officers]
            yield table("Key to officers", labels.KEY_OFFICERS, officers, (1, 2, 4))
        if report.attachments:
            attached = [(attachment.name, attachment.mentioned_in) for attachment in report.attachments]
            yield table("Attachments named in this report", labels.ATTACHMENTS, attached, (2, 2))


# ---- pieces ----


def fact(label: str, value: str) -> TextBlock:
    """A label and its value as one paragraph."""
    return TextBlock((Inline(f"{label}:", strong=True), Inline(f" {value}")), style="fact")


def table(
    caption: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str | TableCell, ...]],
    widths: tuple[int, ...],
    numeric: int = 0,
) -> TableBlock:
    """A table; an empty cell says that it was left blank, and so does one that a row lacks.

    The last `numeric` columns of the header are numbers.
    """
    flags = tuple(index >= len(header) - numeric for index in range(len(header)))
    lacking = max((len(row) for row in rows), default=0) - len(header)
    if lacking > 0:
        header, widths, flags = header + ("",) * lacking, widths + (1,) * lacking, flags + (False,) * lacking
    cells = tuple(tuple(_as_cell(text) for text in (*row, *[""] * (len(header) - len(row)))) for row in rows)
    return TableBlock(caption, tuple(text or labels.LEFT_BLANK for text in header), cells, widths, flags)


def _as_cell(text: str | TableCell) -> TableCell:
    return text if isinstance(text, TableCell) else TableCell((text or labels.LEFT_BLANK,))


def _byline(line: AnyLine) -> str:
    commentary = line.commentary
    if commentary is None:
        return ""
    label = labels.COMMENTARY
    if commentary.date:
        label += f" ({commentary.date.day} {commentary.date:%B %Y})"
    return f"{label}: {'; '.join(commentary.by)}" if commentary.by else f"{label}:"


def _table_shape(line: AnyLine) -> tuple[object, ...] | None:
    """What lines must share to stand in one table; None for a line that needs a heading and text of its own."""
    if line.commentary or line.action or any(True for _ in _verdicts(line)):
        return None
    source = isinstance(line, MilestoneLine) and bool(line.source)
    return (line.line, source, bool(line.responsible), tuple(cell.column for cell in line.cells))


def _verdicts(line: AnyLine) -> Iterator[tuple[str, Verdict]]:
    if line.progress.computed:
        yield "Progress", line.progress.computed
    if isinstance(line, MeasureLine) and line.travel.computed:
        yield "Direction of travel", line.travel.computed


def verdict_text(verdict: Verdict) -> str:
    """A verdict as one line: the light or arrow in words, and the working."""
    head = verdict.light or verdict.arrow or verdict.absence
    return f"{head.value.capitalize()}. {verdict.sentence}" if head else verdict.sentence


_ColumnShape = tuple[str, int, bool]


def _line_columns(line: AnyLine, *, alone: bool) -> tuple[list[_ColumnShape], list[TableCell]]:
    """The columns that a line needs, and its cells. `alone`: under its own heading, so without reference and title."""
    columns: list[_ColumnShape] = []
    cells: list[TableCell] = []

    def add(heading: str, text: str, width: int) -> None:
        columns.append((heading, width, False))
        cells.append(TableCell((text,)))

    if not alone:
        add(labels.REF, line.ref or labels.NO_REF, 2)
        word = labels.MEASURE if isinstance(line, MeasureLine) else labels.MILESTONE
        add(word, line.title or labels.LEFT_BLANK, 6)
    if isinstance(line, MilestoneLine):
        add(labels.DUE, _due(line.due), 2)
        if line.source:
            add(labels.SOURCE, line.source, 3)
    if line.responsible or (alone and not line.cells and isinstance(line, MeasureLine)):
        add(labels.RESPONSIBLE, "; ".join(line.responsible) or labels.NOT_STATED, 3)
    for cell in line.cells:
        columns.append(
            (cell.column.full_heading or labels.LEFT_BLANK, 3, bool(cell.figures) and len(cell.figures) == 1)
        )
        cells.append(_cell(line, cell))
    return columns, cells


def _due(due: Due | None) -> str:
    return due.original if due and due.original else labels.NOT_STATED


def _cell(line: AnyLine, cell: Cell) -> TableCell:
    if cell.column.role is Role.PROGRESS and line.progress.judged:
        return TableCell((light_text(line.progress.judged, cell.original),), light=line.progress.judged)
    if cell.column.role is Role.TRAVEL and isinstance(line, MeasureLine) and line.travel.judged:
        return TableCell((arrow_text(line.travel.judged, cell.original),), arrow=line.travel.judged)
    return TableCell(figure_lines(cell))


def figure_lines(cell: Cell) -> tuple[str, ...]:
    """A cell's own text, broken so that each labelled figure starts a line; the words are those of the source."""
    text = cell.text or labels.LEFT_BLANK
    if len(cell.figures) < 2:
        return (text,)
    starts = [0]
    at = 0
    number_first = text[0].isdigit() or text[0] == "£"  # "716 EH Intervention 170 MAP": a line ends with its label
    for before, figure in pairwise(cell.figures):
        label = before.label if number_first else figure.label
        found = text.find(label, at + 1) if label else -1
        if found > 0 and text[found - 1] == " ":
            at = found + len(label) + 1 if number_first else found
            starts.append(at)
    lines = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(line for line in lines if line)


# ---- what the keys list ----


def _light_cell(light: Light | None) -> TableCell:
    return TableCell((light_text(light) if light else Absence.NO_SYMBOL.words,), light=light)


def _arrow_cell(arrow: Arrow | None) -> TableCell:
    return TableCell((arrow_text(arrow) if arrow else NO_COMPARISON,), arrow=arrow)


def used_lights(report: Report) -> tuple[LightDefinition, ...]:
    """The definitions of the lights that this report shows. A symbol that the source lost may have been any of them."""
    shown = {line.progress.judged for line in report.lines}
    shown |= {line.progress.computed.light for line in report.lines if line.progress.computed}
    if _lost_symbol(report, Role.PROGRESS):
        return report.rule_set.lights
    return tuple(entry for entry in report.rule_set.lights if entry.light is not None and entry.light in shown)


def used_arrows(report: Report) -> tuple[ArrowDefinition, ...]:
    """The definitions of the arrows that this report shows, "not comparable" among them where a cell says so."""
    shown: set[Arrow | None] = {line.travel.judged for line in report.measures if line.travel.judged}
    shown |= {line.travel.computed.arrow for line in report.measures if line.travel.computed}
    cells = [cell for line in report.measures if (cell := line.cell(Role.TRAVEL))]
    if any(cell.absence is Absence.NOT_APPLICABLE for cell in cells):
        shown.add(None)
    if _lost_symbol(report, Role.TRAVEL):
        return report.rule_set.arrows
    return tuple(entry for entry in report.rule_set.arrows if entry.arrow in shown)


def _lost_symbol(report: Report, role: Role) -> bool:
    cells = (cell for line in report.lines if (cell := line.cell(role)))
    return any(cell.absence is Absence.NO_SYMBOL for cell in cells)


def _words_used(report: Report) -> Iterator[tuple[str, str]]:
    """Each mark and each way of saying that there is no figure that this report prints, with its meaning (R1.4)."""
    seen: dict[str, str] = {}
    markers: set[Marker] = set()
    for line in report.lines:
        for cell in line.cells:
            if cell.absence and cell.text.lower() != cell.absence.value:
                seen.setdefault(cell.text, _absence_meaning(cell.absence))
            markers.update(marker for figure in cell.figures for marker in figure.markers)
    for light in Light:
        if any(line.progress.judged is light for line in report.lines) and not report.rule_set.lights:
            seen.setdefault(LIGHT_SHAPES[light], f"{light.value.capitalize()} light")
    for arrow in Arrow:
        if any(line.travel.judged is arrow for line in report.measures) and not report.rule_set.arrows:
            seen.setdefault(ARROW_SHAPES[arrow], f"{arrow.value.capitalize()} than the same period last year")
    for marker in Marker:
        if marker in markers:
            seen.setdefault(_marker_printed(marker), marker.words)
    yield from seen.items()


def _marker_printed(marker: Marker) -> str:
    return {Marker.PROVISIONAL: "(prov) or [p]"}.get(marker, marker.shorthand)


def _absence_meaning(absence: Absence) -> str:
    match absence:
        case Absence.NO_SYMBOL:
            return "The paper that this was read from showed a picture here, with no words"
        case Absence.NOT_PLACED:
            return "The paper that this was read from has something here that could not be read with certainty"
        case Absence.BLANK:
            return "The paper that this was read from has nothing here"
        case _:
            return absence.value.capitalize()


def _stated(definition: Definition) -> Definition | None:
    """The parts of a definition that the council stated; None when it stated none."""
    parts = (definition.unit, definition.polarity, definition.time_basis, definition.calendar)
    return definition if any(part and part.known is Known.STATED for part in parts) else None


def _definition_row(line: MeasureLine, definition: Definition) -> tuple[str, ...]:
    parts = (definition.unit, definition.polarity, definition.time_basis, definition.calendar)
    ratio = definition.ratio
    return (
        line.ref,
        str(line.occurrence),
        *(part.value.value if part and part.known is Known.STATED else labels.NOT_STATED for part in parts),
        (ratio.numerator if ratio else "") or labels.NOT_STATED,
        (ratio.denominator if ratio else "") or labels.NOT_STATED,
        f"{ratio.multiplier:,}" if ratio and ratio.multiplier else labels.NOT_STATED,
    )
