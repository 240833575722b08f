"""Findings that a council has looked at and accepts, each with its reason, kept in a small file beside the papers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import Field, ValidationError

from goldenthread.model.values import Value
from goldenthread.rules.checks import CATALOGUE
from goldenthread.rules.checks.finding import Finding


class Suppression(Value):
    """Which findings are accepted, and why. Only `code` and `reason` must be given; what is left out fits anything.

    `paper` is the file's name, `section` and `part` as the finding prints them, `ref` the line's reference, `says` words
    that the finding's sentence holds: with them a finding that changes (another figure) is shown again.
    """

    code: str
    reason: str = Field(min_length=1)
    paper: str = ""
    section: str = ""
    ref: str = ""
    part: str = ""
    says: str = ""

    def covers(self, finding: Finding, paper: str) -> bool:
        """Whether the finding in that paper is one of those accepted."""
        place = finding.place
        given = (
            (self.paper, paper),
            (self.section, place.section),
            (self.ref, place.ref),
            (self.part, place.part),
        )
        return (
            finding.code == self.code
            and all(not wanted or wanted.casefold() == found.casefold() for wanted, found in given)
            and self.says in finding.says
        )


class Sorted(NamedTuple):
    """Findings parted into those to show and those accepted, each of these with its reason."""

    shown: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, str], ...]


def part(findings: Iterable[Finding], suppressions: Sequence[Suppression], paper: str) -> Sorted:
    """The findings of the paper of that name, parted by the suppressions."""
    shown: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    for finding in findings:
        reason = next((one.reason for one in suppressions if one.covers(finding, paper)), None)
        if reason is None:
            shown.append(finding)
        else:
            accepted.append((finding, reason))
    return Sorted(tuple(shown), tuple(accepted))


class BadSuppressions(ValueError):
    """The text is not a list of suppressions; the message says where and what to do."""


def parse_suppressions(text: str) -> tuple[Suppression, ...]:
    """The suppressions in a TOML text of [[suppress]] tables. BadSuppressions where one lacks a code that exists or a reason."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSuppressions(f"It is not valid TOML: {error}. Mend it there.") from error
    entries = data.get("suppress", [])
    if set(data) - {"suppress"} or not isinstance(entries, list):
        raise BadSuppressions("It may hold only [[suppress]] tables. See docs/checks.md for an example.")
    return tuple(_suppression(number, entry) for number, entry in enumerate(entries, 1))


def _suppression(number: int, entry: object) -> Suppression:
    try:
        made = Suppression.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "entry"
        wrong = {
            "missing": f"has no “{field}”",
            "string_too_short": f"has an empty “{field}”",
            "extra_forbidden": f"has a “{field}”, which is not known",
        }.get(first["type"], f"has a “{field}” that is no text")
        raise BadSuppressions(
            f"Suppression {number} {wrong}. Each needs a code and a reason; paper, section, ref, part and says are optional."
        ) from error
    if made.code not in CATALOGUE:
        raise BadSuppressions(
            f"Suppression {number} names the code “{made.code}”, which no check has. See docs/checks.md."
        )
    return made
