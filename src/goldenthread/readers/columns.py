"""What the headings of councils' tables mean: the one vocabulary for text, Word, PDF and sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from goldenthread.model.cells import fold
from goldenthread.model.figures import Column, Role
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import MONTHS, Period, PeriodKind
from goldenthread.model.wording import part_named


class Field(StrEnum):
    """What a column of a table of lines holds."""

    REF = "reference"
    MEASURE = "measure"
    MILESTONE = "milestone"
    CELL = "cell"  # a figure, a light or an arrow: its Column says which
    COMMENTARY = "commentary"
    DUE = "due"
    RESPONSIBLE = "responsible"
    SOURCE = "source"
    POLARITY = "good is"
    ACTION = "action"
    GROUP = "group"  # a heading that spans the years after it: "Targets"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as understood. `column` is given for cells; `role` of a group is that of the years under it.

    `over` is the group's heading over a column that is headed by a bare year.
    """

    field: Field
    text: str
    column: Column | None = None
    role: Role = Role.OTHER
    over: str = ""


_YEAR = r"(?:(?:19|20)?\d\d\s*/\s*(?:20)?\d\d|20\d\d\s*[-–]\s*(?:20)?\d\d)"
_QUARTER = r"(?:Q(?:uarter|tr)?\.?\s*[1-4])"
_MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}|sept)\.?(?:\s+(?:20)?\d\d)?"
_WHEN = rf"(?:{_YEAR}|{_QUARTER}(?:\s+{_YEAR})?|{_YEAR}\s+{_QUARTER})"

# The order matters where one heading begins another: the longer first.
_VOCABULARY: tuple[tuple[Field, Role, str], ...] = (
    (Field.COMMENTARY, Role.OTHER, r"(?:data and any )?(?:any )?supporting comment(?:ary|aries|s)?"),
    (Field.CELL, Role.TRAVEL, r"direction of travel(?: indicator)?|d\.?o\.?t\.?|trend"),
    (
        Field.CELL,
        Role.PROGRESS,
        rf"(?:quarterly|current|overall)\s+progress|progress\s+(?:{_QUARTER}|rag|rating|status)|progress"
        r"|rag(?: (?:rating|status))?|status",
    ),
    (Field.REF, Role.OTHER, r"(?:pi |kpi |indicator |measure )?ref(?:erence)?(?: no)?\b[.:]*|code|no\."),
    (Field.CELL, Role.BASELINE, rf"baseline(?:\s+{_WHEN})?|{_YEAR}\s+baseline"),
    (
        Field.CELL,
        Role.PREVIOUS,
        r"previous(?:\s+(?:quarter|period|performance|actual))?|last\s+(?:quarter|period)(?:\s+actual)?",
    ),
    (
        Field.CELL,
        Role.TARGET,
        rf"(?:annual|year[- ]end|full[- ]year|quarterly)\s+target(?:\s+{_WHEN})?|{_WHEN}\s+target|target\s+{_WHEN}|target(?!s)",
    ),
    (Field.GROUP, Role.TARGET, r"targets"),
    (Field.GROUP, Role.LAST_ACTUAL, r"actuals"),
    (
        Field.CELL,
        Role.LAST_ACTUAL,
        rf"(?:{_YEAR}\s+)(?:actual|out-?\s?turn|performance|result)|(?:actual|out-?\s?turn)\s+{_YEAR}"
        r"|last year(?:'s|’s)?\s+actual",
    ),
    (
        Field.CELL,
        Role.LATEST,
        r"latest(?:\s+(?:performance|position|actual|data|figure))?",
    ),
    (
        Field.CELL,
        Role.FORECAST,
        rf"(?:year[- ]end\s+)?forecast(?:\s+(?:outturn|{_WHEN}))?|projected(?:\s+(?:outturn|year[- ]end))?",
    ),
    (
        Field.CELL,
        Role.CURRENT,
        rf"current(?:\s+(?:performance|position|quarter|actual|period|value))?|{_QUARTER}(?:\s+{_YEAR})?\s+(?:actual|performance|position)"
        rf"|{_YEAR}\s+{_QUARTER}(?:\s+actual)?|this\s+(?:quarter|period)|{_QUARTER}(?:\s+{_YEAR})?|actual|out-?\s?turn|value|performance",
    ),
    (
        Field.MEASURE,
        Role.OTHER,
        r"proposed measures?|(?:key )?performance (?:indicators?|measures?)|measures?|indicators?|description|kpis?|pis?",
    ),
    (Field.MILESTONE, Role.OTHER, r"(?:key )?milestones?(?:\(s\))?"),
    (Field.DUE, Role.OTHER, r"due(?: date)?|target date|completion date|deadline|by when|timescale"),
    (Field.RESPONSIBLE, Role.OTHER, r"responsible(?: officers?| person)?|lead(?: officer)?|owner|officer"),
    (Field.SOURCE, Role.OTHER, r"source"),
    (Field.COMMENTARY, Role.OTHER, r"comment(?:ary|aries|s)?|narrative|data and commentary"),
    (Field.CELL, Role.OTHER, r"numerator|denominator"),
    (Field.CELL, Role.OTHER, _YEAR),
)
_BARE_YEAR = re.compile(_YEAR, re.IGNORECASE)
_TIME = re.compile(rf"{_WHEN}|{_MONTH}", re.IGNORECASE)
# Headings that fill a cell of their own: in a run of words they would be taken out of sentences.
_IN_CELLS: tuple[tuple[Field, Role, str], ...] = (
    (
        Field.REF,
        Role.OTHER,
        r"(?:(?:pi|kpi|indicator|measure|milestone|action|unique)\s*)?(?:ref(?:erence)?|code|id|identifier)(?:\s+(?:no|number))?",
    ),
    (
        Field.MEASURE,
        Role.OTHER,
        r"(?:(?:key )?(?:performance )?(?:indicator|measure)|k?pi)s? (?:title|name|description)|metric",
    ),
    (Field.MILESTONE, Role.OTHER, r"(?:key )?milestones? (?:title|name|description)"),
    (
        Field.COMMENTARY,
        Role.OTHER,
        r"(?:(?:data and )?supporting |latest |performance |quarterly |officer'?s? |progress |q[1-4] )?"
        r"(?:comment(?:ary|aries|s)?|narrative)(?: on performance)?",
    ),
    (Field.DUE, Role.OTHER, r"due by|end date|date due"),
    (
        Field.RESPONSIBLE,
        Role.OTHER,
        r"(?:responsible|accountable|lead|reporting)(?: officers?| person| post| manager| director)?(?:\(s\))?"
        r"|(?:action |kpi |pi |measure |data )?owner(?:s|\(s\))?|officer(?:s|\(s\))|managed by|assigned to",
    ),
    (Field.SOURCE, Role.OTHER, r"data source"),
    (
        Field.POLARITY,
        Role.OTHER,
        r"good (?:is|performance is|to be)|polarity|aim to|desired direction(?: of travel)?",
    ),
    (Field.CELL, Role.CURRENT, rf"{_MONTH}(?:\s+(?:actual|performance|value|result))?"),
    (Field.CELL, Role.TRAVEL, r"(?:(?:short|long)[- ]term )?trend(?: arrow)?|direction|change since last \w+"),
    (
        Field.CELL,
        Role.PROGRESS,
        r"(?:current |overall )?(?:(?:rag|traffic light|status)(?: (?:rating|status|icon))?|performance (?:rating|status|icon))"
        r"|(?:performance )?against target|on (?:target|track)\??",
    ),
    (
        Field.CELL,
        Role.LAST_ACTUAL,
        r"last year(?:'?s)?(?: (?:actual|value|result|out-?turn|performance))?|previous year(?: .*)?",
    ),
    (
        Field.CELL,
        Role.PREVIOUS,
        r"(?:last|previous|prior)(?: (?:quarter|period|month))?(?: (?:value|actual|result|out-?turn))?",
    ),
    (
        Field.CELL,
        Role.BASELINE,
        r"baseline (?:value|position|figure|performance|data|.*\d.*)|starting (?:point|position)",
    ),
    (
        Field.CELL,
        Role.TARGET,
        r"(?:(?:annual|year[- ]end|full[- ]year|quarterly|current|period|ytd)\s+)?target(?: (?:value|for the year|ytd))?",
    ),
    (
        Field.CELL,
        Role.FORECAST,
        r"(?:year[- ]end )?(?:forecast|projection|projected)(?: (?:value|position|performance|figure|.*\d.*))?",
    ),
    (
        Field.CELL,
        Role.CURRENT,
        r"(?:current |this |latest )?(?:(?:quarter|period|month|year to date|ytd)(?:'?s)? )?"
        r"(?:actual|value|result|figure|out-?turn)",
    ),
)
_Pattern = tuple[Field, Role, re.Pattern[str]]


def _compiled(vocabulary: tuple[tuple[Field, Role, str], ...]) -> tuple[_Pattern, ...]:
    return tuple(
        (field, role, re.compile(rf"(?:{words})(?![\w/])", re.IGNORECASE)) for field, role, words in vocabulary
    )


_IN_RUNS = _compiled(_VOCABULARY)
_ALONE = (*_IN_RUNS, *_compiled(_IN_CELLS))
_WORDS = frozenset(
    re.findall(
        r"\S+",
        """actual actuals and annual any baseline by code comment commentary comments completion current data
        date deadline denominator description direction dot due end forecast indicator indicators key kpi kpis last latest
        lead measure measures milestone milestones numerator of officer out-turn outturn owner performance period person
        pi pis position previous progress projected proposed q1 q2 q3 q4 quarter quarterly rag rating ref
        reference responsible source status supporting target targets this timescale travel trend value when
        year year-end""",
    )
)
_YEAR_WORD = re.compile(rf"(?:{_YEAR}|\d\d/|/?\d\d)", re.IGNORECASE)


# headings that narrow columns break within words ("Directio n of Travel"), by their letters
_UNBROKEN = {
    "".join(words.split()): words
    for words in (
        "direction of travel", "quarterly progress", "current progress", "progress", "current", "supporting commentary",
        "commentary", "comments", "milestone", "milestones", "measure", "measures", "indicator", "performance indicator",
        "responsible officer", "responsible", "due date", "target", "actual", "baseline", "latest performance", "status",
        "reference", "source", "numerator", "denominator",
    )
}  # fmt: skip


def heading_of(text: str, within: Period | None = None, group: Role = Role.OTHER) -> Heading | None:
    """What one heading means; None for a heading that is in no council's vocabulary.

    `group` is the role of a spanning heading ("Targets") under which a bare year stands.
    """
    folded = fold(text)
    for field, role, pattern in _ALONE:
        if pattern.fullmatch(folded.rstrip(" .:")) or pattern.fullmatch(folded):
            return _heading(field, role, folded, within, group)
    whole = _UNBROKEN.get("".join(folded.rstrip(" .:").split()).lower())
    if whole and whole != folded.lower():
        return heading_of(whole.capitalize(), within, group)
    over, colon, year = folded.partition(": ")
    if colon and (over_role := group_role(over)) is not None and (low := heading_of(year, within, over_role)):
        return under(low, over)
    return None


def under(heading: Heading, over: str) -> Heading:
    """The heading of a column over which another heading stands."""
    column = heading.column
    return replace(heading, over=over, column=column and column.model_copy(update={"over": over}))


def _heading(field: Field, role: Role, text: str, within: Period | None, group: Role) -> Heading:
    if field is not Field.CELL:
        return Heading(field, text, role=role)
    if (role is Role.OTHER and not part_named(text)) or (group is Role.TARGET and is_time(text)):
        role = group
    period = None if role in (Role.PROGRESS, Role.TRAVEL) else find_period(text, within) or _month_of(text, within)
    if role is Role.LAST_ACTUAL and period and within and not _is_year_before(period, within):
        role = Role.EARLIER_ACTUAL if period.end < within.start else Role.CURRENT
    return Heading(field, text, Column(heading=text, role=timed_role(role, period, within), period=period))


def timed_role(role: Role, period: Period | None, within: Period | None) -> Role:
    """The role of a column of actuals beside those of other times: only that of the report's own period is the current one.

    The last month of a quarter is the latest; a column of a time that is still to come says nothing yet.
    """
    if role is not Role.CURRENT or period is None or within is None:
        return role
    if period.start > within.end:
        return Role.OTHER
    if period.end < within.start:
        is_next = period.kind is within.kind and (within.start - period.end).days == 1
        return Role.PREVIOUS if is_next else Role.EARLIER_ACTUAL
    if within.start <= period.start and period.end <= within.end and period != within:
        return Role.LATEST if period.end == within.end else Role.EARLIER_ACTUAL
    return role


def is_time(text: str) -> bool:
    """Whether a heading names a quarter, a month or a year, and nothing else."""
    return bool(_TIME.fullmatch(fold(text)))


def _month_of(text: str, within: Period | None) -> Period | None:
    """The month that a heading names without its year, in the report's own financial year."""
    match = re.match(rf"(?:{'|'.join(month[:3] for month in MONTHS)})", text, re.IGNORECASE)
    if not match or within is None or not is_time(text.split()[0]):
        return None
    number = [month[:3].lower() for month in MONTHS].index(match[0].lower()) + 1
    year = Period.financial_year_to_date(within.start).start.year
    return find_period(f"{MONTHS[number - 1]} {year if number > 3 else year + 1}")


def _is_year_before(period: Period, within: Period) -> bool:
    """Whether `period` is the whole year before the one that the report is of."""
    if period.kind is not PeriodKind.FINANCIAL_YEAR:
        return True
    return period.start.year == Period.financial_year_to_date(within.start).start.year - 1


def split_headings(text: str, within: Period | None = None) -> tuple[Heading, ...] | None:
    """The headings of a table whose header came out as one run of words; None when a part of it is no heading."""
    folded = fold(text)
    found: list[Heading] = []
    at, group, over = 0, Role.OTHER, ""
    while at < len(folded):
        best: tuple[Field, Role, str] | None = None
        for field, role, pattern in _IN_RUNS:
            match = pattern.match(folded, at)
            if match and (best is None or len(match[0]) > len(best[2])):
                best = (field, role, match[0])
        if best is None:
            return None
        field, role, words = best
        at += len(words)
        while at < len(folded) and folded[at] in " :.":
            at += 1
        heading = _heading(field, role, words.strip(), within, group)
        if heading.field is Field.GROUP:
            group, over = role, heading.text
            continue
        bare = heading.column is not None and bool(_BARE_YEAR.fullmatch(heading.text))
        found.append(under(heading, over) if bare and over else heading)
    return tuple(found)


def is_heading_words(line: str) -> bool:
    """Whether a line holds nothing but words that stand in headings of tables."""
    words = line.lower().split()
    return bool(words) and all(word.rstrip(":.") in _WORDS or _YEAR_WORD.fullmatch(word.rstrip(":.")) for word in words)


def group_role(text: str) -> Role | None:
    """The role of the years under a spanning heading ("Targets"); None for any other heading."""
    heading = heading_of(text) if text else None
    return heading.role if heading and heading.field is Field.GROUP else None
