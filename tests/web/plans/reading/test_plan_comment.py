"""Members comment on a plan that is with them, and nobody after that."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages

from goldenthread.web.plans.actions.comments import comment
from goldenthread.web.plans.errors import Gone, Refused
from goldenthread.web.plans.models import Plan, PlanComment, PlanState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import NOW, make_plan
from tests.web.plans.reading.page import Page


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.directorates["People"], state=PlanState.FOR_COMMENT)


def _comment(sign_in: SignIn, plan: Plan, part: str, text: str = "Add a target for\nyoung carers.") -> Any:
    return sign_in(part).post(f"/plans/{plan.pk}/comments/", {"text": text})


@pytest.mark.parametrize("part", ["member", "performance officer", "head of performance"])
def test_members_and_keepers_comment(cast: Cast, sign_in: SignIn, plan: Plan, part: str) -> None:
    answer = _comment(sign_in, plan, part)
    assert answer["Location"] == f"/plans/{plan.pk}/"
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["Your comment is added at the foot of the plan."]
    row = PlanComment.objects.get()
    assert (row.by, row.text) == (cast[part], "Add a target for\nyoung carers.")
    page = Page(sign_in("director").get(f"/plans/{plan.pk}/"))
    assert f"{cast[part].name}, " in page.words
    assert "Add a target for / young carers." in page.words


@pytest.mark.parametrize("part", ["director", "officer", "finance officer"])
def test_others_read_and_do_not_comment(sign_in: SignIn, plan: Plan, part: str) -> None:
    assert _comment(sign_in, plan, part).status_code == 403
    assert not PlanComment.objects.exists()
    assert "Your comment" not in Page(sign_in(part).get(f"/plans/{plan.pk}/")).words


@pytest.mark.parametrize("part", ["other performance officer", "contributor", "administrator"])
def test_whoever_does_not_see_the_plan_finds_nothing(sign_in: SignIn, plan: Plan, part: str) -> None:
    assert _comment(sign_in, plan, part).status_code == 404
    assert not PlanComment.objects.exists()


def test_it_takes_only_a_form(sign_in: SignIn, plan: Plan) -> None:
    assert sign_in("member").get(f"/plans/{plan.pk}/comments/").status_code == 405


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (" ", "Write your comment first."),
        ("x" * 4001, "Your comment is longer than 4,000 characters. Shorten it."),
    ],
)
def test_what_cannot_be_a_comment_is_refused(sign_in: SignIn, plan: Plan, text: str, says: str) -> None:
    page = Page(_comment(sign_in, plan, "member", text))
    assert says in page.words
    assert text.strip() in page.words
    assert not PlanComment.objects.exists()


def test_a_plan_that_is_no_longer_with_members_takes_none(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PROVISIONAL)
    page = Page(_comment(sign_in, plan, "member", "Too late"))
    assert "This plan is no longer with members for comment, so your comment was not saved." in page.words
    assert "Too late" in page.words
    assert not PlanComment.objects.exists()


def test_what_was_said_stays_to_be_read(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    comment(plan=plan, text="More on play.", by=cast["member"], at=NOW)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PROVISIONAL)
    page = Page(sign_in("director").get(f"/plans/{plan.pk}/"))
    assert "Cllr Mo Dale, 10 May 2021, 10:30 More on play." in page.words


def test_the_action_refuses_nothing_said_and_a_plan_that_is_gone(cast: Cast, plan: Plan) -> None:
    with pytest.raises(Refused, match="Write your comment first"):
        comment(plan=plan, text=" \n", by=cast["member"], at=NOW)
    Plan.objects.filter(pk=plan.pk).delete()
    with pytest.raises(Gone, match="was deleted while you were writing"):
        comment(plan=plan, text="Good.", by=cast["member"], at=NOW)


def test_a_comment_is_recorded_with_who_and_what(cast: Cast, plan: Plan) -> None:
    comment(plan=plan, text="Good.", by=cast["member"], at=NOW)
    from pghistory.models import Events

    event = Events.objects.tracks(PlanComment.objects.get()).get()  # type: ignore[no-untyped-call]
    assert event.pgh_context["action"] == "plans.comment"
    assert event.pgh_context["actor"] == cast["member"].pk
