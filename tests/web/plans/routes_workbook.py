"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import KEEPS_PLAN, Route

_OF = {"pk": "plan"}
_NOTHING_WAITS = {part: 302 if code == 200 else code for part, code in KEEPS_PLAN.items()}
"""Whoever keeps the plan is led to the page that uploads a workbook, as none waits for them."""

ROUTES: tuple[Route, ...] = (
    Route("plan_workbook", KEEPS_PLAN, _OF),
    Route("plan_workbook_upload", KEEPS_PLAN, _OF),
    Route("plan_workbook_differences", _NOTHING_WAITS, _OF),
)
