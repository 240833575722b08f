"""A paper before it is understood: paragraphs and tables in reading order, whatever file they came from.

The text, Word and PDF readers each turn their file into a Paper; one interpreter turns every Paper into a Report.
"""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.reading import Mended, RunningHead, Unplaced
from goldenthread.model.text import Span


@dataclass(frozen=True, slots=True)
class Symbol:
    """A picture, shape or symbol character that stood for something: a light, an arrow, or neither that we know.

    `description` is its alternative text, or what it looked like ("an amber picture").
    """

    description: str = ""
    light: Light | None = None
    arrow: Arrow | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. `heading` is its level from 1, 0 for body text; `list_level` from 1, 0 when it is no list item.

    `number` is a number that the file generates and does not hold as text ("2.1"); `where` is for people ("line 334").
    """

    spans: tuple[Span, ...]
    heading: int = 0
    list_level: int = 0
    number: str = ""
    where: str = ""
    symbols: tuple[Symbol, ...] = ()
    is_picture: bool = False

    @property
    def text(self) -> str:
        """Its words, blanks folded."""
        return " ".join("".join(span.text for span in self.spans).split())


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its paragraphs, the symbols in it, and how many columns it spans.

    `continues` marks a cell that belongs to the merged cell above it; its paragraphs are then empty.
    `unsure` says why its text could not be taken from the source with certainty ("" when it could).
    """

    paras: tuple[Para, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    span: int = 1
    continues: bool = False
    unsure: str = ""

    @property
    def text(self) -> str:
        """Its words, blanks folded."""
        return " ".join(" ".join(para.text for para in self.paras).split())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, and where it stands in the source."""

    cells: tuple[GridCell, ...]
    where: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each cell."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: all its rows, header rows included. `caption` is its title where the file gives one."""

    rows: tuple[Row, ...]
    caption: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, with what was mended and what could not be placed on the way here.

    `embedded` names the files that the paper holds inside it; `title` is the file's own title property.
    `loses_pictures` is whether a picture would have vanished without a trace: an empty cell may then have held one.
    `running_heads` are the words at the head and foot of its pages, which are in no block.
    `keeps_tables` is whether its tables are as their author made them: no part of a row stands outside of its table.
    """

    blocks: tuple[Para | Grid, ...]
    title: str = ""
    embedded: tuple[str, ...] = ()
    mended: tuple[Mended, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    loses_pictures: bool = False
    keeps_tables: bool = False
    running_heads: tuple[RunningHead, ...] = ()


def para(text: str, *, where: str = "", heading: int = 0, list_level: int = 0) -> Para:
    """A paragraph of unmarked text."""
    return Para(spans=(Span(text=text),) if text else (), where=where, heading=heading, list_level=list_level)


def cell(text: str, *, where: str = "", symbols: tuple[Symbol, ...] = (), span: int = 1) -> GridCell:
    """A cell of one paragraph of unmarked text."""
    return GridCell(paras=(para(text, where=where),) if text else (), symbols=symbols, span=span)
