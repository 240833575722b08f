"""What the checks on budget statements share: how a sentence names a line, how an amount is printed, where a cell stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from goldenthread.model.budget import MoneyUnit
from goldenthread.model.figures import Unit
from goldenthread.model.report import NarrativeRole
from goldenthread.rules.budgets import Account
from goldenthread.rules.checks.catalogue import Found
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.paper import PROSE, Book, Paper, Passage, short
from goldenthread.rules.checks.quantities import Quantity, quantities
from goldenthread.rules.sign_conventions import in_brackets

_WORD = re.compile(r"[a-z0-9]+")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z£(“\"])|\n+")
_LITTLE = re.compile(r"an?|and|as|at|by|for|from|in|its|of|on|or|other|the|their|to|total|net|with")
_STEM = 6
_MOST_LISTED = 5


def stem(word: str) -> str:
    """A word without its ending, so that "placement" and "placements" are one."""
    return word.rstrip("s")[:_STEM] if len(word) > 3 else word


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words of a text that carry its sense, without their endings."""
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if not _LITTLE.fullmatch(word))


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a part after a semicolon is one when it starts with a capital letter."""
    return tuple(part for part in _SENTENCE.split(text) if part.strip())


def finance_text(paper: Paper) -> tuple[Passage, ...]:
    """The paper's narrative on money: what stands under a heading of finance, in sentences."""
    return tuple(one for one in paper.prose if one.role is NarrativeRole.FINANCE)


def comments(paper: Paper, book: Book) -> tuple[Passage, ...]:
    """What is written about a statement: its own comments, and the paper's narrative on money."""
    return (*(one for one in book.comments if one.kind in PROSE), *finance_text(paper))


def is_named(label: str, text: str, share: Decimal = Decimal(1)) -> bool:
    """Whether a sentence holds the words of a line's label, or that share of them."""
    words = stems(label)
    return bool(words) and len(words & stems(text)) >= share * len(words)


def money_text(account: Account, value: Decimal) -> str:
    """A number as the statement prints its own: with brackets or a minus below nought, and its places."""
    brackets = any(cell.original.startswith("(") for line in account.lines for cell in line.cells)
    return in_brackets(value) if brackets or value >= 0 else f"-{-value:,f}"


def in_full(account: Account, value: Decimal) -> str:
    """A number with its unit, for a sentence: "£103k", "£1.2m", "£45,300"."""
    match account.statement.unit:
        case MoneyUnit.POUNDS:
            return f"£{value:,f}"
        case MoneyUnit.THOUSANDS:
            return f"£{value:,f}k"
        case MoneyUnit.MILLIONS:
            return f"£{value:,f}m"
        case _:
            return f"{value:,f}"


def cell_text(account: Account, row: int, column: int) -> str:
    """A cell as printed."""
    printed = account.lines[row].cells[column].original
    value = account.values[row][column]
    return printed or ("" if value is None else money_text(account, value))


def row_text(account: Account, row: int) -> str:
    """A row as text: its label and its cells."""
    texts = (cell_text(account, row, at) for at in range(len(account.lines[row].cells)))
    return " | ".join((account.lines[row].label, *texts))


def heading(account: Account, column: int) -> str:
    """What to call a column: its heading, or what it holds where the heading is empty."""
    return account.columns[column].heading or account.columns[column].role.value.capitalize()


def at_cell(book: Book, row: int, column: int | None = None) -> Place:
    """The place of a row, or of a cell, of a statement."""
    label = short(book.account.lines[row].label)
    part = label if column is None else f"{label}, {heading(book.account, column)}"
    return book.place.model_copy(update={"part": part})


def at_book(book: Book, part: str = "") -> Place:
    """The place of a statement as a whole."""
    return book.place.model_copy(update={"part": part})


def found_at(book: Book, row: int, column: int, says: str, remedy: str = "", severity: Severity | None = None) -> Found:
    """Something found in a cell of a statement."""
    account = book.account
    quote = cell_text(account, row, column)
    return Found(at_cell(book, row, column), says, row_text(account, row), quote, remedy, severity)


def found_on(book: Book, says: str, remedy: str = "", severity: Severity | None = None) -> Found:
    """Something found in a statement as a whole."""
    return Found(at_book(book), says, book.account.statement.title, "", remedy, severity)


def listed(parts: Iterable[str]) -> str:
    """Several things in one sentence: the first few, and how many more."""
    every = list(parts)
    more = len(every) - _MOST_LISTED
    return "; ".join(every[:_MOST_LISTED]) + (f"; and {more} more" if more > 0 else "")


class Cell(NamedTuple):
    """A number of a statement in pounds, without its sign, and how far it may have been rounded."""

    book: Book
    row: int
    column: int
    pounds: Decimal
    step: Decimal


def cells_in_pounds(book: Book) -> Iterator[Cell]:
    """Every amount of money in a statement whose unit is known."""
    return (Cell(book, *amount) for amount in book.account.amounts)


def amounts(text: str) -> tuple[Quantity, ...]:
    """The amounts in pounds that a sentence states."""
    return tuple(one for one in quantities(text) if one.unit is Unit.POUNDS)


def threshold(account: Account, budget: Decimal | None) -> Decimal:
    """From what a variance is large, in the statement's unit: the larger of £25,000 and 5% of the budget (8.4, materiality)."""
    least = Decimal(25_000) / (account.pounds or 1)
    return max(least, abs(budget or Decimal(0)) * Decimal("0.05"))


class Stated(NamedTuple):
    """An amount in a sentence about money, the sentence, and the passage that holds it."""

    amount: Quantity
    sentence: str
    passage: Passage


def stated_in(passages: Iterable[Passage]) -> Iterator[Stated]:
    for passage in passages:
        if "£" not in passage.text:
            continue
        for sentence in sentences(passage.text):
            for amount in amounts(sentence):
                yield Stated(amount, sentence, passage)


def money_cells(paper: Paper) -> list[Cell]:
    """Every amount in the statements of the paper."""
    return [cell for book in paper.books for cell in cells_in_pounds(book)]


_NET_SPENDING = re.compile(r"\bnet (?:expenditure|spend(?:ing)?|cost|position)\b", re.IGNORECASE)
_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_GROSS = re.compile(r"(?:total|gross)\b(?!.*\bnet\b)", re.IGNORECASE)


def named_rows(book: Book, sentence: str) -> list[int]:
    """The rows of a statement that a sentence names; of labels within each other, the longest."""
    words = stems(sentence)
    of_net = _NET.search(sentence) is not None
    rows = [
        row
        for row, line in enumerate(book.account.lines)
        if book.account.counts(row)
        and (label := stems(line.label))
        and label <= words
        and not (of_net and _GROSS.match(line.label))  # "net expenditure" is not the total of the expenditure
    ]
    if not rows and book.account.result is not None and _NET_SPENDING.search(sentence):
        return [book.account.result]  # "net expenditure", of "Net Departmental Expenditure"
    return [
        row
        for row in rows
        if not any(stems(book.account.lines[row].label) < stems(book.account.lines[other].label) for other in rows)
    ]
