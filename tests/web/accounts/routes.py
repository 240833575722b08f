"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import Route

ROUTES: tuple[Route, ...] = ()
