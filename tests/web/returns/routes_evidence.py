"""Who gets what of evidence files."""

from __future__ import annotations

from tests.web.inventory import READS_UPDATE, WRITES_UPDATE, Route

ROUTES: tuple[Route, ...] = (
    Route("evidence_add", WRITES_UPDATE, {"pk": "update"}, method="post"),
    Route("evidence_remove", WRITES_UPDATE, {"pk": "update", "evidence": "evidence"}, method="post"),
    Route("evidence", READS_UPDATE, {"pk": "evidence"}),
)
