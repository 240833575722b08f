"""From the paragraphs of a paper to blocks of running text."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.model.text import AnyBlock, ListItem, Paragraph, Picture, tidy_spans
from goldenthread.readers.paper import Para


def block_of(para: Para) -> AnyBlock | None:
    """A paragraph as a block; None when it holds nothing."""
    if para.is_picture:
        return Picture(description="; ".join(symbol.description for symbol in para.symbols) or para.text)
    spans = tidy_spans(para.spans)
    if not spans:
        return None
    if para.list_level:
        return ListItem(spans=spans, level=min(para.list_level, 4))
    return Paragraph(spans=spans)


def blocks_of(paras: Iterable[Para]) -> tuple[AnyBlock, ...]:
    """Paragraphs as blocks, those that hold nothing left out."""
    return tuple(block for para in paras if (block := block_of(para)) is not None)
