"""The marks in a sentence, and the arithmetic that rests on them, hold for any numbers (R6.1, R6.6)."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.report import Report
from goldenthread.rules import checks
from goldenthread.rules.checks.stated import pattern, printed, sentences
from tests.rules.checks.papers import narrative, report


def _codes(text: str, *codes: str) -> list[str]:
    return [one.code for one in checks.run(_said(text), select=codes)]


def _said(text: str) -> Report:
    return report(narrative("Key developments", text))


def _rounded(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def test_marks_say_what_each_number_is() -> None:
    (only,) = sentences("On 5 May 2021 we let 12 of the three blocks (15%) for £2.5m.")
    assert only.marked == "On 5 May 2021 we let ⟨C0⟩ of the ⟨W1⟩ blocks (⟨P2⟩) for ⟨M3⟩."
    assert [one.value for one in only.own] == [12, 3, 15, 2_500_000]


def test_sentences_without_a_number_are_left_out() -> None:
    assert [one.text for one in sentences("All went well. We let 12. Nobody came, e.g. in May.")] == ["We let 12."]


def test_a_hedge_belongs_to_the_number_after_it() -> None:
    (only,) = sentences("Nearly 40 of 80.")
    match = pattern(r"<x:C> of <y:C>").search(only.marked)
    assert match
    assert only.hedged(match, "x")
    assert not only.hedged(match, "y")


@pytest.mark.parametrize(
    ("value", "text"), [("1260", "1,260"), ("83.80", "83.8"), ("-16000", "-16,000"), ("0.05", "0.05")]
)
def test_numbers_are_printed_as_people_write_them(value: str, text: str) -> None:
    assert printed(Decimal(value)) == text


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_a_share_rounded_to_its_last_digit_is_never_found(one: int, other: int) -> None:
    part, whole = sorted((one, other))
    assert (
        _codes(f"We saw {part:,} of the {whole:,} tenants, which equates to {_rounded(part, whole)}%.", "NUM01") == []
    )


@given(st.integers(1, 3000), st.integers(50, 3000), st.sampled_from([Decimal(-5), Decimal(4), Decimal("7.3")]))
def test_a_share_four_points_off_is_always_found(one: int, other: int, off: Decimal) -> None:
    part, whole = sorted((one, other))
    share = _rounded(part, whole) + off
    text = f"We saw {part:,} of the {whole:,} tenants, which equates to {share}%."
    assert _codes(text, "NUM01") == ["NUM01"]


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_movement_is_found_when_its_word_goes_the_other_way(before: int, after: int) -> None:
    told = _codes(f"Visits rose from {before:,} to {after:,}.", "NUM07")
    assert told == ([] if after > before else ["NUM07"])


@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400), st.integers(-20, 20))
def test_parts_are_found_when_they_do_not_make_their_total(one: int, two: int, three: int, off: int) -> None:
    total = one + two + three + off
    text = f"We have {total} posts, made up of {one} in the north, {two} in the south and {three} in the east."
    close = total > 0 and Decimal("0.6") <= Decimal(one + two + three) / total <= Decimal("1.6")
    assert _codes(text, "NUM10") == (["NUM10"] if off and close else [])
