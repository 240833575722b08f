"""Writing files whole or not at all.

Every file is written aside in its own folder, flushed to the disk and only then renamed: nobody ever meets half a file, and
a failure leaves what stood there before.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path


class NotPossible(Exception):
    """Something asked for that cannot be done. The message is for a person, and says what to do instead."""


def write_files(files: Mapping[Path, bytes], outdated: Iterable[Path] = ()) -> None:
    """Write all of `files`, or none: folders are made, earlier files of the same names are replaced only at the end.

    `outdated` files are removed in the same step: those that would belong to what is written, and be wrong.
    """
    writing = _Writing()
    try:
        for path, data in files.items():
            writing.aside(path, data)
        writing.put_in_place()
        writing.take_away(outdated)
    except OSError as error:
        writing.undo()
        raise NotPossible(_sentence(error, writing.at)) from error
    except BaseException:
        writing.undo()
        raise
    writing.tidy()


class _Writing:
    """The state of one writing of several files, so that it can be undone."""

    def __init__(self) -> None:
        self.at = Path()
        self._made: list[Path] = []
        self._asides: dict[Path, Path] = {}
        self._earlier: dict[Path, Path] = {}
        self._placed: list[Path] = []
        self._devices: dict[Path, bytes] = {}

    def aside(self, path: Path, data: bytes) -> None:
        self.at = path
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        self._make_folder(path.parent)
        target = path.resolve()  # a link stays a link: what it leads to is replaced
        if target.exists() and not target.is_file():
            self._devices[target] = data  # a pipe or a device is written to: replaced, it would be lost to everybody
            return
        aside = _beside(target)
        self._asides[target] = aside
        # as open() makes it, so that the account's own habits decide who may read it
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())

    def put_in_place(self) -> None:
        for target in self._asides:
            self.at = target
            if target.exists():
                self._earlier[target] = _keep(target)
        for target, aside in self._asides.items():
            self.at = target
            os.replace(aside, target)
            self._placed.append(target)
        for device, data in self._devices.items():
            self.at = device
            device.write_bytes(data)

    def take_away(self, paths: Iterable[Path]) -> None:
        for path in paths:
            self.at = path
            kept = _beside(path)
            os.replace(path, kept)
            self._earlier[path] = kept
            self._placed.append(path)

    def undo(self) -> None:
        """Leave everything as it was found; what cannot be undone is left, for there is nobody left to ask."""
        for target in self._placed:
            with suppress(OSError):
                if target in self._earlier:
                    os.replace(self._earlier.pop(target), target)
                else:
                    target.unlink()
        _remove(self._asides.values())
        self.tidy()
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def tidy(self) -> None:
        """Remove the copies of earlier files."""
        _remove(self._earlier.values())

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self._made.append(one)


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")


def _keep(target: Path) -> Path:
    """A second name for a file that is about to be replaced; a copy where the disk knows no second names."""
    kept = _beside(target)
    try:
        os.link(target, kept)
    except OSError:
        shutil.copy2(target, kept)
    return kept


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _sentence(error: OSError, path: Path) -> str:
    nothing = "Nothing was written"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return f"There is no room on the disk for “{path}”. Free some space, or name another folder with -o. {nothing}."
        case errno.EISDIR:
            return (
                f"“{path}” is a folder, and a file of that name was to be written. Rename it, or name another with -o."
            )
        case errno.ENOTDIR | errno.EEXIST:
            return f"“{path.parent}” is not a folder, so nothing can be written in it. Name a folder with -o."
        case errno.ENAMETOOLONG:
            return f"The name “{path.name[:40]}…” is too long for this disk. Give the file a shorter name. {nothing}."
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.EBUSY:
            return (
                f"“{path}” cannot be written: this account may not, or another program has it open. "
                f"Close it there, or name another folder with -o. {nothing}."
            )
        case _:
            return f"“{path}” cannot be written: {_reason(error)}. Name another folder with -o. {nothing}."
