"""Reports for property tests: every part of the model, in the canonical form that a printed paper can give back.

Each restriction says what a printed paper cannot say; a test that needs more builds it by hand. `reports()` is for
formats that cost little, `small_reports()` for those that start an office library for every example.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from goldenthread.model.budget import BudgetCell, BudgetColumn, BudgetLine, BudgetRole, Convention, MoneyUnit, Statement
from goldenthread.model.cells import in_unit, read_cells
from goldenthread.model.figures import Absence, Cell, Column, Role, Unit
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period, PeriodKind, financial_year_of
from goldenthread.model.plan import (
    Action,
    AnyLine,
    Arrow,
    Calendar,
    CalendarPart,
    Commentary,
    Definition,
    Due,
    Known,
    Light,
    MeasureLine,
    MilestoneLine,
    Polarity,
    PolarityPart,
    Progress,
    Ratio,
    Reason,
    TimeBasis,
    TimeBasisPart,
    Travel,
    UnitPart,
    Verdict,
)
from goldenthread.model.report import (
    AnySection,
    ArrowDefinition,
    Attachment,
    Declaration,
    Judgement,
    Judgements,
    LightDefinition,
    Narrative,
    Objective,
    Officer,
    Report,
    ReportKind,
    RuleSet,
    StrategicIssue,
    StrategicIssues,
)
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, Picture, SmallTable, Span, tidy_spans
from goldenthread.model.wording import propose_definition

# ---- words ----

# The first word is a capital letter or an awkward character, never a digit or a bullet: "2.1 Text" and "• Text" are
# numbered paragraphs and list items on paper.
_FIRST_WORDS: Final = (
    "Children",
    "Schools",
    "Écoles",
    "The",
    "“Quoted”",
    "'Apostrophe'",
    '"Straight"',
    "<b>Tagged</b>",
    "&amp;",
    "=SUM(A1:A2)",
    "+44",
    "@mention",
    "£1.2m",
    "Zażółć",
    "Lòng",
    "Antidisestablishmentarianism-and-beyond",
)
_WORDS: Final = (
    *_FIRST_WORDS,
    "of",
    "and",
    "in",
    "care",
    "families",
    "–",
    "—",
    "&",
    "<",
    ">",
    "</table>",
    "]]>",
    "{braces}",
    "#hash",
    "*star*",
    "_under_",
    "`tick`",
    "$x$",
    "\\back\\slash",
    "%",
    "(in",
    "brackets)",
    "100%",
    "2020/21",
    "Q2",
    "1,234",
    "a,b;c",
    "naïve",
    "café",
    "don’t",
    "…",
    "½",
    "≥95",
    "日本語",
    "x" * 60,
)
_LETTERS: Final = "abcdefgxyzßøéñŵÿ"
_words = st.sampled_from(_WORDS) | st.text(_LETTERS, min_size=1, max_size=12)


def _sentence(words: list[str]) -> str:
    return " ".join(words)


@st.composite
def _new_texts(draw: st.DrawFn) -> str:
    return _sentence([draw(st.sampled_from(_FIRST_WORDS)), *draw(st.lists(_words, max_size=4))])


def _stock(length: int) -> tuple[str, ...]:
    """Texts of up to `length` words, each awkward word in several of them: one choice instead of many keeps this fast."""
    return tuple(
        _sentence([first, *(_WORDS[(7 * i + 3 * j * step) % len(_WORDS)] for j in range(1, i % length + 1))])
        for step in (1, 4)
        for i, first in enumerate(_FIRST_WORDS * 3)
    )


_SHORT, _LONG = _stock(3), _stock(8)


@cache
def texts(max_words: int = 6) -> st.SearchStrategy[str]:
    """Folded text that starts like prose: no blank at either end, none doubled, nothing that XML cannot hold."""
    stock = st.sampled_from(_SHORT if max_words < 6 else _LONG)
    return stock if max_words < 6 else st.one_of(stock, stock, stock, _new_texts())


@cache
def _maybe_text(max_words: int = 6) -> st.SearchStrategy[str]:
    """Text, or none."""
    return st.just("") | texts(max_words)


# A post or a name has no ";" or "/": printed lists of people are parted by them. No "(" either: people follow titles in
# brackets. No digits or commas: "Manager, 3 May 2021" is a person and a date.
_POSTS: Final = (
    "Operational Director, Education",
    "Divisional Manager – Policy & Provision",
    "Head of Virtual School",
    "Strategic Lead “Early Help”",
    "Áine O’Neill-Smith",
    "Director of Children's Services",
    "Team Leader <Inclusion>",
)
posts = st.sampled_from(_POSTS)
_maybe_post = st.sampled_from(("", *_POSTS))
_people = st.lists(posts, max_size=2, unique=True).map(tuple)

# ---- running text ----

_dates = st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))

_LINKS: Final = ("", "", "", "https://example.org/a?b=1&c=2", "mailto:performance@example.org")


@st.composite
def _spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """Tidy spans: neighbours of equal marks are one span on paper, and blanks at an end are not seen."""
    spans = [Span(text=draw(texts()))]
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        text = draw(st.sampled_from(_SHORT) | st.sampled_from(_WORDS))
        lead = draw(st.sampled_from(("", " ")))
        marks = draw(st.sampled_from(((False, False), (True, False), (False, True), (True, True))))
        spans.append(Span(text=lead + text, strong=marks[0], emphasis=marks[1], link=draw(st.sampled_from(_LINKS))))
    return tidy_spans(tuple(spans))


_paragraphs = st.builds(Paragraph, spans=_spans())
_list_items = st.builds(ListItem, spans=_spans(), level=st.integers(1, 4))
_pictures = st.builds(Picture, description=texts(4))  # a picture without a description prints nothing


@st.composite
def _small_tables(draw: st.DrawFn) -> SmallTable:
    """A table in the text. Its headings are all different and none is blank: a reader finds a column by its heading."""
    header = tuple(draw(st.lists(texts(2), min_size=1, max_size=3, unique=True)))
    cells = texts(3) | st.sampled_from(("", "12", "3.5%", "£1,000"))
    rows = st.lists(st.tuples(*(cells for _ in header)), min_size=1, max_size=2)
    return SmallTable(header=header, rows=tuple(draw(rows)))


_blocks = st.one_of(_paragraphs, _paragraphs, _list_items, _small_tables(), _pictures)


@cache
def _some_blocks(most: int = 3) -> st.SearchStrategy[tuple[AnyBlock, ...]]:
    return st.lists(_blocks, max_size=most).map(tuple)


# ---- periods and columns ----

_years = st.integers(2012, 2035)


@cache
def periods() -> st.SearchStrategy[Period]:
    """Periods of every kind, in the years for which councils still hold papers and make plans."""
    days = st.dates(dt.date(2010, 1, 1), dt.date(2039, 12, 31))
    terms = st.sampled_from((PeriodKind.AUTUMN_TERM, PeriodKind.SPRING_TERM, PeriodKind.SUMMER_TERM))
    return st.one_of(
        st.builds(Period.financial_quarter, _years, st.integers(1, 4)),
        st.builds(Period.financial_year, _years),
        days.map(Period.financial_half_of),
        st.builds(Period.academic_year, _years),
        st.builds(Period.term, terms, _years),
        st.builds(Period.calendar_year, _years),
        st.builds(Period.month, _years, st.integers(1, 12)),
        days.map(Period.rolling_twelve_months),
        days.map(Period.financial_year_to_date),
        days.map(Period.academic_year_to_date),
        st.tuples(days, days).map(lambda pair: Period.span(min(pair), max(pair))),
    )


def _column(heading: str, role: Role, period: Period | None = None, over: str = "") -> Column:
    return Column(heading=heading, over=over, role=role, period=period)


def _measure_columns(of: Period | None) -> tuple[tuple[Column, ...], ...]:
    """Whole sets of columns as councils print them in a report of the period `of`, one of which every measure table has.

    A heading has the role that its words have in such a report: the actual of the year before is the last one, an earlier
    year's is an earlier actual. One heading stands once in a table. A bare year says nothing of its role
    unless a heading stands over it.
    """
    year = financial_year_of(of.start) if of else 2021
    last, target = Period.financial_year(year - 1), Period.financial_year(year)
    short_last, short_target = last.label[2:], target.label[2:]
    travel, progress = _column("Direction of Travel", Role.TRAVEL), _column("Quarterly Progress", Role.PROGRESS)
    current = _column("Current", Role.CURRENT)
    paper = (
        _column(f"{short_last} Actual", Role.LAST_ACTUAL, last),
        _column(f"{short_target} Target", Role.TARGET, target),
    )
    plan = (_column(f"{target.label} Target", Role.TARGET, target), _column("Baseline", Role.BASELINE))
    bare = (_column("Latest performance", Role.LATEST), _column(target.label, Role.OTHER, target))
    years = tuple(_column(year.label, Role.TARGET, year, "Targets") for year in (target, target.next))
    sheet = (
        _column("Previous", Role.PREVIOUS),
        current,
        _column("Target", Role.TARGET),
        _column("Progress", Role.PROGRESS),
    )
    sets = [(*paper, current, travel, progress), sheet, plan, bare, years, ()]
    if of:
        earlier = Period.financial_year(year - 2)
        sets.append(
            (_column(f"{earlier.label} Actual", Role.EARLIER_ACTUAL, earlier), *paper, current, travel, progress)
        )
    return tuple(sets)


_MILESTONE_COLUMNS: Final = ((_column("Quarterly Progress", Role.PROGRESS),), (_column("Progress", Role.PROGRESS),), ())

# ---- cells ----

_CELL_TEXTS: Final = (
    "",
    "465",
    "0",
    "-3",
    "85%",
    "80.9 %",
    "1,234",
    "£250,000",
    "£1.2m",
    "465 (prov)",
    "12.5% [p] [r]",
    "N/A",
    "tbc",
    "Refer comment",
    "Not yet due",
    "[c]",
    "-",
    "0.0%",
    "LA 92.5% Pri 95.6% Sec 89.3% Spec 71.3% PRU 51.7% (2020/21)",
    "Residential £11,377,280 IFA £2,375,675 Total £13,752,955",
    "CINR 19.1 CINW 18.8",
    "1478 EH Intervention 229 MAP (prov)",
    "2021 YTD = 78.7 %",
    "68 (Apr-Sept)",
    "12 of 40",
    "Data held by the <partner> & not by us",
    "Too early to say",
)
_TARGET_TEXTS: Final = (
    *_CELL_TEXTS,
    "£250000 reduction",
    "80 to 100",
    "80-100%",
    "100% of eligible",
    "500 (full year)",
    "75% (provisional)",
    "Due to small cohorts targets are not stated",
    "Benchmarking year",
)
_LOST: Final = Absence.NO_SYMBOL.words
_PROGRESS_TEXTS: Final = (_LOST, "", "N/A", "Refer comment", "Paused")
_LIGHT_WORDS: Final = {
    Light.GREEN: ("", "On target", "Complete"),
    Light.AMBER: ("", "At risk"),
    Light.RED: ("", "Not met", "RED"),
}
_ARROW_WORDS: Final = {Arrow.BETTER: ("", "Improving"), Arrow.SAME: ("", "No change"), Arrow.WORSE: ("", "Worse")}


@cache
def _in_turn(texts: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One of the texts, all of them equally likely: hypothesis alone would favour the first few."""
    return st.integers(0, 2**16 - 1).map(lambda number: texts[number * 7919 % len(texts)])


class _Judged(NamedTuple):
    cells: tuple[Cell, ...]
    light: Light | None
    arrow: Arrow | None


@st.composite
def _cells(draw: st.DrawFn, columns: tuple[Column, ...], title: str, period: Period | None) -> _Judged:
    """One line's cells, from what is printed in them; and the judgements of those that show a light or an arrow.

    A light or an arrow is judged only where a column shows it: a paper has no other place for it. The cell then holds the
    paper's own words for it, "" for none.
    """
    light = arrow = None
    printed: list[tuple[Column, str]] = []
    for column in columns:
        if column.role is Role.PROGRESS:
            light = draw(st.sampled_from((None, *Light)))
            words = _LIGHT_WORDS[light] if light else _PROGRESS_TEXTS
        elif column.role is Role.TRAVEL:
            arrow = draw(st.sampled_from((None, *Arrow)))
            words = _ARROW_WORDS[arrow] if arrow else _PROGRESS_TEXTS
        else:
            words = _TARGET_TEXTS if column.role is Role.TARGET else _CELL_TEXTS
        printed.append((column, draw(_in_turn(words))))
    judged = {Role.PROGRESS: light, Role.TRAVEL: arrow}
    cells = tuple(
        cell.model_copy(update={"absence": None}) if judged.get(cell.column.role) and not cell.original else cell
        for cell in read_cells(printed, title, period)
    )
    return _Judged(cells, light, arrow)


# ---- lines ----

_MEASURE_TITLES: Final = (
    "Increase the percentage of care leavers in suitable accommodation (snapshot at end of quarter)",
    "Reduce the number of children missing education (financial year cumulative from April)",
    "Monitor the rate of referrals per 10,000 0-18 year olds (forecast annualised rate at end of quarter)",
    "Forecast end of year residential & independent fostering spend",
    "Maintain the % of <16s attending “good” schools",
    "Number of exclusions (academic year cumulative)",
    "Take up of the offer – families",
)


@st.composite
def _definitions(draw: st.DrawFn, title: str, ref: str) -> Definition:
    """What the title proposes, with what the council stated on top.

    Only a line with a reference has stated parts: the key of definitions is by reference. A stated part has no `why`:
    the key has no place for it. The parts of a ratio stand in the same key, whole.
    """
    definition = propose_definition(title)
    if not ref or draw(st.sampled_from((False, False, True))):
        return definition
    stated: dict[str, Any] = {
        "unit": UnitPart(value=draw(st.sampled_from(Unit))),
        "polarity": PolarityPart(value=draw(st.sampled_from(Polarity))),
        "time_basis": TimeBasisPart(value=draw(st.sampled_from(TimeBasis))),
        "calendar": CalendarPart(value=draw(st.sampled_from(Calendar))),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(stated)), min_size=1, max_size=4, unique=True))
    update = {name: stated[name] for name in chosen}
    if draw(st.booleans()):
        multiplier = draw(st.sampled_from((1, 100, 1000, 10000, 100000)))
        update["ratio"] = Ratio(numerator=draw(texts(3)), denominator=draw(texts(3)), multiplier=multiplier)
    return definition.model_copy(update=update)


@st.composite
def _commentaries(draw: st.DrawFn) -> Commentary | None:
    if draw(st.booleans()):
        return None
    date = draw(_dates)
    return Commentary(by=draw(_people), blocks=draw(_some_blocks()), date=date)


@st.composite
def _actions(draw: st.DrawFn) -> Action | None:
    """What happens next. It always says what: who and when alone are no action on paper."""
    if draw(st.integers(0, 3)):
        return None
    when = draw(st.sampled_from(("", "March 2022", "By the end of term")))
    return Action(what=draw(texts()), who=draw(_maybe_post), by_when=when)


@st.composite
def _measures(
    draw: st.DrawFn, ref: str, occurrence: int, columns: tuple[Column, ...], period: Period | None
) -> AnyLine:
    title = draw(st.sampled_from(_MEASURE_TITLES) | texts())
    shown = draw(_cells(columns, title, period))
    definition = draw(_definitions(title, ref))
    return MeasureLine(
        ref=ref,
        occurrence=occurrence,
        title=title,
        responsible=draw(_people),
        cells=tuple(_in_stated_unit(cell, definition, period) for cell in shown.cells),
        progress=Progress(judged=shown.light),
        travel=Travel(judged=shown.arrow),
        definition=definition,
        commentary=draw(_commentaries()),
        action=draw(_actions()),
    )


def _in_stated_unit(cell: Cell, definition: Definition, period: Period | None) -> Cell:
    """A number without a sign counts in the unit that the council states, which the paper's key gives."""
    if definition.unit is None or definition.unit.known is not Known.STATED:
        return cell
    return in_unit(cell, definition.unit.value, period)


_DUE: Final = (
    "March 2022",
    "31 March 2022",
    "2022",
    "Quarter 3 2021/22",
    "Ongoing",
    "End of summer term",
    "March/April",
)


@st.composite
def _milestones(
    draw: st.DrawFn, ref: str, occurrence: int, columns: tuple[Column, ...], period: Period | None
) -> AnyLine:
    title = draw(texts())
    shown = draw(_cells(columns, title, period))
    original = draw(st.sampled_from(("", *_DUE)))
    return MilestoneLine(
        ref=ref,
        occurrence=occurrence,
        title=title,
        responsible=draw(_people),
        source=draw(_maybe_text(3)),
        cells=shown.cells,
        progress=Progress(judged=shown.light),
        # a due date is its printed words, and the period that those words name with nothing else at hand
        due=Due(original=original, period=find_period(original)) if original else None,
        commentary=draw(_commentaries()),
        action=draw(_actions()),
    )


_LINE_RECIPES: Final = ("", "m", "s", "mm", "ms", "ss", "mms", "msm", "mmss")  # m a measure, s a milestone


@st.composite
def _lines(draw: st.DrawFn, objective: str, period: Period | None, most: int) -> tuple[AnyLine, ...]:
    """Lines of one objective. A reference is used again only within its objective, and its occurrences count up.

    The measures of one objective share their columns, as do its milestones.
    """
    measure_columns = draw(st.sampled_from(_measure_columns(period)))
    milestone_columns = draw(st.sampled_from(_MILESTONE_COLUMNS))
    lines: list[AnyLine] = []
    seen: dict[str, int] = {}
    again = draw(st.booleans())
    for index, kind in enumerate(draw(st.sampled_from([recipe for recipe in _LINE_RECIPES if len(recipe) <= most]))):
        number = 0 if again else index
        ref = f"{objective} {number + 1:02}" if kind == "m" else f"{objective}{'abcd'[number]}"
        seen[ref] = seen.get(ref, 0) + 1
        make, columns = (_measures, measure_columns) if kind == "m" else (_milestones, milestone_columns)
        lines.append(draw(make(ref, seen[ref], columns, period)))
    return tuple(lines)


# ---- sections ----

_SECTION_TITLES: Final = (
    "Introduction",
    "Key Developments",
    "Emerging Issues",
    "Progress against high priority equality actions",
    "Performance Overview",
    "Financial Statements",
    "Appendices",
    "Overall aim",
)


@cache
def _titles(*usual: str) -> st.SearchStrategy[str]:
    """Titles of sections: the usual ones and others. None is empty: a heading without words is not seen."""
    return st.sampled_from(usual) | texts(4)


@st.composite
def _items(draw: st.DrawFn, section: int, most: int) -> tuple[Narrative, ...]:
    """Numbered items. One without a title starts with a paragraph, whose number shows where it begins."""
    items = []
    for index in range(draw(st.integers(0, most))):
        titled = draw(st.booleans())
        blocks = draw(_some_blocks(2))
        if not titled:
            blocks = (draw(_paragraphs), *blocks)
        items.append(Narrative(number=f"{section}.{index + 1}", title=draw(texts(4)) if titled else "", blocks=blocks))
    return tuple(items)


@st.composite
def _narratives(draw: st.DrawFn, number: int) -> AnySection:
    return Narrative(
        number=draw(_numbers(number)),
        title=draw(_titles(*_SECTION_TITLES)),
        blocks=draw(_some_blocks()),
        items=draw(_items(number, 2)),
    )


@cache
def _numbers(number: int) -> st.SearchStrategy[str]:
    """Section numbers are "n.0" or none: those of items follow from them."""
    return st.sampled_from((f"{number}.0", ""))


@st.composite
def _objectives(draw: st.DrawFn, number: int, period: Period | None, most_lines: int) -> AnySection:
    """An objective. Its reference is its own alone: a line is known by its objective's reference."""
    ref = f"{draw(st.sampled_from(('PED', 'CYP P', 'Obj-')))}{number:02}"
    narratives = [
        Narrative(title=draw(texts(3)), blocks=draw(_some_blocks(2))) for _ in range(draw(st.sampled_from((0, 0, 1))))
    ]
    return Objective(
        ref=ref,
        title=draw(_maybe_text()),
        priorities=tuple(draw(st.lists(texts(4), max_size=2, unique=True))),
        responsible=draw(_people),
        linked_indicators=draw(st.sampled_from(("", f"{ref} 01, {ref} 02", f"{ref} 01 & 02"))),
        narratives=tuple(narratives),
        lines=draw(_lines(ref, period, most_lines)),
    )


_BUDGET_COLUMNS: Final = (
    (
        ("Annual Budget", BudgetRole.ANNUAL_BUDGET),
        ("Budget to Date", BudgetRole.BUDGET_TO_DATE),
        ("Actual", BudgetRole.ACTUAL),
        ("Variance (Overspend)", BudgetRole.VARIANCE),
        ("Forecast Outturn", BudgetRole.FORECAST_OUTTURN),
    ),
    (
        ("Capital Allocation", BudgetRole.ALLOCATION),
        ("Allocation to Date", BudgetRole.ALLOCATION_TO_DATE),
        ("Actual Spend", BudgetRole.ACTUAL),
        ("Total Allocation Remaining", BudgetRole.REMAINING),
    ),
)


def _budget_cell(value: Decimal | None) -> BudgetCell:
    if value is None:
        return BudgetCell()
    shown = f"{abs(value):,}"
    return BudgetCell(original=f"({shown})" if value < 0 else shown, value=value)


_AMOUNTS: Final = (None, *(Decimal(text) for text in ("0", "7", "-4", "9539", "-2485", "13752955", "-0.5", "12.75")))


@st.composite
def _statements(draw: st.DrawFn, number: int) -> AnySection:
    """A statement has at least one row, and every row a label: a table of headings alone has nothing to find it by."""
    columns = draw(st.sampled_from(_BUDGET_COLUMNS))
    values = st.tuples(*(st.sampled_from(_AMOUNTS) for _ in columns))
    lines = tuple(
        BudgetLine(
            section=draw(st.sampled_from(("", "Expenditure", "Income"))),
            label=draw(texts(3)),
            cells=tuple(_budget_cell(value) for value in draw(values)),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    return Statement(
        number=draw(_numbers(number)),
        title=draw(_titles("Revenue Budget", "Capital Projects")),
        as_at=draw(_dates),
        unit=draw(st.none() | st.sampled_from(MoneyUnit)),
        convention=draw(st.none() | st.sampled_from(Convention)),
        columns=tuple(BudgetColumn(heading=heading, role=role) for heading, role in columns),
        lines=lines,
        commentary=draw(_some_blocks(2)),
    )


@st.composite
def _strategic_issues(draw: st.DrawFn, number: int) -> AnySection:
    """A row has a reference: a row of blanks is not seen."""
    part = _maybe_text(4)
    rows = tuple(
        StrategicIssue(
            ref=f"{number}.{index}",
            issue=draw(texts()),
            baseline=draw(part),
            outcomes_year_1=draw(part),
            outcomes_year_3=draw(part),
            interventions=draw(part),
            indicators=draw(part),
        )
        for index in range(1, draw(st.integers(2, 3)))
    )
    return StrategicIssues(number=draw(_numbers(number)), title=draw(_titles("Strategic Issues")), rows=rows)


@st.composite
def _judgements(draw: st.DrawFn, number: int) -> AnySection:
    grade = st.sampled_from(("", "Good", "Requires improvement to be good"))
    rows = draw(st.lists(st.builds(Judgement, judgement=texts(4), grade=grade), min_size=1, max_size=3))
    return Judgements(number=draw(_numbers(number)), title=draw(_titles("Inspection")), rows=tuple(rows))


@st.composite
def _declarations(draw: st.DrawFn, number: int) -> AnySection:
    """Its title names it: no other mark on paper tells it from a narrative."""
    title = draw(st.sampled_from(("Application of Data Quality", "Data Quality Statement", "Declaration")))
    on = draw(_dates)
    return Declaration(
        number=draw(_numbers(number)), title=title, blocks=draw(_some_blocks(2)), by=draw(_maybe_post), on=on
    )


# o an objective, n a narrative, b a budget statement, s strategic issues, j judgements, d the data quality declaration
_SECTION_RECIPES: Final = (
    "",
    "n",
    "o",
    "no",
    "oo",
    "ob",
    "do",
    "so",
    "jo",
    "nb",
    "ns",
    "jd",
    "nono",
    "nobd",
    "dsjo",
    "onbj",
)


@st.composite
def _sections(draw: st.DrawFn, period: Period | None, most: int, most_lines: int) -> tuple[AnySection, ...]:
    kinds: dict[str, Callable[[int], st.SearchStrategy[AnySection]]] = {
        "o": lambda number: _objectives(number, period, most_lines),
        "n": _narratives,
        "b": _statements,
        "s": _strategic_issues,
        "j": _judgements,
        "d": _declarations,
    }
    recipe = draw(st.sampled_from([recipe for recipe in _SECTION_RECIPES if len(recipe) <= most]))
    return tuple(draw(kinds[kind](number)) for number, kind in enumerate(recipe, start=1))


# ---- the keys ----


@st.composite
def _rule_sets(draw: st.DrawFn, report: Report) -> RuleSet:
    """The definitions of exactly the lights and arrows that the report shows: its key lists no others (R1.4).

    Where a symbol was lost it may have been any of them, so all may be defined.
    """
    return RuleSet(lights=draw(_light_definitions(report)), arrows=draw(_arrow_definitions(report)))


@st.composite
def _light_definitions(draw: st.DrawFn, report: Report) -> tuple[LightDefinition, ...]:
    if draw(st.sampled_from((False, False, True))):
        return ()
    lost = any(_absence(line, Role.PROGRESS) is Absence.NO_SYMBOL for line in report.lines)
    shown = {line.progress.judged for line in report.lines}
    lights: list[Light | None] = [light for light in Light if lost or light in shown]
    if lost and draw(st.booleans()):
        lights.append(None)
    meaning = _maybe_text(5)
    return tuple(LightDefinition(light=light, milestone=draw(meaning), measure=draw(texts(5))) for light in lights)


@st.composite
def _arrow_definitions(draw: st.DrawFn, report: Report) -> tuple[ArrowDefinition, ...]:
    if draw(st.sampled_from((False, False, True))):
        return ()
    absences = {_absence(line, Role.TRAVEL) for line in report.measures}
    lost = Absence.NO_SYMBOL in absences
    shown = {line.travel.judged for line in report.measures}
    arrows: list[Arrow | None] = [arrow for arrow in Arrow if lost or arrow in shown]
    if lost or Absence.NOT_APPLICABLE in absences:
        arrows.append(None)
    return tuple(ArrowDefinition(arrow=arrow, meaning=draw(texts(5))) for arrow in arrows)


def _absence(line: AnyLine, role: Role) -> Absence | None:
    cell = line.cell(role)
    return cell.absence if cell else None


@st.composite
def _officers(draw: st.DrawFn) -> tuple[Officer, ...]:
    initials = draw(st.lists(st.sampled_from(("AB", "CD", "McE")), max_size=2, unique=True))
    return tuple(Officer(initials=letters, name=draw(_maybe_post), post=draw(_maybe_post)) for letters in initials)


# ---- whole reports ----


@st.composite
def reports(draw: st.DrawFn, most_sections: int = 4, most_lines: int = 4) -> Report:
    """A canonical Report: what a printed paper says of it is enough to have it back.

    No verdict is computed: the working of a rule is printed as a remark, and a reader works it out afresh.
    """
    period = draw(st.none() | periods())
    report = Report(
        kind=draw(st.sampled_from(ReportKind)),
        title=draw(texts()),  # a paper without a title is printed under the name of its kind
        council=draw(st.sampled_from(("", "Example Borough Council"))),
        directorate=draw(_maybe_text(3)),
        departments=draw(st.lists(posts, max_size=2, unique=True).map(tuple)),  # parted by ";", so none within
        priority=draw(_maybe_text(3)),
        period=period,
        sections=draw(_sections(period, most_sections, most_lines)),
        officers=draw(_officers()),
        attachments=draw(_attachments()),
    )
    return report.model_copy(update={"rule_set": draw(_rule_sets(report))})


@st.composite
def _attachments(draw: st.DrawFn) -> tuple[Attachment, ...]:
    names = draw(st.lists(texts(3), max_size=2, unique=True))
    return tuple(Attachment(name=name, mentioned_in=draw(st.sampled_from(("", "2.1")))) for name in names)


def small_reports() -> st.SearchStrategy[Report]:
    """Canonical Reports of two sections and two lines at most, for formats in which each example is slow."""
    return reports(most_sections=2, most_lines=2)


_RATED: Final = st.builds(
    Verdict,
    light=st.sampled_from(Light),
    sentence=texts(),
    rule=st.just("annual target on course"),
    version=st.just("1"),
)
_VERDICTS: Final = _RATED | st.builds(
    lambda reason, sentence: Verdict(
        absence=reason.absence, reason=reason, sentence=sentence, rule="annual target on course", version="1"
    ),
    st.sampled_from(Reason),
    texts(),
)


@st.composite
def judged_and_computed_reports(draw: st.DrawFn) -> Report:
    """Reports whose lines also have computed verdicts, which printed papers show as remarks and do not give back."""
    report = draw(small_reports())
    sections: list[AnySection] = []
    for section in report.sections:
        if isinstance(section, Objective):
            lines = []
            for line in section.lines:
                progress = line.progress.model_copy(update={"computed": draw(st.none() | _VERDICTS)})
                lines.append(line.model_copy(update={"progress": progress}))
            sections.append(section.model_copy(update={"lines": tuple(lines)}))
        else:
            sections.append(section)
    return report.model_copy(update={"sections": tuple(sections)})
