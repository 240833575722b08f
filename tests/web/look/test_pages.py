"""The pages of the look: what everybody may read, and the frame that every page has."""

from __future__ import annotations

from tests.web.conftest import StrictClient


def test_the_accessibility_statement_says_when_it_was_reviewed_and_whom_to_ask(client: StrictClient) -> None:
    page = client.get("/accessibility/").content.decode()
    assert "last reviewed on 29 November 2026" in page
    assert "or you need a paper in another format" in page
    assert "ask the performance team" in page
    assert client.post("/accessibility/").status_code == 405
