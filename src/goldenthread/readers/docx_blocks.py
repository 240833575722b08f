"""The paragraphs and tables of a Word paper in the order in which they are read, with what stands in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from goldenthread.model import labels
from goldenthread.model.text import Span
from goldenthread.readers.docx_numbering import Mark, Numbering
from goldenthread.readers.docx_package import Element, Package, Style, Styles, child, number_of, outline_level, q, val
from goldenthread.readers.docx_symbols import Symbols, shapes_as_symbol
from goldenthread.readers.docx_text import TextReader, Words, opened
from goldenthread.readers.paper import Grid, GridCell, Para, Row, Symbol

_CONTENTS_STYLES: Final = ("toc ", "table of figures")
_PICTURE_STYLE: Final = "picture description"
_TITLE_STYLE: Final = "title"
_CAPTION_STYLE: Final = "caption"
_MOST_COLUMNS: Final = 63


class BlockReader:
    """Reads one document from its beginning to its end. Lists and fields go on from paragraph to paragraph."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.related("styles"))
        self._symbols = Symbols(package)
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._text = TextReader(package, self._styles, self._symbols)
        self._package = package
        self._carried: Words | None = None
        self._paragraphs = 0
        self._tables = 0
        self.embedded: list[str] = []
        self.title = ""
        self.sizes: dict[str, int] = {}
        self.letters: Counter[int] = Counter()

    def blocks(self, body: Element) -> Iterator[Para | Grid]:
        """The blocks of the body. A printed caption that only repeats its table's title is left out."""
        waiting: tuple[Para, bool] | None = None
        for block, is_caption in self._blocks(body):
            if waiting is not None:
                before, before_is_caption = waiting
                if not (before_is_caption and isinstance(block, Grid) and before.text == block.caption):
                    yield before
                waiting = None
            if isinstance(block, Para):
                waiting = (block, is_caption)
            else:
                yield block
        if waiting is not None:
            yield waiting[0]

    def _blocks(self, holder: Element) -> Iterator[tuple[Para | Grid, bool]]:
        for element in opened(holder):
            if element.tag == q("w:p"):
                is_caption = self._style(element).name == _CAPTION_STYLE
                for block in self._paragraph(element):
                    yield block, is_caption
            elif element.tag == q("w:tbl"):
                yield self._table(element), False
            elif element.tag == q("w:altChunk"):
                self._embed_chunk(element)

    # ---- paragraphs ----

    def _paragraph(self, element: Element, where: str = "") -> Iterator[Para | Grid]:
        """A paragraph, then what stands in its text boxes."""
        style = self._style(element)
        was_in_contents = self._text.in_contents
        words = self._carried or Words()
        self._carried = None
        self._text.read(element, words)
        if _mark_is_gone(element) and (following := element.getnext()) is not None and following.tag == q("w:p"):
            self._carried = words  # its end was deleted, so it goes on in the next paragraph
            return
        self.embedded.extend(words.embedded)
        if not (was_in_contents or self._text.in_contents or _is_contents(style)):
            yield from self._as_para(element, style, words, where)
        for box in words.boxes:
            for inner, _ in self._blocks(box):
                yield inner

    def _as_para(self, element: Element, style: Style, words: Words, where: str) -> Iterator[Para]:
        properties = child(element, "w:pPr")
        is_blank = not words.text.strip() and not words.symbols
        # a blank paragraph with a bullet prints nothing that anybody reads, but one with a number counts
        mark = self._numbering.next(properties, style, val(child(properties, "w:pStyle")))
        if is_blank and not mark.number:
            return
        self._paragraphs += 1
        para = self._as_picture(words, style, mark, where or f"paragraph {self._paragraphs}")
        outline = val(child(properties, "w:outlineLvl"))
        heading = outline_level(outline) if outline else style.heading
        if style.name == _TITLE_STYLE:
            heading = 0
            self.title = self.title or para.text
        if words.sizes:
            size = min(own or style.size for own in words.sizes)
            self.letters[size] += len(para.text)
            if not where:
                self.sizes[para.where] = size
        yield replace(para, heading=heading, list_level=0 if heading else para.list_level)

    def _as_picture(self, words: Words, style: Style, mark: Mark, where: str) -> Para:
        """The paragraph; one of pictures alone, or one that describes a picture that was not carried, is a picture."""
        spans, symbols = _without_shapes(words)
        para = Para(
            spans=tuple(spans),
            list_level=mark.list_level,
            number=mark.number,
            where=where,
            symbols=tuple(symbols),
            is_picture=words.has_picture and not words.text.strip(),
        )
        if style.name == _PICTURE_STYLE and not words.symbols:
            description = para.text.removeprefix(f"{labels.PICTURE}:").strip()
            return replace(para, spans=(), symbols=(Symbol(description=description),), is_picture=True)
        return para

    def _style(self, paragraph: Element) -> Style:
        return self._styles.of(val(child(paragraph, "w:pPr", "w:pStyle")))

    def _embed_chunk(self, element: Element) -> None:
        relationship = self._package.relationships.get(val(element, "r:id"))
        self.embedded.append(relationship.target.rpartition("/")[2] if relationship else "an embedded document")

    # ---- tables ----

    def _table(self, table: Element) -> Grid:
        self._tables += 1
        name = f"table {self._tables}"
        rows = []
        for number, row in enumerate((e for e in opened(table) if e.tag == q("w:tr")), start=1):
            if child(row, "w:trPr", "w:del") is None:
                rows.append(self._row(row, f"{name}, row {number}"))
        caption = " ".join(val(child(table, "w:tblPr", "w:tblCaption")).split())
        return Grid(rows=tuple(rows), caption=caption, where=name)

    def _row(self, row: Element, where: str) -> Row:
        properties = child(row, "w:trPr")
        cells: list[GridCell] = []
        fills: list[str] = []
        before = _columns(properties, "w:gridBefore")
        if before:
            cells.append(GridCell(span=before))
            fills.append("")
        for element in (e for e in opened(row) if e.tag == q("w:tc")):
            settings = child(element, "w:tcPr")
            merged = child(settings, "w:hMerge")
            if cells and merged is not None and val(merged) != "restart":
                cells[-1] = replace(cells[-1], span=cells[-1].span + 1)
                continue
            cells.append(self._cell(element, settings, where))
            fills.append(self._symbols.shading(settings))
        after = _columns(properties, "w:gridAfter")
        if after:
            cells.append(GridCell(span=after))
            fills.append("")
        return Row(cells=tuple(self._with_shading(cells, fills)), where=where)

    def _with_shading(self, cells: list[GridCell], fills: list[str]) -> Iterator[GridCell]:
        """The cells, with what their shading says; a row in one colour throughout is decoration and says nothing."""
        is_decoration = len(fills) > 1 and len(set(fills)) == 1
        for cell, fill in zip(cells, fills, strict=True):
            symbol = None if is_decoration or cell.symbols or cell.continues else self._symbols.shaded(fill)
            yield replace(cell, symbols=(symbol,)) if symbol else cell

    def _cell(self, element: Element, settings: Element | None, where: str) -> GridCell:
        span = _columns(settings, "w:gridSpan") or 1
        merged = child(settings, "w:vMerge")
        if merged is not None and val(merged) != "restart":
            return GridCell(span=span, continues=True)
        paras = tuple(self._cell_paras(element, where))
        symbols = tuple(symbol for para in paras for symbol in para.symbols)
        return GridCell(paras=tuple(para for para in paras if para.spans or para.number), symbols=symbols, span=span)

    def _cell_paras(self, cell: Element, where: str) -> Iterator[Para]:
        """The paragraphs of a cell, and those of tables and text boxes in it, one after the other."""
        for element in opened(cell):
            if element.tag == q("w:p"):
                for block in self._paragraph(element, where):
                    yield from _flat(block)
            elif element.tag == q("w:tbl"):
                self._tables -= 1  # a table within a table has no number of its own
                yield from _flat(self._table(element))


def _columns(properties: Element | None, name: str) -> int:
    """A number of columns; a file that claims more than Word allows does not get them."""
    return min(max(number_of(val(child(properties, name))), 0), _MOST_COLUMNS)


def _flat(block: Para | Grid) -> Iterator[Para]:
    if isinstance(block, Para):
        yield block
    else:
        for row in block.rows:
            for cell in row.cells:
                yield from cell.paras


def _is_contents(style: Style) -> bool:
    return style.name.startswith(_CONTENTS_STYLES)


def _mark_is_gone(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted, or moved elsewhere, by a tracked change."""
    marks = child(paragraph, "w:pPr", "w:rPr")
    return child(marks, "w:del") is not None or child(marks, "w:moveFrom") is not None


def _without_shapes(words: Words) -> tuple[list[Span], list[Symbol]]:
    """The spans and symbols of a paragraph, in which coloured arrows and discs alone are a symbol and no text."""
    colours = set(words.colours)
    symbol = shapes_as_symbol(words.text, colours.pop() if len(colours) == 1 else "")
    return ([], [*words.symbols, symbol]) if symbol else (words.spans, words.symbols)
