"""What becomes of titles, references and targets, by example and by property."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.web.plans.rolling.shifting import Numbered, goes_on, next_title, renumbered, shifted


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("Business plan 2021/22", "Business plan 2022/23"),
        ("Business plan 2021-2024", "Business plan 2022-2025"),
        ("Plan for 2021 to 2024", "Plan for 2022 to 2025"),
        ("Plan 1999", "Plan 1999"),
        ("Plan 2098/99", "Plan 2099/00"),
        ("People’s plan", "People’s plan"),
        ("Plan 2021, made in 2020", "Plan 2022, made in 2021"),
        ("Account 120214", "Account 120214"),
    ],
)
def test_a_title_moves_on_with_its_years(title: str, becomes: str) -> None:
    assert next_title(title) == becomes


@pytest.mark.parametrize(
    ("due", "expected"),
    [(None, True), (date(2022, 3, 31), False), (date(2022, 4, 1), True), (date(2021, 6, 30), False)],
)
def test_a_milestone_due_before_the_new_year_is_not_proposed(due: date | None, expected: bool) -> None:
    assert goes_on(due, 2022) is expected


def _lines(*refs: str, group: str = "one") -> list[Numbered[int]]:
    return [Numbered(n, group, ref) for n, ref in enumerate(refs)]


@pytest.mark.parametrize(
    ("refs", "become"),
    [
        (("PED01 01", "PED01 03", "PED01 07"), ["PED01 01", "PED01 02", "PED01 03"]),
        (("PED01a", "PED01c"), ["PED01a", "PED01b"]),
        (("P1.2", "P1.3"), ["P1.1", "P1.2"]),
        (("PED01 02", "PED01 02"), ["PED01 01", "PED01 02"]),
        (("", ""), ["", ""]),
        (("new", "PED01 09"), ["new", "PED01 01"]),
        (("A1 08", "B2 08"), ["A1 01", "B2 01"]),
        (("A99",), ["A01"]),
    ],
)
def test_references_are_counted_anew_with_their_prefix(refs: tuple[str, ...], become: list[str]) -> None:
    assert list(renumbered(_lines(*refs)).values()) == become


def test_two_groups_of_one_prefix_do_not_get_one_reference_twice() -> None:
    lines = [Numbered(1, "first objective", "KPI 3"), Numbered(2, "second objective", "KPI 4")]
    assert renumbered(lines) == {1: "KPI 1", 2: "KPI 2"}


REFS = st.text(alphabet="AB1 .ab", max_size=5) | st.from_regex(r"[AB][0-9]{1,2} ?[0-9a-c]{1,2}", fullmatch=True)


@given(st.lists(st.tuples(st.sampled_from("xyz"), REFS), max_size=40))
def test_renumbering_loses_no_line_and_gives_no_new_reference_twice(lines: list[tuple[str, str]]) -> None:
    numbered = [Numbered(n, group, ref) for n, (group, ref) in enumerate(lines)]
    becomes = renumbered(numbered)
    assert list(becomes) == [line.key for line in numbered]
    twice = {ref for ref, times in Counter(becomes.values()).items() if times > 1}
    assert all(line.ref == becomes[line.key] for line in numbered if becomes[line.key] in twice)
    if len({line.ref for line in numbered}) == len(numbered):
        assert not twice


@given(st.lists(st.tuples(st.sampled_from("xyz"), REFS), max_size=30))
def test_renumbering_what_is_renumbered_changes_nothing_more_within_one_group(lines: list[tuple[str, str]]) -> None:
    once = renumbered([Numbered(n, "g", ref) for n, (_, ref) in enumerate(lines)])
    assert renumbered([Numbered(n, "g", ref) for n, ref in once.items()]) == once


@dataclass(frozen=True)
class _Target:
    component: str
    year: int
    value: int = 0


KEY = attrgetter("component", "year")
TARGETS = st.lists(
    st.builds(_Target, st.sampled_from(["", "Primary", "Secondary"]), st.integers(2019, 2026), st.integers()),
    unique_by=lambda target: (target.component, target.year),
)


@given(TARGETS, st.integers(1, 5), st.integers(1, 3))
def test_every_target_from_the_new_year_on_goes_on_unchanged_and_no_year_is_doubled(
    targets: list[_Target], years: int, ahead: int
) -> None:
    old, new = range(2021, 2021 + years), range(2021 + ahead, 2021 + ahead + years)
    result = shifted(targets, KEY, old, new)
    assert list(result.carried) == [target for target in targets if target.year >= new.start]
    keys = [(target.component, target.year) for target in result.carried] + list(result.to_confirm)
    assert len(keys) == len(set(keys))
    assert {year for _, year in keys} >= {year for year in new if year not in old}
    assert all(year in new and year not in old for _, year in result.to_confirm)


def test_three_years_move_by_one() -> None:
    targets = [_Target("", 2021, 75), _Target("", 2022, 85), _Target("", 2023, 100)]
    result = shifted(targets, KEY, range(2021, 2024), range(2022, 2025))
    assert [(target.year, target.value) for target in result.carried] == [(2022, 85), (2023, 100)]
    assert result.to_confirm == (("", 2024),)


def test_a_measure_of_components_is_to_be_confirmed_for_each() -> None:
    targets = [_Target("Primary", 2022, 95), _Target("Secondary", 2022, 92)]
    result = shifted(targets, KEY, range(2021, 2023), range(2022, 2024))
    assert result.to_confirm == (("Primary", 2023), ("Secondary", 2023))


def test_a_measure_without_targets_is_to_be_confirmed_for_the_new_last_year() -> None:
    assert shifted([], KEY, range(2021, 2022), range(2022, 2023)).to_confirm == (("", 2022),)
