"""PostgreSQL for the tests of the web, the cast of people in them, and a client that reads every page strictly.

The cast: People and Places are two directorates. Each test has, in People, a performance officer, a director, a
responsible officer, a contributor; in Places, a responsible officer; and for the whole council a performance officer, a
finance officer, a member and an administrator. `sign_in("director")` gives a client.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.web.look.soundness import assert_sound
from tests.web.postgres import shared_server

TODAY = date(2021, 5, 10)
PASSWORD = "correct horse battery staple"  # noqa: S105 - of people who are not


@pytest.fixture(scope="session")
def django_db_modify_db_settings(testrun_uid: str, worker_id: str) -> Iterator[None]:
    """An embedded server for each worker: shared, one worker could stop it while another was about to begin."""
    database = settings.DATABASES["default"]
    database["TEST"]["NAME"] = f"test_goldenthread_{worker_id}"
    if os.environ.get("DATABASE_URL"):
        yield
        return
    folder = Path(tempfile.gettempdir()) / f"goldenthread-tests-{testrun_uid}-{worker_id}"
    with shared_server(folder) as host:
        database |= {"HOST": host, "USER": "postgres", "NAME": "postgres"}
        yield


class StrictClient(Client):
    """A client that parses every page and fails on a mistake in its HTML, and on what tests/web/look/soundness.py forbids."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming and response.content:
            assert_sound(response.content.decode())
        return response


@pytest.fixture
def client() -> StrictClient:
    """Somebody who is not signed in."""
    return StrictClient()


@dataclass(frozen=True)
class Cast:
    """The people of a test, by their part, and their places."""

    people: dict[str, Any]
    posts: dict[str, Any]
    directorates: dict[str, Any]

    def __getitem__(self, part: str) -> Any:
        return self.people[part]


_PARTS = (
    # part, name, title of the post, role, directorate
    ("performance officer", "Pat Reed", "Performance Officer, People", "performance officer", "People"),
    ("director", "Drew Hall", "Director of People", "director", "People"),
    ("officer", "Ola Brook", "Divisional Manager, Early Help", "responsible officer", "People"),
    ("contributor", "Cam Field", "Data Analyst, Early Help", "contributor", "People"),
    ("other officer", "Toni West", "Divisional Manager, Highways", "responsible officer", "Places"),
    ("other performance officer", "Sam Moor", "Performance Officer, Places", "performance officer", "Places"),
    ("head of performance", "Jo Lane", "Head of Performance", "performance officer", None),
    ("finance officer", "Fin Marsh", "Finance Business Partner", "finance officer", None),
    ("member", "Cllr Mo Dale", "Chair, Policy and Performance Board", "member", None),
    ("administrator", "Ada Stone", "Systems Administrator", "administrator", None),
)


@pytest.fixture
def cast(db: None) -> Cast:
    """The people, each in their post since January 2021. Nobody has a password; see `sign_in`."""
    from goldenthread.web.accounts.models import Directorate, Holding, Person, Post

    places = {name: Directorate.objects.create(name=name) for name in ("People", "Places")}
    people, posts = {}, {}
    for part, name, title, role, directorate in _PARTS:
        person = Person.objects.create(name=name, email=f"{part.replace(' ', '.')}@example.gov.uk")
        where = places[directorate] if directorate else None
        post = Post.objects.create(title=title, role=role, directorate=where)
        Holding.objects.create(person=person, post=post, since=date(2021, 1, 1))
        people[part], posts[part] = person, post
    return Cast(people, posts, places)


SignIn = Callable[[str], StrictClient]


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    """A client in which that part of the cast is signed in."""

    def as_(part: str) -> StrictClient:
        client = StrictClient()
        client.force_login(cast[part], backend="goldenthread.web.accounts.backends.SignedIn")
        return client

    return as_


@pytest.fixture(autouse=True)
def _files_apart(tmp_path: Path, settings: Any) -> None:
    """What is uploaded or mailed in a test stays in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_REQUIRED = False


def plain_sql(statement: str, *values: Any) -> None:
    """Runs a statement past Django, on the test's own connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)


__all__ = ["PASSWORD", "TODAY", "Cast", "SignIn", "StrictClient", "plain_sql"]
