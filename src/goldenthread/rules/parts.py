"""Which of several figures in one cell belongs with which of another: by label, else the one that is said to be the whole.

Never silently: where neither a label nor a total decides, the caller gets no pair, or every part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.model.figures import Figure

_WHOLE = re.compile(
    r"(?:grand )?totals?(?: .*)?|.* totals?|overall(?: .*)?|.* overall|combined|all(?: [a-z-]+)?|average"
    r"|(?:la|local authority|authority|borough|council|county|district|city)(?:[- ]?wide)?(?: average| figure)?",
    re.IGNORECASE,
)


def whole_of(figures: Sequence[Figure]) -> Figure | None:
    """The one figure whose label says that it is the total, the overall or the authority-wide one; None unless just one."""
    found = [figure for figure in figures if _WHOLE.fullmatch(figure.label)]
    return found[0] if len(found) == 1 else None


def same_label(figure: Figure, others: Sequence[Figure]) -> Figure | None:
    """The one of `others` with the same label; None for none or several."""
    label = _folded(figure.label)
    found = [other for other in others if label and _folded(other.label) == label]
    return found[0] if len(found) == 1 else None


def pairs(figures: Sequence[Figure], others: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The figures that may be compared one with another; [] where it is not certain which belongs with which.

    One and one belong together, unless each has a name and the names differ. Of several, those of the same name, all of
    them; else the whole with the whole, or with the one that stands alone.
    """
    if len(figures) == len(others) == 1:
        return [] if _names_differ(figures[0], others[0]) else [(figures[0], others[0])]
    by_name = [(figure, other) for figure in figures if (other := same_label(figure, others))]
    if by_name and len(by_name) == len(figures):
        return by_name
    one = figures[0] if len(figures) == 1 and not figures[0].label else whole_of(figures)
    other = others[0] if len(others) == 1 and not others[0].label else whole_of(others)
    return [(one, other)] if one and other else []


def _names_differ(one: Figure, other: Figure) -> bool:
    names = {_folded(one.label), _folded(other.label)}
    return "" not in names and len(names) > 1 and not (whole_of([one]) and whole_of([other]))


def _folded(label: str) -> str:
    return re.sub(r"\W+", " ", label).strip().casefold()
