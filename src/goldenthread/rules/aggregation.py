"""How figures of parts of a year, of teams and of ratios are put together; an absent figure is None, and nought is a figure.

Handbook 6.1 and R6.4: flows by ratio of sums, snapshots by the last, named months by their mean. Nothing is made of
nothing: the total of no figures, or a share of nought, is no value rather than 0.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Maybe = Decimal | None


def total(values: Iterable[Maybe]) -> Maybe:
    """The sum of the figures that there are; None when there are none."""
    held = _held(values)
    return sum(held, Decimal()) if held else None


def average(values: Iterable[Maybe]) -> Maybe:
    """The mean of the figures that there are, as of December, January and February (R6.4)."""
    held = _held(values)
    return sum(held, Decimal()) / len(held) if held else None


def last(values: Sequence[Maybe]) -> Maybe:
    """The latest figure: a year of snapshots, or of figures that are themselves cumulative, is its last."""
    held = _held(values)
    return held[-1] if held else None


def year_to_date(values: Sequence[Maybe]) -> tuple[Maybe, ...]:
    """The running total after each period of a year. A period without a figure adds nothing; before the first is None."""
    return tuple(total(values[: end + 1]) for end in range(len(values)))


def de_cumulated(values: Sequence[Maybe]) -> tuple[Maybe, ...]:
    """What each period of one year added to a running total; None where it or the one before has no figure."""
    before: tuple[Maybe, ...] = (Decimal(), *values[:-1]) if values else ()
    return tuple(
        now - then if now is not None and then is not None else None for then, now in zip(before, values, strict=True)
    )


def ratio(numerator: Maybe, denominator: Maybe, multiplier: int = 1) -> Maybe:
    """numerator / denominator x multiplier; no value where either is absent or the denominator is nought."""
    if numerator is None or not denominator:
        return None
    return numerator / denominator * multiplier


def ratio_of_sums(parts: Iterable[tuple[Maybe, Maybe]], multiplier: int = 1) -> Maybe:
    """A rate over several periods or teams (R4.9): the sums divided, never the mean of the rates."""
    whole = [(top, bottom) for top, bottom in parts if top is not None and bottom is not None]
    return ratio(total(top for top, _ in whole), total(bottom for _, bottom in whole), multiplier)


def annualised(value: Maybe, elapsed: int, of: int) -> Maybe:
    """A flow of `elapsed` months (or days) scaled to the whole `of` a year (handbook 6.1)."""
    return value * of / elapsed if value is not None and elapsed > 0 else None


def pro_rata(target: Decimal, elapsed: int, of: int) -> Decimal:
    """The even share of a year's target that belongs to `elapsed` of its `of` parts (handbook 4.3)."""
    return target * elapsed / of


class Update(NamedTuple):
    """A cumulative figure that somebody reported for a period."""

    period: Hashable
    by: str
    value: Maybe


def cumulative(updates: Iterable[Update], periods: Sequence[Hashable]) -> Mapping[Hashable, Maybe]:
    """The cumulative figure at each period: each contributor's latest up to then, added together.

    A later update of the same period replaces the earlier, and a late correction changes its own period and none that
    has a figure of its own.
    """
    reported: dict[str, dict[Hashable, Maybe]] = {}
    for update in updates:
        reported.setdefault(update.by, {})[update.period] = update.value
    return {
        period: total(last([own.get(one) for one in periods[: at + 1]]) for own in reported.values())
        for at, period in enumerate(periods)
    }


def _held(values: Iterable[Maybe]) -> list[Decimal]:
    return [value for value in values if value is not None]
