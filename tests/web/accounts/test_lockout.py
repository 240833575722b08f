"""Five wrong passwords for one person from one address, and sign-in is refused from there for fifteen minutes."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.web.accounts.conftest import is_signed_in, try_to_sign_in
from tests.web.conftest import PASSWORD, Cast, StrictClient

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
NINE = datetime(2021, 5, 10, 9, 0, tzinfo=UTC)  # ten o'clock in London, in summer


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that were put through the hasher."""
    seen: list[str] = []
    plain = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        seen.append(password)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return seen


def lock(email: str, address: str = HERE) -> StrictClient:
    client = StrictClient()
    for _ in range(5):
        try_to_sign_in(client, email, "wrong", REMOTE_ADDR=address)
    return client


def test_a_thousand_tries(officer: Any, hashed: list[str]) -> None:
    client = Client()
    hashed.clear()
    began = time.perf_counter()
    answers = [
        try_to_sign_in(client, officer.email, f"wrong {number}", REMOTE_ADDR=HERE).status_code for number in range(1000)
    ]
    took = time.perf_counter() - began
    assert answers == [200] * 4 + [429] * 996
    assert hashed == [f"wrong {number}" for number in range(5)]
    assert took < 60, f"{took:.1f} s for 1,000 tries"
    assert try_to_sign_in(client, officer.email, REMOTE_ADDR=HERE).status_code == 429
    assert PASSWORD not in hashed
    assert not is_signed_in(client)
    assert AccessAttempt.objects.count() == 1
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_the_person_signs_in_from_another_address(officer: Any, client: StrictClient) -> None:
    lock(officer.email)
    try_to_sign_in(client, officer.email, REMOTE_ADDR=ELSEWHERE)
    assert is_signed_in(client)


def test_another_person_signs_in_from_the_same_address(officer: Any, cast: Cast, client: StrictClient) -> None:
    cast["director"].set_password(PASSWORD)
    cast["director"].save()
    lock(officer.email)
    try_to_sign_in(client, cast["director"].email, REMOTE_ADDR=HERE)
    assert is_signed_in(client)


def test_another_browser_or_another_case_of_the_name_does_not_help(officer: Any, client: StrictClient) -> None:
    lock(officer.email)
    for name in (officer.email.upper(), f" {officer.email} "):
        answer = try_to_sign_in(client, name, REMOTE_ADDR=HERE, HTTP_USER_AGENT="another browser")
        assert answer.status_code == 429


def test_page_says_when_to_try_again_and_nothing_more(officer: Any) -> None:
    with time_machine.travel(NINE, tick=False):
        known = lock(officer.email)
        unknown = lock("nobody@example.gov.uk")
        pages = [
            try_to_sign_in(client, email, REMOTE_ADDR=HERE).content.decode()
            for client, email in ((known, officer.email), (unknown, "nobody@example.gov.uk"))
        ]
    assert pages[0] == pages[1]
    assert "10:15" in pages[0]
    assert "example.gov.uk" not in pages[0]


def test_works_again_after_fifteen_minutes(officer: Any, client: StrictClient) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lock(officer.email)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert try_to_sign_in(client, officer.email, REMOTE_ADDR=HERE).status_code == 429
        clock.shift(timedelta(seconds=2))
        assert try_to_sign_in(client, officer.email, REMOTE_ADDR=HERE).url == "/"


def test_trying_on_does_not_make_it_longer(officer: Any, client: StrictClient) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        lock(officer.email)
        for _ in range(3):
            clock.shift(timedelta(minutes=4))
            assert try_to_sign_in(client, officer.email, "wrong", REMOTE_ADDR=HERE).status_code == 429
        clock.shift(timedelta(minutes=3, seconds=1))
        assert try_to_sign_in(client, officer.email, REMOTE_ADDR=HERE).url == "/"


def test_a_right_password_forgets_the_wrong_ones(officer: Any) -> None:
    for _ in range(3):
        client = StrictClient()
        for _ in range(4):
            try_to_sign_in(client, officer.email, "wrong", REMOTE_ADDR=HERE)
            cache.clear()
        assert try_to_sign_in(client, officer.email, REMOTE_ADDR=HERE).url == "/"
    assert AccessAttempt.objects.count() == 0


def test_confirming_with_the_password_locks_too(officer: Any, client: StrictClient) -> None:
    try_to_sign_in(client, officer.email, REMOTE_ADDR=HERE)
    confirm = reverse("account_reauthenticate")
    answers = [client.post(confirm, {"password": "wrong"}, REMOTE_ADDR=HERE).status_code for _ in range(6)]
    assert answers == [200] * 4 + [429] * 2
    assert client.post(confirm, {"password": PASSWORD}, REMOTE_ADDR=HERE).status_code == 429


def test_one_address_trying_many_people_is_slowed_down(cast: Cast, hashed: list[str]) -> None:
    client = StrictClient()
    pages = [
        try_to_sign_in(client, f"person.{number}@example.gov.uk", "wrong", REMOTE_ADDR=HERE).content.decode()
        for number in range(105)
    ]
    refused = [page for page in pages if "There were too many tries." in page]
    assert len(refused) == 5
    assert len(hashed) == 100
    other = try_to_sign_in(client, "person.1@example.gov.uk", "wrong", REMOTE_ADDR=ELSEWHERE)
    assert "There were too many tries." not in other.content.decode()


def test_signing_in_rightly_is_not_counted_against_a_shared_address(officer: Any, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "3/10m/ip,3/5m/key"}
    for _ in range(6):
        assert try_to_sign_in(StrictClient(), officer.email, REMOTE_ADDR=HERE).url == "/"


def test_tables_do_not_grow(officer: Any) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        for number in range(20):
            try_to_sign_in(StrictClient(), f"person.{number}@example.gov.uk", "wrong", REMOTE_ADDR=HERE)
        assert AccessAttempt.objects.count() == 20
        clock.shift(timedelta(minutes=16))
        try_to_sign_in(StrictClient(), officer.email, "wrong", REMOTE_ADDR=HERE)
        assert AccessAttempt.objects.count() == 1
    assert AccessLog.objects.count() == AccessFailureLog.objects.count() == 0


def test_no_password_is_kept(officer: Any) -> None:
    try_to_sign_in(StrictClient(), officer.email, "almost the right one", REMOTE_ADDR=HERE)
    assert "almost the right one" not in AccessAttempt.objects.get().post_data


@pytest.mark.parametrize("name", ["x" * 300 + "@example.gov.uk", "a\0b@example.gov.uk", "é@example.gov.uk"])
def test_odd_names_are_only_wrong(name: str, db: None) -> None:
    assert try_to_sign_in(Client(), name, "wrong").status_code == 200


def test_only_the_councils_own_proxy_says_where_a_request_comes_from(officer: Any, settings: Any) -> None:
    client = StrictClient()
    for number in range(5):
        last = try_to_sign_in(
            client, officer.email, "wrong", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}"
        )
    assert last.status_code == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    behind = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"203.0.113.1, {ELSEWHERE}"}
    assert try_to_sign_in(client, officer.email, **behind).url == "/"
