"""From what changed to sentences: "Pat Reed changed the target for 2021/22 from 95% to 96%." Pure: values in, words out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from goldenthread.web.history.words import day, shortened, what_changed

Noun = tuple[str, str]
"""A word for one and for many: ("measure", "measures")."""
SOMEBODY: Final = "Somebody"
THE_SYSTEM: Final = "Golden Thread itself"
_FEW: Final = 12


class Done(StrEnum):
    """What was done to a row."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True)
class Told:
    """One detail of a row, before and after, in words. `words` is "" for what the row is about. `says` replaces them all."""

    words: str
    before: str = ""
    after: str = ""
    says: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Change:
    """One row's change. `called` is what a sentence calls the row, `of` the row that it hangs on ("" where the page is of that
    one), `itself` whether the page is of this row. `said` words it in its own way; `came_with` counts the rows below it.
    """

    done: Done
    called: str
    of: str = ""
    itself: bool = False
    details: tuple[Told, ...] = ()
    said: str = ""
    came_with: Mapping[Noun, int] | None = None
    noun: Noun = ("row", "rows")
    tags: tuple[str, ...] = ()
    record: tuple[str, int, str] | None = None
    """The page of the row's own history, where it has one: its kind and key, and the row's name."""


@dataclass(frozen=True)
class Deed:
    """Changes that were made together: who made them and when, by which action (in words), approved by whom, and why.

    `who` None is nobody that the service knows: the change was made past it, in the database.
    """

    at: datetime
    who: str | None
    changes: tuple[Change, ...]
    action: str = ""
    reason: str = ""
    approver: str = ""
    approved_on: date | None = None


@dataclass(frozen=True)
class Sentence:
    """A change as a sentence, what the log marks it as ("Target revised"), and the record that it is about."""

    text: str
    tags: tuple[str, ...] = ()
    record: tuple[str, int, str] | None = None


@dataclass(frozen=True)
class Entry:
    """A deed as the page prints it: its sentences, or its summary with them beneath; who approved it, and why."""

    at: datetime
    sentences: tuple[Sentence, ...]
    summary: str = ""
    approved: str = ""
    reason: str = ""


def entry(deed: Deed) -> Entry:
    """The deed in words. One of many changes is summed up under its action."""
    rows = sum(1 + sum((change.came_with or {}).values()) for change in deed.changes)
    many = len(deed.changes) > _FEW or (bool(deed.action) and rows > 1)
    return Entry(
        at=deed.at,
        sentences=tuple(Sentence(_sentence(one, deed), one.tags, one.record) for one in deed.changes),
        summary=_summary(deed) if many else "",
        approved=_approved(deed),
        reason=deed.reason,
    )


def _sentence(change: Change, deed: Deed) -> str:
    who = SOMEBODY if deed.who is None else deed.who
    where = " directly in the database" if deed.who is None else ""
    return f"{who} {_capped(predicate(change, deed.action))}{where}{_came_with(change)}."


def _capped(text: str) -> str:
    """Without a stop at its end: the sentence has its own."""
    return text.rstrip(".")


def predicate(change: Change, action: str = "") -> str:
    """What was done, without who did it: "changed the target for 2021/22 from 95% to 96%"."""
    if change.said:
        return change.said
    called = f"{change.called} of {change.of}" if change.of else change.called
    about = next((told for told in change.details if not told.words), None)
    match change.done:
        case Done.ADDED:
            done = "made" if change.itself else "added"
            return f"{done} {called}" + (f": {shortened(about.after)}" if about else "")
        case Done.DELETED:
            return f"deleted {called}" + (f", which was {shortened(about.before)}" if about else "")
        case _:
            return _changed(change, called)


def _changed(change: Change, called: str) -> str:
    said = [told.says for told in change.details if told.says]
    plain = [told for told in change.details if not told.says]
    parts: list[str] = []
    for number, told in enumerate(plain):
        before, after = what_changed(told.before, told.after)
        parts.append(f"{_what(told, called, first=number == 0, itself=change.itself)} from {before} to {after}")
    changed = [f"changed {listed(parts)}"] if parts else []
    return listed([*said, *changed])


def _what(told: Told, called: str, *, first: bool, itself: bool) -> str:
    if not told.words:
        return called
    if itself:
        return f"the {told.words}"
    return f"the {told.words} of {called}" if first else f"its {told.words}"


def _came_with(change: Change) -> str:
    counts = change.came_with
    if not counts:
        return ""
    return f", with {listed([counted(number, noun) for noun, number in counts.items()])}"


def counted(number: int, noun: Noun) -> str:
    """ "1 target", "3 targets"."""
    return f"{number:,} {noun[number != 1]}"


def _summary(deed: Deed) -> str:
    """ "Pat Reed rolled the plan forward: 38 measures and 28 milestones added." """
    totals: dict[Done, Counter[Noun]] = {done: Counter() for done in Done}
    for change in deed.changes:
        totals[change.done][change.noun] += 1
        totals[change.done].update(change.came_with or {})
    parts = [
        f"{listed([counted(number, noun) for noun, number in counts.items()])} {done}"
        for done, counts in totals.items()
        if counts
    ]
    who = SOMEBODY if deed.who is None else deed.who
    what = deed.action or "made several changes at once"
    where = " directly in the database" if deed.who is None else ""
    return f"{who} {what}{where}: {'; '.join(parts)}."


def _approved(deed: Deed) -> str:
    if not deed.approver:
        return ""
    return f"Approved by {deed.approver}" + (f" on {day(deed.approved_on)}." if deed.approved_on else ".")


def listed(parts: Sequence[str]) -> str:
    """ "a, b and c"; with semicolons where a part holds a comma or a semicolon itself."""
    if len(parts) < 2:
        return "".join(parts)
    mark = ";" if any("," in part or ";" in part for part in parts) else ","
    last = f"{mark} and " if mark == ";" else " and "
    return f"{f'{mark} '.join(parts[:-1])}{last}{parts[-1]}"
