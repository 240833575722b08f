"""Joins a numerator and a denominator that stand in columns of their own to the figure that was worked out from them.

Their columns stay as cells, as printed: a Word file shows them there. A rate that its parts contradict is not corrected (R6.1);
both are kept, for the checks to say so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from goldenthread.model.figures import Cell, Column, Figure, Role
from goldenthread.model.numbers import number_token
from goldenthread.model.periods import Period
from goldenthread.model.wording import part_named
from goldenthread.readers.sheet_columns import PARTS, Holds

_RESULTS: Final = (Role.CURRENT, Role.LATEST, Role.PREVIOUS, Role.LAST_ACTUAL, Role.EARLIER_ACTUAL)


def with_parts(cells: Sequence[Cell], holds: Sequence[Holds | None]) -> tuple[Cell, ...]:
    """The cells of a line, with the parts on the one figure of their period; parts without a period are of the current one.

    `holds` says of each cell whether its column is of numerators or denominators.
    """
    parts: dict[Period | None, dict[str, Decimal]] = defaultdict(dict)
    for cell, held in zip(cells, holds, strict=True):
        if held in PARTS and (number := _plain_number(cell.original)) is not None:
            parts[cell.column.period][held.value] = number
    result = list(cells)
    for period, found in parts.items():
        homes = [index for index, cell in enumerate(cells) if _may_have(cell, period)]
        if len(homes) == 1 and (figure := _only_figure(cells[homes[0]])):
            joined = figure.model_copy(update=found)
            result[homes[0]] = cells[homes[0]].model_copy(update={"figures": (joined,)})
    return tuple(result)


def parts_headed(columns: Sequence[Column]) -> tuple[Holds | None, ...]:
    """Which columns of a paper's table hold parts, by their headings: one numerator to one denominator of the same time."""
    named = [part_named(column.heading) if column.role is Role.OTHER else "" for column in columns]
    times = Counter((name, column.period) for name, column in zip(named, columns, strict=True))
    return tuple(
        Holds(name) if name and all(times[part.value, column.period] == 1 for part in PARTS) else None
        for name, column in zip(named, columns, strict=True)
    )


def _plain_number(text: str) -> Decimal | None:
    """The whole of a text as one number; None for a percentage, a number below nought, or words."""
    number = number_token(text, None)
    if number is None or number.value is None or number.value < 0 or text.rstrip().endswith("%"):
        return None
    return number.value


def _may_have(cell: Cell, period: Period | None) -> bool:
    column = cell.column
    if period is None:
        return column.role is Role.CURRENT
    return column.role in _RESULTS and column.period == period


def _only_figure(cell: Cell) -> Figure | None:
    """The figure of a cell that has one, and prints no parts of its own beside it ("71% (5/7)")."""
    figures = [figure for figure in cell.figures if figure.numerator is None and figure.denominator is None]
    return figures[0] if len(figures) == len(cell.figures) == 1 else None
