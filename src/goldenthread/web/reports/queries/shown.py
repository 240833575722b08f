"""A report as its page shows it: the sections in their order, each line with its cells, its commentary and its next action.

The words are those of the printed paper (writers/layout_lines.py), so that page and paper say the same (R9.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from goldenthread.model import labels
from goldenthread.model.plan import Action, AnyLine, MeasureLine
from goldenthread.model.report import AnySection, Declaration, Narrative, Objective, Report
from goldenthread.model.text import AnyBlock, ListItem, plain
from goldenthread.writers.layout_blocks import TableBlock, TableCell
from goldenthread.writers.layout_keys import keys
from goldenthread.writers.layout_lines import byline, lone_columns, verdict_text, verdicts


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or the items of a list."""

    paragraph: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a line's table under its heading; `light` is the class of a light ("" for none), whose shape the page adds."""

    heading: str
    lines: tuple[str, ...]
    light: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a member."""

    text: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a line: its update, what its figures are known to be now where they were restated, what was asked."""

    update: int
    known_now: tuple[str, ...] = ()
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A measure or a milestone, and what stands beside it."""

    beside: Beside
    kind: str
    ref: str
    title: str
    cells: tuple[ShownCell, ...]
    worked_out: tuple[tuple[str, str], ...]
    byline: str
    commentary: tuple[Text, ...]
    action: Action | None

    @property
    def name(self) -> str:
        return f"{self.ref}: {self.title}" if self.ref else self.title


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section: its heading, its text, the items beneath it, and for an objective its facts and lines."""

    number: str
    heading: str
    text: tuple[Text, ...] = ()
    items: tuple[ShownSection, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[ShownLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownKey:
    """One key at the end of the paper."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownReport:
    """The whole paper."""

    title: str
    sections: tuple[ShownSection, ...]
    keys: tuple[ShownKey, ...]
    measures: int
    milestones: int


def shown(report: Report, beside: Sequence[Beside]) -> ShownReport:
    """The report, ready for the page; `beside` holds one for each line of the report, in its order."""
    assert len(beside) == len(report.lines)  # noqa: S101 - a report has a line for each update that it was made of
    given = iter(beside)
    sections = [_section(section, given) for section in report.sections]
    return ShownReport(
        title=report.title,
        sections=tuple(sections),
        keys=tuple(_key(block) for block in keys(report) if isinstance(block, TableBlock)),
        measures=len(report.measures),
        milestones=len(report.milestones),
    )


def _section(section: AnySection, beside: Iterator[Beside]) -> ShownSection:
    match section:
        case Narrative():
            items = tuple(_section(one, beside) for one in section.items)
            return ShownSection(section.number, section.title, text_of(section.blocks), items)
        case Objective():
            return _objective(section, beside)
        case Declaration():
            by = [("Declared by", section.by)] if section.by else []
            on = [("Declared on", f"{section.on.day} {section.on:%B %Y}")] if section.on else []
            title = section.title or labels.DECLARATION_TITLE
            return ShownSection(section.number, title, text_of(section.blocks), facts=(*by, *on))
        case _:
            return ShownSection(section.number, section.title)


def _objective(section: Objective, beside: Iterator[Beside]) -> ShownSection:
    facts = [("Corporate priority", "; ".join(section.priorities)), ("Responsible", "; ".join(section.responsible))]
    return ShownSection(
        number="",
        heading=f"Objective {section.ref}: {section.title}" if section.ref else f"Objective: {section.title}",
        facts=tuple((name, words) for name, words in facts if words),
        lines=tuple(_line(line, next(beside)) for line in section.lines),
    )


def _line(line: AnyLine, beside: Beside) -> ShownLine:
    columns, cells = lone_columns(line)
    return ShownLine(
        beside=beside,
        kind="Measure" if isinstance(line, MeasureLine) else "Milestone",
        ref=line.ref,
        title=line.title,
        cells=tuple(_cell(heading, cell) for (heading, _, _), cell in zip(columns, cells, strict=True)),
        worked_out=tuple((name, verdict_text(verdict)) for name, verdict in verdicts(line)),
        byline=byline(line),
        commentary=text_of(line.commentary.blocks) if line.commentary else (),
        action=line.action,
    )


def _cell(heading: str, cell: TableCell) -> ShownCell:
    if cell.light is None:
        return ShownCell(heading, cell.lines)
    words = cell.text.partition(" ")[2]  # the shape before the word is the page's own
    return ShownCell(heading, (words,), cell.light.value)


def _key(block: TableBlock) -> ShownKey:
    rows = tuple(tuple(_cell(head, cell) for head, cell in zip(block.header, row, strict=True)) for row in block.rows)
    return ShownKey(block.caption, block.header, rows)


def text_of(blocks: Sequence[AnyBlock]) -> tuple[Text, ...]:
    """Blocks as paragraphs and lists, without marks."""
    return tuple(text for is_list, group in groupby(blocks, key=_is_item) for text in _texts(is_list, group))


def _is_item(block: AnyBlock) -> bool:
    return isinstance(block, ListItem)


def _texts(is_list: bool, blocks: Iterable[AnyBlock]) -> list[Text]:
    words = [plain(block) for block in blocks]
    return [Text(items=tuple(words))] if is_list else [Text(paragraph=one) for one in words]
