"""Budget statements found in the tables of a paper or a sheet (handbook chapter 8)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from goldenthread.model import labels
from goldenthread.model.budget import (
    BudgetCell,
    BudgetColumn,
    BudgetLine,
    BudgetRole,
    Convention,
    MoneyUnit,
    Statement,
)
from goldenthread.model.cells import fold
from goldenthread.model.periods import MONTHS

_ROLES: tuple[tuple[BudgetRole, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (BudgetRole.FORECAST_VARIANCE, r"\bforecast\b.*\bvariance\b|\bprojected\b.*\bvariance\b"),
        (BudgetRole.FORECAST_OUTTURN, r"\bforecast\b|\bprojected\b|\bestimated outturn\b"),
        (BudgetRole.VARIANCE, r"\bvariance\b"),
        (BudgetRole.ALLOCATION_TO_DATE, r"\ballocation to date\b"),
        (BudgetRole.REMAINING, r"\ballocation remaining\b|\bremaining\b"),
        (BudgetRole.ALLOCATION, r"\ballocation\b"),
        (BudgetRole.BUDGET_TO_DATE, r"\bbudget to date\b|\bprofiled budget\b"),
        (BudgetRole.ANNUAL_BUDGET, r"\b(?:annual|revised|original|current)\s+(?:annual\s+)?budget\b|^budget\b"),
        (BudgetRole.ACTUAL, r"\bactual\b|\bspend to date\b"),
        (BudgetRole.COUNT, r"\bno\.? placed\b|\bnumber\b"),
    )
)
_UNITS = (
    (MoneyUnit.THOUSANDS, re.compile(r"£\s?['’‘]?000|£k\b|\bGBP thousand\b", re.IGNORECASE)),
    (MoneyUnit.MILLIONS, re.compile(r"£m\b|£ ?million", re.IGNORECASE)),
    (MoneyUnit.POUNDS, re.compile(r"£|\bGBP\b")),
)
_AS_AT = re.compile(
    rf"\bas\s+at\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−])?\s*£?\s*(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?(open)\))"
)


def budget_role(heading: str) -> BudgetRole:
    """What a column of a statement holds, by its heading; `other` for one of no known words, and for percentages."""
    if "%" in heading:
        return BudgetRole.OTHER
    return next((role for role, words in _ROLES if words.search(heading)), BudgetRole.OTHER)


def is_statement_header(texts: Sequence[str]) -> bool:
    """Whether a row is the header of a budget statement: two columns of budget and spend at least."""
    roles = {budget_role(text) for text in texts} - {BudgetRole.OTHER, BudgetRole.COUNT}
    return is_ours(texts) or (
        len(roles) >= 2 and bool(roles & {BudgetRole.ANNUAL_BUDGET, BudgetRole.BUDGET_TO_DATE, BudgetRole.ALLOCATION})
    )


def is_ours(header: Sequence[str]) -> bool:
    """Whether a table is a statement that Golden Thread printed."""
    return tuple(header[:1]) == (labels.LINE,)


def money(text: str) -> Decimal | None:
    """The number of a statement's cell: "(103)" is -103, "1,234" is 1234; None for anything else."""
    match = _NUMBER.fullmatch(fold(text))
    if not match:
        return None
    value = Decimal(match["digits"].replace(",", ""))
    return -value if match["open"] or match["sign"] else value


def as_at_in(text: str) -> dt.date | None:
    """The date in "as at 30th September 2021", or None."""
    match = _AS_AT.search(text)
    if not match:
        return None
    months = [month.lower() for month in MONTHS]
    try:
        return dt.date(int(match["year"]), months.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None


def money_unit_in(texts: Sequence[str]) -> MoneyUnit | None:
    """The unit that headings print, or None when they print none or several."""
    found = {next((unit for unit, words in _UNITS if words.search(text)), None) for text in texts} - {None}
    return found.pop() if len(found) == 1 else None


def statement_of(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, number: str = "") -> Statement:
    """A statement from its table. A row without numbers names the block of those below it."""
    label_at, block_at = _names_at(header)
    names = 1 if block_at is None else 2
    columns = tuple(BudgetColumn(heading=text, role=budget_role(text)) for text in header[names:])
    lines: list[BudgetLine] = []
    block = ""
    for row in rows:
        texts = ["" if text == labels.LEFT_BLANK else text for text in row]
        texts.extend("" for _ in range(len(header) - len(texts)))  # a merged row has fewer cells
        cells = tuple(BudgetCell(original=text, value=money(text)) for text in texts[names : len(header)])
        label = texts[label_at]
        if block_at is not None:
            block = texts[block_at]
        elif label and not is_ours(header) and not any(cell.original for cell in cells):
            block = label
            continue
        lines.append(BudgetLine(section=block, label=label, cells=cells))
    return Statement(
        number=number,
        title=title,
        as_at=as_at_in(title),
        unit=money_unit_in(header),
        convention=_convention(columns, lines),
        columns=columns,
        lines=tuple(lines),
    )


def _names_at(header: Sequence[str]) -> tuple[int, int | None]:
    """Where a row has its label, and where its block, if that has a column of its own."""
    if [text.lower() for text in header[:2]] == ["section", "label"]:
        return 1, 0
    return 0, 1 if tuple(header[:2]) == (labels.LINE, labels.BLOCK) else None


def _convention(columns: Sequence[BudgetColumn], lines: Sequence[BudgetLine]) -> Convention | None:
    """What brackets mean, told by the numbers: every variance must be budget less actual, or every one the other way."""
    at = {column.role: i for i, column in enumerate(columns)}
    needed = (BudgetRole.BUDGET_TO_DATE, BudgetRole.ACTUAL, BudgetRole.VARIANCE)
    if not all(role in at for role in needed):
        return None
    ways: set[Convention] = set()
    for line in lines:
        values = [line.cells[at[role]].value if at[role] < len(line.cells) else None for role in needed]
        budget, actual, variance = values
        if budget is None or actual is None or variance is None or variance == 0:
            continue
        if variance == budget - actual:
            ways.add(Convention.OVERSPEND_IN_BRACKETS)
        elif variance == actual - budget:
            ways.add(Convention.UNDERSPEND_IN_BRACKETS)
    return ways.pop() if len(ways) == 1 else None
