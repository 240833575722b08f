"""Checks on dates as printed: days that no calendar has, ranges that end before they start, one event on two dates (PER)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from goldenthread.model.periods import MONTHS, month_end
from goldenthread.rules.checks.catalogue import Check, Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import year_of
from goldenthread.rules.checks.paper import Kind, Paper, Passage
from goldenthread.rules.checks.time_words import MONTH, Dated, dates_in, month_of, quarter_months, quarters_in

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TH = r"(?:st|nd|rd|th)?"
_NUMBERS = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:20)?\d\d)(?![\d/])")


@check(
    "PER09",
    Severity.ERROR,
    "A date in numbers that no calendar has",
    why="A day that does not exist cannot be met, and nobody can tell which day was meant.",
    remedy="Look the date up and correct it.",
    wrong="“by 31/06/2021”",
    right="“by 30/06/2021”",
    source="Handbook R7.10",
)
def no_such_day(paper: Paper) -> Iterator[Found]:
    """Dates in numbers with no such day or month; DUE06 looks at those with the month in words."""
    for passage in paper.passages:
        for words, why in _no_such_numbers(passage.text) if passage.text.count("/") > 1 else ():
            yield found_in(passage, f"“{words}” is no date: {why}.", words)


def _no_such_numbers(text: str) -> Iterator[tuple[str, str]]:
    for match in _NUMBERS.finditer(text):
        day, month, year = int(match["day"]), int(match["month"]), int(match["year"]) % 100 + 2000
        if len(match["year"]) == 2 and (month > 12 or day > 31):
            continue  # "45/60/12" may be three counts
        if month > 12 and day <= 12:
            yield match[0], f"there is no month {month}; the day and the month may have changed places"
        elif not 1 <= month <= 12:
            yield match[0], f"there is no month {month}"
        elif not 1 <= day <= month_end(year, month).day:
            yield match[0], f"{MONTHS[month - 1]} {year} has {month_end(year, month).day} days"


_WEEKDAY = re.compile(
    rf"(?<!to )(?<!and )(?<!or )(?<!– )(?<!- )\b(?P<name>{'|'.join(_DAYS)}),?"
    rf"\s(?:the\s)?(?P<day>\d{{1,2}})\s?{_TH}\s(?:of\s)?(?P<month>{MONTH})\b,?\s(?P<year>20\d\d)\b",
    re.IGNORECASE,
)


@check(
    "PER10",
    Severity.WARNING,
    "The day of the week does not fit the date",
    why="Residents and members who come on the wrong day miss a meeting or a deadline.",
    remedy="Look the date up and correct the day of the week or the date.",
    wrong="“Tuesday 24 January 2022”",
    right="“Monday 24 January 2022”",
    source="Handbook R7.10",
)
def wrong_weekday(paper: Paper) -> Iterator[Found]:
    """A date with its weekday and year, of which the calendar says another weekday."""
    for passage in paper.passages:
        if "day" not in passage.text:
            continue
        for match in _WEEKDAY.finditer(passage.text):
            year, month, day = int(match["year"]), month_of(match["month"]), int(match["day"])
            if not 1 <= day <= month_end(year, month).day:
                continue
            true = _DAYS[date(year, month, day).weekday()]
            if true.lower() != match["name"].lower():
                yield found_in(passage, f"“{match[0]}”: that day was or will be a {true}.", match[0])


_YEAR_NAME = re.compile(
    r"\b(?:(?:financial|academic|school|municipal)\syear\s(?:of\s)?|(?:quarter|q)\s?[1-4],?\s)$", re.IGNORECASE
)
_YEAR_WORDS = re.compile(
    r"(?<![\d/–£,.-])(?P<first>20\d\d)\s?(?P<mark>[/–-])\s?(?P<second>(?:20)?\d\d)(?![\d/–%]|-\d|,\d|\.\d)"
    r"(?P<after>\s(?:actual|target|out-?\s?turn|financial\syear|academic\syear|school\syear))?",
    re.IGNORECASE,
)


@check(
    "PER11",
    Severity.WARNING,
    "A year that is typed wrongly",
    why="A year with a digit in the wrong place leaves open which year a target or a figure is of.",
    remedy="Correct the year.",
    wrong="“the financial year 2021/23”",
    right="“the financial year 2021/22”",
    source="Handbook R7.10",
)
def mistyped_year(paper: Paper) -> Iterator[Found]:
    """Two years that are called one year and are not, or that can be neither one year nor a span (R7.10)."""
    year = year_of(paper.report)
    for passage in paper.passages:
        if "20" not in passage.text:
            continue
        for match in _YEAR_WORDS.finditer(passage.text):
            named = bool(match["after"] or _YEAR_NAME.search(passage.text[: match.start()][-25:]))
            why = _not_one_year(match, named, year.start.year if year else None)
            if why:
                yield found_in(passage, f"“{match[0].strip()}” {why}.", match[0].strip())


_OVER = re.compile(r"\b(?:over|since|between|from|during|decade|of)\s(?:the\s)?$", re.IGNORECASE)


def _not_one_year(match: re.Match[str], named: bool, own: int | None) -> str:
    """Why two printed years are no year; "" where they are one, or may be a span of several."""
    first, second = int(match["first"]), int(match["second"]) % 100
    years = (second - first) % 100
    if years == 1 or (match["mark"] != "/" and not named):
        return ""
    if named:
        return "is called one year, but the two years do not follow each other"
    if len(match["second"]) == 2 and years in (0, *range(90, 100)):
        return "ends before it begins, or in the year in which it begins"
    if _OVER.search(match.string[: match.start()][-12:]):
        return ""  # ten years, perhaps
    if own is not None and sorted(str(first)) == sorted(str(own)) and first != own and second == (own + 1) % 100:
        return f"is most likely {own}/{second:02}, with two digits in each other's place"
    return ""


_RANGE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\s?{_TH}\s)?(?P<m1>{MONTH})\s(?P<y1>20\d\d)\s?(?:-|–|to|until|through to)\s?"
    rf"(?:(?P<d2>\d{{1,2}})\s?{_TH}\s)?(?P<m2>{MONTH})\s(?P<y2>20\d\d)\b",
    re.IGNORECASE,
)
_TWO_DATES = re.compile(r"20\d\d\s?(?:-|–|to|until|through)")
_COMPARES = re.compile(
    r"\b(?:compar\w+|chang\w+|ros\w+|f[ae]ll\w*|increas\w+|reduc\w+|decreas\w+|drop\w*|brought forward|down|up"
    r"|moved|revised|delayed)\b",
    re.IGNORECASE,
)


@check(
    "PER12",
    Severity.ERROR,
    "A range of dates ends before it starts",
    why="A period that ends before it begins is none, so nobody knows when the work is or what the figure covers.",
    remedy="Correct the year or the month of the first or of the second date.",
    wrong="“from September 2021 to March 2021”",
    right="“from September 2021 to March 2022”",
    source="Handbook R7.10, R6.3",
)
def range_backwards(paper: Paper) -> Iterator[Found]:
    """Two dates side by side, the second before the first; not where a change from one to the other is told."""
    for passage in paper.passages:
        if not _TWO_DATES.search(passage.text):
            continue
        for match in _RANGE.finditer(passage.text):
            first = (int(match["y1"]), month_of(match["m1"]), int(match["d1"] or 0))
            second = (int(match["y2"]), month_of(match["m2"]), int(match["d2"] or 99))
            if second < first and not _COMPARES.search(passage.text[max(0, match.start() - 60) : match.start()]):
                yield found_in(passage, f"“{match[0]}” ends before it starts.", match[0])


_MONTHS_AFTER = re.compile(
    rf"\s?[(,:–-]?\s?(?:\d{{1,2}}\s?{_TH}\s)?(?P<m1>{MONTH})(?:\s20\d\d)?\s?(?:-|–|to)\s?(?:\d{{1,2}}\s?{_TH}\s)?(?P<m2>{MONTH})\b",
    re.IGNORECASE,
)


_CALENDAR = re.compile(r"\b(?:calendar|national\w*|statistic\w*|published|government|england|survey)\b", re.IGNORECASE)


@check(
    "PER13",
    Severity.ERROR,
    "A quarter and the months beside it do not fit",
    why="The quarter and its months are said side by side and disagree, so nobody can tell which window the figures are of.",
    remedy="Correct the quarter or the months.",
    wrong="“Quarter 2 (April to June 2021)”",
    right="“Quarter 1 (April to June 2021)”",
    source="Handbook R7.10, R1.9",
)
def quarter_and_months(paper: Paper) -> Iterator[Found]:
    """A quarter with its months right after it: its own, or from April on; the calendar year's in national figures."""
    for passage in paper.passages:
        for quarter in quarters_in(passage.text):
            months = _MONTHS_AFTER.match(passage.text, quarter.end)
            if months is None:
                continue
            first, last = month_of(months["m1"]), month_of(months["m2"])
            start, end = quarter_months(quarter.number)
            calendar = (quarter.number * 3 - 2, quarter.number * 3)
            if (first, last) in ((start, end), (4, end)):
                continue
            if (first, last) == calendar and _CALENDAR.search(passage.text):
                continue
            words = passage.text[quarter.start : months.end()]
            shown = f"{words})" if "(" in words else words
            yield found_in(
                passage,
                f"“{shown}”: quarter {quarter.number} of a financial year is {MONTHS[start - 1]} to {MONTHS[end - 1]}.",
                words,
            )


# ---- one event, two dates ----

_WORD = re.compile(r"[a-z][a-z'’]{3,}")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "from with that this will been have were their they which into also than then when there during following since until"
        " before after between over about being report year quarter month months years since first second january february"
        " march april june july august september october november december number figures data compared period",
    )
)
_FEWEST_SHARED = 3
_NEAR = 70
_COMMON = 30  # a word beside more dates than that says nothing of one event
_CLAUSE = re.compile(r"[.;:!?]\s|,|\s[–-]\s|\b(?:when|which|where|who|while|but|so|because|and then)\b", re.IGNORECASE)
_WILL = re.compile(r"\bwill\b", re.IGNORECASE)
_SERIES = re.compile(
    r"\d|£|%|\b(?:annual\w*|(?:each|every) (?:year|month|summer|spring|autumn|winter)|yearly|compar\w+|previous|again"
    r"|per cent)\b",
    re.IGNORECASE,
)


class _Mention(NamedTuple):
    """A date in a passage and the words of sense around it, within its sentence."""

    passage: Passage
    dated: Dated
    words: frozenset[str]
    will: bool


@check(
    "PER14",
    Severity.NOTE,
    "One event is given two dates",
    why="Two passages say the same of two dates; one of them is wrong, and members will ask which.",
    remedy="Check the date and correct the passage that is wrong.",
    wrong="“full inspections return in September 2021” and “full inspections return in September 2022”",
    right="“full inspections return in September 2021” in both places",
    source="Handbook A11",
)
def one_event_two_dates(paper: Paper) -> Iterator[Found]:
    """Passages that say nearly the same of one month in two years, or of two months; what "will" be is COM19's."""
    mentions = _mentions(paper)
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        for word in mention.words:
            by_word[word].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indexes in by_word.values():
        if len(indexes) <= _COMMON:
            for pair in combinations(indexes, 2):
                shared[pair] += 1
    said: set[tuple[str, str]] = set()
    for (i, j), count in sorted(shared.items()):
        one, other = mentions[i], mentions[j]
        if count < _FEWEST_SHARED or not _differ(one, other) or not _alike(one, other):
            continue
        key = (one.dated.text, other.dated.text)
        if key in said:
            continue
        said.add(key)
        yield found_in(
            other.passage,
            f"Here “{_around(other)}”, and in {one.passage.place.words} “{_around(one)}”: is it one event?",
            other.dated.text,
        )


def _mentions(paper: Paper) -> list[_Mention]:
    found: list[_Mention] = []
    for passage in paper.prose:
        if passage.kind is Kind.STATEMENT_TEXT:
            continue
        for dated in dates_in(passage.text):
            clause = _clause(passage.text, dated)
            words = frozenset(_WORD.findall(clause.lower())) - _SMALL
            if len(words) >= _FEWEST_SHARED and not _SERIES.search(clause):
                found.append(_Mention(passage, dated, words, bool(_WILL.search(clause))))
    return found


def _clause(text: str, dated: Dated) -> str:
    """The words that say what happened on a date: those of its own clause, and what follows a date that begins one."""
    before = _CLAUSE.split(text[max(0, dated.start - _NEAR) : dated.start])[-1]
    rest = text[dated.end : dated.end + _NEAR]
    if len(before.split()) <= 1:
        rest = rest.lstrip(" ,–-:")
    return f"{before} {_CLAUSE.split(rest)[0]}"


def _differ(one: _Mention, other: _Mention) -> bool:
    """Whether the dates are two, and near enough to be one misprinted: a year apart in one month, or two months of a year."""
    first, second = one.dated.first, other.dated.first
    if one.dated.text in other.passage.text or other.dated.text in one.passage.text:
        return False  # a passage with both dates tells of a series
    if first.month == second.month:
        return abs(first.year - second.year) == 1
    both_months = one.dated.first.day == 1 != one.dated.last.day and other.dated.last.day != 1 == other.dated.first.day
    return both_months and first.year == second.year and abs(first.month - second.month) == 1


def _alike(one: _Mention, other: _Mention) -> bool:
    if one.dated.first.month == other.dated.first.month and one.will and other.will:
        return False  # what will happen is COM19's
    return len(one.words & other.words) >= 0.75 * min(len(one.words), len(other.words))


def _around(mention: _Mention) -> str:
    """The words around a date, as printed."""
    text, dated = mention.passage.text, mention.dated
    before = text[max(0, dated.start - 60) : dated.start]
    if dated.start > 60:
        before = "…" + before.partition(" ")[2]
    after = text[dated.end : dated.end + 40]
    if len(text) > dated.end + 40:
        after = after.rpartition(" ")[0] + "…"
    return " ".join(f"{before}{dated.text}{after}".split()).rstrip(".")


CHECKS: tuple[Check, ...] = (
    no_such_day,
    wrong_weekday,
    mistyped_year,
    range_backwards,
    quarter_and_months,
    one_event_two_dates,
)
