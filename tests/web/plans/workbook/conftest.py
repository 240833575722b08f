"""A plan with a line of each sort, and somebody who keeps it."""

from __future__ import annotations

import pytest

from goldenthread.web.plans.models import Component, Plan
from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.plans.builders import make_measure, make_milestone, make_objective, make_plan, make_target


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A draft for two years: two objectives, three measures (one with two parts), a milestone."""
    plan = make_plan(cast.directorates["People"], years=2)
    objective = make_objective(plan, owner=cast.posts["director"])
    make_objective(plan, ref="PED02", title="Keep children safe")
    first = make_measure(objective, owner=cast.posts["officer"])
    make_target(first, "95", original="95%")
    make_target(first, "96", year=2022, original="96%")
    second = make_measure(objective, ref="PED01 02", title="Change in net cost")
    make_target(second, "-5", original="-5")
    parted = make_measure(objective, ref="PED01 03", title="Attendance by phase")
    for position, name in enumerate(("Primary", "Secondary")):
        Component.objects.create(definition=parted.definition, name=name, position=position)
        make_target(parted, "90", component=name, original="Primary 90% Secondary 90%")
    make_milestone(objective, owner=cast.posts["officer"])
    return plan


@pytest.fixture
def keeper(sign_in: SignIn) -> StrictClient:
    """The performance officer, signed in."""
    return sign_in("performance officer")
