"""From an update's rows, or from what somebody has just written, to the line that the quarterly paper prints.

The columns are those of the paper: last year's actual, this year's target, current, direction of travel, quarterly progress.
Absence is said in words and is never nought (handbook 1.1). Nothing is judged here: see judging.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from goldenthread.model.cells import figures_in, fold
from goldenthread.model.figures import Absence, Cell, Column, Marker, Role, Unit
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import (
    Action,
    Commentary,
    Definition,
    Due,
    Light,
    MeasureLine,
    MilestoneLine,
    Progress,
)
from goldenthread.model.text import AnyBlock, ListItem, Span, paragraph
from goldenthread.rules.windows import own_window
from goldenthread.web.plans.assemble import definition_of, responsible_of
from goldenthread.web.plans.assemble_cells import Recorded, recorded_cell, target_cell
from goldenthread.web.plans.models import Definition as DefinitionRow
from goldenthread.web.plans.models import Figure, Measure, Milestone
from goldenthread.web.plans.queries.printed import day_text, figures_text, year_text
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.models import Answer, NotRated, Update, UpdateFigure
from goldenthread.web.returns.written import Written, WrittenFigure

CURRENT: Final = Column(heading="Current", role=Role.CURRENT)
TRAVEL: Final = Column(heading="Direction of Travel", role=Role.TRAVEL)
PROGRESS: Final = Column(heading="Quarterly Progress", role=Role.PROGRESS)
NOT_YET: Final = "Not yet available"
_ITEM: Final = re.compile(r"[-*•–]\s+(?=\S)")
_BARE_NUMBER: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_PARAGRAPHS: Final = re.compile(r"\n[^\S\n]*\n")
_NOT_RATED: Final = {
    NotRated.SEE_COMMENTARY: ("See commentary", Absence.SEE_COMMENTARY),
    NotRated.NO_TARGET: ("No target", Absence.NOT_APPLICABLE),
    NotRated.NOT_DUE: ("Not yet due", Absence.NOT_YET_DUE),
    NotRated.CONTEXTUAL: ("N/A (for context only)", Absence.NOT_APPLICABLE),
    NotRated.PAUSED: ("Paused", None),
}
"""What stands in the place of a light, as papers print it and readers know it again (R4.2)."""


def line_of(gathered: Gathered, written: Written | None = None) -> MeasureLine | MilestoneLine:
    """The update's line as the paper prints it; with `written` in place of what is saved."""
    said: Written | Update = written or gathered.update
    if isinstance(gathered.line, Measure):
        return _measure(gathered.line, gathered, said)
    return _milestone(gathered.line, gathered, said)


def _measure(row: Measure, gathered: Gathered, said: Written | Update) -> MeasureLine:
    definition = gathered.definition
    assert definition is not None  # noqa: S101 - every measure has one
    return MeasureLine(
        ref=row.ref,
        title=row.title,
        responsible=responsible_of(row.owner, gathered.shared_with),
        definition=definition_of(definition),
        cells=(
            _last_actual(gathered, definition),
            _target(gathered, definition),
            _current(gathered, said),
            Cell(column=TRAVEL, absence=Absence.BLANK),
            _progress_cell(said),
        ),
        progress=_progress(said),
        commentary=_commentary(gathered, said),
        action=_action(said),
    )


def _milestone(row: Milestone, gathered: Gathered, said: Written | Update) -> MilestoneLine:
    window = Period.span(row.due_from, row.due_to) if row.due_from and row.due_to else None
    return MilestoneLine(
        ref=row.ref,
        title=row.title,
        responsible=responsible_of(row.owner, gathered.shared_with),
        source=row.source,
        due=Due(original=row.due, period=window) if row.due or window else None,
        cells=(_progress_cell(said),),
        progress=_progress(said),
        commentary=_commentary(gathered, said),
        action=_action(said),
    )


# ---- what is known already ----


def _last_actual(gathered: Gathered, definition: DefinitionRow) -> Cell:
    window = last_actual_window(gathered, definition)
    year = window or Period.financial_year(gathered.year - 1)
    column = Column(heading=_actual_heading(year), role=Role.LAST_ACTUAL, period=year)
    if window is None:
        return Cell(column=column, absence=Absence.BLANK)
    rows = in_window(gathered.series, window)
    return recorded_cell(column, rows, _recorded(gathered, rows[0].definition))


def last_actual_window(gathered: Gathered, definition: DefinitionRow) -> Period | None:
    """The last whole year of the measure's own calendar that was over when this figure's window began, and has a figure."""
    return next((one for one in _last_years(gathered, definition) if in_window(gathered.series, one)), None)


def _last_years(gathered: Gathered, definition: DefinitionRow) -> list[Period]:
    """The years that may be called the last: the measure's own, and the one that the plan's own paper prints as such."""
    known = definition_of(definition)
    financial = Period.financial_year(gathered.year - 1)
    own = own_window(financial, known)
    years = [financial, own]
    if definition.calendar == "academic":
        start = gathered.update.period_start
        this = Period.academic_year(start.year if start.month >= 9 else start.year - 1)
        years = [this.previous, Period.academic_year(gathered.year - 1), *years]
    elif definition.calendar == "calendar":
        years = [Period.calendar_year(gathered.update.period_start.year - 1), *years]
    return years


def _actual_heading(window: Period) -> str:
    """ "2020/21 actual", whether the year is a financial or a school's; "2020 actual" of a calendar year."""
    year = window.label if window.kind is PeriodKind.CALENDAR_YEAR else year_text(_first_year(window))
    return f"{year} actual"


def _first_year(window: Period) -> int:
    return window.end.year - 1 if window.start.year == window.end.year else window.start.year


def in_window(series: Sequence[Figure], window: Period) -> list[Figure]:
    """The figures of a series that cover exactly those days, one for each component."""
    return [one for one in series if (one.period_start, one.period_end) == (window.start, window.end)]


def _target(gathered: Gathered, definition: DefinitionRow) -> Cell:
    rows = gathered.year_targets
    if rows:
        return target_cell(rows, _recorded(gathered, definition))
    year = Period.financial_year(gathered.year)
    heading = f"{year_text(gathered.year)} target"
    return Cell(column=Column(heading=heading, role=Role.TARGET, period=year), absence=Absence.BLANK)


def _recorded(gathered: Gathered, definition: DefinitionRow) -> Recorded:
    return Recorded(plan=gathered.plan, definition=definition)


# ---- what is said now ----


def figures_now(gathered: Gathered, said: Written | Update) -> tuple[UpdateFigure | WrittenFigure, ...]:
    """The figures that the update gives: its own; last round's where nothing has changed since and none was copied."""
    own = said.figures if isinstance(said, Written) else gathered.figures
    if not own and said.answer == Answer.NO_CHANGE:
        return gathered.last_figures
    return tuple(own)


def _current(gathered: Gathered, said: Written | Update) -> Cell:
    match said.answer:
        case Answer.NOT_YET:
            until = f" (expected {day_text(said.available_on)})" if said.available_on else ""
            return Cell(column=CURRENT, original=f"{NOT_YET}{until}", absence=Absence.NOT_YET_DUE)
        case Answer.SEE_COMMENTARY:
            return Cell(column=CURRENT, original="See commentary", absence=Absence.SEE_COMMENTARY)
        case _:
            return _current_figures(gathered, figures_now(gathered, said))


def _current_figures(gathered: Gathered, figures: Sequence[UpdateFigure | WrittenFigure]) -> Cell:
    if not figures or gathered.definition is None:
        return Cell(column=CURRENT, absence=Absence.BLANK)
    rows = [_row(one, gathered) for one in figures]
    unit = Unit(gathered.definition.unit) if gathered.definition.unit else None
    rows[0].original = _as_typed(rows[0], unit) if len(rows) == 1 and not rows[0].component else ""
    cell = recorded_cell(CURRENT, rows, _recorded(gathered, gathered.definition))
    figures_read = tuple(one.model_copy(update={"period": _other_window(gathered)}) for one in cell.figures)
    if not cell.figures and not cell.original:
        words = "; ".join(figures_text(rows, gathered.definition)) if len(rows) > 1 else ""
        cell = cell.model_copy(update={"original": words})
    return cell.model_copy(update={"figures": figures_read})


def _row(figure: UpdateFigure | WrittenFigure, gathered: Gathered) -> Figure:
    """The figure as a row of the series under the update's own window, never saved. A component has no cell of its own."""
    update, definition = gathered.update, gathered.definition
    assert definition is not None  # noqa: S101 - only a measure has figures
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
        original=figure.original if not figure.component else "",
    )


def begins_a_run(gathered: Gathered) -> bool:
    """Whether this is the first figure under its version of the definition: the break prints as [b] (R4.10)."""
    earlier = [one for one in gathered.series if one.period_end < gathered.update.period_end]
    return bool(earlier) and earlier[-1].definition_id != _definition_key(gathered)


def _definition_key(gathered: Gathered) -> int | None:
    return gathered.definition.pk if gathered.definition else None


def _as_typed(row: Figure, unit: Unit | None) -> str:
    """What was typed, with the sign of the measure's unit and of the markers that it does not say itself: "93.2% [p]"."""
    typed = fold(row.original)
    if not typed or row.value is None:
        return typed
    if _BARE_NUMBER.fullmatch(typed):
        typed = f"{'£' if unit is Unit.POUNDS else ''}{typed}{'%' if unit is Unit.PERCENT else ''}"
    read = figures_in(typed, unit) or ()
    said = {marker for figure in read for marker in figure.markers}
    signs = "".join(Marker(one).shorthand for one in row.markers if Marker(one) not in said)
    return f"{typed} {signs}".strip()


def _other_window(gathered: Gathered) -> Period | None:
    """The update's window, where it is not the one that the measure has in that quarter anyway."""
    update = gathered.update
    known = definition_of(gathered.definition) if gathered.definition else Definition()
    own = own_window(gathered.observed, known)
    if (update.period_start, update.period_end) == (own.start, own.end):
        return None
    return Period.span(update.period_start, update.period_end)


# ---- the officer's judgement and words ----


def _progress(said: Written | Update) -> Progress:
    return Progress(judged=Light(said.judged) if said.judged else None)


def _progress_cell(said: Written | Update) -> Cell:
    if said.done_on:
        return Cell(column=PROGRESS, original=f"Completed on {day_text(said.done_on)}")
    if said.not_rated and not said.judged:
        original, absence = _NOT_RATED[NotRated(said.not_rated)]
        return Cell(column=PROGRESS, original=original, absence=absence)
    return Cell(column=PROGRESS, absence=None if said.judged else Absence.BLANK)


def _commentary(gathered: Gathered, said: Written | Update) -> Commentary | None:
    """What happened, why, and what happens next, in this order, by the post that speaks."""
    blocks = tuple(block for text in (said.what_happened, said.why, said.what_next) for block in blocks_of(text))
    owner = gathered.line.owner
    by = gathered.update.author or (owner.title if owner else "")
    return Commentary(by=(by,) if by else (), blocks=blocks) if blocks else None


def blocks_of(text: str) -> list[AnyBlock]:
    """What was typed in a box, as blocks: a blank line begins a paragraph, and "- " an item of a list."""
    blocks: list[AnyBlock] = []
    for part in _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        running: list[str] = []
        for line in part.split("\n"):
            item = _ITEM.match(line.strip())
            if item is None:
                running.append(line)
                continue
            blocks += _paragraphs(running)
            running = []
            blocks.append(ListItem(spans=(Span(text=fold(line.strip()[item.end() :])),)))
        blocks += _paragraphs(running)
    return blocks


def _paragraphs(lines: Sequence[str]) -> list[AnyBlock]:
    text = fold(" ".join(lines))
    return [paragraph(text)] if text else []


def _action(said: Written | Update) -> Action | None:
    action = Action(what=fold(said.action), who=fold(said.action_who), by_when=_by_when(said.action_by))
    return action if action != Action() else None


def _by_when(day: date | None) -> str:
    return day_text(day) if day else ""
