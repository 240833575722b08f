"""The page of one update, by whole requests: answering, drafts, one click, being sent back, reading what is locked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenthread.model.periods import Period, PeriodKind
from goldenthread.web.plans.models import Component, Definition, Measure, MeasureContribution
from goldenthread.web.plans.models.choices import MeasureKind, RatingMethod
from goldenthread.web.returns.models import Answer, Explanation, NoteKind, Update, UpdateFigure, UpdateState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_figure, make_measure, make_milestone, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import fields_of, message_of, words_of
from tests.web.returns.builders import make_return, make_round, make_update, make_update_figure
from tests.web.returns.scenes import recorded

NOW = datetime(2021, 10, 5, 9, 0, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script> =1+1"


@pytest.fixture(autouse=True)
def _in_october() -> Iterator[None]:
    """The first working days of the round of quarter 2."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def measure(cast: Cast) -> Measure:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])), owner=cast.posts["officer"])
    make_target(measure)
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    return measure


@pytest.fixture
def update(cast: Cast, measure: Measure) -> Update:
    return make_update(make_return(make_round(cast["performance officer"]), measure.plan), measure)


@pytest.fixture
def last(cast: Cast, measure: Measure) -> Update:
    """The approved update of the quarter before."""
    before = make_round(
        cast["performance officer"],
        title="Quarter 1, 2021/22",
        observed_from=date(2021, 4, 1),
        observed_to=date(2021, 6, 30),
        opens=date(2021, 7, 1),
    )
    row = make_update(
        make_return(before, measure.plan), measure, state=UpdateState.APPROVED, judged="green",
        what_happened="All schools were open.",
    )  # fmt: skip
    make_update_figure(row, "95.0", original="95.0%")
    return row


def page_of(row: Update) -> str:
    return reverse("update", args=[row.pk])


def answer(row: Update, which: str) -> str:
    return reverse("update_answer", args=[row.pk, which])


SAID = {"figure-0": "95.2%", "light": "green", "what_happened": "More children came to school than last year."}


def send(client: Any, row: Update, do: str = "submit", **changes: Any) -> Any:
    """Opens the page, fills in some of it, and presses a button."""
    return client.post(page_of(row), fields_of(client.get(page_of(row))) | changes | {"do": do})


# ---- it works ----


def test_an_officer_answers_with_a_figure_a_light_and_a_sentence(update: Update, sign_in: SignIn) -> None:
    response = send(sign_in("officer"), update, **SAID)
    assert response.status_code == 302
    assert response["Location"] == reverse("my_updates")
    assert "PED01 01 Attendance at school is submitted." in message_of(response)
    update.refresh_from_db()
    assert (update.state, update.judged, update.answer) == (UpdateState.SUBMITTED, "green", Answer.FIGURES)
    figure = UpdateFigure.objects.get(update=update)
    assert (figure.value, figure.original) == (Decimal("95.2"), "95.2%")


def test_the_page_shows_last_quarter_beside_the_box(last: Update, update: Update, sign_in: SignIn) -> None:
    words = words_of(sign_in("officer").get(page_of(update)))
    assert "Last time: 95.0%" in words
    assert "All schools were open." in words
    assert "Answer by 8 January 2099." in words
    assert "The year's target is on course to be achieved." in words


def test_last_quarters_figure_is_shown_as_tabled_and_as_known_now(
    last: Update, update: Update, measure: Measure, sign_in: SignIn
) -> None:
    window = Period(kind=PeriodKind(last.period_kind), start=last.period_start, end=last.period_end)
    recorded(measure, window, "93.1", original="93.1% [r]", markers=["r"], tabled_in="Board, 7 September 2021")
    words = words_of(sign_in("officer").get(page_of(update)))
    assert "Last time: 95.0%, restated since: 93.1% [r]." in words
    assert "As known now: 93.1% [r]" in words


def test_the_way_to_the_next_update_that_is_owed(cast: Cast, update: Update, sign_in: SignIn) -> None:
    other = make_measure(update.line.objective, ref="PED01 02", title="Reading at seven", owner=cast.posts["officer"])
    following = make_update(update.part_of, other)
    officer = sign_in("officer")
    said = message_of(send(officer, update, **SAID))
    assert f'Next: <a class="govuk-notification-banner__link" href="{page_of(following)}">PED01 02 Reading' in said
    make_target(other)
    assert "You owe nothing more" in message_of(send(officer, following, **SAID))


def test_a_draft_is_kept_and_shown_again(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    response = send(officer, update, do="save", **{"figure-0": "about ninety", "what_happened": "To be finished"})
    assert response.status_code == 302
    update.refresh_from_db()
    assert update.state == UpdateState.DRAFT
    again = fields_of(officer.get(page_of(update)))
    assert again["figure-0"] == ["about ninety"]
    assert again["what_happened"] == ["To be finished"]


def test_markers_typed_and_ticked_are_said_back_and_kept(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    send(officer, update, do="save", **{"figure-0": "95 (prov)", "figure-0-markers": ["e", "partner"]})
    figure = UpdateFigure.objects.get(update=update)
    assert (figure.value, figure.markers, figure.from_partner) == (Decimal(95), ["e", "p"], True)
    page: Any = officer.get(page_of(update))
    assert "Understood as 95 per cent, estimated, provisional, from a partner." in words_of(page)
    assert fields_of(page)["figure-0-markers"] == ["p", "e", "partner"]


def test_a_ratio_asks_for_its_parts_and_works_the_rate_out(update: Update, measure: Measure, sign_in: SignIn) -> None:
    Definition.objects.filter(pk=measure.definition_id).update(
        kind=MeasureKind.RATIO, multiplier=100, numerator="Pupils in school", denominator="Pupils on the roll"
    )
    officer = sign_in("officer")
    assert "Pupils in school" in words_of(officer.get(page_of(update)))
    send(officer, update, do="save", **{"figure-0-top": "1,920", "figure-0-bottom": "2,000"})
    figure = UpdateFigure.objects.get(update=update)
    assert (figure.value, figure.numerator, figure.denominator) == (Decimal(96), Decimal(1920), Decimal(2000))
    page: Any = officer.get(page_of(update))
    assert "Understood as 96 per cent (1,920 of 2,000)." in words_of(page)
    assert (fields_of(page)["figure-0-top"], fields_of(page)["figure-0"]) == (["1,920"], [""])
    response = send(officer, update, **SAID | {"figure-0": "", "figure-0-bottom": ""})
    assert "“1,920/” has no denominator." in words_of(response)


def test_each_part_has_a_box_in_the_order_of_the_definition(update: Update, measure: Measure, sign_in: SignIn) -> None:
    for place, name in enumerate(("Primary", "Secondary")):
        Component.objects.create(definition=measure.definition, name=name, position=place)
    response = send(sign_in("officer"), update, **SAID | {"figure-0": "95%", "figure-1": ""})
    assert "Give the figure for “Secondary”" in words_of(response)
    send(sign_in("officer"), update, do="save", **{"figure-0": "95%", "figure-1": "89%"})
    rows = UpdateFigure.objects.filter(update=update).order_by("position")
    assert [(one.component, one.value) for one in rows] == [("Primary", Decimal(95)), ("Secondary", Decimal(89))]


def test_a_milestone_asks_for_no_figure(cast: Cast, update: Update, sign_in: SignIn) -> None:
    milestone = make_milestone(update.line.objective, owner=cast.posts["officer"])
    row = make_update(update.part_of, milestone)
    officer = sign_in("officer")
    asked = fields_of(officer.get(page_of(row)))
    assert "done_on" in asked
    assert "figure-0" not in asked
    assert "available_on" not in asked
    response = send(officer, row, light="green", what_happened="It is open.", done_on="6/10/2021")
    assert "This day is still to come." in words_of(response)
    assert send(officer, row, light="green", what_happened="It is open.", done_on="30/9/2021").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.done_on) == (UpdateState.SUBMITTED, date(2021, 9, 30))


def test_a_measure_that_is_only_watched_begins_without_a_light(
    update: Update, measure: Measure, sign_in: SignIn
) -> None:
    officer = sign_in("officer")
    assert "light" not in fields_of(officer.get(page_of(update)))
    Definition.objects.filter(pk=measure.definition_id).update(rating_method=RatingMethod.NOT_RATED)
    assert fields_of(officer.get(page_of(update)))["light"] == ["contextual"]
    assert send(officer, update, **{"figure-0": "95", "what_happened": "As before."}).status_code == 302
    update.refresh_from_db()
    assert (update.judged, update.not_rated) == ("", "contextual")


def test_a_light_that_the_rule_gives_stands_without_a_choice(update: Update, measure: Measure, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert "As it is worked out" not in words_of(officer.get(page_of(update)))
    Definition.objects.filter(pk=measure.definition_id).update(rating_method=RatingMethod.CALCULATED)
    assert fields_of(officer.get(page_of(update)))["light"] == [""]
    assert send(officer, update, **{"figure-0": "95.2", "what_happened": "As before."}).status_code == 302
    update.refresh_from_db()
    assert (update.state, update.judged, update.not_rated) == (UpdateState.SUBMITTED, "", "")
    assert "As it is worked out, below" in words_of(officer.get(page_of(update)))
    assert "Green" in words_of(sign_in("director").get(reverse("return", args=[update.part_of_id])))


def test_a_late_answer_is_taken_and_told_until_when(update: Update, sign_in: SignIn) -> None:
    of = update.part_of.round
    type(of).objects.update(
        officers_by=date(2021, 10, 4), performance_by=date(2021, 10, 6), directors_by=date(2021, 10, 5)
    )
    officer = sign_in("officer")
    words = words_of(officer.get(page_of(update)))
    assert "This was due on 4 October 2021. It is still taken until 6 October 2021." in words
    type(of).objects.update(performance_by=date(2021, 10, 4), directors_by=date(2021, 10, 4))
    assert "let this one update be answered late" in words_of(officer.get(page_of(update)))
    Update.objects.filter(pk=update.pk).update(late_until=date(2021, 10, 7))
    assert "You may answer until 7 October 2021." in words_of(officer.get(page_of(update)))
    assert send(officer, update, **SAID).status_code == 302


# ---- what is missing ----


def test_each_thing_that_is_missing_is_said_at_its_field_and_nothing_is_lost(update: Update, sign_in: SignIn) -> None:
    typed = {"figure-0": "70%", "light": "red", "why": "Illness."}
    response = send(sign_in("officer"), update, **typed)
    words = words_of(response)
    for said in ("say what is done next", "Say who does it", "Say by when"):
        assert said in words
    assert response.content.count(b'href="#id_action"') == 1
    kept = fields_of(response)
    assert (kept["figure-0"], kept["light"], kept["why"]) == (["70%"], ["red"], ["Illness."])
    update.refresh_from_db()
    assert update.state == UpdateState.NOT_STARTED


def test_nothing_said_is_asked_for(update: Update, sign_in: SignIn) -> None:
    words = words_of(send(sign_in("officer"), update))
    for said in ("Give the figure, or type why there is none", "Choose a light", "Say in a sentence or two"):
        assert said in words


def test_a_figure_that_is_not_understood_cannot_be_sent(update: Update, sign_in: SignIn) -> None:
    response = send(sign_in("officer"), update, **SAID | {"figure-0": "about ninety"})
    assert "No number is understood in “about ninety”." in words_of(response)
    assert fields_of(response)["figure-0"] == ["about ninety"]


def test_a_light_that_differs_asks_why_and_says_both(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    response = send(officer, update, **SAID | {"light": "amber"})
    assert "You judge this amber, and the rule makes it green." in words_of(response)
    assert send(officer, update, **SAID | {"light": "amber"}, difference="Winter is to come.").status_code == 302
    update.refresh_from_db()
    assert update.difference == "Winter is to come."


def test_a_finding_is_explained_or_mended(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    send(officer, update, do="save", **SAID | {"figure-0": "7.1"})
    update.refresh_from_db()
    key = update.findings[0]["key"]
    page: Any = officer.get(page_of(update))
    assert update.findings[0]["says"] in words_of(page)
    assert f'name="explain-{key}"' in page.content.decode()
    send(officer, update, do="save", **{f"explain-{key}": "The register was lost."})
    assert Explanation.objects.get(update=update).words == "The register was lost."
    assert fields_of(officer.get(page_of(update)))[f"explain-{key}"] == ["The register was lost."]


def test_an_explanation_too_long_of_what_is_not_found_any_more_is_refused_above_the_form(
    update: Update, sign_in: SignIn
) -> None:
    client, gone = sign_in("officer"), f"explain-{'a' * 64}"
    refused = send(client, update, **SAID, **{gone: "y" * 2001})
    assert "at too great a length" in words_of(refused)
    assert UpdateState(Update.objects.get(pk=update.pk).state) is UpdateState.NOT_STARTED
    client.post(page_of(update), fields_of(refused) | {"do": "submit"})
    assert Update.objects.get(pk=update.pk).state == UpdateState.SUBMITTED


@pytest.mark.parametrize("day", ["32/13/2021", "soon"])
def test_a_day_that_is_none_is_asked_again(update: Update, sign_in: SignIn, day: str) -> None:
    response = send(sign_in("officer"), update, do="save", action_by=day)
    assert "Give the day as day, month and year" in words_of(response)
    assert fields_of(response)["action_by"] == [day]


# ---- one click ----


def test_no_change_is_one_click(last: Update, update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    page: Any = officer.get(page_of(update))
    assert "No change since last quarter" in words_of(page)
    response: Any = officer.post(answer(update, "no-change"), fields_of(page))
    assert response.status_code == 302
    update.refresh_from_db()
    assert (update.state, update.answer) == (UpdateState.SUBMITTED, Answer.NO_CHANGE)
    assert update.what_happened == "No change since Quarter 1, 2021/22."


def test_no_change_asks_for_what_is_missing_and_stays_what_it_is(last: Update, update: Update, sign_in: SignIn) -> None:
    Update.objects.filter(pk=last.pk).update(judged="red")
    UpdateFigure.objects.filter(update=last).update(value=Decimal(70), original="70%")
    officer = sign_in("officer")
    response: Any = officer.post(answer(update, "no-change"), fields_of(officer.get(page_of(update))))
    assert "say what is done next" in words_of(response)
    offered = fields_of(response)
    assert (offered["figure-0"], offered["light"]) == (["70%"], ["red"])
    more = {"action": "Visit families.", "action_who": "Early Help", "action_by": "1/12/2021", "do": "submit"}
    assert officer.post(page_of(update), offered | more).status_code == 302
    update.refresh_from_db()
    assert (update.state, update.answer) == (UpdateState.SUBMITTED, Answer.NO_CHANGE)


def test_no_change_is_not_offered_where_there_is_nothing_to_stand(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    page: Any = officer.get(page_of(update))
    assert "No change since last quarter" not in words_of(page)
    response: Any = officer.post(answer(update, "no-change"), fields_of(page))
    assert "nothing that could be unchanged" in words_of(response)


def test_a_figure_that_is_changed_afterwards_is_a_figure(last: Update, update: Update, sign_in: SignIn) -> None:
    officer = sign_in("contributor")
    officer.post(answer(update, "no-change"), fields_of(officer.get(page_of(update))))
    update.refresh_from_db()
    assert (update.state, update.answer) == (UpdateState.DRAFT, Answer.NO_CHANGE)
    send(officer, update, do="save", **{"figure-0": "95.1%"})
    update.refresh_from_db()
    assert update.answer == Answer.FIGURES


def test_not_yet_available_until_a_day(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(page_of(update)))
    where = answer(update, "not-yet")
    assert "Say on which day the figure is expected" in words_of(officer.post(where, opened))
    assert "This day has passed." in words_of(officer.post(where, opened | {"available_on": "4/10/2021"}))
    assert officer.post(where, opened | {"available_on": "1/12/2021"}).status_code == 302
    update.refresh_from_db()
    assert (update.state, update.answer) == (UpdateState.SUBMITTED, Answer.NOT_YET)
    assert "Not yet available. Expected by 1 December 2021." in words_of(officer.get(page_of(update)))


def test_see_commentary_takes_the_words_that_are_typed(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(page_of(update)))
    where = answer(update, "see-commentary")
    assert "Say in a sentence or two what happened" in words_of(officer.post(where, opened))
    assert officer.post(where, opened | {"what_happened": "The survey was put off."}).status_code == 302
    update.refresh_from_db()
    assert (update.answer, update.not_rated) == (Answer.SEE_COMMENTARY, "see_commentary")


def test_there_is_no_other_answer(update: Update, sign_in: SignIn) -> None:
    assert sign_in("officer").post(answer(update, "perhaps"), {}).status_code == 404


# ---- as it is typed ----


def test_the_light_and_findings_of_what_is_typed_are_shown_and_nothing_is_saved(
    update: Update, sign_in: SignIn
) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(page_of(update)))
    look = reverse("update_look", args=[update.pk])
    text = officer.post(look, opened | {"figure-0": "70 (prov)", "light": "green"}).content.decode()
    assert "app-light--red" in text
    assert "25 points short" in text
    assert "Your light is not the one that is worked out" in text
    assert "Understood as 70 per cent, provisional." in text
    update.refresh_from_db()
    assert update.state == UpdateState.NOT_STARTED


def test_a_draft_keeps_itself_and_says_when(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(page_of(update)))
    draft = reverse("update_draft", args=[update.pk])
    response: Any = officer.post(draft, opened | {"what_happened": "Half a", "action_by": "31/2/2099"})
    text = response.content.decode()
    assert f"Saved as a draft at {timezone.localtime():%H:%M}." in text
    assert "Not saved yet, because it is not clear: By when?" in text
    update.refresh_from_db()
    assert (update.what_happened, update.state) == ("Half a", UpdateState.DRAFT)
    assert f'name="seen" value="{update.version}" id="id_seen" hx-swap-oob="true"' in text
    again: Any = officer.post(draft, opened | {"seen": update.version, "what_happened": "Half a sentence"})
    assert again.status_code == 200
    update.refresh_from_db()
    assert update.what_happened == "Half a sentence"


def test_a_draft_does_not_empty_what_it_cannot_take(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    send(officer, update, do="save", **SAID, action_by="1/12/2021")
    opened = fields_of(officer.get(page_of(update)))
    refused = {"figure-0": "9" * 201, "what_happened": "x" * 10_001, "action_by": "soon", "light": "blue"}
    draft: Any = officer.post(reverse("update_draft", args=[update.pk]), opened | refused | {"why": "Kept"})
    assert "Not saved yet" in draft.content.decode()
    update.refresh_from_db()
    assert (update.why, update.what_happened, update.judged) == ("Kept", SAID["what_happened"], "green")
    assert update.action_by == date(2021, 12, 1)
    assert UpdateFigure.objects.get(update=update).original == "95.2%"


def test_a_draft_without_a_version_saves_nothing(update: Update, sign_in: SignIn) -> None:
    response: Any = sign_in("officer").post(reverse("update_draft", args=[update.pk]), {"what_happened": "Mine"})
    assert "load the page again" in response.content.decode()
    update.refresh_from_db()
    assert update.what_happened == ""


# ---- the method, another team, a low role ----


@pytest.mark.parametrize("name", ["update_look", "update_draft", "update_answer"])
def test_what_only_takes_answers_cannot_be_opened(update: Update, sign_in: SignIn, name: str) -> None:
    more = ["no-change"] if name == "update_answer" else []
    assert sign_in("officer").get(reverse(name, args=[update.pk, *more])).status_code == 405


def test_another_team_sees_nothing(update: Update, sign_in: SignIn) -> None:
    other = sign_in("other officer")
    assert other.get(page_of(update)).status_code == 404
    assert other.post(page_of(update), SAID | {"do": "submit", "seen": update.version}).status_code == 404


def test_a_director_reads_and_does_not_write(update: Update, sign_in: SignIn) -> None:
    director = sign_in("director")
    assert "You can read it." in words_of(director.get(page_of(update)))
    assert director.post(page_of(update), SAID | {"do": "submit", "seen": update.version}).status_code == 403


def test_who_helps_writes_drafts_and_is_told_who_sends(update: Update, sign_in: SignIn) -> None:
    helper = sign_in("contributor")
    assert "the responsible officer submits it" in words_of(helper.get(page_of(update)))
    assert "Only" in words_of(send(helper, update, **SAID))
    assert send(helper, update, do="save", **SAID).status_code == 302
    update.refresh_from_db()
    assert update.state == UpdateState.DRAFT


# ---- afterwards ----


def test_what_was_sent_is_read_with_its_lock(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    send(officer, update, **SAID | {"figure-0": "95.2 (prov)"})
    words = words_of(officer.get(page_of(update)))
    assert "This update is submitted and waits for the director." in words
    assert "can send it back" in words
    assert "95.2 (prov)Understood as 95.2 per cent, provisional" in words
    assert "Ola Brook, for Divisional Manager, Early Help" in words
    assert "Approve" not in words
    director = words_of(sign_in("director").get(page_of(update)))
    assert "Approve" in director
    assert "Send it back" in director


LOCKS: list[tuple[dict[str, Any], str, str]] = [
    ({"state": UpdateState.SUBMITTED}, "This update is submitted and waits for the director.", "can send it back"),
    ({"state": UpdateState.APPROVED}, "The director has approved this update.", "can send it back"),
    (
        {"state": UpdateState.LOCKED, "locked_in": "Report to the board, edition 1", "locked_at": NOW},
        "This was tabled: Report to the board, edition 1.",
        "Since 5 October 2021.",
    ),
    ({"measure__dropped_on": date(2021, 9, 1)}, "This line was dropped from the plan", "Since 1 September 2021."),
    ({"round__opens": date(2021, 10, 6)}, "takes updates from 6 October 2021", "open the round on an earlier day"),
    (
        {"round__performance_by": date(2021, 10, 4)},
        "Quarter 2, 2021/22 closed on 4 October 2021.",
        "let this one update be answered late",
    ),
    (
        {"return__declared_at": NOW, "return__declaration": "All is well."},
        "The director has declared the quality of the data",
        "can withdraw the declaration",
    ),
]


@pytest.mark.parametrize(("locked", "words", "lifted"), LOCKS, ids=[next(iter(lock[0])) for lock in LOCKS])
def test_a_locked_page_says_which_lock_since_when_and_who_can_lift_it(
    update: Update, sign_in: SignIn, locked: dict[str, Any], words: str, lifted: str
) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(page_of(update)))
    rows = {"measure": update.line, "return": update.part_of, "round": update.part_of.round, "update": update}
    days = ("officers_by", "directors_by") if "round__performance_by" in locked else ()
    for name, value in (locked | {f"round__{day}": date(2021, 10, 4) for day in days}).items():
        of, _, column = name.rpartition("__")
        setattr(rows[of or "update"], column, value)
    for row in rows.values():
        row.save()
    shown = words_of(officer.get(page_of(update)))
    assert words in shown
    assert lifted in shown
    response: Any = officer.post(
        page_of(update), opened | SAID | {"do": "submit", "seen": Update.objects.get().version}
    )
    assert response.status_code == 409
    assert words in words_of(response)
    assert "More children came to school" in words_of(response)
    assert not UpdateFigure.objects.exists()


def test_who_may_let_it_be_late_finds_the_way_there(update: Update, sign_in: SignIn) -> None:
    type(update.part_of.round).objects.update(
        officers_by=date(2021, 10, 4), directors_by=date(2021, 10, 4), performance_by=date(2021, 10, 4)
    )
    assert "Let it be answered late" in words_of(sign_in("performance officer").get(page_of(update)))
    assert "Let it be answered late" not in words_of(sign_in("officer").get(page_of(update)))


def test_the_director_reads_what_was_found_and_why_it_stands(update: Update, sign_in: SignIn) -> None:
    send(sign_in("officer"), update, do="save", **SAID | {"figure-0": "7.1", "light": "red"})
    Update.objects.filter(pk=update.pk).update(state=UpdateState.SUBMITTED)
    director = sign_in("director")
    update.refresh_from_db()
    found = update.findings[0]
    assert f"{found['says']}Not explained." in words_of(director.get(page_of(update)))
    update.explanations.create(
        check_id=found["check"], key=found["key"], says=found["says"], words="The register was lost.",
        by=update.part_of.round.made_by, at=NOW,
    )  # fmt: skip
    assert "Explained: The register was lost." in words_of(director.get(page_of(update)))


def test_what_was_sent_back_shows_the_directors_words_at_the_top(cast: Cast, update: Update, sign_in: SignIn) -> None:
    Update.objects.filter(pk=update.pk).update(state=UpdateState.SENT_BACK)
    update.notes.create(
        kind=NoteKind.SENT_BACK, text="Say what the schools did.", by=cast["director"], at=timezone.now()
    )
    words = words_of(sign_in("officer").get(page_of(update)))
    assert "Drew Hall sent this back on" in words
    assert words.index("Say what the schools did.") < words.index("What happened?")


def test_a_lock_that_fell_while_somebody_typed_shows_what_they_typed(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(page_of(update)))
    Measure.objects.filter(updates=update).update(dropped_on=date(2021, 9, 1))
    response: Any = officer.post(page_of(update), opened | SAID | {"do": "submit"})
    assert response.status_code == 409
    words = words_of(response)
    assert "This line was dropped from the plan" in words
    assert "More children came to school than last year." in words
    assert "95.2%" in words


def test_scripts_and_formulas_are_text(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    texts = dict.fromkeys(("what_happened", "why", "what_next", "action", "action_who", "difference"), SCRIPT)
    send(officer, update, do="save", **{"figure-0": SCRIPT, **texts})
    for part, state in (("officer", UpdateState.DRAFT), ("director", UpdateState.SUBMITTED)):
        Update.objects.filter(pk=update.pk).update(state=state)
        page = sign_in(part).get(page_of(update)).content.decode()
        assert SCRIPT in words_of(sign_in(part).get(page_of(update)))
        assert "<script>alert" not in page


def test_a_page_of_a_long_series_asks_few_questions(
    cast: Cast, last: Update, update: Update, measure: Measure, sign_in: SignIn
) -> None:
    for year in range(1990, 2021):
        make_figure(measure, "90", year=year)
    for place in range(12):
        Component.objects.create(definition=measure.definition, name=f"Part {place}", position=place)
        make_update_figure(update, "90", component=f"Part {place}")
    Update.objects.filter(pk=update.pk).update(state=UpdateState.SENT_BACK)
    update.notes.create(kind=NoteKind.SENT_BACK, text="Look again.", by=cast["director"], at=timezone.now())
    client = sign_in("contributor")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(update)).status_code == 200
    assert len(asked) <= 15, [one["sql"][:90] for one in asked]
