"""What is a count of a few people in a sentence (R2.8), for any number and any noun."""

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.checks.small_counts import counts_people, small_counts

WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
PLURALS = st.sampled_from(["children", "pupils", "young people", "care leavers", "looked after children", "CYP"])
HAPPENED = st.sampled_from(["were placed in care", "went missing", "are in temporary accommodation", "were excluded."])


@given(st.integers(2, 5), st.booleans(), PLURALS, HAPPENED)
def test_two_to_five_people_are_found_in_digits_and_in_words(number: int, spelled: bool, who: str, what: str) -> None:
    text = f"In June {WORDS[number] if spelled else number} {who} {what}"
    assert [count.value for count in small_counts(text)] == [number]
    assert small_counts(text)[0].grave


@given(st.integers(6, 9999), PLURALS, HAPPENED)
def test_more_than_five_people_are_never_found(number: int, who: str, what: str) -> None:
    assert small_counts(f"In June {number} {who} {what}") == ()
    assert small_counts(f"In June {number:,} {who} {what}") == ()


@given(
    st.sampled_from(["fewer than", "less than", "under", "up to", "at least", "more than", "for every", "groups of"]),
    st.integers(2, 5),
    PLURALS,
    HAPPENED,
)
def test_a_bound_is_no_count(bound: str, number: int, who: str, what: str) -> None:
    assert small_counts(f"In June {bound} {number} {who} {what}") == ()


@given(
    st.integers(2, 5),
    st.sampled_from(["social workers", "schools", "children's homes", "child psychologists", "posts"]),
)
def test_what_is_not_a_person_at_risk_is_no_count(number: int, what: str) -> None:
    assert small_counts(f"In June {number} {what} were placed in care of the new service") == ()


def test_a_breakdown_and_its_rest_are_of_people() -> None:
    assert counts_people("Reduce the number of incidents of fixed term exclusion (academic year cumulative)")
    assert counts_people("Residents admitted to care homes")
    assert not counts_people("Reduce the average caseload in Children in Need Teams")
    assert not counts_people("Monitor the rate of children in care per 10,000")
    assert not counts_people("Increase the number of early help assessments for children")
