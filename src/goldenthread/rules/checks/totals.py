"""Checks on parts and their total: in a sentence, in a list, in one cell, and in a commentary's breakdown (family NUM).

Parts must sum to their total only where the words show that they are all of them ("made up of", "the remaining").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from goldenthread.model.figures import Cell, Figure, Role, Unit
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper, Passage
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import (
    Sentence,
    gap,
    only_near,
    pattern,
    printed,
    same_kind,
    sentences,
    words_between,
)

_MADE_UP_OF = (
    r"(?:(?:is\s+|are\s+|was\s+|were\s+)?(?:made\s+up\s+of|compris(?:ing|es|ed)(?:\s+of)?|consist(?:ing|s)\s+of|composed\s+of"
    r"|split\s+(?:between|into|as)|broken\s+down\s+(?:as|into)|as\s+follows)\s*:?|:|\()"
)
_OVER_YEARS = (
    r"(?:\b(?:over|across|in)\s+(?:(?:the|next)\s+){0,2}⟨W\d+⟩\s+(?:financial\s+)?(?:years|months|quarters)\b)?"
)
_TOTAL_THEN_PARTS = pattern(rf"<t:S>{gap(7)}{_OVER_YEARS}{gap(7)},?\s*(?P<how>{_MADE_UP_OF})\s*(?P<parts>.*)$")
_OF_ALL = pattern(r"\b(?:of|out\s+of)\s+(?:(?:the|these|those|our|all|a\s+total\s+of)\s+){0,2}<t:S>(?P<parts>.*)$")
_THE_REST = pattern(
    r"\b(?:the\s+(?:remaining|other|rest)|(?:which|that)\s+leaves|leaving|with\s+the\s+(?:remaining|other))"
    r"(?:\s+(?:of|a|the|balance)){0,3}\s*<r:S>"
)
_PARTS_THEN_TOTAL = pattern(
    r"(?:[,(–—]\s*(?:making|giving|which\s+makes)?\s*(?:a|in)\s+total(?:\s+of)?\s+|[,\s](?:totalling|making\s+a\s+total\s+of)\s+|\s=\s"
    r"|[,–—]\s*(?:which|that|this)\s+(?:makes|gives|is|comes\s+to|adds\s+up\s+to)\s+(?:a\s+total\s+of\s+|in\s+total\s+)?)"
    r"<t:S>(?!\s*(?:more|fewer|less|higher|lower|above|below|over|under|short|away)\b)"
)
_MARK = re.compile(r"⟨(?P<kind>[PCMW])(?P<i>\d+)⟩")
_JOINED = re.compile(r"[,;+]|\band\b|\bplus\b|\bwith\b")
_LESS = re.compile(r"\b(?:less|minus)\b", re.IGNORECASE)
# what shows that the numbers after a total are others to compare it with, or only some of its parts
_NOT_ALL_PARTS = re.compile(
    r"\b(?:includ\w+|of\s+which|of\s+whom|mainly|mostly|such\s+as|e\.g|for\s+example|among|last|previous|prior|target|budget|compared"
    r"|than|average|nation\w+|england|year|quarter|q[1-4]|(?:up|down)\s+(?:from|by|on)|from|per|between|also|another"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|some|times)\b"
    r"|(?:19|20)\d\d",
    re.IGNORECASE,
)
# the time that a part is of: where each part names its own, the numbers are not a series but shares of the whole
_ITS_TIME = re.compile(
    r"\b(?:in|during|for)\s+(?:the\s+)?(?P<time>quarter\s+[1-4]|q[1-4]|(?:19|20)\d\d(?:\s?[/–-]\s?(?:\d\d){1,2})?"
    r"|(?:first|second|third|fourth|final|last)\s+(?:quarter|year)|year\s+\d"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b(?![/–-])",
    re.IGNORECASE,
)
_OF_A_SERIES = re.compile(
    r"\b(?:average|per|rate|balance|snapshot|level|caseload|compared|against|target|budget\s+was|score|rank\w*)\b",
    re.IGNORECASE,
)
_NEAR = (Decimal("0.6"), Decimal("1.6"))


def _differs(total: Quantity, summed: Decimal, numbers: Sequence[Quantity]) -> bool:
    """Whether a sum is not its total, however both were rounded; of exact parts, a half is rounded up."""
    off, slack = summed - total.value, _slack([total, *numbers])
    return abs(off) > slack or (off == slack > 0 and all(number.step == 1 for number in numbers))


def _sum(parts: Sequence[Decimal]) -> Decimal:
    return sum(parts, Decimal(0))


def _slack(numbers: Sequence[Quantity]) -> Decimal:
    """How far a sum may be off because its parts are rounded; whole numbers are exact."""
    return _sum([one.step / 2 for one in numbers if one.step != 1])


def _about(total: Decimal, other: Decimal) -> bool:
    """Whether two numbers are near enough for one to be meant as the sum of the other's parts."""
    return total > 0 and _NEAR[0] <= other / total <= _NEAR[1]


@check(
    "NUM10",
    Severity.ERROR,
    "The parts do not add up to the total",
    why="Readers add up; a list that comes to another total than the one printed makes every number in it doubtful.",
    remedy="Count again; correct the part or the total that is wrong, or say what has been left out.",
    wrong="We closed 45 cases: 12 for housing, 20 for benefits and 10 for council tax.",
    right="We closed 45 cases: 12 for housing, 20 for benefits and 13 for council tax.",
    source="Handbook R6.6",
)
def parts_of_a_total(paper: Paper) -> Iterator[Found]:
    """Parts of a total in one sentence, where the words say that they are all of them (R6.6)."""
    for passage in paper.prose:
        if not passage.quantities:
            continue
        for sentence in sentences(passage.text):
            for total, parts in _totals(sentence):
                summed = _sum([value for _, value in parts])
                numbers = [number for number, _ in parts]
                if _differs(total, summed, numbers) and _about(total.value, summed):
                    listed = " + ".join(f"-{number.text}" if value < 0 else number.text for number, value in parts)
                    exact = printed(summed, min(numbers, key=lambda one: one.step))
                    says = f"{listed.replace('+ -', '- ')} is {exact}, and the total given is {total.text}."
                    yield found_in(passage, says, words_between(passage.text, total, *numbers))
                    break


_Parts = list[tuple[Quantity, Decimal]]


def _totals(sentence: Sentence) -> Iterator[tuple[Quantity, _Parts]]:
    """Each total of a sentence with what its words say are all its parts."""
    if len(sentence.own) < 3:
        return
    for match in _TOTAL_THEN_PARTS.finditer(sentence.marked):
        tail = match["parts"].partition(")")[0] if match["how"] == "(" else match["parts"]
        hedged = sentence.hedged(match, "t")
        if not hedged and (parts := _parts(sentence, tail, sentence.number(match, "t"))):
            yield sentence.number(match, "t"), parts
    for match in _OF_ALL.finditer(sentence.marked):
        rest = _THE_REST.search(match["parts"])
        if rest and (parts := _parts(sentence, match["parts"][: rest.end()], sentence.number(match, "t"))):
            yield sentence.number(match, "t"), parts
    for match in _PARTS_THEN_TOTAL.finditer(sentence.marked):
        if parts := _parts(sentence, match.string[: match.start()], sentence.number(match, "t")):
            yield sentence.number(match, "t"), parts


def _parts(sentence: Sentence, words: str, total: Quantity) -> _Parts:
    """The parts that a list in words names, each with its sign; none when it is not certain that it is such a list."""
    marks = list(_MARK.finditer(words))
    words = _without_times(words, len(marks))
    marks = list(_MARK.finditer(words))
    if not 2 <= len(marks) <= 12 or _NOT_ALL_PARTS.search(words) or re.search(r"\d", _MARK.sub("", words)):
        return []
    if any(not _JOINED.search(words[one.end() : other.start()]) for one, other in pairwise(marks)):
        return []
    numbers = [sentence.numbers[int(mark["i"])] for mark in marks]
    if any(not same_kind(number, total) for number in numbers) or any(
        only_near(words[: mark.start()]) for mark in marks
    ):
        return []
    starts = [0, *(mark.end() for mark in marks[:-1])]
    return [
        (number, -number.value if _LESS.search(words[start : mark.start()]) else number.value)
        for number, start, mark in zip(numbers, starts, marks, strict=True)
    ]


def _without_times(words: str, parts: int) -> str:
    """The words of a list without the times of its parts, where each part has one of its own ("£5m in 2022 and £6m in 2023")."""
    times = [" ".join(found["time"].lower().split()) for found in _ITS_TIME.finditer(words)]
    if parts < 3 or len(times) != parts or len(set(times)) != parts or _OF_A_SERIES.search(words):
        return words
    return _ITS_TIME.sub("", words)


# ---- a list under a sentence ----

_ANNOUNCED = pattern(r"<t:D>(?P<words>[^⟨⟩:]*):\s*$")
_ALL_OF_IT = re.compile(
    r"\b(?:consist\w*|compris\w+|made up|composed|broken down|breakdown|as follows|split)\b", re.IGNORECASE
)
_FIRST_NUMBER = re.compile(r"\s*(?:[-–•]\s*)?\d")
_SOME_OF_THEM = re.compile(
    r"(?:[,–—-]\s*(?:of\s+which|of\s+whom)|\bincluding|\bincl\.?|\bwith|\bfor|\bin|\bto|\bby)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_ARE = re.compile(r"\s+(?:of\s+(?:which|whom|them|these)|are|is|have|has|were|was)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@check(
    "NUM11",
    Severity.WARNING,
    "The items of a list do not add up to the number announced",
    why="The sentence promises a number and the list under it comes to another; the reader cannot tell which to believe.",
    remedy="Count the items again, and say which are left out of the total or counted twice.",
    wrong="The 61 schools consist of: 3 nurseries; 47 primary schools; 7 secondary schools; 7 special schools",
    right="The 64 schools consist of: 3 nurseries; 47 primary schools; 7 secondary schools; 7 special schools",
    source="Handbook R6.6",
)
def items_of_a_list(paper: Paper) -> Iterator[Found]:
    """Items that each begin with a number, under a sentence that gives their total (R6.6)."""
    passages = paper.prose
    for index, passage in enumerate(passages):
        if not passage.text.rstrip().endswith(":") or not _ALL_OF_IT.search(passage.text):
            continue
        found = sentences(passage.text)
        match = _ANNOUNCED.search(found[-1].marked) if found else None
        items = [
            item.text
            for item in takewhile(lambda item: bool(_FIRST_NUMBER.match(item.text)), passages[index + 1 :])
            if item.place.section == passage.place.section
        ]
        if match and len(items) >= 3:
            total = found[-1].number(match, "t")
            yield from _not_the_items(passage, total, items)


def _not_the_items(passage: Passage, total: Quantity, items: Sequence[str]) -> Iterator[Found]:
    counts = [_counts_of(item) for item in items]
    every = [one for found in counts for one in found]
    if not all(counts) or total.value == _sum(every) or not _about(total.value, _sum(every)):
        return
    listed = " + ".join(printed(one) for one in every)
    says = f"The text announces {total.text}{_noun_after(passage.text, total)}, and the list under it has {listed}"
    yield found_in(passage, f"{says} = {printed(_sum(every))}.", total.text)


def _counts_of(item: str) -> list[Decimal]:
    """The numbers of a list's item in digits; not those in brackets, nor those that are some of another ("of which 2")."""
    text = _IN_BRACKETS.sub("", item)
    return [
        one.value
        for sentence in sentences(text)
        for one in sentence.own
        if not one.spelled
        and one.unit is None
        and not _SOME_OF_THEM.search(text[: one.start])
        and not _ARE.match(text[one.end :])
    ]


def _noun_after(text: str, number: Quantity) -> str:
    found = re.match(r"(?:\s+(?!are\b|is\b|which\b|that\b)[a-z-]+){1,2}", text[number.end :])
    return found[0] if found else ""


# ---- labelled figures of one cell ----

_TOTAL_LABEL = re.compile(r"(?:grand |over)?(?:total|all)(?: \w+)?|combined|sum", re.IGNORECASE)
_NO_PART = re.compile(
    r"overspend|underspend|variance|budget|target|average|mean|saving|of which|previous|last|forecast", re.IGNORECASE
)


@check(
    "NUM12",
    Severity.ERROR,
    "The figures in a cell do not add up to its Total",
    why="The parts stand beside their total in one cell, where everybody can add them up.",
    remedy="Correct the part or the total that is wrong, here and in the plan or system it came from.",
    wrong="Residential £9.7m IFA £2.2m Total £12.9m",
    right="Residential £9.7m IFA £2.2m Total £11.9m",
    source="Handbook R6.6 (tolerance 0), 6.2 compound measures",
)
def parts_in_a_cell(paper: Paper) -> Iterator[Found]:
    """Labelled counts or amounts of a cell that do not sum to the one labelled Total (R6.6)."""
    for held in paper.lines:
        for cell in held.line.cells:
            if len(cell.figures) >= 3 and (says := _not_the_total(cell)):
                yield Found(held.at(cell.column.full_heading), says, cell.original)


def _not_the_total(cell: Cell) -> str:
    totals = [one for one in cell.figures if _TOTAL_LABEL.fullmatch(one.label)]
    parts = [one for one in cell.figures if one not in totals]
    additive = all(one.unit in (Unit.COUNT, Unit.POUNDS) and one.unit is parts[0].unit for one in cell.figures)
    if len(totals) != 1 or not additive or any(_NO_PART.search(one.label) for one in cell.figures):
        return ""
    summed, total = _sum([one.value for one in parts]), totals[0].value
    if abs(summed - total) <= _rounding(cell.figures) or not _about(total, summed):
        return ""
    listed = " + ".join(f"{one.label} {_shown(one)}" for one in parts)
    return f"{listed} is {_shown(parts[0], summed)}, and the cell's {totals[0].label} is {_shown(totals[0])}."


def _rounding(figures: Sequence[Figure]) -> Decimal:
    """What rounding can explain: half of the last digit of each figure that has decimals."""
    steps = [Decimal(1).scaleb(int(one.value.as_tuple().exponent)) for one in figures]
    return _sum([step / 2 for step in steps if step < 1])


def _shown(figure: Figure, value: Decimal | None = None) -> str:
    pound = "£" if figure.unit is Unit.POUNDS else ""
    return f"{pound}{printed(figure.value if value is None else value)}"


# ---- a part larger than its whole ----

_OF_THE = pattern(
    r"\bof\s+(?:the|these|those|our|all)\s+<y:D>(?:\s+[a-z-]+){1,4},\s*(?:only\s+)?<x:D>\s+(?:were|was|are|is|had|have|has|remain)\b"
)
_X_OF_THE = pattern(r"<x:D>\s+(?:out\s+of|of)\s+(?:the|our|these|those|all)\s+<y:D>\s+[a-z]")


@check(
    "NUM13",
    Severity.ERROR,
    "A part is larger than the whole it is taken from",
    why="Nobody can take 15 from 12; one of the two numbers, or both, is wrong.",
    remedy="Check both numbers and correct the wrong one.",
    wrong="Of the 12 homes, 15 were let.",
    right="Of the 15 homes, 12 were let.",
    source="Handbook R6.1, R6.6",
)
def part_above_whole(paper: Paper) -> Iterator[Found]:
    """ "Of the 12 …, 15 were …", "15 of the 12 …" (R6.6)."""
    for passage in paper.prose:
        if not passage.quantities:
            continue
        for sentence in sentences(passage.text):
            for grammar in (_OF_THE, _X_OF_THE):
                for match in grammar.finditer(sentence.marked):
                    part, whole = sentence.number(match, "x"), sentence.number(match, "y")
                    if part.value > whole.value and part.value < whole.value * 20:
                        says = f"{part.text} cannot be part of {whole.text}."
                        yield found_in(passage, says, words_between(passage.text, part, whole))


# ---- a breakdown in the commentary ----

_STEP = re.compile(
    r"\b(?P<family>KS|key stage|tier|band|level|category|cat|group|area|zone|grade|year group|phase)\s?(?P<name>\d{1,2}|[A-H])\s*"
    r"(?:[-–—=:]|\bwas\b|\bwere\b)\s*(?P<count>\d{1,5})\b(?!\s?%|[.,/]\d|\s*(?:and|to|or|[-–])\s*\d)",
    re.IGNORECASE,
)


@check(
    "NUM14",
    Severity.WARNING,
    "The breakdown in the commentary does not add up to the figure",
    why="The groups in the commentary should make the number in the table; when they do not, some are missing or counted twice.",
    remedy="Count the groups again, and say in the commentary what explains a difference (for example withdrawn cases).",
    wrong="Current: 17. Commentary: KS1 – 1, KS2 – 1, KS3 – 4, KS4 – 9",
    right="Current: 15. Commentary: KS1 – 1, KS2 – 1, KS3 – 4, KS4 – 9",
    source="Handbook R6.6, appendix A9",
)
def breakdown_of_a_figure(paper: Paper) -> Iterator[Found]:
    """Three and more groups of one family in a commentary that do not sum to the measure's figure (R6.6, A9)."""
    for held, line in paper.measures:
        cell = line.cell(Role.CURRENT)
        if not cell or len(cell.figures) != 1 or cell.figures[0].unit is not Unit.COUNT:
            continue
        words = held.words
        steps = list(_STEP.finditer(words))
        families = {step["family"].casefold() for step in steps}
        names = [step["name"].casefold() for step in steps]
        if len(steps) < 3 or len(families) != 1 or len(set(names)) != len(names):
            continue
        figure, counts = cell.figures[0].value, [Decimal(step["count"]) for step in steps]
        if _sum(counts) != figure and _about(figure, _sum(counts)):
            listed = " + ".join(str(one) for one in counts)
            missing = abs(figure - _sum(counts))
            says = f"The groups in the commentary make {listed} = {_sum(counts)}, and the figure is {figure}: {missing} apart."
            quote = words[steps[0].start() : steps[-1].end()]
            yield Found(held.at("commentary"), says, words, quote)


CHECKS = (parts_of_a_total, items_of_a_list, parts_in_a_cell, part_above_whole, breakdown_of_a_figure)
