"""The session ends while an officer writes: what they typed is in the form after they have signed in, also without scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from goldenthread.web.plans.models import MeasureContribution
from goldenthread.web.returns.models import Evidence, Round, Update, UpdateState
from tests.web.conftest import PASSWORD, Cast, SignIn, StrictClient
from tests.web.returns.evidence_files import CSV
from tests.web.returns.scenes import scene

WORDS = "Rain closed <b>two</b> roads & a bridge"


@pytest.fixture
def update(cast: Cast) -> Update:
    """Of a measure that the officer owns and the contributor helps with; both have a password."""
    for part in ("officer", "contributor", "director"):
        cast[part].password = make_password(PASSWORD)
        cast[part].save()
    there = scene(cast)
    measure = there.measure()
    MeasureContribution.objects.create(measure=measure, post=cast.posts["contributor"])
    return there.update(measure)


def _address(update: Update) -> str:
    return reverse("update", args=[update.pk])


def _filled(page: bytes) -> dict[str, str]:
    """The values of the update's form as a browser would send them."""
    document: Any = html.document_fromstring(page.decode())
    form = document.get_element_by_id("update-form")
    texts = {one.name: "" for one in form.inputs if one.name and one.get("type") not in ("radio", "checkbox", "file")}
    return texts | {
        name: value.removeprefix("\n") for name, value in form.form_values()
    }  # as browsers read a text area


def _typed(client: StrictClient, update: Update) -> dict[str, str]:
    """What the officer has before them when their session ends: a figure and a sentence, not saved yet."""
    form = _filled(client.get(_address(update)).content)
    assert form["figure-0"] == ""
    return form | {"figure-0": "93,5 (prov)", "what_happened": WORDS, "light": "amber"}


def _end_sessions() -> None:
    Session.objects.all().delete()


def _signs_in(client: StrictClient, part: str, sent: Any) -> Any:
    address = f"{part}@example.gov.uk"
    form = {"login": address, "password": PASSWORD, "next": sent["Location"].partition("next=")[2]}
    return client.post("/account/login/", form, follow=True)


def test_what_was_typed_is_in_the_form_again_and_can_be_saved(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    typed = _typed(officer, update)
    _end_sessions()
    page = _signs_in(officer, "officer", officer.post(_address(update), typed | {"do": "save"}))
    assert page.redirect_chain == [(_address(update), 302)]
    assert "You were signed out before this was saved. Here is what you typed" in page.content.decode()
    again = _filled(page.content)
    shown = {name: again.get(name) for name in typed if name not in ("csrfmiddlewaretoken", "do")}
    assert shown == {name: value for name, value in typed.items() if name in shown}
    assert Update.objects.get(pk=update.pk).state == UpdateState.NOT_STARTED
    officer.post(_address(update), again | {"do": "save"})
    now = Update.objects.get(pk=update.pk)
    assert (now.state, now.what_happened, now.judged) == (UpdateState.DRAFT, WORDS, "amber")
    assert now.figures.get().original == "93,5 (prov)"


@pytest.mark.parametrize("way", ["submit", "see-commentary", "evidence"])
def test_every_button_of_the_form_keeps_it(update: Update, sign_in: SignIn, way: str) -> None:
    officer = sign_in("officer")
    typed: dict[str, Any] = dict(_typed(officer, update))
    _end_sessions()
    address = _address(update)
    if way == "submit":
        typed["do"] = "submit"
    elif way == "evidence":
        address, typed["evidence"] = reverse("evidence_add", args=[update.pk]), SimpleUploadedFile("a.csv", CSV)
    else:
        address = reverse("update_answer", args=[update.pk, way])
    page = _signs_in(officer, "officer", officer.post(address, typed))
    assert page.redirect_chain == [(_address(update), 302)]
    assert _filled(page.content)["what_happened"] == WORDS
    assert ("Choose your file again" in page.content.decode()) is (way == "evidence")
    assert Update.objects.get(pk=update.pk).state == UpdateState.NOT_STARTED
    assert not Evidence.objects.exists()


def test_somebody_else_who_may_write_it_sees_it_and_may_save_it(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    typed = _typed(officer, update)
    _end_sessions()
    page = _signs_in(officer, "contributor", officer.post(_address(update), typed))
    assert _filled(page.content)["what_happened"] == WORDS


def test_somebody_who_may_only_read_it_does_not(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    typed = _typed(officer, update)
    _end_sessions()
    page = _signs_in(officer, "director", officer.post(_address(update), typed)).content.decode()
    assert update.line.title in page
    assert "two&lt;/b&gt;" not in page
    assert "two</b>" not in page


def test_somebody_saved_meanwhile_and_both_versions_are_shown(update: Update, sign_in: SignIn) -> None:
    officer, contributor = sign_in("officer"), sign_in("contributor")
    typed, other = _typed(officer, update), _typed(contributor, update)
    contributor.post(_address(update), other | {"what_happened": "Snow", "do": "save"})
    _end_sessions()
    page = _signs_in(officer, "officer", officer.post(_address(update), typed | {"do": "save"}))
    both = officer.post(_address(update), _filled(page.content) | {"do": "save"}).content.decode()
    assert "Snow" in both
    assert "two&lt;/b&gt;" in both
    assert Update.objects.get(pk=update.pk).what_happened == "Snow"


@pytest.mark.parametrize("why", ["submitted", "closed"])
def test_the_update_was_locked_meanwhile_and_the_words_can_be_copied(update: Update, sign_in: SignIn, why: str) -> None:
    officer = sign_in("officer")
    typed = _typed(officer, update)
    _end_sessions()
    sent = officer.post(_address(update), typed)
    if why == "submitted":
        Update.objects.update(state=UpdateState.SUBMITTED)
    else:
        day = date(2021, 10, 4)
        Round.objects.update(officers_by=day, directors_by=day, performance_by=day, despatch_by=day)
    page = _signs_in(officer, "officer", sent).content.decode()
    assert "This can no longer be changed" in page
    assert "two&lt;/b&gt; roads &amp; a bridge" in page
    assert "two&lt;/b&gt;" not in officer.get(_address(update)).content.decode()


def test_adding_a_file_keeps_what_is_typed(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    sent = {**_typed(officer, update), "evidence": SimpleUploadedFile("a.csv", CSV)}
    page = officer.post(reverse("evidence_add", args=[update.pk]), sent, follow=True)
    words = page.content.decode()
    assert "“a.csv” is added as evidence." in words
    assert "What you typed is still here, and not saved yet" in words
    assert _filled(page.content)["what_happened"] == WORDS


def test_adding_a_file_to_an_untouched_form_says_nothing_of_it(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    sent = {**_filled(officer.get(_address(update)).content), "evidence": SimpleUploadedFile("a.csv", CSV)}
    page = officer.post(reverse("evidence_add", args=[update.pk]), sent, follow=True).content.decode()
    assert "“a.csv” is added as evidence." in page
    assert "not saved yet" not in page


def test_a_file_that_is_not_taken_keeps_what_is_typed_too(update: Update, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    sent = {**_typed(officer, update), "evidence": SimpleUploadedFile("a.exe", b"MZ")}
    refused = officer.post(reverse("evidence_add", args=[update.pk]), sent)
    assert "is not of a kind that is kept as evidence" in refused.content.decode()
    officer.post(reverse("evidence_add", args=[update.pk]), {"evidence": SimpleUploadedFile("b.exe", b"MZ")})
    assert _filled(officer.get(_address(update)).content)["what_happened"] == WORDS


@pytest.mark.parametrize("do", ["save", "submit"])
def test_a_chosen_file_is_added_with_the_form(update: Update, sign_in: SignIn, do: str) -> None:
    officer = sign_in("officer")
    sent = {**_typed(officer, update), "light": "green", "do": do, "evidence": SimpleUploadedFile("a.csv", CSV)}
    page = officer.post(_address(update), sent, follow=True).content.decode()
    assert "“a.csv” is added as evidence." in page
    assert Evidence.objects.get().update_id == update.pk


@pytest.mark.parametrize("way", ["update", "update_answer"])
def test_a_chosen_file_that_is_not_taken_stops_the_sending(update: Update, sign_in: SignIn, way: str) -> None:
    officer = sign_in("officer")
    sent = {**_typed(officer, update), "do": "submit", "evidence": SimpleUploadedFile("a.docm", b"PK")}
    address = _address(update) if way == "update" else reverse(way, args=[update.pk, "see-commentary"])
    page = officer.post(address, sent)
    assert "may hold macros" in page.content.decode()
    assert _filled(page.content)["what_happened"] == WORDS
    assert Update.objects.get(pk=update.pk).state == UpdateState.NOT_STARTED


@pytest.mark.parametrize("name", ["update_draft", "update_look"])
def test_a_draft_that_saves_itself_is_told_that_the_session_is_over(update: Update, sign_in: SignIn, name: str) -> None:
    officer = sign_in("officer")
    typed = _typed(officer, update)
    _end_sessions()
    answer = officer.post(reverse(name, args=[update.pk]), typed, headers={"hx-request": "true"})
    assert (answer.status_code, answer.content) == (401, b"You are signed out.")


def test_signing_out_has_the_browser_forget_what_it_kept(sign_in: SignIn) -> None:
    assert sign_in("officer").post("/account/logout/")["Clear-Site-Data"] == '"storage"'
