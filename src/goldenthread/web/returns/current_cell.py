"""The cell of now: what an update's figures print as, in one cell, and what they are (handbook 1.1).

As typed where there is one figure, with the sign of its unit and of its markers where they were not typed; else each component
with its name. An absence is said in words, and once where it is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from goldenthread.model.cells import absence_of, figures_in, fold
from goldenthread.model.figures import Absence, Cell, Column, Marker, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.rules.amounts import rounded
from goldenthread.rules.windows import own_window
from goldenthread.web.plans.assemble import definition_of
from goldenthread.web.plans.assemble_cells import Recorded, recorded_cell
from goldenthread.web.plans.models import Definition, Figure
from goldenthread.web.plans.queries.printed import day_text, number_text
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.known import last_known
from goldenthread.web.returns.models import Answer, Update, UpdateFigure
from goldenthread.web.returns.written import Written, WrittenFigure

CURRENT: Final = Column(heading="Current", role=Role.CURRENT)
NOT_YET: Final = "Not yet available"
_BARE_NUMBER: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_OUR_OWN: Final = (Absence.BLANK, Absence.NO_SYMBOL, Absence.NOT_PLACED)
"""Absences that the program names and no paper prints."""


def current_cell(gathered: Gathered, said: Written | Update) -> Cell:
    """The cell by the answer: the figures, or why there is none yet."""
    match said.answer:
        case Answer.NOT_YET:
            until = f" (expected {day_text(said.available_on)})" if said.available_on else ""
            return Cell(column=CURRENT, original=f"{NOT_YET}{until}", absence=Absence.NOT_YET_DUE)
        case Answer.SEE_COMMENTARY:
            return _absent(Absence.SEE_COMMENTARY)
        case _:
            return _of_figures(gathered, figures_now(gathered, said))


def figures_now(gathered: Gathered, said: Written | Update) -> tuple[UpdateFigure | WrittenFigure, ...]:
    """The figures that the update gives: its own; last round's where nothing has changed since and none was copied."""
    own = said.figures if isinstance(said, Written) else gathered.figures
    if not own and said.answer == Answer.NO_CHANGE:
        return last_known(gathered)
    return tuple(own)


def _absent(absence: Absence) -> Cell:
    return Cell(column=CURRENT, original="" if absence in _OUR_OWN else absence.words, absence=absence)


def _of_figures(gathered: Gathered, figures: Sequence[UpdateFigure | WrittenFigure]) -> Cell:
    if not figures or gathered.definition is None:
        return _absent(Absence.BLANK)
    rows = [_row(one, gathered, gathered.definition) for one in figures]
    is_alone = len(rows) == 1 and not rows[0].component
    absences = {Absence(one.absence) for one in rows if one.absence}
    if not is_alone and len(absences) == 1 and all(one.value is None for one in rows):
        return _absent(absences.pop())
    texts = [_text(row, is_alone=is_alone) for row in rows]
    if is_alone and rows[0].value is None and not texts[0]:
        return _absent(absences.pop())
    cell = recorded_cell(CURRENT, rows, Recorded(plan=gathered.plan, definition=gathered.definition))
    window = _other_window(gathered, gathered.definition)
    read = tuple(one.model_copy(update={"period": window}) for one in cell.figures)
    return cell.model_copy(update={"original": "; ".join(texts), "figures": read})


def _row(figure: UpdateFigure | WrittenFigure, gathered: Gathered, definition: Definition) -> Figure:
    """The figure as a row of the series under the update's own window, never saved."""
    update = gathered.update
    markers = [Marker(one) for one in figure.markers]
    if figure.value is not None and begins_a_run(gathered) and Marker.BREAK not in markers:
        markers.append(Marker.BREAK)
    return Figure(
        definition=definition,
        component=figure.component,
        period_kind=update.period_kind,
        period_start=update.period_start,
        period_end=update.period_end,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        absence="" if figure.value is not None else figure.absence or Absence.BLANK,
        markers=markers,
        qualifier=figure.qualifier,
        original=fold(figure.original),
    )


def begins_a_run(gathered: Gathered) -> bool:
    """Whether this is the first figure under its version of the definition: the break prints as [b] (R4.10)."""
    earlier = [one for one in gathered.series if one.period_end < gathered.update.period_end]
    definition = gathered.definition
    return bool(earlier) and definition is not None and earlier[-1].definition_id != definition.pk


# ---- its text ----


def _text(row: Figure, *, is_alone: bool) -> str:
    """A figure with its component's name; a whole by itself as it was typed."""
    if row.value is None:
        text = _typed_absence(row) if is_alone else Absence(row.absence).words
        return f"{row.component} {text}".strip()
    typed = _with_sign(row) if is_alone else ""
    read = figures_in(typed, _unit(row)) if typed else None
    if not read and row.numerator is not None and row.denominator is not None:
        parts = typed or f"{_plain(row.numerator)}/{_plain(row.denominator)}"
        typed = f"{_worked_out(row)} ({parts})"
    said = {marker for figure in read or () for marker in figure.markers}
    signs = "".join(Marker(one).shorthand for one in row.markers if Marker(one) not in said)
    return " ".join(filter(None, (row.component, typed or number_text(row.value, row.definition), signs)))


def _typed_absence(row: Figure) -> str:
    """What was typed in place of a number; "" for what only we would say."""
    is_ours = absence_of(row.original) in (Absence.BLANK, Absence.NO_SYMBOL)
    return "" if is_ours else row.original


def _with_sign(row: Figure) -> str:
    """What was typed; a bare number with the sign of the measure's unit, so that every cell of the row has it."""
    if not _BARE_NUMBER.fullmatch(row.original):
        return row.original
    unit = _unit(row)
    return f"{'£' if unit is Unit.POUNDS else ''}{row.original}{'%' if unit is Unit.PERCENT else ''}"


def _worked_out(row: Figure) -> str:
    """The rate of two numbers: to one place after the point where the definition sets none."""
    assert row.value is not None  # noqa: S101 - only a number comes here
    places = row.definition.decimals if row.definition.decimals is not None else 1
    return number_text(rounded(row.value, places), row.definition)


def _plain(number: object) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(row: Figure) -> Unit | None:
    return Unit(row.definition.unit) if row.definition.unit else None


def _other_window(gathered: Gathered, definition: Definition) -> Period | None:
    """The update's window, where it is not the one that the measure has in that quarter anyway."""
    update = gathered.update
    own = own_window(gathered.observed, definition_of(definition))
    if (update.period_start, update.period_end) == (own.start, own.end):
        return None
    return Period.span(update.period_start, update.period_end)
