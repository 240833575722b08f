"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import READS_LINE, READS_PLAN, SIGNED_IN, Route

PLAN = {"pk": "plan"}
COMMENTS = {**READS_PLAN, "director": 403, "officer": 403, "finance officer": 403}
"""Members comment on a plan that is with them, and so do those who keep it."""

ROUTES: tuple[Route, ...] = (
    Route("plans", SIGNED_IN),
    Route("plan", READS_PLAN, PLAN),
    Route("plan_check", READS_PLAN, PLAN),
    Route("plan_download", READS_PLAN, {**PLAN, "format": "=json"}),
    Route("plan_comment", COMMENTS, PLAN, method="post"),
    Route("measure", READS_LINE, {"pk": "measure"}),
    Route("milestone", READS_LINE, {"pk": "milestone"}),
    Route("priorities", SIGNED_IN),
    Route("priority", SIGNED_IN, {"pk": "priority"}),
)
