"""Somebody with a mouse, whose clicks and keys are counted; it does what the keyboard's visitor does, in the same words."""

from __future__ import annotations

from playwright.sync_api import Page


class Mouse:
    """`clicks` counts presses of the mouse, `pressed` keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0
        self.pressed = 0

    @property
    def spent(self) -> str:
        """What it took, in words."""
        return f"{self.clicks} clicks and {self.pressed} keys"

    def fill(self, label: str, text: str, *, exact: bool = False) -> None:
        """Clicks into the field of that label and types."""
        self.page.get_by_label(label, exact=exact).first.click()
        self.page.keyboard.type(text)
        self.clicks, self.pressed = self.clicks + 1, self.pressed + len(text)

    def choose(self, name: str, *, exact: bool = False) -> None:
        """Clicks the radio of that name."""
        self.page.get_by_role("radio", name=name, exact=exact).first.click()
        self.clicks += 1

    def push(self, name: str, *, exact: bool = False) -> None:
        """Clicks the button of that name, which leads to a page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.clicks += 1
