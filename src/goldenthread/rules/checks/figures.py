"""Checks on how figures are printed in the cells of one row: units, shapes, labels, and what cannot be (family NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from goldenthread.model.figures import Cell, Figure, Role, TargetKind, Unit
from goldenthread.model.plan import AnyLine, MeasureLine
from goldenthread.rules.checks.catalogue import Check, Found, check, found_in
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.paper import Held, Paper, short
from goldenthread.rules.checks.stated import pattern, sentences

_NUMERIC = frozenset(
    (
        Role.LAST_ACTUAL,
        Role.EARLIER_ACTUAL,
        Role.BASELINE,
        Role.TARGET,
        Role.PREVIOUS,
        Role.CURRENT,
        Role.LATEST,
        Role.FORECAST,
    )
)
_ALL = Decimal(100)
_SIGNS = {Unit.PERCENT: re.compile(r"%|per ?cent", re.IGNORECASE), Unit.POUNDS: re.compile(r"£|\bgbp\b", re.IGNORECASE)}
_SIGN = {Unit.PERCENT: "%", Unit.POUNDS: "£"}


def _cells(line: AnyLine) -> list[Cell]:
    """The cells of a line that hold results and targets."""
    return [cell for cell in line.cells if cell.column.role in _NUMERIC]


def _results(line: AnyLine) -> list[Cell]:
    """The cells of a line that hold results; its targets are looked at with the targets."""
    return [cell for cell in _cells(line) if cell.column.role is not Role.TARGET]


def _quoted(cells: Sequence[Cell]) -> str:
    return " and ".join(f"“{short(cell.original)}”" for cell in cells)


def _level(cell: Cell) -> Figure | None:
    """The one figure of a cell that states a level."""
    if len(cell.figures) != 1 or (cell.target and cell.target.kind is not TargetKind.LEVEL):
        return None
    return cell.figures[0]


# ---- units ----


@check(
    "NUM26",
    Severity.WARNING,
    "A sign is missing: % or £ is printed in one cell and not in the next",
    why="A bare 85 beside “100%” can be children or per cent; a reader has to guess, and a spreadsheet guesses wrongly.",
    remedy="Print the sign in every cell of the row.",
    wrong="Last year 85, target 100% of eligible, current 82",
    right="Last year 85%, target 100% of eligible, current 82%",
    source="Handbook R6.1 (unit and display precision, 4.1)",
)
def sign_missing(paper: Paper) -> Iterator[Found]:
    """Figures without their sign in a row where another cell has it; said once for the row."""
    for held in paper.lines:
        for unit, sign in _SIGNS.items():
            cells = [
                cell
                for cell in _cells(held.line)
                if any(figure.unit is unit and figure.value for figure in cell.figures)
                and not sign.search(cell.column.full_heading)
            ]
            bare = [cell for cell in cells if not sign.search(cell.original)]
            signed = [cell for cell in cells if sign.search(cell.original)]
            if bare and signed:
                verb = "are" if len(bare) > 1 else "is"
                says = f"{_quoted(bare)} {verb} printed without {_SIGN[unit]}, and {_quoted(signed[:1])} with it."
                yield Found(held.at(bare[-1].column.full_heading), says, bare[-1].original)


@check(
    "NUM27",
    Severity.WARNING,
    "One figure of a measure is a percentage and another is a number",
    why="A percentage cannot be held against a number: no light, arrow or difference between the two means anything.",
    remedy="Print both in the unit that the measure is defined in.",
    wrong="Last year 585, current 84%",
    right="Last year 90%, current 84%",
    source="Handbook R6.1, 4.1 (unit)",
)
def unit_differs(paper: Paper) -> Iterator[Found]:
    """A percentage beside a count in one row, or a unit that changed since last quarter."""
    for held, line in paper.measures:
        yield from _units_in_row(held, line)
        before = paper.before(held)
        now, then = line.cell(Role.CURRENT), before.line.cell(Role.CURRENT) if before else None
        if now and then and (one := _level(now)) and (other := _level(then)) and _unlike(one, now, other, then):
            says = f"This quarter the figure is “{now.original}”, and last quarter it was “{then.original}”."
            yield Found(held.at(now.column.full_heading), says, now.original)


def _units_in_row(held: Held, line: MeasureLine) -> Iterator[Found]:
    cells = [(cell, figure) for cell in _results(line) if (figure := _level(cell))]
    current = next(((cell, figure) for cell, figure in cells if cell.column.role is Role.CURRENT), None)
    if current is None:
        return
    others = [cell for cell, figure in cells if _unlike(figure, cell, current[1], current[0])]
    if others:
        says = f"The current figure is “{current[0].original}”, beside {_quoted(others)} in another unit."
        yield Found(held.at(current[0].column.full_heading), says, current[0].original)


def _unlike(one: Figure, cell: Cell, other: Figure, beside: Cell) -> bool:
    """Whether one of two figures is printed with a percent sign and the other is a bare number that cannot be one."""
    shares = [bool(_SIGNS[Unit.PERCENT].search(text.original)) for text in (cell, beside)]
    bare = other if shares[0] else one
    plain_number = bare.unit in (Unit.COUNT, Unit.RATE, None) and not bare.qualifier and not bare.label
    return shares[0] != shares[1] and plain_number and bare.value > 0


# ---- shapes ----

_BAD_SHAPES = re.compile(
    r"(?<![\d,.])\d{1,3}(?:,\d{3})*,\d{1,2}(?![\d,])|(?<![\d,.])\d{1,3}(?:,\d{3})*,\d{4,}(?![\d,])|\d{1,3}(?:,\d{3})*,\s\d{3}\b"
    r"|(?<![\d.])(?!\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}\b)\d+\.\d+\.\d+|%\s?%|\d+\.\s?%|\d\.\d{3},\d{1,2}\b|££"
)
_BAD_MONEY = re.compile(
    r"£\s?\d{1,3}(?:,\d{3})*,\d{1,2}(?![\d,])|£\s?\d{1,3}(?:,\d{3})*,\d{4,}|£\s?\d+\.\d+\.\d+|££"
    r"|\b(?:c\.?|circa)\s?\d{1,3},\s\d{3}\b"
)
_WORDS = re.compile(r"[A-Za-z]{3,}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@check(
    "NUM28",
    Severity.ERROR,
    "A number is not written as numbers are",
    why="A number like “1,23” can be 1.23, 123 or 1,230; each reader, and each spreadsheet, takes it differently.",
    remedy="Write the number again: a comma before every three digits, one decimal point, no space inside.",
    wrong="9,672, 589",
    right="9,672,589",
    source="Handbook 1.2 (values readable by machines)",
)
def badly_written(paper: Paper) -> Iterator[Found]:
    """Digits with a comma, point or space where none can be, in cells; in sentences only where they are amounts."""
    for held in paper.lines:
        for cell in _cells(held.line):
            found = _BAD_SHAPES.search(cell.original)
            if found and not _WORDS.search(_IN_BRACKETS.sub("", cell.original)):
                says = f"“{found[0]}” is not how a number is written."
                yield Found(held.at(cell.column.full_heading), says, cell.original, found[0])
    for passage in paper.prose:
        for found in _BAD_MONEY.finditer(passage.text):
            yield found_in(passage, f"“{found[0]}” is not how a number is written.", found[0])


_SHARE_OF = re.compile(
    r"(?:\bpercentage|\bproportion|%|\bper ?cent)\s+(?:of\b|\w+ing\b)|\battendance\b|\bsatisfaction\b",
    re.IGNORECASE,
)
_MAY_PASS_ALL = re.compile(
    r"\b(?:change|growth|reduction in|increase in|decrease in|variance|budget|spend\w*|income|target|capacity|occupancy|return"
    r"|against|compar\w+|recover\w*|saving|net|additional|profit|cost|planned|expected|forecast|previous|collected|collection"
    r"|delivered|suspension|exclusion|requirement|need)\b",
    re.IGNORECASE,
)
_ABOVE_ALL = pattern(
    r"(?<![+\d])<z:P>\s+of\s+(?:all\s+|the\s+|our\s+|these\s+|eligible\s+)*"
    r"(?:children|pupils|young\s+people|people|residents|tenants|homes|properties|visits|reviews|calls|cases|complaints|invoices"
    r"|applications|inspections|schools|staff|employees|requests|plans|assessments|referrals|repairs|bins|potholes)\b"
)


@check(
    "NUM29",
    Severity.ERROR,
    "A share is above 100% or below nought",
    why="No more than all of them can be seen, housed or satisfied; the count or what it was divided by is wrong.",
    remedy="Work the percentage out again from its two counts.",
    wrong="Attendance 108%",
    right="Attendance 98%",
    source="Handbook 6.2, R6.1",
)
def impossible_percentage(paper: Paper) -> Iterator[Found]:
    """A percentage above 100 or below 0 of a measure that is a share of people or things, and such shares in sentences."""
    for held, line in paper.measures:
        if not _SHARE_OF.search(line.title) or _MAY_PASS_ALL.search(line.title):
            continue
        for cell in _results(line):
            odd = [one for one in cell.figures if one.unit is Unit.PERCENT and not 0 <= one.value <= _ALL]
            if odd:
                way = "above 100%" if odd[0].value > 0 else "below nought"
                says = f"“{cell.original}” is {way}, and the measure is a share."
                yield Found(held.at(cell.column.full_heading), says, cell.original)
    for passage in paper.prose:
        for sentence in sentences(passage.text):
            for match in _ABOVE_ALL.finditer(sentence.marked):
                share = sentence.number(match, "z")
                if share.value > _ALL:
                    yield found_in(passage, f"{share.text} of them is more than all.", share.text)


_NONE_GIVEN = re.compile(r"\b(?:n/a|tbc|tba|not (?:yet )?available|(?:refer|see) comment\w*)(?!\w)", re.IGNORECASE)
_ONE_NUMBER = re.compile(r"[\s,;:()/–—-]*£?\d[\d,.]*\s?%?[\s,;:()/–—-]*")


@check(
    "NUM30",
    Severity.WARNING,
    "A cell holds a number and says that there is none",
    why="A figure is given or it is not; a cell that says both will be read either way.",
    remedy="Keep the figure, or the reason why there is none, and put the other in the commentary.",
    wrong="N/A 45",
    right="45",
    source="Handbook R1.1, 1.1 (a marker must not share a cell with a number)",
)
def number_and_none(paper: Paper) -> Iterator[Found]:
    """A cell with "N/A", "tbc" or "see comment" beside a bare number."""
    for held in paper.lines:
        for cell in _cells(held.line):
            found = _NONE_GIVEN.search(cell.original)
            if found and _ONE_NUMBER.fullmatch(cell.original.replace(found[0], "", 1)):
                says = f"The cell says “{cell.original}”: both a number and “{found[0]}”."
                yield Found(held.at(cell.column.full_heading), says, cell.original)


# ---- several figures in one cell ----

_NUMBER = r"£?\d{1,3}(?:,\d{3})*(?:\.\d+)?\s?%?|£?\d+(?:\.\d+)?\s?%?"
_TWO_NUMBERS = re.compile(rf"(?P<one>{_NUMBER})(?:\s|\s*[;&,]\s|\s+and\s+)(?P<two>{_NUMBER})")
_SPACED_THOUSANDS = re.compile(r"£?\d{1,3} \d{3}%?")


@check(
    "NUM31",
    Severity.WARNING,
    "Two numbers stand in one cell and nothing says what each is",
    why="Readers cannot know which of the two is the figure, and no program can read the cell.",
    remedy="Name each number in the cell (“North 45, South 52”), or keep one of them.",
    wrong="45% 52%",
    right="North 45%, South 52%",
    source="Handbook 6.2 (compound measures), appendix A14",
)
def unnamed_numbers(paper: Paper) -> Iterator[Found]:
    """A cell that is two numbers and no word (A14)."""
    for held in paper.lines:
        for cell in _results(held.line):
            found = _TWO_NUMBERS.fullmatch(cell.original)
            if found and not (_SPACED_THOUSANDS.fullmatch(cell.original) or _BAD_SHAPES.search(cell.original)):
                says = f"The cell says “{cell.original}”, and nothing says which number is what."
                yield Found(held.at(cell.column.full_heading), says, cell.original)


@check(
    "NUM32",
    Severity.NOTE,
    "The parts of a figure are named differently, or one is missing",
    why="Parts can be compared only when they are the same parts; a changed name may be a changed group.",
    remedy="Use the same names in every cell of the row and each quarter; say so where a group has changed.",
    wrong="Last year: Primary 95%, Secondary 91%; current: Pri 94%, PRU 60%",
    right="Last year: Primary 95%, Secondary 91%; current: Primary 94%, Secondary 90%",
    source="Handbook R6.6 (breakdown members are declared)",
)
def parts_differ(paper: Paper) -> Iterator[Found]:
    """Named figures of the current cell whose names are not those of last year's cell, or of last quarter's."""
    for held, line in paper.measures:
        cell = line.cell(Role.CURRENT)
        before = paper.before(held)
        others = {
            "last year's": line.cell(Role.LAST_ACTUAL),
            "last quarter's": before.line.cell(Role.CURRENT) if before else None,
        }
        now = _names(cell)
        for name, other in others.items():
            then = _names(other)
            if cell and len(now) > 1 and len(then) > 1 and set(now) != set(then):
                says = f"The current cell names {', '.join(now.values())}, and {name} {', '.join(then.values())}."
                yield Found(held.at(cell.column.full_heading), says, cell.original)
                break


def _names(cell: Cell | None) -> dict[str, str]:
    """The labels of a cell's figures, folded, each with what is printed; none when a figure has no label."""
    if not cell or not all(one.label for one in cell.figures):
        return {}
    return {re.sub(r"\W|s\b", "", one.label).casefold(): one.label for one in cell.figures}


# ---- what is said once for a paper ----


@check(
    "NUM33",
    Severity.NOTE,
    "An amount is broken over two lines in its cell",
    why="A number cut in two by a narrow column is read wrongly by people, by screen readers and by programs.",
    remedy="Widen the column, or print the amount in thousands.",
    wrong="£11,377,28 0",
    right="£11,377,280",
    source="Handbook appendix A19",
)
def broken_amounts(paper: Paper) -> Iterator[Found]:
    """The amounts that the reader of the file put together again; said once for the paper (A19)."""
    mended = [
        one
        for one in (paper.reading.mended if paper.reading else ())
        if one.before != one.after
        and re.sub(r"\s", "", one.before) == one.after
        and re.fullmatch(r"[£\d,. ]{4,}", one.before)
    ]
    if mended:
        listed = ", ".join(f"“{one.before}”" for one in mended)
        ref = mended[0].where.partition(",")[0]
        place = next((held.place for held in paper.lines if held.line.ref == ref), Place())
        what = "amount is" if len(mended) == 1 else "amounts are"
        yield Found(place, f"{len(mended)} {what} broken in two: {listed}.", listed)


@check(
    "NUM34",
    Severity.NOTE,
    "Figures of one measure have different numbers of decimals",
    why="A result of 45.7 beside 50 looks like a fall; whether 50 was 50.4 or 49.6 decides by how much.",
    remedy="Print each measure with the same number of decimals in every cell and every quarter.",
    wrong="Last year 50, current 45.7",
    right="Last year 50.3, current 45.7",
    source="Handbook 4.1 (display precision)",
)
def decimals_differ(paper: Paper) -> Iterator[Found]:
    """Measures whose results of last year and now have different decimals, where these could decide; said once."""
    rows = [(held, line) for held, line in paper.measures if _uneven(line)]
    if rows:
        held, line = rows[0]
        last, now = line.cell(Role.LAST_ACTUAL), line.cell(Role.CURRENT)
        more = f"; so it is for {', '.join(held.called for held, _ in rows[1:])}" if len(rows) > 1 else ""
        if last and now:
            says = f"{held.called} has “{last.original}” for last year and “{now.original}” now{more}."
            yield Found(held.at(now.column.full_heading), says, now.original)


def _uneven(line: MeasureLine) -> bool:
    """Whether last year's result and the current one have different decimals and lie within two of each other."""
    cells = line.cell(Role.LAST_ACTUAL), line.cell(Role.CURRENT)
    figures = [_level(cell) for cell in cells if cell]
    if len(figures) != 2 or not figures[0] or not figures[1] or figures[0].unit is not figures[1].unit:
        return False
    first, second = figures[0], figures[1]
    whole = {first.value, second.value} & {Decimal(0), _ALL}
    places = {first.value.as_tuple().exponent, second.value.as_tuple().exponent}
    return not whole and len(places) == 2 and abs(first.value - second.value) < 1 and first.unit is not Unit.POUNDS


CHECKS: tuple[Check, ...] = (
    sign_missing,
    unit_differs,
    badly_written,
    impossible_percentage,
    number_and_none,
    unnamed_numbers,
    parts_differ,
    broken_amounts,
    decimals_differ,
)
