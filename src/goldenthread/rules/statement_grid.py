"""The numbers of a budget statement by row and column, and what sort each row is: line, total, income (handbook 8.1)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property

from goldenthread.model.budget import BudgetLine, BudgetRole, MoneyUnit, Statement

BUDGETS = (
    BudgetRole.BUDGET_TO_DATE,
    BudgetRole.ANNUAL_BUDGET,
    BudgetRole.ALLOCATION_TO_DATE,
    BudgetRole.ALLOCATION,
)
"""What a variance is measured from, in the order in which it is looked for."""
SPENDING = (BudgetRole.ACTUAL, BudgetRole.FORECAST_OUTTURN)
LEVELS = frozenset((*BUDGETS, *SPENDING))
"""Roles of columns that hold an amount, and not a difference (R8.4)."""
DIFFERENCES = frozenset({BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE, BudgetRole.REMAINING})
_TOTAL = re.compile(
    r"^(?:(?:grand|overall|gross|net)\s+)?(?:sub[- ]?)?totals?\b|\b(?:sub[- ]?|grand )?totals?\s*:?$|^net\b(?![- ]?zero)"
    r"|^gross (?:expenditure|income|cost|spend\w*)$|^\(?(?:surplus|deficit)\)?\s*/\s*\(?(?:surplus|deficit)\)?",
    re.IGNORECASE,
)
_NET = re.compile(r"\bnet\b|surplus|deficit", re.IGNORECASE)
_MEMORANDUM = re.compile(r"^\W*(?:of which|including|incl\.|memo\w*|note)\b", re.IGNORECASE)
_INCOME = re.compile(
    r"(?<!loss of )\bincome\b|^fees\b|\breceipts?\b|\bgrant funding\b|^transfers? from reserves?", re.IGNORECASE
)
_SPENDING_BLOCK = re.compile(r"\bexpenditure\b|\bcosts?\b|\bspend(?:ing)?\b|\bloss of income\b", re.IGNORECASE)
_NO_SUM = re.compile(r"%|\bper ?cent|\baverage\b|\bper\b|\brate\b|\bweekly\b|\brank\b|\bref\b|\bcode\b", re.IGNORECASE)
MONEY_WORDS = re.compile(
    r"£|\b(?:budget|cost|spend|spent|total|amount|outturn|allocation|expenditure)\b", re.IGNORECASE
)
"""The words of a column that holds money, where its role is not known."""
_NIL = re.compile(r"[-–—]|nil|none", re.IGNORECASE)
_POUNDS = {MoneyUnit.POUNDS: 1, MoneyUnit.THOUSANDS: 1_000, MoneyUnit.MILLIONS: 1_000_000}


class StatementGrid:
    """A statement as the rules see it: its numbers by row and column, what sort each row is, its sums and its differences."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.lines = statement.lines
        self.columns = statement.columns
        self.values = tuple(tuple(_value(line, at) for at in range(len(self.columns))) for line in self.lines)
        self._totals = tuple(bool(_TOTAL.search(line.label.strip())) for line in self.lines)
        self._incomes = tuple(_is_income(line) for line in self.lines)

    # ---- rows and columns ----

    def column(self, *roles: BudgetRole) -> int | None:
        """The first column with one of the roles, in the order of the roles."""
        return next((at for role in roles for at, one in enumerate(self.columns) if one.role is role), None)

    def is_total(self, row: int) -> bool:
        """Whether a row says that it is a total, a sub-total or a net."""
        return self._totals[row]

    def is_net(self, row: int) -> bool:
        """Whether a row says that it is what is left of several totals."""
        return bool(_NET.search(self.lines[row].label))

    def is_income(self, row: int) -> bool:
        """Whether a row is money that comes in: by its block, or where that does not say, by its label."""
        return self._incomes[row]

    def counts(self, row: int) -> bool:
        """Whether a row holds numbers of its own: no heading, no "of which"."""
        known = any(value is not None for value in self.values[row])
        return known and not _MEMORANDUM.search(self.lines[row].label)

    def value(self, row: int, column: int | None) -> Decimal | None:
        """The number of a cell; None for no column or no number."""
        return None if column is None else self.values[row][column]

    def weight(self, row: int, column: int) -> Decimal:
        """The size of a cell's number; a missing one weighs nothing."""
        return abs(self.values[row][column] or Decimal(0))

    @cached_property
    def step(self) -> tuple[Decimal, ...]:
        """For each column, the worth of the last digit of its most coarsely printed number."""
        return tuple(
            max((_step(value) for row in self.values if (value := row[at])), default=Decimal(1))
            for at in range(len(self.columns))
        )

    @cached_property
    def summed(self) -> tuple[int, ...]:
        """The columns whose numbers can be added up."""
        return tuple(at for at, column in enumerate(self.columns) if not _NO_SUM.search(column.heading))

    @cached_property
    def pounds(self) -> Decimal | None:
        """What one of its numbers is worth in pounds; None where the statement does not say."""
        return Decimal(_POUNDS[self.statement.unit]) if self.statement.unit else None

    @cached_property
    def amounts(self) -> tuple[tuple[int, int, Decimal, Decimal], ...]:
        """Every amount of money in pounds without its sign: row, column, amount, and the worth of its last digit."""
        if self.pounds is None:
            return ()
        money = [at for at, column in enumerate(self.columns) if column.role is not BudgetRole.COUNT]
        return tuple(
            (row, at, abs(value) * self.pounds, self.step[at] * self.pounds)
            for row, values in enumerate(self.values)
            for at in money
            if (value := values[at]) is not None
        )


def _is_income(line: BudgetLine) -> bool:
    if _NET.search(line.label):
        return False
    if _INCOME.search(line.section):
        return not _SPENDING_BLOCK.search(line.section) or bool(_INCOME.match(line.section))
    return not _SPENDING_BLOCK.search(line.section) and bool(_INCOME.search(line.label))


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def _value(line: BudgetLine, at: int) -> Decimal | None:
    """The number of a cell; a dash is nought, an empty cell is no number."""
    if at >= len(line.cells):
        return None
    cell = line.cells[at]
    if cell.value is None and _NIL.fullmatch(cell.original.strip()):
        return Decimal(0)
    return cell.value
