"""Whether a measure is better, the same or worse than it was, or why that cannot be said (handbook 4.5, R4.6 to R4.8).

    of_measure(line, period, rules=DEFAULT, before=Before()) -> Verdict

`period` is the report's period. `Before` holds the same measure in earlier reports, where they are at hand; without them
only the columns of this report are compared. Better or worse is by polarity, never by sign.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from goldenthread.model.figures import Cell, Figure, Marker, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Arrow, MeasureLine, Polarity, PolarityPart, Reason, Verdict
from goldenthread.rules.aims import Aim, aim_of, polarity_of, target_cell
from goldenthread.rules.amounts import amount, plain_number, rounded
from goldenthread.rules.comparisons import EARLIER, Before, Earlier, Sought, Then, earlier_figure
from goldenthread.rules.current import current_cell, with_figures
from goldenthread.rules.parts import pairs, whole_of
from goldenthread.rules.rule_sets import DEFAULT, Convention, Rules
from goldenthread.rules.trends import trend
from goldenthread.rules.verdicts import BETTER_WORDS, NoVerdict, arrow_verdict, given, not_compared, taken
from goldenthread.rules.windows import window_of

__all__ = ["Before", "Then", "of_measure"]


def of_measure(
    line: MeasureLine, period: Period | None, rules: Rules = DEFAULT, before: Before | None = None
) -> Verdict:
    """The arrow under the rules' convention, or why there is none (R4.6, R4.7)."""
    try:
        now = with_figures(current_cell(line, period))
        if rules.convention is Convention.REGRESSION:
            return _by_trend(line, now, period, rules)
        last_year = rules.convention is not Convention.PREVIOUS_PERIOD
        sought = Sought(line, now, period, before or Before(), last_year)
        return _both(sought, rules) if rules.convention is Convention.BOTH else _against(sought, rules)
    except NoVerdict as why:
        return not_compared(why, rules)


def _both(sought: Sought, rules: Rules) -> Verdict:
    """The arrow is that of the same period last year; the period before is compared in words beside it."""
    long, short = (_or_reason(sought._replace(last_year=last_year), rules) for last_year in (True, False))
    words = f"{short.sentence[:1].lower()}{short.sentence[1:]}"
    return long.model_copy(update={"sentence": f"{long.sentence} Since the period before: {words}"})


def _or_reason(sought: Sought, rules: Rules) -> Verdict:
    try:
        return _against(sought, rules)
    except NoVerdict as why:
        return not_compared(why, rules)


def _against(sought: Sought, rules: Rules) -> Verdict:
    then = earlier_figure(sought)
    matched = pairs(sought.now.figures, then.cell.figures)
    if not matched:
        printed = f"“{sought.now.original}” and “{then.cell.original}”"
        raise NoVerdict(Reason.PARTS_DIFFER, f"{printed} do not have the same parts")
    _refuse_by_policy(matched, rules)
    return _directions(sought, rules, then, matched)


def _refuse_by_policy(matched: Sequence[tuple[Figure, Figure]], rules: Rules) -> None:
    """What the council has decided not to compare: provisional figures, and percentages of very few (handbook 4.5)."""
    figures = [figure for pair in matched for figure in pair]
    if not rules.provisional and any(Marker.PROVISIONAL in figure.markers for figure in figures):
        raise NoVerdict(Reason.PROVISIONAL_POLICY, "one of the two figures is provisional")
    bases = [figure.denominator for figure in figures if figure.unit is Unit.PERCENT and figure.denominator is not None]
    if rules.smallest_base is not None and bases and min(bases) < rules.smallest_base:
        few = f"{amount(min(bases), Unit.COUNT)}, fewer than {rules.smallest_base}"
        raise NoVerdict(Reason.DENOMINATOR_TOO_SMALL, f"one of the two percentages is of {few}")


# ---- better, the same or worse ----


def _directions(sought: Sought, rules: Rules, then: Earlier, matched: Sequence[tuple[Figure, Figure]]) -> Verdict:
    line, period = sought.line, sought.period
    than = f"in {_named(sought, then)}"
    said = [_compared(line, now, earlier) for now, earlier in matched]
    inputs = tuple(
        given(name, figure.value)
        for now, earlier in matched
        for name, figure in ((f"now {now.label}".strip(), now), (f"then {earlier.label}".strip(), earlier))
    )
    try:
        polarity, aim = _way(line, period)
    except NoVerdict as why:
        ways = "; ".join(
            f"{_up_or_down(now, earlier)}, {words}" for (now, earlier), words in zip(matched, said, strict=True)
        )
        return not_compared(NoVerdict(why.reason, f"{ways} {than}"), rules, inputs)
    arrows = [_arrow(now, earlier, polarity, aim, rules) for now, earlier in matched]
    way = taken(polarity) or f"; {BETTER_WORDS[polarity.value]}"
    if len(set(arrows)) == 1:
        return arrow_verdict(arrows[0], f"{'; '.join(said)} {than}{way}", rules, inputs)
    whole = whole_of([now for now, _ in matched])
    for (now, _), words, arrow in zip(matched, said, arrows, strict=True):
        if now is whole:
            return arrow_verdict(arrow, f"{words} {than}{way}; the parts by themselves differ", rules, inputs)
    each = "; ".join(f"{arrow.value}, {words}" for words, arrow in zip(said, arrows, strict=True))
    return not_compared(NoVerdict(Reason.PARTS_DIFFER, f"{each} {than}"), rules, inputs)


def _named(sought: Sought, then: Earlier) -> str:
    """What the figure is compared with: a whole year by its name."""
    window = then.window
    return window.label if sought.last_year and window and window.months == 12 else sought.time


def _compared(line: MeasureLine, now: Figure, earlier: Figure) -> str:
    """ "80% against 75%", each with its marks."""
    ratio = line.definition.ratio
    new, old = (amount(figure.value, figure.unit, ratio) for figure in (now, earlier))
    marked = " (provisional)" if Marker.PROVISIONAL in now.markers else ""
    return f"{now.label} {new}{marked} against {old}".strip()


def _way(line: MeasureLine, period: Period | None) -> tuple[PolarityPart, Aim | None]:
    """Which way is better, and the target where closeness to it is what counts."""
    part = line.definition.polarity
    if part and part.value is Polarity.MONITORED:
        raise NoVerdict(Reason.NO_POLARITY, "the measure is monitored only")
    try:
        target = target_cell(line, period)
    except NoVerdict:
        target = None
    polarity = polarity_of(line, target)
    if polarity.value in (Polarity.HIGHER, Polarity.LOWER):
        return polarity, None
    if target is None:
        raise NoVerdict(Reason.NO_POLARITY, "without a target, nearer to it cannot be said")
    return polarity, aim_of(target.figures, polarity.value)


def _arrow(now: Figure, earlier: Figure, polarity: PolarityPart, aim: Aim | None, rules: Rules) -> Arrow:
    if _same(now, earlier, rules):
        return Arrow.SAME
    new, old = now.value, earlier.value
    if aim is not None:
        gain = min(aim.gap(new), Decimal()) - min(aim.gap(old), Decimal())
    else:
        gain = new - old if polarity.value is Polarity.HIGHER else old - new
    if not gain:
        return Arrow.SAME
    return Arrow.BETTER if gain > 0 else Arrow.WORSE


def _same(now: Figure, earlier: Figure, rules: Rules) -> bool:
    """Equal at the precision at which both are published, or within the council's own band (handbook 4.5)."""
    band = rules.same.allowed(earlier.value, now.unit)
    if band is not None:
        return abs(now.value - earlier.value) <= band
    places = min(_places(now.value), _places(earlier.value))
    return rounded(now.value, places) == rounded(earlier.value, places)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _up_or_down(now: Figure, earlier: Figure) -> str:
    if now.value == earlier.value:
        return "unchanged"
    return "up" if now.value > earlier.value else "down"


# ---- a trend ----


def _by_trend(line: MeasureLine, now: Cell, period: Period | None, rules: Rules) -> Verdict:
    """The direction of a fitted line through the figures of equal windows, oldest first (Kent, handbook 4.5)."""
    if len(now.figures) != 1:
        raise NoVerdict(Reason.PARTS_DIFFER, "a trend needs one figure for each period")
    polarity, aim = _way(line, period)
    if aim is not None:
        raise NoVerdict(Reason.NO_POLARITY, "a trend towards a target is not worked out")
    points = _series(line, period)
    found = trend([value for _, value in points])
    shown = ", ".join(plain_number(value) for _, value in points)
    if found is None:
        raise NoVerdict(
            Reason.NO_COMPARISON, f"a trend needs five figures or more of equal windows, and there are {len(points)}"
        )
    inputs = tuple(given(window.label, value) for window, value in points)
    if not found:
        return arrow_verdict(Arrow.SAME, f"no clear trend in {shown}", rules, inputs)
    rising = found > 0
    better = rising is (polarity.value is Polarity.HIGHER)
    way = taken(polarity) or f"; {BETTER_WORDS[polarity.value]}"
    return arrow_verdict(
        Arrow.BETTER if better else Arrow.WORSE, f"{'rising' if rising else 'falling'} in {shown}{way}", rules, inputs
    )


def _series(line: MeasureLine, period: Period | None) -> list[tuple[Period, Decimal]]:
    points: dict[tuple[dt.date, dt.date], tuple[Period, Decimal]] = {}
    for cell in line.cells:
        if cell.column.role in EARLIER and len(cell.figures) == 1:
            window = window_of(cell.figures[0], cell.column, line.definition, period)
            if window:
                points[window.start, window.end] = (window, cell.figures[0].value)
    series = [point for _, point in sorted(points.items())]
    length = series[-1][0].months if series else None
    return [(window, value) for window, value in series if window.months == length]
