"""The paper's own words, piece by piece, and at which piece each line of its report stands: what is shown beside the answers.

Pure values without the database: made once, where the file is read, and kept in the upload's JSON.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import Field

from goldenthread.model.report import Report
from goldenthread.model.values import Value
from goldenthread.readers import paper as papers
from goldenthread.readers.sheet_files import DELIMITED, WORKBOOKS, open_book
from goldenthread.rules.checks.paper import Paper as WalkedReport

_LONGEST: Final = 4000
_MOST: Final = 20_000
_ENOUGH: Final = 0.6
"""The part of a title's weight that a piece must have in it to be taken for the title's place."""
_WORD = re.compile(r"[a-z0-9]+")


class Passage(Value):
    """A paragraph, or a row of a table with its cells; where it stands, and the first row of its table (by its place here)."""

    where: str = ""
    text: str = ""
    cells: tuple[str, ...] = ()
    table: int | None = None
    heading: bool = False


class Source(Value):
    """The passages, and for each objective and each line of the report the passage where it stands, where one was found."""

    passages: tuple[Passage, ...] = ()
    objectives: tuple[int | None, ...] = ()
    lines: tuple[int | None, ...] = Field(default=())


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as shown beside an answer: `found` where it is the one that the answer is about."""

    passage: Passage
    found: bool = False


def source_of(report: Report, paper: papers.Paper | None, path: Path) -> Source:
    """The passages of a paper, of a file of sheets, or (for JSON) of the report itself, with the place of each line."""
    suffix = path.suffix.lower()
    if paper is not None:
        pieces = _of_paper(paper)
    elif suffix in WORKBOOKS or suffix in DELIMITED:
        pieces = _of_book(path)
    else:
        pieces = (Passage(where=one.place.words, text=one.text) for one in WalkedReport(report).passages)
    passages = tuple(_up_to(_MOST, pieces))
    index = _Index(passages)
    objectives: list[int | None] = []
    lines: list[int | None] = []
    for objective in report.objectives:
        objectives.append(index.place_of(objective.ref, objective.title))
        lines += [index.place_of(line.ref, line.title) for line in objective.lines]
    return Source(passages=passages, objectives=tuple(objectives), lines=tuple(lines))


def around(source: Source, place: int | None, *, before: int = 2, after: int = 3) -> list[Shown]:
    """The passage at a place with those around it, and the first row of its table, so that its columns have their headings."""
    if place is None or place >= len(source.passages):
        return []
    found = source.passages[place]
    others = {one for one in (*source.lines, *source.objectives) if one is not None and one > place}
    end = min([place + after + 1, len(source.passages), *others])
    places = list(range(max(place - before, 0), max(end, place + 1)))
    if found.table is not None:
        places = [n for n in places if source.passages[n].table == found.table or n > place]
        if found.table not in places:
            places.insert(0, found.table)
    return [Shown(source.passages[n], n == place) for n in places]


# ---- from each kind of file ----


def _of_paper(paper: papers.Paper) -> Iterator[Passage]:
    count = 0
    for block in paper.blocks:
        if isinstance(block, papers.Grid):
            top = count
            for row in block.rows:
                cells = tuple(_cut(text) for text in row.texts)
                if any(cells):
                    yield Passage(where=row.where or block.where, cells=cells, table=top)
                    count += 1
        elif block.text:
            text = f"{block.number} {block.text}".strip()
            yield Passage(where=block.where, text=_cut(text), heading=block.heading > 0)
            count += 1


def _of_book(path: Path) -> Iterator[Passage]:
    count = 0
    for sheet in open_book(path).sheets:
        top = count
        for number, row in enumerate(sheet.rows, start=1):
            cells = tuple(_cut(cell.text) for cell in row)
            if any(cells):
                yield Passage(where=f"sheet {sheet.name}, row {number}", cells=cells, table=top)
                count += 1


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _up_to(most: int, pieces: Iterable[Passage]) -> Iterator[Passage]:
    for _, piece in zip(range(most), pieces, strict=False):
        yield piece


# ---- where a line stands ----


class _Index:
    """Finds the passage that has most of a title's words, rare words counting for more; of two alike, the next one on."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._words = [frozenset(_words(" ".join((one.text, *one.cells)))) for one in passages]
        self._holders: dict[str, list[int]] = {}
        for place, words in enumerate(self._words):
            for word in words:
                self._holders.setdefault(word, []).append(place)
        self._common = max(50, len(passages) // 4)
        self._last = -1

    def place_of(self, ref: str, title: str) -> int | None:
        weights = {word: 1 / len(self._holders[word]) ** 0.5 for word in set(_words(title)) if word in self._holders}
        rare = {word: weight for word, weight in weights.items() if len(self._holders[word]) <= self._common} or weights
        whole = sum(rare.values()) + sum(0.2 for word in set(_words(title)) if word not in self._holders)
        if not whole:
            return None
        scores: Counter[int] = Counter()
        for word, weight in rare.items():
            for place in self._holders[word]:
                scores[place] += weight / whole
        refs = _words(ref)

        def rank(place: int) -> tuple[float, bool, int, int]:
            has_ref = bool(refs) and all(word in self._words[place] for word in refs)
            score = round(scores[place] + (0.3 if has_ref else 0), 3)
            return score, place > self._last, -len(self._words[place]), -place

        best = max(scores, key=rank)
        if scores[best] < _ENOUGH:
            return None
        self._last = best
        return best


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
