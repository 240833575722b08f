"""Checks on references: used twice, left out of a run, typed wrongly, or pointing at nothing (family REF)."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper, short


@check(
    "REF01",
    Severity.ERROR,
    "A reference is used twice",
    why="Two lines under one reference cannot be told apart: next quarter's figure may be put to the wrong one.",
    remedy="Give one of the two another reference, in the plan as well.",
    wrong="PED06c, PED06d, PED06d",
    right="PED06c, PED06d, PED06e",
    source="Handbook R7.5, appendix A4",
)
def used_twice(paper: Paper) -> Iterator[Found]:
    """A reference that a line bears and an earlier line bears too (R7.5, A4)."""
    first = {held.line.ref: held for held in reversed(paper.lines) if held.line.occurrence == 1}
    for held in paper.lines:
        if held.line.ref and held.line.occurrence > 1:
            other = first[held.line.ref]
            yield Found(
                held.place,
                f"{held.line.ref} is the reference of two lines: “{short(other.line.title)}” and “{short(held.line.title)}”.",
                held.line.title,
            )


CHECKS = (used_twice,)
