"""Sentences with their numbers marked, so that a small grammar can say how the numbers hang together ("X of Y, or Z%").

In `marked` each number stands as a mark that says its kind and which it is: ⟨P0⟩ a percentage, ⟨M1⟩ money, ⟨C2⟩ another
number in digits, ⟨W3⟩ a number in words. Digits of dates, ages and references are no numbers and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from goldenthread.model.figures import Unit
from goldenthread.rules.checks.quantities import Quantity, quantities, spelled_numbers

_END = re.compile(r"(?<=[.!?])\s+(?=[\"“‘(]?[A-Z0-9£])|\s*[\n•▪·]+\s*")
_SHORTENED = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|approx|no|nos|c|ca|vs|incl|inc|dept|est|prov)\.$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?:[^()⟨⟩]|⟨[CWM]\d+⟩|\([^()⟨⟩]*\))*\)")
_PAIRED = re.compile(r"⟩\s*(?:out of|of|/)\s")
_WORD = r"(?!-\s)[^\s⟨⟩(),;:=—–]+"
_IN_WORDS = re.compile(r"⟨W(?P<i>\d+)⟩")
_PART = re.compile(r"<(?P<name>\w+):(?P<kind>\w)>")
_KINDS = {"P": "P", "C": "[CW]", "D": "C", "M": "M", "N": "[PCM]", "S": "[CM]", "A": "[PCMW]"}
_HEDGE = re.compile(
    r"\b(?:approx(?:imately|\.)?|about|around|nearly|almost|over|under|circa|c\.?|roughly|some|more than|less than|at least"
    r"|at most|up to|close to|on average|estimated|average)\s*$|[~≈<>]\s*$",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A sentence, the same with its numbers marked, and that again without brackets that hold no share.

    `own` are its numbers; the marks count through `numbers`, all those of the passage, so that sentences can be joined.
    """

    text: str
    marked: str
    bare: str
    own: tuple[Quantity, ...]
    numbers: tuple[Quantity, ...]

    def number(self, match: re.Match[str], name: str) -> Quantity:
        """The number that the group `name` of a match in `marked` or `bare` found."""
        return self.numbers[int(match[name])]

    @property
    def worded(self) -> str:
        """The sentence with its numbers in digits marked, and those in words as they are: "two thirds of ⟨C0⟩"."""
        return _IN_WORDS.sub(lambda mark: self.numbers[int(mark["i"])].text, self.marked)

    def hedged(self, match: re.Match[str], name: str) -> bool:
        """Whether the words before that number say that it is only near ("about", "nearly", "over")."""
        return only_near(match.string[: match.start(name) - 2])


def only_near(before: str) -> bool:
    """Whether the words before a number say that it is only near: "about", "nearly", "over"."""
    return bool(_HEDGE.search(before))


def gap(words: int, *, commas: bool = False, years: bool = True) -> str:
    """A pattern for at most so many words that are no numbers; with commas between them, and years, or without."""
    comma = ",?" if commas else ""
    word = _WORD if years else rf"(?!\S*\d\d[/\d-]\d){_WORD}"
    return rf"(?:{comma}\s+{word}|(?<=[\s⟩(]){word}){{0,{words}}}?{comma}\s*"


def pattern(text: str) -> re.Pattern[str]:
    """A compiled pattern in which <x:P> stands for a percentage, to be asked for as "x".

    The kinds are P a percentage, M money, D another number in digits, C the same or in words, S money or a number in
    digits, N any number in digits, A any number.
    """
    marks = _PART.sub(lambda part: rf"⟨{_KINDS[part['kind']]}(?P<{part['name']}>\d+)⟩", text)
    return re.compile(marks, re.IGNORECASE)


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that state a number."""
    found = quantities(text)
    if not found:
        return ()
    free = [word for word in spelled_numbers(text) if not any(q.start < word.end and word.start < q.end for q in found)]
    numbers = tuple(sorted((*found, *free), key=lambda one: one.start))
    made: list[Sentence] = []
    for start, end in _spans(text):
        inside = {i: one for i, one in enumerate(numbers) if start <= one.start and one.end <= end}
        if inside:
            marked = _marked(text, start, end, inside)
            bare = _BRACKET.sub(lambda found: found[0] if _PAIRED.search(found[0]) else "", marked)
            made.append(Sentence(text[start:end].strip(), marked, bare, tuple(inside.values()), numbers))
    return tuple(made)


def _spans(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for end in _END.finditer(text):
        if not _SHORTENED.search(text[start : end.start()]):
            yield start, end.start()
            start = end.end()
    yield start, len(text)


def _marked(text: str, start: int, end: int, numbers: Mapping[int, Quantity]) -> str:
    pieces: list[str] = []
    for index, one in numbers.items():
        pieces += [text[start : one.start], f"⟨{_kind(one)}{index}⟩"]
        start = one.end
    return "".join((*pieces, text[start:end]))


def _kind(one: Quantity) -> str:
    if one.spelled:
        return "W"
    return "P" if one.unit is Unit.PERCENT else "M" if one.unit is Unit.POUNDS else "C"


def words_between(text: str, *numbers: Quantity) -> str:
    """The words of a text from the first of these numbers to the last."""
    return text[min(one.start for one in numbers) : max(one.end for one in numbers)]


def printed(value: Decimal, like: Quantity | None = None, places: int | None = None) -> str:
    """A number as people write it: "1,260", "£0.85m" as £850,000, "83.8"; with as many decimals as `like` has, or `places`."""
    if places is None:
        places = _places(like.step if like else value)
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    pound = "£" if like and like.unit is Unit.POUNDS else ""
    return f"{sign}{pound}{abs(rounded):,f}"


def per_cent(value: Decimal, like: Quantity) -> str:
    """A percentage worked out, with a decimal more than whole numbers show: "83.8%"."""
    return f"{printed(value, places=max(1, _places(like.step)))}%"


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def same_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are of one kind: both percentages, both money, or both neither."""
    return one.unit is other.unit
