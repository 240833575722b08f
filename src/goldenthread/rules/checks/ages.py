"""Checks on the ages that a measure counts: the title's against the commentary's (family POL)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Kind, Paper

_AGES = re.compile(
    r"\b(?:aged?|ages)\s+(?P<a>\d{1,2})\s*(?:-|–|to|and)\s*(?P<b>\d{1,3})\b"
    r"|\b(?P<c>\d{1,2})\s*(?:-|–|to)\s*(?P<d>\d{1,3})[- ]year[- ]?olds?\b",
    re.IGNORECASE,
)


@check(
    "POL14",
    Severity.WARNING,
    "The commentary counts other ages than the title",
    why="A percentage of another age group is another measure, and cannot be held against the target or last year.",
    remedy="Check which ages the figure counts, and correct the title or the commentary.",
    wrong="Adults aged 18-64 in work; “Of the 410 people aged 18-69 …”",
    right="Adults aged 18-64 in work; “Of the 410 people aged 18-64 …”",
    source="Handbook R6.2",
)
def other_ages(paper: Paper) -> Iterator[Found]:
    """One age band in the title and one in the commentary that share one bound and differ in the other (R6.2).

    Bands without a bound in common may be a part of the group that the text speaks of.
    """
    for passage in paper.prose:
        if passage.kind is not Kind.COMMENTARY or passage.line is None or not any(map(str.isdigit, passage.text)):
            continue
        titled, told = _bands(passage.line.line.title), _bands(passage.text)
        if len(titled) != 1 or len(told) != 1:
            continue
        (mine,), ((theirs, words),) = titled, told.items()
        if mine != theirs and (mine[0] == theirs[0] or mine[1] == theirs[1]) and not _within(theirs, mine):
            title = f"The title of {passage.line.called} counts ages {mine[0]} to {mine[1]}"
            says = f"{title}, and the commentary speaks of “{words}”."
            yield found_in(passage, says, words)


def _bands(text: str) -> dict[tuple[int, int], str]:
    """The age bands that a text names, each with its words."""
    found: dict[tuple[int, int], str] = {}
    for match in _AGES.finditer(text):
        low, high = (int(match["a"]), int(match["b"])) if match["a"] else (int(match["c"]), int(match["d"]))
        if low < high:
            found.setdefault((low, high), match[0])
    return found


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a band is a part of another, as those aged 18 to 24 are of those aged 18 to 64."""
    return other[0] <= one[0] and one[1] <= other[1]


CHECKS = (other_ages,)
