"""What words of a row may be: a title, a figure's cell, people, or neither."""

from __future__ import annotations

import pytest

from goldenthread.readers.row_words import (
    ends_with_status,
    is_cell,
    is_reason,
    is_title,
    is_whole,
    may_answer_for_it,
    unlike_a_title,
    value_in,
)


@pytest.mark.parametrize(
    "text",
    [
        "Reduce the days lost to sickness (rolling year)",
        "% of adults aged 65 and over still at home",
        "Fly-tipping incidents dealt with",
        "Rate of entrants per 100,000 aged 10-17",
        "Attendance: Primary – Pri Secondary – Sec Total",
    ],
)
def test_titles(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reduce the days lost per",  # nothing ends so but by the end of a page
        "Reduce the share of",
        "Less than",
        "Homes let N/A 52",
        "Homes let Not available",
        "Cost of agency staff £310,220",
        "Days lost 52 (prov)",
        "Amber",
        "comment",
        "(snapshot)",
        "Homes (let",
        "Caseload (snapshot) Year end",
        "Caseload (snapshot) North 19.1",
        "Borrowers Data not available until Q2",
        "85 90",
    ],
)
def test_no_titles(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "716 EH Intervention 170 MAP (prov)",
        "Year end Residential £9,695,579 Fostering £2,201,092 Total £11,896,671",
        "2021 YTD = 78.7 %",
        "204 (last term)",
        "North 19.1 South 18.8",
        "£250000 reduction",
        "circa 450",
    ],
)
def test_values(text: str) -> None:
    assert value_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "88% Not available",
        "95.9% Improved Amber",
        "Green 96.2%",
        "212.4 Better On target",
        "78% (b)",  # the name of the next number
        "96.2% At least",
        "2021 YTD =",
        "£1,204,500 Projected year",
        "North 19.1 South 18.8 North 22 South 18",  # two cells: each part is named once
        "Special – Spec Total 95%",
        "worker (snapshot) 22",
        "full time employee 2.31",
        "out of 120",
        "(£0.2m)",
        "Homes let",
        "95% (",
    ],
)
def test_no_values(text: str) -> None:
    assert not value_in(text)


@pytest.mark.parametrize(
    "line", ["N/A", "22", "52 (prov)", "80%", "9 of 88", "80% to 85%", "20% / 10%", "Amber", "£3m"]
)
def test_lines_that_are_cells(line: str) -> None:
    assert is_cell(line)


@pytest.mark.parametrize("line", ["20 weeks", "2 year olds", "10-17", "10000 residents (annualised)", "of home"])
def test_lines_that_may_be_of_a_title(line: str) -> None:
    assert not is_cell(line)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Refer comment", True),
        ("Data not available until Q2", True),
        ("Not available until 2023", True),
        ("Data not available until Q2 14,500", False),
        ("Data not available until Q2 N/A", False),
        ("N/A N/A", False),
        ("14,203 Data not available until Q2", False),
    ],
)
def test_a_reason_swallows_no_cell_beside_it(text: str, reason: bool) -> None:
    assert is_reason(text) is reason


def test_a_number_and_what_qualifies_it_are_a_whole_cell() -> None:
    assert is_whole("100% of eligible")
    assert is_whole("2.31 YTD")
    assert not is_whole("421 open cases")
    assert not is_whole("22")


@pytest.mark.parametrize("text", ["Ann Brown", "Ann Green/Bob Lee", "Director, Place and Growth", "Head of Care"])
def test_people(text: str) -> None:
    assert may_answer_for_it(text)


@pytest.mark.parametrize("text", ["Head of Care Green", "Ann Green", "Ann Lee N/A", "the team", "March 2023", "TBC"])
def test_no_people(text: str) -> None:
    """ "Ann Green" may be an officer, or Ann's light."""
    assert not may_answer_for_it(text)


def test_a_light_at_the_end_of_words_is_a_cell_of_its_own() -> None:
    assert ends_with_status("Homes let Green")
    assert ends_with_status("Homes let On target")
    assert not ends_with_status("Homes let and green")
    assert not ends_with_status("Green")


def test_a_title_is_likelier_with_a_capital_and_a_bracket_and_without_percentages() -> None:
    assert unlike_a_title("Homes let (snapshot)") < unlike_a_title("Homes let")
    assert unlike_a_title("Homes let") < unlike_a_title("let in the month")
    assert unlike_a_title("Homes let") < unlike_a_title("Homes let 85%")
