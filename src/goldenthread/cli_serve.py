"""`serve`, `demo` and `administrator`: the application started, watched and stopped as one thing, on one folder (ADR 0014).

What may go wrong on the way is said in a sentence; everything that was started is stopped again, however this ends.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from goldenthread.files import NotPossible
from goldenthread.web.running import data_folder, database, listening
from goldenthread.web.running.processes import Watched, beside

Say = Callable[[str], None]

_SETTINGS = "goldenthread.web.settings"
_FIRST_ANSWER = 180  # seconds


@dataclass(frozen=True)
class Where:
    """The address to answer at, and the folder in which everything is kept."""

    host: str
    port: int
    data: Path
    demonstration: bool = False


def folder_for(given: Path | None, *, demonstration: bool) -> Path:
    """The folder that was named, here or in GOLDENTHREAD_DATA; otherwise one in the home folder, another for the example."""
    usual = Path.home() / (".goldenthread-demonstration" if demonstration else ".goldenthread")
    return (given or Path(os.environ.get("GOLDENTHREAD_DATA") or usual)).expanduser().resolve()


def run(where: Where, say: Say) -> None:
    """Run the application until it is told to stop."""
    if sys.platform == "win32":
        raise NotPossible("The application runs on Linux and macOS. On Windows, run it in the Linux subsystem (WSL).")
    _check_names(where.host)
    _set("GOLDENTHREAD_DATA", str(where.data))
    _set("GOLDENTHREAD_DEMONSTRATION", "yes" if where.demonstration else "no")
    with _until_told_to_stop(), data_folder.held(where.data), listening.listen(where.host, where.port) as door:
        _say_where(door)
        say("Starting …")
        with database.started(where.data / "database", os.environ.get("DATABASE_URL", "")) as address:
            _set("DATABASE_URL", address)
            sign_ins = _prepare(where)
            _serve(door, say, sign_ins)


def _check_names(host: str) -> None:
    if host not in listening.LOOPBACK and not os.environ.get("GOLDENTHREAD_HOSTS"):
        raise NotPossible(
            "Others are to reach this server, so say by which name: set GOLDENTHREAD_HOSTS, "
            "for example GOLDENTHREAD_HOSTS=performance.example.gov.uk"
        )


def _say_where(door: socket.socket) -> None:
    """The address that e-mails name, where nobody has given one and no proxy stands before the server."""
    by_https = os.environ.get("GOLDENTHREAD_HTTPS", "").strip().lower() == "yes"
    if not by_https and not os.environ.get("GOLDENTHREAD_ADDRESS"):
        _set("GOLDENTHREAD_ADDRESS", listening.address_of(door))


def _set(name: str, value: str) -> None:
    """The settings of this process and of those that it starts."""
    os.environ[name] = value


class _Stop(BaseException):
    """Somebody asked for the end."""


@contextmanager
def _until_told_to_stop() -> Iterator[None]:
    """Ctrl-C or SIGTERM ends what is within, and is no error. Asked again, it changes nothing: the stopping goes on."""

    def stop(*_: object) -> NoReturn:
        for one in signals:
            signal.signal(one, signal.SIG_IGN)
        raise _Stop

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(one, stop) for one in signals]
    try:
        yield
    except _Stop:
        pass
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)


def _prepare(where: Where) -> Sequence[str]:
    """Bring the tables up to date, and with the example council load it. What to tell about signing in."""
    _set_up_django()
    from django.core.management import call_command
    from django.db import connections

    from goldenthread.web.example import council

    call_command("migrate", interactive=False, verbosity=0)
    try:
        if where.demonstration:
            return council.open_to_visitors(where.data)
        council.refuse_outside_demonstration()
        return _how_to_begin(where)
    finally:
        connections.close_all()


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    import django
    from django.core import checks

    django.setup()
    wrong = [found.msg for found in checks.run_checks() if found.is_serious()]
    if wrong:
        raise NotPossible(" ".join(wrong))


def _how_to_begin(where: Where) -> Sequence[str]:
    from goldenthread.web.accounts.models import Person

    if Person.objects.exists():
        return ()
    return (
        "Nobody can sign in yet. Add the first administrator in another terminal:",
        f"  goldenthread administrator add --data {where.data} --email you@your-council.gov.uk --name 'Your Name'",
    )


def add_administrator(where: Where, email: str, name: str, say: Say) -> None:
    """Make the person with an administrator's post, and give the link by which they choose a password, good for three days."""
    _set("GOLDENTHREAD_DATA", str(where.data))
    with _database_of(where) as address:
        _set("DATABASE_URL", address)
        _set_up_django()
        from django.core.management import call_command
        from django.db import connections

        from goldenthread.web.accounts import first_administrator
        from goldenthread.web.example import council

        try:
            call_command("migrate", interactive=False, verbosity=0)
            council.refuse_outside_demonstration()
            link = first_administrator.add(email=email, name=name, port=where.port)
        finally:
            connections.close_all()
    say(f"{name} is added as an administrator. To choose a password, open this link within three days:")
    say(link)


@contextmanager
def _database_of(where: Where) -> Iterator[str]:
    """The database as it runs already; where it does not, it is started for as long as it is needed."""
    given, folder = os.environ.get("DATABASE_URL", ""), where.data / "database"
    try:
        with data_folder.held(where.data), database.started(folder, given) as address:
            yield address
    except data_folder.Taken:
        yield given or database.running_in(folder)


def _serve(door: socket.socket, say: Say, more: Sequence[str]) -> None:
    web = Watched("goldenthread.web.running.webserver", [str(door.fileno())], [door.fileno()])
    worker = Watched("goldenthread.web.jobs.worker")
    with beside(web, worker):
        _wait_for_the_first_answer(door, web)
        say(f"Golden Thread is at {listening.address_of(door)}/")
        for line in more:
            say(line)
        say("Ctrl-C stops it.")
        while True:
            time.sleep(0.5)
            web.look_after()
            worker.look_after()


def _wait_for_the_first_answer(door: socket.socket, web: Watched) -> None:
    until = time.monotonic() + _FIRST_ANSWER
    while time.monotonic() < until:
        if web.process.poll() is not None:
            raise NotPossible("The web server ended before it answered: what it said stands above.")
        if _answers(door):
            return
    raise NotPossible(
        f"The web server did not answer within {_FIRST_ANSWER} seconds. Try again when this machine is less busy."
    )


def _answers(door: socket.socket) -> bool:
    """Whether a file comes for which nothing else is needed. (The page of health would log that the worker is not there yet.)"""
    host, port = door.getsockname()[:2]
    asking = http.client.HTTPConnection("localhost" if host in ("0.0.0.0", "::") else host, port, timeout=10)  # noqa: S104
    try:
        asking.request("GET", "/static/look/govuk.css")
        asking.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()
    return True
