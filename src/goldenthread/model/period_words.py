"""The windows of time that councils' papers print, in all the ways they print them; only where the words are certain."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from goldenthread.model.periods import MONTHS, Period, PeriodKind, add_months, financial_year_of, month_end

_MONTH_NAMES = {name.lower()[:n]: i for i, name in enumerate(MONTHS, 1) for n in (3, 4, len(name))} | {"sept": 9}
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_YEARS = r"(?P<y1>(?:19|20)?\d\d)\s*[/\-–]\s*(?P<y2>(?:20)?\d\d)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:\s*(?:st|nd|rd|th))?"
_DASH = r"\s*(?:[-–—]|to|until)\s*"
_QUARTER_WORD = r"(?:\bquarter|\bqtr|\bq)\.?\s*"
_QUARTER_NAMES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
}


def _full_year(digits: str) -> int:
    value = int(digits)
    if value > 99:
        return value
    return 2000 + value if value < 70 else 1900 + value


def _two_years(match: re.Match[str]) -> int | None:
    """The first of two consecutive years ("20/21", "2020-2021"), or None when they do not follow each other."""
    first, second = _full_year(match["y1"]), match["y2"]
    return first if int(second) % 100 == (first + 1) % 100 else None


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_QUARTER_YEAR = _pattern(rf"{_QUARTER_WORD}(?P<q>[1-4])[\s,:–-]*{_YEARS}")
_YEAR_QUARTER = _pattern(rf"{_YEARS}[\s,:–-]*{_QUARTER_WORD}(?P<q>[1-4])(?!\d)")
_QUARTER_ONE_YEAR = _pattern(
    rf"{_QUARTER_WORD}(?P<q>[1-4])[\s,:]*(?P<a>20\d\d)(?![\d/–-])|(?<![\d/–-])(?P<b>20\d\d)[\s,:]*{_QUARTER_WORD}(?P<r>[1-4])(?!\d)"
)
_QUARTER_ONLY = _pattern(rf"{_QUARTER_WORD}(?P<q>[1-4])(?!\d)")
_QUARTER_NAMED = _pattern(
    r"\bquarter\s+(?P<a>one|two|three|four)\b|\b(?P<b>first|second|third|fourth|final)\s+quarter\b(?:\s+of)?"
)
_PART_OF_A_YEAR = _pattern(r"\b(?:quarter|qtr|q\d|half|h[12]|term|ytd|year[- ]to[- ]date|to date)(?:\b|\d)")
_DATES = _pattern(
    rf"{_DAY.format('d1')}\s+{_MONTH.format('m1')}(?:\s+(?P<a>{_YEAR}))?{_DASH}"
    rf"{_DAY.format('d2')}\s+{_MONTH.format('m2')}\s+(?P<b>{_YEAR})"
)
_ONE_DAY = _pattern(rf"(?<!\d){_DAY.format('d1')}\s+{_MONTH.format('m1')}\s+(?P<a>{_YEAR})(?!\d)")
_NUMBERS = (
    r"(?<![\d/.])(?P<d{0}>\d{{1,2}})(?P<s{0}>[/.])(?P<n{0}>\d{{1,2}})(?P=s{0})(?P<y{0}>(?:20)?\d\d)(?![\d/.]\d|\d)"
)
_NUMBER_DAY = _pattern(_NUMBERS.format("1"))
_NUMBER_DATES = _pattern(_NUMBERS.format("1") + _DASH + _NUMBERS.format("2"))
_MONTH_SPAN = _pattern(
    rf"\b{_MONTH.format('m1')}(?:\s+'?(?P<a>(?:20)?\d\d))?{_DASH}{_MONTH.format('m2')}(?:\s+'?(?P<b>(?:20)?\d\d))?(?!\d)"
)
_ONE_MONTH = _pattern(rf"\b{_MONTH.format('m1')}[\s-]\s*'?(?P<a>(?:20)?\d\d)(?!\d)")
_TERM = _pattern(rf"(?P<term>autumn|spring|summer)(?:\s+term)?[\s,]+(?:{_YEARS}|(?P<a>20\d\d))")
_ACADEMIC = _pattern(
    rf"(?:academic(?:\s+year)?\s*{_YEARS}|{_YEARS.replace('y1', 'y3').replace('y2', 'y4')}\s*academic)"
)
_HALF = _pattern(rf"\b(?:(?P<half>first|second|1st|2nd)\s+half(?:[\s-]+year)?|h(?P<h>[12]))[\s,]+{_YEARS}")
_ENDING = _pattern(
    rf"\b(?P<length>quarter|(?:12|twelve|six|6|three|3|nine|9)\s+months|(?:financial\s+)?year)\s+(?:to|ending|ended)(?:\s+the)?\s+"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH.format('m1')}\s+(?P<a>{_YEAR})"
)
_CALENDAR = _pattern(r"(?:calendar\s+year\s+|\b)(?P<a>20\d\d)(?:\s+calendar\s+year)?(?![\d/])")
# "16/17 year olds" and "aged 10/11" are ages; "16-17" alone could be: two digits need a slash, or a heading's word after them
_PLAIN_YEARS = _pattern(
    rf"(?<![\d/.])(?<!age )(?<!aged )(?<!ages ){_YEARS}(?![\d/])(?!\s*-?\s*(?:year|yr)s?\.?[\s-]*olds?)"
)
_SHORT_HYPHEN = _pattern(r"\d\d\s*[-–]\s*\d\d(?!\s+(?:actual|target|out-?\s?turn|performance|baseline|financial))")
_YEARS_SPAN = _pattern(rf"{_YEARS}\s+(?:to|-|–)\s+{_YEARS.replace('y1', 'y3').replace('y2', 'y4')}")


def _day(digits: str, month: int, year: int) -> date | None:
    try:
        return date(year, month, int(digits))
    except ValueError:
        return None


def _named_day(digits: str, month: str, year: str) -> date | None:
    return _day(digits, _MONTH_NAMES[month.lower()], _full_year(year))


def _dated_span(text: str) -> Period | None:
    """A window printed by its first and last day, in words or in numbers."""
    words, numbers = _DATES.search(text), _NUMBER_DATES.search(text)
    first = last = None
    if words:
        last = _named_day(words["d2"], words["m2"], words["b"])
        first = _named_day(words["d1"], words["m1"], words["a"] or words["b"])
    elif numbers:
        first, last = (_day(numbers[f"d{i}"], int(numbers[f"n{i}"]), _full_year(numbers[f"y{i}"])) for i in (1, 2))
    return Period.span(first, last) if first and last and first <= last else None


def _one_day(text: str) -> Period | None:
    """A single day, when the text names only one."""
    days = {_named_day(found["d1"], found["m1"], found["a"]) for found in _ONE_DAY.finditer(text)}
    days |= {_day(found["d1"], int(found["n1"]), _full_year(found["y1"])) for found in _NUMBER_DAY.finditer(text)}
    day = days.pop() if len(days) == 1 else None
    return Period.span(day, day) if day else None


def _ending(text: str) -> Period | None:
    """A window printed by its length and its last day: "quarter ended 30 June 2021", "12 months to June 2021"."""
    match = _ENDING.search(text)
    if not match:
        return None
    last = date(int(match["a"]), _MONTH_NAMES[match["m1"].lower()], 1)
    last = month_end(last.year, last.month)
    if match["d1"] and int(match["d1"]) != last.day:
        return None
    length = match["length"].lower().split()[0]
    months = {"quarter": 3, "three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9}.get(length)
    if months:
        return Period.span(add_months(last, 1 - months), last)
    return (
        Period.rolling_twelve_months(last) if length in ("12", "twelve") else Period.span(add_months(last, -11), last)
    )


def _months_span(text: str, within: Period | None) -> Period | None:
    match = _MONTH_SPAN.search(text)
    if not match:
        return None
    first, last = _MONTH_NAMES[match["m1"].lower()], _MONTH_NAMES[match["m2"].lower()]
    if match["b"]:
        end_year = _full_year(match["b"])
        start_year = _full_year(match["a"]) if match["a"] else end_year - (first > last)
    elif match["a"]:
        return None  # "April 2021 to June" may end in another year
    elif within is not None:
        # "(Apr-Sept)" in a report of 2021/22: the months of that report's own year
        start_year = _year_holding(first, within)
        end_year = start_year + (first > last)
    else:
        return None
    if (start_year, first) > (end_year, last):
        return None
    return Period.span(date(start_year, first, 1), month_end(end_year, last))


def _year_holding(month: int, within: Period) -> int:
    """The year of the latest such month that starts no later than `within` ends."""
    return within.end.year if month <= within.end.month else within.end.year - 1


def _quarter(text: str, within: Period | None) -> Period | None:
    """The one quarter that the text names; None when it names several, or a year that does not fit."""
    text = _QUARTER_NAMED.sub(lambda found: f"q{_QUARTER_NAMES[(found['a'] or found['b']).lower()]}", text)
    numbers = {int(found["q"]) for found in _QUARTER_ONLY.finditer(text)}
    if len(numbers) != 1:
        return None
    quarter = numbers.pop()
    match = _QUARTER_YEAR.search(text) or _YEAR_QUARTER.search(text)
    if match:
        year = _two_years(match)
        return None if year is None else Period.financial_quarter(year, quarter)
    match = _QUARTER_ONE_YEAR.search(text)
    if match:
        # "Q4 2021" may end in March of 2021 or of 2022; the other quarters lie in the printed year either way
        return Period.financial_quarter(int(match["a"] or match["b"]), quarter) if quarter < 4 else None
    if within is None or re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text) or _PLAIN_YEARS.search(text):
        return None
    return Period.financial_quarter(financial_year_of(within.start), quarter)


def _half(text: str) -> Period | None:
    match = _HALF.search(text)
    year = _two_years(match) if match else None
    if match is None or year is None:
        return None
    first = match["h"] == "1" or (match["half"] or "").lower() in ("first", "1st")
    return Period.financial_half_of(date(year, 4 if first else 10, 1))


def _term(text: str) -> Period | None:
    match = _TERM.search(text)
    if not match:
        return None
    kind = PeriodKind(f"{match['term'].lower()} term")
    if match["a"]:
        year = int(match["a"])
        return Period.term(kind, year if kind is PeriodKind.AUTUMN_TERM else year - 1)
    two = _two_years(match)
    return None if two is None else Period.term(kind, two)


def _academic(text: str) -> Period | None:
    match = _ACADEMIC.search(text)
    if not match or _PART_OF_A_YEAR.search(text):
        return None
    first, second = match["y1"] or match["y3"], match["y2"] or match["y4"]
    year = _full_year(first)
    return Period.academic_year(year) if int(second) % 100 == (year + 1) % 100 else None


@lru_cache(maxsize=4096)
def find_period(text: str, within: Period | None = None) -> Period | None:
    """The period that a piece of a council's paper names, or None when it names none that is certain.

    `within` is the report's own period: it gives the year to "Q2" and "(Apr-Sept)", which print none. Two years that do
    not follow each other ("19/21") name no period. Two printed years are read as a financial year unless the words say
    academic.
    """
    folded = " ".join(text.replace("’", "'").split())
    return (
        _dated_span(folded)
        or _quarter(folded, within)
        or _ending(folded)
        or _half(folded)
        or _term(folded)
        or _academic(folded)
        or _one_day(folded)
        or _months_span(folded, within)
        or _month_or_years(folded)
    )


def _month_or_years(folded: str) -> Period | None:
    if _PART_OF_A_YEAR.search(folded) or re.search(r"\bacademic\b", folded, re.IGNORECASE):
        return None  # "2021 YTD", "half year 2021/22": not the whole of that year
    match = _YEARS_SPAN.search(folded)
    if match:
        return _years_span(match)
    match = _PLAIN_YEARS.search(folded)
    if match:
        year = None if _SHORT_HYPHEN.match(match[0] + folded[match.end() :]) else _two_years(match)
        return None if year is None else Period.financial_year(year)
    if _NUMBER_DAY.search(folded) or _ONE_DAY.search(folded) or _MONTH_SPAN.search(folded):
        return None  # several days, or months that are not certain: its last month alone would be a guess
    match = _ONE_MONTH.search(folded)
    if match:
        return Period.month(_full_year(match["a"]), _MONTH_NAMES[match["m1"].lower()])
    match = _CALENDAR.search(folded)
    return Period.calendar_year(int(match["a"])) if match else None


def _years_span(match: re.Match[str]) -> Period | None:
    """Several financial years: "2021/22 to 2023/24"."""
    first, last = _two_years(match), _full_year(match["y3"])
    if first is None or int(match["y4"]) % 100 != (last + 1) % 100 or first > last:
        return None
    return Period.span(date(first, 4, 1), date(last + 1, 3, 31))


def parse_period(text: str, within: Period | None = None) -> Period:
    """The period that `text` names, for typed input and hand-kept files; ValueError with a sentence for none."""
    found = find_period(text, within)
    if found is None:
        raise ValueError(
            f"“{text}” names no period. Write for example “Quarter 1 2021/22”, “2020/21”, “academic year 2020/21”, "
            "“July 2024” or “1 April 2021 to 30 September 2021”."
        )
    return found
