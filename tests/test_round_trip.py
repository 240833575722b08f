"""What is written can be read again: the Report comes back from what a person sees in the file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from goldenthread.model.figures import Cell, Column, Figure, Role, Target, TargetKind, Unit
from goldenthread.model.periods import Period
from goldenthread.model.plan import Definition, MeasureLine, UnitPart
from goldenthread.model.report import Objective, Report, ReportKind, report_to_json
from goldenthread.readers import read
from goldenthread.writers.csv_bundle import to_csv
from goldenthread.writers.docx import to_docx
from goldenthread.writers.workbook import to_workbook
from tests.strategies import reports, small_reports

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = (
    "priority_report_2021-22_q1.txt",
    "departmental_report_2024-25_q2.txt",
    "business_plan_2021-22.txt",
    "service_objectives_2016-17.txt",
)
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def through_word(report: Report, folder: Path) -> Report:
    path = folder / "report.docx"
    path.write_bytes(to_docx(report))
    return read(path).report


def through_workbook(report: Report, folder: Path) -> Report:
    path = folder / "report.xlsx"
    path.write_bytes(to_workbook(report))
    return read(path).report


def through_csv(report: Report, folder: Path) -> Report:
    bundle = folder / "bundle"
    bundle.mkdir(exist_ok=True)
    for old in bundle.iterdir():
        old.unlink()
    for name, content in to_csv(report).items():
        (bundle / name).write_bytes(content)
    return read(bundle).report


def through_json(report: Report, folder: Path) -> Report:
    path = folder / "report.json"
    path.write_text(report_to_json(report), encoding="utf-8")
    return read(path).report


FORMATS = [through_word, through_workbook, through_csv, through_json]
Through = Callable[[Report, Path], Report]


@pytest.mark.parametrize("through", FORMATS)
@pytest.mark.parametrize("name", ["2021-22-q1.json", "2021-22-q2.json", "plan-2021-22.json"])
def test_the_examples_come_back_whole(name: str, through: Through, tmp_path: Path) -> None:
    report = read(EXAMPLES / name).report
    assert through(report, tmp_path) == report


@pytest.mark.parametrize("through", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_the_real_papers_come_back_whole(name: str, through: Through, tmp_path: Path) -> None:
    if not (SEEDS / name).exists():
        pytest.skip("the real papers in ../shared/seeds are not on this machine")
    report = read(SEEDS / name).report
    assert report.lines
    assert through(report, tmp_path) == report


@quick
@given(report=reports())
def test_any_report_comes_back_from_word(report: Report, tmp_path: Path) -> None:
    """Read from what a person sees: headings, tables and text; there is no hidden copy (test_docx holds that)."""
    assert through_word(report, tmp_path) == report


@quick
@given(report=small_reports())
def test_any_report_comes_back_from_a_workbook(report: Report, tmp_path: Path) -> None:
    assert through_workbook(report, tmp_path) == report


@quick
@given(report=reports())
def test_any_report_comes_back_from_a_csv_bundle(report: Report, tmp_path: Path) -> None:
    assert through_csv(report, tmp_path) == report


def test_a_number_without_a_sign_comes_back_in_the_unit_that_the_key_states(tmp_path: Path) -> None:
    """The title names no unit, and no cell has a sign: only the key of definitions says that these are percentages."""
    year = Period.financial_year(2021)
    cells = (
        Cell(column=Column(heading="2021/22 target", role=Role.TARGET, period=year), original="95",
             figures=(Figure(value=Decimal(95), unit=Unit.PERCENT),), target=Target(kind=TargetKind.LEVEL)),
        Cell(column=Column(heading="Current", role=Role.CURRENT), original="92.1",
             figures=(Figure(value=Decimal("92.1"), unit=Unit.PERCENT),)),
    )  # fmt: skip
    line = MeasureLine(
        ref="A 01", title="Attendance", cells=cells, definition=Definition(unit=UnitPart(value=Unit.PERCENT))
    )
    report = Report(
        kind=ReportKind.PRIORITY,
        title="Quarter 2",
        period=Period.financial_quarter(2021, 2),
        sections=(Objective(ref="A", lines=(line,)),),
    )
    assert through_word(report, tmp_path) == report
