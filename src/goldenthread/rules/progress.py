"""Whether a measure's target is met, nearly met or missed, or why that cannot be said: worked out for the officer to judge.

    of_measure(line, period, rules=DEFAULT, travel=None) -> Verdict        `period` is the report's period

Milestones are in goldenthread.rules.milestones. Every verdict has exactly one of `light` and `reason` (with its
`absence`), a sentence that a councillor understands, and its inputs. Only "improved or held" rules need `travel`, the
verdict of travel.of_measure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.cells import figures_in
from goldenthread.model.figures import Cell, Figure, Marker, Role, TargetKind, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Arrow,
    Input,
    Light,
    MeasureLine,
    Polarity,
    PolarityPart,
    Ratio,
    Reason,
    TimeBasis,
    Verdict,
)
from goldenthread.rules.aggregation import pro_rata, ratio, total
from goldenthread.rules.aims import Aim, aim_of, polarity_of, target_cell, target_words
from goldenthread.rules.amounts import amount, tidy
from goldenthread.rules.current import current_cell, refuse_paused, with_figures
from goldenthread.rules.parts import pairs, same_label, whole_of
from goldenthread.rules.rule_sets import DEFAULT, Agreed, Family, Margin, Rules
from goldenthread.rules.verdicts import NoVerdict, given, light_verdict, not_rated, taken
from goldenthread.rules.windows import names_a_window, names_year_end, window_of

ADDS_UP = re.compile(
    r"\b(?:tax|rates|rents?|nn?dr|debts?|income)\b.*\bcollect|\bcollect\w*\b.*\b(?:tax|rates|rents?|nn?dr|debts?|income)\b"
    r"|\bspen[dt]|\bprogramme\b.*\b(?:complet|deliver)|\b(?:complet|deliver)\w*\b.*\bprogramme\b"
    r"|\bsavings?\b|\bso far\b|\bto date\b|\bplanned\b|\bof the (?:annual|year)",
    re.IGNORECASE,
)
"""Titles of percentages that grow through the year: of a tax collected, of a programme completed, of a budget spent."""
_AVERAGE = re.compile(r"\b(?:average|mean|median|time taken|speed of|days? to)\b", re.IGNORECASE)
_LOST_TIME = re.compile(r"\b(?:sick\w*|absen\w*|lost)\b", re.IGNORECASE)


class _Case(NamedTuple):
    """All that the light of one measure is worked out from."""

    line: MeasureLine
    period: Period | None
    rules: Rules
    travel: Verdict | None
    now: Cell
    target: Cell
    polarity: PolarityPart

    @property
    def agreed(self) -> Agreed:
        return self.rules.agreed(self.line.ref)

    @property
    def ratio(self) -> Ratio | None:
        return self.line.definition.ratio


class _Part(NamedTuple):
    """The light of one figure of the cell, and its working."""

    light: Light
    working: str


def of_measure(
    line: MeasureLine, period: Period | None, rules: Rules = DEFAULT, travel: Verdict | None = None
) -> Verdict:
    """The light that the rules give a measure in a report of `period`, or why they give none (R4.1, R4.2, R4.5)."""
    try:
        case = _case(line, period, rules, travel)
    except NoVerdict as why:
        return not_rated(why, rules)
    inputs = _inputs(case)
    try:
        part = _together(case)
    except NoVerdict as why:
        return not_rated(why, rules, inputs)
    return light_verdict(part.light, part.working + taken(case.polarity), rules, inputs)


def _case(line: MeasureLine, period: Period | None, rules: Rules, travel: Verdict | None) -> _Case:
    part = line.definition.polarity
    refuse_paused(line)
    if part and part.value is Polarity.MONITORED:
        raise NoVerdict(Reason.CONTEXTUAL, "the measure is monitored only, so no figure is good or bad")
    now = with_figures(current_cell(line, period))
    target = target_cell(line, period)
    return _Case(line, period, rules, travel, now, target, polarity_of(line, target))


def _inputs(case: _Case) -> tuple[Input, ...]:
    basis = case.line.definition.time_basis
    actuals = (given(f"actual {f.label}".strip(), f.value) for f in case.now.figures)
    targets = (given(f"target {f.label}".strip(), f.value) for f in case.target.figures)
    return (
        *actuals,
        *targets,
        given("polarity", case.polarity.value),
        given("time basis", basis.value if basis else "not stated"),
        given("tolerance", _tolerance(case).words),
    )


# ---- several figures in one cell ----


def _together(case: _Case) -> _Part:
    """The light of the cell: of the figure that the target is for, else of every part where all parts agree."""
    chosen = _chosen(case)
    parts = [_rated(case, figure, targets) for figure, targets in chosen]
    lights = {part.light for part in parts}
    if len(lights) > 1:
        each = "; ".join(f"{part.light.value}: {part.working}" for part in parts)
        raise NoVerdict(Reason.PARTS_DIFFER, f"each part by itself would be {each}")
    if len(parts) > 1 and len({targets for _, targets in chosen}) == 1:
        _refuse_a_sum_that_differs(case, parts[0].light)
    return _Part(parts[0].light, "; ".join(part.working for part in parts))


def _chosen(case: _Case) -> list[tuple[Figure, tuple[Figure, ...]]]:
    figures, targets = case.now.figures, case.target.figures
    a_range = case.target.target is not None and case.target.target.kind is TargetKind.RANGE
    if len(targets) > 1 and not a_range:
        matched = pairs(figures, targets)
        if not matched:
            raise NoVerdict(Reason.PARTS_DIFFER, "it is not certain which of the targets is for which figure")
        return [(figure, (target,)) for figure, target in matched]
    if len(figures) > 1 and any(names_a_window(figure.label) for figure in figures) and whole_of(figures) is None:
        raise NoVerdict(Reason.PARTS_DIFFER, f"“{case.now.original}” holds figures of several windows of time")
    one = (same_label(targets[0], figures) or whole_of(figures)) if len(figures) > 1 else figures[0]
    return [(one, targets)] if one else [(figure, targets) for figure in figures]


def _refuse_a_sum_that_differs(case: _Case, light: Light) -> None:
    """Parts that can be added may share one target for their sum: then the sum must tell the same story."""
    figures = case.now.figures
    whole_numbers = all(figure.value == figure.value.to_integral_value() for figure in figures)
    if figures[0].unit in (Unit.PERCENT, Unit.RATE) or not whole_numbers or _AVERAGE.search(case.line.title):
        return
    added = figures[0].model_copy(update={"value": total(f.value for f in figures), "label": "together"})
    if _rated(case, added, case.target.figures).light is not light:
        raise NoVerdict(
            Reason.PARTS_DIFFER,
            f"the paper does not say whether the target is for each part or for all {len(figures)} together, "
            "and the answer would differ",
        )


# ---- one figure ----


def _rated(case: _Case, figure: Figure, targets: tuple[Figure, ...]) -> _Part:
    figure = _as_percentage(figure, targets[0])
    _same_units(figure, targets[0])
    aim = aim_of(targets, case.polarity.value)
    in_part = _in_part(case, figure)
    if in_part is not False:
        forecast = _forecast_of_year(case, figure)
        if forecast:
            figure = forecast
        elif part := _settled(case, figure, aim, counting=in_part is True):
            return part
        else:
            return _against_profile(case, figure, aim, in_part)
    return _against(case, figure, aim)


def _against(case: _Case, figure: Figure, aim: Aim, expected: str = "") -> _Part:
    """The light of a figure that may be held against the whole aim (handbook 4.2); unrounded, save for R4.5."""
    unit, gap = figure.unit, aim.gap(figure.value)
    aimed = expected or target_words(case.target, aim, unit, case.ratio, case.period)
    working = f"{_named(case, figure)} against {aimed}, {aim.distance(figure.value, unit)}"
    if gap < 0 and not expected and _printed_alike(case, figure):
        return _Part(Light.GREEN, f"{_named(case, figure)} against {aimed}; as printed they are the same")
    if case.rules.family is Family.FLOOR:
        return _by_floor(case, figure, gap, working)
    if gap >= 0:
        return _Part(Light.GREEN, working)
    tolerance = _tolerance(case)
    allowed = tolerance.allowed(aim.nearest(figure.value), unit)
    if allowed is None:
        raise NoVerdict(
            Reason.NO_TOLERANCE,
            f"{working}; a share of nought is no tolerance, so an amount must be agreed for this measure",
        )
    within = -gap <= allowed
    words = f"{working}; {'within' if within else 'outside'} the {tolerance.called(unit)}"
    if case.rules.family is Family.IMPROVED_OR_HELD:
        return _Part(Light.GREEN, words) if within else _by_travel(case, words)
    return _Part(Light.AMBER if within else Light.RED, words)


def _by_floor(case: _Case, figure: Figure, gap: Decimal, working: str) -> _Part:
    """The explicit amber boundary (handbook 4.2): it stands in place of a tolerance."""
    if gap >= 0:
        return _Part(Light.GREEN, working)
    floor = case.agreed.floor
    if floor is None:
        raise NoVerdict(Reason.NO_TOLERANCE, f"{working}; no floor standard is set for this measure")
    if case.polarity.value not in (Polarity.HIGHER, Polarity.LOWER):
        raise NoVerdict(
            Reason.NO_TOLERANCE, f"{working}; a floor standard needs a measure of which higher or lower is better"
        )
    met = figure.value >= floor if case.polarity.value is Polarity.HIGHER else figure.value <= floor
    shown = amount(floor, figure.unit, case.ratio)
    words = f"{working}; the floor standard of {shown} is {'met' if met else 'missed'}"
    return _Part(Light.AMBER if met else Light.RED, words)


def _by_travel(case: _Case, working: str) -> _Part:
    """Amber where the figure improved or held against last year, red where it did not (Havering, handbook 4.2)."""
    arrow = case.travel.arrow if case.travel else None
    if arrow is None:
        raise NoVerdict(
            Reason.NO_COMPARISON, f"{working}; amber or red depends on last year's figure, which cannot be compared"
        )
    than = {Arrow.BETTER: "better than", Arrow.SAME: "the same as", Arrow.WORSE: "worse than"}[arrow]
    light = Light.RED if arrow is Arrow.WORSE else Light.AMBER
    return _Part(
        light, f"{working}, and {than} in the {case.rules.convention.replace('both', 'same period last year')}"
    )


def _tolerance(case: _Case) -> Margin:
    return case.agreed.tolerance or case.rules.tolerance


def _named(case: _Case, figure: Figure) -> str:
    """The figure as the sentence names it: with its label, and as a forecast where it is one."""
    shown = amount(figure.value, figure.unit, case.ratio)
    if figure.numerator is not None and figure.denominator is not None:
        shown += f" ({figure.numerator:,f} of {figure.denominator:,f})"
    if Marker.PROVISIONAL in figure.markers:
        shown = f"a provisional {shown}"
    if Marker.FORECAST in figure.markers:
        shown = f"a forecast of {shown}"
    return f"{figure.label} {shown}" if figure.label else shown


def _as_percentage(figure: Figure, target: Figure) -> Figure:
    """ "12 of 40" against a target of 25%: the figure is the share that its own two numbers make."""
    share = ratio(figure.numerator, figure.denominator, 100)
    if target.unit is not Unit.PERCENT or figure.unit is not Unit.COUNT or share is None:
        return figure
    return figure.model_copy(update={"value": tidy(share), "unit": Unit.PERCENT})


def _same_units(figure: Figure, target: Figure) -> None:
    units = {unit or Unit.COUNT for unit in (figure.unit, target.unit)}
    if len(units) > 1:
        mine, other = (_unit_words(one.unit) for one in (figure, target))
        raise NoVerdict(Reason.NOT_DEFINED, f"the figure is in {mine} and the target in {other}")


def _unit_words(unit: Unit | None) -> str:
    words = {Unit.PERCENT: "per cent", Unit.POUNDS: "pounds", Unit.RATE: "a rate"}
    return words.get(unit, "numbers") if unit else "numbers"


def _printed_alike(case: _Case, figure: Figure) -> bool:
    """Whether figure and target print as the same number, though what they stand for differs (R4.5)."""
    mine, other = _printed(case.now, figure), _printed(case.target, case.target.figures[0])
    return mine is not None and mine == other and len(case.target.figures) == 1


def _printed(cell: Cell, figure: Figure) -> Decimal | None:
    """The number that the cell prints for a figure."""
    found = figures_in(cell.original, figure.unit)
    if not found or len(found) != len(cell.figures):
        return None
    return next((p.value for p, f in zip(found, cell.figures, strict=True) if f.label == figure.label), None)


# ---- figures of part of a year ----


def _in_part(case: _Case, figure: Figure) -> bool | None:
    """Whether the figure counts only a part of what the target is for (handbook 4.3); None where it is not known.

    A percentage or an average of the year so far stands beside the year's target as it is; a count does not.
    """
    basis = case.line.definition.time_basis
    title = case.line.title
    if Marker.FORECAST in figure.markers or names_year_end(figure):
        return False
    if basis and basis.value not in _COUNTING:
        return False
    if figure.unit is Unit.PERCENT and not ADDS_UP.search(title):
        return False
    if _AVERAGE.search(title) and not _LOST_TIME.search(title) and (basis is None or basis.value is TimeBasis.PERIOD):
        return False
    if _whole(case, figure):
        return False
    return True if basis else None


_COUNTING = (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, TimeBasis.ACADEMIC_YEAR_CUMULATIVE, TimeBasis.PERIOD)


def _whole(case: _Case, figure: Figure) -> bool:
    """Whether the figure's window is the target's own: a whole year, or a target set for this very quarter."""
    window = window_of(figure, case.now.column, case.line.definition, case.period)
    aimed = case.target.column.period
    basis = case.line.definition.time_basis
    if basis is None:
        ends = aimed is not None and case.period is not None and aimed.end == case.period.end
        return ends or (case.period is not None and case.period.months == 12)
    if window is None:
        return False
    if basis.value is TimeBasis.PERIOD:
        return aimed is None or (window.start, window.end) == (aimed.start, aimed.end)
    if window.months == 12:
        return True
    return basis.value is TimeBasis.FINANCIAL_YEAR_CUMULATIVE and aimed is not None and aimed.end == window.end


def _forecast_of_year(case: _Case, figure: Figure) -> Figure | None:
    """The year's forecast of the same figure, where the paper has a column for it."""
    cell = case.line.cell(Role.FORECAST)
    if cell is None:
        return None
    matched = [other for mine, other in pairs((figure,), cell.figures) if other.unit is mine.unit]
    if len(matched) != 1:
        return None
    markers = tuple(dict.fromkeys((*matched[0].markers, Marker.FORECAST)))
    return matched[0].model_copy(update={"markers": markers})


def _settled(case: _Case, figure: Figure, aim: Aim, *, counting: bool) -> _Part | None:
    """The light of a running count that the rest of the year cannot change: the target passed already."""
    unit, actual = figure.unit, figure.value
    aimed = target_words(case.target, aim, unit, case.ratio, case.period)
    working = f"{_named(case, figure)} against {aimed}, {aim.distance(actual, unit)}"
    if counting:
        working = f"{_named(case, figure)} so far against {aimed} for the year, {aim.distance(actual, unit)} already"
    if aim.high is None and aim.gap(actual) >= 0:
        return _Part(Light.GREEN, working)
    if aim.high is not None and actual > aim.high:
        allowed = _tolerance(case).allowed(aim.high, unit)
        if counting:
            return _Part(Light.RED, f"{working}, and a running count cannot fall")
        if allowed is not None and actual - aim.high > allowed and case.rules.family is not Family.IMPROVED_OR_HELD:
            return _Part(Light.RED, f"{working}; outside the {_tolerance(case).called(unit)}")
    return None


def _against_profile(case: _Case, figure: Figure, aim: Aim, in_part: bool | None) -> _Part:
    """The light of a running count against what was expected by now, where the council agreed a profile (handbook 4.3)."""
    aimed = target_words(case.target, aim, figure.unit, case.ratio, case.period)
    shown = f"{_named(case, figure)} so far, against {aimed} for the year"
    if in_part is None:
        raise NoVerdict(Reason.NOT_DEFINED, f"{shown}; the paper does not say what time the figure covers")
    end = aim.low if aim.low is not None else aim.high
    expected = _expected(case, figure, end) if end is not None and (aim.low is None or aim.high is None) else None
    if expected is None:
        raise NoVerdict(Reason.NO_PROFILE, f"{shown}; part of a year is not held against the whole")
    aim = Aim(None if aim.low is None else expected, None if aim.high is None else expected)
    by_now = amount(tidy(expected), figure.unit, case.ratio)
    return _against(case, figure, aim, f"{by_now} expected by now of {aimed}")


def _expected(case: _Case, figure: Figure, target: Decimal) -> Decimal | None:
    """What the profile, or an even share of the year, expects by the end of the report's period."""
    profile = case.agreed.profile
    if profile:
        quarter = case.period.quarter if case.period else None
        return profile[quarter - 1] if quarter else None
    basis = case.line.definition.time_basis
    window = window_of(figure, case.now.column, case.line.definition, case.period)
    cumulative = basis is not None and basis.value is not TimeBasis.PERIOD
    if not (case.rules.straight_line and cumulative and window and window.months):
        return None
    return pro_rata(target, window.months, 12)
