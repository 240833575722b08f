"""Checks on shares, directions and sums told in sentences about a budget statement (handbook 8.4 F6, F15) (family FIN)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.budget import BudgetRole
from goldenthread.rules.budgets import Account
from goldenthread.rules.checks.budget_words import (
    Cell,
    Stated,
    amounts,
    cell_text,
    cells_in_pounds,
    comments,
    finance_text,
    heading,
    named_rows,
    stated_in,
    stems,
)
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Book, Paper, short
from goldenthread.rules.checks.quantities import Quantity, quantities
from goldenthread.rules.statement_grid import BUDGETS

_SHARE = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|per ?cent)\s+of\s+(?:the\s+|its\s+|their\s+|our\s+|total\s+|overall\s+)*"
    r"(?P<of>[^.,;:()£]{3,80})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^[\s,(]*(?:or|i\.e\.|which is|that is|equal to|equating to|which equates to|=|represents?|representing)?[\s,]*"
    r"(?:about |approximately |some |around |roughly )?$",
    re.IGNORECASE,
)


@check(
    "FIN15",
    Severity.WARNING,
    "A share of a budget does not follow from the statement",
    why="A share such as “20% of the employees budget” is easier to remember than the amounts, so it has to be right.",
    remedy="Work the percentage out again from the statement, and say which budget it is a share of.",
    wrong="£0.908m, or 28% of the employees budget to date (the statement has 4,620: 19.7%)",
    right="£0.908m, or 20% of the employees budget to date",
    source="Handbook 8.4 F15",
)
def share_of_budget(paper: Paper) -> Iterator[Found]:
    """ "£X, or N% of the … budget", where the statement's budgets of that line give another share (F15)."""
    said: set[tuple[str, int]] = set()
    for book in paper.books:
        for one in stated_in(comments(paper, book)):
            rest = one.sentence[one.amount.end :]
            share = _SHARE.search(rest)
            if not share or not _BETWEEN.match(rest[: share.start()]) or "budget" not in share["of"].lower():
                continue
            key = (one.sentence, one.amount.start)
            wrong = _wrong_share(book.account, one.amount, share)
            if wrong and key not in said:
                said.add(key)
                says = f"“{one.amount.text}” is said to be {share['share']}% of the {share['of'].strip()}, but {wrong}."
                yield found_in(one.passage, says, share[0].strip())


def _wrong_share(account: Account, amount: Quantity, share: re.Match[str]) -> str:
    """What the statement makes of a share; "" where it agrees, or where it is not certain which budget is meant."""
    of = share["of"]
    label = (
        re.split(r"\bbudget\b", of, flags=re.IGNORECASE)[0]
        + re.split(r"\bbudget\b(?: to date)?", of, flags=re.IGNORECASE)[1]
    )
    words = stems(label) - stems("to date annual for full year profiled")
    rows = [
        row for row, line in enumerate(account.lines) if words and stems(line.label) == words and account.counts(row)
    ]
    if len(rows) != 1 or account.pounds is None:
        return ""
    to_date, annual = account.column(BudgetRole.BUDGET_TO_DATE), account.column(BudgetRole.ANNUAL_BUDGET)
    columns = [to_date] if "to date" in of.lower() else [annual] if "annual" in of.lower() else [to_date, annual]
    known = [at for at in columns if at is not None and account.values[rows[0]][at]]
    stated = Decimal(share["share"])
    places = len(share["share"].partition(".")[2])
    results = []
    for at in known:
        budget = account.weight(rows[0], at) * account.pounds
        result = 100 * abs(amount.value) / budget
        slack = Decimal(10) ** -places + 50 * amount.step / budget
        if abs(result - stated) <= slack:
            return ""
        results.append(f"{heading(account, at)} is {cell_text(account, rows[0], at)}, of which it is {result:.1f}%")
    return " and ".join(results)


_OVER = re.compile(
    r"\bover[- ]?spen[dt]\w*|\babove (?:the |its )?(?:profiled )?budget|\bover (?:the |its )?budget|\badverse",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\bunder[- ]?spen[dt]\w*|\bbelow (?:the |its )?(?:profiled )?budget|\bunder (?:the |its )?budget|\bfavourable",
    re.IGNORECASE,
)


@check(
    "FIN16",
    Severity.WARNING,
    "The text says underspent where the statement says overspent",
    why="Whether money is over or left is the first thing that members want to know of a line.",
    remedy="Correct the word, or the sign of the variance in the statement.",
    wrong="Employees are underspent by £103k (the statement: budget 4,620, actual 4,723)",
    right="Employees are overspent by £103k",
    source="Handbook 8.4 F6",
)
def wrong_direction(paper: Paper) -> Iterator[Found]:
    """A sentence that quotes the variance of the line it names with the word for the other direction (F6)."""
    said: set[tuple[str, str]] = set()
    for book in paper.books:
        for one in stated_in(comments(paper, book)):
            over, under = bool(_OVER.search(one.sentence)), bool(_UNDER.search(one.sentence))
            key = (one.sentence, one.amount.text)
            if over == under or key in said or len(amounts(one.sentence)) > 2:
                continue
            cells = _quoted_variances(book, one)
            adverse = [book.account.adverse(cell.row, cell.column) or Decimal(0) for cell in cells]
            if not cells or not all(value < 0 if over else value > 0 for value in adverse):
                continue
            said.add(key)
            account, cell = book.account, cells[0]
            word = (_OVER if over else _UNDER).search(one.sentence)
            says = (
                f"The text says “{word[0] if word else ''}” of {one.amount.text}, but {heading(account, cell.column)} of "
                f"{short(account.lines[cell.row].label)} is {cell_text(account, cell.row, cell.column)}, which is "
                f"{'under' if over else 'over'} budget."
            )
            yield found_in(one.passage, says, one.amount.text)


def _quoted_variances(book: Book, one: Stated) -> list[Cell]:
    """The variances that an amount may quote: those of the lines named; of the whole, where none is."""
    account = book.account
    rows = set(named_rows(book, one.sentence))
    if (
        not rows
        and account.result is not None
        and re.search(
            r"\b(?:net|overall|total|department\w*|service|directorate|council)\b", one.sentence, re.IGNORECASE
        )
    ):
        rows = {account.result}
    if _IS_INCOME.search(one.sentence) or any(_comes_in(account, row) for row in rows):
        return []  # below budget is bad there
    roles = (BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE)
    return [
        cell
        for cell in cells_in_pounds(book)
        if cell.row in rows
        and account.columns[cell.column].role in roles
        and cell.pounds
        and abs(cell.pounds - abs(one.amount.value)) <= max(one.amount.step, cell.step) / 2
    ]


def _comes_in(account: Account, row: int) -> bool:
    """Whether a row is income, by its name or by a budget below nought."""
    budget = account.value(row, account.column(*BUDGETS))
    return account.is_income(row) or (budget is not None and budget < 0)


_IS_INCOME = re.compile(
    r"\b(?:incomes?|receipts?|fees|charges|rents?|grants?|takings|recharges?)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"^[^.;()£]{0,40}\((?P<parts>[^()]*£[^()]*)\)")
_NO_PARTS = re.compile(
    r"\b(?:budget|target|last|previous|compared|against|forecast|was|were|of which|including|up|down|than|per|each)\b|%",
    re.IGNORECASE,
)
_TAKEN_OFF = re.compile(r"(?:\bless|\bminus|\bnet of|\boffset by|\breduced by|[-−–])\s*$", re.IGNORECASE)
_MAKE_UP = re.compile(r"\bmakes? up (?:all of )?(?:the|this)(?: \w+){0,3} $", re.IGNORECASE)
_MADE_UP = re.compile(
    r"^[^.;£]{0,60}\b(?:made up of|comprising|comprises|consisting of|consists of|being the sum of)\b", re.IGNORECASE
)


@check(
    "FIN17",
    Severity.WARNING,
    "Amounts in a sentence do not add up",
    why="A sentence that takes a sum apart is there to explain it; parts that do not come to it explain nothing.",
    remedy="Correct the part or the sum that is wrong, or name what is left out.",
    wrong="Growth of £0.850m (£0.682m for residential care, £0.238m for fostering, less £0.016m)",
    right="Growth of £0.850m (£0.628m for residential care, £0.238m for fostering, less £0.016m)",
    source="Handbook 8.4 F6",
)
def parts_in_words(paper: Paper) -> Iterator[Found]:
    """A sum and its parts in one sentence on money, the parts with their signs, that differ (F6)."""
    said: set[str] = set()
    passages = [one for book in paper.books for one in comments(paper, book)] or list(finance_text(paper))
    for one in stated_in(passages):
        parts = _parts_of(one)
        if len(parts) < 2 or one.sentence in said:
            continue
        gap = sum(parts.values(), Decimal(0)) - one.amount.value
        slack = (one.amount.step + sum((part.step for part in parts), Decimal(0))) / 2
        if abs(gap) > slack:
            said.add(one.sentence)
            shown = "".join(f" {'+' if value > 0 else '-'} {part.text}" for part, value in parts.items()).removeprefix(
                " + "
            )
            total = one.amount.value + gap
            yield found_in(
                one.passage, f"{shown} is £{total.normalize():,f}, not “{one.amount.text}”.", one.amount.text
            )


def _parts_of(one: Stated) -> dict[Quantity, Decimal]:
    """The parts of an amount that its sentence prints in brackets after it, or says that it is made up of."""
    rest = one.sentence[one.amount.end :]
    in_brackets = _IN_BRACKETS.match(rest)
    if in_brackets and not _NO_PARTS.search(in_brackets["parts"]):
        return _signed(in_brackets["parts"])
    made_up = _MADE_UP.match(rest)
    if made_up and not _NO_PARTS.search(rest[made_up.end() :]):
        return _signed(rest[made_up.end() :])
    before = one.sentence[: one.amount.start]
    make_up = _MAKE_UP.search(before)
    return _signed(before[: make_up.start()]) if make_up and not _NO_PARTS.search(before[: make_up.start()]) else {}


def _signed(text: str) -> dict[Quantity, Decimal]:
    return {
        part: -abs(part.value) if _TAKEN_OFF.search(text[: part.start]) else part.value
        for part in quantities(text)
        if part.unit is not None
    }


CHECKS = (
    share_of_budget,
    wrong_direction,
    parts_in_words,
)
