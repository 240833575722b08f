"""Which messages are due on a day about a round: to whom, why, and on which occasion. Pure: nothing is asked, nothing is sent.

Every day belongs to a stage ("three working days before the deadline", until the next begins), and the stage is the occasion:
a person is written to once in it. So a morning on which no worker ran is made up for by one message, never by all that were
missed. All days are working days of the council (deadlines.py).

| who | when |
| --- | --- |
| officers who have still to answer | when the round opens; 3 working days and 1 before their deadline; 1 and 4 after it |
| officers whose updates were let late | once the round is closed; 1 working day before their own last day |
| directors with updates to approve | the day after something was submitted; 1 working day before their deadline; 1, 4 after |
| directors whose officers have not answered | 2 working days after the officers' deadline |
| directors and performance officers | the first working day of each week, until all is approved |
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.web.returns.chasing import subjects
from goldenthread.web.returns.chasing.owed import Overseers, Owed, overseen
from goldenthread.web.returns.chasing.progress import counts_of, silent
from goldenthread.web.returns.deadlines import is_working, step
from goldenthread.web.returns.models import MessageKind, Round
from goldenthread.web.returns.timing import Phase, phase

BEFORE: Final = (3, 1)
AFTER: Final = (1, 4)
ESCALATE_AFTER: Final = 2


@dataclass(frozen=True)
class Due:
    """A message that is due to somebody."""

    person: int
    kind: MessageKind
    occasion: str
    subject: str


@dataclass(frozen=True)
class _Stage:
    begins: date
    kind: MessageKind
    occasion: str


def due(of: Round, owed: Sequence[Owed], who: Overseers, day: date, closed: Collection[date]) -> list[Due]:
    """All that is due that day, whether it was sent before or not: each person, kind and occasion once.

    Nothing on a day on which nobody works, or before the round opens; and once the performance officer has finished, only
    about what was let late.
    """
    if not is_working(day, closed) or phase(of, day) is Phase.NOT_OPEN:
        return []
    if phase(of, day) is Phase.CLOSED:
        return list(_let_late(of, owed, day, closed))
    found = [
        *_to_officers(of, owed, day, closed),
        *_to_directors(of, owed, who, day, closed),
        *_escalations(of, owed, who, day, closed),
        *_digests(of, owed, who, day, closed),
    ]
    return list(dict.fromkeys(found))


def _to_officers(of: Round, owed: Sequence[Owed], day: date, closed: Collection[date]) -> Iterator[Due]:
    stage = _stage_of_officers(of, day, closed)
    if stage is None:
        return
    mine: dict[int, int] = {}
    for one in owed:
        for holder in one.holders if one.is_open else ():
            mine[holder.person] = mine.get(holder.person, 0) + 1
    for person, updates in mine.items():
        subject = subjects.for_officer(of, stage.kind, updates, day)
        yield Due(person, stage.kind, stage.occasion, subject)


def _let_late(of: Round, owed: Sequence[Owed], day: date, closed: Collection[date]) -> Iterator[Due]:
    """One message for the next last day of each officer, and one more before it."""
    mine: dict[int, list[date]] = {}
    for one in owed:
        until = one.taken_until(of, day)
        if until is not None:
            for holder in one.holders:
                mine.setdefault(holder.person, []).append(until)
    for person, days in mine.items():
        until = min(days)
        occasion = f"late until {until}{', 1 before' if day >= step(until, -1, closed) else ''}"
        yield Due(person, MessageKind.OVERDUE, occasion, subjects.of_let_late(of, len(days), until))


def _stage_of_officers(of: Round, day: date, closed: Collection[date]) -> _Stage | None:
    """A reminder that would fall on the day of the invitation, or before it, is left out."""
    opening = first_working(of.opens, closed)
    by = of.officers_by
    reminders = [_Stage(step(by, -n, closed), MessageKind.REMINDER, f"{by}, {n} before") for n in BEFORE]
    overdue = [_Stage(step(by, n, closed), MessageKind.OVERDUE, f"{by}, {n} after") for n in AFTER]
    later = [stage for stage in (*reminders, *overdue) if stage.begins > opening]
    return _current([_Stage(opening, MessageKind.INVITATION, ""), *later], day)


def _to_directors(
    of: Round, owed: Sequence[Owed], who: Overseers, day: date, closed: Collection[date]
) -> Iterator[Due]:
    """What was submitted until yesterday: so there is one message a day, and nothing that came after it is forgotten."""
    stage = _stage_of_directors(of, day, closed)
    for person, updates in _by_director(owed, who):
        days = [one.submitted_on for one in updates if one.waits and one.submitted_on and one.submitted_on < day]
        if stage is None or not days:
            continue
        occasion = f"submitted until {max(days)}{stage.occasion}"
        subject = subjects.for_approval(of, sum(one.waits for one in updates), day)
        yield Due(person, stage.kind, occasion, subject)


def _stage_of_directors(of: Round, day: date, closed: Collection[date]) -> _Stage | None:
    by = of.directors_by
    stages = [
        _Stage(of.opens, MessageKind.APPROVAL, ""),
        _Stage(step(by, -1, closed), MessageKind.APPROVAL, f", 1 before {by}"),
        *(_Stage(step(by, n, closed), MessageKind.APPROVAL_OVERDUE, f", {n} after {by}") for n in AFTER),
    ]
    return _current(stages, day)


def _escalations(of: Round, owed: Sequence[Owed], who: Overseers, day: date, closed: Collection[date]) -> Iterator[Due]:
    if day < step(of.officers_by, ESCALATE_AFTER, closed):
        return
    for person, updates in _by_director(owed, who):
        posts = silent(updates)
        if posts:
            yield Due(person, MessageKind.ESCALATION, str(of.officers_by), subjects.of_escalation(of, len(posts)))


def _digests(of: Round, owed: Sequence[Owed], who: Overseers, day: date, closed: Collection[date]) -> Iterator[Due]:
    year, week, _ = day.isocalendar()
    if day != first_working(date.fromisocalendar(year, week, 1), closed):
        return
    for person in who.everybody():
        counts = counts_of(overseen(owed, who, person), of.officers_by, day)
        if not counts.is_done:
            subject = subjects.of_digest(of, counts.answered, counts.owed)
            yield Due(person, MessageKind.DIGEST, f"{year}-W{week:02}", subject)


def _by_director(owed: Sequence[Owed], who: Overseers) -> Iterator[tuple[int, list[Owed]]]:
    """Each director with the updates of all that they direct."""
    found: dict[int, list[Owed]] = {}
    for one in owed:
        for person in who.directors.get(one.directorate, ()):
            found.setdefault(person, []).append(one)
    yield from found.items()


def first_working(day: date, closed: Collection[date]) -> date:
    """The day itself, or the first working day after it."""
    return day if is_working(day, closed) else step(day, 1, closed)


def _current(stages: Sequence[_Stage], day: date) -> _Stage | None:
    begun = [stage for stage in stages if stage.begins <= day]
    return max(begun, key=lambda stage: stage.begins) if begun else None
