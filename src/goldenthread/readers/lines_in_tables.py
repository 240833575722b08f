"""Tables of measures and milestones: which rows are lines, which are their commentaries, and which go on from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.model import labels
from goldenthread.model.cells import fold
from goldenthread.model.figures import Column, Role
from goldenthread.model.periods import Period
from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.model.text import plain
from goldenthread.readers.cards import card_of
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
from goldenthread.readers.objective_words import numbered_aim
from goldenthread.readers.outline import BYLINE, LineHeading, OpenTable, Outline
from goldenthread.readers.paper import Grid, GridCell, Para, Row
from goldenthread.readers.references import REF, tidy_ref
from goldenthread.readers.running_text import blocks_of
from goldenthread.readers.statements import is_statement_header
from goldenthread.readers.table_rows import columns_of, group_named, is_line, said_in, with_lights_apart, with_merged

_TITLES = (Field.MEASURE, Field.MILESTONE)
_LIGHTS = labels.KEY_LIGHTS[0]
_LONE_FIELDS = (Field.CELL, Field.DUE, Field.RESPONSIBLE, Field.SOURCE)


class LinesInTables:
    """Takes the tables of lines of one paper, in order."""

    def __init__(self, outline: Outline) -> None:
        self.outline, self.notes = outline, outline.notes
        self._said_of_each = False  # whether each line of the table has a row for what is said of it

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
        """A milestone has a due date, or in ours a source; in papers that are not ours, also what has nothing but progress."""
        fields = {h.field for h in columns if h is not None}
        if Field.DUE in fields or (Field.SOURCE in fields and self.outline.head.is_ours):
            return True
        roles = {h.column.role for h in columns if h is not None and h.column is not None}
        return not self.outline.head.is_ours and roles <= {Role.PROGRESS}

    # ---- tables of several lines ----

    def take(self, grid: Grid) -> bool:
        """Take a table of lines, or rows that go on from the one before; False for any other table."""
        titles, rows = _without_titles(grid.rows)
        header = header_of(rows)
        body = rows[len(header.rows) :]
        columns = table_columns(header, body, self._period)
        if columns:
            for title in titles:
                self._open_group(title.cells[0].text, title.where)
            self._take_table(OpenTable(header, columns), body)
            return True
        table = self.outline.table
        if self.outline.objective is None or table is None or not _goes_on(grid.rows):
            return False
        again = table_columns(table.header, grid.rows, self._period)
        self._take_table(OpenTable(table.header, again or table.columns), grid.rows)
        return True

    def take_card(self, grid: Grid) -> bool:
        """Take a table that is one line, its headings below one another; False for any other table."""
        card = card_of(grid)
        if card is None:
            return False
        columns = table_columns(header_of((card.header,)), (card.row,), self._period)
        if columns is None:
            return False
        self.outline.settle_loose()
        self._take_line(card.row, columns, prefixes_in((card.row,)))
        self.outline.table_lines = 1
        return True

    def _take_table(self, table: OpenTable, rows: Sequence[Row]) -> None:
        self.outline.settle_loose()
        if self.outline.keeps_tables and self.outline.objective is not None:
            self.outline.path = []  # what comes after the table does not go on from what came before it
        prefixes = prefixes_in(rows)
        columns, rows = self._with_lights(table.columns, rows)
        count = self.outline.lines_added
        said = sum(said_in(row, len(columns)) is not None for row in rows)
        self._said_of_each = said * 2 >= len(rows)
        above: Row | None = None
        for row in rows:
            # the same header again is that of the next page
            if row.texts in table.header.rows:
                continue
            merged, taken = with_merged(row, above)
            if taken and not self._is_title_merged(row, columns):
                self._note_merged(merged, taken, columns)
                row = merged
            above = merged
            self._take_row(row, columns, prefixes)
        self.outline.table = table
        self.outline.table_lines = self.outline.lines_added - count
        if self.outline.keeps_tables:
            self.outline.in_commentary = False

    def _with_lights(
        self, columns: Sequence[Heading | None], rows: Sequence[Row]
    ) -> tuple[tuple[Heading | None, ...], tuple[Row, ...]]:
        """The table with the colours behind its current values as lights, and that noted."""
        lights = Heading(Field.CELL, _LIGHTS, Column(heading=_LIGHTS, role=Role.PROGRESS))
        apart, lit = with_lights_apart(columns, rows, lights)
        if len(apart) > len(columns) and rows:
            what = "The colours behind the current values are the lights of their measures."
            why = "the table has no column of lights"
            self.notes.assumed.append(Assumed(what=what, why=why, where=rows[0].where))
        return apart, lit

    def _is_title_merged(self, row: Row, columns: Sequence[Heading | None]) -> bool:
        """Whether a row belongs to the line above it: the cell of its title goes on from there."""
        return any(cell.continues for heading, cell in columns_of(row, columns) if heading and heading.field in _TITLES)

    def _note_merged(self, row: Row, taken: Sequence[int], columns: Sequence[Heading | None]) -> None:
        pairs = columns_of(row, columns)
        names = [heading.text for i in taken if (heading := pairs[i][0])]
        what = f"“{pairs[taken[0]][1].text[:60]}” is said of this row too, under {' and '.join(names) or 'no heading'}."
        self.notes.assumed.append(Assumed(what=what, why="its cell is merged over several rows", where=row.where))

    def _take_row(self, row: Row, columns: Sequence[Heading | None], prefixes: frozenset[str]) -> None:
        if self._take_commentary(row) or self._take_said(row, columns):
            return
        if name := group_named(row, columns):
            self._open_group(name, row.where)
            return
        first = row.cells[0]
        if not first.text and not first.unsure and not is_line(row, columns) and self._take_continuation(row, columns):
            return
        self._take_line(row, columns, prefixes)

    def _open_group(self, name: str, where: str) -> None:
        """Begin an objective for the rows below a name, unless they are of one that has a name of its own."""
        if is_name_of_lines(name):
            return  # "Measures" over the measures
        aim = numbered_aim(name)
        objective = self.outline.objective
        if aim:
            self.outline.open_objective(*aim, where)
        elif objective is None or objective.is_group or not (objective.ref or objective.title):
            self.outline.open_group(name, where)
        else:
            could_be = f"the name of the rows below it, in the table of {objective.ref or objective.title}"
            self.notes.unplaced.append(Unplaced(text=name, where=where, could_be=could_be))

    def _take_line(self, row: Row, columns: Sequence[Heading | None], prefixes: frozenset[str]) -> None:
        draft = draft_of(row, columns, self.notes, prefixes=prefixes)
        if draft is None:
            text = " | ".join(row.texts)
            self.notes.unplaced.append(Unplaced(text=text, where=row.where, could_be="a row of the table"))
        else:
            self.outline.add_line(draft)

    def _take_commentary(self, row: Row) -> bool:
        """Take a row that spans the table and holds a line's commentary, with who wrote it."""
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

    def _take_said(self, row: Row, columns: Sequence[Heading | None]) -> bool:
        """Take a row that spans the table and holds what is said of the line above it."""
        line, said = self.outline.line, said_in(row, len(columns))
        if line is None or said is None:
            return False
        if not said.is_labelled:
            has_column = any(heading and heading.field is Field.COMMENTARY for heading in columns)
            if line.said is not None or has_column or not self._said_of_each:
                text = " ".join(para.text for para in said.paras)
                could_be = f"about {line.ref or line.title}, or about several of the lines above it"
                self.notes.unplaced.append(Unplaced(text=text, where=row.where, could_be=could_be))
                return True
            what = f"The sentences below {line.ref or line.title} are its commentary."
            self.notes.assumed.append(Assumed(what=what, why="they stand across the table", where=row.where))
        line.said = [*(line.said or []), *blocks_of(said.paras)]
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
        for heading, cell in columns_of(row, columns):
            if cell.text:
                self._continue_cell(line, heading, cell, row.where)
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


def is_name_of_lines(text: str) -> bool:
    """Whether a text says of the lines below it only that they are measures, or milestones."""
    known = heading_of(text)
    return known is not None and known.field in _TITLES


def _without_titles(rows: Sequence[Row]) -> tuple[list[Row], Sequence[Row]]:
    """The rows of one cell that stand over a table's header, and the table without them."""
    count = 0
    while count < min(2, len(rows) - 2) and len(rows[count].cells) == 1 and len(rows[count + 1].cells) >= 1:
        count += 1
    return list(rows[:count]), rows[count:]


def _goes_on(rows: Sequence[Row]) -> bool:
    """Whether rows without a header go on from the table before them: each begins with a reference or with nothing."""
    firsts = [row.cells[0].text for row in rows]
    return all(not first or REF.fullmatch(tidy_ref(first)) for first in firsts)
