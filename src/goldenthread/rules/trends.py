"""Whether a series of figures rises or falls clearly, by the line that fits it best."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

_FEWEST: Final = 5
_CLEAR: Final = Decimal(
    "0.5"
)  # at least half of the variation follows the line: our choice, no published figure exists


def trend(values: Sequence[Decimal]) -> int | None:
    """1 for rising, -1 for falling, 0 for no clear trend; None for too few figures to say."""
    count = len(values)
    if count < _FEWEST:
        return None
    middle, mean = Decimal(count - 1) / 2, sum(values, Decimal()) / count
    together = sum(((at - middle) * (value - mean) for at, value in enumerate(values)), Decimal())
    across = sum(((at - middle) ** 2 for at in range(count)), Decimal())
    along = sum(((value - mean) ** 2 for value in values), Decimal())
    if not along or together**2 < _CLEAR * across * along:
        return 0
    return 1 if together > 0 else -1
