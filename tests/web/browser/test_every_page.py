"""Every page that links lead to, for each role: axe finds nothing, and nothing runs out sideways, at 1280 and at 390 pixels."""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.web.browser.conftest import NARROW, WIDE, Visit, sign_in
from tests.web.browser.pictures import picture
from tests.web.running import Demonstration

_NOT_PAGES = {
    "plan_download", "plan_workbook", "upload_file", "account_logout", "brand", "health", "edition_download", "evidence",
    "paper_priority_download", "paper_directorate_download", "updates_workbook_download",
}  # fmt: skip
_MOST_OF_ONE = 1
"""So many pages of each address are looked at: its first ones."""


def _faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    faults = [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        faults.append(f"runs out sideways by {over} pixels")
    return faults


def _links(page: Page) -> list[str]:
    addresses = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    return [urlsplit(address).path for address in addresses if address.startswith(page.url.split("/")[0])]


def _name(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


@pytest.mark.parametrize(
    "role",
    [
        "performance officer",
        "director",
        "administrator",
        "responsible officer",
        "contributor",
        "member",
    ],
)
def test_pages_are_accessible(role: str, visit: Visit, demo: Demonstration) -> None:
    context = visit()
    page = context.new_page()
    sign_in(page, demo, role)
    waiting = deque(["/"])
    seen: dict[str, int] = {}
    faults: list[str] = []
    while waiting:
        path = waiting.popleft()
        name = _name(path)
        if name is None or name in _NOT_PAGES or seen.get(name, 0) >= _MOST_OF_ONE:
            continue
        seen[name] = seen.get(name, 0) + 1
        for size in (WIDE, NARROW):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            faults += [f"{path} ({name}) at {size['width']}: {fault}" for fault in _faults(page)]
            picture(page, f"{role.replace(' ', '-')}-{name}-{size['width']}")
        waiting.extend(_links(page))
    assert faults == []
    assert len(seen) > 3
