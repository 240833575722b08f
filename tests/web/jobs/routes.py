"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import EVERYBODY, Route

ROUTES: tuple[Route, ...] = (
    Route(
        "health",
        dict.fromkeys(EVERYBODY, 503),  # no worker runs in these tests
        anonymous=503,
        why_public="A monitor has no account, and learns no more than whether the application is well.",
    ),
)
