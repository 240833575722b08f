"""The Word paper: what Word and a screen reader find in it, its house styles, and what a reader takes from it again."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.shared import Cm, Pt, RGBColor
from lxml import etree
from PIL import Image

from goldenthread.model import labels
from goldenthread.model.plan import Light
from goldenthread.model.report import Narrative, Report, ReportKind
from goldenthread.model.text import Paragraph, SmallTable, Span, list_item, paragraph
from goldenthread.readers.docx import paper_from_docx
from goldenthread.readers.paper import Grid, Paper, Para
from goldenthread.writers import colours
from goldenthread.writers.docx import cannot_carry, to_docx
from goldenthread.writers.layout import lay_out
from goldenthread.writers.layout_blocks import HeadingBlock, TableBlock

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts_of(data)[name])


def body_of(data: bytes) -> etree._Element:
    return part(data, "word/document.xml")[0]


def all_text(data: bytes, *names: str) -> str:
    return " ".join("".join(text.text or "" for text in part(data, name).iter(f"{W}t")) for name in names)


def words_of(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def style_names(data: bytes) -> dict[str, str]:
    styles = part(data, "word/styles.xml").findall(f"{W}style")
    return {style.get(f"{W}styleId", ""): (style.find(f"{W}name")).get(f"{W}val", "") for style in styles}  # type: ignore[union-attr]


def read_back(folder: Path, data: bytes) -> Paper:
    path = folder / "report.docx"
    path.write_bytes(data)
    return paper_from_docx(path)


@pytest.fixture(scope="module")
def written(full_report: Report) -> bytes:
    return to_docx(full_report)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A council's own document: its heading in green Georgia, a logo in the header, and words that nobody must see again."""
    logo = tmp_path / "logo.png"
    Image.new("RGB", (60, 20), "#224466").save(logo)
    document = Document()
    heading = document.styles["Heading 1"]
    heading.font.name = "Georgia"
    heading.font.color.rgb = RGBColor(0, 0x55, 0x2B)
    document.styles["Normal"].font.size = Pt(13)
    document.sections[0].left_margin = Cm(4)
    document.sections[0].header.paragraphs[0].add_run("The council's strapline").add_picture(str(logo))
    document.add_heading("Confidential minutes")
    document.add_paragraph("Secret words").add_run().add_picture(str(logo))
    document.core_properties.author = "A. Person"
    path = tmp_path / "house.docx"
    document.save(str(path))
    return path


# ---- what everybody can read (R9.5) ----


def test_paper_has_title_language_and_the_council_as_its_author(written: bytes, full_report: Report) -> None:
    """R9.5: title and language. The author is an organisation, not a person (handbook 1.2)."""
    properties = Document(io.BytesIO(written)).core_properties
    assert properties.title == full_report.title
    assert properties.author == properties.last_modified_by == "Example Borough Council"
    assert properties.language == "en-GB"
    languages = {element.get(f"{W}val") for element in part(written, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}
    assert part(written, "word/settings.xml").find(f"{W}themeFontLang").get(f"{W}val") == "en-GB"  # type: ignore[union-attr]


def test_headings_are_real_and_leave_no_gap(written: bytes) -> None:
    """R9.5: the heading outline has no gaps."""
    names = style_names(written)
    levels = [
        int(names[style][-1])
        for element in body_of(written).iter(f"{W}pStyle")
        if names[style := element.get(f"{W}val", "")].startswith("heading")
    ]
    assert levels[0] == 1
    assert max(levels) == 3
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_marked_header_row_and_a_title_and_no_merged_cells(
    written: bytes, full_report: Report
) -> None:
    """R9.5: header-row flag on every table, no merged cells; a table has a title and a description for those who listen."""
    tables = list(body_of(written).iter(f"{W}tbl"))
    assert len(tables) == sum(isinstance(block, TableBlock) for block in lay_out(full_report).blocks)
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert len({len(row.findall(f"{W}tc")) for row in rows} | {len(table.findall(f"{W}tblGrid/{W}gridCol"))}) == 1
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")  # type: ignore[union-attr]
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")  # type: ignore[union-attr]
        assert all(words_of(cell).strip() for cell in table.iter(f"{W}tc"))
    body = body_of(written)
    assert not [*body.iter(f"{W}gridSpan"), *body.iter(f"{W}vMerge")]


def test_row_headers_are_marked_only_where_the_first_column_heads_its_row(written: bytes) -> None:
    looks = {
        table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"): table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstColumn")  # type: ignore[union-attr]
        for table in body_of(written).iter(f"{W}tbl")
    }
    assert looks["Measures of EX02"] == "1"
    assert looks["EX01 01: figures and progress"] == "0"


def test_light_is_shape_and_word_in_dark_letters_on_a_tint(written: bytes) -> None:
    """R9.2 and R9.3: colour only repeats what shape and word say, and the word is never coloured."""
    cells = [cell for cell in body_of(written).iter(f"{W}tc") if words_of(cell) == "▲ Amber"]
    assert cells
    for cell in cells:
        shape, word = cell.iter(f"{W}r")
        tone = colours.LIGHT_TONES[Light.AMBER]
        assert shape.find(f"{W}rPr/{W}color").get(f"{W}val") == tone.mark.lstrip("#")  # type: ignore[union-attr]
        assert word.find(f"{W}rPr/{W}color") is None
        assert cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") == tone.ground.lstrip("#")  # type: ignore[union-attr]


def test_styles_use_the_reports_own_colours_and_large_enough_letters(written: bytes) -> None:
    """R9.3: the contrast of these colours is tested in one place. Body text is at least 12 point (handbook 9.5)."""
    known = {colour.lstrip("#").upper() for colour in (colours.ACCENT, colours.QUIET_INK, colours.BAND, colours.RULE)}
    styles = part(written, "word/styles.xml")
    used = {element.get(f"{W}color") or element.get(f"{W}fill") for element in styles.iter() if element.get(f"{W}fill")}
    used |= {element.get(f"{W}val") for element in styles.iter(f"{W}color")}
    used |= {
        border.get(f"{W}color")
        for name in ("pBdr", "tblBorders")
        for group in styles.iter(f"{W}{name}")
        for border in group
    }
    assert used - {"auto"} <= known
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz").get(f"{W}val") == "24"  # type: ignore[union-attr]
    title = next(style for style in styles if style.get(f"{W}styleId") == "Title")
    assert title.find(f"{W}pPr/{W}pBdr") is None


def test_header_says_whose_paper_it_is_and_footer_which_page(written: bytes) -> None:
    assert "Example Borough Council – Children and young people: priority-based report" in all_text(
        written, "word/header1.xml"
    )
    footer = part(written, "word/footer1.xml")
    assert all_text(written, "word/footer1.xml") == "Page 1 of 1"
    assert [text.text for text in footer.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]


# ---- contents, cross-references, pages ----


def test_contents_are_a_field_filled_in_with_every_heading_it_lists(written: bytes, full_report: Report) -> None:
    contents = body_of(written).find(f"{W}sdt/{W}sdtContent")
    assert contents is not None
    lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in contents]
    headings = [b for b in lay_out(full_report).blocks if isinstance(b, HeadingBlock) and b.level <= 2]
    assert lines == [labels.CONTENTS, *(f"{block.number}{block.text}" for block in headings)]
    starts = [mark for mark in contents.iter(f"{W}fldChar") if mark.get(f"{W}dirty") == "true"]
    assert len(starts) == 1 + len(headings)
    bookmarks = {mark.get(f"{W}name") for mark in body_of(written).iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in contents.iter(f"{W}hyperlink")} <= bookmarks


def test_fields_open_and_close_in_pairs(written: bytes) -> None:
    depth = 0
    for mark in body_of(written).iter(f"{W}fldChar"):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType", "")]
        assert depth >= 0
    assert depth == 0


def test_mention_of_a_line_is_a_field_that_repeats_its_heading(written: bytes) -> None:
    body = body_of(written)
    fields = [text.text.split() for text in body.iter(f"{W}instrText") if text.text and text.text.startswith(" REF ")]
    assert fields
    for _, name, _ in fields:
        (start,) = [mark for mark in body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == name]
        marked = start.getnext()
        assert marked is not None
        assert words_of(marked).startswith("EX0")


def test_bookmarks_have_ids_and_names_of_their_own(written: bytes) -> None:
    starts = list(body_of(written).iter(f"{W}bookmarkStart"))
    assert len({mark.get(f"{W}id") for mark in starts}) == len({mark.get(f"{W}name") for mark in starts}) == len(starts)


def test_wide_table_turns_its_page_and_takes_its_heading_along(written: bytes) -> None:
    turns = [size.get(f"{W}orient") for size in body_of(written).iter(f"{W}pgSz")]
    assert turns[0] is None
    assert "landscape" in turns
    for settings in body_of(written).iter(f"{W}sectPr"):
        assert len(settings.findall(f"{W}headerReference")) == len(settings.findall(f"{W}footerReference")) == 1


# ---- numbers ----


def narrative_report(*numbers: str) -> Report:
    sections = tuple(
        Narrative(number=number, title=f"Section {index}", blocks=(paragraph("Words."),))
        for index, number in enumerate(numbers)
    )
    return Report(kind=ReportKind.PRIORITY, title="Numbers", sections=sections)


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.0", "1.1", "1.2", "2.0", "2.1", "3.0"),
        ("1.0", "3.0", "3.1", "3.10", "4.0"),
        ("2.1", "2.2", "5.0", "5.1"),
        ("1", "1.1", "1.1.1", "1.1.2", "1.2", "2"),
        ("1.", "2.", "2.1", "4.0", "3."),
        ("A", "A.1", "B", "Appendix 1", "(iv)", "01", "0"),
        ("1.0", "", "2.0", "2.1", "", "2.2"),
        ("1.0", "1.0", "2.0"),
        ("50%1", " odd  spaces "),
    ],
)
def test_generated_numbers_equal_the_reports(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    """The reader follows Word's rules for lists, so it finds what Word prints; a last resort prints the number as text."""
    paper = read_back(tmp_path, to_docx(narrative_report(*numbers)))
    headings = [block for block in paper.blocks if isinstance(block, Para) and block.heading]
    found = [block.number or block.text.removesuffix(f"Section {index}") for index, block in enumerate(headings)]
    assert [" ".join(number.split()) for number in found] == [" ".join(number.split()) for number in numbers]


def test_usual_numbers_are_one_list_tied_to_the_heading_styles(written: bytes) -> None:
    """An officer who adds a heading gets its number from Word."""
    names = {name.lower(): key for key, name in style_names(written).items()}
    numbering = part(written, "word/numbering.xml")
    tied = {
        style.get(f"{W}val"): level.find(f"{W}lvlText").get(f"{W}val")  # type: ignore[union-attr]
        for level in numbering.iter(f"{W}lvl")
        for style in level.findall(f"{W}pStyle")
    }
    assert tied[names["heading 1"]] == "%1.0"
    assert tied[names["heading 2"]] == "%1.%2"
    assert tied[names["list bullet"]] == "•"


# ---- the same paper again ----


def test_paper_read_back_has_every_block_as_printed(tmp_path: Path, written: bytes, full_report: Report) -> None:
    """What is read is what a person sees: headings with numbers, marks, items, tables with their header row."""
    layout = lay_out(full_report)
    paper = read_back(tmp_path, written)
    found = iter(paper.blocks)
    first = next(found)
    assert isinstance(first, Para)
    assert (first.text, first.heading) == (layout.title, 0)
    for label, value in layout.facts:
        para = next(found)
        assert isinstance(para, Para)
        assert para.text == f"{label}: {value}"
    for block in layout.blocks:
        read = next(found)
        if isinstance(block, TableBlock):
            if isinstance(read, Para):
                pytest.fail(f"a caption stands in the paper: {read.text}")
            assert read.caption == block.caption
            assert [row.texts for row in read.rows] == [
                block.header,
                *(tuple(cell.text for cell in row) for row in block.rows),
            ]
        elif isinstance(block, HeadingBlock):
            assert isinstance(read, Para)
            assert (read.heading, read.number, read.text) == (block.level, block.number, block.text)
        else:
            assert isinstance(read, Para)
    assert next(found, None) is None
    assert paper.title == full_report.title


def test_marks_links_items_and_pictures_come_back(tmp_path: Path, written: bytes) -> None:
    paras = {block.text: block for block in read_back(tmp_path, written).blocks if isinstance(block, Para)}
    opening = next(para for text, para in paras.items() if text.startswith("This report covers"))
    assert [(span.text, span.strong, span.emphasis) for span in opening.spans[1:4:2]] == [
        ("July to September 2021", True, False),
        ("as at 30 September", False, True),
    ]
    mention = next(para for text, para in paras.items() if text.startswith("Take-up fell"))
    assert [(span.text, span.strong) for span in mention.spans if span.strong] == [("EX01 02", True)]
    assert [span.link for span in mention.spans if span.link] == ["https://www.example.gov.uk/childcare"]
    assert [para.list_level for text, para in paras.items() if text.startswith(("Letters", "Health visitors"))] == [
        1,
        2,
    ]
    (picture,) = [para for para in paras.values() if para.is_picture]
    assert picture.symbols[0].description == "A map of the borough with the two family hubs"


def test_same_report_gives_the_same_bytes(written: bytes, full_report: Report) -> None:
    assert to_docx(full_report) == written
    assert b"Example" not in written  # packed, so that the test before it compares more than a header


def test_file_holds_no_copy_of_the_report_that_nobody_sees(written: bytes) -> None:
    """People edit these files, so what is read must be what they see (issue 2)."""
    assert {name.rpartition("/")[2] for name in parts_of(written)} == {
        *(
            "[Content_Types].xml",
            ".rels",
            "document.xml.rels",
            "core.xml",
            "document.xml",
            "styles.xml",
            "numbering.xml",
        ),
        *("settings.xml", "fontTable.xml", "theme1.xml", "header1.xml", "footer1.xml"),
    }
    assert not list(body_of(written).iter(f"{W}vanish"))


def test_tables_that_follow_each_other_stay_two(tmp_path: Path) -> None:
    """Word takes two tables with nothing between them for one."""
    table = SmallTable(header=("Area", "Places"), rows=(("North", "12"),))
    report = Report(kind=ReportKind.PRIORITY, sections=(Narrative(title="Tables", blocks=(table, table)),))
    paper = read_back(tmp_path, to_docx(report))
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == [2, 2]
    siblings = [element.tag for element in body_of(to_docx(report))]
    assert (f"{W}tbl", f"{W}tbl") not in set(pairwise(siblings))
    assert siblings[-2:] == [f"{W}p", f"{W}sectPr"]


# ---- what a Word file cannot hold ----


def test_characters_that_cannot_stand_are_left_out_and_said(tmp_path: Path) -> None:
    text = "Bell\x07, half a pair \ud800, no character \ufffe and a form\x0cfeed"
    report = Report(
        kind=ReportKind.PRIORITY, title="T\x00itle", sections=(Narrative(title="A", blocks=(paragraph(text),)),)
    )
    paper = read_back(tmp_path, to_docx(report))
    assert paper.title == "Title"
    assert "Bell, half a pair , no character and a formfeed" in [b.text for b in paper.blocks if isinstance(b, Para)]
    (sentence,) = cannot_carry(report)
    assert "5 (U+0000, U+0007, U+000C, U+D800, U+FFFE)" in sentence


def test_unsafe_address_is_printed_without_a_link_and_said(tmp_path: Path) -> None:
    spans = (Span(text="press", link="javascript:alert(1)"), Span(text="here", link="https://example.gov.uk/a{b}"))
    report = Report(kind=ReportKind.PRIORITY, sections=(Narrative(title="A", blocks=(Paragraph(spans=spans),)),))
    data = to_docx(report)
    assert b"javascript" not in parts_of(data)["word/_rels/document.xml.rels"]
    links = [span.link for b in read_back(tmp_path, data).blocks if isinstance(b, Para) for span in b.spans]
    assert "https://example.gov.uk/a%7Bb%7D" in links
    assert any("press" in sentence for sentence in cannot_carry(report))


def test_workings_and_proposals_that_are_not_printed_are_said(full_report: Report) -> None:
    sentences = " ".join(cannot_carry(full_report))
    assert "rule, version and inputs" in sentences
    assert "proposed from the wording" in sentences
    assert cannot_carry(narrative_report("1.0")) == ()


def test_empty_report_is_a_paper_too(tmp_path: Path) -> None:
    paper = read_back(tmp_path, to_docx(Report(kind=ReportKind.BUSINESS_PLAN)))
    assert [block.text for block in paper.blocks if isinstance(block, Para)] == [
        "Business plan",
        "Type of report: business plan",
    ]


# ---- the council's own look ----


def test_house_style_gives_look_header_and_margins_and_no_words(house: Path, full_report: Report) -> None:
    data = to_docx(full_report, style=house)
    document: DocumentObject = Document(io.BytesIO(data))
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.styles["Normal"].font.size == Pt(13)
    assert document.sections[0].left_margin is not None
    assert abs(document.sections[0].left_margin - Cm(4)) < Cm(0.01)
    assert "The council's strapline" in document.sections[0].header.paragraphs[0].text
    parts = parts_of(data)
    assert sum(name.startswith("word/media/") for name in parts) == 1
    assert not any(
        b"Secret" in content or b"Confidential" in content or b"A. Person" in content for content in parts.values()
    )
    assert document.core_properties.author == "Example Borough Council"
    assert "Page" in "".join(paragraph.text for paragraph in document.sections[0].footer.paragraphs)
    names = set(style_names(data).values())
    assert {"Commentary Byline", "Report Table", "Table Text"} <= names


def test_house_style_reads_back_as_our_own_does(
    tmp_path: Path, house: Path, written: bytes, full_report: Report
) -> None:
    ours, theirs = read_back(tmp_path, written), read_back(tmp_path, to_docx(full_report, style=house))
    assert theirs.blocks == ours.blocks


def test_template_is_a_house_style_too(tmp_path: Path, house: Path, full_report: Report) -> None:
    kind = b"wordprocessingml.document.main+xml"
    template = tmp_path / "house.dotx"
    with zipfile.ZipFile(house) as before, zipfile.ZipFile(template, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(kind, kind.replace(b"document", b"template")))
    data = to_docx(full_report, style=template)
    assert kind in parts_of(data)["[Content_Types].xml"]
    assert Document(io.BytesIO(data)).styles["Heading 1"].font.name == "Georgia"


def test_house_without_lists_gets_ours(tmp_path: Path) -> None:
    document = Document()
    for style in list(document.styles):
        if style.name and style.name.startswith("List"):
            style.delete()
    part_of_lists = document.part.numbering_part
    for key, relationship in list(document.part.rels.items()):
        if not relationship.is_external and relationship.target_part is part_of_lists:
            del document.part.rels[key]
    path = tmp_path / "plain.docx"
    document.save(str(path))
    report = Report(
        kind=ReportKind.PRIORITY,
        sections=(Narrative(number="1.0", title="A", blocks=(list_item("outer"), list_item("inner", 2))),),
    )
    paper = read_back(tmp_path, to_docx(report, style=path))
    assert [(b.list_level, b.number) for b in paper.blocks[-3:] if isinstance(b, Para)] == [
        (0, "1.0"),
        (1, ""),
        (2, ""),
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.docx", b"not a zip", "is not a Word document or template"),
        ("none.docx", None, "cannot be opened"),
        ("book.xlsx", "book", "is not a Word document or template"),
    ],
)
def test_file_that_is_no_house_style_is_refused_with_a_sentence(
    tmp_path: Path, full_report: Report, name: str, content: bytes | str | None, says: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ValueError, match=says) as caught:
        to_docx(full_report, style=path)
    assert name in str(caught.value)
