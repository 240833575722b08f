"""What somebody owes, in the order of the deadlines; what waits for a director; and everything for whoever oversees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from goldenthread.rules.checks.finding import Severity
from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.queries.printed import day_text
from goldenthread.web.returns.access import of_own_lines, updates_seen
from goldenthread.web.returns.judging import Found, found_in
from goldenthread.web.returns.models import Explanation, Return, Round, Update, UpdateState
from goldenthread.web.returns.queries.last_round import last_updates
from goldenthread.web.returns.queries.shown import (
    ArrowShown,
    LightShown,
    StateShown,
    arrow_shown,
    computed_light,
    due_text,
    judged_light,
    state_shown,
)
from goldenthread.web.returns.states import EDITABLE
from goldenthread.web.returns.timing import Phase, is_late, phase

A_PAGE: Final = 100
_BESIDE: Final = ("part_of__round", "part_of__directorate", "measure__owner", "milestone__owner")
_SHOWN: Final = (
    "state", "late_until", "judged", "not_rated", "computed", "findings", "part_of__round", "part_of__directorate__name",
    "measure__ref", "measure__title", "measure__series", "measure__owner__title",
    "milestone__ref", "milestone__title", "milestone__continues", "milestone__owner__title",
)  # fmt: skip
"""What a list shows of an update: the rest of it is long."""


@dataclass(frozen=True, slots=True)
class OwedLine:
    """An update in the list. `light` is the officer's, `computed` the rule's where it is another or stands alone."""

    pk: int
    name: str
    round: str
    directorate: str
    officer: str
    state: StateShown
    due: str
    is_late: bool
    last: LightShown | None
    last_arrow: ArrowShown | None
    light: LightShown | None
    computed: LightShown | None
    arrow: ArrowShown | None
    findings: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A return in which updates wait for the director's approval."""

    pk: int
    round: str
    directorate: str
    updates: int
    due: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an overseer asks for; without a round, all those that are not over yet."""

    round: int | None = None
    state: str = ""
    directorate: int | None = None
    officer: int | None = None
    late: bool = False
    findings: bool = False


# ---- which, and in which order ----


def current(today: date) -> Q:
    """The updates of rounds whose meeting is to come, and those that may be answered late."""
    return Q(part_of__round__meeting_on__gte=today) | Q(late_until__gte=today)


def is_asked() -> Q:
    """Not what nobody has to answer, because its line was dropped."""
    dropped = Q(measure__dropped_on__isnull=False) | Q(milestone__dropped_on__isnull=False)
    return ~(dropped & Q(state__in=EDITABLE))


def own_updates(within: Reach, today: date) -> QuerySet[Update]:
    """The person's own and shared updates, those to do first. Two queries, before it is asked."""
    return in_order(Update.objects.filter(of_own_lines(within), current(today), is_asked()), today)


def overseen_updates(within: Reach, chosen: Chosen, today: date) -> QuerySet[Update]:
    """The updates that somebody oversees, as they asked for them."""
    rows = updates_seen(within).filter(is_asked())
    rows = rows.filter(part_of__round=chosen.round) if chosen.round else rows.filter(current(today))
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.directorate:
        rows = rows.filter(part_of__directorate=chosen.directorate)
    if chosen.officer:
        rows = rows.filter(Q(measure__owner=chosen.officer) | Q(milestone__owner=chosen.officer))
    if chosen.late:
        rows = rows.filter(state__in=EDITABLE, part_of__round__officers_by__lt=today)
    if chosen.findings:
        rows = rows.exclude(findings=[])
    return in_order(rows, today)


def in_order(rows: QuerySet[Update], today: date) -> QuerySet[Update]:
    """Open rounds first, then what is still to do, then by the deadline, and as the plan prints them."""
    is_open = Q(part_of__round__opens__lte=today) & (
        Q(part_of__round__performance_by__gte=today) | Q(late_until__gte=today)
    )
    return (
        rows.select_related(*_BESIDE)
        .only(*_SHOWN)
        .order_by(
            Case(When(is_open, then=False), default=True, output_field=BooleanField()),
            Case(When(state__in=EDITABLE, then=False), default=True, output_field=BooleanField()),
            Coalesce("late_until", "part_of__round__officers_by"),
            "part_of__directorate__name",
            Coalesce("measure__objective__position", "milestone__objective__position"),
            Case(When(measure=None, then=Value(True)), default=Value(False), output_field=BooleanField()),
            Coalesce("measure__position", "milestone__position"),
            "pk",
        )
    )


# ---- what is shown of each ----


def lines_of(updates: Sequence[Update], within: Reach, today: date) -> list[OwedLine]:
    """The updates of one page. Three queries."""
    lasts, found = last_updates(updates), findings_of(updates)
    return [_line(one, lasts.get(one.pk), found[one.pk], within, today) for one in updates]


def _line(update: Update, last: Update | None, found: list[Found], within: Reach, today: date) -> OwedLine:
    line = update.line
    judged, computed = judged_light(update), computed_light(update)
    return OwedLine(
        pk=update.pk,
        name=str(line),
        round=update.part_of.round.title,
        directorate=update.part_of.directorate.name,
        officer=line.owner.title if line.owner else "",
        state=state_shown(update.state),
        due=due_of(update, today),
        is_late=is_late(update, today),
        last=judged_light(last) or computed_light(last) if last else None,
        last_arrow=arrow_shown(last) if last else None,
        light=judged,
        computed=computed if computed and computed.kind and computed != judged else None,
        arrow=arrow_shown(update),
        findings=findings_text(found),
        is_shared=line.owner_id not in within.posts,
    )


def due_of(update: Update, today: date) -> str:
    """How long there is to answer; "" for what is answered."""
    of = update.part_of.round
    if update.state not in EDITABLE:
        return ""
    if update.late_until is not None and update.late_until >= today:
        return f"may be late until {day_text(update.late_until)}"
    match phase(of, today):
        case Phase.NOT_OPEN:
            return f"opens on {day_text(of.opens)}"
        case Phase.CLOSED:
            return "closed without an answer"
        case _:
            return due_text(of.officers_by, today)


def findings_of(updates: Sequence[Update]) -> dict[int, list[Found]]:
    """What was found in each update at its last save, with the explanations. One query."""
    explained: dict[int, list[Explanation]] = defaultdict(list)
    with_some = [one.pk for one in updates if one.findings]
    for one in Explanation.objects.filter(update__in=with_some).order_by("at", "pk"):
        explained[one.update_id].append(one)
    return {one.pk: found_in(one, explained[one.pk]) for one in updates}


def findings_text(found: Iterable[Found]) -> str:
    """How many there are of each severity, errors first, and how many of all are explained: "1 error, 2 notes; 1 explained"."""
    found = list(found)
    counts = [(severity, sum(one.severity == severity for one in found)) for severity in Severity]
    parts = [f"{number} {severity.value}{'' if number == 1 else 's'}" for severity, number in counts if number]
    explained = sum(bool(one.explained) for one in found)
    if not explained:
        return ", ".join(parts)
    return f"{', '.join(parts)}; {'all' if explained == len(found) else explained} explained"


# ---- what waits for a director ----


def waiting(within: Reach, today: date) -> list[Waiting]:
    """The returns of the directorates that somebody directs in which updates wait, the next deadline first. One query."""
    directed = within.directorates(Role.DIRECTOR)
    if not directed:
        return []
    submitted = Count("updates", filter=Q(updates__state=UpdateState.SUBMITTED))
    rows = Return.objects.filter(directorate__in=directed).annotate(submitted=submitted).filter(submitted__gt=0)
    rows = rows.select_related("round", "directorate")
    return [
        Waiting(
            pk=row.pk,
            round=row.round.title,
            directorate=row.directorate.name,
            updates=row.submitted,
            due=due_text(row.round.directors_by, today),
        )
        for row in rows.order_by("round__directors_by", "directorate__name", "pk")
    ]


# ---- what can be asked for ----


@dataclass(frozen=True, slots=True)
class Choices:
    """The rounds, directorates and officers that there are to choose from, each with its key."""

    rounds: tuple[tuple[int, str], ...]
    directorates: tuple[tuple[int, str], ...]
    officers: tuple[tuple[int, str], ...]


def choices(within: Reach) -> Choices:
    """What an overseer can ask for: only what has updates that they see. Three queries."""
    seen = updates_seen(within).order_by()
    places = seen.values_list("part_of__directorate", "part_of__directorate__name")
    owners = seen.annotate(owner=Coalesce("measure__owner", "milestone__owner"))
    titles = owners.annotate(title=Coalesce("measure__owner__title", "milestone__owner__title")).filter(
        owner__isnull=False
    )
    return Choices(
        rounds=tuple(
            Round.objects.filter(pk__in=seen.values("part_of__round"))
            .order_by("-observed_to")
            .values_list("pk", "title")
        ),
        directorates=tuple(places.distinct().order_by("part_of__directorate__name")),
        officers=tuple(titles.values_list("owner", "title").distinct().order_by("title", "owner")),
    )
