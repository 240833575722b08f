"""Blocks of text: two texts that read the same are equal, whatever file they came from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from goldenthread.model.text import (
    ListItem,
    Paragraph,
    Picture,
    SmallTable,
    Span,
    list_item,
    paragraph,
    plain,
    plain_text,
    tidy_spans,
)

_SPANS = st.lists(
    st.builds(
        Span,
        text=st.lists(st.sampled_from(["word", "café", " ", "  ", "\t", "\n", "\u00a0", ".", ""]), max_size=4).map(
            "".join
        ),
        strong=st.booleans(),
        emphasis=st.booleans(),
        link=st.sampled_from(["", "", "https://example.org"]),
    ),
    max_size=6,
).map(tuple)


def _text(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans)


def _marks(span: Span) -> tuple[bool, bool, str]:
    return span.strong, span.emphasis, span.link


@given(_SPANS)
def test_tidying_folds_blanks_and_keeps_every_word(spans: tuple[Span, ...]) -> None:
    """The words are those of the source, with one space where there were several."""
    assert _text(tidy_spans(spans)) == " ".join(_text(spans).split())


@given(_SPANS)
def test_tidying_twice_changes_nothing_more(spans: tuple[Span, ...]) -> None:
    """A canonical form is one: neighbours differ in their marks, and no span is empty."""
    tidy = tidy_spans(spans)
    assert tidy_spans(tidy) == tidy
    assert all(span.text for span in tidy)
    assert all(_marks(one) != _marks(other) for one, other in pairwise(tidy))


@given(_SPANS)
def test_each_word_keeps_its_marks(spans: tuple[Span, ...]) -> None:
    """Tidying never makes a plain letter bold, or a link of what was none."""

    def letters(of: tuple[Span, ...]) -> list[tuple[str, tuple[bool, bool, str]]]:
        return [(letter, _marks(span)) for span in of for letter in span.text if not letter.isspace()]

    assert letters(tidy_spans(spans)) == letters(spans)


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (paragraph("A text"), "A text"),
        (list_item("An item", 2), "An item"),
        (Paragraph(spans=(Span(text="Two "), Span(text="spans", strong=True))), "Two spans"),
        (SmallTable(header=("A", "B"), rows=(("1", ""),)), "A | B\n1 | "),
        (Picture(description="A chart"), "[Picture: A chart]"),
        (Paragraph(), ""),
    ],
)
def test_a_block_has_a_plain_form(block: Paragraph | ListItem | SmallTable | Picture, words: str) -> None:
    """For a cell of a spreadsheet: the words without the marks."""
    assert plain(block) == words


def test_blocks_are_one_line_each() -> None:
    """In their order."""
    assert plain_text((paragraph("One"), list_item("Two"))) == "One\nTwo"


@pytest.mark.parametrize("level", [0, 5])
def test_lists_have_four_levels(level: int) -> None:
    """What Word, HTML and PDF can all show."""
    with pytest.raises(ValidationError, match="level"):
        ListItem(level=level)


def test_a_table_has_a_header() -> None:
    """R1.6: one header row."""
    with pytest.raises(ValidationError, match="header"):
        SmallTable(header=())
