"""Who gets what at each address of chasing."""

from __future__ import annotations

from tests.web.inventory import READS_ROUND, Codes, Route

OVERSEES_ROUND: Codes = {**READS_ROUND, "officer": 403, "contributor": 403, "other officer": 403}
"""A page of a round for who oversees some directorate."""

SENDS_MESSAGE: Codes = {
    **dict.fromkeys(READS_ROUND, 404),
    "performance officer": 200,
    "head of performance": 200,
    "director": 403,
}
"""What sends a message to the officer of People again."""

ROUTES: tuple[Route, ...] = (
    Route("round_completeness", OVERSEES_ROUND, {"pk": "round"}),
    Route("round_nudge", OVERSEES_ROUND, {"pk": "round"}, method="post"),
    Route("round_messages", OVERSEES_ROUND, {"pk": "round"}),
    Route("message_again", SENDS_MESSAGE, {"pk": "message"}, method="post"),
)
