"""Checks on a count, and then a percentage of it or its change: "60 were closed, and 42 of them (75%) …" (family NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import PROSE, Paper
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import Sentence, gap, pattern, sentences

_ALL = Decimal(100)
_OF_THEM = pattern(
    rf"<y:C>{gap(7)},?\s*(?:and|but|with)\s+<x:C>\s+of\s+(?:them|these|those)\s*,?\s*\(?\s*(?:or\s+)?<z:P>\s*[),]?"
)
_CHANGE_ON = pattern(
    rf"<b:C>{gap(6)}(?:,|\(|[–—-])\s*(?:which\s+is\s+)?an?\s+(?:\w+\s+)?(?P<move>increase|rise|growth|decrease|reduction|fall|drop)"
    rf"\s+of\s+<z:P>\s+(?:on|from|over|against|compared\s+(?:to|with))\s+{gap(3)}<a:C>(?!\s*(?:of\s+⟨|per\b))"
)
_UP = frozenset({"increase", "rise", "growth"})


@check(
    "NUM38",
    Severity.ERROR,
    "A percentage of those just counted does not follow",
    why="The whole and the part stand in one sentence, and anybody can divide them.",
    remedy="Work the percentage out again, or correct the count.",
    wrong="60 complaints were closed, and 42 of them (75%) were answered in time.",
    right="60 complaints were closed, and 42 of them (70%) were answered in time.",
    source="Handbook R6.1",
)
def share_of_them(paper: Paper) -> Iterator[Found]:
    """ "Y …, and X of them (Z%)": Z must be X of Y to a unit of its last digit (R6.1)."""
    for passage in paper.passages:
        if passage.kind not in PROSE or " of th" not in passage.text:
            continue
        for sentence in sentences(passage.text):
            for match in _OF_THEM.finditer(sentence.marked):
                part, whole, share = (sentence.number(match, name) for name in "xyz")
                if not whole.value or part.value > whole.value or _near(sentence, match, "xyz"):
                    continue
                due = part.value / whole.value * _ALL
                if abs(due - share.value) > share.step:
                    says = f"{part.text} of {whole.text} is {_rounded(due, share)}%, and the text says {share.text}."
                    yield found_in(passage, says, share.text)


@check(
    "NUM39",
    Severity.ERROR,
    "A percentage change does not follow from the two counts",
    why="Both counts stand in the sentence; when the change does not follow, one of the three is wrong.",
    remedy="Work the change out again, or correct the counts.",
    wrong="1,284 incidents, an increase of 12% on the 1,190 of last year",
    right="1,284 incidents, an increase of 7.9% on the 1,190 of last year",
    source="Handbook R6.1",
)
def change_on_count(paper: Paper) -> Iterator[Found]:
    """ "B …, an increase of Z% on the A": Z must be the change from A to B to a unit of its last digit (R6.1)."""
    for passage in paper.passages:
        if passage.kind not in PROSE or "%" not in passage.text:
            continue
        for sentence in sentences(passage.text):
            for match in _CHANGE_ON.finditer(sentence.marked):
                now, before, told = (sentence.number(match, name) for name in ("b", "a", "z"))
                if not before.value or _near(sentence, match, "baz"):
                    continue
                change = (now.value - before.value) / before.value * _ALL
                if match["move"].lower() not in _UP:
                    change = -change
                if abs(change - told.value) > told.step:
                    way = "a rise" if now.value > before.value else "a fall"
                    says = f"From {before.text} to {now.text} is {way} of {_rounded(abs(change), told)}%"
                    yield found_in(passage, f"{says}, and the text says {told.text}.", told.text)


def _near(sentence: Sentence, match: re.Match[str], names: str) -> bool:
    """Whether any of these numbers is said to be only near ("about", "nearly")."""
    return any(sentence.hedged(match, name) for name in names)


def _rounded(value: Decimal, like: Quantity) -> Decimal:
    """A percentage with one place more than the one it is held against has, at the most one."""
    return value.quantize(min(like.step, Decimal("0.1")), ROUND_HALF_UP)


CHECKS = (share_of_them, change_on_count)
