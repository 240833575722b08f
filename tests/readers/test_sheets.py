"""Any council's sheet reads: its columns by the names councils use, its numbers as they are shown, and nothing guessed."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from goldenthread.model.budget import BudgetRole, Convention, MoneyUnit, Statement
from goldenthread.model.figures import Absence, Marker, Role, Unit
from goldenthread.model.plan import AnyLine, Arrow, Known, Light, MeasureLine, MilestoneLine, Polarity
from goldenthread.model.reading import Reading, Unreadable
from goldenthread.model.report import Report
from goldenthread.readers.sheet_columns import sheet_column
from goldenthread.readers.sheets import read_sheet_file
from goldenthread.writers.csv_bundle import to_csv
from goldenthread.writers.workbook import to_workbook
from tests.writers.conftest import make_full_report

_SHARED = Path("/work/shared/data")

Grid = Sequence[Sequence[object]]
ReadCsv = Callable[..., Reading]


@pytest.fixture
def read_csv(tmp_path: Path) -> ReadCsv:
    """Reads a CSV file of that text; `mapping` and `name` may be given."""

    def read(text: str, name: str = "report.csv", **mapping: str) -> Reading:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return read_sheet_file(path, mapping or None)

    return read


def _workbook(path: Path, sheets: dict[str, Grid], formats: dict[tuple[int, int], str] | None = None) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                shape = book.add_format({"num_format": formats[r, c]}) if formats and (r, c) in formats else None
                if isinstance(value, dt.date):
                    sheet.write_datetime(r, c, dt.datetime.combine(value, dt.time()), shape)
                elif isinstance(value, str) and value.startswith("#"):
                    sheet.write_formula(r, c, "=1/0", shape, value)
                else:
                    sheet.write(r, c, value, shape)
    book.close()
    return path


def _cells(line: AnyLine) -> dict[str, tuple[str, list[str]]]:
    return {cell.column.heading: (cell.original, [str(f.value) for f in cell.figures]) for cell in line.cells}


# ---- columns ----


@pytest.mark.parametrize(
    ("heading", "taken_as"),
    [
        ("Ref", "ref"),
        ("Ref.", "ref"),
        ("Code", "ref"),
        ("KPI Ref No", "ref"),
        ("Measure", "measure"),
        ("Indicator", "measure"),
        ("PI", "measure"),
        ("PI Code", "ref"),
        ("Description", "title"),
        ("Milestone", "milestone"),
        ("Actual", "current"),
        ("Out-turn", "current"),
        ("Outturn", "current"),
        ("Value", "current"),
        ("Current", "current"),
        ("This period", "current"),
        ("Current Value", "current"),
        ("Last period", "previous"),
        ("Previous", "previous"),
        ("Last quarter", "previous"),
        ("last_year_actual", "last actual"),
        ("Baseline", "baseline"),
        ("Target", "target"),
        ("Year-end target", "target"),
        ("Annual Target 2021/22", "target"),
        ("Status", "progress"),
        ("RAG", "progress"),
        ("RAG status", "progress"),
        ("Progress", "progress"),
        ("Direction of travel", "travel"),
        ("direction_of_travel_text", "travel"),
        ("Trend", "travel"),
        ("DoT", "travel"),
        ("Good is", "good is"),
        ("Aim to maximise/minimise", "good is"),
        ("Polarity", "good is"),
        ("Responsible officer", "responsible"),
        ("Owner", "responsible"),
        ("Lead Officer", "responsible"),
        ("Comment", "commentary"),
        ("Commentary", "commentary"),
        ("Objective", "objective"),
        ("Priority", "priority"),
        ("Directorate", "directorate"),
        ("Department", "department"),
        ("Due date", "due"),
        ("Unit", "unit"),
        ("Period", "period"),
        ("Year", "period"),
        ("2021/22 Q1", "current"),
        ("Q1 2021/22", "current"),
        ("Forecast", "forecast"),
    ],
)
def test_columns_are_known_by_the_names_councils_use(heading: str, taken_as: str) -> None:
    column = sheet_column(heading)
    assert column is not None
    assert column.taken_as == taken_as


def test_a_column_of_no_known_name_is_kept_as_printed_and_said(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Target,Actual,Shoe size\r\nA1,Number of visits,10,12,44\r\n")
    (line,) = reading.report.lines
    cell = line.cells[-1]
    assert (cell.column.role, cell.original, cell.figures) == (Role.OTHER, "44", ())
    assert [(m.heading, m.taken_as) for m in reading.mapped][-1] == (
        "Shoe size",
        "a column of its own, kept as printed",
    )


def test_years_and_names_of_a_councils_own_may_head_columns(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,2020,2021,Target,Ward,Cohort,Age,Site,Panel\r\nA1,Visits,11,12,10,a,b,c,d,e\r\n")
    (line,) = reading.report.lines
    assert [(c.column.heading, c.column.role) for c in line.cells[:3]] == [
        ("2020", Role.LAST_ACTUAL),
        ("2021", Role.CURRENT),
        ("Target", Role.TARGET),
    ]
    assert [c.original for c in line.cells[3:]] == ["a", "b", "c", "d", "e"]


def test_the_mapping_of_every_column_is_said(read_csv: ReadCsv) -> None:
    reading = read_csv("Code,Indicator,Actual,Target,RAG\r\nA1,Number of visits,12,10,Green\r\n")
    assert [(m.heading, m.taken_as) for m in reading.mapped] == [
        ("Code", "ref"),
        ("Indicator", "measure"),
        ("Actual", "current"),
        ("Target", "target"),
        ("RAG", "progress"),
    ]
    assert reading.mapped[0].where == "sheet “report”, row 1"


def test_a_mapping_given_by_hand_wins(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Ref,What we count,Zahl,Ziel\r\nA1,Number of visits,12,10\r\n", encoding="utf-8")
    mapping = {"What we count": "measure", "zahl": "current", "Ziel": "target"}
    (line,) = read_sheet_file(path, mapping).report.lines
    assert line.title == "Number of visits"
    assert [(cell.column.role, str(cell.figures[0].value)) for cell in line.cells] == [
        (Role.CURRENT, "12"),
        (Role.TARGET, "10"),
    ]


def test_a_mapping_to_no_role_names_the_roles(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Ref,Measure,Zahl\r\nA1,Number of visits,12\r\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"“now” is nothing that a column can be: say one of ref, .*current"):
        read_sheet_file(path, {"Zahl": "now"})


def test_a_mapping_of_a_heading_that_is_not_there_names_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Ref,Measure,Actual\r\nA1,Number of visits,12\r\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"“zahl” is no heading in “odd.csv”: its headings are actual, measure, ref"):
        read_sheet_file(path, {"Zahl": "current"})


# ---- rows ----

_WITH_FRINGES = """Example Borough Council,,,,
Performance report Quarter 2 2021/22,,,,

Ref,Measure,Actual,Target,Status
EX01 Give every child the best start,,,,
EX01 01,Percentage of places taken up,68.5%,75%,Amber
EX01 02,Number of visits,1204,1000,Green
,Total,1272,1075,
EX02 Keep children in care close to home,,,,
EX02 01,Number of placements,61,60,Red
Note: figures are provisional until the census is published in the spring,,,,
"""


def test_titles_headings_totals_and_notes_are_told_from_measures(read_csv: ReadCsv) -> None:
    reading = read_csv(_WITH_FRINGES)
    report = reading.report
    assert (report.title, report.council) == ("Performance report Quarter 2 2021/22", "Example Borough Council")
    assert report.period is not None
    assert report.period.label == "Quarter 2 2021/22"
    assert [(o.ref, o.title, [line.ref for line in o.lines]) for o in report.objectives] == [
        ("EX01", "Give every child the best start", ["EX01 01", "EX01 02"]),
        ("EX02", "Keep children in care close to home", ["EX02 01"]),
    ]
    assert [(left.where, left.could_be) for left in reading.unplaced] == [
        ("sheet “report”, row 8", "a total"),
        ("sheet “report”, row 11", "a heading or a note"),
    ]


def test_an_objective_column_groups_the_lines(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Objective,Corporate priority,Ref,Measure,Actual,Due date,Milestone,Responsible officer\r\n"
        "EX01 Best start,Children,EX01 01,Number of visits,12,,,Head of Early Years\r\n"
        "EX01 Best start,Children,EX01a,,,March 2022,Open the hub,Head of Early Years; Hub Manager\r\n"
        "EX02 Close to home,Children,EX02 01,Number of moves,3,,,\r\n"
    )
    first, second = reading.report.objectives
    assert (first.ref, first.title, first.priorities) == ("EX01", "Best start", ("Children",))
    assert [line.line for line in first.lines] == ["measure", "milestone"]
    milestone = first.lines[1]
    assert isinstance(milestone, MilestoneLine)
    assert milestone.title == "Open the hub"
    assert milestone.responsible == ("Head of Early Years", "Hub Manager")
    assert milestone.due is not None
    assert (milestone.due.original, milestone.due.period and milestone.due.period.label) == ("March 2022", "March 2022")
    assert second.ref == "EX02"


def test_a_heading_row_repeated_goes_on_and_another_starts_a_new_table(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,Actual\r\nA1,Number of visits,12\r\nRef,Measure,Actual\r\nA2,Number of calls,7\r\n"
        "Ref,Milestone,Due date,Progress\r\nM1,Open the hub,March 2022,On track\r\n"
    )
    assert [(line.ref, line.line) for line in reading.report.lines] == [
        ("A1", "measure"),
        ("A2", "measure"),
        ("M1", "milestone"),
    ]
    assert reading.report.milestones[0].progress.judged is Light.GREEN
    assert reading.unplaced == ()


def test_the_title_over_a_second_table_belongs_to_it(read_csv: ReadCsv) -> None:
    rows = (
        "Priority-based report,,,",
        "Objective 1: Best start,,,",
        "Ref,Measure,Actual,Target",
        "A1,Number of visits,12,10",
        ",,,",
        "EX02 Close to home,,,",
        "Ref,Milestone,Due date,Progress",
        "M1,Open the hub,March 2022,On track",
    )
    reading = read_csv("\r\n".join(rows))
    assert [(o.ref, o.title, [line.ref for line in o.lines]) for o in reading.report.objectives] == [
        ("", "Best start", ["A1"]),
        ("EX02", "Close to home", ["M1"]),
    ]
    assert reading.unplaced == ()


def test_every_sheet_is_read_and_one_without_headings_is_said(tmp_path: Path) -> None:
    header = ["Ref", "Measure", "Actual"]
    path = _workbook(
        tmp_path / "two.xlsx",
        {
            "People": [header, ["A1", "Number of visits", 12]],
            "Place": [header, ["B1", "Number of potholes", 30]],
            "Read me": [["This workbook is made every quarter."]],
        },
    )
    reading = read_sheet_file(path)
    assert [line.ref for line in reading.report.lines] == ["A1", "B1"]
    assert [(left.text, left.where) for left in reading.unplaced] == [
        ("This workbook is made every quarter.", "sheet “Read me”")
    ]


def test_a_reference_used_again_counts_up(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Actual\r\nA1,Number of visits,12\r\nA1,Number of calls,7\r\n")
    assert [line.occurrence for line in reading.report.lines] == [1, 2]


# ---- values ----


def test_a_number_shown_as_a_percentage_is_read_as_shown(tmp_path: Path) -> None:
    """0.925 under a percentage format is 92.5%, and 92.5 under none is 92.5: the format alone tells which."""
    rows: Grid = [
        ["Ref", "Measure", "Last year", "Target", "Actual"],
        ["A1", "Percentage of visits in time", 0.925, 1, 0.93],
        ["A2", "Number of visits", 0.5, 1200, 1204],
        ["A3", "Cost of placements", 250000, 11377280.5, "#DIV/0!"],
    ]
    formats = {(1, 2): "0.0%", (1, 3): "0%", (1, 4): "0.00%", (2, 3): "#,##0", (3, 2): "£#,##0", (3, 3): '"£"#,##0.00'}
    reading = read_sheet_file(_workbook(tmp_path / "formats.xlsx", {"PIs": rows}, formats))
    percent, count, cost = reading.report.lines
    assert _cells(percent) == {
        "Last year": ("92.5%", ["92.5"]),
        "Target": ("100%", ["100"]),
        "Actual": ("93.00%", ["93.00"]),
    }
    assert {figure.unit for cell in percent.cells for figure in cell.figures} == {Unit.PERCENT}
    assert _cells(count) == {"Last year": ("0.5", ["0.5"]), "Target": ("1200", ["1200"]), "Actual": ("1204", ["1204"])}
    assert _cells(cost) == {
        "Last year": ("£250000", ["250000"]),
        "Target": ("£11377280.50", ["11377280.50"]),
        "Actual": ("", []),
    }
    assert cost.cells[2].absence is Absence.NOT_PLACED
    assert [left.could_be for left in reading.unplaced] == ["the cell shows an error"]


def test_the_same_numbers_come_from_open_document_and_old_workbooks(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here to make the files")
    rows: Grid = [["Ref", "Measure", "Target", "Actual"], ["A1", "Percentage of visits in time", 0.95, 0.925]]
    path = _workbook(tmp_path / "book.xlsx", {"PIs": rows}, {(1, 2): "0%", (1, 3): "0.0%"})
    for kind in ("ods", "xls"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        (line,) = read_sheet_file(tmp_path / f"book.{kind}").report.lines
        assert [str(cell.figures[0].value.normalize()) for cell in line.cells] == ["95", "92.5"], kind


def test_percentages_that_may_be_fractions_are_not_guessed(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,Unit,Target,Actual\r\nA1,Care leavers in work,%,0.65,0.6\r\nA2,In time,%,95,0.9\r\n"
    )
    doubtful, plain = reading.report.lines
    assert [(cell.figures, cell.absence) for cell in doubtful.cells] == [((), Absence.NOT_PLACED)] * 2
    assert [(left.text, left.could_be) for left in reading.unplaced] == [
        ("0.65", "65% or 0.65%: the sheet shows no sign"),
        ("0.6", "60% or 0.6%: the sheet shows no sign"),
    ]
    assert [str(cell.figures[0].value) for cell in plain.cells] == ["95", "0.9"]


def test_dates_say_as_much_as_they_show(tmp_path: Path) -> None:
    rows: Grid = [
        ["Ref", "Milestone", "Due date"],
        ["M1", "Open the hub", dt.date(2022, 3, 1)],
        ["M2", "Close the hub", dt.date(2022, 3, 31)],
    ]
    reading = read_sheet_file(
        _workbook(tmp_path / "dates.xlsx", {"Milestones": rows}, {(1, 2): "mmm-yy", (2, 2): "dd/mm/yyyy"})
    )
    month, day = (line.due for line in reading.report.milestones)
    assert month is not None
    assert day is not None
    assert (month.original, day.original) == ("March 2022", "31 March 2022")
    assert month.period is not None
    assert day.period is not None
    assert (month.period.start, month.period.end) == (dt.date(2022, 3, 1), dt.date(2022, 3, 31))
    assert (day.period.start, day.period.end) == (dt.date(2022, 3, 31), dt.date(2022, 3, 31))


def test_a_reference_typed_as_a_number_is_shown_with_its_noughts(tmp_path: Path) -> None:
    rows: Grid = [["Ref", "Measure", "Actual"], [1.1, "Number of visits", 12], [1.2, "Number of calls", 0.1 + 0.2]]
    reading = read_sheet_file(_workbook(tmp_path / "refs.xlsx", {"PIs": rows}, {(1, 0): "0.00"}))
    assert [line.ref for line in reading.report.lines] == ["1.10", "1.2"]
    assert str(reading.report.lines[1].cells[0].figures[0].value) == "0.3"


def test_reasons_and_markers_are_understood(read_csv: ReadCsv) -> None:
    """R1.5: N/A, tbc and "Refer comment" are reasons, each its own."""
    reading = read_csv(
        "Ref,Measure,Previous,Target,Actual\r\nA1,Number of visits,N/A,tbc,52 (prov)\r\nA2,Number of calls,,10,Refer comment\r\n"
    )
    one, two = reading.report.lines
    assert [cell.absence for cell in one.cells] == [Absence.NOT_APPLICABLE, Absence.TO_BE_CONFIRMED, None]
    assert one.cells[2].figures[0].markers == (Marker.PROVISIONAL,)
    assert [cell.absence for cell in two.cells] == [Absence.BLANK, None, Absence.SEE_COMMENTARY]


def test_a_figure_in_words_is_kept_and_said(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Actual\r\nA1,Number of visits,about a dozen\r\n")
    (cell,) = reading.report.lines[0].cells
    assert (cell.original, cell.figures) == ("about a dozen", ())
    assert [left.text for left in reading.unplaced] == ["about a dozen"]


# ---- signs and definitions ----


@pytest.mark.parametrize(
    ("words", "light"),
    [
        ("Green", Light.GREEN),
        ("G", Light.GREEN),
        ("On target", Light.GREEN),
        ("Above target", Light.GREEN),
        ("Met", Light.GREEN),
        ("Complete", Light.GREEN),
        ("OK", Light.GREEN),
        ("Close to target", Light.AMBER),
        ("Warning", Light.AMBER),
        ("Below target", Light.RED),
        ("Off target", Light.RED),
        ("Not met", Light.RED),
        ("Alert", Light.RED),
        ("Data only", None),
        ("", None),
    ],
)
def test_status_words_are_lights(read_csv: ReadCsv, words: str, light: Light | None) -> None:
    reading = read_csv(f"Ref,Measure,Actual,Status\r\nA1,Number of visits,12,{words}\r\n")
    (line,) = reading.report.lines
    assert line.progress.judged is light
    assert line.cells[1].original == words
    assert reading.unplaced == ()


def test_a_status_that_is_not_known_gives_no_light(read_csv: ReadCsv) -> None:
    reading = read_csv("Ref,Measure,Actual,Status,Trend\r\nA1,Number of visits,12,Purple,↑\r\n")
    (line,) = reading.report.lines
    assert isinstance(line, MeasureLine)
    assert (line.progress.judged, line.travel.judged) == (None, None)
    assert [left.text for left in reading.unplaced] == ["Purple", "↑"]  # R4.7: an arrow up may be better or worse


def test_what_the_sheet_states_of_a_measure_is_stated(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Code,Short Name,Unit,Good is,Value,Trend\r\n"
        "A1,Visits in time,%,Aim to Maximise,92.5,Improving\r\nA2,Days to assess,Days,Low,12,No change\r\n"
        "A3,Referrals,Number,Neither,7,Worse\r\nA4,Spend,£000,sideways,7,\r\n"
    )
    measures = reading.report.measures
    assert [m.definition.polarity.value if m.definition.polarity else None for m in measures] == [
        Polarity.HIGHER,
        Polarity.LOWER,
        Polarity.MONITORED,
        None,
    ]
    first = measures[0].definition
    assert first.unit is not None
    assert (first.unit.value, first.unit.known) == (Unit.PERCENT, Known.STATED)
    assert measures[0].cells[0].figures[0].unit is Unit.PERCENT
    assert [m.travel.judged for m in measures] == [Arrow.BETTER, Arrow.SAME, Arrow.WORSE, None]
    assert [left.text for left in reading.unplaced] == ["£000", "sideways"]


def test_commentary_keeps_its_paragraphs(read_csv: ReadCsv) -> None:
    reading = read_csv(
        'Ref,Measure,Actual,Comment,Comment by\r\nA1,Number of visits,12,"One.\nTwo.",Head of Visits\r\n'
    )
    commentary = reading.report.lines[0].commentary
    assert commentary is not None
    assert [block.model_dump()["spans"][0]["text"] for block in commentary.blocks] == ["One.", "Two."]
    assert commentary.by == ("Head of Visits",)


# ---- periods ----


def test_the_latest_filled_period_column_is_the_current_one(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Ref,Measure,2020/21,Q1 2021/22,Q2 2021/22,Q3 2021/22,Target\r\nA1,Number of visits,50,11,12,,48\r\n"
    )
    (line,) = reading.report.lines
    assert [(cell.column.heading, cell.column.role) for cell in line.cells] == [
        ("2020/21", Role.LAST_ACTUAL),
        ("Q1 2021/22", Role.PREVIOUS),
        ("Q2 2021/22", Role.CURRENT),
        ("Q3 2021/22", Role.OTHER),
        ("Target", Role.TARGET),
    ]
    assert reading.report.period is not None
    assert reading.report.period.label == "Quarter 2 2021/22"
    assert "latest period" in reading.assumed[0].why


def test_a_heading_over_several_years_says_what_they_hold(read_csv: ReadCsv) -> None:
    """A bare year alone may be a result or a target, and is not guessed."""
    rows = "Ref,Measure,2021/22,2022/23\r\nA1,Number of visits,50,60\r\n"
    (line,) = read_csv(f",,Targets,\r\n{rows}").report.lines
    assert [(c.column.over, c.column.heading, c.column.role, str(c.figures[0].value)) for c in line.cells] == [
        ("Targets", "2021/22", Role.TARGET, "50"),
        ("Targets", "2022/23", Role.TARGET, "60"),
    ]
    (line,) = read_csv(rows).report.lines
    assert [(c.column.role, c.original, c.figures) for c in line.cells] == [
        (Role.OTHER, "50", ()),
        (Role.OTHER, "60", ()),
    ]


# ---- budgets ----

_BUDGET = """Service,Annual Budget £'000,Budget to Date £'000,Actual £'000,Variance (Overspend) £'000,Forecast Outturn £'000
Employees,"9,218","4,573","4,676",(103),{0}
Premises,274,94,80,14,{1}
Transport,113,37,39,(2),{2}
Net total,"9,605","4,704","4,795",(91),{3}
"""


def _statement(reading: Reading) -> Statement:
    (section,) = reading.report.sections
    assert isinstance(section, Statement)
    return section


def test_a_forecast_column_that_cannot_be_a_level_is_a_variance(read_csv: ReadCsv) -> None:
    """R8.4: told by content, not heading, and said."""
    text = _BUDGET.format("(222)", "30", "(7)", "(199)")
    reading = read_csv(text, name="Revenue as at 30 September 2021.csv")
    statement = _statement(reading)
    assert [column.role for column in statement.columns] == [
        BudgetRole.ANNUAL_BUDGET,
        BudgetRole.BUDGET_TO_DATE,
        BudgetRole.ACTUAL,
        BudgetRole.VARIANCE,
        BudgetRole.FORECAST_VARIANCE,
    ]
    assert (statement.unit, statement.convention) == (MoneyUnit.THOUSANDS, Convention.OVERSPEND_IN_BRACKETS)
    assert statement.as_at == dt.date(2021, 9, 30)
    assert [cell.value for cell in statement.lines[0].cells] == [Decimal(n) for n in (9218, 4573, 4676, -103, -222)]
    assert any("holds the forecast variance, not the outturn" in note.what for note in reading.assumed)


def test_a_forecast_column_of_levels_stays_an_outturn(read_csv: ReadCsv) -> None:
    statement = _statement(read_csv(_BUDGET.format('"9,440"', "244", "120", '"9,804"')))
    assert statement.columns[-1].role is BudgetRole.FORECAST_OUTTURN


def test_an_outturn_stays_one_where_every_variance_has_its_sign_too(read_csv: ReadCsv) -> None:
    """Levels and underspends are all positive: signs alone do not make a level a variance."""
    reading = read_csv(
        "Service,Annual Budget,Budget to Date,Actual,Variance,Forecast Outturn\r\n"
        "Employees,900,450,440,10,880\r\nPremises,300,150,140,10,290\r\nTransport,120,60,50,10,110\r\n"
    )
    assert _statement(reading).columns[-1].role is BudgetRole.FORECAST_OUTTURN


def test_an_amount_that_cannot_be_read_is_kept_and_said(read_csv: ReadCsv) -> None:
    reading = read_csv(_BUDGET.format("9,440 or 9,5x0".replace(",", ""), "244", "120", "9804"))
    assert [left.text for left in reading.unplaced] == ["9440 or 95x0"]


def test_an_amount_in_a_column_of_unknown_role_is_said_where_it_cannot_be_read(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "Service,Annual Budget,Actual,Variance,Reserve,Remarks\r\n"
        "Employees,900,440,10,£5-£7,3 posts are vacant this year\r\nPremises,300,140,10,12,Lease ends in 2022\r\n"
    )
    statement = _statement(reading)
    assert [cell.original for cell in statement.lines[0].cells[3:]] == ["£5-£7", "3 posts are vacant this year"]
    assert [(left.text, left.where) for left in reading.unplaced] == [
        ("£5-£7", "sheet “report”, row 1: Employees, Reserve"),
        ("3 posts are vacant this year", "sheet “report”, row 1: Employees, Remarks"),
    ]


def test_what_stands_beside_and_below_a_statement_is_said(tmp_path: Path) -> None:
    rows: Grid = [
        ["Service", "Annual Budget", "Actual"],
        ["Employees", 900, "#DIV/0!", "", "Check this"],
        ["Premises", 300, 140],
        ["Figures are provisional"],
    ]
    reading = read_sheet_file(_workbook(tmp_path / "beside.xlsx", {"Budget": rows}))
    assert [(left.text, left.where, left.could_be) for left in reading.unplaced] == [
        ("(an error)", "sheet “Budget”, row 2", "the cell shows an error"),
        ("Check this", "sheet “Budget”, row 2", "a note beside the statement, in a column without a heading"),
        ("Figures are provisional", "sheet “Budget”, row 4", "a note under the statement"),
    ]


# ---- files ----


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", ","), ("utf-16", "\t"), ("utf-8", "\t")]
)
def test_any_usual_encoding_and_delimiter_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [
        ["Ref", "Measure", "Actual"],
        ["A1", "Cost of café – visits", "£12"],
        ["A2", "Calls, and more; too", "7"],
    ]
    quoted = [f'"{text}"' if set(",;") & set(text) else text for row in rows for text in row]
    text = "\r\n".join(delimiter.join(quoted[i : i + 3]) for i in range(0, 9, 3))
    path = tmp_path / "any.csv"
    path.write_bytes(text.encode(encoding))
    assert [line.title for line in read_sheet_file(path).report.lines] == [
        "Cost of café – visits",
        "Calls, and more; too",
    ]


def test_our_own_files_are_read_exactly(tmp_path: Path) -> None:
    report: Report = make_full_report()
    (tmp_path / "report.xlsx").write_bytes(to_workbook(report))
    for name, data in to_csv(report).items():
        (tmp_path / name).write_bytes(data)
    assert read_sheet_file(tmp_path / "report.xlsx").report == report
    assert read_sheet_file(tmp_path / "figures.csv").report == report


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.csv", b"", "“empty.csv” is empty"),
        ("prose.csv", b"Dear all,\r\nplease find attached the report.\r\n", "No table of measures"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "is damaged"),
        ("broken.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 600, "is damaged"),
        ("notes.doc", b"words", "is no workbook or CSV file"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Unreadable, match=sentence):
        read_sheet_file(tmp_path / name)


# ---- the council's own data, where they are at hand ----


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the real papers are not here")
def test_the_second_quarter_of_the_real_paper_reads_whole() -> None:
    reading = read_sheet_file(_SHARED / "updates_2021-22_q2.csv")
    assert (len(reading.report.measures), len(reading.report.milestones)) == (38, 27)
    assert reading.unplaced == ()
    repeated = [line.occurrence for line in reading.report.milestones if line.ref == "PED06d"]
    assert repeated == [1, 2]
    attendance = next(line for line in reading.report.measures if line.ref == "PED01 02")
    assert [(f.label, str(f.value)) for f in attendance.cells[2].figures] == [
        ("LA", "92.6"),
        ("Pri", "94.4"),
        ("Sec", "90.7"),
        ("Spec", "85.4"),
        ("PRU", "69.1"),
    ]


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the real papers are not here")
@pytest.mark.parametrize(
    ("start", "lines", "spans"),
    [("1_", 47, 0), ("2_", 5, 0), ("3_", 8, 7), ("4_", 3, 2), ("5_", 37, 0), ("6_", 14, 0)],
)
def test_the_real_finance_tables_read_whole(start: str, lines: int, spans: int) -> None:
    """Spans of weekly costs ("£300-£400") are no amounts: they are kept as printed, and said."""
    (path,) = (_SHARED / "finance").glob(f"{start}*.csv")
    reading = read_sheet_file(path)
    statement = _statement(reading)
    assert len(statement.lines) == lines
    assert [left.where.rpartition(", ")[2] for left in reading.unplaced] == ["weekly_costs"] * spans
    roles = [column.role for column in statement.columns]
    assert BudgetRole.FORECAST_OUTTURN not in roles
    assert (BudgetRole.FORECAST_VARIANCE in roles) == (start in ("1_", "2_", "5_"))
