"""A paper is frozen at the moment at which somebody else decides: one waits for the other, and nothing is half frozen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from goldenthread.web.plans.models import Figure
from goldenthread.web.reports.actions.editions import freeze
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.actions.deciding import send_back, undeclare
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import Update, UpdateState
from goldenthread.web.returns.states import Part
from tests.web.conftest import Cast
from tests.web.reports.builders import COUNCIL, FROZEN, Quarter, frozen, make_ready
from tests.web.returns.waiting import waits_meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    with transaction.atomic():
        return make_ready(cast)


def doing(cast: Cast, reason: str = "A figure is wrong.") -> Doing:
    return Doing(cast["director"], FROZEN, frozenset({Part.DIRECTOR}), reason)


def first_edition(quarter: Quarter, cast: Cast, subject: Any = None) -> Edition:
    of = subject or quarter.by_priority
    return freeze(of, COUNCIL, number=1, why="", by=cast["performance officer"], at=FROZEN)


def states() -> set[str]:
    return set(Update.objects.values_list("state", flat=True))


def test_of_two_who_freeze_at_once_one_makes_the_edition(quarter: Quarter, cast: Cast) -> None:
    with waits_meanwhile(lambda: first_edition(quarter, cast)) as outcomes:
        first_edition(quarter, cast)
    assert "Somebody else froze this paper" in outcomes[0]
    assert Edition.objects.count() == 1
    assert states() == {UpdateState.LOCKED}


def test_both_papers_of_the_same_lines_are_frozen_one_after_the_other(quarter: Quarter, cast: Cast) -> None:
    with waits_meanwhile(lambda: first_edition(quarter, cast, quarter.by_directorate)) as outcomes:
        first_edition(quarter, cast)
    assert isinstance(outcomes[0], Edition)
    assert set(Update.objects.values_list("locked_in", flat=True)) == set(
        Figure.objects.exclude(tabled_in="").values_list("tabled_in", flat=True)
    )


def test_what_is_withdrawn_and_sent_back_meanwhile_is_not_frozen(quarter: Quarter, cast: Cast) -> None:
    update = quarter.updates[0]
    owed = update.part_of
    with waits_meanwhile(lambda: first_edition(quarter, cast)) as outcomes:
        undeclare(owed, doing(cast))
        update.refresh_from_db()
        send_back(update, update.version, doing(cast))
    assert "only what is approved and declared" in outcomes[0]
    assert not Edition.objects.exists()
    assert UpdateState.LOCKED not in states()
    assert not Figure.objects.exclude(tabled_in="").exists()


def test_what_is_frozen_meanwhile_is_not_withdrawn(quarter: Quarter, cast: Cast) -> None:
    owed = quarter.updates[0].part_of
    with waits_meanwhile(lambda: undeclare(owed, doing(cast))) as outcomes:
        frozen(quarter.by_priority, cast["performance officer"])
    assert "These updates were tabled with the declaration" in outcomes[0]
    owed.refresh_from_db()
    assert owed.declared_at is not None
