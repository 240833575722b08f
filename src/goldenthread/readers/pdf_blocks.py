"""Parts of a PDF as the blocks of a Paper: headings by size and weight, list items by bullet, captions by their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from goldenthread.model.reading import Mended
from goldenthread.model.text import tidy_spans
from goldenthread.readers.paper import Grid, GridCell, Para, Row
from goldenthread.readers.pdf_colours import symbol_of
from goldenthread.readers.pdf_order import Part, Picture
from goldenthread.readers.pdf_tables import PlacedCell, PlacedTable, clustered
from goldenthread.readers.pdf_text import Block, Line, blocks_of, broken_number, bullet_of, spans_of, usual_pitch

_LEADERS = re.compile(r"(?:\. ?){6,}\s*\d*$|…{2,}\s*\d*$")
_BYLINE = re.compile(
    r"^(?:supporting\s+|quarterly\s+)?comment(?:ary|s)?(?: from the responsible officers?)?\s*(?:\([^()]*\))?\s*[:–-]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the paper's text looks like as a whole: by it headings, list levels and broken words are known."""

    body: float
    headings: tuple[float, ...]
    indents: tuple[float, ...]
    pitch: float
    words: frozenset[str]
    title: Block | None


def blocks_and_mends(parts: list[Part]) -> tuple[tuple[Para | Grid, ...], tuple[Mended, ...], str]:
    """The blocks of a Paper, what was mended in them, and the title that the paper prints ("" for none)."""
    parts = _without_contents(parts)
    look = _look(parts)
    return tuple(_blocks(parts, look)), tuple(_mended(parts)), look.title.text if look.title else ""


def _look(parts: list[Part]) -> _Look:
    blocks = [part.content for part in parts if isinstance(part.content, Block)]
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[block.size] += len(block.text)
    body = sizes.most_common(1)[0][0] if sizes else 11.0
    heads = [block for block in blocks if _looks_like_heading(block, body)]
    title = _title_among(heads, blocks)
    sizes_of_heads = {_half_points(block.size) for block in heads if block is not title}
    indents = [block.box.x0 for block in blocks if bullet_of(block.lines[0])]
    return _Look(
        body=body,
        headings=tuple(sorted(sizes_of_heads, reverse=True)),
        indents=clustered(indents, 4.0),
        pitch=usual_pitch([line for block in blocks for line in block.lines]),
        words=frozenset(_words(parts)),
        title=title,
    )


def _mended(parts: list[Part]) -> Iterator[Mended]:
    """The amounts that a narrow cell broke over two lines; they have been joined."""
    for part in parts:
        rows = part.content.rows if isinstance(part.content, PlacedTable) else []
        for row in rows:
            for above, below in (pair for cell in row.cells for pair in pairwise(cell.lines)):
                last, first = above.words[-1].text, below.words[0].text
                if broken_number(last, first):
                    why = "the thousands lack digits, and the next line of the cell has just these"
                    yield Mended(before=f"{last} {first}", after=last + first, where=f"page {row.page}", why=why)


def _title_among(heads: list[Block], blocks: list[Block]) -> Block | None:
    """The paper's title: it comes first, and is the only heading of its size, larger than any other."""
    if len(heads) < 2 or heads[0] is not blocks[0] or heads[0].text[:1].isdigit():
        return None
    return heads[0] if all(_half_points(heads[0].size) > _half_points(other.size) for other in heads[1:]) else None


def _words(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        for line in _lines(part.content):
            for word in line.words:
                yield word.text.strip(".,;:()").lower()


def _lines(content: Block | PlacedTable | Picture) -> Iterator[Line]:
    if isinstance(content, Block):
        yield from content.lines
    elif isinstance(content, PlacedTable):
        for row in content.rows:
            for cell in row.cells:
                yield from cell.lines


def _blocks(parts: list[Part], look: _Look) -> Iterator[Para | Grid]:
    caption = ""
    for part, following in zip_longest(parts, parts[1:]):
        where = f"page {part.begins}"
        if isinstance(part.content, Block):
            if following is not None and _is_caption(part, following, look):
                caption = part.content.text
                continue
            yield _para(part.content, look, where, look.indents, heading=_heading(part.content, look))
        elif isinstance(part.content, PlacedTable):
            yield _grid(part.content, look, part.begins, caption)
            caption = ""
        else:
            marks = tuple(symbol_of(mark.light, mark.kind) for mark in part.content.marks)
            yield Para(spans=(), where=where, symbols=marks, is_picture=True)


def _is_caption(part: Part, following: Part, look: _Look) -> bool:
    """Whether a paragraph is the title of the table right below it: in smaller letters than the text."""
    block, table = part.content, following.content
    if not (isinstance(block, Block) and isinstance(table, PlacedTable)) or part.ends != following.begins:
        return False
    near = table.box.top - block.box.bottom < 1.5 * block.size
    return near and len(block.lines) <= 2 and block.size < 0.93 * look.body


def _without_contents(parts: list[Part]) -> list[Part]:
    """The parts without the table of contents, which only repeats the headings: lines that end in dots and a number.

    The first line of a long entry has no dots; it stands between two entries, or under the heading "Contents".
    """
    entries = [isinstance(part.content, Block) and _LEADERS.search(part.content.text) is not None for part in parts]
    if not any(entries):
        return parts
    first, last = entries.index(True), len(entries) - 1 - entries[::-1].index(True)
    start = next((at for at in range(first - 1, max(first - 4, -1), -1) if _is_contents(parts[at])), first)
    return [part for at, part in enumerate(parts) if not (start <= at <= last and isinstance(part.content, Block))]


def _is_contents(part: Part) -> bool:
    return isinstance(part.content, Block) and part.content.text.strip(" :").lower() in (
        "contents",
        "table of contents",
    )


def _heading(block: Block, look: _Look) -> int:
    """Its level by the order of sizes among all that look like headings."""
    if block is look.title or not _looks_like_heading(block, look.body):
        return 0
    return min(look.headings.index(_half_points(block.size)) + 1, 6)


def _looks_like_heading(block: Block, body: float) -> bool:
    """Larger than the text, or bold and no smaller: but no list item, no commentary label, no sentence."""
    if bullet_of(block.lines[0]) or _BYLINE.match(block.text) or len(block.text) > 200 or len(block.lines) > 3:
        return False
    if not any(char.isalpha() for char in block.text):
        return False
    if block.size > 1.08 * body:
        return True
    return block.strong and block.size > 0.97 * body and not block.text.endswith((".", ";", ",", ":"))


def _half_points(size: float) -> float:
    return round(2 * size) / 2


def _para(block: Block, look: _Look, where: str, indents: tuple[float, ...], heading: int = 0) -> Para:
    bullet = bullet_of(block.lines[0])
    if bullet is None:
        spans = spans_of(block.lines, look.words)
        if heading:
            spans = tuple(span.model_copy(update={"strong": False}) for span in spans)
        return Para(spans=tidy_spans(spans), heading=heading, where=where)
    first = block.lines[0]
    lines = (Line(tuple(word for word in first.words if word is not bullet), first.box), *block.lines[1:])
    level = min(range(len(indents)), key=lambda index: abs(indents[index] - first.box.x0), default=0) + 1
    return Para(spans=spans_of(lines, look.words), list_level=min(level, 4), where=where)


def _grid(table: PlacedTable, look: _Look, page: int, caption: str) -> Grid:
    where = f"page {page}, table {table.number}"
    rows = []
    for number, row in enumerate(table.rows, start=1):
        place = f"page {row.page}, table {table.number}, row {number}"
        rows.append(Row(tuple(_cell(cell, table, look, place) for cell in row.cells), where=place))
    return Grid(rows=tuple(rows), caption=caption, where=where)


def _cell(cell: PlacedCell, table: PlacedTable, look: _Look, where: str) -> GridCell:
    span = cell.last - cell.first + 1
    if cell.continues:
        return GridCell(span=span, continues=True)
    left, right = cell.box.x0 + table.pad, cell.box.x1 - table.pad
    blocks = blocks_of(cell.lines, left, right, look.pitch)
    indents = tuple(sorted({round(block.box.x0) for block in blocks if bullet_of(block.lines[0])}))
    return GridCell(
        paras=tuple(_para(block, look, where, tuple(map(float, indents))) for block in blocks),
        symbols=cell.symbols,
        span=span,
        unsure=cell.unsure,
    )
