"""Officers with an update each in a running application's own database, already signed in, for tests with real threads and HTTP.

python -m tests.web.returns.served NUMBER prints, as JSON, for each the update's key, the cookie of their session and their
address. The second of them is a helper of the first one's line as well.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg
from lxml import html

from goldenthread.web.running.database import running_in
from tests.web.running import Application, clean_environment

_COOKIE = "goldenthread_session"


PASSWORD = "correct horse battery staple"  # noqa: S105 - of people who are not


@dataclass(frozen=True)
class Officer:
    """Somebody who is signed in, and the update that they owe; they can sign in with `PASSWORD` as well."""

    update: int
    session: str
    email: str


def officers_in(application: Application, number: int) -> list[Officer]:
    """That many officers, made in the application's database."""
    data = application.data
    environment = clean_environment(DATABASE_URL=running_in(data / "database"), GOLDENTHREAD_DATA=str(data))
    command = [sys.executable, "-m", __name__, str(number)]
    made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return [Officer(**one) for one in json.loads(made.stdout)]


def rows(application: Application, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the application's database answers."""
    with psycopg.connect(running_in(application.data / "database")) as connection:
        return connection.execute(question.encode(), values).fetchall()


class Browser:
    """One person's cookies, and pages asked for over the network as a browser does without scripts."""

    def __init__(self, address: str, session: str) -> None:
        self._cookies = {_COOKIE: session}
        self.move(address)

    def move(self, address: str) -> None:
        """The application has another address from now on."""
        self._origin = address
        self._to = urlsplit(address).netloc

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page."""
        return self._ask("GET", path, None)

    def send(self, path: str, values: Mapping[str, str]) -> tuple[int, str]:
        """The status and the text of what comes of sending a form; a redirect is not followed."""
        return self._ask("POST", path, urlencode(values))

    def form(self, path: str) -> dict[str, str]:
        """The values of the page's form for an update."""
        status, text = self.get(path)
        assert status == 200, text
        document: Any = html.document_fromstring(text)
        form = document.get_element_by_id("update-form")
        texts = {
            one.name: "" for one in form.inputs if one.name and one.get("type") not in ("radio", "checkbox", "file")
        }
        return texts | {name: value.removeprefix("\n") for name, value in form.form_values()}

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self._to, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self._origin}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def _make(number: int) -> list[dict[str, Any]]:
    from datetime import date

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.hashers import make_password
    from django.contrib.sessions.backends.db import SessionStore

    from goldenthread.web.accounts.models import Directorate, Holding, Person, Post, Role
    from goldenthread.web.plans.models import MeasureContribution, PlanState
    from tests.web.plans.builders import make_measure, make_objective, make_plan, make_target
    from tests.web.returns.builders import make_return, make_round, make_update

    directorate = Directorate.objects.create(name="People")
    objective = make_objective(make_plan(directorate, state=PlanState.APPROVED))
    made, password = [], make_password(PASSWORD)
    owed = first = None
    for n in range(number):
        email = f"officer.{n}@example.gov.uk"
        person = Person.objects.create(name=f"Officer {n}", email=email, password=password)
        post = Post.objects.create(title=f"Manager {n}", role=Role.RESPONSIBLE_OFFICER, directorate=directorate)
        Holding.objects.create(person=person, post=post, since=date(2021, 1, 1))
        owed = owed or make_return(make_round(person), objective.plan)
        measure = make_measure(objective, ref=f"PED01 {n:02}", title=f"Attendance at school {n}", owner=post)
        make_target(measure)
        first = first or measure
        if n == 1:
            MeasureContribution.objects.create(measure=first, post=post)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "goldenthread.web.accounts.backends.SignedIn"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        made.append({"update": make_update(owed, measure).pk, "session": session.session_key, "email": email})
    return made


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread.web.settings"
    import django

    django.setup()
    sys.stdout.write(json.dumps(_make(int(sys.argv[1]))))
