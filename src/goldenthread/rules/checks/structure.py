"""Checks on how a paper is put together: what objectives say that they hold, and the numbers of its sections (family REF)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from goldenthread.model.plan import MeasureLine
from goldenthread.model.report import Narrative, Objective
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.numbering import bare, built, letters_of
from goldenthread.rules.checks.paper import Held, Paper, likeness, short
from goldenthread.rules.checks.words import listed

_INDICATOR = re.compile(
    r"(?P<ref>(?:[A-Z]{2,6}[ /])?[A-Z]{1,6}[ /]?\d{1,3}(?:\.\d{1,3}[a-z]?|[a-z](?!\w)| \d{1,3}[a-z]?)?)"
    r"(?:\s*(?:[-–—]|to)\s*(?P<last>(?:[A-Z]{1,6}[ /]?)?\d{1,3}(?:[ .]\d{1,3})?)(?![\w%]))?"
)


@check(
    "REF16",
    Severity.WARNING,
    "The linked indicators are not those of the objective",
    why="The plan tells members which indicators show whether the objective is met; the list and the tables must agree.",
    remedy="Correct the list of linked indicators, or the references of the measures.",
    wrong="Linked indicators PED01 01 – PED01 03, with measures PED01 01 and PED01 02",
    right="Linked indicators PED01 01 – PED01 02",
    source="Handbook R7.5",
)
def linked_indicators(paper: Paper) -> Iterator[Found]:
    """Indicators that an objective names and no line bears, and its own measures that the list leaves out (R7.5)."""
    borne = {bare(line.ref) for line in paper.report.lines if line.ref}
    for index, objective in enumerate(paper.report.sections):
        if not isinstance(objective, Objective) or not objective.linked_indicators:
            continue
        own = [line.ref for line in objective.lines if isinstance(line, MeasureLine) and line.ref]
        named = _named(objective.linked_indicators)
        if len(own) < 2 or not any(bare(ref) in borne for ref in named):
            continue
        letters = {letters_of(ref) for ref in own}
        absent = [ref for ref in named if bare(ref) not in borne and letters_of(ref) in letters]
        omitted = [ref for ref in own if bare(ref) not in {bare(one) for one in named}]
        faults = [f"name {listed(absent)}, which the paper does not have"] if absent else []
        faults += [f"leave out {listed(omitted)}"] if omitted else []
        if faults:
            yield Found(
                paper.place_of(index, "linked indicators"),
                f"The linked indicators of {objective.ref}, “{short(objective.linked_indicators)}”, {' and '.join(faults)}.",
                objective.linked_indicators,
                severity=None if absent else Severity.NOTE,
            )


def _named(text: str) -> list[str]:
    """The references that a list of indicators names, a range of them filled in."""
    named: list[str] = []
    for match in _INDICATOR.finditer(text):
        named += _filled(match["ref"], match["last"] or "")
    return list(dict.fromkeys(named))


def _filled(first: str, last: str) -> list[str]:
    start, end = built(first), built(last)
    if start is None or end is None or start.letter or (end.stem and bare(end.stem) != bare(start.stem)):
        return [first, last] if last else [first]
    width = len(start.number)
    return [f"{start.stem}{number:0{width}}" for number in range(int(start.number), int(end.number) + 1)] or [
        first,
        last,
    ]


@check(
    "REF17",
    Severity.WARNING,
    "An objective has no title or no lines",
    why="Members see a heading and do not learn what the council aims for, or how it is getting on.",
    remedy="Put in what is missing, or take the objective out.",
    wrong="CYP P4, without a title, between P3 and P5",
    right="CYP P4 Raise the quality of early years settings",
    source="Handbook R7.5",
)
def empty_objective(paper: Paper) -> Iterator[Found]:
    """Objectives that lack a title, or all milestones and measures, where at least two others have them (R7.5)."""
    objectives = paper.report.objectives
    titled = sum(bool(objective.title) for objective in objectives)
    filled = sum(bool(objective.lines) for objective in objectives)
    for index, objective in enumerate(paper.report.sections):
        if not isinstance(objective, Objective):
            continue
        if not objective.title and objective.ref and titled >= max(2, 0.75 * len(objectives)):
            yield Found(
                paper.place_of(index),
                f"Objective {objective.ref} has no title; the other {titled} objectives have one.",
                objective.ref,
            )
        if not objective.lines and not objective.narratives and filled >= max(2, 0.75 * len(objectives)):
            yield Found(
                paper.place_of(index),
                f"Objective {objective.ref or short(objective.title)} has no milestone and no measure under it.",
                objective.title,
            )


@check(
    "REF18",
    Severity.WARNING,
    "The numbers of the sections do not follow each other",
    why="A member who asks about “3.4” must mean one section; numbers that jump make readers look for a page that was lost.",
    remedy="Number the sections again, and correct what points to them.",
    wrong="3.3, 3.4, 3.4, 3.5",
    right="3.3, 3.4, 3.5, 3.6",
    source="Handbook R7.5",
)
def section_numbers(paper: Paper) -> Iterator[Found]:
    """Section numbers used twice, out of order, or left out (R7.5)."""
    top = [
        (paper.place_of(index), str(getattr(section, "number", "")), section.title)
        for index, section in enumerate(paper.report.sections)
        if not isinstance(section, Objective)
    ]
    yield from _faults([row for row in top if re.fullmatch(r"\d{1,2}(?:\.0)?\.?", row[1])], paper)
    for index, section in enumerate(paper.report.sections):
        if isinstance(section, Narrative):
            yield from _faults(_rows(section, paper.place_of(index)), paper)


def _rows(section: Narrative, place: Place) -> list[tuple[Place, str, str]]:
    """The numbered items of a section: "2.1", "2.2"; those with a number of another depth are left out."""
    items = [item for item in section.items if re.fullmatch(r"\d{1,2}\.\d{1,2}\.?", item.number)]
    return [
        (place.model_copy(update={"section": f"{item.number} {item.title}".strip()}), item.number, item.title)
        for item in items
    ]


def _faults(rows: Sequence[tuple[Place, str, str]], paper: Paper) -> Iterator[Found]:
    """What is wrong in one row of numbers; a number 1 begins a row anew, as where each department has its own."""
    seen: dict[int, str] = {}
    for (_, before, _), (place, number, title) in pairwise(rows):
        last, this = _last(before), _last(number)
        seen[last] = before
        head = number.rstrip(".").removesuffix(".0").rpartition(".")[0]
        if this in seen and (this == last or this > 1):
            yield Found(
                place,
                f"The number {number} stands before two sections{f', the second “{short(title)}”' if title else ''}.",
                title,
            )
        elif this < last and this > 1:
            yield Found(place, f"Section {number} comes after {before}.", title)
        elif last + 1 < this <= last + 3:
            missing = [f"{head}.{one}" if head else str(one) for one in range(last + 1, this)]
            if not any(_begins(passage.text, missing) for passage in paper.passages):
                says = (
                    f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing between {before} and {number}."
                )
                yield Found(place, says, title, severity=Severity.NOTE)
        if this == 1:
            seen = {}


def _begins(text: str, numbers: Sequence[str]) -> bool:
    match = re.match(r"\s*(\d{1,2}(?:\.\d{1,2})*)", text)
    return bool(match) and match is not None and re.sub(r"\.0+$", "", match[1]) in numbers


def _last(number: str) -> int:
    """The counter of a section's number: 4 of "3.4", 7 of "7.0" and "7"."""
    return int(number.rstrip(".").removesuffix(".0").rpartition(".")[2])


_KNOWN_AGAIN = 0.5
"""How alike two titles must be for a line of the plan to count as reported: less than for comparing its figures."""
_MOST_LEFT_OUT = 0.25
"""The share of the plan's lines beyond which a report is a choice from the plan, and nothing was forgotten."""


@check(
    "REF19",
    Severity.WARNING,
    "A line of the plan is not reported",
    why="A milestone that drops out of the reports without a word is one that nobody asks about again.",
    remedy="Report on the line, or say that it was taken out of the plan and why.",
    wrong="The plan has PED01a to PED01d, the report PED01a to PED01c",
    right="The report has PED01a to PED01d",
    source="Handbook R7.5; the golden thread from plan to report",
)
def not_reported(paper: Paper) -> Iterator[Found]:
    """Lines of the plan that a report on the same objectives leaves out; without a plan, lines of last quarter (R7.5)."""
    basis = paper.plan or paper.previous
    if basis is None or not paper.lines:
        return
    objectives = {bare(held.objective.ref): held for held in paper.lines if held.objective.ref}
    match = paper.planned if paper.plan else paper.before
    reported = {other.place.order for held in paper.lines if (other := match(held))}
    expected = [held for held in basis.lines if bare(held.objective.ref) in objectives]
    lost = [held for held in expected if held.place.order not in reported and not _is_known_again(held, paper)]
    if not lost or len(lost) > _MOST_LEFT_OUT * len(expected):
        return
    first = objectives[bare(lost[0].objective.ref)]
    where = "The plan" if paper.plan else "Last quarter's paper"
    names = [f"{held.line.ref} “{short(held.line.title)}”".strip() for held in lost]
    yield Found(
        first.place.model_copy(update={"ref": "", "title": "", "part": "", "occurrence": 1}),
        f"{where} has {listed(names)}, which this paper does not report.",
        severity=None if paper.plan else Severity.NOTE,
    )


def _is_known_again(lost: Held, paper: Paper) -> bool:
    """Whether the paper reports the line under changed words, or speaks of its reference."""
    ref = lost.line.ref
    if ref and any(re.search(rf"(?<!\w){re.escape(ref)}(?!\w)", passage.text) for passage in paper.prose):
        return True
    return any(
        type(held.line) is type(lost.line)
        and (likeness(held.line.title, lost.line.title) >= _KNOWN_AGAIN or (ref and bare(held.line.ref) == bare(ref)))
        for held in paper.lines
        if bare(held.objective.ref) == bare(lost.objective.ref)
    )


CHECKS = (linked_indicators, empty_objective, section_numbers, not_reported)
