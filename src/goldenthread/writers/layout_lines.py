"""A measure or milestone as printed: the columns that it needs, its cells, and who wrote its commentary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from goldenthread.model import labels
from goldenthread.model.figures import Absence, Cell, Role
from goldenthread.model.plan import AnyLine, Arrow, Due, Light, MeasureLine, MilestoneLine, Reason, Verdict
from goldenthread.model.symbols import arrow_text, light_text
from goldenthread.writers.layout_blocks import TableCell


def byline(line: AnyLine) -> str:
    """Who wrote the commentary and when. Where the same people answer for the line, it says so in their place."""
    commentary = line.commentary
    if commentary is None:
        return ""
    label = labels.COMMENTARY
    if _named_by_byline(line):
        label += f" {labels.BY_RESPONSIBLE[len(commentary.by) > 1]}"
    if commentary.date:
        label += f" ({commentary.date.day} {commentary.date:%B %Y})"
    return f"{label}: {'; '.join(commentary.by)}" if commentary.by else f"{label}:"


def _named_by_byline(line: AnyLine) -> bool:
    """Whether the byline names those responsible, so that the table above it need not."""
    has_columns = bool(line.cells) or isinstance(line, MilestoneLine)
    return has_columns and line.commentary is not None and line.responsible == line.commentary.by != ()


def table_shape(line: AnyLine) -> tuple[object, ...] | None:
    """What lines must share to stand in one table; None for a line that needs a heading and text of its own."""
    if line.commentary or line.action or any(True for _ in verdicts(line)):
        return None
    source = isinstance(line, MilestoneLine) and bool(line.source)
    return (line.line, source, bool(line.responsible), tuple(cell.column for cell in line.cells))


def verdicts(line: AnyLine) -> Iterator[tuple[str, Verdict]]:
    """What a rule worked out and the paper prints, each with the name of what it is: only where the line has none of its own.

    An officer's light or arrow is never contradicted in print (ADR 0013), and the paper's own reason for none is not said
    twice. That a milestone in time is for its officer to judge is no news to a reader.
    """
    if _is_news(line.progress.computed, line.progress.judged, line.cell(Role.PROGRESS)):
        yield "Progress", line.progress.computed
    if isinstance(line, MeasureLine) and _is_news(line.travel.computed, line.travel.judged, line.cell(Role.TRAVEL)):
        yield "Direction of travel", line.travel.computed


def _is_news(computed: Verdict | None, judged: Light | Arrow | None, cell: Cell | None) -> TypeGuard[Verdict]:
    if computed is None or (judged and cell) or computed.reason is Reason.JUDGED_BY_OFFICER:
        return False
    gives_a_reason = cell is not None and cell.absence not in (None, Absence.NO_SYMBOL, Absence.BLANK)
    return bool(computed.light or computed.arrow) or not gives_a_reason


def verdict_text(verdict: Verdict) -> str:
    """A verdict as one line: the light or arrow by shape and word, or the reason for none in words; and the working.

    A sentence that says the word itself ("Amber: 92.5% against …") is not made to say it twice.
    """
    sentence = verdict.sentence
    if verdict.light or verdict.arrow:
        shown = light_text(verdict.light) if verdict.light else arrow_text(verdict.arrow or Arrow.SAME)
        shape, word = shown.split()
        return f"{shape} {sentence}" if sentence.startswith(f"{word}:") else f"{shown}. {sentence}"
    why = verdict.reason.words if verdict.reason else verdict.absence.value if verdict.absence else ""
    return f"{why.capitalize()}. {sentence}" if why and why not in sentence else sentence


_ColumnShape = tuple[str, int, bool]


def lone_columns(line: AnyLine) -> tuple[list[_ColumnShape], list[TableCell]]:
    """The columns that a line under its own heading needs, and its cells."""
    # by a due date or a source, a milestone under its own heading is known
    return _columns(line, alone=True, dated=not (isinstance(line, MilestoneLine) and line.source))


def columns_among(line: AnyLine, lines: Sequence[AnyLine]) -> tuple[list[_ColumnShape], list[TableCell]]:
    """The columns of a table of several lines, and the cells of one of them."""
    return _columns(line, alone=False, dated=any(isinstance(one, MilestoneLine) and one.due for one in lines))


def _columns(line: AnyLine, *, alone: bool, dated: bool) -> tuple[list[_ColumnShape], list[TableCell]]:
    """`alone`: without reference and title. `dated`: with a due date, be it stated or not."""
    columns: list[_ColumnShape] = []
    cells: list[TableCell] = []

    def add(heading: str, text: str, width: int) -> None:
        columns.append((heading, width, False))
        cells.append(TableCell((text,)))

    if not alone:
        add(labels.REF, line.ref or labels.NO_REF, 1)
        word = labels.MEASURE if isinstance(line, MeasureLine) else labels.MILESTONE
        add(word, line.title or labels.LEFT_BLANK, 10)
    if isinstance(line, MilestoneLine):
        if line.due or dated:
            add(labels.DUE, _due(line.due), 2)
        if line.source:
            add(labels.SOURCE, line.source, 3)
    if not _named_by_byline(line) and (
        line.responsible or (isinstance(line, MeasureLine) and alone and not line.cells)
    ):
        add(labels.RESPONSIBLE, "; ".join(line.responsible) or labels.NOT_STATED, 5)
    for cell in line.cells:
        columns.append(
            (cell.column.full_heading or labels.LEFT_BLANK, 3, bool(cell.figures) and len(cell.figures) == 1)
        )
        cells.append(_cell(line, cell))
    return columns, cells


def _due(due: Due | None) -> str:
    return due.original if due and due.original else labels.NOT_STATED


def _cell(line: AnyLine, cell: Cell) -> TableCell:
    if cell.column.role is Role.PROGRESS and line.progress.judged:
        return TableCell((light_text(line.progress.judged, cell.original),), light=line.progress.judged)
    if cell.column.role is Role.TRAVEL and isinstance(line, MeasureLine) and line.travel.judged:
        return TableCell((arrow_text(line.travel.judged, cell.original),), arrow=line.travel.judged)
    return TableCell(figure_lines(cell))


def figure_lines(cell: Cell) -> tuple[str, ...]:
    """A cell's own text, broken so that each labelled figure starts a line; the words are those of the source."""
    text = cell.text or labels.LEFT_BLANK
    if len(cell.figures) < 2:
        return (text,)
    starts = [0]
    at = 0
    number_first = text[0].isdigit() or text[0] == "£"  # "716 EH Intervention 170 MAP": a line ends with its label
    for before, figure in pairwise(cell.figures):
        label = before.label if number_first else figure.label
        found = text.find(label, at + 1) if label else -1
        if found > 0 and text[found - 1] == " ":
            at = found + len(label) + 1 if number_first else found
            starts.append(at)
    lines = [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(line for line in lines if line)
