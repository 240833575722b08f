"""The pages of a PDF as parts in reading order: paragraphs, tables and pictures, whole again where a page cut them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.readers.pdf_columns import Carried, carried_from, split_tables
from goldenthread.readers.pdf_joins import goes_on, join
from goldenthread.readers.pdf_newspaper import stretches_of
from goldenthread.readers.pdf_page import Box, Mark, Page
from goldenthread.readers.pdf_tables import PlacedTable, ruled_tables
from goldenthread.readers.pdf_text import Block, Line, blocks_of, goes_on_overleaf, lines_of, usual_pitch


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture outside tables, and what it may have stood for."""

    box: Box
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Something in reading order: a paragraph, a table or a picture, and the pages on which it begins and ends."""

    ends: int
    content: Block | PlacedTable | Picture
    begins: int


def parts_of(pages: list[Page]) -> list[Part]:
    """What stands on the pages, once running heads are off them."""
    pitch = usual_pitch([line for page in pages for line in lines_of(page.words)])
    margins = _margins(pages)
    parts: list[Part] = []
    for page in pages:
        sides = margins[page.number]
        for content in _page_parts(page, pitch, sides, _carried(parts, page)):
            if not (parts and _went_on(parts, content, page, sides)):
                parts.append(Part(page.number, content, begins=page.number))
    for number, table in enumerate((part.content for part in parts if isinstance(part.content, PlacedTable)), start=1):
        table.number = number
    return parts


def _went_on(parts: list[Part], content: Block | PlacedTable | Picture, page: Page, sides: tuple[float, float]) -> bool:
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
        parts[-1] = Part(page.number, Block(last.lines + content.lines), begins=part.begins)
        return True
    return False


def _carried(parts: list[Part], page: Page) -> Carried | None:
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
) -> list[Block | PlacedTable | Picture]:
    tables = ruled_tables(page)
    free = [word for word in page.words if not any(table.box.holds(word.box) for table in tables)]
    placed: list[tuple[float, Block | PlacedTable | Picture]] = [(table.box.top, table) for table in tables]
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
    placed += [(box.top, Picture(box, marks)) for box, marks in _free_pictures(page, held)]
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
