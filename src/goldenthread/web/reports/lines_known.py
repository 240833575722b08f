"""A line as a paper prints it: as the officers gave it, but for a figure that was tabled and has been restated since.

A paper that is printed after a restatement shows the figure as it is known now, marked as revised (handbook 4.5); an edition
that was frozen before keeps what it says.
"""

from __future__ import annotations

from dataclasses import replace

from goldenthread.model.cells import fold, read_cell
from goldenthread.model.figures import Cell, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import judged_line
from goldenthread.web.returns.known import known_now, revised
from goldenthread.web.returns.models import UpdateState
from goldenthread.web.returns.said import said_in
from goldenthread.web.returns.written import Written


def printed_line(gathered: Gathered) -> MeasureLine | MilestoneLine:
    """The line with its verdicts, with restated figures in place of the tabled ones, and no more in a cell than is printed."""
    line = judged_line(gathered, _restated(gathered))
    if isinstance(line, MilestoneLine):
        return line.model_copy(update={"title": fold(line.title)})
    unit = line.definition.unit.value if line.definition.unit else None
    cells = tuple(_as_printed(cell, unit, gathered.observed) for cell in line.cells)
    return line.model_copy(update={"title": fold(line.title), "cells": cells})


def _as_printed(cell: Cell, unit: Unit | None, within: Period) -> Cell:
    """A cell that says what its text says, so that the paper gives back the report that it was made from.

    The record knows more of a figure (the state of a target, a ratio's parts) than a paper prints. Where the text would be read
    as another number, the cell stays as the record has it.
    """
    read = read_cell(cell.original, cell.column, unit, within) if cell.figures else cell
    same = [(one.value, one.label) for one in read.figures] == [(one.value, one.label) for one in cell.figures]
    return read if same else cell


def _restated(gathered: Gathered) -> Written | None:
    """What the update says with its figures as known now; None where nothing in it was restated."""
    update = gathered.update
    if update.state != UpdateState.LOCKED:
        return None
    said = said_in(update, gathered.figures, gathered.explanations)
    known = {one.component: one for one in revised(gathered.series, update.period_start, update.period_end)}
    figures = tuple(known_now(one, known.get(one.component)) for one in said.figures)
    return replace(said, figures=figures) if figures != said.figures else None
