"""What a row of a table of lines is, where it is no line: the name of a group of lines, or the commentary of the line above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.model.cells import is_understood, read_cell
from goldenthread.model.figures import Role
from goldenthread.readers.columns import Field, Heading
from goldenthread.readers.paper import GridCell, Para, Row
from goldenthread.readers.references import REF, mend_look_alikes, tidy_ref

COMMENT = re.compile(
    r"^(?:(?:supporting|officers?'?s?|performance|service|latest|progress|additional)\s+)?"
    r"(?:comment(?:ary|aries|s)?|narrative|explanation|update|context)\s*(?::|[–-](?=\s)|$)\s*",
    re.IGNORECASE,
)
"""What begins a commentary that is not in a column of its own."""

_LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s")
_SENTENCE = re.compile(r"[.!?][\"”’)]*$")
_FEWEST_WORDS = 6
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Said:
    """A commentary in a row of its own. `is_labelled` is whether it says that it is one."""

    paras: tuple[Para, ...]
    is_labelled: bool


def said_in(row: Row, width: int) -> Said | None:
    """The commentary that a row holds across the table; None for any other row."""
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) == 2 and filled[0] is row.cells[0] and _is_label(filled[0].text) and filled[1].span > 1:
        return Said(filled[1].paras, is_labelled=True)
    if len(filled) != 1 or not _spans(filled[0], width):
        return None
    paras = tuple(para for para in filled[0].paras if para.text)
    match = COMMENT.match(paras[0].text)
    if match:
        first = without_start(paras[0], match.end())
        return Said((*((first,) if first else ()), *paras[1:]), is_labelled=True)
    text = filled[0].text
    if _SENTENCE.search(text) and len(text.split()) >= _FEWEST_WORDS:
        return Said(paras, is_labelled=False)
    return None


def _is_label(text: str) -> bool:
    match = COMMENT.match(text)
    return bool(match) and match is not None and match.end() == len(text)


def _spans(cell: GridCell, width: int) -> bool:
    return cell.span > 1 and cell.span * 2 > width


def without_start(para: Para, count: int) -> Para | None:
    """A paragraph without its first `count` characters (of its folded text); None where nothing is left."""
    if count >= len(para.text):
        return None
    drop = _raw_length(para, count)
    spans = []
    for span in para.spans:
        spans.append(span.model_copy(update={"text": span.text[drop:]}))
        drop = max(drop - len(span.text), 0)
    return replace(para, spans=tuple(span for span in spans if span.text))


def _raw_length(para: Para, count: int) -> int:
    """How many characters of a paragraph's own text its first `count` folded ones are."""
    raw = "".join(span.text for span in para.spans)
    return next((at for at in range(len(raw)) if len(" ".join(raw[at:].split())) <= len(para.text) - count), len(raw))


def group_named(row: Row, headings: Sequence[Heading | None]) -> str:
    """The name of the lines below that a row holds and nothing else, "" for any other row.

    It stands across the table, or alone in the column of references without being one.
    """
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) != 1 or any(cell.symbols for cell in row.cells) or any(cell.continues for cell in row.cells):
        return ""
    text = filled[0].text
    if _SENTENCE.search(text) or len(text.split()) > _MOST_WORDS:
        return ""
    if _spans(filled[0], len(headings)):
        return text
    first = headings[0] if headings else None
    is_beside_refs = bool(first) and first is not None and first.field is Field.REF and filled[0] is row.cells[0]
    is_ref = REF.fullmatch(tidy_ref(mend_look_alikes(text))) is not None or len(text.split()) < 2
    return text if is_beside_refs and not is_ref else ""


def columns_of(row: Row, headings: Sequence[Heading | None]) -> list[tuple[Heading | None, GridCell]]:
    """Each cell of a row with the heading of the column that it begins in."""
    found: list[tuple[Heading | None, GridCell]] = []
    at = 0
    for cell in row.cells:
        found.append((headings[at] if at < len(headings) else None, cell))
        at += cell.span
    return found


def is_line(row: Row, headings: Sequence[Heading | None]) -> bool:
    """Whether a row whose first cell is empty is a line for itself: it has a title, and a cell that says something whole."""
    pairs = columns_of(row, headings)
    title = next((c.text for h, c in pairs if h and h.field in (Field.MEASURE, Field.MILESTONE)), "")
    begins = title[:1].isupper() or _LETTERED.match(title) is not None
    return begins and any(_says_something(heading, cell) for heading, cell in pairs)


def _says_something(heading: Heading | None, cell: GridCell) -> bool:
    if heading is None or heading.column is None or heading.column.role is Role.OTHER:
        return False
    if heading.column.role in (Role.PROGRESS, Role.TRAVEL):
        return bool(cell.symbols)
    return bool(cell.text) and is_understood(read_cell(cell.text, heading.column))


# ---- cells that belong to several rows ----


def with_merged(row: Row, above: Row | None) -> tuple[Row, tuple[int, ...]]:
    """A row with what the merged cells above it say of it too, and which of its cells these are."""
    if above is None or not any(cell.continues for cell in row.cells):
        return row, ()
    starts = dict(_starts(above))
    cells, taken = [], []
    for i, (at, cell) in enumerate(_starts(row)):
        over = starts.get(at)
        if cell.continues and over is not None and (over.text or over.symbols):
            taken.append(i)
            cells.append(over)
        else:
            cells.append(cell)
    return replace(row, cells=tuple(cells)), tuple(taken)


def _starts(row: Row) -> list[tuple[int, GridCell]]:
    found, at = [], 0
    for cell in row.cells:
        found.append((at, cell))
        at += cell.span
    return found


def with_lights_apart(
    headings: Sequence[Heading | None], rows: Sequence[Row], light_column: Heading
) -> tuple[tuple[Heading | None, ...], tuple[Row, ...]]:
    """A table whose lights are the colours of its current values, with these in a column of their own at its end.

    The table as it is where it has a column of lights already, or none of its current values is coloured.
    """
    roles = [heading.column.role if heading and heading.column else None for heading in headings]
    at = next((roles.index(role) for role in (Role.CURRENT, Role.LATEST) if role in roles), -1)
    if at < 0 or Role.PROGRESS in roles:
        return tuple(headings), tuple(rows)
    lit = [next((cell for start, cell in _starts(row) if start == at), GridCell()) for row in rows]
    if not any(symbol.light for cell in lit for symbol in cell.symbols):
        return tuple(headings), tuple(rows)
    wide = [sum(cell.span for cell in row.cells) == len(headings) and len(row.cells) > 1 for row in rows]
    apart = tuple(
        replace(row, cells=(*row.cells, GridCell(symbols=cell.symbols))) if is_wide else row
        for row, cell, is_wide in zip(rows, lit, wide, strict=True)
    )
    return (*headings, light_column), apart
