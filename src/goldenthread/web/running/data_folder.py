"""The folder in which a council's records live: made and tried before anything else, and held by one program at a time."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldenthread.files import NotPossible

_ROOM_NEEDED = (
    200  # megabytes: an empty database takes 50, and its log of changes may grow by 100 between two clean-ups
)


class Taken(NotPossible):
    """Another process holds the folder."""


@contextmanager
def held(data: Path) -> Iterator[None]:
    """The folder, made where it was not there, for this process alone until the end. NotPossible where that cannot be.

    The system lets go of the lock when the process ends, however it ends: none is ever left over.
    """
    import fcntl

    try:
        data.mkdir(parents=True, exist_ok=True)
        for private in ("files", "mail"):
            (data / private).mkdir(mode=0o700, exist_ok=True)
        lock = open(data / "lock", "a+", encoding="ascii")  # noqa: SIM115 - closed below, and the lock with it
    except OSError as error:
        raise NotPossible(_sentence(error, data)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Taken(_taken(data)) from error
        _check_room(data)
        try:
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
        except OSError as error:
            raise NotPossible(_sentence(error, data)) from error
        yield


def _taken(data: Path) -> str:
    holder = (data / "lock").read_text(encoding="ascii").strip()
    who = f" (process {holder})" if holder else ""
    return f"Golden Thread is running on the folder “{data}” already{who}. Stop it first, or name another folder with --data."


def _check_room(data: Path) -> None:
    free = shutil.disk_usage(data).free // 1024**2
    if free < _ROOM_NEEDED:
        raise NotPossible(
            f"There is no room on the disk for “{data}”: {free} MB are free, and {_ROOM_NEEDED} MB are needed. "
            "Free some space, or name another folder with --data."
        )


def _sentence(error: OSError, data: Path) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"There is no room on the disk for “{data}”. Free some space, or name another folder with --data."
        case errno.ENOTDIR | errno.EEXIST:
            return f"“{data}” is not a folder, so nothing can be kept in it. Name a folder with --data."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"This account may not write in the folder “{data}”. Let it, or name another folder with --data."
        case _:
            reason = (error.strerror or type(error).__name__).lower()
            return f"The folder “{data}” cannot be used: {reason}. Name another one with --data."
