"""Reading a page of the history as somebody does: its sentences, without their tags and links."""

from __future__ import annotations

import html5lib

from tests.web.conftest import StrictClient, plain_sql


def sentences(client: StrictClient, address: str) -> list[str]:
    """Every paragraph and bullet of the list of changes, with its blanks folded."""
    response = client.get(address)
    assert response.status_code == 200
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    lists = [one for one in page.iter("ol") if "app-history" in one.get("class", "")]
    return [
        " ".join("".join(one.itertext()).split()) for each in lists for one in each.iter() if one.tag in ("p", "li") and
        (one.tag == "p" or not one.get("class"))
    ]  # fmt: skip


def past_the_service() -> None:
    """Forgets who acted in the test's own transaction, as the database does at the end of each request's."""
    plain_sql("SELECT set_config('pghistory.context_id', '', true)")
