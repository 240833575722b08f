"""Cases of the check on a result against the numerator and denominator in columns of their own."""

from decimal import Decimal

from goldenthread.model.figures import Cell
from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Report
from tests.rules.checks.papers import Case, measure, report

_SHARE = "Increase the percentage of bridges inspected in time"
_RATE = "Reduce admissions of older people per 100,000 population"


def _joined(cell: Cell, part: int, whole: int) -> Cell:
    figures = tuple(
        figure.model_copy(update={"numerator": Decimal(part), "denominator": Decimal(whole)}) for figure in cell.figures
    )
    return cell.model_copy(update={"figures": figures})


def _line(part: int, whole: int, current: str, title: str = _SHARE, ref: str = "PED01 01") -> MeasureLine:
    """A measure whose current figure was joined with its numerator and denominator, as the readers do."""
    line = measure(ref, title, cells={"current": current})
    return line.model_copy(update={"cells": tuple(_joined(cell, part, whole) for cell in line.cells)})


def _paper(part: int, whole: int, current: str, title: str = _SHARE) -> Report:
    return report(_line(part, whole, current, title))


CASES = {
    "NUM36": Case(
        wrong=[
            _paper(171, 212, "84.3%"),
            _paper(45, 60, "72%"),
            _paper(300, 24000, "1,350", _RATE),
            report(_line(45, 60, "72%"), _line(1, 2, "50%", ref="PED01 02"), _line(3, 4, "75%", ref="PED01 03")),
        ],
        right=[
            _paper(171, 212, "80.7%"),
            _paper(171, 212, "80.6%"),
            _paper(171, 212, "81%"),
            _paper(300, 24000, "1,250", _RATE),
            _paper(300, 24000, "1,250.0", _RATE),
            # the counts are of something else: the whole, or the share that is left
            _paper(212, 20, "84.3%"),
            _paper(45, 60, "25%"),
            _paper(45, 60, "12.5", "Reduce the average number of days"),
            # the columns do not hold what their headings say
            report(*(_line(45 + i, 60, f"{60 + i}%", ref=f"PED01 0{i}") for i in range(1, 5))),
        ],
    ),
}
