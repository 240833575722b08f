"""One slip of the keys between two words, and check digits of identifiers (R10.5)."""

from hypothesis import assume, given
from hypothesis import strategies as st

from goldenthread.rules import checks
from goldenthread.rules.checks.misspellings import MISSPELT
from goldenthread.rules.checks.spellings import slip
from tests.rules.checks.papers import narrative, report

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)


@given(LETTERS, st.data())
def test_two_letters_exchanged_are_one_slip_either_way(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assume(wrong != word)
    assert slip(word, wrong)
    assert slip(wrong, word)


@given(LETTERS, st.data())
def test_a_letter_left_out_is_one_slip_either_way(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:at] + word[at + 1 :]
    assert slip(word, wrong)
    assert slip(wrong, word)


def test_a_word_is_no_slip_of_itself_nor_of_one_two_letters_away() -> None:
    assert not slip("ashley", "ashley")
    assert not slip("ashley", "ashby")
    assert not slip("county", "council")


def test_the_words_that_are_wrong_are_not_also_the_words_that_are_right() -> None:
    assert len(MISSPELT) > 100
    assert not MISSPELT.keys() & set(MISSPELT.values())


@given(st.integers(0, 9))
def test_only_one_last_digit_makes_an_nhs_number(last: int) -> None:
    paper = report(narrative("Key Developments", f"The patient is 943 476 591{last} on the list."))
    assert bool(checks.run(paper, select=["SDC09"])) is (last == 9)  # 943 476 5919 is the NHS's own example


@given(st.sampled_from("ABCDEFGHJKLMNPQRTUVWXYZ"))
def test_only_one_letter_makes_a_pupil_number(letter: str) -> None:
    paper = report(narrative("Key Developments", f"Pupil {letter}801200001001 has moved."))
    assert bool(checks.run(paper, select=["SDC09"])) is (letter == "H")
