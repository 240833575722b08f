"""Horizontal rules and shaded header rows of a page: where the rows of a table without upright rules begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.readers.pdf_page import Box, Page

_SAME = 6.0
"""Rules whose ends are no further apart than this belong to one table."""


@dataclass(frozen=True, slots=True)
class Bands:
    """The rules of a page, the upper and lower edges of what is shaded, and the shaded bands themselves."""

    rules: tuple[Box, ...]
    edges: tuple[Box, ...]
    shaded: tuple[Box, ...]

    def between(self, above: Box, below: Box) -> bool:
        """Whether a separator stands between two lines of text."""
        top, bottom = above.middle[1], below.middle[1]
        return any(
            top < line.top < bottom and line.x0 < max(below.x1, above.x1) and line.x1 > min(below.x0, above.x0)
            for line in (*self.rules, *self.edges)
        )

    def below(self, box: Box) -> list[float]:
        """How far down the rules of the same table stand that are not above the middle of a header row."""
        under = [line for line in self.rules if line.top > box.middle[1] and _spans(line, box)]
        if not under:
            return []
        first = min(under, key=lambda line: line.top)
        return sorted(line.top for line in under if _same_ends(line, first))

    def shading(self, box: Box) -> Box | None:
        """The shaded band that a line of text stands in."""
        return next((band for band in self.shaded if band.holds(box)), None)


def _spans(line: Box, box: Box) -> bool:
    return line.x0 <= box.x0 + _SAME and line.x1 >= box.x1 - _SAME


def _same_ends(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) <= _SAME and abs(one.x1 - other.x1) <= _SAME


def bands_of(page: Page) -> Bands:
    """The bands of a page. Rules and shades of single cells that touch count as one."""
    flat = [Box(rule.x0, rule.middle[1], rule.x1, rule.middle[1]) for rule in page.rules if rule.width > rule.height]
    shades = _joined([fill for fill, _ in page.fills if fill.height > 6])
    edges = [Box(band.x0, y, band.x1, y) for band in shades for y in (band.top, band.bottom)]
    rules = tuple(line for line in _joined(flat) if line.width > 60)
    return Bands(rules, tuple(edge for edge in edges if edge.width > 60), tuple(shades))


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes at one height that touch from left to right, as one."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box.top), box.x0)):
        last = joined[-1] if joined else None
        level = last is not None and abs(last.top - box.top) < 1.5 and abs(last.bottom - box.bottom) < 1.5
        if last is not None and level and box.x0 <= last.x1 + 3:
            joined[-1] = Box(last.x0, last.top, max(last.x1, box.x1), last.bottom)
        else:
            joined.append(box)
    return joined
