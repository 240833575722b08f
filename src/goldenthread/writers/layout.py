"""The shape of a printed paper: a Report as headings, paragraphs and tables in reading order.

Word, PDF and HTML render this one sequence, so that the three say the same (R9.4). Every table has one header row and no
merged cells; a measure is a heading, a table and its commentary, never a row that spans the table (handbook 9.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from goldenthread.model import labels
from goldenthread.model.budget import Statement
from goldenthread.model.plan import AnyLine, MeasureLine
from goldenthread.model.report import (
    AnySection,
    Declaration,
    Judgements,
    Narrative,
    Objective,
    Report,
    StrategicIssues,
)
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, Picture, SmallTable, Span
from goldenthread.writers.layout_blocks import (
    LOWEST_LEVEL,
    BulletBlock,
    HeadingBlock,
    Inline,
    Layout,
    LayoutBlock,
    PictureBlock,
    TableBlock,
    TextBlock,
    fact,
    table,
    without_blank_columns,
)
from goldenthread.writers.layout_keys import keys
from goldenthread.writers.layout_lines import byline, columns_among, lone_columns, table_shape, verdict_text, verdicts


def lay_out(report: Report) -> Layout:
    """The printed shape of a report."""
    return Layout(
        title=report.title or report.kind.value.capitalize(),
        facts=tuple(_facts(report)),
        blocks=tuple(_kept_together(_captions_said_once(_without_gaps(_Shaper(report).blocks())))),
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


def _captions_said_once(blocks: Iterator[LayoutBlock]) -> Iterator[LayoutBlock]:
    """The blocks, with the tables marked whose captions what stands just above them says already."""
    heading = ""
    before: LayoutBlock | None = None
    for block in blocks:
        shown = block
        if isinstance(block, HeadingBlock):
            heading = block.text
        elif isinstance(block, TableBlock):
            subject = block.caption.partition(": ")[0]
            is_below = isinstance(before, HeadingBlock) and heading.partition(": ")[0] == subject
            shown = replace(block, says_again=is_below or block.caption in (heading, block.header[0]))
        yield shown
        before = block


def _kept_together(blocks: Iterator[LayoutBlock]) -> Iterator[LayoutBlock]:
    """The blocks, with the facts and remarks marked that lead up to what follows: no page ends between the two."""
    level = 0
    for block, following in pairwise((*blocks, None)):
        if isinstance(block, HeadingBlock):
            level = block.level
        leads_up = isinstance(following, TableBlock) or (
            isinstance(following, HeadingBlock) and following.level > level
        )
        if isinstance(following, TextBlock):
            leads_up = following.style in ("fact", "note", "byline")
        if isinstance(block, TextBlock) and block.style in ("fact", "note"):
            yield replace(block, keep_next=leads_up)
        elif block is not None:
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


def _remark(text: str) -> TextBlock:
    """A remark of the program's own, which begins as labels.REMARKS has it."""
    return TextBlock((Inline(text),), style="note")


def _statement_table(section: Statement) -> TableBlock:
    """The lines of a statement by their labels, each with its block where the statement has blocks."""
    header = (labels.LINE, labels.BLOCK, *(column.heading for column in section.columns))
    rows = [(line.label, line.section, *(cell.original for cell in line.cells)) for line in section.lines]
    widths = (5, 3, *(1 for _ in section.columns))
    whole = table(section.title or labels.STATEMENT_TITLE, header, rows, widths, numeric=len(section.columns))
    if any(line.section for line in section.lines):
        return whole
    return replace(
        whole,
        header=(whole.header[0], *whole.header[2:]),
        rows=tuple((row[0], *row[2:]) for row in whole.rows),
        widths=(whole.widths[0], *whole.widths[2:]),
        numeric=(whole.numeric[0], *whole.numeric[2:]),
    )


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
        yield from keys(self.report)

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
            yield fact(labels.CONVENTION, section.convention_words)
        elif any(
            cell.original.startswith("(") and cell.value is not None for line in section.lines for cell in line.cells
        ):
            yield _remark(f"{labels.NO_CONVENTION}.")
        yield _statement_table(section)
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
        whole = table(
            section.title or labels.STRATEGIC_ISSUES_TITLE, labels.STRATEGIC_ISSUES, rows, (1, 4, 2, 2, 2, 2, 2)
        )
        shown, left_out = without_blank_columns(whole, keep=labels.STRATEGIC_ISSUES[1])
        if left_out:
            yield _remark(f"{labels.LEFT_OUT}: {'; '.join(left_out)}.")
        yield shown

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
        for shape, lines in groupby(objective.lines, key=table_shape):
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
        columns, cells = lone_columns(line)
        header, widths, _ = zip(*columns, strict=True)
        not_aligned = tuple(False for _ in header)  # one row has no column of numbers to line up
        yield TableBlock(
            f"{ref}: figures and progress", header, (tuple(cells),), widths, not_aligned, row_headers=False
        )
        for name, verdict in verdicts(line):
            yield _remark(f"{labels.WORKED_OUT} ({name.lower()}): {verdict_text(verdict)}")
        if line.commentary:
            yield TextBlock((Inline(byline(line), strong=True),), style="byline")
            for block in line.commentary.blocks:
                yield self.text(block)
        if line.action:
            yield fact(labels.ACTION, line.action.what)
            if line.action.who:
                yield fact(labels.ACTION_WHO, line.action.who)
            if line.action.by_when:
                yield fact(labels.ACTION_WHEN, line.action.by_when)

    def _lines_table(self, objective: Objective, lines: list[AnyLine]) -> TableBlock:
        shaped = [columns_among(line, lines) for line in lines]
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
