"""Who answers for a line and by when, told from the brackets at the end of its title."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.readers.people import Tail, cut_tail, due_from, due_of, is_name, split_people

WORDS = frozenset({"the", "early", "help", "fund", "national", "guarantee", "review", "homes", "children"})
KNOWN = frozenset({"Ann Green", "Head of Housing"})


def milestone(title: str) -> Tail:
    return cut_tail(title, WORDS, KNOWN, dated=True)


@pytest.mark.parametrize(
    ("title", "rest", "people", "due"),
    [
        ("Agree the plan (Ann Green) (July 2022)", "Agree the plan", ("Ann Green",), "July 2022"),
        ("Agree the plan (July 2022) (Ann Green)", "Agree the plan", ("Ann Green",), "July 2022"),
        ("Agree the plan (Jo Smith-Jones March 2022)", "Agree the plan", ("Jo Smith-Jones",), "March 2022"),
        ("Agree the plan (Jo Smith/Bob Lee, March 2022)", "Agree the plan", ("Jo Smith", "Bob Lee"), "March 2022"),
        ("Agree the plan (March 2022 - Jo Smith and Bob Lee)", "Agree the plan", ("Jo Smith", "Bob Lee"), "March 2022"),
        ("Agree the plan. Jo Smith/Bob Lee (March 2022)", "Agree the plan.", ("Jo Smith", "Bob Lee"), "March 2022"),
        ("Agree (Operational Director, Place, March 2023)", "Agree", ("Operational Director, Place",), "March 2023"),
        (
            "Agree the plan (Head of Housing; Team Leader) (30th June 2022)",
            "Agree the plan",
            ("Head of Housing", "Team Leader"),
            "30th June 2022",
        ),
        ("Agree the plan (Head of Parks by March 2022)", "Agree the plan", ("Head of Parks",), "March 2022"),
        ("Agree the plan (by the end of March 2022)", "Agree the plan", (), "March 2022"),
        ("Agree the plan (Autumn 2022)", "Agree the plan", (), "Autumn 2022"),
        ("Agree the plan (Spring Term 2023)", "Agree the plan", (), "Spring Term 2023"),
        ("Agree the plan (31/03/2022)", "Agree the plan", (), "31/03/2022"),
        ("Agree the plan (Q4 2022/23)", "Agree the plan", (), "Q4 2022/23"),
        ("Agree the plan (2022)", "Agree the plan", (), "2022"),
        ("Agree the plan (March 2022) (RT)", "Agree the plan", ("RT",), "March 2022"),
        ("Agree the plan (March 2022) (RT/JS)", "Agree the plan", ("RT", "JS"), "March 2022"),
        (
            "Agree the plan (March 2022) (with partners)",
            "Agree the plan (March 2022) (with partners)",
            (),
            "March 2022",
        ),
        (
            "Open the depot by 31 March 2022 (Service Manager)",
            "Open the depot by 31 March 2022",
            ("Service Manager",),
            "31 March 2022",
        ),
    ],
)
def test_officers_and_dates_at_the_end_of_a_milestone_leave_its_title(
    title: str, rest: str, people: tuple[str, ...], due: str
) -> None:
    tail = milestone(title)
    assert (tail.title, tail.responsible, tail.due and tail.due.original) == (rest, people, due)


@pytest.mark.parametrize(
    "title",
    [
        "Take part in the review (Early Help)",
        "Build forty homes (Right to Buy March 2023)",
        "Raise results (Key Stage 2)",
        "Spend the grant (RSI)",
        "Spend the grant (subject to funding) (RSI)",
        "Offer a place to all (September Guarantee)",
        "Agree the plan (to be confirmed)",
        "Spend the fund for 2022/23",
    ],
)
def test_other_brackets_stay_in_the_title(title: str) -> None:
    assert milestone(title) == Tail(title=title)


@pytest.mark.parametrize(
    ("title", "rest", "people"),
    [
        ("Homes built (Ann Green/Bob Lee)", "Homes built", ("Ann Green", "Bob Lee")),
        ("Homes (Ann Green) built in the year", "Homes built in the year", ("Ann Green",)),
        ("Homes let (Head of Housing)", "Homes let", ("Head of Housing",)),
        ("Homes built (Net Additional)", "Homes built (Net Additional)", ()),
        ("Homes built (March 2022)", "Homes built (March 2022)", ()),
        ("Places offered (September Guarantee)", "Places offered (September Guarantee)", ()),
    ],
)
def test_a_measure_has_people_only_where_one_is_known_and_never_a_due_date(
    title: str, rest: str, people: tuple[str, ...]
) -> None:
    tail = cut_tail(title, WORDS, KNOWN, dated=False)
    assert (tail.title, tail.responsible, tail.due) == (rest, people, None)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann Green/Bob Lee", ("Ann Green", "Bob Lee")),
        ("Ann Green & Bob Lee", ("Ann Green", "Bob Lee")),
        ("Ann Green, Bob Lee and Sam Hill", ("Ann Green", "Bob Lee", "Sam Hill")),
        (" - Ann Green.", ("Ann Green",)),
        ("Director, Education, Inclusion and Provision", ("Director, Education, Inclusion and Provision",)),
        ("Head of Parks; Head of Streets & Waste", ("Head of Parks", "Head of Streets & Waste")),
        ("", ()),
    ],
)
def test_people_are_parted_and_posts_that_hold_commas_are_not(text: str, people: tuple[str, ...]) -> None:
    assert split_people(text) == people


def test_a_name_has_two_or_three_words_that_the_paper_never_writes_small() -> None:
    assert is_name("Ann Green", WORDS)
    assert is_name("Mary-Jane O’Neil Brown", WORDS)
    assert not is_name("Early Help", WORDS)
    assert not is_name("September Week", WORDS)
    assert not is_name("Ann", WORDS)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("31 March 2022", "2022-03-31", "2022-03-31"),
        ("March 2022", "2022-03-01", "2022-03-31"),
        ("Sept 2021", "2021-09-01", "2021-09-30"),
        ("31/03/2022", "2022-03-31", "2022-03-31"),
        ("Autumn Term 2021", "2021-09-01", "2021-12-31"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("Q4 2022/23", "2023-01-01", "2023-03-31"),
    ],
)
def test_a_due_date_has_the_window_that_it_names(text: str, start: str, end: str) -> None:
    due = due_from(text)
    assert due.original == text
    assert due.period is not None
    assert (due.period.start, due.period.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize("text", ["31 February 2022", "Ongoing"])
def test_a_date_that_cannot_be_is_kept_as_printed(text: str) -> None:
    assert due_from(text).original == text
    assert due_from(text).period is None


def test_a_year_of_two_halves_is_no_due_date_within_a_text() -> None:
    assert due_of("Spend the fund for 2022/23") is None
    assert due_of("TBC") is None
    found = due_of("Done by Sept 2021")
    assert found is not None
    assert found.original == "Sept 2021"
