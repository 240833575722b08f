"""The blocks of a printed paper as Word's: what stands between the first page's title and the last page's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from goldenthread.model import labels
from goldenthread.writers.docx_house import House
from goldenthread.writers.docx_table import table_element
from goldenthread.writers.docx_xml import (
    Element,
    bookmarked,
    field,
    field_end,
    field_start,
    inside_link,
    outside_link,
    paragraph,
    run,
    w,
)
from goldenthread.writers.layout_blocks import (
    BulletBlock,
    HeadingBlock,
    Inline,
    Layout,
    LayoutBlock,
    PictureBlock,
    TableBlock,
    TextBlock,
)
from goldenthread.writers.links import safe_link
from goldenthread.writers.table_fit import fit

_STYLES: Final = {"body": "Normal", "byline": "Commentary Byline", "fact": "Report Fact", "note": "Working Note"}
_NOT_IN_ADDRESSES: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def write_body(layout: Layout, house: House) -> None:
    """Writes the paper into the house: title, facts, contents, and its blocks in upright and wide sections."""
    renderer = _Renderer(layout, house)
    body = house.body
    body.extend(renderer.front())
    sections = list(_sections(layout.blocks))
    for index, (wide, blocks) in enumerate(sections):
        body.extend(renderer.section(blocks, wide=wide))
        settings = house.page_settings(landscape=wide, first=index == 0)
        if index == len(sections) - 1:
            body.append(settings)
        else:
            body.append(paragraph(renderer.style("After Table"), (), settings))


def _sections(blocks: tuple[LayoutBlock, ...]) -> Iterator[tuple[bool, list[LayoutBlock]]]:
    """The blocks in turns of upright pages and wide ones: a wide table takes its heading with it to its own page."""
    wide = False
    gathered: list[LayoutBlock] = []
    since_heading = 0
    for block in blocks:
        if isinstance(block, TableBlock):
            if fit(block).landscape and not wide:
                upright = gathered[:since_heading]
                if upright:
                    yield False, upright
                gathered, wide = gathered[since_heading:], True
            since_heading = len(gathered)
        elif isinstance(block, HeadingBlock):
            if wide:
                yield True, gathered
                gathered, wide = [], False
            if not gathered or not isinstance(gathered[-1], HeadingBlock):
                since_heading = len(gathered)
        gathered.append(block)
        if isinstance(block, TableBlock):
            since_heading = len(gathered)
    yield wide, gathered


class _Renderer:
    """Knows the bookmarks of one paper, so that its contents and cross-references find them."""

    def __init__(self, layout: Layout, house: House) -> None:
        self.layout = layout
        self.house = house
        self.style = house.styles.id_of
        self.anchors: dict[str, str] = {}
        self.mentions: dict[str, str] = {}
        self.bookmark_ids = 0
        self.headings = [block for block in layout.blocks if isinstance(block, HeadingBlock)]
        self.heading_names = {id(block): f"_Toc{index:06}" for index, block in enumerate(self.headings, start=1)}
        for block in layout.blocks:
            for inline in block.inlines if isinstance(block, TextBlock | BulletBlock) else ():
                if inline.target:
                    self.mentions.setdefault(inline.target, inline.text)
                    self.anchors.setdefault(inline.target, f"_Ref{len(self.anchors) + 1:06}")

    # ---- the first page ----

    def front(self) -> Iterator[Element]:
        yield paragraph(self.style("Title"), [run(self.layout.title)])
        for label, value in self.layout.facts:
            yield self.text(TextBlock((Inline(f"{label}:", strong=True), Inline(f" {value}")), style="fact"))
        listed = [heading for heading in self.headings if heading.level <= self.layout.contents_depth()]
        if listed:
            yield self.contents(listed)

    def contents(self, headings: list[HeadingBlock]) -> Element:
        """The contents as Word makes them, filled in but for the page numbers, which Word works out when it opens."""
        entries = [self.entry(heading) for heading in headings]
        after_properties = 1
        entries[0][after_properties:after_properties] = field_start(
            f'TOC \\o "1-{self.layout.contents_depth()}" \\h \\z \\u'
        )
        entries[-1].append(field_end())
        gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
        title = paragraph(self.style("TOC Heading"), [run(labels.CONTENTS)])
        return w("sdt", w("sdtPr", gallery), w("sdtContent", title, *entries))

    def entry(self, heading: HeadingBlock) -> Element:
        name = self.heading_names[id(heading)]
        words = f"{heading.number}\t{heading.text}" if heading.number else heading.text
        page = field(f"PAGEREF {name} \\h", (), to_update=True)
        return paragraph(self.style(f"toc {heading.level}"), [inside_link([run(words), w("r", w("tab")), *page], name)])

    # ---- blocks ----

    def section(self, blocks: list[LayoutBlock], *, wide: bool) -> Iterator[Element]:
        before: LayoutBlock | None = None
        for block in blocks:
            match block:
                case HeadingBlock():
                    yield self.heading(block)
                case TextBlock():
                    yield self.text(block, after_table=isinstance(before, TableBlock))
                case BulletBlock():
                    level = f" {block.level}" if block.level > 1 else ""
                    yield paragraph(self.style(f"List Bullet{level}"), self.inlines(block.inlines))
                case PictureBlock():
                    yield paragraph(self.style("Picture Description"), [run(f"{labels.PICTURE}: {block.description}")])
                case TableBlock():
                    yield from self.table(block, before, wide=wide)
            before = block
        if isinstance(before, TableBlock):
            yield paragraph(self.style("After Table"))

    def table(self, block: TableBlock, before: LayoutBlock | None, *, wide: bool) -> Iterator[Element]:
        if not block.says_again:
            yield paragraph(self.style("caption"), [run(block.caption)])
        elif isinstance(before, TableBlock):
            yield paragraph(self.style("After Table"))  # Word takes tables with nothing between for one
        yield table_element(block, self.style, self.house.text_width(landscape=wide), self.marked)

    def heading(self, block: HeadingBlock) -> Element:
        """A heading in the contents' bookmark, and its reference in that of the cross-references."""
        style = self.style(f"heading {block.level}")
        numbering, printed = self.number(block.number)
        content = bookmarked(self.marked(block.text, block.anchor), self.heading_names[id(block)], self.next_bookmark())
        return paragraph(style, [*printed, *content], numbering)

    def text(self, block: TextBlock, *, after_table: bool = False) -> Element:
        properties: list[Element] = []
        printed: list[Element] = []
        style = _STYLES[block.style]
        if block.number:
            style = "Numbered Paragraph"
            numbering, printed = self.number(block.number)
            properties.append(numbering)
        if block.keep_next:
            properties.insert(0, w("keepNext"))
        if after_table:
            properties.append(w("spacing", before=160))
        return paragraph(self.style(style), [*printed, *self.inlines(block.inlines)], *properties)

    def number(self, number: str) -> tuple[Element, list[Element]]:
        """What makes Word print a number, or what prints it as text; without one, what keeps a house from adding one."""
        place = self.house.numbering.place(number) if number else None
        list_id, level = place or (0, 0)
        element = w("numPr", w("ilvl", val=level), w("numId", val=list_id))
        return element, [run(f"{number}\t")] if number and not place else []

    # ---- words ----

    def inlines(self, inlines: tuple[Inline, ...]) -> list[Element]:
        elements: list[Element] = []
        for inline in inlines:
            address = safe_link(inline.link)
            style = self.style("Hyperlink") if address else ""
            words = run(inline.text, strong=inline.strong, emphasis=inline.emphasis, style=style)
            if address:
                elements.append(outside_link([words], self.house.link_to(_address(address))))
            elif inline.target:
                elements.extend(field(f"REF {self.anchors[inline.target]} \\h", [words]))
            else:
                elements.append(words)
        return elements

    def marked(self, text: str, anchor: str) -> list[Element]:
        """A text as runs, with a bookmark around the words that cross-references to `anchor` repeat."""
        words = self.mentions.get(anchor, "")
        before, found, after = text.partition(words) if words else (text, "", "")
        if not found:
            return [run(text)] if text else []
        marked = bookmarked([run(found)], self.anchors[anchor], self.next_bookmark())
        return [*([run(before)] if before else []), *marked, *([run(after)] if after else [])]

    def next_bookmark(self) -> int:
        self.bookmark_ids += 1
        return self.bookmark_ids


def _address(link: str) -> str:
    """An address that a Word file can hold: the few characters that no address may have are percent-encoded."""
    return _NOT_IN_ADDRESSES.sub(lambda found: f"%{ord(found[0]):02X}", link)
