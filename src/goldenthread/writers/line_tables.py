"""Measures and milestones as flat rows: their figures, their columns of progress and travel, their updates, their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Cell, Figure, Role
from goldenthread.model.plan import (
    AnyLine,
    CalendarPart,
    Definition,
    MeasureLine,
    MilestoneLine,
    PolarityPart,
    TimeBasisPart,
    UnitPart,
    Verdict,
)
from goldenthread.model.report import Objective, Report
from goldenthread.model.wording import propose_definition
from goldenthread.writers.table_text import due_text, listed, named_values, period_text
from goldenthread.writers.text_tables import commentary_text

Row = dict[str, str | int | Decimal]


class PlacedLine(NamedTuple):
    """A line, its number in the paper, and the objective and part that it stands in."""

    part: int
    number: int
    objective: str
    line: AnyLine

    def row(self, **more: str | int | Decimal) -> Row:
        """What tells the line from any other, and `more`."""
        line = self.line
        return {
            "objective": self.objective,
            "ref": line.ref,
            "occurrence": line.occurrence,
            "title": line.title,
            "part": self.part,
            "line": self.number,
            **more,
        }


def placed_lines(report: Report) -> Iterator[PlacedLine]:
    """Every line of the report, in order."""
    number = 0
    for part, section in enumerate(report.sections, 1):
        for line in section.lines if isinstance(section, Objective) else ():
            number += 1
            yield PlacedLine(part, number, section.ref if isinstance(section, Objective) else "", line)


def figure_rows(placed: Iterable[PlacedLine]) -> Iterator[Row]:
    """A row for each figure; a cell without one is a row with the reason. Columns of progress and travel are not figures."""
    for at in placed:
        for number, cell in enumerate(at.line.cells, 1):
            if cell.column.role not in (Role.PROGRESS, Role.TRAVEL):
                for row in _cell_rows(cell):
                    yield at.row(**_column(number, cell), kind=at.line.line, original=cell.original, **row)


def shown_rows(placed: Iterable[PlacedLine]) -> Iterator[Row]:
    """A row for each cell of progress or travel: its column, and the words that the paper prints in it."""
    for at in placed:
        for number, cell in enumerate(at.line.cells, 1):
            if cell.column.role in (Role.PROGRESS, Role.TRAVEL):
                yield at.row(**_column(number, cell), original=cell.original, reason=_reason(cell))


def _column(number: int, cell: Cell) -> Row:
    column = cell.column
    return {
        "column": number,
        "heading": column.heading,
        "heading_over": column.over,
        "role": column.role.value,
        "year": period_text(column.period),
    }


def _cell_rows(cell: Cell) -> Iterator[Row]:
    target: Row = {}
    if cell.target:
        target = {
            "target_kind": cell.target.kind.value,
            "target_state": cell.target.state.value,
            "target_direction": cell.target.direction,
        }
    if not cell.figures:
        marker = cell.absence.marker.shorthand if cell.absence else ""
        yield {"figure": 0, "markers": marker, "reason": _reason(cell), **target}
    for number, figure in enumerate(cell.figures, 1):
        yield {"figure": number, **_figure(figure), **target}


def _figure(figure: Figure) -> Row:
    row: Row = {
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit.value if figure.unit else "",
        "markers": "".join(marker.shorthand for marker in figure.markers),
        "qualifier": figure.qualifier,
    }
    if figure.numerator is not None:
        row["numerator"] = figure.numerator
    if figure.denominator is not None:
        row["denominator"] = figure.denominator
    return row


def _reason(cell: Cell | None) -> str:
    return cell.absence.value if cell and cell.absence else ""


# ---- updates ----


def update_rows(placed: Iterable[PlacedLine]) -> Iterator[Row]:
    """A row for each measure and milestone: what its officers say this quarter."""
    for at in placed:
        line = at.line
        row = at.row(
            kind=line.line,
            responsible=listed(line.responsible),
            progress=line.progress.judged.value if line.progress.judged else _reason(line.cell(Role.PROGRESS)),
            travel_reason=_reason(line.cell(Role.TRAVEL)),
            **_verdict("progress", line.progress.computed),
        )
        if isinstance(line, MilestoneLine):
            row |= {"source": line.source}
            if line.due:
                row |= {"due": due_text(line.due.period), "due_printed": line.due.original}
        else:
            row |= {"travel": line.travel.judged.value if line.travel.judged else ""}
            row |= _verdict("travel", line.travel.computed)
        yield row | _commentary(line)


def _commentary(line: AnyLine) -> Row:
    row: Row = {}
    if line.commentary:
        row = {
            "commentary_by": listed(line.commentary.by),
            "commentary": commentary_text(line.commentary),
            "commentary_paragraphs": len(line.commentary.blocks),
        }
        if line.commentary.date:
            row["commentary_date"] = line.commentary.date.isoformat()
    if line.action:
        row |= {"action": line.action.what, "action_by": line.action.who, "action_due": line.action.by_when}
    return row


def _verdict(name: str, verdict: Verdict | None) -> Row:
    if verdict is None:
        return {}
    sign = verdict.light or verdict.arrow or verdict.reason or verdict.absence
    return {
        f"{name}_computed": sign.value if sign else "",
        f"{name}_working": verdict.sentence,
        f"{name}_rule": verdict.rule,
        f"{name}_rule_version": verdict.version,
        f"{name}_inputs": named_values((given.name, given.value) for given in verdict.inputs),
    }


# ---- definitions ----

_AnyPart = UnitPart | PolarityPart | TimeBasisPart | CalendarPart


def definition_rows(placed: Iterable[PlacedLine]) -> Iterator[Row]:
    """A row for each measure of which something is known, or of which less is known than its title suggests."""
    for at in placed:
        line = at.line
        if isinstance(line, MeasureLine) and (
            line.definition != Definition() or propose_definition(line.title) != Definition()
        ):
            yield at.row(**_definition(line.definition))


def _definition(definition: Definition) -> Row:
    row = {
        **_part("unit", definition.unit),
        **_part("good_is", definition.polarity),
        **_part("time_basis", definition.time_basis),
        **_part("calendar", definition.calendar),
    }
    ratio = definition.ratio
    if ratio:
        row |= {"ratio_numerator": ratio.numerator, "ratio_denominator": ratio.denominator}
        if ratio.multiplier is not None:
            row["ratio_multiplier"] = ratio.multiplier
    return row


def _part(name: str, part: _AnyPart | None) -> Row:
    if part is None:
        return {}
    return {name: part.value.value, f"{name}_known": part.known.value, f"{name}_why": part.why}
