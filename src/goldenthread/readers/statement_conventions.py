"""What brackets mean in a budget statement: told by all of its numbers, else by the words beside it (R8.3)."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.model.budget import Convention, Statement
from goldenthread.model.reading import Assumed
from goldenthread.readers.statement_words import convention_in
from goldenthread.rules.budgets import Account, Relation

_FEWEST_LINES = 3


def settle_convention(statement: Statement, texts: Sequence[str] = ()) -> tuple[Statement, tuple[Assumed, ...]]:
    """The statement with its convention (R8.3), and the note that says how it was told. `texts` stand above it.

    The numbers decide where every line agrees, and three lines or more are not nought; where they do not, words do.
    """
    if statement.convention is not None:
        return _with(statement, statement.convention, "every line that tells, tells so")
    account = Account(statement)
    lines = _agreeing(account)
    if lines >= _FEWEST_LINES and account.convention_by_numbers:
        return _with(statement, account.convention_by_numbers, f"all {lines} of its lines with a variance work so")
    said = convention_in(statement, texts)
    return _with(statement, said, "the words beside it say so") if said else (statement, ())


def _with(statement: Statement, convention: Convention, why: str) -> tuple[Statement, tuple[Assumed, ...]]:
    settled = statement.model_copy(update={"convention": convention})
    what = f"In the statement, {settled.convention_words}."
    return settled, (Assumed(what=what, why=why, where=statement.title),)


def _agreeing(account: Account) -> int:
    """How many lines with a variance follow from their columns; 0 where one does not, or none is told."""
    counts = [_lines_of(account, relation) for relation in account.relations]
    return 0 if None in counts else max((count for count in counts if count), default=0)


def _lines_of(account: Account, relation: Relation) -> int | None:
    """In how many lines a difference is not nought and follows; None where it does not follow in one."""
    count = 0
    for row in range(len(account.lines)):
        values = [account.value(row, at) for at in relation[:3]]
        difference, left, right = values
        way = relation.way(income=account.is_income(row))
        if difference is None or left is None or right is None:
            continue
        if way is None or abs(difference - way * (left - right)) > account.step[relation.column]:
            return None
        count += difference != 0
    return count
