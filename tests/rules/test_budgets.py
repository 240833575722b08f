"""The arithmetic of budget statements: F1 to F4, F13, R8.2, R8.4, R8.7 of the handbook."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.model.budget import BudgetCell, BudgetColumn, BudgetLine, BudgetRole, Convention, MoneyUnit, Statement
from goldenthread.readers.statements import statement_of
from goldenthread.rules.budgets import Account, Fault
from goldenthread.rules.sign_conventions import converted, in_brackets, outturn, variance

FINANCE = Path("/work/shared/data/finance")
R = BudgetRole
ROLES = (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL, R.VARIANCE)
Row = tuple[str, str, tuple[Decimal, ...]]

OVER, UNDER = Convention.OVERSPEND_IN_BRACKETS, Convention.UNDERSPEND_IN_BRACKETS


def made(rows: list[Row], roles: tuple[BudgetRole, ...] = ROLES, convention: Convention | None = None) -> Statement:
    lines = tuple(
        BudgetLine(
            section=block, label=label, cells=tuple(BudgetCell(original=f"{one:f}", value=one) for one in values)
        )
        for block, label, values in rows
    )
    columns = tuple(BudgetColumn(heading=role.value, role=role) for role in roles)
    return Statement(unit=MoneyUnit.THOUSANDS, convention=convention, columns=columns, lines=lines)


def added(rows: list[Row]) -> tuple[Decimal, ...]:
    return tuple(sum(column, Decimal(0)) for column in zip(*(values for _, _, values in rows), strict=True))


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A consistent statement in either convention: two blocks with their totals, and the net of both."""
    sign = draw(st.sampled_from((1, -1)))
    amounts = st.integers(min_value=20, max_value=90_000)

    def block(name: str, factor: int) -> list[Row]:
        rows: list[Row] = []
        for number in range(draw(st.integers(2, 8))):
            annual, to_date, actual = (Decimal(factor * draw(amounts)) for _ in range(3))
            rows.append((name, f"Service {number}", (annual, to_date, actual, sign * (to_date - actual))))
        return [*rows, (name, f"Total {name}", added(rows))]

    spending, income = block("Expenditure", 1), block("Income", -1)
    net: Row = ("", "Net Expenditure", added([spending[-1], income[-1]]))
    return made([*spending, *income, net])


@given(statements())
def test_a_consistent_statement_has_no_fault(statement: Statement) -> None:
    """F1, F2 and F4 hold, in either convention."""
    assert Account(statement).faults == ()


@given(statements(), st.data())
def test_one_wrong_cell_is_named(statement: Statement, data: st.DataObject) -> None:
    """R8.2: whichever cell is changed, and by however much above rounding, its column is named, once."""
    row = data.draw(st.integers(0, len(statement.lines) - 1))
    column = data.draw(st.integers(0, len(ROLES) - 1))
    change = Decimal(data.draw(st.sampled_from((-1, 1))) * data.draw(st.integers(12, 5000)))
    wrong = with_cell(statement, row, column, change)
    faults = Account(wrong).faults
    assert faults
    assert column in {fault.column for fault in faults} or row in {fault.row for fault in faults}
    cell = wrong.lines[row].cells[column].value
    exact = [fault for fault in faults if (fault.row, fault.column) == (row, column)]
    # a cell that stands in a sum and in a difference is pinned down, and what it should be is worked out
    for fault in exact:
        assert cell is not None
        assert abs(fault.expected - (cell - change)) <= 5


def with_cell(statement: Statement, row: int, column: int, change: Decimal) -> Statement:
    cells = list(statement.lines[row].cells)
    value = (cells[column].value or Decimal(0)) + change
    cells[column] = BudgetCell(original=f"{value:f}", value=value)
    lines = list(statement.lines)
    lines[row] = lines[row].model_copy(update={"cells": tuple(cells)})
    return statement.model_copy(update={"lines": tuple(lines)})


CASE = made(
    [
        ("Expenditure", "Employees", (Decimal(900), Decimal(450), Decimal(462), Decimal(-12))),
        ("Expenditure", "Premises", (Decimal(270), Decimal(135), Decimal(104), Decimal(31))),
        ("Expenditure", "Placements", (Decimal(700), Decimal(350), Decimal(410), Decimal(-60))),
        ("Expenditure", "Total Expenditure", (Decimal(1870), Decimal(935), Decimal(976), Decimal(-41))),
        ("Income", "Fees & Charges", (Decimal(-300), Decimal(-150), Decimal(-130), Decimal(-20))),
        ("Income", "Grant", (Decimal(-400), Decimal(-200), Decimal(-200), Decimal(0))),
        ("Income", "Total Income", (Decimal(-700), Decimal(-350), Decimal(-330), Decimal(-20))),
        ("", "Net Expenditure", (Decimal(1170), Decimal(585), Decimal(646), Decimal(-61))),
    ]
)


@pytest.mark.parametrize(
    ("row", "column", "change", "expected"),
    [
        (0, 2, 90, (0, 2, 462)),  # a line's actual breaks its variance and its total
        (1, 3, -18, (1, 3, 31)),  # a line's variance
        (3, 1, 100, (3, 1, 935)),  # a total breaks its own sum, its variance, and the net
        (7, 0, -50, (7, 0, 1170)),  # a net stands in one sum only
        (6, 0, 27, (6, 0, -700)),
    ],
)
def test_the_wrong_cell_is_pinned_down(row: int, column: int, change: int, expected: tuple[int, int, int]) -> None:
    """One mistake is one fault, at the cell that is wrong, with what it should be (R8.2)."""
    found = Account(with_cell(CASE, row, column, Decimal(change))).faults
    assert [(fault.row, fault.column, int(fault.expected)) for fault in found] == [expected]


def test_two_mistakes_are_two_faults() -> None:
    twice = with_cell(with_cell(CASE, 0, 2, Decimal(90)), 4, 3, Decimal(40))
    assert {(fault.row, fault.column) for fault in Account(twice).faults} == {(0, 2), (4, 3)}


def test_a_line_without_a_second_equation_shows_in_its_total() -> None:
    """A line's annual budget stands in one sum: the total's column is named, and nothing is pinned."""
    (fault,) = Account(with_cell(CASE, 1, 0, Decimal(450))).faults
    assert (fault.row, fault.column, fault.pinned) == (3, 0, False)
    assert (fault.found, fault.expected) == (Decimal(1870), Decimal(2320))


def test_each_total_knows_its_parts() -> None:
    account = Account(CASE)
    assert {found.total: [part for part, _ in found.parts] for found in account.sums} == {
        3: [0, 1, 2],
        6: [4, 5],
        7: [3, 6],
    }


def test_rounding_is_no_fault() -> None:
    """Each number may be out by half a unit, so three lines and their total by two (F1, R8.5)."""
    rows: list[Row] = [
        ("", label, (Decimal(one), Decimal(one))) for label, one in (("A", "1.2"), ("B", "0.4"), ("C", "0.3"))
    ]
    near = made([*rows, ("", "Total", (Decimal("1.9"), Decimal("2.0")))], (R.ANNUAL_BUDGET, R.FORECAST_OUTTURN))
    far = made([*rows, ("", "Total", (Decimal("1.9"), Decimal("2.4")))], (R.ANNUAL_BUDGET, R.FORECAST_OUTTURN))
    assert Account(near).faults == ()
    assert [(fault.column, fault.found) for fault in Account(far).faults] == [(1, Decimal("2.4"))]


def test_an_empty_cell_is_not_nought_and_a_dash_is() -> None:
    def with_text(text: str) -> Statement:
        lines = list(CASE.lines)
        cells = (*lines[0].cells[:2], BudgetCell(original=text), *lines[0].cells[3:])
        lines[0] = lines[0].model_copy(update={"cells": cells})
        return CASE.model_copy(update={"lines": tuple(lines)})

    assert Account(with_text("")).faults == ()
    assert [(fault.row, fault.column) for fault in Account(with_text("-")).faults] == [(0, 2)]


def test_income_without_a_minus_is_taken_off() -> None:
    """A housing revenue account prints income as it comes in; its shortfall is still in brackets."""
    rows: list[Row] = [
        ("Expenditure", "Repairs", (Decimal(2100), Decimal(2350), Decimal(-250))),
        ("Expenditure", "Supervision", (Decimal(1800), Decimal(1760), Decimal(40))),
        ("Expenditure", "Total expenditure", (Decimal(3900), Decimal(4110), Decimal(-210))),
        ("Income", "Dwelling rents", (Decimal(5200), Decimal(5150), Decimal(-50))),
        ("Income", "Garage rents", (Decimal(120), Decimal(131), Decimal(11))),
        ("Income", "Total income", (Decimal(5320), Decimal(5281), Decimal(-39))),
        ("", "Net deficit", (Decimal(-1420), Decimal(-1171), Decimal(-249))),
    ]
    account = Account(made(rows, ROLES[1:]))
    assert account.faults == ()
    assert [account.adverse(row, 2) for row in (0, 1, 3, 4)] == [250, -40, 50, -11]
    assert [account.over_to_date(row) for row in (0, 1, 3, 4)] == [250, -40, 50, -11]


@pytest.mark.parametrize("convention", Convention)
def test_the_convention_is_told_by_the_numbers(convention: Convention) -> None:
    """R8.3: an undeclared convention that all lines obey is that one; adverse means the same in both (8.1)."""
    turned = converted(CASE.model_copy(update={"convention": OVER}), convention)
    account = Account(turned.model_copy(update={"convention": None}))
    assert account.convention is convention
    assert account.faults == ()
    assert [account.adverse(row, 3) for row in (0, 1, 4)] == [12, -31, 20]


@given(statements(), st.sampled_from(list(Convention)))
def test_converting_there_and_back_changes_nothing(statement: Statement, first: Convention) -> None:
    """R8.7: A to B to A is the identity."""
    told = statement.model_copy(update={"convention": first})
    other = UNDER if first is OVER else OVER
    back = converted(converted(told, other), first)
    assert [[cell.value for cell in line.cells] for line in back.lines] == [
        [cell.value for cell in line.cells] for line in told.lines
    ]
    assert back.convention is first


def test_the_handbooks_worked_example() -> None:
    """Schools transport: annual 1,323, to date 362, actual 528, forecast variance (406)."""
    assert variance(Decimal(362), Decimal(528), OVER) == -166
    assert variance(Decimal(362), Decimal(528), UNDER) == 166
    assert variance(Decimal(-7), Decimal(-4), OVER) == -3
    assert outturn(Decimal(1323), Decimal(-406), OVER) == 1729
    assert outturn(Decimal(9539), Decimal(-222), OVER) == 9761
    assert in_brackets(Decimal(-1922)) == "(1,922)"
    assert in_brackets(Decimal(1375)) == "1,375"


@pytest.mark.parametrize(("forecast", "holds"), [((-222, -417, -7, 52), True), ((9761, 1201, 120, 218), False)])
def test_levels_and_variances_are_told_apart(forecast: tuple[int, ...], holds: bool) -> None:
    """R8.4: by content, not by heading."""
    levels = [(9539, 4620, 4723), (784, 275, 483), (113, 37, 39), (270, 120, 89)]
    rows: list[Row] = [
        ("", f"Line {at}", (*map(Decimal, level), Decimal(one)))
        for at, (level, one) in enumerate(zip(levels, forecast, strict=True))
    ]
    account = Account(made(rows, (R.ANNUAL_BUDGET, R.BUDGET_TO_DATE, R.ACTUAL, R.FORECAST_OUTTURN)))
    assert account.outturn_holds_variances is holds


@pytest.mark.parametrize("name", [f"{at}_" for at in range(1, 7)])
def test_the_real_statements_are_sound(name: str) -> None:
    """The handbook's results for the six real statements: all sums, variances and remainders hold."""
    found = sorted(FINANCE.glob(f"{name}*.csv"))
    if not found:
        pytest.skip("the real statements in /work/shared are not here")
    with found[0].open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    account = Account(statement_of(found[0].stem, header, rows))
    assert account.faults == ()
    totals = [row for row in range(len(account.lines)) if account.is_total(row)]
    assert [one.total for one in account.sums] == totals
    assert all(one.sure for one in account.sums)


@pytest.mark.parametrize(
    ("name", "label", "column", "printed"),
    [("1_", "Total Expenditure", 2, "14,184"), ("6_", "Capital Repairs", 3, "374")],
)
def test_a_misprint_in_a_real_statement_is_found(name: str, label: str, column: int, printed: str) -> None:
    found = sorted(FINANCE.glob(f"{name}*.csv"))
    if not found:
        pytest.skip("the real statements in /work/shared are not here")
    with found[0].open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    changed = [[*row[: column + 2], printed, *row[column + 3 :]] if row[1] == label else row for row in rows]
    faults: tuple[Fault, ...] = Account(statement_of(found[0].stem, header, changed)).faults
    assert [(changed[fault.row][1], fault.column, fault.pinned) for fault in faults] == [(label, column, True)]
