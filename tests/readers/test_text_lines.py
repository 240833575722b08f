"""The lines of text files: encodings, page furniture, and lines joined into paragraphs again."""

from __future__ import annotations

import pytest

from goldenthread.model.reading import Unreadable
from goldenthread.readers.text_lines import PAGE_END, TextLine, decode, paragraphs, source_lines, width_of

TEXT = "Cost – “£1m” in Zoë’s café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_councils_systems_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf_16_of_either_order_is_read_by_its_mark() -> None:
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le")) == TEXT
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(1, 32)) * 40, b"PK\x03\x04\x14\x00"]
)
def test_a_file_that_is_no_text_is_refused_with_the_remedy(data: bytes) -> None:
    with pytest.raises(Unreadable, match="Save it as plain text"):
        decode(data)


def texts(text: str) -> list[str]:
    return [line.text for line in source_lines(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_lines_end_as_every_system_ends_them_and_keep_their_numbers(end: str) -> None:
    lines = source_lines(end.join(["One", "two", "", "four"]))
    assert [(line.text, line.number, line.where) for line in lines] == [
        ("One", 1, "line 1"),
        ("two", 2, "line 2"),
        ("", 3, "line 3"),
        ("four", 4, "line 4"),
    ]


def pages(*numbers: int, gap: str = "\n\n\n", after: str = "\n\n") -> str:
    """Pages of thirty lines, each but the last with a number at its end."""
    bodies = ["\n".join(f"Page {page} says on its line {n} this." for n in range(30)) for page in (*numbers, "last")]
    return "".join(f"{body}{gap}{number}{after}" for body, number in zip(bodies, numbers, strict=False)) + bodies[-1]


def test_page_numbers_go_and_leave_the_end_of_a_page() -> None:
    lines = texts(pages(1, 2, 3))
    assert [line for line in lines if line.strip().isdigit()] == []
    assert lines.count(PAGE_END) == 3


@pytest.mark.parametrize("text", [pages(1, 2, 3, gap="\n", after="\n\f"), f"{pages()}\n\nPage 1 of 9\n\n{pages()}"])
def test_page_numbers_are_known_by_a_form_feed_or_the_word_page(text: str) -> None:
    assert not [line for line in texts(text) if line.strip().isdigit() or line.endswith("of 9")]


def test_a_run_of_page_numbers_may_begin_anywhere_but_a_lone_number_may_not() -> None:
    """An agenda's pages are numbered through all its papers."""
    assert [line for line in texts(pages(47, 48, 49)) if line.isdigit()] == []
    assert [line for line in texts(pages(47)) if line.isdigit()] == ["47"]


def test_a_figure_that_stands_as_page_numbers_do_is_kept() -> None:
    """A figure taken for a page number would leave a cell empty, or another's figure in it."""
    text = pages(1, 2, 3).replace("Page 2 says on its line 10 this.", "\n\n18\n\n")
    assert [line for line in texts(text) if line.isdigit()] == ["18"]


def test_running_heads_beside_the_ends_of_pages_go() -> None:
    text = pages(1, 2, 3, 4, after="\n\n\fExample Borough Council – Quarter 1\n")
    assert not any("Example Borough" in line for line in texts(text))


def test_a_running_head_is_known_without_pages_where_it_cuts_a_sentence() -> None:
    head = "\n\nExample Borough Council report\n\n"
    text = head.join(["The work of the team goes on in", "all the wards.", "More of it comes.", "The end."])
    assert [line for line in texts(text) if line] == [
        "The work of the team goes on in",
        "all the wards.",
        "More of it comes.",
        "The end.",
    ]


@pytest.mark.parametrize("line", ["Refer comment", "Current Direction", "100% of eligible", "of Travel Progress"])
def test_lines_of_a_table_are_no_running_heads_however_often_they_stand_alone(line: str) -> None:
    text = f"\n\n{line}\n\n".join(["Cost of the service to", "the borough", "and its people", "in the year"])
    assert texts(text).count(line) == 3


def joined(text: str) -> list[tuple[str, int]]:
    lines = source_lines(text)
    return [(para.text, para.list_level) for para in paragraphs(lines, width_of(lines))]


def test_lines_are_joined_into_paragraphs_over_a_page_break_in_mid_sentence() -> None:
    opened = "The depot opened in June and works well, as the\nboard was told in July."
    assert joined(f"{opened}\n\nSavings are on course for the year and\n\n\n\nmore will come.") == [
        ("The depot opened in June and works well, as the board was told in July.", 0),
        ("Savings are on course for the year and more will come.", 0),
    ]


@pytest.mark.parametrize("mark", ["•", "-", "–", "*", "▪", "\uf0b7", "●"])
def test_marked_lines_are_list_items_whose_lines_go_on(mark: str) -> None:
    text = f"We will:\n{mark} open the new depot in the\nautumn\n{mark} close the old one\n"
    assert joined(text) == [("We will:", 0), ("open the new depot in the autumn", 1), ("close the old one", 1)]


def test_a_dash_within_words_marks_no_list() -> None:
    assert joined("-5% is the change\n") == [("-5% is the change", 0)]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert joined("") == []
    assert joined("\n \n\f\n") == []
    assert width_of([]) == 80
    assert TextLine(" \t", 1).is_blank
