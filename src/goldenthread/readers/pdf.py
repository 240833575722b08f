"""The PDF reader: a council's paper as a PDF, to the paragraphs and tables that a person sees on its pages.

A PDF holds letters and lines with places, no paragraphs and no tables: what cannot be told from the page is said so.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from goldenthread.model.reading import Mended, Unplaced, Unreadable
from goldenthread.model.text import tidy_spans
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row
from goldenthread.readers.pdf_colours import symbol_of
from goldenthread.readers.pdf_columns import Carried, carried_from, split_tables
from goldenthread.readers.pdf_joins import drop_furniture, goes_on, join
from goldenthread.readers.pdf_newspaper import stretches_of
from goldenthread.readers.pdf_page import Box, Mark, Page, page_of
from goldenthread.readers.pdf_tables import PlacedCell, PlacedTable, clustered, ruled_tables
from goldenthread.readers.pdf_text import (
    Block,
    Line,
    blocks_of,
    broken_number,
    bullet_of,
    goes_on_overleaf,
    lines_of,
    spans_of,
    usual_pitch,
)

LARGEST = 300 * 1024 * 1024
_FEW_LETTERS = 5
"""A page with fewer letters than this has no text; with a picture on it, it is a scan."""
_LEADERS = re.compile(r"(?:\. ?){6,}\s*\d*$|…{2,}\s*\d*$")
_BYLINE = re.compile(r"^(?:supporting\s+|quarterly\s+)?comment(?:ary|s)?\s*[:–-]", re.IGNORECASE)
_ASK = "ask for the Word file it was made from"


@dataclass(frozen=True, slots=True)
class _Picture:
    box: Box
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Something in reading order: a paragraph, a table or a picture, and the pages on which it begins and ends."""

    ends: int
    content: Block | PlacedTable | _Picture
    begins: int


@dataclass(frozen=True, slots=True)
class _Look:
    """What the paper's text looks like as a whole: by it headings, list levels and broken words are known."""

    body: float
    headings: tuple[float, ...]
    indents: tuple[float, ...]
    pitch: float
    words: frozenset[str]
    title: Block | None


def paper_from_pdf(path: Path) -> Paper:
    """Read a PDF. Raises Unreadable, with what to do, when it is not one, is locked, damaged, or a scan."""
    _check_file(path)
    with _opened(path) as document:
        pages, embedded, title = _content(document, path)
    _check_text(pages, path)
    unplaced = tuple(_scanned(page) for page in pages if _is_scan(page))
    drop_furniture(pages)
    parts = _without_contents(_parts(pages))
    look = _look(parts)
    title = title or (look.title.text if look.title else "")
    return Paper(
        blocks=tuple(_blocks(parts, look)),
        title=title,
        embedded=embedded,
        mended=tuple(_mended(parts)),
        unplaced=unplaced,
    )


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise Unreadable(
            f"{path.name} cannot be opened ({error.strerror}): check its name and your access to it."
        ) from None
    if size == 0:
        raise Unreadable(f"{path.name} is empty: save or download it again.")
    if size > LARGEST:
        raise Unreadable(
            f"{path.name} is {size // (1024 * 1024)} MB, and the limit is {LARGEST // (1024 * 1024)} MB: {_ASK}, "
            "or save the PDF again with smaller pictures."
        )
    if b"%PDF-" not in head:
        raise Unreadable(
            f"{path.name} is not a PDF, whatever its name says: open it to see what it is, and save it as PDF."
        )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its remarks on fonts and colours are nobody's business here
    try:
        document = pdfplumber.open(path)
    except Exception as error:
        cause = error.args[0] if error.args else error
        if isinstance(error, PDFPasswordIncorrect) or isinstance(cause, PDFPasswordIncorrect):
            raise Unreadable(
                f"{path.name} is locked with a password: save a copy without one, and read that."
            ) from None
        raise _damaged(path) from None
    try:
        yield document
    finally:
        document.close()


def _damaged(path: Path) -> Unreadable:
    return Unreadable(f"{path.name} is damaged and cannot be read: download it again, or {_ASK}.")


def _content(document: Any, path: Path) -> tuple[list[Page], tuple[str, ...], str]:
    pages = []
    try:
        for page in document.pages:
            pages.append(page_of(page))
            page.close()
        if not pages:
            raise _damaged(path)
        return pages, tuple(_embedded(document)), _title(document)
    except Unreadable:
        raise
    except Exception:
        raise _damaged(path) from None  # pdfminer raises whatever its parser meets in a broken file


def _title(document: Any) -> str:
    title = (document.metadata or {}).get("Title", "")
    return " ".join(title.split()) if isinstance(title, str) else ""


def _embedded(document: Any) -> Iterator[str]:
    """The names of the files attached to the PDF. Our own machine-readable report is no attachment of the paper."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    names = resolve1(document.doc.catalog.get("Names")) or {}
    waiting = [resolve1(names.get("EmbeddedFiles")) or {}]
    while waiting:
        node = waiting.pop(0)
        waiting += [resolve1(kid) for kid in resolve1(node.get("Kids")) or []]
        for reference in (resolve1(node.get("Names")) or [])[1::2]:
            file = resolve1(reference)
            name, about = (
                decode_text(part) if isinstance(part, bytes) else str(part)
                for part in (resolve1(file.get("UF") or file.get("F") or b""), resolve1(file.get("Desc") or b""))
            )
            if name and not (name == "report.json" and "Golden Thread" in about):
                yield name


def _letters(page: Page) -> int:
    return sum(len(word.text) for word in page.words)


def _is_scan(page: Page) -> bool:
    large = [box for box in page.pictures if box.width * box.height > 0.3 * page.width * page.height]
    return _letters(page) < _FEW_LETTERS and bool(large)


def _check_text(pages: list[Page], path: Path) -> None:
    letters = sum(_letters(page) for page in pages)
    if letters < _FEW_LETTERS and any(page.pictures for page in pages):
        raise Unreadable(
            f"{path.name} is a scan: its pages are pictures without text; {_ASK}, or run text recognition (OCR) on it first."
        )
    if letters < _FEW_LETTERS:
        raise Unreadable(f"{path.name} holds no text: check that it is the right file, or {_ASK}.")
    unknown = sum(word.text.count("(cid:") for page in pages for word in page.words)
    if unknown * 10 > letters:
        raise Unreadable(
            f"{path.name} does not say which letters its fonts show, so its text cannot be read; {_ASK}, "
            "or run text recognition (OCR) on it first."
        )


def _scanned(page: Page) -> Unplaced:
    return Unplaced(
        text="", where=f"page {page.number}", could_be="a scanned page: what it says is a picture without text"
    )


# From pages to parts in reading order


def _parts(pages: list[Page]) -> list[_Part]:
    pitch = usual_pitch([line for page in pages for line in lines_of(page.words)])
    margins = _margins(pages)
    parts: list[_Part] = []
    for page in pages:
        sides = margins[page.number]
        for content in _page_parts(page, pitch, sides, _carried(parts, page)):
            if not (parts and _went_on(parts, content, page, sides)):
                parts.append(_Part(page.number, content, begins=page.number))
    for number, table in enumerate((part.content for part in parts if isinstance(part.content, PlacedTable)), start=1):
        table.number = number
    return parts


def _went_on(
    parts: list[_Part], content: Block | PlacedTable | _Picture, page: Page, sides: tuple[float, float]
) -> bool:
    """Whether this is the rest of what the page before ended with; then it has been joined to it."""
    part = parts[-1]
    last = part.content
    if isinstance(last, PlacedTable) and isinstance(content, PlacedTable):
        if last.page != page.number - 1 or not goes_on(last, content):
            return False
        join(last, content)
        return True
    if part.ends == page.number or not (isinstance(last, Block) and isinstance(content, Block)):
        return False
    if goes_on_overleaf(last.lines[-1], content.lines[0], *sides):
        parts[-1] = _Part(page.number, Block(last.lines + content.lines), begins=part.begins)
        return True
    return False


def _carried(parts: list[_Part], page: Page) -> Carried | None:
    last = parts[-1].content if parts else None
    return carried_from(last, page) if isinstance(last, PlacedTable) else None


def _margins(pages: list[Page]) -> dict[int, tuple[float, float]]:
    """Where text begins and ends across the pages of each width.

    It ends where several lines do; where none seem to be full, the right margin is taken to be as wide as the left.
    """
    sides: dict[int, tuple[float, float]] = {}
    for width in {round(page.width) for page in pages}:
        boxes = [word.box for page in pages if round(page.width) == width for word in page.words]
        left, right = min((box.x0 for box in boxes), default=0.0), max((box.x1 for box in boxes), default=float(width))
        full = sum(1 for box in boxes if box.x1 > right - 15)
        sides[width] = (left, right if full >= 3 else max(right, width - left))
    return {page.number: sides[round(page.width)] for page in pages}


def _page_parts(
    page: Page, pitch: float, margins: tuple[float, float], carried: Carried | None
) -> list[Block | PlacedTable | _Picture]:
    tables = ruled_tables(page)
    free = [word for word in page.words if not any(table.box.holds(word.box) for table in tables)]
    placed: list[tuple[float, Block | PlacedTable | _Picture]] = [(table.box.top, table) for table in tables]
    for run in _runs(lines_of(free), tables):
        at_head = run[0].box.top <= min(table.box.top for table in tables) if tables else True
        for stretch in stretches_of(run):
            if stretch.right:
                # the second column stands beside the first and is read after it
                after = max([stretch.lines[0].box.top, *(top for top, _ in placed if top < run[-1].box.bottom)])
                placed += [(after, block) for block in blocks_of(stretch.lines, stretch.left, stretch.right, pitch)]
                continue
            first = at_head and stretch.lines[0] is run[0]
            for part in split_tables(stretch.lines, page, pitch, carried if first else None):
                if isinstance(part, PlacedTable):
                    placed.append((part.box.top, part))
                else:
                    placed += [(block.box.top, block) for block in blocks_of(part, *margins, pitch)]
    held = [table.box for _, table in placed if isinstance(table, PlacedTable)]
    placed += [(box.top, _Picture(box, marks)) for box, marks in _free_pictures(page, held)]
    return [content for _, content in sorted(placed, key=lambda item: item[0])]


def _runs(lines: list[Line], tables: list[PlacedTable]) -> list[list[Line]]:
    """Lines between tables."""
    runs: dict[int, list[Line]] = {}
    for line in lines:
        runs.setdefault(sum(table.box.top < line.box.top for table in tables), []).append(line)
    return [runs[key] for key in sorted(runs)]


def _free_pictures(page: Page, tables: list[Box]) -> Iterator[tuple[Box, tuple[Mark, ...]]]:
    for box in page.pictures:
        if not any(table.holds(box) for table in tables) and box.width > 3 and box.height > 3:
            yield box, tuple(mark for mark in page.marks if mark.box == box)


# What the text looks like


def _look(parts: list[_Part]) -> _Look:
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


def _mended(parts: list[_Part]) -> Iterator[Mended]:
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


def _words(parts: list[_Part]) -> Iterator[str]:
    for part in parts:
        for line in _lines(part.content):
            for word in line.words:
                yield word.text.strip(".,;:()").lower()


def _lines(content: Block | PlacedTable | _Picture) -> Iterator[Line]:
    if isinstance(content, Block):
        yield from content.lines
    elif isinstance(content, PlacedTable):
        for row in content.rows:
            for cell in row.cells:
                yield from cell.lines


# From parts to the blocks of a Paper


def _blocks(parts: list[_Part], look: _Look) -> Iterator[Para | Grid]:
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


def _is_caption(part: _Part, following: _Part, look: _Look) -> bool:
    """Whether a paragraph is the title of the table right below it: in smaller letters than the text."""
    block, table = part.content, following.content
    if not (isinstance(block, Block) and isinstance(table, PlacedTable)) or part.ends != following.begins:
        return False
    near = table.box.top - block.box.bottom < 1.5 * block.size
    return near and len(block.lines) <= 2 and block.size < 0.93 * look.body


def _without_contents(parts: list[_Part]) -> list[_Part]:
    """The parts without the table of contents, which only repeats the headings: lines that end in dots and a number.

    The first line of a long entry has no dots; it stands between two entries, or under the heading "Contents".
    """
    entries = [isinstance(part.content, Block) and _LEADERS.search(part.content.text) is not None for part in parts]
    if not any(entries):
        return parts
    first, last = entries.index(True), len(entries) - 1 - entries[::-1].index(True)
    start = next((at for at in range(first - 1, max(first - 4, -1), -1) if _is_contents(parts[at])), first)
    return [part for at, part in enumerate(parts) if not (start <= at <= last and isinstance(part.content, Block))]


def _is_contents(part: _Part) -> bool:
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
