"""The columns of a table without upright rules: the white strips between them, and which lines run over these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from goldenthread.readers.pdf_page import Box, Word
from goldenthread.readers.pdf_text import Line, around, line_of

_GAP = 0.42
"""Words further apart than this many times their size stand in different columns."""
_LEAST_STRIP = 0.45
"""A strip is wider than this many times the size of the letters, or it may be the blank between two words."""
_HEADINGS = re.compile(
    r"^(?:ref(?:erence)?|code|measures?|(?:performance |key )?indicators?|pi|kpi|milestones?|actual|out-?turn|value|current"
    r"|(?:this|last|previous) (?:period|quarter|year)|previous|baseline|(?:year-?end |annual )?targets?|status|rag"
    r"|(?:quarterly )?progress|direction(?: of travel)?|trend|good is|aim to \w+|responsible(?: officer)?|owner|comments?"
    r"|commentary|due(?: date)?|issue|objective|budget|annual budget|variance|spend|(?:q|quarter ?)[1-4]"
    r"|\d{2,4}[/-]\d{2}(?:(?: q[1-4])? (?:actual|target|out-?turn|current|value|budget))?)\b:?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Strip:
    """The white between two columns."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Where one column ends and the next begins."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an unruled table: the strips between them, and its left and right side."""

    strips: tuple[Strip, ...]
    left: float
    right: float

    @property
    def edges(self) -> tuple[float, ...]:
        """The edges of the columns, from left to right."""
        return (self.left, *(strip.middle for strip in self.strips), self.right)

    def of(self, box: Box) -> int:
        """The column that a place is in."""
        across = box.middle[0]
        return sum(across > strip.middle for strip in self.strips)

    def crossed(self, box: Box) -> int:
        """How many strips a place lies over."""
        return sum(box.x0 < strip.middle - 0.5 < strip.middle + 0.5 < box.x1 for strip in self.strips)

    def bridged(self, line: Line) -> int:
        """How many strips a line runs over without leaving them white."""
        return sum(_covers(line, strip) for strip in self.strips)


def _covers(line: Line, strip: Strip) -> bool:
    if line.box.x0 > strip.x0 + 0.5 or line.box.x1 < strip.x1 - 0.5:
        return False
    white = min(_GAP * line.size, 0.9 * (strip.x1 - strip.x0))
    return not any(
        min(after.box.x0, strip.x1) - max(before.box.x1, strip.x0) >= white for before, after in pairwise(line.words)
    )


def segments_of(line: Line) -> list[Line]:
    """The parts of a line that stand apart from each other."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.box.x0 - parts[-1][-1].box.x1 <= _GAP * max(word.size, parts[-1][-1].size):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [line_of(part) for part in parts]


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether these texts are column headings: at least two of them, and half of all."""
    known = [text for text in texts if len(text) <= 60 and _HEADINGS.match(text)]
    return len(known) >= 2 and 2 * len(known) >= len([text for text in texts if text])


def merged(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that overlap from left to right, as one."""
    merged: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.x0):
        if merged and box.x0 < merged[-1].x1 + 1:
            merged[-1] = around([merged[-1], box])
        else:
            merged.append(box)
    return merged


def columns_under(headings: list[Box], lines: Sequence[Line]) -> Columns | None:
    """The columns under these headings: between two of them, the strip that no row's words cross."""
    if len(headings) < 2:
        return None
    rows = [line for line in lines if 2 * len(segments_of(line)) >= max(len(headings), 4)]
    strips = []
    for before, after in pairwise(headings):
        strip = _free(before.x1, after.x0, rows)
        if strip is None:
            return None
        strips.append(strip)
    held = [line.box for line in rows] + headings
    return Columns(tuple(strips), min(box.x0 for box in held), max(box.x1 for box in held))


def _free(x0: float, x1: float, rows: Sequence[Line]) -> Strip | None:
    """The widest strip between two places that no row's words stand in; a rare row that runs over it is left aside."""
    blocks = [(max(word.box.x0, x0), min(word.box.x1, x1)) for row in rows for word in row.words]
    blocks = [(left, right) for left, right in blocks if left < right]
    ends = sorted({x0, x1, *(end for block in blocks for end in block)})
    most = 0.1 * len(rows)
    least = _LEAST_STRIP * max((row.size for row in rows), default=10.0)
    for allowed in (0.0, most):
        white = [
            (start, end)
            for start, end in pairwise(ends)
            if sum(left < end and right > start for left, right in blocks) <= allowed
        ]
        free = _widest(white)
        if free is not None and free.x1 - free.x0 >= least:
            return free
    return None


def _widest(parts: list[tuple[float, float]]) -> Strip | None:
    strips: list[Strip] = []
    for left, right in parts:
        if strips and strips[-1].x1 == left:
            strips[-1] = Strip(strips[-1].x0, right)
        else:
            strips.append(Strip(left, right))
    return max(strips, key=lambda strip: strip.x1 - strip.x0, default=None)


def narrowed(columns: Columns, lines: Sequence[Line], kinds: list[str]) -> Columns:
    """The strips once lines of one column only have been drawn as well: a title's later lines may be its longest."""
    rows = [line for line, kind in zip(lines, kinds, strict=False) if kind == "row"]
    return replace(
        columns,
        strips=tuple(_free(strip.x0, strip.x1, rows) or strip for strip in columns.strips),
        left=min([columns.left, *(row.box.x0 for row in rows)]),
        right=max([columns.right, *(row.box.x1 for row in rows)]),
    )
