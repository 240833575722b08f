"""Two people, or one in two windows, on one update: whoever is second sees both versions and chooses; nobody is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from goldenthread.web.plans.models import MeasureContribution
from goldenthread.web.returns.models import Update, UpdateFigure, UpdateState
from tests.web.conftest import Cast, SignIn
from tests.web.plans.builders import make_measure, make_objective, make_plan, make_target
from tests.web.plans.editing.pages import fields_of, words_of
from tests.web.returns.builders import make_return, make_round, make_update
from tests.web.returns.test_update_page import NOW


@pytest.fixture(autouse=True)
def _in_october() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def update(cast: Cast) -> Update:
    measure = make_measure(make_objective(make_plan(cast.directorates["People"])), owner=cast.posts["officer"])
    make_target(measure)
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    return make_update(make_return(make_round(cast["performance officer"]), measure.plan), measure)


def _page(row: Update) -> str:
    return reverse("update", args=[row.pk])


def _draft(row: Update) -> str:
    return reverse("update_draft", args=[row.pk])


THEIRS = {"figure-0": "91%", "what_happened": "Their words", "why": "Theirs alone", "do": "save"}
MINE = {"figure-0": "92%", "what_happened": "My words", "what_next": "Mine alone", "do": "save"}


def test_the_second_sees_both_versions_and_chooses_part_by_part(update: Update, sign_in: SignIn) -> None:
    mine, theirs = sign_in("officer"), sign_in("contributor")
    opened = fields_of(mine.get(_page(update)))
    assert theirs.post(_page(update), fields_of(theirs.get(_page(update))) | THEIRS).status_code == 302
    response: Any = mine.post(_page(update), opened | MINE)
    words = words_of(response)
    assert "Cam Field changed this on" in words
    for said in ("Keep mine: 92%", "Keep theirs: 91%", "Keep mine: My words", "Keep theirs: Their words"):
        assert said in words
    update.refresh_from_db()
    assert update.what_happened == "Their words"
    offered = fields_of(response)
    assert (offered["keep-why"], offered["keep-what_next"]) == (["theirs"], ["mine"])
    assert "keep-figure-0" not in offered
    unanswered: Any = mine.post(_page(update), offered)
    assert "Choose which version to keep of: Figure" in words_of(unanswered)
    chosen = {"keep-figure-0": "theirs", "keep-what_happened": "mine"}
    assert mine.post(_page(update), offered | chosen).status_code == 302
    update.refresh_from_db()
    assert (update.what_happened, update.why, update.what_next) == ("My words", "Theirs alone", "Mine alone")
    assert UpdateFigure.objects.get(update=update).value == Decimal(91)


def test_a_draft_that_keeps_itself_stops_and_shows_both(update: Update, sign_in: SignIn) -> None:
    mine, theirs = sign_in("officer"), sign_in("contributor")
    opened = fields_of(mine.get(_page(update)))
    theirs.post(_page(update), fields_of(theirs.get(_page(update))) | THEIRS)
    response: Any = mine.post(_draft(update), opened | MINE)
    assert response.status_code == 409
    text = response.content.decode()
    assert "Yours: My words<br>Theirs: Their words" in text
    assert "Choose which version to keep" in text
    update.refresh_from_db()
    assert update.what_happened == "Their words"


def test_one_person_in_two_windows_is_told_as_well(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    first, second = (fields_of(officer.get(_page(update))) for _ in range(2))
    assert officer.post(_draft(update), first | {"why": "In the first window"}).status_code == 200
    response: Any = officer.post(_draft(update), second | {"why": "In the second window"})
    assert response.status_code == 409
    assert "Theirs: In the first window" in response.content.decode()
    update.refresh_from_db()
    assert update.why == "In the first window"


def test_a_change_of_a_figure_alone_is_a_change(update: Update, sign_in: SignIn) -> None:
    mine, theirs = sign_in("officer"), sign_in("contributor")
    ticked = {"figure-0": "91%", "do": "save"}
    theirs.post(_page(update), fields_of(theirs.get(_page(update))) | ticked)
    opened = fields_of(mine.get(_page(update)))
    again = fields_of(theirs.get(_page(update)))
    theirs.post(_page(update), again | {"figure-0-markers": ["p"]})
    response: Any = mine.post(_page(update), opened | {"figure-0-markers": ["e"]})
    assert "Keep mine: Estimated [e]" in words_of(response)
    assert UpdateFigure.objects.get(update=update).markers == ["p"]


def test_who_is_second_to_an_answer_of_one_click_chooses_on_the_page(update: Update, sign_in: SignIn) -> None:
    mine, theirs = sign_in("officer"), sign_in("contributor")
    opened = fields_of(mine.get(_page(update)))
    theirs.post(_page(update), fields_of(theirs.get(_page(update))) | THEIRS)
    where = reverse("update_answer", args=[update.pk, "see-commentary"])
    response: Any = mine.post(where, opened | {"what_happened": "My words"})
    assert f'<form method="post" action="{_page(update)}"' in response.content.decode()
    assert "Keep theirs: Their words" in words_of(response)


def test_whoever_comes_after_it_was_sent_keeps_their_words_to_copy(update: Update, sign_in: SignIn) -> None:
    helper, officer = sign_in("contributor"), sign_in("officer")
    opened = fields_of(helper.get(_page(update)))
    said = {"figure-0": "95%", "light": "green", "what_happened": "Sent.", "do": "submit"}
    assert officer.post(_page(update), fields_of(officer.get(_page(update))) | said).status_code == 302
    response: Any = helper.post(_page(update), opened | MINE)
    assert response.status_code == 409
    assert "waits for the director" in words_of(response)
    assert "My words" in words_of(response)
    kept: Any = helper.post(_draft(update), opened | MINE)
    assert kept.status_code == 409
    assert "somebody else has sent this update" in kept.content.decode()
    update.refresh_from_db()
    assert (update.state, update.what_happened) == (UpdateState.SUBMITTED, "Sent.")


def test_an_update_that_is_gone_leaves_the_words_to_copy(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    opened = fields_of(officer.get(_page(update)))
    Update.objects.filter(pk=update.pk).delete()
    response: Any = officer.post(_page(update), opened | MINE)
    assert response.status_code == 409
    assert "My words" in words_of(response)
    assert officer.post(_draft(update), opened | MINE).status_code == 404
    assert sign_in("other officer").post(_page(update), opened | MINE).status_code == 404
    assert officer.get(_page(update)).status_code == 404
