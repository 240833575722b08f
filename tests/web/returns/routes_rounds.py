"""Who gets what at each address of rounds."""

from __future__ import annotations

from tests.web.inventory import KEEPERS, KEEPS_ROUND, READS_ROUND, TAKES_PART, Route

ROUTES: tuple[Route, ...] = (
    Route("rounds", TAKES_PART),
    Route("round_add", KEEPERS),
    Route("round", READS_ROUND, {"pk": "round"}),
    Route("round_edit", KEEPS_ROUND, {"pk": "round"}),
    Route("round_refresh", KEEPS_ROUND, {"pk": "round"}, method="post"),
    Route("closed_days", KEEPERS),
    Route("closed_day_remove", KEEPERS, {"pk": "closed_day"}, method="post"),
)
