"""Checks on shares in sentences: percentages that do not follow from their parts, or do not make a hundred (family NUM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Role, Unit
from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import PROSE, Kind, Paper, Passage
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import (
    Sentence,
    gap,
    pattern,
    per_cent,
    printed,
    sentences,
    words_between,
)

_READ = PROSE | {Kind.CELL, Kind.TABLE, Kind.STRATEGIC_ISSUE, Kind.ACTION}
_ALL = Decimal(100)
_A_SHARE = re.compile(r"%|per ?cent", re.IGNORECASE)

_THE = (
    r"(?:(?:the|a|an|all|our|these|those|its|total|overall|possible|eligible|expected|planned|sample|of|cohort|target)"
    r"\s+){0,4}"
)
_HEDGED = (
    r"(?:approximately|approx\.?|about|around|nearly|almost|over|just|under|circa|c\.?|roughly|some|a|an|rate|of|\s)*"
)
_MEANS = (
    r"(?:which\s+|this\s+|that\s+|and\s+|so\s+)?(?:equates?\s+to|equating\s+to|equals|(?:is\s+)?equal\s+to"
    r"|(?:is\s+)?equivalent\s+to|represents|representing|amounts\s+to|amounting\s+to|gives|giving|i\.e\.)"
)
_LINK = rf"(?:\(\s*|=\s*|,\s*or\s+|\bor\s+|,\s*|[–—-]\s+|,?\s*(?:[–—-]\s*)?{_MEANS}\s*)"
# what follows shows that the percentage is of something else, or is a change, or a target
_OTHER_BASE = (
    r"(?!\s*(?:of\s+(?!(?:the\s+)?(?:total|them|these|those|cases|all)\b)|target|higher|lower|more|less|fewer|above|below|up\b|down\b"
    r"|increase|decrease|reduction|rise|fall|drop|growth|change|improvement|better|worse|points?|less\b|threshold|confidence"
    r"|last|in\s+(?:the\s+)?(?:last|previous)|compared|against))"
)
_PART_THEN_SHARE = pattern(
    rf"<x:C>{gap(5)}\b(?:out\s+of|of)\s+{_THE}<y:C>{gap(8, years=False)}{_LINK}{_HEDGED}<z:P>{_OTHER_BASE}"
)
_SHARE_THEN_PART = pattern(
    rf"<z:P>\s*(?:\(\s*|[-–—:=,]\s*|\bi\.e\.\s*|\bor\s+){gap(2)}<x:C>{gap(4)}\b(?:out\s+of|of)\s+{_THE}<y:C>"
)
_SHARE_OUT_OF = pattern(
    rf"<z:P>(?!\s*(?:of|from|to|target|higher|lower|more|less|last))(?:\s+(?!last|previous|target|from|compared|than|against)[^\s⟨⟩(),;:]+){{0,4}}\s*"
    rf"<x:C>{gap(2)}\bout\s+of\s+{_THE}<y:C>"
)
_WHOLE_THEN_PART = pattern(
    rf"\b(?:target|total|cohort|sample|list|allocation|number)\s+of\s+<y:C>{gap(6)}[.,;]?{gap(8, commas=True)}<x:C>{gap(8)},?\s*"
    rf"{_MEANS}\s*{_HEDGED}<z:P>{_OTHER_BASE}"
)
# "of the 412 households, 268 (65%)", "412 households, of whom 268 (65%)": the share follows its part in brackets
_PART_OF_IT = rf"{_HEDGED}<x:C>{gap(2)}\(\s*{_HEDGED}<z:P>\s*\)"
_OF_WHOLE_PART = (
    pattern(rf"\b(?:out\s+of|of)\s+{_THE}<y:C>{gap(8, years=False)},?\s*{_PART_OF_IT}"),
    pattern(rf"<y:C>{gap(6, years=False)},?\s*\bof\s+(?:which|whom)\s+{_PART_OF_IT}"),
)
_NEXT_PART = pattern(rf"(?:,|;|\band)\s+(?:a\s+further\s+|another\s+)?<x:C>{gap(2)}\(\s*<z:P>\s*\)")
_SLASHED = re.compile(
    r"(?P<z>\d{1,3}(?:\.\d+)?)\s?%\s*\(\s*(?P<x>\d[\d,]*)\s*/\s*(?P<y>\d[\d,]*)\s*\)"
    r"|(?<![\d/.,])(?P<x2>\d[\d,]*)\s?/\s?(?P<y2>\d[\d,]*)\s*(?:=|\()\s*(?P<z2>\d{1,3}(?:\.\d+)?)\s?%"
)


# ---- a percentage of parts ----


@check(
    "NUM01",
    Severity.ERROR,
    "A percentage does not follow from the numbers beside it",
    why="Anyone can divide the two numbers; when the result is not the percentage printed, one of the three is wrong and the "
    "reader cannot tell which.",
    remedy="Work the percentage out again, and correct the figure in the table as well if it came from the same sum.",
    wrong="490 of the 585 children were placed, which equates to 82%.",
    right="490 of the 585 children were placed, which equates to 83.8%.",
    source="Handbook R6.1, appendix A7",
)
def share_of_parts(paper: Paper) -> Iterator[Found]:
    """A percentage printed beside a part and its whole that is more than half of its last digit away (R6.1)."""
    for passage in paper.passages:
        if passage.kind in _READ and _A_SHARE.search(passage.text):
            yield from _shares_in(passage)


class _Share(NamedTuple):
    """A percentage and the part and whole that it is said to come from."""

    part: Quantity
    whole: Quantity
    share: Quantity
    slack: Decimal
    others: tuple[Decimal, ...] = ()
    of_the_rest: bool = False

    @property
    def exact(self) -> Decimal:
        return self.part.value * _ALL / self.whole.value

    @property
    def follows(self) -> bool:
        """Whether the percentage follows from the parts, or from them with or without another number of the sentence."""
        part, whole = self.part.value, self.whole.value
        tops = {part, *(part - other for other in self.others), *(part + other for other in self.others)}
        bottoms = {whole, *(whole - other for other in self.others)}
        tries = [(top, bottom) for top in tops for bottom in bottoms if bottom > 0 and top >= 0]
        if self.of_the_rest:
            tries.append((whole - part, whole))
        return any(abs(top * _ALL / bottom - self.share.value) <= self.slack for top, bottom in tries)


def _shares_in(passage: Passage) -> Iterator[Found]:
    said: set[int] = set()
    for one in (*_slashed(passage.text), *_worded(passage.text)):
        if one.share.start in said or not 0 < one.part.value <= one.whole.value:
            continue
        said.add(one.share.start)
        if not one.follows:
            yield _not_following(passage, one)


def _not_following(passage: Passage, one: _Share) -> Found:
    part, whole = printed(one.part.value, one.part), printed(one.whole.value, one.whole)
    cut_off = 0 < one.exact - one.share.value < one.share.step
    says = f"{part} of {whole} is {per_cent(one.exact, one.share)}, and the text says {one.share.text}"
    if cut_off:
        says += " (cut off, not rounded)"
    quote = words_between(passage.text, one.part, one.whole, one.share)
    return found_in(passage, f"{says}.", quote, severity=Severity.NOTE if cut_off else None)


def _worded(text: str) -> Iterator[_Share]:
    """Shares told in words: "490 of the 585 children, or 82%", "82% (490 of 585)"."""
    found = sentences(text)
    for sentence in found:
        for grammar in (_PART_THEN_SHARE, _SHARE_THEN_PART, _SHARE_OUT_OF):
            for match in grammar.finditer(sentence.bare):
                yield _share(sentence, match)
        yield from _listed(sentence)
    for before, after in zip(((None, *found)), found, strict=False):
        joined = f"{before.bare} {after.bare}" if before else after.bare
        for match in _WHOLE_THEN_PART.finditer(joined):
            yield _share(after._replace(own=(*(before.own if before else ()), *after.own)), match)


def _listed(sentence: Sentence) -> Iterator[_Share]:
    """Parts of one whole, each with its share in brackets: "of the 128 residents, 24 (19%) … and 36 (28%) …".

    A later part may be a part of any number before it; it speaks only where it is a share of none of them.
    """
    first = next((match for one in _OF_WHOLE_PART if (match := one.search(sentence.marked))), None)
    if first is None:
        return
    opening = _share(sentence, first)
    before = [one.value for one in sentence.own if one.unit is None and one.start < opening.part.start]
    if any(_is_share(opening.part.value, other, opening.share) for other in before if other != opening.whole.value):
        return
    yield opening
    for match in _NEXT_PART.finditer(sentence.marked, first.end()) if opening.follows else ():
        one = _share(sentence, match, opening.whole)
        wholes = [other.value for other in sentence.own if other.unit is None and other.start < one.part.start]
        if not any(_is_share(one.part.value, other, one.share) for other in wholes):
            yield one


def _is_share(part: Decimal, whole: Decimal, share: Quantity) -> bool:
    return whole > 0 and abs(part * _ALL / whole - share.value) <= share.step / 2


def _share(sentence: Sentence, match: re.Match[str], whole: Quantity | None = None) -> _Share:
    part, share = (sentence.number(match, name) for name in ("x", "z"))
    whole = whole or sentence.number(match, "y")
    near = any(sentence.hedged(match, name) for name in match.re.groupindex)
    slack = max(Decimal(3), share.value / 20) if near else share.step / 2
    used = {part.start, whole.start}
    others = tuple(one.value for one in sentence.own if one.unit is None and one.start not in used)
    more = bool(re.match(r"\s*[A-Za-z]", match.string[match.end("z") + 1 :]))
    return _Share(part, whole, share, slack, others, of_the_rest=more)


def _slashed(text: str) -> Iterator[_Share]:
    """Shares told with a stroke: "82% (490/585)", "490/585 = 82%"."""
    for match in _SLASHED.finditer(text):
        groups = ("x", "y", "z") if match["z"] else ("x2", "y2", "z2")
        part, whole, share = (_number(match, name) for name in groups)
        if int(part.value) + 1 != int(whole.value) % 100:  # "2020/21", "20/21"
            yield _Share(part, whole, share._replace(text=f"{share.text}%"), share.step / 2)


def _number(match: re.Match[str], name: str) -> Quantity:
    digits = match[name].replace(",", "")
    step = Decimal(10) ** -len(digits.partition(".")[2])
    return Quantity(Decimal(digits), None, match[name], *match.span(name), step)


# ---- shares that should make a hundred ----

_REST = pattern(
    r"\b(?:remaining|remainder|rest|other|others|balance)\b(?:\s+(?:of|the|were|was|is|are|being|which|[(])){0,3}\s*<z:P>"
)
_PERCENT_MARK = re.compile(r"⟨P(?P<i>\d+)⟩")


@check(
    "NUM02",
    Severity.ERROR,
    "Shares and “the remaining” share do not make 100%",
    why="A share and all the rest must make a hundred; when they do not, a group has been left out, or counts have been "
    "printed as percentages.",
    remedy="Work each share out from its count again; if the numbers are counts, take the percent signs away.",
    wrong="67% were aged 10 to 15, the remaining 13% were 16 or 17.",
    right="84% were aged 10 to 15, the remaining 16% were 16 or 17.",
    source="Handbook R6.6, appendix A8",
)
def rest_of_hundred(paper: Paper) -> Iterator[Found]:
    """Percentages followed by "the remaining" one that do not make 100 together (R6.6, A8)."""
    for passage in paper.prose:
        if not _A_SHARE.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            for match in _REST.finditer(sentence.marked):
                shares = _shares_until(sentence, match.end())
                if len(shares) > 1 and not _makes_a_hundred(shares):
                    yield _not_a_hundred(passage, sentence, shares)


def _shares_until(sentence: Sentence, end: int) -> list[Quantity]:
    marks = _PERCENT_MARK.finditer(sentence.marked, 0, end)
    return [sentence.numbers[int(mark["i"])] for mark in marks]


def _makes_a_hundred(shares: list[Quantity]) -> bool:
    """Whether the last shares, two or more, make a hundred but for rounding."""
    for first in range(len(shares) - 1):
        some = shares[first:]
        if abs(sum(one.value for one in some) - _ALL) <= max(sum(one.step for one in some) / 2, Decimal("0.1")):
            return True
    return False


def _not_a_hundred(passage: Passage, sentence: Sentence, shares: list[Quantity]) -> Found:
    total = sum((one.value for one in shares), Decimal(0))
    says = f"{' and '.join(one.text for one in shares)} make {printed(total)}%, not 100%"
    if total in _counts_near(passage):
        says += f"; {printed(total)} is a number given beside them, so these look like numbers printed as percentages"
    return found_in(passage, f"{says}.", words_between(passage.text, *shares))


def _counts_near(passage: Passage) -> set[Decimal]:
    """The counts stated in a passage and, of a commentary, in its measure's cells."""
    counts = {one.value for sentence in sentences(passage.text) for one in sentence.own if one.unit is None}
    if passage.line and isinstance(passage.line.line, MeasureLine):
        current = passage.line.line.cell(Role.CURRENT)
        counts |= {figure.value for figure in current.figures} if current else set()
    return counts


@check(
    "NUM03",
    Severity.WARNING,
    "Percentages add up to a number of people or things",
    why="When percentages make exactly the count that is quoted beside them, they are most likely the counts themselves "
    "with a percent sign put to them.",
    remedy="Take the percent signs away, or work the percentages out.",
    wrong="80 young people went missing: 67% were boys and 13% girls.",
    right="80 young people went missing: 67 were boys and 13 girls.",
    source="Handbook R6.6, appendix A8",
)
def counts_as_shares(paper: Paper) -> Iterator[Found]:
    """Whole percentages of one sentence that sum to a count of that sentence or the one before, not to 100 (A8)."""
    for passage in paper.prose:
        if not _A_SHARE.search(passage.text):
            continue
        found = sentences(passage.text)
        for index, sentence in enumerate(found):
            shares = [one for one in sentence.own if one.unit is Unit.PERCENT]
            total = sum((one.value for one in shares), Decimal(0))
            if _REST.search(sentence.marked) or not _like_counts(shares, total):
                continue
            near = (*(found[index - 1].own if index else ()), *sentence.own)
            whole = next((one for one in near if one.unit is None and one.value == total), None)
            if whole:
                listed = " and ".join(one.text for one in shares)
                says = f"{listed} make {printed(total)}, the number given as “{whole.text}”: are these numbers, not shares?"
                yield found_in(passage, says, words_between(passage.text, *shares))


def _like_counts(shares: list[Quantity], total: Decimal) -> bool:
    """Whether shares can be counts with a sign put to them: whole numbers that differ and do not make a hundred."""
    whole = all(one.value == one.value.to_integral_value() and one.step == 1 for one in shares)
    return len(shares) > 1 and whole and total >= 20 and abs(total - _ALL) > 2 and all(one.value > 0 for one in shares)


# ---- a percentage and a count that no whole can give ----

_SHARE_AND_COUNT = pattern(
    r"<z:P>\s*\(\s*<x:D>\s+(?!in\b|up\b|down\b|more|fewer|less|points?|per|percentage|target|last|previous|from|to\b|of\b|out\b|per\b)[a-z]+(?:\s+[a-z]+){0,2}\s*\)"
)
_MOST = 30


@check(
    "NUM04",
    Severity.WARNING,
    "No whole number gives this count and this percentage",
    why="One case is 50%, 33% or 25% of a small group, never 45%: a reader who tries finds that one of the two is wrong.",
    remedy="Print the part and the whole (“5 of 11”), and work the percentage out from them.",
    wrong="45% (1 audit) was inadequate.",
    right="50% (1 of 2 audits) was inadequate.",
    source="Handbook R6.1",
)
def impossible_share(paper: Paper) -> Iterator[Found]:
    """A percentage with a small count in brackets where no whole number of cases gives that percentage (R6.1)."""
    for passage in paper.passages:
        if passage.kind not in _READ or not _A_SHARE.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            for match in _SHARE_AND_COUNT.finditer(sentence.marked):
                count, share = sentence.number(match, "x"), sentence.number(match, "z")
                if count.step == 1 and 0 < count.value <= _MOST and not _possible(int(count.value), share):
                    says = f"{share.text} cannot be {count.text} of any whole number, nor a part of {count.text}."
                    yield found_in(passage, says, words_between(passage.text, share, count))


def _possible(count: int, share: Quantity) -> bool:
    """Whether the count can be the part, or the whole, of that percentage; rounded or cut off."""
    if share.value <= 0 or share.value > _ALL:
        return True

    def fits(part: int, whole: int) -> bool:
        exact = part * _ALL / whole
        return abs(exact - share.value) <= share.step / 2 or 0 <= exact - share.value < share.step

    near = int(count * _ALL / share.value)
    wholes = range(max(count, near - 2), near + 3)
    return any(fits(count, whole) for whole in wholes) or any(fits(part, count) for part in range(count + 1))


CHECKS = (share_of_parts, rest_of_hundred, counts_as_shares, impossible_share)
