"""Signing in with a password and a second factor, the forgotten password, and what a request may not do on the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.web.accounts.conftest import is_signed_in, try_to_sign_in
from tests.web.conftest import PASSWORD, Cast, SignIn, StrictClient

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of a person who is not


def code_now(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_signs_in_and_goes_home(officer: Any, client: Any) -> None:
    answer = try_to_sign_in(client, "officer@example.gov.uk")
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_signed_in(client)


def test_address_is_taken_in_any_case(officer: Any, client: Any) -> None:
    try_to_sign_in(client, " Officer@Example.GOV.UK ")
    assert is_signed_in(client)


def test_wrong_password_and_unknown_person_get_the_same_words(officer: Any, client: Any) -> None:
    wrong = try_to_sign_in(client, "officer@example.gov.uk", "wrong")
    unknown = try_to_sign_in(client, "nobody@example.gov.uk", "wrong")
    for answer in (wrong, unknown):
        assert answer.status_code == 200
        assert "The e-mail address or the password is not right." in answer.content.decode()
    assert wrong.content.count(b"<") == unknown.content.count(b"<")


def test_empty_form_says_what_is_missing(client: Any, db: None) -> None:
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Give your e-mail address." in page
    assert "Give your password." in page


def test_password_managers_know_the_fields(client: Any, db: None) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_signing_in_changes_the_session(officer: Any, client: Any) -> None:
    client.get("/")
    session = client.session
    session["kept"] = "before"
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    try_to_sign_in(client, officer.email)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "http:///evil"]
)
def test_never_leads_to_another_site(elsewhere: str, officer: Any, client: Any) -> None:
    assert try_to_sign_in(client, officer.email, next=elsewhere).url == "/"


def test_leads_on_to_the_page_asked_for(officer: Any, client: Any) -> None:
    assert client.get("/me/").url == "/account/login/?next=/me/"
    assert try_to_sign_in(client, officer.email, next="/me/").url == "/me/"


def test_a_form_from_elsewhere_is_refused(officer: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    assert answer.status_code == 403


def test_the_app_asks_for_its_code(officer: Any, client: Any) -> None:
    TOTP.activate(officer, SECRET)
    answer = try_to_sign_in(client, officer.email)
    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    page = client.get(answer.url).content.decode()
    assert 'autocomplete="one-time-code"' in page
    refused = client.post(answer.url, {"code": "000000"})
    assert "This code is not right" in refused.content.decode()
    assert client.post(answer.url, {"code": code_now()}).url == "/"
    assert is_signed_in(client)


def test_a_code_works_once(officer: Any, client: Any) -> None:
    TOTP.activate(officer, SECRET)
    code, again = code_now(), StrictClient()
    for each in (client, again):
        try_to_sign_in(each, officer.email)
        each.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client)
    assert not is_signed_in(again)


def test_codes_are_not_tried_on_and_on(officer: Any, client: Any) -> None:
    TOTP.activate(officer, SECRET)
    try_to_sign_in(client, officer.email)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code_now()}).content.decode()
    assert "There were too many tries. Wait ten minutes, then try again." in page
    assert not is_signed_in(client)


def test_adds_an_app_after_the_password_once_more(officer: Any, client: Any) -> None:
    try_to_sign_in(client, officer.email)
    add = reverse("mfa_activate_totp")
    confirm = client.get(add)
    assert confirm.url.startswith(reverse("account_reauthenticate"))
    assert client.post(confirm.url, {"password": PASSWORD}).url == add
    page = client.get(add).content.decode()
    secret = re.search(r'class="app-key">(\w+)<', page)
    assert secret
    answer = client.post(add, {"code": code_now(secret[1])})
    assert answer.url == reverse("mfa_view_recovery_codes")
    codes = client.get(answer.url).content.decode()
    assert "10 of 10 are left" in codes
    assert Authenticator.objects.filter(user=officer).count() == 2
    assert "Remove the authenticator app" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert client.get(reverse("mfa_download_recovery_codes")).content.decode().count("\n") >= 10
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_a_recovery_code_works_once(officer: Any, client: Any) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    TOTP.activate(officer, SECRET)
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    try_to_sign_in(client, officer.email)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client)
    again: Any = StrictClient()
    try_to_sign_in(again, officer.email)
    assert "This code is not right" in again.post(reverse("mfa_authenticate"), {"code": code}).content.decode()


class TestSecondFactorFirst:
    """Where the council asks for a second factor, nothing else is seen without one."""

    @pytest.fixture(autouse=True)
    def _asked_for(self, settings: Any) -> None:
        settings.SECOND_FACTOR_REQUIRED = True

    def test_leads_to_the_page_that_adds_one(self, sign_in: SignIn) -> None:
        client: Any = sign_in("director")
        for address in ("/", "/me/", reverse("account_change_password")):
            assert client.get(address).url == reverse("mfa_index")
        page = client.get(reverse("mfa_index")).content.decode()
        assert "Your council asks for one: add it now" in page
        assert client.post("/me/").url == reverse("mfa_index")

    @pytest.mark.parametrize(
        "name",
        ["account_logout", "account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn", "account_reset_password"],
    )
    def test_lets_through_what_is_needed_for_it(self, name: str, sign_in: SignIn) -> None:
        answer: Any = sign_in("director").get(reverse(name))
        assert answer.status_code == 200 or answer.url.startswith(reverse("account_reauthenticate"))

    @pytest.mark.parametrize("kind", ["totp", "webauthn"])
    def test_goes_on_with_one(self, kind: str, sign_in: SignIn, cast: Cast) -> None:
        Authenticator.objects.create(user=cast["director"], type=kind, data={})
        assert sign_in("director").get("/").status_code == 200

    def test_recovery_codes_alone_are_none(self, sign_in: SignIn, cast: Cast) -> None:
        Authenticator.objects.create(user=cast["director"], type="recovery_codes", data={})
        client: Any = sign_in("director")
        assert client.get("/").url == reverse("mfa_index")

    def test_asks_nobody_to_sign_in_twice(self, client: Any, db: None) -> None:
        assert client.get("/").url == "/account/login/?next=/"


class TestForgottenPassword:
    """A link by mail, that works once; nobody learns whether there is such a person."""

    def test_link_sets_a_password_and_works_once(self, officer: Any, client: Any) -> None:
        answer = client.post(reverse("account_reset_password"), {"email": officer.email})
        assert answer.url == reverse("account_reset_password_done")
        assert client.get(answer.url).status_code == 200
        (message,) = mail.outbox
        assert message.to == [officer.email]
        link = re.search(r"http://testserver(\S+)", str(message.body))
        assert link
        there = client.get(link[1]).url
        assert "new-password" in client.get(there).content.decode()
        refused = client.post(there, {"password1": "short", "password2": "short"})
        assert "12 characters" in refused.content.decode()
        new = "another horse battery staple"
        done = client.post(there, {"password1": new, "password2": new})
        assert client.get(done.url).status_code == 200
        assert not is_signed_in(client)
        assert "This link no longer works" in StrictClient().get(link[1]).content.decode()
        try_to_sign_in(client, officer.email, new)
        assert is_signed_in(client)

    def test_same_answer_and_no_mail_for_a_stranger(self, client: Any, db: None) -> None:
        answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.gov.uk"})
        assert answer.url == reverse("account_reset_password_done")
        assert mail.outbox == []

    def test_a_mail_server_that_is_down_tells_nobody_who_is_here(
        self, officer: Any, client: Any, monkeypatch: Any, caplog: Any
    ) -> None:
        def broken(self: Any) -> None:
            raise ConnectionRefusedError

        monkeypatch.setattr("django.core.mail.message.EmailMessage.send", broken)
        answer = client.post(reverse("account_reset_password"), {"email": officer.email})
        assert answer.url == reverse("account_reset_password_done")
        assert "The mail account/email/password_reset_key could not be sent." in caplog.text

    def test_no_mail_for_somebody_who_has_left(self, officer: Any, client: Any) -> None:
        officer.is_active = False
        officer.save()
        client.post(reverse("account_reset_password"), {"email": officer.email})
        assert mail.outbox == []


def test_somebody_who_left_cannot_sign_in(officer: Any, client: Any) -> None:
    officer.is_active = False
    officer.save()
    assert try_to_sign_in(client, officer.email).url == reverse("account_inactive")
    assert not is_signed_in(client)


def test_changing_the_password_ends_the_other_sessions(officer: Any, client: Any) -> None:
    elsewhere = StrictClient()
    for each in (client, elsewhere):
        try_to_sign_in(each, officer.email)
    new = "another horse battery staple"
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.url == "/me/"
    assert "Everywhere else you are signed out" in client.get("/me/").content.decode()
    assert [message.subject for message in mail.outbox] == ["Your password for Golden Thread was changed"]
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_sessions_are_listed_and_ended(officer: Any, client: Any) -> None:
    elsewhere = StrictClient()
    try_to_sign_in(elsewhere, officer.email, REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Other <b>browser</b>")
    try_to_sign_in(client, officer.email)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "192.0.2.7" in page
    assert "Other &lt;b&gt;browser&lt;/b&gt;" in page
    client.post(reverse("usersessions_list"))
    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)


def test_one_session_is_ended_alone_and_nobody_elses(officer: Any, client: Any, cast: Cast) -> None:
    director = cast["director"]
    director.set_password(PASSWORD)
    director.save()
    ours = [StrictClient(), StrictClient()]
    for each in (*ours, client):
        try_to_sign_in(each, officer.email)
    other = StrictClient()
    try_to_sign_in(other, director.email)
    first, _, here = UserSession.objects.filter(user=officer).order_by("pk")
    theirs = UserSession.objects.get(user=director)
    assert client.post(reverse("session_end", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("session_end", args=[here.pk])).status_code == 404
    assert client.get(reverse("session_end", args=[first.pk])).status_code == 405
    answer = client.post(reverse("session_end", args=[first.pk]), follow=True)
    assert "You are signed out there." in answer.content.decode()
    assert [is_signed_in(each) for each in (*ours, client, other)] == [False, True, True, True]


def test_signing_out_ends_the_session(officer: Any, client: Any) -> None:
    try_to_sign_in(client, officer.email)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "address", ["signup/", "email/", "confirm-email/", "password/set/", "login/code/", "login/code/confirm/", "2fa/"]
)
def test_the_other_pages_of_allauth_do_not_exist(address: str, sign_in: SignIn) -> None:
    assert sign_in("administrator").get(f"/account/{address}").status_code == 404


def test_one_page_shows_who_they_are(sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    client = sign_in("officer")
    with django_assert_max_num_queries(15):
        page = client.get("/me/").content.decode()
    assert "Ola Brook" in page
    assert "Divisional Manager, Early Help, People: responsible officer, since 1 January 2021" in page
