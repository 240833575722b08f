"""Tables that are one measure or milestone each: headings in the first column, what they say beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.model import labels
from goldenthread.readers.columns import Field, heading_of
from goldenthread.readers.paper import Grid, GridCell, Row, cell

_FEWEST_PAIRS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """The table turned: a row of headings, and the one row that stands under them."""

    header: Row
    row: Row


def card_of(grid: Grid) -> Card | None:
    """The card that a table is, None for any other table.

    A title in a row across the whole card is the measure's, where no heading says what is. Most headings must be known.
    """
    pairs: list[tuple[GridCell, GridCell]] = []
    for row in grid.rows:
        found = list(_pairs(row))
        if not found and not pairs and len(row.cells) == 1:
            pairs.append((GridCell(), row.cells[0]))
            continue
        if not found:
            return None
        pairs.extend(found)
    titled = pairs and not pairs[0][0].text
    named = [heading_of(label.text) for label, _ in pairs if label.text]
    known = [heading for heading in named if heading]
    if len(named) < _FEWEST_PAIRS or len(known) * 3 < len(named) * 2:
        return None
    fields = [heading.field for heading in known]
    has_title = Field.MEASURE in fields or Field.MILESTONE in fields
    if bool(titled) == has_title or len(set(fields)) < 2:
        return None
    header = [cell(labels.MEASURE) if not label.text else _bare(label) for label, _ in pairs]
    return Card(Row(tuple(header), where=grid.where), Row(tuple(_bare(value) for _, value in pairs), where=grid.where))


def _pairs(row: Row) -> Iterator[tuple[GridCell, GridCell]]:
    """The headings of a row, each with the cell beside it; nothing where the row is not made of such pairs."""
    if len(row.cells) % 2 or any(one.continues for one in row.cells):
        return
    names, values = row.cells[::2], row.cells[1::2]
    if all(name.text for name in names):
        yield from zip(names, values, strict=True)


def _bare(one: GridCell) -> GridCell:
    """A cell of one column."""
    return GridCell(paras=one.paras, symbols=one.symbols, unsure=one.unsure)
