"""From a PDF to a Report: every line with its right cells, lights and commentary, and no wrong value."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from goldenthread.model.figures import Role
from goldenthread.model.plan import Arrow, Light, MeasureLine, MilestoneLine
from goldenthread.model.reading import Reading
from goldenthread.model.report import Objective, Report, report_from_json
from goldenthread.model.text import plain
from goldenthread.readers import read
from goldenthread.writers.pdf import to_pdf
from tests.readers.pdf_papers import LIGHTS, OBJECTIVES, Line, pdf, report_source
from tests.readers.word_papers import SOFFICE, printed, word_report

TRAVEL = {"green": Arrow.BETTER, "amber": Arrow.SAME, "red": Arrow.WORSE}
EXAMPLES = Path(__file__).parents[2] / "examples"
STYLES = ("ruled", "rows", "header", "none", "word")


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """The same report in each style of table, read; without the one from Word where LibreOffice is not installed."""
    found = {style: read(pdf(report_source(style), tmp_path_factory.mktemp(style))) for style in STYLES[:-1]}
    if SOFFICE:
        found["word"] = read(printed(word_report(), tmp_path_factory.mktemp("word")))
    return found


def reading(readings: dict[str, Reading], style: str) -> Reading:
    if style not in readings:
        pytest.skip("LibreOffice is not installed (apt install libreoffice-writer)")
    return readings[style]


def lines(report: Report) -> dict[str, MeasureLine | MilestoneLine]:
    return {line.ref: line for section in report.sections if isinstance(section, Objective) for line in section.lines}


def printed_lines() -> dict[str, Line]:
    return {line.ref: line for _, measures, milestones in OBJECTIVES for line in (*measures, *milestones)}


@pytest.mark.parametrize("style", STYLES)
def test_every_measure_has_its_cells(readings: dict[str, Reading], style: str) -> None:
    found = lines(reading(readings, style).report)
    assert list(found) == list(printed_lines())
    for ref, line in printed_lines().items():
        measure = found[ref]
        if not isinstance(measure, MeasureLine):
            continue
        assert measure.title == line.title
        said = {cell.column.role: cell.original for cell in measure.cells}
        assert (said[Role.LAST_ACTUAL], said[Role.TARGET], said[Role.CURRENT]) == line.values


@pytest.mark.parametrize("style", STYLES)
def test_figures_are_understood(readings: dict[str, Reading], style: str) -> None:
    found = lines(reading(readings, style).report)
    assert values(found["EX02 04"], Role.CURRENT) == [("", Decimal(11377280))]
    assert values(found["EX01 02"], Role.CURRENT) == [
        ("LA", Decimal("92.5")),
        ("Pri", Decimal("95.6")),
        ("Sec", Decimal("89.3")),
        ("Spec", Decimal("71.3")),
        ("PRU", Decimal("51.7")),
    ]


def values(line: MeasureLine | MilestoneLine, role: Role) -> list[tuple[str, Decimal | None]]:
    assert isinstance(line, MeasureLine)
    (cell,) = [cell for cell in line.cells if cell.column.role is role]
    return [(figure.label, figure.value) for figure in cell.figures]


@pytest.mark.parametrize("style", STYLES)
def test_every_light_and_arrow(readings: dict[str, Reading], style: str) -> None:
    found = lines(reading(readings, style).report)
    for ref, line in printed_lines().items():
        assert found[ref].progress.judged == (Light(line.progress) if line.progress in LIGHTS else None)
        measure = found[ref]
        if isinstance(measure, MeasureLine):
            assert measure.travel.judged == TRAVEL.get(line.travel)


@pytest.mark.parametrize("style", STYLES)
def test_every_commentary(readings: dict[str, Reading], style: str) -> None:
    found = lines(reading(readings, style).report)
    for ref, line in printed_lines().items():
        commentary = found[ref].commentary
        assert commentary is not None
        assert commentary.by == (line.officer,)
        assert [plain(block) for block in commentary.blocks] == list(line.commentary)


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_left_over(readings: dict[str, Reading], style: str) -> None:
    assert reading(readings, style).unplaced == ()


@pytest.mark.parametrize("name", ["2021-22-q1", "2021-22-q2", "plan-2021-22"])
def test_our_own_pdf_reads_back(name: str, tmp_path: Path) -> None:
    """R9.4: what we print says the same to a machine as to a person, though the pages alone are read."""
    report = report_from_json((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    (tmp_path / "report.pdf").write_bytes(to_pdf(report))
    found = read(tmp_path / "report.pdf")
    assert found.unplaced == ()
    assert lines(found.report) == lines(report)
    assert found.report == report
