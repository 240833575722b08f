"""Which papers there are: the editions of each round, and for whoever makes them the papers of a round with what they lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.models import ObjectivePriority
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.reports import access
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.access import KEEPERS, OVERSEERS
from goldenthread.web.returns.models import Return, Round, Update, UpdateState
from goldenthread.web.returns.windows import observed

_DONE = (UpdateState.APPROVED, UpdateState.LOCKED)
_ANSWERED = (*_DONE, UpdateState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in a list."""

    pk: int
    name: str
    tabled: str
    why: str


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with its editions, the latest first."""

    pk: int
    title: str
    covers: str
    meets: str
    editions: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of a round as it stands: how many of its updates are answered and approved, and which returns are declared.

    `part` is "priority" or "directorate", `key` the row's own key.
    """

    part: str
    key: int
    name: str
    updates: int
    answered: int
    approved: int
    undeclared: tuple[str, ...]
    may_freeze: bool

    @property
    def is_ready(self) -> bool:
        """Whether it can be frozen."""
        return self.approved == self.updates and not self.undeclared


def rounds_with_papers(within: Reach) -> list[RoundRow]:
    """All rounds, the latest first, for whoever assembles papers; for the others those of which something was tabled."""
    editions: dict[int, list[Edition]] = defaultdict(list)
    for one in access.editions_seen(within).order_by("-frozen_at", "-pk"):
        editions[one.round_id].append(one)
    rows = Round.objects.order_by("-observed_to")
    if not within.has(*OVERSEERS):
        rows = rows.filter(pk__in=editions)
    return [round_row(one, editions[one.pk]) for one in rows]


def round_row(row: Round, editions: Iterable[Edition]) -> RoundRow:
    """A round with its editions."""
    return RoundRow(
        pk=row.pk,
        title=row.title,
        covers=observed(row).in_words,
        meets=day_text(row.meeting_on),
        editions=tuple(edition_row(one) for one in editions),
    )


def edition_row(row: Edition) -> EditionRow:
    """An edition in a list."""
    return EditionRow(row.pk, str(row), day_text(row.tabled_on), row.why)


# ---- the papers of one round, before they are tabled ----


def papers_of(row: Round, within: Reach) -> list[PaperRow]:
    """The papers that somebody may assemble: of each priority served, and of each return. Three queries."""
    counts = _counts(row)
    returns = {one.directorate_id: one for one in _returns(row)}
    rows = [*_priorities(counts), *_directorates(counts, returns.values())]
    return [
        PaperRow(
            part=one.part,
            key=one.key,
            name=one.name,
            updates=sum(one.states.values()),
            answered=sum(one.states[state] for state in _ANSWERED),
            approved=sum(one.states[state] for state in _DONE),
            undeclared=tuple(
                str(returns[key].directorate) for key in sorted(one.directorates) if returns[key].declared_at is None
            ),
            may_freeze=access.oversees_all(within, one.directorates, *KEEPERS),
        )
        for one in rows
        if one.states and access.oversees_all(within, one.directorates)
    ]


@dataclass(frozen=True)
class _Counted:
    part: str
    key: int
    name: str
    states: Counter[str]
    directorates: frozenset[int]


def _counts(row: Round) -> list[dict[str, Any]]:
    """How many updates each objective has in each state. Lines that were dropped count only where they were approved."""
    gone = Q(measure__dropped_on__isnull=False) | Q(milestone__dropped_on__isnull=False)
    rows = Update.objects.filter(part_of__round=row).exclude(gone & ~Q(state__in=_DONE))
    rows = rows.annotate(of_objective=Coalesce("measure__objective", "milestone__objective"))
    grouped: Iterable[Any] = (
        rows.order_by().values("of_objective", "part_of__directorate", "state").annotate(number=Count("pk"))
    )
    return list(grouped)


def _returns(row: Round) -> Sequence[Return]:
    return list(Return.objects.filter(round=row).select_related("directorate").order_by("directorate__name"))


def _priorities(counts: Sequence[dict[str, Any]]) -> list[_Counted]:
    serves = ObjectivePriority.objects.filter(objective__in={one["of_objective"] for one in counts})
    objectives: dict[tuple[int, str], set[int]] = defaultdict(set)
    for one in serves.select_related("priority").order_by("priority__position", "priority__title", "pk"):
        objectives[one.priority_id, one.priority.title].add(one.objective_id)
    return [
        _counted("priority", key, name, [one for one in counts if one["of_objective"] in served])
        for (key, name), served in objectives.items()
    ]


def _directorates(counts: Sequence[dict[str, Any]], returns: Iterable[Return]) -> list[_Counted]:
    return [
        _counted(
            "directorate",
            owed.directorate_id,
            owed.directorate.name,
            [one for one in counts if one["part_of__directorate"] == owed.directorate_id],
        )
        for owed in returns
    ]


def _counted(part: str, key: int, name: str, counts: Iterable[dict[str, Any]]) -> _Counted:
    states: Counter[str] = Counter()
    directorates = set()
    for one in counts:
        states[one["state"]] += one["number"]
        directorates.add(one["part_of__directorate"])
    return _Counted(part, key, name, states, frozenset(directorates))
