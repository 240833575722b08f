"""A table row whose cells ran together when the paper was turned into plain text, parted into its columns again.

The words of a row come in the order of its columns, and a cell may be wrapped over lines, stand on a line of its own, or
share a line with its neighbours. Every way of parting the words that makes sense of each column is weighed; a cell is
placed only where the best ways agree on it, because a wrong value is far worse than one not placed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.model.cells import fold, join_broken_numbers
from goldenthread.model.figures import Figure, Role
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.model.targets import limits_in
from goldenthread.readers.columns import Field, Heading
from goldenthread.readers.people import is_due
from goldenthread.readers.row_words import (
    ends_with_status,
    is_atom,
    is_cell,
    is_prose,
    is_reason,
    is_status,
    is_title,
    is_whole,
    may_answer_for_it,
    unlike_a_title,
    value_in,
)
from goldenthread.readers.text_lines import PAGE_END

_NEW_LINE, _BLANK_LINE, _PICTURE = 1, 2, 3
_MOST_WORDS = 30
_STRAY = re.compile(r"[%£*^~|]+")
_SIGN_LEFT = re.compile(r"[%*]\s+[A-Z]")
"""What the cell before left of its number: "% Increase the share" (but "% of schools" begins a title)."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    gap: int  # what stands before it: 0 a space, else one of the three above
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Parted:
    """A row parted: the text of each column, None where it could not be placed; and what was left over or noticed.

    `pictures` are the columns in which the text shows that a picture stood.
    """

    texts: tuple[str | None, ...]
    pictures: frozenset[int] = frozenset()
    stray: str = ""
    by_spacing: bool = False
    spread: bool = False
    mends: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of parting: where each column ends, and how unlikely it is."""

    cost: float
    ends: tuple[int, ...]


def part_row(lines: Sequence[str], headings: Sequence[Heading]) -> Parted:
    """Part the words of `lines` (the reference taken off) into the columns `headings`, the reference's left out."""
    text, mends = join_broken_numbers("\n".join(lines))
    words, trailing = _words(text.split("\n"))
    for attempt in (_by_spacing, _after_title, _plainly, _without_stray, _spread, _title_alone):
        parted = attempt(text, words, trailing, headings)
        if parted is not None:
            return Parted(parted.texts, parted.pictures, parted.stray, parted.by_spacing, parted.spread, mends)
    return Parted(tuple(None for _ in headings), mends=mends)


def _words(lines: Sequence[str]) -> tuple[list[_Word], bool]:
    """The words with what stands before each, and whether a picture stood after the last."""
    words: list[_Word] = []
    gap, new_page = _NEW_LINE, False
    for line in lines:
        parts = line.split()
        if not parts:
            # a line of blanks alone is where a picture stood; an empty line only parts
            new_page = new_page or line == PAGE_END
            gap = max(gap, _PICTURE if line.strip(PAGE_END) else _BLANK_LINE)
            continue
        words.append(_Word(parts[0], gap, new_page))
        words.extend(_Word(part, 0) for part in parts[1:])
        gap, new_page = _NEW_LINE, False
    return words, gap == _PICTURE


# ---- the ways ----


def _plainly(text: str, words: list[_Word], trailing: bool, headings: Sequence[Heading]) -> Parted | None:
    return _Solver(words, trailing, headings).solve()


def _without_stray(text: str, words: list[_Word], trailing: bool, headings: Sequence[Heading]) -> Parted | None:
    """A lone sign between two cells belongs to one of them, nobody knows which; the numbers are certain without it."""
    strays = [i for i, word in enumerate(words) if i and _STRAY.fullmatch(word.text) and is_atom(words[i - 1].text)]
    if len(strays) != 1:
        return None
    rest = [word for i, word in enumerate(words) if i not in strays]
    parted = _Solver(rest, trailing, headings).solve()
    return None if parted is None else Parted(parted.texts, parted.pictures, stray=words[strays[0]].text)


def _by_spacing(text: str, words: list[_Word], trailing: bool, headings: Sequence[Heading]) -> Parted | None:
    """Empty cells between values on one line: each column leaves exactly one space behind."""
    cells = [h for h in headings if h.field is Field.CELL]
    if not cells or headings[0].field is Field.CELL or len(headings) != len(cells) + 1:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return None
    values = lines[-1].rstrip().split(" ")
    if len(values) != len(cells) or "" not in values or not values[0] or not values[-1]:
        return None
    if not all(value == "" or is_atom(value) for value in values):
        return None
    return Parted((fold(" ".join(lines[:-1])), *values), by_spacing=True)


def _after_title(text: str, words: list[_Word], trailing: bool, headings: Sequence[Heading]) -> Parted | None:
    """Values at the end of the title's first line, the title going on below them (a row cut by the page's end)."""
    cells = [h for h in headings if h.field is Field.CELL and h.column and h.column.role not in _OPTIONAL]
    if len(headings) != len(cells) + 1 or len(cells) < 2 or headings[0].field is Field.CELL:
        return None
    lines = [line.split() for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or len(lines[0]) <= len(cells):
        return None
    values = lines[0][-len(cells) :]
    if not all(is_atom(value) for value in values) or any(is_atom(word) for line in lines[1:] for word in line[-1:]):
        return None
    title = [*lines[0][: -len(cells)], *(word for line in lines[1:] for word in line)]
    return Parted((" ".join(title), *values))


def _spread(text: str, words: list[_Word], trailing: bool, headings: Sequence[Heading]) -> Parted | None:
    """One sentence printed across all the target columns: it is the text of each."""
    targets = [i for i, h in enumerate(headings) if h.column and h.column.role is Role.TARGET]
    if len(targets) < 2 or targets != list(range(targets[0], len(headings))):
        return None
    kept = list(headings[: targets[0] + 1])
    parted = _Solver(words, trailing, kept, prose_target=True).solve()
    if parted is None or not is_prose(parted.texts[-1] or ""):
        return None
    return Parted((*parted.texts[:-1], *(parted.texts[-1] for _ in targets)), parted.pictures, spread=True)


def _title_alone(text: str, words: list[_Word], trailing: bool, headings: Sequence[Heading]) -> Parted | None:
    """Where the cells cannot be told apart: the title that stands before the first blank line, with a cell after it."""
    if headings[0].field not in (Field.MEASURE, Field.MILESTONE) or any(h.field in _WORDED for h in headings):
        return None
    end = next((i for i, word in enumerate(words) if i and word.gap >= _BLANK_LINE), 0)
    after = next((i for i in range(end + 1, len(words)) if words[i].gap), len(words))
    next_line = [word.text for word in words[end:after]]
    if not end or words[end].new_page or not _Solver(words, trailing, headings).may_be_title(0, end):
        return None
    if not is_cell(" ".join(next_line)) and not all(is_atom(word) for word in next_line):
        return None
    return Parted((" ".join(word.text for word in words[:end]), *(None for _ in headings[1:])))


_WORDED = (Field.DUE, Field.RESPONSIBLE, Field.SOURCE, Field.COMMENTARY)
_OPTIONAL = (Role.PROGRESS, Role.TRAVEL)


class _Solver:
    """Weighs the ways of parting a row's words into columns."""

    def __init__(
        self, words: list[_Word], trailing: bool, headings: Sequence[Heading], *, prose_target: bool = False
    ) -> None:
        self.words, self.trailing, self.headings = words, trailing, headings
        self.texts = [word.text for word in words]
        self.prose_target = prose_target
        self.has_signs = any(self._optional(column) for column in range(len(headings)))
        self.has_dates = any(heading.field is Field.DUE for heading in headings)
        self.has_blanks = any(word.gap >= _BLANK_LINE and not word.new_page for word in words)
        self.values: dict[tuple[int, int], tuple[Figure, ...] | None] = {}

    def solve(self) -> Parted | None:
        """The parting on which the best ways agree; None when there is no way at all."""
        ways = sorted((self._weighed(way) for way in self._ways(0, 0)), key=lambda way: way.cost)
        if not ways:
            return None
        best = [way for way in ways if way.cost < ways[0].cost + 0.5]
        texts: list[str | None] = []
        pictures: set[int] = set()
        for column in range(len(self.headings)):
            readings = {self._text(way, column) for way in best}
            text = readings.pop() if len(readings) == 1 else None
            texts.append(text)
            if text == "" and self._optional(column):
                pictures.add(column)
        return Parted(tuple(texts), frozenset(pictures))

    def _optional(self, column: int) -> bool:
        heading = self.headings[column]
        return heading.column is not None and heading.column.role in _OPTIONAL

    def _text(self, way: _Way, column: int) -> str:
        start = way.ends[column - 1] if column else 0
        return self._join(start, way.ends[column])

    def _join(self, start: int, end: int) -> str:
        return " ".join(self.texts[start:end])

    def _ways(self, column: int, at: int) -> Iterator[_Way]:
        if column == len(self.headings):
            if at == len(self.words):
                yield _Way(0, ())
            return
        for end, cost in self._ends(column, at):
            for rest in self._ways(column + 1, end):
                yield _Way(cost + rest.cost, (end, *rest.ends))

    def _ends(self, column: int, at: int) -> Iterator[tuple[int, float]]:
        """Where this column may end when it starts at word `at`, and what that costs."""
        heading = self.headings[column]
        if self._optional(column):
            yield at, self._no_words_cost(at)
            for end in range(at + 1, min(at + 6, len(self.words)) + 1):
                text = self._join(at, end)
                if self._is_reason(at, end) or read_light(text) or read_arrow(text):
                    yield end, self._border_cost(at, column)
            return
        if heading.field in _WORDED:
            yield from self._worded_ends(column, at)
            return
        if heading.field is not Field.CELL:
            yield from self._title_ends(column, at)
            return
        for end in range(at + 1, min(at + _MOST_WORDS, len(self.words)) + 1):
            if self._may_end(at, end) and self._is_value(at, end, heading):
                yield end, self._border_cost(at, column) + self._inner_cost(at, end)

    def _worded_ends(self, column: int, at: int) -> Iterator[tuple[int, float]]:
        """Where a column of dates, people or a commentary may end."""
        field = self.headings[column].field
        if field is Field.COMMENTARY and column == len(self.headings) - 1:
            begins = at < len(self.words) and (self.words[at].gap > 0 or self.texts[at][0].isupper())
            if begins or at == len(self.words):
                yield len(self.words), self._border_cost(at, column)
            return
        for end in range(at + 1, min(at + _MOST_WORDS, len(self.words)) + 1):
            text = self._join(at, end)
            if field is Field.DUE and (is_due(text) or self._is_reason(at, end)):
                yield end, self._border_cost(at, column)
            elif (
                field is not Field.DUE
                and self._stands_apart(end)
                and (field is not Field.RESPONSIBLE or may_answer_for_it(text))
            ):
                yield end, self._border_cost(at, column) + self._inner_cost(at, end)

    def _stands_apart(self, end: int) -> bool:
        return end >= len(self.words) or self.words[end].gap > 0

    def _title_ends(self, column: int, at: int) -> Iterator[tuple[int, float]]:
        last = column == len(self.headings) - 1
        for end in [len(self.words)] if last else range(at + 1, len(self.words) + 1):
            if not self.may_be_title(at, end):
                continue
            gap = self.words[end].gap if end < len(self.words) else _BLANK_LINE
            if gap == 0 and not self._parts_words_from_values(end):
                continue
            if self.has_blanks and gap < _BLANK_LINE and self.texts[end - 1][-1] not in ").":
                continue  # cells are set apart in this row, and this one is not
            cost = {0: 5.0, _NEW_LINE: 4.0}.get(gap, 0.0) + unlike_a_title(self._join(at, end))
            yield end, cost + 0.6 * self._inner_cost(at, end) + (self._border_cost(at, column) if at else 0)

    def may_be_title(self, start: int, end: int) -> bool:
        """Whether words may be a title, by what they are and by the lines that they stand on."""
        text = self._join(start, end)
        if not is_title(text) or self._has_line_that_is_a_cell(start, end) or self._begins_with_value(start, end):
            return False
        if self.has_signs and ends_with_status(text):
            return False
        if start and (_SIGN_LEFT.match(text) or (self.words[start].gap == 0 and text[0].islower())):
            return False
        last = self.words[end - 1]
        if not is_atom(last.text):
            return True
        return last.gap == 0 and end - start > 1 and self.words[end - 2].text[-1] not in ")."

    def _has_line_that_is_a_cell(self, start: int, end: int) -> bool:
        """Whether one of several lines of a title is plainly a cell of its own: "N/A", "22", "52 (prov)", "80%"."""
        starts = [start, *(i for i in range(start + 1, end) if self.words[i].gap)]
        lines = [self._join(*ends) for ends in pairwise([*starts, end])]
        return len(lines) > 1 and any(is_cell(line) or (self.has_dates and is_due(line)) for line in lines)

    def _begins_with_value(self, start: int, end: int) -> bool:
        """ "22 Average caseload", not "30 hours of childcare"."""
        if end - start < 2 or not is_atom(self.words[start].text):
            return False
        second = self.words[start + 1]
        return second.gap > 0 or second.text[0].isupper()

    def _is_reason(self, start: int, end: int) -> bool:
        """Whether words are a reason for no figure; a dash is one only where it stands apart from words."""
        text = self._join(start, end)
        if text in ("-", "–", "—"):
            after = self.words[end] if end < len(self.words) else None
            return self.words[start].gap > 0 and (after is None or after.gap > 0)
        return is_reason(text)

    def _parts_words_from_values(self, at: int) -> bool:
        """Whether a title may end within a line: before a value, and not after one (that would be a value too many)."""
        if self.has_signs and is_status(self.texts[at]):
            return True
        return is_atom(self.words[at].text) and not is_atom(self.words[at - 1].text)

    def _no_words_cost(self, at: int) -> float:
        """A column without words held a picture: likely where a line of blanks stands, less so elsewhere."""
        shown = self.words[at].gap == _PICTURE if at < len(self.words) else self.trailing
        return 0.0 if shown else 1.5

    def _border_cost(self, at: int, column: int) -> float:
        if at == 0 or at >= len(self.words) or column == 0 or (self.words[at].new_page and self.has_blanks):
            return 0.0
        gap = _NEW_LINE if self.words[at].new_page else self.words[at].gap
        # where blank lines part the cells, those that share a line were all printed on one line
        return {0: 1.0 if self.has_blanks else 3.0, _NEW_LINE: 3.0}.get(gap, 0.0)

    def _inner_cost(self, start: int, end: int) -> float:
        return sum(1.0 for word in self.words[start + 1 : end] if word.gap >= _BLANK_LINE and not word.new_page)

    def _may_end(self, start: int, end: int) -> bool:
        if end >= len(self.words) or self.words[end].gap >= _NEW_LINE or self._closes(end - 1):
            return True
        # within a line, words end a cell only where they are plainly all of it and a number or reason comes next
        whole = self._is_reason(start, end) or is_whole(self._join(start, end))
        return whole and is_atom(self.words[end].text)

    def _closes(self, index: int) -> bool:
        text = self.words[index].text
        return text[-1] in ")]%" or text[-1].isdigit() or is_atom(text)

    def _is_value(self, start: int, end: int, heading: Heading) -> bool:
        key = (start, end)
        if key not in self.values:
            self.values[key] = () if self._is_reason(start, end) else value_in(self._join(start, end))
        if self.values[key] is not None:
            return True
        if heading.column is None or heading.column.role is not Role.TARGET:
            return False
        text = self._join(start, end)
        if self.prose_target and end == len(self.words) and is_prose(text):
            return True
        return bool(limits_in(text, None))

    def _weighed(self, way: _Way) -> _Way:
        """The cost of a way with what its columns have in common: parts of one measure are named alike."""
        named: list[tuple[str, ...]] = []
        start = 0
        for column, end in enumerate(way.ends):
            if self.headings[column].field is Field.CELL and not self._optional(column):
                figures = self.values.get((start, end)) or ()
                labels = tuple(figure.label for figure in figures if figure.label)
                if labels:
                    named.append(labels)
            start = end
        pairs = [(one, other) for i, one in enumerate(named) for other in named[i + 1 :]]
        alike = sum(2.0 * len(set(one) & set(other)) + (2.0 if one == other else 0.0) for one, other in pairs)
        return _Way(way.cost - alike, way.ends)
