"""Checks on what was right when it was written, or was copied: promises past their date, headings twice (family PER)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.model.figures import Cell, Role
from goldenthread.model.period_words import find_period
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import is_plan
from goldenthread.rules.checks.paper import Held, Kind, Paper
from goldenthread.rules.checks.time_words import dates_in, in_words
from goldenthread.rules.checks.words import listed

_PROMISE = re.compile(
    r"\b(?:will|is (?:due|expected|planned|scheduled|set) to|are (?:due|expected|planned|scheduled|set) to|is to|are to)\b"
    r"(?P<between>(?: (?!and\b|but\b|since\b|after\b|following\b|because\b|as\b|who\b|which\b|that\b|report\w*\b)[\w'’-]+){1,9}?)"
    r" (?:on|in|from|by|during|until)(?: the)?\s*$",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:had|said|agreed|decided|announced|planned that|target was|originally|previously)\b", re.IGNORECASE
)


@check(
    "PER15",
    Severity.WARNING,
    "A date that has passed is told as to come",
    why="The sentence was not brought up to date: members ask whether the thing happened.",
    remedy="Say whether it happened, and when; or give the new date.",
    wrong="“The contractor will start on 1 November 2022” in a report to 31 December 2022",
    right="“The contractor started on 1 November 2022”",
    source="Handbook R7.10",
)
def promise_past_its_date(paper: Paper) -> Iterator[Found]:
    """Something that the text says will be, dated before the end of the report's period (R7.10)."""
    period = paper.report.period
    if period is None or is_plan(paper.report):
        return
    for passage in paper.prose:
        if passage.kind is not Kind.COMMENTARY and passage.kind is not Kind.NARRATIVE:
            continue
        for one in dates_in(passage.text):
            if one.last >= period.end:
                continue
            told = _PROMISE.search(passage.text[max(0, one.start - 140) : one.start])
            if told is None or _LOOKS_BACK.search(_sentence_before(passage.text, one.start)):
                continue
            says = f"“{told[0].strip()} {one.text}” is told as to come, but the report runs to {in_words(period.end)}."
            yield found_in(passage, says, one.text)


def _sentence_before(text: str, at: int) -> str:
    return text[max(text.rfind(stop, 0, at) for stop in (". ", "\n", "; ")) + 1 : at]


@check(
    "PER16",
    Severity.WARNING,
    "Two columns have one heading",
    why="Nobody can tell which year's figure is which; most often the second was copied and not changed.",
    remedy="Give each column the year that its numbers are of.",
    wrong="23/24 Target | 24/25 Target | 24/25 Target",
    right="23/24 Target | 24/25 Target | 25/26 Target",
    source="Handbook R7.10, R1.6",
)
def heading_twice(paper: Paper) -> Iterator[Found]:
    """Two columns of figures of one line that have the same heading (R7.10); said once for each heading."""
    twice: dict[str, list[Held]] = defaultdict(list)
    for held, line in paper.measures:
        for heading in _repeated(line.cells):
            twice[heading].append(held)
    for heading, lines in twice.items():
        first = lines[0]
        others = f", as in {listed([one.called for one in lines[1:4]])}" if len(lines) > 1 else ""
        more = f" and {len(lines) - 4} more" if len(lines) > 4 else ""
        yield Found(first.at(heading), f"Two columns of {first.called} are headed “{heading}”{others}{more}.")


def _repeated(cells: tuple[Cell, ...]) -> list[str]:
    """Headings that stand over two columns with numbers in them; a column split by the file in two has one without."""
    seen: dict[str, int] = defaultdict(int)
    for cell in cells:
        column = cell.column
        if column.heading.strip() and column.role not in (Role.PROGRESS, Role.TRAVEL, Role.OTHER) and cell.figures:
            seen[column.full_heading] += 1
    return [heading for heading, count in seen.items() if count > 1]


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_YEARS = re.compile(
    r"\b(?P<count>two|three|four|five|[2-5])[- ](?:financial )?years?(?: plan)?(?: from| of|,|:)? (?:from )?\(?"
    r"(?P<span>(?:20)?\d\d/(?:20)?\d\d (?:to|-|–) (?:20)?\d\d/(?:20)?\d\d)",
    re.IGNORECASE,
)


@check(
    "PER17",
    Severity.WARNING,
    "The years named are not as many as is said",
    why="A plan that miscounts its own years leaves its targets in doubt.",
    remedy="Correct the number of years, or the first or last of them.",
    wrong="“the two financial years 2023/24 to 2025/26”",
    right="“the three financial years 2023/24 to 2025/26”",
    source="Handbook R7.10",
)
def years_miscounted(paper: Paper) -> Iterator[Found]:
    """A number of years beside their first and last, both included (R7.10)."""
    for passage in paper.passages:
        for match in _YEARS.finditer(passage.text):
            span = find_period(match["span"].replace("–", "-"))
            if span is None or span.months is None or span.months % 12:
                continue
            count = span.months // 12
            if count != _NUMBERS[match["count"].lower()]:
                yield found_in(
                    passage, f"“{match[0]}” are {count} years, and the text says {match['count']}.", match[0]
                )


CHECKS = (promise_past_its_date, heading_twice, years_miscounted)
