"""The work behind `goldenthread check`: read every paper, hold each against its companions, and say what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from goldenthread.cli_progress import progress
from goldenthread.cli_run import Manner, Outcome, in_words, read_paper
from goldenthread.cli_summary import count_of
from goldenthread.files import NotPossible, write_files
from goldenthread.readers import READABLE
from goldenthread.rules import checks
from goldenthread.rules.companions import Companions, Named, fit, pair
from goldenthread.rules.suppressions import BadSuppressions, Suppression, parse_suppressions, part
from goldenthread.writers import findings, findings_html
from goldenthread.writers.findings import Checked

if TYPE_CHECKING:
    from goldenthread.model.reading import Reading

SUPPRESSIONS = Path("goldenthread-accepted.toml")
"""The file of accepted findings that is used when it stands in the folder where the command is given."""


class FindingsFormat(StrEnum):
    """A format that findings are given in."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def format_named(word: str) -> FindingsFormat:
    """The format of that name. NotPossible for one that findings are not given in."""
    try:
        return FindingsFormat(word.strip().lower())
    except ValueError as error:
        *others, last = FindingsFormat
        raise NotPossible(
            f"“{word}” is not a format for findings. Choose from {', '.join(others)} and {last}."
        ) from error


_RENDERERS = {
    FindingsFormat.TEXT: findings.to_text,
    FindingsFormat.JSON: findings.to_json,
    FindingsFormat.CSV: findings.to_csv,
    FindingsFormat.HTML: findings_html.to_html,
}


@dataclass(frozen=True)
class Wanted:
    """What to check for, what to hold against, and how to give it."""

    previous: Path | None = None
    plan: Path | None = None
    select: str = ""
    ignore: str = ""
    accepted: Path | None = None
    format: FindingsFormat = FindingsFormat.TEXT
    output: Path | None = None
    manner: Manner = field(default_factory=Manner)


def check(files: Sequence[Path], wanted: Wanted) -> Outcome:
    """Check each file, and every readable file of each folder; one that cannot be read does not hold up the others.

    NotPossible for a code that is not known, or when nothing is named.
    """
    if not files:
        raise NotPossible("Name a report to check, or a folder of them; or ask about a check with --explain CODE.")
    select, ignore = _codes(wanted.select), _codes(wanted.ignore)
    suppressions = _suppressions(wanted.accepted)
    outcome = Outcome()
    papers = list(_papers_in(files, outcome))
    with progress(2 * len(papers)) as step:
        read: list[tuple[Named, Reading]] = []
        for name, path in papers:
            step(f"Reading {name}")
            try:
                reading = read_paper(path, wanted.manner)
            except Exception as error:
                outcome.failed.append(in_words(error, f" with “{name}”"))
            else:
                read.append((Named(name, reading.report), reading))
        checked: list[Checked] = []
        for (paper, reading), companions in zip(read, _companions([one for one, _ in read], wanted), strict=True):
            step(f"Checking {paper.name}")
            found = checks.run(
                paper.report,
                previous=companions.previous.report if companions.previous else None,
                plan=companions.plan.report if companions.plan else None,
                reading=reading,
                select=select,
                ignore=ignore,
            )
            checked.append(_checked(paper, companions, found, suppressions))
            outcome.said += _remarks(checked[-1], reading)
    outcome.said += _unused(suppressions, checked)
    outcome.found = any(paper.shown for paper in checked)
    if checked:
        _deliver(checked, wanted, outcome, files)
    return outcome


def _papers_in(files: Sequence[Path], outcome: Outcome) -> Iterator[tuple[str, Path]]:
    """What is to be checked and what to call it: a file by its name, and those of a folder by where they stand in it.

    A folder gives every file in it, and in the folders within, that is of a kind that can be read.
    """
    for path in files:
        if not path.is_dir() or _is_bundle(path):
            yield path.name if sum(other.name == path.name for other in files) == 1 else str(path), path
            continue
        papers: list[Path] = []
        left = _look_through(path, papers)
        if not papers:
            outcome.failed.append(f"There is no paper in “{path}” that can be read.")
        elif left:
            outcome.said.append(f"{count_of(left, 'file')} in “{path}” left out: not of a kind that can be read.")
        yield from ((paper.relative_to(path).as_posix(), paper) for paper in papers)


def _look_through(folder: Path, papers: list[Path]) -> int:
    """Adds the papers in a folder to `papers`, in the order of their names; returns how many other files there are."""
    left = 0
    for one in sorted(folder.iterdir()):
        if one.name.startswith((".", "~$")) or (one.is_symlink() and one.is_dir()):
            continue  # hidden, the lock of a file that somebody has open, or a link that may lead in a circle
        if one.is_dir() and not _is_bundle(one):
            left += _look_through(one, papers)
        elif one.is_dir() or one.suffix.lower() in READABLE:
            papers.append(one)
        else:
            left += 1
    return left


def _is_bundle(folder: Path) -> bool:
    """Whether the folder holds the CSV files of one report."""
    return any(folder.glob("*.csv-metadata.json"))


def _companions(papers: list[Named], wanted: Wanted) -> list[Companions]:
    """What each paper is held against: what was named, else what is found among the papers themselves."""
    previous = _named(wanted.previous, wanted.manner)
    plan = _named(wanted.plan, wanted.manner)
    among = pair(papers)
    if previous is None and plan is None:
        return among
    chosen: list[Companions] = []
    for paper, found in zip(papers, among, strict=True):
        asked = fit(paper, previous, plan)
        chosen.append(
            Companions(
                asked.previous if previous else found.previous,
                asked.plan if plan else found.plan,
                asked.remarks + (found.remarks if previous is None else ()),
            )
        )
    return chosen


def _named(path: Path | None, manner: Manner) -> Named | None:
    return Named(path.name, read_paper(path, manner).report) if path else None


def _checked(
    paper: Named, companions: Companions, found: tuple[checks.Finding, ...], suppressions: Sequence[Suppression]
) -> Checked:
    shown, accepted = part(found, suppressions, paper.name)
    return Checked(
        name=paper.name,
        report=paper.report,
        shown=shown,
        accepted=accepted,
        previous=companions.previous.name if companions.previous else "",
        plan=companions.plan.name if companions.plan else "",
        remarks=companions.remarks,
    )


def _remarks(paper: Checked, reading: Reading) -> Iterator[str]:
    against = [name for name in (paper.previous, paper.plan) if name]
    if against:
        yield f"{paper.name} was held against {' and '.join(against)}."
    yield from paper.remarks
    if reading.unplaced:
        number = len(reading.unplaced)
        yield (
            f"{count_of(number, 'piece')} of text in {paper.name} {'was' if number == 1 else 'were'} not understood, "
            "and so not checked: “goldenthread read” lists them."
        )
    if not paper.report.lines:
        yield f"{paper.name} has no measure or milestone that was understood. Is it a performance report?"


def _unused(suppressions: Sequence[Suppression], checked: Sequence[Checked]) -> Iterator[str]:
    """The entries that accept nothing any more, so that the file does not fill with what is past."""
    for one in suppressions:
        if not any(one.covers(finding, paper.name) for paper in checked for finding, _ in paper.accepted):
            where = " ".join(word for word in (one.paper, one.ref or one.section) if word)
            yield f"An accepted finding was not met: {one.code}{f' in {where}' if where else ''}. Is its entry still needed?"


def _deliver(checked: list[Checked], wanted: Wanted, outcome: Outcome, files: Sequence[Path]) -> None:
    text = _RENDERERS[wanted.format](checked)
    if wanted.output is None or wanted.output == Path("-"):
        outcome.data = text.encode()
        return
    if wanted.output.resolve() in {path.resolve() for path in files}:
        raise NotPossible(f"“{wanted.output}” is the file being checked, and would be replaced. Name another with -o.")
    write_files({wanted.output: text.encode()})
    outcome.said += [findings.summary(checked), f"Wrote {wanted.output}"]


def _suppressions(path: Path | None) -> tuple[Suppression, ...]:
    chosen = path or (SUPPRESSIONS if SUPPRESSIONS.is_file() else None)
    if chosen is None:
        return ()
    try:
        return parse_suppressions(chosen.read_text(encoding="utf-8-sig"))
    except BadSuppressions as error:
        raise NotPossible(f"“{chosen}” could not be used. {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise NotPossible(
            f"“{chosen}” could not be read. Name a text file of accepted findings with --accepted."
        ) from error


# ---- codes ----


def _codes(text: str) -> Collection[str]:
    """The codes or families that --select and --ignore name. NotPossible for one that no check has."""
    codes = [word.strip().upper() for word in text.split(",") if word.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in (*checks.FAMILIES, *checks.CATALOGUE)):
            raise NotPossible(_unknown(code))
    return codes


def explain(code: str) -> str:
    """The reason, an example and the source of a check, or of every check of a family. NotPossible for no known code."""
    wanted = code.strip().upper()
    if wanted in checks.CATALOGUE:
        return _explanation(checks.CATALOGUE[wanted])
    if wanted in checks.FAMILIES:
        lines = [f"{wanted}: {checks.FAMILIES[wanted]}", ""]
        lines += [f"{one.code}  {one.name}" for one in checks.CATALOGUE.values() if one.code.startswith(wanted)]
        return "\n".join([*lines, "", f"“goldenthread check --explain {wanted}01” says more about one.", ""])
    raise NotPossible(_unknown(wanted))


def _explanation(one: checks.Check) -> str:
    parts = [
        f"{one.code} ({one.severity.value}): {one.name}",
        one.why,
        f"Wrong: {one.example.wrong}",
        f"Right: {one.example.right}",
        f"What to do: {one.remedy}",
        f"Source: {one.source}",
        f"To leave it out: --ignore {one.code}. To accept one case with a reason: an entry in {SUPPRESSIONS}.",
    ]
    return "\n\n".join(fill(text, 100, break_on_hyphens=False) for text in parts) + "\n"


def _unknown(code: str) -> str:
    close = get_close_matches(code, checks.CATALOGUE, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"“{code}” is the code of no check.{hint} The families are {', '.join(checks.FAMILIES)}."
