"""Checks on what a commentary claims of its own line: met, close to target, on course, amber; against figures and light (COM)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from goldenthread.model.figures import Figure, Role, Unit
from goldenthread.model.plan import Arrow, Light, MeasureLine, Polarity
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import (
    comparable,
    good_way,
    is_plan,
    is_standing,
    level,
    number,
    result,
    short_of,
    target_in_force,
)
from goldenthread.rules.checks.paper import Held, Kind, Paper, Passage, short
from goldenthread.rules.checks.quantities import Quantity, quantities
from goldenthread.rules.checks.sentences import sentences


def commentaries(paper: Paper, *words: str) -> Iterator[tuple[Passage, Held]]:
    """The passages of commentary that hold one of these words; none in a plan."""
    if is_plan(paper.report):
        return
    for passage in paper.passages:
        if passage.kind is Kind.COMMENTARY and passage.line is not None:
            low = passage.text.lower()
            if any(word in low for word in words):
                yield passage, passage.line


class _Standing(NamedTuple):
    """How a measure stands: its result, its target, which way is good (None where not certain)."""

    value: Figure
    target: Figure
    good: Polarity | None
    standing: bool

    @property
    def gap(self) -> Decimal:
        return abs(self.value.value - self.target.value)

    @property
    def is_far(self) -> bool:
        """More than a tenth of the target, and more than a few."""
        return bool(self.target.value) and self.gap > abs(self.target.value) / 10 and self.gap >= 3

    @property
    def is_missed(self) -> bool:
        """Whether the result plainly misses the target: not by rounding, and not for want of the rest of the year."""
        if self.good is None or short_of(self.value.value, self.target.value, self.good) <= 0:
            return False
        exponent = self.target.value.as_tuple().exponent
        rounded = round(self.value.value, -exponent if isinstance(exponent, int) else 0)
        return rounded != self.target.value and (self.standing or self.good is Polarity.LOWER)


def _standing(paper: Paper, held: Held) -> _Standing | None:
    """How the line's measure stands against its target; None where a number or a unit is missing or not certain."""
    measure = held.line
    if not isinstance(measure, MeasureLine):
        return None
    value = result(measure.cell(Role.CURRENT))
    target = level(target_in_force(measure, paper.report))
    if value is None or target is None or target.label or not comparable(value, target):
        return None
    last_quarter = paper.report.period is not None and paper.report.period.quarter == 4
    return _Standing(value, target, good_way(measure), last_quarter or is_standing(measure, value))


_HEDGED = re.compile(
    r"\b(?:not|never|nor|without|fail\w*|yet|to be|will|would|should|could|may|might|if|expect\w*|anticipat\w*|forecast\w*"
    r"|aim\w*|likely"
    r"|unable|until|unless|before|last year|previous\w*|quarter [1-4]|q[1-4]|national\w*|although|though|however|but|except"
    r"|hop\w+"
    r"|nearly|almost|once|when|where|which|despite|some|most|profile\w*|month\w*|individual|their|original\w*|had)\b|n['’]t\b",
    re.IGNORECASE,
)
_THE = r"(?:(?:the|our|its|this|an?|annual|overall|year[- ]end|\d[\d.,]*%?) ){0,3}"
_MET = re.compile(
    rf"\b(?:(?P<met>met|exceed(?:ed|ing|s)|achiev(?:ed|ing)|surpass(?:ed|ing)|reached)|(?P<above>above|in excess of)"
    rf"|(?P<below>below|under))"
    rf" {_THE}target\b(?!ed|s)"
    r"|\btarget (?:has been|was|is being|is|being) (?P<met2>met|exceeded|achieved|surpassed|reached)\b|\btarget (?P<met3>met"
    r"|exceeded|achieved)\b",
    re.IGNORECASE,
)


@check(
    "COM10",
    Severity.WARNING,
    "The words say that the target is met, the figures that it is not",
    why="Members read the sentence and pass on; if the table says the opposite, one of the two misleads them.",
    remedy="Check the figure and the target, then put the sentence or the table right.",
    wrong="Increase …: current 73%, target 85%; “The target has been exceeded.”",
    right="Increase …: current 87%, target 85%; “The target has been exceeded.”",
    source="Practice",
)
def met_but_missed(paper: Paper) -> Iterator[Found]:
    """A plain sentence that the target is met, or that the result is above or below it, where the cells say otherwise."""
    for passage, held in commentaries(paper, "target"):
        stands = _standing(paper, held)
        for sentence in sentences(passage.text) if stands else ():
            match = _MET.search(sentence)
            if not match or _HEDGED.search(sentence) or stands is None or not _speaks_of(sentence, stands):
                continue
            if not is_of_the_line(sentence, held):
                continue
            if _is_belied(match, stands):
                says = f"“{match[0]}”, says the commentary of {held.called}; {_against(stands)}."
                yield found_in(passage, says, match[0])
                break


def _is_belied(match: re.Match[str], stands: _Standing) -> bool:
    value, target = stands.value.value, stands.target.value
    if match["above"]:
        return value < target and stands.standing
    if match["below"]:
        return value > target
    return stands.is_missed


_OWN_WORDS = frozenset(
    {
        "target",
        "targets",
        "although",
        "though",
        "while",
        "forecast",
        "annual",
        "year",
        "overall",
        "this",
        "that",
        "have",
        "been",
        "with",
        "quarter",
        "performance",
        "result",
    }
    | {
        "results",
        "figure",
        "figures",
        "measure",
        "indicator",
        "milestone",
        "objective",
        "council",
        "service",
        "team",
        "currently",
    }
    | {
        "again",
        "well",
        "comfortably",
        "already",
        "exceeded",
        "exceed",
        "achieved",
        "achieve",
        "reached",
        "reach",
        "surpassed",
    }
    | {
        "above",
        "below",
        "under",
        "excess",
        "remains",
        "remain",
        "remained",
        "slightly",
        "still",
        "continues",
        "continue",
        "being",
    }
    | {
        "track",
        "course",
        "schedule",
        "meet",
        "will",
        "unlikely",
        "likely",
        "expected",
        "completed",
        "complete",
        "behind",
        "longer",
    }
    | {
        "time",
        "date",
        "timescale",
        "deadline",
        "march",
        "april",
        "june",
        "july",
        "september",
        "december",
        "october",
        "january",
    }
    | {
        "close",
        "just",
        "very",
        "fairly",
        "quite",
        "marginally",
        "narrowly",
        "missed",
        "short",
        "over",
        "outside",
        "which",
        "against",
    }
    | {
        "percentage",
        "number",
        "rate",
        "average",
        "position",
        "progress",
        "period",
        "also",
        "which",
        "fully",
        "both",
        "their",
        "they",
        "from",
    }
)


def is_of_the_line(words: str, held: Held) -> bool:
    """Whether words speak of the line itself alone: each is its title's, or one that any target is told in.

    "Emergency repairs were above target" under all repairs, or "the contractor met its target", may be true of its own part.
    """
    stems = {word[:5] for word in re.findall(r"[a-z]{4,}", held.line.title.lower())}
    return all(word in _OWN_WORDS or word[:5] in stems for word in re.findall(r"[a-z]{4,}", words.lower()))


def _speaks_of(sentence: str, stands: _Standing) -> bool:
    """Whether the sentence states no number other than the line's own: else it may speak of a part."""
    own = {stands.value.value, stands.target.value}
    others = [said for said in quantities(sentence) if said.value not in own]
    return not others or _are_its_parts(others, stands.value)


def _are_its_parts(said: list[Quantity], value: Figure) -> bool:
    """Whether two counts are the part and the whole that the line's percentage comes from: "1,281 of 2,100 (61%)"."""
    if len(said) != 2 or value.unit is not Unit.PERCENT or any(one.unit is not None for one in said):
        return False
    part, whole = said[0].value, said[1].value
    return whole > 0 and abs(part * 100 / whole - value.value) < 1


def _against(stands: _Standing) -> str:
    way = {Polarity.HIGHER: "; higher is better", Polarity.LOWER: "; lower is better", None: ""}[stands.good]
    return f"the result is {number(stands.value)} against a target of {number(stands.target)}{way}"


_CLOSE = re.compile(
    rf"\b(?:(?:very |fairly |quite )?close to {_THE}target"
    rf"|(?:just|only just|slightly|marginally|narrowly|fractionally) (?:below|under|short of|above|over|outside|off|behind"
    rf"|missed|missing"
    rf"|exceed\w*) {_THE}target|narrowly miss\w+ {_THE}target|(?:slight|marginal) (?:shortfall|variance) (?:against|from"
    rf"|on) {_THE}target)\b",
    re.IGNORECASE,
)


@check(
    "COM11",
    Severity.WARNING,
    "The words say close to target, the figures that it is far",
    why="To call a gap of a third “slightly below target” keeps councillors from asking the question that they should.",
    remedy="Say how large the gap is, or check the figure.",
    wrong="Target 94%, current 61%; “slightly below target”",
    right="Target 94%, current 92%; “slightly below target”",
    source="Practice",
)
def close_but_far(paper: Paper) -> Iterator[Found]:
    """ "Close to target", "just below target", where the result is more than a tenth of the target away from it."""
    for passage, held in commentaries(paper, "target"):
        match = _CLOSE.search(passage.text)
        stands = _standing(paper, held) if match else None
        if not match or not stands or not stands.standing or not stands.is_far:
            continue
        sentence = sentence_of(passage.text, match)
        if _speaks_of(sentence, stands) and is_of_the_line(_clause_of(sentence, match), held):
            says = f"“{match[0]}”, says the commentary of {held.called}; {_against(stands)}."
            yield found_in(passage, says, match[0])


def sentence_of(text: str, match: re.Match[str]) -> str:
    """The sentence in which something was found."""
    return next((one for one in sentences(text) if match[0] in one), match[0])


def _clause_of(sentence: str, match: re.Match[str]) -> str:
    return next((one for one in re.split(r"[,;:]| and | but ", sentence) if match[0] in one), sentence)


_ON_COURSE = re.compile(r"\bon (?:track|course|target|schedule)\b", re.IGNORECASE)
_NOT_ON_COURSE = re.compile(
    r"\b(?:will|is|are) not (?:now )?(?:be )?(?:met|achieved|completed|reached|meet|achieve|reach|complete|on track|on course"
    r"|on target"
    r"|on schedule)\b|\bno longer on (?:track|course|target|schedule)\b|\b(?:unlikely|not expected"
    r"|not likely) to (?:be )?(?:met|meet|achiev\w+"
    r"|reach\w*|complet\w+)\b|\bbehind schedule\b|\btarget will (?:not be met|be missed)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:not|never|no longer|if|should|hop\w+|could|would|unless|get\w*|back|bring\w*|return\w*|was|were|previous\w*|until"
    r"|some|most|elements?"
    r"|partial\w*|other|need\w*|ensur\w*|keep\w*|stay\w*|remain\w* to|although|however|but|except|last|national\w*|aim\w*"
    r"|again|before|had)\b|n['’]t\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:if|unless|national\w*|previous\w*|last (?:year|quarter)|risk|were|was|other|some|should|may|might)\b",
    re.IGNORECASE,
)


@check(
    "COM12",
    Severity.WARNING,
    "The words say on course, the light or the figures say not",
    why="When the sentence and the light disagree, members cannot know which of them the officer meant.",
    remedy="Ask the officer which is right, and change the other.",
    wrong="Red: “We are on track to meet the target.”",
    right="Green: “We are on track to meet the target.”",
    source="Handbook 4.2, R4.3",
)
def course(paper: Paper) -> Iterator[Found]:
    """ "On track" beside a red light or a result far from its target; "will not be met" beside a green light (4.2)."""
    for passage, held in commentaries(
        paper, "on track", "on course", "on target", "on schedule", " not ", "unlikely", "behind schedule"
    ):
        for sentence in sentences(passage.text):
            says = _course_belied(paper, held, sentence)
            if says:
                yield found_in(passage, f"{says}: “{short(sentence, 90)}”.", sentence)
                break


def _course_belied(paper: Paper, held: Held, sentence: str) -> str:
    light = held.line.progress.judged
    on, off = _ON_COURSE.search(sentence), _NOT_ON_COURSE.search(sentence)
    if not (on or off) or not is_of_the_line(sentence, held):
        return ""
    if off:
        green = light is Light.GREEN and not _OTHERS.search(sentence)
        return f"{held.called} is green, and its commentary says that it will not be achieved" if green else ""
    if not on or _UNSURE.search(sentence):
        return ""
    if light is Light.RED:
        return f"{held.called} is red, and its commentary says “{on[0]}”"
    stands = _standing(paper, held)
    if (
        light is None
        and stands
        and stands.is_missed
        and stands.gap > abs(stands.target.value) / 4
        and _speaks_of(sentence, stands)
    ):
        return f"The commentary of {held.called} says “{on[0]}”, and {_against(stands)}"
    return ""


_COLOURS = {
    "green": Light.GREEN,
    "amber": Light.AMBER,
    "yellow": Light.AMBER,
    "cautionary": Light.AMBER,
    "red": Light.RED,
}
_SYMBOL = re.compile(
    r"\b(?:(?:shown|rated|marked|reported|flagged|assessed|recorded|scored|graded) (?:as |at )?(?:an? )?"
    r"|(?:quarterly )?progress (?:is|is shown as|is rated|is reported as|is currently) (?:as )?"
    r"|(?:rag )?(?:status|rating|light|indicator) (?:is|remains|is currently|of) (?:at |as )?|rag[- ]rated (?:as )?"
    r"|remains (?:at )?)"
    r"(?P<colour>green|amber|red|yellow|cautionary)\b(?! (?:flag|list|book|route|belt|space|bin|waste|tape|cross|alert"
    r"|weather|warning))",
    re.IGNORECASE,
)
_TRAVEL = re.compile(
    r"\b(?P<way>positive|negative|upward|downward|improving|declining|worsening) direction of travel\b", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:was|were|previous\w*|last (?:quarter|year)|will be|moved? from|from (?:red|amber|green)|would|until|if"
    r"|quarter [1-4]|q[1-4]|inspection|ofsted"
    r"|risk|category|homes?|providers?|schools?|buildings?|bridges?)\b",
    re.IGNORECASE,
)


@check(
    "COM13",
    Severity.WARNING,
    "The words name another symbol than the line shows",
    why="A commentary that explains an amber light beside a green one was written for another quarter, or the light is wrong.",
    remedy="Show the symbol that the officer meant, or put the words right.",
    wrong="Green: “Progress is rated amber as two bids are outstanding.”",
    right="Amber: “Progress is rated amber as two bids are outstanding.”",
    source="Handbook 4.2, R9.2",
)
def other_symbol(paper: Paper) -> Iterator[Found]:
    """A colour or a direction that a commentary gives its own line, where the line shows another or none (R9.2)."""
    for passage, held in commentaries(paper, "green", "amber", "red", "yellow", "cautionary", "direction of travel"):
        for sentence in sentences(passage.text):
            told = _symbol_belied(held, sentence)
            if told:
                quote, shown, severity = told
                says = f"The commentary of {held.called} speaks of “{quote}”, and the line shows {shown}."
                yield found_in(passage, says, quote, severity=severity)
                break


def _symbol_belied(held: Held, sentence: str) -> tuple[str, str, Severity | None] | None:
    match = _SYMBOL.search(sentence)
    if match and not _EARLIER.search(sentence):
        light = held.line.progress.judged
        if light is None:
            return match[0], "no light that can be read", Severity.NOTE
        return None if light is _COLOURS[match["colour"].lower()] else (match[0], f"a {light.value} light", None)
    travel = _TRAVEL.search(sentence)
    if travel and isinstance(held.line, MeasureLine) and not _EARLIER.search(sentence):
        arrow = held.line.travel.judged
        if arrow is None:
            return travel[0], "no direction of travel that can be read", Severity.NOTE
        better = travel["way"].lower() in ("positive", "improving")
        worse = travel["way"].lower() in ("negative", "declining", "worsening")
        if (better and arrow is Arrow.WORSE) or (worse and arrow is Arrow.BETTER):
            return travel[0], f"“{arrow.value}”", None
    return None


CHECKS = (
    met_but_missed,
    close_but_far,
    course,
    other_symbol,
)
