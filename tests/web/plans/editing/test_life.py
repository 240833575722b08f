"""The life of a plan: the whole table against every role, and what each step asks and does."""

from __future__ import annotations

import itertools

import pytest
from django.urls import reverse

from goldenthread.web.accounts.models import Role
from goldenthread.web.accounts.reach import Reach
from goldenthread.web.plans.life import TRANSITIONS, LifeAction, Needs, actions_for
from goldenthread.web.plans.models import Plan, PlanState, Target
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import change, events_of, fields_of, message_of, words_of

ALLOWED = {
    # state, action: the new state, what is needed, and whether a director may
    ("draft", "send-for-comment"): ("with members for comment", "nothing", False),
    ("with members for comment", "make-provisional"): ("provisional", "nothing", False),
    ("with members for comment", "approve"): ("approved", "approval", True),
    ("with members for comment", "back-to-draft"): ("draft", "reason", False),
    ("provisional", "approve"): ("approved", "approval", True),
    ("provisional", "back-to-draft"): ("draft", "reason", False),
    ("approved", "back-to-draft"): ("draft", "both", False),
}
SAID = {"reason": "It was sent too early.", "approver": "Executive Board", "approved_on": "6/5/2021"}


@pytest.mark.parametrize(("state", "action", "role"), list(itertools.product(PlanState, LifeAction, Role)))
def test_the_table_allows_what_it_says_to_each_role(state: PlanState, action: LifeAction, role: Role) -> None:
    plan = Plan(directorate_id=7, state=state)
    expected = ALLOWED.get((state.value, action.value))
    may = expected is not None and (role is Role.PERFORMANCE_OFFICER or (role is Role.DIRECTOR and expected[2]))
    inside, elsewhere = Reach(roles=frozenset({(role, 7)})), Reach(roles=frozenset({(role, 8)}))
    found = [one for one in actions_for(plan, inside) if one.action is action]
    assert bool(found) is may
    assert not actions_for(plan, elsewhere)
    if expected and found:
        assert found[0].to.value == expected[0]
        assert found[0].button


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan of People with two provisional targets for its first year and one for the next."""
    plan = make_plan(cast.directorates["People"], years=2)
    objective = make_objective(plan)
    one, two = make_measure(objective), make_measure(objective, ref="PED01 02")
    make_target(one, "95")
    make_target(two, "80")
    make_target(one, "96", year=2022)
    return plan


def into(plan: Plan, state: PlanState) -> Plan:
    plan.state = state
    if state is PlanState.APPROVED:
        plan.approved_by, plan.approved_on = "Executive Board", "2021-04-15"
    plan.save()
    return plan


def at(plan: Plan, action: str) -> str:
    return reverse("plan_life", kwargs={"pk": plan.pk, "action": action})


@pytest.mark.parametrize(("state", "action"), list(itertools.product(PlanState, LifeAction)))
def test_each_step_moves_the_plan_or_says_why_not(
    state: PlanState, action: LifeAction, plan: Plan, sign_in: SignIn
) -> None:
    into(plan, state)
    client = sign_in("performance officer")
    page = client.get(at(plan, action.value))
    expected = ALLOWED.get((state.value, action.value))
    if expected is None:
        assert page.status_code == 409
        assert "This cannot be done now" in words_of(page)
        assert client.post(at(plan, action.value), SAID).status_code == 409
        plan.refresh_from_db()
        assert plan.state == state
        return
    if expected[1] != "nothing":
        refused = client.post(at(plan, action.value), fields_of(page))
        assert refused.status_code == 200
        assert "There is a problem" in words_of(refused)
        plan.refresh_from_db()
        assert plan.state == state
    assert client.post(at(plan, action.value), fields_of(page) | SAID).status_code == 302
    plan.refresh_from_db()
    assert plan.state == expected[0]
    event = events_of(Plan, plan.pk).last()
    assert event.pgh_context.metadata["actor_name"] == "Pat Reed"
    assert ("reason" in event.pgh_context.metadata) is (expected[1] in ("reason", "both"))


def test_approval_takes_the_provisional_targets_of_the_first_year_along(plan: Plan, sign_in: SignIn) -> None:
    into(plan, PlanState.PROVISIONAL)
    client = sign_in("director")
    page = client.get(at(plan, "approve"))
    assert "Approve the 2 provisional targets for 2021/22 as well" in words_of(page)
    response = client.post(at(plan, "approve"), fields_of(page) | SAID)
    assert message_of(response) == "The plan is approved now. 2 targets were approved with it."
    plan.refresh_from_db()
    assert (plan.approved_by, str(plan.approved_on)) == ("Executive Board", "2021-05-06")
    states = Target.objects.order_by("year", "low").values_list("low", "state", "approved_by")
    assert [(int(low or 0), state, by) for low, state, by in states] == [
        (80, "approved", "Executive Board"),
        (95, "approved", "Executive Board"),
        (96, "provisional", ""),
    ]


def test_targets_that_await_their_outturn_may_stay_provisional(plan: Plan, sign_in: SignIn) -> None:
    into(plan, PlanState.PROVISIONAL)
    client = sign_in("director")
    sent = fields_of(client.get(at(plan, "approve"))) | SAID
    sent.pop("targets")
    assert message_of(client.post(at(plan, "approve"), sent)) == "The plan is approved now."
    assert set(Target.objects.values_list("state", flat=True)) == {"provisional"}


def test_the_page_shows_its_warnings_first(plan: Plan, sign_in: SignIn) -> None:
    text = words_of(sign_in("performance officer").get(at(plan, "send-for-comment")))
    assert "Look at this first" in text
    assert "PED01 Help families early serves no priority." in text


@pytest.mark.parametrize(
    ("part", "action", "code"),
    [
        ("director", "approve", 200),
        ("director", "back-to-draft", 403),
        ("officer", "approve", 403),
        ("member", "approve", 403),
        ("contributor", "approve", 404),
        ("other performance officer", "approve", 404),
        ("performance officer", "explode", 404),
    ],
)
def test_who_may_do_what(part: str, action: str, code: int, plan: Plan, sign_in: SignIn) -> None:
    into(plan, PlanState.PROVISIONAL)
    assert sign_in(part).get(at(plan, action)).status_code == code


def test_a_day_to_come_is_refused(plan: Plan, sign_in: SignIn) -> None:
    into(plan, PlanState.PROVISIONAL)
    response = change(sign_in("director"), at(plan, "approve"), **SAID | {"approved_on": "1/1/2199"})
    assert "This day is still to come." in words_of(response)
    plan.refresh_from_db()
    assert plan.state == "provisional"


def test_two_who_approve_at_once_do_it_once(plan: Plan, sign_in: SignIn) -> None:
    into(plan, PlanState.PROVISIONAL)
    client = sign_in("director")
    sent = fields_of(client.get(at(plan, "approve"))) | SAID
    assert client.post(at(plan, "approve"), sent).status_code == 302
    assert client.post(at(plan, "approve"), sent | {"approver": "Somebody else"}).status_code == 409
    plan.refresh_from_db()
    assert plan.approved_by == "Executive Board"


def test_every_transition_needs_what_the_table_says() -> None:
    words = {Needs.NOTHING: "nothing", Needs.APPROVAL: "approval", Needs.REASON: "reason"}
    found = {
        (state.value, action.value): (one.to.value, words.get(one.needs, "both"), Role.DIRECTOR in one.roles)
        for (state, action), one in TRANSITIONS.items()
    }
    assert found == ALLOWED
