"""Checks on an arrow beside what the commentary says of last year, and beside the whole years of a fourth quarter (PRG)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.figures import Cell, Figure, Role, Unit
from goldenthread.model.plan import Arrow, MeasureLine, Polarity
from goldenthread.rules import travel
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.claims import commentaries
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import good_way, number
from goldenthread.rules.checks.paper import Paper, short
from goldenthread.rules.checks.sentences import sentences

_THAN_LAST_YEAR = re.compile(
    r"^(?:the |this |our )?(?:\w+ ){0,4}?(?:is|are|was|were|has been|have been|remains?) "
    r"(?:now |slightly |much |a little |far |well )?(?P<way>worse|better) than (?:it was |they were )?"
    r"(?:at |in |for |during )?(?:the )?"
    r"(?:same (?:point|period|quarter|time|stage) (?:of )?last year|last year|a year ago|the year before)\b",
    re.IGNORECASE,
)
_OTHER_COMPARISON = re.compile(
    r"\b(?:compar\w+|same (?:period|quarter|time|point|stage)|quarter [1-4]|q[1-4]|previous(?:ly)? quarter|last quarter"
    r"|change[sd]? (?:in|of|to) (?:the )?(?:definition|method\w*|survey|source)|new (?:definition|method\w*|survey|system))\b",
    re.IGNORECASE,
)
_LAST_QUARTER = 4
_MORE_THAN_ROUNDING = 1


@check(
    "PRG16",
    Severity.WARNING,
    "The arrow and the commentary differ on last year",
    why="The arrow and the sentence answer the same question for members, and one of them is wrong.",
    remedy="Compare the two figures, then correct the arrow or the sentence.",
    wrong="↑ Better; “Collection is worse than at the same point last year.”",
    right="↓ Worse; “Collection is worse than at the same point last year.”",
    source="Handbook 4.5",
)
def arrow_against_words(paper: Paper) -> Iterator[Found]:
    """A sentence that begins with the result and calls it better or worse than last year, beside the opposite arrow."""
    for passage, held in commentaries(paper, "last year", "a year ago", "year before"):
        if not isinstance(held.line, MeasureLine):
            continue
        judged = held.line.travel.judged
        for sentence in sentences(passage.text) if judged else ():
            said = _THAN_LAST_YEAR.match(sentence)
            if said and {judged, Arrow(said["way"].lower())} == {Arrow.BETTER, Arrow.WORSE}:
                says = f"{held.called} is shown as “{judged}”, and the commentary says “{short(said[0], 90)}”."
                yield Found(held.at("Direction of Travel"), says, passage.text, said[0])
                break


@check(
    "PRG17",
    Severity.WARNING,
    "At the year's end the arrow points the other way than the two years",
    why="In a fourth quarter's report both columns are of whole years, so that any reader can see which way the figure went.",
    remedy="Compare the two figures, mind which way is good, and turn the arrow; or say what it is compared with.",
    wrong="Quarter 4, Increase …: 62.0% last year, 55.0% now, ↑ Better",
    right="Quarter 4, Increase …: 62.0% last year, 55.0% now, ↓ Worse",
    source="Handbook 4.5, R4.6, R4.7",
)
def arrow_against_years(paper: Paper) -> Iterator[Found]:
    """A percentage of a fourth quarter whose arrow contradicts last year's figure beside it (R4.7).

    Whatever a percentage's time basis, its windows are then equal, or so near that a move of a whole point counts.
    """
    if paper.report.period is None or paper.report.period.quarter != _LAST_QUARTER:
        return
    for held, line in paper.measures:
        way, last, now = good_way(line), line.cell(Role.LAST_ACTUAL), line.cell(Role.CURRENT)
        before, after = _percentage(last), _percentage(now)
        if way not in (Polarity.HIGHER, Polarity.LOWER) or not last or not before or not after:
            continue
        if _OTHER_COMPARISON.search(held.words) or abs(after.value - before.value) < _MORE_THAN_ROUNDING:
            continue
        if travel.of_measure(line, paper.report.period).arrow:
            continue  # the rule itself compares them: PRG08
        better = (after.value > before.value) is (way is Polarity.HIGHER)
        if line.travel.judged is (Arrow.WORSE if better else Arrow.BETTER):
            says = (
                f"{held.called} is shown as “{line.travel.judged.value}”: {number(before)} under “{last.column.full_heading}” "
                f"and {number(after)} now; {way.value}."
            )
            yield Found(held.at("Direction of Travel"), says)


def _percentage(cell: Cell | None) -> Figure | None:
    """The one figure of a cell, where it is a percentage without a period or marker of its own."""
    if cell is None or len(cell.figures) != 1:
        return None
    (figure,) = cell.figures
    plain = not (figure.markers or figure.qualifier or figure.period)
    return figure if figure.unit is Unit.PERCENT and plain else None


CHECKS = (arrow_against_words, arrow_against_years)
