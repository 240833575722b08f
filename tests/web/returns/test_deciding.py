"""Approving, sending back, letting answer late and locking: the actions, and the addresses that send to them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.web.history.context import recorded
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.models import Figure
from goldenthread.web.returns.actions.deciding import Asked, Decided, approve, let_late, lock_updates, send_back
from goldenthread.web.returns.models import Message, NoteKind, Return, Update, UpdateNote, UpdateState
from goldenthread.web.returns.states import TRANSITIONS, UpdateAction
from tests.web.conftest import Cast
from tests.web.returns.builders import make_update_figure
from tests.web.returns.deciding import AT, Quarter, make_quarter

CLOSED = {
    "officers_by": date(2021, 10, 8),
    "directors_by": date(2021, 10, 12),
    "performance_by": date(2021, 10, 15),
    "despatch_by": date(2021, 10, 18),
    "meeting_on": date(2021, 10, 26),
}
"""The days of a round that closed before AT."""


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_quarter(cast)


def approved(quarter: Quarter, *updates: Update, by: str = "director") -> Decided:
    return approve(quarter.asked(*updates), lambda update: quarter.doing(by))


def set_state(update: Update, state: UpdateState) -> None:
    Update.objects.filter(pk=update.pk).update(state=state)


def declared(quarter: Quarter) -> None:
    Return.objects.filter(pk=quarter.owed.pk).update(declaration="As far as I know.", declared_at=AT)


# ---- approving ----


def test_many_are_approved_at_once(quarter: Quarter) -> None:
    decided = approved(quarter)
    assert [one.pk for one in decided.approved] == [quarter.update.pk, quarter.other.pk]
    row = quarter.fresh()
    assert (row.state, row.approved_by, row.approved_at) == (UpdateState.APPROVED, quarter.cast["director"], AT)
    assert not row.own_approval


def test_what_cannot_be_approved_is_named_and_the_rest_is(quarter: Quarter) -> None:
    set_state(quarter.other, UpdateState.DRAFT)
    decided = approved(quarter)
    assert [one.pk for one in decided.approved] == [quarter.update.pk]
    ((row, why),) = decided.refused
    assert row == quarter.other
    assert "“draft” now" in why
    assert quarter.fresh(quarter.other).state == UpdateState.DRAFT


def test_what_changed_since_it_was_shown_is_not_approved(quarter: Quarter) -> None:
    asked = quarter.asked()
    Update.objects.filter(pk=quarter.update.pk).update(what_happened="Fewer children came to school.")
    decided = approve(asked, lambda update: quarter.doing())
    assert [(row.pk, "changed since" in why) for row, why in decided.refused] == [(quarter.update.pk, True)]
    assert quarter.fresh().state == UpdateState.SUBMITTED
    assert quarter.fresh(quarter.other).state == UpdateState.APPROVED
    assert not Figure.objects.exists()


def test_what_is_no_more_is_left_out(quarter: Quarter) -> None:
    decided = approve([Asked(quarter.update.pk + 99, 1)], lambda update: quarter.doing())
    assert (decided.approved, decided.refused) == ([], [])


@pytest.mark.parametrize("state", [one for one in UpdateState if (one, UpdateAction.APPROVE) not in TRANSITIONS])
def test_only_what_waits_can_be_approved(quarter: Quarter, state: UpdateState) -> None:
    set_state(quarter.update, state)
    assert len(approved(quarter, quarter.update).refused) == 1
    assert quarter.fresh().state == state


def test_a_performance_officer_does_not_approve(quarter: Quarter) -> None:
    ((_, why),) = approved(quarter, quarter.update, by="performance officer").refused
    assert "Only the director" in why


def test_nothing_is_approved_after_the_declaration(quarter: Quarter) -> None:
    declared(quarter)
    (_, why), _ = approved(quarter).refused
    assert "Withdraw the declaration" in why


# ---- four eyes ----


def entered_by_director(quarter: Quarter, how: str) -> None:
    if how == "submitted":
        Update.objects.filter(pk=quarter.update.pk).update(submitted_by=quarter.cast["director"])
    else:
        with recorded(by=quarter.cast["director"], action="returns.save"):
            quarter.update.figures.update(original="93.5 %")


@pytest.mark.parametrize("how", ["submitted", "wrote the figure"])
def test_who_entered_it_cannot_approve_it_alone(quarter: Quarter, how: str) -> None:
    entered_by_director(quarter, how)
    ((row, why),) = approved(quarter).refused
    assert row == quarter.update
    assert why.startswith("You entered this yourself")
    assert quarter.fresh().state == UpdateState.SUBMITTED


@pytest.mark.parametrize("how", ["submitted", "wrote the figure"])
def test_where_the_council_allows_it_it_shows(quarter: Quarter, how: str) -> None:
    quarter.round.own_approval = True
    quarter.round.save()
    entered_by_director(quarter, how)
    assert approved(quarter).refused == []
    assert quarter.fresh().own_approval
    assert not quarter.fresh(quarter.other).own_approval


def test_a_figure_written_anew_by_the_officer_is_the_officers(quarter: Quarter) -> None:
    entered_by_director(quarter, "wrote the figure")
    with recorded(by=quarter.cast["officer"], action="returns.save"):
        quarter.update.figures.update(original="93.50%")
    assert approved(quarter).refused == []


def test_one_part_written_by_the_officer_clears_nobody_of_the_others(quarter: Quarter) -> None:
    entered_by_director(quarter, "wrote the figure")
    with recorded(by=quarter.cast["officer"], action="returns.save"):
        make_update_figure(quarter.update, "80", component="Special", position=1)
    ((_, why),) = approved(quarter).refused
    assert why.startswith("You entered this yourself")


def test_a_part_that_was_taken_out_again_counts_for_nobody(quarter: Quarter) -> None:
    with recorded(by=quarter.cast["director"], action="returns.save"):
        make_update_figure(quarter.update, "80", component="Special", position=1)
        quarter.update.figures.filter(component="Special").delete()
    assert approved(quarter).refused == []


def test_who_said_that_a_milestone_is_done_cannot_approve_it_alone(quarter: Quarter) -> None:
    with recorded(by=quarter.cast["director"], action="returns.save"):
        Update.objects.filter(pk=quarter.other.pk).update(judged="green")
    with recorded(by=quarter.cast["officer"], action="returns.submit"):
        Update.objects.filter(pk=quarter.other.pk).update(what_happened="The hub opened in September.")
    ((row, why),) = approved(quarter).refused
    assert row == quarter.other
    assert why.startswith("You entered this yourself")


def test_a_milestone_judged_anew_by_the_officer_is_the_officers(quarter: Quarter) -> None:
    for part, light in (("director", "green"), ("officer", "red")):
        with recorded(by=quarter.cast[part], action="returns.save"):
            Update.objects.filter(pk=quarter.other.pk).update(judged=light)
    assert approved(quarter).refused == []


# ---- sending back ----


def test_it_goes_back_with_a_comment(quarter: Quarter) -> None:
    row = quarter.fresh()
    note = send_back(row, row.version, quarter.doing(reason=" Which schools? "))
    row = quarter.fresh()
    assert row.state == UpdateState.SENT_BACK
    assert (note.kind, note.text, note.by) == (NoteKind.SENT_BACK, "Which schools?", quarter.cast["director"])


def test_from_approved_the_approval_is_taken_off(quarter: Quarter) -> None:
    approved(quarter)
    row = quarter.fresh()
    send_back(row, row.version, quarter.doing("performance officer", "The number does not add up."))
    row = quarter.fresh()
    assert (row.state, row.approved_by, row.approved_at) == (UpdateState.SENT_BACK, None, None)
    assert not Figure.objects.exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_needs_a_comment(quarter: Quarter, reason: str) -> None:
    row = quarter.fresh()
    with pytest.raises(Refused, match="Say why"):
        send_back(row, row.version, quarter.doing(reason=reason))
    assert quarter.fresh().state == UpdateState.SUBMITTED


def test_not_over_somebody_elses_change(quarter: Quarter) -> None:
    with pytest.raises(Overtaken):
        send_back(quarter.update, quarter.update.version + 1, quarter.doing(reason="Why?"))


def test_not_after_the_declaration(quarter: Quarter) -> None:
    approved(quarter)
    declared(quarter)
    row = quarter.fresh()
    with pytest.raises(Refused, match="withdraw the declaration"):
        send_back(row, row.version, quarter.doing(reason="Why?"))
    assert quarter.fresh().state == UpdateState.APPROVED
    assert Figure.objects.count() == 1


def test_not_when_it_is_no_more(quarter: Quarter) -> None:
    row = quarter.fresh()
    quarter.update.delete()
    with pytest.raises(Gone):
        send_back(row, row.version, quarter.doing(reason="Why?"))


def test_the_officer_is_written_to_once_for_each_time(quarter: Quarter) -> None:
    for _ in range(2):
        set_state(quarter.update, UpdateState.SUBMITTED)
        row = quarter.fresh()
        note = send_back(row, row.version, quarter.doing(reason="Which schools?"))
        message = Message.objects.get(occasion=str(note.pk))
        assert (message.to, message.kind) == (quarter.cast["officer"], "sent back")
        assert message.subject == "Sent back to you: PED01 01 Attendance at school"
    assert Message.objects.count() == 2


def test_whoever_sends_it_back_is_not_written_to(quarter: Quarter) -> None:
    Update.objects.filter(pk=quarter.update.pk).update(submitted_by=quarter.cast["director"])
    row = quarter.fresh()
    send_back(row, row.version, quarter.doing(reason="I will look again."))
    assert [one.to for one in Message.objects.all()] == [quarter.cast["officer"]]


# ---- letting one be answered late ----


@pytest.fixture
def closed(cast: Cast) -> Quarter:
    quarter = make_quarter(cast, **CLOSED)
    set_state(quarter.update, UpdateState.DRAFT)
    return quarter


def late(quarter: Quarter, until: date, **doing: Any) -> UpdateNote:
    row = quarter.fresh()
    return let_late(
        row, until, row.version, quarter.doing(**({"part": "performance officer", "reason": "Ill"} | doing))
    )


def test_one_may_be_answered_late_with_a_reason(closed: Quarter) -> None:
    note = late(closed, date(2021, 10, 22))
    assert closed.fresh().late_until == date(2021, 10, 22)
    assert (note.kind, note.text) == (NoteKind.LET_LATE, "Ill")


@pytest.mark.parametrize(
    ("until", "doing", "says"),
    [
        (date(2021, 10, 22), {"part": "director"}, "Only the performance officer"),
        (date(2021, 10, 22), {"reason": ""}, "Say why"),
        (date(2021, 10, 15), {}, "until 15 October 2021 as it is"),
        (date(2021, 10, 19), {}, "This day is past"),
    ],
)
def test_not_without_what_it_needs(closed: Quarter, until: date, doing: Any, says: str) -> None:
    with pytest.raises(Refused, match=says):
        late(closed, until, **doing)
    assert closed.fresh().late_until is None
    assert not UpdateNote.objects.exists()


def test_today_is_late_enough(closed: Quarter) -> None:
    late(closed, AT.date())
    assert closed.fresh().late_until == AT.date()


@pytest.mark.parametrize("state", [UpdateState.SUBMITTED, UpdateState.APPROVED, UpdateState.LOCKED])
def test_not_what_nobody_waits_for(closed: Quarter, state: UpdateState) -> None:
    set_state(closed.update, state)
    with pytest.raises(Refused, match="nobody waits"):
        late(closed, date(2021, 10, 22))


# ---- locking by an edition ----


def test_an_edition_locks_all_or_none(quarter: Quarter) -> None:
    approved(quarter, quarter.update)
    doing = quarter.doing("performance officer")
    with pytest.raises(Refused, match="PED01a Open the second family hub: This update is “submitted” now"):
        lock_updates([quarter.update, quarter.other], "Priority 1, edition 1", doing)
    assert quarter.fresh().state == UpdateState.APPROVED
    approved(quarter, quarter.other)
    assert lock_updates([quarter.update, quarter.other], "Priority 1, edition 1", doing) == 2
    row = quarter.fresh()
    assert (row.state, row.locked_in, row.locked_at) == (UpdateState.LOCKED, "Priority 1, edition 1", AT)


def test_what_an_earlier_edition_locked_keeps_its_lock(quarter: Quarter) -> None:
    approved(quarter)
    doing = quarter.doing("performance officer")
    lock_updates([quarter.update], "Priority 1, edition 1", doing)
    assert lock_updates([quarter.update, quarter.other], "People, edition 1", doing) == 1
    assert quarter.fresh().locked_in == "Priority 1, edition 1"
    assert quarter.fresh(quarter.other).locked_in == "People, edition 1"


def test_a_director_does_not_lock(quarter: Quarter) -> None:
    approved(quarter)
    with pytest.raises(Refused, match="Only the performance officer"):
        lock_updates([quarter.update], "Priority 1, edition 1", quarter.doing())
