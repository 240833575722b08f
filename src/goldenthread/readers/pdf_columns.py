"""Tables without rules between their columns: where they begin and end, and their rows and cells.

A table is recognised by a header row of several column headings, or by three rows whose gaps stand in the same places.
Words that run over a strip are not cut: their cell says that it is unsure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from goldenthread.readers.pdf_bands import Bands, bands_of
from goldenthread.readers.pdf_page import Box, Page, Word
from goldenthread.readers.pdf_strips import Columns, Strip, columns_under, is_heading_row, merged, narrowed, segments_of
from goldenthread.readers.pdf_tables import PlacedCell, PlacedRow, PlacedTable, with_symbols
from goldenthread.readers.pdf_text import Line, around, bullet_of, goes_on_overleaf, line_of

REFERENCE = re.compile(r"^(?:[A-Z]{1,8}\s?[A-Z]?\s?\d[\w.]*|\d+(?:\.\d+)+|[A-Z]{2,8}\s?[A-Z]?\d*[a-z]?)(?:\s\d{1,3})?$")
LABEL = re.compile(r"^(?:supporting\s+|quarterly\s+)?comment(?:ary|s)?\b", re.IGNORECASE)
_CROSSES = "its words run over the edge of a column, so they may belong to the column beside it"
_ROWS_UNCLEAR = "where its row begins cannot be told from the page"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The lines under consideration, and what is known of the page that they stand on."""

    lines: Sequence[Line]
    page: Page
    bands: Bands
    pitch: float


@dataclass(frozen=True, slots=True)
class Carried:
    """The unruled table that the page before ended with: its columns, and its last line if that was commentary."""

    columns: Columns
    last: Line | None


def carried_from(table: PlacedTable, page: Page) -> Carried | None:
    """What may go on, on this page, of the table that the page before ended with.

    A table that a rule ended goes on only where a rule begins it again.
    """
    if table.ruled or table.page != page.number - 1 or not page.words:
        return None
    top = min(word.box.top for word in page.words)
    if table.closed and not any(rule.width > 0.9 * table.box.width and -3 < top - rule.top < 20 for rule in page.rules):
        return None
    columns = Columns(tuple(Strip(edge, edge) for edge in table.edges[1:-1]), table.edges[0], table.edges[-1])
    last = table.rows[-1].cells
    return Carried(columns, last[0].lines[-1] if len(last) == 1 and last[0].lines else None)


def split_tables(
    lines: Sequence[Line], page: Page, pitch: float, carried: Carried | None = None
) -> list[list[Line] | PlacedTable]:
    """Lines of a page as runs of text and unruled tables. `carried` is what may go on from the page before."""
    sheet = _Sheet(lines, page, bands_of(page), pitch)
    parts: list[list[Line] | PlacedTable] = []
    text: list[Line] = []
    at = 0
    while at < len(lines):
        found = _table_at(sheet, at, carried if at == 0 else None)
        if found is None:
            text.append(lines[at])
            at += 1
            continue
        if text:
            parts.append(text)
            text = []
        table, at = found
        parts.append(table)
    if text:
        parts.append(text)
    return parts


def _table_at(sheet: _Sheet, at: int, carried: Carried | None) -> tuple[PlacedTable, int] | None:
    header = _header_at(sheet, at)
    lines = sheet.lines
    if header == 0 and carried is None and not _aligned_rows(lines, at):
        return None
    start = at + header
    first = lines[at:start] if header else lines[at : at + 3]
    limit, ruled_off = _end(sheet, start, first)
    headings = merged([segment.box for line in first for segment in segments_of(line)])
    columns = carried.columns if carried and not header else columns_under(headings, lines[start:limit])
    if columns is None:
        return None
    kinds = _kinds(lines[start:limit], columns, sheet.pitch)
    kept = _kept(lines[start:limit], kinds, sheet.pitch)
    end = limit - _captions(sheet, kinds, start, limit) if ruled_off else start + kept
    body = lines[start:end]
    if "row" not in kinds[: len(body)] and not (body and _is_commentary(body[0], columns, carried)):
        return None
    table = _built(lines[at:start], body, kinds, narrowed(columns, body, kinds), sheet)
    table.closed = ruled_off
    return table, end


def _is_commentary(line: Line, columns: Columns, carried: Carried | None) -> bool:
    """Whether a table without rows of its own goes on from the page before with a commentary."""
    if carried is None or carried.last is None:
        return LABEL.match(line.text) is not None
    return goes_on_overleaf(carried.last, line, columns.left, columns.right)


def _captions(sheet: _Sheet, kinds: list[str], start: int, limit: int) -> int:
    """How many lines before the header row of the next table are its caption, and not this table's last row."""
    if limit == len(sheet.lines) or not _header_at(sheet, limit):
        return 0
    at = limit
    while at > start and kinds[at - 1 - start] == "across":
        if at < limit and sheet.bands.between(sheet.lines[at - 1].box, sheet.lines[at].box):
            break
        at -= 1
    return 0 if LABEL.match(sheet.lines[at].text) else limit - at


def _header_at(sheet: _Sheet, at: int) -> int:
    """How many lines from here are a header row; 0 for none."""
    lines, bands = sheet.lines, sheet.bands
    shade = bands.shading(lines[at].box)
    if shade is not None:
        count = sum(1 for line in lines[at:] if shade.holds(line.box))
        shaded = all(shade.holds(line.box) for line in lines[at : at + count])
        if shaded and len(_header_texts(lines[at : at + count])) >= 2 and bands.below(shade):
            return count
    if len(segments_of(lines[at])) < 2:
        return 0
    count = 1
    while at + count < len(lines) and count < 4:
        above, below = lines[at + count - 1], lines[at + count]
        if below.middle - above.middle > 1.3 * sheet.pitch * above.size or below.strong != lines[at].strong:
            break
        if bands.between(above.box, below.box) or _begins_row(below):
            break
        count += 1
    for size in range(count, 0, -1):
        texts = _header_texts(lines[at : at + size])
        if len(texts) >= 2 and is_heading_row(texts):
            return size
    return 0


def _begins_row(line: Line) -> bool:
    return not line.strong and REFERENCE.match(segments_of(line)[0].text) is not None


def _header_texts(lines: Sequence[Line]) -> list[str]:
    segments = [segment for line in lines for segment in segments_of(line)]
    return [
        " ".join(
            segment.text for segment in segments if segment.box.x0 >= box.x0 - 0.1 and segment.box.x1 <= box.x1 + 0.1
        )
        for box in merged([segment.box for segment in segments])
    ]


def _aligned_rows(lines: Sequence[Line], at: int) -> bool:
    """Whether three lines from here have three or more parts each, in the same places."""
    if at + 3 > len(lines) or any(bullet_of(line) for line in lines[at : at + 3]):
        return False
    rows = [segments_of(line) for line in lines[at : at + 3]]
    count = len(rows[0])
    if count < 3 or any(len(row) != count for row in rows):
        return False
    return all(
        max(side) - min(side) < 3 or max(other) - min(other) < 3
        for side, other in (
            ([row[index].box.x0 for row in rows], [row[index].box.x1 for row in rows]) for index in range(count)
        )
    )


def _end(sheet: _Sheet, start: int, first: Sequence[Line]) -> tuple[int, bool]:
    """Where the table ends at most, and whether that is certain because its last rule says so.

    Otherwise it goes on to the next header row, a larger heading, or a wide gap.
    """
    lines, pitch = sheet.lines, sheet.pitch
    size = max(line.size for line in first)
    end = len(lines)
    for at in range(start, len(lines)):
        gap = lines[at].middle - lines[at - 1].middle if at else 0.0
        if at > start and _header_at(sheet, at):
            end = at
            break
        if lines[at].size > 1.1 * size or _is_section(lines[at]) or (at > start and gap > 6 * pitch * size):
            end = at
            break
    below = sheet.bands.below(around(line.box for line in first))
    bottoms = [y for y in below if end == len(lines) or y < lines[end].middle]
    for y in sorted(bottoms, reverse=True):
        inside = sum(1 for line in lines[start:end] if line.middle < y)
        if inside:
            return start + inside, True
    return end, False


def _is_section(line: Line) -> bool:
    """A bold line with no parts of its own that is no commentary label: the heading of what comes next."""
    return line.strong and len(segments_of(line)) == 1 and not LABEL.match(line.text) and len(line.text) > 12


def _kinds(lines: Sequence[Line], columns: Columns, pitch: float) -> list[str]:
    """ "row" for a line in columns, "across" for one that runs over them (a commentary)."""
    kinds: list[str] = []
    for at, line in enumerate(lines):
        near = at > 0 and line.middle - lines[at - 1].middle <= 1.3 * pitch * line.size
        goes_on = bool(kinds) and kinds[-1] == "across" and (near or not REFERENCE.match(line.text))
        kinds.append("across" if _runs_across(line, columns, goes_on) else "row")
    return kinds


def _runs_across(line: Line, columns: Columns, goes_on: bool) -> bool:
    """Whether a line from the table's left side runs over its strips, or is the short end of one that does."""
    segments = segments_of(line)
    at_left = abs(line.box.x0 - columns.left) < 12 or columns.of(segments[0].box) == 0
    if at_left and LABEL.match(line.text):
        return True
    if len(segments) > 1:
        return at_left and 2 * columns.bridged(line) > len(columns.strips)
    return at_left and (columns.bridged(line) > 0 or goes_on)


def _kept(lines: Sequence[Line], kinds: list[str], pitch: float) -> int:
    """How many lines are the table's: after its last row, only the commentary that follows without a wider gap."""
    last = max((at + 1 for at, kind in enumerate(kinds) if kind == "row"), default=0)
    if last < len(lines) and (LABEL.match(lines[last].text) or last == 0):
        last += 1
        while last < len(lines) and lines[last].middle - lines[last - 1].middle <= 1.7 * pitch * lines[last].size:
            last += 1
    return last


def _built(
    header: Sequence[Line], body: Sequence[Line], kinds: list[str], columns: Columns, sheet: _Sheet
) -> PlacedTable:
    groups = ([("row", list(header))] if header else []) + _groups(body, kinds, columns, sheet)
    box = around(line.box for _, lines in groups for line in lines)
    number = sheet.page.number
    table = PlacedTable(rows=[], edges=columns.edges, box=box, page=number, pad=0.0, ruled=False)
    right = max([columns.right, *(line.box.x1 for line in body)])
    tops = _tops([lines for _, lines in groups], box)
    for index, (kind, lines) in enumerate(groups):
        band = Box(columns.left - 3, tops[index], columns.right + 40, tops[index + 1])
        cells = (
            _across(lines, columns, replace(band, x0=columns.left, x1=right))
            if kind == "across"
            else _in_columns(lines, columns, band, sheet.page)
        )
        if kind == "unclear":
            cells = tuple(replace(cell, unsure=cell.unsure or _ROWS_UNCLEAR) for cell in cells)
        table.rows.append(PlacedRow(cells, number, len(table.rows) + 1))
    return table


def _tops(groups: Sequence[Sequence[Line]], box: Box) -> list[float]:
    """Where each row begins: halfway between the words of two rows."""
    tops = [box.top - 4]
    for above, below in pairwise(groups):
        tops.append((max(line.box.bottom for line in above) + min(line.box.top for line in below)) / 2)
    return [*tops, box.bottom + 4]


def _groups(lines: Sequence[Line], kinds: list[str], columns: Columns, sheet: _Sheet) -> list[tuple[str, list[Line]]]:
    """Lines as rows: a rule or a change of kind begins a new one; so does a gap, in a table without a rule to each row."""
    groups: list[tuple[str, list[Line]]] = []
    ruled = _is_ruled(lines, kinds, sheet)
    for line, kind in zip(lines, kinds, strict=False):
        if not groups or groups[-1][0] != kind or (kind == "across" and LABEL.match(line.text)):
            groups.append((kind, [line]))
            continue
        above = groups[-1][1][-1]
        gap = kind == "row" and line.middle - above.middle > 1.3 * sheet.pitch * max(line.size, above.size)
        if sheet.bands.between(above.box, line.box) or (gap and not ruled and _begins(line, columns)):
            groups.append((kind, [line]))
        else:
            groups[-1][1].append(line)
    if ruled:
        return groups
    return [part for kind, group in groups for part in _by_references(kind, group, columns)]


def _is_ruled(lines: Sequence[Line], kinds: list[str], sheet: _Sheet) -> bool:
    """Whether rules stand between rows, and not only under the header and at the foot."""
    return any(
        kind == "row" and sheet.bands.between(above.box, below.box)
        for (above, below), kind in zip(pairwise(lines), kinds, strict=False)
    )


def _begins(line: Line, columns: Columns) -> bool:
    """A row begins where its first or second column does: a gap inside a cell of figures begins none."""
    return any(columns.of(part.box) <= 1 for part in segments_of(line))


def _by_references(kind: str, lines: list[Line], columns: Columns) -> list[tuple[str, list[Line]]]:
    """Rows that follow without a gap, told apart by their references, or by every column being filled on every line."""
    if kind != "row" or len(lines) == 1:
        return [(kind, lines)]
    filled = [{columns.of(part.box) for part in segments_of(line)} for line in lines]
    starts = [at for at, line in enumerate(lines) if 0 in filled[at] and REFERENCE.match(_first_text(line, columns))]
    complete = [at for at, parts in enumerate(filled) if len(parts) == len(columns.strips) + 1]
    if len(starts) < 2 and len(complete) > 1:
        starts = complete
    starts = [at for at in starts if len(filled[at]) > 1]
    if len(starts) < 2:
        return [(kind, lines)]
    if starts[0] > 0:
        return [("unclear", lines)]
    return [(kind, lines[at:end]) for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _first_text(line: Line, columns: Columns) -> str:
    return " ".join(part.text for part in segments_of(line) if columns.of(part.box) == 0)


def _across(lines: Sequence[Line], columns: Columns, band: Box) -> tuple[PlacedCell, ...]:
    return (PlacedCell(0, len(columns.strips), band, tuple(lines)),)


def _in_columns(lines: Sequence[Line], columns: Columns, band: Box, page: Page) -> tuple[PlacedCell, ...]:
    held: dict[int, list[Line]] = {}
    unsure: set[int] = set()
    for line in lines:
        for segment in segments_of(line):
            for part, crosses in _cut(segment, columns):
                column = columns.of(part.words[0].box)
                held.setdefault(column, []).append(part)
                if crosses:
                    unsure |= {column, columns.of(part.words[-1].box)}
    edges = (band.x0, *columns.edges[1:-1], band.x1)
    cells = []
    for column in range(len(columns.strips) + 1):
        box = Box(edges[column], band.top, edges[column + 1], band.bottom)
        cell = PlacedCell(column, column, box, tuple(held.get(column, ())), unsure=_CROSSES if column in unsure else "")
        cells.append(with_symbols(cell, [mark for mark in page.marks if box.holds(mark.box)]))
    return tuple(cells)


def _cut(segment: Line, columns: Columns) -> list[tuple[Line, bool]]:
    """A part of a line by columns. Words may stand closer than usual and still on both sides of a strip."""
    parts: list[list[Word]] = []
    for word in segment.words:
        if columns.crossed(word.box):
            return [(segment, True)]
        if parts and columns.of(parts[-1][-1].box) == columns.of(word.box):
            parts[-1].append(word)
        elif parts and not _white_between(parts[-1][-1], word, columns):
            return [(segment, True)]
        else:
            parts.append([word])
    return [(line_of(part), False) for part in parts]


def _white_between(before: Word, after: Word, columns: Columns) -> bool:
    """Whether two neighbours leave the whole strip between their columns white."""
    return any(before.box.x1 <= strip.x0 + 0.5 and after.box.x0 >= strip.x1 - 0.5 for strip in columns.strips)
