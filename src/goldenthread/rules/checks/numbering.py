"""How references are built: letters, numbers and counters; which of them are alike, and how a run of them goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_BUILT = re.compile(r"(?P<stem>.*?)(?P<number>\d+)(?P<letter>[A-Za-z]?)")
_GROUPS = re.compile(r"\d+|[^\W\d_]+")
_FRAMEWORKS = re.compile(r"(?:ASCOF|PHOF|NI|BV|BVPI|SOF|IPF|QOF|LAPS?|LG)\b", re.IGNORECASE)
"""National sets of indicators: a council's paper holds a choice of them, never a run."""


class Built(NamedTuple):
    """A reference in its parts: "PED01 02" is "PED01 ", "02", ""; "PED06a" is "PED", "06", "a"."""

    stem: str
    number: str
    letter: str


@lru_cache(maxsize=4096)
def built(ref: str) -> Built | None:
    """The parts of a reference; None for one that does not end in a number or a number and a letter."""
    match = _BUILT.fullmatch(ref)
    return Built(match["stem"], match["number"], match["letter"]) if match else None


@lru_cache(maxsize=4096)
def bare(ref: str) -> str:
    """A reference for comparing, never for printing: "PED02 01", "ped02.1" and "PED 02 01" are all "ped.2.1"."""
    return ".".join(part.lstrip("0") or "0" for part in _GROUPS.findall(ref.casefold()))


@lru_cache(maxsize=4096)
def shape(ref: str) -> str:
    """What a reference looks like: "PED01a" is "AAA99a"."""
    return re.sub(r"[a-z]", "a", re.sub(r"[A-Z]", "A", re.sub(r"\d", "9", ref)))


def is_national(ref: str) -> bool:
    """Whether a reference is of a national set of indicators ("ASCOF 2A", "NI 154")."""
    return bool(_FRAMEWORKS.match(ref))


def letters_of(ref: str) -> str:
    """The capitals that a reference begins with: "PED" of "PED01 02", "SCS" of "SCS CYP15"."""
    match = re.match(r"[A-Z]+", ref)
    return match[0] if match else ""


def edits(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed or swapped with their neighbour to make one text of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, across in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != across))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == across:
                least = min(least, last[j - 2] + 1)
            row.append(least)
    return row[-1]


class Run(NamedTuple):
    """References that differ only in their last counter, in the order of the counters, and which are not there."""

    present: tuple[str, ...]
    missing: tuple[str, ...]


_FULL = 0.75
"""How much of a run must be there for what is left out to be a gap: less, and it is a choice from a longer list."""


def runs(refs: Sequence[str]) -> tuple[Run, ...]:
    """The runs among these references that have gaps: "PED06a, c, d", "P1.1, P1.2, P1.4"; not a scattered choice."""
    counters: dict[tuple[str, int], dict[int, str]] = {}
    plain: set[tuple[str, int]] = set()
    padded = {parts.stem for ref in refs if (parts := built(ref)) and parts.number.startswith("0")}
    for ref in dict.fromkeys(refs):
        parts = built(ref)
        if parts is None or is_national(ref):
            continue
        # "PED001" and "PED01" are two runs, "P1.9" and "P1.10" are one
        key = (parts.stem, len(parts.number) if parts.stem in padded else 0)
        counters.setdefault(key, {}).setdefault(int(parts.number), parts.stem + parts.number)
        if parts.letter:
            stem = parts.stem + parts.number
            counters.setdefault((stem, -1), {})[ord(parts.letter.lower())] = ref
            plain.add((stem, -1))
        else:
            plain.add(key)
    return tuple(run for key, found in counters.items() if key in plain and (run := _run(key, found)).missing)


def _run(key: tuple[str, int], found: dict[int, str]) -> Run:
    stem, width = key
    counters = sorted(found)
    span = range(counters[0], counters[-1] + 1)
    missing = [counter for counter in span if counter not in found]
    if len(counters) < _FULL * len(span):
        missing = []
    names = [f"{stem}{chr(one)}" if width < 0 else f"{stem}{one:0{width or 1}}" for one in missing]
    if width < 0 and found[counters[0]][-1].isupper():
        names = [name[:-1] + name[-1].upper() for name in names]
    return Run(tuple(found[one] for one in counters), tuple(names))
