"""A round in which the officer owes a plain measure, one with two parts and a milestone; another officer owes one more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from goldenthread.web.plans.models import Component, MeasureContribution, PlanState
from goldenthread.web.returns.models import Return, Round, Update
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan, make_target
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure


@dataclass(frozen=True)
class Owed:
    """The round, what it asks, and last quarter's answer for the plain measure."""

    round: Round
    part_of: Return
    plain: Update
    parted: Update
    milestone: Update
    others: Update
    last: Update


@pytest.fixture
def owed(cast: Cast) -> Owed:
    """Quarter 2; quarter 1 was approved with 93.2%, green."""
    people = cast.directorates["People"]
    plan = make_plan(people, state=PlanState.APPROVED)
    objective = make_objective(plan, owner=cast.posts["director"])
    mine, theirs = cast.posts["officer"], cast.posts["director"]
    plain = make_measure(objective, owner=mine)
    make_target(plain, "95", original="95%")
    MeasureContribution.objects.create(measure=plain, post=cast.posts["contributor"])
    parted = make_measure(objective, ref="PED01 02", title="Attendance by phase", owner=mine)
    for position, name in enumerate(("Primary", "Secondary")):
        Component.objects.create(definition=parted.definition, name=name, position=position)
        make_target(parted, "90", component=name, original="90%")
    milestone = make_milestone(objective, owner=mine)
    others = make_measure(objective, ref="PED01 03", title="Places in nurseries", owner=theirs)
    by = cast["performance officer"]
    before = make_round(
        by,
        number=1,
        title="Quarter 1, 2021/22",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
        opens=date(2021, 7, 1),
        officers_by=date(2021, 7, 8),
        directors_by=date(2021, 7, 13),
        performance_by=date(2021, 7, 15),
        despatch_by=date(2021, 7, 16),
        meeting_on=date(2021, 7, 27),
    )
    last = make_update(
        make_return(before, plan), plain, state="approved", judged="green", what_happened="More children came."
    )
    make_update_figure(last, "93.2", original="93.2%")
    of = make_round(by, number=2)
    part_of = make_return(of, plan)
    return Owed(
        of,
        part_of,
        make_update(part_of, plain),
        make_update(part_of, parted),
        make_update(part_of, milestone),
        make_update(part_of, others),
        last,
    )


@pytest.fixture
def officer(sign_in: SignIn) -> StrictClient:
    """The officer, signed in."""
    return sign_in("officer")


@pytest.fixture
def keeper(sign_in: SignIn) -> StrictClient:
    """The performance officer, signed in."""
    return sign_in("performance officer")
