"""Running text as flat rows: one for each paragraph, list item, table row and picture; and the words in bold, italic or linked.

Bold, italic and links stand in a table of their own beside plain text, so that a person can edit the text as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goldenthread.model.budget import Statement
from goldenthread.model.plan import Commentary
from goldenthread.model.report import Declaration, Narrative, Objective, Report
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, Picture, SmallTable, plain, plain_text
from goldenthread.writers.table_text import barred

Row = dict[str, str | int]


class _Place(NamedTuple):
    """Where a run of blocks stands: in which part, in which line's commentary, in which item."""

    part: int
    line: int | None = None
    item: str = ""

    def row(self, position: int, **more: str | int) -> Row:
        line: Row = {} if self.line is None else {"line": self.line}
        return {"part": self.part, **line, "item": self.item, "position": position, **more}


def narrative(report: Report) -> Iterator[Row]:
    """Every block of running text. A commentary of plain paragraphs is in updates alone."""
    for place, heading, blocks in _texts(report):
        if place.line is not None and is_plain(blocks):
            continue
        if heading is not None:
            yield place.row(0, block="heading", number=heading.number, text=heading.title)
        for position, row in _block_rows(blocks):
            yield place.row(position, **row)


def marked_words(report: Report) -> Iterator[Row]:
    """The words that are bold, italic or a link, and where they stand."""
    for place, _, blocks in _texts(report):
        position = 0
        for block in blocks:
            position += 1
            if isinstance(block, SmallTable):
                position += len(block.rows)
            elif isinstance(block, (Paragraph, ListItem)):
                for row in _marks(block):
                    yield place.row(position, **row)


def is_plain(blocks: tuple[AnyBlock, ...]) -> bool:
    """Whether the blocks can be had back from their text alone: paragraphs of one line each, none of them empty."""
    texts = [plain(block) if isinstance(block, Paragraph) else "" for block in blocks]
    return all(text and "\n" not in text for text in texts)


def commentary_text(commentary: Commentary | None) -> str:
    """A commentary as text, one line for each block."""
    return plain_text(commentary.blocks) if commentary else ""


def _texts(report: Report) -> Iterator[tuple[_Place, Narrative | None, tuple[AnyBlock, ...]]]:
    line_number = 0
    for part, section in enumerate(report.sections, 1):
        match section:
            case Narrative():
                yield _Place(part), None, section.blocks
                yield from _items(part, "", section.items)
            case Objective():
                yield from _items(part, "", section.narratives)
                for line in section.lines:
                    line_number += 1
                    if line.commentary:
                        yield _Place(part, line_number), None, line.commentary.blocks
            case Statement():
                yield _Place(part), None, section.commentary
            case Declaration():
                yield _Place(part), None, section.blocks
            case _:
                continue


def _items(
    part: int, within: str, items: tuple[Narrative, ...]
) -> Iterator[tuple[_Place, Narrative, tuple[AnyBlock, ...]]]:
    for index, item in enumerate(items, 1):
        path = f"{within}.{index}" if within else str(index)
        yield _Place(part, item=path), item, item.blocks
        yield from _items(part, path, item.items)


def _block_rows(blocks: tuple[AnyBlock, ...]) -> Iterator[tuple[int, Row]]:
    rows = (row for block in blocks for row in _rows(block))
    yield from enumerate(rows, 1)


def _rows(block: AnyBlock) -> Iterator[Row]:
    match block:
        case Paragraph():
            yield {"block": "paragraph", "text": plain(block)}
        case ListItem():
            yield {"block": "list item", "level": block.level, "text": plain(block)}
        case Picture():
            yield {"block": "picture", "text": block.description}
        case SmallTable():
            yield {"block": "table heading", "text": barred(block.header)}
            for cells in block.rows:
                yield {"block": "table row", "text": barred(cells)}


def _marks(block: Paragraph | ListItem) -> Iterator[Row]:
    start = 1
    for span in block.spans:
        if span.strong or span.emphasis or span.link:
            yield {
                "start": start,
                "words": span.text,
                "bold": "yes" if span.strong else "",
                "italic": "yes" if span.emphasis else "",
                "link": span.link,
            }
        start += len(span.text)
