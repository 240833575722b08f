"""The CSV bundle is open data: strict CSV, promised columns, and metadata that says what each holds (handbook 1.3)."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from goldenthread.model.report import Report, ReportKind
from goldenthread.writers.csv_bundle import cannot_carry, to_csv


@pytest.fixture(scope="module")
def files(full_report: Report) -> dict[str, bytes]:
    return to_csv(full_report)


def _rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode(), newline=""), strict=True))


def test_every_file_is_strict_csv(files: dict[str, bytes]) -> None:
    """R1.7: UTF-8 without a mark, CRLF, one header row, as many fields in each row."""
    for name, data in files.items():
        if not name.endswith(".csv"):
            continue
        text = data.decode("utf-8")
        assert not text.startswith("\ufeff")
        assert text.endswith("\r\n")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, name
        assert len(set(rows[0])) == len(rows[0])
        unquoted = text.split('"')[::2]
        assert all("\n" not in piece.replace("\r\n", "") for piece in unquoted), name


def test_the_promised_columns_come_first(files: dict[str, bytes]) -> None:
    def header(name: str) -> str:
        return files[name].decode().split("\r\n")[0]

    assert header("figures.csv").startswith(
        "objective,ref,occurrence,title,heading,role,year,label,value,unit,markers,original,"
    )
    assert header("updates.csv").startswith(
        "objective,kind,ref,occurrence,title,due,responsible,progress,progress_working,travel,travel_reason,"
        "commentary_by,commentary,"
    )
    assert header("statements.csv").startswith(
        "statement,as_at,unit,convention,section,label,heading,role,original,value,"
    )


def test_a_cell_is_a_row_for_each_figure_and_one_for_none(files: dict[str, bytes]) -> None:
    """R1.1 and R1.2: value and markers apart; a marker that replaces a number leaves the value empty."""
    rows = _rows(files, "figures.csv")
    compound = [row for row in rows if row["ref"] == "EX01 02" and row["role"] == "last actual"]
    assert [(row["label"], row["value"], row["unit"]) for row in compound] == [
        ("LA", "92.5", "percent"),
        ("Pri", "95.6", "percent"),
        ("Sec", "89.3", "percent"),
        ("Spec", "71.3", "percent"),
    ]
    assert {row["original"] for row in compound} == {"LA 92.5% Pri 95.6% Sec 89.3% Spec 71.3% (2020/21)"}
    (none,) = [row for row in rows if row["ref"] == "EX01 03" and row["role"] == "current"]
    assert (none["value"], none["markers"], none["reason"], none["original"]) == ("", "[z]", "not applicable", "N/A")
    (provisional,) = [row for row in rows if row["ref"] == "EX01 01" and row["role"] == "current"]
    assert (provisional["value"], provisional["markers"]) == ("68.5", "[p]")
    assert {row["role"] for row in rows} == {"last actual", "target", "current"}


def test_updates_say_what_officers_say(files: dict[str, bytes]) -> None:
    rows = {row["ref"]: row for row in _rows(files, "updates.csv") if row["ref"]}
    assert rows["EX01b"]["kind"] == "milestone"
    assert (rows["EX01b"]["due"], rows["EX01b"]["due_printed"]) == ("2022-03", "March 2022")
    assert rows["EX01b"]["responsible"] == "Divisional Manager, Early Intervention; Head of Early Years"
    rated = rows["EX01 01"]
    assert (rated["progress"], rated["progress_computed"], rated["travel"]) == ("amber", "red", "worse")
    assert rated["progress_working"] == "68.5% is 6.5 points below the annual target of 75%."
    assert rated["commentary"].splitlines()[0] == (
        "Take-up fell over the summer, as it does each year. See also EX01 02 and the childcare sufficiency report."
    )
    assert rows["EX01 03"]["travel_reason"] == "not applicable"


def test_a_variance_is_signed_and_said_in_words(files: dict[str, bytes]) -> None:
    """R8.3: a signed number with adverse as plus, and words beside brackets."""
    rows = [row for row in _rows(files, "statements.csv") if row["role"] == "variance"]
    first, nil, income, _ = rows
    assert (first["original"], first["value"], first["variance_adverse"]) == ("(103)", "-103", "103")
    assert first["adverse_or_favourable"] == "adverse"
    assert (nil["value"], nil["variance_adverse"], nil["adverse_or_favourable"]) == ("0", "0", "neither")
    assert (income["variance_adverse"], income["adverse_or_favourable"]) == ("-45", "favourable")
    assert {row["as_at"] for row in rows} == {"2021-09-30"}


def test_each_file_has_metadata_that_fits_it(files: dict[str, bytes]) -> None:
    """R1.7: `<name>.csv-metadata.json` names every column, and the marker tokens as null."""
    names = [name for name in files if name.endswith(".csv")]
    for name in names:
        metadata = json.loads(files[f"{name}-metadata.json"])
        header = files[name].decode().split("\r\n")[0].split(",")
        columns = metadata["tableSchema"]["columns"]
        assert metadata["url"] == name
        assert [column["name"] for column in columns] == header
        key = metadata["tableSchema"].get("primaryKey", [])
        keys = [tuple(row[column] for column in key) for row in _rows(files, name)]
        assert not key or len(set(keys)) == len(keys), name
        for column in columns:
            if column["datatype"] in ("decimal", "integer"):
                values = [row[column["name"]] for row in _rows(files, name)]
                assert all(Decimal(value) is not None for value in values if value)
    value = next(
        c for c in json.loads(files["figures.csv-metadata.json"])["tableSchema"]["columns"] if c["name"] == "value"
    )
    assert value["null"] == ["", "[c]", "[low]", "[x]", "[z]"]


def test_files_without_rows_are_left_out_but_for_the_three_that_are_promised() -> None:
    report = Report(kind=ReportKind.PRIORITY, title="Nothing yet")
    names = {name for name in to_csv(report) if name.endswith(".csv")}
    assert names == {"report.csv", "figures.csv", "updates.csv", "statements.csv"}
    assert cannot_carry(report) == ()
