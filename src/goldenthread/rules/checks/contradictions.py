"""Checks on passages that cannot both be true: within a commentary, between two, or between the text and the table (COM)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.model.plan import MeasureLine
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.claims import commentaries
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Held, Kind, Paper, Passage
from goldenthread.rules.checks.quantities import quantities
from goldenthread.rules.checks.sentences import sentences
from goldenthread.rules.checks.words import listed

_MOST = 25
_FALL = r"(?:drop|decline|decrease|reduction|fall|deterioration)"
_RISE = r"(?:increase|rise|growth)"
_NONE_OF_IT = re.compile(
    rf"\b(?:there (?:is|was|has been|have been) no|no) (?:real |significant |overall )?(?:(?P<fall>{_FALL})"
    rf"|(?P<rise>{_RISE}))s?\b"
    r"(?P<of>[^.;,]{0,25})",
    re.IGNORECASE,
)
_SOME_OF_IT = re.compile(
    rf"\bthere (?:is|was|has been|have been) (?:an? |some )(?:slight |small |marked |significant |further )?"
    rf"(?:(?P<fall>{_FALL})|(?P<rise>{_RISE}))s?\b(?P<of>[^.;,]{{0,25}})",
    re.IGNORECASE,
)
_WHOLE_THING = re.compile(
    r"\b(?:figures?|performance|actual|overall|numbers?|rate|result|percentage|quarter)\b", re.IGNORECASE
)


@check(
    "COM17",
    Severity.NOTE,
    "A commentary says both that it fell and that it did not",
    why="Members cannot tell which of two opposite sentences to believe.",
    remedy="Say which it is, or what each of the two sentences is about.",
    wrong="“There is no drop from last year's figure. … There has been some decline in take-up.”",
    right="“There has been some decline in take-up since last year.”",
    source="Practice",
)
def says_both(paper: Paper) -> Iterator[Found]:
    """ "There is no drop" and "there has been some decline" in one commentary, of the figure itself or of one thing."""
    for passage, held in commentaries(paper, "no "):
        none = _NONE_OF_IT.search(passage.text)
        for some in _SOME_OF_IT.finditer(passage.text) if none else ():
            if none is None or bool(none["fall"]) != bool(some["fall"]) or not _one_thing(none["of"], some["of"], held):
                continue
            first, second = _upto(none), _upto(some)
            says = f"The commentary of {held.called} says “{first}” and “{second}”."
            yield found_in(passage, says, second)
            break


def _upto(match: re.Match[str]) -> str:
    """What was found, without the word that its end cuts."""
    return match[0].strip() if len(match["of"]) < _MOST else match[0].rsplit(" ", 1)[0].strip()


def _one_thing(none_of: str, some_of: str, held: Held) -> bool:
    """Whether both speak of the same noun, or one of the figure and the other of what the title names."""
    stems = [{word[:7] for word in re.findall(r"[a-z]{4,}", text.lower())} for text in (none_of, some_of)]
    if stems[0] & stems[1] - {
        "from",
        "this",
        "last",
        "with",
        "figure",
        "figures",
        "quarter",
        "year",
        "number",
        "numbers",
    }:
        return True
    title = re.sub(r"\W", "", held.line.title.lower())
    named = any(
        re.sub(r"\W", "", word) in title
        for word in re.findall(r"[a-z-]{5,}", some_of.lower().replace("uptake", "takeup"))
    )
    return bool(_WHOLE_THING.search(none_of)) and named


# ---- how many there are of what does not change from page to page ----

_NUMBERS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)
_STANDING_THINGS = (
    r"schools|academies|colleges|nurseries|wards|libraries|leisure centres|children['’]s centres|family hubs|care homes"
    r"|day centres|museums"
    r"|community centres|cemeteries|household waste sites|recycling centres|directorates|corporate priorities|town centres"
    r"|fire stations"
)
_COUNTED = re.compile(
    rf"\b(?:all(?: of)?(?: the| our)?|of (?:the|our)(?: borough['’]s| council['’]s)?|(?:the|our) (?:borough|council|authority"
    rf"|county)['’]s)\s+"
    rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<thing>(?:(?!schools)[a-z]+ ){{0,2}}(?:{_STANDING_THINGS}))\b"
    r"(?! (?:that|which|who|in|with|where|inspected|visited|surveyed|judged|rated|graded|affected|involved|named|identified"
    r"|due|concerned))",
    re.IGNORECASE,
)


@check(
    "COM18",
    Severity.NOTE,
    "Two counts of the same thing",
    why="A paper that says “all seven libraries” on one page and “all eight libraries” on another is wrong on one of them.",
    remedy="Check how many there are and use that number throughout.",
    wrong="“All seven libraries reopened.” … “Visits rose at all eight libraries.”",
    right="“All eight libraries reopened.” … “Visits rose at all eight libraries.”",
    source="Practice",
)
def two_counts(paper: Paper) -> Iterator[Found]:
    """Two totals ("all seven", "of the eight") of schools, libraries or other things that a council has a set number of."""
    counts: dict[str, dict[int, tuple[Passage, str]]] = defaultdict(dict)
    for passage in paper.passages:
        for match in _COUNTED.finditer(passage.text) if _has_a_total(passage.text) else ():
            thing = " ".join(match["thing"].lower().split())
            counts[thing].setdefault(_count(match["count"]), (passage, match[0]))
    for thing, told in counts.items():
        if len(told) > 1:
            (_, first), (passage, second), *_ = told.values()
            yield found_in(passage, f"“{second}” here, and “{first}” elsewhere: two totals of {thing}.", second)


def _has_a_total(text: str) -> bool:
    return "all " in text or "All " in text or "of the " in text or "of our " in text or "’s " in text or "'s " in text


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text.lower()) + 2


# ---- a rate in the text and in the table ----

_PER = re.compile(r"\bper (?P<base>1,?000|10,?000|100,?000)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:national\w*|england|english|region\w*|north|south|east|west|neighbours?|average|comparator|target|statistical"
    r"|other|20\d\d|last year"
    r"|previous\w*|peak\w*)\b",
    re.IGNORECASE,
)
_FOLD = 2


@check(
    "COM19",
    Severity.NOTE,
    "A rate in the text that is far from the table's",
    why="One paper that gives two rates for the same thing, one of them a multiple of the other, has a slip in one of them.",
    remedy="Check both against the same source and definition.",
    wrong="“The current rate of children in need per 10,000, circa 93”; the table has 362 and 380",
    right="“The current rate of children in need per 10,000, circa 360”; the table has 362",
    source="Practice",
)
def other_rate(paper: Paper) -> Iterator[Found]:
    """A rate "per 10,000" in the text whose subject is a measure's, under half or over twice all of the row's figures."""
    rates = [(held, measure, match) for held, measure in paper.measures if (match := _PER.search(measure.title))]
    for passage in paper.prose if rates else ():
        if "per 1" not in passage.text:
            continue
        for sentence in sentences(passage.text):
            per = _PER.search(sentence)
            said = quantities(sentence)
            if not per or len(said) != 1 or _ELSEWHERE.search(sentence):
                continue
            for held, measure, match in rates:
                values = [figure.value for cell in measure.cells for figure in cell.figures if figure.value > 0]
                same_base = _digits(match["base"]) == _digits(per["base"])
                if not same_base or not values or _subject(measure) not in " ".join(sentence.lower().split()):
                    continue
                if said[0].value * _FOLD < min(values) or said[0].value > max(values) * _FOLD:
                    shown = listed(list(dict.fromkeys(f"{value:,f}" for value in values)))
                    yield found_in(
                        passage,
                        f"The text gives {said[0].text} for the rate of {held.called}; the table has {shown}.",
                        said[0].text,
                    )


def _digits(text: str) -> str:
    return text.replace(",", "")


def _subject(measure: MeasureLine) -> str:
    """What a rate is of, in the words of its title: "children in need"."""
    match = re.search(r"\brate of (?P<what>[a-z' ]+?)(?: \(| per\b)", measure.title, re.IGNORECASE)
    return match["what"].lower().strip() if match and len(match["what"].split()) > 1 else "\0"


# ---- a commentary in the wrong row ----

_OWN_NAME = re.compile(r"^(?P<ref>[A-Z][A-Za-z]{0,5}\s?[A-Z]{0,3}\s?\d[\w.]*(?:\s\d{1,2})?[a-z]?)\s*[:–-]\s+\S")
_PAIRS = (
    ("primary", "secondary"),
    ("council tax", "business rates"),
    ("boys", "girls"),
    ("adoption", "fostering"),
    ("major", "minor"),
    ("stage 1", "stage 2"),
    ("housing benefit", "council tax"),
    ("residential", "nursing"),
    ("recycling", "fly-tipping"),
)


@check(
    "COM20",
    Severity.WARNING,
    "A commentary that names another line as its own",
    why="Words that were written for another measure explain the wrong figure, and the right one goes without.",
    remedy="Move the commentary to its line, or correct the reference.",
    wrong="Under HS 04: “HS 03: repairs were completed within target”",
    right="Under HS 03: “HS 03: repairs were completed within target”",
    source="Practice",
)
def names_another(paper: Paper) -> Iterator[Found]:
    """A commentary that begins with the reference of another line of the paper, as a heading."""
    refs = {re.sub(r"\W", "", held.line.ref).casefold(): held.line.ref for held in paper.lines if held.line.ref}
    for held in paper.lines:
        match = _OWN_NAME.match(held.words)
        ref = refs.get(re.sub(r"\W", "", match["ref"]).casefold()) if match else None
        if match and ref and held.line.ref and ref != held.line.ref:
            says = f"The commentary of {held.called} begins with “{match['ref']}”, the reference of another line."
            yield Found(held.at("commentary"), says, held.words, match["ref"])


@check(
    "COM21",
    Severity.NOTE,
    "A commentary that speaks of another measure",
    why="A remark on secondary schools under the primary schools' measure was most likely meant for the row beside it.",
    remedy="Check which of the two lines the words belong to.",
    wrong="Percentage of primary schools judged good: “One secondary school was visited.”",
    right="Percentage of primary schools judged good: “One primary school was visited.”",
    source="Practice",
)
def the_other_of_a_pair(paper: Paper) -> Iterator[Found]:
    """A title that names one of a pair, a commentary that names only the other, and another line whose title is on that one."""
    titles = [held.line.title.lower() for held in paper.lines]
    pairs = [
        pair for one, other in _PAIRS if any(one in title for title in titles) for pair in ((one, other), (other, one))
    ]
    for passage in paper.passages if pairs else ():
        held = passage.line
        if held is None or passage.kind is not Kind.COMMENTARY:
            continue
        title, words = held.line.title.lower(), held.words.lower()
        for own, other in pairs:
            if own not in title or other in title or own in words or not re.search(rf"\b{other}\b", words):
                continue
            theirs = next((one for one in paper.lines if _is_on(one.line.title, other, own)), None)
            if theirs is not None and _is_on(title, own, other):
                match = re.search(rf"\b{other}\b", passage.text, re.IGNORECASE)
                if match:
                    says = f"{held.called} is on “{own}”, and its commentary speaks only of “{other}”, which is {theirs.called}."
                    yield found_in(passage, says, match[0])


def _is_on(title: str, own: str, other: str) -> bool:
    low = title.lower()
    return bool(re.search(rf"\b{own}\b", low)) and not re.search(rf"\b{other}\b", low)


CHECKS = (
    says_both,
    two_counts,
    other_rate,
    names_another,
    the_other_of_a_pair,
)
