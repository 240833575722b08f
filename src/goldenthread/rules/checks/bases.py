"""Checks on the window that a figure covers: title, cell and commentary must mean the same months (family POL)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Absence, Figure, Role, Unit
from goldenthread.model.plan import TimeBasis
from goldenthread.rules.checks.catalogue import Check, Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import is_plan, number, result
from goldenthread.rules.checks.paper import Held, Paper, short
from goldenthread.rules.checks.quantities import quantities, spelled_numbers
from goldenthread.rules.checks.sentences import sentences
from goldenthread.rules.checks.words import listed

_TWELVE_MONTHS = re.compile(
    r"\b(?:last|previous|past|rolling|preceding)\s(?:12|twelve)[\s-]months?\b|\brolling\s(?:12|twelve|year)\b|\b12[\s-]month\srolling\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?:(?:in|during|over|for|within|this|the|last|reporting)\s)+(?:reporting\s)?(?:quarter|period|three\smonths|q[1-4])\b"
    r"|\bquarter [1-4]\b",
    re.IGNORECASE,
)
_HALF = Decimal("0.5")
_SMALL_YEAR = 10  # of fewer in a whole year, half is no wonder


@check(
    "POL06",
    Severity.WARNING,
    "The title counts twelve months and the figure a quarter",
    why="A quarter's count beside a year's makes a fall that did not happen.",
    remedy="Give the count of the last twelve months, or change the title and last year's figure to the quarter.",
    wrong="“… in last 12 months”: 8 against 38 last year; the commentary counts 8 “in the quarter”",
    right="“… in last 12 months”: 36 against 38 last year, 8 of them in the quarter",
    source="Handbook 6.2, A12, R6.3",
)
def quarter_for_twelve_months(paper: Paper) -> Iterator[Found]:
    """A count over twelve months that is not half of last year's, or that the commentary gives as the quarter's (A12)."""
    if is_plan(paper.report):
        return
    for held, measure in paper.measures:
        now = result(measure.cell(Role.CURRENT))
        if not _TWELVE_MONTHS.search(measure.title) or now is None or now.unit is not Unit.COUNT:
            continue
        last = result(measure.cell(Role.LAST_ACTUAL))
        dropped = last is not None and last.value >= _SMALL_YEAR and now.value < _HALF * last.value
        words = _said_of(held.words, now, _QUARTER)
        if not words and not dropped:
            continue
        window = _TWELVE_MONTHS.search(measure.title)
        compared = f", against {number(last)} last year" if last is not None else ""
        of_quarter = f"; the commentary gives it for the quarter (“{short(words, 90)}”)" if words else ""
        yield Found(
            held.at("Current"),
            f"The title counts the “{window[0] if window else ''}”, and the figure is {number(now)}{compared}{of_quarter}.",
            held.words if words else measure.title,
            words if words in held.words else "",
        )


def _said_of(text: str, figure: Figure, window: re.Pattern[str]) -> str:
    """The sentence that gives this figure and names that window, "" for none."""
    if not window.search(text):
        return ""
    for sentence in (part for whole in sentences(text) for part in whole.split(";")):
        named = window.search(sentence)
        if named and any(one.value == figure.value for one in (*quantities(sentence), *spelled_numbers(sentence))):
            return sentence.strip()
    return ""


_SNAPSHOT = re.compile(r"\bsnap-?shot\b", re.IGNORECASE)
_ADDS_UP = re.compile(
    r"\bcumulativ\w*|\byear[- ]to[- ]date\b|\bytd\b|\bso far this year\b|\bsince (?:the )?(?:1st |1 )?april\b"
    r"|\bbetween (?:1st |1 )?april and\b|\bsince the start of the (?:financial|academic|school) year\b",
    re.IGNORECASE,
)


@check(
    "POL07",
    Severity.WARNING,
    "The title says snapshot and the figure adds up over the year",
    why="A figure on one day and a count since April are two measures: they may not be compared, nor held against one target.",
    remedy="Say in the title which of the two it is, and give that figure.",
    wrong="“Households in temporary accommodation (snapshot)”; commentary: “45 households since April”",
    right="“Households in temporary accommodation (snapshot)”; commentary: “45 households on 30 June”",
    source="Handbook 4.1, R4.6",
)
def snapshot_or_sum(paper: Paper) -> Iterator[Found]:
    """A snapshot by its title whose figure a cell or a sentence gives as cumulative (4.1)."""
    for held, measure in paper.measures:
        if not _SNAPSHOT.search(measure.title) or _ADDS_UP.search(measure.title):
            continue
        cell = measure.cell(Role.CURRENT)
        now = result(cell)
        in_cell = _ADDS_UP.search(cell.original) if cell else None
        words = in_cell[0] if in_cell else _said_of(held.words, now, _ADDS_UP) if now else ""
        if words:
            yield Found(
                held.at("Current" if in_cell else "commentary"),
                f"The title says “snapshot”, but {'the cell' if in_cell else 'the commentary'} says “{short(words, 90)}”.",
                cell.original if in_cell and cell else held.words,
                words,
            )


_ACADEMIC = re.compile(r"\b(?:academic|school)[\s-]year\b", re.IGNORECASE)
_FINANCIAL = re.compile(r"\b(?:financial|municipal)[\s-]year\b|\bfrom april\b", re.IGNORECASE)
_FROM_APRIL = re.compile(
    r"\bfinancial year\b|\bsince (?:the )?(?:1st |1 )?april\b|\bapril (?:to|-|–) (?:june|sept\w*|dec\w*|march)\b"
    r"|\b20\d\d ytd\b|\bcalendar year\b",
    re.IGNORECASE,
)
_FROM_SEPTEMBER = re.compile(
    r"\b(?:academic|school) year\b|\bsince (?:the )?(?:1st |1 )?september\b|\bseptember to\b", re.IGNORECASE
)


@check(
    "POL08",
    Severity.WARNING,
    "The title counts one year and the figure another",
    why="A school year begins in September and a financial year in April: counts over the two cannot be compared.",
    remedy="Say in the title and beside the figure which year it is counted in.",
    wrong="“(academic year cumulative)”, with the cell “2021 YTD 78.7%”",
    right="“(academic year cumulative)”, with the cell “78.7% (September to June)”",
    source="Handbook 6.2, R4.6, R6.5",
)
def another_year(paper: Paper) -> Iterator[Found]:
    """An academic year in the title and a financial or calendar year beside the figure, or the other way round (R6.5)."""
    for held, measure in paper.measures:
        academic, financial = _ACADEMIC.search(measure.title), _FINANCIAL.search(measure.title)
        if bool(academic) == bool(financial):
            continue
        other = _FROM_APRIL if academic else _FROM_SEPTEMBER
        own = academic or financial
        cell = measure.cell(Role.CURRENT)
        if cell is None or own is None:
            continue
        in_cell, now = other.search(cell.original), result(cell)
        words = in_cell[0] if in_cell else _said_of(held.words, now, other) if now else ""
        if words and not (academic or financial or own).re.search(cell.original if in_cell else words):
            yield Found(
                held.at("Current" if in_cell else "commentary"),
                f"The title counts the “{own[0]}”, but {'the cell' if in_cell else 'the commentary'} says "
                f"“{short(cell.original if in_cell else words, 90)}”.",
                cell.original if in_cell else held.words,
                words,
            )


@check(
    "POL09",
    Severity.NOTE,
    "The title names two windows",
    why="A figure cannot be both of the last twelve months and since April; whoever fills it in will take the one or the other.",
    remedy="Name one window in the title, and say what the other words mean (“visited within 12 months”).",
    wrong="“visited within the previous 12 months (cumulative from April to end of quarter)”",
    right="“placements visited since April (cumulative to end of quarter)”",
    source="Handbook 4.1, R6.3",
)
def two_windows(paper: Paper) -> Iterator[Found]:
    """Titles with two time bases that exclude each other (R6.3)."""
    for held, measure in paper.measures:
        title = measure.title
        adds_up, academic = _ADDS_UP.search(title), _ACADEMIC.search(title)
        pairs = (
            (_TWELVE_MONTHS.search(title), adds_up),
            (_SNAPSHOT.search(title), adds_up),
            (academic, _FINANCIAL.search(title)),
        )
        named = next(((one, other) for one, other in pairs if one and other), None)
        if named and not re.search(r"\breported\b|\bcalendar\b", title, re.IGNORECASE):
            one, other = named
            yield Found(
                held.at("title"),
                f"The title says both “{one[0]}” and “{other[0]}”: which months does the figure cover?",
                title,
                other[0],
            )


# ---- national definitions ----


class _National(NamedTuple):
    """A measure with a national definition: titles that speak of it, the words in them that differ, and what it says."""

    about: re.Pattern[str]
    differs: re.Pattern[str]
    says: str


def _national(about: str, differs: str, says: str) -> _National:
    return _National(re.compile(about, re.IGNORECASE), re.compile(differs, re.IGNORECASE), says)


_LOCAL = re.compile(
    r"\blocal(?:ly)?\b|\binternal(?:ly)?\b|may not match|not comparable|national definition", re.IGNORECASE
)
_YOUNG_PEOPLE = (
    r"^(?!.*\b(?:care leavers?|leaving care)\b)"
    r".*(?:\bNEETs?\b|not in (?:education,? employment|EET)|\bactivity is not known)"
)
_NATIONAL = (
    _national(
        r"\bper\s?10,?000\b",
        r"\b0\s?(?:-|–|to)\s?18\b|\bunder[- ]19s?\b",
        "the national rates per 10,000 children are of those aged 0 to 17",
    ),
    _national(
        r"\b(?:EHC\w*|education,? health (?:and |& )?care)\b.*\b20[- ]weeks?|\b20[- ]weeks?\b.*\bEHC",
        r"\b(?:academic|school|financial)[- ]year\b",
        "the national figure for plans within 20 weeks is of the calendar year (SEN2)",
    ),
    _national(
        _YOUNG_PEOPLE,
        r"\bsnap-?shot\b|\bend of (?:the )?quarter\b",
        "the national figure is the average of December, January and February",
    ),
    _national(
        _YOUNG_PEOPLE,
        r"\b16\s?(?:-|–|to)\s?1[89]\b",
        "the national figure is of those aged 16 and 17",
    ),
    _national(
        r"^(?!.*\b(?:licen\w+|drivers?|staff|employees?|contracts?|benefits?)\b)"
        r".*\b(?:suspensions?|pupils? suspended|(?:fixed[- ]term|permanent(?:ly)?) exclu\w+)\b",
        r"\b(?:financial|calendar)[- ]year\b",
        "the national figures on suspensions and exclusions are of the academic year",
    ),
    _national(
        r"\b(?:school|pupils?'?|persistent) (?:overall )?(?:absence|absenteeism|attendance)\b",
        r"\b(?:financial|calendar)[- ]year\b",
        "the national figures on absence are of the academic year",
    ),
    _national(
        r"\bpersistent(?:ly)? absen\w+",
        r"\b(?:15|20)\s?(?:%|per ?cent)",
        "nationally a pupil is persistently absent who misses 10% of sessions or more",
    ),
    _national(
        r"^(?!.*\b(?:school|attain\w*|exclu\w*|suspen\w*|absen\w*|EHC\w*|plan completed)\b)"
        r".*\b(?:re-?referrals|referrals to children|child protection (?:plans?|conferences?)|children in need)\b",
        r"\bacademic[- ]year\b",
        "the national figures of children's social care are of the financial year",
    ),
    _national(
        r"\b(?:care leavers?|leaving care)\b.*\b(?:suitable accommodation|education,? employment|EET)\b",
        r"\bsnap-?shot\b",
        "the national figure is of all whose 19th, 20th or 21st birthday falls in the year, not of one day",
    ),
)


@check(
    "POL10",
    Severity.NOTE,
    "A measure differs from the national definition that it looks like",
    why="Members will compare it with England and with neighbours, and the two are counted differently.",
    remedy="Use the national definition, or say in the title that this is a local measure and cannot be compared.",
    wrong="“Rate of children in care per 10,000 0-18 year olds”",
    right="“Rate of children in care per 10,000 children aged 0 to 17”",
    source="Handbook 6.2 [6.1], R6.2, R6.5",
)
def not_the_national_definition(paper: Paper) -> Iterator[Found]:
    """Titles that name another age, year or day than the national definition; said once for each difference (R6.2)."""
    titled = [held for held in paper.lines if not _LOCAL.search(held.line.title)]
    for national in _NATIONAL:
        differ = [
            (held, words)
            for held in titled
            if (words := national.differs.search(held.line.title)) and national.about.search(held.line.title)
        ]
        if differ:
            held, words = differ[0]
            others = listed([other.called for other, _ in differ[1:]])
            also = f" (so in {others})" if others else ""
            yield Found(
                held.at("title"),
                f"The title says “{words[0]}”{also}; {national.says}.",
                held.line.title,
                words[0],
            )


# ---- the September reset, and arrows ----

_ACADEMIC_SUM = re.compile(
    r"\b(?:academic|school)[- ]year\b.*\b(?:cumulative|to date)\b|\bcumulative\b.*\b(?:academic|school)[- ]year\b",
    re.IGNORECASE,
)
_EARLIER = r"(?:q(?:uarter )?1\b[^.]{0,8}|(?:last|previous) quarter|(?:last|previous) (?:academic|school) year)"
_HELD_AGAINST = re.compile(
    r"\b(?:down|up|lower|higher|fewer|more|increase\w*|decrease\w*|fallen|risen|reduc\w+|improve\w*|compar\w+|than|similar"
    rf"|better|worse)\b[^.]{{0,40}}?\b{_EARLIER}",
    re.IGNORECASE,
)
_SAME_WINDOW = re.compile(
    r"\b(?:same (?:period|month|time|point)|this time last year|september 20\d\d and)\b", re.IGNORECASE
)


@check(
    "POL11",
    Severity.WARNING,
    "A school year's count is compared across September",
    why="At the end of September the new school year has one month in it: beside June's ten months every count has fallen.",
    remedy="Compare with September of last year, or give the whole of the school year that ended in August.",
    wrong="“(academic year cumulative)” in a report to September: “slightly down on Quarter 1”",
    right="“(academic year cumulative)” in a report to September: “4, as in September 2023”",
    source="Handbook 4.1, R4.6, A20",
)
def across_september(paper: Paper) -> Iterator[Found]:
    """In a report to September, an academic-year measure held against June or against the whole of last school year (A20)."""
    period = paper.report.period
    if period is None or (period.end.month, period.end.day) != (9, 30) or is_plan(paper.report):
        return
    for held in paper.lines:
        against = _HELD_AGAINST.search(held.words) if _ACADEMIC_SUM.search(held.line.title) else None
        if against and not _SAME_WINDOW.search(held.words) and not _whole_year_given(held):
            yield Found(
                held.at("commentary"),
                f"The measure counts from September, so this figure is of one month; “{against[0].strip()}” compares it with "
                "more months.",
                held.words,
                against[0],
            )


def _whole_year_given(held: Held) -> bool:
    """Whether the line says that its figure is of the school year that has ended."""
    texts = [cell.original for cell in held.line.cells if cell.column.role is Role.CURRENT]
    return any(re.search(r"academic year|school year|full year", text, re.IGNORECASE) for text in texts)


_CANNOT_COMPARE = re.compile(
    r"\b(?:not|cannot be|can not be|can't be|isn't|aren't) (?:directly |strictly |easily )?compar(?:able|ed)\b"
    r"|\bno (?:direct )?compar(?:ison|ator|able)\w*|\bno baseline\b|\bbenchmarking year\b"
    r"|\b(?:is|as) a new (?:measure|indicator)\b"
    r"|\bfirst (?:time|year) (?:that )?this (?:measure |indicator )?(?:has been|is|was)\b"
    r"|\bchange (?:in|of|to) (?:the )?(?:definition|method\w*|source|recording|counting)\b|\bdefinition (?:has )?changed\b",
    re.IGNORECASE,
)


@check(
    "POL12",
    Severity.WARNING,
    "An arrow, where the words say that nothing can be compared",
    why="An arrow says better or worse than a year ago; where the count has changed since, it says so without ground.",
    remedy="Show N/A for direction of travel, with the reason, until a like figure is a year old.",
    wrong="↑ beside “this is a new measure, so there is no comparison”",
    right="N/A beside “this is a new measure, so there is no comparison”",
    source="Handbook 4.5, R4.6",
)
def arrow_without_comparison(paper: Paper) -> Iterator[Found]:
    """A judged arrow on a line whose title or commentary says that it is new, or cannot be compared (R4.6)."""
    for held, measure in paper.measures:
        earlier = measure.cell(Role.LAST_ACTUAL)
        if measure.travel.judged is None or (earlier and earlier.absence is Absence.NOT_APPLICABLE):
            continue
        for text in (measure.title, held.words):
            words = _CANNOT_COMPARE.search(text)
            if words:
                yield Found(
                    held.at("Direction of Travel"),
                    f"The arrow says “{measure.travel.judged.value}”, but the words say “{words[0]}”.",
                    text,
                    words[0],
                )
                break


_NEET = re.compile(
    r"\bNEETs?\b|\bnot in education,? employment|\bactivit(?:y|ies) (?:is|are) (?:not known|unknown)", re.IGNORECASE
)
_SEPTEMBER_KNOWN = re.compile(
    r"\b(?:september|august|july|not[- ]known|unknown|cohort|destinations?|guarantee)\b", re.IGNORECASE
)
_WINDOWS = frozenset({TimeBasis.SNAPSHOT, None})


@check(
    "POL13",
    Severity.NOTE,
    "A figure of September for young people not in education or work",
    why="In September a whole year group is “not known” until its destinations are confirmed, so the figure says little.",
    remedy="Say which month the figure is of, and give the “not known” figure beside it.",
    wrong="NEET 3.9% at the end of Quarter 2, with no word on September",
    right="NEET 3.9% (July and August; September is not yet known)",
    source="Handbook 6.2, R6.7",
)
def september_neet(paper: Paper) -> Iterator[Found]:
    """A NEET or not-known percentage at the end of September of which nothing says how September was taken (6.2)."""
    period = paper.report.period
    if period is None or (period.end.month, period.end.day) != (9, 30) or is_plan(paper.report):
        return
    for held, measure in paper.measures:
        cell = measure.cell(Role.CURRENT)
        now, basis = result(cell), measure.definition.time_basis
        if cell is None or now is None or (basis.value if basis else None) not in _WINDOWS:
            continue
        if not _NEET.search(measure.title) or re.search(r"care leavers?|leaving care", measure.title, re.IGNORECASE):
            continue
        if not _SEPTEMBER_KNOWN.search(f"{cell.original} {held.words}"):
            yield Found(
                held.at("Current"),
                f"{number(now)} at the end of September: nothing says how those whose new course or job is not yet known are "
                "counted.",
                cell.original,
            )


CHECKS: tuple[Check, ...] = (
    quarter_for_twelve_months,
    snapshot_or_sum,
    another_year,
    two_windows,
    not_the_national_definition,
    across_september,
    arrow_without_comparison,
    september_neet,
)
