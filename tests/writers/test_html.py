"""The web page: valid, accessible, self-contained, readable on a small screen and on paper, and safe with any text."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from hypothesis import given
from playwright.sync_api import Browser

from goldenthread.model.report import Narrative, Report
from goldenthread.model.text import Paragraph, SmallTable, Span, paragraph
from goldenthread.writers.html import cannot_carry, to_html
from tests.strategies import reports
from tests.writers.browsing import needs_browser, overflow, show
from tests.writers.odd import (
    ALL_ODD,
    DEEP,
    EMPTY,
    LONG_TABLE,
    LONG_WORD,
    MARKUP,
    SEVEN_LONG_COLUMNS,
    WIDE_TABLE,
    odd_report,
    report_of,
)
from tests.writers.words import page_text, parse_page, squeezed


@pytest.fixture(scope="module")
def full_page(full_report: Report) -> str:
    return to_html(full_report)


def tree(report: Report) -> Any:
    return parse_page(to_html(report))


# ---- the markup ----


def test_page_is_valid_and_states_language_and_title(full_page: str) -> None:
    """R9.5 for the web: parsed strictly, so that one wrong tag fails."""
    page = parse_page(full_page)
    assert page.getroot().get("lang") == "en-GB"
    assert page.findtext(".//title") == "Children and young people: priority-based report – Example Borough Council"
    assert [element.tag for element in page.find("body")] == ["a", "header", "nav", "main"]
    assert len(page.findall(".//h1")) == 1


def test_page_needs_nothing_else_and_runs_nothing(full_page: str) -> None:
    page = parse_page(full_page)
    for tag in ("script", "img", "iframe", "object", "form", "link", "base"):
        assert page.findall(f".//{tag}") == []
    assert [element for element in page.iter() if any(name.startswith("on") for name in element.attrib)] == []
    assert not re.search(r"url\(|@import|src=", full_page)


def test_ids_are_unique_and_every_inner_link_leads_somewhere(full_page: str) -> None:
    page = parse_page(full_page)
    ids = [element.get("id") for element in page.iter() if element.get("id") is not None]
    links = [element.get("href") for element in page.iter("a")]
    assert len(ids) == len(set(ids))
    assert all(id_ and not re.search(r"\s", id_) for id_ in ids)
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert {link for link in links if not link.startswith("#")} == {"https://www.example.gov.uk/childcare"}
    assert {"#line-ex01-02", "#line-ex01b"} <= set(links)


def test_headings_skip_no_level(full_page: str) -> None:
    """R9.5: a heading outline without gaps."""
    levels = [int(tag[1]) for tag in re.findall(r"<(h[1-6])[ >]", full_page)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_headings_skip_no_level_where_the_report_does() -> None:
    headings = [element.tag for element in tree(DEEP).iter() if re.fullmatch(r"h\d", str(element.tag))]
    assert headings == ["h1", "h2", "h2", "h3", "h2", "h3", "h4", "h5", "h6"]


def test_every_table_has_a_caption_and_headers_with_their_scope(full_page: str) -> None:
    """Handbook 9.4: caption, scope on row and column headers; 9.5: regular rows, no merged and no blank cells."""
    tables = parse_page(full_page).findall(".//table")
    assert len(tables) == 16
    for table in tables:
        assert table.findtext("caption")
        head = table.findall("thead/tr/th")
        assert {cell.get("scope") for cell in head} == {"col"}
        rows = table.findall("tbody/tr")
        assert {len(row) for row in rows} == {len(head)}
        assert all("".join(cell.itertext()).strip() for cell in table.iter("th", "td"))
        assert not any(cell.get("colspan") or cell.get("rowspan") for cell in table.iter("th", "td"))
        assert {cell.get("scope") for cell in table.findall("tbody/tr/th")} <= {"row"}
    headers = [table.find("tbody/tr")[0].tag for table in tables]
    assert headers.count("td") == 4  # the one row of each line that has a heading of its own starts with a figure
    assert headers.count("th") == 12


def test_lights_and_arrows_are_shape_and_word(full_page: str) -> None:
    """R9.2: with neither style nor colour nor sight, the word is there; no two words share a shape."""
    statuses = [element for element in parse_page(full_page).iter("span") if "status" in element.get("class", "")]
    assert len(statuses) == 18
    pairs = {("".join(element[0].itertext()), element[0].tail.strip().split()[0]) for element in statuses}
    assert pairs == {("●", "Green"), ("▲", "Amber"), ("■", "Red"), ("↑", "Better"), ("→", "Same"), ("↓", "Worse")}
    assert {element[0].get("aria-hidden") for element in statuses} == {"true"}


# ---- odd reports ----


@pytest.mark.parametrize("report", ALL_ODD, ids=range(len(ALL_ODD)))
def test_an_odd_report_is_a_valid_page(report: Report) -> None:
    page = tree(report)
    ids = [element.get("id") for element in page.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))


def test_markup_in_a_text_is_text() -> None:
    page = tree(odd_report(MARKUP))
    assert page.findall(".//script") == []
    assert page.findall(".//img") == []
    assert "".join(page.find(".//h1").itertext()) == MARKUP
    assert "".join(page.find(".//main").itertext()).count(MARKUP) >= 10


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://www.example.gov.uk/a?b=1&c=2", True),
        ("http://www.example.gov.uk", True),
        ("mailto:office@example.gov.uk", True),
        ("HTTPS://EXAMPLE.GOV.UK/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//example.gov.uk", False),
        ("https://", False),
        ('https://example.gov.uk/"onclick="alert(1)', True),
        ("https://example.gov.uk/" + "a" * 3000, False),
    ],
)
def test_only_web_and_mail_addresses_are_links(address: str, followed: bool) -> None:
    report = report_of(Paragraph(spans=(Span(text="the address", link=address),)))
    links = list(tree(report).find(".//main").iter("a"))
    assert [link.get("href") for link in links] == ([address] if followed else [])
    assert [set(link.attrib) for link in links] == ([{"href"}] if followed else [])
    said = "The address of “the address” is not of a web page or mailbox, so it is printed without a link."
    assert (said in cannot_carry(report)) is not followed


def test_control_characters_are_left_out_and_said_so() -> None:
    report = report_of(paragraph("before\x07after\ufffe"))
    assert "beforeafter" in page_text(to_html(report))
    assert cannot_carry(report) == ("Control characters are left out.",)


def test_what_is_not_printed_is_said(full_report: Report) -> None:
    assert cannot_carry(full_report) == (
        "A light or arrow that was worked out is printed only where the paper has none, without rule, version and inputs.",
        "Definitions that were proposed from the wording, and not stated by the council, are not printed.",
    )
    assert cannot_carry(EMPTY) == ()


@given(report=reports())
def test_any_report_is_a_valid_page(report: Report) -> None:
    page = tree(report)
    ids = {element.get("id") for element in page.iter()}
    assert all(link.get("href")[1:] in ids for link in page.iter("a") if link.get("href").startswith("#"))


# ---- in a browser ----


@needs_browser
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["full", "odd", "empty", "wide"])
def test_checker_finds_nothing(browser: Browser, full_report: Report, name: str, width: int) -> None:
    """R9.1: axe, with the rules of WCAG 2.2 A and AA and its best practices."""
    report = {"full": full_report, "odd": odd_report(MARKUP), "empty": EMPTY, "wide": WIDE_TABLE}[name]
    page = show(browser, to_html(report), width)
    found = Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == []
    assert found.response["passes"]


@needs_browser
@pytest.mark.parametrize("width", [320, 390, 640, 800, 1000, 1280])
def test_nothing_scrolls_sideways(browser: Browser, full_page: str, width: int) -> None:
    """R9.1: reflow at 320 CSS px; 640 is a window of 1,280 at 200% zoom."""
    assert overflow(show(browser, full_page, width)) == 0


@needs_browser
@pytest.mark.parametrize(
    "report",
    [odd_report(LONG_WORD), WIDE_TABLE, LONG_TABLE, SEVEN_LONG_COLUMNS],
    ids=["words", "wide", "long", "seven"],
)
def test_nothing_scrolls_sideways_in_an_odd_report(browser: Browser, report: Report) -> None:
    for width in (320, 640, 700, 980, 1210, 1280):
        assert overflow(show(browser, to_html(report), width)) == 0


@needs_browser
def test_text_can_be_spaced_out_without_loss(browser: Browser, full_page: str) -> None:
    """WCAG 1.4.12: with a reader's own spacing of lines, words and letters nothing is cut off or runs over."""
    page = show(browser, full_page, 320)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    )
    assert overflow(page) == 0


@needs_browser
def test_a_row_on_a_small_screen_says_its_headings_and_stays_a_table(browser: Browser, full_page: str) -> None:
    page = show(browser, full_page, 320)
    cell = page.get_by_role("table", name="Milestones of EX01").get_by_role("cell", name="September 2021")
    assert cell.count() == 1
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Due"'
    assert page.get_by_role("table").count() == 16
    assert page.get_by_role("columnheader", name="Due", exact=True).count() == 1


@needs_browser
def test_keyboard_reaches_the_skip_link_first_and_sees_where_it_is(browser: Browser, full_page: str) -> None:
    """WCAG 2.4.1 and 2.4.7."""
    page = show(browser, full_page)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the report"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("link => getComputedStyle(link).outlineStyle") == "solid"


@needs_browser
def test_a_number_in_brackets_is_heard_as_minus(browser: Browser, full_page: str) -> None:
    """R8.3: a screen reader passes over brackets; the eye still sees the paper's own form."""
    page = show(browser, full_page)
    cell = page.get_by_role("cell", name="minus 103", exact=True)
    assert cell.count() == 1
    assert cell.locator("[aria-hidden]").inner_text() == "(103)"


@needs_browser
def test_the_caption_that_repeats_a_heading_is_heard_and_not_seen(browser: Browser, full_page: str) -> None:
    """Handbook 9.4: each table has a name; no line of the page says again what the line above it says."""
    page = show(browser, full_page)
    table = page.get_by_role("table", name="EX01 01: figures and progress")
    assert table.count() == 1
    box = table.locator("caption").bounding_box()
    assert box is not None
    assert box["width"] <= 1


@needs_browser
def test_page_holds_its_words_without_style(browser: Browser, full_page: str) -> None:
    """R9.2: with the style off, each status still has its word."""
    page = show(browser, re.sub(r"<style>.*?</style>", "", full_page, flags=re.DOTALL))
    seen = page.locator("main").inner_text()
    for status in ("● Green", "▲ Amber", "■ Red", "↑ Better", "→ Same", "↓ Worse", "Symbol not in the source"):
        assert status in seen


@needs_browser
def test_page_loads_nothing(browser: Browser, full_page: str) -> None:
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(full_page, wait_until="load")
    assert asked == []


@needs_browser
def test_on_paper_tables_are_tables_and_nothing_is_cut(browser: Browser, full_report: Report) -> None:
    """The print stylesheet: the column headings stand over their columns, also on paper narrower than a screen."""
    heading = tuple(f"Circumstances {n}" for n in range(9))
    wide = Narrative(title="Wide", blocks=(SmallTable(header=heading, rows=(heading,)),))
    report = full_report.model_copy(update={"sections": (*full_report.sections, wide)})
    page = show(browser, to_html(report))
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
        assert all(char["x1"] < sheet.width - 20 for sheet in pdf.pages for char in sheet.chars)
        sizes = {(round(float(sheet.width)), round(float(sheet.height))) for sheet in pdf.pages}
    assert "Ref Milestone Due Responsible Progress" in text
    assert "Skip to the report" not in text
    assert sizes == {(595, 842), (842, 595)}  # the table of nine columns is turned


# ---- the same words, and speed ----


def test_each_cell_of_a_long_table_is_there() -> None:
    text = squeezed(page_text(to_html(LONG_TABLE)))
    assert all(f"Row{n}{n * 3}" in text for n in range(1, 301))
