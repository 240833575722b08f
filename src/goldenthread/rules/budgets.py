"""How the rows and columns of a budget statement hang together: which row is the sum of which, and what each variance compares.

Decided by the words and by the numbers together, for a council's statement seldom says it (handbook chapter 8, F1 to F4, F13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from goldenthread.model.budget import BudgetCell, BudgetLine, BudgetRole, Convention, MoneyUnit, Statement

BUDGETS = (
    BudgetRole.BUDGET_TO_DATE,
    BudgetRole.ANNUAL_BUDGET,
    BudgetRole.ALLOCATION_TO_DATE,
    BudgetRole.ALLOCATION,
)
"""What a variance is measured from, in the order in which it is looked for."""
SPENDING = (BudgetRole.ACTUAL, BudgetRole.FORECAST_OUTTURN)
LEVELS = frozenset((*BUDGETS, *SPENDING))
"""Roles of columns that hold an amount, and not a difference (R8.4)."""
DIFFERENCES = frozenset({BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE, BudgetRole.REMAINING})

_TOTAL = re.compile(
    r"^(?:(?:grand|overall|gross|net)\s+)?(?:sub[- ]?)?totals?\b|\b(?:sub[- ]?|grand )?totals?\s*:?$|^net\b(?![- ]?zero)"
    r"|^gross (?:expenditure|income|cost|spend\w*)$|^\(?(?:surplus|deficit)\)?\s*/\s*\(?(?:surplus|deficit)\)?",
    re.IGNORECASE,
)
_NET = re.compile(r"\bnet\b|surplus|deficit", re.IGNORECASE)
_MEMORANDUM = re.compile(r"^\W*(?:of which|including|incl\.|memo\w*|note)\b", re.IGNORECASE)
_INCOME = re.compile(
    r"(?<!loss of )\bincome\b|^fees\b|\breceipts?\b|\bgrant funding\b|^transfers? from reserves?", re.IGNORECASE
)
_SPENDING_BLOCK = re.compile(r"\bexpenditure\b|\bcosts?\b|\bspend(?:ing)?\b|\bloss of income\b", re.IGNORECASE)
_NO_SUM = re.compile(r"%|\bper ?cent|\baverage\b|\bper\b|\brate\b|\bweekly\b|\brank\b|\bref\b|\bcode\b", re.IGNORECASE)
_MONEY_WORDS = re.compile(
    r"£|\b(?:budget|cost|spend|spent|total|amount|outturn|allocation|expenditure)\b", re.IGNORECASE
)
_NIL = re.compile(r"[-–—]|nil|none", re.IGNORECASE)
_POUNDS = {MoneyUnit.POUNDS: 1, MoneyUnit.THOUSANDS: 1_000, MoneyUnit.MILLIONS: 1_000_000}
_NEAR = Decimal("0.25")
_MOST_OPEN = 150


class Sum(NamedTuple):
    """A row that is the sum of others: each part with its sign. `sure` when at least half its columns say so."""

    total: int
    parts: tuple[tuple[int, int], ...]
    sure: bool = True


class Relation(NamedTuple):
    """A column that is the difference of two others: `column` = `left` - `right`; for income rows it may be the other way."""

    column: int
    left: int
    right: int
    income_way: int | None = 1

    def way(self, *, income: bool) -> int | None:
        """1 where it is left less right, -1 for right less left; None where the rows of that sort do not tell."""
        return self.income_way if income else 1


class Rule(NamedTuple):
    """One equation that a statement must obey: the cells with their signs come to nothing, within a tolerance."""

    cells: tuple[tuple[tuple[int, int], int], ...]
    tolerance: Decimal
    sum: Sum | None = None
    relation: Relation | None = None

    @property
    def at(self) -> tuple[int, int]:
        """The cell that the others make: the total, or the variance."""
        return self.cells[0][0]


class Fault(NamedTuple):
    """A cell that does not follow from the others. `pinned` when several equations agree that it is this cell."""

    row: int
    column: int
    found: Decimal
    expected: Decimal
    rules: tuple[Rule, ...]
    pinned: bool = False


def section_head(section: str) -> str:
    """The first part of a block's name: "Expenditure - Core Funded" is a block of "expenditure"."""
    return re.split(r"\s[-–]\s|:", section, maxsplit=1)[0].strip().casefold()


class Account:
    """A statement as the rules see it: its numbers by row and column, what sort each row is, its sums and its differences."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.lines = statement.lines
        self.columns = statement.columns
        self.values = tuple(tuple(_value(line, at) for at in range(len(self.columns))) for line in self.lines)
        self._totals = tuple(bool(_TOTAL.search(line.label.strip())) for line in self.lines)
        self._incomes = tuple(_is_income(line) for line in self.lines)

    # ---- rows and columns ----

    def column(self, *roles: BudgetRole) -> int | None:
        """The first column with one of the roles, in the order of the roles."""
        return next((at for role in roles for at, one in enumerate(self.columns) if one.role is role), None)

    def is_total(self, row: int) -> bool:
        """Whether a row says that it is a total, a sub-total or a net."""
        return self._totals[row]

    def is_net(self, row: int) -> bool:
        """Whether a row says that it is what is left of several totals."""
        return bool(_NET.search(self.lines[row].label))

    def is_income(self, row: int) -> bool:
        """Whether a row is money that comes in: by its block, or where that does not say, by its label."""
        return self._incomes[row]

    def counts(self, row: int) -> bool:
        """Whether a row holds numbers of its own: no heading, no "of which"."""
        known = any(value is not None for value in self.values[row])
        return known and not _MEMORANDUM.search(self.lines[row].label)

    def value(self, row: int, column: int | None) -> Decimal | None:
        """The number of a cell; None for no column or no number."""
        return None if column is None else self.values[row][column]

    def weight(self, row: int, column: int) -> Decimal:
        """The size of a cell's number; a missing one weighs nothing."""
        return abs(self.values[row][column] or Decimal(0))

    @cached_property
    def step(self) -> tuple[Decimal, ...]:
        """For each column, the worth of the last digit of its most coarsely printed number."""
        return tuple(
            max((_step(value) for row in self.values if (value := row[at])), default=Decimal(1))
            for at in range(len(self.columns))
        )

    @cached_property
    def summed(self) -> tuple[int, ...]:
        """The columns whose numbers can be added up."""
        return tuple(at for at, column in enumerate(self.columns) if not _NO_SUM.search(column.heading))

    @cached_property
    def pounds(self) -> Decimal | None:
        """What one of its numbers is worth in pounds; None where the statement does not say."""
        return Decimal(_POUNDS[self.statement.unit]) if self.statement.unit else None

    # ---- sums (F1, F4) ----

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Each total with what it is the sum of: told by its block, its place and its numbers (F1, F4).

        Where some total does not come out, rows are also tried as sub-totals that do not bear the word.
        """
        found = tuple(self._find_sums(unnamed=False))
        if all(self._is_whole(one) for one in found):
            return found
        other = tuple(self._find_sums(unnamed=True))
        named = {one.total for one in found}
        whole = sum(self._is_whole(one) for one in other if one.total in named)
        return other if whole > sum(map(self._is_whole, found)) else found

    def _is_whole(self, found: Sum) -> bool:
        fits, told = self._fit(found.total, found.parts)
        return fits == told

    def _find_sums(self, *, unnamed: bool) -> Iterator[Sum]:
        left: list[int] = []
        for row in range(len(self.lines)):
            if not self.counts(row):
                continue
            if self.is_total(row) or (unnamed and self._adds_up(row, left)):
                found = self._sum_of(row, left[-_MOST_OPEN:])
                if found:
                    taken = {part for part, _ in found.parts}
                    left = [one for one in left if one not in taken]
                    yield found
            left.append(row)

    def _adds_up(self, row: int, left: Sequence[int]) -> bool:
        """Whether a row without the word is the sum of the lines of its block above it, in every column and three of size."""
        block = self.lines[row].section
        run = [one for one in left if self.lines[one].section == block and not self.is_total(one)]
        large = [at for at in self.summed if self.weight(row, at) >= 10 * self.step[at]]
        return len(large) >= 3 and any(
            all(self._gap(row, _plain(run[-many:]), at) == 0 for at in self.summed) for many in range(2, len(run) + 1)
        )

    def _sum_of(self, row: int, left: list[int]) -> Sum | None:
        """The rows that make up a total: of all runs that could, the one that fits in the most columns."""
        usual = self._usual(row, left)
        best: tuple[tuple[int, int, int], Sum] | None = None
        for parts in self._candidates(row, left, usual):
            fits, told = self._fit(row, parts)
            rank = (fits, len(usual) - usual.index(parts) if parts in usual else 0, len(parts))
            if fits and fits * 2 >= told and (best is None or rank > best[0]):
                best = (rank, Sum(row, parts))
        if best:
            return best[1]
        near = next((parts for parts in usual[:1] if self._is_near(row, parts)), None)
        return Sum(row, near, sure=False) if near else None

    def _usual(self, row: int, left: list[int]) -> list[tuple[tuple[int, int], ...]]:
        """What a total is the sum of in most statements: its block, the lines since the last total, or all that is left."""
        head = section_head(self.lines[row].section)
        block = [one for one in left if head and section_head(self.lines[one].section) == head]
        since = [one for at, one in enumerate(left) if not any(self.is_total(later) for later in left[at:])]
        return [_plain(rows) for rows in (block, since, left) if rows]

    def _candidates(
        self, row: int, left: list[int], usual: list[tuple[tuple[int, int], ...]]
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        yield from usual
        for start in range(len(left) - 1, -1, -1):
            yield _plain(left[start:])
            if self.is_income(left[start]) or any(self.is_income(one) for one in left[start:]):
                yield tuple((one, -1 if self.is_income(one) else 1) for one in left[start:])

    def _fit(self, row: int, parts: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        """In how many columns the parts come to the total, and in how many they could tell."""
        fits = told = 0
        for at in self.summed:
            gap = self._gap(row, parts, at)
            if gap is None or not any(self.values[part][at] for part, _ in parts):
                continue
            told += 1
            fits += abs(gap) <= self._usual_rounding(parts, at)
        return fits, told

    def _is_near(self, row: int, parts: tuple[tuple[int, int], ...]) -> bool:
        """Whether the parts come near to the total in every column, so that they must be what it was meant to be."""
        gaps = [(gap, self.values[row][at]) for at in self.summed if (gap := self._gap(row, parts, at)) is not None]
        return len(parts) > 1 and bool(gaps) and all(total and abs(gap) <= _NEAR * abs(total) for gap, total in gaps)

    def _gap(self, row: int, parts: Iterable[tuple[int, int]], at: int) -> Decimal | None:
        """The total less its parts in one column; None where a number is missing."""
        total, gap = self.values[row][at], Decimal(0)
        if total is None:
            return None
        for part, sign in parts:
            value = self.values[part][at]
            if value is None:
                return None
            gap += sign * value
        return total - gap

    def _usual_rounding(self, parts: Sequence[object], at: int) -> Decimal:
        """How far rounding moves a sum: no more than half a step for each number, and seldom four standard deviations."""
        many = Decimal(len(parts) + 1)
        return self.step[at] * max(Decimal(1), min(many / 2, 4 * (many / 12).sqrt()))

    # ---- differences (F2, F13) ----

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What each variance, and what remains of an allocation, is the difference of: told by its numbers (F2, F13)."""
        wanted = [at for at, column in enumerate(self.columns) if column.role in DIFFERENCES]
        return tuple(found for at in wanted if (found := self._relation(at)))

    def _relation(self, column: int) -> Relation | None:
        levels = [
            at
            for at, one in enumerate(self.columns)
            if one.role in LEVELS or (one.role is BudgetRole.OTHER and _MONEY_WORDS.search(one.heading))
        ]
        rows = [row for row in range(len(self.lines)) if self.counts(row)]
        main = [row for row in rows if not self.is_income(row)]
        if len(main) < 2:
            main = rows
        best: tuple[int, int, int] | None = None
        for left, right in sorted(permutations(levels, 2), key=self._likely):
            fits, told = self._follows(main, column, left, right)
            if fits >= 2 and fits * 5 >= told * 3 and (best is None or fits > best[0]):
                best = (fits, left, right)
        if best is None:
            return None
        _, left, right = best
        income = [row for row in rows if self.is_income(row)]
        same, _ = self._follows(income, column, left, right)
        other, _ = self._follows(income, column, right, left)
        return Relation(column, left, right, 1 if same > other else -1 if other > same else None)

    def _likely(self, pair: tuple[int, int]) -> tuple[int, int]:
        """The pairs in the order in which councils use them: budget to date and actual before budget and forecast."""
        order = (*BUDGETS, *SPENDING)
        ranks = [order.index(role) if (role := self.columns[at].role) in order else len(order) for at in pair]
        return sum(ranks), ranks[0]

    def _follows(self, rows: list[int], column: int, left: int, right: int) -> tuple[int, int]:
        """In how many rows the column is left less right, of how many where there is anything to tell."""
        fits = told = 0
        for row in rows:
            first, second, difference = self.values[row][left], self.values[row][right], self.values[row][column]
            if first is None or second is None or difference is None or (first == second and difference == 0):
                continue
            told += 1
            fits += abs(difference - (first - second)) <= self.step[column]
        return fits, told

    # ---- what is broken ----

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every equation that the statement must obey."""
        return (*self._sum_rules(), *self._difference_rules())

    def _sum_rules(self) -> Iterator[Rule]:
        for found in self.sums:
            for at in self.summed:
                if self._gap(found.total, found.parts, at) is None or not self._adds(at, found):
                    continue
                if self.columns[at].role in DIFFERENCES and any(sign < 0 for _, sign in found.parts):
                    continue  # income printed without a minus: its variances may be added or taken off
                cells = (((found.total, at), 1), *(((part, at), -sign) for part, sign in found.parts))
                yield Rule(cells, self._usual_rounding(found.parts, at), sum=found)

    def _adds(self, at: int, found: Sum) -> bool:
        """Whether a column holds amounts; one of unknown content must itself say so."""
        known = self.columns[at].role is not BudgetRole.OTHER
        return known or bool(_MONEY_WORDS.search(self.columns[at].heading))

    def _difference_rules(self) -> Iterator[Rule]:
        for relation in self.relations:
            for row in range(len(self.lines)):
                way = relation.way(income=self.is_income(row))
                at = (relation.column, relation.left, relation.right)
                if not self.counts(row) or any(self.values[row][one] is None for one in at):
                    continue
                if way is None:
                    way = 1 if self._gap_of(row, relation, 1) <= self._gap_of(row, relation, -1) else -1
                signs = (1, -way, way)
                cells = tuple(((row, one), sign) for one, sign in zip(at, signs, strict=True))
                yield Rule(cells, max(self.step[one] for one in at), relation=relation)

    def _gap_of(self, row: int, relation: Relation, way: int) -> Decimal:
        difference, left, right = (self.values[row][at] or Decimal(0) for at in relation[:3])
        return abs(difference - way * (left - right))

    def residue(self, rule: Rule) -> Decimal:
        """By how much the rule's first cell is more than the others make it."""
        return sum((sign * (self.values[row][at] or Decimal(0)) for (row, at), sign in rule.cells), Decimal(0))

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every cell that does not follow from the others. One wrong cell that breaks several equations is one fault (R8.2)."""
        residues = [(rule, self.residue(rule)) for rule in self.rules]
        broken = [(rule, gap) for rule, gap in residues if abs(gap) > rule.tolerance]
        faults: list[Fault] = []
        while broken:
            fault = self._pinned(broken, residues) or self._unpinned(*broken[0])
            faults.append(fault)
            broken = [(rule, gap) for rule, gap in broken if rule not in fault.rules]
        return tuple(sorted(faults, key=lambda fault: (fault.row, fault.column)))

    def _unpinned(self, rule: Rule, gap: Decimal) -> Fault:
        row, column = rule.at
        found = self.values[row][column] or Decimal(0)
        return Fault(row, column, found, found - gap, (rule,))

    def _pinned(self, broken: list[tuple[Rule, Decimal]], residues: list[tuple[Rule, Decimal]]) -> Fault | None:
        """The cell whose change mends two equations or more and breaks none; of several, that which mends the most."""
        best: Fault | None = None
        for (row, column), rules in self._shared(broken).items():
            exact, gap = min(rules, key=lambda one: one[0].tolerance)
            change = -gap * dict(exact.cells)[row, column]
            after = {id(rule): self._after(rule, gap, (row, column), change) for rule, gap in residues}
            mended = tuple(rule for rule, _ in rules if after[id(rule)] <= rule.tolerance)
            breaks = any(abs(gap) <= rule.tolerance < after[id(rule)] for rule, gap in residues)
            if len(mended) >= 2 and not breaks and (best is None or len(mended) > len(best.rules)):
                found = self.values[row][column] or Decimal(0)
                best = Fault(row, column, found, found + change, mended, pinned=True)
        return best

    def _shared(self, broken: list[tuple[Rule, Decimal]]) -> dict[tuple[int, int], list[tuple[Rule, Decimal]]]:
        """The cells that stand in two broken equations or more, with these."""
        shared: dict[tuple[int, int], list[tuple[Rule, Decimal]]] = {}
        for rule, gap in broken:
            for cell, _ in rule.cells:
                shared.setdefault(cell, []).append((rule, gap))
        return {cell: rules for cell, rules in shared.items() if len(rules) > 1}

    def _after(self, rule: Rule, gap: Decimal, cell: tuple[int, int], change: Decimal) -> Decimal:
        """How far an equation is out once a cell has changed."""
        return abs(gap + dict(rule.cells).get(cell, 0) * change)

    # ---- good and bad ----

    @cached_property
    def convention(self) -> Convention | None:
        """What brackets mean: as the numbers work, and where they do not tell, as the statement says (R8.3)."""
        return self.convention_by_numbers or self.statement.convention

    @cached_property
    def convention_by_numbers(self) -> Convention | None:
        """The convention that the variances obey."""
        for relation in self.relations:
            if self.columns[relation.left].role in BUDGETS and self.columns[relation.right].role in SPENDING:
                return Convention.OVERSPEND_IN_BRACKETS
            if self.columns[relation.left].role in SPENDING and self.columns[relation.right].role in BUDGETS:
                return Convention.UNDERSPEND_IN_BRACKETS
        return None

    def adverse(self, row: int, column: int | None) -> Decimal | None:
        """A variance as an adverse amount: above nought where it is bad for the council (handbook 8.1). None if not told."""
        value = self.value(row, column)
        if value is None or self.convention is None:
            return None
        sign = -1 if self.convention is Convention.OVERSPEND_IN_BRACKETS else 1
        if self._comes_in_without_minus(row):
            ways = {relation.income_way for relation in self.relations}
            if len(ways) != 1 or None in ways:
                return None
            sign = -sign if ways == {1} else sign
        return sign * value

    def over_to_date(self, row: int) -> Decimal | None:
        """By how much a row is worse than its budget to date; None where the statement does not hold both."""
        return self._over(row, BudgetRole.BUDGET_TO_DATE, BudgetRole.ACTUAL)

    def over_at_year_end(self, row: int) -> Decimal | None:
        """By how much a row is forecast to be worse than its budget for the year."""
        column = self.column(BudgetRole.FORECAST_VARIANCE)
        if column is not None:
            return self.adverse(row, column)
        return self._over(row, BudgetRole.ANNUAL_BUDGET, BudgetRole.FORECAST_OUTTURN)

    def _over(self, row: int, budget: BudgetRole, spending: BudgetRole) -> Decimal | None:
        planned, spent = self.value(row, self.column(budget)), self.value(row, self.column(spending))
        if planned is None or spent is None:
            return None
        return planned - spent if self._comes_in_without_minus(row) else spent - planned

    def _comes_in_without_minus(self, row: int) -> bool:
        levels = [self.values[row][at] for at, column in enumerate(self.columns) if column.role in LEVELS]
        return self.is_income(row) and any(value is not None and value > 0 for value in levels)

    @cached_property
    def outturn_holds_variances(self) -> bool:
        """Whether a column of forecast outturns holds differences: most of its amounts cannot be a whole year's (R8.4)."""
        at = [self.column(role) for role in (BudgetRole.ANNUAL_BUDGET, BudgetRole.ACTUAL, BudgetRole.FORECAST_OUTTURN)]
        told = impossible = 0
        for row in self.plain_lines():
            annual, actual, forecast = (self.value(row, one) for one in at)
            if annual and forecast and actual is not None:
                told += 1
                impossible += annual * forecast < 0 or abs(forecast) < abs(actual)
        return told > 2 and impossible * 2 > told

    @cached_property
    def result(self) -> int | None:
        """The row with the statement's result: its last net, else its last total."""
        totals = [row for row in range(len(self.lines)) if self.is_total(row) and self.counts(row)]
        return next((row for row in reversed(totals) if self.is_net(row)), totals[-1] if totals else None)

    def plain_lines(self) -> Iterator[int]:
        """The rows that hold numbers and are no total."""
        totals = {found.total for found in self.sums}
        for row in range(len(self.lines)):
            if self.counts(row) and not self.is_total(row) and row not in totals:
                yield row


def _is_income(line: BudgetLine) -> bool:
    if _NET.search(line.label):
        return False
    if _INCOME.search(line.section):
        return not _SPENDING_BLOCK.search(line.section) or bool(_INCOME.match(line.section))
    return not _SPENDING_BLOCK.search(line.section) and bool(_INCOME.search(line.label))


def _plain(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return tuple((row, 1) for row in rows)


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def _value(line: BudgetLine, at: int) -> Decimal | None:
    """The number of a cell; a dash is nought, an empty cell is no number."""
    if at >= len(line.cells):
        return None
    cell = line.cells[at]
    if cell.value is None and _NIL.fullmatch(cell.original.strip()):
        return Decimal(0)
    return cell.value


# ---- the conventions ----


def variance(budget: Decimal, actual: Decimal, convention: Convention) -> Decimal:
    """The variance of a line as the convention prints it, income included (handbook 8.1)."""
    return budget - actual if convention is Convention.OVERSPEND_IN_BRACKETS else actual - budget


def outturn(annual: Decimal, forecast_variance: Decimal, convention: Convention) -> Decimal:
    """The year's outturn that a forecast variance stands for (handbook 8.1)."""
    adverse = -forecast_variance if convention is Convention.OVERSPEND_IN_BRACKETS else forecast_variance
    return annual + adverse


def converted(statement: Statement, convention: Convention) -> Statement:
    """The statement with its variances as another convention prints them; converted back it is the same (R8.7).

    Numbers that the paper printed are printed anew where their sign changes.
    """
    if statement.convention is None or statement.convention is convention:
        return statement
    turned = {at for at, column in enumerate(statement.columns) if column.role in DIFFERENCES}
    lines = tuple(
        line.model_copy(
            update={"cells": tuple(_turned(cell) if at in turned else cell for at, cell in enumerate(line.cells))}
        )
        for line in statement.lines
    )
    return statement.model_copy(update={"convention": convention, "lines": lines})


def _turned(cell: BudgetCell) -> BudgetCell:
    if not cell.value:
        return cell
    return BudgetCell(original=in_brackets(-cell.value) if cell.original else "", value=-cell.value)


def in_brackets(value: Decimal) -> str:
    """A number as finance officers print it: "1,234", "(1,234)" for one below nought."""
    return f"({-value:,f})" if value < 0 else f"{value:,f}"
