"""A target is changed: with what was understood said back, its reason where the plan is approved, and nothing guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.web.plans.models import PlanState, Target
from tests.web.conftest import Cast, SignIn, plain_sql
from tests.web.plans.builders import make_measure, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import APPROVAL, change, events_of, fields_of, message_of, words_of


@pytest.fixture
def target(cast: Cast) -> Target:
    """95 per cent for 2021/22, in a draft plan of People for three years."""
    plan = make_plan(cast.directorates["People"], years=3)
    return make_target(make_measure(make_objective(plan)), "95")


def approve(target: Target) -> None:
    plan = target.measure.plan
    plan.state, plan.approved_by, plan.approved_on = PlanState.APPROVED, "Executive Board", "2021-04-15"
    plan.save()


def at(target: Target) -> str:
    return reverse("target_change", kwargs={"pk": target.pk})


def test_it_changes_the_target_and_says_what_it_understood(target: Target, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at(target), original="80–90")
    assert response.status_code == 302
    assert message_of(response) == "The target is changed. It is understood as: from 80 to 90 per cent; provisional."
    target.refresh_from_db()
    assert (target.kind, target.low, target.high) == ("range", Decimal(80), Decimal(90))
    assert target.original == "80–90"
    assert target.state == "provisional"


def test_an_approved_plan_asks_for_the_reason(target: Target, sign_in: SignIn) -> None:
    approve(target)
    response = change(sign_in("performance officer"), at(target), original="96%")
    assert response.status_code == 200
    assert "Say why this is changed: the plan is approved." in words_of(response)
    target.refresh_from_db()
    assert target.low == Decimal(95)


def test_a_change_of_an_approved_plan_is_recorded_with_its_approval(target: Target, sign_in: SignIn) -> None:
    approve(target)
    response = change(sign_in("performance officer"), at(target), original="96%", state="approved", **APPROVAL)
    assert response.status_code == 302
    target.refresh_from_db()
    assert (target.low, target.state) == (Decimal(96), "approved")
    assert (target.approved_by, str(target.approved_on)) == ("Director of People", "2021-05-06")
    event = events_of(Target, target.pk).last()
    assert event.pgh_context.metadata["action"] == "plans.change_target"
    assert event.pgh_context.metadata["reason"] == "The outturn was better than expected."
    assert event.pgh_context.metadata["actor_name"] == "Pat Reed"


def test_words_are_kept_only_when_the_person_says_so(target: Target, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    response = change(client, at(target), original="Reduce")
    assert "No number is understood in “Reduce”." in words_of(response)
    target.refresh_from_db()
    assert target.low == Decimal(95)
    assert change(client, at(target), original="Reduce", as_words="on").status_code == 302
    target.refresh_from_db()
    assert [target.kind, target.text, target.low] == ["text", "Reduce", None]


@pytest.mark.parametrize(
    ("typed", "low", "kind", "said"),
    [
        ("£1.2m", None, None, "This is given as pounds (£), but the measure is counted as per cent."),
        ("Primary 95%", None, None, "“Primary” is taken for the name of a part of the measure."),
        ("95% and 90%", None, None, "No number is understood"),
        ("0.1234567", None, None, "too large or has too many decimal places"),
        ("1234567890123456789", None, None, "too large or has too many decimal places"),
        ("=1+1", None, None, "No number is understood in “=1+1”."),
        ("<script>alert(1)</script>", None, None, "No number is understood in “<script>alert(1)</script>”."),
        ("9\x005", None, None, "No number is understood in “9\N{REPLACEMENT CHARACTER}5”."),
        ("9" * 401, None, None, "Shorten it to 400 at most."),
        ("80.9 %", "80.9", "level", "understood as: at least 80.9 per cent"),
        ("at most 95%", "95", "level", "understood as: 95 per cent (“at most”)"),
        ("Reduce by 5%", "5", "change", "understood as: a change, a reduction of 5 per cent"),
        ("100% of eligible", "100", "share", "understood as: 100 per cent of eligible"),
        ("tbc", None, "to be confirmed", "understood as: to be confirmed"),
        ("n/a", None, "none", "understood as: no target"),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood_or_refused(
    typed: str, low: str | None, kind: str | None, said: str, target: Target, sign_in: SignIn
) -> None:
    response = change(sign_in("performance officer"), at(target), original=typed)
    target.refresh_from_db()
    if kind is None:
        assert response.status_code == 200
        assert said in words_of(response)
        assert (target.low, target.version) == (Decimal(95), 1)
    else:
        assert said in message_of(response)
        assert target.kind == kind
        assert target.low == (Decimal(low) if low else None)


def test_looking_saves_nothing(target: Target, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at(target), original="96%", look="yes")
    assert "Understood as: at least 96 per cent; provisional." in words_of(response)
    target.refresh_from_db()
    assert target.low == Decimal(95)


def test_a_profile_needs_four_figures(target: Target, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    response = change(client, at(target), profile_by="by hand", quarter_1="10", quarter_2="20", quarter_3="1,000.5")
    assert "Give a figure for this quarter: a profile needs all four." in words_of(response)
    response = change(
        client, at(target), profile_by="by hand", quarter_1="10", quarter_2="20", quarter_3="1,000.5", quarter_4="95 %"
    )
    assert response.status_code == 302
    target.refresh_from_db()
    assert target.profile == [Decimal(10), Decimal(20), Decimal("1000.5"), Decimal(95)]


def test_quarters_that_do_not_make_the_year_are_saved_with_a_warning(target: Target, sign_in: SignIn) -> None:
    definition = target.measure.definition
    definition.time_basis, definition.unit = "cumulative over the financial year", "count"
    definition.save()
    quarters = {f"quarter_{number}": str(number * 20) for number in (1, 2, 3, 4)}
    response = change(sign_in("performance officer"), at(target), original="95", profile_by="by hand", **quarters)
    assert response.status_code == 302
    assert "quarter 4" in message_of(response).lower() or "profile" in message_of(response).lower()
    target.refresh_from_db()
    assert target.profile == [Decimal(20), Decimal(40), Decimal(60), Decimal(80)]


def test_a_straight_line_is_for_what_is_added_up(target: Target, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    response = change(client, at(target), profile_by="straight line")
    assert "A straight line is for a number that is added up over the financial year." in words_of(response)
    definition = target.measure.definition
    definition.time_basis, definition.unit = "cumulative over the financial year", "count"
    definition.save()
    assert change(client, at(target), original="90", profile_by="straight line").status_code == 302
    target.refresh_from_db()
    assert target.profile == [Decimal("22.5"), Decimal(45), Decimal("67.5"), Decimal(90)]


def test_an_approved_target_of_a_draft_says_by_whom(target: Target, sign_in: SignIn) -> None:
    response = change(sign_in("performance officer"), at(target), state="approved")
    assert "Say who approved this target, or choose that it is not approved yet." in words_of(response)
    target.refresh_from_db()
    assert target.state == "provisional"


def test_two_targets_for_one_year_are_refused(target: Target, sign_in: SignIn) -> None:
    make_target(target.measure, "97", year=2022)
    response = change(sign_in("performance officer"), at(target), year="2022")
    assert "This measure has a target for that year already." in words_of(response)


@pytest.mark.parametrize(
    ("part", "code"), [("other performance officer", 404), ("director", 403), ("officer", 403), ("contributor", 404)]
)
def test_only_keepers_of_the_plan_change_it(part: str, code: int, target: Target, sign_in: SignIn) -> None:
    assert sign_in(part).post(at(target), {"original": "1"}).status_code == code
    target.refresh_from_db()
    assert target.low == Decimal(95)


def test_it_takes_no_other_method(target: Target, sign_in: SignIn) -> None:
    assert sign_in("performance officer").delete(at(target)).status_code == 405


def test_it_asks_few_questions_of_the_database(
    target: Target, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("performance officer")
    with django_assert_max_num_queries(15):
        assert client.get(at(target)).status_code == 200


# ---- two people ----


def test_the_second_sees_both_versions_and_chooses(target: Target, sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    opened = fields_of(mine.get(at(target)))
    assert change(theirs, at(target), original="97%", rationale="England reaches it.").status_code == 302
    response = mine.post(at(target), opened | {"original": "96%", "type": "set in law"})
    text = words_of(response)
    assert response.status_code == 200
    assert "Jo Lane changed this on" in text
    assert "Before both changes: 95" in text
    assert "Keep mine: 96%" in text
    assert "Keep theirs: 97%" in text
    offered = fields_of(response)
    assert "keep-original" not in offered  # both changed it: nobody chooses for them
    assert offered["keep-rationale"] == ["theirs"]
    assert offered["keep-type"] == ["mine"]
    target.refresh_from_db()
    assert target.low == Decimal(97)
    again = mine.post(at(target), offered)
    assert "Choose which version to keep of: Target" in words_of(again)
    done = mine.post(at(target), fields_of(again) | {"keep-original": "mine"})
    assert done.status_code == 302
    target.refresh_from_db()
    assert (target.original, target.rationale, target.type) == ("96%", "England reaches it.", "set in law")


def test_theirs_may_be_kept(target: Target, sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    opened = fields_of(mine.get(at(target)))
    change(theirs, at(target), original="97%")
    response = mine.post(at(target), opened | {"original": "96%", "rationale": "Mine"})
    assert mine.post(at(target), fields_of(response) | {"keep-original": "theirs"}).status_code == 302
    target.refresh_from_db()
    assert (target.original, target.rationale) == ("97%", "Mine")


def test_a_third_change_meanwhile_is_shown_again(target: Target, sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    opened = fields_of(mine.get(at(target)))
    change(theirs, at(target), original="97%")
    response = mine.post(at(target), opened | {"original": "96%"})
    change(theirs, at(target), original="98%")
    again = mine.post(at(target), fields_of(response) | {"keep-original": "mine"})
    assert "Keep theirs: 98%" in words_of(again)
    target.refresh_from_db()
    assert target.original == "98%"


def test_a_change_by_plain_sql_counts_as_well(target: Target, sign_in: SignIn) -> None:
    mine = sign_in("performance officer")
    opened = fields_of(mine.get(at(target)))
    plain_sql("UPDATE plans_target SET rationale = 'By hand' WHERE id = %s", target.pk)
    response = mine.post(at(target), opened | {"original": "96%"})
    assert "Keep theirs: By hand" in words_of(response)
    assert "Somebody changed this outside the application" in words_of(response)


def test_a_target_deleted_meanwhile_gives_back_what_was_typed(target: Target, sign_in: SignIn) -> None:
    mine = sign_in("performance officer")
    opened = fields_of(mine.get(at(target)))
    address = at(target)
    target.delete()
    response = mine.post(address, opened | {"original": "96.5%"})
    assert response.status_code == 409
    assert "This target was deleted while you were changing it. Nothing was saved." in words_of(response)
    assert "96.5%" in words_of(response)
    assert sign_in("other performance officer").post(address, opened).status_code == 404
    assert mine.get(address).status_code == 404
