"""The findings of a paper by how serious they are, each with the update in which it is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from goldenthread.rules import checks
from goldenthread.rules.checks.finding import Finding, Severity
from goldenthread.web.reports.contents import Contents

_HEADINGS: Final = {
    Severity.ERROR: "Wrong",
    Severity.WARNING: "Most likely wrong",
    Severity.NOTE: "Worth a look",
}
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding: what it says, why it matters, what to do, where, and the update (None where it is of the whole paper)."""

    says: str
    why: str
    remedy: str
    where: str
    update: int | None


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The findings of one severity; `more` of them are not listed."""

    heading: str
    number: int
    rows: tuple[FoundRow, ...]
    more: int


def groups_of(found: Iterable[Finding], contents: Contents) -> list[FoundGroup]:
    """The worst first; nothing for a severity that nothing has."""
    places = _updates_by_place(contents)
    rows: dict[Severity, list[FoundRow]] = {severity: [] for severity in _HEADINGS}
    for one in found:
        place = one.place
        update = places.get((place.ref, " ".join(place.title.split()), place.occurrence))
        rows[one.severity].append(FoundRow(one.says, checks.CATALOGUE[one.code].why, one.remedy, place.words, update))
    return [
        FoundGroup(_HEADINGS[severity], len(of), tuple(of[:_MOST]), len(of[_MOST:]))
        for severity, of in rows.items()
        if of
    ]


def _updates_by_place(contents: Contents) -> dict[tuple[str, str, int], int]:
    """The update behind each place that a check may name: by reference, title and occurrence, counted as the report does."""
    found: dict[tuple[str, str, int], int] = {}
    for part in contents.parts:
        seen: dict[str, int] = {}
        for line in part.lines:
            ref = line.line.ref
            seen[ref] = seen.get(ref, 0) + 1
            found[ref, " ".join(line.line.title.split()), seen[ref] if ref else 1] = line.update.pk
    return found
