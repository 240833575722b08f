"""Colours in a column of direction of travel, read by the key of their paper."""

from __future__ import annotations

import pytest

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.report import Report
from goldenthread.readers.docx import paper_from_docx
from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row, Symbol, cell, para
from goldenthread.readers.travel_colours import TravelKey
from goldenthread.writers.docx import to_docx


def table(*rows: tuple[GridCell | str, ...]) -> Grid:
    return Grid(tuple(Row(tuple(cell(c) if isinstance(c, str) else c for c in row)) for row in rows))


KEY = table(
    ("Green", "Performance is better than in the same period last year"),
    ("Amber", "Performance is the same as in the same period last year"),
    ("Red", "Performance is worse than in the same period last year"),
)
LIGHTS_KEY = table(
    ("Green", "The target is on course to be met, and performance is better than last year's target"),
    ("Red", "The target will not be met"),
)
ALL = {Light.GREEN: Arrow.BETTER, Light.AMBER: Arrow.SAME, Light.RED: Arrow.WORSE}


def report_of(*blocks: Para | Grid) -> Report:
    lines = table(
        ("Ref", "Measure", "Current", "Direction of Travel", "Progress"),
        ("A1", "Bins emptied", "98%", "Green", "Red"),
        ("A2", "Streets swept", "91%", "Amber", "Green"),
        ("A3", "Homes let", "12", "Red", "Green"),
        ("A4", "Visits", "40", "N/A", "Green"),
    )
    return interpret(
        Paper(blocks=(para("Report", heading=1), lines, para("6.0 Symbols", heading=1), *blocks), keeps_tables=True)
    ).report


def travels(report: Report) -> list[Arrow | None]:
    return [measure.travel.judged for measure in report.measures]


@pytest.mark.parametrize(
    "key",
    [
        (para("6.2 Direction of travel"), KEY),
        (
            para("Green: performance is better than the same period last year"),
            para("Amber – performance is unchanged compared with last year"),
            para("Red indicates that performance has declined since the previous year"),
        ),
        (para("Direction of travel: Green = improving; Amber = no change; Red = worsening."),),
    ],
)
def test_a_colour_of_travel_means_what_the_papers_key_says(key: tuple[Para | Grid, ...]) -> None:
    report = report_of(*key)
    assert travels(report) == [Arrow.BETTER, Arrow.SAME, Arrow.WORSE, None]
    printed = [
        found.original for measure in report.measures for found in measure.cells if found.column.role == "travel"
    ]
    assert printed == ["Green", "Amber", "Red", "N/A"]


@pytest.mark.parametrize(
    "key",
    [
        (),
        (LIGHTS_KEY,),
        (para("A1 was green – performance is better than last year."),),
        (para("Direction of travel: Green = better or the same; Red = not compared."),),
        (
            KEY,
            table(("Green", "Performance is worse than last year"), ("Amber", "x"), ("Red", "better than last year")),
        ),
    ],
)
def test_without_a_key_that_says_so_a_colour_is_no_direction(key: tuple[Para | Grid, ...]) -> None:
    """What green means in such a column is for the paper to say: it may be the light again."""
    assert travels(report_of(*key))[0] is None
    assert travels(report_of(*key))[2] is None


def test_a_coloured_symbol_follows_the_key_as_well() -> None:
    """Red may be better: some councils colour a rise in costs."""
    key = TravelKey()
    key.note_grid(table((GridCell(symbols=(Symbol(light=Light.RED),)), "Better than the previous quarter")), "Trend")
    assert key.colours == {Light.RED: Arrow.BETTER}


def test_a_direction_read_by_the_key_goes_through_our_own_paper(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = report_of(para("6.2 Direction of travel"), KEY)
    path = tmp_path_factory.mktemp("paper") / "ours.docx"
    path.write_bytes(to_docx(report))
    assert interpret(paper_from_docx(path)).report == report
