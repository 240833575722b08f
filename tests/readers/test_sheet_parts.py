"""Numerators, denominators, status words and the rest of what a council's sheet says beside its figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from goldenthread.model.figures import Absence, Cell, Role
from goldenthread.model.plan import Known, Light, MeasureLine, Polarity, PolarityPart
from goldenthread.model.reading import Reading
from goldenthread.readers import read
from goldenthread.readers.interpret import interpret
from goldenthread.readers.paper import Grid, Paper, Row, cell, para
from goldenthread.readers.sheets import read_sheet_file
from goldenthread.writers.csv_bundle import to_csv
from goldenthread.writers.docx import cannot_carry, to_docx
from goldenthread.writers.workbook import to_workbook

ReadCsv = Callable[..., Reading]
Parts = tuple[Decimal | None, Decimal | None]


@pytest.fixture
def read_csv(tmp_path: Path) -> ReadCsv:
    """Reads a CSV file of those rows."""

    def read_rows(*rows: str) -> Reading:
        path = tmp_path / "report.csv"
        path.write_text("\r\n".join(rows), encoding="utf-8", newline="")
        return read_sheet_file(path)

    return read_rows


def _cell(line: object, role: Role) -> Cell:
    assert isinstance(line, MeasureLine)
    cell = line.cell(role)
    assert cell is not None
    return cell


def _parts(cell: Cell) -> Parts:
    (figure,) = cell.figures
    return figure.numerator, figure.denominator


# ---- numerators and denominators ----

_RATES = (
    "Ref,Measure,Target,Actual,Numerator,Denominator",
    'A1,Percentage of visits in time,85%,82%,490,"1,585"',
)


def test_parts_in_columns_of_their_own_are_on_the_current_figure(read_csv: ReadCsv) -> None:
    """R6.1: 490 of 1,585 is no 82%, and no reader corrects it: rate and parts are both kept, for a check to say so."""
    reading = read_csv(*_RATES)
    (line,) = reading.report.lines
    current = _cell(line, Role.CURRENT)
    assert _parts(current) == (Decimal(490), Decimal(1585))
    assert (current.original, current.figures[0].value) == ("82%", Decimal(82))
    assert _parts(_cell(line, Role.TARGET)) == (None, None)
    assert [(c.column.heading, c.original) for c in line.cells[2:]] == [("Numerator", "490"), ("Denominator", "1,585")]
    assert [(m.heading, m.taken_as) for m in reading.mapped[4:]] == [
        ("Numerator", "numerator"),
        ("Denominator", "denominator"),
    ]


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("82%,490,585", (Decimal(490), Decimal(585))),
        ("82%,,585", (None, Decimal(585))),
        ("82%,about 490,585 (prov)", (None, None)),
        ("82%,49%,-585", (None, None)),
        ("82% (5/6),490,585", (Decimal(5), Decimal(6))),
    ],
)
def test_only_plain_numbers_are_parts_and_printed_ones_stand(read_csv: ReadCsv, row: str, parts: Parts) -> None:
    reading = read_csv("Ref,Measure,Actual,Numerator,Denominator", f"A1,Percentage of visits in time,{row}")
    assert _parts(_cell(reading.report.lines[0], Role.CURRENT)) == parts


def test_parts_beside_several_figures_are_nobodys(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Actual,Numerator,Denominator", "A1,Attendance,Pri 95.6% Sec 89.3%,490,585")
    figures = _cell(reading.report.lines[0], Role.CURRENT).figures
    assert [(f.numerator, f.denominator) for f in figures] == [(None, None), (None, None)]


def test_each_period_has_its_own_parts(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,Period,Value,Numerator,Denominator",
        "A1,Percentage of visits in time,Q1 2021/22,50%,5,10",
        "A1,Percentage of visits in time,Q2 2021/22,60%,6,10",
    )
    (line,) = reading.report.lines
    assert _parts(_cell(line, Role.PREVIOUS)) == (Decimal(5), Decimal(10))
    assert _parts(_cell(line, Role.CURRENT)) == (Decimal(6), Decimal(10))


def test_parts_go_through_our_own_files_and_word_says_what_it_leaves_out(read_csv: ReadCsv, tmp_path: Path) -> None:
    report = read_csv(*_RATES).report
    (tmp_path / "ours.xlsx").write_bytes(to_workbook(report))
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    for name, data in to_csv(report).items():
        (bundle / name).write_bytes(data)
    assert read(tmp_path / "ours.xlsx").report == report
    assert read(bundle).report == report
    (tmp_path / "ours.docx").write_bytes(to_docx(report))
    assert read(tmp_path / "ours.docx").report.lines == report.lines
    assert not any("numerator" in sentence for sentence in cannot_carry(report))


def test_word_says_which_parts_it_leaves_out(read_csv: ReadCsv, tmp_path: Path) -> None:
    """With two columns of numerators, nothing but their place says whose they are."""
    report = read_csv(
        "Ref,Measure,Period,Value,Numerator,Denominator",
        "A1,Percentage of visits in time,Q1 2021/22,50%,5,10",
        "A1,Percentage of visits in time,Q2 2021/22,60%,6,10",
    ).report
    (tmp_path / "ours.docx").write_bytes(to_docx(report))
    (line,) = read(tmp_path / "ours.docx").report.lines
    assert [cell.text for cell in line.cells] == [cell.text for cell in report.lines[0].cells]
    assert any("numerator" in sentence for sentence in cannot_carry(report))
    assert not any("numerator" in sentence for sentence in cannot_carry(read(tmp_path / "ours.docx").report))


# ---- parts in the tables of papers ----

_PERCENTAGE = "Percentage of visits in time"


def _parts_in_table(header: tuple[str, ...], values: tuple[str, ...]) -> list[tuple[str, Parts]]:
    rows = (("Ref", "Measure", *header), ("A1", _PERCENTAGE, *values))
    grid = Grid(tuple(Row(tuple(cell(text) for text in row)) for row in rows))
    head = (para("Report", heading=1), para("Reporting Period: Quarter 2 2021/22"))
    (line,) = interpret(Paper(blocks=(*head, grid))).report.lines
    assert [found.original for found in line.cells] == list(values)
    return [(found.column.heading, _parts(found)) for found in line.cells if found.figures]


_NONE: Parts = (None, None)


@pytest.mark.parametrize(
    ("header", "values", "parts"),
    [
        (
            ("Numerator", "Denominator", "Target", "Current"),
            ("490", "1,585", "85%", "82%"),
            [("Target", _NONE), ("Current", (Decimal(490), Decimal(1585)))],
        ),
        (
            ("Target", "Q2", "Num.", "Den."),
            ("85%", "82%", "5", "6"),
            [("Target", _NONE), ("Q2", (Decimal(5), Decimal(6)))],
        ),
        (
            ("Target", "Q2", "Numerat or", "Denomin ator"),
            ("85%", "82%", "5", "6"),
            [("Target", _NONE), ("Q2", (Decimal(5), Decimal(6)))],
        ),
        (("Target", "Q2", "Num.", "Ward"), ("85%", "82%", "5", "6"), [("Target", _NONE), ("Q2", _NONE)]),
        (
            ("Numerator", "Denominator", "Q1", "Numerator", "Denominator", "Q2"),
            ("5", "10", "50%", "6", "10", "60%"),
            [("Q1", _NONE), ("Q2", _NONE)],
        ),
        (("Numerator", "Denominator", "Current"), ("5", "10", "N/A"), []),
    ],
)
def test_parts_in_a_papers_table_are_on_the_current_figure_where_it_is_certain(
    header: tuple[str, ...], values: tuple[str, ...], parts: list[tuple[str, Parts]]
) -> None:
    """R6.1: the cells stay as printed; two columns of numerators may be of any time."""
    assert _parts_in_table(header, values) == parts


# ---- status words, and which way is good ----


@pytest.mark.parametrize("words", ["Data only", "data only", "DATA ONLY"])
def test_data_only_is_no_light_and_proposes_that_the_measure_is_only_monitored(read_csv: ReadCsv, words: str) -> None:
    """R4.1: nothing is rated on it; the council has said no more than that, so it is proposed, not stated."""
    reading = read_csv("Ref,Measure,Actual,Status", f"A1,Number of visits,12,{words}")
    (line,) = reading.report.measures
    cell = _cell(line, Role.PROGRESS)
    assert (line.progress.judged, cell.original, cell.absence) == (None, words, Absence.NOT_APPLICABLE)
    assert line.definition.polarity == PolarityPart(
        value=Polarity.MONITORED, known=Known.PROPOSED, why=f"the status says “{words}”"
    )
    assert reading.unplaced == ()


def test_what_is_stated_wins_over_data_only(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Good is,Actual,Status", "A1,Number of visits,High,12,Data only")
    assert reading.report.measures[0].definition.polarity == PolarityPart(value=Polarity.HIGHER)


@pytest.mark.parametrize(
    ("good", "words", "light"),
    [
        ("High", "Above target", Light.GREEN),
        ("High", "Below target", Light.RED),
        ("", "Below target", Light.RED),
        ("Low", "Below target", None),
        ("Low", "Above target", None),
        ("Low", "On target", Light.GREEN),
        ("Low", "Close to target", Light.AMBER),
    ],
)
def test_below_target_may_be_good_where_lower_is_better(
    read_csv: ReadCsv, good: str, words: str, light: Light | None
) -> None:
    reading = read_csv("Ref,Measure,Good is,Actual,Status", f"A1,Number of visits,{good},12,{words}")
    (line,) = reading.report.lines
    assert line.progress.judged is light
    assert _cell(line, Role.PROGRESS).original == words
    assert [left.text for left in reading.unplaced] == ([] if light else [words])


def test_two_lights_that_differ_are_said(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Actual,Status,RAG", "A1,Visits,12,On track,Red", "A2,Calls,12,On track,Green")
    assert [line.progress.judged for line in reading.report.lines] == [Light.GREEN, Light.GREEN]
    assert [(left.text, left.where) for left in reading.unplaced] == [("Red", "sheet “report”, row 2, RAG")]


@pytest.mark.parametrize(
    ("heading", "words", "polarity"),
    [
        ("Good is", "High", Polarity.HIGHER),
        ("Good is", "Low", Polarity.LOWER),
        ("Good is", "Bigger", Polarity.HIGHER),
        ("Good is", "Smaller", Polarity.LOWER),
        ("Good is", "Smaller is better", Polarity.LOWER),
        ("Aim to maximise/minimise", "Maximise", Polarity.HIGHER),
        ("Aim to maximise/minimise", "Minimise", Polarity.LOWER),
        ("Aim to", "Aim to Maximise", Polarity.HIGHER),
        ("Polarity", "Aim to Minimize", Polarity.LOWER),
        ("Polarity", "Within range", Polarity.RANGE),
        ("Polarity", "Closest to target", Polarity.CLOSEST),
        ("Polarity", "Data only", Polarity.MONITORED),
        ("Polarity", "High or low", None),
    ],
)
def test_which_way_is_good(read_csv: ReadCsv, heading: str, words: str, polarity: Polarity | None) -> None:
    reading = read_csv(f"Ref,Measure,{heading},Actual", f"A1,Visits,{words},12")
    stated = reading.report.measures[0].definition.polarity
    assert stated == (PolarityPart(value=polarity) if polarity else None)
    assert [left.text for left in reading.unplaced] == ([] if polarity else [words])
