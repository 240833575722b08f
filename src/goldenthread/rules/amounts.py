"""How a rule's sentence writes an amount, so that a councillor reads "£9,583,822", "2.5 points" and "45.7 per 10,000".

Rounding is for display alone: rules compare unrounded.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from goldenthread.model.figures import Unit
from goldenthread.model.plan import Ratio

_MOST_PLACES = Decimal("0.01")


def plain_number(value: Decimal) -> str:
    """A number with thousands commas, at its own precision: 30.7 is never 30, nor 1E+3 for a thousand."""
    return f"{value:,f}".replace("-", "−", 1)


def tidy(value: Decimal) -> Decimal:
    """A number that was worked out, at two decimal places or fewer, without zeros at its end."""
    short = (
        value.quantize(_MOST_PLACES, ROUND_HALF_UP) if value != value.quantize(_MOST_PLACES, ROUND_HALF_UP) else value
    )
    short = short.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


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
