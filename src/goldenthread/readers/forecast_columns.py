"""Whether a column headed “Forecast outturn” holds a level or a variance: told by its numbers, not its heading (R8.4)."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.model.budget import BudgetLine, BudgetRole, Statement
from goldenthread.model.reading import Assumed

_FEWEST_LINES = 3


def settle_forecast(statement: Statement) -> tuple[Statement, tuple[Assumed, ...]]:
    """The statement with its forecast column under the role that its numbers allow, and the note that says so.

    A level for the whole year has the sign of the annual budget and is no smaller than what is already spent. Where most lines
    break this, and the column has the signs of the variance to date, it is the variance at the year's end.
    """
    at = {column.role: index for index, column in reversed(list(enumerate(statement.columns)))}
    needed = (BudgetRole.ANNUAL_BUDGET, BudgetRole.ACTUAL, BudgetRole.VARIANCE, BudgetRole.FORECAST_OUTTURN)
    if not all(role in at for role in needed):
        return statement, ()
    rows = [values for line in statement.lines if (values := _values(line, [at[role] for role in needed]))]
    told = [row for row in rows if row[0] and row[3]]
    impossible = [row for row in told if _cannot_be_a_level(row)]
    alike = [row[2] > 0 if row[3] > 0 else row[2] < 0 for row in rows if row[2] and row[3]]
    if len(told) < _FEWEST_LINES or len(impossible) * 2 <= len(told) or sum(alike) * 5 < len(alike) * 4:
        return statement, ()
    index = at[BudgetRole.FORECAST_OUTTURN]
    columns = list(statement.columns)
    columns[index] = columns[index].model_copy(update={"role": BudgetRole.FORECAST_VARIANCE})
    note = Assumed(
        what=f"the column “{columns[index].heading}” holds the forecast variance, not the outturn",
        why=f"{len(impossible)} of its {len(told)} amounts cannot be a full year's total beside their budget and actual, "
        "and it has the signs of the variance to date",
        where=statement.title,
    )
    return statement.model_copy(update={"columns": tuple(columns)}), (note,)


def _values(line: BudgetLine, indexes: list[int]) -> tuple[Decimal, ...] | None:
    """The amounts at `indexes`, or None where one is missing."""
    values = [line.cells[index].value for index in indexes if index < len(line.cells)]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(indexes) else None


def _cannot_be_a_level(row: tuple[Decimal, ...]) -> bool:
    budget, actual, _, forecast = row
    return (budget > 0) != (forecast > 0) or abs(forecast) < abs(actual)
