"""A paper turned into plain text, its tables and all: sections, tables of lines and forms found again.

Text that comes out of a PDF has no tables, only their words. What a council's papers have in common still shows: the
headings of the columns, references that begin the rows, "Supporting commentary", and the labels of an objective's form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.model.cells import fold
from goldenthread.model.symbols import read_light
from goldenthread.readers.columns import Field, Heading, is_heading_words, split_headings
from goldenthread.readers.flat_tables import FlatTable, TableRows
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row, cell, para
from goldenthread.readers.text_lines import PAGE_END, TextLine, paragraphs, width_of

SECTION = re.compile(r"^\s*(?P<number>\d{1,2}\.0)\s+(?P<title>\S.*)$")
ITEM = re.compile(r"^\s*(?P<number>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\s+(?P<title>\S.*)$")
_OBJECTIVE = re.compile(r"^\s*(?:service\s+)?objective\s*:\s*\S", re.IGNORECASE)
_OFFICERS_KEY = re.compile(r"\bkey\s+(?:for|to|of)\b.*\bofficers?\b", re.IGNORECASE)
_FORM_LABELS = re.compile(
    r"^\s*(?P<label>corporate\s+priority|service\s+objective|key\s+developments?|emerging\s+issues?"
    r"|key\s+milestones?(?:\(s\))?(?:\s*\([\d/-]+\))?|linked\s+indicators?|responsible\s+officers?)\s*(?P<colon>:?)(?P<rest>(?:\s.*)?)$",
    re.IGNORECASE,
)
_MOST_HEADER_LINES = 60
_LETTERED = re.compile(r"^\s*(?P<letter>[a-z])[.)]\s+(?P<rest>\S.*)$")


def paper_from_flat(lines: Sequence[TextLine]) -> Paper:
    """The paper that plain text holds."""
    forms = sum(bool(re.match(r"^\s*Service\s*$|^\s*Service\s+Objective\s*:", line.text)) for line in lines)
    return _Flat(lines, is_form=forms >= 2).paper()


class _Flat:
    def __init__(self, lines: Sequence[TextLine], *, is_form: bool) -> None:
        self.lines, self.is_form = lines, is_form
        self.width = width_of(lines)
        self.blocks: list[Para | Grid] = []
        self.rows = TableRows(self.width)
        self.text: list[TextLine] = []
        self.table: FlatTable | None = None
        self.form: list[tuple[str, str, list[TextLine]]] = []

    def paper(self) -> Paper:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        self._close()
        return Paper(
            blocks=tuple(self.blocks),
            mended=tuple(self.rows.mended),
            unplaced=tuple(self.rows.unplaced),
            loses_pictures=True,
        )

    # ---- one line at a time ----

    def _step(self, at: int) -> int:
        """Take what begins at line `at`; the line to go on from."""
        line = self.lines[at]
        if line.is_blank:
            (self.table.lines if self.table else self._sink()).append(line)
            return at + 1
        if self.is_form and (label := self._label(at)):
            return self._take_label(at, *label)
        header = self._header(at)
        if header:
            return self._take_header(*header, line)
        if _OBJECTIVE.match(line.text) and not self.is_form:
            return self._take_objective(at)
        section = SECTION.match(line.text)
        item = ITEM.match(line.text)
        if section and not self.is_form:
            self._close()
            self.blocks.append(para(fold(line.text), where=line.where, heading=1))
            return at + 1
        if item and not self.table and not self.is_form and self._is_title(at, item["title"]):
            self._close()
            self.blocks.append(para(fold(line.text), where=line.where, heading=2))
            return at + 1
        if item and not self.table and not self.is_form:
            self._flush_text()
        (self.table.lines if self.table else self._sink()).append(line)
        return at + 1

    def _sink(self) -> list[TextLine]:
        return self.form[-1][2] if self.form else self.text

    def _is_title(self, at: int, title: str) -> bool:
        """Whether a numbered line is a heading, not the first line of a numbered paragraph."""
        if title.rstrip()[-1] in ".,;:" or len(self.lines[at].text.rstrip()) > 0.85 * self.width:
            return False
        after = next((line.text.strip() for line in self.lines[at + 1 :] if not line.is_blank), "")
        return not after[:1].islower()

    # ---- objectives and table headings ----

    def _take_objective(self, at: int) -> int:
        """The heading of an objective, which may run over lines until it has its reference or a blank line comes."""
        self._close()
        first, words = self.lines[at], []
        while at < len(self.lines) and not self.lines[at].is_blank and self._header(at) is None:
            words.append(self.lines[at].text)
            at += 1
        self.blocks.append(para(fold(" ".join(words)), where=first.where, heading=1))
        return at

    def _header(self, at: int) -> tuple[tuple[Heading, ...], int] | None:
        """The headings of a table that begin at line `at`, and the line after them; None when none begin there."""
        end, words, last = at, [], at
        while end < len(self.lines) and end < at + _MOST_HEADER_LINES:
            line = self.lines[end]
            if not line.is_blank:
                if not is_heading_words(line.text):
                    break
                words.append(line.text)
                last = end + 1
            end += 1
        longest: tuple[tuple[Heading, ...], int] | None = None
        for count in range(len(words), 0, -1):
            headings = split_headings(" ".join(words[:count]))
            if headings and self._is_header(headings):
                found = headings, self._after(at, count) if count < len(words) else last
                if self._is_open(headings):
                    return found  # a word after them belongs to the row that the page cut: "Refer", "comment"
                longest = longest or found
        return longest

    def _is_open(self, headings: tuple[Heading, ...]) -> bool:
        """Whether headings are those of the table that is open."""
        open_ = self.table.headings if self.table else ()
        return [h.text.lower() for h in open_] == [h.text.lower() for h in headings]

    def _after(self, at: int, count: int) -> int:
        """The line after `count` lines that are not blank."""
        while count:
            count -= not self.lines[at].is_blank
            at += 1
        return at

    def _is_header(self, headings: tuple[Heading, ...]) -> bool:
        fields = [heading.field for heading in headings]
        named = fields.count(Field.MEASURE) + fields.count(Field.MILESTONE) == 1
        cells = sum(field is Field.CELL for field in fields)
        # "comment" before "Ref" is the last word of the row above
        return named and cells >= 1 and Field.REF not in fields[1:] and (Field.REF in fields or cells >= 2)

    def _take_header(self, headings: tuple[Heading, ...], after: int, line: TextLine) -> int:
        if self.table and self._is_open(headings):  # the same headings again are those of the next page
            self.table.lines.append(TextLine(PAGE_END, line.number))
            return after
        self._close_table()
        self._flush_text()
        self._flush_form()
        self.table = FlatTable(headings, line.where)
        return after

    # ---- forms ----

    def _label(self, at: int) -> tuple[str, str, int] | None:
        """The label of a form that begins at line `at`, the words after it, and the line after it."""
        line = self.lines[at]
        match = _FORM_LABELS.match(line.text)
        if match:
            return fold(match["label"]), match["rest"], at + 1
        if at + 1 < len(self.lines) and not self.lines[at + 1].is_blank:
            match = _FORM_LABELS.match(line.text.rstrip() + " " + self.lines[at + 1].text.strip())
            if match and len(line.text.split()) <= 2:
                return fold(match["label"]), match["rest"], at + 2
        return None

    def _take_label(self, at: int, label: str, rest: str, after: int) -> int:
        self._close_table()
        if label.lower().startswith("corporate priority"):
            self._close()
        self._flush_text()
        self.form.append(
            (label, self.lines[at].where, [TextLine(rest, self.lines[after - 1].number)] if rest.strip() else [])
        )
        return after

    def _flush_form(self) -> None:
        if not self.form:
            return
        rows = []
        for label, where, lines in self.form:
            content = tuple(p for p in self._form_text(lines))
            if content or not label.lower().startswith("linked"):
                rows.append(Row((cell(label, where=where), GridCell(paras=content)), where))
        self.form = []
        if rows:
            self.blocks.append(Grid(tuple(rows), where=rows[0].where))

    def _form_text(self, lines: Sequence[TextLine]) -> tuple[Para, ...]:
        """The paragraphs of one part of a form; lettered items ("a. …") begin paragraphs of their own."""
        groups: list[list[TextLine]] = [[]]
        for line in lines:
            if _LETTERED.match(line.text):
                groups.append([])
            groups[-1].append(line)
        joined: list[Para] = []
        for group in groups:
            lettered = bool(group) and bool(_LETTERED.match(group[0].text))
            solid = [line for line in group if not line.is_blank] if lettered else group
            joined.extend(paragraphs(solid, 10_000 if lettered else self.width))
        return tuple(joined)

    # ---- closing what is open ----

    def _close(self) -> None:
        self._close_table()
        self._flush_form()
        self._flush_text()

    def _flush_text(self) -> None:
        """The gathered running text as paragraphs; a light's name alone on a line, and each officer of a key, stands alone."""
        group: list[TextLine] = []
        officers = False
        for line in [*self.text, None]:
            alone = line is not None and not line.is_blank and (officers or self._is_key_line(line.text))
            if line is None or alone:
                self.blocks.extend(paragraphs(group, self.width))
                group = []
            if line is None:
                break
            if alone:
                self.blocks.append(para(fold(line.text), where=line.where))
            else:
                group.append(line)
            officers = officers or bool(_OFFICERS_KEY.search(line.text))
        self.text = []

    def _is_key_line(self, text: str) -> bool:
        light = read_light(text)
        return (light is not None and len(text.split()) == 1) or is_heading_words(text)

    def _close_table(self) -> None:
        if not self.table:
            return
        table, self.table = self.table, None
        self.blocks.append(self.rows.grid(table))
