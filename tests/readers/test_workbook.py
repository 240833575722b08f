"""A workbook reads back as the report it was written from, from the cells that a person sees."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from goldenthread.model.figures import Absence, Cell, Column, Role
from goldenthread.model.plan import MeasureLine
from goldenthread.model.reading import Unreadable
from goldenthread.model.report import Narrative, Objective, Report, ReportKind
from goldenthread.model.text import paragraph
from goldenthread.readers.workbook import read_workbook
from goldenthread.writers.workbook import cannot_carry, to_workbook
from tests.strategies import small_reports
from tests.writers.conftest import make_full_report


def _read(report: Report) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.xlsx")
        path.write_bytes(to_workbook(report))
        return read_workbook(path).report


@given(small_reports())
def test_reading_a_written_workbook_gives_the_same_report(report: Report) -> None:
    assert cannot_carry(report) == ()
    assert _read(report) == report


def test_every_part_of_a_report_comes_back() -> None:
    assert _read(make_full_report()) == make_full_report()


@pytest.mark.parametrize(
    "text",
    [
        "Left blank",
        "Text: Left blank",
        "Text: –",
        "–",
        "=1+1",
        "{=1}",
        "https://example.org",
        "[words](https://example.org) and [more](there)",
        "$$note$$",
        "[z]",
        "_x0041_",
        "0012",
        "日本語",
        "a\x01b",
    ],
)
def test_text_comes_back_whatever_it_looks_like(text: str) -> None:
    column = Column(heading=text, role=Role.OTHER)
    line = MeasureLine(ref=text, title=text, cells=(Cell(column=column, absence=Absence.BLANK),))
    report = Report(
        kind=ReportKind.PRIORITY,
        title=text,
        council=text,
        sections=(Narrative(title=text, blocks=(paragraph(text),)), Objective(ref=text, title=text, lines=(line,))),
    )
    assert _read(report) == report


def test_a_text_too_long_for_a_cell_is_said_and_cut_in_sight() -> None:
    report = Report(kind=ReportKind.PRIORITY, sections=(Narrative(title="Long", blocks=(paragraph("word " * 7_000),)),))
    (sentence,) = cannot_carry(report)
    assert "32,767 characters" in sentence
    (section,) = _read(report).sections
    assert isinstance(section, Narrative)
    assert section.blocks[0].model_dump()["spans"][0]["text"].endswith("[cut here: a cell of a workbook holds no more]")


def test_another_workbook_is_refused_with_a_sentence(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "other.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Data").write(0, 0, "Ref")
    book.close()
    with pytest.raises(Unreadable, match="not a workbook that Golden Thread wrote"):
        read_workbook(path)
