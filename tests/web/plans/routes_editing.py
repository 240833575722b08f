"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import KEEPS_LINE, Route

ROUTES: tuple[Route, ...] = (
    Route("target_add", KEEPS_LINE, {"pk": "measure"}),
    Route("target_change", KEEPS_LINE, {"pk": "target"}),
    Route("target_delete", KEEPS_LINE, {"pk": "target"}),
)
