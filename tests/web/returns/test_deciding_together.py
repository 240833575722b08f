"""Two people decide at the same moment, on two connections: one waits for the other, and is told what became of it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from goldenthread.web.plans.models import Figure
from goldenthread.web.returns.actions.deciding import Decided, approve, declare, send_back
from goldenthread.web.returns.models import Return, Update, UpdateState
from goldenthread.web.returns.queries.declaring import declaration_of
from tests.web.conftest import Cast
from tests.web.returns.deciding import Quarter, make_quarter
from tests.web.returns.waiting import waits_meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_quarter(cast)


def declared(quarter: Quarter) -> None:
    row = Return.objects.select_related("round", "directorate").get(pk=quarter.owed.pk)
    declare(row, declaration_of(row).mark, "Director of People", quarter.doing())


def test_what_is_declared_meanwhile_is_not_sent_back(quarter: Quarter) -> None:
    Update.objects.update(state=UpdateState.APPROVED)
    row, doing = quarter.fresh(), quarter.doing(reason="Look again.")
    with waits_meanwhile(lambda: send_back(row, row.version, doing)) as outcomes:
        declared(quarter)
    assert "Withdraw the declaration first" in outcomes[0]
    assert quarter.fresh().state == UpdateState.APPROVED


def test_what_is_sent_back_meanwhile_is_not_declared(quarter: Quarter) -> None:
    Update.objects.update(state=UpdateState.APPROVED)
    row = quarter.fresh()
    with waits_meanwhile(lambda: declared(quarter)) as outcomes:
        send_back(row, row.version, quarter.doing(reason="Look again."))
    assert "1 of the updates are not approved yet" in outcomes[0]
    assert Return.objects.get().declared_at is None


def test_of_two_directors_one_approves(quarter: Quarter) -> None:
    asked = quarter.asked(quarter.update)

    def approved() -> Decided:
        return approve(asked, lambda update: quarter.doing())

    with waits_meanwhile(approved) as outcomes:
        assert len(approved().approved) == 1
    ((row, why),) = outcomes[0].refused
    assert (row, why.startswith("It changed since")) == (quarter.update, True)
    assert Figure.objects.count() == 1


def test_what_the_officer_sends_anew_meanwhile_is_not_approved(quarter: Quarter) -> None:
    asked = quarter.asked(quarter.update)
    with waits_meanwhile(lambda: approve(asked, lambda update: quarter.doing())) as outcomes:
        Update.objects.filter(pk=quarter.update.pk).update(what_happened="Fewer children came.")
    assert len(outcomes[0].refused) == 1
    assert not Figure.objects.exists()


def test_two_who_approve_many_in_any_order_do_not_block_each_other(quarter: Quarter) -> None:
    updates = [quarter.another(f"M {number}", "1") for number in range(12)]
    asked = quarter.asked(*updates)
    outcomes: list[Decided] = []
    gate = threading.Barrier(2)

    def run(order: list[Any]) -> None:
        try:
            gate.wait(10)
            outcomes.append(approve(order, lambda update: quarter.doing()))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(order,)) for order in (asked, asked[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(len(one.approved) for one in outcomes) == [0, 12]
    assert Figure.objects.count() == 12
