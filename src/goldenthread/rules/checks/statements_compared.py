"""Checks on a budget line beside its comments, other statements and measures (handbook 8.4 F5, F14) (family FIN)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.budget import BudgetRole
from goldenthread.model.figures import Absence, Role, Unit
from goldenthread.rules.budgets import Account
from goldenthread.rules.checks.budget_words import (
    cell_text,
    comments,
    found_at,
    found_on,
    heading,
    listed,
    sentences,
    stems,
    threshold,
)
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Book, Paper, short


@check(
    "FIN18",
    Severity.NOTE,
    "A large overspend has no comment",
    why="Members will ask why a line is over budget. The answer belongs under the statement.",
    remedy="Say under the statement what caused it and what is being done.",
    wrong="Schools transport (166), and no word on transport under the statement",
    right="Schools transport (166): “More pupils travel to special schools …”",
    source="Handbook 8.4, materiality (practice); larger of £25,000 and 5% of the budget to date",
)
def no_comment(paper: Paper) -> Iterator[Found]:
    """Lines far over their budget to date that no sentence under the statement names; said once for a statement (8.4)."""
    for book in paper.books:
        account = book.account
        if account.pounds is None:
            continue
        text = [sentence for passage in comments(paper, book) for sentence in sentences(passage.text)]
        found = [
            row for row in account.plain_lines() if _is_large(account, row) and not _is_commented(account, row, text)
        ]
        if found and _holds_reasons(paper, book):
            over = sorted(found, key=lambda row: -(account.over_to_date(row) or Decimal(0)))
            shown = listed(f"{short(account.lines[row].label)} {_budget_and_actual(account, row)}" for row in over)
            yield found_on(book, f"Over budget to date by a large amount, with no comment: {shown}.")


def _holds_reasons(paper: Paper, book: Book) -> bool:
    """Whether this is a paper that comments on its statements: a table alone may be an appendix to another."""
    return bool(comments(paper, book)) or any(comments(paper, other) for other in paper.books)


def _is_large(account: Account, row: int) -> bool:
    over = account.over_to_date(row)
    return over is not None and over >= threshold(
        account, account.value(row, account.column(BudgetRole.BUDGET_TO_DATE))
    )


_VAGUE = stems("costs cost service services income support general expenditure payments out borough")


def _is_commented(account: Account, row: int, text: list[str]) -> bool:
    """Whether some sentence names a line by half the words of its label, or the block that it stands in."""
    line = account.lines[row]
    label = stems(line.label) - _VAGUE or stems(line.label)
    block = stems(line.section) - _VAGUE
    return any(
        2 * len(label & stems(sentence)) >= len(label) or bool(block and block <= stems(sentence)) for sentence in text
    )


def _budget_and_actual(account: Account, row: int) -> str:
    budget, actual = account.column(BudgetRole.BUDGET_TO_DATE), account.column(BudgetRole.ACTUAL)
    texts = [cell_text(account, row, at) for at in (budget, actual) if at is not None]
    return f"({texts[0]} budgeted, {texts[1]} spent)"


@check(
    "FIN19",
    Severity.WARNING,
    "Two statements give different amounts for one line",
    why="A statement that takes a line apart must come to that line, or the reader cannot trust either.",
    remedy="Make the two agree, or say why they differ.",
    wrong="Residential care 7,682; in the next table residential 7,641 and asylum seekers 14",
    right="Residential care 7,682; in the next table residential 7,641 and asylum seekers 41",
    source="Handbook 8.4 F5",
)
def do_not_tie(paper: Paper) -> Iterator[Found]:
    """A line that another statement takes apart, or gives as its total, equal in most columns and different in others (F5)."""
    books = [(book, _labels(book.account)) for book in paper.books if book.account.pounds is not None]
    for at, (book, labels) in enumerate(books):
        for where, (other, theirs) in enumerate(books):
            if other is book or book.account.statement.as_at != other.account.statement.as_at:
                continue
            for row, label in labels:
                if label and (found := _tie(book, row, other, _parts(other.account, label, theirs, later=at < where))):
                    yield found


def _labels(account: Account) -> list[tuple[int, frozenset[str]]]:
    return [(row, stems(account.lines[row].label)) for row in account.plain_lines()]


def _parts(
    account: Account, label: frozenset[str], theirs: list[tuple[int, frozenset[str]]], *, later: bool
) -> list[tuple[int, ...]]:
    """The rows of another statement that may together be a line: those that bear its name, or the result of one so titled."""
    bearing = [(row, words) for row, words in theirs if label <= words]
    alike = len(bearing) == 1 and bearing[0][1] == label  # then said once, for the earlier of the two
    groups = [tuple(row for row, _ in bearing)] if bearing and (later or not alike) else []
    if len(label) > 1 and account.result is not None and label <= stems(account.statement.title):
        groups.append((account.result,))
    return groups


def _tie(book: Book, row: int, other: Book, groups: list[tuple[int, ...]]) -> Found | None:
    """What is wrong between a line and the rows of another statement that must be its parts, as most columns show."""
    account = other.account
    for group in groups:
        compared = [_compared(book.account, row, account, group, column) for column in range(len(book.account.columns))]
        told = [one for one in compared if one]
        equal = [one for one in told if one.equal]
        different = [one for one in told if not one.equal]
        if different and len(equal) > len(different) and len(equal) > 1:
            return _untied(book, row, other, group, different)
    return None


class _Compared(NamedTuple):
    column: int
    elsewhere: str
    equal: bool


def _compared(one: Account, row: int, other: Account, rows: tuple[int, ...], column: int) -> _Compared | None:
    """One column of a line beside the same column of its parts; None where it proves nothing."""
    role = one.columns[column].role
    at = other.column(role)
    value = one.values[row][column]
    if role in (BudgetRole.OTHER, BudgetRole.COUNT) or one.column(role) != column or at is None or value is None:
        return None
    parts = [part for part in (other.values[each][at] for each in rows) if part is not None]
    if len(parts) < len(rows) or one.pounds is None or other.pounds is None or not one.weight(row, column):
        return None
    there = sum(parts, Decimal(0)) * other.pounds
    here = value * one.pounds
    step = max(one.step[column] * one.pounds, other.step[at] * other.pounds)
    if abs(here) < 10 * step and here == there:
        return None  # small and equal: chance
    texts = " + ".join(cell_text(other, each, at) for each in rows)
    return _Compared(column, texts, abs(here - there) <= step * max(1, len(rows)) / 2 + step / 2)


def _untied(book: Book, row: int, other: Book, group: tuple[int, ...], different: list[_Compared]) -> Found | None:
    faulty = {(fault.row, fault.column) for fault in book.account.faults}
    faulty_there = {fault.row for fault in other.account.faults}
    if any((row, one.column) in faulty for one in different) or faulty_there & set(group):
        return None  # said where the sum fails
    account = book.account
    shown = listed(
        f"{heading(account, one.column)} {cell_text(account, row, one.column)} here, {one.elsewhere} there"
        for one in different
    )
    says = f"{short(account.lines[row].label)} differs from “{short(other.account.statement.title)}”: {shown}."
    return found_on(book, says)


@check(
    "FIN26",
    Severity.NOTE,
    "A measure and a statement give different amounts for one cost",
    why="A cost reported as a measure and again in the statement will be compared, line by line.",
    remedy="Make the two agree, or say in the commentary what each includes.",
    wrong="Measure “Cost of agency staff”: £1,240,000; statement, Agency staff, actual: 1,420",
    right="Measure “Cost of agency staff”: £1,420,000; statement, Agency staff, actual: 1,420",
    source="Handbook 8.4 F14",
)
def measure_of_the_cost(paper: Paper) -> Iterator[Found]:
    """A measure in pounds named as a line of a statement is, whose figure is near to the line's and not equal (F14)."""
    books = [book for book in paper.books if book.account.pounds is not None]
    for held, measure in paper.measures if books else ():
        figures = [
            figure
            for cell in measure.cells
            if cell.column.role in (Role.CURRENT, Role.FORECAST) and cell.absence is not Absence.NOT_APPLICABLE
            for figure in cell.figures
            if figure.unit is Unit.POUNDS
        ]
        if len(figures) != 1:
            continue
        for book in books:
            found = _differing(book, measure.title, abs(figures[0].value))
            if found:
                row, column = found
                says = (
                    f"{held.called} reports £{figures[0].value:,f}, but {heading(book.account, column)} of "
                    f"{short(book.account.lines[row].label)} is {cell_text(book.account, row, column)}."
                )
                yield found_at(book, row, column, says)


_FEWEST_WORDS = 2
_TOO_NEAR, _TOO_FAR = Decimal("0.001"), Decimal("0.2")


def _differing(book: Book, title: str, pounds: Decimal) -> tuple[int, int] | None:
    """The cell of the one line that a title names which comes nearest to an amount without being it; None where one is."""
    account = book.account
    words = stems(title)
    rows = [
        row
        for row in account.plain_lines()
        if len(label := stems(account.lines[row].label)) >= _FEWEST_WORDS and label <= words
    ]
    if len(rows) != 1:
        return None
    roles = (BudgetRole.ACTUAL, BudgetRole.FORECAST_OUTTURN)
    near = []
    for row, column, amount, step in account.amounts:
        if row != rows[0] or account.columns[column].role not in roles or not amount:
            continue
        gap = abs(amount - pounds)
        if gap <= max(step, amount * _TOO_NEAR):
            return None
        if gap <= amount * _TOO_FAR:
            near.append((gap, column))
    return (rows[0], min(near)[1]) if near else None


CHECKS = (
    no_comment,
    do_not_tie,
    measure_of_the_cost,
)
