"""The workbook is laid out as the Analysis Function asks (handbook 1.2), asserted on the XML of the produced file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from goldenthread.model.report import Report
from goldenthread.writers.workbook import cannot_carry, to_workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARKERS = ("[b]", "[c]", "[e]", "[f]", "[low]", "[p]", "[r]", "[u]", "[x]", "[z]")


class _Book:
    """The parts of an .xlsx file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.strings = ["".join(t.text or "" for t in si.iter(f"{_MAIN}t")) for si in self.xml("xl/sharedStrings.xml")]

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @property
    def names(self) -> list[str]:
        return [str(sheet.get("name")) for sheet in self.xml("xl/workbook.xml").iter(f"{_MAIN}sheet")]

    def sheets(self) -> Iterator[tuple[str, etree._Element]]:
        for number, name in enumerate(self.names, 1):
            yield name, self.xml(f"xl/worksheets/sheet{number}.xml")

    def table(self, number: int) -> etree._Element | None:
        relations = self.parts.get(f"xl/worksheets/_rels/sheet{number}.xml.rels")
        names = re.findall(rb'Target="\.\./tables/(table\d+\.xml)"', relations or b"")
        assert len(names) <= 1
        return self.xml(f"xl/tables/{names[0].decode()}") if names else None

    def rows(self, sheet: etree._Element) -> list[list[str]]:
        return [[self.text(cell) for cell in row] for row in sheet.iter(f"{_MAIN}row")]

    def text(self, cell: etree._Element) -> str:
        value = cell.find(f"{_MAIN}v")
        text = (value.text or "") if value is not None else ""
        return self.strings[int(text)] if cell.get("t") == "s" else text

    def below_heading(self, name: str) -> tuple[list[str], list[list[str]]]:
        rows = self.rows(dict(self.sheets())[name])
        start = next(i for i, row in enumerate(rows) if len(row) > 1)
        return [text.split("\n")[0] for text in rows[start]], rows[start + 1 :]


@pytest.fixture(scope="module")
def book(full_report: Report) -> _Book:
    return _Book(to_workbook(full_report))


def test_sheets_come_in_the_order_of_the_layout(book: _Book) -> None:
    """R1.6: unique trimmed sheet names; cover, contents, notes, then tables."""
    assert book.names[:3] == ["Cover", "Contents", "Notes"]
    assert book.names[3:] == [
        "Report",
        "Sections",
        "Objectives",
        "Figures",
        "Measures",
        "Milestones",
        "Progress and travel",
        "Definitions",
        "Narrative",
        "Marked words",
        "Statements",
        "Strategic issues",
        "Judgements",
        "Symbols",
        "Officers",
        "Attachments",
    ]
    assert len({name.strip().lower() for name in book.names}) == len(book.names)


def test_every_sheet_but_the_cover_holds_one_table_that_starts_in_column_a_and_ends_the_sheet(book: _Book) -> None:
    """R1.6: one Excel table a sheet with a header row, in column A, nothing under it or beside it."""
    for number, (name, sheet) in enumerate(book.sheets(), 1):
        table = book.table(number)
        if name == "Cover":
            assert table is None
            continue
        assert table is not None, name
        assert table.get("headerRowCount", "1") == "1"
        start, end = re.findall(r"([A-Z]+)(\d+)", str(table.get("ref")))
        assert start[0] == "A"
        cells = [str(cell.get("r")) for cell in sheet.iter(f"{_MAIN}c")]
        assert max(int(re.sub(r"\D", "", cell)) for cell in cells) == int(end[1]), name
        above = [cell for cell in cells if int(re.sub(r"\D", "", cell)) < int(start[1])]
        assert all(cell.startswith("A") and len(re.sub(r"\d", "", cell)) == 1 for cell in above), name


def test_nothing_is_merged_hidden_filtered_frozen_or_filled(book: _Book) -> None:
    """R1.6: no merged cells, fills, freeze panes, filters, hidden rows or columns, pictures or macros."""
    for name, sheet in book.sheets():
        for tag in ("mergeCells", "autoFilter", "pane", "drawing", "legacyDrawing", "headerFooter"):
            assert sheet.find(f".//{_MAIN}{tag}") is None, (name, tag)
        assert not [e for e in sheet.iter() if e.get("hidden")], name
    for number in range(1, len(book.names) + 1):
        table = book.table(number)
        assert table is None or table.find(f"{_MAIN}autoFilter") is None
    fills = [fill.get("patternType") for fill in book.xml("xl/styles.xml").iter(f"{_MAIN}patternFill")]
    assert set(fills) <= {"none", "gray125"}  # the two that every workbook must declare
    used = {xf.get("fillId") for xf in book.xml("xl/styles.xml").iter(f"{_MAIN}xf")}
    assert used <= {None, "0"}
    assert not [name for name in book.parts if "vba" in name.lower() or "media" in name]


def test_each_sheet_prints_as_wide_as_its_table(book: _Book) -> None:
    """Whoever prints it gets whole rows: turned pages, one page wide and as many high as it takes."""
    for name, sheet in book.sheets():
        setup = sheet.find(f"{_MAIN}pageSetup")
        assert setup is not None, name
        assert (setup.get("orientation"), setup.get("fitToHeight")) == ("landscape", "0"), name


def test_the_file_says_its_title_author_and_language_and_opens_at_a1(book: _Book, full_report: Report) -> None:
    """R1.6: title and language document properties; active cell A1 of the first sheet. The author is the organisation."""
    core = book.parts["docProps/core.xml"].decode()
    assert f"<dc:title>{full_report.title}</dc:title>" in core
    assert "<dc:creator>Example Borough Council</dc:creator>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    view = book.xml("xl/workbook.xml").find(f".//{_MAIN}workbookView")
    assert view is not None
    assert view.get("activeTab", "0") == "0"
    first = book.xml("xl/worksheets/sheet1.xml")
    selections = [selection.get("activeCell") for selection in first.iter(f"{_MAIN}selection")]
    assert selections in ([], ["A1"])
    assert first.find(f".//{_MAIN}sheetView").get("topLeftCell") in (None, "A1")  # type: ignore[union-attr]


def test_no_cell_is_empty(book: _Book) -> None:
    """Handbook 1.2: empty cells only where explained; here there are none, and the words for a blank are explained."""
    for name, sheet in book.sheets():
        rows = book.rows(sheet)
        assert all(text.strip() for row in rows for text in row), name
        if any(text == "Left blank" for row in rows for text in row):
            assert any("“Left blank” means" in row[0] for row in rows if len(row) == 1), name


def test_a_number_and_its_marker_never_share_a_cell(book: _Book) -> None:
    """R1.1 and R1.2: numbers stand alone; a marker that replaces a number stands where the number would."""
    header, rows = book.below_heading("Figures")
    value, markers, original = (header.index(name) for name in ("Value", "Markers", "As printed"))
    assert [header[i] for i in (value, markers, original)] == ["Value", "Markers", "As printed"]
    by_original = {row[original]: row for row in rows}
    assert by_original["68.5% (prov)"][value] == "68.5"
    assert by_original["68.5% (prov)"][markers] == "[p]"
    assert by_original["N/A"][value] == by_original["N/A"][markers] == "[z]"
    assert by_original["Refer comment"][value] == "[x]"
    for row in rows:
        number = re.fullmatch(r"-?\d+(\.\d+)?", row[value])
        assert number or row[value] in ("[c]", "[x]", "[z]")
        if number:
            assert not {"[c]", "[x]", "[z]", "[low]"} & set(re.findall(r"\[\w+\]", row[markers]))


def test_numbers_are_numbers(book: _Book) -> None:
    sheet = dict(book.sheets())["Figures"]
    cells = [cell for row in sheet.iter(f"{_MAIN}row") for cell in row if book.text(cell) == "68.5"]
    assert [cell.get("t") for cell in cells] == [None]


def test_the_key_above_each_table_lists_exactly_the_shorthand_in_it(book: _Book) -> None:
    """R1.4: no more and no fewer."""
    seen = 0
    for name, sheet in book.sheets():
        if name in ("Cover", "Notes"):
            continue
        rows = book.rows(sheet)
        start = next(i for i, row in enumerate(rows) if len(row) > 1)
        used = {found for row in rows[start:] for text in row for found in re.findall(r"\[\w+\]", text)} & set(_MARKERS)
        keyed = [found for row in rows[:start] for found in re.findall(r"^(\[\w+\]) means", row[0])]
        assert sorted(keyed) == sorted(used), name
        seen += len(keyed)
    assert seen >= 3


def test_words_for_no_figure_are_quoted_but_never_written_as_data(book: _Book) -> None:
    """R1.5: N/A, tbc and "Refer comment" stand in the column of the paper's own words alone."""
    for name in ("Figures", "Measures", "Milestones", "Progress and travel"):
        header, rows = book.below_heading(name)
        for row in rows:
            for heading, text in zip(header, row, strict=True):
                if heading != "As printed":
                    assert text not in ("N/A", "n/a", "-", "..", "*", "tbc", "TBC", "Refer comment"), (name, heading)


def test_the_same_report_gives_the_same_bytes(full_report: Report) -> None:
    assert to_workbook(full_report) == to_workbook(full_report)


def test_formulas_are_never_written(full_report: Report) -> None:
    report = full_report.model_copy(update={"title": "=HYPERLINK(1)", "priority": "@SUM(1)"})
    book = _Book(to_workbook(report))
    assert all(sheet.find(f".//{_MAIN}f") is None for _, sheet in book.sheets())
    assert "=HYPERLINK(1)" in book.strings


def test_everything_in_an_ordinary_report_can_be_carried(full_report: Report) -> None:
    assert cannot_carry(full_report) == ()
