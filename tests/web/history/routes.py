"""Who gets what at each address. (The pages of the other kinds of record are in test_record_pages.py.)"""

from __future__ import annotations

from tests.web.inventory import READS_LINE, READS_PLAN, Route

ROUTES: tuple[Route, ...] = (
    Route("record_history", READS_LINE, {"kind": "=measure", "pk": "measure"}),
    Route("plan_log", READS_PLAN, {"pk": "plan"}),
)
