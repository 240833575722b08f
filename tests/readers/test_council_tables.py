"""Tables of councils that differ, one question at a time: what is taken, and what is said not to be understood."""

from __future__ import annotations

import pytest

from goldenthread.model.figures import Role
from goldenthread.model.plan import AnyLine, Light, MeasureLine, MilestoneLine, Polarity
from goldenthread.model.reading import Reading
from goldenthread.model.text import plain_text
from goldenthread.readers.interpret import interpret
from goldenthread.readers.objective_words import is_priority, names_a_group, numbered_aim
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row, Symbol, cell, para

TITLE = para("Performance Report Quarter 3 2023/24", heading=1)


def row(*cells: str | GridCell) -> Row:
    return Row(tuple(cell(one) if isinstance(one, str) else one for one in cells), where="a row")


def reading_of(*blocks: Para | Grid | list[Row]) -> Reading:
    """A Word paper with a title and these blocks; a list of rows is a table."""
    grids = (Grid(tuple(block), where="a table") if isinstance(block, list) else block for block in blocks)
    return interpret(Paper((TITLE, *grids), keeps_tables=True))


def lines_of(*blocks: Para | Grid | list[Row]) -> tuple[AnyLine, ...]:
    return reading_of(*blocks).report.lines


def roles_of(line: AnyLine) -> dict[str, Role]:
    return {held.column.full_heading: held.column.role for held in line.cells}


def test_of_several_lights_that_of_the_reports_own_quarter_counts() -> None:
    header = row("Ref", "Measure", cell("Quarter 3", span=2), cell("Quarter 2", span=2))
    low = row("", "", "Actual", "RAG", "Actual", "RAG")
    (line,) = lines_of([header, low, row("A1", "Carers helped", "161", "Green", "120", "Red")])
    assert line.progress.judged is Light.GREEN
    assert roles_of(line) == {
        "Quarter 3: Actual": Role.CURRENT,
        "Quarter 3: RAG": Role.PROGRESS,
        "Quarter 2: Actual": Role.PREVIOUS,
        "Quarter 2: RAG": Role.OTHER,
    }


def test_of_two_trends_the_long_one_is_the_direction_of_travel() -> None:
    """It compares with the same period last year (R4.8), as the short one does not."""
    header = row("Ref", "Measure", "Value", "Short term trend", "Long term trend")
    (line,) = lines_of([header, row("A1", "Carers helped", "161", "Declined", "Improved")])
    assert isinstance(line, MeasureLine)
    assert line.travel.judged == "better"
    assert roles_of(line)["Short term trend"] is Role.OTHER


def test_quarters_without_a_period_are_told_by_the_last_that_holds_something() -> None:
    header = row("Measure", "Q1", "Q2", "Q3", "Target")
    paper = Paper((Grid((header, row("Carers helped", "10", "25", "", "60"))),), keeps_tables=True)
    (line,) = interpret(paper).report.lines
    assert roles_of(line) == {
        "Q1": Role.EARLIER_ACTUAL,
        "Q2": Role.CURRENT,
        "Q3": Role.OTHER,
        "Target": Role.TARGET,
    }


def test_row_without_a_reference_is_a_line_of_its_own() -> None:
    rows = [
        row("K1", "Applications decided", "", ""),
        row("", "a) Major", "60%", "75%"),
        row("", "Minor", "65%", "60%"),
    ]
    lines = lines_of([row("Ref", "Measure", "Target", "Actual"), *rows])
    assert [(line.ref, line.title) for line in lines] == [
        ("K1", "Applications decided"),
        ("", "a) Major"),
        ("", "Minor"),
    ]


def test_row_that_goes_on_from_the_one_before_is_no_line() -> None:
    rows = [row("K1", "Applications that are", "60%"), row("", "decided in time", "")]
    (line,) = lines_of([row("Ref", "Measure", "Target"), *rows])
    assert line.title == "Applications that are decided in time"


def test_sentence_below_several_lines_is_given_to_none_of_them() -> None:
    rows = [row("K1", "Potholes", "95%"), row("K2", "Roads swept", "99%")]
    below = row(cell("Both of these are affected by the new contract.", span=3))
    reading = reading_of([row("Ref", "Measure", "Actual"), *rows, below])
    assert [line.commentary for line in reading.report.lines] == [None, None]
    assert [note.text for note in reading.unplaced] == ["Both of these are affected by the new contract."]


def test_sentence_below_each_line_is_its_commentary() -> None:
    rows = [
        row("K1", "Potholes", "95%"),
        row(cell("The gang was short of one man in May.", span=3)),
        row("K2", "Roads swept", "99%"),
        row(cell("Comments: All went well.", span=3)),
    ]
    lines = lines_of([row("Ref", "Measure", "Actual"), *rows])
    assert [plain_text(line.commentary.blocks) for line in lines if line.commentary] == [
        "The gang was short of one man in May.",
        "All went well.",
    ]


def test_sign_without_a_place_is_named() -> None:
    light = GridCell(symbols=(Symbol(description="a red light", light=Light.RED),))
    reading = reading_of([row("Ref", "Measure", "Actual", "Wellness"), row("K1", "Potholes", "95%", light)])
    assert [(note.text, note.could_be) for note in reading.unplaced] == [
        ("a red light", "the sign of K1 under “Wellness”")
    ]


def test_what_is_good_is_stated_and_more_words_about_it_are_named() -> None:
    header = row("Ref", "Measure", "Good is", "Actual")
    reading = reading_of([header, row("K1", "Sickness", "Low, as agreed by Cabinet", "8.1")])
    (line,) = reading.report.lines
    assert isinstance(line, MeasureLine)
    assert line.definition.polarity is not None
    assert line.definition.polarity.value is Polarity.LOWER
    assert [note.text for note in reading.unplaced] == ["Low, as agreed by Cabinet"]


def test_second_column_of_references_does_not_replace_the_first() -> None:
    (line,) = lines_of([row("Ref", "Measure", "Code", "Actual"), row("K1", "Potholes", "X9", "95%")])
    assert line.ref == "K1"
    assert [(held.column.heading, held.text) for held in line.cells] == [("Code", "X9"), ("Actual", "95%")]


def test_plan_of_actions_is_a_table_of_milestones() -> None:
    header = row("Action", "Lead", "Timescale", "Status", "Update")
    (line,) = lines_of(
        [header, row("Replace the telephones", "Head of ICT", "March 2025", "On track", "Out to tender.")]
    )
    assert isinstance(line, MilestoneLine)
    assert (line.title, line.responsible, line.due and line.due.original) == (
        "Replace the telephones",
        ("Head of ICT",),
        "March 2025",
    )
    assert line.progress.judged is Light.GREEN
    assert line.commentary is not None


def test_action_beside_a_measure_is_what_follows_from_it() -> None:
    header = row("Ref", "Measure", "Actual", "Corrective action")
    (line,) = lines_of([header, row("K1", "Potholes", "95%", "Hire a second gang")])
    assert line.action is not None
    assert line.action.what == "Hire a second gang"


def test_heading_beside_an_objective_ends_it() -> None:
    objective = para("Objective 1 - Mend roads", heading=2)
    table = [row("Ref", "Measure", "Actual"), row("K1", "Potholes", "95%")]
    report = reading_of(objective, table, para("Risks", heading=2), para("The price of tar.")).report
    assert [(section.part, section.title) for section in report.sections] == [
        ("objective", "Mend roads"),
        ("narrative", "Risks"),
    ]
    assert report.objectives[0].ref == "1"


def test_number_of_a_month_is_not_taken_for_the_year() -> None:
    paper = Paper((para("Performance Report 2024/25 Month 6", heading=1), para("Words.")), keeps_tables=True)
    assert interpret(paper).report.period is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Outcome 1.2: More homes are built", ("1.2", "More homes are built")),
        ("Aim 3 – Cut our carbon", ("3", "Cut our carbon")),
        ("Strategic Priority B: Grow", ("B", "Grow")),
        ("Outcomes of the review", None),
        ("Aim high: a plan", None),
    ],
)
def test_aims_are_known_by_their_number(text: str, wanted: tuple[str, str] | None) -> None:
    assert numbered_aim(text) == wanted


def test_what_a_heading_over_lines_names() -> None:
    assert is_priority("Theme 2: Clean and green")
    assert not is_priority("Ambition 2.1: More trees")
    assert names_a_group("Housing")
    assert not names_a_group("Key performance indicators")
