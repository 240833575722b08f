"""The application as a process, for tests that use it as people do: from the command line, over its address, in a browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

COMMAND = str(Path(sys.executable).with_name("goldenthread"))
ROOT = Path(__file__).parents[2]
_PATIENCE = 240
"""Seconds that anything may take; a machine may be busy with other tests."""


@dataclass(frozen=True)
class Application:
    """A running `goldenthread serve`: its address without a stroke at the end, its folder, and all that it has said."""

    address: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """What it printed so far."""
        return self.log.read_text(encoding="utf-8")

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop, wait, and give its exit code."""
        self.process.send_signal(by)
        return self.process.wait(_PATIENCE)

    def ask(self, path: str) -> tuple[int, str]:
        """The status and the text of one of its pages, not signed in."""
        try:
            with urlopen(self.address + path, timeout=30) as answer:  # noqa: S310 - our own address
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except URLError as error:
            return 0, str(error)


@dataclass(frozen=True)
class Demonstration:
    """A running `goldenthread demo`: `sign_ins` holds the e-mail address of a person of each role ("director" …), and
    of each person by what stands before the "@" ("second officer")."""

    address: str
    password: str
    sign_ins: Mapping[str, str]
    application: Application


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for a council's data. Not pytest's own: that one every new test run closes to other accounts, and PostgreSQL runs
    under another account where the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-test-") as folder:
        yield Path(folder)


@contextmanager
def running(verb: str, data: Path, port: int = 0, **environment: str) -> Iterator[Application]:
    """`goldenthread serve` or `demo` on that folder, well; killed at the end, with all that it started, if it has not stopped."""
    log = data.with_name(f"{data.name}.log")
    words = [COMMAND, verb, "--data", str(data), "--port", str(port)]
    with open(log, "wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, env=clean_environment(**environment))
    try:
        until(lambda: "Ctrl-C stops it." in log.read_text("utf-8") or process.poll() is not None)
        found = re.search(r"Golden Thread is at (\S+)/\n", log.read_text("utf-8"))
        assert found, log.read_text("utf-8")
        application = Application(found[1], data, process, log)
        until(lambda: application.ask("/health/") == (200, "well\n"))
        yield application
        if process.poll() is None:
            assert application.stop() == 0, application.said()
    finally:
        end(data)


def end(data: Path) -> None:
    """Kill what is left on that folder, so that a test which failed leaves nothing."""
    while left := processes_of(data):
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


@contextmanager
def running_demo(data: Path, port: int = 0) -> Iterator[Demonstration]:
    """The example council, on that folder (one from `own_folder`); its people are `sign_ins`, and `password` is that of each."""
    with running("demo", data, port) as application:
        lines = application.said().splitlines()
        password = lines[next(n for n, line in enumerate(lines) if line.endswith("with the password")) + 1].strip()
        people = [line.split(maxsplit=1) for line in lines if "@example.gov.uk  " in line]
        sign_ins = {address.partition("@")[0].replace(".", " "): address for address, _ in people}
        sign_ins |= {role.strip().lower(): address for address, role in reversed(people)}
        by_role = {role.split(",")[0]: address for role, address in reversed(sign_ins.items())}
        yield Demonstration(application.address, password, {**by_role, **sign_ins}, application)


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of a process that is to use its own folder and its own database, whatever this one's says."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GOLDENTHREAD_") and name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return kept | {"PYTHONPATH": paths, "COLUMNS": "120"} | more


def until(holds: Callable[[], object]) -> None:
    """Wait until it holds; an error after a while."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "this took too long"
        time.sleep(0.1)


def processes_of(data: Path) -> dict[int, str]:
    """The living processes that run on that folder, with their command lines."""
    found: dict[int, str] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal() or int(folder.name) == os.getpid():
            continue
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            around = (folder / "environ").read_bytes().decode(errors="replace")
        except OSError:  # it has ended meanwhile
            continue
        named = f"GOLDENTHREAD_DATA={data}\0" in around or f"{data}" in words
        if words and named:  # one that has ended, and that nobody has asked about, has no words
            found[int(folder.name)] = words.strip()
    return found
