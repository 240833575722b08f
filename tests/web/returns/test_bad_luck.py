"""Thirty at once, two at once, a database that stops and a worker that is killed in the middle: nothing lost, nothing by half.

With the real server, its processes and its own database. A transaction is held in its middle by a lock on the table of figures.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException
from typing import Any

import psycopg
import pytest

from goldenthread.web.running import database
from tests.web.returns.served import Browser, Officer, officers_in, rows
from tests.web.running import Application, own_folder, processes_of, running, until

Answer = tuple[int, str]
DRAFT = "The count is under way."
SENT = {"figure-0": "95.2%", "light": "green", "do": "submit"}


def _page(officer: Officer) -> str:
    return f"/updates/{officer.update}/"


def _state(application: Application, officer: Officer) -> tuple[Any, ...]:
    """What the record holds of the update: state, words, version, and its figures."""
    [row] = rows(
        application,
        "SELECT state, what_happened, version, array(SELECT original::text FROM returns_updatefigure WHERE update_id = u.id), "
        "submitted_at IS NOT NULL FROM returns_update u WHERE id = %s",
        officer.update,
    )
    return row


def _with_a_draft(application: Application, officer: Officer) -> tuple[Browser, dict[str, str]]:
    """The officer's browser after a draft was saved, with the form as it is then."""
    browser = Browser(application.address, officer.session)
    drafted = browser.form(_page(officer)) | {"what_happened": DRAFT, "do": "save"}
    assert browser.send(_page(officer), drafted)[0] == 302
    return browser, browser.form(_page(officer))


@contextmanager
def _figures_locked(application: Application) -> Iterator[Callable[[], bool]]:
    """Nobody can write a figure while this holds, or until the server ends; the function says whether somebody waits to."""
    address = database.running_in(application.data / "database")
    with (
        suppress(psycopg.OperationalError),
        psycopg.connect(address) as holding,
        psycopg.connect(address, autocommit=True) as asking,
    ):
        holding.execute("LOCK TABLE returns_updatefigure IN EXCLUSIVE MODE")

        def waits() -> bool:
            found = asking.execute(
                "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'returns_updatefigure'::regclass"
            )
            return found.fetchone() is not None

        yield waits


def _sending(browser: Browser, officer: Officer, values: dict[str, str]) -> Future[Answer]:
    """The answer to come of sending the form, from a thread."""
    with_one = ThreadPoolExecutor(1)
    future = with_one.submit(browser.send, _page(officer), values)
    with_one.shutdown(wait=False)
    return future


def _workers(application: Application) -> list[int]:
    """The processes of the web server that answer people: the children of the one that was started."""
    found = {pid for pid, words in processes_of(application.data).items() if "running.webserver" in words}
    return [pid for pid in found if _parent_of(pid) in found]


def _parent_of(pid: int) -> int:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return int(file.read().rpartition(")")[2].split()[1])


# ---- at one moment ----


@pytest.fixture(scope="module")
def application() -> Iterator[Application]:
    with own_folder() as folder, running("serve", folder / "data", GOLDENTHREAD_SECOND_FACTOR="no") as application:
        yield application


@pytest.fixture(scope="module")
def officers(application: Application) -> list[Officer]:
    """Thirty for the crowd; the rest for the other tests."""
    return officers_in(application, 36)


def _at_one_moment(sends: list[Callable[[], Answer]]) -> list[Answer]:
    ready = threading.Barrier(len(sends))

    def send(one: Callable[[], Answer]) -> Answer:
        ready.wait()
        return one()

    with ThreadPoolExecutor(len(sends)) as threads:
        return list(threads.map(send, sends))


def test_thirty_officers_submit_at_one_moment(application: Application, officers: list[Officer]) -> None:
    crowd = officers[6:]
    assert len(crowd) == 30
    browsers = [Browser(application.address, one.session) for one in crowd]
    forms = [browser.form(_page(one)) for browser, one in zip(browsers, crowd, strict=True)]

    def send(n: int) -> Callable[[], Answer]:
        values = forms[n] | SENT | {"what_happened": f"Words of officer {n}."}
        return lambda: browsers[n].send(_page(crowd[n]), values)

    answers = _at_one_moment([send(n) for n in range(30)])
    assert [status for status, _ in answers] == [302] * 30
    kept = [_state(application, one) for one in crowd]
    assert kept == [("submitted", f"Words of officer {n}.", 2, ["95.2%"], True) for n in range(30)]


def test_two_submit_one_update_at_one_moment_and_one_wins(application: Application, officers: list[Officer]) -> None:
    two = [Browser(application.address, officers[2].session) for _ in range(2)]
    forms = [browser.form(_page(officers[2])) for browser in two]
    words = ["Rain closed two roads.", "Snow closed two roads."]

    def send(n: int) -> Callable[[], Answer]:
        return lambda: two[n].send(_page(officers[2]), forms[n] | SENT | {"what_happened": words[n]})

    answers = _at_one_moment([send(0), send(1)])
    assert sorted(status for status, _ in answers) == [302, 409]
    winner = next(n for n, (status, _) in enumerate(answers) if status == 302)
    assert _state(application, officers[2]) == ("submitted", words[winner], 2, ["95.2%"], True)
    lost = answers[1 - winner][1]
    assert "This can no longer be changed" in lost
    assert words[1 - winner] in lost


def test_two_save_one_update_at_one_moment_and_the_other_sees_both(
    application: Application, officers: list[Officer]
) -> None:
    owner, helper = officers[0], officers[1]
    two = [Browser(application.address, one.session) for one in (owner, helper)]
    forms = [browser.form(_page(owner)) for browser in two]
    words = ["Rain closed two roads.", "Snow closed two roads."]

    def send(n: int) -> Callable[[], Answer]:
        return lambda: two[n].send(_page(owner), forms[n] | {"what_happened": words[n], "do": "save"})

    answers = _at_one_moment([send(0), send(1)])
    assert sorted(status for status, _ in answers) == [200, 302]
    winner = next(n for n, (status, _) in enumerate(answers) if status == 302)
    assert _state(application, owner)[:3] == ("draft", words[winner], 2)
    both = answers[1 - winner][1]
    assert words[0] in both
    assert words[1] in both


# ---- in the middle ----


def test_a_worker_killed_in_the_middle_of_a_submit_leaves_the_draft(
    application: Application, officers: list[Officer]
) -> None:
    officer = officers[3]
    browser, form = _with_a_draft(application, officer)
    before = _state(application, officer)
    assert before == ("draft", DRAFT, 2, [], False)
    with _figures_locked(application) as waits:
        answer = _sending(browser, officer, form | SENT | {"what_happened": "Counted."})
        until(waits)
        for pid in _workers(application):
            os.kill(pid, signal.SIGKILL)
        with pytest.raises((OSError, HTTPException)):
            answer.result(60)
    until(lambda: application.ask("/health/") == (200, "well\n"))
    assert _state(application, officer) == before
    assert browser.send(_page(officer), form | SENT | {"what_happened": "Counted."})[0] == 302
    assert _state(application, officer) == ("submitted", "Counted.", 3, ["95.2%"], True)


def test_a_database_that_stops_in_the_middle_of_a_submit_leaves_the_draft() -> None:
    with own_folder() as folder:
        with running("serve", folder / "data", GOLDENTHREAD_SECOND_FACTOR="no") as application:
            [officer, *_] = officers_in(application, 2)
            browser, form = _with_a_draft(application, officer)
            before = _state(application, officer)
            values = form | SENT | {"what_happened": "Counted & sent."}
            with _figures_locked(application) as waits:
                answer = _sending(browser, officer, values)
                until(waits)
                database.stop(application.data / "database")
                status, page = answer.result(60)
            assert status == 503
            assert "Nothing is lost" in page
            assert "Counted &amp; sent." in page
            assert "Send it again" in page
            assert "Traceback" not in page
            assert browser.send(_page(officer), values)[0] == 503
        with running("serve", folder / "data", GOLDENTHREAD_SECOND_FACTOR="no") as application:
            assert _state(application, officer) == before == ("draft", DRAFT, 2, [], False)
            browser.move(application.address)
            assert browser.send(_page(officer), values)[0] == 302
            assert _state(application, officer) == ("submitted", "Counted & sent.", 3, ["95.2%"], True)
