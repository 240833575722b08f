"""A finding as a form shows it: what it is explained in, and the field in which it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.forms.boundfield import BoundField

from goldenthread.web.returns.current_cell import CURRENT
from goldenthread.web.returns.forms.figure_boxes import FigureBox
from goldenthread.web.returns.judging import Found
from goldenthread.web.returns.lines import PROGRESS


@dataclass(frozen=True)
class Finding:
    """A finding on the page: the box to explain it in, and the field to mend."""

    found: Found
    box: BoundField
    fix: str
    is_error: bool


def fixed_in(found: Found, boxes: Sequence[FigureBox]) -> str:
    """The field in which what was found is mended: the one that its part names, else the words."""
    if found.part == CURRENT.heading and boxes:
        return boxes[0].name
    return _FIXED_IN.get(found.part, "what_happened")


_FIXED_IN: Final = {"progress": "light", "due": "light", PROGRESS.heading: "light", "action": "action"}
