"""Headings of a Word paper that has no heading styles: lines set larger than the text, and bold lines beneath them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from goldenthread.readers.paper import Grid, Para
from goldenthread.readers.plain_headings import may_be_heading

_LARGER: Final = 2
"""A heading is larger than the text by a point at least (sizes here are in half points)."""
_DEEPEST: Final = 4


def with_headings_by_look(
    blocks: Sequence[Para | Grid], sizes: Mapping[str, int], letters: Mapping[int, int]
) -> tuple[Para | Grid, ...]:
    """The blocks, with lines that are larger than the usual text as headings, the largest at the top.

    `sizes` are by place, and `letters` how many are set in each size, tables included. A paper with heading styles of its
    own, or without larger lines, is left as it is.
    """
    paras = [block for block in blocks if isinstance(block, Para)]
    usual = max(letters, key=lambda size: letters[size], default=0)
    larger = sorted(
        {
            size
            for para in paras
            if (size := sizes.get(para.where, 0)) >= usual + _LARGER and may_be_heading(para) and not para.list_level
        },
        reverse=True,
    )
    if not usual or not larger or any(para.heading for para in paras):
        return tuple(blocks)
    if paras and larger[0] == sizes.get(paras[0].where) and len(larger) > 1:
        larger = larger[1:]  # the title's own size
    return tuple(_marked(block, sizes, larger) if isinstance(block, Para) else block for block in blocks)


def _marked(para: Para, sizes: Mapping[str, int], larger: Sequence[int]) -> Para:
    if para.list_level or para.is_picture or not may_be_heading(para):
        return para
    size = sizes.get(para.where, 0)
    if size >= larger[-1]:
        at = next(i for i, known in enumerate(larger) if size >= known)
        return replace(para, heading=min(at + 1, _DEEPEST))
    is_bold = all(span.strong for span in para.spans if span.text.strip())
    return replace(para, heading=min(len(larger) + 1, _DEEPEST)) if is_bold else para
