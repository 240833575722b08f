"""What may be done with a workbook that came back: keep it until it is looked through, set it aside, or apply it whole.

Each line is changed by the inner part of the action that its page uses, so that no rule stands here a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.web.accounts.models import Person
from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.definitions import correct_definition
from goldenthread.web.plans.actions.lines import put_line
from goldenthread.web.plans.actions.measures import make_measure
from goldenthread.web.plans.actions.milestones import make_milestone, put_milestone
from goldenthread.web.plans.actions.rows import put
from goldenthread.web.plans.actions.targets import new_target, target_changes
from goldenthread.web.plans.changes import Change, changing
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.models import Measure, Milestone, Plan, Target, Workbook
from goldenthread.web.plans.typed import TypedTarget
from goldenthread.web.plans.uploading.read_apart import clean
from goldenthread.web.plans.workbook.columns import MEASURES, Column, SheetKind, Takes
from goldenthread.web.plans.workbook.differences import Addition, Difference, differences_of
from goldenthread.web.plans.workbook.rows import Line, sheets_of
from goldenthread.web.plans.workbook.sending import Sent

_DEFINITION_PAGE = (
    "kind", "unit", "decimals", "polarity", "time_basis", "calendar", "description", "numerator", "denominator",
    "multiplier", "population", "source_system", "limitations", "sensitivity", "comparability", "rating_method",
    "tolerance", "framework_references", "expected_availability",
)  # fmt: skip


class NotAsSeen(Refused):
    """Somebody changed the plan since the differences were shown."""


@dataclass(frozen=True)
class Done:
    """How many cells were changed and how many lines added."""

    cells: int
    lines: int


def keep_workbook(*, plan: Plan, name: str, sent: Sent, by: Person, at: datetime) -> Workbook:
    """Keeps what was read until it is confirmed, in place of what the same person sent before."""
    with transaction.atomic(), recorded(by=by, action="plans.keep_workbook"):
        if not Plan.objects.select_for_update().filter(pk=plan.pk).exists():
            raise Gone("This plan was deleted while its workbook was read. Nothing was saved.")
        Workbook.objects.filter(plan=plan, by=by).delete()
        return Workbook.objects.create(plan=plan, by=by, at=at, name=name, sent=clean(sent.model_dump(mode="json")))


def set_workbook_aside(*, workbook: Workbook, by: Person) -> None:
    """Forgets a workbook; nothing of it was saved."""
    with transaction.atomic(), recorded(by=by, action="plans.set_workbook_aside"):
        Workbook.objects.filter(pk=workbook.pk).delete()


def apply_workbook(*, workbook: Workbook, taken: Collection[str], mark: str, change: Change, today: date) -> Done:
    """Makes all the changes that were shown with that mark, in one transaction, and forgets the workbook.

    `taken` names the conflicts in which the workbook's text is to stand; the others stay as they are.
    """
    plan = workbook.plan
    with changing(plan, change, "apply_workbook"):
        if not Workbook.objects.select_for_update().filter(pk=workbook.pk).exists():
            raise Gone("This workbook was confirmed or set aside already. Upload it again if it was not meant to be.")
        differences = differences_of(Sent.model_validate(workbook.sent), sheets_of(plan, today))
        if differences.mark != mark:
            raise NotAsSeen(
                "Somebody changed the plan while you were looking. Nothing was saved: look through it again."
            )
        if differences.troubles:
            raise Refused("Some cells cannot be taken. Mend them in the workbook, and upload it again.")
        changes = [one for one in differences.changes if not one.is_conflict or one.known_as in taken]
        targets = _Targets(plan, change)
        for line, cells in _by_line(changes):
            with _told_of(line.name):
                _change(line, {cell.column: cell.value for cell in cells}, targets)
        for addition in differences.additions:
            with _told_of(addition.name):
                _add(addition, plan, targets)
        targets.save()
        Workbook.objects.filter(pk=workbook.pk).delete()
    return Done(len(changes), len(differences.additions))


def _by_line(changes: Iterable[Difference]) -> Iterator[tuple[Line, list[Difference]]]:
    found: dict[str, list[Difference]] = {}
    for one in changes:
        found.setdefault(one.line.key, []).append(one)
    for cells in found.values():
        yield cells[0].line, cells


@contextmanager
def _told_of(name: str) -> Iterator[None]:
    """A refusal within says of which line it is."""
    try:
        yield
    except Refused as error:
        raise Refused(f"{name}: {error}") from error


# ---- a line that is there ----


def _change(line: Line, values: Mapping[Column, Any], targets: _Targets) -> None:
    own = {column.name: value for column, value in values.items() if column.year is None and not column.definition}
    sheet = {column.name: value for column, value in values.items() if column.definition}
    row = line.row
    if isinstance(row, Milestone):
        put_milestone(row, {"due": row.due} | own, None)
    elif isinstance(row, Measure):
        if own:
            put_line(row, own, None)
        if sheet:
            there = {name: getattr(row.definition, name) for name in _DEFINITION_PAGE}
            correct_definition(row, row.definition, there | sheet)
        targets.take(line, row, values)
    else:
        put(row, own)


@dataclass
class _Targets:
    """The targets of all lines, gathered and saved in a few statements: a plan may have thousands.

    What was typed is understood already, so that each row keeps its own rules.
    """

    plan: Plan
    change: Change
    new: list[Target] = field(default_factory=list)
    changed: list[Target] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def take(self, line: Line, row: Measure, values: Mapping[Column, Any]) -> None:
        """The cells of a line's targets and their states, by year."""
        years: dict[int, dict[Takes, Any]] = {}
        for column, value in values.items():
            if column.year is not None:
                years.setdefault(column.year, {})[column.takes] = value
        for year, cells in years.items():
            self._take(line, row, year, cells)

    def _take(self, line: Line, row: Measure, year: int, cells: Mapping[Takes, Any]) -> None:
        old = line.targets.get(year)
        if Takes.TARGET not in cells:
            if old:
                self._put(old, {"year": year, "state": cells[Takes.STATE]})
            return
        typed: TypedTarget | None = cells[Takes.TARGET]
        if typed is None:
            self.gone += [old.pk] if old else []
            return
        state = cells.get(Takes.STATE) or (old.state if old else typed.state.value)
        values = _columns(typed, year, line.part) | {"state": state}
        if old:
            self._put(old, values)
        else:
            self.new.append(new_target(row, self.plan, values, self.change))

    def _put(self, row: Target, values: Mapping[str, Any]) -> None:
        changes = target_changes(row, self.plan, values, self.change)
        for name, value in changes.items():
            setattr(row, name, value)
        if changes:
            self.changed.append(row)

    def save(self) -> None:
        Target.objects.filter(pk__in=self.gone).delete()
        Target.objects.bulk_update(self.changed, _TARGET, batch_size=_BATCH)
        Target.objects.bulk_create(self.new, batch_size=_BATCH)


_TARGET = (
    "original", "kind", "low", "high", "direction", "text", "state", "approved_by", "approved_on",
)  # fmt: skip
_BATCH = 500


def _columns(typed: TypedTarget, year: int, part: str) -> dict[str, Any]:
    return {
        "year": year,
        "component": part,
        "original": typed.original,
        "kind": typed.kind.value,
        "low": typed.low,
        "high": typed.high,
        "direction": typed.direction,
        "text": typed.text,
    }


# ---- a new line ----


def _add(addition: Addition, plan: Plan, targets: _Targets) -> None:
    kind: SheetKind = addition.kind
    values = {kind.column(name): value for name, value in addition.values.items()}
    own = {column.name: value for column, value in values.items() if column.year is None and not column.definition}
    objective = own.pop("objective")
    objective.plan = plan
    if kind.name != MEASURES:
        make_milestone(objective, {"due": ""} | own, None)
        return
    sheet = {column.name: value for column, value in values.items() if column.definition}
    measure = make_measure(objective, own, None, targets.change, sheet)
    targets.take(Line("", addition.name, {}, measure), measure, values)
