"""What the tests of accounts share: people with passwords, and how they sign in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import PASSWORD, Cast


@pytest.fixture
def officer(cast: Cast) -> Any:
    """The responsible officer, with a password."""
    person = cast["officer"]
    person.set_password(PASSWORD)
    person.save()
    return person


def try_to_sign_in(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    """The answer to an address and a password; `more` may say where the request comes from (REMOTE_ADDR) or goes to (next)."""
    data = {"login": email, "password": password} | {key: more.pop(key) for key in ("next",) if key in more}
    return client.post(reverse("account_login"), data, **more)


def is_signed_in(client: Client) -> bool:
    """Whether the client's session is somebody's."""
    return client.get(reverse("my_account")).status_code == 200
