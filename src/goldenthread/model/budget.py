"""Budget statements: the tables of a finance officer, with their unit, sign convention and as-at date (handbook chapter 8)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from goldenthread.model.text import Block
from goldenthread.model.values import Value


class MoneyUnit(StrEnum):
    """What the numbers of a statement count in (R8.1)."""

    POUNDS = "£"
    THOUSANDS = "£'000"
    MILLIONS = "£m"


class Convention(StrEnum):
    """What a variance in brackets means (handbook 8.1). Brackets mean only what the statement's key says (R8.3)."""

    OVERSPEND_IN_BRACKETS = "variance is budget less actual: brackets mean overspend or income below budget"
    UNDERSPEND_IN_BRACKETS = "variance is actual less budget: brackets mean underspend or income above budget"

    @property
    def of_what_remains(self) -> str:
        """The same said of a statement that has no variance, but what remains of an allocation."""
        return _OF_WHAT_REMAINS[self]


_OF_WHAT_REMAINS = {
    Convention.OVERSPEND_IN_BRACKETS: "what remains is allocation less spending: brackets mean spent above the allocation",
    Convention.UNDERSPEND_IN_BRACKETS: "what remains is spending less allocation: brackets mean not yet spent",
}


def convention_named(words: str) -> Convention | None:
    """The convention that a statement's own words state, or None."""
    return next((one for one in Convention if words in (one.value, one.of_what_remains)), None)


class BudgetRole(StrEnum):
    """What a column of a statement holds. A level and a variance are different things, whatever the heading says (R8.4)."""

    ANNUAL_BUDGET = "annual budget"
    BUDGET_TO_DATE = "budget to date"
    ACTUAL = "actual"
    VARIANCE = "variance"
    FORECAST_OUTTURN = "forecast outturn"
    FORECAST_VARIANCE = "forecast variance"
    ALLOCATION = "capital allocation"
    ALLOCATION_TO_DATE = "allocation to date"
    REMAINING = "allocation remaining"
    COUNT = "count"
    OTHER = "other"


class BudgetColumn(Value):
    """A column of a statement: heading as printed, and its role."""

    heading: str = ""
    role: BudgetRole


class BudgetCell(Value):
    """A number of a statement as printed and as understood, in the statement's unit. "(103)" is -103."""

    original: str = ""
    value: Decimal | None = None


class BudgetLine(Value):
    """One row: the block it stands in ("Expenditure", "Income"), its label, and one cell for each column."""

    section: str = ""
    label: str = ""
    cells: tuple[BudgetCell, ...] = ()


class Statement(Value):
    """A budget statement as at a date, with its commentary. None where the paper does not say."""

    part: Literal["statement"] = "statement"
    number: str = ""
    title: str = ""
    as_at: dt.date | None = None
    unit: MoneyUnit | None = None
    convention: Convention | None = None
    columns: tuple[BudgetColumn, ...] = ()
    lines: tuple[BudgetLine, ...] = ()
    commentary: tuple[Block, ...] = ()

    @property
    def convention_words(self) -> str:
        """What brackets mean, in words that fit the statement's columns; "" where it does not say."""
        if self.convention is None:
            return ""
        roles = {column.role for column in self.columns}
        varies = roles & {BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE}
        remains = BudgetRole.REMAINING in roles and not varies
        return self.convention.of_what_remains if remains else self.convention.value
