"""Who gets what of the page of one update."""

from __future__ import annotations

from tests.web.inventory import READS_UPDATE, WRITES_UPDATE, Route

_OF = {"pk": "update"}

ROUTES: tuple[Route, ...] = (
    Route("update", READS_UPDATE, of=_OF),
    Route("update_look", WRITES_UPDATE, of=_OF, method="post"),
    Route("update_draft", WRITES_UPDATE, of=_OF, method="post"),
    Route("update_answer", WRITES_UPDATE, of=_OF | {"answer": "=no-change"}, method="post"),
)
