"""The life of an update: its table written out by hand, the peers' report beside it, and what no sequence of actions can do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.web.accounts.models import Person
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Milestone
from goldenthread.web.returns.doing import Doing, transition_of
from goldenthread.web.returns.models import Return, Round, Update, UpdateState
from goldenthread.web.returns.states import EDITABLE, TRANSITIONS, Part, Transition, UpdateAction, allowed

CASES = Path(__file__).parents[4] / "shared" / "peer_cases" / "workflow_cases.json"
S, A, P = UpdateState, UpdateAction, Part
EVERY_PART = [frozenset(some) for size in range(len(P) + 1) for some in combinations(P, size)]

WRITE = {P.OWNER, P.HELPER, P.PERFORMANCE}
SUBMIT = {P.OWNER, P.PERFORMANCE}
CHECK = {P.DIRECTOR, P.PERFORMANCE}

TABLE: dict[tuple[UpdateState, UpdateAction], tuple[UpdateState, set[Part], bool]] = {
    (S.NOT_STARTED, A.SAVE): (S.DRAFT, WRITE, False),
    (S.NOT_STARTED, A.SUBMIT): (S.SUBMITTED, SUBMIT, False),
    (S.DRAFT, A.SAVE): (S.DRAFT, WRITE, False),
    (S.DRAFT, A.SUBMIT): (S.SUBMITTED, SUBMIT, False),
    (S.SENT_BACK, A.SAVE): (S.SENT_BACK, WRITE, False),
    (S.SENT_BACK, A.SUBMIT): (S.SUBMITTED, SUBMIT, False),
    (S.SUBMITTED, A.APPROVE): (S.APPROVED, {P.DIRECTOR}, False),
    (S.SUBMITTED, A.SEND_BACK): (S.SENT_BACK, CHECK, True),
    (S.APPROVED, A.SEND_BACK): (S.SENT_BACK, CHECK, True),
    (S.APPROVED, A.LOCK): (S.LOCKED, {P.PERFORMANCE}, False),
    (S.LOCKED, A.RESTATE): (S.LOCKED, {P.PERFORMANCE}, True),
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", A)
def test_the_table_for_everybody(state: UpdateState, action: UpdateAction) -> None:
    """All 6 states, 6 actions and 16 sets of parts: who may do what, where it leads, and whether they must say why."""
    row = TABLE.get((state, action))
    for parts in EVERY_PART:
        found = allowed(state, action, parts)
        if row is None or not row[1] & parts:
            assert found is None, (state, action, parts)
        else:
            assert found is not None, (state, action, parts)
            assert (found.to, set(found.who), found.needs_comment) == row
    assert ((state, action) in TRANSITIONS) is (row is not None)


def test_only_what_nobody_waits_for_can_be_edited() -> None:
    assert set(EDITABLE) == {S.NOT_STARTED, S.DRAFT, S.SENT_BACK}


def test_the_document_tells_every_state_and_what_can_be_done() -> None:
    page = (Path(__file__).parents[3] / "docs" / "rounds.md").read_text(encoding="utf-8")
    for state in S:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| {state.value} |")]
        told = row.split("|")[3]
        can = {action for action in A if action.value in told.replace("lock by an edition", "lock")}
        assert can == {action for before, action in TABLE if before is state}, state


# ---- the peers' report ----

_OURS = {
    "active": (S.NOT_STARTED, S.DRAFT),
    "submitted": (S.SUBMITTED,),
    "in_review": (S.SUBMITTED,),
    "awaiting_changes": (S.SENT_BACK,),
    "qa_completed": (S.APPROVED,),
    "approved": (S.LOCKED,),
}
"""Their states, and ours. They begin a review by an action of its own; here whoever opens a submitted update reviews it."""

_ACTIONS = {
    "upload": A.SAVE,
    "submit": A.SUBMIT,
    "request_changes": A.SEND_BACK,
    "mark_qa_completed": A.APPROVE,
    "approve": A.LOCK,
}
_CENTRAL = frozenset({P.DIRECTOR, P.PERFORMANCE})
_CHECKING = {A.SEND_BACK, A.APPROVE, A.LOCK}
"""What a performance officer does besides writing for an officer who cannot; the peers' central team never writes."""


def _peers(key: str) -> Any:
    if not CASES.exists():
        pytest.skip("the peers' cases are not here: ../shared/peer_cases")
    return json.loads(CASES.read_text(encoding="utf-8"))["quarterly_report"][key]


def test_the_peers_transitions_are_ours() -> None:
    theirs = set()
    for before, action, after in _peers("transitions"):
        if action == "review":
            assert _OURS[before] == _OURS[after]
            continue
        (to,) = _OURS[after]
        for state in _OURS[before]:
            theirs.add((state, _ACTIONS[action], to))
    beside = {A.SAVE, A.RESTATE}  # their upload leaves the state, and their adjustment is an entry of a later report
    assert theirs == {(state, action, row[0]) for (state, action), row in TABLE.items() if action not in beside}
    assert theirs == {(state, action, row.to) for (state, action), row in TRANSITIONS.items() if action not in beside}
    assert set(_peers("states")) == set(_OURS)


def test_who_may_do_what_is_as_with_the_peers() -> None:
    looked_at = 0
    for case in _peers("who_may"):
        central = {_ACTIONS[name] for name in case["central_team"] if name != "review"}
        owning = {_ACTIONS[name] for name in case["owning_team"]}
        if case["state"] == "submitted":
            central = {A.SEND_BACK, A.APPROVE}  # what they may do once the review has begun
        for state in _OURS[case["state"]]:
            looked_at += 1
            mine = {action for action in A if allowed(state, action, frozenset({P.OWNER}))}
            assert mine == owning, state
            assert {one for one in _CHECKING if allowed(state, one, _CENTRAL)} == central, state
            assert (state in EDITABLE) is case["values_editable"], state
            assert {action for action in A if allowed(state, action, frozenset())} == set(case["other_team"]) == set()
    assert looked_at == 7


# ---- what no sequence can do ----

_STEPS = st.lists(st.tuples(st.sampled_from(A), st.sampled_from(EVERY_PART), st.booleans()), max_size=60)
_NOW = datetime(2021, 10, 12, 9, 0, tzinfo=UTC)


def _update() -> Update:
    """An update of an open round, that is in no database."""
    days = dict.fromkeys(("officers_by", "directors_by", "performance_by", "despatch_by"), date(2021, 10, 29))
    row = Round(title="Quarter 2", opens=date(2021, 10, 1), **days)
    return Update(part_of=Return(round=row), milestone=Milestone(title="Open the hub"), state=S.NOT_STARTED)


def _tried(update: Update, action: UpdateAction, doing: Doing) -> Transition | None:
    try:
        return transition_of(update, action, doing)
    except Refused:
        return None


@given(_STEPS)
def test_no_sequence_leads_out_of_the_table_or_edits_what_is_closed(
    steps: list[tuple[UpdateAction, frozenset[Part], bool]],
) -> None:
    update, text, closed_as = _update(), 0, None
    for action, parts, says_why in steps:
        before = S(update.state)
        doing = Doing(Person(name="Ola Brook"), _NOW, parts, "The figure is last year's." if says_why else "")
        found = _tried(update, action, doing)
        assert update.state == before  # to ask changes nothing
        if found is None:
            continue
        row = TABLE[before, action]
        assert found.to is row[0]
        assert parts & row[1]
        assert says_why or not row[2]
        if action in (A.SAVE, A.SUBMIT):
            assert before in (S.NOT_STARTED, S.DRAFT, S.SENT_BACK)
            text += 1
        update.state = found.to
        if before in (S.SUBMITTED, S.APPROVED, S.LOCKED):
            assert text == closed_as
        closed_as = text
        if before is S.LOCKED:
            assert update.state is S.LOCKED
        if update.state is S.APPROVED:
            assert P.DIRECTOR in parts


@given(st.sampled_from(S), st.sampled_from(A), st.sampled_from(EVERY_PART))
def test_a_refusal_says_what_to_do(state: UpdateState, action: UpdateAction, parts: frozenset[Part]) -> None:
    update = _update()
    update.state = state
    doing = Doing(Person(name="Ola Brook"), _NOW, parts)
    row = TABLE.get((state, action))
    if row and row[1] & parts and not row[2]:
        assert transition_of(update, action, doing).to is row[0]
        return
    with pytest.raises(Refused) as refused:
        transition_of(update, action, doing)
    says = str(refused.value)
    assert says.endswith(".")
    if row and row[1] & parts:
        assert says == "Say why: the officer sees it beside the update."
    elif row:
        assert says.startswith("Only ")
        assert all(part.value in says for part in row[1])
