"""Whether a measure is better, the same or worse than it was, or why that cannot be said (handbook 4.5, R4.6 to R4.8).

    of_measure(line, period, rules=DEFAULT, before=Before()) -> Verdict

`period` is the report's period. `Before` holds the same measure in earlier reports, where they are at hand; without them
only the columns of this report are compared. Better or worse is by polarity, never by sign.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Absence, Cell, Figure, Marker, Role
from goldenthread.model.periods import Period
from goldenthread.model.plan import Arrow, Definition, MeasureLine, Polarity, PolarityPart, Reason, TimeBasis, Verdict
from goldenthread.rules.aims import Aim, aim_of, polarity_of, target_cell
from goldenthread.rules.amounts import amount, plain_number, rounded
from goldenthread.rules.current import current_cell, with_figures
from goldenthread.rules.parts import pairs, whole_of
from goldenthread.rules.rule_sets import DEFAULT, Convention, Rules
from goldenthread.rules.trends import trend
from goldenthread.rules.verdicts import BETTER_WORDS, NoVerdict, arrow_verdict, given, not_compared, taken
from goldenthread.rules.windows import NOW, window_of

_FORECASTS = (TimeBasis.ANNUALISED_FORECAST, TimeBasis.YEAR_END_FORECAST)
_NEW = re.compile(r"\bnew\b", re.IGNORECASE)
_EARLIER = (Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.PREVIOUS, *NOW)


class Then(NamedTuple):
    """A measure as another report has it, and the period of that report."""

    line: MeasureLine
    period: Period


class Before(NamedTuple):
    """The same measure in the report of the same period last year, and in that of the period before this one.

    `has_last_year` and `has_previous` say that there is such a report: None then means that no line of it is certain to be
    the same measure.
    """

    last_year: Then | None = None
    previous: Then | None = None
    has_last_year: bool = False
    has_previous: bool = False

    def doubtful(self, *, last_year: bool) -> bool:
        """Whether there is a report to compare with, and it is not certain which of its lines is this measure."""
        then, at_hand = (self.last_year, self.has_last_year) if last_year else (self.previous, self.has_previous)
        return at_hand and then is None


class _Found(NamedTuple):
    """A cell of earlier figures, how its window and definition are known, and whether it is surely the right window."""

    cell: Cell
    definition: Definition
    period: Period | None
    by_report: bool


def of_measure(
    line: MeasureLine, period: Period | None, rules: Rules = DEFAULT, before: Before | None = None
) -> Verdict:
    """The arrow under the rules' convention, or why there is none (R4.6, R4.7)."""
    before = before or Before()
    try:
        now = with_figures(current_cell(line, period))
        match rules.convention:
            case Convention.REGRESSION:
                return _by_trend(line, now, period, rules)
            case Convention.PREVIOUS_PERIOD:
                return _against(line, now, period, rules, before, last_year=False)
            case Convention.SAME_PERIOD_LAST_YEAR:
                return _against(line, now, period, rules, before, last_year=True)
            case Convention.BOTH:
                return _both(line, now, period, rules, before)
    except NoVerdict as why:
        return not_compared(why, rules)


def _both(line: MeasureLine, now: Cell, period: Period | None, rules: Rules, before: Before) -> Verdict:
    """The arrow is that of the same period last year; the period before is compared in words beside it."""
    try:
        short = _against(line, now, period, rules, before, last_year=False).sentence
    except NoVerdict as why:
        short = not_compared(why, rules).sentence
    try:
        long = _against(line, now, period, rules, before, last_year=True)
    except NoVerdict as why:
        long = not_compared(why, rules)
    return long.model_copy(
        update={"sentence": f"{long.sentence} Since the period before: {short[:1].lower()}{short[1:]}"}
    )


# ---- which figures may be compared ----


def _against(
    line: MeasureLine, now: Cell, period: Period | None, rules: Rules, before: Before, *, last_year: bool
) -> Verdict:
    then = _equal_window(line, now, period, before, last_year=last_year)
    _refuse_changes(line, now, then)
    matched = pairs(now.figures, then.cell.figures)
    if not matched:
        raise NoVerdict(Reason.PARTS_DIFFER, f"“{now.original}” and “{then.cell.original}” do not have the same parts")
    return _directions(line, period, rules, then, matched, last_year=last_year)


def _equal_window(line: MeasureLine, now: Cell, period: Period | None, before: Before, *, last_year: bool) -> _Found:
    """The earlier cell whose window is that of this one, exactly one year or one period before (R4.6)."""
    candidates = list(_candidates(line, now, period, before, last_year=last_year))
    window = window_of(now.figures[0], now.column, line.definition, period)
    wanted = _wanted(line, window, period, last_year=last_year)
    for found in candidates:
        if _is_wanted(found, now, wanted, period, last_year=last_year):
            return _held(found)
    _why_none(candidates, window, before, last_year=last_year)
    raise NoVerdict(Reason.NO_COMPARISON, f"the figure for {_than(last_year)} is not in the papers at hand")


def _candidates(
    line: MeasureLine, now: Cell, period: Period | None, before: Before, *, last_year: bool
) -> Iterator[_Found]:
    then = before.last_year if last_year else before.previous
    if then:
        with suppress(NoVerdict):  # a paper without the column is one candidate fewer
            yield _Found(current_cell(then.line, then.period), then.line.definition, then.period, by_report=True)
    for cell in line.cells:
        if cell.column.role in _EARLIER and cell is not now:
            yield _Found(cell, line.definition, period, by_report=False)


def _wanted(line: MeasureLine, window: Period | None, period: Period | None, *, last_year: bool) -> Period | None:
    """The window to compare with: a year earlier, or the period before. A running total has none in the period before."""
    if window is None:
        return None
    if last_year:
        return window.same_period_last_year
    basis = line.definition.time_basis
    if basis and basis.value in _FORECASTS:
        return window  # the year's forecast, made one period earlier
    if period is None or window.start == window.end:
        return Period.span(period.previous.end, period.previous.end) if period else None
    if window.months == 12 and period.months is not None and window.end == period.end:
        return Period.rolling_twelve_months(period.previous.end)
    return window.previous


def _is_wanted(found: _Found, now: Cell, wanted: Period | None, period: Period | None, *, last_year: bool) -> bool:
    """Whether the cell's window is the one wanted. Without a known basis, the same column of the right report will do."""
    if not found.cell.figures:
        return found.by_report and _right_report(found, period, last_year=last_year)
    window = window_of(found.cell.figures[0], found.cell.column, found.definition, found.period)
    if window is None and wanted is None:
        alike = found.cell.figures[0].qualifier == now.figures[0].qualifier
        return found.by_report and alike and _right_report(found, period, last_year=last_year)
    return window is not None and wanted is not None and (window.start, window.end) == (wanted.start, wanted.end)


def _right_report(found: _Found, period: Period | None, *, last_year: bool) -> bool:
    if period is None or found.period is None:
        return False
    right = period.same_period_last_year if last_year else period.previous
    return (found.period.start, found.period.end) == (right.start, right.end)


def _held(found: _Found) -> _Found:
    """The cell, when it holds a figure; the reason why it does not is the reason for no arrow."""
    if found.cell.figures:
        return found
    raise _no_earlier_figure(found.cell)


def _no_earlier_figure(cell: Cell) -> NoVerdict:
    said = f"the earlier figure says “{cell.original}”" if cell.original else "the earlier figure is left blank"
    if cell.absence is Absence.SUPPRESSED:
        return NoVerdict(Reason.SUPPRESSED, "the earlier figure is withheld, as it could identify somebody")
    if _NEW.search(cell.original):
        return NoVerdict(Reason.NEW_MEASURE, said)
    if cell.absence is Absence.SEE_COMMENTARY:
        return NoVerdict(Reason.SEE_COMMENTARY, said)
    return NoVerdict(Reason.NOT_COLLECTED_LAST_YEAR, said)


def _why_none(candidates: Sequence[_Found], window: Period | None, before: Before, *, last_year: bool) -> None:
    """NoVerdict with what stands in the way, where something does: doubt, other windows, or no figure last year."""
    if before.doubtful(last_year=last_year):
        raise NoVerdict(
            Reason.UNCERTAIN_MATCH, f"no line of the paper for {_than(last_year)} is certain to be this measure"
        )
    roles = (Role.LAST_ACTUAL,) if last_year else (Role.PREVIOUS,)
    others = [found for found in candidates if found.by_report or found.cell.column.role in roles]
    if not others:
        return
    cell = others[0].cell
    if not cell.figures:
        raise _no_earlier_figure(cell)
    heading = cell.column.full_heading
    earlier = window_of(cell.figures[0], cell.column, others[0].definition, others[0].period)
    if window is None or earlier is None:
        raise NoVerdict(
            Reason.DIFFERENT_WINDOWS,
            f"it is not certain that this figure and that under “{heading}” cover windows of equal length",
        )
    raise NoVerdict(
        Reason.DIFFERENT_WINDOWS, f"this figure is of {_dated(window)} and that under “{heading}” of {_dated(earlier)}"
    )


def _dated(window: Period) -> str:
    if window.start == window.end:
        return window.in_words
    return window.label if window.months == 12 else window.in_words


def _refuse_changes(line: MeasureLine, now: Cell, then: _Found) -> None:
    """A break in the series, or another definition, is no comparison (R4.6, R4.10)."""
    for figure in (*now.figures, *then.cell.figures):
        if Marker.BREAK in figure.markers:
            words = f"{figure.qualifier} {now.column.full_heading} {now.original}".lower()
            reason = Reason.SOURCE_CHANGED if "source" in words else Reason.DEFINITION_CHANGED
            raise NoVerdict(reason, "a break in the series is marked [b]")
    mine, other = line.definition, then.definition
    for name in ("time_basis", "calendar", "unit", "polarity"):
        here, there = getattr(mine, name), getattr(other, name)
        if here and there and here.value is not there.value:
            raise NoVerdict(Reason.DEFINITION_CHANGED, f"it was “{there.value}” then and is “{here.value}” now")
    units = {figure.unit for figure in (*now.figures, *then.cell.figures)} - {None}
    if len(units) > 1:
        raise NoVerdict(Reason.DEFINITION_CHANGED, "the figures are in different units")


# ---- better, the same or worse ----


def _directions(
    line: MeasureLine,
    period: Period | None,
    rules: Rules,
    then: _Found,
    matched: Sequence[tuple[Figure, Figure]],
    *,
    last_year: bool,
) -> Verdict:
    than = f"in {_named(then, last_year=last_year)}"
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


def _named(then: _Found, *, last_year: bool) -> str:
    """What the figure is compared with: a whole year by its name."""
    window = window_of(then.cell.figures[0], then.cell.column, then.definition, then.period)
    if last_year and window and window.months == 12:
        return window.label
    return _than(last_year)


def _than(last_year: bool) -> str:
    return "the same period last year" if last_year else "the period before"


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
        if cell.column.role in _EARLIER and len(cell.figures) == 1:
            window = window_of(cell.figures[0], cell.column, line.definition, period)
            if window:
                points[window.start, window.end] = (window, cell.figures[0].value)
    series = [point for _, point in sorted(points.items())]
    length = series[-1][0].months if series else None
    return [(window, value) for window, value in series if window.months == length]
