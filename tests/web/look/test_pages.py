"""The pages that everybody has."""

from __future__ import annotations

from tests.web.conftest import SignIn, StrictClient


def test_the_home_page_greets_by_name(sign_in: SignIn) -> None:
    assert "Hello, Drew Hall" in sign_in("director").get("/").content.decode()


def test_style_and_statement_are_public(client: StrictClient) -> None:
    assert client.get("/brand.css").status_code == 200
    assert client.get("/accessibility/").status_code == 200
