"""Who gets what at each address of updates by workbook."""

from __future__ import annotations

from tests.web.inventory import KEEPS_ROUND, READS_ROUND, Route

_OF = {"pk": "round"}
_LED_BACK = {part: 302 if code == 200 else code for part, code in READS_ROUND.items()}
"""Whoever takes part is led to the page that uploads a workbook, as none waits for them."""
_OWN = {**_LED_BACK, "officer": 200, "contributor": 200}
"""The workbook of one's own updates; whoever has none is led back to the page that says so."""

ROUTES: tuple[Route, ...] = (
    Route("updates_workbook", READS_ROUND, _OF),
    Route("updates_workbook_download", _OWN, _OF),
    Route("updates_workbook_differences", _LED_BACK, _OF),
    Route("updates_workbook_set_aside", READS_ROUND, _OF, method="post"),
    Route("updates_workbook_send", KEEPS_ROUND, _OF, method="post"),
)
