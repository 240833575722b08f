"""What every answer carries so that browsers keep people safe, and what becomes of the session of somebody who left."""

from __future__ import annotations

import importlib.util
import re
from typing import Any

import pytest
from django.conf import settings as kept
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.accounts.conftest import is_signed_in, try_to_sign_in
from tests.web.conftest import Cast, SignIn

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("name", ["account_login", "my_account", "account_reset_password"])
def test_headers(name: str, sign_in: SignIn, client: Any) -> None:
    for visitor in (client, sign_in("officer")):
        headers = visitor.get(reverse(name)).headers
        sent = re.sub(r" 'nonce-[^']+'", "", headers["Content-Security-Policy"])
        assert {part.strip() for part in sent.split(";")} == CSP
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in headers  # only over HTTPS


def test_a_missing_page_has_the_headers_too(sign_in: SignIn) -> None:
    assert "default-src 'none'" in sign_in("officer").get("/no-such-page/").headers["Content-Security-Policy"]


def test_sign_in_page_is_kept_by_no_cache(client: Any, db: None) -> None:
    assert "no-store" in client.get(reverse("account_login")).headers["Cache-Control"]


def test_strict_transport_over_https(client: Any, db: None, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    headers = Client().get(reverse("account_login"), secure=True).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies(officer: Any, client: Any) -> None:
    client.get(reverse("account_login"))
    try_to_sign_in(client, officer.email)
    session, csrf = client.cookies["goldenthread_session"], client.cookies["goldenthread_csrf"]
    for cookie in (session, csrf):
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
    assert session["max-age"] == ""  # gone when the browser is closed


@pytest.mark.parametrize(("https", "secure"), [("yes", True), ("no", False)])
def test_https_makes_cookies_secure_and_trusts_the_proxy(
    https: str, secure: bool, monkeypatch: Any, tmp_path: Any
) -> None:
    from goldenthread.web import settings as module

    monkeypatch.setenv("GOLDENTHREAD_HTTPS", https)
    monkeypatch.setenv("GOLDENTHREAD_DATA", str(tmp_path))
    spec = importlib.util.spec_from_file_location("settings_again", str(module.__file__))
    assert spec
    assert spec.loader
    again: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    found = [again.SESSION_COOKIE_SECURE, again.CSRF_COOKIE_SECURE, again.SECURE_HSTS_SECONDS > 0]
    found += [again.ALLAUTH_TRUSTED_PROXY_COUNT == 1]
    assert found == [secure] * 4
    assert again.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN is not secure


@pytest.mark.parametrize("name", ["person_add", "directorate_add", "post_add"])
def test_a_form_from_elsewhere_changes_nothing(name: str, cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast["administrator"], backend="goldenthread.web.accounts.backends.SignedIn")
    assert strict.post(reverse(name), {"name": "x"}).status_code == 403


def test_sessions_of_somebody_who_left_are_dead_at_once(officer: Any, client: Any, sign_in: SignIn) -> None:
    forced: Any = sign_in("officer")  # one that allauth knows nothing of
    try_to_sign_in(client, officer.email)
    assert is_signed_in(client)
    assert is_signed_in(forced)
    today = timezone.localdate()
    leave = reverse("person_leave", args=[officer.pk])
    assert sign_in("administrator").post(leave, {"last_day": f"{today:%d/%m/%Y}"}).status_code == 302
    for visitor in (client, forced):
        assert visitor.get("/").url == "/account/login/?next=/"


def test_a_session_ends_by_itself() -> None:
    assert kept.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert kept.PASSWORD_RESET_TIMEOUT == 3 * 24 * 60 * 60  # as the e-mails say


def test_passwords_are_kept_by_scrypt() -> None:
    from goldenthread.web import settings as module

    assert module.PASSWORD_HASHERS[0].endswith("ScryptPasswordHasher")
