"""Reads a workbook of updates that came back: whether it may be opened, of which council and round it is, and which cells differ
from the download (plans/workbook/comparing.py)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from goldenthread.model.cells import fold
from goldenthread.web.plans.errors import Refused
from goldenthread.web.plans.workbook.cells import as_cell
from goldenthread.web.plans.workbook.comparing import compared
from goldenthread.web.plans.workbook.receiving import Whose, open_workbook, read_downloaded
from goldenthread.web.plans.workbook.sending import Sent
from goldenthread.web.returns.models import Round
from goldenthread.web.returns.workbook.columns import LAYOUT, SHEET

_ANEW: Final = "Download a new workbook from this page, and type your answers there."
_WHOSE: Final = Whose(
    kind="workbook of updates",
    own="the workbook of updates that you downloaded or were sent",
    source="a round here",
    anew=_ANEW,
    rows="the workbook’s own",
    unknown_key="This row is not one of the updates that this workbook was made for: take it out, or put its key back as it was.",
    no_key="This row has no key: put its key back, or take the row out. A workbook adds no updates.",
)
_ABOUT: Final = ("layout", "council", "round", "title")
NAMED_BY: Final = ("ref", "title", "part")


def read_workbook(path: Path, of: Round, council: str) -> Sent:
    """What differs in the workbook from how it was downloaded. Refused, with a sentence, for what is none of this round's."""
    opened = open_workbook(path, _WHOSE)
    kept = read_downloaded(path, _ABOUT, _WHOSE)
    _check(kept.about, of, council)
    return compared(opened, [SHEET], kept, _WHOSE, NAMED_BY)


def _check(about: Mapping[str, Any], of: Round, council: str) -> None:
    if about["council"] != council:
        raise Refused(f"This is the workbook of another council. Nothing of it was taken. {_ANEW}")
    if about["round"] != of.pk:
        other = fold(as_cell(str(about["title"])))[:120]
        raise Refused(
            f"This is the workbook of “{other}”, and this page takes that of “{of.title}”. Nothing of it was taken. {_ANEW}"
        )
    if about["layout"] != LAYOUT:
        raise Refused(f"This workbook was downloaded before workbooks were laid out anew. {_ANEW}")
