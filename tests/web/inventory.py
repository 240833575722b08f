"""Every address of the application and what each part of the cast gets there: the words for it. The list itself stands in the
`routes.py` of each folder of tests; test_access_inventory.py asks them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EVERYBODY = (
    "performance officer",
    "director",
    "officer",
    "contributor",
    "other officer",
    "other performance officer",
    "head of performance",
    "finance officer",
    "member",
    "administrator",
)
SIGN_IN = 302
"""What somebody who is not signed in gets: the way to the sign-in page."""

Codes = Mapping[str, int]


def _all(code: int, **others: int) -> dict[str, int]:
    return dict.fromkeys(EVERYBODY, code) | {part.replace("_", " "): code for part, code in others.items()}


SIGNED_IN: Codes = _all(200)
"""A page for everybody who is signed in."""

KEEPERS: Codes = _all(403, performance_officer=200, other_performance_officer=200, head_of_performance=200)
"""A page of no one plan, for whoever keeps the plans of some directorate."""

ADMINISTRATORS: Codes = _all(403, administrator=200)
"""Accounts: administrators alone."""

READS_PLAN: Codes = _all(
    404, performance_officer=200, head_of_performance=200, director=200, officer=200, finance_officer=200, member=200
)
"""A page to read of the plan of People, which is with members for comment."""

READS_LINE: Codes = {**READS_PLAN, "contributor": 200}
"""The measure or milestone of that plan which is owned by the officer and shared with the contributor."""

KEEPS_PLAN: Codes = _all(
    404, performance_officer=200, head_of_performance=200, director=403, officer=403, finance_officer=403, member=403
)
"""A page that changes that plan."""

KEEPS_LINE: Codes = {**KEEPS_PLAN, "contributor": 403}
"""A page that changes that measure or milestone."""

KEEPS_UPLOAD: Codes = _all(404, performance_officer=200, head_of_performance=200)
"""A page of a paper uploaded for People."""


TAKES_PART: Codes = _all(200, finance_officer=403, member=403, administrator=403)
"""A page of no one update, for whoever owes updates or oversees some."""

READS_ROUND: Codes = _all(200, finance_officer=404, member=404, administrator=404)
"""A page to read of a round."""

KEEPS_ROUND: Codes = _all(
    403, performance_officer=200, other_performance_officer=200, head_of_performance=200,
    finance_officer=404, member=404, administrator=404,
)  # fmt: skip
"""A page that changes a round."""

READS_UPDATE: Codes = _all(
    404, performance_officer=200, head_of_performance=200, director=200, officer=200, contributor=200
)
"""The update of the line of People that is owned by the officer and shared with the contributor."""

WRITES_UPDATE: Codes = {**READS_UPDATE, "director": 403}
"""A page that writes in that update."""

SUBMITS_UPDATE: Codes = {**WRITES_UPDATE, "contributor": 403}
"""A page that answers that update for good."""

CHECKS_UPDATE: Codes = {**READS_UPDATE, "officer": 403, "contributor": 403}
"""A page that sends that update back."""

KEEPS_UPDATE: Codes = {**CHECKS_UPDATE, "director": 403}
"""A page of that update for performance officers."""

OVERSEES: Codes = _all(404, performance_officer=200, head_of_performance=200, director=200)
"""A page of the return of People."""

DIRECTS: Codes = {**OVERSEES, "performance officer": 403, "head of performance": 403}
"""A page of that return for its director alone."""


@dataclass(frozen=True)
class Route:
    """An address by its name. `of` says for each part of the address which row of the world it takes ("plan", "measure" …),
    or holds the part itself after an equals sign ("=approve"). `anonymous` is what somebody not signed in gets.

    `method` "post" is for addresses that take nothing else: these must answer 405 to GET for whoever may use them, and for
    the rest a POST is refused as `codes` says. A 200 in `codes` stands for 200, 204 or 302 there.
    """

    name: str
    codes: Codes
    of: Mapping[str, str] = field(default_factory=dict)
    method: str = "get"
    anonymous: int = SIGN_IN
    why_public: str = ""
