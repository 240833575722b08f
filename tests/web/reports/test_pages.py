"""The pages of papers: the list, the preview, the check, the freezing, the edition, and members' questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goldenthread.web.plans.models import Component, Figure
from goldenthread.web.reports.models import Edition
from goldenthread.web.returns.actions.restating import Asked, restate_update
from goldenthread.web.returns.doing import Doing
from goldenthread.web.returns.models import Question, Update, UpdateState
from goldenthread.web.returns.states import Part
from tests.web.conftest import Cast, SignIn
from tests.web.look.soundness import assert_summary_reaches_fields
from tests.web.plans.builders import make_measure, make_objective, make_plan
from tests.web.plans.editing.pages import change, events_of, fields_of, message_of, words_of
from tests.web.reports.builders import LATER, Quarter, answer, approve, frozen, make_quarter, make_ready
from tests.web.reports.test_freezing import restate, tamper
from tests.web.returns.builders import make_return, make_update, make_update_figure

PREVIEW, CHECK, FREEZE = "paper_priority", "paper_priority_check", "paper_priority_freeze"


@pytest.fixture
def quarter(cast: Cast) -> Quarter:
    return make_ready(cast)


def at(name: str, quarter: Quarter, **more: Any) -> str:
    return reverse(name, kwargs={"pk": quarter.round.pk, "priority": quarter.priority.pk, **more})


# ---- the lists ----


def test_a_council_without_rounds_is_told_what_comes(sign_in: SignIn) -> None:
    assert "No round has been opened yet." in words_of(sign_in("director").get(reverse("papers")))
    assert "Nothing has been tabled yet." in words_of(sign_in("member").get(reverse("papers")))


def test_members_find_what_was_tabled_and_nothing_else(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    member = sign_in("member")
    assert quarter.round.title not in words_of(member.get(reverse("papers")))
    edition = frozen(quarter.by_priority, cast["performance officer"])
    response = member.get(reverse("papers"))
    assert f"{edition}, tabled on 22 November 2021" in words_of(response)
    assert "See how the papers stand" not in words_of(response)
    page = words_of(member.get(reverse("round_papers", args=[quarter.round.pk])))
    assert str(edition) in page
    assert "Being made" not in page


def test_the_papers_of_a_round_say_what_they_lack(cast: Cast, sign_in: SignIn) -> None:
    made = make_quarter(cast)
    answer(made.updates[0])
    words = words_of(sign_in("performance officer").get(reverse("round_papers", args=[made.round.pk])))
    assert "Children and young peoplePriority-based report 1 of 2 0 of 2 People Check" in words
    assert "PeopleDepartmental report 1 of 2 0 of 2 People Check" in words
    assert "Not ready to freeze" in words


def test_a_paper_that_is_ready_can_be_frozen_by_who_keeps_it(quarter: Quarter, sign_in: SignIn) -> None:
    page = reverse("round_papers", args=[quarter.round.pk])
    assert at(FREEZE, quarter) in sign_in("performance officer").get(page).content.decode()
    assert at(FREEZE, quarter) not in sign_in("director").get(page).content.decode()


def test_another_directorate_has_no_paper_to_make_there(quarter: Quarter, sign_in: SignIn) -> None:
    words = words_of(sign_in("other performance officer").get(reverse("round_papers", args=[quarter.round.pk])))
    assert "No paper of this round is yours to make" in words


def test_a_paper_of_two_directorates_is_seen_by_who_oversees_both(
    quarter: Quarter, cast: Cast, sign_in: SignIn
) -> None:
    objective = make_objective(make_plan(cast.directorates["Places"]), ref="PLA01", priority=quarter.priority)
    make_update(make_return(quarter.round, objective.plan), make_measure(objective, ref="PLA01 01"))
    codes = {
        part: sign_in(part).get(at(PREVIEW, quarter)).status_code
        for part in ("performance officer", "director", "head of performance")
    }
    assert codes == {"performance officer": 404, "director": 404, "head of performance": 200}
    own = reverse("paper_directorate", args=[quarter.round.pk, cast.directorates["People"].pk])
    assert sign_in("director").get(own).status_code == 200


# ---- the preview and the check ----


def test_the_preview_shows_the_paper(quarter: Quarter, sign_in: SignIn) -> None:
    response = sign_in("director").get(at(PREVIEW, quarter))
    words, page = words_of(response), response.content.decode()
    assert "Priority-based report: Children and young people, Quarter 2 2021/22" in words
    assert "PED01 01: Attendance at school" in words
    assert "Supporting commentary from the responsible officer: Divisional Manager, Early Help" in words
    assert '<span class="app-light app-light--amber">Amber</span>' in page
    assert "↑ Better" in words
    assert "Missing before this can be tabled" not in words


def test_the_preview_lists_what_is_missing_above_the_paper(cast: Cast, sign_in: SignIn) -> None:
    made = make_quarter(cast)
    answer(made.updates[0])
    response = sign_in("performance officer").get(at(PREVIEW, made))
    words = words_of(response)
    assert "Not answered yet (1) PED01a Open the second family hub: not started" in words
    assert "Waiting for the director (1) PED01 01 Attendance at school" in words
    assert "Data quality not declared yet People" in words
    assert words.index("Missing before this can be tabled") < words.index("1.0 Introduction")
    assert reverse("update", args=[made.updates[1].pk]) in response.content.decode()


def test_the_check_leads_to_the_update_in_which_to_put_it_right(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    Update.objects.filter(pk=quarter.updates[0].pk).update(
        what_happened="Attendance was 96.5% at the end of the quarter, which is our best.", why=""
    )
    response = sign_in("performance officer").get(at(CHECK, quarter))
    words = words_of(response)
    assert "to look at" in words
    assert "96.5" in words
    assert reverse("update", args=[quarter.updates[0].pk]) in response.content.decode()


# ---- freezing ----


def test_a_paper_is_frozen(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("performance officer")
    page = client.get(at(FREEZE, quarter))
    assert "Freeze edition 1" in words_of(page)
    assert "to be tabled on 22 November 2021" in words_of(page)
    response = change(client, at(FREEZE, quarter))
    edition = Edition.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("edition", args=[edition.pk])
    assert message_of(response) == f"{edition} is frozen. It is tabled on 22 November 2021."
    assert (edition.frozen_by, edition.number) == (cast["performance officer"], 1)


def test_what_is_missing_stands_where_the_button_would_be(cast: Cast, sign_in: SignIn) -> None:
    made = make_quarter(cast)
    client = sign_in("performance officer")
    words = words_of(client.get(at(FREEZE, made)))
    assert "this paper cannot be frozen yet" in words
    assert "Freeze this edition" not in words
    response = client.post(at(FREEZE, made), {"number": 1})
    assert "An edition holds only what is approved and declared" in words_of(response)
    assert Edition.objects.count() == 0


def test_a_second_edition_asks_why(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    frozen(quarter.by_priority, cast["performance officer"])
    client = sign_in("performance officer")
    refused = change(client, at(FREEZE, quarter), why=" ")
    assert_summary_reaches_fields(refused)
    assert "Say why the paper is issued again" in words_of(refused)
    assert Edition.objects.count() == 1
    change(client, at(FREEZE, quarter), why="The figure for attendance was wrong.")
    again = Edition.objects.get(number=2)
    words = words_of(client.get(reverse("edition", args=[again.pk])))
    assert "Issued again: The figure for attendance was wrong." in words
    assert "See also Edition 1 of" in words


@pytest.mark.parametrize("number", ["7", "", "x"])
def test_an_old_or_broken_page_freezes_nothing(number: str, quarter: Quarter, sign_in: SignIn) -> None:
    response = sign_in("performance officer").post(at(FREEZE, quarter), {"number": number})
    assert response.status_code == 200
    assert "There is a problem" in words_of(response)
    assert Edition.objects.count() == 0


# ---- the edition ----


def test_a_line_is_shown_as_tabled_beside_what_is_known_now(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    page = reverse("edition", args=[edition.pk])
    before = words_of(sign_in("member").get(page))
    assert "As known now" not in before
    restate(quarter, cast["performance officer"])
    words = words_of(sign_in("member").get(page))
    assert "93.5%" in words
    assert "As known now: 93.1% [r] (restated 3 February 2022: A school sent its register late)." in words


def test_an_edition_made_after_the_restatement_says_nothing_of_it(
    quarter: Quarter, cast: Cast, sign_in: SignIn
) -> None:
    frozen(quarter.by_priority, cast["performance officer"])
    restate(quarter, cast["performance officer"])
    again = frozen(quarter.by_priority, cast["performance officer"], why="Restated.", at=LATER)
    words = words_of(sign_in("member").get(reverse("edition", args=[again.pk])))
    assert "93.1% [r]" in words
    assert "As known now" not in words


def test_each_part_of_a_measure_is_restated_apart(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    measure = make_measure(quarter.objective, ref="PED01 02", title="Attendance by school", owner=cast.posts["officer"])
    for place, name in enumerate(("Primary", "Secondary")):
        Component.objects.create(definition=measure.definition, name=name, position=place)
    update = make_update(quarter.owed, measure)
    answer(update, "")
    for place, (name, value) in enumerate((("Primary", "95.6"), ("Secondary", "89.3"))):
        make_update_figure(update, value, component=name, position=place, original=f"{value}%")
    approve(update, cast["director"])
    edition = frozen(quarter.by_priority, cast["performance officer"])
    figure = Figure.objects.get(series=measure.series, component="Secondary")
    doing = Doing(by=cast["performance officer"], at=LATER, parts=frozenset({Part.PERFORMANCE}), reason="Late register")
    update.refresh_from_db()
    restate_update(update, [Asked(figure.pk, figure.version, {"value": 88, "original": "88%"})], doing)
    words = words_of(sign_in("member").get(reverse("edition", args=[edition.pk])))
    assert "Secondary 89.3%" in words
    assert "As known now: Secondary: 88% [r] (restated 3 February 2022: Late register)." in words
    preview = words_of(sign_in("director").get(at(PREVIEW, quarter)))
    assert "Primary 95.6%;Secondary 88% [r]" in preview


def test_an_edition_that_was_tampered_with_says_what_to_do(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    tamper(edition)
    for name, more in (("edition", {}), ("edition_download", {"format": "docx"})):
        response = sign_in("member").get(reverse(name, kwargs={"pk": edition.pk, **more}))
        assert response.status_code == 409
        assert "Tell the administrator, who can bring back the edition from a backup." in words_of(response)
        assert "96.5" not in words_of(response)


# ---- questions ----


def test_a_member_asks_and_the_officer_finds_it_beside_the_update(
    quarter: Quarter, cast: Cast, sign_in: SignIn
) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    member = sign_in("member")
    page = reverse("edition", args=[edition.pk])
    ask = reverse("question_add", args=[edition.pk, quarter.updates[0].pk])
    assert ask in member.get(page).content.decode()
    assert "Ask about this" not in words_of(sign_in("finance officer").get(page))
    response = change(member, ask, text="Why did it fall in two schools?")
    assert response.url == f"{page}#update-{quarter.updates[0].pk}"
    question = Question.objects.get()
    assert (question.update, question.by, question.text) == (
        quarter.updates[0], cast["member"], "Why did it fall in two schools?",
    )  # fmt: skip
    assert "Asked by Cllr Mo Dale" in words_of(member.get(page))
    assert len(events_of(Question, question.pk)) == 1


def test_a_question_needs_words_and_a_line_of_the_edition(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    member = sign_in("member")
    response = change(member, reverse("question_add", args=[edition.pk, quarter.updates[0].pk]), text=" ")
    assert_summary_reaches_fields(response)
    other = make_update(quarter.owed, make_measure(quarter.objective, ref="PED01 09"))
    assert member.get(reverse("question_add", args=[edition.pk, other.pk])).status_code == 404
    assert Question.objects.count() == 0


# ---- whatever the method and the size ----


@pytest.mark.parametrize("name", ["papers", "round_papers", PREVIEW, CHECK, "edition"])
def test_pages_that_are_read_take_no_post(name: str, quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    edition = frozen(quarter.by_priority, cast["performance officer"])
    keys: dict[str, Any] = {
        "papers": {}, "round_papers": {"pk": quarter.round.pk}, "edition": {"pk": edition.pk},
    }.get(name, {"pk": quarter.round.pk, "priority": quarter.priority.pk})  # fmt: skip
    assert sign_in("performance officer").post(reverse(name, kwargs=keys)).status_code == 405


def test_no_page_asks_more_of_the_database_for_more_lines(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    for number in range(12):
        update = make_update(quarter.owed, make_measure(quarter.objective, ref=f"PED01 {number + 10}"))
        answer(update)
        approve(update, cast["director"])
    edition = frozen(quarter.by_priority, cast["performance officer"])
    client = sign_in("performance officer")
    for address in (
        reverse("papers"),
        reverse("round_papers", args=[quarter.round.pk]),
        at(PREVIEW, quarter),
        at(CHECK, quarter),
        at(FREEZE, quarter),
        at("paper_priority_download", quarter, format="json"),
        reverse("edition", args=[edition.pk]),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        assert len(asked) <= 15, address


def test_what_was_typed_stands_as_text_on_every_page(quarter: Quarter, cast: Cast, sign_in: SignIn) -> None:
    script = "<script>alert(1)</script>"
    Update.objects.filter(pk=quarter.updates[0].pk).update(what_happened=script, why="")
    edition = frozen(quarter.by_priority, cast["performance officer"])
    client = sign_in("performance officer")
    for address in (at(PREVIEW, quarter), at(CHECK, quarter), reverse("edition", args=[edition.pk])):
        page = client.get(address).content.decode()
        assert script not in page
    assert "&lt;script&gt;" in client.get(reverse("edition", args=[edition.pk])).content.decode()


def test_the_form_of_an_approved_paper_holds_only_its_number(quarter: Quarter, sign_in: SignIn) -> None:
    fields = fields_of(sign_in("performance officer").get(at(FREEZE, quarter)))
    assert {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"} == {"number": ["1"]}
    assert not Update.objects.filter(state=UpdateState.LOCKED).exists()
