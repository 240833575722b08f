"""What a workbook hides, merges, or carries beside its cells is read, or said; and nothing in it is ever run."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from goldenthread.model.figures import Role
from goldenthread.model.reading import Unreadable
from goldenthread.readers import read
from goldenthread.readers.sheets import read_sheet_file

_HEADER = ("Ref", "Measure", "Actual")
_ROWS = (_HEADER, ("A1", "Number of visits", 12), ("A2", "Number of calls", 7), ("A3", "Number of letters", 3))


def _write(book: xlsxwriter.Workbook, name: str, rows: Sequence[Sequence[object]]) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    return sheet


@pytest.fixture
def hiding(tmp_path: Path) -> Path:
    """A workbook with a hidden sheet, a sheet that only a macro can show, an empty hidden one, a hidden row and column."""
    path = tmp_path / "hiding.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = _write(book, "People", _ROWS)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(40, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        _write(book, "Old", [_HEADER, ("B1", "Number of faxes", 30)]).hide()
        _write(book, "Deep", [("Lists for the menus",)]).very_hidden()
        _write(book, "Empty", []).hide()
    return path


def _check_what_is_hidden(path: Path, deep: bool = True) -> None:
    reading = read_sheet_file(path)
    assert [line.ref for line in reading.report.lines] == ["A1", "A2", "A3"]
    assert [cell.original for line in reading.report.lines for cell in line.cells] == ["12", "7", "3"]
    left = [(left.text, left.where, left.could_be) for left in reading.unplaced]
    could_be = "a hidden sheet, which is not read: show it in the workbook to have it read"
    assert left[0] == ("Ref", "sheet “Old”", could_be)
    assert left[1:] == ([("Lists for the menus", "sheet “Deep”", could_be)] if deep else [])
    said = [note for note in reading.assumed if note.where == "sheet “People”"]
    assert [note.what for note in said] == ["row 3, column C: hidden, and read like the others"]


def test_hidden_sheets_are_named_and_hidden_rows_and_columns_read(hiding: Path) -> None:
    """A filter hides rows that are part of the report; a hidden sheet is what nobody sees."""
    _check_what_is_hidden(hiding)


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_the_same_is_hidden_in_open_document_and_old_workbooks(hiding: Path, tmp_path: Path, kind: str) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here to make the files")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(hiding)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _check_what_is_hidden(tmp_path / f"hiding.{kind}")


def test_a_workbook_with_nothing_hidden_says_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        _write(book, "People", _ROWS)
    reading = read_sheet_file(path)
    assert reading.unplaced == ()
    assert not any("hidden" in note.what for note in reading.assumed)


def test_a_cell_merged_over_rows_is_said_of_each(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = _write(book, "PIs", [("Objective", *_HEADER), ("", "A1", "Visits", 12), ("", "A2", "Calls", 7)])
        sheet.merge_range(1, 0, 2, 0, "EX01 Best start")
        sheet.write_row(3, 0, ("EX02 Close to home", "A3", "Letters", 3))
    objectives = read_sheet_file(path).report.objectives
    assert [(o.ref, [line.ref for line in o.lines]) for o in objectives] == [("EX01", ["A1", "A2"]), ("EX02", ["A3"])]


def test_headings_over_two_rows_are_one_heading(tmp_path: Path) -> None:
    path = tmp_path / "two_rows.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = _write(
            book, "PIs", [("", "", "Targets"), ("", "", "2021/22", "2022/23"), ("A1", "Number of visits", 50, 60)]
        )
        sheet.merge_range(0, 0, 1, 0, "Ref")
        sheet.merge_range(0, 1, 1, 1, "Measure")
        sheet.merge_range(0, 2, 0, 3, "Targets")
    reading = read_sheet_file(path)
    (line,) = reading.report.lines
    assert [(c.column.full_heading, c.column.role, c.original) for c in line.cells] == [
        ("Targets: 2021/22", Role.TARGET, "50"),
        ("Targets: 2022/23", Role.TARGET, "60"),
    ]
    assert reading.unplaced == ()


def test_a_column_without_a_heading_is_said(tmp_path: Path) -> None:
    path = tmp_path / "beside.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = _write(book, "PIs", _ROWS)
        sheet.write(1, 4, "ask again")
        sheet.write(3, 4, "done")
    reading = read_sheet_file(path)
    assert [(left.text, left.where) for left in reading.unplaced] == [
        ("ask again | done", "sheet “PIs”, column E, rows 2 to 4")
    ]


def test_words_that_have_no_place_in_a_line_are_said(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    header = ("Ref", "Measure", "Milestone", "Type", "Unit", "Due date", "Occurrence", "Owner", "Actual")
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = _write(
            book,
            "PIs",
            [header, ("A1", "Visits", "", "Statutory", "", "May 2022", "twice", "", 12), ("A2", "", "Open", "", "%")],
        )
        sheet.write_formula(1, 7, "=1/0", None, "#DIV/0!")
        sheet.write_formula(4, 8, "=1/0", None, "#DIV/0!")
    reading = read_sheet_file(path)
    assert [(left.text, left.could_be) for left in reading.unplaced] == [
        ("(an error)", "the cell shows an error"),
        ("(an error)", "the cell shows an error"),
        ("May 2022", "the due of A1: a measure has none in a report"),
        ("Statutory", "what sort of line A1 is"),
        ("twice", "which use of its reference A1 is, in a whole number"),
        ("%", "the unit of A2: a milestone has none in a report"),
    ]
    assert [line.line for line in reading.report.lines] == ["measure", "milestone"]


def test_what_stands_above_a_table_is_the_title_the_council_the_period_or_said(tmp_path: Path) -> None:
    path = tmp_path / "above.xlsx"
    above = [
        ("Example Borough Council",),
        ("Performance of the year",),
        ("Quarter 2 2021/22",),
        ("Ask the policy team before use",),
    ]
    with xlsxwriter.Workbook(str(path)) as book:
        _write(book, "PIs", [*above, *_ROWS])
    reading = read_sheet_file(path)
    report = reading.report
    assert (report.council, report.title) == ("Example Borough Council", "Performance of the year")
    assert report.period is not None
    assert [(left.text, left.where) for left in reading.unplaced] == [
        ("Ask the policy team before use", "sheet “PIs”, above row 5")
    ]


# ---- macros ----


@pytest.fixture
def with_macros(tmp_path: Path) -> Path:
    """A workbook with macros: its type and its project, which is no program at all and would fail if it were run."""
    plain, path = tmp_path / "plain.xlsx", tmp_path / "macros.xlsm"
    with xlsxwriter.Workbook(str(plain)) as book:
        _write(book, "PIs", _ROWS)
    sheet, macros = "spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.macroEnabled.main+xml"
    project = '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                text = data.decode().replace(f"vnd.openxmlformats-officedocument.{sheet}", macros)
                data = text.replace("</Types>", project).encode()
            new.writestr(name, data)
        new.writestr("xl/vbaProject.bin", b"Sub Auto_Open(): Kill everything: End Sub")
    return path


def test_a_workbook_with_macros_is_read_as_it_lies(with_macros: Path) -> None:
    before = with_macros.read_bytes()
    reading = read(with_macros)
    assert [(line.ref, line.cells[0].original) for line in reading.report.lines] == [
        ("A1", "12"),
        ("A2", "7"),
        ("A3", "3"),
    ]
    assert with_macros.read_bytes() == before
    assert sorted(path.name for path in with_macros.parent.iterdir()) == ["macros.xlsm", "plain.xlsx"]


def test_a_binary_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsb"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Unreadable, match=r"“book.xlsb” is a binary workbook: .*save it as .xlsx"):
        read(path)
