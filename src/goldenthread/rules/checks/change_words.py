"""The check on words for a change, "by a third", "doubled", "halved", against the two numbers beside them (family NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper
from goldenthread.rules.checks.stated import Sentence, gap, pattern, printed, same_kind, sentences, words_between

_A_WORD = re.compile(
    r"\b(?:half|third|thirds|quarters?|fifth|doubl\w+|halv\w+|trebl\w+|tripl\w+|quadrupl\w+)\b", re.IGNORECASE
)
_HEDGE = (
    r"(?:(?P<over>over|more\s+than|above|at\s+least)\s+"
    r"|(?P<under>nearly|almost|under|just\s+under|less\s+than|close\s+to|not\s+quite)\s+|(?:about|around|roughly|some|just|by|has|have|had|been|approximately)\s+)*"
)
_FRACTION = r"(?P<word>(?:a|one)\s+(?:fifth|quarter|third|half)|half|two[\s-]thirds|three[\s-]quarters)"
_TIMES = r"(?P<word>doubl(?:ed|ing)|halv(?:ed|ing)|trebl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing))"
_VERB = (
    r"(?:r[oi]se[ns]?|rising|increas(?:ed|es|ing|e)|gr(?:ew|own|owing|ow)|climbed|up|fell|fall(?:en|s|ing)?|dropp(?:ed|ing)|drop"
    r"|decreas(?:ed|es|ing|e)|reduc(?:ed|es|ing|tion)|declin(?:ed|ing|e)|down|cut|growth)"
)
_NEAR = r"(?:\s+(?!(?:and|but|as|while|when|with|its|their)\b)[^\s⟨⟩(),;:]+){0,4}?"
_FROM_TO = rf"\bfrom\s+<a:N>{gap(7)}\bto\s+<b:N>"
_GRAMMARS = (
    pattern(rf"\b{_VERB}\s+(?:by|of)\s+{_HEDGE}{_FRACTION}\b(?!\s+of\b){_NEAR},?\s+{_FROM_TO}"),
    pattern(rf"{_FROM_TO}{_NEAR},\s*(?:an?\s+)?{_VERB}\s+(?:by|of)\s+{_HEDGE}{_FRACTION}\b(?!\s+of\b)"),
    pattern(rf"{_HEDGE}\b{_TIMES}{_NEAR},?\s+{_FROM_TO}"),
)
# the number after as a share of the number before, or the change as a share of it: as loosely as such words are used
_FRACTIONS = {
    "fifth": (16, 24),
    "quarter": (20, 30),
    "third": (28, 38),
    "half": (43, 57),
    "thirds": (60, 73),
    "quarters": (69, 81),
}
_MULTIPLES = {"doubl": (180, 230), "halv": (42, 57), "trebl": (265, 345), "tripl": (265, 345), "quadrupl": (350, 460)}
_WIDER = 25


@check(
    "NUM35",
    Severity.ERROR,
    "The words for a change do not follow from the two numbers",
    why="Readers remember “by a third”; when the two numbers beside it say a tenth, they remember what is not so.",
    remedy="Correct the words, or the number that is wrong.",
    wrong="Visits rose by a third, from 30,000 to 33,000.",
    right="Visits rose by a tenth, from 30,000 to 33,000.",
    source="Handbook R6.1",
)
def words_for_a_change(paper: Paper) -> Iterator[Found]:
    """ "Rose by a third from a to b", "doubled from a to b", "from a to b, a fall of half" where a and b say otherwise (R6.1)."""
    for passage in paper.prose:
        if not (_A_WORD.search(passage.text) and "from" in passage.text.lower()):
            continue
        for sentence in sentences(passage.text):
            for grammar in _GRAMMARS if _A_WORD.search(sentence.text) else ():
                for match in grammar.finditer(sentence.worded):
                    if says := _belied(sentence, match):
                        numbers = (sentence.number(match, "a"), sentence.number(match, "b"))
                        yield found_in(passage, says, words_between(passage.text, *numbers))


def _belied(sentence: Sentence, match: re.Match[str]) -> str:
    before, after = sentence.number(match, "a"), sentence.number(match, "b")
    if not same_kind(before, after) or before.value <= 0 or after.value <= 0:
        return ""
    word = re.split(r"[\s-]+", match["word"].lower())[-1]
    times = next((span for stem, span in _MULTIPLES.items() if word.startswith(stem)), None)
    low, high = _widened(match, *(times or _FRACTIONS[word]))
    exact = after.value * 100 / before.value if times else abs(after.value - before.value) * 100 / before.value
    if low <= exact <= high:
        return ""
    change = abs(after.value - before.value) * 100 / before.value
    way = "rise" if after.value > before.value else "fall"
    return f"From {before.text} to {after.text} is a {way} of {printed(change, places=0)}%, and the text says “{match['word']}”."


def _widened(match: re.Match[str], low: int, high: int) -> tuple[Decimal, Decimal]:
    """The span that the words can mean: "over" reaches further up, "nearly" further down; more than halved is less."""
    over, under = bool(match["over"]), bool(match["under"])
    if match["word"].lower().startswith("halv"):
        over, under = under, over
    return Decimal(low - _WIDER if under else low), Decimal(high + high if over else high)


CHECKS = (words_for_a_change,)
