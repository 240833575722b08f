"""Checks on small counts of people and on what names a person (family SDC, handbook chapter 2).

A report to members is public the moment it is published: there is no inside audience for an open report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.figures import Absence, Cell, Figure, Role, Unit
from goldenthread.model.periods import financial_year_of
from goldenthread.model.plan import MeasureLine, TimeBasis
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Held, Kind, Paper, Passage
from goldenthread.rules.checks.sentences import sentences
from goldenthread.rules.checks.small_counts import (
    SMALL,
    Count,
    counts_people,
    grave_title,
    is_of_people,
    is_of_taking_part,
    names_people,
    small_counts,
)

_REPORTED = frozenset({Role.LAST_ACTUAL, Role.EARLIER_ACTUAL, Role.BASELINE, Role.PREVIOUS, Role.CURRENT, Role.LATEST})
_HIDE = f"Show “[c]” in place of counts of 1 to {SMALL}, or have a named reviewer decide that they may be published."


def _small(value: Decimal | None) -> bool:
    return value is not None and value == int(value) and 1 <= value <= SMALL


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{one}”" for one in words)


# ---- what the figures say ----


@check(
    "SDC01",
    Severity.WARNING,
    "A figure counts a few people",
    why="Where only a few people are counted, somebody who knows them may recognise them and learn what they should not.",
    remedy=_HIDE,
    wrong="Number of children subject to a permanent exclusion: 4",
    right="Number of children subject to a permanent exclusion: [c]",
    source="Handbook 2.1, R2.3, R2.8; appendix A10",
)
def small_figure(paper: Paper) -> Iterator[Found]:
    """Counts of 1 to 5 in the cells of a measure that counts individual people (R2.3, A10)."""
    for held in paper.lines:
        if not held.line.cells or not counts_people(held.line.title) or _is_no_count(held):
            continue
        cells = [cell for cell in held.line.cells if cell.column.role in _REPORTED and _small_in(cell)]
        if cells:
            shown = ", ".join(f"“{cell.original}” ({cell.column.full_heading})" for cell in cells)
            yield Found(
                held.at(cells[0].column.full_heading),
                f"{held.called} counts people and shows {shown}: {SMALL} or fewer, so that somebody may be recognised.",
                cells[0].original,
                severity=None if grave_title(held.line.title) else Severity.NOTE,
            )


def _is_no_count(held: Held) -> bool:
    unit = held.line.definition.unit if isinstance(held.line, MeasureLine) else None
    return unit is not None and unit.value is not Unit.COUNT


def _small_in(cell: Cell) -> bool:
    return any(figure.unit in (None, Unit.COUNT) and _small(figure.value) for figure in cell.figures)


@check(
    "SDC02",
    Severity.WARNING,
    "The text counts a few people",
    why="Commentary gives away what a table hides: a count of one or four, in digits or in words, can point at a person.",
    remedy="Say “a small number” or leave the count out, or have a named reviewer decide that it may be published.",
    wrong="Four pupils with plans were permanently excluded.",
    right="A small number of pupils with plans were permanently excluded.",
    source="Handbook 2.3 (7), R2.8; appendix A10",
)
def small_count_in_text(paper: Paper) -> Iterator[Found]:
    """Counts of 1 to 5 people in running text (R2.8). One finding for a passage, with all its counts."""
    for passage in paper.prose:
        counts = _counts_in(passage)
        if counts and not _BREAKDOWN.search(passage.text):
            one = "a count" if len(counts) == 1 else "counts"
            yield found_in(
                passage,
                f"{_quoted([count.words for count in counts])}: {one} of {SMALL} or fewer people; somebody may be recognised.",
                counts[0].words,
                severity=None if any(count.grave for count in counts) else Severity.NOTE,
            )


def _counts_in(passage: Passage) -> tuple[Count, ...]:
    return small_counts(passage.text, passage.line.line.title if passage.line else "")


_GROUP = (
    r"key stage \d|(?-i:KS ?[1-5])|year \d{1,2}|yr ?\d{1,2}|reception|nursery|primary|secondary|special|(?-i:PRU)|boys"
    r"|girls|males?|females?|white british"
    r"|white other|white|black|asian|mixed|gypsy[ /]roma|traveller|under \d{1,2}s?|aged? \d{1,2}(?:\s?[-–]\s?\d{1,2})?"
    r"|\d{1,2}\s?[-–]\s?\d{1,2} ?(?:years?|yrs?)"
)
_BREAKDOWN = re.compile(
    rf"\b(?:{_GROUP})\s*(?:[-–:=]|\(|was|were)\s*\d{{1,4}}\b(?!\s?%|[.,]\d|\s?[-–/]\s?\d)"
    rf"(?:\W{{1,4}}(?:and\W)?(?:{_GROUP})\s*(?:[-–:=]|\(|was|were)\s*\d{{1,4}}\b(?!\s?%|[.,]\d|\s?[-–/]\s?\d))+",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d\D{3,40}\d")
_PART = re.compile(rf"(?P<group>{_GROUP})\s*(?:[-–:=]|\(|was|were)\s*(?P<n>\d{{1,4}})\b", re.IGNORECASE)
_NOT_PEOPLE = re.compile(r"\b(?:schools?|settings|sites|posts?|staff|visits|meetings|homes)\b", re.IGNORECASE)


@check(
    "SDC03",
    Severity.WARNING,
    "A breakdown shows a few people in a group",
    why="A breakdown by year group, sex or ethnicity narrows the circle: one child of a key stage can be known by name.",
    remedy="Join groups until each holds more than 5, or hide the small ones and one more beside them.",
    wrong="Exclusions: KS1 – 1 KS2 – 1 KS3 – 4 KS4 – 9",
    right="Exclusions: primary and key stage 3 – 6, key stage 4 – 9",
    source="Handbook 2.2, 2.3, R2.3; appendix A10",
)
def small_group(paper: Paper) -> Iterator[Found]:
    """A list of groups of people with counts, one of them from 1 to 5 (A10)."""
    for passage in (*paper.prose, *_cells(paper)):
        match = _BREAKDOWN.search(passage.text) if _DIGIT.search(passage.text) else None
        if not match or not _about_people(passage) or _NOT_PEOPLE.search(match[0]):
            continue
        parts = [part for part in _PART.finditer(match[0]) if 1 <= int(part["n"]) <= SMALL]
        if parts:
            shown = ", ".join(f"{part['group']} {part['n']}" for part in parts)
            yield found_in(passage, f"The breakdown shows groups of {SMALL} or fewer people: {shown}.", match[0])


def _cells(paper: Paper) -> Iterator[Passage]:
    return (
        passage
        for passage in paper.passages
        if passage.kind is Kind.CELL and passage.line and not counts_people(passage.line.line.title)
    )


def _about_people(passage: Passage) -> bool:
    """Whether the line is of people; of a text without a line, whether its first sentences name them."""
    return is_of_people(passage.line.line.title) if passage.line else names_people(passage.text)


# ---- what follows from other figures ----

_OUT_OF = re.compile(
    r"(?<![\w.,£/–-])(?P<part>\d{1,3})\s*(?:/|(?:out )?of)\s*(?:the |a (?:total|cohort) of |these |those "
    r")?(?P<whole>\d{1,3})\b(?!\s?%|[.,/]\d|\s*(?:[-–]|days|weeks|months|years))"
    r"(?P<next>(?:\s+[a-z][\w-]*){0,4})",
    re.IGNORECASE,
)
_PERCENT_OF = re.compile(
    r"(?<![\d.])(?P<percent>\d{1,3}(?:\.\d+)?)\s?%\s+of\s+(?:the |our |all |these |a (?:total|cohort) of "
    r")*(?P<whole>\d{1,3})\b(?!\s?%|[.,]\d)(?P<next>(?:\s+[a-z][\w-]*){1,4})",
    re.IGNORECASE,
)
_WERE = re.compile(r"\s*(?:were|was|are|have|had|is|received|completed)\b", re.IGNORECASE)


def _speaks_of_people(match: re.Match[str], passage: Passage) -> bool:
    """Whether the things counted are people: named next, or, before a verb, the people of the line."""
    following = match["next"]
    if is_of_taking_part(passage.text):
        return False
    if names_people(following):
        return not _NOT_PEOPLE.search(following)
    line = passage.line
    return bool(_WERE.match(following)) and line is not None and is_of_people(line.line.title)


@check(
    "SDC04",
    Severity.WARNING,
    "A percentage gives a small count away",
    why="Three quarters of 4 pupils is 3 pupils: a percentage of a small group says as much as the count does.",
    remedy="Leave out the percentage, or the number that it is of.",
    wrong="75% (3/4) of excluded pupils had a review.",
    right="Most excluded pupils had a review.",
    source="Handbook 2.3 (2), R2.4, R2.5",
)
def small_base(paper: Paper) -> Iterator[Found]:
    """A percentage of people whose base, or the count that follows from it, is from 1 to 5 (R2.5)."""
    for held in paper.lines:
        if held.line.cells and is_of_people(_without_ratio(held.line.title)):
            for cell in held.line.cells:
                figure = next((one for one in cell.figures if _small_parts(one)), None)
                if figure and cell.column.role in _REPORTED:
                    yield Found(
                        held.at(cell.column.full_heading),
                        f"{held.called} shows “{cell.original}”: {figure.numerator:f} of {figure.denominator:f} people.",
                        cell.original,
                    )
    for passage in paper.prose:
        if "% of" not in passage.text:
            continue
        for match in _PERCENT_OF.finditer(passage.text):
            whole, percent = Decimal(match["whole"]), Decimal(match["percent"])
            part = whole * percent / 100
            if names_people(match["next"]) and (whole <= SMALL or 0 < round(part) <= SMALL) and percent <= 100:
                yield found_in(
                    passage,
                    f"“{match[0].strip()}” is {round(part)} of {whole}: a count of {SMALL} or fewer people.",
                    match[0].strip(),
                )
                break


def _without_ratio(title: str) -> str:
    return re.sub(r"\b(?:percentage|proportion|share|number) of\b|%", " ", title, flags=re.IGNORECASE)


def _small_parts(figure: Figure) -> bool:
    if figure.numerator is None or figure.denominator is None:
        return False
    return figure.denominator <= SMALL or _small(figure.numerator)


@check(
    "SDC05",
    Severity.WARNING,
    "The few who are left out can be counted",
    why="If 58 of 60 people did, two did not: the rest of a large count is a small one, and often the one that hurts.",
    remedy="Give the percentage without the numbers, or the numbers rounded, where the rest is from 1 to 5 people.",
    wrong="58 of 60 care leavers are in suitable accommodation.",
    right="Nearly all care leavers are in suitable accommodation.",
    source="Handbook 2.3 (3), R2.5",
)
def small_complement(paper: Paper) -> Iterator[Found]:
    """“58 of 60” or “97% of 60” people: the rest is from 1 to 5 (R2.5)."""
    for passage in paper.prose:
        if " of " not in passage.text or not _DIGIT.search(passage.text) or _BREAKDOWN.search(passage.text):
            continue
        for match in (*_OUT_OF.finditer(passage.text), *_PERCENT_OF.finditer(passage.text)):
            whole = int(match["whole"])
            given = match.groupdict()
            part = int(given["part"]) if given.get("part") else round(whole * Decimal(match["percent"]) / 100)
            if whole > SMALL and part > SMALL and 1 <= whole - part <= SMALL and _speaks_of_people(match, passage):
                yield found_in(
                    passage,
                    f"“{match[0].strip()}” leaves {whole - part} who did not: a count of {SMALL} or fewer people.",
                    match[0].strip(),
                )
                break


_OF_THESE = re.compile(r"\bof (?:these|those|this (?:number|total)|which|whom|them)\b,?", re.IGNORECASE)
_FEWEST_PARTS = 2


@check(
    "SDC06",
    Severity.NOTE,
    "A small count follows by subtraction",
    why="Whoever knows the total and all parts but one can work out the one that is not printed.",
    remedy="See whether the parts printed are all but one of the total; if so leave out one more of them, or round the total.",
    wrong="Of 26 pupils, 11 are educated at home, 11 otherwise than at school and 3 by tutors.",
    right="Of 26 pupils, 22 are educated at home or otherwise than at school.",
    source="Handbook 2.3 (1), R2.3, R2.7",
)
def small_rest(paper: Paper) -> Iterator[Found]:
    """A total of people and a list of its parts that leaves from 1 to 5 (R2.3)."""
    for passage in paper.prose:
        split = _OF_THESE.search(passage.text)
        if not split or not _DIGIT.search(passage.text) or _counts_in(passage):
            continue
        before, after = passage.text[: split.start()], sentences(passage.text[split.end() :])
        totals = [one for one in passage.quantities if one.end <= len(before) and one.unit is None]
        if not after or not totals or not names_people(before):
            continue
        end = split.end() + len(after[0])
        inside = [one for one in passage.quantities if split.end() <= one.start < end]
        parts = [one.value for one in inside if one.unit is None]
        rest = totals[-1].value - sum(parts)
        if len(parts) == len(inside) >= _FEWEST_PARTS and _small(rest):
            printed = " + ".join(f"{part:f}" for part in parts)
            yield found_in(
                passage,
                f"{printed} of the {totals[-1].text} are listed, so {rest:f} can be worked out though not printed.",
                after[0].strip(),
            )
    yield from _rest_in_cells(paper)


def _rest_in_cells(paper: Paper) -> Iterator[Found]:
    """A cell that prints a total and all its parts but the one that was hidden."""
    for held in paper.lines:
        for cell in held.line.cells:
            match = _HIDDEN_PART.fullmatch(cell.original)
            total = _TOTAL.search(cell.original) if match else None
            if total and "%" not in cell.original:
                rest = int(total[1]) - sum(int(part) for part in re.findall(r"\b\d+\b", _TOTAL.sub("", cell.original)))
                yield Found(
                    held.at(cell.column.full_heading),
                    f"{held.called} hides one part of “{cell.original}”, but the total less the others gives {rest}.",
                    cell.original,
                    severity=Severity.WARNING,
                )


_HIDDEN_PART = re.compile(r"(?:(?!\[c\]).)*\[c\](?:(?!\[c\]).)*", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total|all)\W{0,3}(\d+)\b", re.IGNORECASE)


@check(
    "SDC07",
    Severity.WARNING,
    "The quarter's own count is small",
    why="Of a figure that grows through the year, last quarter's paper and this one give the count of the quarter alone.",
    remedy="Decide: hide the figure, publish it with a reason, or report the last twelve months in its place.",
    wrong="Permanent exclusions so far: 17 in quarter 1, 19 in quarter 2.",
    right="Permanent exclusions in the last twelve months: 41 in quarter 1, 40 in quarter 2.",
    source="Handbook 2.3 (4), R2.6",
)
def small_quarter(paper: Paper) -> Iterator[Found]:
    """The difference of a cumulative count of people between two quarters of one year, from 1 to 5 (R2.6)."""
    if not paper.previous or not _one_year(paper):
        return
    for held, measure in paper.measures:
        before = paper.before(held)
        basis = measure.definition.time_basis
        if (
            before is None
            or basis is None
            or basis.value is not TimeBasis.FINANCIAL_YEAR_CUMULATIVE
            or not counts_people(measure.title)
        ):
            continue
        now, then = _one_figure(held), _one_figure(before)
        if now is not None and then is not None and min(now, then) > SMALL and _small(now - then):
            yield Found(
                held.at("Current"),
                f"{held.called} has gone from {then:f} to {now:f} since last quarter: {now - then:f} in the quarter alone.",
                f"{now:f}",
            )


def _one_year(paper: Paper) -> bool:
    now, then = paper.report.period, paper.previous.report.period if paper.previous else None
    if now is None or then is None:
        return False
    return financial_year_of(now.start) == financial_year_of(then.start)


def _one_figure(held: Held) -> Decimal | None:
    cell = held.line.cell(Role.CURRENT) or held.line.cell(Role.LATEST)
    return cell.figures[0].value if cell and len(cell.figures) == 1 else None


@check(
    "SDC11",
    Severity.WARNING,
    "What the table hides the text tells",
    why="A figure that was withheld in its cell is not withheld if the commentary gives it.",
    remedy="Take the number out of the commentary, or decide that it may be published and show it in its cell.",
    wrong="Current: [c]. “There were 4 exclusions this quarter.”",
    right="Current: [c]. “There were few exclusions this quarter.”",
    source="Handbook 2.3 (7), R2.4, R2.8",
)
def told_after_all(paper: Paper) -> Iterator[Found]:
    """A measure with a suppressed figure whose commentary states a number of the same thing (R2.4)."""
    for held, measure in paper.measures:
        cell = measure.cell(Role.CURRENT) or measure.cell(Role.LATEST)
        if not cell or cell.absence is not Absence.SUPPRESSED or small_counts(held.words, measure.title):
            continue
        match = _TOLD.search(held.words)
        if match:
            yield Found(
                held.at("commentary"),
                f"{held.called} hides its figure (“{cell.original}”), but the commentary says “{match[0]}”.",
                held.words,
                match[0],
            )


_TOLD = re.compile(
    r"\b(?:the (?:figure|number|total|count) (?:is|was|stands at)|there (?:were|was|have been) (?:only )?)\s*(?:\d{1,3}"
    r"|one|two|three|four|five)\b(?!\s?%)",
    re.IGNORECASE,
)

CHECKS = (
    small_figure,
    small_count_in_text,
    small_group,
    small_base,
    small_complement,
    small_rest,
    small_quarter,
    told_after_all,
)
