"""Checks on what is left over in the text: stray characters, doubled words, text that breaks off or stands twice (family TXT)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import PROSE, Kind, Paper, Passage, likeness, short
from goldenthread.rules.checks.vocabulary import vocabulary

_WRITTEN = PROSE | {Kind.LINE_TITLE, Kind.HEADING, Kind.ACTION}


def _written(paper: Paper) -> Iterator[Passage]:
    """The passages that somebody wrote as text, not the cells of tables."""
    return (passage for passage in paper.passages if passage.kind in _WRITTEN)


_MOST_SHOWN = 6


def _all_in(quotes: list[str]) -> str:
    shown = list(dict.fromkeys(quote.strip() for quote in quotes))
    return ", ".join(f"“{quote}”" for quote in shown[:_MOST_SHOWN]) + (" and more" if len(shown) > _MOST_SHOWN else "")


_FUNCTION = (
    r"(?:In|The|This|There|As|It|We|All|Work|Our|At|For|To|On|During|An|Since|From|With|Due|These|They|Progress)"
)
_HEAD = re.compile(rf"[I-Zj-z](?= {_FUNCTION}\b)")
_MID = re.compile(
    r" (?P<mid>I(?= (?:within|of|in|to|for|the|from|by|with|on|at|is|are|has)\b)|[fghjlqruwyzst](?= [a-z]{2}))"
)
_TAIL = re.compile(r"(?<=[a-z)][.!?]) (?P<tail>[a-z]|\d{1,2})\Z")
_ABBREVIATED = re.compile(
    r"\b(?:no|nos|p|pp|para|fig|figs|approx|vol|ca|c|st|sec|ref|ch|cl|tel|ext|art|reg|vs|min|max|est|avg|hrs?|wks?)[.]\Z",
    re.I,
)
_I_SAYS = re.compile(r"\b(?:that|which|what|when|as|if|and|but|because|so|where|while|than|me|whom|who|how)\s\Z", re.I)
_GLUED = re.compile(r"(?<![\w/.@=-])(?P<word>[a-z]{5,})(?P<digits>\d{1,3})(?=[.]?\Z)")


@check(
    "TXT02",
    Severity.WARNING,
    "A stray letter or number",
    why="A lone character is a slip of the keyboard or what is left of something that was lost.",
    remedy="Take it out, or put back what it belonged to.",
    wrong="I In order to lower costs … new plans. e",
    right="In order to lower costs … new plans.",
    source="Practice",
)
def stray(paper: Paper) -> Iterator[Found]:
    """A letter alone before or after a sentence or within it, and digits that stick to the last word."""
    words = vocabulary(paper).words
    for passage in paper.prose:
        found = _stray_in(passage.text)
        if found:
            around = passage.text[max(0, found.start() - 25) : found.end() + 15]
            yield found_in(passage, f"“{found[0].strip()}” stands alone in “{around.strip()}”.", around)
        glued = _GLUED.search(passage.text, max(0, len(passage.text) - 30))
        if glued and words[glued["word"]]:
            yield found_in(passage, f"“{glued['digits']}” sticks to the last word: “{glued[0]}”.", glued[0])


def _stray_in(text: str) -> re.Match[str] | None:
    tail = _TAIL.search(text, max(0, len(text) - 5))
    if tail and _ABBREVIATED.search(text, 0, tail.start()):
        tail = None
    return _HEAD.match(text) or tail or next((one for one in _MID.finditer(text) if _is_stray(one, text)), None)


def _is_stray(match: re.Match[str], text: str) -> bool:
    before = text[: match.start() + 1]
    if match["mid"] == "I":
        return before[-2:-1].islower() and not _I_SAYS.search(before)
    return before[-2:-1].islower() and (match["mid"] in "st" or not _LABELLED.search(before))


_LABELLED = re.compile(r"\b(?:type|group|plan|option|class|part|item|letter|line|vitamin|appendix)\s\Z", re.IGNORECASE)

_DOUBLED = re.compile(r"\b(?P<word>[A-Za-z]{2,}) +(?P<again>(?P=word))\b", re.IGNORECASE)
_DOUBLED_PLURAL = re.compile(r"\b([a-z]{5,}) +\1s\b")
_MAY_DOUBLE = frozenset(
    {"had", "that", "very", "so", "no", "ha", "bye", "pom", "yo", "duran", "walla", "baden", "is", "do", "her", "much"}
)


@check(
    "TXT05",
    Severity.WARNING,
    "A word is doubled",
    why="A doubled word shows that nobody has read the passage through since it was changed.",
    remedy="Take one of the two out.",
    wrong="to improve the the offer",
    right="to improve the offer",
    source="Practice",
)
def doubled(paper: Paper) -> Iterator[Found]:
    """The same word twice, side by side (not “had had”, not a name)."""
    for passage in _written(paper):
        words = passage.text.lower().split()
        if not any(following.startswith(word) for word, following in pairwise(words) if len(word) > 1):
            continue
        found = [
            match[0]
            for match in _DOUBLED.finditer(passage.text)
            if match["word"].lower() not in _MAY_DOUBLE and not _name_twice(match)
        ]
        found += [match[0] for match in _DOUBLED_PLURAL.finditer(passage.text)]
        if found:
            yield found_in(passage, f"A word is printed twice: {_all_in(found)}.", found[0])


def _name_twice(match: re.Match[str]) -> bool:
    word, again = match["word"], match["again"]
    return (word[0].isupper() and again[0].isupper() and word.lower() not in _SMALL_WORDS) or (
        word != again and again[0].isupper()
    )


_SMALL_WORDS = frozenset({"the", "of", "and", "to", "in", "for", "a", "an", "with", "on", "by", "is", "at"})

_UNSPACED = re.compile(
    r"(?<![\w./@:=#-])[A-Za-z]*[a-z]{2}[.!?][A-Z][a-z]+(?![\w./@])|(?<![\w/@=-])[A-Za-z]*[a-z]{2},[A-Za-z]{3,}(?![/@])"
    r"|(?<![\w/@=_%.-])(?:\d{1,4}[-/])?\d{1,4}(?!mths|hours?\b)[a-z]{5,}(?![\w/@=])"
)
_MAY_BE_UNSPACED = re.compile(r"[a-z][.!?,][A-Za-z]|\d[a-z]{5}")
_THE = frozenset(
    f"{word}the" for word in ("of", "to", "in", "for", "and", "on", "by", "with", "from", "that", "is", "as")
)
_NAMES_OF_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|org|com|net|gov|co|uk|info|io|ac|csv|msg)\b", re.IGNORECASE)


@check(
    "TXT06",
    Severity.WARNING,
    "A space is missing",
    why="Words that run together are hard to read and are not found by a search.",
    remedy="Put a space between the words.",
    wrong="81% are male pupils.Several were excluded; themost common",
    right="81% are male pupils. Several were excluded; the most common",
    source="Practice",
)
def unspaced(paper: Paper) -> Iterator[Found]:
    """Sentences, numbers and words that run into each other, where it is certain."""
    known = vocabulary(paper)
    joined = {*known.joined, *(_THE & known.words.keys())}
    for passage in _written(paper):
        found = []
        if _MAY_BE_UNSPACED.search(passage.text):
            found = [one[0] for one in _UNSPACED.finditer(passage.text) if not _NAMES_OF_FILES.search(one[0])]
        found += sorted(word for word in joined if re.search(rf"\b{word}\b", passage.text))
        if found:
            yield found_in(passage, f"A space is missing in {_all_in(found)}.", found[0])


_PUNCTUATION = re.compile(
    r"[a-z)]\s?(?:(?<![.\s])\.\.(?![.\w/])|,,|;;|::|,\.|(?<=[a-z]{3})(?<!etc)\.,(?=\s[a-z]))"
    r"|[a-z)] [,;](?=[ A-Za-z]|\Z)|[a-z]{2} \.[A-Z][a-z]"
)
_MAY_BE_DISPLACED = re.compile(r"[.,;:]{2}| [,;]| \.[A-Z]")


@check(
    "TXT07",
    Severity.NOTE,
    "Punctuation is doubled or displaced",
    why="Small slips add up to a paper that looks unread.",
    remedy="Mend the punctuation.",
    wrong="common reasons.. Wilful breaking ,of rules",
    right="common reasons. Wilful breaking of rules",
    source="Practice",
)
def punctuation(paper: Paper) -> Iterator[Found]:
    """Two full stops or commas, a space before a comma."""
    for passage in paper.prose:
        if not _MAY_BE_DISPLACED.search(passage.text):
            continue
        found = [
            passage.text[max(0, match.start() - 12) : match.end() + 6].strip()
            for match in _PUNCTUATION.finditer(passage.text)
        ]
        if found:
            yield found_in(passage, f"The punctuation is doubled or displaced in {_all_in(found)}.", found[0])


_MARKER = re.compile(r"(?:(?<=\s)|\A)(?:[A-Za-z]|[ivx]{1,4}|\d{1,2})\Z")
_SMILE = re.compile(r"[:;]-?[()]")


@check(
    "TXT08",
    Severity.NOTE,
    "A bracket or quotation mark is not closed",
    why="The reader cannot tell where an aside or a quotation ends; often some words are lost with the bracket.",
    remedy="Close it, or put back what was lost.",
    wrong="the framework (agreed in June will be used",
    right="the framework (agreed in June) will be used",
    source="Practice",
)
def unclosed(paper: Paper) -> Iterator[Found]:
    """Brackets and curly quotation marks that do not pair off, in a section or commentary taken together."""
    groups: dict[tuple[str, str, str, int], list[Passage]] = {}
    for passage in paper.prose:
        place = passage.place
        groups.setdefault((place.section, place.ref, place.title, place.occurrence), []).append(passage)
    for passages in groups.values():
        for left, right, what in (("(", ")", "bracket"), ("“", "”", "quotation mark")):
            odd = [(one, found) for one in passages if (found := _unpaired(one.text, left, right))]
            if odd and sum(one.text.count(left) - one.text.count(right) for one, _ in odd):
                passage, at = odd[0][0], odd[0][1][0]
                how = "is opened and not closed" if passage.text[at] == left else "is closed and not opened"
                around = passage.text[max(0, at - 20) : at + 30]
                yield found_in(passage, f"A {what} {how}: “{around.strip()}”.", around)


def _unpaired(text: str, left: str, right: str) -> list[int]:
    """Where the marks stand that have no partner; the bracket of "a)" or "1)" needs none."""
    if text.count(left) == text.count(right):
        return []
    opened: list[int] = []
    closed: list[int] = []
    for at, sign in enumerate(_SMILE.sub("  ", text)):
        if sign == left:
            opened.append(at)
        elif sign == right and opened:
            opened.pop()
        elif sign == right and not (left == "(" and _MARKER.search(text, max(0, at - 6), at)):
            closed.append(at)
    return sorted(opened + closed)


_CUT = re.compile(
    r"[A-Za-z,] (?:the|of|and|to|an|with|their|our|or|from|into|are|was|were|has|have|been|be|will|which|between|utilising)\Z"
)
_FEWEST_WORDS = 6


@check(
    "TXT09",
    Severity.WARNING,
    "The text breaks off",
    why="A sentence that ends in the middle has lost its point, most often in copying from one table to another.",
    remedy="Put back the end of the sentence from the officer's own return.",
    wrong="… and the board are utilising the",
    right="… and the board are utilising the new fund.",
    source="Practice",
)
def breaks_off(paper: Paper) -> Iterator[Found]:
    """A paragraph or title that ends with “the”, “and”, “of” and the like, and no list after it.

    A commentary that does so is the affair of the checks on commentary.
    """
    passages = paper.passages
    for index, passage in enumerate(passages):
        if passage.kind not in (Kind.NARRATIVE, Kind.STATEMENT_TEXT, Kind.LINE_TITLE) or not _CUT.search(passage.text):
            continue
        following = passages[index + 1] if index + 1 < len(passages) else None
        goes_on = following is not None and following.kind is Kind.NARRATIVE is passage.kind
        same = following is not None and following.place.section == passage.place.section
        if len(passage.text.split()) >= _FEWEST_WORDS and not (goes_on and same):
            end = passage.text[-50:]
            yield found_in(passage, f"The text breaks off: “…{end.strip()}”.", end)


_FEWEST_REPEATED = 25
_ALIKE = 0.9


@check(
    "TXT12",
    Severity.NOTE,
    "A passage is printed twice",
    why="The reader looks for a difference that is not there, and a later change is made in one place only.",
    remedy="Keep one of the two and point to it from the other place.",
    wrong="The same paragraph under Key Developments and under Emerging Issues",
    right="The paragraph once, and “see 2.4” in the other place",
    source="Practice",
)
def printed_twice(paper: Paper) -> Iterator[Found]:
    """A paragraph of more than 25 words that stands in the narrative twice, and an item repeated within a commentary."""
    seen: dict[str, Passage] = {}
    told: set[int] = set()
    for passage in paper.prose:
        words = passage.text.lower().split()
        if passage.kind is Kind.COMMENTARY or len(words) <= _FEWEST_REPEATED:
            continue
        keys = (" ".join(words[:8]), " ".join(words[-8:]))
        other = next((seen[key] for key in keys if key in seen), None)
        if other and passage.place.order not in told and likeness(passage.text, other.text) >= _ALIKE:
            told.add(passage.place.order)
            yield found_in(
                passage, f"This paragraph is printed under {other.place.words} too: “{short(passage.text)}”."
            )
        for key in keys:
            seen.setdefault(key, passage)
    yield from _items_again(paper)


_FEWEST_IN_ITEM = 4


def _items_again(paper: Paper) -> Iterator[Found]:
    for held in paper.lines:
        blocks = held.words.split("\n")
        again = [one for one, following in pairwise(blocks) if one == following and len(one.split()) >= _FEWEST_IN_ITEM]
        if again:
            yield Found(
                held.at("commentary"),
                f"{held.called} prints the same item twice in a row: "
                f"{', '.join(f'“{short(one)}”' for one in dict.fromkeys(again))}.",
                held.words,
                again[0],
            )


CHECKS = (
    stray,
    doubled,
    unspaced,
    punctuation,
    unclosed,
    breaks_off,
    printed_twice,
)
