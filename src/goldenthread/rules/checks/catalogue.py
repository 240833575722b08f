"""What a check is: its code, its reason, its example and its source, beside the small function that looks.

A module of checks decorates its functions with `check` and lists them in `CHECKS`; `rules.checks` joins the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from goldenthread.rules.checks.finding import Finding, Place, Severity
from goldenthread.rules.checks.paper import Paper, Passage


class Found(NamedTuple):
    """What a check's function yields. `remedy` and `severity` only where they differ from the check's own."""

    place: Place
    says: str
    passage: str = ""
    quote: str = ""
    remedy: str = ""
    severity: Severity | None = None


def found_in(passage: Passage, says: str, quote: str = "", remedy: str = "", severity: Severity | None = None) -> Found:
    """Something found in a passage of the paper."""
    return Found(passage.place, says, passage.text, quote, remedy, severity)


class Example(NamedTuple):
    """What the check finds, and the same put right: a few words each, for the catalogue."""

    wrong: str
    right: str


@dataclass(frozen=True)
class Check:
    """One check. `code` is its family's three letters and a number; `source` the handbook rule or practice it rests on."""

    code: str
    severity: Severity
    name: str
    why: str
    remedy: str
    example: Example
    source: str
    look: Callable[[Paper], Iterable[Found]]

    def run(self, paper: Paper) -> list[Finding]:
        """Everything that this check finds in the paper, in the order found."""
        return [
            Finding(
                code=self.code,
                severity=found.severity or self.severity,
                place=found.place,
                says=found.says,
                remedy=found.remedy or self.remedy,
                passage=found.passage,
                quote=found.quote,
            )
            for found in self.look(paper)
        ]


def check(
    code: str,
    severity: Severity,
    name: str,
    *,
    why: str,
    remedy: str,
    wrong: str,
    right: str,
    source: str,
) -> Callable[[Callable[[Paper], Iterable[Found]]], Check]:
    """Makes a check of a function that yields what it found.

    `name` says in a few words what is wrong; `why` in a sentence or two why it matters to councillors; `remedy` what to do.
    """

    def made(look: Callable[[Paper], Iterable[Found]]) -> Check:
        return Check(code, severity, name, why, remedy, Example(wrong, right), source, look)

    return made
