"""Checks on periods: title, introduction, headings and figures must be of one quarter (family PER)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from goldenthread.model.figures import Cell, Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period, PeriodKind, month_end
from goldenthread.model.report import NarrativeRole, Report
from goldenthread.rules.checks.catalogue import Check, Found, check, found_in
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.levels import is_plan, year_of
from goldenthread.rules.checks.paper import Held, Kind, Paper, Passage, short
from goldenthread.rules.checks.sentences import sentences
from goldenthread.rules.checks.time_words import Quarter, dates_in, in_words, quarter_months, quarters_in
from goldenthread.rules.checks.words import listed

_ABOUT_ITSELF = re.compile(
    r"\bth(?:is|e)\b(?:\s[\w’'-]+){0,4}?\s(?:report|document|paper|update|return)\b.{0,60}?\b(?:cover|relat|provid|present|describ"
    r"|summaris|set|outlin|is\sfor|is\sthe|(?:for|up\sto)\sthe\s(?:period|quarter))",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_TIME = re.compile(
    r"\b(?:previous|last|prior|next|following|future|since|earlier|compar\w+|carried|from)\b", re.IGNORECASE
)
_UP_TO = re.compile(
    r"\b(?:up\sto(?:\sthe)?(?:\send\sof)?|ending(?:\son)?|ended(?:\son)?|to|as\sat|until)\s(?:the\s)?$", re.IGNORECASE
)
_OF_THE_PERIOD = frozenset(
    {NarrativeRole.KEY_DEVELOPMENTS, NarrativeRole.EMERGING_ISSUES, NarrativeRole.OVERVIEW, NarrativeRole.FINANCE}
)
_NOW = re.compile(r"\b(?:current|latest|now|this)\b", re.IGNORECASE)
_SCHOOL_TIME = re.compile(
    r"\b(?:academic|school|pupils?|terms?|key stage|ks\d|gcse|a-?levels?|exams?|attendance|exclu\w+"
    r"|suspen\w+|universit\w+|students?)\b",
    re.IGNORECASE,
)
_MOST_HEADS = 3
_A_YEAR = 366  # days


def _own(paper: Paper) -> tuple[int, int] | None:
    """The quarter and the financial year that the paper is of; None where it is no quarter's."""
    period = paper.report.period
    if period is None or period.quarter is None:
        return None
    return period.quarter, period.start.year if period.start.month >= 4 else period.start.year - 1


def _is_other(named: Quarter, own: tuple[int, int]) -> bool:
    return named.number != own[0] or (named.year is not None and named.year != own[1])


def _other_quarter(text: str, own: tuple[int, int]) -> str:
    """The quarter that a text names in place of the paper's own, "" where it names none or its own as well."""
    named = quarters_in(text)
    if not named or not all(_is_other(one, own) for one in named):
        return ""
    return named[0].text


@check(
    "PER01",
    Severity.ERROR,
    "The introduction speaks of another period than the title",
    why="Members must know which three months they scrutinise; an introduction kept from last quarter says otherwise.",
    remedy="Write the period of this report in the introduction, or correct the title.",
    wrong="Title: Quarter 2 2024/25. Introduction: “covers the first quarter period up to 30 June 2024”",
    right="Title: Quarter 2 2024/25. Introduction: “covers the second quarter period up to 30 September 2024”",
    source="Handbook R7.10, A1",
)
def introduction_of_another_period(paper: Paper) -> Iterator[Found]:
    """What the paper's title and its introduction say of its own period, against that period (R7.10)."""
    own, period = _own(paper), paper.report.period
    if own is None or period is None:
        return
    for passage in paper.passages:
        if passage.line is not None:
            break  # what follows the first line is no introduction
        if passage.text == paper.report.title and (other := _other_quarter(passage.text, own)):
            yield found_in(passage, f"The title says “{other}”, but the report is of {period.label}.", other)
        elif passage.kind in (Kind.NARRATIVE, Kind.DECLARATION):
            yield from _itself(passage, own, period)


def _itself(passage: Passage, own: tuple[int, int], period: Period) -> Iterator[Found]:
    for sentence in sentences(passage.text):
        if not _ABOUT_ITSELF.search(sentence):
            continue
        other = "" if _OTHER_TIME.search(sentence) else _other_quarter(sentence, own)
        ends = _wrong_end(sentence, period)
        if other or ends:
            words = " and ".join(f"“{part}”" for part in (other, ends) if part)
            yield found_in(
                passage,
                f"The introduction says {words}, but the report is of {period.label} ({period.in_words}).",
                other or ends,
            )


def _wrong_end(sentence: str, period: Period) -> str:
    """The end of another quarter that a sentence gives as the end of the report's period, "" for none."""
    named = dates_in(sentence)
    if any(one.last == period.end for one in named):
        return ""
    for one in named:
        ends_a_quarter = one.last.month % 3 == 0 and one.last == month_end(one.last.year, one.last.month)
        near = abs((one.last - period.end).days) <= _A_YEAR
        if near and ends_a_quarter and _UP_TO.search(sentence[: one.start]):
            return one.text
    return ""


@check(
    "PER02",
    Severity.WARNING,
    "A section's heading names another quarter",
    why="A heading of another quarter is most often left from the last report, and its text may be, too.",
    remedy="Check that the section is of this quarter, and correct its heading.",
    wrong="“Key developments: Quarter 1” in a report of Quarter 2",
    right="“Key developments: Quarter 2”",
    source="Handbook R7.10",
)
def heading_of_another_quarter(paper: Paper) -> Iterator[Found]:
    """A heading of developments, issues, performance or finance that names another quarter alone (R7.10)."""
    own, period = _own(paper), paper.report.period
    if own is None or period is None:
        return
    for passage in paper.passages:
        if passage.kind is not Kind.HEADING or passage.role not in _OF_THE_PERIOD or len(passage.text) > 120:
            continue
        other = _other_quarter(passage.text, own)
        if other and not _OTHER_TIME.search(passage.text):
            yield found_in(
                passage,
                f"The heading “{short(passage.text)}” is of {other}, but the report is of {period.label}.",
                other,
            )


@check(
    "PER03",
    Severity.WARNING,
    "A table's column is of another quarter",
    why="A light under “Progress Q1” in a report of Quarter 2 is last quarter's or under a wrong heading; nobody can tell.",
    remedy="Check whether the column's contents are of this quarter; then correct its heading or its contents.",
    wrong="“Progress Q1” over P7.1 to P8.3 in a report of Quarter 2, where the other tables say “Progress Q2”",
    right="“Progress Q2” over every table",
    source="Handbook R7.10, A2",
)
def column_of_another_quarter(paper: Paper) -> Iterator[Found]:
    """Columns of progress or current figures headed with another quarter, where the line has none of its own (R7.10)."""
    own, period = _own(paper), paper.report.period
    if own is None or period is None:
        return
    off: dict[str, list[tuple[Held, Cell]]] = defaultdict(list)
    fine: dict[str, int] = defaultdict(int)
    for held in paper.lines:
        cells = [cell for cell in held.line.cells if cell.column.role in (Role.PROGRESS, Role.CURRENT, Role.LATEST)]
        for cell in cells:
            siblings = [one.column.full_heading for one in held.line.cells if one.column.role is cell.column.role]
            heading = cell.column.full_heading
            if _other_quarter(heading, own) and not _OTHER_TIME.search(heading):
                if not any(_NOW.search(one) or _names_own(one, own) for one in siblings):
                    off[heading].append((held, cell))
            elif _names_own(heading, own):
                fine[heading] += 1
    for heading, lines in off.items():
        others = f", where the tables of {sum(fine.values())} other lines say “{next(iter(fine))}”" if fine else ""
        yield Found(
            lines[0][0].at(heading),
            f"“{heading}” stands over {_lines(lines)} in a report of {period.label}{others}.",
            heading,
        )


def _names_own(heading: str, own: tuple[int, int]) -> bool:
    return any(not _is_other(one, own) for one in quarters_in(heading))


def _lines(lines: list[tuple[Held, Cell]]) -> str:
    """The lines by their references: a few by name, many by the first and the last."""
    names = list(dict.fromkeys(held.called for held, _ in lines))
    if len(names) <= _MOST_HEADS + 1:
        return listed(names)
    return f"{len(names)} lines, {names[0]} to {names[-1]}"


@check(
    "PER04",
    Severity.WARNING,
    "A column is headed with the wrong year",
    why="A target of another year beside this year's results judges them against the wrong number, or says that it does.",
    remedy="Check which year's numbers stand in the column, and correct its heading or its numbers.",
    wrong="“20/21 Target” over PED01 and PED02 in a report of 2021/22, “21/22 Target” over the rest",
    right="“21/22 Target” over every table of a report of 2021/22",
    source="Handbook R7.10, A5",
)
def column_of_another_year(paper: Paper) -> Iterator[Found]:
    """Columns of targets, and of last year's results, whose year does not fit the paper's (R7.10)."""
    year = year_of(paper.report)
    if year is None or paper.report.period is None:
        return
    base = paper.report.period if (paper.report.period.months or 0) > 12 else year
    yield from _wrong_years(paper, Role.TARGET, base)
    if not is_plan(paper.report):
        yield from _wrong_years(paper, Role.LAST_ACTUAL, year.previous)


def _wrong_years(paper: Paper, role: Role, wanted: Period) -> Iterator[Found]:
    off: dict[str, list[tuple[Held, Cell]]] = defaultdict(list)
    fine: dict[str, int] = defaultdict(int)
    for held, measure in paper.measures:
        cells = [cell for cell in measure.cells if cell.column.role in (role, _EARLIER.get(role))]
        own = [cell for cell in cells if _overlaps(_year(cell.column), wanted)]
        for cell in own:
            fine[cell.column.full_heading] += 1
        if not own:
            for cell in cells:
                if cell.column.role is role and _year(cell.column) is not None:
                    off[cell.column.full_heading].append((held, cell))
    for heading, lines in off.items():
        if fine and all(_SCHOOL_TIME.search(held.line.title) for held, _ in lines):
            continue  # the year may be a school year
        yield Found(lines[0][0].at(heading), _wrong_year_says(paper, role, heading, lines, fine), heading)


_EARLIER = {Role.LAST_ACTUAL: Role.EARLIER_ACTUAL}


def _wrong_year_says(
    paper: Paper, role: Role, heading: str, lines: list[tuple[Held, Cell]], fine: dict[str, int]
) -> str:
    period = paper.report.period
    others = f", and “{max(fine, key=lambda one: fine[one])}” over {sum(fine.values())} others" if fine else ""
    what = "" if role is Role.TARGET else ", where last year's result is looked for"
    return f"“{heading}” stands over {_lines(lines)}{others}, in a paper of {period.label if period else 'another year'}{what}."


def _year(column: Column) -> Period | None:
    period = column.period
    return period if period is not None and (period.months or 0) >= 12 else None


def _overlaps(one: Period | None, other: Period) -> bool:
    return one is not None and one.start <= other.end and other.start <= one.end


_PART_YEAR = re.compile(
    r"\bytd\b|\byear[- ]to[- ]date\b|\b(?:last|this|previous)\s(?:term|quarter|month)\b"
    r"|\bq(?:uarter\s|tr\s)?[1-3]\b(?!\s?(?:to|-|–)\s?q?4)",
    re.IGNORECASE,
)


@check(
    "PER05",
    Severity.WARNING,
    "A figure is of another period than its column",
    why="A figure of a term or of another year under a year's heading is compared with what it cannot be compared with.",
    remedy="Give the figure of the column's period, or say plainly in the commentary which period it is of.",
    wrong="“204 (last term)” under the heading “20/21 Actual”",
    right="“500” under the heading “20/21 Actual”",
    source="Handbook R7.10, R4.6",
)
def figure_of_another_period(paper: Paper) -> Iterator[Found]:
    """Cells whose own words name a window that is not their column's year (R7.10); targets apart, which may look ahead."""
    found: dict[tuple[str, str], list[tuple[Held, Cell]]] = defaultdict(list)
    for held, measure in paper.measures:
        for cell in measure.cells:
            if cell.column.period is not None and cell.column.role in (Role.LAST_ACTUAL, Role.EARLIER_ACTUAL):
                words = _other_window(cell, cell.column.period)
            elif cell.column.role in (Role.CURRENT, Role.LATEST) and not is_plan(paper.report):
                words = _long_ago(cell, cell.column.period or paper.report.period)
            else:
                continue
            if words:
                found[cell.column.full_heading, words.lower()].append((held, cell))
    for (heading, _), lines in found.items():
        held, cell = lines[0]
        words = _other_window(cell, cell.column.period) if cell.column.period else ""
        words = words or _long_ago(cell, cell.column.period or paper.report.period)
        yield Found(
            held.at(heading),
            f"Under “{heading}” {_lines(lines)} {'gives' if len(lines) == 1 else 'give'} a figure of “{words}” "
            f"(“{short(cell.original, 90)}”).",
            cell.original,
            words if words in cell.original else "",
        )


def _other_window(cell: Cell, column: Period) -> str:
    for figure in cell.figures:
        if figure.period is not None and not _overlaps(figure.period, column):
            return figure.qualifier
        if figure.period is not None and (figure.period.kind, column.kind) == (PeriodKind.FINANCIAL_YEAR,) * 2:
            continue
    part = _PART_YEAR.search(cell.original) if cell.figures and (column.months or 0) >= 12 else None
    return part[0] if part else ""


def _long_ago(cell: Cell, period: Period | None) -> str:
    """The date of a current figure that is more than two years before the period ends."""
    for figure in cell.figures:
        if period and figure.period and figure.period.end < date(period.end.year - 2, period.end.month, 28):
            return figure.qualifier
    return ""


_HEAD_YEARS = re.compile(r"(?<![\d/–-])(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d(?![\d/–-])")


@check(
    "PER06",
    Severity.WARNING,
    "The head of the pages is of another year or quarter",
    why="Every page then says that it belongs to another paper, and a copy of one page misleads.",
    remedy="Correct the header or footer of the document.",
    wrong="“Performance Measures 2019-20” at the head of every page of a plan for 2021/22",
    right="“Performance Measures 2021-22”",
    source="Handbook R7.10",
)
def running_head_of_another_period(paper: Paper) -> Iterator[Found]:
    """Running heads and feet that name a year or a quarter which is not the paper's (R7.10)."""
    period = paper.report.period
    if paper.reading is None or period is None:
        return
    for head in paper.reading.running_heads:
        words = (
            _other_years_of_plan(head.text, paper.report)
            or _other_year(head.text, period)
            or (_other_quarter(head.text, own) if (own := _own(paper)) else "")
        )
        if words:
            times = f"{head.times} times, " if head.times > 1 else ""
            yield Found(
                Place(part=f"the head or foot of the pages, {head.where}".rstrip(", ")),
                f"“{short(head.text, 90)}” is printed on the pages ({times}first at {head.where}), "
                f"but the paper is of {period.label}.",
                head.text,
                words,
            )


_SEVERAL_YEARS = re.compile(r"\b(?P<first>20\d\d)\s?(?:-|–|to)\s?(?P<last>(?:20)?\d\d)\b")
_ONE_YEAR = 12


def _other_years_of_plan(text: str, report: Report) -> str:
    """The years of a running head that is the title of a plan of several years, where they are not the plan's own."""
    several, period = _SEVERAL_YEARS.search(text), report.period
    words = set(re.findall(r"[a-z]{3,}", text.lower()))
    if not several or period is None or not words or not words <= set(re.findall(r"[a-z]{3,}", report.title.lower())):
        return ""
    first, last = int(several["first"]), int(several["last"]) % 100
    own = (period.start.year, period.end.year % 100)
    is_long = period.months is not None and period.months > _ONE_YEAR
    return several[0] if is_long and (first, last) != own else ""


def _other_year(text: str, period: Period) -> str:
    """The years that a running head names, where none of them touches the paper's period; "" for none."""
    named = [
        (match[0], found) for match in _HEAD_YEARS.finditer(text) if (found := find_period(match[0].replace(" ", "")))
    ]
    if any(_overlaps(found, period) for _, found in named):
        return ""
    return next((words for words, found in named if found.kind is PeriodKind.FINANCIAL_YEAR), "")


_NOT_YET = re.compile(
    r"\b(?:await\w*|available|will|expected|due|planned|next|to be|from q|future|by q|compar\w+|than|since|previous\w*|last"
    r"|similar|before|against|pending|should|aim\w*|scheduled|target|until|both|end of year|lag\w*|arrears)\b",
    re.IGNORECASE,
)
_AT_THE_START = re.compile(
    r"(?:in|during|for|by|at|over|throughout|as at)?\s*(?:the\s)?(?:end\sof\s)?(?:the\s)?", re.IGNORECASE
)
_THIS_QUARTER = re.compile(
    r"\b(?:this|current|reporting) (?:quarter|period|financial year)\b|\bto date\b", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:was|were|had|has|have|took|achieved|completed|received|delivered|held|\w+ed)\b", re.IGNORECASE
)


@check(
    "PER07",
    Severity.NOTE,
    "A commentary speaks of another quarter only",
    why="A commentary kept from another quarter tells members nothing of this one.",
    remedy="Say what happened in this quarter, or why only another quarter's figure is known.",
    wrong="“In Quarter 4 there were 12 visits.” as the whole commentary of a report of Quarter 1",
    right="“In Quarter 1 there were 15 visits, 12 in Quarter 4.”",
    source="Handbook R7.10",
)
def commentary_on_another_quarter(paper: Paper) -> Iterator[Found]:
    """A commentary that begins with a quarter, told as past, and neither this one nor a month of it (R7.10)."""
    own, period = _own(paper), paper.report.period
    if own is None or period is None:
        return
    for held in paper.lines:
        words = held.words
        other = _other_quarter(words, own)
        if (
            not other
            or not _AT_THE_START.fullmatch(words[: quarters_in(words)[0].start])
            or _NOT_YET.search(words)
            or _THIS_QUARTER.search(words)
            or _names_a_month(words, own[0])
        ):
            continue
        if _DONE.search(words):
            yield Found(
                held.at("commentary"),
                f"The commentary speaks of {other} and not of {period.label}: “{short(words, 80)}”.",
                words,
                other,
            )


def _names_a_month(words: str, quarter: int) -> bool:
    first, _ = quarter_months(quarter)
    names = [in_words(date(2001, month, 1)).split()[1] for month in range(first, first + 3)]
    return any(re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", words) for name in names)


_HELD = re.compile(
    r"\b(?:(?:was|were)\s(?:\w+ly\s)?(?:held|launched|opened|completed|published|inspected|introduced|delivered|appointed"
    r"|presented|signed|closed|installed|handed over|agreed|approved|announced|awarded|adopted)"
    r"|(?<!\bbe )(?<!\bbeen )(?:took place|began|started|opened|launched|went live|commenced|closed))\b"
    r"(?P<between>[^.;:()]{0,60}?)\s(?:in|on|during)\s(?:the\s)?(?:early\s|late\s|mid[- ])?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:to|will|for|by|until|which|that|due|planned|ready|and|expected|from)\b", re.IGNORECASE)
_WHILE_WRITING, _LONG_AFTER = 1, 6  # months: papers are written some weeks after the quarter, never half a year


@check(
    "PER08",
    Severity.NOTE,
    "Something after the end of the period is told as past",
    why="What happened after the quarter is the next report's; or the date is wrong.",
    remedy="Check the date; if the event was after the quarter, say so (“since the end of the quarter …”).",
    wrong="“The event was held in November 2021” in a report to 30 September 2021",
    right="“The event will be held in November 2021”",
    source="Handbook R7.10",
)
def after_the_period(paper: Paper) -> Iterator[Found]:
    """Events told as past and dated after the end of a report's period; far after it, the date must be wrong (R7.10)."""
    period = paper.report.period
    if period is None or is_plan(paper.report):
        return
    for passage in paper.prose:
        for one in dates_in(passage.text):
            if one.first <= period.end or re.search(r"since the end of", passage.text, re.IGNORECASE):
                continue
            told = _HELD.search(passage.text[max(0, one.start - 140) : one.start])
            months = (one.first.year - period.end.year) * 12 + one.first.month - period.end.month
            if told is None or _AHEAD.search(told["between"]) or months <= _WHILE_WRITING:
                continue
            yield found_in(
                passage,
                f"“{told[0].strip()} {one.text}” is told as past, but the report's period ends on {in_words(period.end)}.",
                one.text,
                severity=Severity.WARNING if months > _LONG_AFTER else None,
            )


CHECKS: tuple[Check, ...] = (
    introduction_of_another_period,
    heading_of_another_quarter,
    column_of_another_quarter,
    column_of_another_year,
    figure_of_another_period,
    running_head_of_another_period,
    commentary_on_another_quarter,
    after_the_period,
)
