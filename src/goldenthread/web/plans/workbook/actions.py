"""What may be done with a workbook that came back: keep it until it is looked through, set it aside, or apply it whole.

Each line is changed by the inner part of the action that its page uses, so that no rule stands here a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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
from goldenthread.web.plans.actions.targets import put_target, set_target
from goldenthread.web.plans.changes import Change, changing
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.models import Measure, Milestone, Plan, Workbook
from goldenthread.web.plans.typed import TypedTarget
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
        Plan.objects.select_for_update().get(pk=plan.pk)
        Workbook.objects.filter(plan=plan, by=by).delete()
        return Workbook.objects.create(plan=plan, by=by, at=at, name=name[:255], sent=sent.model_dump(mode="json"))


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
        for line, cells in _by_line(changes):
            with _told_of(line.name):
                _change(line, {cell.column: cell.value for cell in cells}, plan, change)
        for addition in differences.additions:
            with _told_of(addition.name):
                _add(addition, plan, change)
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


def _change(line: Line, values: Mapping[Column, Any], plan: Plan, change: Change) -> None:
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
        _targets(line, row, values, plan, change)
    else:
        put(row, own)


def _targets(line: Line, row: Measure, values: Mapping[Column, Any], plan: Plan, change: Change) -> None:
    years: dict[int, dict[Takes, Any]] = {}
    for column, value in values.items():
        if column.year is not None:
            years.setdefault(column.year, {})[column.takes] = value
    for year, cells in years.items():
        old = line.targets.get(year)
        if Takes.TARGET in cells and cells[Takes.TARGET] is None:
            if old:
                old.delete()
        elif Takes.TARGET in cells:
            typed: TypedTarget = cells[Takes.TARGET]
            state = cells.get(Takes.STATE) or (old.state if old else typed.state.value)
            said = _columns(typed, year, line.part) | {"state": state}
            if old:
                put_target(old, plan, said, change)
            else:
                set_target(row, plan, said, change)
        elif old:
            put_target(old, plan, {"year": year, "state": cells[Takes.STATE]}, change)


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


def _add(addition: Addition, plan: Plan, change: Change) -> None:
    kind: SheetKind = addition.kind
    values = {kind.column(name): value for name, value in addition.values.items()}
    own = {column.name: value for column, value in values.items() if column.year is None and not column.definition}
    objective = own.pop("objective")
    objective.plan = plan
    if kind.name != MEASURES:
        make_milestone(objective, {"due": ""} | own, None)
        return
    sheet = {column.name: value for column, value in values.items() if column.definition}
    measure = make_measure(objective, own, None, change, sheet)
    line = Line("", addition.name, {}, measure)
    _targets(line, measure, values, plan, change)
