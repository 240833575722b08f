"""Somebody at a keyboard: everything is reached by Tab and done by Enter, Space and the arrows, never by the mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page

from tests.web.browser.pictures import picture

_MOST_STEPS: Final = 600


class NotReached(AssertionError):
    """Tab does not lead there."""


class Keyboard:
    """The keys of one page, counted in `pressed`. With `pictures` it leaves pictures (no browser takes them without scripts)."""

    def __init__(self, page: Page, *, pictures: bool = False) -> None:
        self.page = page
        self.pictures = pictures
        self.pressed = 0

    @property
    def spent(self) -> str:
        """What it took, in words."""
        return f"{self.pressed} keys"

    def picture(self, name: str) -> None:
        """Leaves a picture of the page, if pictures are asked for."""
        if self.pictures:
            picture(self.page, name)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def reach(self, target: Locator) -> None:
        """Tabs until the target has the focus."""
        target.wait_for(state="attached")
        for _ in range(_MOST_STEPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise NotReached(f"Tab does not lead to {target}")

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Follows the first link of that name in the page's main part; where it has none, in what stands around it."""
        found = self.page.get_by_role("main").get_by_role("link", name=name, exact=exact)
        self.reach((found if found.count() else self.page.get_by_role("link", name=name, exact=exact)).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def push(self, name: str, *, exact: bool = False) -> None:
        """Presses the first button of that name, which leads to a page."""
        self.reach(self.page.get_by_role("button", name=name, exact=exact).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def fill(self, label: str, text: str, *, exact: bool = False) -> None:
        """Types into the field of that label, in place of what stands there."""
        self.reach(self.page.get_by_label(label, exact=exact).first)
        self.press("Control+a")
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def choose(self, name: str, *, exact: bool = False) -> None:
        """Chooses the radio of that name: Tab leads to its group, the arrows to it."""
        radio = self.page.get_by_role("radio", name=name, exact=exact).first
        group = radio.get_attribute("name")
        for _ in range(_MOST_STEPS):
            if self.page.evaluate("document.activeElement.getAttribute('name')") == group:
                break
            self.press("Tab")
        else:
            raise NotReached(f"Tab does not lead to the choice {name}")
        self.press("Space")
        for _ in range(50):
            if radio.is_checked():
                return
            self.press("ArrowDown")
        raise NotReached(f"The arrows do not lead to {name}")

    def give_file(self, label: str, file: Path) -> None:
        """Reaches the field by Tab; the system's own window for files is not the page's to test."""
        field = self.page.get_by_label(label).first
        self.reach(field)
        field.set_input_files(file)
