"""What cannot be read is refused before it is opened, with a sentence that says what to do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from goldenthread.model.reading import Unreadable
from goldenthread.readers.admission import check_may_be_read


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        check_may_be_read(tmp_path / "report.docx")


@pytest.mark.parametrize("make", [lambda path: path.write_bytes(b""), lambda path: path.mkdir()])
def test_an_empty_file_or_folder(tmp_path: Path, make: object) -> None:
    path = tmp_path / "report"
    assert callable(make)
    make(path)
    with pytest.raises(Unreadable, match="is empty"):
        check_may_be_read(path)


def test_a_file_too_large_is_refused_with_the_limit_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)  # takes no room: the disk keeps only the length
    with pytest.raises(Unreadable, match="300 MB, and files of up to 100 MB are read"):
        check_may_be_read(path)


def test_a_file_that_this_account_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"x")

    def refuse(*_: object, **__: object) -> object:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything
    with pytest.raises(Unreadable, match="may not read"):
        check_may_be_read(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="Save what it gives as a file"):
        check_may_be_read(tmp_path / "pipe")


def test_an_ordinary_file_is_let_through(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"x")
    check_may_be_read(path)
