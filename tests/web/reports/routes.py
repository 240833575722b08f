"""Who gets what at the pages of papers: the draft of People, and an edition of it."""

from __future__ import annotations

from tests.web.inventory import OVERSEES, Codes, Route

READS_PAPERS: Codes = {
    "performance officer": 200, "other performance officer": 200, "head of performance": 200, "director": 200,
    "officer": 200, "other officer": 200, "finance officer": 200, "member": 200, "contributor": 403, "administrator": 403,
}  # fmt: skip
"""The list of papers, for everybody who reads what was tabled."""

READS_EDITION: Codes = {**READS_PAPERS, "contributor": 404, "administrator": 404}
"""A page of one round's papers, or of one edition."""

ASKS: Codes = {part: 403 if code == 200 and part != "member" else code for part, code in READS_EDITION.items()}
"""The page on which members ask."""

FREEZES: Codes = {**OVERSEES, "director": 403}
"""The page on which the paper of People is frozen."""

_PRIORITY = {"pk": "round", "priority": "priority"}
_DIRECTORATE = {"pk": "round", "directorate": "directorate"}

ROUTES: tuple[Route, ...] = (
    Route("papers", READS_PAPERS),
    Route("round_papers", READS_EDITION, {"pk": "round"}),
    Route("paper_priority", OVERSEES, _PRIORITY),
    Route("paper_priority_check", OVERSEES, _PRIORITY),
    Route("paper_priority_download", OVERSEES, {**_PRIORITY, "format": "=json"}),
    Route("paper_priority_freeze", FREEZES, _PRIORITY),
    Route("paper_directorate", OVERSEES, _DIRECTORATE),
    Route("paper_directorate_check", OVERSEES, _DIRECTORATE),
    Route("paper_directorate_download", OVERSEES, {**_DIRECTORATE, "format": "=json"}),
    Route("paper_directorate_freeze", FREEZES, _DIRECTORATE),
    Route("edition", READS_EDITION, {"pk": "edition"}),
    Route("edition_download", READS_EDITION, {"pk": "edition", "format": "=json"}),
    Route("question_add", ASKS, {"pk": "edition", "update": "tabled_update"}),
)
