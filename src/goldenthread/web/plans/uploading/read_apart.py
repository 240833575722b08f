"""Reads an uploaded file in a process of its own, with a limit to its time and memory, and none of the server's secrets.

A hostile or broken file can end that process and nothing else: the worker goes on, and the person gets a sentence.
`python -m goldenthread.web.plans.uploading.read_apart FILE OUT` is the process; it knows neither Django nor the database.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from goldenthread.model.reading import Unreadable
from goldenthread.readers import read_beside
from goldenthread.readers.containers import open_office_zip
from goldenthread.web.look.text import printable
from goldenthread.web.plans.uploading.identifiers import personal_data_in
from goldenthread.web.plans.uploading.passages import source_of

SECONDS: Final = 120
MEMORY: Final = 2 * 1024**3
_MOST_OUTPUT: Final = 200 * 1024**2
_LONGEST_NAME: Final = 60
_ZIPS: Final = (".docx", ".dotx", ".xlsx", ".ods")
_MACROS: Final = ("vbaproject.bin", "vbadata.xml", "basic/script-lc.xml", "basic/script-lb.xml")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What came of reading a file: the Reading and its source as JSON data, or a sentence on why there is none.

    `personal` is whether it was refused for what identifies persons: then no copy of it may be kept.
    """

    reading: dict[str, Any] | None = None
    passages: dict[str, Any] | None = None
    trouble: str = ""
    personal: bool = False


def read_apart(path: Path, name: str, *, seconds: int = SECONDS, memory: int = MEMORY) -> Outcome:
    """What came of reading the file at `path`, which its owner knows as `name`."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-read-") as folder:
        shown = Path(folder, f"{Path(name).stem[:_LONGEST_NAME]}{path.suffix}")  # what the reader's sentences call it
        shown.symlink_to(path.resolve())
        out = Path(folder, "outcome")
        command = [sys.executable, "-I", "-m", __name__, str(shown), str(out), str(seconds), str(memory)]
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                command,
                cwd=folder,
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "TMPDIR": folder},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(trouble=_too_much(name))
        if done.returncode or not out.exists():
            logger.error("Reading an upload ended with %s: %s", done.returncode, done.stderr.decode(errors="replace"))
            return Outcome(trouble=_too_much(name))
        return Outcome(**json.loads(out.read_text(encoding="utf-8")))


def _too_much(name: str) -> str:
    return (
        f"“{name}” could not be read within the time and memory that a report needs. Take out its pictures and attachments, "
        "or open it in the program that made it, save a new copy, and upload that."
    )


# ---- in the process apart ----


def outcome_of(path: Path) -> dict[str, Any]:
    """What came of reading the file, as JSON data for `Outcome`."""
    try:
        refuse_macros(path)
        reading, paper = read_beside(path)
        source = source_of(reading.report, paper, path)
    except Unreadable as error:
        return {"trouble": clean(str(error))}
    except MemoryError:
        return {"trouble": clean(_too_much(path.name))}
    if found := personal_data_in(reading, source.passages):
        return {
            "trouble": clean(
                f"“{path.name}” holds {found}. A plan holds figures of groups and nothing that identifies a person: take it out, "
                "and upload the file again. No copy of this one was kept."
            ),
            "personal": True,
        }
    dumped: dict[str, Any] = clean(
        {"reading": reading.model_dump(mode="json"), "passages": source.model_dump(mode="json", exclude_defaults=True)}
    )
    return dumped


def refuse_macros(path: Path) -> None:
    """Unreadable for an office file that holds macros, whatever its ending says."""
    if path.suffix.lower() not in _ZIPS:
        return
    with open_office_zip(path) as archive:
        names = [name.lower() for name in archive.namelist()]
    if any(name.endswith(_MACROS) for name in names):
        raise Unreadable(
            f"“{path.name}” holds macros. Open it, save it as a file without macros (.docx or .xlsx), and upload that."
        )


def clean(value: Any) -> Any:
    """The JSON data with a replacement character for each that no page and no database can keep (NUL, half of a pair)."""
    match value:
        case str():
            return printable(value)
        case list() | tuple():
            return [clean(one) for one in value]
        case dict():
            return {clean(key): clean(one) for key, one in value.items()}
        case _:
            return value


def _limit(seconds: int, memory: int) -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, _MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(arguments: list[str]) -> None:
    """The process apart: reads the file and writes what came of it."""
    path, out, seconds, memory = arguments
    _limit(int(seconds), int(memory))
    Path(out).write_text(json.dumps(outcome_of(Path(path))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
