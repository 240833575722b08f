"""What becomes of a plan's title, references, targets and milestones when it is rolled forward.

Pure: the page proposes and previews with it, and the action does what was previewed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

_YEARS = re.compile(r"(?<!\d)(?P<first>20\d\d)(?:(?P<between>\s*(?:[/–-]|to)\s*)(?P<last>20\d\d|\d\d))?(?!\d)")
_NUMBERED = re.compile(r"(?P<head>.*?)(?P<tail>\d+)", re.DOTALL)
_LETTERED = re.compile(r"(?P<head>.*\d)(?P<tail>[a-z])", re.DOTALL)
_LETTERS = 26

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


# ---- title and milestones ----


def next_title(title: str, years: int = 1) -> str:
    """The title with every year that it names moved on: "Business plan 2021/22" becomes "Business plan 2022/23"."""

    def moved(found: re.Match[str]) -> str:
        first = str(int(found["first"]) + years)
        if not found["last"]:
            return first
        last = int(found["last"]) + years
        return f"{first}{found['between']}{last if len(found['last']) == 4 else f'{last % 100:02}'}"

    return _YEARS.sub(moved, title)


def goes_on(due_to: date | None, first_year: int) -> bool:
    """Whether a milestone is proposed for the new plan: it is due in the new year or later, or on no certain day."""
    return due_to is None or due_to >= date(first_year, 4, 1)


# ---- references ----


@dataclass(frozen=True, slots=True)
class Numbered(Generic[K]):
    """A line that goes into the new plan: what it is known by, the group that it is counted in, and its reference."""

    key: K
    group: Hashable
    ref: str


def renumbered(lines: Sequence[Numbered[K]]) -> dict[K, str]:
    """New references in the order of the plan: of each group, those with one prefix are counted from one without gaps.

    "PED01 01", "PED01 03" become "PED01 01", "PED01 02"; "PED01a", "PED01c" become "PED01a", "PED01b". A reference that
    does not end in a number or letter stays. No new reference is given twice.
    """
    split = [_split(line.ref) for line in lines]
    taken = {line.ref for line, parts in zip(lines, split, strict=True) if parts is None}
    counted: dict[tuple[Hashable, str, bool], int] = {}
    found: dict[K, str] = {}
    for line, parts in zip(lines, split, strict=True):
        if parts is None:
            found[line.key] = line.ref
            continue
        head, tail = parts
        counter = (line.group, head, tail.isdigit())
        ref = line.ref
        while True:
            counted[counter] = counted.get(counter, 0) + 1
            ref = head + _counted_as(tail, counted[counter])
            if ref not in taken:
                break
        taken.add(ref)
        found[line.key] = ref
    return found


def _split(ref: str) -> tuple[str, str] | None:
    match = _LETTERED.fullmatch(ref) or _NUMBERED.fullmatch(ref)
    return (match["head"], match["tail"]) if match and ref.isascii() else None


def _counted_as(tail: str, number: int) -> str:
    """The number in the manner of what stood there: as wide, or as a letter."""
    if tail.isdigit():
        return str(number).zfill(len(tail))
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("a") + rest) + letters
    return letters


# ---- targets ----


@dataclass(frozen=True, slots=True)
class Shifted(Generic[T]):
    """The targets that go on as they are, and the (component, year) of each that is still to be confirmed."""

    carried: tuple[T, ...]
    to_confirm: tuple[tuple[str, int], ...]


def shifted(targets: Iterable[T], key: Callable[[T], tuple[str, int]], old: range, new: range) -> Shifted[T]:
    """A measure's targets in the new plan, each known by its component ("" for the whole) and year.

    Those of years before it stay behind; a year that the old plan did not cover is to be confirmed, of the whole or of
    each component that goes on.
    """
    carried = {key(target): target for target in targets if key(target)[1] >= new.start}
    components = dict.fromkeys(component for component, _ in carried) or {"": None}
    added = [(component, year) for year in new if year not in old for component in components]
    return Shifted(tuple(carried.values()), tuple(each for each in added if each not in carried))
