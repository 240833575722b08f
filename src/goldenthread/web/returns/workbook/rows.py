"""Updates as the cells of their workbook, in a fixed number of statements: for the download and for the differences.

A measure with named parts (Primary, Secondary) has a row for its words and a row for the figure of each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.model.cells import fold
from goldenthread.model.figures import Absence, Marker, Unit
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.models import Definition, MeasureContribution, Milestone, MilestoneContribution, Target
from goldenthread.web.plans.queries.printed import day_text, number_text, target_in_numbers, target_text
from goldenthread.web.plans.workbook.cells import as_cell
from goldenthread.web.plans.workbook.tables import KEY
from goldenthread.web.returns.gathering import Gathered, gather
from goldenthread.web.returns.judging import found_in, light_of
from goldenthread.web.returns.known import last_restated
from goldenthread.web.returns.models import Answer, NotRated, Update, UpdateFigure
from goldenthread.web.returns.queries.in_order import in_order
from goldenthread.web.returns.states import Part, UpdateAction, allowed
from goldenthread.web.returns.timing import Lock, lock_of
from goldenthread.web.returns.workbook.columns import NO, OF_FIGURES, OPEN, SHEET, YES, Column, marker_words

_ONLY_MEASURES = frozenset({*OF_FIGURES, "available_on"})
_ONLY_MILESTONES = frozenset({"done_on"})


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its key, the part of the measure ("" for the update itself), its cells, and the columns it takes."""

    key: str
    part: str
    cells: Mapping[str, str]
    takes: frozenset[str]


@dataclass(frozen=True)
class Entry:
    """An update in a workbook: what stands behind it, what the person is to it, what locks it, and its rows."""

    gathered: Gathered
    parts: frozenset[Part]
    lock: Lock | None
    rows: tuple[Row, ...] = field(default=())

    @property
    def update(self) -> Update:
        """The update itself."""
        return self.gathered.update

    @property
    def name(self) -> str:
        """What people call its line."""
        return as_cell(fold(str(self.gathered.line)))

    @property
    def is_open(self) -> bool:
        """Whether the person may write it as things stand."""
        return self.lock is None and allowed(self.update.state, UpdateAction.SAVE, self.parts) is not None


def entries_of(updates: QuerySet[Update], within: Reach, today: date) -> list[Entry]:
    """The updates that the person may write, whatever locks them today, in the order of their plans."""
    shared = Exists(MeasureContribution.objects.filter(measure=OuterRef("measure"), post__in=within.posts))
    also = Exists(MilestoneContribution.objects.filter(milestone=OuterRef("milestone"), post__in=within.posts))
    marked: Any = updates.annotate(in_measure=shared, in_milestone=also).order_by(
        "part_of__directorate__name", "part_of"
    )
    helped = {one.pk: one.in_measure or one.in_milestone for one in marked}
    gathered = {one.update.pk: one for one in gather(list(marked))}
    entries = []
    for update in _ordered([one.update for one in gathered.values()]):
        parts = _parts(update, within, is_helper=helped[update.pk])
        if _may_write(parts):
            entries.append(Entry(gathered[update.pk], parts, lock_of(update, today), _rows(gathered[update.pk])))
    return entries


def _ordered(updates: Sequence[Update]) -> Iterator[Update]:
    by_return: dict[int, list[Update]] = {}
    for update in updates:
        by_return.setdefault(update.part_of_id, []).append(update)
    for rows in by_return.values():
        yield from in_order(rows)


def _parts(update: Update, within: Reach, *, is_helper: bool) -> frozenset[Part]:
    """What access.parts_of says, for many updates without a query for each."""
    parts = set()
    if update.line.owner_id in within.posts:
        parts.add(Part.OWNER)
    if within.has_in(update.part_of.directorate_id, Role.DIRECTOR):
        parts.add(Part.DIRECTOR)
    if within.has_in(update.part_of.directorate_id, Role.PERFORMANCE_OFFICER):
        parts.add(Part.PERFORMANCE)
    if not parts and is_helper:
        parts.add(Part.HELPER)
    return frozenset(parts)


def _may_write(parts: frozenset[Part]) -> bool:
    return bool(parts & {Part.OWNER, Part.HELPER, Part.PERFORMANCE})


# ---- cells ----


def _rows(gathered: Gathered) -> tuple[Row, ...]:
    definition = gathered.definition
    whole = {one.name for one in OPEN}
    whole -= _ONLY_MEASURES if definition is None else _ONLY_MILESTONES
    if gathered.components:
        whole -= set(OF_FIGURES)
    if not _asked(gathered):
        whole -= {"explained"}
    key = f"update-{gathered.update.pk}"
    first = Row(key, "", _cells(key, gathered, "", frozenset(whole)), frozenset(whole))
    takes = frozenset(OF_FIGURES)
    parts = (
        Row(part_key, name, _cells(part_key, gathered, name, takes), takes)
        for name in gathered.components
        for part_key in [as_cell(f"{key}-{name}")]
    )
    return (first, *parts)


def _cells(key: str, gathered: Gathered, part: str, takes: frozenset[str]) -> dict[str, str]:
    shown = {KEY: key} | _shown(gathered, part)
    said = {column.name: _said(column, gathered, part) if column.name in takes else "" for column in OPEN}
    return {column.name: as_cell({**shown, **said}[column.name]) for column in SHEET.columns}


def _shown(gathered: Gathered, part: str) -> dict[str, str]:
    line, definition, update = gathered.line, gathered.definition, gathered.update
    has_parts = bool(gathered.components)
    about_whole = not part
    figured = definition is not None and (part or not has_parts)
    return {
        "ref": fold(line.ref),
        "title": fold(line.title),
        "part": part,
        "owner": fold(line.owner.title) if line.owner else "",
        "period": _period(update),
        "unit": Unit(definition.unit).words if definition and definition.unit else "",
        "target": _target(gathered, part),
        "last_figure": _last_figure(gathered, part) if figured else "",
        "last_light": _last_light(gathered.last) if about_whole and gathered.last else "",
        "last_words": _words(gathered.last) if about_whole and gathered.last else "",
        "asked": _asked(gathered) if about_whole else "",
    }


def _target(gathered: Gathered, part: str) -> str:
    if isinstance(gathered.line, Milestone):
        return gathered.line.due
    definition = gathered.definition
    assert definition is not None  # noqa: S101 - every measure has one
    return "\n".join(_target_text(one, definition) for one in gathered.year_targets if one.component == part)


def _target_text(target: Target, definition: Definition) -> str:
    return target_in_numbers(target, definition) if target.component else target_text(target, definition)


def _period(update: Update) -> str:
    kind = PeriodKind(update.period_kind)
    label = Period(kind=kind, start=update.period_start, end=update.period_end).label
    return label[:1].upper() + label[1:]


def _last_figure(gathered: Gathered, part: str) -> str:
    """As it was given, and as it is known now where it was restated (R4.11)."""
    since = last_restated(gathered).get(part)
    lines = [_figure(one, gathered.definition) for one in gathered.last_figures if one.component == part]
    return "\n".join([*lines, f"Restated since: {since.original}"] if since else lines)


def _last_light(last: Update) -> str:
    if last.judged:
        return last.judged.capitalize()
    if last.not_rated:
        return NotRated(last.not_rated).words
    computed = light_of(last)
    return computed.light.value.capitalize() if computed and computed.light else ""


def _words(update: Update) -> str:
    return "\n".join(text for text in (update.what_happened, update.why, update.what_next) if text.strip())


def _asked(gathered: Gathered) -> str:
    """What the checks ask about the draft, and nobody has explained yet."""
    found = found_in(gathered.update, gathered.explanations)
    return "\n".join(f"{one.says} {one.remedy}" for one in found if not one.explained.strip())


def _said(column: Column, gathered: Gathered, part: str) -> str:
    """What the update says now, as its cell says it."""
    update = gathered.update
    figure = next((one for one in gathered.figures if one.component == part), None)
    match column.name:
        case "figure":
            return _figure(figure, gathered.definition) if figure else ""
        case "markers":
            return "; ".join(marker_words(Marker(one)) for one in figure.markers) if figure else ""
        case "from_partner":
            return YES if figure and figure.from_partner else NO
        case "answer":
            return Answer(update.answer).value.capitalize()
        case "light":
            return dict(column.choices).get(update.judged or update.not_rated, "")
        case "available_on" | "done_on" | "action_by":
            day: date | None = getattr(update, column.name)
            return day_text(day) if day else ""
        case "explained":
            return ""
        case "ready":
            return NO
        case _:
            return str(getattr(update, column.name))


def _figure(figure: UpdateFigure, definition: Definition | None) -> str:
    """The figure as typed; one that was never typed from its number, or from the reason that there is none."""
    if figure.original or figure.value is None:
        return figure.original or Absence(figure.absence).words
    return number_text(figure.value, definition) if definition else str(figure.value)
