"""What stands beside an update while somebody writes it: target and profile, last quarter, last year, the series, questions.

Everything that an officer would otherwise look up in an older paper, so that an update without surprises takes a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from django.db.models import Q
from django.utils import timezone

from goldenthread.model.figures import Marker, Role
from goldenthread.model.plan import Arrow, Light, Verdict
from goldenthread.model.symbols import ARROW_SHAPES
from goldenthread.model.text import AnyBlock, ListItem, plain
from goldenthread.web.plans.models import Definition, Figure, Milestone
from goldenthread.web.plans.queries.as_known import Restatement, earlier_of, restatements
from goldenthread.web.plans.queries.definition_sheet import DOES_NOT_APPLY, Part, definition_sheet
from goldenthread.web.plans.queries.printed import (
    Printed,
    day_text,
    figures_text,
    number_text,
    period_text,
    targets_text,
    year_text,
)
from goldenthread.web.returns.comparing import other_version, same_period_last_year
from goldenthread.web.returns.gathering import Gathered
from goldenthread.web.returns.judging import RULES, arrow_of
from goldenthread.web.returns.known import last_restated
from goldenthread.web.returns.lines import line_of, without_blanks
from goldenthread.web.returns.models import NotRated, Question, UpdateState
from goldenthread.web.returns.queries.chart import Chart, chart

_TRAVEL: Final = {
    Arrow.BETTER: "Better than a year before",
    Arrow.SAME: "The same as a year before",
    Arrow.WORSE: "Worse than a year before",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a profile expects by the end of each quarter; `of` names the component, "" for the whole."""

    of: str
    quarters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Some running words: paragraphs, or the items of one list."""

    is_list: bool
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was said of the line in the round before. `light` is None where none was given, and `no_light` then says why.

    `travel` is the arrow's shape and words, or nothing; `restated` what is known now of figures that were restated since.
    """

    title: str
    figure: str
    restated: str
    light: Light | None
    no_light: str
    travel: tuple[str, str] | None
    by: str
    words: tuple[Words, ...]
    action: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """The figures of one period as known now, what their markers mean, and what was tabled before they were restated.

    `break_before` where they cannot be compared with those of the row below it.
    """

    period: str
    lines: tuple[str, ...]
    notes: str
    earlier: tuple[Restatement, ...]
    break_before: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a member, and the round in which it was asked."""

    text: str
    by: str
    on: str
    about: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a light means for this sort of line, in the words of the council's key."""

    light: Light
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it, prepared. `expected` is what the profile expects by the end of this quarter, "" where there is none."""

    is_milestone: bool
    year: str
    last: LastTime | None
    questions: tuple[Asked, ...]
    meanings: tuple[Meaning, ...]
    due: str = ""
    target: Printed | None = None
    profile: tuple[Expected, ...] = ()
    expected: str = ""
    last_year: SeriesRow | None = None
    last_year_period: str = ""
    rows: tuple[SeriesRow, ...] = ()
    chart: Chart | None = None
    sheet: tuple[Part, ...] = ()


def beside(gathered: Gathered) -> Beside:
    """What stands beside the update's boxes, in two queries."""
    definition, line = gathered.definition, gathered.line
    of_any = Beside(
        is_milestone=definition is None,
        year=year_text(gathered.year),
        last=_last(gathered),
        questions=_questions(gathered),
        meanings=_meanings(is_milestone=definition is None),
        due=line.due if isinstance(line, Milestone) else "",
    )
    if definition is None:
        return of_any
    window, figures = same_period_last_year(gathered, definition)
    return replace(
        of_any,
        target=targets_text(gathered.year_targets, definition),
        profile=_profile(gathered, definition),
        expected=_expected(gathered, definition),
        last_year=_row(figures, (), figures[0].definition) if figures else None,
        last_year_period=window.label[0].upper() + window.label[1:],
        rows=_rows(gathered),
        chart=chart(gathered, definition),
        sheet=_sheet(gathered, definition),
    )


# ---- the target ----


def _profile(gathered: Gathered, definition: Definition) -> tuple[Expected, ...]:
    return tuple(
        Expected(one.component, tuple(number_text(Decimal(each), definition) for each in one.profile))
        for one in gathered.year_targets
        if one.profile
    )


def _expected(gathered: Gathered, definition: Definition) -> str:
    quarter = gathered.observed.quarter
    if quarter is None:
        return ""
    return "; ".join(
        f"{one.component} {number_text(Decimal(one.profile[quarter - 1]), definition)}".strip()
        for one in gathered.year_targets
        if one.profile
    )


def _sheet(gathered: Gathered, definition: Definition) -> tuple[Part, ...]:
    """What is stated of the definition and applies: what is missing is said on the measure's own page."""
    parts = definition_sheet(definition, gathered.components)
    return tuple(one for one in parts if one.is_stated and one.text != DOES_NOT_APPLY)


def _meanings(*, is_milestone: bool) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(one.light, one.milestone if is_milestone else one.measure)
        for one in RULES.rule_set().lights
        if one.light
    )


# ---- the round before ----


def _last(gathered: Gathered) -> LastTime | None:
    before = gathered.before
    if before is None:
        return None
    line, update = line_of(before), before.update
    current, progress = line.cell(Role.CURRENT), line.cell(Role.PROGRESS)
    said = line.commentary
    return LastTime(
        title=before.round.title,
        figure=current.text if current else (progress.original if progress else ""),
        restated="; ".join(f"{one.component} {one.original}".strip() for one in last_restated(gathered).values()),
        light=line.progress.judged,
        no_light=_no_light(update.state, update.not_rated),
        travel=_travel(arrow_of(update)),
        by=", ".join(said.by) if said else "",
        words=words_of(said.blocks) if said else (),
        action=_action(update.action, update.action_who, day_text(update.action_by) if update.action_by else ""),
    )


def _travel(verdict: Verdict | None) -> tuple[str, str] | None:
    arrow = verdict.arrow if verdict else None
    return (ARROW_SHAPES[arrow], _TRAVEL[arrow]) if arrow else None


def _no_light(state: str, reason: str) -> str:
    if reason:
        return NotRated(reason).words
    return "Nobody answered" if state == UpdateState.NOT_STARTED else "No light was given"


def _action(what: str, who: str, by_when: str) -> str:
    """ "Open two more clinics: Divisional Manager, by 5 November 2021"; "" for none."""
    rest = ", ".join(filter(None, (who, f"by {by_when}" if by_when else "")))
    return ": ".join(filter(None, (what, rest)))


def words_of(blocks: Sequence[AnyBlock]) -> tuple[Words, ...]:
    """Running words as a page shows them: the items of a list together."""
    groups = groupby(blocks, key=lambda one: isinstance(one, ListItem))
    return tuple(Words(is_list, tuple(plain(one) for one in group)) for is_list, group in groups)


# ---- the series ----


def _rows(gathered: Gathered) -> tuple[SeriesRow, ...]:
    """The series as known now, the newest first."""
    earlier = earlier_of(one.pk for one in gathered.series)
    groups = groupby(gathered.series, key=lambda one: (one.period_start, one.period_end))
    periods = [without_blanks(list(group)) for _, group in groups]
    found = []
    for place, figures in enumerate(periods):
        definition = figures[0].definition
        is_break = place > 0 and other_version(periods[place - 1], definition)
        tabled = [row for one in figures for row in restatements(earlier.get(one.pk, ()), definition)]
        found.append(_row(figures, tabled, definition, break_before=is_break))
    return tuple(reversed(found))


def _row(
    figures: Sequence[Figure],
    earlier: Sequence[Restatement],
    definition: Definition,
    *,
    break_before: bool = False,
) -> SeriesRow:
    marked = any(Marker.BREAK in one.markers for one in figures)
    words = (Marker(each).words for one in figures for each in one.markers if each != Marker.BREAK)
    notes = dict.fromkeys([*words, *(one.qualifier for one in figures if one.qualifier)])
    return SeriesRow(
        period=period_text(figures[0]),
        lines=figures_text(figures, definition),
        notes=", ".join(notes),
        earlier=tuple(earlier),
        break_before=break_before or marked,
    )


# ---- members ----


def _questions(gathered: Gathered) -> tuple[Asked, ...]:
    """What members asked of this line, in whichever round, the latest first."""
    line = gathered.line
    if isinstance(line, Milestone):
        same = Q(update__milestone__in=[one for one in (line.pk, line.continues_id) if one])
    else:
        same = Q(update__measure__series=line.series_id)
    rows = Question.objects.filter(same).order_by("-at", "-pk")
    asked = rows.values_list("text", "by__name", "at", "update__part_of__round__title")
    return tuple(Asked(text, by, day_text(timezone.localdate(at)), about) for text, by, at, about in asked)
