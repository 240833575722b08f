"""Two people change one row: whatever its form, the second chooses part by part, and nothing is overwritten in silence."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.urls import reverse

from goldenthread.web.accounts.models import Directorate, Person
from goldenthread.web.look.versions import read_typed
from goldenthread.web.plans.actions.measures import change_measure
from goldenthread.web.plans.changes import Change
from goldenthread.web.plans.errors import Gone, Overtaken, Refused
from goldenthread.web.plans.models import Measure, Plan
from tests.web.conftest import Cast, SignIn, plain_sql
from tests.web.plans.builders import (
    NOW,
    make_measure,
    make_milestone,
    make_objective,
    make_plan,
    make_priority,
)
from tests.web.plans.editing.pages import change, fields_of, message_of, words_of
from tests.web.world import make_world

_FORMS = (
    # the page, the row in its address, the row that changes, a part that both change, and one that I change alone
    ("plan_change", "plan", "plan", "title", "years", "2"),
    ("objective_change", "objective", "objective", "title", "ref", "PED77"),
    ("measure_change", "measure", "measure", "title", "ref", "PED77"),
    ("milestone_change", "milestone", "milestone", "title", "source", "Early help team"),
    ("definition_change", "measure", "definition", "limitations", "source_system", "The case system"),
    ("target_change", "target", "target", "original", "rationale", "The trend"),
    ("figure_change", "figure", "figure", "source", "numerator", "4"),
    ("baseline_change", "baseline", "baseline", "source", "numerator", "4"),
    ("priority_change", "priority", "priority", "title", "aim", "Every child thrives"),
    ("issue_change", "issue", "issue", "issue", "interventions", "Recruit carers"),
)
_TYPED = {"original": ("91%", "92%", "93%")}
_WORDS = ("Mine", "Theirs", "Again")


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    return make_world(cast)


def by_form(test: Any) -> Any:
    names = ("page", "of", "row", "both", "alone", "typed")
    return pytest.mark.parametrize(names, _FORMS, ids=[form[0] for form in _FORMS])(test)


def kept(row: Model, name: str) -> str:
    row.refresh_from_db()
    value = getattr(row, name)
    return f"{value:f}".rstrip("0").rstrip(".") if hasattr(value, "as_tuple") else str(value)


def address(page: str, row: Model) -> str:
    return reverse(page, kwargs={"pk": row.pk})


@by_form
def test_the_second_chooses(
    page: str, of: str, row: str, both: str, alone: str, typed: str, world: Mapping[str, Any], sign_in: SignIn
) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    my_words, their_words, _ = _TYPED.get(both, _WORDS)
    where, changed = address(page, world[of]), world[row]
    opened = fields_of(mine.get(where))
    assert change(theirs, where, **{both: their_words}).status_code == 302
    response = mine.post(where, opened | {both: my_words, alone: typed})
    text = words_of(response)
    assert "Jo Lane changed this on" in text
    assert f"Keep mine: {my_words}" in text
    assert f"Keep theirs: {their_words}" in text
    offered = fields_of(response)
    assert f"keep-{both}" not in offered
    assert offered[f"keep-{alone}"] == ["mine"]
    assert kept(changed, both) == their_words
    # without a choice nothing is saved; with one, it is
    assert "Choose which version to keep" in words_of(mine.post(where, offered))
    assert kept(changed, both) == their_words
    assert mine.post(where, offered | {f"keep-{both}": "theirs"}).status_code == 302
    assert kept(changed, both) == their_words
    assert kept(changed, alone) == typed


@by_form
def test_mine_may_be_kept(
    page: str, of: str, row: str, both: str, alone: str, typed: str, world: Mapping[str, Any], sign_in: SignIn
) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    my_words, their_words, _ = _TYPED.get(both, _WORDS)
    where = address(page, world[of])
    opened = fields_of(mine.get(where))
    change(theirs, where, **{both: their_words, alone: typed})
    response = mine.post(where, opened | {both: my_words})
    offered = fields_of(response)
    assert offered[f"keep-{alone}"] == ["theirs"]
    assert mine.post(where, offered | {f"keep-{both}": "mine"}).status_code == 302
    assert kept(world[row], both) == my_words
    assert kept(world[row], alone) == typed


@by_form
def test_a_change_by_plain_sql_counts(
    page: str, of: str, row: str, both: str, alone: str, typed: str, world: Mapping[str, Any], sign_in: SignIn
) -> None:
    mine = sign_in("performance officer")
    my_words, their_words, _ = _TYPED.get(both, _WORDS)
    where, changed = address(page, world[of]), world[row]
    opened = fields_of(mine.get(where))
    plain_sql(f'UPDATE {changed._meta.db_table} SET "{both}" = %s WHERE id = %s', their_words, changed.pk)  # noqa: S608
    response = mine.post(where, opened | {both: my_words})
    assert f"Keep theirs: {their_words}" in words_of(response)
    assert "Somebody changed this outside the application" in words_of(response)
    assert kept(changed, both) == their_words


def test_shares_are_compared_as_well(world: Mapping[str, Any], cast: Cast, sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    where = address("measure_shares", world["measure"])
    opened = fields_of(mine.get(where))
    change(theirs, where, posts=[cast.posts["director"].pk])
    response = mine.post(where, opened | {"posts": [cast.posts["other officer"].pk]})
    text = words_of(response)
    assert "Keep theirs: Director of People, People" in text
    assert "Keep mine: Divisional Manager, Highways, Places" in text
    assert "Before both changes: Data Analyst, Early Help, People" in text


def test_what_both_changed_alike_is_not_asked(world: Mapping[str, Any], sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    where = address("measure_change", world["measure"])
    opened = fields_of(mine.get(where))
    change(theirs, where, title="The same")
    response = mine.post(where, opened | {"title": "The same"})
    assert "What they saved is the same as what you typed." in words_of(response)
    assert mine.post(where, fields_of(response)).status_code == 302


def test_a_line_end_is_no_difference(world: Mapping[str, Any], sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    where = address("measure_change", world["measure"])
    change(theirs, where, title="One\r\nTwo")
    opened = fields_of(mine.get(where))
    change(theirs, where, ref="PED88")
    offered = fields_of(mine.post(where, opened | {"title": "One\r\nTwo", "ref": "PED99"}))
    assert "keep-title" not in offered
    assert "keep-ref" not in offered


def test_a_page_that_lies_about_what_it_showed_breaks_nothing(world: Mapping[str, Any], sign_in: SignIn) -> None:
    mine, where = sign_in("performance officer"), address("measure_change", world["measure"])
    sent = fields_of(mine.get(where)) | {"choosing": "title,nothing", "keep-title": "theirs", "was": '{"title": 7}'}
    for was in ('{"title": 7}', "[]", "{", '{"title": ["x"]}', ""):
        assert mine.post(where, sent | {"was": was, "seen": "0"}).status_code == 200
    world["measure"].refresh_from_db()
    assert world["measure"].title == "Attendance at school"


def _no_quarter_behind(world: Mapping[str, Any]) -> dict[str, Any]:
    """The world with lines of the plan that nobody has answered for yet: these can be deleted."""
    objective, owner = make_objective(world["plan"], ref="PED09"), world["measure"].owner
    return {
        **world,
        "objective": objective,
        "measure": make_measure(objective, ref="PED09 01", owner=owner),
        "milestone": make_milestone(objective, ref="PED09a", owner=owner),
        "priority": make_priority("Clean streets"),
    }


@pytest.mark.parametrize(
    ("page", "of", "row"),
    [
        ("measure_change", "measure", "measure"),
        ("milestone_change", "milestone", "milestone"),
        ("objective_change", "objective", "objective"),
        ("issue_change", "issue", "issue"),
        ("figure_change", "figure", "figure"),
        ("baseline_change", "baseline", "baseline"),
        ("definition_change", "measure", "measure"),
        ("priority_change", "priority", "priority"),
    ],
)
def test_what_was_typed_for_a_deleted_row_can_be_copied(
    page: str, of: str, row: str, world: Mapping[str, Any], sign_in: SignIn
) -> None:
    world = _no_quarter_behind(world)
    mine, where = sign_in("performance officer"), address(page, world[of])
    opened = fields_of(mine.get(where))
    if row == "objective":
        world["measure"].delete()
        world["milestone"].delete()
    world[row].delete()
    response = mine.post(where, opened | {"title": "Long considered words", "issue": "Long considered words"})
    assert response.status_code == 409
    assert "was deleted while you were changing it. Nothing was saved." in words_of(response)
    assert "Long considered words" in words_of(response)
    if row != "priority":
        assert sign_in("other performance officer").post(where, opened).status_code == 404
    assert sign_in("officer").post(where, opened).status_code in (403, 404)


def test_a_row_deleted_in_the_last_moment_gives_back_what_was_typed(
    world: Mapping[str, Any], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the fetch of the page and the lock of the action."""
    mine, where = sign_in("performance officer"), address("measure_change", world["measure"])
    opened = fields_of(mine.get(where))

    def too_late(**_: Any) -> None:
        raise Gone("This measure was deleted while you were changing it. Nothing was saved.")

    monkeypatch.setattr("goldenthread.web.plans.actions.measures.change_measure", too_late)
    response = mine.post(where, opened | {"title": "Long considered words"})
    assert response.status_code == 409
    assert "Long considered words" in words_of(response)


# ---- on two connections ----


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_overtaken() -> None:
    """Both saw version 1. The second waits for the first one's lock, and is then told."""
    directorate = Directorate.objects.create(name="People")
    person = Person.objects.create(name="Pat Reed", email="pat@example.gov.uk")
    measure = make_measure(make_objective(make_plan(directorate)))
    gate, outcomes = threading.Barrier(2, timeout=30), []

    def save(title: str) -> None:
        try:
            row = Measure.objects.select_related("plan").get(pk=measure.pk)
            gate.wait()
            change_measure(measure=row, values={"title": title}, place=None, seen=1, change=Change(by=person, at=NOW))
            outcomes.append(("saved", title))
        except Overtaken as error:
            outcomes.append(("overtaken by", str(getattr(error.now, "title", ""))))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(title,)) for title in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    measure.refresh_from_db()
    assert sorted(outcomes) == sorted([("saved", measure.title), ("overtaken by", measure.title)])
    assert measure.version == 2


@pytest.mark.django_db(transaction=True)
def test_a_change_waits_while_the_plan_is_approved() -> None:
    """Approval holds the plan's row: a change that began before it is refused without a reason after it."""
    directorate = Directorate.objects.create(name="People")
    person = Person.objects.create(name="Pat Reed", email="pat@example.gov.uk")
    measure = make_measure(make_objective(make_plan(directorate)))
    locked, outcomes = threading.Event(), []

    def save() -> None:
        try:
            row = Measure.objects.select_related("plan").get(pk=measure.pk)
            locked.wait(30)
            change_measure(measure=row, values={"title": "Late"}, place=None, seen=1, change=Change(by=person, at=NOW))
            outcomes.append("saved")
        except Refused as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    from django.db import transaction

    thread = threading.Thread(target=save)
    thread.start()
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=measure.plan_id)
        locked.set()
        plan.state, plan.approved_by, plan.approved_on = "approved", "Executive Board", "2021-05-06"
        plan.save()
    thread.join(60)
    assert outcomes == [
        "This plan is approved. Say who approved this change, on which day, and why: it is shown in the plan's log."
    ]
    measure.refresh_from_db()
    assert measure.title == "Attendance at school"


def test_messages_say_what_was_done(world: Mapping[str, Any], sign_in: SignIn) -> None:
    mine, theirs = sign_in("performance officer"), sign_in("head of performance")
    where = address("priority_change", world["priority"])
    opened = fields_of(mine.get(where))
    change(theirs, where, aim="Theirs")
    offered = fields_of(mine.post(where, opened | {"title": "Mine"}))
    assert message_of(mine.post(where, offered)) == "The priority is changed."


# ---- what a page did not carry ----


@pytest.mark.parametrize(
    ("was", "read"),
    [
        ("[" * 100_000, {}),
        ('{"title": ' * 50_000, {}),
        ("[1]", {}),
        ('{"title": "no list"}', {}),
        ('{"title": [[], {}, 1, "a\\u0000b\\ud800"]}', {"title": ["a�b�"]}),
    ],
)
def test_what_is_not_ours_is_carried_by_no_page(was: str, read: dict[str, list[str]]) -> None:
    assert read_typed(was) == read
