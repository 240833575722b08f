"""How references are built, compared and run on (R7.5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.checks.numbering import bare, built, edits, runs, shape
from goldenthread.rules.checks.people import is_initials, is_person, may_be_one
from goldenthread.rules.checks.words import listed

_WORDS = st.text("abcdeABC01", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("PER01a", "PED01a", 1),
        ("EVN03", "ENV03", 1),
        ("ED05", "PED05", 1),
        ("", "abc", 3),
        ("same", "same", 0),
        ("ab", "cd", 2),
    ],
)
def test_counts_edits(one: str, other: str, count: int) -> None:
    assert edits(one, other) == count


@given(_WORDS, _WORDS)
def test_edits_are_the_same_both_ways_and_nought_only_for_equal_texts(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))


@given(st.integers(1, 60), st.sets(st.integers(0, 39), max_size=39))
def test_finds_in_a_run_exactly_what_was_taken_out_of_its_midst(start: int, taken: set[int]) -> None:
    """Where most of a run is there; a scattered choice from it is no run (R7.5)."""
    whole = [f"HOU01 {number:02}" for number in range(start, start + 12)]
    inside = sorted({1 + index % 10 for index in taken})
    left = [ref for index, ref in enumerate(whole) if index not in inside]
    found = runs(left)
    if 0 < len(inside) <= 3:
        assert [run.missing for run in found] == [tuple(whole[index] for index in inside)]
    else:
        assert found == ()


@pytest.mark.parametrize(
    ("refs", "missing"),
    [
        ("PED06a PED06c PED06d", ["PED06b"]),
        ("PED06A PED06C PED06D", ["PED06B"]),
        ("P1.8 P1.9 P1.11", ["P1.10"]),
        ("PED01a PED02a PED04a PED001 PED002 PED004", ["PED003"]),
    ],
)
def test_names_what_is_missing_as_the_run_is_written(refs: str, missing: list[str]) -> None:
    assert [ref for run in runs(refs.split()) for ref in run.missing] == missing


def test_takes_a_reference_apart() -> None:
    assert built("PED01 02") == ("PED01 ", "02", "")
    assert built("PED06a") == ("PED", "06", "a")
    assert built("SCS CYP") is None
    assert bare("PED02 01") == bare("ped02.1") != bare("PED021")
    assert shape("PED01a") == "AAA99a"


@pytest.mark.parametrize("text", ["Ann Green", "Zoë O'Hara", "Mary-Ann Lloyd Price", "A. Green"])
def test_knows_a_person(text: str) -> None:
    assert is_person(text)


@pytest.mark.parametrize(
    "text", ["Head of Housing", "Early Help", "Highways", "HR", "ANN GREEN TEAM", "to be confirmed", ""]
)
def test_takes_no_post_or_team_for_a_person(text: str) -> None:
    assert not is_person(text)


def test_knows_initials() -> None:
    assert all(map(is_initials, ("AG", "AMc", "JBS")))
    assert not any(map(is_initials, ("HR", "Ann", "A", "ann", "TBC", "")))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann Brown", "Ann Browne"), ("Háf Rees", "Haf Rees"), ("Tracy Low", "Tracey Low"), ("D O’Hara", "D O'Hara")],
)
def test_two_spellings_may_be_one_person_either_way(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan Rees", "Jane Rees"), ("Paul Rees", "Paula Rees"), ("Ann Hall", "Ann Hill"), ("Al Rees", "Al Rees")],
)
def test_other_forenames_are_other_people(one: str, other: str) -> None:
    assert not may_be_one(one, other)


def test_lists_names() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(list("ABCDEFGHIJ")) == "A, B, C, D, E, F, G and 3 others"
