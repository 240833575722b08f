"""Who gets what."""

from __future__ import annotations

from tests.web.inventory import Route

ROUTES: tuple[Route, ...] = ()
