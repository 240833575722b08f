"""A series as a small line chart: where each point stands, worked out here so that the template only draws.

Only figures of windows like the update's own are on one line: a quarter is not drawn beside a year. The line is broken where the
definition changed, where a break is marked, and where a count begins anew with the year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from goldenthread.model.figures import Marker, TargetKind
from goldenthread.model.periods import Period
from goldenthread.web.plans.models import Definition, Figure
from goldenthread.web.plans.queries.printed import day_text, number_text
from goldenthread.web.returns.comparing import own_days
from goldenthread.web.returns.gathering import Gathered

WIDTH, HEIGHT = 320, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 312, 24, 148
_MOST_LINES: Final = 4
_FEWEST_POINTS: Final = 2
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the chart; `says` is its value and day in words."""

    x: str
    y: str
    says: str


@dataclass(frozen=True, slots=True)
class Run:
    """Points that may be joined: `path` for a polyline, "" for a single point."""

    path: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One component's line, with its name at the last point. `number` tells the lines apart by their shape as well."""

    number: int
    label: str
    label_y: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The lines, the target's level where it is one number, and the words for those who do not see it."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    title: str
    says: str
    highest: str
    lowest: str
    first: str
    last: str
    target: str
    target_y: str
    breaks: tuple[str, ...]
    lines: tuple[Drawn, ...]


def chart(gathered: Gathered, definition: Definition) -> Chart | None:
    """The chart of the figures that cover windows like the update's; None where fewer than two can be drawn."""
    drawn = _alike(gathered)
    points = [one for figures in drawn.values() for one in figures]
    if len(points) < _FEWEST_POINTS or len(drawn) > _MOST_LINES or len({one.period_end for one in points}) < 2:
        return None
    target, values = _target(gathered), [_value(one) for one in points]
    scale = _Scale(points, target)
    lines = tuple(_line(number, label, figures, scale) for number, (label, figures) in enumerate(drawn.items()))
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        bottom=_BOTTOM,
        title=f"{gathered.line.title}: figures of the series",
        says=_in_words(drawn, definition, target),
        highest=number_text(max(values), definition),
        lowest=number_text(min(values), definition),
        first=f"{scale.first:%b %Y}",
        last=f"{scale.last:%b %Y}",
        target=number_text(target, definition) if target is not None else "",
        target_y=scale.y(target) if target is not None else "",
        breaks=tuple(_breaks(points, scale)),
        lines=lines,
    )


def _alike(gathered: Gathered) -> dict[str, list[Figure]]:
    """The figures with a number whose windows are as long as the update's, or parts of a year that adds up, by component."""
    mine = Period.span(gathered.update.period_start, gathered.update.period_end)
    found: dict[str, list[Figure]] = defaultdict(list)
    for one in gathered.series:
        if one.value is not None and _is_alike(Period.span(*own_days(one)), mine, gathered):
            found[one.component].append(one)
    return dict(found)


def _is_alike(window: Period, mine: Period, gathered: Gathered) -> bool:
    if _adds_up(gathered):
        return (window.start.month, window.start.day) == (mine.start.month, mine.start.day)
    if mine.months is None or window.months is None:
        return (mine.start == mine.end) is (window.start == window.end)
    return window.months == mine.months


def _adds_up(gathered: Gathered) -> bool:
    return gathered.definition is not None and "cumulative" in gathered.definition.time_basis


def _target(gathered: Gathered) -> Decimal | None:
    rows = gathered.year_targets
    return rows[0].low if len(rows) == 1 and rows[0].kind == TargetKind.LEVEL else None


class _Scale:
    """From days and numbers to places in the picture."""

    def __init__(self, figures: Sequence[Figure], target: Decimal | None) -> None:
        values = [one.value for one in figures if one.value is not None]
        held = [*values, target] if target is not None else values
        self.low, self.high = min(held), max(held)
        days = [one.period_end for one in figures]
        self.first, self.last = min(days), max(days)

    def x(self, day: date) -> str:
        share = Decimal((day - self.first).days) / Decimal((self.last - self.first).days)
        return f"{(_LEFT + share * (_RIGHT - _LEFT)).quantize(_TENTH)}"

    def y(self, value: Decimal) -> str:
        spread = self.high - self.low
        share = (value - self.low) / spread if spread else Decimal("0.5")
        return f"{(_BOTTOM - share * (_BOTTOM - _TOP)).quantize(_TENTH)}"


def _line(number: int, label: str, figures: Sequence[Figure], scale: _Scale) -> Drawn:
    runs = []
    for run in _runs(figures):
        points = tuple(Point(scale.x(one.period_end), scale.y(_value(one)), _says(one)) for one in run)
        path = " ".join(f"{one.x},{one.y}" for one in points) if len(points) > 1 else ""
        runs.append(Run(path, points))
    return Drawn(number, label, scale.y(_value(figures[-1])), tuple(runs))


def _value(figure: Figure) -> Decimal:
    assert figure.value is not None  # noqa: S101 - only figures with a number are drawn
    return figure.value


def _says(figure: Figure) -> str:
    name = f"{figure.component} " if figure.component else ""
    return f"{name}{number_text(_value(figure), figure.definition)}, {day_text(figure.period_end)}"


def _runs(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The figures that may be joined to each other, in order."""
    run: list[Figure] = []
    for one in figures:
        if run and _breaks_off(run[-1], one):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _breaks_off(before: Figure, figure: Figure) -> bool:
    if _is_break(before, figure):
        return True
    return "cumulative" in figure.definition.time_basis and own_days(figure)[0] != own_days(before)[0]


def _is_break(before: Figure, figure: Figure) -> bool:
    return before.definition_id != figure.definition_id or Marker.BREAK in figure.markers


def _breaks(figures: Sequence[Figure], scale: _Scale) -> Iterator[str]:
    """Where in the picture the series breaks: between the last figure before and the first after."""
    ordered = sorted(figures, key=lambda one: (one.component, one.period_end))
    places = [
        (Decimal(scale.x(one.period_end)) + Decimal(scale.x(before.period_end))) / 2
        for before, one in pairwise(ordered)
        if before.component == one.component and _is_break(before, one)
    ]
    yield from dict.fromkeys(f"{place.quantize(_TENTH)}" for place in places)


def _in_words(drawn: dict[str, list[Figure]], definition: Definition, target: Decimal | None) -> str:
    said = []
    for label, figures in drawn.items():
        first, last = figures[0], figures[-1]
        name = f"{label}: from" if label else "From"
        said.append(
            f"{name} {number_text(_value(first), first.definition)} on {day_text(first.period_end)} "
            f"to {number_text(_value(last), last.definition)} on {day_text(last.period_end)}, {len(figures)} figures."
        )
    if target is not None:
        said.append(f"The target is {number_text(target, definition)}.")
    said.append("The table below holds them all.")
    return " ".join(said)
