"""A bundle of CSV files reads back as the report it was written from, and a person's edits stand."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given

from goldenthread.model.reading import Unreadable
from goldenthread.model.report import Report
from goldenthread.readers.csv_bundle import is_csv_bundle, read_csv_bundle
from goldenthread.writers.csv_bundle import to_csv
from tests.strategies import judged_and_computed_reports, reports
from tests.writers.conftest import make_full_report


def _put(files: Mapping[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@given(reports())
def test_reading_a_written_bundle_gives_the_same_report(report: Report) -> None:
    """R1.7: the CSV export round-trips."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read_csv_bundle(_put(to_csv(report), Path(folder)))
    assert reading.report == report
    assert reading.assumed == ()
    assert reading.unplaced == ()


@given(judged_and_computed_reports())
def test_what_a_rule_worked_out_reads_back_too(report: Report) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert read_csv_bundle(_put(to_csv(report), Path(folder))).report == report


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return _put(to_csv(make_full_report()), tmp_path)


def test_any_file_of_the_bundle_stands_for_all(bundle: Path) -> None:
    assert read_csv_bundle(bundle / "updates.csv").report == make_full_report()
    assert read_csv_bundle(bundle).report == make_full_report()


def _edit(path: Path, change: Callable[[dict[str, str]], None]) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    for row in rows:
        change(row)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


def test_an_edited_commentary_wins_over_its_formatted_copy(bundle: Path) -> None:
    def change(row: dict[str, str]) -> None:
        if row["ref"] == "EX01 01":
            row["commentary"] = "Take-up rose.\nSee the note."

    _edit(bundle / "updates.csv", change)
    line = next(line for line in read_csv_bundle(bundle).report.lines if line.ref == "EX01 01")
    assert line.commentary is not None
    assert [block.model_dump()["spans"][0]["text"] for block in line.commentary.blocks] == [
        "Take-up rose.",
        "See the note.",
    ]


def test_an_edited_cell_is_read_again_when_its_value_is_emptied(bundle: Path) -> None:
    def change(row: dict[str, str]) -> None:
        if row["ref"] == "EX01 03" and row["role"] == "last actual":
            row["original"], row["value"] = "498 (prov)", ""

    _edit(bundle / "figures.csv", change)
    line = next(line for line in read_csv_bundle(bundle).report.lines if line.ref == "EX01 03")
    figure = line.cells[0].figures[0]
    assert (str(figure.value), figure.markers) == ("498", ("p",))


def test_a_value_changed_by_hand_stands_and_is_said(bundle: Path) -> None:
    def change(row: dict[str, str]) -> None:
        if row["ref"] == "EX01 03" and row["role"] == "last actual":
            row["value"] = "503"

    _edit(bundle / "figures.csv", change)
    reading = read_csv_bundle(bundle)
    line = next(line for line in reading.report.lines if line.ref == "EX01 03")
    assert str(line.cells[0].figures[0].value) == "503"
    assert line.cells[0].original == "502"
    assert [note.where for note in reading.assumed] == ["EX01 03 2020/21 actual"]


@pytest.mark.parametrize(
    ("column", "text"), [("label", "All"), ("unit", "count"), ("markers", "[p]"), ("qualifier", "May")]
)
def test_whatever_a_person_changes_of_a_figure_stands(bundle: Path, column: str, text: str) -> None:
    def change(row: dict[str, str]) -> None:
        if row["ref"] == "EX01 03" and row["role"] == "last actual":
            row[column] = text

    _edit(bundle / "figures.csv", change)
    reading = read_csv_bundle(bundle)
    figure = next(line for line in reading.report.lines if line.ref == "EX01 03").cells[0].figures[0]
    said = {"label": figure.label, "unit": figure.unit, "markers": "".join(m.shorthand for m in figure.markers)}
    assert {**said, "qualifier": figure.qualifier}[column] == text
    assert len(reading.assumed) == 1


def test_figures_and_updates_alone_are_a_report(bundle: Path) -> None:
    for path in bundle.iterdir():
        if path.name not in ("figures.csv", "updates.csv"):
            path.unlink()
    reading = read_csv_bundle(bundle)
    assert [objective.ref for objective in reading.report.objectives] == ["EX01", "EX02"]
    assert [line.ref for line in reading.report.lines] == [line.ref for line in make_full_report().lines]


def test_a_word_that_cannot_be_is_refused_with_a_sentence(bundle: Path) -> None:
    def change(row: dict[str, str]) -> None:
        row["role"] = "nonsense"

    _edit(bundle / "figures.csv", change)
    with pytest.raises(Unreadable, match="“nonsense” is none of: last actual"):
        read_csv_bundle(bundle)


def test_another_csv_is_not_taken_for_a_bundle(tmp_path: Path) -> None:
    other = tmp_path / "figures.csv"
    other.write_text("ref,value\r\n1,2\r\n", encoding="utf-8")
    assert not is_csv_bundle(other)
    with pytest.raises(Unreadable, match=r"folder that holds figures\.csv and updates\.csv"):
        read_csv_bundle(other)
