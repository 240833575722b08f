"""Where a text or a measure counts a few people: what a performance officer must look at before a paper is public.

Careful in one direction: a number is a count of people only where the words leave no doubt (handbook 2.3, R2.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from goldenthread.rules.checks.sentences import sentences

SMALL = 5
"""Counts of 1 to this many individual people are withheld by default (handbook 2.1; practice, no national standard)."""

NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five")
_SMALL_NUMBER = rf"[1-{SMALL}]|one|two|three|four|five"
_OTHER_NUMBER = r"\d{1,3}|six|seven|eight|nine|ten|eleven|twelve"

_CHILD = (
    r"child(?:ren)?|pupils?|young (?:people|persons?|adults?)|youngsters?|students?|care leavers?|bab(?:y|ies)|toddlers?"
    r"|boys?|girls?|teenagers?|siblings?|(?-i:CYP|UASC|CiC|CIC|LAC|CLA)"
)
_ADULT = (
    r"residents?|tenants?|patients?|clients?|service users?|adults?|people|persons?|individuals?|wom[ae]n|m[ae]n|mothers?"
    r"|fathers?|parents?|rough sleepers?|victims?|offenders?"
)
# an event that happens to one person: to count it is to count people
_EVENT = (
    r"(?:permanent |fixed[- ]term |fixed[- ]period )?exclusions?|suspensions?|(?-i:P(?:E|e)[Xx]s?)|deaths?|suicides?"
    r"|pregnanc(?:y|ies)"
    r"|teenage conceptions?|serious incidents?"
)
_EVENT_OF_A_CHILD = re.compile(r"exclusion|suspension|(?-i:P(?:E|e)[Xx])|conception", re.IGNORECASE)
_IS_CHILD = re.compile(rf"(?:{_CHILD})", re.IGNORECASE)
_ANYBODY = re.compile(rf"\b(?:{_CHILD}|{_ADULT}|{_EVENT})\b(?!['’])", re.IGNORECASE)
_SINGULAR = re.compile(
    r"child|pupil|young (?:person|adult)|youngster|student|care leaver|baby|toddler|boy|girl|teenager|sibling"
    r"|resident|tenant|patient|client|service user|adult|person|individual|woman|man|mother|father|parent|rough sleeper"
    r"|victim|offender"
    r"|(?:.* )?exclusion|suspension|death|suicide|pregnancy|.*conception|.*incident",
    re.IGNORECASE,
)
_BOTH = re.compile(r"CYP|UASC|CIC|LAC|CLA|PEX", re.IGNORECASE)

_COUNTED = re.compile(
    rf"(?<![\w.,£/–’'-])(?P<n>{_SMALL_NUMBER})(?P<of>\s+(?:out\s+)?of\s+(?:the|these|those|our)(?:\s+(?:{_OTHER_NUMBER}"
    rf"|{_SMALL_NUMBER}))?)?"
    rf"(?P<middle>(?:\s+[A-Za-z][\w-]*){{0,3}}?)\s+(?P<who>{_CHILD}|{_ADULT}|{_EVENT})\b(?![’'/])",
    re.IGNORECASE,
)
_STATED = re.compile(
    rf"\b(?P<who>{_CHILD}|{_EVENT})\b(?![’'/])(?P<middle>[^.;:=\n]{{0,100}}?)\s*"
    rf"(?:=\s*(?P<n>[1-{SMALL}])(?=\s*$|\s*[.,;)]|\s+(?-i:[A-Z]))|\b(?:was|were|is|are|stands at|stood at"
    rf"|totalled)\s+(?P<m>[1-{SMALL}]|one|two|three|four|five)"
    r"(?=\s*$|\s*[,;)]|\.(?!\d)|\s+and\b))",
    re.IGNORECASE,
)
_CASES = re.compile(
    rf"\b(?P<n>{_SMALL_NUMBER})\s+(?:\w+\s+)?(?:cases?|incidents?|instances?)\b[^.;]{{0,40}}\b(?:died|deaths?|fatal\w*"
    rf"|suicides?)\b",
    re.IGNORECASE,
)

_NOT_BETWEEN = re.compile(
    r"(?:for|and|of|where|with|in|to|on|by|who|that|which|or|at|from|when|whose|as|is|was|were|are|the|a|an|per|out|if"
    r"|than|plus|fewer|more|less|extra"
    r"|years?|months?|weeks?|days?|hours?|minutes?|bed|bedroom\w*|way|stage|tier|term|key|level|phase|step|post|\d+"
    r"|school|settings?|home|centre|service|team|worker|member|staff|foster|social|support|based|led|friendly|focused|specific)",
    re.IGNORECASE,
)
_FALSE_PLURAL = re.compile(r".*(?:ss|ous|less|us|is)", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:fewer|less|more|greater|other|rather) than|\bup to|\bat (?:least|most)|\b(?:under|below|over|above|every"
    r"|per|each|even|any|if|no|not|level|stage"
    r"|tier|phase|step|objective|priority|year|age|aged|class|team|section|part|aim|type|table|appendix|item|point"
    r"|quarter|q|band|outcome|ks|key"
    r"|number|ratio|version|aims?|target|target of|groups? of|famil\w+ of|maximum of|minimum of|ratio of|for)|\b(?:one"
    r"|\d+|half) in"
    r"|[<>≤≥~])\s*$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s*(?:per\b|or (?:more|fewer|less)\b|and (?:over|under)\b|at a time|to another|said|told|commented|described"
    r"|wrote|explained|reported that|s\b"
    r"|in (?:four|five|ten|every)|out of (?:every|ten))",
    re.IGNORECASE,
)
_AFTER_ONE = re.compile(
    r"\s*(?:$|[.,;:)–?!-]|(?:is|was|has|had|have|who|whose|in|into|from|with|being|at|of|to|on|under|that|did|will|now"
    r"|currently|left|moved|went|came"
    r"|remains?|continues?|and|or|aged|also|would|may|can|could|does|as|by|but|because|since|after|during|this|last"
    r"|awaiting|\w{2,}ed|\w{2,}ing)\b)",
    re.IGNORECASE,
)
_TAKING_PART = re.compile(
    r"\b(?:took part|taking part|take part|consult\w*|focus groups?|volunteer\w*|apprentice\w*|ambassadors?|youth "
    r"(?:cabinet|council|parliament|forum)"
    r"|interview panel|award\w*|nominat\w*|perform(?:ed|ing)|competition|concert|festival|workshops?|survey\w*"
    r"|celebrat\w*|medal\w*|elected)\b",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    r"\b(?:in care|into care|looked after|care orders?|care proceedings|court\w*|secure (?:\w+ )?(?:bed|home|placement"
    r"|unit|accommodation)|abscond\w*"
    r"|missing|exploit\w*|abus\w*|neglect\w*|self[- ]harm\w*|significant harm|injur\w*|deaths?|died|suicid\w*"
    r"|safeguarding|child protection|domestic"
    r"|victims?|offen[cd]\w*|convict\w*|arrest\w*|custod\w*|remand\w*|prison\w*|homeless\w*|evict\w*|rough sleep\w*"
    r"|refuges?|asylum|traffick\w*"
    r"|hospital\w*|sectioned|misus\w*|overdos\w*|pregnan\w*|conceptions?|adopt(?:ed|ion)|delayed (?:transfers?"
    r"|discharge)|care homes?|nursing homes?"
    r"|bed and breakfast|temporary accommodation|hiv|tuberculosis|sexual\w*|mental health|dement\w*)\b",
    re.IGNORECASE,
)
# of grown people only what nobody else would publish: not what was said in court, nor what happened on the roads
_GRAVE_FOR_AN_ADULT = re.compile(
    r"\b(?:exploit\w*|abus\w*|neglect\w*|self[- ]harm\w*|deaths?|died|suicid\w*|safeguarding|domestic|victims?|homeless\w*"
    r"|evict\w*|rough sleep\w*|refuges?|asylum|traffick\w*|hospital\w*|sectioned|misus\w*|overdos\w*|pregnan\w*"
    r"|delayed (?:transfers?|discharge)|care homes?|nursing homes?|bed and breakfast|temporary accommodation|hiv"
    r"|tuberculosis|sexual\w*|mental health|dement\w*)\b",
    re.IGNORECASE,
)
_ON_THE_ROAD = re.compile(r"\b(?:roads?|collisions?|traffic)\b", re.IGNORECASE)
_GRAVE_FOR_A_CHILD = re.compile(
    r"\b(?:exclu\w+|suspen\w+|pe[xX]|rescinded|placed|placements?|disabilit\w+|disabled|special educational|(?-i:SEND?"
    r"|EHCPs?|EOTAS|NEET|PRU|CIN|CP|LAC|CIC|UASC)"
    r"|health (?:and )?care plans?|care leavers?|foster\w*|residential|home (?:educated|tuition)|alternative provision"
    r"|part[- ]time timetable\w*|removed)\b",
    re.IGNORECASE,
)


class Count(NamedTuple):
    """A few people counted in a text: how many, the words that say so, and whether they are in a grave matter."""

    value: int
    words: str
    grave: bool


def number_of(text: str) -> int:
    """The number that "3" or "three" is; 0 for none of the small ones."""
    return int(text) if text.isdigit() else NUMBER_WORDS.index(text.lower()) if text.lower() in NUMBER_WORDS else 0


@lru_cache(maxsize=4096)
def small_counts(text: str, title: str = "") -> tuple[Count, ...]:
    """The counts of 1 to 5 people that a text states, in order (R2.8). `title` is the title of the line it belongs to."""
    if not _ANY_SMALL.search(text):
        return ()
    found: dict[str, Count] = {}
    for sentence in sentences(text):
        if _ANY_SMALL.search(sentence):
            for count in _of_sentence(sentence, title):
                found.setdefault(count.words.lower(), count)
    return tuple(found.values())


_ANY_SMALL = re.compile(rf"(?<![\w.,£])(?:{_SMALL_NUMBER})(?![\w%]|[.,]\d)", re.IGNORECASE)


def _of_sentence(sentence: str, title: str) -> Iterator[Count]:
    counted = [match for match in _COUNTED.finditer(sentence) if _is_count(match, sentence)]
    stated = (
        [match for match in _STATED.finditer(sentence) if _is_stated(match, sentence)]
        if _EQUALS.search(sentence)
        else []
    )
    cases = list(_CASES.finditer(sentence))
    if not (counted or stated or cases) or _TAKING_PART.search(sentence):
        return
    grave = bool(_GRAVE.search(sentence))
    grave_for_adults = bool(_GRAVE_FOR_AN_ADULT.search(sentence)) and not _ON_THE_ROAD.search(sentence)
    for match in counted:
        if _IS_CHILD.fullmatch(match["who"]) or _EVENT_OF_A_CHILD.search(match["who"]):
            serious = grave or bool(_GRAVE_FOR_A_CHILD.search(sentence)) or grave_title(title)
            yield Count(number_of(match["n"]), match[0].strip(), serious)
        elif grave_for_adults:
            yield Count(number_of(match["n"]), match[0].strip(), True)
    for match in stated:
        yield Count(number_of(match["n"] or match["m"]), match[0].strip(), True)
    for match in cases if grave_for_adults else ():
        yield Count(number_of(match["n"]), match[0].strip(), True)


_EQUALS = re.compile(rf"(?:=|\b(?:was|were|is|are|at|totalled))\s*(?:{_SMALL_NUMBER})\b", re.IGNORECASE)


def _is_stated(match: re.Match[str], sentence: str) -> bool:
    return not _NOT_STATED.search(sentence[max(0, match.start() - 40) : match.start()] + match["middle"])


_NOT_STATED = re.compile(
    r"\b(?:rate|average|mean|median|score|ratio|per|grade|target|aim|priority|level|rank\w*|percentage|proportion"
    r"|schools?|settings?|homes|centres?"
    r"|hubs?|services?|teams?|posts?|staff|workers?|days?|weeks?|months?|years?|times?|visits?|meetings?|step|stage"
    r"|objective|one of|if)\b",
    re.IGNORECASE,
)


def _is_count(match: re.Match[str], sentence: str) -> bool:
    who, value = match["who"], number_of(match["n"])
    if any(_NOT_BETWEEN.fullmatch(word) or _looks_plural(word) for word in match["middle"].split()):
        return False
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
        return False
    if match["of"] or _BOTH.fullmatch(who):
        return True
    if value == 1:
        return bool(_SINGULAR.fullmatch(who) and _AFTER_ONE.match(after))
    return not _SINGULAR.fullmatch(who)


def _looks_plural(word: str) -> bool:
    return word.endswith("s") and len(word) > 3 and not _FALSE_PLURAL.fullmatch(word)


# ---- what a measure counts ----

_THING = (
    r"schools?|settings?|homes?|units?|assessments?|plans?|referrals?|contacts?|cases?|caseloads?|visits?|meetings?"
    r"|posts?|workers?|staff"
    r"|agenc(?:y|ies)|courses?|sessions?|places?|placements?|complaints?|incidents?|gradings?|audits?|case ?files?"
    r"|outcomes?|reviews?|practitioners?"
    r"|educators?|governors?|volunteers?|apprentice\w*|councillors?|propert\w+|dwellings?|carers?|households?|famil\w+"
    r"|days?|weeks?|hours?|costs?"
    r"|spend\w*|budget|interviews?|checks?|programmes?|groups?|clubs?|events?|librar\w+|parks?|facilit\w+|services?"
    r"|centres?|providers?|businesses"
    r"|casualt\w+|collisions?|accidents?|killed"
)
_HEAD = re.compile(
    rf"\b(?:(?P<who>{_CHILD}|{_ADULT}|{_EVENT})\b(?!['’])|(?P<thing>(?:{_THING})\b|[a-z]+(?:['’]s|s['’])))",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"%|\b(?:per ?cent\w*|proportion|rates?|average|mean|median|ratio|score|gap|cost\w*|spend\w*|budget|per|thousands?"
    r"|millions?|000s?|timeliness"
    r"|turnaround|days|weeks|months to)\b",
    re.IGNORECASE,
)
_IN_THOUSANDS = re.compile(r"\b(?:thousands|millions|000s?|'000)\b", re.IGNORECASE)
_EVENTS_OF = re.compile(r"\b(?:incidents|instances|cases|number) of\b", re.IGNORECASE)
_ROADS = re.compile(
    r"\b(?:roads?|collisions?|casualt\w+|ksi|killed|traffic|fires?|visitors?|customers?)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def is_of_people(title: str) -> bool:
    """Whether a measure's first thing named is individual people, not posts, schools or meetings."""
    if _ROADS.search(title):
        return False
    match = _HEAD.search(_EVENTS_OF.sub(" ", title))
    return bool(match and match["who"])


@lru_cache(maxsize=4096)
def counts_people(title: str) -> bool:
    """Whether a measure counts individual people, one by one: "Reduce the number of children who …"."""
    if _IN_THOUSANDS.search(title):
        return False
    return is_of_people(title) and not _RATIO.search(re.sub(r"\([^()]*\)", "", title))


def grave_title(title: str) -> bool:
    """Whether a measure's title speaks of a matter in which to be recognised would harm."""
    return bool(_GRAVE.search(title) or _GRAVE_FOR_A_CHILD.search(title))


def is_of_taking_part(text: str) -> bool:
    """Whether a text speaks of people who took part in something: to be counted there harms nobody."""
    return bool(_TAKING_PART.search(text))


def names_people(text: str) -> bool:
    """Whether a text speaks of people at all."""
    return bool(_ANYBODY.search(text))
