"""Plain text taken from a paper: with its tables kept by tabs, or with only their words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from goldenthread.readers.flat import paper_from_flat
from goldenthread.readers.paper import Paper
from goldenthread.readers.tabbed import is_tabbed, paper_from_tabbed
from goldenthread.readers.text_lines import decode, running_heads, source_lines


def paper_from_text(path: Path) -> Paper:
    """The paper in a text file. Unreadable when the file is no text."""
    text = decode(path.read_bytes())
    lines = source_lines(text)
    paper = paper_from_tabbed(lines) if is_tabbed(lines) else paper_from_flat(lines)
    return replace(paper, running_heads=running_heads(text, lines))
