"""When an update may be written, what locks it, and which rounds the database takes: our own cases, and the peers'."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from goldenthread.web.plans.errors import Refused
from goldenthread.web.returns.doing import Doing, transition_of
from goldenthread.web.returns.models import Round, Update, UpdateState
from goldenthread.web.returns.states import Part, UpdateAction
from goldenthread.web.returns.timing import LockKind, Phase, is_late, lock_of, phase
from tests.web.conftest import Cast
from tests.web.plans.builders import make_measure, make_objective, make_plan
from tests.web.returns.builders import make_return, make_round, make_update

CASES = Path(__file__).parents[4] / "shared" / "peer_cases" / "workflow_cases.json"
AT = datetime(2021, 10, 12, 9, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")

_DEADLINES = ("officers_by", "directors_by", "performance_by", "despatch_by")
OPENS, OFFICERS, CLOSES = date(2021, 10, 1), date(2021, 10, 20), date(2021, 10, 29)
DAYS = {
    "opens": OPENS,
    "officers_by": OFFICERS,
    "directors_by": date(2021, 10, 25),
    "performance_by": CLOSES,
    "despatch_by": date(2021, 11, 2),
    "meeting_on": date(2021, 11, 10),
}


@pytest.fixture
def update(cast: Cast) -> Update:
    """An update that nobody has begun, in a round that takes updates from 1 to 29 October 2021."""
    plan = make_plan(cast.directorates["People"])
    measure = make_measure(make_objective(plan), owner=cast.posts["officer"])
    return make_update(make_return(make_round(cast["performance officer"], **DAYS), plan), measure)


# ---- our own cases ----


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2021, 9, 30), Phase.NOT_OPEN),
        (date(2021, 10, 1), Phase.OPEN),
        (date(2021, 10, 21), Phase.OPEN),  # after the officers' deadline late answers are still taken
        (date(2021, 10, 29), Phase.OPEN),
        (date(2021, 10, 30), Phase.CLOSED),
    ],
)
def test_a_round_is_open_on_its_first_and_on_its_last_day(today: date, expected: Phase) -> None:
    assert phase(Round(**DAYS), today) is expected


@pytest.mark.parametrize(
    ("fields", "today", "kind", "since"),
    [
        ({}, date(2021, 9, 30), LockKind.NOT_OPEN, None),
        ({}, date(2021, 10, 12), None, None),
        ({}, date(2021, 10, 30), LockKind.CLOSED, CLOSES),
        ({"late_until": date(2021, 11, 3)}, date(2021, 11, 3), None, None),
        ({"late_until": date(2021, 11, 3)}, date(2021, 11, 4), LockKind.CLOSED, date(2021, 11, 3)),
        ({"late_until": date(2021, 9, 1)}, date(2021, 9, 30), LockKind.NOT_OPEN, None),
        ({"state": UpdateState.SENT_BACK}, date(2021, 10, 12), None, None),
        ({"state": UpdateState.SENT_BACK}, date(2021, 10, 30), LockKind.CLOSED, CLOSES),
        ({"state": UpdateState.SUBMITTED, "submitted_at": AT}, date(2021, 10, 12), LockKind.SUBMITTED, AT),
        ({"state": UpdateState.APPROVED, "approved_at": AT}, date(2021, 10, 12), LockKind.APPROVED, AT),
        (
            {"state": UpdateState.APPROVED, "approved_at": AT, "late_until": date(2099, 1, 1)},
            date(2021, 10, 12),
            LockKind.APPROVED,
            AT,
        ),
        (
            {"state": UpdateState.LOCKED, "locked_at": AT, "locked_in": "Edition 1"},
            date(2021, 10, 12),
            LockKind.EDITION,
            AT,
        ),
    ],
)
def test_what_locks_an_update_and_since_when(
    update: Update, fields: dict[str, Any], today: date, kind: LockKind | None, since: date | datetime | None
) -> None:
    for name, value in fields.items():
        setattr(update, name, value)
    found = lock_of(update, today)
    if kind is None:
        assert found is None
        return
    assert found is not None
    assert (found.kind, found.since) == (kind, since)
    assert found.words.endswith(".")
    assert found.lifted_by.endswith(".")


def test_each_lock_says_who_can_lift_it(update: Update) -> None:
    says = {}
    for state in (UpdateState.SUBMITTED, UpdateState.APPROVED, UpdateState.LOCKED):
        update.state = state
        found = lock_of(update, date(2021, 10, 12))
        assert found
        says[state] = found.lifted_by
    assert says[UpdateState.SUBMITTED] == "The director or the performance officer can send it back, with a reason."
    assert says[UpdateState.APPROVED] == says[UpdateState.SUBMITTED]
    assert says[UpdateState.LOCKED].startswith("Nobody can unlock it.")
    update.state = UpdateState.DRAFT
    closed, early = lock_of(update, date(2021, 11, 3)), lock_of(update, date(2021, 9, 1))
    assert closed
    assert early
    assert "can let this one update be answered late" in closed.lifted_by
    assert "can open the round on an earlier day" in early.lifted_by


def test_a_declaration_closes_every_update_but_a_tabled_one_says_the_edition(update: Update) -> None:
    update.part_of.declared_at = AT
    for state in (UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.APPROVED):
        update.state = state
        found = lock_of(update, date(2021, 10, 12))
        assert found
        assert (found.kind, found.since) == (LockKind.DECLARED, AT)
    update.state = UpdateState.LOCKED
    found = lock_of(update, date(2021, 10, 12))
    assert found
    assert found.kind is LockKind.EDITION


def test_a_dropped_line_need_not_be_answered(update: Update) -> None:
    update.line.dropped_on = date(2021, 10, 5)
    found = lock_of(update, date(2021, 10, 12))
    assert found
    assert (found.kind, found.since) == (LockKind.DROPPED, date(2021, 10, 5))


def test_late_is_what_nobody_submitted_by_the_officers_day(update: Update) -> None:
    late = {}
    for state in UpdateState:
        update.state = state
        late[state] = (is_late(update, OFFICERS), is_late(update, OFFICERS + timedelta(days=1)))
    assert late == {
        UpdateState.NOT_STARTED: (False, True),
        UpdateState.DRAFT: (False, True),
        UpdateState.SENT_BACK: (False, True),
        UpdateState.SUBMITTED: (False, False),
        UpdateState.APPROVED: (False, False),
        UpdateState.LOCKED: (False, False),
    }


def test_the_last_day_ends_at_midnight_in_london(cast: Cast, update: Update) -> None:
    """British Summer Time: the next day begins at eleven in the evening of Greenwich."""
    doing = {
        "in time": datetime(2021, 10, 29, 22, 59, tzinfo=UTC),
        "a minute later": datetime(2021, 10, 29, 23, 0, tzinfo=UTC),
    }
    parts = frozenset({Part.OWNER})
    found = transition_of(update, UpdateAction.SUBMIT, Doing(cast["officer"], doing["in time"], parts))
    assert found.to is UpdateState.SUBMITTED
    with pytest.raises(Refused, match=r"closed on 29 October 2021\. The performance officer can let this one"):
        transition_of(update, UpdateAction.SUBMIT, Doing(cast["officer"], doing["a minute later"], parts))


# ---- the peers' cases ----


def _peers(*keys: str) -> Any:
    if not CASES.exists():
        pytest.skip("the peers' cases are not here: ../shared/peer_cases")
    found = json.loads(CASES.read_text(encoding="utf-8"))
    for key in keys:
        found = found[key]
    return found


def _answerable(cast: Cast, update: Update, now: datetime) -> bool:
    try:
        transition_of(update, UpdateAction.SUBMIT, Doing(cast["officer"], now, frozenset({Part.OWNER})))
    except Refused:
        return False
    return True


def test_the_peers_entry_window(cast: Cast, update: Update) -> None:
    """`expiry_days` after the period are the days up to `performance_by`; an exception is `late_until`; approved is approved.

    Two of theirs are not ours: a window that never closes, and a period that is answered before it has ended. A round always
    closes, for a board meets; and the database refuses one that opens before the last day observed.
    """
    looked_at, ours = 0, update.part_of.round
    for case in _peers("entry_window", "cases"):
        looked_at += 1
        now = datetime.fromisoformat(case["now"]).replace(tzinfo=LONDON)
        if case.get("expiry_days") == 0:
            with pytest.raises(IntegrityError, match="performance_by"), transaction.atomic():
                Round.objects.filter(pk=ours.pk).update(performance_by=None)
            continue
        ended = date.fromisoformat(case.get("period_end", "2026-03-31"))
        if case.get("open_future_periods") == 1:
            with pytest.raises(IntegrityError, match="round_opens_after_the_quarter"), transaction.atomic():
                Round.objects.filter(pk=ours.pk).update(
                    observed_to=ended, meeting_on=date(2026, 9, 1), opens=now.date(), **dict.fromkeys(_DEADLINES, ended)
                )
            continue
        first, last = case.get("explicit_windows", [[str(ended), str(ended + timedelta(case.get("expiry_days", 15)))]])[
            0
        ]
        ours.observed_to, ours.opens, ours.performance_by = ended, date.fromisoformat(first), date.fromisoformat(last)
        update.state = UpdateState.APPROVED if case.get("approved") else UpdateState.DRAFT
        update.late_until = now.date() if case.get("lock_exception") else None
        assert (lock_of(update, now.date()) is None) is case["open"], case
        assert _answerable(cast, update, now) is case["open"], case
    assert looked_at == 8


def _round_of(cast: Cast, observation: list[str], submission: list[str], number: int = 1) -> Round:
    first, last = (date.fromisoformat(day) for day in submission)
    return make_round(
        cast["director"],
        number=number,
        observed_from=date.fromisoformat(observation[0]),
        observed_to=date.fromisoformat(observation[1]),
        opens=first,
        officers_by=last,
        directors_by=last,
        performance_by=last,
        despatch_by=last,
        meeting_on=date(2026, 9, 1),
    )


def test_the_peers_reporting_round_is_held_by_the_database(cast: Cast) -> None:
    looked_at = 0
    for case in _peers("reporting_round", "cases"):
        looked_at += 1
        Round.objects.all().delete()
        if "observation" not in case:
            _round_of(cast, ["2026-01-01", "2026-03-31"], ["2026-04-01", "2026-04-24"])
            with pytest.raises(IntegrityError, match="number"), transaction.atomic():
                _round_of(cast, ["2026-04-01", "2026-06-30"], ["2026-07-01", "2026-07-24"])
        elif case["valid"]:
            _round_of(cast, case["observation"], case["submission"])
            assert Round.objects.count() == 1
        else:
            with pytest.raises(IntegrityError, match="round_"), transaction.atomic():
                _round_of(cast, case["observation"], case["submission"])
    assert looked_at == 6


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"observed_from": date(2021, 10, 1)}, "round_observes_in_order"),
        ({"opens": date(2021, 9, 29)}, "round_opens_after_the_quarter"),
        ({"officers_by": date(2021, 9, 30)}, "round_deadlines_in_order"),
        ({"directors_by": date(2021, 10, 19)}, "round_deadlines_in_order"),
        ({"performance_by": date(2021, 10, 24)}, "round_deadlines_in_order"),
        ({"despatch_by": date(2021, 10, 28)}, "round_deadlines_in_order"),
        ({"meeting_on": date(2021, 11, 2)}, "round_deadlines_in_order"),
        ({"opens": date(2021, 9, 30)}, ""),
        ({"officers_by": OPENS, "directors_by": OPENS, "performance_by": OPENS, "despatch_by": OPENS}, ""),
    ],
)
def test_a_rounds_days_stand_in_order_in_the_database(cast: Cast, fields: dict[str, date], constraint: str) -> None:
    if not constraint:
        assert make_round(cast["director"], **(DAYS | fields)).pk
        return
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_round(cast["director"], **(DAYS | fields))
