"""Putting figures together (handbook 6.1; R4.9, R6.4), with the cases of peers: once as they stand in ../shared, once in short.

Cases that belong elsewhere: none of aggregation_cases.json; all are pure arithmetic.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.periods import Period
from goldenthread.rules.aggregation import (
    Update,
    annualised,
    average,
    cumulative,
    de_cumulated,
    last,
    pro_rata,
    ratio,
    ratio_of_sums,
    total,
    year_to_date,
)

CASES = Path(__file__).parents[3] / "shared" / "peer_cases" / "aggregation_cases.json"
D = Decimal


@cache
def cases() -> dict[str, dict[str, Any]]:
    if not CASES.exists():
        pytest.skip("the peers' cases are not here: ../shared/peer_cases")
    found = json.loads(CASES.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)
    return {case["id"]: case for case in found["cases"]}


def months(case: dict[str, Any]) -> list[Decimal | None]:
    return list(case["values"].values())


def updates(case: dict[str, Any]) -> list[Update]:
    return [Update(str(one["period"]), one["by"], one["value"]) for one in case["updates"]]


# ---- the peers' own numbers ----


def test_every_case_of_the_peers_is_answered_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in cases() if f'"{name}"' not in text] == []


def test_a_quarter_of_months() -> None:
    case = cases()["dhis2_quarter_from_months"]
    assert (total(months(case)), average(months(case))) == (case["expect"]["sum"], case["expect"]["average"])
    assert max(months(case), default=None) == case["expect"]["max"]  # type: ignore[type-var]
    case = cases()["dhis2_last_of_quarter"]
    assert last(months(case)) == case["expect"]["last"]
    case = cases()["dhis2_average_of_category_plus_other"]
    a, b = (list(case["values"][name].values()) for name in "AB")
    assert total([average(a), total(b)]) == case["expect"]["average_A_plus_sum_B"]


def test_the_period_before() -> None:
    case = cases()["dhis2_previous_period"]
    held = {Period.month(2022, int(name[-2:])): value for name, value in case["values"].items()}
    before = {f"2022-{one.start.month:02}": held[one.previous] for one in held if one.previous in held}
    assert before == case["expect"]["previous"]


def test_year_to_date_carries_on_over_gaps() -> None:
    case = cases()["dhis2_year_to_date"]
    held = [*months(case), None, None]
    assert list(year_to_date(held)) == list(case["expect"]["year_to_date"].values())
    case = cases()["dhis2_year_to_date_gaps"]
    assert list(year_to_date(months(case))) == list(case["expect"]["year_to_date"].values())
    case = cases()["dhis2_previous_year_to_date"]
    assert list(year_to_date([*months(case), None])) == list(
        case["expect"]["year_to_date_of_the_month_before"].values()
    )


def test_pro_rata_targets() -> None:
    case = cases()["dhis2_pro_rata_annual_target"]
    expect = case["expect"]["target_to_date"]
    assert pro_rata(case["annual_target"], 2, 12) == expect["month 2 of 12"]
    assert pro_rata(case["annual_target"], 3, 4) == expect["quarter 3 of 4"]


@pytest.mark.parametrize(
    "name", ["dhis2_percentage", "dhis2_percentage_not_annualised", "dhis2_no_numerator", "dhis2_zero_denominator"]
)
def test_ratios(name: str) -> None:
    case = cases()[name]
    assert ratio(case["numerator"], case["denominator"], int(case["factor"])) == case["expect"]["value"]


def test_an_annualised_percentage() -> None:
    case = cases()["dhis2_percentage_annualised"]
    scaled = annualised(case["numerator"], int(case["days_in_periods"]), int(case["days_in_year"]))
    value = ratio(scaled, case["denominator"], int(case["factor"]))
    assert value is not None
    assert round(value, 2) == case["expect"]["value_2dp"]


@pytest.mark.parametrize(
    "name",
    ["akvo_cumulative_latest_wins", "akvo_cumulative_late_correction", "akvo_cumulative_two_contributors"],
)
def test_cumulative_updates(name: str) -> None:
    case = cases()[name]
    periods = [str(period) for period in case["periods"]]
    assert cumulative(updates(case), periods) == case["expect"]["actual"]


def test_cumulative_percentages_and_children() -> None:
    case = cases()["akvo_cumulative_percentage"]
    found = {str(u["period"]): ratio(u["numerator"], u["denominator"], 100) for u in case["updates"]}
    assert found == case["expect"]["actual"]
    case = cases()["akvo_rollup_two_children"]
    assert {y: total(c[y] for c in case["children"]) for y in ("2020", "2021")} == case["expect"]["parent"]
    case = cases()["akvo_programme_total_of_cumulative"]
    assert last(list(case["periods"].values())) == case["expect"]["all_periods"]
    case = cases()["akvo_percent_rollup_is_weighted"]
    found_share = ratio_of_sums(((c["numerator"], c["denominator"]) for c in case["children"]), 100)
    assert found_share is not None
    assert round(found_share, 2) == case["expect"]["percentage"]


def test_the_three_classes_of_indicator() -> None:
    case = cases()["terraware_not_cumulative"]
    assert last(list(case["quarters"].values())) == case["expect"]["year_value"]
    case = cases()["terraware_cumulative_within_the_year"]
    assert total(case["quarters"].values()) == case["expect"]["year_value"]
    case = cases()["terraware_cumulative_over_the_plan's_life"]
    assert total([case["previous_years_total"], *case["quarters"].values()]) == case["expect"]["year_value"]


# ---- the essential numbers, without ../shared ----


def test_year_to_date_percentages_are_a_ratio_of_sums() -> None:
    """R4.9: 9 of 10 and 30 of 60 are 39 of 70, 55.7%; never the mean of 90% and 50%, which is 70%."""
    found = ratio_of_sums([(D(9), D(10)), (D(30), D(60))], 100)
    assert found is not None
    assert round(found, 1) == D("55.7")
    assert round(ratio_of_sums([(D(1), D(3)), (D(3), D(4))], 100) or D(), 2) == D("57.14")


def test_nought_is_a_figure_and_absence_is_none() -> None:
    assert [total([D(0)]), average([D(0), None]), last([D(0), None])] == [D(0)] * 3
    assert (total([]), average([None]), last([None]), total([None])) == (None, None, None, None)
    assert year_to_date([None, D(1), D(2), None, D(3), None]) == (None, D(1), D(3), D(3), D(6), D(6))


def test_a_share_of_nought_is_no_value() -> None:
    assert ratio(D(3), D(0), 100) is None
    assert ratio(None, D(18), 100) is None
    assert ratio(D("2.5"), D(5), 100) == 50
    assert ratio(D(0), D(5), 100) == 0


def test_a_late_correction_changes_its_own_period_alone() -> None:
    told = [Update("1", "a", D(2)), Update("2", "a", D(5)), Update("1", "a", D(3))]
    assert cumulative(told, ["1", "2", "3"]) == {"1": 3, "2": 5, "3": 5}


def test_contributors_latest_figures_are_added() -> None:
    told = [Update("1", "a", D(1)), Update("1", "a", D(2)), Update("1", "b", D(2)), Update("2", "b", D(4))]
    assert cumulative(told, ["1", "2"]) == {"1": 4, "2": 6}
    assert cumulative([], ["1"]) == {"1": None}


def test_three_months_of_neet_are_a_mean() -> None:
    """Handbook 6.3: 102 of 3,260, 108 of 3,255 and 111 of 3,250 make 3.3%, by rates and by counts."""
    parts = [(D(102), D(3260)), (D(108), D(3255)), (D(111), D(3250))]
    by_rate, by_count = average(ratio(*part, 100) for part in parts), ratio_of_sums(parts, 100)
    assert by_rate is not None
    assert by_count is not None
    assert (round(by_rate, 1), round(by_count, 1)) == (D("3.3"), D("3.3"))


def test_a_rate_of_a_snapshot_is_not_annualised() -> None:
    """Handbook 6.3: 314 children of 28,000."""
    rate = ratio(D(314), D(28000), 10000)
    assert rate is not None
    assert round(rate, 1) == D("112.1")


def test_a_running_total_is_taken_apart_and_put_together() -> None:
    assert de_cumulated([D(10), D(18), D(20)]) == (D(10), D(8), D(2))
    assert de_cumulated([D(10), None, D(20)]) == (D(10), None, None)
    assert de_cumulated([]) == ()


@given(st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=12))
def test_taking_apart_undoes_adding_up(values: list[Decimal]) -> None:
    assert list(de_cumulated(year_to_date(values))) == values
