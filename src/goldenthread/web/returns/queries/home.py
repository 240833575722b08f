"""What somebody owes, for their home page: how many, by when, and the first few; and the rounds that they keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns.access import KEEPERS, updates_seen
from goldenthread.web.returns.models import Round, Update
from goldenthread.web.returns.queries.my_updates import due_of, own_updates
from goldenthread.web.returns.queries.rounds import Listed, rounds_listed
from goldenthread.web.returns.queries.shown import StateShown, due_text, state_shown
from goldenthread.web.returns.states import EDITABLE

_FEW: Final = 5


@dataclass(frozen=True, slots=True)
class OwedShown:
    """One update to do: its line, its state, and how long there is."""

    pk: int
    name: str
    state: StateShown
    due: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Owes:
    """The number of updates to do, the next deadline in words, and those to do first."""

    number: int
    deadline: str
    first: tuple[OwedShown, ...]


def what_is_owed(within: Reach, today: date) -> Owes:
    """The person's own updates in rounds that take them now. Three queries at most, none for who holds no post."""
    if not within.posts:
        return Owes(0, "", ())
    rows = own_updates(within, today).filter(state__in=EDITABLE, part_of__round__opens__lte=today)
    first = list(rows[:_FEW])
    if not first:
        return Owes(0, "", ())
    of = first[0].part_of.round
    return Owes(
        number=len(first) if len(first) < _FEW else rows.count(),
        deadline=_deadline(of, today),
        first=tuple(_shown(one, within, today) for one in first),
    )


def _shown(update: Update, within: Reach, today: date) -> OwedShown:
    line = update.line
    is_shared = line.owner_id not in within.posts
    return OwedShown(update.pk, str(line), state_shown(update.state), due_of(update, today), is_shared)


def rounds_kept(within: Reach, today: date) -> list[Listed] | None:
    """The rounds that a performance officer has in hand until their board meets; None for anybody else. Two queries."""
    if not within.has(*KEEPERS):
        return None
    rounds = Round.objects.filter(opens__lte=today, meeting_on__gte=today)
    return rounds_listed(rounds, updates_seen(within).filter(part_of__round__in=rounds), today)


def _deadline(of: Round, today: date) -> str:
    return f"{of.title}: answer by {day_text(of.officers_by)} ({due_text(of.officers_by, today)})."
