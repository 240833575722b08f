"""What somebody sends whose session has ended is kept until they have signed in, and shown once, to who may write the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from goldenthread.web import urls
from goldenthread.web.returns import kept_typed
from goldenthread.web.returns.kept_typed import keep, keeps_typed, take
from tests.web.conftest import PASSWORD, Cast, SignIn, StrictClient

TYPED = {"figure": "93,5", "why": "Rain & <b>wind</b>", "seen": "4", "posts": ["1", "2"]}


@keeps_typed("stand_in")
def _page(request: HttpRequest, pk: int) -> HttpResponse:
    """Stands for a page with a form that the officer alone may write: it answers with what was kept for it."""
    if request.user.name != "Ola Brook":  # type: ignore[union-attr]
        raise PermissionDenied
    kept = take(request)
    lines = [kept.words, *(f"{name}={value}" for name, values in kept.sent.lists() for value in values)] if kept else []
    return HttpResponse("\n".join(lines) or "nothing", content_type="text/plain")


@keeps_typed("stand_in")
def _beside(request: HttpRequest, pk: int) -> HttpResponse:
    """Stands for a button that sends the page's form elsewhere."""
    keep(request, f"/stand-in/{pk}/", "Not saved yet.")
    return HttpResponse("done", content_type="text/plain")


def _button(request: HttpRequest) -> HttpResponse:
    return HttpResponse("pressed", content_type="text/plain")


def _frame(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html")


urlpatterns = [
    path("stand-in/<int:pk>/", _page, name="stand_in"),
    path("stand-in/<int:pk>/beside/", _beside),
    path("button/", _button),
    path("frame/", _frame),
    *urls.urlpatterns,
]
handler400, handler500 = urls.handler400, urls.handler500

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _passwords(cast: Cast) -> None:
    for part in ("officer", "contributor"):
        cast[part].password = make_password(PASSWORD)
        cast[part].save()


def _signs_in(visitor: StrictClient, part: str, next_: str = "/stand-in/7/") -> Any:
    address = f"{part.replace(' ', '.')}@example.gov.uk"
    return visitor.post("/account/login/", {"login": address, "password": PASSWORD, "next": next_})


def test_what_was_typed_is_there_after_signing_in(client: StrictClient) -> None:
    sent = client.post("/stand-in/7/", TYPED)
    assert sent.status_code == 302
    assert urlsplit(sent["Location"]).path == "/account/login/"
    assert parse_qs(urlsplit(sent["Location"]).query) == {"next": ["/stand-in/7/"]}
    assert "what you typed is kept for an hour" in client.get(sent["Location"]).content.decode()
    assert _signs_in(client, "officer")["Location"] == "/stand-in/7/"
    assert client.get("/stand-in/7/").content.decode().splitlines() == [
        "You were signed out before this was saved. Here is what you typed: look at it and save.",
        "figure=93,5",
        "why=Rain & <b>wind</b>",
        "seen=4",
        "posts=1",
        "posts=2",
    ]


def test_it_is_shown_once(client: StrictClient) -> None:
    client.post("/stand-in/7/", TYPED)
    _signs_in(client, "officer")
    client.head("/stand-in/7/")
    client.get("/stand-in/7/")
    assert client.get("/stand-in/7/").content == b"nothing"


def test_it_is_shown_on_its_own_page_alone(client: StrictClient) -> None:
    client.post("/stand-in/7/", TYPED)
    _signs_in(client, "officer")
    assert client.get("/stand-in/8/").content == b"nothing"
    assert b"93,5" in client.get("/stand-in/7/").content


def test_what_was_sent_beside_the_page_is_shown_on_the_page(client: StrictClient) -> None:
    sent = client.post("/stand-in/7/beside/", TYPED)
    assert sent["Location"].endswith("next=/stand-in/7/")
    _signs_in(client, "officer")
    assert b"93,5" in client.get("/stand-in/7/").content


def test_the_last_of_two_is_shown(client: StrictClient) -> None:
    client.post("/stand-in/7/", {"why": "First"})
    client.post("/stand-in/7/", {"why": "Second"})
    _signs_in(client, "officer")
    page = client.get("/stand-in/7/").content
    assert b"Second" in page
    assert b"First" not in page


def test_an_hour_later_it_is_gone(client: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/stand-in/7/", TYPED)
    _signs_in(client, "officer")
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr("goldenthread.web.returns.kept_typed.timezone.now", lambda: later)
    client.get("/frame/")
    assert client.session["typed_before_sign_in"] == {}
    assert client.get("/stand-in/7/").content == b"nothing"


def test_the_session_of_a_stranger_ends_within_the_hour_and_takes_it_along(client: StrictClient) -> None:
    client.post("/stand-in/7/", TYPED)
    (session,) = Session.objects.all()
    assert session.expire_date <= timezone.now() + timedelta(hours=1)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    _signs_in(client, "officer")
    assert client.get("/stand-in/7/").content == b"nothing"


@pytest.mark.parametrize("by", ["password", "passkey"])
def test_whoever_signed_in_stays_so_for_longer_than_that_hour(client: StrictClient, cast: Cast, by: str) -> None:
    client.post("/stand-in/7/", TYPED)
    if by == "password":
        _signs_in(client, "officer")
    else:
        client.force_login(cast["officer"], backend="goldenthread.web.accounts.backends.SignedIn")
    client.get("/frame/")
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_somebody_who_may_not_write_the_page_never_sees_it(client: StrictClient) -> None:
    client.post("/stand-in/7/", TYPED)
    _signs_in(client, "contributor")
    refused = client.get("/stand-in/7/")
    assert refused.status_code == 403
    assert "93,5" not in refused.content.decode()


def test_whoever_signs_in_after_somebody_else_begins_without_it(client: StrictClient, cast: Cast) -> None:
    client.post("/stand-in/7/", TYPED)
    _signs_in(client, "contributor")
    client.force_login(cast["officer"], backend="goldenthread.web.accounts.backends.SignedIn")
    assert client.get("/stand-in/7/").content == b"nothing"


def test_signing_out_forgets_it(client: StrictClient) -> None:
    client.post("/stand-in/7/", TYPED)
    _signs_in(client, "officer")
    client.post("/account/logout/")
    _signs_in(client, "officer")
    assert client.get("/stand-in/7/").content == b"nothing"


def test_another_browser_does_not_see_it(client: StrictClient, sign_in: SignIn) -> None:
    client.post("/stand-in/7/", TYPED)
    assert sign_in("officer").get("/stand-in/7/").content == b"nothing"


def test_a_file_must_be_chosen_again(client: StrictClient) -> None:
    client.post("/stand-in/7/", {**TYPED, "evidence": SimpleUploadedFile("count.csv", b"1")})
    _signs_in(client, "officer")
    page = client.get("/stand-in/7/").content.decode()
    assert "Choose your file again: it could not be kept." in page
    assert "93,5" in page


def test_what_is_too_long_is_said_not_to_be_kept(client: StrictClient) -> None:
    sent = client.post("/stand-in/7/", {"why": "x" * kept_typed.LARGEST})
    assert "too long to be kept" in client.get(sent["Location"]).content.decode()
    _signs_in(client, "officer")
    assert client.get("/stand-in/7/").content == b"nothing"


def test_no_more_than_five_pages_are_kept_and_the_newest_are(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = timezone.now()
    for number in range(1, 8):
        now = begun + timedelta(seconds=number)
        monkeypatch.setattr("goldenthread.web.returns.kept_typed.timezone.now", lambda now=now: now)
        client.post(f"/stand-in/{number}/", TYPED)
    assert sorted(client.session["typed_before_sign_in"]) == [f"/stand-in/{number}/" for number in (3, 4, 5, 6, 7)]


def test_an_address_that_sends_a_thousand_times_an_hour_is_kept_no_more(client: StrictClient) -> None:
    now = timezone.now()
    cache.set(f"keep_typed:127.0.0.1:{now.timestamp() // 3600:.0f}", kept_typed.MOST_AN_HOUR - 1, 3600)
    client.post("/stand-in/7/", TYPED)
    assert list(client.session["typed_before_sign_in"]) == ["/stand-in/7/"]
    client.post("/stand-in/8/", TYPED)
    assert list(client.session["typed_before_sign_in"]) == ["/stand-in/7/"]


def test_a_forged_request_keeps_nothing() -> None:
    visitor = StrictClient(enforce_csrf_checks=True)
    assert visitor.post("/stand-in/7/", TYPED).status_code == 403
    assert not Session.objects.exists()


def test_a_signed_in_person_may_have_it_kept_too(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert officer.post("/stand-in/7/beside/", {**TYPED, "csrfmiddlewaretoken": "t"}).content == b"done"
    page = officer.get("/stand-in/7/").content.decode()
    assert page.startswith("Not saved yet.")
    assert "csrf" not in page
    assert officer.session.get_expiry_age() == 12 * 60 * 60


def test_a_button_leads_back_to_the_page_on_which_it_was(client: StrictClient) -> None:
    sent = client.post("/button/", headers={"referer": "http://testserver/my-updates/?page=2"})
    assert sent["Location"] == "/account/login/?next=/my-updates/%3Fpage%3D2"
    assert "nothing was done" in client.get(sent["Location"]).content.decode()


@pytest.mark.parametrize(
    "referer", ["", "https://evil.example/", "http://testserver.evil.example/", "javascript:alert(1)"]
)
def test_a_page_of_another_site_is_never_led_back_to(client: StrictClient, referer: str) -> None:
    sent = client.post("/button/", headers={"referer": referer} if referer else {})
    assert sent["Location"] == "/account/login/?next=/button/"


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page(client: StrictClient) -> None:
    for method in ("get", "post"):
        answer = getattr(client, method)("/stand-in/7/", headers={"hx-request": "true"})
        assert (answer.status_code, answer.content) == (401, b"You are signed out.")
    assert not Session.objects.exists()


def test_pages_for_everybody_are_left_alone(client: StrictClient) -> None:
    assert client.get("/accessibility/", headers={"hx-request": "true"}).status_code == 200
