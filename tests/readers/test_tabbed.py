"""Text that keeps its tables by tabs, with a little Markdown and HTML among its words."""

from __future__ import annotations

import pytest

from goldenthread.model.text import Span
from goldenthread.readers.paper import Grid, Para
from goldenthread.readers.tabbed import is_tabbed, marked_spans, paper_from_tabbed
from goldenthread.readers.text_lines import source_lines

TABLE = "Ref\tMeasure\tTarget\tCurrent\nHSG 01\tHomes let\t28\t34\nHSG 02\tHomes mended\t90%\t\n"


def blocks(text: str) -> tuple[Para | Grid, ...]:
    return paper_from_tabbed(source_lines(text)).blocks


def paras(text: str) -> list[Para]:
    return [block for block in blocks(text) if isinstance(block, Para)]


def test_lines_with_tabs_are_the_rows_of_a_table() -> None:
    (grid,) = blocks(TABLE)
    assert isinstance(grid, Grid)
    assert [row.texts for row in grid.rows] == [
        ("Ref", "Measure", "Target", "Current"),
        ("HSG 01", "Homes let", "28", "34"),
        ("HSG 02", "Homes mended", "90%", ""),
    ]
    assert [row.where for row in grid.rows] == ["line 1", "line 2", "line 3"]


@pytest.mark.parametrize(
    ("text", "tabbed"),
    [
        (TABLE, True),
        ("1.1\tThe first paragraph\n1.2\tThe second\n1.3\tThe third\n•\tAn item\n", False),
        ("HSG 01 Homes\nHSG 02 let\nHSG 03 now\n\tA\tB\n31\t28\t34\n40\t41\t42\n35\t36\t37\n", False),
        ("Words\tand words\nNothing else\n", False),
        ("", False),
    ],
    ids=["table", "numbered paragraphs", "tabs between the cells of flat rows", "one tab", "empty"],
)
def test_tabs_make_tables_only_where_they_part_cells(text: str, tabbed: bool) -> None:
    assert is_tabbed(source_lines(text)) is tabbed


def test_lists_and_breaks_within_a_cell_are_paragraphs_of_their_own() -> None:
    (grid,) = blocks(
        "Ref\tCommentary\nHSG 01\tFirst.<br>Second<ul><li>one</li><li>two</li></ul>\nHSG 02\t▪ three ▪ four\n"
    )
    assert isinstance(grid, Grid)
    cells = [row.cells[1] for row in grid.rows[1:]]
    assert [(para.text, para.list_level) for para in cells[0].paras] == [
        ("First.", 0),
        ("Second", 0),
        ("one", 1),
        ("two", 1),
    ]
    assert [(para.text, para.list_level) for para in cells[1].paras] == [("three", 1), ("four", 1)]


def test_marks_of_bold_italic_and_links_are_kept_and_other_tags_dropped() -> None:
    assert marked_spans(
        "<p>A <b>bold</b> &amp; <em>fine</em> **day** [here](https://example.org) [x](javascript:y)</p>"
    ) == (
        Span(text="A "),
        Span(text="bold", strong=True),
        Span(text=" & "),
        Span(text="fine", emphasis=True),
        Span(text=" "),
        Span(text="day", strong=True),
        Span(text=" "),
        Span(text="here", link="https://example.org"),
        Span(text=" "),
        Span(text="x"),
    )


def test_a_less_than_sign_before_a_number_is_no_tag() -> None:
    assert marked_spans("rate < 5 and > 3") == (Span(text="rate < 5 and > 3"),)


def test_marked_headings_have_their_level_and_nothing_else_is_a_heading() -> None:
    found = paras("# Report\n\n## Key Developments\n\nShort line\n\n- an item\n\nA sentence.\n")
    assert [(para.text, para.heading, para.list_level) for para in found] == [
        ("Report", 1, 0),
        ("Key Developments", 2, 0),
        ("Short line", 0, 0),
        ("an item", 0, 1),
        ("A sentence.", 0, 0),
    ]


def test_a_short_line_over_text_is_a_heading_where_none_are_marked() -> None:
    text = "The depot is open and works well.\n\nIt will be, in time, a good one:\n\nbins\n\nand more.\n"
    assert [(para.text, para.heading) for para in paras(f"Key Developments\n\nNew depot\n\n{text}")] == [
        ("Key Developments", 1),
        ("New depot", 2),
        ("The depot is open and works well.", 0),
        ("It will be, in time, a good one:", 0),
        ("bins and more.", 0),
    ]


def test_a_paragraph_cut_by_the_end_of_a_page_is_joined() -> None:
    assert [
        para.text for para in paras("# Report\n\nThe depot opened in the\n\nautumn of the year.\n\nAll is well.\n")
    ] == [
        "Report",
        "The depot opened in the autumn of the year.",
        "All is well.",
    ]
