"""How a rule's sentence writes an amount, so that a councillor reads "£9,583,822", "2.5 points" and "45.7 per 10,000".

Rounding is for display alone: rules compare unrounded.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Ratio

_PLACES = 2
_MOST_DIGITS = 20  # Decimal works with 28; no figure of a council comes near


def plain_number(value: Decimal) -> str:
    """A number with thousands commas, at its own precision: 30.7 is never 30, nor 1E+3 for a thousand."""
    return f"{value:,f}".replace("-", "−", 1)


def rounded(value: Decimal, places: int) -> Decimal:
    """The number at so many decimal places, halves upwards; one too long for any paper stays as it is."""
    if value.adjusted() > _MOST_DIGITS:
        return value
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def tidy(value: Decimal) -> Decimal:
    """A number that was worked out, at two decimal places where that tells it from nought, and no zeros at its end (R1.3)."""
    places = _PLACES
    while value and places < _MOST_DIGITS and not rounded(value, places):
        places += 1
    short = rounded(value, places).normalize()
    return rounded(short, 0) if short == short.to_integral_value() else short


def amount(value: Decimal, unit: Unit | None, ratio: Ratio | None = None) -> str:
    """A figure in its unit: "92.5%", "£1,234", "641 per 10,000", "17"."""
    number = plain_number(value)
    match unit:
        case Unit.PERCENT:
            return f"{number}%"
        case Unit.POUNDS:
            return f"−£{number[1:]}" if number.startswith("−") else f"£{number}"
        case Unit.RATE if ratio and ratio.multiplier:
            return f"{number} per {ratio.multiplier:,}"
        case _:
            return number


def difference(value: Decimal, unit: Unit | None) -> str:
    """How far apart two figures are: "2.5 points" between percentages, "£4,045", "1.1"."""
    size = tidy(abs(value))
    if unit is Unit.PERCENT:
        return f"{plain_number(size)} {'point' if size == 1 else 'points'}"
    return amount(size, unit)
