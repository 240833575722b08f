"""What a check has to say: a finding, how serious it is, and where in the paper it stands."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.model.values import Value


class Severity(StrEnum):
    """How serious a finding is: wrong, most likely wrong, or worth a look before the paper goes out."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Value):
    """Where in a paper. `order` counts the places in the order of the paper; the words are for people.

    `section` is the section's number and title, or the objective's; `ref` a line's reference ("" for none) with
    `occurrence` 2 and more where the paper uses it again, and `title` its title; `part` what of it: "title",
    "commentary", a column's heading, a row and column of a statement.
    """

    order: int = 0
    section: str = ""
    ref: str = ""
    occurrence: int = 1
    title: str = ""
    part: str = ""

    @property
    def words(self) -> str:
        """As printed for people: "PED06d (the second), commentary", "2.0 Key Developments", "the whole paper"."""
        line = self.ref or self.title
        if line and self.occurrence > 1:
            line += f" ({_ordinal(self.occurrence)})"
        return ", ".join(part for part in (line or self.section, self.part) if part) or "the whole paper"


def _ordinal(number: int) -> str:
    return {2: "the second", 3: "the third", 4: "the fourth"}.get(number, f"number {number}")


class Finding(Value):
    """One thing that a check found: where, what is wrong in one sentence with its numbers, and what to do about it.

    `passage` is the text that it speaks of, whole, and `quote` the words within it that matter ("" for all of it).
    """

    code: str
    severity: Severity
    place: Place
    says: str
    remedy: str
    passage: str = ""
    quote: str = ""
