"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import KEEPS_PLAN, Route

ROUTES: tuple[Route, ...] = (Route("plan_roll", KEEPS_PLAN, {"pk": "plan"}),)
