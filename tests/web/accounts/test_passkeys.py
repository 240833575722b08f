"""Passkeys in a real browser: added, used in place of a password, used after one; and signing in with scripts off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache

from tests.web.accounts.test_sign_in import SECRET, code_now
from tests.web.conftest import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop of its own in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def person(transactional_db: None) -> Iterator[Any]:
    from goldenthread.web.accounts.models import Person

    yield Person.objects.create_user("ola@example.gov.uk", PASSWORD, name="Ola Brook")
    cache.clear()  # its table is no model's, so it is not emptied with the others


class Visitor:
    """A browser with a device that holds passkeys, and what its console complained of."""

    def __init__(self, browser: Any, address: str, *, scripts: bool = True) -> None:
        self.context = browser.new_context(base_url=address, java_script_enabled=scripts, locale="en-GB")
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.device = self.context.new_cdp_session(self.page)
        self.device.send("WebAuthn.enable")
        self.authenticator = self._plug_in()

    def _plug_in(self) -> str:
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return str(self.device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])

    def give_password(self) -> None:
        self.page.goto("/account/login/")
        self.page.get_by_label("E-mail address").fill("ola@example.gov.uk")
        self.page.get_by_label("Password").first.fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def is_at(self, path: str) -> None:
        self.page.wait_for_url(lambda address: urlsplit(address).path == path)

    def add_passkey(self, *, alone: bool) -> None:
        self.page.goto("/account/passkeys/add/")
        self.page.get_by_label("Password").first.fill(PASSWORD)
        self.page.get_by_role("button", name="Confirm").click()
        self.page.get_by_label("Name").fill("Work laptop")
        if alone:
            self.page.get_by_label("Sign in with this passkey alone, without a password").check()
        self.page.get_by_role("button", name="Add the passkey").click()
        self.is_at("/account/second-factor/recovery-codes/")

    def sign_out(self) -> None:
        self.page.goto("/account/logout/")
        self.page.get_by_role("main").get_by_role("button", name="Sign out").click()


@pytest.fixture
def visitor(chromium: Any, live_server: Any, settings: Any) -> Iterator[Visitor]:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.ALLOWED_HOSTS = ["localhost"]
    visitor = Visitor(chromium, live_server.url.replace("127.0.0.1", "localhost"))
    yield visitor
    visitor.context.close()


def test_a_passkey_alone_signs_in(visitor: Visitor, person: Any) -> None:
    visitor.give_password()
    visitor.is_at("/account/second-factor/")  # asked to add one first
    visitor.add_passkey(alone=True)
    assert str(Authenticator.objects.get(user=person, type="webauthn")) == "Work laptop"
    assert "A passkey was added to your account for Golden Thread" in [message.subject for message in mail.outbox]
    assert "From: 127.0.0.1" in str(mail.outbox[0].body)
    visitor.sign_out()
    visitor.page.goto("/account/login/?next=/me/")
    visitor.page.get_by_role("button", name="Sign in with a passkey").click()
    visitor.is_at("/me/")
    assert visitor.page.get_by_text("Passkey “Work laptop”").is_visible()
    assert visitor.complaints == []


def test_a_passkey_after_the_password(visitor: Visitor, person: Any) -> None:
    visitor.give_password()
    visitor.add_passkey(alone=False)
    visitor.sign_out()
    visitor.give_password()
    visitor.is_at("/account/second-factor/code/")
    visitor.page.get_by_role("button", name="Use a passkey").click()
    visitor.is_at("/")
    visitor.page.goto("/account/passkeys/confirm/?next=/account/passkeys/")
    visitor.page.get_by_role("button", name="Use a passkey").click()
    visitor.is_at("/account/passkeys/")
    visitor.page.get_by_role("link", name="Rename Work laptop").click()
    visitor.page.get_by_label("Name").fill("Old laptop")
    visitor.page.get_by_role("button", name="Save the name").click()
    visitor.page.get_by_role("link", name="Remove Old laptop").click()
    visitor.page.get_by_role("button", name="Remove the passkey").click()
    visitor.page.get_by_text("You have no passkey yet.").wait_for()
    visitor.page.goto("/")
    visitor.is_at("/account/second-factor/")  # none is left, and the council asks for one
    assert not Authenticator.objects.exists()
    assert visitor.complaints == []


def test_a_device_that_refuses_is_said(visitor: Visitor, person: Any) -> None:
    visitor.page.goto("/account/login/")
    visitor.page.get_by_role("button", name="Sign in with a passkey").click()
    visitor.page.get_by_text("The passkey could not be used.").wait_for()


def test_password_and_code_with_scripts_off(chromium: Any, live_server: Any, settings: Any, person: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.ALLOWED_HOSTS = ["localhost"]
    TOTP.activate(person, SECRET)
    visitor = Visitor(chromium, live_server.url.replace("127.0.0.1", "localhost"), scripts=False)
    visitor.give_password()
    assert visitor.page.get_by_role("button", name="Use a passkey").count() == 0
    visitor.page.get_by_label("Code").fill(code_now())
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()
    visitor.is_at("/")
    visitor.context.close()
