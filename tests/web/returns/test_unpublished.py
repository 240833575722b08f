"""An approved figure is seen by its chain alone until its paper is tabled, whichever page shows the series (handbook 10.4)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.restating import table
from goldenthread.web.plans.models import Figure, MeasureContribution
from goldenthread.web.returns.actions.deciding import approve, send_back
from goldenthread.web.returns.models import Update, UpdateState
from tests.web.conftest import Cast, SignIn
from tests.web.returns.deciding import Quarter, make_quarter

WHOLE_COUNCIL = ("member", "finance officer")
CHAIN = ("performance officer", "head of performance", "director", "officer", "contributor")


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    quarter = make_quarter(cast)
    MeasureContribution.objects.create(measure=quarter.measure, post=cast.posts["contributor"])
    assert len(approve(quarter.asked(quarter.update), lambda update: quarter.doing()).approved) == 1
    return quarter


def shown(sign_in: SignIn, part: str, address: str) -> bool:
    response = sign_in(part).get(address)
    assert response.status_code == 200
    return "93.5" in response.content.decode()


def pages(quarter: Quarter) -> tuple[str, str]:
    return f"/measures/{quarter.measure.pk}/", f"/history/measure/{quarter.measure.pk}/"


@pytest.mark.parametrize("part", CHAIN)
def test_the_chain_sees_it_at_once(quarter: Quarter, sign_in: SignIn, part: str) -> None:
    assert [shown(sign_in, part, address) for address in pages(quarter)] == [True, True]


@pytest.mark.parametrize("part", WHOLE_COUNCIL)
def test_nobody_else_sees_it_before_it_is_tabled(quarter: Quarter, sign_in: SignIn, part: str) -> None:
    assert [shown(sign_in, part, address) for address in pages(quarter)] == [False, False]


@pytest.mark.parametrize("part", WHOLE_COUNCIL)
def test_everybody_sees_it_once_it_is_tabled(quarter: Quarter, sign_in: SignIn, part: str) -> None:
    with recorded(by=quarter.cast["performance officer"], action="reports.freeze"):
        table(Figure.objects.all(), "edition 1", quarter.round.meeting_on)
        Update.objects.filter(pk=quarter.update.pk).update(state=UpdateState.LOCKED)
    assert shown(sign_in, part, f"/measures/{quarter.measure.pk}/")


def test_what_was_sent_back_again_stays_with_the_chain(quarter: Quarter, sign_in: SignIn) -> None:
    row = quarter.fresh()
    send_back(row, row.version, quarter.doing(reason="Look at the denominator again."))
    assert [shown(sign_in, "member", address) for address in pages(quarter)] == [False, False]
    assert shown(sign_in, "director", pages(quarter)[1])


def test_a_figure_of_another_window_is_everybodys(quarter: Quarter, sign_in: SignIn) -> None:
    by_hand = Figure.objects.get()
    by_hand.pk, by_hand.value, by_hand.original = None, Decimal("88.25"), "88.25%"
    by_hand.period_start, by_hand.period_end = (
        by_hand.period_start.replace(month=4),
        by_hand.period_end.replace(month=6),
    )
    by_hand.save()
    page = sign_in("member").get(pages(quarter)[0]).content.decode()
    assert "88.25" in page
    assert "93.5" not in page


def test_the_files_of_the_plan_say_no_more_than_its_pages(quarter: Quarter, sign_in: SignIn) -> None:
    address = f"/plans/{quarter.measure.plan_id}/download/json/"
    assert shown(sign_in, "director", address)
    assert not shown(sign_in, "member", address)
    assert not shown(sign_in, "officer", address)  # who answers for a line is not of the chain of the others
