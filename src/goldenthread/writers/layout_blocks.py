"""What a printed paper is made of: headings, paragraphs, bullets, tables and pictures, for Word, PDF and HTML alike.

Every table has one header row and no merged cells (handbook 9.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from goldenthread.model import labels
from goldenthread.model.plan import Arrow, Light

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
    `number` is that of a numbered paragraph without a heading. With `keep_next`, no page ends after it.
    """

    inlines: tuple[Inline, ...]
    style: str = "body"
    number: str = ""
    keep_next: bool = False


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
    `says_again` is True of a caption that what stands just above says already: it is for those who cannot see that.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[bool, ...]
    row_headers: bool = True
    says_again: bool = False


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


def without_blank_columns(block: TableBlock, *, keep: str) -> tuple[TableBlock, tuple[str, ...]]:
    """The table without the columns that say nothing in any row, but for `keep`; and the headings left out."""
    blank = (labels.LEFT_BLANK, labels.NOT_STATED)
    kept = [
        index
        for index, heading in enumerate(block.header)
        if heading == keep or not block.rows or any(row[index].text not in blank for row in block.rows)
    ]
    shown = replace(
        block,
        header=tuple(block.header[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in block.rows),
        widths=tuple(block.widths[index] for index in kept),
        numeric=tuple(block.numeric[index] for index in kept),
    )
    return shown, tuple(heading for index, heading in enumerate(block.header) if index not in kept)
