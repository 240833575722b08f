"""Which row of a budget statement is the sum of which: told by the words, the order and the numbers together (F1, F4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from goldenthread.rules.statement_grid import DIFFERENCES, StatementGrid

_NEAR = Decimal("0.25")
_MOST_OPEN = 150


class Sum(NamedTuple):
    """A row that is the sum of others: each part with its sign. `sure` when at least half its columns say so."""

    total: int
    parts: tuple[tuple[int, int], ...]
    sure: bool = True


def section_head(section: str) -> str:
    """The first part of a block's name: "Expenditure - Core Funded" is a block of "expenditure"."""
    return re.split(r"\s[-–]\s|:", section, maxsplit=1)[0].strip().casefold()


class StatementTotals(StatementGrid):
    """A statement with its totals, and what each is the sum of."""

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Each total with what it is the sum of: told by its block, its place and its numbers (F1, F4).

        Where some total does not come out, rows are also tried as sub-totals that do not bear the word.
        """
        found = tuple(self._find_sums(unnamed=False))
        totals = sum(self.is_total(row) and self.counts(row) for row in range(len(self.lines)))
        if sum(map(self._is_whole, found)) == totals:
            return found
        other = tuple(self._find_sums(unnamed=True))
        told = sum(self.is_total(one.total) for one in other)
        whole = sum(self._is_whole(one) for one in other if self.is_total(one.total))
        return other if (told, whole) > (len(found), sum(map(self._is_whole, found))) else found

    def _is_whole(self, found: Sum) -> bool:
        fits, told = self.fit(found.total, found.parts)
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
        """Whether a row without the word is the sum of the lines of its block above it, in all columns but one, three of size."""
        block = self.lines[row].section
        run = [one for one in left if self.lines[one].section == block and not self.is_total(one)]
        large = [at for at in self.summed if self.weight(row, at) >= 10 * self.step[at]]
        if len(large) < 3:
            return False
        for many in range(2, len(run) + 1):
            fits = [self.gap(row, _plain(run[-many:]), at) == 0 for at in self.summed]
            if sum(fits) >= max(3, len(fits) - 1) and sum(fits[self.summed.index(at)] for at in large) >= 3:
                return True
        return False

    def _sum_of(self, row: int, left: list[int]) -> Sum | None:
        """The rows that make up a total: of all runs that could, the one that fits in the most columns."""
        usual = self._usual(row, left)
        best: tuple[tuple[int, int, int], Sum] | None = None
        for parts in self._candidates(row, left, usual):
            fits, told = self.fit(row, parts)
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

    def fit(self, row: int, parts: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        """In how many columns the parts come to the total, and in how many they could tell."""
        fits = told = 0
        taken_off = any(sign < 0 for _, sign in parts)
        for at in self.summed:
            if taken_off and self.columns[at].role in DIFFERENCES:
                continue  # of income printed without a minus the variances may be added or taken off
            gap = self.gap(row, parts, at)
            if gap is None or not any(self.values[part][at] for part, _ in parts):
                continue
            told += 1
            fits += abs(gap) <= self.usual_rounding(parts, at)
        return fits, told

    def _is_near(self, row: int, parts: tuple[tuple[int, int], ...]) -> bool:
        """Whether the parts come near to the total in every column of levels: then they are what it was meant to be."""
        levels = [at for at in self.summed if self.columns[at].role not in DIFFERENCES]
        gaps = [(gap, self.values[row][at]) for at in levels if (gap := self.gap(row, parts, at)) is not None]
        return len(parts) > 1 and bool(gaps) and all(total and abs(gap) <= _NEAR * abs(total) for gap, total in gaps)

    def gap(self, row: int, parts: Iterable[tuple[int, int]], at: int) -> Decimal | None:
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

    def usual_rounding(self, parts: Sequence[object], at: int) -> Decimal:
        """How far rounding moves a sum of as many numbers, in one column."""
        return self.step[at] * _rounding(len(parts))

    def plain_lines(self) -> Iterator[int]:
        """The rows that hold numbers and are no total."""
        totals = {found.total for found in self.sums}
        for row in range(len(self.lines)):
            if self.counts(row) and not self.is_total(row) and row not in totals:
                yield row


@lru_cache
def _rounding(parts: int) -> Decimal:
    """In steps: no more than half for each number, and seldom more than four standard deviations; one at least."""
    many = Decimal(parts + 1)
    return max(Decimal(1), min(many / 2, 4 * (many / 12).sqrt()))


def _plain(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return tuple((row, 1) for row in rows)
