"""Headings of papers without heading styles: an objective's, in bold or as an ordinary paragraph."""

from __future__ import annotations

import pytest

from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, Paper, Para, Row, cell, para


def table(ref: str) -> Grid:
    rows = (("Ref", "Measure", "Current"), (ref, "Bins emptied", "98%"))
    return Grid(tuple(Row(tuple(cell(text) for text in row)) for row in rows))


def objectives(*blocks: Para | Grid) -> list[tuple[str, str, list[str]]]:
    report = interpret(Paper(blocks=(para("Report", heading=1), *blocks), keeps_tables=True)).report
    return [(one.ref, one.title, [line.ref for line in one.lines]) for one in report.objectives]


@pytest.mark.parametrize(
    ("text", "ref", "title"),
    [
        ("Objective: Keep the streets clean (SC01)", "SC01", "Keep the streets clean"),
        ("Service Objective: SC01 Keep the streets clean", "SC01", "Keep the streets clean"),
        ("Service Objective: SC01 – Keep the streets clean", "SC01", "Keep the streets clean"),
        ("Objective SC01: Keep the streets clean", "SC01", "Keep the streets clean"),
    ],
)
def test_an_ordinary_paragraph_over_a_table_begins_its_objective(text: str, ref: str, title: str) -> None:
    found = objectives(
        para("4.0 Performance", heading=1),
        para(text),
        table("SC01 01"),
        para("Objective: Good homes (HO02)"),
        para("Homes were built in the quarter."),
        table("HO02 01"),
    )
    assert found == [(ref, title, ["SC01 01"]), ("HO02", "Good homes", ["HO02 01"])]


@pytest.mark.parametrize(
    "text",
    [
        "Objective SC01: work to keep the streets clean went on.",
        "Objective: SC01 has been late",
        "Objective: Keep the streets clean (see SC01)",
        "The objective: Keep the streets clean (SC01)",
        "Objective: Keep the streets clean (2023)",
    ],
)
def test_words_that_are_not_certain_begin_none(text: str) -> None:
    assert [ref for ref, _, _ in objectives(para("4.0 Work", heading=1), para(text), table("SC01 01"))] == [""]


def test_a_list_of_objectives_in_the_introduction_is_text() -> None:
    """The same words, but no table of theirs below them."""
    found = objectives(
        para("1.0 Introduction", heading=1),
        para("Objective: Keep the streets clean (SC01)"),
        para("Objective: Good homes (HO02)"),
        para("4.0 Performance", heading=1),
        para("Objective: Keep the streets clean (SC01)"),
        table("SC01 01"),
        para("Objective: Good homes (HO02)"),
        table("HO02 01"),
    )
    assert found == [("SC01", "Keep the streets clean", ["SC01 01"]), ("HO02", "Good homes", ["HO02 01"])]
