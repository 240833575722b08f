"""Papers as PDF: what stands in which cell, which lights, and what is refused with a sentence (R9.2, R9.4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.reading import Unreadable
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row
from goldenthread.readers.pdf import paper_from_pdf
from tests.readers.pdf_papers import LIGHTS, OBJECTIVES, Line, light_picture, pdf, report_source
from tests.readers.word_papers import SOFFICE, printed, word_report

STYLES = ("ruled", "rows", "header", "none")
TRAVEL = {"green": Arrow.BETTER, "amber": Arrow.SAME, "red": Arrow.WORSE}
HEAD = '#set text(font: "Liberation Sans", size: 10pt)\n#set page(paper: "a4", margin: 2cm)\n'


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    """The same report in each style of table."""
    papers = {}
    for style in STYLES:
        papers[style] = paper_from_pdf(pdf(report_source(style), tmp_path_factory.mktemp(style)))
    return papers


@pytest.fixture(scope="module")
def from_word(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """The same report made in Word and printed."""
    return paper_from_pdf(printed(word_report(), tmp_path_factory.mktemp("word")))


def read(source: str, folder: Path) -> Paper:
    return paper_from_pdf(pdf(HEAD + source, folder))


def grids(paper: Paper) -> list[Grid]:
    return [block for block in paper.blocks if isinstance(block, Grid)]


def paras(paper: Paper) -> list[Para]:
    return [block for block in paper.blocks if isinstance(block, Para)]


def cells(paper: Paper) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in grid.rows] for grid in grids(paper)]


def rows_of(papers_grids: list[Grid]) -> dict[str, tuple[Row, Row]]:
    """Each line's row and the commentary row under it, by reference."""
    found = {}
    for grid in papers_grids:
        for row, following in zip(grid.rows, grid.rows[1:], strict=False):
            if row.texts[0].startswith("EX"):
                found[row.texts[0]] = (row, following)
    return found


def all_lines() -> Iterator[Line]:
    for _, measures, milestones in OBJECTIVES:
        yield from (*measures, *milestones)


class TestReport:
    @pytest.mark.parametrize("style", STYLES)
    def test_every_cell_is_the_printed_text(self, reports: dict[str, Paper], style: str) -> None:
        rows = rows_of(grids(reports[style]))
        assert list(rows) == [line.ref for line in all_lines()]
        for line in all_lines():
            texts = rows[line.ref][0].texts
            words = [text for text in (line.travel, line.progress) if text]
            assert texts == (line.ref, line.title, *line.values, *("" if word in LIGHTS else word for word in words))

    @pytest.mark.parametrize("style", STYLES)
    def test_commentary_is_one_merged_cell_of_paragraphs(self, reports: dict[str, Paper], style: str) -> None:
        rows = rows_of(grids(reports[style]))
        for line in all_lines():
            (cell,) = rows[line.ref][1].cells
            assert cell.span == len(rows[line.ref][0].cells)
            label, *said = [para.text for para in cell.paras]
            assert label == f"Supporting Commentary: {line.officer}"
            assert said == list(line.commentary)
            assert cell.paras[0].spans[0].strong

    @pytest.mark.parametrize("style", STYLES)
    def test_lights_and_arrows_go_by_colour(self, reports: dict[str, Paper], style: str) -> None:
        """R4.7: an arrow that points to the right may be better, the same or worse."""
        rows = rows_of(grids(reports[style]))
        for line in all_lines():
            row = rows[line.ref][0]
            assert light_in(row.cells[-1]) == (Light(line.progress) if line.progress in LIGHTS else None)
            if line.travel:
                assert arrow_in(row.cells[-2]) == TRAVEL.get(line.travel)

    @pytest.mark.parametrize("style", STYLES)
    def test_nothing_is_unsure_and_no_other_row_appears(self, reports: dict[str, Paper], style: str) -> None:
        found = [row for grid in grids(reports[style]) for row in grid.rows]
        assert not [cell for row in found for cell in row.cells if cell.unsure]
        assert len(grids(reports[style])) == 3
        assert len(found) == 3 + 2 * len(list(all_lines()))

    @pytest.mark.parametrize("style", STYLES)
    def test_text_around_the_tables(self, reports: dict[str, Paper], style: str) -> None:
        found = paras(reports[style])
        heads = [(para.heading, para.text) for para in found if para.heading]
        assert heads == [
            (1, "1.0 Introduction"),
            (1, "2.0 Performance Overview"),
            (2, OBJECTIVES[0][0]),
            (2, OBJECTIVES[1][0]),
            (1, "3.0 Financial Summary"),
        ]
        assert reports[style].title == found[0].text == "Priority Based Report"
        assert [para.list_level for para in found if para.list_level] == [1, 1, 2, 1]
        assert not [para for para in found if para.text.isdigit() or para.text == "Example Borough Council"]
        assert [span.link for para in found for span in para.spans if span.link] == ["https://example.gov.uk/plan"]
        assert [span.text for span in found[1].spans if span.strong] == ["Quarter 1"]

    def test_where_says_page_table_and_row(self, reports: dict[str, Paper]) -> None:
        rows = rows_of(grids(reports["ruled"]))
        assert rows["EX01 01"][0].where == "page 1, table 1, row 2"
        assert rows["EX02 06"][0].cells[1].paras[0].where == "page 2, table 3, row 12"


def light_in(cell: GridCell) -> Light | None:
    return cell.symbols[0].light if cell.symbols else None


def arrow_in(cell: GridCell) -> Arrow | None:
    return cell.symbols[0].arrow if cell.symbols else None


TABLE = """#table(columns: (60pt, 1fr, 60pt), stroke: {stroke}, table.header([*Ref*], [*Measure*], [*Current*]),
{cells})
"""


class TestTables:
    @pytest.mark.parametrize("stroke", ["0.5pt", "none", "(x: none, y: 0.5pt)"])
    def test_commentary_cut_by_the_page_is_made_whole(self, tmp_path: Path, stroke: str) -> None:
        words = " ".join(f"word{number}" for number in range(1, 200))
        body = f"""[EX01], [One], [5],
table.cell(colspan: 3)[Supporting Commentary: Head of Service \\ {words}.],
[EX02], [Two], [7]"""
        paper = read("#v(600pt)\n" + TABLE.format(stroke=stroke, cells=body), tmp_path)
        (grid,) = grids(paper)
        assert [row.texts[0] for row in grid.rows] == [
            "Ref",
            "EX01",
            f"Supporting Commentary: Head of Service {words}.",
            "EX02",
        ]

    def test_row_cut_by_the_page_is_joined_to_the_one_before(self, tmp_path: Path) -> None:
        title = " ".join(f"word{number}" for number in range(1, 260))
        body = f"[EX01], [{title}], [5],\n[EX02], [Two], [7]"
        paper = read("#v(600pt)\n" + TABLE.format(stroke="0.5pt", cells=body), tmp_path)
        (grid,) = grids(paper)
        assert cells(paper)[0][1:] == [("EX01", title, "5"), ("EX02", "Two", "7")]
        assert grid.rows[2].where.startswith("page 2")

    def test_table_with_rules_between_its_cells_only(self, tmp_path: Path) -> None:
        stroke = "(x, y) => (left: if x > 0 { 0.5pt }, top: if y > 0 { 0.5pt })"
        paper = read(TABLE.format(stroke=stroke, cells="[EX01], [One], [5],\n[EX02], [Two], [7]"), tmp_path)
        assert cells(paper) == [[("Ref", "Measure", "Current"), ("EX01", "One", "5"), ("EX02", "Two", "7")]]

    def test_cell_merged_over_rows_continues_below(self, tmp_path: Path) -> None:
        body = "table.cell(rowspan: 2)[EX01], [Boys], [5],\n[Girls], [7]"
        (grid,) = grids(read(TABLE.format(stroke="0.5pt", cells=body), tmp_path))
        assert [cell.continues for cell in grid.rows[2].cells] == [True, False, False]
        assert grid.rows[2].texts == ("", "Girls", "7")

    def test_rows_without_a_gap_are_told_apart_by_their_references(self, tmp_path: Path) -> None:
        source = """#set par(leading: 4pt)
#grid(columns: (60pt, 200pt, 60pt), row-gutter: 4pt, [*Ref*], [*Measure*], [*Current*],
[EX01 01], [A title that is so long that it takes more than one line of its column], [5],
[EX01 02], [Short], [7])"""
        assert cells(read(source, tmp_path))[0][1:] == [
            ("EX01 01", "A title that is so long that it takes more than one line of its column", "5"),
            ("EX01 02", "Short", "7"),
        ]

    def test_words_over_the_edge_of_a_column_are_unsure(self, tmp_path: Path) -> None:
        source = """#grid(columns: (60pt, 90pt, 90pt, 90pt), row-gutter: 14pt,
[*Ref*], [*Actual*], [*Target*], [*Current*],
[EX01], [10], [11], [12], [EX02], [20], [21], [22], [EX03], [30], [31], [32], [EX04], [40], [41], [42],
[EX05], [50], [51], [52], [EX06], [60], [61], [62], [EX07], [70], [71], [72], [EX08], [80], [81], [82],
[EX09], [90], [91], [92], [EX10], box(width: 200pt)[see the commentary of the officer], [], [102])"""
        (grid,) = grids(read(source, tmp_path))
        last = grid.rows[-1]
        assert last.cells[1].text == "see the commentary of the officer"
        assert "run over the edge" in last.cells[1].unsure
        assert last.cells[2].text == ""
        assert last.cells[2].unsure
        assert last.cells[3].text == "102"
        assert not [cell for row in grid.rows[:-1] for cell in row.cells if cell.unsure]

    def test_numbers_in_columns_need_no_header_words(self, tmp_path: Path) -> None:
        source = """Before.

#grid(columns: (120pt, 80pt, 80pt), row-gutter: 12pt, [Employees], [1,200], [1,180], [Premises], [300], [290],
[Supplies], [45], [61])

After the table comes a sentence."""
        paper = read(source, tmp_path)
        assert cells(paper) == [[("Employees", "1,200", "1,180"), ("Premises", "300", "290"), ("Supplies", "45", "61")]]
        assert [para.text for para in paras(paper)] == ["Before.", "After the table comes a sentence."]

    def test_box_around_text_is_no_table(self, tmp_path: Path) -> None:
        paper = read("#rect(width: 100%)[A remark in a frame.]\n\nAnd text.", tmp_path)
        assert not grids(paper)
        assert [para.text for para in paras(paper)] == ["A remark in a frame.", "And text."]


class TestLights:
    def light(self, content: str, folder: Path) -> GridCell:
        body = f"[EX01], [One], {content}"
        (grid,) = grids(read(TABLE.format(stroke="0.5pt", cells=body), folder))
        return grid.rows[1].cells[2]

    @pytest.mark.parametrize("light", list(Light))
    def test_picture(self, tmp_path: Path, light: Light) -> None:
        cell = self.light(f'image("{light.value}.png", width: 12pt)', tmp_path)
        assert light_in(cell) is light
        assert arrow_in(cell) is {Light.GREEN: Arrow.BETTER, Light.AMBER: Arrow.SAME, Light.RED: Arrow.WORSE}[light]

    @pytest.mark.parametrize("colour", [(90, 90, 220), (128, 128, 128), (255, 65, 0), (190, 230, 60)])
    def test_picture_of_no_plain_colour_is_unknown(self, tmp_path: Path, colour: tuple[int, int, int]) -> None:
        (tmp_path / "other.png").write_bytes(light_picture(colour))
        cell = self.light('image("other.png", width: 12pt)', tmp_path)
        assert len(cell.symbols) == 1
        assert light_in(cell) is None

    def test_picture_of_all_three_lamps_is_unknown(self, tmp_path: Path) -> None:
        from PIL import Image

        image = Image.new("RGB", (30, 90))
        for index, colour in enumerate(LIGHTS.values()):
            image.paste(colour, (0, 30 * index, 30, 30 * index + 30))
        image.save(tmp_path / "lamps.png")
        assert light_in(self.light('image("lamps.png", width: 12pt)', tmp_path)) is None

    @pytest.mark.parametrize("light", list(Light))
    def test_background_of_the_cell(self, tmp_path: Path, light: Light) -> None:
        fill = "rgb({}, {}, {})".format(*LIGHTS[light.value])
        cell = self.light(f"table.cell(fill: {fill})[]", tmp_path)
        assert light_in(cell) is light

    def test_green_header_row_is_decoration(self, tmp_path: Path) -> None:
        source = "#table(columns: 3, fill: (x, y) => if y == 0 { rgb(0, 176, 80) }, [Ref], [Measure], [Current], [A], [B], [C])"
        (grid,) = grids(read(source, tmp_path))
        assert not [cell for row in grid.rows for cell in row.cells if cell.symbols]

    def test_square_in_a_cell(self, tmp_path: Path) -> None:
        cell = self.light("square(size: 8pt, fill: rgb(255, 0, 0))", tmp_path)
        assert light_in(cell) is Light.RED

    @pytest.mark.parametrize("arrow", "↑→↓")
    def test_arrow_character_goes_by_its_colour(self, tmp_path: Path, arrow: str) -> None:
        cell = self.light(f'text(font: "DejaVu Sans", fill: rgb(0, 176, 80))[{arrow}]', tmp_path)
        assert arrow_in(cell) is Arrow.BETTER
        assert cell.text == ""

    def test_black_arrow_has_no_direction(self, tmp_path: Path) -> None:
        """R4.7: up is not better."""
        cell = self.light('text(font: "DejaVu Sans")[↑]', tmp_path)
        assert len(cell.symbols) == 1
        assert arrow_in(cell) is None

    @pytest.mark.parametrize("words", ["● Green", "▲ Amber", "↓ Worse", "N/A"])
    def test_words_that_state_it_stay_words(self, tmp_path: Path, words: str) -> None:
        cell = self.light(f'text(font: "DejaVu Sans", fill: rgb(0, 176, 80))[{words}]', tmp_path)
        assert cell.text == words
        assert cell.symbols == ()


class TestText:
    def test_running_heads_and_page_numbers_are_left_out(self, tmp_path: Path) -> None:
        source = """#set page(header: [Example Borough Council #h(1fr) Quarter 1])
#set page(footer: context [Page #counter(page).display() of 3])
First page. #pagebreak() Second page. #pagebreak() Third page. 2021"""
        paper = read(source, tmp_path)
        assert [para.text for para in paras(paper)] == ["First page.", "Second page.", "Third page. 2021"]
        heads = [(head.text, head.times, head.where) for head in paper.running_heads]
        assert heads == [("Example Borough Council Quarter 1", 3, "page 1")]

    def test_contents_are_left_out(self, tmp_path: Path) -> None:
        source = "#outline()\n= Introduction\nWords.\n= Progress\nMore words."
        found = [para.text for para in paras(read(source, tmp_path))]
        assert found == ["Introduction", "Words.", "Progress", "More words."]

    def test_hyphen_at_the_end_of_a_line(self, tmp_path: Path) -> None:
        source = "#box(width: 60pt)[The multi- agency team has improve- ment work. Improvement.]"
        assert paras(read(source.replace("- ", "-\\ "), tmp_path))[0].text.endswith("Improvement.")

    def test_marks(self, tmp_path: Path) -> None:
        (para,) = paras(read("Some *bold words* and _leaning ones_ here.", tmp_path))
        assert [(span.text, span.strong, span.emphasis) for span in para.spans] == [
            ("Some ", False, False),
            ("bold words", True, False),
            (" and ", False, False),
            ("leaning ones", False, True),
            (" here.", False, False),
        ]

    def test_two_columns_are_read_one_after_the_other(self, tmp_path: Path) -> None:
        left = " ".join(f"left{number}" for number in range(1, 100))
        right = " ".join(f"right{number}" for number in range(1, 100))
        source = f"""= A long title over both columns
#columns(2, gutter: 24pt)[{left}. #colbreak() {right}.]

= After them"""
        texts = [para.text for para in paras(read("#set page(height: 420pt)\n" + source, tmp_path))]
        assert texts == ["A long title over both columns", f"{left}.", f"{right}.", "After them"]

    def test_title_and_attached_files(self, tmp_path: Path) -> None:
        source = '#set document(title: "A report")\n#pdf.attach("plan.txt", bytes("x"))\nWords.'
        paper = read(source, tmp_path)
        assert paper.title == "A report"
        assert paper.embedded == ("plan.txt",)


class TestRefusals:
    def refusal(self, path: Path) -> str:
        with pytest.raises(Unreadable) as caught:
            paper_from_pdf(path)
        return str(caught.value)

    def test_scan(self, tmp_path: Path) -> None:
        from PIL import Image

        Image.new("RGB", (600, 800), "white").save(tmp_path / "scan.pdf")
        said = self.refusal(tmp_path / "scan.pdf")
        assert "is a scan" in said
        assert "OCR" in said

    def test_one_scanned_page_is_said_and_the_rest_read(self, tmp_path: Path) -> None:
        from PIL import Image

        Image.new("RGB", (600, 800), "grey").save(tmp_path / "page.png")
        source = 'Words on the first page.\n#pagebreak()\n#image("page.png", width: 100%, height: 95%)'
        paper = read(source, tmp_path)
        assert paras(paper)[0].text == "Words on the first page."
        assert [note.where for note in paper.unplaced] == ["page 2"]

    def test_no_text_at_all(self, tmp_path: Path) -> None:
        assert "holds no text" in self.refusal(pdf(HEAD, tmp_path))

    def test_locked(self, tmp_path: Path) -> None:
        import pikepdf

        with pikepdf.open(pdf(HEAD + "Words to lock away.", tmp_path)) as document:
            document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
        said = self.refusal(tmp_path / "locked.pdf")
        assert "password" in said
        assert "save a copy without one" in said

    def test_locked_against_changes_only_is_read(self, tmp_path: Path) -> None:
        import pikepdf

        with pikepdf.open(pdf(HEAD + "Words to read.", tmp_path)) as document:
            document.save(tmp_path / "owner.pdf", encryption=pikepdf.Encryption(user="", owner="secret"))
        assert paras(paper_from_pdf(tmp_path / "owner.pdf"))[0].text == "Words to read."

    @pytest.mark.parametrize("kept", [40, 400])
    def test_damaged(self, tmp_path: Path, kept: int) -> None:
        whole = pdf(HEAD + "Words.", tmp_path).read_bytes()
        (tmp_path / "cut.pdf").write_bytes(whole[:kept])
        assert "damaged" in self.refusal(tmp_path / "cut.pdf")

    def test_not_a_pdf(self, tmp_path: Path) -> None:
        (tmp_path / "word.pdf").write_bytes(b"PK\x03\x04" + bytes(200))
        assert "not a PDF" in self.refusal(tmp_path / "word.pdf")

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "empty.pdf").write_bytes(b"")
        assert "is empty" in self.refusal(tmp_path / "empty.pdf")

    def test_too_large(self, tmp_path: Path) -> None:
        with (tmp_path / "large.pdf").open("wb") as file:
            file.truncate(301 * 1024 * 1024)
        said = self.refusal(tmp_path / "large.pdf")
        assert "301 MB" in said
        assert "300 MB" in said

    def test_missing(self, tmp_path: Path) -> None:
        assert "cannot be opened" in self.refusal(tmp_path / "none.pdf")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt install libreoffice-writer)")
class TestWord:
    """The report as Word makes it: a grid with merged commentary rows, pictures as lights."""

    def test_every_cell_is_the_printed_text(self, from_word: Paper) -> None:
        rows = rows_of(grids(from_word))
        assert list(rows) == [line.ref for line in all_lines()]
        for line in all_lines():
            words = ["" if word in LIGHTS else word for word in (line.travel, line.progress) if word]
            assert rows[line.ref][0].texts == (line.ref, line.title, *line.values, *words)

    def test_broken_amount_is_joined_and_noted(self, from_word: Paper) -> None:
        """The narrow cell printed "£11,377,28" over "0"."""
        (mended,) = from_word.mended
        assert (mended.before, mended.after) == ("£11,377,28 0", "£11,377,280")

    def test_commentary_and_pictures(self, from_word: Paper) -> None:
        rows = rows_of(grids(from_word))
        for line in all_lines():
            row, said = rows[line.ref]
            assert [para.text for para in said.cells[0].paras] == [
                f"Supporting Commentary: {line.officer}",
                *line.commentary,
            ]
            assert light_in(row.cells[-1]) == (Light(line.progress) if line.progress in LIGHTS else None)
            if line.travel:
                assert arrow_in(row.cells[-2]) == TRAVEL.get(line.travel)

    def test_headings_bullets_and_running_head(self, from_word: Paper) -> None:
        assert [(para.heading, para.text) for para in paras(from_word) if para.heading] == [
            (1, "1.0 Introduction"),
            (2, OBJECTIVES[0][0]),
            (2, OBJECTIVES[1][0]),
        ]
        assert [para.text for para in paras(from_word) if para.list_level == 1] == [
            "more places for children under five",
            "a new team",
        ]
        assert not [para for para in paras(from_word) if para.text == "Example Borough Council"]
