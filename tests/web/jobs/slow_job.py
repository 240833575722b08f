"""A job that lasts until a file is there, and notes each time that it begins and ends."""

from __future__ import annotations

import time
from pathlib import Path

from procrastinate.contrib.django import app


@app.task(name="wait_for_file")
def wait_for_file(folder: str) -> None:
    """Begin, wait for the file "go", and end."""
    notes = Path(folder, "notes")
    with notes.open("a") as file:
        file.write("began\n")
    while not Path(folder, "go").exists():
        time.sleep(0.05)
    with notes.open("a") as file:
        file.write("ended\n")
