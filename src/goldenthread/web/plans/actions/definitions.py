"""Definitions: corrected in place, or made anew from a year on with a break in the series (R4.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Max

from goldenthread.model.periods import Period, financial_year_of
from goldenthread.web.plans.actions.rows import add, put, touch
from goldenthread.web.plans.changes import Change, changing, lock
from goldenthread.web.plans.errors import Overtaken, Refused
from goldenthread.web.plans.models import Component, Definition, Figure, Measure, MeasureKind, PlanState
from goldenthread.web.plans.queries.choosing import used_by_approved

_FIXED: Final = {"kind": "what the figure is", "unit": "the unit", "polarity": "which way is better"}
"""What figures are read by: under figures it cannot change, since they would then say something else."""


def change_definition(
    *, measure: Measure, values: Mapping[str, Any], components: Sequence[str], seen: tuple[int, int], change: Change
) -> Definition:
    """Corrects a definition. Refused where figures stand on what would change, or an approved plan of others does.

    `seen` is the number of the version of the definition, and how often that had been changed.
    """
    with changing(measure.plan, change, "change_definition"):
        row = _locked(measure, seen)
        correct_definition(measure, row, values, components)
    return row


def correct_definition(
    measure: Measure, row: Definition, values: Mapping[str, Any], components: Sequence[str] | None = None
) -> None:
    """Corrects a definition that is locked, inside an action on the plan; without `components` these stay as they are."""
    names = _names(row)
    components = names if components is None else components
    _is_whole(values)
    other = used_by_approved(row.pk, measure.plan_id).select_related("plan").first()
    differs = any(getattr(row, name) != value for name, value in values.items()) or names != list(components)
    if other and differs:
        raise Refused(
            f"The approved plan “{other.plan.title}” uses this definition too. Make a new version of it, "
            "or correct it from that plan."
        )
    if Figure.objects.filter(definition=row).exists():
        _leaves_figures_be(row, values, components)
    _leaves_targets_be(measure, components)
    changed = put(row, values)
    if _name(row, components) and not changed:
        touch(row)


def redefine_measure(
    *,
    measure: Measure,
    values: Mapping[str, Any],
    components: Sequence[str],
    begins: int,
    why: str,
    seen: tuple[int, int],
    change: Change,
) -> Definition:
    """Makes a new version of the definition from a financial year on: later figures carry it, earlier ones keep theirs."""
    plan = measure.plan
    with changing(plan, change, "redefine_measure"):
        row = _locked(measure, seen)
        _is_whole(values)
        if begins not in plan.covers:
            raise Refused("A new version begins in a year of this plan. Choose one of its years.")
        _is_after_all_figures(row, begins, plan.covers)
        _leaves_targets_be(measure, components)
        last = Definition.objects.filter(series=row.series_id).aggregate(last=Max("number"))["last"]
        made = Definition(
            series_id=row.series_id,
            number=last + 1,
            begins=begins,
            why=why,
            made_by=change.by,
            made_at=change.at,
            **values,
        )
        add(made)
        _name(made, components)
        later = Measure.objects.filter(definition=row, plan__first_year__gte=begins).exclude(plan=plan)
        later.exclude(plan__state=PlanState.APPROVED).update(definition=made)
        Measure.objects.filter(pk=measure.pk).update(definition=made)
    return made


def _locked(measure: Measure, seen: tuple[int, int]) -> Definition:
    """The definition that the measure has now, if it is the one that the person saw."""
    now = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    number, version = seen
    row = Definition.objects.select_for_update(of=("self",)).get(pk=now.definition_id)
    if row.number != number:
        raise Overtaken("Somebody else made a new version of this definition while you were working on it.", row)
    return lock(Definition.objects.all(), row.pk, version)


def _is_whole(values: Mapping[str, Any]) -> None:
    if values.get("kind") != MeasureKind.RATIO:
        return
    missing = [name for name in ("numerator", "denominator", "multiplier") if not values.get(name)]
    if missing:
        raise Refused(f"A ratio needs its numerator, denominator and multiplier. Give the {' and the '.join(missing)}.")


def _leaves_figures_be(row: Definition, values: Mapping[str, Any], components: Sequence[str]) -> None:
    changed = [words for name, words in _FIXED.items() if name in values and values[name] != getattr(row, name)]
    reported = set(Figure.objects.filter(definition=row).values_list("component", flat=True)) - {""}
    changed += [f"the part “{name}”" for name in _names(row) if name in reported and name not in components]
    if changed:
        raise Refused(
            f"There are figures under this definition, so {_listed(changed)} cannot change under them. "
            "Make it a new version: say below from which year, and why."
        )


def _leaves_targets_be(measure: Measure, components: Sequence[str]) -> None:
    aimed = set(measure.targets.exclude(component="").values_list("component", flat=True))
    lost = [name for name in _names(measure.definition) if name in aimed and name not in components]
    if lost:
        raise Refused(f"There are targets for the part “{lost[0]}”. Delete or change those targets first.")


def _is_after_all_figures(row: Definition, begins: int, covers: range) -> None:
    starts = Figure.objects.filter(definition=row).values_list("period_start", flat=True)
    latest = max((financial_year_of(start) for start in starts), default=None)
    if latest is not None and latest >= begins:
        later = (
            f"Let the new version begin in {Period.financial_year(latest + 1).label}"
            if latest + 1 in covers
            else "Make the new version in the plan that follows this one"
        )
        raise Refused(
            f"There are figures for {Period.financial_year(latest).label} under the definition so far. "
            f"{later}, or delete those figures first."
        )


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _names(row: Definition) -> list[str]:
    return list(row.components.order_by("position", "pk").values_list("name", flat=True))


def _name(row: Definition, components: Sequence[str]) -> bool:
    """Gives the definition these components in this order; whether that changes anything."""
    if _names(row) == list(components):
        return False
    there = {one.name: one for one in row.components.all()}
    for name in there.keys() - set(components):
        there[name].delete()
    for position, name in enumerate(components):
        if name in there:
            put(there[name], {"position": position})
        else:
            Component.objects.create(definition=row, name=name, position=position)
    return True
