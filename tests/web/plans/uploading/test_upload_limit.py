"""A file over the limit: refused with a page that says the limit, before anything of it is kept, also by a real server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory

from goldenthread.web.plans.models import Upload
from goldenthread.web.plans.upload_limit import LimitedUpload
from tests.web.conftest import Cast, SignIn

MEGABYTE = 2**20


def test_body_over_the_limit_gets_the_page_and_nothing_is_kept(
    cast: Cast, sign_in: SignIn, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = SimpleUploadedFile("plan.txt", b"x" * 60 * MEGABYTE)
    answer = sign_in("performance officer").post(
        "/uploads/add/", {"directorate": cast.directorates["People"].pk, "file": file}
    )
    assert answer.status_code == 413
    text = answer.content.decode()
    assert "Files of up to 50 MB can be uploaded. Nothing of this one was kept." in text
    assert not Upload.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()
    assert list(tmp_path.glob("*.upload*")) == []


def test_body_under_the_limit_passes(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 3000
    file = SimpleUploadedFile("plan.txt", b"x" * 2000)
    answer = sign_in("performance officer").post(
        "/uploads/add/", {"directorate": cast.directorates["People"].pk, "file": file}
    )
    assert answer.status_code == 302


def test_length_that_is_no_number_counts_as_none(rf: RequestFactory, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    assert client.get("/uploads/", headers={"content-length": "much"}).status_code == 200
    assert client.get("/uploads/", CONTENT_LENGTH="much").status_code == 200


def test_handler_stops_at_the_limit_by_itself(rf: RequestFactory, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 10
    handler = LimitedUpload(rf.post("/"))
    with pytest.raises(RequestDataTooBig):
        handler.handle_raw_input(None, {}, 11, b"", None)
    handler.handle_raw_input(None, {}, 10, b"", None)
    handler.new_file("file", "plan.txt", "text/plain", None)
    assert handler.receive_data_chunk(b"12345", 0) is None
    with pytest.raises(RequestDataTooBig):
        handler.receive_data_chunk(b"678901", 5)
    handler.file.close()


# ---- a real server ----


@pytest.fixture
def server(cast: Cast, settings: Any, tmp_path: Path) -> Iterator[tuple[int, int, Path]]:
    """The application under gunicorn on a port of this machine, on the test's own database: the port, its pid, its files."""
    at = connection.settings_dict
    database = f"postgresql:///{at['NAME']}?host={at['HOST']}" if at["HOST"].startswith("/") else ""
    if not database:
        database = f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
    elif at["USER"]:
        database = database.replace("postgresql:///", f"postgresql://{at['USER']}@/")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = os.environ | {
        "DATABASE_URL": database,
        "GOLDENTHREAD_DATA": str(tmp_path / "data"),
        "GOLDENTHREAD_SECRET_KEY": settings.SECRET_KEY,
        "GOLDENTHREAD_SECOND_FACTOR": "no",
        "DJANGO_SETTINGS_MODULE": "goldenthread.web.settings",
        "TMPDIR": str(temporary),
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "2",
        "--pid",
        str(tmp_path / "pid"),
    ]
    process = subprocess.Popen(
        [*command, "goldenthread.web.wsgi:application"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        worker = _wait_for(port, process)
        yield port, worker, tmp_path
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
                probe.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if probe.recv(12).startswith(b"HTTP/1.1"):
                    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                    return int(children[0])
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def _peak(pid: int) -> int:
    """The most memory that the process has had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the memory of a process is read from /proc")
@pytest.mark.django_db(transaction=True)
def test_sixty_megabytes_to_a_real_server(server: tuple[int, int, Path], cast: Cast, sign_in: SignIn) -> None:
    """The whole body is taken off the wire and thrown away, so that the browser sees the answer and no reset."""
    port, worker, folder = server
    session = sign_in("performance officer").cookies["goldenthread_session"].value
    before = _peak(worker)
    head = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="plan.txt"\r\nContent-Type: text/plain\r\n\r\n'
    )
    tail = b"\r\n--b--\r\n"
    length = len(head) + 60 * MEGABYTE + len(tail)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as browser:
        browser.sendall(
            f"POST /uploads/add/ HTTP/1.1\r\nHost: localhost\r\nCookie: goldenthread_session={session}\r\n"
            f"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n".encode()
        )
        browser.sendall(head)
        for _ in range(60):
            browser.sendall(b"x" * MEGABYTE)
        browser.sendall(tail)
        answer = b""
        while piece := browser.recv(65536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"Files of up to 50 MB can be uploaded." in answer
    assert _peak(worker) - before < 20 * MEGABYTE
    assert list((folder / "temporary").glob("*.upload*")) == []
    assert not (folder / "data" / "files").exists()
    assert not Upload.objects.exists()
