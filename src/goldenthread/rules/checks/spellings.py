"""Checks on names and words that are spelt in two ways, or wrongly beyond doubt (family TXT)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.misspellings import MISSPELT
from goldenthread.rules.checks.paper import PROSE, Kind, Paper, Passage
from goldenthread.rules.checks.vocabulary import vocabulary

_TEXT = PROSE | {Kind.LINE_TITLE, Kind.HEADING, Kind.ACTION}


def _where(paper: Paper, words: str) -> Passage | None:
    """The first passage in which these words stand, as words."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return next(
        (one for one in paper.passages if one.kind in _TEXT and words in one.text and pattern.search(one.text)), None
    )


def slip(one: str, other: str) -> bool:
    """Whether two words differ by one slip of the keys: two letters exchanged, one left out, one too many, one wrong."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        return one[at + 1 :] == other[at + 1 :] or (
            one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        )
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]


_OF_A_COUNCIL = frozenset(
    ("borough", "city", "county", "district", "metropolitan", "unitary", "council", "london", "royal", "town")
)
_CALLED_A_COUNCIL = re.compile(
    r"\b(?P<name>[A-Z][a-z]{3,}) (?:(?:Metropolitan |London |Royal )?(?:Borough|City|County|District|Town) )?Council\b"
)
_LONG_NAME = 6
_FEW = 2


@check(
    "TXT13",
    Severity.WARNING,
    "The council's own name is misspelt",
    why="Nothing looks more careless to a councillor or a resident than the council's name spelt wrongly.",
    remedy="Spell the name as the council does.",
    wrong="Exmaple Borough Council",
    right="Example Borough Council",
    source="Practice",
)
def own_name(paper: Paper) -> Iterator[Found]:
    """A word that is one slip away from the council's name (not its plural, not another word of the paper)."""
    names = [word for word in re.findall(r"[A-Z][a-z]{3,}", paper.report.council) if word.lower() not in _OF_A_COUNCIL]
    words = vocabulary(paper)
    for name in names:
        near = {
            word
            for word in words.cased
            if word[0] == name[0] and len(name) >= _LONG_NAME and slip(word, name) and not _forms_of_one(word, name)
        }
        for passage in paper.passages:
            wrong = next((word for word in near if word in passage.text), "") if near else ""
            if not wrong and "Council" in passage.text:
                called = (match["name"] for match in _CALLED_A_COUNCIL.finditer(passage.text))
                wrong = next((one for one in called if slip(one, name) and not _forms_of_one(one, name)), "")
            if wrong and words.cased[wrong] <= max(_FEW, words.cased[name]):
                yield found_in(passage, f"“{wrong}” is not how the council's name is spelt: {name}.", wrong)


def _forms_of_one(one: str, other: str) -> bool:
    """Whether two words differ at their end, as forms of one word do: a plural, a tense, an adjective."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[:-1] == shorter[: len(longer) - 1]


# words of our language that are one slip apart from another
_BOTH_ARE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        complaint compliant complaints compliants trial trail trials trails casual causal
        casually causally marital martial parental paternal conservation conversation through thorough
        throughout contact contract contacts contracts contacted contracted contacting contracting county
        country counties countries patient patents parents patents patience speciality specialty
        planning planing planned planed diary dairy quite quiet united untied
        being begin form from effected affected adopted adapted adoption adaption
        commission omission complement compliment complementary complimentary principal principle personal personnel
        eligible illegible formerly formally historic historical assess access except accept
        expect desert dessert ensure insure stationary stationery practice practise practices
        practises licence license advice advise devise device deprived depraved infection
        inflection relation elation referral referrals transition translation treatment retreatment reserve
        reverse reserved reversed signed singed
        """,
    )
)
_LONG_WORD = 7


def _compared(words: Iterable[str], often: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Each word that stands once and the word of the same letters, two of them exchanged, that stands more often."""
    by_letters: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= _LONG_WORD:
            by_letters["".join(sorted(word))].append(word)
    for alike in by_letters.values():
        for one in alike:
            for other in alike:
                if often[one] == 1 and often[other] > 1 and one not in _BOTH_ARE_WORDS and slip(one, other):
                    yield one, other


_LETTER_LOST_FROM = 8
_OFTEN = 3


def _one_letter_off(often: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Each word that stands once and lacks a letter from the inside of a word that stands three times or more."""
    for word, times in often.items():
        if times < _OFTEN or len(word) < _LETTER_LOST_FROM or word in _BOTH_ARE_WORDS:
            continue
        for at in range(2, len(word) - 3):
            shorter = word[:at] + word[at + 1 :]
            if often.get(shorter) == 1 and shorter not in _BOTH_ARE_WORDS and word[at - 1 : at + 1] != "ll":
                yield shorter, word
                break


@check(
    "TXT14",
    Severity.WARNING,
    "A name or word is spelt in two ways",
    why="Readers take two spellings for two things, and a search finds only one of them.",
    remedy="See which spelling is right and use it throughout.",
    wrong="Ashely House, under the heading Ashley House",
    right="Ashley House in both places",
    source="Practice",
)
def two_spellings(paper: Paper) -> Iterator[Found]:
    """A word that stands once and is a slip away from one that stands more often, or that bears the same second name."""
    words = vocabulary(paper)
    pairs = {**dict(_one_letter_off(words.words)), **dict(_compared(words.words, words.words))}
    pairs.update(_named_alike(paper))
    for wrong, right in pairs.items():
        if wrong.lower() in MISSPELT or _is_officer(paper, wrong):
            continue
        passage = _where(paper, wrong) or _where(paper, wrong.capitalize())
        if passage:
            shown = wrong if wrong in passage.text else wrong.capitalize()
            yield found_in(passage, f"“{shown}” stands here and “{right}” in other places.", shown)


_NAMED = re.compile(r"\b(?P<first>[A-Z][a-z]{4,}) (?P<second>[A-Z]?[a-z]{3,})\b")


def _named_alike(paper: Paper) -> Iterator[tuple[str, str]]:
    """“Ashely House” and “Ashley House”: names that share their second word and differ by a slip in the first."""
    first_of: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for passage in paper.passages:
        if passage.kind in _TEXT:
            for match in _NAMED.finditer(passage.text):
                weight = 2 if passage.kind is Kind.HEADING else 1
                first_of[match["second"].lower()][match["first"]] += weight
    often = vocabulary(paper).words
    for firsts in first_of.values():
        for one, times in firsts.items():
            if times > 1 or often[one.lower()] > 1 or one.lower() in _BOTH_ARE_WORDS:
                continue
            near = [
                other for other in firsts if one[0] == other[0] and slip(one, other) and not _forms_of_one(one, other)
            ]
            if near and firsts[near[0]] > times:
                yield one, near[0]


def _is_officer(paper: Paper, name: str) -> bool:
    """Whether it is part of an officer's name: their spelling is another check's."""
    named = [officer.name for officer in paper.report.officers]
    for held in paper.lines:
        named += [*held.line.responsible, *(held.line.commentary.by if held.line.commentary else ())]
    return any(name.capitalize() in one for one in named)


_ABBREVIATION = re.compile(r"(?<![\w/.-])[A-Z]{3,6}\d?(?![\w/-])")
_FEWEST_LETTERS = 4


@check(
    "TXT15",
    Severity.NOTE,
    "An abbreviation may be written in two ways",
    why="Two abbreviations of the same letters are taken for two things.",
    remedy="See whether they mean the same, and use one of them throughout.",
    wrong="INMSS placements … NMISS schools",
    right="INMSS placements … INMSS schools",
    source="Practice",
)
def two_abbreviations(paper: Paper) -> Iterator[Found]:
    """Abbreviations of the same letters in another order, or that lack one letter before the same digit."""
    first: dict[str, Passage] = {}
    for passage in paper.passages:
        if passage.kind in _TEXT and not passage.text.isupper():
            for word in _ABBREVIATION.findall(passage.text):
                first.setdefault(word, passage)
    told: set[frozenset[str]] = set()
    for word in first:
        for other in first:
            pair = frozenset((word, other))
            if pair not in told and _one_abbreviation(word, other):
                told.add(pair)
                later = max((word, other), key=lambda one: first[one].place.order)
                earlier = other if later == word else word
                yield found_in(first[later], f"“{later}” stands here and “{earlier}” in other places.", later)


def _one_abbreviation(one: str, other: str) -> bool:
    if one >= other:
        return False
    if one[-1].isdigit() or other[-1].isdigit():
        return (
            one[-1] == other[-1]
            and abs(len(one) - len(other)) == 1
            and len(min(one, other, key=len)) >= _FEWEST_LETTERS
            and slip(one, other)
        )
    return len(one) >= _FEWEST_LETTERS and sorted(one) == sorted(other)


_EXPANDED = re.compile(r"\((?P<short>[A-Z][A-Za-z]{1,5}[A-Z])\)")


@check(
    "TXT16",
    Severity.NOTE,
    "An abbreviation is spelled out in two ways",
    why="The reader does not know which of the two is meant where only the letters stand.",
    remedy="Spell it out in the same words each time, or use another abbreviation for one of them.",
    wrong="Multi Agency Plan (MAP) … Managed Access Programme (MAP)",
    right="Multi Agency Plan (MAP)",
    source="Practice",
)
def two_meanings(paper: Paper) -> Iterator[Found]:
    """Letters in brackets after two different expansions, each of which fits the letters."""
    meant: dict[str, tuple[str, str]] = {}
    told: set[str] = set()
    for passage in paper.passages:
        if passage.kind not in _TEXT or "(" not in passage.text:
            continue
        for match in _EXPANDED.finditer(passage.text):
            words = _expansion(passage.text[max(0, match.start() - 90) : match.start()], match["short"])
            plain = _plain(words)
            if not words or match["short"] in told:
                continue
            earlier, shown = meant.setdefault(match["short"], (plain, words))
            if earlier != plain and not slip(earlier, plain):
                told.add(match["short"])
                yield found_in(
                    passage,
                    f"{match['short']} is “{words}” here and “{shown}” in an earlier place.",
                    f"({match['short']})",
                )


def _plain(words: str) -> str:
    return " ".join(re.sub(r"(?:ies|y|s|’s|'s)\Z", "", word) for word in re.split(r"[\s-]+", words.lower()))


def _expansion(words: str, letters: str) -> str:
    """The last words before the bracket whose first letters are the abbreviation's, "" where they do not fit."""
    parts = re.split(r"[\s-]+", words.strip())
    last = parts[-len(letters) :]
    fits = [part[0].lower() for part in last] == list(letters.lower())
    return " ".join(last) if fits else ""


@check(
    "TXT17",
    Severity.WARNING,
    "A word is misspelt",
    why="A misspelt word is not found by a search, and shows that the passage was not read through.",
    remedy="Mend the spelling.",
    wrong="There are currenlty 13 women on the programme.",
    right="There are currently 13 women on the programme.",
    source="Practice",
)
def misspelt(paper: Paper) -> Iterator[Found]:
    """Words that are wrong in any English text, from a short list; one finding for a passage."""
    wrong = {word for word in vocabulary(paper).cased if word.lower() in MISSPELT}
    if not wrong:
        return
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, wrong)))})\b")
    for passage in paper.passages:
        found = list(dict.fromkeys(pattern.findall(passage.text)))
        if found and passage.kind in _TEXT:
            shown = ", ".join(f"“{word}” (for {MISSPELT[word.lower()]})" for word in found)
            yield found_in(passage, f"Misspelt: {shown}.", found[0])


CHECKS = (own_name, two_spellings, two_abbreviations, two_meanings, misspelt)
