"""Text set in two columns side by side: read down the left one, then down the right one, and not across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from goldenthread.readers.pdf_page import Word
from goldenthread.readers.pdf_strips import is_heading_row, segments_of
from goldenthread.readers.pdf_text import Line, line_of, lines_of

_FEWEST_LINES = 8
_HALF_GUTTER = 5.0
_FILLED = 0.6
"""Lines of text fill this share of their column; the cells of a table mostly do not."""
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines to be read together, and their column's sides where it is one of two (0 for the whole width)."""

    lines: list[Line]
    left: float = 0.0
    right: float = 0.0


def stretches_of(lines: Sequence[Line]) -> list[Stretch]:
    """Lines in reading order. Nearly always one stretch: two columns are taken as such only where nothing else fits."""
    gutter = _gutter(lines)
    if gutter is None:
        return [Stretch(list(lines))] if lines else []
    stretches: list[Stretch] = []
    whole: list[Line] = []
    for crosses, group in groupby(lines, lambda line: _crosses(line, gutter)):
        run = list(group)
        first, last = (0, len(run)) if crosses else _inner(run, gutter)
        if crosses or not _is_text_in_columns(run[first:last], gutter):
            whole += run
            continue
        whole += run[:first]
        stretches += ([Stretch(whole)] if whole else []) + _two(run[first:last], gutter)
        whole = run[last:]
    return stretches + ([Stretch(whole)] if whole else [])


def _inner(run: list[Line], gutter: float) -> tuple[int, int]:
    """Where the columns begin and end in a run of lines: short headings before and after them are of another size."""
    size = median(line.size for line in run)
    first, last = 0, len(run)
    while first < last and not _is_parted(run[first], gutter) and run[first].size > 1.08 * size:
        first += 1
    while last > first and not _is_parted(run[last - 1], gutter) and run[last - 1].size > 1.08 * size:
        last -= 1
    return first, last


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a gutter near the middle parts the most lines that have words on both sides."""
    if len(lines) < _FEWEST_LINES:
        return None
    left, right = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    places = [left + (right - left) * share / 100 for share in range(35, 66)]
    counts = {x: sum(1 for line in lines if _is_parted(line, x)) for x in places}
    best = max(counts.values())
    if best < _FEWEST_LINES:
        return None
    return median(x for x in places if counts[x] == best)


def _crosses(line: Line, gutter: float) -> bool:
    return any(word.box.x0 < gutter + _HALF_GUTTER and word.box.x1 > gutter - _HALF_GUTTER for word in line.words)


def _is_parted(line: Line, gutter: float) -> bool:
    return line.box.x0 < gutter < line.box.x1 and not _crosses(line, gutter)


def _is_text_in_columns(lines: Sequence[Line], gutter: float) -> bool:
    """Whether both sides are full of text, and no table of two columns begins here."""
    if sum(1 for line in lines if _is_parted(line, gutter)) < _FEWEST_LINES:
        return False
    if is_heading_row([segment.text for segment in segments_of(lines[0])]):
        return False
    return all(_is_full(lines_of(words)) for words in _sides(lines, gutter))


def _is_full(lines: list[Line]) -> bool:
    """Whether lines fill their column with one run of words each."""
    width = max(line.box.x1 for line in lines) - min(line.box.x0 for line in lines)
    filled = median((line.box.x1 - line.box.x0) / width for line in lines)
    single = sum(1 for line in lines if len(segments_of(line)) == 1)
    return (
        filled >= _FILLED and median(len(line.words) for line in lines) >= _FEWEST_WORDS and single >= 0.6 * len(lines)
    )


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Word], list[Word]]:
    words = [word for line in lines for word in line.words]
    return [word for word in words if word.box.x1 < gutter], [word for word in words if word.box.x0 > gutter]


def _two(lines: Sequence[Line], gutter: float) -> list[Stretch]:
    columns = []
    for words in _sides(lines, gutter):
        box = line_of(words).box
        columns.append(Stretch(lines_of(words), box.x0, box.x1))
    return columns
