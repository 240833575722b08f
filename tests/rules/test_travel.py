"""Direction of travel (handbook 4.5; R4.6, R4.7, R4.8, R6.3, R6.5): equal windows only, and by polarity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Absence, Column, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Arrow,
    Calendar,
    Definition,
    MeasureLine,
    Polarity,
    Reason,
    TimeBasis,
    Verdict,
)
from goldenthread.rules.rule_sets import DEFAULT, Convention, Margin, Rules
from goldenthread.rules.travel import Before, Then, of_measure
from tests.rules.measures import LAST_ACTUAL, PREVIOUS, Q1, Q2, Q4, definition, measure

A_YEAR_AGO = Q1.same_period_last_year
HIGHER, LOWER = definition(Polarity.HIGHER), definition(Polarity.LOWER)
ROLLING = TimeBasis.ROLLING_TWELVE_MONTHS
FY, AY = TimeBasis.FINANCIAL_YEAR_CUMULATIVE, TimeBasis.ACADEMIC_YEAR_CUMULATIVE


def by(convention: Convention, same: Margin | None = None) -> Rules:
    return DEFAULT.model_copy(update={"convention": convention, "same": same or Margin()})


def year_ago(text: str, how: Definition = HIGHER, title: str = "Number of homes improved") -> Before:
    """The same measure in the report of a year ago."""
    line = measure(text, how=how, title=title, within=A_YEAR_AGO)
    return Before(last_year=Then(line, A_YEAR_AGO), has_last_year=True)


def outcome(verdict: Verdict) -> Arrow | Reason | None:
    return verdict.arrow or verdict.reason


# ---- by polarity, never by sign ----


@pytest.mark.parametrize(
    ("polarity", "then", "now", "arrow"),
    [
        (Polarity.LOWER, "5.0%", "3.6%", Arrow.BETTER),
        (Polarity.LOWER, "0.6%", "0.7%", Arrow.WORSE),
        (Polarity.HIGHER, "5.0%", "3.6%", Arrow.WORSE),
        (Polarity.HIGHER, "0.6%", "0.7%", Arrow.BETTER),
        (Polarity.HIGHER, "0", "0", Arrow.SAME),
        (Polarity.HIGHER, "0", "1", Arrow.BETTER),
        (Polarity.LOWER, "1", "0", Arrow.BETTER),
    ],
)
def test_better_is_by_polarity(polarity: Polarity, then: str, now: str, arrow: Arrow) -> None:
    """R4.7: young people without work or training, 5.0% to 3.6%, is better; not known, 0.6% to 0.7%, is worse."""
    how = definition(polarity)
    assert of_measure(measure(now, how=how), Q1, DEFAULT, year_ago(then, how)).arrow is arrow


def test_the_working_is_one_sentence() -> None:
    verdict = of_measure(measure("80%"), Q1, DEFAULT, year_ago("75%"))
    assert verdict.sentence == "Better: 80% against 75% in the same period last year; higher is better."
    assert verdict.rule == "same period last year"
    assert {(i.name, i.value) for i in verdict.inputs} == {("now", "80"), ("then", "75")}


@pytest.mark.parametrize(
    ("then", "now", "arrow"), [("50", "47", Arrow.BETTER), ("40", "50", Arrow.SAME), ("45", "50", Arrow.WORSE)]
)
def test_nearer_to_the_target_is_better(then: str, now: str, arrow: Arrow) -> None:
    how = definition(Polarity.CLOSEST)
    assert of_measure(measure(now, "45", how=how), Q1, DEFAULT, year_ago(then, how)).arrow is arrow


def test_within_the_range_is_the_same_wherever_it_lies() -> None:
    how = definition(Polarity.RANGE)
    line = measure("85", "80-100", how=how)
    assert of_measure(line, Q1, DEFAULT, year_ago("95", how)).arrow is Arrow.SAME
    assert of_measure(line, Q1, DEFAULT, year_ago("110", how)).arrow is Arrow.BETTER


@pytest.mark.parametrize("how", [definition(Polarity.MONITORED), definition(None)])
def test_without_a_polarity_the_direction_is_said_in_words(how: Definition) -> None:
    """R4.6 no_polarity: up or down, neither better nor worse."""
    verdict = of_measure(measure("223", how=how), Q1, DEFAULT, year_ago("221", how))
    assert (verdict.arrow, verdict.reason) == (None, Reason.NO_POLARITY)
    assert "up, 223 against 221" in verdict.sentence


# ---- the same ----


@pytest.mark.parametrize(
    ("then", "now", "arrow"),
    [
        ("45.7", "45.70", Arrow.SAME),
        ("46", "45.7", Arrow.SAME),
        ("45.6", "45.7", Arrow.BETTER),
        ("45", "45.7", Arrow.BETTER),
    ],
)
def test_the_same_is_equal_at_the_published_precision(then: str, now: str, arrow: Arrow) -> None:
    assert of_measure(measure(now), Q1, DEFAULT, year_ago(then)).arrow is arrow


def test_a_council_may_set_a_band() -> None:
    """DfE calls within half a point "relatively stable" (handbook 4.5)."""
    rules = by(Convention.SAME_PERIOD_LAST_YEAR, Margin(points=Decimal("0.5")))
    assert of_measure(measure("4.1%"), Q1, rules, year_ago("3.6%")).arrow is Arrow.SAME
    assert of_measure(measure("4.2%"), Q1, rules, year_ago("3.6%")).arrow is Arrow.BETTER


# ---- equal windows (R4.6): what last year's column may be compared with ----


@pytest.mark.parametrize(
    ("basis", "period", "compared"),
    [
        (TimeBasis.SNAPSHOT, Q1, False),
        (TimeBasis.SNAPSHOT, Q4, True),
        (FY, Q1, False),
        (FY, Q4, True),
        (AY, Q1, False),
        (AY, Q4, False),
        (ROLLING, Q1, False),
        (ROLLING, Q4, True),
        (TimeBasis.PERIOD, Q4, False),
        (TimeBasis.ANNUALISED_FORECAST, Q1, True),
        (TimeBasis.YEAR_END_FORECAST, Q1, True),
        (TimeBasis.ANNUAL, Q1, True),
        (None, Q1, False),
        (None, Q4, False),
    ],
)
def test_last_years_actual_is_compared_only_where_the_windows_are_equal(
    basis: TimeBasis | None, period: Period, compared: bool
) -> None:
    line = measure("30", how=definition(Polarity.HIGHER, basis), last="20", within=period)
    verdict = of_measure(line, period)
    assert outcome(verdict) is (Arrow.BETTER if compared else Reason.DIFFERENT_WINDOWS)


def test_the_reason_names_both_windows() -> None:
    line = measure("31", how=definition(Polarity.LOWER, FY), last="75")
    assert of_measure(line, Q1).sentence == (
        "Not compared (the figures cover different windows of time): this figure is of April to June 2024 and that "
        "under “23/24 Actual” of 2023/24."
    )


def test_a_column_of_the_same_quarter_last_year_is_compared() -> None:
    column = Column(heading="Q1 23/24", role=Role.EARLIER_ACTUAL, period=A_YEAR_AGO)
    line = measure("31", how=definition(Polarity.LOWER, FY), last="75", more={column: "40"})
    assert of_measure(line, Q1).arrow is Arrow.BETTER


def test_figures_that_name_their_own_years_are_compared_by_them() -> None:
    line = measure("92.5% (2023/24)", how=definition(Polarity.HIGHER, None), last="92.8% (2022/23)", title="Attendance")
    assert of_measure(line, Q1).sentence == "Worse: 92.5% against 92.8% in 2022/23; higher is better."


@pytest.mark.parametrize("last", ["204 (last term)", "2023 YTD = 204"])
def test_a_window_that_cannot_be_dated_is_not_compared(last: str) -> None:
    line = measure("483", how=definition(Polarity.LOWER, TimeBasis.ANNUAL), last=last)
    assert of_measure(line, Q1).reason is Reason.DIFFERENT_WINDOWS


def test_an_academic_count_is_not_compared_over_its_new_start() -> None:
    """A20 and R6.3: at 30 September it holds September alone; last quarter's held ten months."""
    how = definition(Polarity.LOWER, AY)
    before = Before(previous=Then(measure("400", how=how), Q1), has_previous=True)
    line = measure("76", how=how, within=Q2)
    verdict = of_measure(line, Q2, by(Convention.PREVIOUS_PERIOD), before)
    assert verdict.reason is Reason.DIFFERENT_WINDOWS
    assert "September 2024" in verdict.sentence
    assert "September 2023 to June 2024" in verdict.sentence


def test_a_calendar_years_figure_is_no_comparator_for_an_academic_one() -> None:
    """R6.5: plans by SEN2's calendar year beside the academic year to date."""
    column = Column(heading="2023", role=Role.LAST_ACTUAL, period=Period.calendar_year(2023))
    line = measure("78.7%", how=definition(Polarity.HIGHER, AY), more={column: "80.9%"})
    assert of_measure(line, Q1).reason is Reason.DIFFERENT_WINDOWS
    annual = definition(Polarity.HIGHER, TimeBasis.ANNUAL, calendar=Calendar.ACADEMIC)
    assert of_measure(measure("78.7%", how=annual, more={column: "80.9%"}), Q1).reason is Reason.DIFFERENT_WINDOWS


def test_the_report_of_another_quarter_is_not_last_years() -> None:
    how = definition(Polarity.HIGHER, None)
    other = Before(last_year=Then(measure("75%", how=how), Q4), has_last_year=True)
    assert of_measure(measure("80%", how=how), Q1, DEFAULT, other).arrow is None
    assert of_measure(measure("80%", how=how), Q1, DEFAULT, year_ago("75%", how)).arrow is Arrow.BETTER


# ---- the reasons of handbook 4.5 ----


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("N/A", Reason.NOT_COLLECTED_LAST_YEAR),
        ("", Reason.NOT_COLLECTED_LAST_YEAR),
        ("New measure", Reason.NEW_MEASURE),
        ("N/A (new indicator)", Reason.NEW_MEASURE),
        ("[c]", Reason.SUPPRESSED),
        ("Refer comment", Reason.SEE_COMMENTARY),
    ],
)
def test_why_there_is_no_earlier_figure(last: str, reason: Reason) -> None:
    annual = definition(Polarity.HIGHER, TimeBasis.ANNUAL)
    assert of_measure(measure("30", how=annual, last=last), Q1).reason is reason
    assert of_measure(measure("30"), Q1, DEFAULT, year_ago(last)).reason is reason


@pytest.mark.parametrize(
    ("now", "reason", "absence"),
    [
        ("Refer comment", Reason.SEE_COMMENTARY, Absence.SEE_COMMENTARY),
        ("Not yet due", Reason.NOT_DUE, Absence.NOT_YET_DUE),
        ("[c]", Reason.SUPPRESSED, Absence.SUPPRESSED),
        ("N/A", Reason.NO_FIGURE, Absence.NOT_AVAILABLE),
    ],
)
def test_why_there_is_no_figure_now(now: str, reason: Reason, absence: Absence) -> None:
    verdict = of_measure(measure(now), Q1, DEFAULT, year_ago("5"))
    assert (verdict.reason, verdict.absence) == (reason, absence)


def test_a_break_in_the_series_is_no_comparison() -> None:
    """97% to 91% by another source is [b], not red (handbook 4.5)."""
    assert of_measure(measure("91% [b]"), Q1, DEFAULT, year_ago("97%")).reason is Reason.DEFINITION_CHANGED
    changed = measure("91% [b] (source: national census)")
    assert of_measure(changed, Q1, DEFAULT, year_ago("97%")).reason is Reason.SOURCE_CHANGED


@pytest.mark.parametrize(
    "then",
    [definition(Polarity.LOWER), definition(unit=Unit.RATE), definition(calendar=Calendar.CALENDAR)],
)
def test_another_definition_is_no_comparison(then: Definition) -> None:
    """R4.10: a changed definition is a break."""
    now = definition(unit=Unit.COUNT, calendar=Calendar.ACADEMIC)
    assert of_measure(measure("91", how=now), Q1, DEFAULT, year_ago("97", then)).reason is Reason.DEFINITION_CHANGED


def test_a_line_that_is_not_certain_to_be_the_same_is_not_compared() -> None:
    assert of_measure(measure("91"), Q1, DEFAULT, Before(has_last_year=True)).reason is Reason.UNCERTAIN_MATCH


def test_nothing_at_hand_is_said() -> None:
    assert of_measure(measure("91"), Q1).reason is Reason.NO_COMPARISON


# ---- parts ----


def test_parts_are_compared_by_name() -> None:
    verdict = of_measure(measure("North 30 South 40"), Q1, DEFAULT, year_ago("South 35 North 20"))
    assert verdict.sentence == (
        "Better: North 30 against 20; South 40 against 35 in the same period last year; higher is better."
    )


def test_where_parts_differ_the_whole_decides() -> None:
    verdict = of_measure(measure("North 30 South 40 Total 70"), Q1, DEFAULT, year_ago("North 20 South 45 Total 65"))
    assert verdict.arrow is Arrow.BETTER
    assert verdict.sentence.startswith("Better: Total 70 against 65")


def test_where_parts_differ_and_there_is_no_whole_each_is_said() -> None:
    verdict = of_measure(measure("North 30 South 40"), Q1, DEFAULT, year_ago("North 20 South 45"))
    assert verdict.reason is Reason.PARTS_DIFFER
    assert "better, North 30 against 20; worse, South 40 against 45" in verdict.sentence


def test_parts_of_other_names_are_not_compared() -> None:
    assert of_measure(measure("North 30 South 40"), Q1, DEFAULT, year_ago("22")).reason is Reason.PARTS_DIFFER
    assert of_measure(measure("North 30"), Q1, DEFAULT, year_ago("South 22")).reason is Reason.PARTS_DIFFER


# ---- the other conventions (R4.8) ----


def test_the_period_before_by_column_and_by_report() -> None:
    line = measure("30", how=HIGHER, more={PREVIOUS: "25"})
    assert of_measure(line, Q1, by(Convention.PREVIOUS_PERIOD)).arrow is Arrow.BETTER
    before = Before(previous=Then(measure("35"), Q1.previous), has_previous=True)
    found = of_measure(measure("30"), Q1, by(Convention.PREVIOUS_PERIOD), before)
    assert found.sentence == "Worse: 30 against 35 in the period before; higher is better."


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (TimeBasis.SNAPSHOT, Arrow.WORSE),
        (TimeBasis.PERIOD, Arrow.WORSE),
        (ROLLING, Arrow.WORSE),
        (TimeBasis.ANNUALISED_FORECAST, Arrow.WORSE),
        (FY, Reason.DIFFERENT_WINDOWS),
        (AY, Reason.DIFFERENT_WINDOWS),
    ],
)
def test_a_running_total_has_no_equal_window_in_the_period_before(basis: TimeBasis, expected: object) -> None:
    how = definition(Polarity.HIGHER, basis)
    before = Before(previous=Then(measure("35", how=how), Q1), has_previous=True)
    assert (
        outcome(of_measure(measure("30", how=how, within=Q2), Q2, by(Convention.PREVIOUS_PERIOD), before)) is expected
    )


def test_both_conventions_show_the_long_arrow_and_say_the_short() -> None:
    before = Before(
        last_year=Then(measure("20"), A_YEAR_AGO),
        previous=Then(measure("35"), Q1.previous),
        has_last_year=True,
        has_previous=True,
    )
    verdict = of_measure(measure("30"), Q1, by(Convention.BOTH), before)
    assert verdict.arrow is Arrow.BETTER
    assert "Since the period before: worse: 30 against 35" in verdict.sentence
    short_only = before._replace(last_year=None, has_last_year=False)
    verdict = of_measure(measure("30"), Q1, by(Convention.BOTH), short_only)
    assert (verdict.arrow, verdict.reason) == (None, Reason.NO_COMPARISON)
    assert "worse: 30 against 35" in verdict.sentence


def series(*texts: str, polarity: Polarity = Polarity.LOWER) -> MeasureLine:
    """A year's values each, the last of them the current one."""
    columns = {
        Column(heading=f"{year}", role=Role.EARLIER_ACTUAL, period=Period.financial_year(year)): text
        for year, text in zip(range(2024 - len(texts) + 1, 2024), texts, strict=False)
    }
    return measure(texts[-1], how=definition(polarity, TimeBasis.ANNUAL), more=columns)


@pytest.mark.parametrize(
    ("texts", "polarity", "expected"),
    [
        (("90", "85", "80", "78", "70"), Polarity.LOWER, Arrow.BETTER),
        (("90", "85", "80", "78", "70"), Polarity.HIGHER, Arrow.WORSE),
        (("70", "78", "80", "85", "90"), Polarity.HIGHER, Arrow.BETTER),
        (("80", "90", "80", "90", "80"), Polarity.LOWER, Arrow.SAME),
        (("80", "80", "80", "80", "80"), Polarity.LOWER, Arrow.SAME),
        (("90", "80", "70", "60"), Polarity.LOWER, Reason.NO_COMPARISON),
    ],
)
def test_a_trend_over_the_figures_of_equal_windows(
    texts: tuple[str, ...], polarity: Polarity, expected: object
) -> None:
    verdict = of_measure(series(*texts, polarity=polarity), Q1, by(Convention.REGRESSION))
    assert outcome(verdict) is expected


# ---- properties ----

_TEXTS = st.sampled_from(("", "N/A", "0", "7", "95%", "£1,234", "N 5 S 6", "[c]", "9 [b]", "Refer comment", "-3"))


@given(
    _TEXTS, _TEXTS, st.sampled_from((*Polarity, None)), st.sampled_from((*TimeBasis, None)), st.sampled_from(Convention)
)
def test_every_verdict_has_an_arrow_or_a_reason_and_a_sentence(
    now: str, then: str, polarity: Polarity | None, basis: TimeBasis | None, convention: Convention
) -> None:
    how = definition(polarity, basis)
    line = measure(now, "10", how=how, more={LAST_ACTUAL: then, PREVIOUS: then})
    for period in (Q1, Q4, None):
        verdict = of_measure(line, period, by(convention), year_ago(then, how))
        assert (verdict.arrow is None) is (verdict.reason is not None) is (verdict.absence is not None)
        assert verdict.light is None
        assert verdict.sentence.startswith(verdict.arrow.capitalize() if verdict.arrow else "Not compared")
        assert verdict.sentence.endswith(".")


@given(st.integers(0, 999), st.integers(0, 999))
def test_going_back_undoes_going_forth(now: int, then: int) -> None:
    forth = of_measure(measure(str(now)), Q1, DEFAULT, year_ago(str(then))).arrow
    back = of_measure(measure(str(then)), Q1, DEFAULT, year_ago(str(now))).arrow
    opposite = {Arrow.BETTER: Arrow.WORSE, Arrow.WORSE: Arrow.BETTER, Arrow.SAME: Arrow.SAME}
    assert forth is not None
    assert back is opposite[forth]


@given(st.integers(0, 999), st.integers(0, 999))
def test_swapping_the_polarity_mirrors_the_arrow(now: int, then: int) -> None:
    higher = of_measure(measure(str(now)), Q1, DEFAULT, year_ago(str(then))).arrow
    lower = of_measure(measure(str(then), how=LOWER), Q1, DEFAULT, year_ago(str(now), LOWER)).arrow
    assert higher is lower


# ---- what a council has decided not to compare ----


@pytest.mark.parametrize(
    ("now", "then", "policy", "expected"),
    [
        ("80% (prov)", "75%", {"provisional": False}, Reason.PROVISIONAL_POLICY),
        ("80%", "75% (prov)", {"provisional": False}, Reason.PROVISIONAL_POLICY),
        ("80%", "75%", {"provisional": False}, Arrow.BETTER),
        ("80% (prov)", "75%", {}, Arrow.BETTER),
        ("80% (8/10)", "75% (75/100)", {"smallest_base": 20}, Reason.DENOMINATOR_TOO_SMALL),
        ("80% (80/100)", "75% (9/12)", {"smallest_base": 20}, Reason.DENOMINATOR_TOO_SMALL),
        ("80% (16/20)", "75% (75/100)", {"smallest_base": 20}, Arrow.BETTER),
        ("80%", "75%", {"smallest_base": 20}, Arrow.BETTER),
        ("80% (8/10)", "75% (75/100)", {}, Arrow.BETTER),
    ],
)
def test_a_council_may_leave_provisional_figures_and_small_bases_uncompared(
    now: str, then: str, policy: dict[str, object], expected: Arrow | Reason
) -> None:
    """Handbook 4.5: denominator_too_small and provisional_policy are reasons for no arrow."""
    rules = DEFAULT.model_copy(update=policy)
    assert outcome(of_measure(measure(now), Q1, rules, year_ago(then))) is expected
