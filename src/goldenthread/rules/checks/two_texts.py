"""Checks on two places of one paper that speak of one thing and do not agree, or agree too well (family NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper, Passage
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import Sentence, gap, pattern, printed, sentences

_ALL = Decimal(100)

_BY_SHARE = pattern(
    rf"<l:D>{gap(6)},?\s*(?:which\s+is\s+)?an?\s+(?P<move>increase|rise|decrease|reduction|fall|drop)\s+of\s+<z:P>"
)
_BY_NUMBER = pattern(
    r"\ban?\s+(?P<move>increase|rise|decrease|reduction|fall|drop)\s+(?:(?:since|from|on)\s+(?:the\s+)?(?:last|previous)\s+(?:quarter|year|month)\s+)?of\s+<d:D>\s+"
    r"(?P<what>[a-z]+(?:\s+(?!(?:on|in|from|since|this|at|for|of|to|and|with|by|over|is|was|were)\b)[a-z]+)?)"
)
_SINCE = re.compile(r"\b(?:last|previous)\s+(quarter|year|month)\b", re.IGNORECASE)
_RISES = frozenset({"increase", "rise"})


class _Told(NamedTuple):
    """A change told in one passage: of what objective, since when, which way, and by how much at least and at most."""

    passage: Passage
    since: str
    rises: bool
    sentence: Sentence
    level: Decimal | None = None
    amount: Quantity | None = None
    what: str = ""


@check(
    "NUM19",
    Severity.NOTE,
    "Two texts give different changes for what looks like the same thing",
    why="When one commentary says up by 23% and the next up by 50 from the same total, at least one of them is wrong.",
    remedy="Check whether both speak of the same thing; if they do, give the same change in both, and if not, say what differs.",
    wrong="215 missing incidents, an increase of 23% … an increase of 50 missing incidents",
    right="215 missing incidents, an increase of 30% … an increase of 50 missing incidents",
    source="Handbook R6.1, chapter 10 (consistency)",
)
def two_changes(paper: Paper) -> Iterator[Found]:
    """A change in per cent of a count, and a change in number of the same words, of one objective, that do not fit."""
    shares, amounts = _told(paper)
    for one in amounts:
        for other in shares:
            if one.passage is not other.passage and _of_one_thing(one, other) and (says := _unlike(one, other)):
                yield found_in(one.passage, says, one.sentence.text)


def _told(paper: Paper) -> tuple[list[_Told], list[_Told]]:
    """The changes in per cent with their level, and those in numbers, since the last quarter, month or year."""
    shares: list[_Told] = []
    amounts: list[_Told] = []
    for passage in paper.prose:
        if passage.line is None or not (since := _SINCE.search(passage.text)):
            continue
        for sentence in sentences(passage.text):
            for match in _BY_SHARE.finditer(sentence.marked):
                level = sentence.number(match, "l").value
                rises = match["move"].lower() in _RISES
                shares.append(_Told(passage, since[1].lower(), rises, sentence, level, sentence.number(match, "z")))
            for match in _BY_NUMBER.finditer(sentence.marked):
                rises = match["move"].lower() in _RISES
                amount = sentence.number(match, "d")
                amounts.append(_Told(passage, since[1].lower(), rises, sentence, None, amount, match["what"].lower()))
    return shares, amounts


def _of_one_thing(one: _Told, other: _Told) -> bool:
    same = one.since == other.since and one.rises == other.rises
    lines = one.passage.line, other.passage.line
    return bool(
        same
        and lines[0]
        and lines[1]
        and lines[0].objective is lines[1].objective
        and one.what in other.sentence.text.lower()
    )


def _unlike(one: _Told, other: _Told) -> str:
    """What two changes say, when the number in the one cannot be the percentage in the other; "" when it can."""
    if one.amount is None or other.amount is None or other.level is None:
        return ""
    signed = other.amount.value if other.rises else -other.amount.value
    implied = abs(other.level - other.level * _ALL / (_ALL + signed)) if signed > -_ALL else other.level
    if abs(implied - one.amount.value) <= max(implied / 5, Decimal(3)):
        return ""
    name = other.passage.line.called if other.passage.line else ""
    return (
        f"This text says {one.amount.text} {one.what}, and {name} gives {printed(other.level)} as a change of "
        f"{other.amount.text}, which would be about {printed(implied, places=0)}."
    )


CHECKS = (two_changes,)
