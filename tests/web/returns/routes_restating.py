"""Who restates what was tabled: performance officers. The update of the world is not tabled yet, and the page says so."""

from __future__ import annotations

from tests.web.inventory import KEEPS_UPDATE, Route

ROUTES: tuple[Route, ...] = (Route("update_restate", KEEPS_UPDATE, {"pk": "update"}),)
