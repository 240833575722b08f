"""Progress of a measure (handbook 4.2, 4.3; R4.1, R4.2, R4.4, R4.5)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Absence, Column, Figure, Role, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import (
    Arrow,
    Definition,
    Known,
    Light,
    MeasureLine,
    Polarity,
    PolarityPart,
    Reason,
    TimeBasis,
    Verdict,
)
from goldenthread.rules.progress import of_measure
from goldenthread.rules.rule_sets import PRESETS, Agreed, Family, Margin, Rules
from tests.rules.measures import (
    CURRENT,
    FORECAST,
    PROGRESS,
    Q1,
    Q2,
    Q4,
    TARGET,
    YEAR,
    definition,
    measure,
)

FIVE = PRESETS["tolerance-5"]
TEN = PRESETS["tolerance-10"]
POINT = Rules(name="a point", family=Family.TOLERANCE, tolerance=Margin(points=Decimal(1), number=Decimal(1)))
HIGHER, LOWER = definition(Polarity.HIGHER), definition(Polarity.LOWER)
CLOSEST, RANGE = definition(Polarity.CLOSEST), definition(Polarity.RANGE)
MONITORED = definition(Polarity.MONITORED)


def outcome(verdict: Verdict) -> Light | Reason | None:
    return verdict.light or verdict.reason


# ---- the handbook's examples ----


def test_the_working_is_one_sentence_that_a_councillor_understands() -> None:
    """The issue's own example, word for word."""
    line = measure("92.5%", "95%", title="Attendance at school")
    verdict = of_measure(line, Q1, FIVE)
    assert verdict.sentence == "Amber: 92.5% against a target of 95%, 2.5 points short; within the 5% tolerance."
    assert (verdict.rule, verdict.version) == ("tolerance-5", "1")
    assert {(i.name, i.value) for i in verdict.inputs} >= {
        ("actual", "92.5"),
        ("target", "95"),
        ("polarity", "higher is better"),
        ("tolerance", "5%"),
    }


@pytest.mark.parametrize(
    ("how", "current", "target", "rules", "light"),
    [
        (HIGHER, "92.5%", "95%", FIVE, Light.AMBER),
        (HIGHER, "92.5%", "95%", POINT, Light.RED),
        (LOWER, "19.1", "18", TEN, Light.AMBER),
        (LOWER, "19.1", "18", FIVE, Light.RED),
        (
            RANGE,
            "112",
            "80-100",
            Rules(name="n", family=Family.TOLERANCE, tolerance=Margin(number=Decimal(11))),
            Light.RED,
        ),
        (
            RANGE,
            "112",
            "80-100",
            Rules(name="n", family=Family.TOLERANCE, tolerance=Margin(number=Decimal(12))),
            Light.AMBER,
        ),
    ],
)
def test_the_worked_examples_of_the_handbook(
    how: Definition, current: str, target: str, rules: Rules, light: Light
) -> None:
    line = measure(current, target, how=how)
    assert of_measure(line, Q1, rules).light is light


# ---- R4.4: each polarity at the target, at the tolerance, just beyond, at nought, and without a figure ----


@pytest.mark.parametrize(
    ("how", "target", "at"),
    [
        (HIGHER, "200", {"200": "G", "201": "G", "190": "A", "189.9": "R"}),
        (LOWER, "200", {"200": "G", "199": "G", "210": "A", "210.1": "R"}),
        (CLOSEST, "200", {"200": "G", "190": "A", "210": "A", "189.9": "R", "210.1": "R"}),
        (RANGE, "100-200", {"100": "G", "200": "G", "150": "G", "95": "A", "94.9": "R", "210": "A", "210.1": "R"}),
        (MONITORED, "200", {"200": "-", "1": "-"}),
        (definition(None), "200", {"200": "?", "1": "?"}),
    ],
)
def test_every_polarity_at_the_target_the_tolerance_and_just_beyond(
    how: Definition, target: str, at: dict[str, str]
) -> None:
    """R4.4, with a tolerance of 5%."""
    letters: dict[Light | Reason | None, str] = {
        Light.GREEN: "G",
        Light.AMBER: "A",
        Light.RED: "R",
        Reason.CONTEXTUAL: "-",
        Reason.NO_POLARITY: "?",
    }
    found = {current: letters.get(outcome(of_measure(measure(current, target, how=how), Q1, FIVE))) for current in at}
    assert found == at


@pytest.mark.parametrize(
    ("how", "current", "rules", "expected"),
    [
        (HIGHER, "0", FIVE, Light.GREEN),
        (HIGHER, "3", FIVE, Light.GREEN),
        (LOWER, "0", FIVE, Light.GREEN),
        (LOWER, "1", FIVE, Reason.NO_TOLERANCE),
        (LOWER, "1", POINT, Light.AMBER),
        (LOWER, "2", POINT, Light.RED),
        (CLOSEST, "1", POINT, Light.AMBER),
        (CLOSEST, "1", FIVE, Reason.NO_TOLERANCE),
    ],
)
def test_a_target_of_nought_needs_a_tolerance_that_is_an_amount(
    how: Definition, current: str, rules: Rules, expected: object
) -> None:
    """R4.4: a share of nought is nought."""
    assert outcome(of_measure(measure(current, "0", how=how), Q1, rules)) is expected


@pytest.mark.parametrize("how", [HIGHER, LOWER, CLOSEST])
@pytest.mark.parametrize(
    ("current", "reason", "absence"),
    [
        ("", Reason.NO_FIGURE, Absence.NOT_AVAILABLE),
        ("N/A", Reason.NO_FIGURE, Absence.NOT_AVAILABLE),
        ("Refer comment", Reason.SEE_COMMENTARY, Absence.SEE_COMMENTARY),
        ("Not yet due", Reason.NOT_DUE, Absence.NOT_YET_DUE),
        ("[c]", Reason.SUPPRESSED, Absence.SUPPRESSED),
        ("Going well", Reason.NO_FIGURE, Absence.NOT_AVAILABLE),
        ("On hold", Reason.PAUSED, Absence.NOT_APPLICABLE),
    ],
)
def test_no_figure_is_never_nought_and_says_why(
    how: Definition, current: str, reason: Reason, absence: Absence
) -> None:
    """R4.2 and R4.4: actual null, suppressed."""
    verdict = of_measure(measure(current, "20", how=how), Q1)
    assert (verdict.light, verdict.reason, verdict.absence) == (None, reason, absence)
    assert verdict.sentence.startswith(f"Not rated ({reason.words}): ")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("N/A", Reason.NO_TARGET),
        ("", Reason.NO_TARGET),
        ("tbc", Reason.NO_TARGET),
        ("Benchmarking year", Reason.BASELINE_YEAR),
        ("Data only", Reason.CONTEXTUAL),
        ("£250,000 reduction", Reason.TARGET_IS_A_CHANGE),
        ("Reduce by 20", Reason.TARGET_IS_A_CHANGE),
        ("As good as our neighbours", Reason.TARGET_IS_WORDS),
    ],
)
def test_a_target_that_is_no_level_is_refused_with_the_reason(target: str, reason: Reason) -> None:
    assert of_measure(measure("19", target), Q1).reason is reason


def test_a_measure_in_its_first_year_sets_a_baseline() -> None:
    line = measure("50%", "N/A", title="Benchmarking year – homes checked for quality")
    assert of_measure(line, Q1).reason is Reason.BASELINE_YEAR


def test_a_share_is_held_against_a_percentage() -> None:
    """ "100% of eligible" and "12 of 40": both are shares."""
    assert of_measure(measure("82%", "80% of eligible"), Q1).light is Light.GREEN
    verdict = of_measure(measure("12 of 40", "25%", title="Staff trained"), Q1)
    assert verdict.sentence == "Green: 30% (12 of 40) against a target of 25%, 5 points above it."


def test_figures_in_different_units_are_not_compared() -> None:
    assert of_measure(measure("17", "£200"), Q1).reason is Reason.NOT_DEFINED


# ---- R4.5 and rounding ----


def test_what_prints_the_same_as_its_target_is_green() -> None:
    """R4.5: stored 94.96, printed 95%, against 95%: readers must not see "95% against 95%, amber"."""
    line = measure("95%", "95%", title="Percentage of homes let in time")
    now = line.cells[1].model_copy(update={"figures": (Figure(value=Decimal("94.96"), unit=Unit.PERCENT),)})
    verdict = of_measure(line.model_copy(update={"cells": (line.cells[0], now)}), Q1, POINT)
    assert verdict.light is Light.GREEN
    assert "as printed they are the same" in verdict.sentence


def test_unrounded_figures_decide_between_amber_and_red() -> None:
    """14.6 prints as 15; the rule compares 14.6."""
    assert of_measure(measure("190.01", "200"), Q1, FIVE).light is Light.AMBER
    assert of_measure(measure("189.99", "200"), Q1, FIVE).light is Light.RED


# ---- cumulative measures (handbook 4.3) ----

COUNT = definition(Polarity.HIGHER, TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
FEWER = definition(Polarity.LOWER, TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
SCHOOL = definition(Polarity.LOWER, TimeBasis.ACADEMIC_YEAR_CUMULATIVE)


@pytest.mark.parametrize(
    ("how", "current", "period", "expected"),
    [
        (COUNT, "100", Q1, Reason.NO_PROFILE),
        (COUNT, "500", Q1, Light.GREEN),
        (COUNT, "499", Q4, Light.AMBER),
        (FEWER, "100", Q1, Reason.NO_PROFILE),
        (FEWER, "501", Q1, Light.RED),
        (FEWER, "501", Q4, Light.AMBER),
        (SCHOOL, "483", Q1, Reason.NO_PROFILE),
        (SCHOOL, "483", Q4, Reason.NO_PROFILE),
        (definition(Polarity.HIGHER, TimeBasis.PERIOD), "100", Q1, Reason.NO_PROFILE),
        (definition(Polarity.HIGHER, None), "100", Q1, Reason.NOT_DEFINED),
        (definition(Polarity.HIGHER, None), "500", Q1, Light.GREEN),
        (definition(Polarity.HIGHER, None), "100", Q4, Light.RED),
        (definition(Polarity.LOWER, None), "510", Q1, Reason.NOT_DEFINED),
        (definition(Polarity.LOWER, None), "600", Q1, Light.RED),
    ],
)
def test_part_of_a_year_is_not_held_against_the_whole(
    how: Definition, current: str, period: Period, expected: object
) -> None:
    """Unless the rest of the year cannot change the answer; or the year is over."""
    line = measure(current, "500", how=how, within=period)
    assert outcome(of_measure(line, period, FIVE)) is expected


def test_a_count_that_has_passed_its_target_says_so() -> None:
    verdict = of_measure(measure("510", "500", how=COUNT), Q1)
    assert verdict.sentence == "Green: 510 so far against a target of 500 for the year, 10 above it already."
    verdict = of_measure(measure("510", "500", how=FEWER), Q1)
    assert "10 over already, and a running count cannot fall" in verdict.sentence


def test_a_percentage_of_the_year_so_far_stands_as_it_is() -> None:
    """Attendance is cumulative, and 92.5% against 95% is the issue's own example: a percentage does not add up."""
    how = definition(Polarity.HIGHER, TimeBasis.ACADEMIC_YEAR_CUMULATIVE)
    assert of_measure(measure("92.5%", "95%", how=how, title="Attendance"), Q1, FIVE).light is Light.AMBER


@pytest.mark.parametrize(
    "title",
    [
        "Percentage of council tax collected in the year",
        "Collection rate: business rates (%)",
        "% of the capital programme delivered",
        "% of the budget spent",
        "Proportion of planned savings achieved",
    ],
)
@pytest.mark.parametrize("basis", [TimeBasis.FINANCIAL_YEAR_CUMULATIVE, None])
def test_a_percentage_that_grows_through_the_year_is_not(title: str, basis: TimeBasis | None) -> None:
    """28% of council tax by the end of June is no failure against 97% for the year."""
    line = measure("28%", "97%", how=definition(Polarity.HIGHER, basis), title=title)
    assert of_measure(line, Q1).light is None


def test_a_profile_that_the_council_agreed_is_what_a_running_count_is_held_against() -> None:
    rules = FIVE.model_copy(
        update={"measures": (Agreed(ref="HS01 01", profile=(Decimal(90), Decimal(200), Decimal(350), Decimal(500))),)}
    )
    verdict = of_measure(measure("88", "500", how=COUNT), Q1, rules)
    assert verdict.sentence == (
        "Amber: 88 against 90 expected by now of a target of 500, 2 short; within the 5% tolerance."
    )
    assert of_measure(measure("200", "500", how=COUNT, within=Q2), Q2, rules).light is Light.GREEN


def test_an_even_share_of_the_year_goes_by_the_measures_own_calendar() -> None:
    """Handbook 4.1: at 30 June an academic year is 10 months gone, at 30 September one."""
    even = FIVE.model_copy(update={"straight_line": True})
    assert of_measure(measure("125", "500", how=COUNT), Q1, even).light is Light.GREEN
    assert of_measure(measure("100", "500", how=COUNT), Q1, even).light is Light.RED
    assert of_measure(measure("500", "600", how=SCHOOL), Q1, even).light is Light.GREEN
    assert of_measure(measure("76", "600", how=SCHOOL, within=Q2), Q2, even).light is Light.RED


def test_a_forecast_for_the_year_is_held_against_the_years_target() -> None:
    line = measure("100", "500", how=COUNT, more={FORECAST: "480"})
    assert of_measure(line, Q1, FIVE).sentence == (
        "Amber: a forecast of 480 against a target of 500, 20 short; within the 5% tolerance."
    )


def test_a_target_for_this_quarter_is_for_this_quarter() -> None:
    """Handbook 4.3: a target whose window ends with the figure's own is its profile."""
    own = Column(heading="Q1 Target", role=Role.TARGET, period=Q1)
    for cells in ({own: "120", TARGET: "500"}, {TARGET: "500", own: "120"}):
        line = measure("100", None, how=COUNT, more=cells)
        assert of_measure(line, Q1, FIVE).sentence.startswith("Red: 100 against a target of 120, 20 short")


# ---- several figures in one cell ----


def test_the_total_is_what_one_target_is_for() -> None:
    line = measure("Homes £30 Roads £50 Total £80", "£90", how=LOWER, title="Spend on repairs")
    assert of_measure(line, Q1).sentence == "Green: Total £80 against a target of £90, £10 below it."


def test_a_labelled_target_is_for_the_figure_of_that_label() -> None:
    line = measure("North 70% South 90%", "South 85%", title="Percentage let in time")
    assert of_measure(line, Q1).sentence == "Green: South 90% against a target of 85%, 5 points above it."


def test_labelled_targets_are_matched_by_label() -> None:
    line = measure("North 70% South 90%", "South 85% North 65%", title="Percentage let in time")
    verdict = of_measure(line, Q1)
    assert verdict.sentence == (
        "Green: North 70% against a target of 65%, 5 points above it; South 90% against a target of 85%, "
        "5 points above it."
    )


def test_without_a_total_every_part_is_rated_and_named() -> None:
    line = measure("North 19.1 South 18.8", "18", how=LOWER, title="Average caseload")
    verdict = of_measure(line, Q1)
    assert verdict.light is Light.AMBER
    assert all(text in verdict.sentence for text in ("North 19.1", "1.1 over", "South 18.8", "0.8 over"))


def test_parts_that_differ_give_no_light_and_say_each() -> None:
    verdict = of_measure(measure("North 50% South 96%", "95%", title="Percentage let in time"), Q1)
    assert verdict.reason is Reason.PARTS_DIFFER
    assert "red: North 50%" in verdict.sentence
    assert "green: South 96%" in verdict.sentence


def test_counts_that_may_be_meant_together_are_not_rated_one_by_one() -> None:
    """20 and 15 are each below 30, and together above it."""
    assert of_measure(measure("North 20 South 15", "30", how=LOWER), Q1).reason is Reason.PARTS_DIFFER
    assert of_measure(measure("North 5 South 6", "30", how=LOWER), Q1).light is Light.GREEN


def test_parts_that_are_months_are_not_parts() -> None:
    line = measure("Q1 20 Q2 15", "30", how=LOWER)
    assert of_measure(line, Q1).light is None


# ---- which cells ----


def test_the_target_of_the_reports_year_counts_and_one_of_another_is_named() -> None:
    other = Column(heading="23/24 Target", role=Role.TARGET, period=Period.financial_year(2023))
    both = measure("88%", "90%", title="Percentage let", more={other: "80%"})
    assert "target of 90%" in of_measure(both, Q1).sentence
    alone = measure("88%", None, title="Percentage let", more={other: "80%"})
    assert of_measure(alone, Q1).sentence == "Green: 88% against the 2023/24 target of 80%, 8 points above it."


def test_of_targets_of_three_other_years_none_is_taken() -> None:
    years = {
        Column(heading=str(year), role=Role.TARGET, period=Period.financial_year(year)): "80%" for year in (2026, 2027)
    }
    assert of_measure(measure("88%", None, more=years), Q1).reason is Reason.NO_TARGET


def test_the_column_of_the_reports_own_quarter_is_the_current_one() -> None:
    columns = {
        Column(heading=f"Q{quarter}", role=Role.CURRENT, period=Period.financial_quarter(2024, quarter)): text
        for quarter, text in ((1, "70%"), (2, "95%"), (3, ""))
    }
    line = MeasureLine(title="Percentage let", definition=HIGHER, cells=measure("", "90%", more=columns).cells)
    line = line.model_copy(update={"cells": tuple(c for c in line.cells if c.column != CURRENT)})
    assert of_measure(line, Q1).light is Light.RED
    assert of_measure(line, Q2).light is Light.GREEN
    assert of_measure(line, Q4).reason is Reason.NO_FIGURE


def test_a_paused_measure_says_so() -> None:
    line = measure("88%", "90%", more={PROGRESS: "Paused"})
    assert of_measure(line, Q1).reason is Reason.PAUSED


# ---- polarity: stated, said by the target, or proposed ----


def test_a_proposed_polarity_is_said_to_be_taken() -> None:
    part = PolarityPart(value=Polarity.LOWER, known=Known.PROPOSED, why="the title begins with “Reduce”")
    line = measure("19", "20", how=HIGHER.model_copy(update={"polarity": part}))
    assert of_measure(line, Q1).sentence == (
        "Green: 19 against a target of 20, 1 below it; taking lower as better, because the title begins with “Reduce”."
    )


@pytest.mark.parametrize(
    ("target", "light"), [("at least 20", Light.RED), ("no more than 20", Light.GREEN), ("≤20", Light.GREEN)]
)
def test_a_target_can_say_which_way_is_good(target: str, light: Light) -> None:
    verdict = of_measure(measure("10", target, how=definition(None)), Q1)
    assert verdict.light is light
    assert "because the target says" in verdict.sentence


def test_a_target_that_contradicts_the_definition_is_not_rated() -> None:
    assert of_measure(measure("10", "at most 20", how=HIGHER), Q1).reason is Reason.NOT_DEFINED


# ---- the other families ----


@pytest.mark.parametrize(
    ("how", "current", "floor", "expected"),
    [
        (HIGHER, "90", Decimal(80), Light.GREEN),
        (HIGHER, "80", Decimal(80), Light.AMBER),
        (HIGHER, "79.9", Decimal(80), Light.RED),
        (LOWER, "90", Decimal(95), Light.GREEN),
        (LOWER, "95", Decimal(95), Light.AMBER),
        (LOWER, "95.1", Decimal(95), Light.RED),
        (HIGHER, "89", None, Reason.NO_TOLERANCE),
    ],
)
def test_a_floor_standard_is_where_red_begins(
    how: Definition, current: str, floor: Decimal | None, expected: object
) -> None:
    rules = PRESETS["floor"].model_copy(update={"measures": (Agreed(ref="HS01 01", floor=floor),)})
    assert outcome(of_measure(measure(current, "90", how=how), Q1, rules)) is expected


@pytest.mark.parametrize(
    ("current", "arrow", "expected"),
    [
        ("90", Arrow.WORSE, Light.GREEN),
        ("89.9", Arrow.BETTER, Light.AMBER),
        ("89.9", Arrow.SAME, Light.AMBER),
        ("89.9", Arrow.WORSE, Light.RED),
        ("89.9", None, Reason.NO_COMPARISON),
    ],
)
def test_beyond_the_tolerance_amber_means_improved_or_held(current: str, arrow: Arrow | None, expected: object) -> None:
    """Havering 2013-15 (handbook 4.2): on or within 10% is green."""
    travel = Verdict(arrow=arrow, sentence="", rule="", version="")
    verdict = of_measure(measure(current, "100"), Q1, PRESETS["improved-or-held"], travel)
    assert outcome(verdict) is expected


def test_a_tolerance_agreed_for_one_measure_goes_before_the_rest() -> None:
    wide = FIVE.model_copy(update={"measures": (Agreed(ref="HS01 01", tolerance=Margin(percent=Decimal(20))),)})
    assert of_measure(measure("85", "100"), Q1, FIVE).light is Light.RED
    assert of_measure(measure("85", "100"), Q1, wide).sentence.endswith("within the 20% tolerance.")


# ---- properties ----

_NUMBERS = st.integers(1, 9999).map(Decimal)
_WAYS = st.sampled_from((HIGHER, LOWER, CLOSEST))
_RULES = st.sampled_from((FIVE, TEN, POINT, PRESETS["judgement"]))
_ORDER = {Light.RED: 0, Light.AMBER: 1, Light.GREEN: 2}


@given(_NUMBERS, _NUMBERS, _NUMBERS, st.sampled_from((HIGHER, LOWER)), _RULES)
def test_a_better_figure_never_gives_a_worse_light(
    one: Decimal, other: Decimal, target: Decimal, how: Definition, rules: Rules
) -> None:
    worse, better = sorted((one, other), reverse=how is LOWER)
    lights = [of_measure(measure(f"{value}", f"{target}", how=how), Q1, rules).light for value in (worse, better)]
    assert lights[0] is not None
    assert lights[1] is not None
    assert _ORDER[lights[0]] <= _ORDER[lights[1]]


@given(_NUMBERS, _NUMBERS, st.sampled_from((FIVE, TEN)))
def test_swapping_the_polarity_mirrors_the_light(actual: Decimal, target: Decimal, rules: Rules) -> None:
    """As far above the target for lower-is-better is the same as below it for higher-is-better."""
    mirrored = 2 * target - actual
    if mirrored > 0:
        higher = of_measure(measure(f"{actual}", f"{target}", how=HIGHER), Q1, rules)
        lower = of_measure(measure(f"{mirrored}", f"{target}", how=LOWER), Q1, rules)
        assert higher.light is lower.light


@given(_NUMBERS, _NUMBERS, st.sampled_from((10, 1000)), _WAYS, st.sampled_from((FIVE, TEN)))
def test_counting_in_thousands_changes_no_light(
    actual: Decimal, target: Decimal, scale: int, how: Definition, rules: Rules
) -> None:
    before = of_measure(measure(f"{actual}", f"{target}", how=how), Q1, rules)
    after = of_measure(measure(f"{actual * scale}", f"{target * scale}", how=how), Q1, rules)
    assert before.light is after.light


_TEXTS = st.sampled_from(
    (
        "",
        "N/A",
        "tbc",
        "0",
        "7",
        "95%",
        "£1,234",
        "80 to 100",
        "N 5 S 6",
        "12 of 40",
        "[c]",
        "Refer comment",
        "-3",
        "Paused",
    )
)


@given(
    _TEXTS,
    _TEXTS,
    st.sampled_from((*Polarity, None)),
    st.sampled_from((*TimeBasis, None)),
    st.sampled_from((Q1, Q4, YEAR, None)),
    st.sampled_from(tuple(PRESETS.values())),
)
def test_every_verdict_has_a_light_or_a_reason_and_a_sentence(
    current: str,
    target: str,
    polarity: Polarity | None,
    basis: TimeBasis | None,
    period: Period | None,
    rules: Rules,
) -> None:
    verdict = of_measure(measure(current, target, how=definition(polarity, basis)), period, rules)
    assert (verdict.light is None) is (verdict.reason is not None) is (verdict.absence is not None)
    assert verdict.arrow is None
    head = verdict.light.value.capitalize() if verdict.light else "Not rated"
    assert verdict.sentence.startswith(head)
    assert verdict.sentence.endswith(".")
    assert verdict.rule == rules.name
