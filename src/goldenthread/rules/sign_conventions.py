"""The two conventions of variances that councils print, and a statement turned from one into the other (handbook 8.1, R8.7)."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.model.budget import BudgetCell, Convention, Statement
from goldenthread.rules.statement_grid import DIFFERENCES


def variance(budget: Decimal, actual: Decimal, convention: Convention) -> Decimal:
    """The variance of a line as the convention prints it, income included (handbook 8.1)."""
    return budget - actual if convention is Convention.OVERSPEND_IN_BRACKETS else actual - budget


def outturn(annual: Decimal, forecast_variance: Decimal, convention: Convention) -> Decimal:
    """The year's outturn that a forecast variance stands for (handbook 8.1)."""
    adverse = -forecast_variance if convention is Convention.OVERSPEND_IN_BRACKETS else forecast_variance
    return annual + adverse


def converted(statement: Statement, convention: Convention) -> Statement:
    """The statement with its variances as another convention prints them; converted back it is the same (R8.7).

    Numbers that the paper printed are printed anew where their sign changes.
    """
    if statement.convention is None or statement.convention is convention:
        return statement
    turned = {at for at, column in enumerate(statement.columns) if column.role in DIFFERENCES}
    lines = tuple(
        line.model_copy(
            update={"cells": tuple(_turned(cell) if at in turned else cell for at, cell in enumerate(line.cells))}
        )
        for line in statement.lines
    )
    return statement.model_copy(update={"convention": convention, "lines": lines})


def _turned(cell: BudgetCell) -> BudgetCell:
    if not cell.value:
        return cell
    return BudgetCell(original=in_brackets(-cell.value) if cell.original else "", value=-cell.value)


def in_brackets(value: Decimal) -> str:
    """A number as finance officers print it: "1,234", "(1,234)" for one below nought."""
    return f"({-value:,f})" if value < 0 else f"{value:,f}"
