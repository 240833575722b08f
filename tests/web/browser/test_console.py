"""The scripts of the pages have nothing to say in the browser's console."""

from __future__ import annotations

from tests.web.browser.conftest import Visit, sign_in
from tests.web.running import Demonstration


def test_each_part_of_a_page_is_started_once(visit: Visit, demo: Demonstration) -> None:
    page = visit().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    sign_in(page, demo, "performance officer")
    page.goto(f"{demo.address}/plans/add/")
    page.wait_for_timeout(500)  # htmx speaks of the page a moment after it has loaded
    assert said == []
