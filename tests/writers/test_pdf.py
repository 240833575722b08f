"""The PDF: archival, tagged, whole, and made whatever stands in the report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pdfua
import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.report import Report, report_from_json, report_to_json
from goldenthread.model.text import SmallTable, paragraph
from goldenthread.writers.glyphs import FONTS, printable, without_a_shape
from goldenthread.writers.pdf import cannot_carry, to_pdf
from tests.strategies import small_reports
from tests.writers.odd import (
    ALL_ODD,
    DEEP,
    LONG_TABLE,
    LONG_WORD,
    SYMBOLS,
    TYPST_CODE,
    WIDE_TABLE,
    odd_report,
    report_of,
)
from tests.writers.words import pdf_text, squeezed


@pytest.fixture(scope="module")
def full_pdf(full_report: Report) -> bytes:
    return to_pdf(full_report)


def findings(pdf: bytes, folder: Path) -> list[str]:
    """What pdfua finds wrong, but for the rule that its release cannot run with this pikepdf."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    return [
        f"{found.rule_id} {found.message}"
        for found in pdfua.validate(str(path)).findings
        if found.severity.name != "INFO"
    ]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Object]]:
    """Every element of the structure tree, in reading order."""
    todo = [pdf.Root.StructTreeRoot.K]
    while todo:
        node = todo.pop()
        if isinstance(node, pikepdf.Array):
            todo.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S)[1:], node
            if "/K" in node:
                todo.append(node.K)


def is_on_the_page(char: dict[str, Any], width: float) -> bool:
    """Whether a character stands between margins of a centimetre."""
    return bool(char["x0"] > 28 and char["x1"] < width - 28)


def tags(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [tag for tag, _ in elements(opened)]


# ---- what the file says of itself ----


def test_checker_finds_nothing(full_pdf: bytes, tmp_path: Path) -> None:
    """R9.5, handbook 9.5: the machine-checkable part of PDF/UA-1."""
    assert findings(full_pdf, tmp_path) == []


def test_document_states_its_language_title_author_and_standards(full_pdf: bytes) -> None:
    """R9.5: /Lang, a title that the window shows, tags; PDF/A-3a and PDF/UA-1 in its metadata."""
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Children and young people: priority-based report"
        assert str(pdf.docinfo.Author) == "Example Borough Council"
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_data_is_attached_and_gives_the_same_report(full_pdf: bytes, full_report: Report) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        attached = pdf.attachments["report.json"].get_file()
        assert attached.mime_type == "application/json"
        assert report_from_json(attached.read_bytes().decode()) == full_report
        assert [str(entry.AFRelationship) for entry in pdf.Root.AF] == ["/Data"]


def test_same_report_gives_the_same_bytes(full_pdf: bytes, full_report: Report) -> None:
    assert to_pdf(report_from_json(report_to_json(full_report))) == full_pdf


def test_date_is_the_end_of_the_period_and_not_the_clock(full_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20210930")


def test_every_font_is_embedded_and_ours(full_pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(full_pdf)) as pdf:
        fonts = {char["fontname"].split("+")[1] for page in pdf.pages for char in page.chars}
    assert fonts == {
        "LiberationSans",
        "LiberationSans-Bold",
        "LiberationSans-Italic",
    }
    assert b"/FontFile2" in full_pdf or b"/FontFile3" in full_pdf


# ---- structure ----


def test_tables_have_header_cells_and_regular_rows(full_pdf: bytes) -> None:
    """R9.5: each table has column headers with their scope, and rows of as many cells."""
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        tables = [node for tag, node in elements(pdf) if tag == "Table"]
        assert len(tables) == 16
        for table in tables:
            rows = [
                [str(cell.S) for cell in row.K]
                for part in table.K
                if "/K" in part
                for row in part.K
                if "/K" in row and isinstance(row.K, pikepdf.Array) and str(row.S) == "/TR"
            ]
            assert set(rows[0]) == {"/TH"}
            assert {len(row) for row in rows} == {len(rows[0])}
        scopes = {
            str(attribute.Scope)
            for tag, node in elements(pdf)
            if tag == "TH"
            for attribute in node.A
            if "/Scope" in attribute
        }
    assert scopes == {"/Column"}


def test_headings_skip_no_level(full_pdf: bytes) -> None:
    """R9.5: a heading outline without gaps."""
    levels = [int(tag[1]) for tag in tags(full_pdf) if re.fullmatch(r"H\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert set(levels) == {1, 2, 3}


def test_headings_skip_no_level_where_the_report_does() -> None:
    """R9.5, for parts without a title between parts that have one."""
    assert [tag for tag in tags(to_pdf(DEEP)) if re.fullmatch(r"H\d", tag)] == [
        "H1",  # contents
        *("H1", "H2"),
        *("H1", "H2", "H3", "H4", "H5"),
    ]


def test_lists_are_lists(full_pdf: bytes) -> None:
    found = tags(full_pdf)
    assert found.count("L") == 2  # one within the other
    assert found.count("LI") == 2


def test_cross_references_and_addresses_are_links(full_pdf: bytes) -> None:
    """A mention of a measure leads to its heading, one of a milestone in a table to its row, an address outside."""
    with pikepdf.open(io.BytesIO(full_pdf)) as pdf:
        notes = [note for note in pdf.pages[2].Annots if note.Subtype == "/Link"]
        outside = [str(note.A.URI) for note in notes if "/A" in note]
        to_heading = [str(note.Dest) for note in notes if "/Dest" in note and not isinstance(note.Dest, pikepdf.Array)]
        to_row = [note.Dest for note in notes if "/Dest" in note and isinstance(note.Dest, pikepdf.Array)]
        row_page = next(n for n, page in enumerate(pdf.pages) if page.objgen == to_row[0][0].objgen)
        row_height = float(to_row[0][3])
    assert set(outside) == {"https://www.example.gov.uk/childcare"}
    assert to_heading == ["line-ex01-02"]
    with pdfplumber.open(io.BytesIO(full_pdf)) as pages:
        page = pages.pages[row_page]
        at = page.search("EX01b")[0]
        assert abs(float(page.height) - row_height - at["top"]) < 12  # within a line of it


def test_page_furniture_is_outside_the_text(full_pdf: bytes, full_report: Report) -> None:
    """The head and foot of each page are artifacts: nobody wants them read out on every page."""
    with pdfplumber.open(io.BytesIO(full_pdf)) as pdf:
        count = len(pdf.pages)
        for number, page in enumerate(pdf.pages, 1):
            seen = page.extract_text()
            assert f"Page {number} of {count}" in seen
            if number > 1:
                assert seen.startswith(f"{full_report.council} {full_report.title}")
    assert f"of{count}Key" not in squeezed(pdf_text(full_pdf))
    assert "Page1of" not in squeezed(pdf_text(full_pdf))


def test_contents_have_page_numbers(full_pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(full_pdf)) as pdf:
        first = pdf.pages[0].extract_text()
        entry = re.search(r"^8\.0 Data quality statement[ .]+(\d+)$", first, re.MULTILINE)
        assert entry is not None
        assert "8.0 Data quality statement" in pdf.pages[int(entry[1]) - 1].extract_text()


def test_contents_of_a_long_report_list_its_first_level_only(full_report: Report) -> None:
    """A page of contents, not four: bookmarks hold the rest."""
    many = full_report.model_copy(update={"sections": full_report.sections * 4})
    with pdfplumber.open(io.BytesIO(to_pdf(many))) as pdf:
        first = pdf.pages[0].extract_text()
    assert "Objective EX01" in first
    assert "EX01c: Review" not in first


def test_lights_and_arrows_are_shape_and_word(full_pdf: bytes) -> None:
    """R9.2: no status without its word, so that a grey print says the same."""
    text = pdf_text(full_pdf)
    for shape, word in zip("●▲■↑→↓", ("Green", "Amber", "Red", "Better", "Same", "Worse"), strict=True):
        assert text.count(shape) == len(re.findall(rf"{shape} {word}", text)) > 0


# ---- odd reports ----


@pytest.mark.parametrize("report", ALL_ODD, ids=range(len(ALL_ODD)))
def test_an_odd_report_is_made_and_passes_the_checker(report: Report, tmp_path: Path) -> None:
    assert findings(to_pdf(report), tmp_path) == []


def test_code_in_a_text_is_text() -> None:
    assert squeezed(TYPST_CODE) in squeezed(pdf_text(to_pdf(odd_report(TYPST_CODE))))


def test_a_long_word_stays_on_the_page() -> None:
    with pdfplumber.open(io.BytesIO(to_pdf(odd_report(LONG_WORD)))) as pdf:
        for page in pdf.pages:
            assert all(is_on_the_page(char, page.width) for char in page.chars)
    assert squeezed(LONG_WORD) in squeezed(pdf_text(to_pdf(odd_report(LONG_WORD))))


def test_a_long_word_is_copied_and_found_as_it_is_spelt() -> None:
    """No hidden character where it may break: not in its text, not in the bookmarks."""
    assert "\u200b" not in pdf_text(to_pdf(odd_report(LONG_WORD)))
    titled = io.BytesIO(to_pdf(report_of(title=LONG_WORD)))
    with pikepdf.open(titled) as pdf, pdf.open_outline() as bookmarks:
        assert [bookmark.title for bookmark in bookmarks.root] == [LONG_WORD]


def test_what_paging_repeats_is_outside_the_text() -> None:
    """A table's headings and the head of a page, once in the text, also where long words stand in them."""
    heading = f"Heading {LONG_WORD}"
    table = SmallTable(header=(heading, "Number"), rows=tuple((f"Row {n}", str(n)) for n in range(1, 201)))
    report = report_of(table).model_copy(update={"title": f"Title {LONG_WORD}", "council": "Example\u00a0Council"})
    pdf = to_pdf(report)
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        assert sum("Heading" in page.extract_text() for page in pages.pages) > 3
    text = squeezed(pdf_text(pdf))
    said = {words: text.count(squeezed(words)) for words in (heading, report.title, report.council)}
    assert said == {heading: 1, report.title: 1, report.council: 1}
    assert [str(n) for n in range(1, 201)] == re.findall(r"Row(\d+?)\1(?=Row|$)", text)


def test_a_symbol_without_a_shape_is_printed_in_words_and_listed() -> None:
    report = report_of(paragraph(SYMBOLS))
    text = pdf_text(to_pdf(report))
    for words in ("• [symbol U+F0A7] [heavy check mark] [grinning face]", "[cjk unified ideograph-4e2d]", "‐ ﬁ é é"):
        assert words in text
    said = cannot_carry(report)
    assert "The character U+2714 has no shape in the PDF's font: “[heavy check mark]” is printed for it." in said
    assert "The character U+0007 has no shape in the PDF's font: it is left out." in said
    assert not any("U+00A0" in sentence for sentence in said)


def test_nothing_is_listed_where_all_is_printed(full_report: Report) -> None:
    assert cannot_carry(full_report) == ()


def test_the_header_row_is_repeated_on_every_page_of_a_long_table() -> None:
    """Handbook 9.5: repeat header rows; and no row is lost at a page's end."""
    with pdfplumber.open(io.BytesIO(to_pdf(LONG_TABLE))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    with_rows = [page for page in pages if re.search(r"^Row \d+ ", page, re.MULTILINE)]
    assert len(with_rows) > 3
    assert all("Row header" in page for page in with_rows)
    assert re.findall(r"^Row (\d+) \d+$", "\n".join(pages), re.MULTILINE) == [str(n) for n in range(1, 301)]


def test_a_table_of_many_columns_turns_the_page() -> None:
    with pdfplumber.open(io.BytesIO(to_pdf(WIDE_TABLE))) as pdf:
        turned = [page.width > page.height for page in pdf.pages]
        assert turned == [False, True]
        assert all(is_on_the_page(char, pdf.pages[1].width) for char in pdf.pages[1].chars)


def test_figures_are_not_broken_over_lines(full_pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(full_pdf)) as pdf:
        words = {word["text"] for page in pdf.pages for word in page.extract_words()}
    assert {"£11,377,280", "£6,120,400", "71.3%", "September"} <= words


@given(report=small_reports())
def test_any_report_is_made(report: Report) -> None:
    assert to_pdf(report).startswith(b"%PDF-1.7")


# ---- the fonts ----


def test_the_fonts_have_every_character_that_they_are_said_to_have() -> None:
    """The list is right for all four faces: typst itself refuses an archival PDF with a character it cannot show."""
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text().split()]
    every = "".join(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))
    assert len(every) > 2000
    source = (
        '#set document(title: "x")\n#set text(font: "Liberation Sans", fallback: false, lang: "en")\n'
        "#let s = sys.inputs.s\n#text(s)#strong(s)#emph(s)#strong(emph(s))"
    )
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    pdf = typst.compile(
        source.encode(),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
        sys_inputs={"s": every},
    )
    assert pdf.startswith(b"%PDF")


@given(text=st.text())
def test_printable_text_needs_no_stand_in(text: str) -> None:
    assert without_a_shape(printable(text)) == ()


def test_the_fonts_licence_goes_with_them() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence


# ---- speed ----
