"""Rounds as their pages show them: the list, one round with its days and returns, and the quarters that can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from goldenthread.model.periods import Period, financial_year_of
from goldenthread.web.accounts.models import Directorate
from goldenthread.web.plans.models import Measure, Milestone, Plan, PlanState
from goldenthread.web.returns.deadlines import NAMES, reasons_for, working_days_between, written
from goldenthread.web.returns.models import ClosedDay, Return, Round, Update, UpdateState
from goldenthread.web.returns.queries.owed import plans_for
from goldenthread.web.returns.timing import Phase, phase
from goldenthread.web.returns.windows import observed

ANSWERED: Final = (UpdateState.SUBMITTED, UpdateState.APPROVED, UpdateState.LOCKED)
"""The states in which the officer has said what there is to say."""

_COLOURS: Final = {Phase.NOT_OPEN: "grey", Phase.OPEN: "green", Phase.CLOSED: "purple"}


def closed_days() -> frozenset[date]:
    """The days on which the council is closed besides weekends and bank holidays."""
    return frozenset(ClosedDay.objects.values_list("day", flat=True))


# ---- the quarters that can be opened ----


@dataclass(frozen=True, slots=True)
class Offered:
    """A quarter that an approved plan covers, by its key ("2021-2"), and whether a round observes some of it already."""

    key: str
    period: Period
    is_taken: bool


def key_of(quarter: Period) -> str:
    """The key of a quarter: its financial year's first calendar year, and its number."""
    return f"{financial_year_of(quarter.start)}-{quarter.quarter}"


def quarter_of(key: str) -> Period | None:
    """The quarter that a key names; None for any other text."""
    year, _, quarter = key.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and quarter in ("1", "2", "3", "4")):
        return None
    return Period.financial_quarter(int(year), int(quarter)) if 1990 <= int(year) <= 2100 else None


def quarters_offered() -> list[Offered]:
    """Every quarter of the years that approved plans cover, in order."""
    plans = Plan.objects.filter(state=PlanState.APPROVED)
    years = sorted({year for plan in plans for year in plan.covers})
    taken = list(Round.objects.values_list("observed_from", "observed_to"))
    offered = []
    for year in years:
        for number in range(1, 5):
            period = Period.financial_quarter(year, number)
            overlaps = any(start <= period.end and period.start <= end for start, end in taken)
            offered.append(Offered(key_of(period), period, overlaps))
    return offered


def proposed(offered: list[Offered], today: date) -> str:
    """The quarter to choose first: the one after the last round, else the latest that has ended; "" where none is free."""
    free = [one for one in offered if not one.is_taken]
    last = max((one.period.end for one in offered if one.is_taken), default=None)
    after = [one for one in free if last and one.period.start > last]
    ended = [one for one in free if one.period.end < today]
    chosen = after[:1] or ended[-1:] or free[:1]
    return chosen[0].key if chosen else ""


# ---- the list ----


@dataclass(frozen=True, slots=True)
class Listed:
    """A round in the list. `answered` and `owed` count the updates that the reader sees."""

    pk: int
    title: str
    observed: str
    phase: str
    colour: str
    next: str
    answered: int
    owed: int


def rounds_listed(rounds: QuerySet[Round], updates: QuerySet[Update], today: date) -> list[Listed]:
    """The rounds, the latest first, with how far the updates seen have come."""
    answered = Count("pk", filter=Q(state__in=ANSWERED))
    found = updates.order_by().values_list("part_of__round").annotate(answered=answered, owed=Count("pk"))
    counts = {pk: (done, owed) for pk, done, owed in found}
    return [
        Listed(
            pk=row.pk,
            title=row.title,
            observed=observed(row).in_words,
            phase=phase(row, today).value,
            colour=_COLOURS[phase(row, today)],
            next=_next(row, today),
            answered=counts.get(row.pk, (0, 0))[0],
            owed=counts.get(row.pk, (0, 0))[1],
        )
        for row in rounds
    ]


def label(name: str) -> str:
    """What a day of a round is called: "Officers answer by"."""
    words = str(Round._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[0].upper() + words[1:]


def _next(row: Round, today: date) -> str:
    for name in NAMES:
        if getattr(row, name) >= today:
            return f"{label(name)} {written(getattr(row, name))}"
    return f"The board met on {written(row.meeting_on)}"


# ---- one round ----


@dataclass(frozen=True, slots=True)
class Day:
    """One of a round's days: what it is, when, why, and how long is left."""

    label: str
    day: str
    reason: str
    left: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A directorate's return, with its updates counted by state in the order of UpdateState."""

    pk: int
    directorate: str
    plan: str
    counts: tuple[int, ...]
    total: int
    declared: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A round with its days, and the returns that the reader oversees. `apart` says what it does not ask about, and why."""

    observed: str
    phase: str
    colour: str
    days: tuple[Day, ...]
    states: tuple[str, ...]
    returns: tuple[Owed, ...]
    apart: tuple[str, ...]
    missing: int


def round_shown(row: Round, returns: QuerySet[Return], today: date, closed: frozenset[date]) -> Shown:
    """The round for somebody who oversees these returns."""
    owed = list(returns.filter(round=row).select_related("directorate", "plan").order_by("directorate__name"))
    return Shown(
        observed=observed(row).in_words,
        phase=phase(row, today).value,
        colour=_COLOURS[phase(row, today)],
        days=days_of(row, today, closed),
        states=tuple(state.value for state in UpdateState),
        returns=_returns(owed),
        apart=_apart(row, owed) if owed else (),
        missing=_missing(owed),
    )


def days_of(row: Round, today: date, closed: frozenset[date]) -> tuple[Day, ...]:
    """The round's days in order, each with its reason and the working days that are left."""
    days = {name: getattr(row, name) for name in NAMES}
    reasons = reasons_for(observed(row), days, closed)
    return tuple(Day(label(name), written(day), reasons[name], _left(today, day, closed)) for name, day in days.items())


def _left(today: date, day: date, closed: frozenset[date]) -> str:
    if day < today:
        return "passed"
    if day == today:
        return "today"
    left = working_days_between(today, day, closed)
    return "1 working day" if left == 1 else f"{left:,} working days"


def _returns(owed: list[Return]) -> tuple[Owed, ...]:
    rows = (
        Update.objects.filter(part_of__in=owed).order_by().values_list("part_of", "state").annotate(number=Count("pk"))
    )
    counted = {(part_of, state): number for part_of, state, number in rows}
    found = []
    for one in owed:
        counts = tuple(counted.get((one.pk, state.value), 0) for state in UpdateState)
        declared = f"{one.declared_at:%-d %B %Y}" if one.declared_at else ""
        found.append(Owed(one.pk, one.directorate.name, one.plan.title, counts, sum(counts), declared))
    return tuple(found)


def _apart(row: Round, owed: list[Return]) -> tuple[str, ...]:
    """In words: plans left out because the directorate has another, and directorates that have none."""
    plans = plans_for(row)
    asked = {one.directorate_id: one.plan for one in owed}
    found = [
        f"{plan.directorate.name} has another approved plan for this quarter, {plan.title}. It is left out: "
        f"the round asks about {asked[plan.directorate_id].title}."
        for rows in plans.values()
        for plan in rows
        if plan.directorate_id in asked and plan.pk != asked[plan.directorate_id].pk
    ]
    return (*found, *_without_plan(row, set(plans)))


def _without_plan(row: Round, with_plan: set[int]) -> list[str]:
    there = Return.objects.filter(round=row).values("directorate")
    rows = Directorate.objects.exclude(pk__in=there).exclude(pk__in=with_plan).order_by("name")
    return [f"{one.name} has no approved plan that covers this quarter, so nothing is asked of it." for one in rows]


def _missing(owed: list[Return]) -> int:
    """How many lines of these returns' plans have no update yet, declared returns left out."""
    plans = {one.plan_id: one.round_id for one in owed if one.declared_at is None}
    rounds = set(plans.values())
    return sum(
        model._default_manager.filter(plan__in=plans, dropped_on=None)
        .exclude(updates__part_of__round__in=rounds)
        .count()
        for model in (Measure, Milestone)
    )
