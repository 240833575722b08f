"""The frame of every page: navigation by role, messages, the title of a refused form, the demonstration's banner."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from goldenthread.web import urls
from tests.web.conftest import SignIn, StrictClient


class Name(forms.Form):
    name = forms.CharField()


@login_not_required
def _page(request: HttpRequest) -> HttpResponse:
    """A page with nothing of its own but a form and, when asked, messages."""
    for level in request.GET.getlist("say"):
        messages.add_message(request, getattr(messages, level.upper()), f"It is <{level}>.")
    return render(request, "look/framed.html", {"other": 1, "asked": Name(request.POST or None)})


urlpatterns = [path("framed/", _page), path("plans/framed/", _page), *urls.urlpatterns]
pytestmark = pytest.mark.urls(__name__)
FRAMED = """{% extends "look/base.html" %}{% block title %}Framed{% endblock %}
{% block main %}{% error_summary asked %}<h1>Framed</h1><form>{{ asked }}</form>{% endblock %}"""


@pytest.fixture(autouse=True)
def _framed(settings: Any, tmp_path: Any) -> None:
    """The page's template, in a folder beside the application's own."""
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "framed.html").write_text(FRAMED, encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


def _seen(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def _navigation(page: BeautifulSoup) -> list[str]:
    return [item.get_text(strip=True) for item in page.select(".govuk-service-navigation__item")]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("performance officer", ["Home", "My updates", "Rounds", "Papers", "Plans", "Priorities", "Uploads"]),
        ("head of performance", ["Home", "My updates", "Rounds", "Papers", "Plans", "Priorities", "Uploads"]),
        ("director", ["Home", "My updates", "Rounds", "Papers", "Plans", "Priorities"]),
        ("officer", ["Home", "My updates", "Rounds", "Papers", "Plans", "Priorities"]),
        ("finance officer", ["Home", "Papers", "Plans", "Priorities"]),
        ("member", ["Home", "Papers", "Plans", "Priorities"]),
        ("contributor", ["Home", "My updates", "Rounds", "Plans"]),
        ("administrator", ["Home", "People"]),
    ],
)
def test_each_role_finds_what_is_theirs(sign_in: SignIn, part: str, expected: list[str]) -> None:
    page = _seen(sign_in(part).get("/framed/"))
    assert _navigation(page) == [*expected, "My account", "Sign out"]


def test_whoever_is_not_signed_in_finds_no_navigation_and_costs_no_query(client: StrictClient) -> None:
    page = _seen(client.get("/framed/"))  # a query would fail: this test may not ask the database
    assert _navigation(page) == []
    assert page.select_one("a[href='/accessibility/']")


def test_the_navigation_costs_one_query(sign_in: SignIn, django_assert_num_queries: Any) -> None:
    visitor = sign_in("head of performance")
    with django_assert_num_queries(3):  # the session, the person, and what they reach
        visitor.get("/framed/")


@pytest.mark.parametrize(
    ("address", "current", "kind"),
    [("/framed/", [], []), ("/plans/framed/", ["Plans"], ["true"]), ("/", ["Home"], ["page"])],
)
def test_the_part_that_somebody_is_in_is_marked(
    sign_in: SignIn, address: str, current: list[str], kind: list[str]
) -> None:
    marked = _seen(sign_in("director").get(address)).select(".govuk-service-navigation [aria-current]")
    assert [link.get_text(strip=True) for link in marked] == current
    assert [link["aria-current"] for link in marked] == kind


def test_signing_out_is_a_form(sign_in: SignIn) -> None:
    visitor = sign_in("member")
    form = _seen(visitor.get("/framed/")).select_one(".govuk-service-navigation form")
    assert form is not None
    assert (form["method"], form["action"]) == ("post", "/account/logout/")
    assert visitor.post(str(form["action"])).status_code == 302
    assert _navigation(_seen(visitor.get("/framed/"))) == []


def test_messages_are_banners_and_shown_as_text(sign_in: SignIn) -> None:
    page = _seen(sign_in("member").get("/framed/?say=success&say=warning"))
    good, other = page.select(".govuk-notification-banner")
    assert "govuk-notification-banner--success" in good["class"]
    assert good["role"] == "alert"
    assert other["role"] == "region"
    assert good.get_text(" ", strip=True) == "Success It is <success>."
    assert other.get_text(" ", strip=True) == "Important It is <warning>."


def test_the_title_says_that_a_form_was_refused(client: StrictClient) -> None:
    assert _seen(client.get("/framed/")).title.get_text() == "Framed – Golden Thread, Example Borough Council"  # type: ignore[union-attr]
    refused = _seen(client.post("/framed/", {"name": ""})).title
    assert refused is not None
    assert refused.get_text() == "Error: Framed – Golden Thread, Example Borough Council"
    taken = _seen(client.post("/framed/", {"name": "Pat"})).title
    assert taken is not None
    assert taken.get_text().startswith("Framed")


def test_the_demonstration_says_what_it_is(client: StrictClient, settings: Any) -> None:
    assert "nothing here is real" not in client.get("/framed/").content.decode()
    settings.DEMONSTRATION = True
    assert "nothing here is real" in client.get("/framed/").content.decode()


def test_the_councils_name_and_contact(client: StrictClient, settings: Any) -> None:
    settings.COUNCIL, settings.CONTACT = "Bishop & Sons Council", "Jo Lane, 01234 567890"
    page = _seen(client.get("/framed/"))
    assert page.select_one("header").get_text(strip=True) == "Bishop & Sons Council"  # type: ignore[union-attr]
    assert "Ask Jo Lane, 01234 567890." in page.select_one("footer").get_text()  # type: ignore[union-attr]
