"""Bulleted items as the nested lists that PDF and HTML need, where the layout has a level on each item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from goldenthread.writers.layout_blocks import (
    BulletBlock,
    HeadingBlock,
    Inline,
    LayoutBlock,
    PictureBlock,
    TableBlock,
    TextBlock,
)


@dataclass(slots=True)
class Item:
    """One item of a list, with the list beneath it."""

    inlines: tuple[Inline, ...]
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A whole list: the neighbouring bullets of a layout."""

    items: list[Item]


Block = HeadingBlock | TextBlock | TableBlock | PictureBlock | ListBlock


def gather_lists(blocks: Iterable[LayoutBlock]) -> Iterator[Block]:
    """The blocks, with each run of bullets as one list."""
    for is_bullet, run in groupby(blocks, key=lambda block: isinstance(block, BulletBlock)):
        if is_bullet:
            yield ListBlock(_nest([block for block in run if isinstance(block, BulletBlock)]))
        else:
            yield from (block for block in run if not isinstance(block, BulletBlock))


def _nest(bullets: list[BulletBlock]) -> list[Item]:
    """Each bullet below the nearest one before it of a higher level; the first has none above it, whatever its level."""
    outermost: list[Item] = []
    open_items: list[tuple[int, Item]] = []
    for bullet in bullets:
        while open_items and open_items[-1][0] >= bullet.level:
            open_items.pop()
        item = Item(bullet.inlines)
        (open_items[-1][1].items if open_items else outermost).append(item)
        open_items.append((bullet.level, item))
    return outermost
