"""Word files as Papers: what a person sees in them, whatever Word did to put it there."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.reading import Unreadable
from goldenthread.readers.docx import paper_from_docx
from goldenthread.readers.paper import Grid, GridCell, Para, Symbol
from tests.readers.word_files import disc, p, part, picture, shape, table, tc, tr, word_file

GREEN, AMBER, RED = "00B050", "FFC000", "FF0000"

STYLES = part(
    "styles",
    """
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="HouseHead"><w:name w:val="House Head"/><w:basedOn w:val="berschrift2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Quiet"><w:name w:val="Quiet"/><w:basedOn w:val="berschrift2"/>
      <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Numbered1"><w:name w:val="Numbered 1"/><w:basedOn w:val="berschrift1"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Numbered2"><w:name w:val="Numbered 2"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Aufz2"><w:name w:val="List Bullet 2"/></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    """,
)
NUMBERING = part(
    "numbering",
    """
    <w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="Numbered1"/><w:lvlText w:val="%1.0"/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="Numbered2"/><w:lvlText w:val="%1.%2"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
      <w:lvl w:ilvl="3"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4."/><w:lvlRestart w:val="0"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="8">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="7"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
    """,
)


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def num(list_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paras(folder: Path, body: str, **parts: str | bytes) -> list[Para]:
    names = {name.replace("_", "."): data for name, data in parts.items()}
    paper = paper_from_docx(word_file(folder, body, parts={"styles.xml": STYLES, "numbering.xml": NUMBERING, **names}))
    return [block for block in paper.blocks if isinstance(block, Para)]


def cells(folder: Path, *contents: str, properties: tuple[str, ...] = (), **parts: str | bytes) -> tuple[GridCell, ...]:
    """The cells of a table of one row, with a plain cell before them."""
    settings = properties or ("",) * len(contents)
    row = tr(tc("Ref"), *(tc(content, prop) for content, prop in zip(contents, settings, strict=True)))
    names = {name.replace("_", "."): data for name, data in parts.items()}
    (grid,) = paper_from_docx(word_file(folder, table(row), parts=names)).blocks
    assert isinstance(grid, Grid)
    return grid.rows[0].cells[1:]


def the_symbol(cell: GridCell) -> Symbol:
    (symbol,) = cell.symbols
    return symbol


# ---- headings, lists and numbers ----


def test_headings_are_known_by_name_ancestor_and_outline(tmp_path: Path) -> None:
    """A style's id is in the language of the Word that made it; its name, or its ancestor's, is not."""
    body = (
        p("Report", style("Titel"))
        + p("One", style("berschrift1"))
        + p("House", style("HouseHead"))
        + p("Quiet", style("Quiet"))
        + p("Outlined", '<w:outlineLvl w:val="2"/>')
        + p("Lost", style("Heading3"))
        + p("Words")
    )
    found = paras(tmp_path, body)
    assert [(para.text, para.heading) for para in found] == [
        ("Report", 0),
        ("One", 1),
        ("House", 2),
        ("Quiet", 0),
        ("Outlined", 3),
        ("Lost", 3),
        ("Words", 0),
    ]
    assert paper_from_docx(tmp_path / "paper.docx").title == "Report"
    assert found[6].where == "paragraph 7"


def test_generated_numbers_are_those_that_word_prints(tmp_path: Path) -> None:
    body = "".join(
        p(text, properties)
        for text, properties in (
            ("Introduction", style("Numbered1")),
            ("This report", style("Numbered2")),
            ("first", num(1, 2)),
            ("roman", num(1, 3)),
            ("second", num(1, 2)),
            ("roman goes on", num(1, 3)),
            ("Please note", style("Numbered2")),
            ("Developments", style("Numbered1")),
            ("Hubs", style("Numbered2")),
            ("letters start again", num(1, 2)),
            ("unnumbered", style("Numbered1") + num(0, 0)),
            ("Seven", num(3, 0)),
            ("Eight", num(3, 0)),
            ("Under eight", num(3, 1)),
        )
    )
    assert [para.number for para in paras(tmp_path, body)] == [
        *("1.0", "1.1", "(a)", "i.", "(b)", "ii.", "1.2", "2.0", "2.1", "(a)", "", "7.0", "8.0", "8.1")
    ]


def test_bullets_are_list_items_with_a_level(tmp_path: Path) -> None:
    body = p("outer", num(2, 0)) + p("inner", num(2, 1)) + p("by name", style("Aufz2")) + p("none")
    assert [(para.list_level, para.number) for para in paras(tmp_path, body)] == [(1, ""), (2, ""), (2, ""), (0, "")]


def test_blank_paragraphs_are_left_out_unless_they_print_a_number(tmp_path: Path) -> None:
    body = p() + p("  ") + p("", num(2, 0)) + p("", num(1, 0)) + p("words")
    assert [(para.number, para.text) for para in paras(tmp_path, body)] == [("1.0", ""), ("", "words")]


# ---- words ----


def test_marks_links_and_breaks_are_kept(tmp_path: Path) -> None:
    body = p(
        runs=r("plain ")
        + r("strong", "<w:b/>")
        + r(" styled", '<w:rStyle w:val="Fett"/>')
        + r(" not", '<w:rStyle w:val="Fett"/><w:b w:val="0"/>')
        + r(" emphasis", "<w:i/>")
        + f'<w:hyperlink r:id="web">{r(" site")}</w:hyperlink><w:hyperlink w:anchor="here">{r(" inside")}</w:hyperlink>'
        + field(' HYPERLINK "https://b.example.gov.uk" ', r(" field"))
        + "<w:r><w:br/><w:t>next</w:t><w:tab/><w:t>tab</w:t><w:noBreakHyphen/><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>"
    )
    path = word_file(tmp_path, body, parts={"styles.xml": STYLES}, links={"web": "https://a.example.gov.uk"})
    (para,) = paper_from_docx(path).blocks
    assert isinstance(para, Para)
    assert [(span.text, span.strong, span.emphasis, span.link) for span in para.spans] == [
        ("plain ", False, False, ""),
        ("strong styled", True, False, ""),
        (" not", False, False, ""),
        (" emphasis", False, True, ""),
        (" site", False, False, "https://a.example.gov.uk"),
        (" inside", False, False, ""),
        (" field", False, False, "https://b.example.gov.uk"),
        ("\nnext\ttab-coop", False, False, ""),
    ]


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p(
            "kept ",
            runs=f"<w:ins>{r('added ')}</w:ins><w:del><w:r><w:delText>deleted</w:delText><w:noBreakHyphen/></w:r></w:del>"
            f"<w:moveTo>{r('moved here ')}</w:moveTo><w:moveFrom>{r('moved away')}</w:moveFrom>",
        )
        + p("joined ", gone)
        + p("to this")
        + p(properties=gone, runs="<w:del><w:r><w:delText>a whole paragraph</w:delText></w:r></w:del>")
        + p("last")
        + table(tr(tc("row kept")), tr(tc("row gone"), properties="<w:del/>"))
    )
    blocks = paper_from_docx(word_file(tmp_path, body)).blocks
    assert [block.text for block in blocks if isinstance(block, Para)] == [
        "kept added moved here",
        "joined to this",
        "last",
    ]
    grid = blocks[-1]
    assert isinstance(grid, Grid)
    assert [row.texts for row in grid.rows] == [("row kept",)]


def test_hidden_text_placeholders_and_instructions_are_not_read(tmp_path: Path) -> None:
    body = (
        p("seen", runs=r(" hidden", "<w:vanish/>") + field(" PAGE ", r(" 3")))
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Choose an item.')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('chosen')}</w:sdtContent></w:sdt>"
        + p(
            "light: ",
            runs='<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="Red"/><w:listEntry w:val="Amber"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
    )
    assert [para.text for para in paras(tmp_path, body)] == ["seen 3", "chosen", "light: Amber"]


def test_formula_is_read_as_its_letters(tmp_path: Path) -> None:
    (para,) = paras(tmp_path, p("rate = ", runs="<m:oMath><m:r><m:t>a/b</m:t></m:r></m:oMath>"))
    assert para.text == "rate = a/b"


def test_contents_are_left_out(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    body = (
        p(runs=begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Introduction 2"))
        + p("Key developments 3")
        + p(runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("Emerging issues 4", style("Verzeichnis1"))
        + p("Introduction", style("berschrift1"))
    )
    assert [para.text for para in paras(tmp_path, body)] == ["Introduction"]


def test_text_boxes_are_read_once_after_their_paragraph(tmp_path: Path) -> None:
    body = p("around", runs=shape("rect", "FFFFFF", text="in the box")) + p("after")
    assert [para.text for para in paras(tmp_path, body)] == ["around", "in the box", "after"]


def test_notes_are_reported_and_files_within_are_named(tmp_path: Path) -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote><w:footnote w:id="2">{p("Counted in May.")}</w:footnote>',
    )
    ole = (
        "<w:r><w:object><v:shape alt='{alt}'><v:imagedata r:id='icon.emf'/></v:shape>"
        "<o:OLEObject ProgID='{kind}' r:id='{part}'/></w:object></w:r>"
    )
    body = p("See", runs=ole.format(alt="Appendix A: budget", kind="Excel.Sheet.12", part="x.xlsx")) + p(
        "and", runs=ole.format(alt="", kind="Word.Document.12", part="second.docx")
    )
    parts: dict[str, str | bytes] = {"footnotes.xml": notes, "x.xlsx": b"", "second.docx": b"", "icon.emf": b""}
    paper = paper_from_docx(word_file(tmp_path, body, parts=parts))
    assert paper.embedded == ("Appendix A: budget", "Word.Document.12 (second.docx)")
    assert [(note.text, note.where) for note in paper.unplaced] == [("Counted in May.", "footnote 2")]
    assert [block.text for block in paper.blocks if isinstance(block, Para)] == ["See", "and"]


# ---- tables ----


def test_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    body = table(
        tr(tc("Objective", '<w:gridSpan w:val="3"/>')),
        tr(tc("PED01", '<w:vMerge w:val="restart"/>'), tc("Measure"), tc("92%")),
        tr(tc("", "<w:vMerge/>"), tc("Old", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>')),
        tr(tc("Late"), properties='<w:gridBefore w:val="2"/>'),
        tr(tc("Early"), properties='<w:gridAfter w:val="2"/>'),
    )
    (grid,) = paper_from_docx(word_file(tmp_path, p("before") + body)).blocks[1:]
    assert isinstance(grid, Grid)
    assert [[(cell.text, cell.span, cell.continues) for cell in row.cells] for row in grid.rows] == [
        [("Objective", 3, False)],
        [("PED01", 1, False), ("Measure", 1, False), ("92%", 1, False)],
        [("", 1, True), ("Old", 2, False)],
        [("", 2, False), ("Late", 1, False)],
        [("Early", 1, False), ("", 2, False)],
    ]
    assert grid.rows[1].where == "table 1, row 2"


def test_cell_that_claims_endless_columns_gets_as_many_as_word_allows(tmp_path: Path) -> None:
    (cell,) = cells(tmp_path, "wide", properties=('<w:gridSpan w:val="999999999"/>',))
    assert cell.span == 63


def test_table_within_a_cell_gives_its_text_to_the_cell(tmp_path: Path) -> None:
    inner = table(tr(tc("Primary"), tc("95.6%")), tr(tc("Secondary"), tc("89.3%")))
    (cell,) = cells(tmp_path, p("Attendance") + inner)
    assert [para.text for para in cell.paras] == ["Attendance", "Primary", "95.6%", "Secondary", "89.3%"]


# ---- lights and arrows ----


@pytest.mark.parametrize(
    ("colour", "light"),
    [(GREEN, Light.GREEN), (AMBER, Light.AMBER), (RED, Light.RED), ("4472C4", None), ("808080", None)],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_picture_without_words_is_known_by_its_colour(
    tmp_path: Path, colour: str, light: Light | None, kind: str
) -> None:
    """The seeds' lights were pictures that vanished when the text was taken out (handbook 9.3)."""
    (cell,) = cells(tmp_path, p(runs=picture("light.png")), light_png=disc(colour, kind))
    assert the_symbol(cell).light is light


def test_description_goes_before_colour(tmp_path: Path) -> None:
    (cell,) = cells(tmp_path, p(runs=picture("light.png", alt="Red traffic light")), light_png=disc(GREEN))
    assert the_symbol(cell) == Symbol(description="Red traffic light", light=Light.RED)


@pytest.mark.parametrize(
    ("alt", "light", "arrow"),
    [
        ("On course", Light.GREEN, None),
        ("Amber", Light.AMBER, None),
        ("A green circle. Description automatically generated", Light.GREEN, None),
        ("Red, amber and green lamps", None, None),
        ("Better", None, Arrow.BETTER),
        ("Red arrow pointing up", None, Arrow.WORSE),
        ("Arrow: no better known", None, Arrow.BETTER),
        ("Up arrow", None, None),
        ("The borough's crest", None, None),
    ],
)
def test_descriptions_say_lights_and_arrows(tmp_path: Path, alt: str, light: Light | None, arrow: Arrow | None) -> None:
    """An arrow goes by its colour or its words, never by where it points (R4.7)."""
    (cell,) = cells(tmp_path, p(runs=picture("x.emf", alt=alt)), x_emf=b"\x01\x00\x00\x00 no picture that we know")
    symbol = the_symbol(cell)
    assert (symbol.light, symbol.arrow) == (light, arrow)


def test_file_name_of_a_picture_may_say_what_it_is(tmp_path: Path) -> None:
    (cell,) = cells(tmp_path, p(runs=picture("x.emf", name="amber_arrow.gif")), x_emf=b"")
    assert the_symbol(cell).arrow is Arrow.SAME


def test_picture_of_several_colours_or_a_large_one_is_no_light(tmp_path: Path) -> None:
    """What cannot be told with certainty stays a symbol that says nothing (issue 2)."""
    half = disc(GREEN, ground="#FF0000")
    first, second = cells(
        tmp_path,
        p(runs=picture("half.png")),
        p(runs=picture("park.png", centimetres=9)),
        half_png=half,
        park_png=disc(GREEN),
    )
    assert the_symbol(first).light is None
    assert the_symbol(second).light is None


def test_picture_in_running_text_is_a_picture_with_its_description(tmp_path: Path) -> None:
    (para,) = paras(tmp_path, p(runs=picture("map.png", alt="A map of the wards", centimetres=12)), map_png=disc(GREEN))
    assert para.is_picture
    assert para.symbols == (Symbol(description="A map of the wards"),)


@pytest.mark.parametrize(("fill", "arrow"), [(GREEN, Arrow.BETTER), (AMBER, Arrow.SAME), ("accent2", Arrow.WORSE)])
@pytest.mark.parametrize("kind", ["upArrow", "downArrow"])
def test_drawn_arrow_goes_by_its_colour(tmp_path: Path, fill: str, arrow: Arrow, kind: str) -> None:
    """Up is not better for a measure where lower is better (R4.7)."""
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme>'
        '<a:accent2><a:srgbClr val="C00000"/></a:accent2></a:clrScheme></a:themeElements></a:theme>'
    )
    (cell,) = cells(tmp_path, p(runs=shape(kind, fill)), theme_xml=theme)
    symbol = the_symbol(cell)
    assert (symbol.light, symbol.arrow) == (None, arrow)


def test_drawn_disc_is_a_light_also_in_the_old_form(tmp_path: Path) -> None:
    old = "<w:r><w:pict><v:oval fillcolor='#00b050 [3206]'/></w:pict></w:r>"
    old_arrow = "<w:r><w:pict><v:shape type='#_x0000_t67' fillcolor='red'/></w:pict></w:r>"
    new, oval, arrow = cells(tmp_path, p(runs=shape("ellipse", RED)), p(runs=old), p(runs=old_arrow))
    assert the_symbol(new).light is Light.RED
    assert the_symbol(oval).light is Light.GREEN
    assert the_symbol(arrow).arrow is Arrow.WORSE


def test_symbol_characters_go_by_shape_and_colour(tmp_path: Path) -> None:
    def sym(font: str, code: str, colour: str) -> str:
        return p(runs=f'<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:sym w:font="{font}" w:char="{code}"/></w:r>')

    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    found = cells(
        tmp_path,
        sym("Wingdings", "F0E9", RED),
        sym("Wingdings", "F06C", GREEN),
        sym("Wingdings", "F0EA", "auto"),
        p(runs=r("é", f'{fonts}<w:color w:val="{AMBER}"/>')),
        p(runs=r("↓", f'<w:color w:val="{GREEN}"/>')),
        p(runs=r("●", f'<w:color w:val="{AMBER}"/>')),
        p(runs=r("▲", f'<w:color w:val="{RED}"/>')),
        sym("Symbol", "F0B3", "auto"),
    )
    assert [(symbol.light, symbol.arrow) for cell in found[:7] for symbol in cell.symbols] == [
        (None, Arrow.WORSE),
        (Light.GREEN, None),
        (None, None),
        (None, Arrow.SAME),
        (None, Arrow.BETTER),
        (Light.AMBER, None),
        (Light.RED, Arrow.WORSE),
    ]
    assert [cell.text for cell in found] == ["", "", "", "", "", "", "", "≥"]


def test_arrow_without_colour_stays_text(tmp_path: Path) -> None:
    (cell,) = cells(tmp_path, p("↑"))
    assert (cell.text, cell.symbols) == ("↑", ())


def test_shaded_cell_is_a_light_unless_its_whole_row_is_shaded_alike(tmp_path: Path) -> None:
    shade = '<w:shd w:val="clear" w:fill="{}"/>'
    green, words, pale = cells(
        tmp_path, "", "92%", "", properties=(shade.format(GREEN), shade.format(RED), shade.format("E3EEE9"))
    )
    assert the_symbol(green).light is Light.GREEN
    assert (words.text, the_symbol(words).light) == ("92%", Light.RED)
    assert pale.symbols == ()
    heading = table(tr(*(tc(text, shade.format(GREEN)) for text in ("Ref", "Measure"))))
    (grid,) = paper_from_docx(word_file(tmp_path, heading)).blocks
    assert isinstance(grid, Grid)
    assert [cell.symbols for cell in grid.rows[0].cells] == [(), ()]


# ---- files that cannot be read ----


def test_file_without_a_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable, match="holds no Word document"):
        paper_from_docx(path)


def test_document_with_a_dtd_is_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path, p("words"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/other.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    with pytest.raises(Unreadable, match="could fetch other files"):
        paper_from_docx(path)


def test_strict_form_of_the_standard_is_read(tmp_path: Path) -> None:
    path = word_file(tmp_path, p("words"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            for kind in (b"wordprocessingml/2006/main", b"officeDocument/2006/relationships"):
                room, _, rest = kind.partition(b"/2006")
                data = data.replace(
                    b"http://schemas.openxmlformats.org/" + kind, b"http://purl.oclc.org/ooxml/" + room + rest
                )
            archive.writestr(name, data)
    assert [block.text for block in paper_from_docx(path).blocks if isinstance(block, Para)] == ["words"]
