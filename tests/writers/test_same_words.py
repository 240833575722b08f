"""HTML, PDF and Word say the same, and leave out nothing that the report holds (R9.4)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from hypothesis import given

from goldenthread.model.report import Report
from goldenthread.writers.docx import to_docx
from goldenthread.writers.glyphs import printable
from goldenthread.writers.html import to_html
from goldenthread.writers.pdf import to_pdf
from tests.strategies import small_reports
from tests.writers.words import page_text, pdf_text, squeezed

# What a report holds beside its words: the kinds of things, what was made of the words, and what cannot be seen on paper.
NOT_WORDS = {
    *("version", "kind", "part", "block", "line", "role", "period", "absence", "figures", "target", "markers"),
    *(
        "light",
        "arrow",
        "judged",
        "known",
        "why",
        "rule",
        "reason",
        "inputs",
        "link",
        "value",
        "on",
        "as_at",
        "date",
        "convention",
    ),
}


def words_of(value: Any, unseen: set[str]) -> Iterator[str]:
    """Every text of a report's own JSON that a reader of the paper should see.

    What was worked out is for those lines that an officer did not judge (ADR 0013).
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in unseen and not (key == "computed" and value.get("judged")):
                yield from words_of(inner, unseen)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner, unseen)
    elif isinstance(value, str) and value:
        yield value


def word_text(document: bytes) -> str:
    """What a Word file says in its body, in its order."""
    body = docx.Document(io.BytesIO(document)).element.body
    return "".join(element.text or "" for element in body.iter() if element.tag.endswith("}t"))


@pytest.fixture(scope="module")
def said(full_report: Report) -> dict[str, str]:
    return {
        "html": "".join(page_text(to_html(full_report), part) for part in ("header", "main")),
        "pdf": pdf_text(to_pdf(full_report)),
        "docx": word_text(to_docx(full_report)),
    }


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_every_word_of_the_report_is_printed(full_report: Report, said: dict[str, str], form: str) -> None:
    """R9.4: titles, cells, commentary, key: all of it, in each format."""
    unseen = NOT_WORDS | {"number"} if form == "docx" else NOT_WORDS  # Word counts the numbers of its headings itself
    words = list(words_of(full_report.model_dump(mode="json"), unseen))
    assert len(words) > 150
    printed = squeezed(said[form])
    assert [text for text in words if squeezed(text) not in printed] == []


def test_markers_and_brackets_stay_with_their_numbers(said: dict[str, str]) -> None:
    """R9.4: a provisional figure is provisional, and an overspend is in brackets, in each format."""
    for printed in said.values():
        assert "68.5% (prov)" in printed
        assert "(103)" in printed


@given(report=small_reports())
def test_page_and_pdf_say_the_same_in_the_same_order(report: Report) -> None:
    """R9.4, letter for letter, for any report; the PDF says its title, facts and contents before it."""
    page = printable(page_text(to_html(report)))  # the PDF names a symbol that its font lacks
    assert squeezed(pdf_text(to_pdf(report))).endswith(squeezed(page))
