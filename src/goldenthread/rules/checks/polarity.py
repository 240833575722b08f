"""Checks on polarity and unit: which way is good, and what a number counts, where the title leaves it open (family POL)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.figures import Cell, Figure, Role, Unit
from goldenthread.model.plan import Known, MeasureLine, Polarity, TimeBasis
from goldenthread.model.wording import propose_definition
from goldenthread.rules.checks.catalogue import Check, Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import (
    comparable,
    good_way,
    last_result,
    level,
    number,
    promise,
    result,
    target_in_force,
    targets_of,
)
from goldenthread.rules.checks.paper import Held, Paper
from goldenthread.rules.checks.words import listed

_NEUTRAL = re.compile(
    r"(?:[^–-]{1,60}\s[–-]\s+)?(?P<verb>monitor|record|report(?:\son)?|maintain|track|measure|sustain)\b", re.IGNORECASE
)
_MAINTAIN = re.compile(r"(?:[^–-]{1,60}\s[–-]\s+)?(?P<verb>maintain|sustain)\b(?!\s?/|\s(?:or|and)\s)", re.IGNORECASE)
_GROWS = frozenset(
    {TimeBasis.FINANCIAL_YEAR_CUMULATIVE, TimeBasis.ACADEMIC_YEAR_CUMULATIVE, TimeBasis.PERIOD, TimeBasis.ANNUAL}
)
_SUM = re.compile(r"\bcumulative\b|\byear to date\b|\bytd\b|\bannual(?:ly)?\b", re.IGNORECASE)
_A_LITTLE = Decimal("0.05")
_OPPOSITE = {Polarity.HIGHER: Polarity.LOWER, Polarity.LOWER: Polarity.HIGHER}


@check(
    "POL01",
    Severity.NOTE,
    "It is not said which way is good",
    why="Words like “monitor” and “maintain” do not say whether more is better, so nobody can tell whether the target is met.",
    remedy="Say in the title or the definition whether higher or lower is better, or which range is good.",
    wrong="“Monitor the rate of referrals”, 641 against a target of 500",
    right="“Reduce the rate of referrals”, 641 against a target of 500",
    source="Handbook 4.1, R4.1",
)
def way_unclear(paper: Paper) -> Iterator[Found]:
    """A neutral verb, no polarity stated, and a current figure that meets its target by one way of taking it only (4.1)."""
    for held, measure in paper.measures:
        verb = _NEUTRAL.match(measure.title)
        if verb is None or measure.definition.polarity is not None or good_way(measure) or _plan_says(paper, held):
            continue
        target, now = level(target_in_force(measure, paper.report)), result(measure.cell(Role.CURRENT))
        if target is None or now is None or target.value == now.value or not comparable(now, target):
            continue
        if _adds_up(measure, now):
            continue
        met, not_met = ("more", "less") if now.value > target.value else ("less", "more")
        yield Found(
            held.at("title"),
            f"The title says “{verb['verb']}”: {number(now)} against a target of {number(target)} is met if {met} is better, "
            f"and not met if {not_met} is better.",
            measure.title,
            verb["verb"],
        )


def _plan_says(paper: Paper, held: Held) -> bool:
    """Whether the plan in force states which way is good."""
    planned = paper.planned(held)
    part = planned.line.definition.polarity if planned and isinstance(planned.line, MeasureLine) else None
    return part is not None and part.known is Known.STATED


def _adds_up(measure: MeasureLine, figure: Figure) -> bool:
    """Whether a figure is only the part of the year so far, so that a target for the year says nothing of it yet."""
    basis = measure.definition.time_basis
    grows = _SUM.search(measure.title) or (basis is not None and basis.value in _GROWS)
    return bool(grows) and figure.unit is not Unit.PERCENT


@check(
    "POL02",
    Severity.NOTE,
    "“Maintain”, with a target that is another figure than last year's",
    why="To maintain is to keep the level; a target well above or below the last result asks for a change, or allows one.",
    remedy="Say whether the target is a level to keep, a floor or a ceiling, and use the word for it.",
    wrong="“Maintain the percentage not in work”: last year 3.4%, target 4.0%",
    right="“Keep the percentage not in work below 4.0%”",
    source="Handbook 4.1, 4.3",
)
def maintain_and_change(paper: Paper) -> Iterator[Found]:
    """Maintain, no word of which way is good, and a target more than a twentieth away from the last full result (4.1)."""
    for held, measure in paper.measures:
        verb = _MAINTAIN.match(measure.title)
        target, before = level(target_in_force(measure, paper.report)), last_result(measure, paper.report)
        if (
            verb is None
            or measure.definition.polarity
            or target is None
            or before is None
            or not comparable(target, before[1])
        ):
            continue
        last = before[1]
        if target.qualifier or abs(target.value - last.value) <= _A_LITTLE * max(abs(last.value), abs(target.value)):
            continue
        yield Found(
            held.at("title"),
            f"The title says “{verb['verb']}”, but the target of {number(target)} is "
            f"{'above' if target.value > last.value else 'below'} the {number(last)} of “{before[0].column.full_heading}”.",
            measure.title,
            verb["verb"],
        )


@check(
    "POL03",
    Severity.WARNING,
    "The title and the definition disagree on which way is good",
    why="The light and the arrow follow the definition, and members follow the title: one of them is told the opposite.",
    remedy="Correct the title's verb, the definition's polarity, or the target's “at least” or “at most”.",
    wrong="“Reduce complaints upheld”, defined as higher is better",
    right="“Reduce complaints upheld”, defined as lower is better",
    source="Handbook 4.1, R4.7",
)
def word_against_definition(paper: Paper) -> Iterator[Found]:
    """Increase or reduce in the title, and the contrary in the stated polarity or in the bound that the target sets (4.1)."""
    for held, measure in paper.measures:
        verb, stated = promise(measure), measure.definition.polarity
        proposed = propose_definition(measure.title).polarity
        if not verb or proposed is None or not verb.lower().startswith(("increas", "reduc", "decreas")):
            continue
        if stated and stated.known is Known.STATED and stated.value is _OPPOSITE.get(proposed.value):
            yield Found(
                held.at("title"),
                f"The title says “{verb}”, but the measure is defined as “{stated.value.value}”.",
                measure.title,
                verb,
            )
        elif stated and stated.known is Known.PROPOSED and good_way(measure) is None:
            bounds = [cell for cell in targets_of(measure) if any(figure.qualifier for figure in cell.figures)]
            for cell in bounds[:1]:
                yield Found(
                    held.at("title"),
                    f"The title says “{verb}”, but the target “{cell.text}” asks for the contrary.",
                    measure.title,
                    verb,
                )


# ---- what a number counts ----

_RATE = re.compile(r"\brate\b", re.IGNORECASE)
_RATE_OF_MONEY = re.compile(
    r"\b(?:interest|business|exchange|hourly|daily|bank|pay|tax|discount|flat|going)\srate|\brate\s(?:relief|of\s(?:pay|return))"
    r"|\bat\sa\srate\b|\bper\b|%|\bper ?cent|\bproportion\b",
    re.IGNORECASE,
)
_UNIT_PRINTED = re.compile(
    r"%|£|\bper\s|per ?cent|\bdays?\b|\bweeks?\b|\bhours?\b|\bminutes?\b|\b1,?000\b", re.IGNORECASE
)
_NO_UNIT = re.compile(
    r"\b(?:take[- ]?up|uptake|satisfaction|attainment|achievement|timeliness|compliance|completion|coverage|occupancy|turnover"
    r"|sickness|stability|availability|reliability|punctuality)\b",
    re.IGNORECASE,
)
_UNIT_NAMED = re.compile(
    r"%|£|\bper\b|per ?cent|\b(?:rate|ratio|proportion|numbers?|score|index|rank\w*|points?|days?|weeks?|hours?|minutes?|average"
    r"|mean|total|how many|visits?|children|people|households|homes|tonnes|complaints?|cost|budget|value)\b",
    re.IGNORECASE,
)


@check(
    "POL04",
    Severity.NOTE,
    "A rate without its base",
    why="A rate of 23.1 may be per cent, per 1,000 or per 100,000: without its base it can be compared with nothing.",
    remedy="Say what the rate is per (“per 10,000 children”, “%”), in the title or beside the number.",
    wrong="“Rate of hospital admissions”: 23.1",
    right="“Rate of hospital admissions per 10,000 residents”: 23.1",
    source="Handbook R4.1, 6.1",
)
def rate_without_base(paper: Paper) -> Iterator[Found]:
    """Titles that say rate and name no base, where no cell of the line prints a unit (R4.1); said once, with all of them."""
    bare = [
        (held, shown)
        for held, measure in paper.measures
        if _RATE.search(measure.title) and not _RATE_OF_MONEY.search(measure.title) and (shown := _bare(held, measure))
    ]
    if bare:
        yield _once(bare, "The title says “rate” and not per how many", "rate")


@check(
    "POL05",
    Severity.NOTE,
    "It is not said what the numbers count",
    why="A take-up of 85 may be 85 people or 85%; members cannot tell whether it is much or little.",
    remedy="Write “number of” or “percentage of” in the title, or the sign beside the number.",
    wrong="“Take-up of free school meals”: 85",
    right="“Percentage take-up of free school meals”: 85%",
    source="Handbook R4.1",
)
def unit_unclear(paper: Paper) -> Iterator[Found]:
    """Titles of things that may be counted or shared, with numbers up to 100 and no unit anywhere (R4.1); said once."""
    bare = [
        (held, shown)
        for held, measure in paper.measures
        if _NO_UNIT.search(measure.title)
        and not _UNIT_NAMED.search(measure.title)
        and (shown := _bare(held, measure))
        and all(figure.value <= 100 for cell in measure.cells for figure in cell.figures)
    ]
    if bare:
        yield _once(bare, "Nothing says whether the numbers are counts or percentages", "")


def _bare(held: Held, measure: MeasureLine) -> Cell | None:
    """The first cell with a number, where neither a cell nor the commentary of the line prints a unit."""
    cells = [cell for cell in measure.cells if cell.figures]
    texts = [*(f"{cell.column.full_heading} {cell.original}" for cell in cells), held.words]
    unit = measure.definition.unit
    if not cells or (unit and unit.known is Known.STATED) or any(_UNIT_PRINTED.search(text) for text in texts):
        return None
    return cells[0]


def _once(bare: list[tuple[Held, Cell]], says: str, quote: str) -> Found:
    held, cell = bare[0]
    others = listed([other.called for other, _ in bare[1:]])
    also = f"; so with {others}" if others else ""
    title = held.line.title
    start = title.lower().find(quote)
    return Found(held.at("title"), f"{says}: “{cell.original}”{also}.", title, title[start : start + len(quote)])


CHECKS: tuple[Check, ...] = (way_unclear, maintain_and_change, word_against_definition, rate_without_base, unit_unclear)
