"""Mistakes seen in peers (../shared/peer_cases/peer_defects.json) that a pure rule could share, with their own numbers.

Those that belong elsewhere, and why:

    spc_gap_in_series, spc_threshold_13_not_12, spc_opposite_sides, spc_falling_trend, spc_assurance_after_rebase,
    spc_zero_variation                              statistical process control is a room of its own (rules/variation.py)
    method_switched_after_data, republish_loses_targets, unpublished_quarter_in_public_total,
    approval_report_in_progress_duplicates, deadline_frozen_at_import        need the web application's database and clock
    frequency_label_off_by_one                      no labels are found by number here: each is the value of its enumeration
    assertion_that_asserts_nothing, query_count_not_checked                  are about tests, not rules
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Light, Polarity, Reason, TimeBasis
from goldenthread.rules.aggregation import Update, cumulative, last, ratio, total
from goldenthread.rules.aims import share_of_the_way
from goldenthread.rules.amounts import amount, plain_number, tidy
from goldenthread.rules.progress import of_measure
from goldenthread.rules.rule_sets import PRESETS
from tests.rules.measures import Q1, definition, measure

DEFECTS = Path(__file__).parents[3] / "shared" / "peer_cases" / "peer_defects.json"
D = Decimal


def test_every_defect_of_the_peers_is_tested_here_or_has_a_home() -> None:
    if not DEFECTS.exists():
        pytest.skip("the peers' defects are not here: ../shared/peer_cases")
    text = Path(__file__).read_text(encoding="utf-8")
    names = [case["id"] for case in json.loads(DEFECTS.read_text(encoding="utf-8"))["cases"]]
    assert [name for name in names if name not in text] == []


def test_zero_shown_as_missing() -> None:
    """0 is a reported value, distinct from no value."""
    assert total([D(0)]) == 0
    verdict = of_measure(measure("0", "0", how=definition(Polarity.LOWER)), Q1)
    assert verdict.sentence == "Green: 0 against a target of 0, exactly on it."


def test_cumulative_total_summed() -> None:
    """100 then 140, both cumulative, are 140."""
    assert last([D(100), D(140)]) == 140


def test_cumulative_late_edit_wins() -> None:
    told = [Update("first", "a", D(2)), Update("second", "a", D(5)), Update("first", "a", D(3))]
    assert cumulative(told, ["first", "second", "third"]) == {"first": 3, "second": 5, "third": 5}


def test_lower_is_better_progress_zero() -> None:
    """From 20 to 15 on the way to 10 is half the way."""
    assert share_of_the_way(D(20), D(10), D(15)) == D("0.5")
    assert share_of_the_way(D(10), D(20), D(15)) == D("0.5")
    assert share_of_the_way(D(0), D(20), D(5)) == D("0.25")
    assert share_of_the_way(D(10), D(0), D(5)) == D("0.5")
    assert share_of_the_way(D(20), D(10), D(25)) == D("-0.5")
    assert share_of_the_way(D(20), D(20), D(20)) is None


def test_decimals_truncated() -> None:
    assert plain_number(D("30.7")) == "30.7"
    assert plain_number(D("95.0")) == "95.0"
    assert plain_number(D("1E+3")) == "1,000"
    assert amount(D("-4045"), Unit.POUNDS) == "−£4,045"


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_that_is_not_nought_is_never_shown_as_nought(value: Decimal) -> None:
    """R1.3: 0 only where the unrounded value is exactly 0."""
    if value and value.adjusted() > -15:
        assert tidy(value) != 0
    if not value:
        assert tidy(value) == 0


def test_zero_denominator_shown_as_zero() -> None:
    assert ratio(D(3), D(0), 100) is None


@pytest.mark.parametrize("name", ["plan_target_summed_from_reported_periods", "target_times_number_of_entries"])
def test_a_target_is_what_the_plan_says(name: str) -> None:
    """The year's 100 stays 100 after eight months of 10; a target of 2 with two entries stays 2."""
    how = definition(Polarity.HIGHER, TimeBasis.FINANCIAL_YEAR_CUMULATIVE)
    if name.startswith("plan"):
        verdict = of_measure(measure("80", "100", how=how), Q1)
        assert verdict.reason is Reason.NO_PROFILE
        assert "target of 100 for the year" in verdict.sentence
    else:
        verdict = of_measure(measure("North 2 South 2", "2"), Q1)
        assert verdict.light is Light.GREEN
        assert "target of 4" not in verdict.sentence


def test_percent_of_target_lower_is_better() -> None:
    """One formula for each polarity, with a target of nought defined: see aims.Aim.gap, and R4.4 in test_progress."""
    rules = PRESETS["tolerance-10"]
    for polarity, current, light in (
        (Polarity.HIGHER, "90", Light.AMBER),
        (Polarity.LOWER, "110", Light.AMBER),
        (Polarity.CLOSEST, "110", Light.AMBER),
        (Polarity.LOWER, "90", Light.GREEN),
    ):
        assert of_measure(measure(current, "100", how=definition(polarity)), Q1, rules).light is light
