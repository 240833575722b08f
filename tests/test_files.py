"""Files are written whole or not at all, and every refusal of the disk is a sentence that says what to do."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.files import NotPossible, write_files


def everything_in(folder: Path) -> dict[str, bytes | None]:
    """Each file in a folder with what it holds, and each folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A folder that holds last quarter's bundle."""
    (tmp_path / "figures.csv").write_bytes(b"earlier figures")
    return tmp_path


def test_files_are_written_and_their_folders_made(tmp_path: Path) -> None:
    write_files({tmp_path / "a" / "b" / "one.txt": b"1", tmp_path / "two.txt": b"2"})
    assert everything_in(tmp_path) == {"a": None, "a/b": None, "a/b/one.txt": b"1", "two.txt": b"2"}


def test_an_earlier_file_is_replaced_and_nothing_else_is_left(earlier: Path) -> None:
    write_files({earlier / "figures.csv": b"new", earlier / "updates.csv": b"new too"})
    assert everything_in(earlier) == {"figures.csv": b"new", "updates.csv": b"new too"}


def test_a_file_may_be_read_by_whom_the_account_lets_read(tmp_path: Path) -> None:
    """Not by its owner alone, as a temporary file would be."""
    before = os.umask(0o027)
    try:
        write_files({tmp_path / "shared.txt": b"x"})
    finally:
        os.umask(before)
    assert (tmp_path / "shared.txt").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_files({tmp_path / "link.txt": b"new"})
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_what_is_no_ordinary_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """As root, a rename over a device would take it away from everybody."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_files({pipe: b"data"})
        assert os.read(reader, 100) == b"data"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_two_files_in_place_and_the_third_refused_leaves_all_as_it_was(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (earlier / "updates.csv").write_bytes(b"earlier updates")
    before = everything_in(earlier)
    real, calls = os.replace, []

    def refuse_the_third(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(errno.EACCES, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse_the_third)
    with pytest.raises(NotPossible, match="cannot be written"):
        write_files({earlier / name: b"new" for name in ("new.csv", "figures.csv", "updates.csv")})
    monkeypatch.undo()
    assert everything_in(earlier) == before


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    before = everything_in(tmp_path)
    with pytest.raises(NotPossible, match="is a folder"):
        write_files({tmp_path / "one.txt": b"1", tmp_path / "report.pdf": b"2"})
    assert everything_in(tmp_path) == before


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    """The nearest to a folder that cannot be written which binds root too."""
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(NotPossible, match="not a folder"):
        write_files({tmp_path / "out" / "report.pdf": b"x"})
    with pytest.raises(NotPossible, match="not a folder"):
        write_files({tmp_path / "out" / "deep" / "report.pdf": b"x"})
    assert everything_in(tmp_path) == {"out": b"a file"}


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "another program has it open"),
        (errno.EROFS, "cannot be written"),
        (errno.EIO, "cannot be written: input/output error"),
    ],
)
def test_each_refusal_of_the_disk_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotPossible, match=sentence) as refused:
        write_files({tmp_path / "new" / "report.pdf": b"x"})
    monkeypatch.undo()
    assert str(refused.value).endswith("Nothing was written.")
    assert everything_in(tmp_path) == {}


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="too long"):
        write_files({tmp_path / ("x" * 300 + ".pdf"): b"x"})
    assert everything_in(tmp_path) == {}


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk; the next test plays one instead")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_what_stood_there(tiny_disk: Path) -> None:
    (tiny_disk / "report.pdf").write_bytes(b"last quarter")
    with pytest.raises(NotPossible, match="no room on the disk"):
        write_files({tiny_disk / "small.txt": b"x", tiny_disk / "report.pdf": bytes(200_000)})
    assert everything_in(tiny_disk) == {"report.pdf": b"last quarter"}


def test_a_disk_that_fills_while_flushing_leaves_what_stood_there(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotPossible, match="no room on the disk"):
        write_files({earlier / "figures.csv": b"new"})
    assert everything_in(earlier) == {"figures.csv": b"earlier figures"}


def test_stopping_half_way_leaves_what_stood_there(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_files({earlier / "new" / "figures.csv": b"new"})
    assert everything_in(earlier) == {"figures.csv": b"earlier figures"}


_SLOW_WRITER = """
import os, sys, time
from pathlib import Path
from goldenthread.files import write_files

def hang(handle):
    print("writing", flush=True)
    time.sleep(60)

os.fsync = hang
write_files({Path(sys.argv[1]): bytes(1_000_000)})
"""


def test_a_killed_program_leaves_no_half_file_under_the_name(earlier: Path) -> None:
    """Not even a signal that cannot be caught; what it wrote aside is hidden and says that it is a part."""
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW_WRITER, str(earlier / "figures.csv")], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    left = everything_in(earlier)
    assert left.pop("figures.csv") == b"earlier figures"
    assert all(name.startswith(".figures.csv.") and name.endswith(".part") for name in left)
