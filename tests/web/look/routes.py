"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import SIGNED_IN, Route

ROUTES: tuple[Route, ...] = (
    Route("brand", SIGNED_IN, anonymous=200, why_public="a style sheet of the sign-in page, too"),
    Route("accessibility", SIGNED_IN, anonymous=200, why_public="the law asks for it on every site"),
)
