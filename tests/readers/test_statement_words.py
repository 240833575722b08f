"""What a budget statement takes from the words and numbers around it: title, date, what brackets mean (R8.1, R8.3)."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.model.budget import Convention, Statement
from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, Paper, Para, Row, cell, para
from goldenthread.readers.statement_conventions import settle_convention
from goldenthread.readers.statement_words import stands_at, title_above
from goldenthread.readers.statements import statement_of

HEADER = ("", "Annual Budget £'000", "Budget to Date £'000", "Actual £'000", "Variance £'000")
OVER, UNDER = Convention.OVERSPEND_IN_BRACKETS, Convention.UNDERSPEND_IN_BRACKETS
STAFF, RENT, FUEL = (
    ("Staff", "1,000", "500", "520", "(20)"),
    ("Rent", "200", "100", "90", "10"),
    ("Fuel", "80", "40", "44", "(4)"),
)


def table(*rows: tuple[str, ...]) -> Grid:
    return Grid(tuple(Row(tuple(cell(text) for text in row)) for row in rows))


def statements(*blocks: Para | Grid) -> list[Statement]:
    report = interpret(Paper(blocks=(para("Report", heading=1), *blocks), keeps_tables=True)).report
    return [section for section in report.sections if isinstance(section, Statement)]


# ---- the title and the date ----


def test_a_statement_is_named_by_the_words_right_above_it_and_stands_at_their_date() -> None:
    """R8.1."""
    (found,) = statements(
        para("5.0 Financial Summary", heading=1),
        para("5.1 Revenue budget as at 30th June 2023. A variance in brackets is an overspend."),
        table(HEADER, STAFF),
    )
    assert (found.title, found.as_at) == ("Revenue budget as at 30th June 2023", dt.date(2023, 6, 30))


def test_a_statement_without_a_name_bears_the_title_of_its_section() -> None:
    (found,) = statements(
        para("5.0 Financial Summary", heading=1),
        para("5.1 Spending was slightly above the budget, and savings are being found in the second half of the year."),
        table(HEADER, STAFF),
    )
    assert (found.title, found.as_at) == ("Financial Summary", None)


def test_two_statements_in_one_section_have_each_its_own_name_and_date() -> None:
    first, second = statements(
        para("Financial Summary", heading=1),
        para("Revenue budget as at 30 June 2023"),
        table(HEADER, STAFF),
        para("Capital programme to the end of May 2023"),
        table(("Scheme", "Capital Allocation", "Allocation to Date", "Actual"), ("Roof", "25", "10", "9")),
    )
    assert (first.title, first.as_at) == ("Revenue budget as at 30 June 2023", dt.date(2023, 6, 30))
    assert (second.title, second.as_at) == ("Capital programme to the end of May 2023", dt.date(2023, 5, 31))


def test_the_date_of_one_statement_is_not_that_of_the_next() -> None:
    _, second = statements(
        para("Revenue budget as at 30 June 2023", heading=2),
        table(HEADER, STAFF),
        para("Capital programme", heading=2),
        table(("Scheme", "Capital Allocation", "Allocation to Date", "Actual"), ("Roof", "25", "10", "9")),
    )
    assert (second.title, second.as_at) == ("Capital programme", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Position as at 30 September 2021", dt.date(2021, 9, 30)),
        ("Revenue budget as at 30/09/2021", dt.date(2021, 9, 30)),
        ("Actual as at 30.9.21 £'000", dt.date(2021, 9, 30)),
        ("Spend to 31st December 2022", dt.date(2022, 12, 31)),
        ("Statement for the period ending 30 Sept 2021", dt.date(2021, 9, 30)),
        ("Spending to the end of February 2024", dt.date(2024, 2, 29)),
        ("Budget agreed on 1 March 2021", None),
        ("Revenue budget for September 2021", None),
        ("As at 30 June 2021, and as at 30 September 2021", None),
        ("As at 31 June 2021", None),
    ],
)
def test_a_statement_stands_at_the_one_date_that_is_printed(text: str, day: dt.date | None) -> None:
    """R8.1."""
    assert stands_at([text]) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Revenue Budget", "Revenue Budget"),
        ("Table 1: Revenue position as at 30 June 2023", "Revenue position as at 30 June 2023"),
        ("Capital Programme 2023/24: position at 30 June", "Capital Programme 2023/24"),
        ("The budget is overspent.", ""),
        ("Staff turnover in the quarter", ""),
    ],
)
def test_a_name_names_a_budget_and_says_nothing_of_it(text: str, title: str) -> None:
    assert title_above(text) == title


# ---- what brackets mean ----


def settled(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER, words: str = "") -> tuple[Convention | None, str]:
    statement, notes = settle_convention(statement_of("", header, rows), [words])
    return statement.convention, " ".join(note.why for note in notes)


def test_brackets_are_told_by_all_the_lines_of_a_statement_for_the_whole_year() -> None:
    """R8.3: three lines at least, every one of them; and the paper is told that it was so worked out."""
    header = ("", "Annual Budget", "Forecast Outturn", "Variance")
    rows = (("Staff", "1,000", "1,020", "20"), ("Rent", "200", "190", "(10)"), ("Fuel", "80", "84", "4"))
    convention, why = settled(*rows, header=header)
    assert convention is UNDER
    assert "all 3 of its lines" in why


@pytest.mark.parametrize(
    "rows",
    [
        (("Staff", "1,000", "1,020", "20"), ("Rent", "200", "190", "(10)")),  # two lines may be chance
        (("Staff", "1,000", "1,020", "20"), ("Rent", "200", "190", "(10)"), ("Fuel", "80", "84", "4"), ("Tax", "9", "7", "2")),
        (("Staff", "1,000", "1,000", "0"), ("Rent", "200", "200", "0"), ("Fuel", "80", "80", "0")),
    ],
)  # fmt: skip
def test_too_few_lines_or_one_that_differs_tell_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    assert settled(*rows, header=("", "Annual Budget", "Forecast Outturn", "Variance"))[0] is None


@pytest.mark.parametrize(
    ("heading", "words", "convention"),
    [
        ("Variance (Overspend)", "", OVER),
        ("Variance Over/(Under) Spend", "", UNDER),
        ("Variance Under / (Over) spend", "", OVER),
        ("Variance (Favourable)", "", UNDER),
        ("Variance", "A variance in brackets is an overspend, or income below the budget.", OVER),
        ("Variance", "Figures in brackets denote an underspend.", UNDER),
        ("Variance (Overspend)", "Brackets indicate a favourable variance.", UNDER),  # the sentence says it outright
        ("Variance", "Figures in brackets are those of last year.", None),
        ("Variance (Overspend) or (Underspend)", "", None),
        ("Variance (£'000)", "", None),
    ],
)
def test_where_the_numbers_do_not_tell_the_words_do(heading: str, words: str, convention: Convention | None) -> None:
    """R8.3: brackets mean only what the statement's key says."""
    header = (*HEADER[:-1], heading)
    row = ("Staff", "1,000", "500", "500", "0")
    assert settled(row, header=header, words=words)[0] is convention


def test_numbers_count_before_words() -> None:
    convention, why = settled(STAFF, RENT, FUEL, words="Brackets mean an underspend.")
    assert convention is OVER
    assert why == "every line that tells, tells so"
