"""What nobody means to send, in every field of every form: each answer is a sound page, and nothing is half saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse
from lxml import html

from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.inventory import Route
from tests.web.routes import ROUTES
from tests.web.world import make_world

_SCRIPT = "<script>alert(1)</script>"
_HOSTILE = (
    "\x00\x0b\ufffe",
    "9" * 5000,
    "99999999999999999999",
    "-1",
    "1e400",
    "NaN",
    "１２",
    "9999/00",
    f'"> {_SCRIPT}{{{{ 1 }}}}{{% x %}}',
    "[" * 20_000,
    '{"title": ["\\ud800\\u0000"]}',
    "( " * 50_000,
    "1" * 100_000,
)
_ODD_WORDS = f"=1+1'\"{_SCRIPT}\x00"
_READ_BESIDE_THE_FORM = ("step", "choosing", "keep-title", "look", "accept", "weak", "years", "seen", "was", "before")
_WAY_OUT = (302, 303)

Values = dict[str, list[str]]


def _forms(page: bytes) -> Iterator[tuple[str, Values]]:
    """Each form that is sent by POST: its address, and its values as a browser would send them."""
    document: Any = html.document_fromstring(page.decode())
    for form in document.forms:
        action = form.get("action") or ""
        if form.method != "POST" or action == reverse("account_logout"):
            continue
        values: Values = {str(name): [] for name in form.fields.keys()}  # noqa: SIM118 - lxml's own has no iterator of names
        for name, value in form.form_values():
            values[str(name)].append(str(value))
        yield action, values


def _sendings(values: Values) -> Iterator[Values]:
    """Every hostile value in every field, all fields at a time; then odd words in one field, the others as they should be."""
    names = [*dict.fromkeys((*values, *_READ_BESIDE_THE_FORM))]
    for turn in range(len(_HOSTILE)):
        yield {name: [_HOSTILE[(turn + number) % len(_HOSTILE)]] for number, name in enumerate(names)}
    for name in values:
        yield values | {name: [_ODD_WORDS]}


def _events() -> int:
    """How many changes the history holds."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__name__.endswith("Event")]
    counts = " + ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return int(cursor.fetchone()[0])


def _sent(client: StrictClient, address: str, values: Values) -> tuple[HttpResponse, int]:
    """The answer, and how many changes it made; they are taken back."""
    with transaction.atomic():
        before = _events()
        response: Any = client.post(address, values)
        made = _events() - before
        transaction.set_rollback(True)
    return response, made


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_answer_is_a_page(route: Route, cast: Cast, sign_in: SignIn) -> None:
    world = make_world(cast)
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    address = reverse(route.name, kwargs=parts)
    for part in ("head of performance", "administrator"):
        if route.codes.get(part) != 200 or route.method != "get":
            continue
        client = sign_in(part)
        page = client.get(address)
        if page.streaming or not page["Content-Type"].startswith("text/html"):
            b"".join(page)  # a file that is not read to its end stays open
            continue
        for action, values in _forms(page.content):
            for sending in _sendings(values):
                response, made = _sent(client, action or address, sending)
                assert response.status_code < 500, sending
                assert response.status_code in _WAY_OUT or made == 0, sending
                assert _SCRIPT.encode() not in response.content
