"""How targets and figures are written on a page: as the paper printed them, else from the number in its unit.

Rounding is for print alone; an absence is said in words, and none is zero (handbook 1.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from goldenthread.model.figures import Absence, Cell, Column, Marker, Role, TargetKind, TargetState, Unit
from goldenthread.model.figures import Figure as Reported
from goldenthread.model.periods import Period, PeriodKind
from goldenthread.rules.amounts import amount, rounded
from goldenthread.web.plans.models import Definition, Recorded, Target
from goldenthread.writers.layout_lines import figure_lines

R = TypeVar("R", bound=Recorded)

NO_TARGET = "No target"
TO_BE_CONFIRMED = "To be confirmed"
NOT_STATED = "Not stated"
_UNITS = {unit.value: unit for unit in Unit}
_TARGETS_COLUMN = Column(role=Role.TARGET)


def year_text(year: int) -> str:
    """A financial year as councils print it: 2021 is "2021/22"."""
    return f"{year}/{(year + 1) % 100:02}"


def years_text(first: int, years: int) -> str:
    """The years of a plan: "2021/22", or "2021/22 to 2023/24"."""
    return year_text(first) if years == 1 else f"{year_text(first)} to {year_text(first + years - 1)}"


def day_text(day: date) -> str:
    """A day in full: "5 May 2021"."""
    return f"{day.day} {day:%B %Y}"


def number_text(value: Decimal, definition: Definition) -> str:
    """A number in the measure's unit, at its decimal places; where none are set, at its own."""
    if definition.decimals is not None:
        shown = rounded(value, definition.decimals)
    else:
        shown = value.normalize()
        shown = rounded(shown, 0) if shown == shown.to_integral_value() else shown
    return amount(shown, _UNITS.get(definition.unit))


# ---- targets ----


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell: its lines, and what is to be known of it besides ("provisional")."""

    lines: tuple[str, ...]
    note: str = ""


def targets_text(targets: Sequence[Target], definition: Definition) -> Printed:
    """All targets of a measure for one year in one cell, each component with its name; "Not stated" where there is none."""
    if not targets:
        return Printed((NOT_STATED,))
    states = {one.state for one in targets if one.kind not in (TargetKind.NONE, TargetKind.TO_BE_CONFIRMED)}
    note = TargetState.PROVISIONAL.value if TargetState.PROVISIONAL in states else ""
    return Printed(_target_lines(targets, definition), note)


def _target_lines(targets: Sequence[Target], definition: Definition) -> tuple[str, ...]:
    if len(targets) == 1:
        only = targets[0]
        return (
            target_text(only, definition)
            if only.original
            else _labelled(only.component, target_text(only, definition)),
        )
    whole = {one.original for one in targets}
    if len(whole) == 1 and whole != {""}:
        return _cell_lines(whole.pop(), [(one.component, one.low) for one in targets])
    return tuple(_labelled(one.component, target_in_numbers(one, definition)) for one in targets)


def target_text(target: Target, definition: Definition) -> str:
    """One target, as the paper printed it, else from its numbers. A dash in a paper is said in words."""
    if target.kind in (TargetKind.NONE, TargetKind.TO_BE_CONFIRMED) and not any(map(str.isalnum, target.original)):
        return target_in_numbers(target, definition)
    return target.original or target_in_numbers(target, definition)


def target_in_numbers(target: Target, definition: Definition) -> str:
    """One target from its numbers: "95%", "80% to 100%", "reduction of £250,000", "80% of pupils"."""
    match target.kind:
        case TargetKind.RANGE if target.low is not None and target.high is not None:
            return f"{number_text(target.low, definition)} to {number_text(target.high, definition)}"
        case TargetKind.CHANGE if target.low is not None:
            return f"{target.direction or 'change'} of {number_text(target.low, definition)}"
        case TargetKind.SHARE if target.low is not None:
            return f"{number_text(target.low, definition)} {target.text}".strip()
        case TargetKind.NONE:
            return NO_TARGET
        case TargetKind.TO_BE_CONFIRMED:
            return TO_BE_CONFIRMED
        case TargetKind.LEVEL if target.low is not None:
            return number_text(target.low, definition)
        case _:
            return target.text or NOT_STATED


# ---- figures ----


def figures_text(figures: Sequence[Recorded], definition: Definition) -> tuple[str, ...]:
    """All figures of one period in one cell, each component with its name."""
    figures = saying_something(figures)
    if len(figures) == 1:
        only = figures[0]
        return (
            figure_text(only, definition)
            if only.original
            else _labelled(only.component, figure_text(only, definition)),
        )
    whole = figures[0].original
    if whole and all(one.original == whole and one.component in whole for one in figures):
        return _cell_lines(whole, [(one.component, one.value) for one in figures])
    return tuple(_labelled(one.component, figure_in_numbers(one, definition)) for one in figures)


def saying_something(figures: Sequence[R]) -> list[R]:
    """The figures of one period without the whole that was left blank where parts of it are told."""
    filled = [one for one in figures if one.absence != Absence.BLANK]
    return filled or list(figures)


def figure_text(figure: Recorded, definition: Definition) -> str:
    """One figure as it was typed, else its number; an absence in words where the paper has only a dash or nothing."""
    if figure.value is None and not any(map(str.isalnum, figure.original)):
        return figure_in_numbers(figure, definition)
    return figure.original or figure_in_numbers(figure, definition)


def figure_in_numbers(figure: Recorded, definition: Definition) -> str:
    """One figure from its number, in the unit of the definition that it was given under."""
    if figure.value is None:
        return Absence(figure.absence).words
    shown = number_text(figure.value, definition)
    return f"{shown} {''.join(Marker(one).shorthand for one in figure.markers)}".strip()


def markers_text(figure: Recorded) -> str:
    """What the markers of a figure mean: "provisional, revised"; "" where it has none."""
    return ", ".join(Marker(one).words for one in figure.markers)


def period_text(figure: Recorded) -> str:
    """The name of a figure's period: "2020/21", "Quarter 1 2021/22"; its days where they do not fit the kind."""
    try:
        kind = PeriodKind(figure.period_kind)
        label = Period(kind=kind, start=figure.period_start, end=figure.period_end).label
    except ValueError:
        return f"{day_text(figure.period_start)} to {day_text(figure.period_end)}"
    return label[0].upper() + label[1:]


# ---- several in one cell ----


def _labelled(label: str, text: str) -> str:
    return f"{label} {text}" if label else text


def _cell_lines(original: str, parts: Sequence[tuple[str, Decimal | None]]) -> tuple[str, ...]:
    """The paper's own cell, broken before each component that it names."""
    parts = sorted(parts, key=lambda part: original.find(part[0]))
    figures = tuple(Reported(value=value, label=label) for label, value in parts if value is not None)
    return figure_lines(Cell(column=_TARGETS_COLUMN, original=original, figures=figures))
