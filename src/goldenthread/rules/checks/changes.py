"""Checks on changes told in sentences: how much, from what, and which way (family NUM).

Silent wherever it is not certain which number is the earlier one, and wherever the words say that a number is only near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Unit
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import (
    Sentence,
    gap,
    pattern,
    per_cent,
    printed,
    same_kind,
    sentences,
    words_between,
)

_ALL = Decimal(100)
_UP_WORD = r"increas(?:e|es|ed|ing)|r[oi]se(?:s|n)?|rising|gr(?:ow|ew|own|owing|owth)|up|climb(?:ed|ing)?"
_DOWN_WORD = (
    r"decreas(?:e|es|ed|ing)|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|reduc(?:e|es|ed|ing|tion)"
    r"|declin(?:e|es|ed|ing)|down"
)
_MOVE = re.compile(rf"\b(?:(?P<up>{_UP_WORD})|(?P<down>{_DOWN_WORD}))\b", re.IGNORECASE)
_NOT_SAID = re.compile(
    r"\b(?:not|no|without|never|prevent|avoid|stop|offset|despite|against|slow(?:ed|ing)?)\b", re.IGNORECASE
)
# "an increase in …", "reduced the …"; but not "increased funding has …"
_GOES_ON = re.compile(r"\s+(?:in|of|by|the|its|our|their|this|\w+ly)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\S\s+(?:up|down)\s*$", re.IGNORECASE)  # "up to 15 from 20 wards"
_A_RANGE = re.compile(r"\b(?:age[ds]?|rang\w+|var(?:y|ies|ied|ying)|anywhere)\s*$", re.IGNORECASE)
_LEAD = r"(?:(?:a|an|the|our|only|just|last\s+year['’]s|last\s+quarter['’]s|total\s+of)\s+){0,3}"
_NAME = r"(?:increase|rise|growth|decrease|reduction|fall|drop|decline|change|improvement|difference)"
_POINTS = r"(?P<points>\s*(?:percentage\s+|per\s?cent\s+)?(?:points?\b|pp\b|ppts?\b))?"

_FROM_TO = pattern(rf"\bfrom\s+{_LEAD}<a:N>{gap(7)}\bto\s+{_LEAD}<b:N>")
_BY_BEFORE = pattern(rf"\b(?:by|of)\s+{_LEAD}<z:N>{_POINTS}{gap(6)},?\s*$")
_BY_AFTER = pattern(
    rf"^{gap(5)}(?:,|\(|[–—-])\s*(?:(?:which|this|that)\s+)?(?:is\s+)?(?:(?:an?|the)\s+)?(?:(?!and\b|but\b)\w+\s+)?"
    rf"(?:{_NAME}\s+of|(?:up|down|increased|decreased|rose|fell)(?:\s+by)?|\+|by)\s*{_LEAD}<z:N>{_POINTS}"
)
_TO_FROM = pattern(rf"\bto\s+{_LEAD}<b:N>{gap(4)}\bfrom\s+{_LEAD}<a:N>(?!\s*(?:of|to)\b)")
_ON_FROM = pattern(
    rf"<b:N>{gap(4)}[,(–—-]?\s*(?:and\s+|which\s+is\s+|this\s+is\s+|is\s+)?"
    rf"(?P<move>up|down|an?\s+(?:increase|rise|decrease|fall|drop|reduction))\s+(?:slightly\s+|significantly\s+|sharply\s+)?"
    rf"(?:from|on)\s+{gap(5)}<a:N>(?!\s*(?:of|more|fewer)\b)(?!{gap(7)}\bto\b)"
)
_ADVERB = (
    r"(?:and|which|this|that|is|are|was|were|stays?|remains?|still|well|just|slightly|far|now|significantly|considerably"
    r"|marginally|much|currently|also|again)"
)
_RELATION = pattern(
    rf"<x:N>(?:{gap(3)},\s*(?:{_ADVERB}\s+){{0,4}}|{gap(2)}(?:and|which)\s+(?:{_ADVERB}\s+){{1,4}})"
    r"(?:(?P<over>above|higher\s+than|more\s+than|exceeding|exceeds|in\s+excess\s+of)"
    r"|(?P<under>below|lower\s+than|less\s+than|fewer\s+than|short\s+of))\s+"
    rf"(?!by\b)(?:(?!by\b|as\b|and\b|but\b)[^\s⟨⟩(),;:]+\s+){{0,6}}<y:N>(?!\s*(?:of|more|fewer|higher|lower|per|points?|percentage)\b)"
)
_DIFFERENCE = pattern(
    rf"<x:N>{gap(3)}(?:,|\(|\band\b|\bwhich\b)\s*(?:(?:is|was|which|this|that)\s+){{0,2}}{_LEAD}<d:A>{_POINTS}\s*"
    r"(?:[a-z]+\s+){0,2}?(?:(?P<over>more\s+than|higher\s+than|above|up\s+on)|(?P<under>fewer\s+than|less\s+than|lower\s+than|below|down\s+on))\s+"
    r"(?:(?!by\b|as\b|and\b|but\b)[^\s⟨⟩(),;:]+\s+){0,6}<y:N>(?!\s*(?:of|more|fewer|per|points?)\b)"
)
_CHANGE_AND_SHARE = pattern(
    rf"<l:S>{gap(6)},\s*(?:which\s+is\s+)?an?\s+(?:\w+\s+)?(?P<move>increase|rise|growth|decrease|reduction|fall|drop)\s+of\s+<d:S>"
    rf"{gap(3)}(?:=|\(|,?\s*\bor\b|,?\s*which\s+is|,?\s*(?:which\s+)?(?:equates|equating|equivalent)\s+to)\s*<z:P>(?!\s*of\b)"
)
_EARLIER = re.compile(r"\b(?:from|than|with|against|on|of|to)\s+(?:the\s+|last\s+year['’]s\s+)?$", re.IGNORECASE)
# the number directly before it is what the sentence is about, not a whole, a target or another year's
_SUBJECT = re.compile(
    r"(?:^|[,:;(–—-]|\b(?:is|was|were|are|at|be|been|with|reached|now|currently|remains?|totalled|stands?\sat"
    r"|(?:figure|total|rate|number|score|percentage|performance|level|proportion)\s+of))\s*(?:only\s+|just\s+|now\s+)?$",
    re.IGNORECASE,
)


class Change(NamedTuple):
    """From one number to another in a sentence, which way the words go, and the change that they state, if any."""

    sentence: Sentence
    before: Quantity
    after: Quantity
    up: bool | None = None
    change: Quantity | None = None
    points: bool = False
    near: bool = False

    @property
    def numbers(self) -> tuple[Quantity, ...]:
        return (self.before, self.after, self.change) if self.change else (self.before, self.after)

    @property
    def exact(self) -> Decimal:
        """By how much."""
        return abs(self.after.value - self.before.value)

    @property
    def relative(self) -> Decimal | None:
        """By how many per cent of the earlier number."""
        return self.exact * _ALL / abs(self.before.value) if self.before.value else None

    def is_relative(self) -> bool:
        """Whether the stated percentage is the change as a share of the earlier number, as exactly as all are printed."""
        if self.change is None or self.relative is None:
            return False
        low, high = self.before.value - _half(self.before), self.before.value + _half(self.before)
        rough = _half(self.before) + _half(self.after)
        if low <= 0:
            return False
        slack = _half_of(self.change) + self._slack
        least, most = (self.exact - rough) * _ALL / high, (self.exact + rough) * _ALL / low
        return least - slack <= abs(self.change.value) <= most + slack

    def is_difference(self) -> bool:
        """Whether the stated change is the difference of the two numbers, as exactly as all are printed."""
        if self.change is None:
            return False
        slack = _half(self.before) + _half(self.after) + _half(self.change) + self._slack
        return abs(abs(self.change.value) - self.exact) <= slack

    @property
    def _slack(self) -> Decimal:
        return abs(self.change.value) / 5 if self.near and self.change else Decimal(0)


def _half(one: Quantity) -> Decimal:
    """How far a printed number may be from what it was rounded from; whole numbers are exact counts."""
    return Decimal(0) if one.step == 1 and one.unit is not Unit.PERCENT else one.step / 2


def _half_of(one: Quantity) -> Decimal:
    return one.step / 2


def _changes(text: str) -> Iterator[Change]:
    """Every "from … to …" of a text, with the change stated beside it."""
    for sentence in sentences(text):
        for match in _FROM_TO.finditer(sentence.marked):
            before, after = sentence.number(match, "a"), sentence.number(match, "b")
            if not same_kind(before, after) or _A_RANGE.search(match.string[: match.start()]):
                continue
            change = Change(sentence, before, after, _way(match.string[: match.start()]))
            yield _with_amount(change, match)


def _with_amount(change: Change, match: re.Match[str]) -> Change:
    """The change with the amount that the words just before or just after state."""
    sentence = change.sentence
    stated = _BY_BEFORE.search(match.string, max(0, match.start() - 80), match.start()) or _BY_AFTER.search(
        match.string[match.end() :]
    )
    hedged = any(sentence.hedged(match, name) for name in ("a", "b"))
    if stated is None:
        return change._replace(near=hedged)
    return change._replace(
        change=sentence.number(stated, "z"), points=bool(stated["points"]), near=hedged or sentence.hedged(stated, "z")
    )


def _way(before: str) -> bool | None:
    """Which way the last words of movement go: True up, False down, None for no word, or one that is denied."""
    clause = re.split(r"[;:.]|,\s*(?:and|but|while)\b", before)[-1]
    moves = list(_MOVE.finditer(clause))
    if not moves or _NOT_SAID.search(clause):
        return None
    between = clause[moves[-1].end() :]
    near = len(between.split()) <= 3 or (_GOES_ON.match(between) and len(between.split()) <= 9)
    return bool(moves[-1]["up"]) if near else None


@check(
    "NUM06",
    Severity.ERROR,
    "A change does not follow from the two numbers",
    why="The change is what councillors quote; when it does not follow from the two numbers beside it, the wrong one is quoted.",
    remedy="Work the change out again from the two numbers.",
    wrong="Visits rose from 50 to 60, an increase of 30%.",
    right="Visits rose from 50 to 60, an increase of 20%.",
    source="Handbook R6.1",
)
def change_of_two(paper: Paper) -> Iterator[Found]:
    """A change printed beside "from a to b", or beside "x, d more than y", that is not theirs (R6.1)."""
    for passage in paper.prose:
        if not passage.quantities:
            continue
        for change in (*_changes(passage.text), *_differences(passage.text)):
            if says := _wrong_change(change):
                yield found_in(passage, says, words_between(passage.text, *change.numbers))


def _wrong_change(change: Change) -> str:
    """What is wrong with the change that a sentence states; "" for nothing, or when it cannot be told."""
    stated = change.change
    if stated is None or (change.is_difference() and (change.points or same_kind(stated, change.before))):
        return ""
    shown = f"from {change.before.text} to {change.after.text}"
    right = printed(change.exact, max(change.before, change.after, key=lambda one: -one.step))
    if stated.unit is Unit.PERCENT and not change.points:
        if change.relative is None or change.is_relative():
            return ""
        answer = per_cent(change.relative, stated)
        points = f" ({right} points)" if change.before.unit is Unit.PERCENT else ""
        return f"{shown.capitalize()} is a change of {answer}{points}, and the text says {stated.text}."
    if change.before.unit is Unit.PERCENT:
        return "" if not change.points else f"{shown.capitalize()} is {right} points, and the text says {stated.text}."
    if not same_kind(stated, change.before):
        return ""
    return f"{shown.capitalize()} is a change of {right}, and the text says {stated.text}."


def _differences(text: str) -> Iterator[Change]:
    """Every "498, 12 more than last year's 490" of a text."""
    for sentence in sentences(text):
        for match in _DIFFERENCE.finditer(sentence.marked):
            after, stated, before = (sentence.number(match, name) for name in ("x", "d", "y"))
            if same_kind(after, before) and _SUBJECT.search(match.string[: match.start("x") - 2]):
                near = any(sentence.hedged(match, name) for name in ("x", "d", "y"))
                yield Change(sentence, before, after, bool(match["over"]), stated, bool(match["points"]), near)


@check(
    "NUM07",
    Severity.ERROR,
    "The words say up and the numbers go down, or the other way round",
    why="The direction is the message; a reader who notices that the numbers say the opposite trusts neither.",
    remedy="Put the numbers the right way round, or correct the word.",
    wrong="Complaints fell from 20 to 25.",
    right="Complaints rose from 20 to 25.",
    source="Handbook R6.1; direction of travel, 4.5",
)
def wrong_way(paper: Paper) -> Iterator[Found]:
    """ "Fell from 20 to 25", "increased to 3 from 5", "82%, up from 84%", "4.4%, below the ceiling of 4.0%"."""
    for passage in paper.prose:
        if not passage.quantities:
            continue
        said: set[int] = set()
        for change, words in (*movements(passage.text), *_relations(passage.text)):
            wrong = (
                change.after.value <= change.before.value if change.up else change.after.value >= change.before.value
            )
            if wrong and change.up is not None and not change.near and change.after.start not in said:
                said.add(change.after.start)
                yield found_in(
                    passage,
                    f"The text says {words}, and {_compared(change)}.",
                    words_between(passage.text, *change.numbers),
                )


def _compared(change: Change) -> str:
    after, before = change.after, change.before
    if after.value == before.value:
        return f"{after.text} and {before.text} are the same"
    return f"{after.text} is {'more' if after.value > before.value else 'less'} than {before.text}"


def movements(text: str) -> Iterator[tuple[Change, str]]:
    """Movements from one number to another, with the words that tell them."""
    for change in _changes(text):
        if change.up is not None:
            word = "a rise" if change.up else "a fall"
            yield change, f"{word} from {change.before.text} to {change.after.text}"
    for sentence in sentences(text):
        for match in _TO_FROM.finditer(sentence.marked):
            lead = match.string[: match.start()]
            if not _UP_TO.search(lead):
                up = _way(lead)
                yield from _moved(sentence, match, up, f"a {'rise' if up else 'fall'} to")
        for match in _ON_FROM.finditer(sentence.marked):
            if _SUBJECT.search(match.string[: match.start()]):
                yield from _moved(
                    sentence, match, not re.search("down|decrease|fall|drop|reduc", match["move"], re.I), ""
                )


def _moved(sentence: Sentence, match: re.Match[str], up: bool | None, words: str) -> Iterator[tuple[Change, str]]:
    before, after = sentence.number(match, "a"), sentence.number(match, "b")
    near = any(sentence.hedged(match, name) for name in ("a", "b"))
    if same_kind(before, after) and up is not None:
        told = (
            f"{words} {after.text} from {before.text}" if words else f"{after.text}, {match['move']} from {before.text}"
        )
        yield Change(sentence, before, after, up, near=near), f"“{told}”" if not words else told


def _relations(text: str) -> Iterator[tuple[Change, str]]:
    """ "4.4%, above the ceiling of 4.0%": a number said to be above or below another."""
    for sentence in sentences(text):
        for match in _RELATION.finditer(sentence.marked):
            after, before = sentence.number(match, "x"), sentence.number(match, "y")
            if same_kind(after, before) and _SUBJECT.search(match.string[: match.start()]):
                near = any(sentence.hedged(match, name) for name in ("x",))
                word = re.sub(r"\s+", " ", match["over"] or match["under"])
                yield (
                    Change(sentence, before, after, bool(match["over"]), near=near),
                    f"that {after.text} is {word} {before.text}",
                )
        for match in _DIFFERENCE.finditer(sentence.marked):
            after, before = sentence.number(match, "x"), sentence.number(match, "y")
            if same_kind(after, before) and _SUBJECT.search(match.string[: match.start()]):
                word = re.sub(r"\s+", " ", match["over"] or match["under"])
                yield (
                    Change(sentence, before, after, bool(match["over"])),
                    f"that {after.text} is {word} {before.text}",
                )


@check(
    "NUM08",
    Severity.WARNING,
    "A change is worked out on the new number, not on the old one",
    why="A change in per cent is a share of what there was before; worked out on the new number, falls look larger and rises "
    "smaller than they are.",
    remedy="Divide the change by the earlier number, in every sentence alike.",
    wrong="7,644 contacts, a decrease of 295 = 3.9%.",
    right="7,644 contacts, a decrease of 295 = 3.7%.",
    source="Handbook R6.1",
)
def change_on_the_new_base(paper: Paper) -> Iterator[Found]:
    """ "L, a decrease of D = Z%" where Z is not D's share of the number before (R6.1)."""
    for passage in paper.prose:
        if not passage.quantities:
            continue
        for sentence in sentences(passage.text):
            for match in _CHANGE_AND_SHARE.finditer(sentence.marked):
                if says := _on_which_base(sentence, match):
                    level, share = sentence.number(match, "l"), sentence.number(match, "z")
                    yield found_in(passage, says, words_between(passage.text, level, share))


def _on_which_base(sentence: Sentence, match: re.Match[str]) -> str:
    level, amount, share = (sentence.number(match, name) for name in ("l", "d", "z"))
    rises = match["move"].lower() in ("increase", "rise", "growth")
    base = level.value - amount.value if rises else level.value + amount.value
    exact = sum(_half(one) for one in (level, amount)) == 0 and same_kind(level, amount)
    hedged = any(sentence.hedged(match, name) for name in ("l", "d", "z"))
    if hedged or not exact or base <= 0 or _EARLIER.search(match.string[: match.start()]):
        return ""
    right = amount.value * _ALL / base
    if abs(right - share.value) <= share.step / 2:
        return ""
    says = f"{amount.text} on the {printed(base, level)} before is {per_cent(right, share)}, and the text says {share.text}"
    if abs(amount.value * _ALL / level.value - share.value) <= share.step / 2:
        says += f", which is its share of the new {level.text}"
    return f"{says}."


@check(
    "NUM09",
    Severity.NOTE,
    "A change in percentage points is called per cent",
    why="From 50% to 60% is ten points, and 20 per cent; readers who work it out get another number than the text.",
    remedy="Write “percentage points” (or “points”) for a difference of two percentages.",
    wrong="Attendance rose by 2% from 92% to 94%.",
    right="Attendance rose by 2 points from 92% to 94%.",
    source="Good statistical practice; handbook R6.1",
)
def points_called_per_cent(paper: Paper) -> Iterator[Found]:
    """The first change of the paper in points that is printed with a percent sign; said once, with how many there are."""
    found = [
        (passage, change)
        for passage in paper.prose
        if passage.quantities
        for change in (*_changes(passage.text), *_differences(passage.text))
        if _in_points(change)
    ]
    if found:
        passage, change = found[0]
        stated = change.change.text if change.change else ""
        more = f"; so do {len(found) - 1} more changes in this paper" if len(found) > 1 else ""
        says = f"The text calls the change from {change.before.text} to {change.after.text} {stated}, and it is points{more}."
        yield found_in(passage, says, words_between(passage.text, *change.numbers))


def _in_points(change: Change) -> bool:
    stated = change.change
    if stated is None or change.points or change.near:
        return False
    percentages = change.before.unit is Unit.PERCENT and stated.unit is Unit.PERCENT
    return percentages and change.is_difference() and not change.is_relative()


CHECKS = (change_of_two, wrong_way, change_on_the_new_base, points_called_per_cent)
