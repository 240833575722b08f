"""Pictures of pages, for whoever looks at them and for docs/: only where GOLDENTHREAD_SCREENSHOTS names a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from playwright.sync_api import FloatRect, Page

WIDTH: Final = 1280
FOR_DOCUMENTS: Final = {
    "performance-officer-plan-1280": "plan",
    "performance-officer-measure-1280": "measure",
    "upload-measure": "upload-measure",
    "target-change": "target-change",
    "both-versions": "both-versions",
    "roll-forward": "roll-forward",
    "history": "history",
    "update-filled": "update",
    "completeness": "completeness",
    "return": "return",
    "edition": "edition",
}
"""The pictures that docs/ shows, with their names there. They are of the example council, never of a real one."""
_TALLEST: Final = 1500


def picture(page: Page, name: str) -> None:
    """Leaves a picture of the whole page, if pictures are asked for; and of its upper part in "documents", if docs/ shows it."""
    folder = os.environ.get("GOLDENTHREAD_SCREENSHOTS")
    if not folder:
        return
    (Path(folder) / "documents").mkdir(parents=True, exist_ok=True)
    page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    if name in FOR_DOCUMENTS:
        box = page.locator("body").bounding_box()
        assert box is not None
        clip: FloatRect = {"x": 0, "y": 0, "width": WIDTH, "height": min(box["height"], _TALLEST)}
        page.screenshot(path=Path(folder) / "documents" / f"{FOR_DOCUMENTS[name]}.png", full_page=True, clip=clip)
