"""A table of a Word paper: one marked header row that repeats, no merged and no empty cells, a title for those who listen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from goldenthread.model.symbols import ARROW_SHAPES, LIGHT_SHAPES
from goldenthread.writers.colours import ARROW_TONES, LIGHT_TONES, Tone
from goldenthread.writers.docx_xml import Element, clean, paragraph, qualified, run, w
from goldenthread.writers.layout_blocks import TableBlock, TableCell
from goldenthread.writers.table_fit import Fit, fit

USUAL_SIZE: Final = 10.5
"""The size of letters that the styles of tables have, in points."""
Marked = Callable[[str, str], list[Element]]
"""From a text and its anchor to runs with a bookmark among them."""


def table_element(block: TableBlock, style: Callable[[str], str], width: int, marked: Marked) -> Element:
    """The table at its full width. `style` gives the id of a style by its name."""
    fitted = fit(block)
    widths = _widths(fitted, width)
    grid = w("tblGrid", *(w("gridCol", w=column) for column in widths))
    table = w("tbl", _properties(block, style("Report Table"), width), grid)
    table.append(_row([_header_cell(block, column, style, widths) for column in range(len(block.header))], header=True))
    for row in block.rows:
        cells = []
        for column, cell in enumerate(row):
            name = style("Table Number" if block.numeric[column] else "Table Text")
            cells.append(_cell(_paragraphs(cell, name, marked), widths[column], _tone(cell)))
        table.append(_row(cells, header=False))
    if fitted.size != USUAL_SIZE:
        _set_size(table, fitted.size)
    return table


def _widths(fitted: Fit, width: int) -> list[int]:
    """The columns' shares of the width between the margins, whose page may not be the one they were fitted to."""
    whole = sum(fitted.widths)
    return [int(width * part / whole) for part in fitted.widths]


def _set_size(table: Element, size: float) -> None:
    """Sets a crowded table in smaller letters than its styles have."""
    for letters in table.iter(qualified("w:r")):
        marks = letters.find(qualified("w:rPr"))
        if marks is None:
            marks = w("rPr")
            letters.insert(0, marks)
        marks.append(w("sz", val=int(size * 2)))


def _properties(block: TableBlock, style: str, width: int) -> Element:
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": int(block.row_headers), "lastColumn": 0}
    value = "06A0" if block.row_headers else "0620"
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
