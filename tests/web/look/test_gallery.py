"""Every component in a real browser, under the content security policy: scripts start, axe finds nothing, nothing overflows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.web.conftest import StrictClient
from tests.writers.browsing import CHROMIUM, FLAGS, needs_browser, overflow

pytestmark = [needs_browser, pytest.mark.urls("tests.web.look.gallery"), pytest.mark.xdist_group("gallery")]
ADDRESS = "http://localhost"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Open]:
    """Opens an address; the test client answers in place of a server, so no port is needed and each page is strictly read."""
    contexts = []

    def visit(address: str, width: int = 1280, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("**/*", _answer)
        page.goto(ADDRESS + address)
        page.wait_for_load_state("networkidle")
        assert complaints == []
        return page

    yield visit
    for context in contexts:
        context.close()


def _answer(route: Route) -> None:
    response = StrictClient().get(route.request.url.removeprefix(ADDRESS), headers={"host": "localhost"})
    body = response.getvalue() if response.streaming else response.content
    route.fulfill(status=response.status_code, headers=dict(response.items()), body=body)


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("address", ["/gallery/", "/gallery/?wrong", "/accessibility/", "/no-such-page/"])
def test_axe_finds_nothing_and_nothing_overflows(visit: Open, address: str, width: int) -> None:
    page = visit(address, width, bypass_csp=True) if address != "/no-such-page/" else _missing(visit, address, width)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert overflow(page) == 0


def _missing(visit: Open, address: str, width: int) -> Page:
    page = visit("/gallery/", width, bypass_csp=True)
    page.goto(ADDRESS + address)
    return page


def test_scripts_start_under_the_policy(visit: Open) -> None:
    page = visit("/gallery/?wrong")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    started = page.locator("[data-govuk-error-summary-init], [data-govuk-radios-init], [data-govuk-button-init]")
    assert started.count() >= 3


def test_each_error_link_moves_to_its_field(visit: Open) -> None:
    page = visit("/gallery/?wrong")
    links = page.locator(".govuk-error-summary a")
    reached = []
    for number in range(links.count()):
        links.nth(number).click()
        reached.append(page.evaluate("document.activeElement.id"))
    assert reached == [
        *("id_address", "id_post", "id_polarity", "id_priorities", "id_sensitive", "id_target", "id_due", "id_paper"),
    ]


def test_the_councils_font_and_colour_are_on_the_page(visit: Open, settings: Any) -> None:
    settings.COUNCIL_FONT, settings.COUNCIL_COLOUR = "DejaVu Serif", "#8a1538"
    page = visit("/gallery/")
    style = "element => { const s = getComputedStyle(element); return [s.fontFamily, s.color, s.backgroundColor] }"
    font, colour, _ = page.eval_on_selector("main p a.govuk-link", style)
    assert (font, colour) == ('"DejaVu Serif", sans-serif', "rgb(138, 21, 56)")
    assert page.eval_on_selector(".app-header", style)[2] == "rgb(138, 21, 56)"


def test_paper_has_no_navigation_and_no_buttons(visit: Open) -> None:
    page = visit("/gallery/")
    page.emulate_media(media="print")
    for gone in (".govuk-button", ".app-footer", ".govuk-breadcrumbs", ".govuk-skip-link", ".govuk-pagination"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("caption").first.is_visible()
    assert page.eval_on_selector("thead", "element => getComputedStyle(element).display") == "table-header-group"


def test_without_scripts_everything_is_there(visit: Open) -> None:
    page = visit("/gallery/?wrong", java_script_enabled=False)
    assert page.locator("#id_polarity").is_enabled()
    assert page.locator("#id_target").input_value() == "ninety-five"


def test_the_menu_opens_on_a_narrow_screen(visit: Open) -> None:
    page = visit("/gallery/", 390)
    button = page.get_by_role("button", name="Menu")
    assert not page.get_by_role("link", name="Priorities").is_visible()
    button.click()
    assert page.get_by_role("link", name="Priorities").is_visible()
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_the_menu_is_open_without_scripts(visit: Open) -> None:
    page = visit("/gallery/", 390, java_script_enabled=False)
    assert page.get_by_role("link", name="Priorities").is_visible()
    assert page.get_by_role("button", name="Menu").count() == 0


def test_a_keyboard_finds_the_way_past_the_navigation(visit: Open) -> None:
    page = visit("/gallery/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
