"""Checks on amounts written about a budget statement: its sentences held against its own cells (handbook 8.4 F6) (family FIN)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from goldenthread.model.budget import BudgetRole
from goldenthread.rules.checks.budget_words import (
    Cell,
    Stated,
    amounts,
    cell_text,
    cells_in_pounds,
    comments,
    finance_text,
    heading,
    is_named,
    money_cells,
    named_rows,
    stated_in,
    stems,
)
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Book, Paper, short
from goldenthread.rules.checks.quantities import Quantity

_FEWEST_DIGITS = 3
_OTHER_TIME = re.compile(
    r"\b(?:last|previous|prior|next)\s+(?:year|quarter|month|report|period)|\b(?:quarter|qtr|q)\s?[1-4]\b|\breported (?:in|at)\b"
    r"|\b20\d\d\b|\b\d\d/\d\d\b|\bmonth\b|\bsince (?:last|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_DIRECTION = (
    r"\b(?:over|under)(?:[- ]?(?:spen[dt]\w*|achiev\w*|budget))?\b|\bvarian|\babove\b|\bbelow\b|\bshortfall\b|\bpressure\b"
    r"|\badverse\b|\bfavourable\b|\boutturn\b"
)
_DIRECTION_WORDS = re.compile(_DIRECTION, re.IGNORECASE)
_MONEY_WORDS = re.compile(rf"{_DIRECTION}|\bbudget\b|\bforecast\b|\bspen[dt]\b|\bcosts?\b", re.IGNORECASE)
_PER = re.compile(r"\s*(?:a|an|per|each|every|weekly|/)\b", re.IGNORECASE)


def _is_exactly_cell(amount: Quantity, cells: Iterable[Cell]) -> bool:
    """Whether some cell printed as exactly as an amount is what it quotes."""
    return any(cell.step <= amount.step and abs(abs(amount.value) - cell.pounds) <= amount.step for cell in cells)


def _is_cell(amount: Quantity, cells: Iterable[Cell]) -> bool:
    """Whether some cell may be what an amount quotes, however either was rounded or cut."""
    return any(abs(abs(amount.value) - cell.pounds) <= max(amount.step, cell.step) for cell in cells)


@check(
    "FIN12",
    Severity.WARNING,
    "An amount has lost its thousands",
    why="An overspend of £4,045 and one of £4.045m are a thousand times apart, and the sentence is what gets quoted.",
    remedy="Add the k or the m that the statement's unit asks for.",
    wrong="The forecast is £4,045 over budget (the statement, in £'000, has 4,045)",
    right="The forecast is £4.045m over budget",
    source="Handbook 8.4 F6, appendix A15",
)
def thousands_lost(paper: Paper) -> Iterator[Found]:
    """An amount in the text that is a cell of a statement in thousands or millions, printed without them (F6, A15)."""
    every = money_cells(paper)
    said: set[tuple[str, str]] = set()
    for book in paper.books:
        pounds = book.account.pounds
        if pounds is None or pounds == 1:
            continue
        ours = list(cells_in_pounds(book))
        for one in stated_in(comments(paper, book)):
            amount = one.amount
            if not _bare(amount) or len(_digits(amount)) < _FEWEST_DIGITS or _is_exactly_cell(amount, every):
                continue
            cell = next((cell for cell in ours if cell.pounds and cell.pounds == abs(amount.value) * pounds), None)
            key = (one.sentence, amount.text)
            if cell and key not in said and _is_about(cell, one):
                said.add(key)
                account = book.account
                shown = cell_text(account, cell.row, cell.column)
                yield found_in(
                    one.passage,
                    f"The text says “{amount.text}”, but {heading(account, cell.column)} of "
                    f"{short(account.lines[cell.row].label)} is {shown} in a statement that counts in "
                    f"{account.statement.unit}.",
                    amount.text,
                )


def _bare(amount: Quantity) -> bool:
    return not re.search(r"[a-z]", amount.text, re.IGNORECASE)


def _long(amount: Quantity) -> bool:
    """Whether an amount has so many digits that it can be no other number by chance."""
    return len(_digits(amount)) > _FEWEST_DIGITS


def _digits(amount: Quantity) -> str:
    """The digits of an amount as printed, without noughts before them."""
    return re.sub(r"\D", "", amount.text).lstrip("0")


def _is_about(cell: Cell, stated: Stated) -> bool:
    """Whether a sentence speaks of a cell: it names its line, or has the words of a budget and too many digits for chance."""
    label = cell.book.account.lines[cell.row].label
    if _PER.match(stated.sentence[stated.amount.end :]):
        return False
    if is_named(label, stated.sentence):
        return bool(_MONEY_WORDS.search(stated.sentence))
    return _long(stated.amount) and bool(_DIRECTION_WORDS.search(stated.sentence))


@check(
    "FIN13",
    Severity.WARNING,
    "An amount in the text is not in the statement",
    why="When the sentence and the table beside it give different amounts, members cannot know which to believe.",
    remedy="Correct the sentence or the statement; better, copy the amount from the statement.",
    wrong="Spending is £2.531m above budget (the statement has 2,513)",
    right="Spending is £2.513m above budget (the statement has 2,513)",
    source="Handbook 8.4 F6, R8.6",
)
def not_in_statement(paper: Paper) -> Iterator[Found]:
    """An amount with two digits of a cell changed round, or said to be the variance of a line that has another (F6)."""
    every = money_cells(paper)
    quoted: dict[tuple[Decimal, Decimal], bool] = {}
    said: set[tuple[str, str]] = set()
    for book in paper.books:
        ours = list(cells_in_pounds(book))
        for one in stated_in(comments(paper, book)):
            key = (one.sentence, one.amount.text)
            if key in said or _OTHER_TIME.search(one.sentence):
                continue
            size = (one.amount.value, one.amount.step)
            if size not in quoted:
                quoted[size] = _is_cell(one.amount, every)
            if quoted[size] and not _is_of_other_line(book, one, ours):
                continue
            found = _changed_round(book, one, ours) or _other_variance(book, one)
            if found:
                said.add(key)
                yield found


def _is_of_other_line(book: Book, one: Stated, cells: list[Cell]) -> bool:
    """Whether an amount is said to be over or under on one line, and is a cell of others only."""
    rows = named_rows(book, one.sentence)
    labels = {book.account.lines[row].label.casefold() for row in rows}
    if len(labels) != 1 or not _is_said_of_line(one):
        return False
    return not _is_cell(one.amount, [cell for cell in cells if cell.row in rows])


def _is_said_of_line(one: Stated) -> bool:
    before, after = one.sentence[: one.amount.start], one.sentence[one.amount.end :]
    return bool(_SAID_OF_LINE.search(before) or _SAID_AFTER.match(after))


def _changed_round(book: Book, one: Stated, cells: list[Cell]) -> Found | None:
    digits = _digits(one.amount)
    if len(digits) < _FEWEST_DIGITS:
        return None
    named = named_rows(book, one.sentence)
    result = book.account.result
    rows = set(named) or ({result} if result is not None else set())
    for cell in cells:
        if cell.row in rows and _swapped(digits, _digits_at(cell.pounds, one.amount.step)):
            account = book.account
            says = (
                f"The text says “{one.amount.text}”, but {heading(account, cell.column)} of "
                f"{short(account.lines[cell.row].label)} is {cell_text(account, cell.row, cell.column)}: two digits are "
                "changed round in one of them."
            )
            return found_in(one.passage, says, one.amount.text)
    return None


def _digits_at(pounds: Decimal, step: Decimal) -> str:
    """The digits of an amount printed to the same place as another."""
    return str(int((pounds / step).to_integral_value()))


def _swapped(one: str, other: str) -> bool:
    """Whether two numbers differ by two neighbouring digits changed round."""
    if len(one) != len(other):
        return False
    different = [at for at, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    if len(different) != 2 or different[1] != different[0] + 1:
        return False
    first, second = different
    return one[first] == other[second] and one[second] == other[first]


_SAID_OF_LINE = re.compile(
    r"(?:overspen\w+|underspen\w+|overspend|underspend|adverse variance|favourable variance|shortfall|over budget|under budget)"
    r"(?: position)? (?:of|by) (?:just |some |about |approximately )?$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"\s*(?:over|under|above|below)(?:\s?spen\w+|\s+(?:its |the |their )?(?:profiled |annual )?budget)?\b",
    re.IGNORECASE,
)
_BUT_PART = re.compile(
    r"\b(?:of which|because|due to|owing to|mainly|including|includes|relat\w+|caused|from|saving|grant|agency|if|risk|additional"
    r"|respectively|after|before|excluding|each|per)\b",
    re.IGNORECASE,
)


def _other_variance(book: Book, one: Stated) -> Found | None:
    """A sentence that begins with a line's name and gives as its variance what is none of its variances."""
    account = book.account
    before = one.sentence[: one.amount.start]
    if not _is_said_of_line(one) or _BUT_PART.search(one.sentence):
        return None
    named = named_rows(book, one.sentence)
    if len(named) != 1 or len(amounts(one.sentence)) != 1 or not is_named(account.lines[named[0]].label, before):
        return None
    row = named[0]
    columns = [
        at
        for at, column in enumerate(account.columns)
        if column.role in (BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE) and account.values[row][at] is not None
    ]
    if not columns or len(before.split()) > len(stems(account.lines[row].label)) + 12:
        return None
    shown = " and ".join(f"{heading(account, at)} {cell_text(account, row, at)}" for at in columns)
    says = f"The text says “{one.amount.text}” of {short(account.lines[row].label)}, but the statement has {shown}."
    return found_in(one.passage, says, one.amount.text)


@check(
    "FIN14",
    Severity.WARNING,
    "One amount is quoted with its digits in two orders",
    why="Growth of £0.628m in one paragraph and £0.682m in another cannot both be right.",
    remedy="Find which is right and correct the other.",
    wrong="Growth of £0.628m for residential care … the residential care growth of £0.682m",
    right="Growth of £0.628m for residential care … the residential care growth of £0.628m",
    source="Handbook 8.4 F6, appendix A15",
)
def two_orders(paper: Paper) -> Iterator[Found]:
    """Two amounts of one text that differ by two digits changed round, on a subject in common (A15)."""
    every = money_cells(paper)
    said: set[tuple[str, str]] = set()
    texts = [comments(paper, book) for book in paper.books] or [finance_text(paper)]
    for passages in texts:
        amounts_said = [one for one in stated_in(passages) if len(_digits(one.amount)) >= _FEWEST_DIGITS]
        for at, later in enumerate(amounts_said):
            for first in amounts_said[:at]:
                key = (first.amount.text, later.amount.text)
                if key in said or not _swapped(_digits(first.amount), _digits(later.amount)):
                    continue
                if first.amount.step != later.amount.step or not _one_subject(first, later):
                    continue
                if _is_cell(first.amount, every) and _is_cell(later.amount, every):
                    continue
                said.add(key)
                says = (
                    f"“{later.amount.text}” here and “{first.amount.text}” {_where(first, later)} have the same digits in "
                    "two orders."
                )
                yield found_in(later.passage, says, later.amount.text)


def _where(first: Stated, later: Stated) -> str:
    same = first.passage is later.passage
    return "earlier in the paragraph" if same else f"in “{short(first.sentence)}”"


_COMMON = stems("budget forecast spend cost year date above below over under net growth £ department council quarter")


def _one_subject(first: Stated, later: Stated) -> bool:
    """Whether two sentences share a word of substance near the amounts."""
    words = {word for word in stems(first.sentence) & stems(later.sentence) if len(word) > 3}
    return bool({word for word in words if not word.isdigit()} - _COMMON)


CHECKS = (
    thousands_lost,
    not_in_statement,
    two_orders,
)
