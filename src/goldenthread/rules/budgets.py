"""How the columns of a budget statement hang together, and which of its cells cannot be right (handbook 8.4, F1 to F4, F13).

Decided by the words and by the numbers together, for a council's statement seldom says what each column compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from goldenthread.model.budget import BudgetRole, Convention
from goldenthread.rules.statement_grid import BUDGETS, DIFFERENCES, LEVELS, MONEY_WORDS, SPENDING
from goldenthread.rules.totals import StatementTotals, Sum

_BUDGET_WORDS = re.compile(r"\bbudgets?\b|\ballocations?\b|\btarget\b", re.IGNORECASE)
_SPENDING_WORDS = re.compile(r"\bactuals?\b|\boutturn\b|\bspen[dt]\b|\bforecast\b|\bprojected\b", re.IGNORECASE)


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


class Account(StatementTotals):
    """A statement as the rules see it: its sums, its differences, what breaks them, and what is good or bad."""

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """What each variance, and what remains of an allocation, is the difference of: told by its numbers (F2, F13)."""
        wanted = [at for at, column in enumerate(self.columns) if column.role in DIFFERENCES]
        return tuple(found for at in wanted if (found := self._relation(at)))

    def _relation(self, column: int) -> Relation | None:
        levels = [
            at
            for at, one in enumerate(self.columns)
            if one.role in LEVELS or (one.role is BudgetRole.OTHER and MONEY_WORDS.search(one.heading))
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
        return Relation(column, left, right, self._income_way(rows, column, left, right))

    def _income_way(self, rows: list[int], column: int, left: int, right: int) -> int | None:
        """Which way round the rows of income go: as the others where income bears a minus, else as their numbers tell."""
        income = [row for row in rows if self.is_income(row)]
        if not any(self._comes_in_without_minus(row) for row in income):
            return 1
        same, _ = self._follows(income, column, left, right)
        other, _ = self._follows(income, column, right, left)
        return 1 if same > other else -1 if other > same else None

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
                if self.gap(found.total, found.parts, at) is None or not self._adds(at, found):
                    continue
                if self.columns[at].role in DIFFERENCES and any(sign < 0 for _, sign in found.parts):
                    continue
                cells = (((found.total, at), 1), *(((part, at), -sign) for part, sign in found.parts))
                yield Rule(cells, self.usual_rounding(found.parts, at), sum=found)

    def _adds(self, at: int, found: Sum) -> bool:
        """Whether a column holds amounts; one of unknown content must itself say so."""
        known = self.columns[at].role is not BudgetRole.OTHER
        return known or bool(MONEY_WORDS.search(self.columns[at].heading))

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
            sorts = (self._is_of_budgets(relation.left), self._is_of_budgets(relation.right))
            if sorts == (True, False):
                return Convention.OVERSPEND_IN_BRACKETS
            if sorts == (False, True):
                return Convention.UNDERSPEND_IN_BRACKETS
        return None

    def _is_of_budgets(self, column: int) -> bool | None:
        """Whether a column holds budgets, or else spending; None where neither its role nor its heading says so."""
        one = self.columns[column]
        if one.role in BUDGETS or one.role in SPENDING:
            return one.role in BUDGETS
        spending, budget = _SPENDING_WORDS.search(one.heading), _BUDGET_WORDS.search(one.heading)
        return None if bool(spending) == bool(budget) else bool(budget)

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
