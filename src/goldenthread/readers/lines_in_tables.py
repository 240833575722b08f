"""Tables of measures and milestones: which rows are lines, which are their commentaries, and which go on from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.model import labels
from goldenthread.model.cells import fold
from goldenthread.model.figures import Role
from goldenthread.model.periods import Period
from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.model.text import plain
from goldenthread.readers.columns import Field, Heading, heading_of
from goldenthread.readers.line_columns import header_of, table_columns, unknown_heading
from goldenthread.readers.line_rows import (
    LineDraft,
    bare_draft,
    draft_of,
    mended_ref,
    prefixes_in,
    take_commentary_cell,
)
from goldenthread.readers.outline import BYLINE, LineHeading, OpenTable, Outline
from goldenthread.readers.paper import Grid, GridCell, Para, Row
from goldenthread.readers.references import REF, tidy_ref
from goldenthread.readers.running_text import blocks_of
from goldenthread.readers.statements import is_statement_header

_LONE_FIELDS = (Field.CELL, Field.DUE, Field.RESPONSIBLE, Field.SOURCE)


class LinesInTables:
    """Takes the tables of lines of one paper, in order."""

    def __init__(self, outline: Outline) -> None:
        self.outline, self.notes = outline, outline.notes

    @property
    def _period(self) -> Period | None:
        return self.outline.head.period

    # ---- a line with a heading and a table of its own ----

    def take_heading(self, para: Para, following: Para | Grid | None) -> bool:
        """Take the heading of one measure or milestone, with its table right after it."""
        if not isinstance(following, Grid) or not self._is_lone(following) or para.number:
            return False
        if self.outline.head.is_ours and para.heading == 1:
            return False
        ref, colon, title = para.text.partition(": ")
        if not colon:
            match = REF.match(para.text)
            ref, title = (match[0], para.text[match.end() :]) if match else (para.text, "")
        if ref in (f"{word} {labels.NO_REF.lower()}" for word in (labels.MEASURE, labels.MILESTONE)):
            ref = ""
        self.outline.leave_line()
        self.outline.heading = LineHeading(mended_ref(ref, para.where, self.notes), title.strip(), para.where)
        return True

    def _is_lone(self, grid: Grid) -> bool:
        """Whether a table is the one row of a line that has a heading of its own."""
        return len(grid.rows) == 2 and self._lone_columns(grid.rows[0]) is not None

    def _lone_columns(self, header: Row) -> tuple[Heading | None, ...] | None:
        headings = tuple(heading_of(text, self._period) for text in header.texts)
        if is_statement_header(header.texts) or not any(headings):
            return None
        if not all(h is None or h.field in _LONE_FIELDS for h in headings):
            return None
        return tuple(h or unknown_heading(text) for h, text in zip(headings, header.texts, strict=True))

    def take_lone(self, grid: Grid) -> bool:
        """Take the table under a line's own heading."""
        heading = self.outline.heading
        columns = self._lone_columns(grid.rows[0]) if heading and len(grid.rows) == 2 else None
        if heading is None or columns is None:
            return False
        draft = bare_draft(replace(grid.rows[1], where=heading.where), columns, self.notes)
        draft.ref, draft.title = heading.ref, heading.title
        draft.is_measure = not self._is_of_milestone(columns)
        self.outline.add_line(draft)
        return True

    def _is_of_milestone(self, columns: Sequence[Heading | None]) -> bool:
        """A milestone has a due date; in papers that are not ours, also what has nothing but progress."""
        if any(h is not None and h.field is Field.DUE for h in columns):
            return True
        roles = {h.column.role for h in columns if h is not None and h.column is not None}
        return not self.outline.head.is_ours and roles <= {Role.PROGRESS}

    # ---- tables of several lines ----

    def take(self, grid: Grid) -> bool:
        """Take a table of lines, or rows that go on from the one before; False for any other table."""
        header = header_of(grid.rows)
        body = grid.rows[len(header.rows) :]
        columns = table_columns(header, body, self._period)
        if columns:
            self._take_rows(OpenTable(header, columns), body)
            return True
        table = self.outline.table
        if self.outline.objective is None or table is None or not _goes_on(grid.rows):
            return False
        again = table_columns(table.header, grid.rows, self._period)
        self._take_rows(OpenTable(table.header, again or table.columns), grid.rows)
        return True

    def _take_rows(self, table: OpenTable, rows: Sequence[Row]) -> None:
        self.outline.settle_loose()
        if self.outline.objective is None:
            self.outline.open_objective("", "", rows[0].where if rows else "")
        self.outline.table = table
        prefixes = prefixes_in(rows)
        for row in rows:
            # the same header again is that of the next page
            if row.texts not in table.header.rows and not self._is_of_line_before(row, table.columns):
                self._take_line(row, table.columns, prefixes)

    def _is_of_line_before(self, row: Row, columns: Sequence[Heading | None]) -> bool:
        if self._take_commentary(row):
            return True
        first = row.cells[0]
        return not first.text and not first.unsure and self._take_continuation(row, columns)

    def _take_line(self, row: Row, columns: Sequence[Heading | None], prefixes: frozenset[str]) -> None:
        draft = draft_of(row, columns, self.notes, prefixes=prefixes)
        if draft is None:
            text = " | ".join(row.texts)
            self.notes.unplaced.append(Unplaced(text=text, where=row.where, could_be="a row of the table"))
        else:
            self.outline.add_line(draft)

    def _take_commentary(self, row: Row) -> bool:
        """Take a row that spans the table and holds a line's commentary."""
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) != 1 or self.outline.line is None:
            return False
        paras = [para for para in filled[0].paras if para.text]
        byline = BYLINE.match(paras[0].text)
        if not byline:
            return False
        self.outline.begin_commentary(byline)
        self.outline.add_to_commentary(blocks_of(paras[1:]))
        return True

    def _take_continuation(self, row: Row, columns: Sequence[Heading | None]) -> bool:
        """Take a row without a first cell: it goes on from the row before it, over the page or below a merged cell."""
        line = self.outline.line
        if line is None:
            return False
        filled = [cell for cell in row.cells if cell.text]
        if len(filled) == 1 and (line.said is not None or line.unsure_commentary):
            self._continue_commentary(line, filled[0])
            return True
        for i, cell in enumerate(row.cells):
            if cell.text:
                self._continue_cell(line, columns[i] if i < len(columns) else None, cell, row.where)
        return bool(filled)

    def _continue_cell(self, line: LineDraft, heading: Heading | None, cell: GridCell, where: str) -> None:
        if heading and heading.field in (Field.MEASURE, Field.MILESTONE):
            line.title = fold(f"{line.title} {cell.text}")
        elif heading and heading.field is Field.COMMENTARY:
            self._continue_commentary(line, cell)
        else:
            could_be = f"a part of {line.ref or line.title}, cut off by the end of a page"
            self.notes.unplaced.append(Unplaced(text=cell.text, where=where, could_be=could_be))

    def _continue_commentary(self, line: LineDraft, cell: GridCell) -> None:
        said = fold(" ".join(plain(block) for block in line.said or []))
        if cell.text and said.endswith(cell.text):
            what = f"The words “{cell.text[:60]}” stand twice at the end of the commentary of {line.ref}."
            self.notes.assumed.append(Assumed(what=what, why="a row cut by the page end repeats its last line"))
            return
        take_commentary_cell(line, cell, self.notes)


def _goes_on(rows: Sequence[Row]) -> bool:
    """Whether rows without a header go on from the table before them: each begins with a reference or with nothing."""
    firsts = [row.cells[0].text for row in rows]
    return all(not first or REF.fullmatch(tidy_ref(first)) for first in firsts)
