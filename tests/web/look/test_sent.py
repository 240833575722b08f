"""A page of trouble shows what was sent, for the browser that sent it from a page of ours, so that nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path
from lxml import html

from goldenthread.web import urls
from goldenthread.web.look.sent import readable, what_was_sent
from tests.web.conftest import StrictClient

OURS = {"origin": "http://testserver"}
TYPED = {
    "change-what_happened": "Rain & <b>wind</b>\nfor weeks",
    "change-seen": "3",
    "csrfmiddlewaretoken": "old",
    "posts": ["1", "2"],
}
RAISED: dict[str, Exception] = {"lost": OperationalError("x"), "fault": ValueError("x")}


def _page(request: HttpRequest, what: str) -> HttpResponse:
    if what in RAISED:
        raise RAISED[what]
    return HttpResponse("|".join(request.POST.getlist("posts")), content_type="text/plain")


_page.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("page/<what>/", _page), *urls.urlpatterns]
handler400, handler500 = urls.handler400, urls.handler500

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor() -> StrictClient:
    """Whose forms need their secret, as everybody's do."""
    return StrictClient(enforce_csrf_checks=True, raise_request_exception=False)


def _sent_again(visitor: StrictClient, page: bytes) -> Any:
    document: Any = html.document_fromstring(page.decode())
    (form,) = document.forms
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return form.action, values, visitor.post(form.action, values, headers=OURS)


def test_a_form_that_was_open_too_long_can_be_sent_again(visitor: StrictClient) -> None:
    refused = visitor.post("/page/fine/?part=2", TYPED, headers=OURS)
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "Rain &amp; &lt;b&gt;wind&lt;/b&gt;<br>for weeks" in page
    assert "What happened" in page
    address, values, taken = _sent_again(visitor, refused.content)
    assert address == "/page/fine/?part=2"
    assert values["change-what_happened"] == ["Rain & <b>wind</b>\nfor weeks"]
    assert values["change-seen"] == ["3"]
    assert values["csrfmiddlewaretoken"] != ["old"]
    assert (taken.status_code, taken.content) == (200, b"1|2")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:81"},
        {"origin": "http://[", "referer": "http://testserver/"},
        {"referer": "http://evil.example/http://testserver/"},
    ],
)
def test_another_site_cannot_have_its_words_shown(visitor: StrictClient, headers: dict[str, str]) -> None:
    refused = visitor.post("/page/fine/", TYPED, headers=headers)
    assert refused.status_code == 403
    assert "wind" not in refused.content.decode()
    assert "most browsers still have what you typed" in refused.content.decode()


def test_an_old_browser_says_it_by_its_referer(visitor: StrictClient) -> None:
    assert "wind" in visitor.post("/page/fine/", TYPED, headers={"referer": "http://testserver/a/"}).content.decode()


@pytest.mark.parametrize("secret", ["password", "new_password1", "code", "credential"])
def test_a_form_with_a_secret_is_not_shown(visitor: StrictClient, secret: str) -> None:
    refused = visitor.post("/page/fine/", {"login": "ola@example.gov.uk", secret: "abc123"}, headers=OURS)
    assert "ola@" not in refused.content.decode()
    assert "abc123" not in refused.content.decode()


@pytest.mark.parametrize(("what", "status", "again"), [("lost", 503, True), ("fault", 500, False)])
def test_what_was_typed_outlives_a_broken_server(what: str, status: int, again: bool) -> None:
    visitor = StrictClient(raise_request_exception=False)
    response = visitor.post(f"/page/{what}/", TYPED, headers=OURS)
    assert response.status_code == status
    assert "for weeks" in response.content.decode()
    assert ("Send it again" in response.content.decode()) is again


def test_files_are_said_to_be_left_out(visitor: StrictClient) -> None:
    sent = {**TYPED, "evidence": SimpleUploadedFile("a.csv", b"1")}
    assert "choose them once more" in visitor.post("/page/fine/", sent, headers=OURS).content.decode()


def test_a_body_that_broke_off_shows_nothing() -> None:
    request = RequestFactory().post("/", b"--x\r\n", content_type="multipart/form-data; boundary=", headers=OURS)
    assert what_was_sent(request) == {}


def test_a_page_that_was_only_asked_for_shows_nothing() -> None:
    assert what_was_sent(RequestFactory().get("/", headers=OURS)) == {}


def test_what_nobody_typed_is_left_out() -> None:
    sent = RequestFactory().post("/", {**TYPED, "was": "{}", "keep-why": "mine", "why": "", "do": "save"}).POST
    assert readable(sent) == [("What happened", "Rain & <b>wind</b>\nfor weeks"), ("Posts", "1\n2")]
