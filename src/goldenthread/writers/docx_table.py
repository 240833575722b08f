"""A table of a Word paper: one marked header row that repeats, no merged and no empty cells, a title for those who listen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from goldenthread.model.symbols import ARROW_SHAPES, LIGHT_SHAPES
from goldenthread.writers.colours import ARROW_TONES, LIGHT_TONES, Tone
from goldenthread.writers.docx_xml import Element, clean, paragraph, run, w
from goldenthread.writers.layout import TableBlock, TableCell

_LETTER: Final = 116
"""The usual width of a letter in a table, in twentieths of a point."""
_PADDING: Final = 200
_LONGEST_WORD: Final = 18
_WORD_ENDS: Final = re.compile(r"\s|(?<=[-/–])")
Marked = Callable[[str, str], list[Element]]
"""From a text and its anchor to runs with a bookmark among them."""


def table_element(block: TableBlock, style: Callable[[str], str], width: int, marked: Marked) -> Element:
    """The table at its full width. `style` gives the id of a style by its name."""
    widths = _widths(block, width)
    grid = w("tblGrid", *(w("gridCol", w=column) for column in widths))
    table = w("tbl", _properties(block, style("Report Table"), width), grid)
    table.append(_row([_header_cell(block, column, style, widths) for column in range(len(block.header))], header=True))
    for row in block.rows:
        cells = []
        for column, cell in enumerate(row):
            name = style("Table Number" if block.numeric[column] else "Table Text")
            cells.append(_cell(_paragraphs(cell, name, marked), widths[column], _tone(cell)))
        table.append(_row(cells, header=False))
    return table


def _widths(block: TableBlock, width: int) -> list[int]:
    """The columns' shares of the width, but none so narrow that it breaks a word or an amount, while there is room."""
    whole = sum(block.widths)
    wanted = [width * part / whole for part in block.widths]
    least = [float(_least_width(block, column)) for column in range(len(block.widths))]
    if sum(least) >= width:
        return [int(width * part / sum(least)) for part in least]
    lacking = sum(max(0.0, need - have) for need, have in zip(least, wanted, strict=True))
    spare = sum(max(0.0, have - need) for need, have in zip(least, wanted, strict=True))
    give = lacking / spare if spare else 0.0
    return [
        int(need if have <= need else have - give * (have - need)) for need, have in zip(least, wanted, strict=True)
    ]


def _least_width(block: TableBlock, column: int) -> int:
    texts = [block.header[column], *(line for row in block.rows for line in row[column].lines)]
    longest = max((len(word) for text in texts for word in _WORD_ENDS.split(text)), default=0)
    return _PADDING + _LETTER * min(longest, _LONGEST_WORD)


def _properties(block: TableBlock, style: str, width: int) -> Element:
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": int(block.row_headers), "lastColumn": 0}
    value = "00A0" if block.row_headers else "0020"
    return w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val=value, **look, noHBand=1, noVBand=1),
        w("tblCaption", val=clean(block.caption)),
        w("tblDescription", val=clean(f"The columns are: {', '.join(block.header)}.")),
    )


def _row(cells: list[Element], *, header: bool) -> Element:
    properties = w("trPr", w("cantSplit"))
    if header:
        properties.append(w("tblHeader"))
    return w("tr", properties, *cells)


def _header_cell(block: TableBlock, column: int, style: Callable[[str], str], widths: list[int]) -> Element:
    name = style("Table Number Heading" if block.numeric[column] else "Table Heading")
    return _cell([paragraph(name, [run(block.header[column])])], widths[column], None)


def _cell(paragraphs: list[Element], width: int, tone: Tone | None) -> Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if tone:
        properties.append(w("shd", val="clear", color="auto", fill=tone.ground.lstrip("#")))
    return w("tc", properties, *paragraphs)


def _paragraphs(cell: TableCell, style: str, marked: Marked) -> list[Element]:
    shape, tone = _shape(cell), _tone(cell)
    if tone and cell.lines[0].startswith(shape):
        first = [run(shape, strong=True, colour=tone.mark), run(cell.lines[0].removeprefix(shape))]
    else:
        first = marked(cell.lines[0], cell.anchor)
    return [paragraph(style, first), *(paragraph(style, [run(line)]) for line in cell.lines[1:])]


def _shape(cell: TableCell) -> str:
    if cell.light:
        return LIGHT_SHAPES[cell.light]
    return ARROW_SHAPES[cell.arrow] if cell.arrow else ""


def _tone(cell: TableCell) -> Tone | None:
    """The colour behind a light or an arrow; the words stay dark, so that they can be read (R9.3)."""
    if cell.light:
        return LIGHT_TONES[cell.light]
    return ARROW_TONES[cell.arrow] if cell.arrow else None
