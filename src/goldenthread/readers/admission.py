"""Whether a file may be opened as a report at all, by its presence and size alone; every refusal says what to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from goldenthread.model.reading import Unreadable

MOST_MEGABYTES: Final = 100
"""The largest file that is read: papers with pictures are of a few megabytes."""
_MEGABYTE = 1_000_000


def check_may_be_read(path: Path) -> None:
    """Unreadable for a file, or a folder of files, that is absent, closed to us, no ordinary file, empty or too large."""
    try:
        size = _size(path)
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file “{path}”. Check the name and the folder.") from error
    except PermissionError as error:
        raise Unreadable(f"This account may not read “{path}”. Ask its owner, or use a copy of your own.") from error
    except OSError as error:
        reason = (error.strerror or "the disk gives no reason").lower()
        raise Unreadable(f"“{path}” cannot be read: {reason}. Copy it elsewhere and try again.") from error
    if size == 0:
        raise Unreadable(f"“{path.name}” is empty. Give the report itself: a download may have been cut short.")
    if size > MOST_MEGABYTES * _MEGABYTE:
        raise Unreadable(
            f"“{path.name}” is of {size / _MEGABYTE:,.0f} MB, and files of up to {MOST_MEGABYTES} MB are read. "
            "Take out its pictures and attachments, or save the pages of the report as a file of their own."
        )


def _size(path: Path) -> int:
    """The bytes in a file, or in all the files straight inside a folder."""
    if path.is_dir():
        return sum(entry.stat().st_size for entry in path.iterdir() if entry.is_file())
    if path.exists() and not path.is_file():
        raise Unreadable(f"“{path}” is a pipe or a device. Save what it gives as a file, and give that.")
    with path.open("rb") as stream:
        return os.fstat(stream.fileno()).st_size
