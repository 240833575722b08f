"""Several periods in one sheet, side by side or below each other: which one the report is of, and what the others are to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.readers.sheet_columns import PARTS, Holds, SheetColumn
from goldenthread.readers.sheet_files import SheetCell
from goldenthread.readers.sheet_updates import SheetRow

Home = TypeVar("Home")
"""Where a row belongs: its objective."""

_RESULTS: Final = (Role.CURRENT, Role.LAST_ACTUAL, Role.EARLIER_ACTUAL)
_OF_ROWS: Final = (Role.CURRENT, Role.LATEST)
_EARLIER: Final = (Role.PREVIOUS, Role.LAST_ACTUAL, Role.EARLIER_ACTUAL)
_SIGNS: Final = (Role.PROGRESS, Role.TRAVEL)
_WORDS_OF_PERIOD: Final = (Holds.COMMENTARY, Holds.COMMENTARY_BY)

# ---- a column for each period ----


def settle_periods(
    columns: Sequence[SheetColumn | None], filled: Sequence[bool], within: Period | None
) -> tuple[tuple[SheetColumn | None, ...], Period | None]:
    """Of several columns of results for dated periods, the report's own or else the latest that is filled is the current one.

    Those before it are earlier results; those after it are kept as printed, and so are the signs of other periods. The period
    of the current one is returned when there is a choice of several.
    """
    dated = {
        index: column.column.period
        for index, column in enumerate(columns)
        if column and column.column and column.role in _RESULTS and column.column.period
    }
    reached = [index for index in dated if filled[index]]
    if len(dated) < 2 or not reached:
        return tuple(_sign_of(column, within) for column in columns), None
    own = [index for index in reached if dated[index] == within]
    current = max(own or reached, key=lambda index: _rank(dated[index]))
    now = dated[current]
    settled = (_settled(column, index == current, now) for index, column in enumerate(columns))
    return tuple(_sign_of(column, now) for column in settled), now


def _rank(period: Period) -> tuple[int, int]:
    """The later is higher; of two that end together, the shorter."""
    return period.end.toordinal(), period.start.toordinal()


def _settled(column: SheetColumn | None, is_current: bool, now: Period) -> SheetColumn | None:
    """The column with the role that its period gives it. Before quarters, a bare year that is over is its result."""
    if column is None or column.column is None or column.column.period is None:
        return column
    period = column.column.period
    is_bare_year = column.role is Role.OTHER and period.months == 12 and period.end < now.start
    if column.role not in _RESULTS and not is_bare_year:
        return column
    return _as(column, Role.CURRENT if is_current else _role_beside(period, now))


def _sign_of(column: SheetColumn | None, now: Period | None) -> SheetColumn | None:
    """A light or arrow whose heading names another period than the report's is kept as printed."""
    if column is None or column.role not in _SIGNS:
        return column
    period = find_period(column.heading, now)
    return column if period in (None, now) else _as(column, Role.OTHER)


def _as(column: SheetColumn, role: Role) -> SheetColumn:
    return replace(column, column=column.column and column.column.model_copy(update={"role": role}))


def _role_beside(period: Period, now: Period) -> Role:
    """What the result of `period` is in a report of `now`: the one before, last year's actual, earlier, or still to come."""
    if period.end > now.end:
        return Role.OTHER
    if period == now.previous:
        return Role.PREVIOUS if period.months and period.months < 12 else Role.LAST_ACTUAL
    is_last_year = period.months == 12 and period.end < now.start and (now.start - period.end).days <= 366
    return Role.LAST_ACTUAL if is_last_year else Role.EARLIER_ACTUAL


# ---- a row for each period ----


@dataclass(frozen=True)
class _Dated(Generic[Home]):
    """A row with its objective and its period, None where it names none."""

    home: Home
    row: SheetRow
    period: Period | None


@dataclass(frozen=True)
class PeriodRows(Generic[Home]):
    """Makes one row of the rows that a line has, one for each period."""

    within: Period | None
    unplaced: list[Unplaced]
    assumed: list[Assumed]

    def merge(self, rows: Sequence[tuple[Home, SheetRow]]) -> tuple[list[tuple[Home, SheetRow]], Period | None]:
        """One row for each line, with cells for every period; and the period that the current figures are of."""
        dated = [_Dated(home, row, self._period_of(row)) for home, row in rows]
        known = {one.period for one in dated if one.period}
        if not known:
            return list(rows), None
        now = self._current(dated)
        if known == {now} and self.within in (None, now):
            return list(rows), now
        lines: dict[tuple[object, ...], list[_Dated[Home]]] = defaultdict(list)
        for one in dated:
            lines[(id(one.home), *one.row.identity)].append(one)
        parts = [part for same in lines.values() for part in self._parted(same, now)]
        varying = _varying(parts)
        merged = [
            (part[0].home, self._merged([(one.period or now, one.row) for one in part], now, varying)) for part in parts
        ]
        return merged, now

    def _period_of(self, row: SheetRow) -> Period | None:
        """The period that a row names, also by a year in one cell and a quarter in another."""
        period = next((found for text in row.periods if (found := find_period(text))), None)
        for text in row.periods:
            found = find_period(text, period or self.within)
            if found is None:
                self._note(text, row, "a period in words that are not known")
            elif period is None or find_period(text) is None:
                period = found
        return period

    def _current(self, dated: Sequence[_Dated[Home]]) -> Period:
        """The report's own period where rows are of it, else the latest with results, else the latest."""
        known = [one.period for one in dated if one.period]
        if self.within in known:
            return self.within
        reached = [one.period for one in dated if one.period and _has_results(one.row)]
        return max(reached or known, key=_rank)

    def _parted(self, same: list[_Dated[Home]], now: Period) -> Iterator[list[_Dated[Home]]]:
        """The rows of a line that make one; where two are of one period, or one of none, each stands for itself."""
        periods = [one.period for one in same]
        if None not in periods and len(set(periods)) == len(periods):
            yield sorted(same, key=lambda one: _rank(one.period or now))
            return
        for one in same:
            yield [one]
            if one.period is None:
                what = f"the figures of “{one.row.title}” are of {now.label}"
                self.assumed.append(
                    Assumed(what=what, why="its row names no period that is known", where=one.row.where)
                )
        if len(same) > 1:
            what = f"each of the {len(same)} rows of “{same[0].row.title}” is a line of its own"
            why = "they do not name a different period each"
            self.assumed.append(Assumed(what=what, why=why, where=same[0].row.where))

    def _merged(self, dated: Sequence[tuple[Period, SheetRow]], now: Period, varying: frozenset[int]) -> SheetRow:
        """One row with the cells of each period; its words are those of the current row, and others are said.

        Earlier results come first, then what the current row says, then the earlier targets, signs and the rest, so that the
        first target of a line is the current one.
        """
        current = next((row for period, row in dated if period == now), None)
        base = current or dated[-1][1]
        before: list[tuple[SheetColumn, SheetCell]] = []
        after: list[tuple[SheetColumn, SheetCell]] = []
        texts = dict(base.texts)
        if current is None:
            for holds in _WORDS_OF_PERIOD:
                texts.pop(holds, None)
        for period, row in dated:
            self._say_other_words(row, texts, period)
            if row is not current:
                for column, cell in _other_cells(row, period, now, varying, is_last=row is base):
                    (before if column.role in _EARLIER else after).append((column, cell))
        here = _current_cells(current, now, varying) if current else ()
        return replace(base, texts=texts, cells=(*before, *here, *after))

    def _say_other_words(self, row: SheetRow, texts: Mapping[Holds, str], period: Period) -> None:
        kept = {column.holds for column, _ in row.cells}
        for holds, text in row.texts.items():
            if holds not in kept and texts.get(holds) != text:
                self._note(text, row, f"the {holds.value} of {period.label}")

    def _note(self, text: str, row: SheetRow, could_be: str) -> None:
        self.unplaced.append(Unplaced(text=text, where=row.where, could_be=could_be))


def _has_results(row: SheetRow) -> bool:
    return any(column.role in _OF_ROWS and cell.text.strip() for column, cell in row.cells)


def _varying(parts: Iterable[Sequence[_Dated[Home]]]) -> frozenset[int]:
    """The columns, by their place, that say different things in the rows of one line. The others are said once."""
    varying: set[int] = set()
    for part in parts:
        texts = zip(*([cell.text.strip() for _, cell in one.row.cells] for one in part), strict=True)
        varying.update(index for index, said in enumerate(texts) if len(set(said)) > 1)
    return frozenset(varying)


def _current_cells(row: SheetRow, now: Period, varying: frozenset[int]) -> Iterator[tuple[SheetColumn, SheetCell]]:
    """The cells of the current row: with their period its result, and a target that changes from period to period."""
    for index, (column, cell) in enumerate(row.cells):
        is_dated = _is_of_its_row(column) or (index in varying and column.role is Role.TARGET)
        yield (_of_period(column, now, column.role or Role.OTHER) if is_dated else column), cell


def _other_cells(
    row: SheetRow, period: Period, now: Period, varying: frozenset[int], *, is_last: bool
) -> Iterator[tuple[SheetColumn, SheetCell]]:
    """The cells of a row of another period than the report's, each under a column of that period.

    What the line says in every row alike is said once, by its current row, or by its last (`is_last`) where it has none.
    """
    for index, (column, cell) in enumerate(row.cells):
        is_blank = not cell.text.strip() and not cell.unsure
        said_again = index not in varying and not _is_of_its_row(column)
        if column.role in _OF_ROWS and not (is_blank and period.end > now.end):
            yield _of_period(column, period, _role_beside(period, now)), cell
        elif is_blank or (said_again and not is_last):
            continue
        elif said_again and column.role in (Role.OTHER, Role.BASELINE):
            yield column, cell
        else:
            yield _of_period(column, period, Role.TARGET if column.role is Role.TARGET else Role.OTHER), cell


def _is_of_its_row(column: SheetColumn) -> bool:
    """Whether a column is of the period of its row, whatever other rows say: results and their numerators."""
    return column.role in _OF_ROWS or column.holds in PARTS


def _of_period(column: SheetColumn, period: Period, role: Role) -> SheetColumn:
    return replace(column, column=Column(heading=f"{column.heading} {period.label}", role=role, period=period))
