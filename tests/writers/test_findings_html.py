"""The page of findings: each beside its passage, accessible, and safe with any text."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from lxml.html import document_fromstring
from playwright.sync_api import Browser

from goldenthread.model.report import Report
from goldenthread.rules import checks
from goldenthread.rules.checks import Finding, Place, Severity
from goldenthread.writers.findings import Checked
from goldenthread.writers.findings_html import to_html
from tests.rules.checks.papers import measure, report
from tests.writers.browsing import needs_browser, overflow, show

PAPER = report(measure())
WORDS = "Of 585 children 490 were placed, which equates to 82%."


def _finding(code: str = "REF01", **more: object) -> Finding:
    place = Place(
        order=3, section="PED01 Help families early", ref="PED01 01", title="Visits on time", part="commentary"
    )
    given = {
        "place": place,
        "says": "490 of 585 is 83.8%, not 82%.",
        "passage": WORDS,
        "quote": "equates to 82%",
    } | more
    return Finding(code=code, severity=Severity.ERROR, remedy="Work it out again.", **given)


def _page(*findings: Finding) -> str:
    return to_html([Checked("q1.docx", PAPER, findings)])


def _tree(page: str) -> Any:
    return document_fromstring(page)


def _all_sorts() -> list[Checked]:
    """A page with every check of the catalogue, a long passage, an accepted finding and a paper without any."""
    codes = list(checks.CATALOGUE)
    found = tuple(
        _finding(
            code, place=Place(order=n, section=f"Section {n % 4}", ref=f"PED0{n % 4} {n}", title="Visits", part="title")
        )
        for n, code in enumerate(codes, 1)
    )
    long = _finding(passage="word " * 800 + WORDS + " word" * 800, place=Place(order=99, section="End"))
    first = Checked(
        "q1.docx", PAPER, (*found, long), ((_finding(), "The Board knows"),), "q4.docx", "plan.docx", ("A remark.",)
    )
    return [first, Checked("q2.docx", Report(kind=PAPER.kind), ())]


def test_a_finding_stands_beside_its_passage_with_the_words_marked() -> None:
    (beside,) = _tree(_page(_finding())).find_class("beside")
    assert [mark.text for mark in beside.iter("mark")] == ["equates to 82%"]
    assert [part.text_content() for part in beside.find_class("passage")[0]] == ["Commentary", WORDS]
    said = "".join(beside.find_class("said")[0].itertext())
    for words in ("Error", "REF01", "490 of 585 is 83.8%, not 82%.", "Work it out again."):
        assert words in said


def test_findings_of_one_passage_share_it() -> None:
    page = _tree(_page(_finding(), _finding(says="Another thing.", quote="585 children")))
    (beside,) = page.find_class("beside")
    assert [mark.text for mark in beside.iter("mark")] == ["585 children", "equates to 82%"]
    assert len(beside.find_class("badge")) == 2


def test_a_long_passage_is_cut_around_what_matters() -> None:
    page = _tree(_page(_finding(passage="before " * 900 + WORDS + " after" * 900)))
    (shown,) = page.iter("blockquote")
    words = shown.text_content().strip()
    assert len(words) < 1300
    assert words.startswith("…")
    assert words.endswith("…")
    assert [mark.text for mark in shown.iter("mark")] == ["equates to 82%"]


def test_markup_in_a_paper_is_text() -> None:
    page = _tree(_page(_finding(passage="<script>alert(1)</script>", quote="<script>", says="<b>x</b>.")))
    assert not list(page.iter("script"))
    assert not list(page.iter("b"))
    assert [mark.text for mark in page.iter("mark")] == ["<script>"]


def test_every_link_leads_somewhere() -> None:
    page = _tree(to_html(_all_sorts()))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in page.iter("a")]
    assert {f"#why-{code}" for code in checks.CATALOGUE} <= set(links)
    assert all(link[1:] in ids for link in links)


def test_a_paper_without_findings_says_so() -> None:
    page = _tree(_page())
    assert "Nothing was found that needs mending." in page.text_content()


@needs_browser
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_checker_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, width: int) -> None:
    """R9.1: axe, with the rules of WCAG 2.2 A and AA and its best practices; reflow at 320 CSS px."""
    page = show(browser, to_html(_all_sorts()), width)
    found = Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == []
    assert found.response["passes"]
    assert overflow(page) == 0
