"""Checks on the arithmetic of budget statements (handbook 8.4, F1 to F4, F13) (family FIN)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from goldenthread.model.budget import BudgetRole
from goldenthread.rules.budgets import Account, Fault
from goldenthread.rules.checks.budget_words import (
    at_cell,
    cell_text,
    found_at,
    found_on,
    heading,
    listed,
    money_text,
    row_text,
)
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Book, Paper, short
from goldenthread.rules.statement_grid import DIFFERENCES

_FEWEST_OF_ONE_MIND = 4


def _is_turned(account: Account, fault: Fault) -> bool:
    """Whether a variance is right but for its sign (F3)."""
    of_a_difference = account.columns[fault.column].role in DIFFERENCES
    return of_a_difference and fault.found != 0 and fault.found == -fault.expected


def _code_of(account: Account, fault: Fault) -> str:
    """Which check says it: one mistake is said once."""
    if _is_turned(account, fault):
        return "FIN03"
    total = next((rule.sum for rule in fault.rules if rule.sum and rule.sum.total == fault.row), None)
    if total:
        of_totals = any(account.is_total(part) for part, _ in total.parts)
        return "FIN04" if account.is_net(fault.row) and of_totals else "FIN01"
    remains = any(rule.relation and _remains(account, rule.relation.column) for rule in fault.rules)
    return "FIN05" if remains else "FIN02"


def _remains(account: Account, column: int) -> bool:
    return account.columns[column].role is BudgetRole.REMAINING


def _faults(paper: Paper, code: str) -> Iterator[tuple[Book, list[Fault]]]:
    """The faults that one check says, for each statement, those of one row together."""
    for book in paper.books:
        ours = [fault for fault in book.account.faults if _code_of(book.account, fault) == code]
        for _, faults in groupby(ours, key=lambda fault: fault.row):
            yield book, list(faults)


def _sums(paper: Paper, code: str, parts: str) -> Iterator[Found]:
    for book, faults in _faults(paper, code):
        account, row = book.account, faults[0].row
        label = short(account.lines[row].label.rstrip(" :"))
        several = [_sum_words(account, fault, parts) for fault in faults]
        column = faults[0].column if len(faults) == 1 else None
        severity = _severity(account, faults)
        quote = cell_text(account, row, faults[0].column)
        yield Found(
            at_cell(book, row, column), f"{label}: {listed(several)}.", row_text(account, row), quote, "", severity
        )


def _sum_words(account: Account, fault: Fault, parts: str) -> str:
    expected, gap = money_text(account, fault.expected), abs(fault.found - fault.expected)
    shown = f"{heading(account, fault.column)} is {cell_text(account, fault.row, fault.column)}"
    many = next((len(rule.sum.parts) for rule in fault.rules if rule.sum and rule.sum.total == fault.row), 0)
    also = ", as the figures that rest on it say too" if fault.pinned else ""
    return f"{shown}, but its {many} {parts} come to {expected} ({gap:,f} apart){also}"


def _severity(account: Account, faults: list[Fault]) -> Severity | None:
    """A note where rounding could just do it, a warning where nothing proves what is summed, else an error."""
    if any(rule.sum and not rule.sum.sure for fault in faults for rule in fault.rules):
        return Severity.WARNING
    rounding = all(
        rule.sum and abs(fault.found - fault.expected) * 2 <= len(rule.sum.parts) * account.step[fault.column]
        for fault in faults
        for rule in fault.rules
    )
    return Severity.NOTE if rounding else None


@check(
    "FIN01",
    Severity.ERROR,
    "A total is not the sum of its lines",
    why="Members read the total first. If its lines do not come to it, a line or the total is wrong, and nobody can say which.",
    remedy="Add the column up again from the ledger and correct the line or the total.",
    wrong="Employees 4,723 and Premises 89; Total expenditure 4,821",
    right="Employees 4,723 and Premises 89; Total expenditure 4,812",
    source="Handbook 8.4 F1, R8.2",
)
def total_of_lines(paper: Paper) -> Iterator[Found]:
    """A total that differs from the sum of its lines by more than rounding can (F1)."""
    yield from _sums(paper, "FIN01", "lines")


@check(
    "FIN02",
    Severity.ERROR,
    "A variance does not follow from its budget and actual",
    why="A variance that is not the difference of the two figures beside it misleads about how much a service has overspent.",
    remedy="Check the three figures of the line against the ledger and correct the one that is wrong.",
    wrong="Budget to date 275, actual 483, variance (280)",
    right="Budget to date 275, actual 483, variance (208)",
    source="Handbook 8.4 F2, R8.2",
)
def variance_of_line(paper: Paper) -> Iterator[Found]:
    """A variance that is not the difference of the columns which the other lines compare (F2)."""
    yield from _differences(paper, "FIN02")


@check(
    "FIN03",
    Severity.ERROR,
    "A variance has the wrong sign",
    why="In brackets or out of them is the difference between an overspend and a saving.",
    remedy="Give the variance the sign that the statement's convention asks for, or correct the convention.",
    wrong="Lines over budget in brackets, but Transport: budget 37, actual 39, variance 2",
    right="Transport: budget 37, actual 39, variance (2)",
    source="Handbook 8.4 F3, R8.3",
)
def sign_of_variance(paper: Paper) -> Iterator[Found]:
    """A variance right in size with the sign turned; or a statement whose numbers obey the other convention (F3, R8.3)."""
    for book, faults in _faults(paper, "FIN03"):
        account, fault = book.account, faults[0]
        if not _sure_of_sign(account, fault):
            continue
        label, shown = short(account.lines[fault.row].label), cell_text(account, fault.row, fault.column)
        says = (
            f"{label}: {heading(account, fault.column)} is {shown}, but by the way the other lines are worked out it is "
            f"{money_text(account, fault.expected)}."
        )
        yield found_at(book, fault.row, fault.column, says)
    for book in paper.books:
        declared, shown_by = book.account.statement.convention, book.account.convention_by_numbers
        if declared and shown_by and declared is not shown_by:
            yield found_on(
                book, f"The statement says “{declared.value}”, but its variances are worked out the other way."
            )


def _sure_of_sign(account: Account, fault: Fault) -> bool:
    """Whether a column's total, or enough other lines, say that the sign is wrong; and no total says that it is right."""
    if fault.pinned:
        return True
    cell = (fault.row, fault.column)
    sums = [rule for rule in account.rules if rule.sum and cell in dict(rule.cells)]
    if sums:
        return False
    same = [rule for rule in account.rules if rule.relation and rule.relation.column == fault.column]
    return sum(abs(account.residue(rule)) <= rule.tolerance for rule in same) >= _FEWEST_OF_ONE_MIND


def _differences(paper: Paper, code: str) -> Iterator[Found]:
    for book, faults in _faults(paper, code):
        for fault in faults:
            yield found_at(book, fault.row, fault.column, _difference_words(book.account, fault))


def _difference_words(account: Account, fault: Fault) -> str:
    label = short(account.lines[fault.row].label)
    shown, expected = cell_text(account, fault.row, fault.column), money_text(account, fault.expected)
    start = f"{label}: {heading(account, fault.column)} is {shown}, but"
    relation = next((rule.relation for rule in fault.rules if rule.relation), None)
    if relation is None or fault.column != relation.column:
        others = "the figures beside it and the totals" if relation else "the totals"
        return f"{start} {others} follow from {expected}."
    left, right = (
        f"{heading(account, at)} {cell_text(account, fault.row, at)}" for at in (relation.left, relation.right)
    )
    also = ", as the total of the column does too" if fault.pinned else ""
    return f"{start} {left} and {right} give {expected}{also}."


@check(
    "FIN04",
    Severity.ERROR,
    "A net figure is not its totals added up",
    why="The net figure is the one that goes into the headline; it must be expenditure and income (and recharges) added up.",
    remedy="Work the net figure out again from the totals above it.",
    wrong="Total expenditure 14,134, total income -2,429, net 11,750",
    right="Total expenditure 14,134, total income -2,429, net 11,705",
    source="Handbook 8.4 F4, R8.2",
)
def net_of_totals(paper: Paper) -> Iterator[Found]:
    """A net row that differs from its totals by more than rounding can (F4)."""
    yield from _sums(paper, "FIN04", "parts")


@check(
    "FIN05",
    Severity.ERROR,
    "What remains of an allocation is not allocation less spending",
    why="What is left to spend on a scheme decides whether more may be committed to it.",
    remedy="Work the remaining allocation out again: the year's allocation less what has been spent.",
    wrong="Allocation 1,111, spent 764, remaining 374",
    right="Allocation 1,111, spent 764, remaining 347",
    source="Handbook 8.4 F13",
)
def allocation_remaining(paper: Paper) -> Iterator[Found]:
    """A remaining allocation that is not the difference which the other schemes show (F13)."""
    yield from _differences(paper, "FIN05")


CHECKS = (
    total_of_lines,
    variance_of_line,
    sign_of_variance,
    net_of_totals,
    allocation_remaining,
)
