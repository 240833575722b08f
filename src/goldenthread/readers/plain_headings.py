"""Headings that a paper does not mark as such: whole paragraphs in bold, in papers made without heading styles."""

from __future__ import annotations

import re
from dataclasses import replace

from goldenthread.readers.paper import Grid, Paper, Para

_OBJECTIVE = re.compile(r"^(?:service\s+)?objective\s*:\s*\S", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z“‘]")
_LABEL = re.compile(r"^[A-Z][A-Za-z ]{2,30}:(?:\s|$)")
_MOST_CHARACTERS = 160


def with_plain_headings(paper: Paper) -> Paper:
    """The paper with paragraphs that are headings in all but style marked as headings.

    A numbered one ("2.1 Youth provision") stands as deep as its number says, an objective at the top, others at the
    second level. A label with its value ("Directorate: …") and a paragraph that ends like a sentence are no headings.
    """
    return replace(paper, blocks=tuple(_marked(block) for block in paper.blocks))


def _marked(block: Para | Grid) -> Para | Grid:
    if isinstance(block, Grid) or block.heading or block.list_level or block.is_picture:
        return block
    level = _level(block)
    return replace(block, heading=level) if level else block


def may_be_heading(para: Para) -> bool:
    """Whether a paragraph's words may be a heading: not many, no sentence, and no label with its value."""
    text = para.text
    if not text or len(text) > _MOST_CHARACTERS:
        return False
    return not (text[-1] in ".,;" or _LABEL.match(text)) or bool(_OBJECTIVE.match(text))


def _level(para: Para) -> int:
    """The level that a paragraph stands at as a heading, 0 for one that is none."""
    text = para.text
    if not text or len(text) > _MOST_CHARACTERS or not all(span.strong for span in para.spans if span.text.strip()):
        return 0
    if _OBJECTIVE.match(text):
        return 1
    number = para.number or (text.split()[0] if _NUMBERED.match(text) else "")
    if number:
        return 1 if number.rstrip(".").endswith(".0") else 1 + number.rstrip(".").count(".")
    if text[-1] in ".,;" or _LABEL.match(text):
        return 0
    return 2
