"""What one line wants and has: the way that is good, the target in force, the last result (handbook 4.1, 4.3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.figures import Role
from goldenthread.model.plan import Definition, Known, Polarity, PolarityPart
from goldenthread.rules.checks import run
from goldenthread.rules.checks.levels import good_way, is_standing, last_result, result, short_of, target_in_force
from tests.rules.checks.cases.targets import plan, target
from tests.rules.checks.papers import Setting, measure, report


@pytest.mark.parametrize(
    ("title", "printed", "way"),
    [
        ("Increase the number of homes built", "400", Polarity.HIGHER),
        ("Reduce the number of missed bins", "400", Polarity.LOWER),
        ("Improve the percentage of calls answered", "95%", Polarity.HIGHER),
        # 4.1: infer nothing from the verb alone
        ("Improve the average time taken to re-let a home", "25", None),
        ("Ensure no more than 5% of homes are empty", "5%", None),
        ("Monitor the rate of referrals", "500", None),
        ("Days lost to sickness", "no more than 9", Polarity.LOWER),
        ("Calls answered", "at least 95%", Polarity.HIGHER),
        ("Increase the number of homes built", "no more than 400", None),
    ],
)
def test_the_good_way_is_said_only_when_certain(title: str, printed: str, way: Polarity | None) -> None:
    assert good_way(measure(title=title, cells={"target": printed})) is way


def test_a_stated_polarity_needs_no_verb() -> None:
    definition = Definition(polarity=PolarityPart(value=Polarity.LOWER, known=Known.STATED))
    assert good_way(measure(title="Improve the time taken", definition=definition)) is Polarity.LOWER
    closest = Definition(polarity=PolarityPart(value=Polarity.CLOSEST, known=Known.STATED))
    assert good_way(measure(title="Increase the rate", definition=closest)) is None


def test_the_target_in_force_is_of_the_papers_own_year() -> None:
    line = measure(cells={target(2020): "80%", target(2021): "85%", target(2022): "90%"})
    assert (found := target_in_force(line, report(line))) is not None
    assert found.original == "85%"
    assert target_in_force(measure(cells={target(2019): "80%", target(2020): "85%"}), report(line)) is None


def test_part_of_a_year_is_no_last_result_but_for_a_percentage() -> None:
    counted = measure(title="Number of exclusions", cells={"last": "204 (last term)"})
    assert last_result(counted, report(counted)) is None
    share = measure(title="Percentage of plans in time", cells={"last": "2021 YTD= 80.9%"})
    assert (found := last_result(share, report(share))) is not None
    assert found[1].value == Decimal("80.9")


def test_a_count_that_grows_through_the_year_stands_against_no_annual_target() -> None:
    grows = measure(title="Homes built (financial year cumulative to end of quarter)", cells={"current": "120"})
    stands = measure(title="Homes empty (snapshot end of quarter)", cells={"current": "120"})
    unknown = measure(title="Homes built", cells={"current": "120"})
    held = [(line, result(line.cell(Role.CURRENT))) for line in (grows, stands, unknown)]
    assert [figure is not None and is_standing(line, figure) for line, figure in held] == [False, True, False]


@given(st.decimals(0, 10_000, places=1), st.decimals(0, 10_000, places=1))
def test_what_is_short_one_way_is_over_the_other(value: Decimal, wanted: Decimal) -> None:
    assert short_of(value, wanted, Polarity.HIGHER) == -short_of(value, wanted, Polarity.LOWER)


@given(st.integers(0, 9_999_999))
def test_how_a_target_is_printed_makes_no_difference_to_the_plans(number: int) -> None:
    title = "Number of visits to leisure centres"
    planned = plan(measure(title=title, cells={"target": str(number)}))
    for printed in (f"{number:,}", f" {number:,} ", f"{number}.0"):
        paper = Setting(report(measure(title=title, cells={"target": printed})), plan=planned)
        assert run(paper.report, plan=paper.plan, select=["TGT01"]) == ()


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_another_number_is_always_seen(one: int, other: int) -> None:
    """But for those that could be the same in another scale."""
    title = "Number of visits to leisure centres"
    paper, planned = (report(measure(title=title, cells={"target": str(n)})) for n in (one, other))
    scaled = one != other and any(max(one, other) == min(one, other) * scale for scale in (100, 1000))
    found = run(paper, previous=planned, select=["TGT02"])
    assert bool(found) is (one != other and not scaled)
