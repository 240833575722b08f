"""Every address of the application is listed with what each part of the cast gets there, and each gets just that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.conftest import Cast, SignIn, StrictClient
from tests.web.inventory import Route
from tests.web.routes import ROUTES
from tests.web.world import make_world

_DONE = (200, 204, 302)


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str | None]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        else:
            yield pattern.name


def test_every_route_is_listed_once() -> None:
    there = sorted(str(name) for name in _names(get_resolver().url_patterns))
    assert sorted(route.name for route in ROUTES) == there


def _address(route: Route, world: dict[str, Any]) -> str:
    parts = {key: row[1:] if row.startswith("=") else world[row].pk for key, row in route.of.items()}
    return reverse(route.name, kwargs=parts)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_each_gets_what_the_list_says(route: Route, cast: Cast, sign_in: SignIn, client: StrictClient) -> None:
    address = _address(route, make_world(cast))
    answers: dict[str, int] = {}
    for part in route.codes:
        visitor = sign_in(part)
        response = getattr(visitor, route.method)(address)
        answers[part] = response.status_code
        if response.streaming:
            b"".join(response)  # a file that is not read to its end stays open
        if route.method == "post" and answers[part] in _DONE:
            answers[part] = 200
            assert visitor.get(address).status_code == 405
    assert answers == dict(route.codes)
    assert getattr(client, route.method)(address).status_code == route.anonymous
    assert route.why_public or route.anonymous == 302
