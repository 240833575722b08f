"""A real `goldenthread demo` with its own database, and Debian's Chromium in front of it. Each worker of the run has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.running import Demonstration, own_folder, running_demo

CHROMIUM = Path("/usr/bin/chromium")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def demo() -> Iterator[Demonstration]:
    """The application with the example council."""
    if not CHROMIUM.exists():
        pytest.skip("Debian's Chromium is not installed: apt-get install chromium")
    with own_folder() as folder, running_demo(folder / "data") as demo:
        yield demo


@pytest.fixture(scope="module")
def chromium(demo: Demonstration) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(_QUIET))
        yield browser
        browser.close()


Visit = Callable[..., BrowserContext]


@pytest.fixture
def visit(chromium: Browser, demo: Demonstration) -> Iterator[Visit]:
    """A new visitor: `visit(scripts=False, width=NARROW)`."""
    opened: list[BrowserContext] = []

    def visit(*, scripts: bool = True, size: dict[str, int] = WIDE) -> BrowserContext:
        context = chromium.new_context(
            base_url=demo.address,
            java_script_enabled=scripts,
            viewport={"width": size["width"], "height": size["height"]},
            locale="en-GB",
            accept_downloads=True,
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield visit
    for context in opened:
        context.close()


def sign_in(page: Page, demo: Demonstration, role: str) -> None:
    """Signs in as the demonstration's holder of that role."""
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(demo.sign_ins[role])
    page.get_by_label("Password").first.fill(demo.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")
