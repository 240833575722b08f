"""What goes wrong has a page that says what happened, what is saved and what to do next; never a traceback."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from goldenthread.web import urls
from goldenthread.web.look import errors
from tests.web.conftest import SignIn, StrictClient

IN_THE_CODE = "only-for-the-log-7391"
RAISED = {
    "fault": ValueError(IN_THE_CODE),
    "bad": SuspiciousOperation(IN_THE_CODE),
    "refused": PermissionDenied(IN_THE_CODE),
    "lost": OperationalError(IN_THE_CODE),
    "closed": InterfaceError(IN_THE_CODE),
}


def _raising(request: HttpRequest, what: str) -> HttpResponse:
    raise RAISED[what]


_raising.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("raising/<what>/", _raising), *urls.urlpatterns]
handler400, handler500 = urls.handler400, urls.handler500

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor() -> StrictClient:
    """Somebody who sees the answer to an error, and not the error. (No test here that lacks a person may ask the database.)"""
    return StrictClient(raise_request_exception=False)


@pytest.mark.parametrize(
    ("what", "status", "said"),
    [
        ("fault", 500, "either saved completely or not at all"),
        ("bad", 400, "Nothing of it was saved"),
        ("refused", 403, "Nothing was changed"),
        ("lost", 503, "Nothing is lost"),
        ("closed", 503, "Nothing is lost"),
        ("", 404, "We cannot find that page"),
    ],
)
def test_each_error_has_its_page(visitor: StrictClient, what: str, status: int, said: str) -> None:
    response = visitor.get(f"/raising/{what}/" if what else "/raising/")
    page = response.content.decode()
    assert response.status_code == status
    assert said in page
    assert "Example Borough Council" in page
    assert IN_THE_CODE not in page
    assert "Traceback" not in page


def test_a_lost_database_asks_to_come_again(visitor: StrictClient) -> None:
    assert visitor.get("/raising/lost/")["Retry-After"] == "10"


def test_a_database_lost_before_the_view_has_the_same_page(
    visitor: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: Any) -> None:
        raise OperationalError(IN_THE_CODE)

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    visitor.cookies["goldenthread_session"] = "a" * 32
    response = visitor.get("/")
    assert response.status_code == 503
    assert IN_THE_CODE not in response.content.decode()


def test_a_page_that_is_not_there_keeps_the_navigation(sign_in: SignIn) -> None:
    response = sign_in("director").get("/no-such-page/")
    assert response.status_code == 404
    assert "Sign out" in response.content.decode()


def test_a_form_without_its_secret_saves_nothing_and_says_so() -> None:
    visitor = StrictClient(enforce_csrf_checks=True)
    response = visitor.post("/account/login/", {"login": "a@example.gov.uk", "password": "a"})
    assert response.status_code == 403
    assert "nothing of what you sent was saved" in response.content.decode()


def test_the_pages_of_trouble_need_no_request_from_a_known_person() -> None:
    assert errors.server_error(RequestFactory().get("/")).status_code == 500
