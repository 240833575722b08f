"""From an update's rows, or from what somebody has just written, to the line that the quarterly paper prints.

The columns are those of the paper: last year's actual, this year's target, current, direction of travel, quarterly progress.
Absence is said in words and is never nought (handbook 1.1). Nothing is judged here: see judging.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.model.figures import Absence, Cell, Column, Role
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.model.plan import (
    Action,
    Commentary,
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
from goldenthread.web.plans.queries.printed import day_text, year_text
from goldenthread.web.returns.current_cell import current_cell
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.models import NotRated, Update
from goldenthread.web.returns.written import Written

TRAVEL: Final = Column(heading="Direction of Travel", role=Role.TRAVEL)
PROGRESS: Final = Column(heading="Quarterly Progress", role=Role.PROGRESS)
_ITEM: Final = re.compile(r"[-*•–]\s+(?=\S)")
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
            current_cell(gathered, said),
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
    return without_blanks([one for one in series if (one.period_start, one.period_end) == (window.start, window.end)])


def without_blanks(rows: list[Figure]) -> list[Figure]:
    """The figures of one period; a blank only where all are blank, as beside its components an empty whole says nothing."""
    return [one for one in rows if one.absence != Absence.BLANK] or rows


def _target(gathered: Gathered, definition: DefinitionRow) -> Cell:
    rows = gathered.year_targets
    if rows:
        return target_cell(rows, _recorded(gathered, definition))
    year = Period.financial_year(gathered.year)
    heading = f"{year_text(gathered.year)} target"
    return Cell(column=Column(heading=heading, role=Role.TARGET, period=year), absence=Absence.BLANK)


def _recorded(gathered: Gathered, definition: DefinitionRow) -> Recorded:
    return Recorded(plan=gathered.plan, definition=definition)


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
