"""Headings that a paper does not mark as such: whole paragraphs in bold, in papers made without heading styles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from goldenthread.readers.paper import Grid, Paper, Para
from goldenthread.readers.references import REF

_OBJECTIVE = re.compile(r"^(?:service\s+)?objective\s*:\s*\S", re.IGNORECASE)
_WITH_REF = re.compile(
    rf"^(?:[Ss]ervice\s+)?[Oo]bjective\s*(?::\s*(?:[A-Z][^.]*\(\s*(?:{REF.pattern})\s*\)$|(?:{REF.pattern})(?:\s*[:–-])?\s+[A-Z][^.]*$)"
    rf"|\s(?:{REF.pattern})\s*:\s+[A-Z][^.]*$)"
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z“‘]")
_LABEL = re.compile(r"^[A-Z][A-Za-z ]{2,30}:(?:\s|$)")
_MOST_CHARACTERS = 160


def with_plain_headings(paper: Paper) -> Paper:
    """The paper with paragraphs that are headings in all but style marked as headings.

    A numbered one ("2.1 Youth provision") stands as deep as its number says, an objective at the top, others at the
    second level. A label with its value ("Directorate: …") and a paragraph that ends like a sentence are no headings.
    """
    marked = tuple(_marked(block) for block in paper.blocks)
    return replace(paper, blocks=tuple(_with_objective(marked, at) for at in range(len(marked))))


def _with_objective(blocks: Sequence[Para | Grid], at: int) -> Para | Grid:
    """A block, marked as a heading where it is an ordinary paragraph whose words are those of an objective's heading.

    A table must follow before the next heading at the top: the introduction may list the objectives in the same words.
    """
    block = blocks[at]
    if not _is_objective(block):
        return block
    for other in blocks[at + 1 :]:
        if isinstance(other, Grid):
            return replace(block, heading=1)
        if other.heading == 1 or _is_objective(other):
            break
    return block


def _is_objective(block: Para | Grid) -> TypeGuard[Para]:
    """Whether a paragraph is no heading yet, and has an objective's words and reference and nothing else."""
    if isinstance(block, Grid) or block.heading or block.list_level or block.is_picture:
        return False
    return len(block.text) <= _MOST_CHARACTERS and bool(_WITH_REF.match(block.text))


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
