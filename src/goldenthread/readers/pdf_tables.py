"""Ruled tables of a page: cells by the geometry of their rules, whatever words stand in them.

A table here still has places; `pdf_joins` puts the parts of one table together over page breaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.readers.paper import Symbol
from goldenthread.readers.pdf_colours import Colour, light_of, symbol_of
from goldenthread.readers.pdf_page import Box, Mark, Page, Word, is_small
from goldenthread.readers.pdf_text import Line, around, lines_of

_SNAP = 4.0
"""Edges of columns nearer than this many points are one edge."""
_ARROWS = frozenset("↑↓→←↗↘↖↙↔⬆⬇➡⬅⇧⇩⇨⇦⇑⇓⇒⇐➔➜➙\uf0e0\uf0e1\uf0e2\uf0e3\uf0e4\uf0e5\uf0e6\uf0e7\uf0e8\uf0e9\uf0ea")
_ARROWS_BY_FONT = "ßàáâãäåæçèéêëìíîïðñòóô"
_LIGHTS = frozenset("●⬤■◼◆★☻☺⚫\uf06c\uf06e\uf0a8")
_EITHER = frozenset("▲▼△▽◄►▶◀\uf070\uf071")


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the lines of text and the symbols in it, and the columns that it covers."""

    first: int
    last: int
    box: Box
    lines: tuple[Line, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    continues: bool = False
    unsure: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of cells; `page` and `number` say where it stands."""

    cells: tuple[PlacedCell, ...]
    page: int
    number: int

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each cell."""
        return tuple(cell.text for cell in self.cells)


@dataclass(slots=True)
class PlacedTable:
    """A table on one page, or joined from several: its rows, and the edges of its columns.

    `closed` says that a rule ends it, so that what follows is no part of it.
    """

    rows: list[PlacedRow]
    edges: tuple[float, ...]
    box: Box
    page: int
    number: int = 0
    pad: float = 5.0
    ruled: bool = True
    closed: bool = False


def ruled_tables(page: Page) -> list[PlacedTable]:
    """The ruled tables of a page, from top to bottom. A single box around text is no table."""
    found = []
    for boxes in _cells_by_table(page):
        table = _table(boxes, page)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: table.box.top)


def _cells_by_table(page: Page) -> list[list[Box]]:
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = _closed([_edge(rule) for rule in page.rules])
    if not edges:
        return []
    merged = merge_edges(edges, snap_x_tolerance=2, snap_y_tolerance=2, join_x_tolerance=3, join_y_tolerance=3)
    long = [edge for edge in merged if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= 3]
    cells = intersections_to_cells(edges_to_intersections(long, x_tolerance=3, y_tolerance=3))
    return [[Box(*cell) for cell in group] for group in cells_to_tables(cells)]


def _edge(rule: Box) -> dict[str, Any]:
    """A rule as pdfplumber's edge: its middle line."""
    across, down = rule.middle
    flat = rule.width >= rule.height
    box = Box(rule.x0, down, rule.x1, down) if flat else Box(across, rule.top, across, rule.bottom)
    return {
        "x0": box.x0,
        "x1": box.x1,
        "top": box.top,
        "bottom": box.bottom,
        "width": box.width,
        "height": box.height,
        "orientation": "h" if flat else "v",
        "object_type": "line",
    }


def _closed(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The edges, and the outer sides that a table with rules between its cells only leaves open."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    added = []
    for x0, x1 in {(round(edge["x0"]), round(edge["x1"])) for edge in across if edge["width"] > 100}:
        levels = clustered((e["top"] for e in across if abs(e["x0"] - x0) < 2 and abs(e["x1"] - x1) < 2), 2.0)
        sides = [edge for edge in down if min(abs(edge["x0"] - x0), abs(edge["x0"] - x1)) < 4]
        inner = [edge for edge in down if x0 + 5 < edge["x0"] < x1 - 5]
        ends = _open_ends(inner, levels)
        added += [_edge(Box(x0, y, x1, y)) for y in ends if y not in levels]
        levels = tuple(sorted({*levels, *ends}))
        bands = [(y0, y1, _runs_down(inner, y0, y1)) for y0, y1 in pairwise(levels)]
        for at, (y0, y1, parted) in enumerate(bands):
            beside = 0 < at < len(bands) - 1 and bands[at - 1][2] and bands[at + 1][2]
            if (parted or beside) and not _runs_down(sides, y0, y1):
                added += [_edge(Box(x, y0, x, y1)) for x in (x0, x1)]
    return edges + added


def _open_ends(inner: Iterable[dict[str, Any]], levels: Sequence[float]) -> tuple[float, float]:
    """How far the upright rules go on above the first level rule and below the last: a row without an outer side."""
    edges = list(inner)
    top = min((edge["top"] for edge in edges if edge["bottom"] > levels[0] - 3), default=levels[0])
    bottom = max((edge["bottom"] for edge in edges if edge["top"] < levels[-1] + 3), default=levels[-1])
    return (top if levels[0] - top > 5 else levels[0]), (bottom if bottom - levels[-1] > 5 else levels[-1])


def _runs_down(edges: Iterable[dict[str, Any]], top: float, bottom: float) -> bool:
    """Whether one of these upright rules runs through a band."""
    middle = (top + bottom) / 2
    return any(edge["top"] < middle < edge["bottom"] for edge in edges)


def clustered(values: Iterable[float], within: float) -> tuple[float, ...]:
    """Values that lie close together, each group as its mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= within:
            groups[-1].append(value)
        else:
            groups.append([value])
    return tuple(sum(group) / len(group) for group in groups)


def _nearest(value: float, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _table(boxes: list[Box], page: Page) -> PlacedTable | None:
    if len(boxes) < 2:
        return None
    tops = clustered((y for box in boxes for y in (box.top, box.bottom)), 2.0)
    edges = _main_edges(boxes)
    table = PlacedTable(rows=[], edges=edges, box=around(boxes), page=page.number)
    words = _by_box(page.words, boxes)
    marks = _marks_by_box(page, boxes)
    table.pad = _pad(words)
    for index in range(len(tops) - 1):
        row = [
            _cell(box, edges, words[box], marks[box], continues=_nearest(box.top, tops) < index)
            for box in boxes
            if _nearest(box.top, tops) <= index < _nearest(box.bottom, tops)
        ]
        if row:
            table.rows.append(PlacedRow(_in_order(row, edges), page.number, len(table.rows) + 1))
    if not any(text for row in table.rows for text in row.texts) or not _has_columns(table):
        return None
    return table


def _has_columns(table: PlacedTable) -> bool:
    """Boxes one above the other are framed text, not a table."""
    return any(len(row.cells) > 1 for row in table.rows)


def _main_edges(boxes: list[Box]) -> tuple[float, ...]:
    """The edges of the columns, without those that a single row has for itself a little beside the others'."""
    edges = clustered((x for box in boxes for x in (box.x0, box.x1)), _SNAP)
    rows: dict[int, set[int]] = {}
    for box in boxes:
        rows.setdefault(round(box.top), set()).update((_nearest(box.x0, edges), _nearest(box.x1, edges)))
    used = Counter(index for row in rows.values() for index in row)
    first = rows[min(rows)]
    main = [index for index in range(len(edges)) if index in first or used[index] > 1]
    for row in rows.values():
        own = sorted(index for index in row if index not in main)
        if own and not _can_snap([edges[index] for index in sorted(row)], [edges[index] for index in main]):
            main = sorted({*main, *own})
    return tuple(edges[index] for index in main)


def _can_snap(row: list[float], main: list[float]) -> bool:
    """Whether a row's own edges go to the columns' edges one to one, each less than half a column away."""
    taken = [_nearest(edge, main) for edge in row]
    if len(set(taken)) != len(taken):
        return False
    return all(
        abs(edge - main[index]) < 0.5 * min(_widths_beside(main, index)) for edge, index in zip(row, taken, strict=True)
    )


def _widths_beside(edges: list[float], index: int) -> list[float]:
    return [edges[at + 1] - edges[at] for at in (index - 1, index) if 0 <= at < len(edges) - 1]


def _by_box(words: Sequence[Word], boxes: list[Box]) -> dict[Box, list[Word]]:
    held: dict[Box, list[Word]] = {box: [] for box in boxes}
    area = around(boxes)
    for word in words:
        if area.holds(word.box):
            best = max(boxes, key=lambda box: box.overlap(word.box))
            if best.overlap(word.box) > 0:
                held[best].append(word)
    return held


def _marks_by_box(page: Page, boxes: list[Box]) -> dict[Box, list[Mark]]:
    held: dict[Box, list[Mark]] = {box: [] for box in boxes}
    for mark in page.marks:
        best = max(boxes, key=lambda box: box.overlap(mark.box))
        if best.overlap(mark.box) > 0:
            held[best].append(mark)
    for box, mark in _background_marks(page, boxes):
        if not held[box]:
            held[box].append(mark)
    return held


def _background_marks(page: Page, boxes: list[Box]) -> Iterable[tuple[Box, Mark]]:
    """Cells with a green, amber or red background. One colour along a whole row is decoration, and says nothing."""
    colours = {box: _background(page, box) for box in boxes}
    for box in boxes:
        colour = colours[box]
        beside = [other for other in boxes if min(other.bottom, box.bottom) - max(other.top, box.top) > 3]
        if colour is not None and light_of(colour) and any(colours[other] != colour for other in beside):
            yield box, Mark(box, "picture", light_of(colour))
    for fill, colour in page.fills:
        if light_of(colour) and is_small(fill) and not any(fill.holds(word.box) for word in page.words):
            holder = max(boxes, key=lambda box: box.overlap(fill))
            if 0 < fill.overlap(holder) < 0.5 * holder.width * holder.height:
                yield holder, Mark(fill, "light", light_of(colour))


def _background(page: Page, box: Box) -> Colour | None:
    """The colour behind more than half of a cell: that which was painted last."""
    covered: dict[Colour, float] = {}
    seen: Colour | None = None
    for fill, colour in page.fills:
        covered[colour] = covered.get(colour, 0.0) + fill.overlap(box)
        if fill.overlap(box) and covered[colour] > 0.5 * box.width * box.height:
            seen = colour
    return seen


def _pad(words: dict[Box, list[Word]]) -> float:
    """How far text keeps from the sides of its cell."""
    pads = [min(word.box.x0 for word in held) - box.x0 for box, held in words.items() if held]
    return min(max(min(pads, default=5.0), 0.0), 9.0)


def _cell(box: Box, edges: Sequence[float], words: list[Word], marks: list[Mark], *, continues: bool) -> PlacedCell:
    first = _nearest(box.x0, edges)
    last = max(_nearest(box.x1, edges) - 1, first)
    if continues:
        return PlacedCell(first, last, box, continues=True)
    return with_symbols(PlacedCell(first, last, box, tuple(lines_of(words))), marks)


def with_symbols(cell: PlacedCell, marks: Sequence[Mark]) -> PlacedCell:
    """A cell with what stood for something in it. Words that state a light or a direction need no symbol beside."""
    symbols = [symbol_of(mark.light, mark.kind) for mark in marks]
    glyphs = [word for line in cell.lines for word in line.words if _kind_of_glyph(word)]
    stated = read_light(cell.text) is not None or read_arrow(cell.text) is not None
    if glyphs and not stated and sum(len(line.words) for line in cell.lines) == len(glyphs):
        symbols += [symbol_of(light_of(word.colour), _kind_of_glyph(word)) for word in glyphs]
        cell = replace(cell, lines=())
    elif stated:
        symbols = []
    else:
        symbols += [symbol_of(light_of(word.colour), _kind_of_glyph(word)) for word in glyphs if light_of(word.colour)]
    unsure = "the PDF does not say which letters these are" if "(cid:" in cell.text else cell.unsure
    return replace(cell, symbols=tuple(symbols), unsure=unsure)


def _kind_of_glyph(word: Word) -> str:
    """What a word that is one symbol character may be; "" for an ordinary word."""
    if len(word.text) != 1:
        return ""
    if word.text in _ARROWS or (word.text in _ARROWS_BY_FONT and "wingding" in word.font.lower()):
        return "arrow"
    if word.text in _LIGHTS or (word.text in "ln" and "wingding" in word.font.lower()):
        return "light"
    return "picture" if word.text in _EITHER else ""


def _in_order(cells: list[PlacedCell], edges: Sequence[float]) -> tuple[PlacedCell, ...]:
    """The cells of a row from left to right, with an empty one where the rules leave a hole."""
    ordered: list[PlacedCell] = []
    column = 0
    for cell in sorted(cells, key=lambda cell: cell.first):
        while column < cell.first:
            ordered.append(
                PlacedCell(column, column, Box(edges[column], cell.box.top, edges[column + 1], cell.box.bottom))
            )
            column += 1
        ordered.append(cell)
        column = cell.last + 1
    return tuple(ordered)
