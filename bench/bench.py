"""Speed and memory against the promises of the project: `make bench`. Prints the machine, medians and ratios.
`bench.py --web` measures the pages of the web application alone.

Never part of the tests: a shared machine must not turn a slow moment into a failure. It exits 1 when a promise is not kept.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import web_pages

from goldenthread import cli_check, readers
from goldenthread.model.periods import Period
from goldenthread.model.report import Report, report_to_json
from goldenthread.rules import checks
from goldenthread.rules.checks.paper import Paper
from goldenthread.writers.csv_bundle import to_csv
from goldenthread.writers.docx import to_docx
from goldenthread.writers.html import to_html
from goldenthread.writers.pdf import to_pdf
from goldenthread.writers.workbook import to_workbook

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seeds" / "priority_report_2021-22_q1.txt"
PLAN_SEED = SEED.with_name("business_plan_2021-22.txt")
EXAMPLE = ROOT / "examples" / "2021-22-q1.json"
PLAN = ROOT / "examples" / "plan-2021-22.json"
COMMAND = Path(sys.executable).with_name("goldenthread")
RUNS = 7
MANY = 50
FEW_PAPERS, MANY_PAPERS = 25, 200
MOST_OF_THE_TIME = 0.10
"""A check that takes a greater share of the whole says in its docstring what it costs."""


@dataclass
class Board:
    """What was measured, beside what was promised."""

    broken: list[str] = field(default_factory=list)

    def say(self, name: str, value: float, unit: str, limit: float | None = None, *, at_least: bool = False) -> None:
        kept = limit is None or (value >= limit if at_least else value <= limit)
        promise = "" if limit is None else f"  ({'at least' if at_least else 'at most'} {limit:g} {unit})"
        mark = "" if kept else "  NOT KEPT"
        print(f"  {name:<58} {value:8.3f} {unit}{promise}{mark}", flush=True)
        if not kept:
            self.broken.append(name)

    def skip(self, name: str, why: str) -> None:
        print(f"  {name:<58}  skipped: {why}", flush=True)


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds that `work` takes, the middle of several runs after one that warms up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def machine() -> str:
    """What this ran on."""
    model = platform.processor() or platform.machine()
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{model}, {os.cpu_count()} cores, load {load}, {platform.system()}, Python {platform.python_version()}"


def reading(board: Board, scratch: Path) -> Report:
    """How long reading takes, and how it grows; the report that the writers are then measured on."""
    if not SEED.exists():
        board.skip(
            "reading the Q1 report's text", "the real papers are not here; the example stands in for the writers"
        )
        return readers.read(EXAMPLE).report
    once = median(lambda: readers.read(SEED))
    board.say("reading the Q1 report's text", once, "s", 0.3)
    long = scratch / "long.txt"
    long.write_text(SEED.read_text(encoding="utf-8") * MANY, encoding="utf-8")
    board.say(f"the same {MANY} times over, against once", median(lambda: readers.read(long), 3) / once, "x", 60)
    return readers.read(SEED).report


def writing(board: Board, report: Report) -> float:
    """How long each format takes; returns the time for PDF."""
    board.say("writing Word", median(lambda: to_docx(report)), "s", 0.6)
    pdf = median(lambda: to_pdf(report))
    board.say("writing PDF", pdf, "s", 0.5)
    board.say("writing the web page", median(lambda: to_html(report)), "s", 0.1)
    board.say("writing CSV", median(lambda: to_csv(report)), "s", 0.1)
    board.say("writing the spreadsheet", median(lambda: to_workbook(report)), "s")
    return pdf


def against_others(board: Board, report: Report, pdf: float, scratch: Path) -> None:
    """PDF against what else a council might use."""
    name = "WeasyPrint on the same web page, against our PDF"
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        board.skip(name, f"WeasyPrint cannot be used here ({type(error).__name__})")
    else:
        page = to_html(report)
        board.say(name, median(lambda: HTML(string=page).write_pdf(), 3) / pdf, "x", 5, at_least=True)
    name = "LibreOffice on the same Word file, against our PDF"
    office = shutil.which("soffice")
    if office is None:
        board.skip(name, "LibreOffice is not installed")
        return
    word = scratch / "report.docx"
    word.write_bytes(to_docx(report))
    profile = f"-env:UserInstallation=file://{scratch}/office"
    order = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(word)]
    seconds = median(lambda: subprocess.run(order, check=True, capture_output=True), 3)
    board.say(name, seconds / pdf, "x", 5, at_least=True)


def checking(board: Board, scratch: Path) -> None:
    """How long all checks take on one paper with last quarter's and the plan, which take most, and how a folder grows."""
    report = readers.read(SEED if SEED.exists() else EXAMPLE).report
    plan = readers.read(PLAN_SEED if PLAN_SEED.exists() else PLAN).report
    previous = report.model_copy(update={"period": report.period.previous if report.period else None})

    def afresh() -> None:
        _forget()
        checks.run(report, previous=previous, plan=plan)

    board.say("checking the Q1 report with last quarter's and the plan", median(afresh), "s", 0.3)
    _shares(board, Paper(report, previous, plan))
    few, many = (_folder_of(scratch / str(number), number) for number in (FEW_PAPERS, MANY_PAPERS))
    each = median(lambda: _check_folder(few), 3) / FEW_PAPERS
    board.say(
        f"a folder of {MANY_PAPERS} reports, each against one of {FEW_PAPERS}",
        median(lambda: _check_folder(many), 1) / MANY_PAPERS / each,
        "x",
        1.3,
    )
    board.say("a report of the folder, read and checked", each, "s")


def _forget() -> None:
    """Empty every cache of the rules, so that a second run works as hard as the first."""
    for name, module in list(sys.modules.items()):
        if name.startswith("goldenthread.rules"):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


def _shares(board: Board, paper: Paper) -> None:
    """The checks that take most of the time, once what they share is known."""
    checks.run_on(paper)
    seconds = Counter[str]()
    for code, one in checks.CATALOGUE.items():
        seconds[code] = round(median(partial(one.run, paper)) * 1e9)
    total = sum(seconds.values())
    for code, taken in seconds.most_common(5):
        told = "costs" in (checks.CATALOGUE[code].look.__doc__ or "")
        board.say(
            f"of that, {code}: {checks.CATALOGUE[code].name}"[:58],
            taken / total,
            "of all",
            None if told else MOST_OF_THE_TIME,
        )


def _folder_of(folder: Path, number: int) -> Path:
    """A folder of so many reports, quarter after quarter, each with words of its own."""
    folder.mkdir()
    report = readers.read(EXAMPLE).report
    period = Period.financial_quarter(1960, 1)
    for one in range(number):
        text = report_to_json(report.model_copy(update={"period": period.shifted(one)}))
        own = re.sub(r'(?<="text": ")', f"Paper {one}. ", text)  # no text is met twice
        (folder / f"{one:03}.json").write_text(own, encoding="utf-8")
    return folder


def _check_folder(folder: Path) -> None:
    _forget()
    outcome = cli_check.check([folder], cli_check.Wanted())
    if outcome.failed:
        sys.exit(f"The papers to measure on could not be read: {outcome.failed[0]}")


def command_line(board: Board, scratch: Path) -> None:
    """How soon help comes, and how much memory the whole job takes."""
    help_ = [str(COMMAND), "--help"]
    seconds = median(lambda: subprocess.run(help_, check=True, capture_output=True), 15)
    board.say("goldenthread --help", seconds, "s", 0.2)
    paper = SEED if SEED.exists() else EXAMPLE
    job = [str(COMMAND), "convert", str(paper), "--to", "docx,pdf,html,xlsx,csv,json", "-o", str(scratch / "out")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run(job, check=True, capture_output=True)
    board.say("the whole job, six formats, from the command line", time.perf_counter() - start, "s")
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if after > before:  # it is the peak of any child so far
        board.say("peak memory of the whole job", after / 1024, "MB", 250)
    else:
        board.skip("peak memory of the whole job", "a child before it took more")


def library(board: Board) -> None:
    """Everything that needs no server."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        command_line(board, scratch)
        report = reading(board, scratch)
        checking(board, scratch)
        pdf = writing(board, report)
        against_others(board, report, pdf, scratch)


def main() -> int:
    """Measure everything; 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--web", action="store_true", help="measure the pages of the web application alone")
    wanted = parser.parse_args()
    board = Board()
    print(f"{machine()}\nMedians of several runs after one that warms up, in one process.\n")
    if not wanted.web:
        library(board)
    web_pages.pages(board)
    print(f"\n{len(board.broken)} promises not kept." if board.broken else "\nEvery promise was kept.")
    return int(bool(board.broken))


if __name__ == "__main__":
    sys.exit(main())
