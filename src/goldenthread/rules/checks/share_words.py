"""The check on words for a share, "half", "two thirds", "one in five", against the numbers in brackets beside them (NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Paper
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import Sentence, pattern, printed, sentences, words_between

_ALL = Decimal(100)
_A_WORD = re.compile(r"\b(?:hal[fv]|majority|third|quarter|tenth|fifth|one in)", re.IGNORECASE)
_SHOWN = (
    r"\b(?:\s+of(?:\s+[^\s⟨⟩(),;]+){1,9})?"
    r"\s*\(\s*(?:<z:P>|<x:D>\s+(?:out\s+of|of)\s+(?:the\s+|our\s+)?<y:D>(?:\s+[a-z]+)?)\s*\)"
)
# not "over half", which stands above, nor "the first half", "a year and a half", "an additional quarter"
_UNHEDGED = (
    r"(?<!\bover\s)(?<!\bunder\s)(?<!\bthan\s)(?<!\babove\s)(?<!\bbelow\s)(?<!\bfirst\s)(?<!\bsecond\s)(?<!\bother\s)(?<!\blast\s)"
    r"(?<!\band\s)(?<!\ba\s)(?<!\bby\s)(?<!\bto\s)(?<!\bleast\s)(?<![-–])\b"
)
_WORDS_FOR_A_SHARE = (
    (pattern(rf"\b(?:over|more\s+than|above)\s+half{_SHOWN}"), Decimal(50), _ALL),
    (pattern(rf"\b(?:the|a)\s+(?:vast\s+|large\s+|great\s+)?majority{_SHOWN}"), Decimal(50), _ALL),
    (pattern(rf"\b(?:under|less\s+than|fewer\s+than|below)\s+half{_SHOWN}"), Decimal(0), Decimal(50)),
    (pattern(rf"\b(?:over|more\s+than)\s+(?:a|one)\s+third{_SHOWN}"), Decimal(33), _ALL),
    (pattern(rf"\b(?:over|more\s+than)\s+(?:a|one)\s+quarter{_SHOWN}"), Decimal(25), _ALL),
    (pattern(rf"\b(?:over|more\s+than)\s+two[\s-]thirds{_SHOWN}"), Decimal(66), _ALL),
    (pattern(rf"\b(?:over|more\s+than)\s+three[\s-]quarters{_SHOWN}"), Decimal(75), _ALL),
    *(
        (pattern(rf"{_UNHEDGED}{words}{_SHOWN}"), Decimal(low), Decimal(high))
        for words, low, high in (
            (r"(?:a|one)\s+(?:tenth(?=\s+of)|in\s+ten(?:\s+[a-z]+)?)", 7, 13),
            (r"(?:(?:a|one)\s+fifth(?=\s+of)|one\s+in\s+five(?:\s+[a-z]+)?)", 16, 24),
            (r"(?:(?:a|one)\s+quarter|one\s+in\s+four(?:\s+[a-z]+)?)", 20, 30),
            (r"(?:(?:a|one)\s+third(?=\s+of|\s*\()|one\s+in\s+three(?:\s+[a-z]+)?)", 28, 38),
            (r"half(?=\s+of(?!\s+the\s+(?:year|quarter|month))|\s+the|\s*\()", 43, 57),
            (r"two[\s-]thirds", 60, 73),
            (r"three[\s-]quarters", 69, 81),
        )
    ),
)


@check(
    "NUM05",
    Severity.ERROR,
    "The words for a share and its percentage disagree",
    why="Words and number say two things; the reader believes one of them and cannot know whether it is the right one.",
    remedy="Correct the words or the percentage.",
    wrong="More than half of visits (45%) were late.",
    right="Fewer than half of visits (45%) were late.",
    source="Handbook R6.1",
)
def words_against_share(paper: Paper) -> Iterator[Found]:
    """ "More than half", "three quarters", "one in five" with a percentage, or a part of a whole, in brackets that is not."""
    for passage in paper.prose:
        if not (_A_WORD.search(passage.text) and "(" in passage.text):
            continue
        for sentence in sentences(passage.text):
            for grammar, low, high in _WORDS_FOR_A_SHARE if _A_WORD.search(sentence.text) else ():
                for match in grammar.finditer(sentence.worded):
                    if says := _words_belied(sentence, match, low, high):
                        yield found_in(passage, says, words_between(passage.text, *_told(sentence, match)))


def _words_belied(sentence: Sentence, match: re.Match[str], low: Decimal, high: Decimal) -> str:
    """What is wrong with words for a share, where the number in brackets is outside what they can mean; else ""."""
    words, told = match[0].partition("(")[0].strip(), _told(sentence, match)
    value = told[0].value if match["z"] else told[0].value * _ALL / told[1].value if told[1].value else _ALL
    if low <= value <= high:
        return ""
    if match["z"]:
        return f"“{words}” and {told[0].text} do not agree."
    return f"“{words}” and {told[0].text} of {told[1].text}, which is {printed(value, places=0)}%, do not agree."


def _told(sentence: Sentence, match: re.Match[str]) -> list[Quantity]:
    """The percentage beside words for a share, or the part and the whole."""
    return [sentence.number(match, name) for name in (("z",) if match["z"] else ("x", "y"))]


CHECKS = (words_against_share,)
