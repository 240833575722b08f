"""The check on a result against the numerator and denominator that are printed in columns of their own (family NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Cell, Figure, Role, Unit
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Held, Paper
from goldenthread.rules.checks.stated import printed

_PER = re.compile(r"\bper\s+(?P<base>1,?000|10,?000|100,?000|1 million|million)\b", re.IGNORECASE)
_FEW = 3
"""From how many rows that disagree the columns must hold something else, when they are more than half of all."""


class _Fraction(NamedTuple):
    held: Held
    cell: Cell
    figure: Figure
    part: Decimal
    whole: Decimal
    base: int

    @property
    def exact(self) -> Decimal:
        return self.part * self.base / self.whole

    @property
    def follows(self) -> bool:
        """Whether the figure is the fraction, rounded or cut off as it is printed."""
        step = Decimal(1).scaleb(min(0, int(self.figure.value.as_tuple().exponent)))
        return abs(self.exact - self.figure.value) < step

    @property
    def is_meant(self) -> bool:
        """Whether the figure is near enough to be meant as this fraction."""
        return self.exact > 0 and Decimal("0.5") < self.figure.value / self.exact < 2


@check(
    "NUM36",
    Severity.ERROR,
    "A result does not follow from its numerator and denominator",
    why="The two numbers are printed so that anyone can work the result out; where it differs, the light may be wrong as well.",
    remedy="Work the result out again, then look at its light, its direction and its commentary.",
    wrong="Numerator 171, denominator 212, result 84.3%",
    right="Numerator 171, denominator 212, result 80.7%",
    source="Handbook R6.1",
)
def result_of_its_parts(paper: Paper) -> Iterator[Found]:
    """A percentage or rate whose row prints numerator and denominator, and which is not theirs (R6.1)."""
    every = list(_fractions(paper))
    wrong = [one for one in every if not one.follows]
    if len(wrong) >= _FEW and 2 * len(wrong) > len(every):
        return
    for one in wrong:
        if one.is_meant:
            places = max(1, -int(one.figure.value.as_tuple().exponent))
            sign = "%" if one.figure.unit is Unit.PERCENT else f" per {one.base:,}"
            says = f"{printed(one.part)} of {printed(one.whole)} is {printed(one.exact, places=places)}{sign}, and the table says"
            yield Found(one.held.at(one.cell.column.full_heading), f"{says} {one.cell.text}.", one.cell.original)


def _fractions(paper: Paper) -> Iterator[_Fraction]:
    for held, measure in paper.measures:
        for cell in measure.cells:
            for figure in cell.figures if cell.column.role is not Role.TARGET else ():
                part, whole = figure.numerator, figure.denominator
                base = _base(figure, measure.title)
                in_the_cell = part is not None and re.search(rf"(?<!\d){part:,f}(?!\d)", cell.original)
                if base and part is not None and whole and not in_the_cell:
                    yield _Fraction(held, cell, figure, part, whole, base)


def _base(figure: Figure, title: str) -> int:
    """What a figure counts in: 100 for a percentage, 1,000 for a rate per 1,000; 0 where it is neither."""
    if figure.unit is Unit.PERCENT:
        return 100
    per = _PER.search(title)
    if figure.unit is not Unit.RATE or per is None:
        return 0
    return 1_000_000 if "million" in per["base"].lower() else int(per["base"].replace(",", ""))


CHECKS = (result_of_its_parts,)
