"""What stands around a plan's objectives, laid out as the library lays out a paper: headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goldenthread.model.report import Report, ReportKind
from goldenthread.web.plans.models import PlanSection
from goldenthread.writers.bullets import Block, Item, ListBlock, gather_lists
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import HeadingBlock, Inline, PictureBlock, TableBlock, TextBlock
from goldenthread.writers.links import safe_link


def section_blocks(sections: Iterable[PlanSection]) -> list[tuple[str, Block]]:
    """The blocks in reading order, each with the name of what it is. Only links that are safe to follow are left in them."""
    contents = [section.content for section in sections]
    if not contents:
        return []
    report = Report.model_validate({"kind": ReportKind.BUSINESS_PLAN, "sections": contents})
    return [_named(block) for block in gather_lists(lay_out(report).blocks)]


def _named(block: Block) -> tuple[str, Block]:
    match block:
        case HeadingBlock():
            return "heading", block
        case TextBlock():
            return "text", replace(block, inlines=_safe(block.inlines))
        case ListBlock():
            return "list", ListBlock(_safe_items(block.items))
        case TableBlock():
            return "table", block
        case PictureBlock():
            return "picture", block


def _safe_items(items: list[Item]) -> list[Item]:
    return [Item(_safe(item.inlines), _safe_items(item.items)) for item in items]


def _safe(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(replace(run, link=safe_link(run.link)) for run in inlines)
