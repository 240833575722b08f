"""Who gets what at each address."""

from __future__ import annotations

from tests.web.inventory import KEEPERS, KEEPS_LINE, KEEPS_PLAN, Route

APPROVES_PLAN = {**KEEPS_PLAN, "director": 200}
"""The page on which the plan of People is approved: a director may as well."""

ROUTES: tuple[Route, ...] = (
    Route("plan_add", KEEPERS),
    Route("plan_change", KEEPS_PLAN, {"pk": "plan"}),
    Route("plan_life", APPROVES_PLAN, {"pk": "plan", "action": "=approve"}),
    Route("plan_delete", KEEPS_PLAN, {"pk": "plan"}),
    Route("objective_add", KEEPS_PLAN, {"pk": "plan"}),
    Route("objective_change", KEEPS_PLAN, {"pk": "objective"}),
    Route("objective_delete", KEEPS_PLAN, {"pk": "objective"}),
    Route("measure_add", KEEPS_PLAN, {"pk": "objective"}),
    Route("measure_change", KEEPS_LINE, {"pk": "measure"}),
    Route("measure_delete", KEEPS_LINE, {"pk": "measure"}),
    Route("measure_shares", KEEPS_LINE, {"pk": "measure"}),
    Route("definition_change", KEEPS_LINE, {"pk": "measure"}),
    Route("target_add", KEEPS_LINE, {"pk": "measure"}),
    Route("target_change", KEEPS_LINE, {"pk": "target"}),
    Route("target_delete", KEEPS_LINE, {"pk": "target"}),
    Route("baseline_add", KEEPS_LINE, {"pk": "measure"}),
    Route("baseline_change", KEEPS_LINE, {"pk": "baseline"}),
    Route("figure_add", KEEPS_LINE, {"pk": "measure"}),
    Route("figure_change", KEEPS_LINE, {"pk": "figure"}),
    Route("milestone_add", KEEPS_PLAN, {"pk": "objective"}),
    Route("milestone_change", KEEPS_LINE, {"pk": "milestone"}),
    Route("milestone_delete", KEEPS_LINE, {"pk": "milestone"}),
    Route("milestone_shares", KEEPS_LINE, {"pk": "milestone"}),
    Route("priority_add", KEEPERS),
    Route("priority_change", KEEPERS, {"pk": "priority"}),
    Route("priority_delete", KEEPERS, {"pk": "priority"}),
    Route("issue_add", KEEPS_PLAN, {"pk": "plan"}),
    Route("issue_change", KEEPS_PLAN, {"pk": "issue"}),
    Route("issue_delete", KEEPS_PLAN, {"pk": "issue"}),
)
