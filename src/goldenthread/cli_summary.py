"""What was found and what was made of it, in plain words, for the person at the keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.model.reading import Reading
    from goldenthread.model.report import Report

_LONGEST_QUOTE = 90
_SHORT_LIST = 5


def found(report: Report) -> str:
    """One sentence that counts what the report holds."""
    from goldenthread.model.budget import Statement
    from goldenthread.model.report import StrategicIssues

    issues = sum(len(part.rows) for part in report.sections if isinstance(part, StrategicIssues))
    statements = sum(isinstance(part, Statement) for part in report.sections)
    counts = [
        (len(report.objectives), "objective"),
        (len(report.measures), "measure"),
        (len(report.milestones), "milestone"),
        (issues, "strategic issue"),
        (statements, "budget statement"),
    ]
    parts = [count_of(number, word) for number, word in counts if number]
    if not parts:
        return "Found no objective, measure or milestone. Is this a performance report?"
    return f"Found {listed(parts)}."


def notes(reading: Reading, *, in_full: bool) -> Iterator[str]:
    """What could not be placed, every time; what was mended, assumed and matched, shortened unless `in_full`."""
    if reading.unplaced:
        number = len(reading.unplaced)
        yield f"{count_of(number, 'piece')} of text {'was' if number == 1 else 'were'} not understood, listed below."
        for left in reading.unplaced:
            hint = f"it could be {left.could_be}" if left.could_be else ""
            words = quoted(left.text) if left.text else ""  # a scanned page has none
            yield "  - " + ": ".join(part for part in (left.where, words, hint) if part)
    yield from _list(
        'Columns were matched by their headings; --map "Heading=role" corrects one:',
        [f"“{one.heading}” is taken as {one.taken_as}{_at(one.where)}" for one in reading.mapped],
        in_full=True,
    )
    yield from _list(
        "Mended while reading:",
        [f"{quoted(one.before)} to {quoted(one.after)}{_at(one.where)}: {one.why}" for one in reading.mended],
        in_full=in_full,
    )
    yield from _list(
        "Assumed:", [f"{one.what.rstrip('.')}{_at(one.where)}: {one.why}" for one in reading.assumed], in_full=in_full
    )
    if in_full:
        heads = [f"{quoted(one.text)} ({count_of(one.times, 'time')}){_at(one.where)}" for one in reading.running_heads]
        yield from _list("Left out as running heads and feet:", heads, in_full=True)


def not_carried(words: str, sentences: Sequence[str]) -> Iterator[str]:
    """What a format leaves out."""
    yield from _list(f"Left out of {words}:", list(sentences), in_full=True)


def files_in_words(files: Sequence[Path]) -> str:
    """One file by its name; a bundle by its folder."""
    if len(files) == 1:
        return str(files[0])
    tables = sum(path.suffix == ".csv" for path in files)
    return f"{files[0].parent}{os.sep} ({count_of(tables, 'CSV file')}, each with its description)"


def count_of(number: int, word: str) -> str:
    """ "1 measure", "38 measures"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def quoted(text: str) -> str:
    """A text of the source, on one line and not too long."""
    folded = " ".join(text.split())
    return f"“{folded}”" if len(folded) <= _LONGEST_QUOTE else f"“{folded[:_LONGEST_QUOTE].rstrip()}…”"


def _at(where: str) -> str:
    return f" ({where})" if where else ""


def _list(title: str, entries: Sequence[str], *, in_full: bool) -> Iterator[str]:
    if not entries:
        return
    yield title
    shown = entries if in_full or len(entries) <= _SHORT_LIST + 1 else entries[:_SHORT_LIST]
    yield from (f"  - {entry}" for entry in shown)
    if len(shown) < len(entries):
        yield f"  - and {len(entries) - len(shown):,} more: --verbose lists them all."
