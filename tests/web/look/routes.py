"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import SIGNED_IN, Route

ROUTES: tuple[Route, ...] = (Route("home", SIGNED_IN),)
