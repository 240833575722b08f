"""The application as a WSGI server calls it."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from goldenthread.web.wsgi import application

_BODY = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\nabc\r\n--x--\r\n'


def _asked(method: str, kind: str) -> str:
    """The first line of what is answered."""
    made = RequestFactory().get(f"{reverse('account_login')}?next=/plans/").environ
    environ: dict[str, Any] = made | {
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(_BODY)),
        "wsgi.input": io.BytesIO(_BODY),
    }
    said: list[str] = []
    answer = application(environ, lambda status, headers: said.append(status))
    assert b"".join(answer)
    answer.close()  # type: ignore[attr-defined]
    return said[0]


@pytest.mark.parametrize(
    "code", ["=hex", "=undefined", "=idna", '="rot13"', "=utf-16", "=no-such-code", "*=utf-8''hex"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_in_a_strange_code_is_read_as_any_other(db: None, code: str, method: str) -> None:
    wanted = HTTPStatus.OK if method == "GET" else HTTPStatus.FORBIDDEN  # it holds no secret of a form of ours
    assert _asked(method, f"multipart/form-data; charset{code}; boundary=x").startswith(str(wanted.value))


def test_a_kind_that_cannot_be_understood_is_none(db: None) -> None:
    assert _asked("GET", f"charset; {'a;' * 20_000}").startswith("200")
