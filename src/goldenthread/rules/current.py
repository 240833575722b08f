"""Where a measure's figure of the report's own period stands, or why the paper has none."""

from __future__ import annotations

import re

from goldenthread.model.figures import Absence, Cell, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import AnyLine, MeasureLine, Reason
from goldenthread.rules.verdicts import NoVerdict
from goldenthread.rules.windows import NOW

_PAUSED = re.compile(r"(?:currently |temporarily )?(?:paused|on hold|suspended|deferred|postponed)\b.*", re.IGNORECASE)


def refuse_paused(line: AnyLine) -> None:
    """NoVerdict where the paper says in the place of a light that the work is paused."""
    cell = line.cell(Role.PROGRESS)
    if cell and _PAUSED.fullmatch(cell.original):
        raise NoVerdict(Reason.PAUSED, f"the paper says “{cell.original}”")


def current_cell(line: MeasureLine, period: Period | None) -> Cell:
    """The cell with the figure of the report's own period; NoVerdict where the paper has no such column."""
    cells = [cell for cell in line.cells if cell.column.role in NOW]
    if not cells:
        raise NoVerdict(Reason.NO_FIGURE, "the paper has no column for the figure of this period")
    if period:
        own = [cell for cell in cells if cell.column.period and cell.column.period.end == period.end]
        if own:
            return own[0]
        others = {cell.column.period for cell in cells}
        if None not in others and not any(one and one.start <= period.end <= one.end for one in others):
            raise NoVerdict(Reason.NO_FIGURE, f"the paper has no column for {period.label}")
    filled = [cell for cell in cells if cell.figures]
    return filled[-1] if filled else cells[0]


def with_figures(cell: Cell) -> Cell:
    """The cell, when it holds a figure; NoVerdict with the reason that it gives for none."""
    if cell.figures:
        return cell
    said = f"the paper says “{cell.original}”" if cell.original else "the figure is left blank"
    match cell.absence:
        case Absence.SEE_COMMENTARY:
            raise NoVerdict(Reason.SEE_COMMENTARY, f"{said} in place of a figure")
        case Absence.NOT_YET_DUE:
            raise NoVerdict(Reason.NOT_DUE, said)
        case Absence.SUPPRESSED:
            raise NoVerdict(Reason.SUPPRESSED, "the figure is withheld, as it could identify somebody")
        case _ if _PAUSED.fullmatch(cell.original):
            raise NoVerdict(Reason.PAUSED, said)
        case _:
            raise NoVerdict(Reason.NO_FIGURE, said)
