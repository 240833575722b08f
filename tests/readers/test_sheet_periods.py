"""A sheet with several periods reads as one report: nothing of another period is lost, or taken for the current one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.model.figures import Role
from goldenthread.model.plan import AnyLine, Light
from goldenthread.model.reading import Reading
from goldenthread.readers import read
from goldenthread.readers.sheets import read_sheet_file
from goldenthread.writers.csv_bundle import to_csv
from goldenthread.writers.workbook import to_workbook

ReadCsv = Callable[..., Reading]
Said = list[tuple[str, Role, str | None, str]]


@pytest.fixture
def read_csv(tmp_path: Path) -> ReadCsv:
    """Reads a CSV file of those rows."""

    def read_rows(*rows: str, name: str = "report.csv") -> Reading:
        path = tmp_path / name
        path.write_text("\r\n".join(rows), encoding="utf-8", newline="")
        return read_sheet_file(path)

    return read_rows


def _said(line: AnyLine) -> Said:
    """What each cell's heading, role and period are, and what it prints."""
    columns = [cell.column for cell in line.cells]
    return [
        (column.heading, column.role, column.period.label if column.period else None, cell.original)
        for column, cell in zip(columns, line.cells, strict=True)
    ]


# ---- a row for each period ----

_QUARTERS = (
    "Ref,Measure,Period,Value,Target,Status,Comment,Owner",
    "A1,Number of visits,Q1 2021/22,11,20,Red,Few came.,Head of Visits",
    "A1,Number of visits,Q2 2021/22,12,10,Green,More came.,Head of Visits",
    "A2,Number of calls,Q1 2021/22,5,6,Amber,Lines were down.,Head of Calls",
)


def test_earlier_results_targets_and_signs_keep_a_column_of_their_own(read_csv: ReadCsv) -> None:
    one = read_csv(*_QUARTERS).report.lines[0]
    assert _said(one) == [
        ("Value Quarter 1 2021/22", Role.PREVIOUS, "Quarter 1 2021/22", "11"),
        ("Value Quarter 2 2021/22", Role.CURRENT, "Quarter 2 2021/22", "12"),
        ("Target Quarter 2 2021/22", Role.TARGET, "Quarter 2 2021/22", "10"),
        ("Status", Role.PROGRESS, None, "Green"),
        ("Target Quarter 1 2021/22", Role.TARGET, "Quarter 1 2021/22", "20"),
        ("Status Quarter 1 2021/22", Role.OTHER, "Quarter 1 2021/22", "Red"),
    ]
    assert one.progress.judged is Light.GREEN
    target = one.cell(Role.TARGET)
    assert target is not None
    assert target.original == "10"  # the first target of a line is the current one


def test_a_measure_that_stopped_keeps_its_figures_as_of_their_period(read_csv: ReadCsv) -> None:
    """A light of an earlier quarter is not this quarter's."""
    reading = read_csv(*_QUARTERS)
    two = reading.report.lines[1]
    assert _said(two) == [
        ("Value Quarter 1 2021/22", Role.PREVIOUS, "Quarter 1 2021/22", "5"),
        ("Target Quarter 1 2021/22", Role.TARGET, "Quarter 1 2021/22", "6"),
        ("Status Quarter 1 2021/22", Role.OTHER, "Quarter 1 2021/22", "Amber"),
    ]
    assert (two.progress.judged, two.commentary) == (None, None)
    assert two.responsible == ("Head of Calls",)


def test_words_of_earlier_periods_are_said(read_csv: ReadCsv) -> None:
    reading = read_csv(*_QUARTERS)
    assert [(left.text, left.where, left.could_be) for left in reading.unplaced] == [
        ("Few came.", "sheet “report”, row 2", "the commentary of Quarter 1 2021/22"),
        ("Lines were down.", "sheet “report”, row 4", "the commentary of Quarter 1 2021/22"),
    ]


def test_every_word_of_such_a_sheet_is_in_the_report_or_in_a_note(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,Year,Quarter,Value,Baseline,Target,Forecast,Previous,Trend,Shoe size,Unit,Owner,Comment",
        "A1,Number of visits,2021/22,Q1,1001,1002,1003,1004,1005,Better,1006,Number,Post one,Words 1007",
        "A1,Number of visits,2021/22,Q2,1011,1012,1013,1014,1015,Worse,1016,Number,Post two,Words 1017",
        "A2,Number of calls,2020/21,Q4,1021,1022,1023,1024,1025,Same,1026,Calls made,Post three,Words 1027",
    )
    told = reading.model_dump_json()
    numbers = [str(1000 + 10 * row + column) for row in range(3) for column in range(1, 8)]
    words = ["Better", "Worse", "Same", "Calls made", "Post one", "Post two", "Post three"]
    assert [text for text in (*numbers, *words) if text not in told] == []


def test_what_every_period_says_alike_is_said_once(read_csv: ReadCsv) -> None:
    (line,) = read_csv(
        "Ref,Measure,Period,Value,Annual target",
        "A1,Number of visits,Q1 2021/22,11,48",
        "A1,Number of visits,Q2 2021/22,12,48",
    ).report.lines
    assert [(heading, text) for heading, _, _, text in _said(line)] == [
        ("Value Quarter 1 2021/22", "11"),
        ("Value Quarter 2 2021/22", "12"),
        ("Annual target", "48"),
    ]


def test_a_year_in_one_column_and_a_quarter_in_another_are_one_period(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,Year,Quarter,Value",
        "A1,Number of visits,2020/21,Q4,11",
        "A1,Number of visits,2021/22,Q1,12",
    )
    assert [role for _, role, _, _ in _said(reading.report.lines[0])] == [Role.PREVIOUS, Role.CURRENT]
    assert reading.report.period is not None
    assert reading.report.period.label == "Quarter 1 2021/22"


def test_periods_still_to_come_are_not_the_current_one(read_csv: ReadCsv) -> None:
    """A sheet set out for the whole year holds targets, and no results, of quarters to come."""
    reading = read_csv(
        "Ref,Measure,Period,Value,Target",
        "A1,Number of visits,Q1 2021/22,11,10",
        "A1,Number of visits,Q2 2021/22,12,20",
        "A1,Number of visits,Q3 2021/22,,30",
    )
    assert _said(reading.report.lines[0]) == [
        ("Value Quarter 1 2021/22", Role.PREVIOUS, "Quarter 1 2021/22", "11"),
        ("Value Quarter 2 2021/22", Role.CURRENT, "Quarter 2 2021/22", "12"),
        ("Target Quarter 2 2021/22", Role.TARGET, "Quarter 2 2021/22", "20"),
        ("Target Quarter 1 2021/22", Role.TARGET, "Quarter 1 2021/22", "10"),
        ("Target Quarter 3 2021/22", Role.TARGET, "Quarter 3 2021/22", "30"),
    ]


def test_the_period_of_the_report_is_the_current_one_where_the_sheet_goes_on(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Report for Quarter 1 2021/22",
        "Ref,Measure,Period,Value",
        "A1,Number of visits,Q1 2021/22,11",
        "A1,Number of visits,Q2 2021/22,12",
    )
    assert [(role, text) for _, role, _, text in _said(reading.report.lines[0])] == [
        (Role.CURRENT, "11"),
        (Role.OTHER, "12"),
    ]


def test_rows_of_another_period_than_the_report_are_not_its_figures(read_csv: ReadCsv) -> None:
    reading = read_csv("Report for Quarter 2 2021/22", "Ref,Measure,Period,Value", "A1,Number of visits,Q1 2021/22,11")
    ((_, _, period, text),) = _said(reading.report.lines[0])
    assert (period, text) == ("Quarter 1 2021/22", "11")


def test_two_rows_of_one_period_are_two_lines_and_said(read_csv: ReadCsv) -> None:
    """Which of them is the figure cannot be known: each is kept, under its own period."""
    reading = read_csv(
        "Ref,Measure,Period,Value",
        "A1,Number of visits,Q1 2021/22,11",
        "A1,Number of visits,Q2 2021/22,12",
        "A1,Number of visits,Q2 2021/22,13",
    )
    assert [line.occurrence for line in reading.report.lines] == [1, 2, 3]
    assert [_said(line)[0][2:] for line in reading.report.lines] == [
        ("Quarter 1 2021/22", "11"),
        ("Quarter 2 2021/22", "12"),
        ("Quarter 2 2021/22", "13"),
    ]
    assert any("each of the 3 rows of “Number of visits” is a line of its own" in note.what for note in reading.assumed)


def test_a_row_without_a_known_period_is_said(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,Period,Value",
        "A1,Number of visits,Q1 2021/22,11",
        "A1,Number of visits,Q2 2021/22,12",
        "A2,Number of calls,whenever,13",
    )
    assert [(left.text, left.could_be) for left in reading.unplaced] == [
        ("whenever", "a period in words that are not known")
    ]
    assert any("the figures of “Number of calls” are of Quarter 2 2021/22" in note.what for note in reading.assumed)


# ---- a column for each period ----


def test_the_light_of_another_quarter_is_not_this_quarters(read_csv: ReadCsv) -> None:
    (line,) = read_csv(
        "Ref,Measure,Q1 2021/22,Progress Q1,Q2 2021/22,Progress Q2", "A1,Number of visits,11,Red,12,Green"
    ).report.lines
    assert line.progress.judged is Light.GREEN
    assert [(heading, role) for heading, role, _, _ in _said(line)] == [
        ("Q1 2021/22", Role.PREVIOUS),
        ("Progress Q1", Role.OTHER),
        ("Q2 2021/22", Role.CURRENT),
        ("Progress Q2", Role.PROGRESS),
    ]


# ---- and out again ----


def test_a_sheet_of_several_periods_goes_through_our_own_files(read_csv: ReadCsv, tmp_path: Path) -> None:
    report = read_csv(*_QUARTERS).report
    (tmp_path / "ours.xlsx").write_bytes(to_workbook(report))
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    for name, data in to_csv(report).items():
        (bundle / name).write_bytes(data)
    assert read(tmp_path / "ours.xlsx").report == report
    assert read(bundle).report == report
