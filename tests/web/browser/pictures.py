"""Pictures of pages, for whoever looks at them and for docs/: only where GOLDENTHREAD_SCREENSHOTS names a folder."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page


def picture(page: Page, name: str) -> None:
    """Leaves a picture of the whole page, if pictures are asked for."""
    folder = os.environ.get("GOLDENTHREAD_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
