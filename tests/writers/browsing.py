"""A page in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
needs_browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium")


def show(browser: Browser, page: str, width: int = 1280) -> Page:
    """The page on a screen of that width. The policy in the page would stop the checker's own script, so it is put by."""
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    shown = context.new_page()
    shown.set_content(page)
    return shown


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
