"""Checks on budget statements over time: profiles, forecasts and last quarter's statement (handbook 8.4) (family FIN)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.budget import BudgetRole
from goldenthread.model.periods import financial_year_of
from goldenthread.rules.budgets import Account
from goldenthread.rules.checks.budget_words import (
    cell_text,
    comments,
    found_on,
    heading,
    is_named,
    listed,
    money_text,
    sentences,
    stems,
    threshold,
)
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Book, Paper, short

_HALF = Decimal("0.5")
_FAR = Decimal("0.3")
_LARGE = 100_000
_ALIKE = Decimal("0.5")
_SHIFT = re.compile(
    r"\bvir(?:e|ed|ement)|\btransfer|\brealign|\bre-?(?:profil|phas|bas|stat|alloc)|\bgrowth\b|\bnew grant|\bpay award"
    r"|\badditional (?:grant|funding|budget)|\brevised budget|\bslipp|\bcarried forward"
    r"|\bbudgets?\b[^.;]{0,40}\b(?:increas|rais|reduc|chang|revis|adjust|cut)",
    re.IGNORECASE,
)


def _text(paper: Paper, book: Book) -> tuple[str, ...]:
    return tuple(sentence for passage in comments(paper, book) for sentence in sentences(passage.text))


def _is_told(account: Account, row: int, text: tuple[str, ...]) -> bool:
    """Whether a sentence names a line by half its words."""
    return any(is_named(account.lines[row].label, sentence, _HALF) for sentence in text)


@check(
    "FIN20",
    Severity.NOTE,
    "A line far over its budget is forecast to end the year on or under it",
    why="An overspend does not usually undo itself. If something will bring it back, members should be told what.",
    remedy="Say what will bring the spending back, or forecast the overspend.",
    wrong="Supplies: (208) to date, forecast variance 40, and no word about it",
    right="Supplies: (208) to date, forecast variance (417)",
    source="Handbook 8.4 F8",
)
def reversal(paper: Paper) -> Iterator[Found]:
    """Lines materially adverse to date and forecast to end on budget or better, without a sentence on them (F8)."""
    for book in paper.books:
        account = book.account
        text = _text(paper, book)
        if account.pounds is None:
            continue
        found = [
            row for row in account.plain_lines() if _turns_round(account, row) and not _is_told(account, row, text)
        ]
        column = account.column(BudgetRole.FORECAST_VARIANCE, BudgetRole.FORECAST_OUTTURN)
        if found and column is not None:
            shown = listed(f"{short(account.lines[row].label)} ({_to_date(account, row, column)})" for row in found)
            yield found_on(book, f"Over budget to date but forecast to end the year on budget or under it: {shown}.")


def _turns_round(account: Account, row: int) -> bool:
    now, later = account.over_to_date(row), account.over_at_year_end(row)
    if now is None or later is None or later > 0:
        return False
    return now >= threshold(account, account.value(row, account.column(BudgetRole.BUDGET_TO_DATE)))


def _to_date(account: Account, row: int, column: int) -> str:
    over = account.over_to_date(row) or Decimal(0)
    return f"{over:,f} over to date, {heading(account, column)} {cell_text(account, row, column)}"


@check(
    "FIN21",
    Severity.WARNING,
    "The budget to date is more than the budget for the year",
    why="What may be spent by now is a part of the year's budget; more than all of it is a slip, or a budget not yet raised.",
    remedy="Correct the profile, or bring the annual budget up to date.",
    wrong="Annual budget 67, budget to date 75",
    right="Annual budget 67, budget to date 35",
    source="Handbook 8.4 F9",
)
def more_than_the_year(paper: Paper) -> Iterator[Found]:
    """Lines whose budget to date has another sign than the year's, or is more than all of it; said once for a statement (F9)."""
    for book in paper.books:
        account = book.account
        found = [row for row in account.plain_lines() if _outside(account, row)]
        if found:
            annual, to_date = _profile(account)
            shown = listed(
                f"{short(account.lines[row].label)} {cell_text(account, row, to_date)} of {cell_text(account, row, annual)}"
                for row in found
            )
            yield found_on(book, f"The budget to date is not within the budget for the year: {shown}.")


def _profile(account: Account) -> tuple[int, int]:
    annual, to_date = account.column(BudgetRole.ANNUAL_BUDGET), account.column(BudgetRole.BUDGET_TO_DATE)
    return (-1 if annual is None else annual, -1 if to_date is None else to_date)


def _share(account: Account, row: int) -> Decimal | None:
    """The budget to date as a share of the year's; None without either."""
    annual, to_date = _profile(account)
    if annual < 0 or to_date < 0:
        return None
    year, now = account.values[row][annual], account.values[row][to_date]
    return now / year if year and now is not None else None


def _outside(account: Account, row: int) -> bool:
    share = _share(account, row)
    if share is None or 0 <= share <= 1:
        return False
    annual, to_date = _profile(account)
    beyond = account.weight(row, to_date) - (account.weight(row, annual) if share > 1 else 0)
    return beyond > 2 * account.step[to_date]


@check(
    "FIN22",
    Severity.NOTE,
    "A large budget's profile is far from the share of the year that has passed",
    why="A variance to date is only as good as the profile it is measured against.",
    remedy="Check the profile of the line, or say why the spending falls early or late in the year.",
    wrong="Half-way through the year: annual budget 1,400, budget to date 110",
    right="Half-way through the year: annual budget 1,400, budget to date 690",
    source="Handbook 8.4 F9",
)
def unusual_profile(paper: Paper) -> Iterator[Found]:
    """Lines of spending with a budget to date 30 points from the share of the year gone; said once for a statement (F9)."""
    for book in paper.books:
        account, date = book.account, book.account.statement.as_at
        if date is None or account.pounds is None:
            continue
        months = (date.year - financial_year_of(date)) * 12 + date.month - 3
        gone, text = Decimal(months) / 12, _text(paper, book)
        found = [
            row for row in account.plain_lines() if _is_unusual(account, row, gone) and not _is_told(account, row, text)
        ]
        if found:
            annual, to_date = _profile(account)
            shown = listed(
                f"{short(account.lines[row].label)} {cell_text(account, row, to_date)} of {cell_text(account, row, annual)} "
                f"({100 * (_share(account, row) or 0):.0f}%)"
                for row in found
            )
            yield found_on(
                book, f"{100 * gone:.0f}% of the year has gone, but of the year's budget there is to date: {shown}."
            )


def _is_unusual(account: Account, row: int, gone: Decimal) -> bool:
    share, (annual, _) = _share(account, row), _profile(account)
    if share is None or account.is_income(row) or not 0 <= share <= 1:
        return False
    return abs(share - gone) > _FAR and account.weight(row, annual) * (account.pounds or 1) >= _LARGE


@check(
    "FIN23",
    Severity.WARNING,
    "The year's forecast is less than what is already spent",
    why="Spending adds up over the year, so the year cannot cost less than it has cost by now.",
    remedy="Correct the forecast, or say which income or repayment is still to come.",
    wrong="Actual to date 483; forecast outturn 448",
    right="Actual to date 483; forecast outturn 1,201",
    source="Handbook 8.4 F10",
)
def less_than_spent(paper: Paper) -> Iterator[Found]:
    """Lines of spending whose forecast outturn, printed or implied by the forecast variance, is below the actual (F10)."""
    for book in paper.books:
        account = book.account
        actual = account.column(BudgetRole.ACTUAL)
        if actual is None or account.outturn_holds_variances:
            continue
        found = []
        for row in account.plain_lines():
            outturn, spent = _outturn(account, row), account.values[row][actual]
            if outturn is None or spent is None or account.is_income(row) or not 0 <= outturn < spent:
                continue
            if spent - outturn > 2 * account.step[actual]:
                found.append((row, outturn))
        if found and len(found) * 3 <= sum(1 for _ in account.plain_lines()) + 2:
            shown = listed(
                f"{short(account.lines[row].label)} {money_text(account, outturn)} for the year, "
                f"{cell_text(account, row, actual)} spent"
                for row, outturn in found
            )
            yield found_on(book, f"Forecast to cost less in the year than has been spent already: {shown}.")


def _outturn(account: Account, row: int) -> Decimal | None:
    """The forecast outturn of a line, printed or worked out from its forecast variance."""
    level = account.value(row, account.column(BudgetRole.FORECAST_OUTTURN))
    if level is not None:
        return level
    annual = account.value(row, account.column(BudgetRole.ANNUAL_BUDGET))
    over = account.over_at_year_end(row)
    return None if annual is None or over is None else annual + over


# ---- since last quarter ----


def _before(paper: Paper, book: Book) -> Book | None:
    """Last quarter's statement of the same budget: the one with the most rows in common, if that is most of them."""
    keys = _keys(book.account)
    if paper.previous is None or not keys:
        return None
    shared, other = 0, book
    for candidate in paper.previous.books:
        common = len(keys.keys() & _keys(candidate.account).keys())
        if common > shared:
            shared, other = common, candidate
    enough = shared > 1 and shared >= len(keys) * _ALIKE
    if not enough or book.account.pounds is None or other.account.pounds != book.account.pounds:
        return None
    titles = stems(book.account.statement.title) & stems(other.account.statement.title)
    in_common = any(not word.isdigit() for word in titles)
    return other if in_common and _one_year(book, other) else None


def _one_year(book: Book, other: Book) -> bool:
    now, then = book.account.statement.as_at, other.account.statement.as_at
    return now is None or then is None or (then < now and financial_year_of(now) == financial_year_of(then))


def _keys(account: Account) -> dict[tuple[str, str], int]:
    """The rows by block and label; a name that stands twice is left out."""
    keys: dict[tuple[str, str], int] = {}
    twice = set()
    for row in account.plain_lines():
        key = (account.lines[row].section.casefold(), account.lines[row].label.casefold())
        if key in keys:
            twice.add(key)
        keys[key] = row
    return {key: row for key, row in keys.items() if key not in twice}


@check(
    "FIN24",
    Severity.NOTE,
    "The forecast has moved since last quarter and nothing says why",
    why="A forecast that jumps between reports is news; members compare it with what they were told three months ago.",
    remedy="Say what has changed since the last forecast.",
    wrong="Fostering: forecast variance (40) last quarter, (290) now, without a word",
    right="Fostering: (40) last quarter, (290) now: “twelve more placements since July”",
    source="Handbook 8.4 F11",
)
def forecast_moved(paper: Paper) -> Iterator[Found]:
    """Lines whose forecast is worse or better than last quarter's by a large amount, without a sentence on them (F11)."""
    for book in paper.books:
        other = _before(paper, book)
        if other is None:
            continue
        account, then, text = book.account, _keys(other.account), _text(paper, book)
        moved = []
        for key, row in _keys(account).items():
            now = account.over_at_year_end(row)
            earlier = other.account.over_at_year_end(then[key]) if key in then else None
            if now is None or earlier is None or _is_told(account, row, text):
                continue
            if abs(now - earlier) >= 2 * threshold(
                account, account.value(row, account.column(BudgetRole.ANNUAL_BUDGET))
            ):
                moved.append(f"{short(account.lines[row].label)} from {_over_words(earlier)} to {_over_words(now)}")
        if moved:
            yield found_on(
                book, f"The forecast for the year has moved since last quarter, with no comment: {listed(moved)}."
            )


def _over_words(over: Decimal) -> str:
    return f"{abs(over):,f} {'over' if over > 0 else 'under'}" if over else "on budget"


@check(
    "FIN25",
    Severity.NOTE,
    "An annual budget has changed since last quarter and nothing says why",
    why="A budget moves only by a decision: a virement, a grant, growth. Without one the two reports contradict each other.",
    remedy="Name the virement or the decision, or put the budget back.",
    wrong="Transport: annual budget 1,323 last quarter, 1,233 now",
    right="Transport: 1,323 last quarter, 1,423 now: “£100k was transferred from contingency”",
    source="Handbook 8.4 F12",
)
def budget_changed(paper: Paper) -> Iterator[Found]:
    """Lines whose annual budget is not last quarter's, where the text speaks of no transfer (F12)."""
    for book in paper.books:
        other = _before(paper, book)
        if other is None or any(_SHIFT.search(sentence) for sentence in _text(paper, book)):
            continue
        account, then = book.account, _keys(other.account)
        annual, before = account.column(BudgetRole.ANNUAL_BUDGET), other.account.column(BudgetRole.ANNUAL_BUDGET)
        if annual is None or before is None:
            continue
        rows = [(row, then[key]) for key, row in _keys(account).items() if key in then]
        changed = [
            f"{short(account.lines[row].label)} {cell_text(other.account, was, before)} then, "
            f"{cell_text(account, row, annual)} now"
            for row, was in rows
            if account.values[row][annual] != other.account.values[was][before]
            and other.account.values[was][before] is not None
            and account.values[row][annual] is not None
        ]
        if changed:
            yield found_on(book, f"The annual budget differs from last quarter's statement: {listed(changed)}.")


CHECKS = (
    reversal,
    more_than_the_year,
    unusual_profile,
    less_than_spent,
    forecast_moved,
    budget_changed,
)
