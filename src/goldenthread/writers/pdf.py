"""From a Report to an archival, accessible PDF (PDF/A-3a and PDF/UA-1) with the report's data attached.

report.typ decides how it looks; the words reach it as JSON, never as source. The same report gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import typst

from goldenthread.model import labels
from goldenthread.model.report import Report, report_to_json
from goldenthread.writers import colours
from goldenthread.writers.bullets import Block, Item, ListBlock, gather_lists
from goldenthread.writers.glyphs import FONTS, printable, stand_in, without_a_shape
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import (
    HeadingBlock,
    Inline,
    Layout,
    PictureBlock,
    TableBlock,
    TableCell,
    TextBlock,
)
from goldenthread.writers.links import safe_link
from goldenthread.writers.table_fit import Fit, broken, fit

_TEMPLATE: Final = Path(__file__).with_name("report.typ")
_NO_PERIOD: Final = dt.date(2000, 1, 1)
_RUNNING_COUNCIL, _RUNNING_TITLE = 45, 110
"""The most characters of each that the head of a page repeats."""
_TITLE_WORD, _HEADING_WORD, _TEXT_WORD = 22, 32, 40
"""The longest words that fit a line of each size of text; a longer one may be broken."""
_KEPT_WHOLE: Final = 600
"""A row whose longest cell has fewer characters than this moves to the next page whole."""

_Data = dict[str, Any]


class PdfNotMade(RuntimeError):
    """The PDF could not be made; the message says why."""


def to_pdf(report: Report) -> bytes:
    """The report as a PDF."""
    try:
        data, warnings = typst.compile_with_warnings(
            _TEMPLATE.read_bytes(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["a-3a", "ua-1"],
            sys_inputs={"report": json.dumps(_report(lay_out(report))), "data": report_to_json(report)},
            timestamp=_timestamp(report),
        )
    except typst.TypstError as error:
        raise PdfNotMade(f"The PDF could not be made: {error.message}") from error
    if warnings:
        raise PdfNotMade(f"The PDF could not be made as it should be: {warnings[0].message}")
    return data


def cannot_carry(report: Report) -> tuple[str, ...]:
    """What the pages cannot show of this report, one sentence for each. The data attached to the PDF holds it all."""
    characters = without_a_shape("".join(lay_out(report).texts()))
    return tuple(_substitution(character) for character in characters)


def _substitution(character: str) -> str:
    name = f"The character U+{ord(character):04X}"
    shown = stand_in(character)
    return f"{name} has no shape in the PDF's font: " + (
        f"“{shown}” is printed for it." if shown else "it is left out."
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _timestamp(report: Report) -> int:
    """When the PDF says it was made: the last day it reports on, so that a paper printed again is the same file."""
    day = report.period.end if report.period else _NO_PERIOD
    return max(0, int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()))


# ---- the layout as data ----


def _report(layout: Layout) -> _Data:
    title = printable(layout.title)
    return {
        "title": title,
        "shown_title": _breakable(title, _TITLE_WORD),
        "council": printable(layout.council),
        "running_council": _shortened(printable(layout.council), _RUNNING_COUNCIL),
        "running_title": _breakable(_shortened(title, _RUNNING_TITLE), _TEXT_WORD),
        "facts": [[label, _breakable(value, _TEXT_WORD)] for label, value in layout.facts],
        "contents": labels.CONTENTS,
        "contents_depth": layout.contents_depth(),
        "colours": {
            "ink": colours.INK,
            "quiet": colours.QUIET_INK,
            "accent": colours.ACCENT,
            "band": colours.BAND,
            "rule": colours.RULE,
        },
        "runs": [{"landscape": landscape, "blocks": blocks} for landscape, blocks in _runs(layout)],
    }


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _runs(layout: Layout) -> Iterator[tuple[bool, list[_Data]]]:
    """The blocks by the way their pages are turned. A heading goes with the text that follows it, up to the next."""
    anchors = frozenset(_anchors(layout))
    parts = [(any(_is_wide(block) for block in part), part) for part in _parts(gather_lists(layout.blocks))]
    for landscape, turned in groupby(parts, key=lambda part: part[0]):
        yield landscape, [_block(block, anchors) for _, part in turned for block in part]


def _parts(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, HeadingBlock) and not all(isinstance(other, HeadingBlock) for other in part):
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _is_wide(block: Block) -> bool:
    return isinstance(block, TableBlock) and fit(block).landscape


def _anchors(layout: Layout) -> Iterator[str]:
    for block in layout.blocks:
        if isinstance(block, HeadingBlock):
            yield block.anchor
        elif isinstance(block, TableBlock):
            yield from (cell.anchor for row in block.rows for cell in row)


def _block(block: Block, anchors: frozenset[str]) -> _Data:
    match block:
        case HeadingBlock():
            text = f"{block.number} {block.text}".strip()
            return {
                "kind": "heading",
                "level": block.level,
                "text": _breakable(text, _HEADING_WORD),
                "anchor": block.anchor,
            }
        case TextBlock():
            inlines = _inlines(block.inlines, anchors)
            return {
                "kind": "text",
                "style": block.style,
                "number": printable(block.number),
                "inlines": inlines,
                "keep": block.keep_next,
            }
        case PictureBlock():
            words = (Inline(f"{labels.PICTURE}:", strong=True), Inline(f" {block.description}"))
            return {"kind": "text", "style": "body", "number": "", "inlines": _inlines(words, anchors), "keep": False}
        case ListBlock():
            return {"kind": "list", "items": [_item(item, anchors) for item in block.items]}
        case TableBlock():
            return _table(block, fit(block))


def _item(item: Item, anchors: frozenset[str]) -> _Data:
    return {"inlines": _inlines(item.inlines, anchors), "items": [_item(below, anchors) for below in item.items]}


def _inlines(inlines: tuple[Inline, ...], anchors: frozenset[str]) -> list[_Data]:
    return [
        {
            "text": _breakable(run.text, _TEXT_WORD),
            "strong": run.strong,
            "emphasis": run.emphasis,
            "link": safe_link(run.link),
            "target": run.target if run.target in anchors else "",
        }
        for run in inlines
    ]


def _table(block: TableBlock, fitted: Fit) -> _Data:
    longest = max((len(cell.text) for row in block.rows for cell in row), default=0)
    return {
        "kind": "table",
        "caption": "" if block.says_again else _breakable(block.caption, _TEXT_WORD),
        "header": [_breakable(text, fitted.longest_word) for text in block.header],
        "rows": [[_cell(cell, fitted.longest_word) for cell in row] for row in block.rows],
        "widths": fitted.widths,
        "size": fitted.size,
        "numeric": block.numeric,
        "row_headers": block.row_headers,
        "breakable": longest >= _KEPT_WHOLE,
    }


def _cell(cell: TableCell, longest_word: int) -> _Data:
    lines = [_breakable(line, longest_word) for line in cell.lines]
    tone = colours.tone_of(cell.light, cell.arrow)
    if tone is None or not lines[0]:
        return {"lines": lines, "anchor": cell.anchor}
    shape, lines[0] = lines[0][0], lines[0][1:]
    return {"lines": lines, "anchor": cell.anchor, "mark": tone.mark, "ground": tone.ground, "shape": shape}


def _breakable(text: str, longest_word: int) -> str:
    """The text in characters that the font has; U+200B marks places to break in words that are too long for a line."""
    words = printable(text)
    if len(words) <= longest_word:
        return words
    return " ".join("\u200b".join(broken(word, longest_word)) for word in words.split(" "))
