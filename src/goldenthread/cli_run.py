"""The work behind each verb: read each file, write it in each format, and gather what to say about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from goldenthread import cli_outputs, cli_summary
from goldenthread.cli_outputs import Format
from goldenthread.cli_progress import progress
from goldenthread.files import NotPossible, write_files

if TYPE_CHECKING:
    from goldenthread.model.reading import Reading
    from goldenthread.model.report import Report

STANDARD_OUTPUT = Path("-")


class Judging(Protocol):
    """Works out the lights and arrows of a report, and says in a sentence or more what came of it."""

    def __call__(self, report: Report) -> tuple[Report, list[str]]: ...


@dataclass(frozen=True)
class Manner:
    """How to go about it: corrections to the columns of sheets, the council's own look, and whether to list it all.

    `judging` is what to do with each report before it is written, where lights and arrows are to be worked out.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    style: Path | None = None
    in_full: bool = False
    judging: Judging | None = None


@dataclass
class Outcome:
    """What to say, a sentence for each file that failed, and the data when it was asked for on standard output.

    `found` is whether checks found anything.
    """

    said: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    data: bytes | None = None
    found: bool = False


def parse_mapping(entries: Sequence[str]) -> dict[str, str]:
    """What --map says: "Heading=role", once or more."""
    mapping: dict[str, str] = {}
    for entry in entries:
        heading, _, role = entry.rpartition("=")
        if not heading.strip() or not role.strip():
            raise NotPossible(f'“{entry}” does not say which column is what. Write it as --map "Heading=role".')
        mapping[heading.strip()] = role.strip()
    return mapping


def read_to_json(files: Sequence[Path], output: Path, manner: Manner) -> Outcome:
    """Read one file to standard output or to a named file, or several into a folder, as JSON."""
    if output == STANDARD_OUTPUT:
        if len(files) > 1:
            raise NotPossible("Several files cannot go to standard output together. Name a folder for them with -o.")
        reading = read_paper(files[0], manner)
        return Outcome(list(_about(files[0], reading, manner)), data=_json(reading))
    if len(files) > 1 or output.is_dir():
        return convert(files, (Format.JSON,), output, manner)
    reading = read_paper(files[0], manner)
    _refuse_overwriting([output], files)
    write_files({output: _json(reading)})
    return Outcome([*_about(files[0], reading, manner), f"Wrote {output}"])


def convert(files: Sequence[Path], formats: Sequence[Format], folder: Path | None, manner: Manner) -> Outcome:
    """Read each file and write it in each format; one that fails does not hold up the others.

    A CSV bundle that is all there is goes straight into the folder that was named; else it has a folder of its own.
    """
    outcome = Outcome()
    stems = cli_outputs.stems(files)
    alone = folder is not None and len(files) == 1 and tuple(formats) == (Format.CSV,)
    plan = _Plan(formats, folder or Path(), alone, files)
    with progress(len(files) * (1 + len(formats))) as step:
        for path, stem in zip(files, stems, strict=True):
            try:
                outcome.said += _convert_one(path, stem, plan, manner, step)
            except Exception as error:
                outcome.failed.append(in_words(error, f" with “{path.name}”"))
    return outcome


def in_words(error: Exception, doing: str = "") -> str:
    """A sentence for any error: our own say what to do; one that nobody foresaw asks to be reported.

    GOLDENTHREAD_TRACEBACK=1 asks for where it arose instead, and is given the error itself.
    """
    if os.environ.get("GOLDENTHREAD_TRACEBACK"):
        raise error
    if type(error).__module__.partition(".")[0] == "goldenthread":
        return str(error)
    if isinstance(error, MemoryError):
        return "There is not enough memory for this file. Close other programs, or split the file."
    what = cli_summary.quoted(f"{type(error).__name__}: {error}")
    return (
        f"Something went wrong that nobody foresaw{doing}: {what}. Nothing is half written. "
        "Please report it, with the file if you may share it; GOLDENTHREAD_TRACEBACK=1 shows where it arose."
    )


@dataclass(frozen=True)
class _Plan:
    """What is written for every file, where, and from which files."""

    formats: Sequence[Format]
    folder: Path
    alone: bool
    sources: Sequence[Path]


def _convert_one(path: Path, stem: str, plan: _Plan, manner: Manner, step: Callable[[str], None]) -> list[str]:
    step(f"Reading {path.name}")
    reading = read_paper(path, manner)
    lines = list(_about(path, reading, manner))
    report = reading.report
    if manner.judging:
        report, said = manner.judging(report)
        lines += said
    if stem != cli_outputs.stem_of(path):
        lines.append(f"Another of these files has the same name, so what this one becomes is called “{stem}”.")
    placed: dict[Path, bytes] = {}
    wrote: list[str] = []
    for to in plan.formats:
        step(f"Writing {to.words} of {stem}")
        lines += cli_summary.not_carried(to.words, cli_outputs.cannot_carry(report, to))
        rendered = cli_outputs.render(report, to, manner.style)
        files = cli_outputs.place(rendered, to, plan.folder, stem, alone=plan.alone)
        wrote.append(f"Wrote {cli_summary.files_in_words(list(files))}")
        placed |= files
    _refuse_overwriting(placed, plan.sources)
    write_files(placed, cli_outputs.outdated(placed))
    return [*lines, *wrote]


def read_paper(path: Path, manner: Manner) -> Reading:
    """The Reading of a file. Unreadable, or NotPossible for a mapping that does not fit, with a sentence."""
    from goldenthread import readers

    if not manner.mapping:
        return readers.read(path)
    try:
        return readers.read(path, manner.mapping)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        raise NotPossible(str(error)) from error  # a word that is no role, or a heading that is not there


def _json(reading: Reading) -> bytes:
    return cli_outputs.render(reading.report, Format.JSON, None)[""]


def _about(path: Path, reading: Reading, manner: Manner) -> Iterator[str]:
    yield f"{path.name}: {cli_summary.found(reading.report)}"
    yield from cli_summary.notes(reading, in_full=manner.in_full)
    if manner.mapping and not reading.mapped:
        yield f"--map changed nothing: it is for the columns of sheets, and {path.name} has none to match."


def _refuse_overwriting(targets: Iterable[Path], sources: Sequence[Path]) -> None:
    """A paper is never replaced by what was made of it, whoever asks."""
    kept = {path.resolve() for source in sources for path in cli_outputs.parts_of(source)}
    for target in targets:
        if target.resolve() in kept:
            raise NotPossible(f"“{target}” is the file being read, and would be replaced. Name another folder with -o.")
