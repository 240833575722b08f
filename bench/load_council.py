"""A council for `make load`: three years of rounds, 600 measures, 200 officers who owe five updates each, signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.web.plans.large import large_plans

from goldenthread.model.periods import Period, financial_year_of
from goldenthread.web.accounts.models import Directorate, Holding, Person, Post, Role
from goldenthread.web.plans.models import Component, Figure, Measure, Milestone, Objective, Plan
from goldenthread.web.returns.actions.rounds import open_round
from goldenthread.web.returns.deadlines import deadlines_for
from goldenthread.web.returns.models import Round, Update, UpdateFigure, UpdateState

DIRECTORATES = ("People", "Places", "Homes", "Resources")
MEASURES, MILESTONES, OFFICERS = 150, 100, 50
"""Of each directorate; three measures and two milestones to each officer."""

QUARTERS = 12
_BACKEND = "goldenthread.web.accounts.backends.SignedIn"


@dataclass(frozen=True)
class Officer:
    """Somebody who is signed in, and the updates that they owe in the open round."""

    person: int
    session: str
    updates: tuple[int, ...]


def council(today: date) -> list[Officer]:
    """Builds it all in a database that is empty; the officers, each with a session of their own."""
    observed = Period.financial_quarter_of(today).previous
    first, last = (financial_year_of(one.start) for one in (observed.shifted(1 - QUARTERS), observed))
    owners = [post for name in DIRECTORATES for post in _directorate(name, tuple(range(first, last + 1)))]
    keeper = Person.objects.create(name="Head of Performance", email="performance@example.gov.uk")
    numbers = count(1)
    for back in range(QUARTERS - 1, 0, -1):
        quarter = observed.shifted(-back)
        _closed(_opened(quarter, quarter.end + timedelta(days=75), keeper), next(numbers))
    open_now = _opened(observed, today + timedelta(days=60), keeper)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL itself does, soon after so many rows are new
    return [_signed_in(post, open_now) for post in owners]


def _directorate(name: str, years: tuple[int, ...]) -> list[Post]:
    """The directorate with a plan for each year; the posts that own their lines, each held by somebody."""
    directorate = Directorate.objects.create(name=name)
    plans = large_plans(directorate, MEASURES, years=years)
    posts = Post.objects.bulk_create(
        Post(title=f"Service Manager {n}, {name}", role=Role.RESPONSIBLE_OFFICER, directorate=directorate)
        for n in range(OFFICERS)
    )
    people = Person.objects.bulk_create(
        Person(name=f"Officer {n} of {name}", email=f"officer.{n}@{name.lower()}.example.gov.uk")
        for n in range(OFFICERS)
    )
    Holding.objects.bulk_create(
        Holding(person=person, post=post, since=date(years[0], 4, 1))
        for person, post in zip(people, posts, strict=True)
    )
    Authenticator.objects.bulk_create(
        Authenticator(user=person, type=Authenticator.Type.TOTP, data={}) for person in people
    )
    for plan in plans:
        _own(plan, posts)
    return posts


def _own(plan: Plan, posts: list[Post]) -> None:
    """Gives each post three measures and two milestones of the plan."""
    measures = list(Measure.objects.filter(plan=plan).order_by("pk"))
    for place, measure in enumerate(measures):
        measure.owner = posts[place // 3]
    Measure.objects.bulk_update(measures, ["owner"])
    objectives = list(Objective.objects.filter(plan=plan).order_by("pk"))
    Milestone.objects.filter(plan=plan).delete()
    Milestone.objects.bulk_create(
        Milestone(
            plan=plan,
            objective=objectives[place % len(objectives)],
            ref=f"M{place:03}",
            title=f"Open hub number {place} to residents",
            owner=posts[place // 2],
            due=f"March {plan.first_year + 1}",
            due_from=date(plan.first_year + 1, 3, 1),
            due_to=date(plan.first_year + 1, 3, 31),
            position=place,
        )
        for place in range(MILESTONES)
    )


# ---- rounds ----


def _opened(observed: Period, meeting: date, keeper: Person) -> Round:
    days = deadlines_for(observed, meeting, ()).days | {"opens": observed.end}
    values = {"title": observed.label, "observed_from": observed.start, "observed_to": observed.end, **days}
    return open_round(values, by=keeper, at=timezone.now())


def _closed(row: Round, number: int) -> None:
    """Every update of the round answered and tabled, and its figures in the series."""
    at = datetime.combine(row.meeting_on, datetime.min.time(), tzinfo=timezone.get_current_timezone())
    updates = Update.objects.filter(part_of__round=row)
    updates.update(
        state=UpdateState.LOCKED,
        judged="green",
        what_happened="More people came than in the quarter before.",
        submitted_at=at,
        approved_at=at,
        locked_at=at,
        locked_in=f"Edition 1 of {row.title}",
    )
    parts: dict[int, list[str]] = {}
    for definition, name in Component.objects.order_by("position").values_list("definition", "name"):
        parts.setdefault(definition, []).append(name)
    figures, series = [], []
    for update in updates.exclude(measure=None).select_related("measure").order_by("pk"):
        assert update.measure is not None  # noqa: S101 - milestones are left out
        value = Decimal(78) + number / Decimal(2)
        for place, name in enumerate(parts.get(update.measure.definition_id, [""])):
            said = {"component": name, "value": value + place, "original": f"{value + place}%"}
            figures.append(UpdateFigure(update=update, position=place, **said))
            series.append(
                Figure(
                    series_id=update.measure.series_id,
                    definition_id=update.measure.definition_id,
                    period_kind=update.period_kind,
                    period_start=update.period_start,
                    period_end=update.period_end,
                    source=row.title,
                    **said,
                )
            )
    UpdateFigure.objects.bulk_create(figures, batch_size=1000)
    Figure.objects.bulk_create(series, batch_size=1000)


def _signed_in(post: Post, row: Round) -> Officer:
    """The post's holder with a session, as if they had signed in before."""
    person = Person.objects.get(holdings__post=post)
    client = Client()
    client.force_login(person, backend=_BACKEND)
    owed = Update.objects.filter(part_of__round=row)
    mine = owed.filter(measure__owner=post) | owed.filter(milestone__owner=post)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Officer(person.pk, session, tuple(mine.order_by("pk").values_list("pk", flat=True)))
