"""Checks on targets that a commentary tells: where the table has none, or another (family TGT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.model.figures import Absence, Cell, TargetKind, Unit
from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.claims import commentaries
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import printed, target_in_force, targets_of
from goldenthread.rules.checks.paper import Paper, Passage
from goldenthread.rules.checks.quantities import Quantity


@check(
    "TGT19",
    Severity.WARNING,
    "A target that stands only in the commentary, or another one there",
    why="Councillors judge the figure by the target in the table; one that is only told in the text misleads them.",
    remedy="Print the target in its column, or put the commentary right.",
    wrong="Target N/A; commentary: “The 80% target has been met”",
    right="Target 80%; commentary: “The 80% target has been met”",
    source="Handbook 4.3",
)
def only_in_the_words(paper: Paper) -> Iterator[Found]:
    """A number that a commentary calls the target, where the cell has none or another in the same unit (4.3)."""
    for passage, held in commentaries(paper, "target"):
        cell = target_in_force(held.line, paper.report) if isinstance(held.line, MeasureLine) else None
        if cell is None or not isinstance(held.line, MeasureLine):
            continue
        for said, quote in _called_target(passage):
            if _at_odds(said, cell, held.line):
                stands = (
                    f"the table has {printed(cell)}" if cell.figures else f"the target in the table is {printed(cell)}"
                )
                yield found_in(passage, f"The commentary of {held.called} says “{quote}”, and {stands}.", quote)
                break


_ANOTHER_TARGET = re.compile(
    r"\b(?:national\w*|government|dfe|england|regional|statutory|profiled?|(?<!this )quarter(?:ly)?|q[1-4]|month(?:ly)?"
    r"|interim|last year"
    r"|previous\w*|original\w*|revised|new|long(?:er)?[ -]term|stretch|next year|future|20\d\d|by (?:the end|20)|their|individual"
    r"|sub|second|industry|contract\w*|milestone|trajectory|local|internal|year [23]|savings?|set by|propos\w*|plan for)\b",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    r"\btarget(?:\s+(?:level|figure|rate))?(?:\s+for\s+(?:the year|this (?:year|measure|indicator)|the measure))?"
    r"(?:\s+(?:of|is|was|being|set at|remains(?: at)?))?\s*\(?(?:of )?$",
    re.IGNORECASE,
)
_HELD_AGAINST = re.compile(
    r"\b(?:against|above|below|to|on|under|over|exceed\w*|met|meet)(?: (?:the|our|its|this))?\s*$", re.IGNORECASE
)
_AFTER_IT = re.compile(
    r"\s*(?:annual |year[- ]end |yearly |overall )?target"
    r"(?=\s*(?:[.,;)]|$)|\s+(?:has|have|is|was|for|set|by|will|and|in|at|this|had|but|remains?|which|with)\b)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?:by|within|of|over|only|just|some|about)\s*$|(?:percentage )?points?", re.IGNORECASE)


def _called_target(passage: Passage) -> Iterator[tuple[Quantity, str]]:
    """The numbers that a text calls the target of the line itself, with the words that do."""
    text = passage.text
    for said in passage.quantities:
        before, after = text[max(0, said.start - 60) : said.start], text[said.end : said.end + 40]
        lead = _BEFORE_IT.search(before)
        follow = None if lead else _AFTER_IT.match(after)
        if lead is None and follow is None:
            continue
        if _is_a_result(before, lead) if lead else _POINTS.search(before[-12:]):
            continue
        start = said.start - len(before) + lead.start() if lead else said.start
        end = said.end + follow.end() if follow else said.end
        if not _ANOTHER_TARGET.search(text[max(0, start - 30) : end + 45]):
            yield said, text[start:end].strip()


def _is_a_result(before: str, lead: re.Match[str]) -> bool:
    """Whether the number after "target was" is what was reached: "performance against target was 91%"."""
    return bool(re.search(r"\b(?:is|was|being)\b", lead[0]) and _HELD_AGAINST.search(before[: lead.start()]))


def _at_odds(said: Quantity, cell: Cell, measure: MeasureLine) -> bool:
    if not cell.figures:
        return cell.absence is not None and cell.absence is not Absence.TO_BE_CONFIRMED
    if cell.target is None or cell.target.kind not in (TargetKind.LEVEL, TargetKind.SHARE):
        return False
    stated = [figure.value for one in targets_of(measure) for figure in one.figures]
    unit = cell.figures[0].unit
    same_unit = said.unit is unit or (said.unit is None and unit in (Unit.COUNT, Unit.RATE))
    return same_unit and said.value not in stated and not any(_rounds_to(value, said) for value in stated)


def _rounds_to(value: Decimal, said: Quantity) -> bool:
    return abs(said.value - value) <= said.step / 2


CHECKS = (only_in_the_words,)
