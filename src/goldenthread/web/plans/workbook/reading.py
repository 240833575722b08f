"""Reads a plan's workbook that came back: whether it may be opened, whose plan it is of, and which cells differ from the
download (comparing.py)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.models import Plan
from goldenthread.web.plans.workbook.columns import LAYOUT, PARTS, sheets_for
from goldenthread.web.plans.workbook.comparing import compared
from goldenthread.web.plans.workbook.receiving import Whose, open_workbook, read_downloaded
from goldenthread.web.plans.workbook.sending import Sent

_ANEW: Final = "Download a new workbook from the plan’s page, and make the changes there."
_WHOSE: Final = Whose(
    kind="plan’s workbook",
    own="the plan’s own workbook",
    source="a plan here",
    anew=_ANEW,
    rows="the plan’s",
    unknown_key="This key is not one of the workbook’s: put it back as it was, or take the row out.",
    no_key="This row has no key: put it back. A new {noun} is added on the plan’s page.",
)
_ABOUT: Final = ("layout", "plan", "first_year", "years")
_NAMED_BY: Final = ("ref", "title", "measure", "part")


def read_workbook(path: Path, plan: Plan) -> Sent:
    """What differs in the workbook from how it was downloaded. Refused, with a sentence, for what is none of this plan's."""
    opened = open_workbook(path, _WHOSE)
    kept = read_downloaded(path, _ABOUT, _WHOSE)
    _check_plan(kept.about, plan)
    kinds = [kind for kind in sheets_for(plan.covers) if kind.name != PARTS or kept.cells.get(PARTS)]
    return compared(opened, kinds, kept, _WHOSE, _NAMED_BY)


def _check_plan(about: Mapping[str, Any], plan: Plan) -> None:
    if about["plan"] != plan.pk:
        raise Refused(
            f"This is the workbook of another plan. Upload it on that plan’s page, or download this one’s. {_ANEW}"
        )
    if about["layout"] != LAYOUT:
        raise Refused(f"This workbook was downloaded before workbooks were laid out anew. {_ANEW}")
    if (about["first_year"], about["years"]) != (plan.first_year, plan.years):
        raise Refused(f"The plan covers other years than when this workbook was downloaded. {_ANEW}")
