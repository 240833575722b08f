"""What the pages of a PDF cut apart put together again: tables and rows over page breaks, and what repeats left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from goldenthread.model.reading import RunningHead
from goldenthread.readers.pdf_columns import LABEL
from goldenthread.readers.pdf_page import Box, Page, Word
from goldenthread.readers.pdf_strips import is_heading_row
from goldenthread.readers.pdf_tables import PlacedCell, PlacedRow, PlacedTable
from goldenthread.readers.pdf_text import Line, lines_of

_MARGIN = 0.14
"""Running heads and feet stand in this share of a page's height, at the top and at the bottom."""
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_NEW_SUBJECT = re.compile(r"objective\b|ref\b|milestones?\b|measures?\b", re.IGNORECASE)


def drop_furniture(pages: list[Page]) -> tuple[RunningHead, ...]:
    """Take running heads, running feet and page numbers off the pages; gives the heads and feet.

    A line is one when it stands in a margin and the same words (numbers aside) stand in the same place on most pages.
    """
    margins = {page.number: _margin_lines(page) for page in pages}
    seen = Counter(key for lines in margins.values() for key in {_key(line) for line in lines})
    heads: dict[str, list[int]] = {}
    most = max(2, 0.6 * len(pages)) if len(pages) < 6 else max(3, 0.3 * len(pages))
    for page in pages:
        gone: set[Word] = set()
        for line in margins[page.number]:
            repeated = seen[_key(line)] >= most and not is_heading_row([word.text for word in line.words])
            if repeated or _is_page_number(line, page):
                gone.update(line.words)
                if not _PAGE_NUMBER.fullmatch(line.text.strip()):
                    heads.setdefault(line.text.strip(), []).append(page.number)
        page.words = [word for word in page.words if word not in gone]
    _drop_repeated_pictures(pages)
    _drop_running_rules(pages)
    return tuple(
        RunningHead(text=text, times=len(numbers), where=f"page {numbers[0]}") for text, numbers in heads.items()
    )


def _margin_lines(page: Page) -> list[Line]:
    edge = _MARGIN * page.height
    return lines_of([word for word in page.words if word.box.bottom < edge or word.box.top > page.height - edge])


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.middle / 4)


def _is_page_number(line: Line, page: Page) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text.strip()):
        return False
    outside = line.box.bottom < 0.08 * page.height or line.box.top > 0.9 * page.height
    others = [word for word in page.words if word not in line.words]
    below = all(word.box.bottom <= line.box.top + 1 for word in others)
    above = all(word.box.top >= line.box.bottom - 1 for word in others)
    return outside and (below or above) and not _in_table(line.box, page)


def _in_table(box: Box, page: Page) -> bool:
    """Whether rules stand on both sides: then a lone number is a cell of a table."""
    x, y = box.middle
    upright = [rule for rule in page.rules if rule.height > rule.width and rule.top <= y <= rule.bottom]
    return any(rule.x0 < x for rule in upright) and any(rule.x0 > x for rule in upright)


def _drop_repeated_pictures(pages: list[Page]) -> None:
    if len(pages) < 3:
        return
    places = Counter(_place(box) for page in pages for box in {*page.pictures, *(mark.box for mark in page.marks)})
    gone = {place for place, count in places.items() if count >= max(3, 0.6 * len(pages))}
    for page in pages:
        edge = _MARGIN * page.height
        page.pictures = [
            box for box in page.pictures if _place(box) not in gone or edge < box.middle[1] < page.height - edge
        ]
        page.marks = [
            mark
            for mark in page.marks
            if _place(mark.box) not in gone or edge < mark.box.middle[1] < page.height - edge
        ]


def _drop_running_rules(pages: list[Page]) -> None:
    """Take the rules under running heads and over running feet off: they are no part of the table that follows."""
    places = Counter(_place(rule) for page in pages for rule in set(page.rules))
    often = {place for place, count in places.items() if count >= max(2, 0.5 * len(pages))}
    for page in pages:
        edge = _MARGIN * page.height
        page.rules = [
            rule
            for rule in page.rules
            if _place(rule) not in often or edge < rule.top < page.height - edge or _is_of_table(rule, page)
        ]


def _is_of_table(rule: Box, page: Page) -> bool:
    """Whether an upright rule or text that is no running head stands against it."""
    upright = any(
        other.height > other.width
        and other.top - 3 < rule.top < other.bottom + 3
        and rule.x0 - 3 < other.x0 < rule.x1 + 3
        for other in page.rules
    )
    return rule.height > rule.width or upright or any(-3 < word.box.top - rule.top < 12 for word in page.words)


def _place(box: Box) -> tuple[int, int, int, int]:
    return round(box.x0 / 2), round(box.top / 2), round(box.x1 / 2), round(box.bottom / 2)


def goes_on(above: PlacedTable, below: PlacedTable) -> bool:
    """Whether a table at the head of a page carries on the one at the foot of the page before."""
    if above.ruled != below.ruled or len(above.edges) != len(below.edges):
        return False
    first = below.rows[0].texts
    if is_heading_row(first) and first not in [row.texts for row in above.rows if is_heading_row(row.texts)]:
        return False
    if not above.ruled:
        return True
    return all(abs(one - other) < 5 for one, other in zip(above.edges, below.edges, strict=True))


def join(above: PlacedTable, below: PlacedTable) -> None:
    """Add the rows of the later part to the earlier: repeated headers dropped, a row cut by the page break made whole."""
    rows = list(below.rows)
    heads = [row.texts for row in above.rows if is_heading_row(row.texts) or row is above.rows[0]]
    while rows and any(rows[0].texts) and rows[0].texts in heads:
        rows.pop(0)
    if rows and _was_cut(above.rows[-1], rows[0]):
        above.rows[-1] = _whole(above.rows[-1], rows.pop(0))
    above.rows.extend(rows)
    above.page = below.page


def _was_cut(above: PlacedRow, below: PlacedRow) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    It is when its first cell is empty, or when both are one merged cell of commentary and nothing new begins.
    """
    if _shape(above) != _shape(below):
        return False
    first = below.cells[0]
    if len(below.cells) > 1:
        return not first.text and not first.symbols and not first.continues and any(below.texts)
    bold = bool(first.lines) and first.lines[0].strong
    return not (bold or LABEL.match(first.text) or _NEW_SUBJECT.match(first.text))


def _shape(row: PlacedRow) -> tuple[tuple[int, int], ...]:
    return tuple((cell.first, cell.last) for cell in row.cells)


def _whole(above: PlacedRow, below: PlacedRow) -> PlacedRow:
    return replace(above, cells=tuple(map(_joined, above.cells, below.cells)))


def _joined(above: PlacedCell, below: PlacedCell) -> PlacedCell:
    return replace(
        above,
        lines=above.lines + below.lines,
        symbols=above.symbols + below.symbols,
        unsure=above.unsure or below.unsure,
    )
