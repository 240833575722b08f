"""Approved figures enter the series of their measure in the same transaction, and leave it when the update is sent back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.actions.figures import change_figure
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.models import Figure, Measure
from goldenthread.web.returns.actions.deciding import Decided, approve, send_back
from goldenthread.web.returns.actions.series import record_tabled
from goldenthread.web.returns.models import Answer, Update, UpdateState
from tests.web.conftest import Cast
from tests.web.plans.builders import make_definition
from tests.web.returns.builders import make_return, make_round, make_update_figure
from tests.web.returns.deciding import AT, Quarter, make_quarter, submitted


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_quarter(cast)


def approved(quarter: Quarter, *updates: Update) -> Decided:
    return approve(quarter.asked(*updates or (quarter.update,)), lambda update: quarter.doing())


def sent_back(quarter: Quarter, update: Update | None = None) -> None:
    row = quarter.fresh(update)
    send_back(row, row.version, quarter.doing(reason="Look at the denominator again."))


def series(measure: Measure) -> list[tuple[Any, ...]]:
    rows = Figure.objects.filter(series=measure.series).order_by("period_end", "component")
    return [(row.component, row.value, row.source) for row in rows]


def by_hand(quarter: Quarter, value: str, **fields: Any) -> Figure:
    update = quarter.update
    chosen: dict[str, Any] = {
        "series": quarter.measure.series,
        "definition": quarter.measure.definition,
        "period_kind": update.period_kind,
        "period_start": update.period_start,
        "period_end": update.period_end,
        "value": Decimal(value),
        "original": value,
        "source": "A letter",
    } | fields
    return Figure.objects.create(**chosen)


RETURN = "Quarter 2, 2021/22 return"


def test_an_approved_figure_stands_in_the_series_in_its_own_window(quarter: Quarter) -> None:
    make_update_figure(quarter.update, None, component="Special", absence="not available", position=1)
    approved(quarter)
    whole, special = Figure.objects.filter(series=quarter.measure.series).order_by("component")
    assert (whole.value, whole.original, whole.source) == (Decimal("93.5"), "93.5%", RETURN)
    assert (whole.period_start, whole.period_end) == (quarter.update.period_start, quarter.update.period_end)
    assert (special.component, special.value, special.absence) == ("Special", None, "not available")
    assert whole.tabled_in == ""


def test_it_carries_the_definition_that_held_in_its_window(quarter: Quarter) -> None:
    later = make_definition(quarter.measure.series, number=2, begins=2021)
    Update.objects.filter(pk=quarter.update.pk).update(what_happened="Submitted again, under the new definition.")
    approved(quarter)
    assert Figure.objects.get(series=quarter.measure.series).definition == later


def test_a_figure_given_under_another_definition_goes_back_first(quarter: Quarter) -> None:
    make_definition(quarter.measure.series, number=2, begins=2021)
    ((row, why),) = approved(quarter).refused
    assert row == quarter.update
    assert "a new version of its definition since this was submitted" in why
    assert (quarter.fresh().state, series(quarter.measure)) == (UpdateState.SUBMITTED, [])


def test_a_definition_for_a_later_year_holds_nothing_up(quarter: Quarter) -> None:
    make_definition(quarter.measure.series, number=2, begins=2022)
    assert approved(quarter).refused == []


@pytest.mark.parametrize("answer", [Answer.NO_CHANGE, Answer.NOT_YET, Answer.SEE_COMMENTARY])
def test_what_is_no_new_figure_stores_none(quarter: Quarter, answer: Answer) -> None:
    Update.objects.filter(pk=quarter.update.pk).update(answer=answer)
    assert len(approved(quarter).approved) == 1
    assert series(quarter.measure) == []


def test_a_milestone_has_no_series(quarter: Quarter) -> None:
    approved(quarter, quarter.other)
    assert quarter.fresh(quarter.other).state == UpdateState.APPROVED
    assert not Figure.objects.exists()


def test_sent_back_from_approved_takes_it_out_again(quarter: Quarter) -> None:
    approved(quarter)
    sent_back(quarter)
    assert series(quarter.measure) == []


def test_sent_back_before_it_was_approved_leaves_the_series_alone(quarter: Quarter) -> None:
    by_hand(quarter, "93.5", original="93.5%", source=RETURN)
    sent_back(quarter)
    assert series(quarter.measure) == [("", Decimal("93.5"), RETURN)]


def test_what_stood_there_before_is_set_back(quarter: Quarter) -> None:
    by_hand(quarter, "91")
    approved(quarter)
    assert series(quarter.measure) == [("", Decimal("93.5"), RETURN)]
    sent_back(quarter)
    assert series(quarter.measure) == [("", Decimal("91"), "A letter")]


def test_it_goes_in_and_out_as_often_as_it_is_decided(quarter: Quarter) -> None:
    by_hand(quarter, "91")
    for value in ("93.5", "94", "94.5"):
        with recorded(by=quarter.cast["officer"], action="returns.submit"):
            Update.objects.filter(pk=quarter.update.pk).update(state=UpdateState.SUBMITTED)
            quarter.update.figures.update(value=Decimal(value))
        assert approved(quarter).refused == []
        assert series(quarter.measure) == [("", Decimal(value), RETURN)]
        sent_back(quarter)
        assert series(quarter.measure) == [("", Decimal("91"), "A letter")]


def test_a_figure_deleted_before_the_approval_does_not_come_back(quarter: Quarter) -> None:
    by_hand(quarter, "91").delete()
    approved(quarter)
    sent_back(quarter)
    assert series(quarter.measure) == []


def test_the_same_figure_stores_nothing_new_and_stays(quarter: Quarter) -> None:
    """Peer rule: an unchanged value in a later report stores nothing."""
    by_hand(quarter, "93.5")
    approved(quarter)
    assert series(quarter.measure) == [("", Decimal("93.5"), "A letter")]
    sent_back(quarter)
    assert series(quarter.measure) == [("", Decimal("93.5"), "A letter")]


def test_what_somebody_corrected_in_the_series_since_stays(quarter: Quarter) -> None:
    approved(quarter)
    row = Figure.objects.get(series=quarter.measure.series)
    change = Change(quarter.cast["performance officer"], AT, "Typed wrongly", "Director", AT.date())
    values = {"value": Decimal("93.6"), "period_start": row.period_start}
    change_figure(figure=row, measure=quarter.measure, values=values, seen=row.version, change=change)
    sent_back(quarter)
    assert series(quarter.measure) == [("", Decimal("93.6"), RETURN)]


def test_a_round_renamed_meanwhile_is_known_by_its_old_name(quarter: Quarter) -> None:
    approved(quarter)
    quarter.round.title = "Second quarter"
    quarter.round.save()
    sent_back(quarter)
    assert series(quarter.measure) == []


def test_a_figure_tabled_for_the_window_stands_until_the_new_one_is_tabled(quarter: Quarter) -> None:
    tabled = by_hand(quarter, "91", tabled_in="Priority 1, edition 1")
    assert approved(quarter).refused == []
    tabled.refresh_from_db()
    assert (tabled.value, tabled.earlier.count()) == (Decimal("91"), 0)
    with transaction.atomic():
        record_tabled([quarter.fresh()], quarter.cast["performance officer"], AT)
    tabled.refresh_from_db()
    assert (tabled.value, tabled.markers, tabled.tabled_in) == (Decimal("93.5"), ["r"], "Priority 1, edition 1")
    (earlier,) = tabled.earlier.all()
    assert (earlier.value, earlier.reason) == (Decimal("91"), "Answered again in the Quarter 2, 2021/22 return.")


def test_sending_back_leaves_what_was_tabled(quarter: Quarter) -> None:
    tabled = by_hand(quarter, "91", tabled_in="Priority 1, edition 1")
    approved(quarter)
    sent_back(quarter)
    tabled.refresh_from_db()
    assert (tabled.value, tabled.source, tabled.version) == (Decimal("91"), "A letter", 1)


def test_an_unchanged_figure_is_not_restated(quarter: Quarter) -> None:
    tabled = by_hand(quarter, "93.5", tabled_in="Priority 1, edition 1")
    approved(quarter)
    with transaction.atomic():
        record_tabled([quarter.fresh()], quarter.cast["performance officer"], AT)
    assert not tabled.earlier.exists()


def test_the_same_figure_may_have_been_tabled(quarter: Quarter) -> None:
    by_hand(quarter, "93.5", tabled_in="Priority 1, edition 1")
    assert approved(quarter).refused == []


def test_two_returns_of_one_window_each_take_their_own_back(quarter: Quarter) -> None:
    """An annual figure is asked for in each quarter: the later answer gives way to the earlier one."""
    approved(quarter)
    days = {"observed_from": date(2021, 10, 1), "observed_to": date(2021, 12, 31), "opens": date(2022, 1, 1)}
    third = make_return(
        make_round(quarter.cast["performance officer"], title="Quarter 3, 2021/22", **days), quarter.owed.plan
    )
    window = {"period_start": quarter.update.period_start, "period_end": quarter.update.period_end}
    later = submitted(third, quarter.measure, quarter.cast, **window)
    with recorded(by=quarter.cast["officer"], action="returns.submit"):
        make_update_figure(later, "95")
    approved(quarter, later)
    assert series(quarter.measure) == [("", Decimal("95"), "Quarter 3, 2021/22 return")]
    sent_back(quarter, later)
    assert series(quarter.measure) == [("", Decimal("93.5"), RETURN)]
    sent_back(quarter)
    assert series(quarter.measure) == []


def test_the_history_says_who_put_it_there(quarter: Quarter) -> None:
    approved(quarter)
    event = Figure.pgh_event_model.objects.get()  # type: ignore[attr-defined]
    assert event.pgh_context.metadata["actor_name"] == "Drew Hall"
