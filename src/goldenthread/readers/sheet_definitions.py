"""How a council's sheet states a measure's unit and polarity, in the words that councils use for them."""

from __future__ import annotations

import re
from typing import Final

from goldenthread.model.cells import fold
from goldenthread.model.figures import Unit
from goldenthread.model.plan import Polarity

_POLARITIES: Final = tuple(
    (polarity, re.compile(pattern, re.IGNORECASE))
    for polarity, pattern in (
        (Polarity.RANGE, r"(?:with)?in (?:a )?(?:range|band)|range|between"),
        (Polarity.CLOSEST, r"(?:closest|nearest|close|near|plan is best|equal)\b"),
        (Polarity.MONITORED, r"neither|neutral|monitor|data only|(?:for )?information|contextual|not applicable|none"),
        (Polarity.HIGHER, r"(?:aim to |goldilocks )?(?:maxim|high|up\b|upward|increas|bigger|more|rise|rising)"),
        (Polarity.LOWER, r"(?:aim to )?(?:minim|low|down\b|downward|decreas|reduc|small|less|fewer|fall)"),
    )
)
_BOTH_WAYS: Final = re.compile(
    r"high\w*\s*(?:or|/)\s*low\w*|(?:maxim|bigger)\w*\s*(?:or|/)\s*(?:minim|smaller)\w*", re.IGNORECASE
)
_UNITS: Final = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        (Unit.PERCENT, r"%|per ?cent(?:age)?s?|proportion"),
        (Unit.POUNDS, r"£|gbp|pounds?|currency|money"),
        (Unit.RATE, r"rates?(?: per .*)?|per [\d,]+.*"),
        (
            Unit.COUNT,
            r"numbers?(?: of .*)?|nos?\.?|counts?|#|integer|whole number|days|weeks|months|people|children|cases",
        ),
    )
)


def polarity_of(text: str) -> Polarity | None:
    """The polarity that a cell under “Good is” states; None for words that state none for certain."""
    words = fold(text)
    if _BOTH_WAYS.search(words):
        return None  # the heading's own choice, left unmade
    return next((polarity for polarity, pattern in _POLARITIES if pattern.match(words)), None)


def stated_unit(text: str) -> Unit | None:
    """The unit that a cell under “Unit” states; None for one that the model does not count in, such as £000."""
    words = fold(text)
    return next((unit for unit, pattern in _UNITS if pattern.fullmatch(words)), None)
