"""The command line as an officer meets it: what it writes, what it says and where, and how it fails."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from goldenthread import cli, cli_outputs, cli_run, cli_summary, readers
from goldenthread.cli_outputs import Format
from goldenthread.cli_progress import progress
from goldenthread.files import NotPossible
from goldenthread.model.figures import Role
from goldenthread.model.plan import MeasureLine, MilestoneLine
from goldenthread.model.reading import Assumed, Mapped, Mended, Reading, Unplaced, Unreadable
from goldenthread.model.report import (
    Judgement,
    Judgements,
    Objective,
    Report,
    ReportKind,
    report_from_json,
    report_to_json,
)
from tests.command import Ran, Run

COMMAND = str(Path(sys.executable).with_name("goldenthread"))

REPORT = Report(
    kind=ReportKind.PRIORITY,
    title="Quarter 1 report",
    council="Example Borough Council",
    sections=(
        Objective(
            ref="EX01",
            title="Keep the roads open",
            lines=(
                MeasureLine(ref="EX01 01", title="Increase the percentage of roads gritted"),
                MeasureLine(ref="EX01 02", title="Number of potholes filled"),
                MilestoneLine(ref="EX01a", title="Buy a gritter by March 2022"),
            ),
        ),
    ),
)
INSPECTED = REPORT.model_copy(
    update={"sections": (*REPORT.sections, Judgements(title="Inspection", rows=(Judgement(judgement="Roads"),)))}
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A report that the command can read."""
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "q1.json"
    path.write_text(report_to_json(REPORT))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "out"


def names(folder: Path) -> set[str]:
    """Every file in a folder, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def notes_of(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file read as `reading`."""
    monkeypatch.setattr(readers, "read", lambda _path, _mapping=None: reading)


# ---- what it writes ----


def test_read_gives_json_alone_on_standard_output(run: Run, paper: Path) -> None:
    ran = run("read", paper)
    assert ran.code == 0
    assert report_from_json(ran.out) == REPORT
    assert "Found 1 objective, 2 measures and 1 milestone." in ran.err


def test_read_writes_the_file_that_is_named(run: Run, paper: Path, out: Path) -> None:
    ran = run("read", paper, "-o", out / "report.json")
    assert ran.code == 0
    assert report_from_json((out / "report.json").read_text()) == REPORT
    assert ran.err == ""
    assert f"Wrote {out / 'report.json'}" in ran.out


def test_read_writes_several_files_into_a_folder(run: Run, paper: Path, out: Path) -> None:
    other = shutil.copy(paper, paper.with_name("q2.json"))
    assert run("read", paper, other, "-o", out).code == 0
    assert names(out) == {"q1.json", "q2.json"}


def test_read_does_not_run_two_reports_together(run: Run, paper: Path) -> None:
    ran = run("read", paper, paper)
    assert (ran.code, ran.out) == (2, "")
    assert "Name a folder for them with -o" in ran.err


@pytest.mark.parametrize("verb", ["write", "convert"])
def test_every_format_is_written(run: Run, paper: Path, out: Path, verb: str) -> None:
    ran = run(verb, paper, "--to", "docx,pdf,html,xlsx,csv,json", "-o", out)
    assert (ran.code, ran.err) == (0, "")
    written = names(out)
    assert {"q1.docx", "q1.pdf", "q1.html", "q1.xlsx", "q1.json", "q1-csv/figures.csv"} <= written
    starts = {"q1.docx": b"PK", "q1.xlsx": b"PK", "q1.pdf": b"%PDF", "q1.html": b"<!DOCTYPE html>", "q1.json": b"{"}
    for name, start in starts.items():
        assert (out / name).read_bytes()[: len(start)] == start


def test_csv_alone_goes_straight_into_the_folder_that_is_named(run: Run, paper: Path, out: Path) -> None:
    assert run("convert", paper, "--to", "csv", "-o", out).code == 0
    assert {"figures.csv", "updates.csv", "statements.csv"} <= names(out)


def test_csv_without_a_folder_named_has_one_of_its_own(
    run: Run, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a score of files does not land among a person's own."""
    monkeypatch.chdir(tmp_path)
    assert run("convert", paper, "--to", "csv").code == 0
    assert (tmp_path / "q1-csv" / "figures.csv").is_file()


def test_a_csv_folder_can_be_given_to_any_verb(run: Run, paper: Path, out: Path) -> None:
    assert run("convert", paper, "--to", "csv", "-o", out / "q1.2022").code == 0
    assert run("write", out / "q1.2022", "--to", "html", "-o", out).code == 0
    assert (out / "q1.2022.html").is_file()
    assert report_from_json(run("read", out / "q1.2022").out) == REPORT


def test_a_bundle_does_not_keep_files_of_an_earlier_one(run: Run, paper: Path, out: Path) -> None:
    """They would be read as part of it."""
    paper.with_name("inspected.json").write_text(report_to_json(INSPECTED))
    assert run("convert", paper.with_name("inspected.json"), "--to", "csv", "-o", out).code == 0
    (out / "mine.csv").write_text("a,b\n")
    assert "judgements.csv" in names(out)
    assert run("convert", paper, "--to", "csv", "-o", out).code == 0
    assert {name for name in names(out) if "judgements" in name} == set()
    assert "mine.csv" in names(out)
    assert report_from_json(run("read", out).out) == REPORT


def test_two_files_of_one_name_do_not_overwrite_each_other(run: Run, paper: Path, tmp_path: Path, out: Path) -> None:
    other = tmp_path / "other" / "Q1.json"
    other.parent.mkdir()
    other.write_text(report_to_json(REPORT.model_copy(update={"title": "The other"})))
    ran = run("convert", paper, other, "--to", "json", "-o", out)
    assert ran.code == 0
    assert report_from_json((out / "q1.json").read_text()).title == "Quarter 1 report"
    assert report_from_json((out / "Q1-2.json").read_text()).title == "The other"
    assert "is called “Q1-2”" in ran.out


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["a.docx", "b.docx"], ["a", "b"]),
        (["a.docx", "x/a.pdf", "y/a.txt"], ["a", "a-2", "a-3"]),
        (["a.docx", "x/a.pdf", "a-2.txt"], ["a", "a-3", "a-2"]),
        (["a-2.txt", "a.docx", "x/a.pdf"], ["a-2", "a", "a-3"]),
    ],
)
def test_each_file_has_a_name_of_its_own(given: list[str], expected: list[str]) -> None:
    assert cli_outputs.stems([Path(name) for name in given]) == expected


def test_an_earlier_result_is_replaced(run: Run, paper: Path, out: Path) -> None:
    out.mkdir()
    (out / "q1.html").write_text("old")
    assert run("write", paper, "--to", "html", "-o", out).code == 0
    assert "Quarter 1 report" in (out / "q1.html").read_text()
    assert names(out) == {"q1.html"}


@pytest.mark.parametrize(
    "words", [["read", "-o", "q1.json"], ["write", "--to", "json"], ["convert", "--to", "html,json"]]
)
def test_the_paper_itself_is_never_replaced(
    run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    before = paper.read_bytes()
    monkeypatch.chdir(paper.parent)
    verb, *options = words
    ran = run(verb, "q1.json", *options)
    assert ran.code == 2
    assert "is the file being read" in ran.err
    assert paper.read_bytes() == before
    assert names(paper.parent) == {"q1.json"}


def test_the_bundle_itself_is_never_replaced(run: Run, paper: Path, out: Path) -> None:
    """Not even when one of its files is given for all of it."""
    run("convert", paper, "--to", "csv", "-o", out)
    for source in (out, out / "figures.csv"):
        ran = run("convert", source, "--to", "csv", "-o", out)
        assert ran.code == 2
        assert "is the file being read" in ran.err


# ---- what it says ----


def test_what_was_not_understood_is_listed_with_its_place(
    run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = (
        Unplaced(text="47  12%", where="line 334", could_be="figures of EX01 01"),
        Unplaced(text="x" * 500, where="page 3"),
        Unplaced(text="", where="page 4", could_be="a scanned page"),
    )
    notes_of(Reading(report=REPORT, unplaced=left), monkeypatch)
    ran = run("read", paper)
    assert "3 pieces of text were not understood, listed below." in ran.err
    assert "  - line 334: “47 12%”: it could be figures of EX01 01" in ran.err
    assert "  - page 4: it could be a scanned page" in ran.err
    assert max(map(len, ran.err.splitlines())) < 130


def test_what_was_mended_and_assumed_is_short_unless_asked_for(
    run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mended = tuple(
        Mended(before=f"{number} 0", after=f"{number}0", where=f"line {number}", why="a number broken over a line")
        for number in range(20)
    )
    notes_of(Reading(report=REPORT, mended=mended, assumed=(Assumed(what="The year", why="the title"),)), monkeypatch)
    short, full = run("read", paper).err, run("read", paper, "--verbose").err
    assert "and 15 more: --verbose lists them all" in short
    assert short.count("broken over a line") == 5
    assert full.count("broken over a line") == 20
    assert "  - The year: the title" in short


def test_how_columns_were_taken_is_shown_and_can_be_corrected(
    run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def read(_path: Path, mapping: object) -> Reading:
        asked.append(mapping)
        return Reading(report=REPORT, mapped=(Mapped(heading="Q1 = now", taken_as="current", where="sheet 1"),))

    monkeypatch.setattr(readers, "read", read)
    ran = run("read", paper, "--map", "Q1 = now=current", "--map", "Ref=reference")
    assert asked == [{"Q1 = now": "current", "Ref": "reference"}]
    assert "“Q1 = now” is taken as current (sheet 1)" in ran.err


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A council's own list of measures, one of whose headings no reader can know."""
    path = tmp_path / "measures.csv"
    path.write_text(
        "Ref,Measure,Where we are,Target,Status\nEX01 01,Percentage of roads gritted,92%,95%,Amber\n", encoding="utf-8"
    )
    return path


def test_a_column_that_was_not_known_can_be_named(run: Run, sheet: Path) -> None:
    before, after = run("read", sheet), run("read", sheet, "--map", "Where we are=current")
    assert "“Where we are” is taken as current" not in before.err
    assert "“Where we are” is taken as current" in after.err
    cell = report_from_json(after.out).measures[0].cell(Role.CURRENT)
    assert cell is not None
    assert [figure.value for figure in cell.figures] == [92]


@pytest.mark.parametrize(
    ("entry", "named"), [("Where we are=nonsense", "nonsense"), ("Elsewhere=current", "elsewhere")]
)
def test_a_mapping_that_cannot_be_followed_is_refused(run: Run, sheet: Path, entry: str, named: str) -> None:
    ran = run("read", sheet, "--map", entry)
    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err.lower()
    assert "nobody foresaw" not in ran.err


def test_a_mapping_that_changes_nothing_is_said(run: Run, paper: Path) -> None:
    assert "--map changed nothing" in run("read", paper, "--map", "Q1=current").err


def test_quiet_says_nothing(run: Run, paper: Path, out: Path) -> None:
    ran = run("convert", paper, "--to", "html", "-o", out, "--quiet")
    assert ran == Ran(0, "", "")


def test_a_paper_that_holds_nothing_is_doubted() -> None:
    assert "Is this a performance report?" in cli_summary.found(Report(kind=ReportKind.PRIORITY))


def test_what_a_format_cannot_hold_is_said(run: Run, paper: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.writers.workbook.cannot_carry", lambda _report: ("Pictures are left out.",))
    ran = run("convert", paper, "--to", "xlsx", "-o", out)
    assert "Left out of the spreadsheet:\n  - Pictures are left out." in ran.out


def test_nothing_decorates_what_is_not_a_terminal(run: Run, paper: Path, out: Path) -> None:
    ran = run("convert", paper, "--to", "html,csv,json", "-o", out)
    assert "\x1b" not in ran.out + ran.err


def test_a_progress_bar_is_drawn_for_a_person_and_leaves_standard_output_alone(paper: Path, out: Path) -> None:
    ours, theirs = pty.openpty()
    job = [COMMAND, "convert", str(paper), "--to", "html,csv,json", "-o", str(out)]
    with subprocess.Popen(
        job, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    ) as process:
        os.close(theirs)
        assert process.stdout is not None
        said = process.stdout.read()
    drawn = b""
    while chunk := _read(ours):
        drawn += chunk
    os.close(ours)
    assert b"q1" in drawn
    assert b"\x1b[" in drawn
    assert b"\x1b" not in said
    assert b"Found 1 objective" in said


def test_a_short_job_has_no_progress_bar(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress(2) as step:
        step("Reading")
    assert capfd.readouterr().err == ""


def test_each_step_of_a_long_job_is_named(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with progress(3) as step:
        step("Reading q1 [bold]")
        step("Writing q1")
    assert "Writing q1" in capfd.readouterr().err


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux's way of saying that the other end is closed
        return b""


def test_help_and_version(run: Run) -> None:
    assert "Read a council's performance report" in run("--help").out
    assert run("-h").out == run().out == run("--help").out
    assert run("--version").out.startswith("goldenthread 0.")


def test_help_does_not_wait_for_what_only_the_work_needs() -> None:
    """Help must come in under 0.2 s (make bench measures it); these would spend it on their own."""
    heavy = ("pydantic", "docx", "typst", "pandas", "pdfplumber", "python_calamine", "lxml", "rich", "gptables")
    program = f"import sys, goldenthread.cli; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


# ---- how it fails: a sentence, exit code 2, nothing on standard output, nothing left behind ----


def test_a_file_that_is_not_there(run: Run, out: Path) -> None:
    ran = run("convert", "nowhere.docx", "--to", "pdf", "-o", out)
    assert ran == Ran(2, "", "There is no file “nowhere.docx”. Check the name and the folder.\n")
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["convert", "PAPER", "--to", "docs"], "“docs” is not a format that can be written. Choose from docx, pdf"),
        (["convert", "PAPER", "--to", " , "], "No format is named"),
        (["convert", "PAPER"], "Missing option '--to'"),
        (["convert"], "Missing argument 'FILE'"),
        (["convrt"], "Did you mean 'convert'? “goldenthread --help”"),
        (["read", "PAPER", "--map", "Q1"], 'Write it as --map "Heading=role"'),
        (["read", "PAPER", "--map", "=current"], 'Write it as --map "Heading=role"'),
        (["read", "PAPER", "--nonsense"], "No such option"),
        (
            ["write", "PAPER", "--to", "docx", "--style", "nowhere.docx"],
            "The house style “nowhere.docx” cannot be opened",
        ),
        (["write", "PAPER", "--to", "docx", "--style", "PAPER"], "is not a Word document"),
    ],
)
def test_a_request_that_cannot_be_met(
    run: Run, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*(str(paper) if word == "PAPER" else word for word in words))
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert names(tmp_path) == {"in/q1.json"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.docx", b"", "is empty"),
        ("photo.png", b"\x89PNG\r\n\x1a\n", "photo.png"),
        ("damaged.docx", b"PK\x03\x04 and then nothing", "damaged.docx"),
        ("damaged.pdf", b"%PDF-1.7 and then nothing", "damaged.pdf"),
        ("damaged.xlsx", b"PK\x03\x04 and then nothing", "damaged.xlsx"),
        ("locked.docx", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000), "locked.docx"),
        ("other.json", b'{"kind": "something else", "version": "1"}', "docs/report.schema.json"),
        ("later.json", b'{"kind": "priority-based report", "version": "99"}', "version '99'"),
        ("broken.json", b'{"kind": ', "not valid JSON"),
    ],
)
def test_a_file_that_is_no_report(run: Run, tmp_path: Path, out: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ran = run("convert", path, "--to", "html", "-o", out)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "nobody foresaw" not in ran.err
    assert ran.err.count("\n") == 1
    assert not out.exists()


def zipped(path: Path, parts: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def bomb(path: Path) -> None:
    """A few hundred kB that unpack to 600 MB."""
    zipped(path, {f"word/media/{number}.bmp": bytes(60_000_000) for number in range(10)})


def external_entity(path: Path) -> None:
    """A Word file that asks for another file of this computer."""
    page = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'
    zipped(path, {"[Content_Types].xml": b"<Types/>", "word/document.xml": page})


def scan(path: Path) -> None:
    """A PDF of pages without text."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)


def locked(path: Path) -> None:
    """A PDF with a password."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))


@pytest.mark.parametrize(
    ("make", "name", "remedy"),
    [
        (bomb, "bomb.docx", "bomb.docx"),
        (external_entity, "entity.docx", "entity.docx"),
        (scan, "scan.pdf", "holds no text"),
        (locked, "locked.pdf", "password"),
    ],
)
def test_a_file_that_must_not_or_cannot_be_opened(
    run: Run, tmp_path: Path, out: Path, make: Callable[[Path], None], name: str, remedy: str
) -> None:
    make(tmp_path / name)
    ran = run("convert", tmp_path / name, "--to", "html", "-o", out)
    assert (ran.code, ran.out) == (2, "")
    assert remedy in ran.err
    assert "nobody foresaw" not in ran.err
    assert "root:" not in ran.err
    assert not out.exists()


def test_a_folder_that_is_no_bundle(run: Run, paper: Path, out: Path) -> None:
    ran = run("convert", paper.parent, "--to", "html", "-o", out)
    assert (ran.code, ran.out) == (2, "")
    assert "folder" in ran.err
    assert "nobody foresaw" not in ran.err


def test_a_file_of_300_mb_is_refused_before_it_is_read(run: Run, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as stream:
        stream.truncate(300_000_000)
    ran = run("convert", path, "--to", "html", "-o", out)
    assert ran.code == 2
    assert "files of up to 100 MB are read" in ran.err


def test_one_bad_file_does_not_hold_up_the_others(run: Run, paper: Path, out: Path) -> None:
    ran = run("convert", "nowhere.docx", paper, "--to", "html", "-o", out)
    assert ran.code == 2
    assert ran.err == "There is no file “nowhere.docx”. Check the name and the folder.\n"
    assert names(out) == {"q1.html"}


def test_a_folder_that_cannot_be_written(run: Run, paper: Path, out: Path) -> None:
    out.write_text("a file")
    ran = run("convert", paper, "--to", "html,csv", "-o", out)
    assert ran.code == 2
    assert "is not a folder" in ran.err
    assert out.read_text() == "a file"


def test_a_disk_that_fills_up_at_the_last_format_leaves_none(
    run: Run, paper: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = os.fsync, []

    def fill(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fill)
    ran = run("convert", paper, "--to", "html,csv,json", "-o", out)
    assert ran.code == 2
    assert "no room on the disk" in ran.err
    assert not out.exists()


def test_an_error_that_nobody_foresaw_is_a_sentence_too(run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(*_: object) -> Reading:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(readers, "read", fall_over)
    ran = run("read", paper)
    assert (ran.code, ran.out) == (2, "")
    assert "Please report it" in ran.err
    assert "Traceback" not in ran.err


def test_the_traceback_is_there_for_who_asks(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(*_: object) -> Reading:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(readers, "read", fall_over)
    monkeypatch.setenv("GOLDENTHREAD_TRACEBACK", "1")
    monkeypatch.setattr(sys, "argv", ["goldenthread", "read", str(paper)])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_too_little_memory_is_a_sentence(run: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object) -> Reading:
        raise MemoryError

    monkeypatch.setattr(readers, "read", no_memory)
    assert "not enough memory" in run("read", paper).err


@pytest.mark.parametrize("error", [NotPossible("A."), Unreadable("A.")])
def test_our_own_errors_are_their_sentence(error: Exception) -> None:
    assert cli_run.in_words(error) == "A."


def test_an_error_that_nobody_foresaw_does_not_hold_up_the_others(
    run: Run, paper: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = readers.read

    def fall_over(path: Path, mapping: Mapping[str, str] | None = None) -> Reading:
        if path.name == "odd.json":
            raise ZeroDivisionError("division by zero")
        return real(path, mapping)

    monkeypatch.setattr(readers, "read", fall_over)
    ran = run("convert", paper.with_name("odd.json"), paper, "--to", "html", "-o", out)
    assert ran.code == 2
    assert "nobody foresaw with “odd.json”: “ZeroDivisionError: division by zero”" in ran.err
    assert names(out) == {"q1.html"}


_SLOW_READER = """
import sys, time
from goldenthread import cli, readers

def wait(*_):
    print("reading", file=sys.stderr, flush=True)
    time.sleep(60)

readers.read = wait
cli.main()
"""


def test_stopping_it_is_answered_in_words(paper: Path, out: Path) -> None:
    job = [sys.executable, "-c", _SLOW_READER, "convert", str(paper), "--to", "html", "-o", str(out)]
    with subprocess.Popen(job, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "reading\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130
    assert said == "Stopped, as you asked. No file is half written.\n"
    assert not out.exists()


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    lines = tuple(MeasureLine(ref=f"EX01 {number}", title="Number of potholes filled") for number in range(5000))
    path = tmp_path / "long.json"
    path.write_text(report_to_json(REPORT.model_copy(update={"sections": (Objective(ref="EX01", lines=lines),)})))
    with subprocess.Popen([COMMAND, "read", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert "Broken" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_data_that_finds_no_room_is_a_sentence(paper: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([COMMAND, "read", str(paper), "-q"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert ran.stderr.decode() == (
        "Standard output took only a part of the data: no space left on device. Name a file with -o.\n"
    )


def test_a_name_that_the_disk_cannot_show_as_text_is_no_reason_to_fall_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.json")
    path.write_text(report_to_json(REPORT))
    ran = run("read", path)
    assert ran.code == 0
    assert json.loads(ran.out)["title"] == "Quarter 1 report"


# ---- the words of its sentences ----


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("pdf", (Format.PDF,)),
        ("pdf, DOCX,.html", (Format.PDF, Format.DOCX, Format.HTML)),
        ("csv,csv", (Format.CSV,)),
    ],
)
def test_formats_are_understood_as_people_type_them(text: str, formats: tuple[Format, ...]) -> None:
    assert cli_outputs.parse_formats(text) == formats


def test_a_house_style_reaches_the_word_file(run: Run, paper: Path, out: Path) -> None:
    run("write", paper, "--to", "docx", "-o", out / "house")
    ran = run("write", paper, "--to", "docx", "-o", out, "--style", out / "house" / "q1.docx")
    assert ran.code == 0
    assert (out / "q1.docx").is_file()
