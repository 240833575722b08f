"""From a Report to one web page that needs nothing else: no script, no picture, no other file (WCAG 2.2 AA).

Every text is escaped, and only web and mail addresses become links, so that nothing in a council's paper can run.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

from goldenthread.model import labels
from goldenthread.model.plan import Known
from goldenthread.model.report import Report
from goldenthread.writers import colours
from goldenthread.writers.bullets import Block, Item, ListBlock, gather_lists
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import (
    BulletBlock,
    HeadingBlock,
    Inline,
    Layout,
    PictureBlock,
    TableBlock,
    TableCell,
    TextBlock,
)
from goldenthread.writers.links import safe_link
from goldenthread.writers.table_fit import LONGEST_WORD, SHORT_LABEL, broken, characters_needed

_HERE: Final = Path(__file__).parent
_SIZES: Final = (("narrow", 608, "40em"), ("middle", 912, "60em"), ("wide", 0, "75em"))
"""Classes of table: up to how many pixels their words need, and the width of screen below which their rows become cards."""
_PIXELS_PER_CHARACTER: Final = 9.6
_PADDING: Final = 24
_FEW_COLUMNS: Final = 4
_IN_BRACKETS: Final = re.compile(r"\(£?\d[\d,.]*\)")
"""A table of so few columns is as wide as the text, so that an eye can follow its rows."""
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(report: Report) -> str:
    """The report as a web page."""
    return "\n".join(_Page(lay_out(report)).lines()) + "\n"


def cannot_carry(report: Report) -> tuple[str, ...]:
    """What the page does not show of this report, one sentence for each."""
    return tuple(_not_shown(report))


def _not_shown(report: Report) -> Iterator[str]:
    if any(line.progress.computed for line in report.lines) or any(line.travel.computed for line in report.measures):
        yield "A light or arrow that was worked out is printed only where the paper has none, without rule, version and inputs."
    definitions = [line.definition for line in report.measures]
    parts = [part for d in definitions for part in (d.unit, d.polarity, d.time_basis, d.calendar) if part]
    if any(part.known is Known.PROPOSED for part in parts):
        yield "Definitions that were proposed from the wording, and not stated by the council, are not printed."
    layout = lay_out(report)
    if any(_cannot_stand(character) for text in layout.texts() for character in text):
        yield "Control characters are left out."
    runs = (run for block in layout.blocks if isinstance(block, TextBlock | BulletBlock) for run in block.inlines)
    for run in runs:
        if run.link and not safe_link(run.link):
            yield f"The address of “{run.text}” is not of a web page or mailbox, so it is printed without a link."


# ---- text ----


def _cannot_stand(character: str) -> bool:
    """Whether a web page may not hold the character: a control other than a blank, or a code point that is no character."""
    if unicodedata.category(character) == "Cc":
        return character not in "\t\n\r"
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def escaped(text: str) -> str:
    """The text as it may stand in a page: nothing in it can run or break the page."""
    return html.escape("".join(character for character in text if not _cannot_stand(character)))


def _cell_text(text: str) -> str:
    """The text, with places to break in words that would make a table wider than its page."""
    return "".join("<wbr>".join(map(escaped, broken(word, LONGEST_WORD))) for word in re.split(r"(\s+)", text))


# ---- the page ----


@cache
def style() -> str:
    """The style sheet of every page that Golden Thread writes."""
    sheet = (_HERE / "report.css").read_text(encoding="utf-8")
    cards = Template((_HERE / "cards.css").read_text(encoding="utf-8"))
    names = {
        "ink": colours.INK,
        "quiet": colours.QUIET_INK,
        "accent": colours.ACCENT,
        "paper": colours.PAPER,
        "band": colours.BAND,
        "rule": colours.RULE,
    }
    variables = " ".join(f"--{name}: {colour};" for name, colour in names.items())
    tones = [
        f".{status.value} {{ background: {tone.ground}; }}\n.{status.value} .shape {{ color: {tone.mark}; }}"
        for status, tone in (*colours.LIGHT_TONES.items(), *colours.ARROW_TONES.items())
    ]
    as_cards = [cards.substitute(table=f".{name}", width=width) for name, _, width in _SIZES]
    return "\n".join([f":root {{ {variables} }}", sheet, *tones, *as_cards])


class _Page:
    """Prints one layout; knows which anchors it has, so that no link leads nowhere."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.blocks = list(gather_lists(layout.blocks))
        headings = [block for block in self.blocks if isinstance(block, HeadingBlock)]
        self.ids = {id(heading): heading.anchor or f"part-{n}" for n, heading in enumerate(headings, 1)}
        self.headings = headings
        tables = (block for block in self.blocks if isinstance(block, TableBlock))
        rows = (cell.anchor for table in tables for row in table.rows for cell in row if cell.anchor)
        self.anchors = {*self.ids.values(), *rows}

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        layout = self.layout
        name = " – ".join(filter(None, (layout.title, layout.council)))
        yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        yield f'<meta name="author" content="{escaped(layout.council)}">' if layout.council else ""
        yield f"<title>{escaped(name)}</title>\n<style>\n{style()}</style>\n</head>\n<body>"
        yield '<a class="skip" href="#report">Skip to the report</a>'
        yield from self._header()
        yield from self._contents()
        yield '<main id="report" tabindex="-1">'
        yield from self._sections()
        yield "</main>\n</body>\n</html>"

    def _header(self) -> Iterator[str]:
        yield f'<header>\n<h1>{escaped(self.layout.title)}</h1>\n<dl class="facts">'
        for label, value in self.layout.facts:
            yield f"<div><dt>{escaped(label)}:</dt> <dd>{escaped(value)}</dd></div>"
        yield "</dl>\n</header>"

    def _contents(self) -> Iterator[str]:
        depth = self.layout.contents_depth()
        entries = [
            BulletBlock((Inline(_numbered(heading), target=self.ids[id(heading)]),), heading.level)
            for heading in self.headings
            if heading.level <= depth
        ]
        for block in gather_lists(entries):
            yield f'<nav aria-labelledby="contents">\n<h2 id="contents">{labels.CONTENTS}</h2>'
            yield self._block(block)
            yield "</nav>"

    def _sections(self) -> Iterator[str]:
        """Each heading with all that stands under it as a section."""
        open_levels: list[int] = []
        for block in self.blocks:
            if isinstance(block, HeadingBlock):
                while open_levels and open_levels[-1] >= block.level:
                    open_levels.pop()
                    yield "</section>"
                open_levels.append(block.level)
                tag = f"h{block.level + 1}"
                yield f'<section>\n<{tag} id="{self.ids[id(block)]}">{escaped(_numbered(block))}</{tag}>'
            else:
                yield self._block(block)
        yield from ("</section>" for _ in open_levels)

    def _block(self, block: Block) -> str:
        match block:
            case TextBlock():
                number = f'<span class="number">{escaped(block.number)}</span> ' if block.number else ""
                kept = " kept" if block.keep_next else ""
                style = "" if block.style == "body" else f' class="{block.style}{kept}"'
                return f"<p{style}>{number}{self._inlines(block.inlines)}</p>"
            case PictureBlock():
                return f"<p><strong>{labels.PICTURE}:</strong> {escaped(block.description)}</p>"
            case ListBlock():
                return self._list(block.items)
            case TableBlock():
                return _table(block)
            case HeadingBlock():
                raise AssertionError("a heading opens a section")

    def _list(self, items: list[Item]) -> str:
        inner = (
            f"<li>{self._inlines(item.inlines)}{self._list(item.items) if item.items else ''}</li>" for item in items
        )
        return "<ul>\n" + "\n".join(inner) + "\n</ul>"

    def _inlines(self, inlines: tuple[Inline, ...]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, run: Inline) -> str:
        words = escaped(run.text)
        if run.strong:
            words = f"<strong>{words}</strong>"
        if run.emphasis:
            words = f"<em>{words}</em>"
        address = safe_link(run.link) or (f"#{run.target}" if run.target in self.anchors else "")
        return f'<a href="{escaped(address)}">{words}</a>' if address else words


def _numbered(heading: HeadingBlock) -> str:
    return f"{heading.number} {heading.text}".strip()


# ---- tables ----


def _table(table: TableBlock) -> str:
    """A table whose roles are given outright, since a row shown as a card would otherwise lose them."""
    needed = sum(count * _PIXELS_PER_CHARACTER + _PADDING for count in characters_needed(table))
    size = next(name for name, room, _ in _SIZES if needed <= room or not room)
    header = "".join(
        f'<th scope="col" role="columnheader"{_aligned(numeric)}>{_cell_text(text)}</th>'
        for text, numeric in zip(table.header, table.numeric, strict=True)
    )
    rows = "\n".join(_row(table, row) for row in table.rows)
    few = " few" if len(table.header) <= _FEW_COLUMNS else ""
    numbers = " numbers" if any(table.numeric) else ""
    lone = "" if table.row_headers else " lone"
    unseen = ' class="unseen"' if table.says_again else ""
    words = (
        f'<table class="{size}{few}{numbers}{lone}" role="table">\n<caption{unseen}>{_cell_text(table.caption)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{header}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>'
    )
    if size != _SIZES[-1][0]:
        return words
    return f'<div class="scroll" role="region" aria-label="{escaped(table.caption)}" tabindex="0">\n{words}\n</div>'


def _aligned(numeric: bool) -> str:
    return ' class="numeric"' if numeric else ""


def _row(table: TableBlock, row: tuple[TableCell, ...]) -> str:
    cells = []
    for index, (cell, heading, numeric) in enumerate(zip(row, table.header, table.numeric, strict=True)):
        is_header = index == 0 and table.row_headers
        opening = 'th scope="row" role="rowheader"' if is_header else 'td role="cell"'
        anchor = f' id="{cell.anchor}"' if cell.anchor else ""
        short = " short" if is_header and len(cell.text) <= SHORT_LABEL else ""
        words = f'<span class="value{short}">{_cell_words(cell)}</span>'
        tag = opening[:2]
        cells.append(f'<{opening}{anchor}{_aligned(numeric)} data-heading="{escaped(heading)}">{words}</{tag}>')
    return '<tr role="row">' + "".join(cells) + "</tr>"


def _spoken(words: str) -> str:
    """A number in brackets as printed for the eye, and with "minus" for those whose reader passes over brackets (R8.3)."""
    if not _IN_BRACKETS.fullmatch(words):
        return words
    return f'<span aria-hidden="true">{words}</span><span class="unseen">minus {words[1:-1]}</span>'


def _cell_words(cell: TableCell) -> str:
    """The lines of a cell. The shape of a light is for the eye alone: its word is for everybody."""
    status = cell.light or cell.arrow
    if status is None:
        lines = [_spoken(_cell_text(line)) for line in cell.lines]
        return lines[0] if len(lines) == 1 else "".join(f"<span>{line}</span> " for line in lines).rstrip()
    shape, words = cell.text[0], cell.text[1:]
    return f'<span class="status {status.value}"><span class="shape" aria-hidden="true">{shape}</span>{_cell_text(words)}</span>'
