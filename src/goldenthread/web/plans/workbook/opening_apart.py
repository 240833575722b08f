"""Opens a workbook that came back in a process of its own first, with a limit to its time and memory.

A few kilobytes can name a cell so far away that opening them takes all the memory there is, and ends the process that tries:
that must not be the web server. `python -m goldenthread.web.plans.workbook.opening_apart FILE` is the process; it knows
neither Django nor the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from goldenthread.model.reading import Unreadable
from goldenthread.readers.sheet_files import open_book

SECONDS: Final = 30
MEMORY: Final = 1024**3


def opens(path: Path, *, seconds: int = SECONDS, memory: int = MEMORY) -> bool:
    """Whether the workbook can be opened within the time and memory that a plan's workbook needs."""
    command = [sys.executable, "-I", "-m", __name__, str(path), str(seconds), str(memory)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


# ---- in the process apart ----


def main(arguments: list[str]) -> None:
    """The process apart: opens the workbook. One that is refused with a sentence opens, as far as this process is concerned."""
    import resource

    path, seconds, memory = arguments
    for what, most in (
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_CPU, int(seconds)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    try:
        open_book(Path(path))
    except Unreadable as error:
        if isinstance(error.__cause__, MemoryError):
            raise


if __name__ == "__main__":
    main(sys.argv[1:])
