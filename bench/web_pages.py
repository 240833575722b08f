"""How quick the pages are, beside a bare Django view with one query, through the same middleware, in the same run."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench import Board
    from django.test import Client

ROOT = Path(__file__).parent.parent
FEW, MANY = 60, 600
RUNS = 15
MEASURE_PAGE = 6.0  # times the bare view
PLAN_PAGE = 0.2  # seconds
LINEAR = 1.5  # ten times the measures: at most so many times ten times the work


@contextmanager
def _application(folder: Path) -> Iterator[None]:
    sys.path.insert(0, str(ROOT))  # the large plans and the server are those of the tests
    os.environ |= {"DJANGO_SETTINGS_MODULE": "web_settings", "GOLDENTHREAD_DATA": str(folder)}
    from tests.web.postgres import shared_server

    with shared_server(folder / "database") as host:
        import django
        from django.conf import settings
        from django.core.management import call_command

        settings.DATABASES["default"] |= {"HOST": host, "USER": "postgres", "NAME": "postgres"}
        settings.DATABASES["default"]["OPTIONS"] = {}
        django.setup()
        call_command("migrate", verbosity=0)
        yield
        from django.db import connections

        connections.close_all()


def _signed_in() -> Client:
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from goldenthread.web.accounts.models import Holding, Person, Post

    person = Person.objects.create(name="Performance Officer", email="performance@example.gov.uk")
    post = Post.objects.create(title="Head of Performance", role="performance officer")
    Holding.objects.create(person=person, post=post, since=date(2020, 1, 1))
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(person, backend="goldenthread.web.accounts.backends.SignedIn")
    return client


def _get(client: Client, address: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")

    get()  # templates are compiled once, not for every visitor
    return get


def _by_turns(*works: Callable[[], None]) -> list[float]:
    """The median seconds of each, one run of every one in each turn: what else the machine does falls on all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def pages(board: Board) -> None:
    """The page of one measure, and the page of a plan with few and with many measures."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-bench-") as name, _application(Path(name)):
        from django.db import connection
        from tests.web.plans.large import large_plans

        from goldenthread.web.accounts.models import Directorate

        few = large_plans(Directorate.objects.create(name="Places"), FEW)[-1]
        many = large_plans(Directorate.objects.create(name="People"), MANY)[-1]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL itself does, soon after so many rows are new
        client = _signed_in()
        measure = many.measures.order_by("pk")[0]
        bare, one = _by_turns(_get(client, "/bare/"), _get(client, f"/measures/{measure.pk}/"))
        small, large = _by_turns(_get(client, f"/plans/{few.pk}/"), _get(client, f"/plans/{many.pk}/"))
    board.say("a bare Django view with one query (baseline)", bare, "s")
    board.say("the page of one measure", one, "s")
    board.say("the page of one measure, times the bare view", one / bare, "x", MEASURE_PAGE)
    board.say(f"the plan page with {FEW} measures", small, "s")
    board.say(f"the plan page with {MANY} measures", large, "s", PLAN_PAGE)
    board.say(f"from {FEW} to {MANY} measures, against ten times the work", large / small / 10, "x", LINEAR)
