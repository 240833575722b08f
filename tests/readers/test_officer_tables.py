"""The key of officers as a table, with other headings than ours or with none."""

from __future__ import annotations

import pytest

from goldenthread.readers.interpret import interpret
from goldenthread.readers.officer_tables import officers_in, without_officers
from goldenthread.readers.paper import Grid, Paper, Row, cell, para

KEY = "7.0 Key for responsible officers "


def table(*rows: tuple[str, ...]) -> Grid:
    return Grid(tuple(Row(tuple(cell(text) for text in row)) for row in rows))


def read(near: str, *rows: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(one.initials, one.name, one.post) for one in officers_in(table(*rows), near)]


@pytest.mark.parametrize(
    ("near", "rows", "officers"),
    [
        (
            KEY,
            [("JS", "J Sample, Head of Roads"), ("TM", "Tom Model, Parks Manager")],
            [("JS", "J Sample", "Head of Roads"), ("TM", "Tom Model", "Parks Manager")],
        ),
        (
            "Initials show who wrote the commentary.",
            [("JS", "Jo Sample", "Head of Roads, Bridges and Lighting")],
            [("JS", "Jo Sample", "Head of Roads, Bridges and Lighting")],
        ),
        ("Responsible officers", [("HOR", "Head of Roads")], [("HOR", "", "Head of Roads")]),
        ("Key to officers", [("JS", "Jo Sample"), ("DMcG", "Di McGill")], [("JS", "Jo Sample", ""), ("DMcG", "Di McGill", "")]),
        ("Key to officers", [("JS", "Jo Sample – Head of Roads")], [("JS", "Jo Sample", "Head of Roads")]),
        ("", [("Initials", "Officer"), ("JS", "Jo Sample, Head of Roads")], [("JS", "Jo Sample", "Head of Roads")]),
        (KEY, [("Name", "Post", "Initials"), ("Jo Sample", "Head of Roads", "JS")], [("JS", "Jo Sample", "Head of Roads")]),
    ],
)  # fmt: skip
def test_a_key_of_officers_is_known_by_what_announces_it_and_by_its_rows(
    near: str, rows: list[tuple[str, ...]], officers: list[tuple[str, str, str]]
) -> None:
    """The first row of a key without headings is an officer, too."""
    assert read(near, *rows) == officers


@pytest.mark.parametrize(
    ("near", "rows"),
    [
        ("Abbreviations", [("LTP", "Local Transport Plan"), ("ASB", "Anti-Social Behaviour")]),  # a glossary
        (KEY, [("Green", "On course"), ("Red", "Will not be achieved")]),
        (KEY, [("JS", "Jo Sample"), ("Total", "12")]),
        (KEY, [("Ref", "Measure", "Current"), ("PR1", "Bins emptied", "98%")]),
        (KEY, [("JS", "12"), ("TM", "14")]),
        (KEY, [("JS", "is on leave until June")]),
        (
            "",
            [("Officer", "Post"), ("JS", "Head of Roads")],
        ),  # it might be anything: no word says that these are initials
        (KEY, [("Initials", "Name")]),
    ],
)
def test_any_other_table_is_no_key_of_officers(near: str, rows: list[tuple[str, ...]]) -> None:
    assert read(near, *rows) == []


def test_a_paper_with_such_a_key_has_officers_and_knows_their_initials_in_a_bracket() -> None:
    """Initials behind the date of a milestone are whoever must do it, be the commentary by somebody else."""
    report = interpret(
        Paper(
            blocks=(
                para("Report", heading=1),
                para("Objective: Keep the streets clean (SC1)", heading=1),
                table(
                    ("Ref", "Milestone", "Progress", "Commentary"),
                    ("SC1a", "Open the depot (March 2023) (JS)", "Green", "It is built."),
                    ("SC1b", "Agree the plan (TM) (June 2023)", "Green", "It is agreed."),
                ),
                para("7.0 Key to officers", heading=1),
                table(("JS", "J Sample, Head of Roads"), ("TM", "Tom Model, Parks Manager")),
            )
        )
    ).report
    assert [officer.initials for officer in report.officers] == ["JS", "TM"]
    told = [(line.title, line.responsible, line.due and line.due.original) for line in report.milestones]
    assert told == [("Open the depot", ("JS",), "March 2023"), ("Agree the plan", ("TM",), "June 2023")]


def test_a_key_that_a_page_ran_into_the_table_before_it_is_found() -> None:
    """So do some PDF files: the heading of the key is a row across the key of the lights."""
    before = table(("Better", "Performance is better"), ("Worse", "Performance is worse"))
    announced = Row((cell("7.0 Key for responsible officers", span=2),))
    grid = Grid((*before.rows, announced, *table(("JS", "J Sample, Head of Roads")).rows))
    rest, officers = without_officers(grid)
    assert rest == before
    assert [officer.name for officer in officers] == ["J Sample"]
    assert without_officers(before) == (before, ())
    report = interpret(Paper(blocks=(para("Report", heading=1), para("6.0 Symbols", heading=1), grid))).report
    assert [officer.initials for officer in report.officers] == ["JS"]


def test_whom_the_milestones_name_is_known_in_the_measures_brackets() -> None:
    """A plan without a key or commentaries: a measure's bracket holds people where the milestones name one of them."""
    report = interpret(
        Paper(
            blocks=(
                para("Business Plan", heading=1),
                para("Objective: Good homes (HO1)", heading=1),
                table(
                    ("Ref", "Milestone", "Progress"),
                    ("HO1a", "Agree the strategy (March 2023 Ann Green)", ""),
                    ("HO1b", "Build forty homes (Right to Buy March 2023)", ""),
                ),
                table(
                    ("Ref", "Measure", "Target"),
                    ("HO1 01", "Homes let (snapshot at end of quarter) (Ann Green)", "12"),
                    ("HO1 02", "Homes repaired (Ann Green/Bob Lee)", "14"),
                    ("HO1 03", "Homes built (Net Additional)", "16"),
                    ("HO1 04", "Homes sold (Right to Buy)", "18"),
                ),
            )
        )
    ).report
    assert [(line.title, line.responsible) for line in report.measures] == [
        ("Homes let (snapshot at end of quarter)", ("Ann Green",)),
        ("Homes repaired", ("Ann Green", "Bob Lee")),
        ("Homes built (Net Additional)", ()),
        ("Homes sold (Right to Buy)", ()),
    ]
