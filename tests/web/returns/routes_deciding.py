"""Who gets what of what is owed and decided."""

from __future__ import annotations

from tests.web.inventory import CHECKS_UPDATE, DIRECTS, KEEPS_UPDATE, OVERSEES, SIGNED_IN, TAKES_PART, Route

APPROVES_UPDATE = {**CHECKS_UPDATE, "performance officer": 403, "head of performance": 403}
"""The address at which the update of People is approved: its director alone."""

ROUTES: tuple[Route, ...] = (
    Route("home", SIGNED_IN),
    Route("my_updates", TAKES_PART),
    Route("return", OVERSEES, {"pk": "return"}),
    Route("return_approve", DIRECTS, {"pk": "return"}, method="post"),
    Route("return_declare", OVERSEES, {"pk": "return"}),
    Route("return_undeclare", DIRECTS, {"pk": "return"}),
    Route("return_section", OVERSEES, {"pk": "return", "kind": "=key-developments"}),
    Route("update_approve", APPROVES_UPDATE, {"pk": "update"}, method="post"),
    Route("update_send_back", CHECKS_UPDATE, {"pk": "update"}),
    Route("update_let_late", KEEPS_UPDATE, {"pk": "update"}),
)
