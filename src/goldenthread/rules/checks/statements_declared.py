"""Checks on what a budget statement says of itself: its columns, unit, date and blocks (handbook R8.1 to R8.4) (family FIN)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.budget import BudgetRole
from goldenthread.model.report import Narrative, NarrativeRole, Report
from goldenthread.rules.budgets import Account
from goldenthread.rules.checks.budget_words import (
    cell_text,
    found_at,
    found_on,
    heading,
    listed,
)
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Book, Paper, short
from goldenthread.rules.statement_grid import BUDGETS, DIFFERENCES, SPENDING


@check(
    "FIN06",
    Severity.WARNING,
    "A column headed “forecast outturn” holds variances",
    why="An outturn is what the year will cost; a variance is how far that is from the budget. (222) may be read as either.",
    remedy="Head the column “Forecast variance”, or print the outturn in it.",
    wrong="Forecast outturn: (222), beside an annual budget of 9,539",
    right="Forecast variance: (222), beside an annual budget of 9,539",
    source="Handbook R8.4, appendix A16",
)
def forecast_mislabelled(paper: Paper) -> Iterator[Found]:
    """A forecast column that holds a variance under a heading that says a level; said once for the paper (R8.4, A16)."""
    found = [(book, column) for book in paper.books if (column := _mislabelled(book.account)) is not None]
    for book, column in found[:1]:
        account = book.account
        row = _largest(account, column)
        if row is None:
            continue
        label, shown = short(account.lines[row].label), cell_text(account, row, column)
        more = f"; so do those of {len(found) - 1} more statements" if len(found) > 2 else ""
        more = "; so does that of one more statement" if len(found) == 2 else more
        says = (
            f"The column “{heading(account, column)}” holds forecast variances, not outturns: {label} has "
            f"{shown}{_beside(account, row)}{more}."
        )
        yield found_at(book, row, column, says)


def _mislabelled(account: Account) -> int | None:
    """The column that is headed as an outturn and holds variances."""
    column = account.column(BudgetRole.FORECAST_VARIANCE)
    if column is not None and _says_outturn(account.columns[column].heading):
        return column
    return account.column(BudgetRole.FORECAST_OUTTURN) if account.outturn_holds_variances else None


def _says_outturn(words: str) -> bool:
    difference = re.search(r"varian|\bover|\bunder|\(?surplus|deficit|\+/-|pressure|difference", words, re.IGNORECASE)
    return bool(re.search(r"outturn|projected|forecast spend", words, re.IGNORECASE)) and not difference


def _beside(account: Account, row: int) -> str:
    annual = account.column(BudgetRole.ANNUAL_BUDGET)
    if annual is None or account.value(row, annual) is None:
        return ""
    return f", beside an annual budget of {cell_text(account, row, annual)}"


def _largest(account: Account, column: int) -> int | None:
    """The line with the largest amount in a column, to show."""
    rows = [row for row in account.plain_lines() if account.values[row][column]]
    return max(rows, key=lambda row: account.weight(row, column), default=None)


@check(
    "FIN07",
    Severity.WARNING,
    "A statement does not say its unit, its date or what brackets mean",
    why="An amount of 4,045 may be pounds or thousands; without a date nothing compares; brackets differ between councils.",
    remedy="Add what is missing to the statement's heading or to a note under it.",
    wrong="Revenue budget: Employees 9,539, 4,723, (103)",
    right="Revenue budget as at 30 September 2021, £'000; brackets mean an overspend",
    source="Handbook R8.1, R8.3",
)
def not_declared(paper: Paper) -> Iterator[Found]:
    """A statement of amounts without unit, as-at date or convention (R8.1)."""
    for book in paper.books:
        missing = list(_missing(book.account))
        if missing:
            title = short(book.account.statement.title) or "The statement"
            yield found_on(book, f"“{title}” does not say {' nor '.join(missing)}.")


def _missing(account: Account) -> Iterator[str]:
    statement = account.statement
    roles = {column.role for column in account.columns}
    if not roles & {*BUDGETS, *SPENDING} or not any(account.counts(row) for row in range(len(account.lines))):
        return
    if statement.unit is None:
        yield "what its numbers count (£, £'000 or £m)"
    if statement.as_at is None and roles & {BudgetRole.ACTUAL, BudgetRole.BUDGET_TO_DATE}:
        yield "as at which date it stands"
    differences = [at for at, column in enumerate(account.columns) if column.role in DIFFERENCES]
    signed = any((account.values[row][at] or Decimal(0)) < 0 for row in range(len(account.lines)) for at in differences)
    if signed and account.convention is None:
        yield "what an amount in brackets means"


@check(
    "FIN08",
    Severity.WARNING,
    "A statement is as at another date than the report's period ends",
    why="Last quarter's statement left in this quarter's report gives members old figures under a new title.",
    remedy="Put in the statement as at the end of the period, or say in the text why it is of another date.",
    wrong="Quarter 2 report, to 30 September 2021; statement as at 30 June 2021",
    right="Quarter 2 report, to 30 September 2021; statement as at 30 September 2021",
    source="Handbook R8.1, R7.10",
)
def of_another_date(paper: Paper) -> Iterator[Found]:
    """A statement dated outside the month in which the report's period ends (R8.1)."""
    period = paper.report.period
    if period is None or period.kind.value not in ("financial quarter", "financial half-year", "month"):
        return
    for book in paper.books:
        date = book.account.statement.as_at
        if date and (date.year, date.month) != (period.end.year, period.end.month) and not _says_why(book, paper):
            yield found_on(
                book,
                f"The statement is as at {date.day} {date:%B %Y}, but the report is of {period.label}, which ends on "
                f"{period.end.day} {period.end:%B %Y}.",
            )


def _says_why(book: Book, paper: Paper) -> bool:
    """Whether the words beside a statement name its own date, so that the reader knows."""
    date = book.account.statement.as_at
    words = f"{date:%B %Y}" if date else ""
    return any(words in passage.text for passage in book.comments)


@check(
    "FIN09",
    Severity.WARNING,
    "A statement or a line of it is printed twice",
    why="A line that stands twice is counted twice, or one of the two should have been another line.",
    remedy="Take one of the two out, or give it its own name and figures.",
    wrong="Premises 270, 120, 89 in two rows of one block",
    right="Premises 270, 120, 89 and Premises (schools) 24, 10, 9",
    source="Handbook 8.4 F1",
)
def printed_twice(paper: Paper) -> Iterator[Found]:
    """Two statements with equal titles and columns, or two rows of one block with equal label and numbers."""
    titles: dict[tuple[object, ...], Book] = {}
    for book in paper.books:
        statement = book.account.statement
        key = (statement.title.casefold(), statement.as_at, tuple(column.heading for column in statement.columns))
        if statement.title and key in titles:
            same = statement.lines == titles[key].account.statement.lines
            what = "with the same figures" if same else "with different figures"
            yield found_on(book, f"“{short(statement.title)}” is printed twice, {what}.")
            continue
        titles[key] = book
        yield from _twice_in(book)


def _twice_in(book: Book) -> Iterator[Found]:
    account = book.account
    seen: set[tuple[object, ...]] = set()
    for row in account.plain_lines():
        line = account.lines[row]
        texts = tuple(cell.original for cell in line.cells if cell.value is None)
        amounts = tuple(value for value in account.values[row] if value)
        key = (line.section.casefold(), line.label.casefold(), texts, account.values[row])
        if len(amounts) > 1 and line.label and key in seen:
            block = f" of the block “{short(line.section)}”" if line.section else ""
            at = next(at for at, value in enumerate(account.values[row]) if value)
            says = f"{short(line.label)} stands in two rows{block} with the same figures, {cell_text(account, row, at)} first."
            yield found_at(book, row, at, says)
        seen.add(key)


@check(
    "FIN10",
    Severity.WARNING,
    "The section on money is empty",
    why="Members are asked to judge performance against what it cost. A heading with nothing under it looks like an oversight.",
    remedy="Put in the statement or a sentence on the position, or say where it is reported.",
    wrong="6.0 Financial summary (nothing follows)",
    right="6.0 Financial summary: the position is reported to the Executive on 10 November.",
    source="Handbook 7.4, 8.4",
)
def empty_section(paper: Paper) -> Iterator[Found]:
    """A section on finance without text, tables or a statement after it (7.4)."""
    sections = paper.report.sections
    for at, section in enumerate(sections):
        if not isinstance(section, Narrative) or section.role is not NarrativeRole.FINANCE:
            continue
        after = sections[at + 1] if at + 1 < len(sections) else None
        follows = not isinstance(after, Narrative) and after is not None
        if not section.blocks and not section.items and not follows and not _continues(paper.report, at):
            name = f"{section.number} {section.title}".strip()
            yield Found(paper.place_of(at), f"Nothing stands under the heading “{name}”.", section.title)


def _continues(report: Report, at: int) -> bool:
    """Whether the next heading is a part of this one: 6.1 after 6.0, or one without a number after one that has none."""
    this = report.sections[at]
    after = report.sections[at + 1] if at + 1 < len(report.sections) else None
    if not isinstance(this, Narrative) or not isinstance(after, Narrative):
        return False
    return not this.number or after.number.split(".")[0] == this.number.split(".")[0] or not after.number


@check(
    "FIN11",
    Severity.NOTE,
    "A block paid for by grant does not come to nothing",
    why="Costs that a grant meets should be matched by the grant, so that they leave the council's own budget alone.",
    remedy="Show the grant that meets the rest, or say which part the council bears itself.",
    wrong="Net Covid expenditure: actual 58",
    right="Covid costs 646, Government grant income -646, net Covid expenditure 0",
    source="Handbook 8.4 F7",
)
def grant_not_matched(paper: Paper) -> Iterator[Found]:
    """A net row of a block that holds costs and the grant for them, which is not nought (F7)."""
    for book in paper.books:
        account = book.account
        for found in account.sums:
            label = account.lines[found.total].label
            if not re.search(r"\bcovid|\bgrant[- ]funded\b|\bring-?fenced\b", label, re.IGNORECASE):
                continue
            if not any("grant" in account.lines[part].label.lower() for part, _ in found.parts):
                continue
            left = [
                at
                for at in account.summed
                if account.columns[at].role in (BudgetRole.ACTUAL, BudgetRole.FORECAST_VARIANCE)
                and account.weight(found.total, at) > len(found.parts) * account.step[at]
            ]
            if left:
                shown = listed(f"{heading(account, at)} {cell_text(account, found.total, at)}" for at in left)
                yield found_at(
                    book,
                    found.total,
                    left[0],
                    f"{short(label)} holds costs and the grant for them but is not nil: {shown}.",
                )


CHECKS = (
    forecast_mislabelled,
    not_declared,
    of_another_date,
    printed_twice,
    empty_section,
    grant_not_matched,
)
