"""Checks on what a commentary says of its own measure's figure (family NUM).

Only statements that clearly speak of this measure's own figure now count: not of last year, of England or of a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from goldenthread.model.figures import Figure, Role, Unit
from goldenthread.model.plan import MeasureLine, TimeBasis
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.changes import movements
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Held, Kind, Paper, Passage
from goldenthread.rules.checks.quantities import Quantity
from goldenthread.rules.checks.stated import Sentence, gap, only_near, pattern, printed, sentences

_NOW = r"(?:this|the)\s+(?:quarter|period|reporting\s+period)|quarter\s+[1-4]|q[1-4]|to\s+date|year\s+to\s+date"
_FIGURE = r"(?:figure|performance|rate|position|percentage|result|outturn|value|level|total|number)s?"
_IS = (
    r"(?:is|was|are|were|stands?\s+at|stood\s+at|is\s+at|was\s+at|at|has\s+reached|reached|now\s+stands\s+at"
    r"|reported\s+(?:is|are|was|were)|of|:|=)"
)
_STATED = tuple(
    pattern(text)
    for text in (
        rf"\b(?:current|latest|present)\s+{_FIGURE}(?:\s+(?:for|in|at|to)\s+(?:{_NOW}))?\s+{_IS}\s+(?:now\s+|currently\s+|only\s+)?<x:N>",
        r"\bthe\s+(?:current|latest)\s+<x:N>\s+figure",
        rf"^(?:the\s+|our\s+)?{_FIGURE}\s+(?:(?:(?:for|in|at\s+the\s+end\s+of|at)\s+)?(?:{_NOW})\s+)?(?:currently\s+|now\s+)?{_IS}\s+(?:now\s+|currently\s+|only\s+)?<x:N>",
        rf"^(?:in\s+|for\s+)?(?:{_NOW}),?\s+(?:the\s+|our\s+)?{_FIGURE}\s+{_IS}\s+<x:N>",
        rf"\bfigures?\s+(?:reported|for\s+(?:{_NOW}))\s+(?:is|are|was|were|stands?\s+at)\s+<x:N>",
        r"\b(?:the\s+measure|this\s+measure|this\s+indicator|this)\s+(?:currently\s+|now\s+)?(?:stands|stood)\s+at\s+<x:N>",
        rf"^(?:{_NOW})\s+(?:{_FIGURE}\s+)?(?:is|was|=|:|[-–—])\s*<x:N>",
    )
)
_RATE_OF = pattern(
    r"\brate\s+of\s+<x:N>\s+per\s+(?P<base>1,?000|10,?000|100,?000)(?:\s+(?:of\s+)?(?:the\s+)?(?:population|residents|people|households))?"
    r"\s*(?:[.,;)]|$)"
)
_THERE_WERE = pattern(
    r"^(?:(?P<when>[^⟨⟩,;:]{0,60}?),?\s+)?there\s+(?:are|were)\s+(?:now\s+|still\s+|currently\s+|a\s+total\s+of\s+)?<x:D>\s+"
    r"(?P<what>[a-z][a-z’' -]+?)(?=\s*[.,;]|\s*$|\s+(?:at|on)\s+the\s+end\b)"
)
_NUMBER_OF = re.compile(r"\bnumber of (?P<what>[a-z][a-z’' -]+?)(?=\s*(?:[(\[,;–]|$)|\s+at\b)", re.IGNORECASE)
_SUBJECT_IS = pattern(
    rf"^(?:the\s+|our\s+)?(?P<about>(?:{_FIGURE}|share|average|[a-z]+){gap(9)})\s*\b(?:is|was|stands\s+at|stood\s+at)"
    r"\s+(?:again\s+|now\s+|currently\s+|only\s+|at\s+)?<x:N>"
)
_WORD = re.compile(r"[a-z]{3,}")
_PLAIN = frozenset(
    ("the", "our", "and", "for", "with", "who", "are", "has", "have", "been", "that", "which", "this", "figure", "rate")
)
_MORE = re.compile(r"\s*(?:of|higher|lower|more|less|above|below|points?|fewer)\b", re.IGNORECASE)
_ANY_MARK = re.compile(r"⟨[PCM](?P<i>\d+)⟩")
_AGAINST = re.compile(
    r"\b(?:against|than|above|below|(?:down|up)\s+from|compared|short\s+of|limit|ceiling|beside|exceed\w*|over|under)\b",
    re.IGNORECASE,
)
_NOT_THE_FIGURE = re.compile(r"\b(?:from|than|of\s+the|out\s+of|target\s+of|against|by)\s+(?:the\s+)?$", re.IGNORECASE)
# the first number is of a part, of another time, or a count of something else
_ANOTHER_SUBJECT = re.compile(
    r"\b(?:boys|girls|male|female|in\s+(?:april|may|june|july|august|september|october|november|december|january|february|march)"
    r"|account\w*|cause|reason|more|fewer|less|last\s+(?:month|week)|since|of\s+which|who)\b.*⟨[PCM]\d+⟩.*$|\bfor\s+every\b",
    re.IGNORECASE,
)
_OF_ANOTHER_PLACE = re.compile(
    r"\b(?:nation\w+|england|region\w*|north|neighbour\w*|target|forecast|project\w+|expect\w+|will|would|should|if|boys|girls"
    r"|primary|secondary|year[- ]end|outturn|profile)\b",
    re.IGNORECASE,
)
# the sentence speaks of another time, place or thing
_OF_ANOTHER = re.compile(
    r"\b(?:last|previous|prior|earlier|ago|nation\w+|england|region\w*|north|south|east|west|neighbour\w*|compar\w+|average|target"
    r"|benchmark|forecast|project\w+|expect\w+|predict\w+|estimat\w+|provisional|unvalidated|validated|would|will|should|if|excluding"
    r"|including|without|of\s+which|month|april|may|june|july|august|september|october|november|december|january|february|march"
    r"|boys|girls|male|female|primary|secondary|baseline|year[- ]end|unique|individual|rather\s+than|increase\s+of|reduction\s+of"
    r"|between|cohort|per|week|weekly|daily)\b|(?:19|20)\d\d",
    re.IGNORECASE,
)


def _single(line: MeasureLine, role: Role = Role.CURRENT) -> Figure | None:
    """The one figure of the measure's cell of that role; None when there is none, or several."""
    cell = line.cell(role)
    return cell.figures[0] if cell and len(cell.figures) == 1 else None


def _agree(stated: Quantity, figure: Figure) -> bool:
    """Whether a number of a text and a cell's figure are the same, but for one being rounded further or cut off."""
    step = max(stated.step, Decimal(1).scaleb(min(0, int(figure.value.as_tuple().exponent))))
    return abs(stated.value - figure.value) < step


def _of_unit(stated: Quantity, figure: Figure) -> bool:
    """Whether the two are of one unit; a bare number may be a count or a rate."""
    if figure.unit in (Unit.PERCENT, Unit.POUNDS):
        return stated.unit is figure.unit
    return stated.unit is None


def _figures_of(line: MeasureLine) -> list[Figure]:
    return [figure for cell in line.cells for figure in cell.figures]


def _own_prose(paper: Paper) -> Iterator[tuple[Passage, Held, MeasureLine]]:
    """The commentary of measures, block by block."""
    for passage in paper.prose:
        held = passage.line
        if passage.kind is Kind.COMMENTARY and held and isinstance(held.line, MeasureLine):
            yield passage, held, held.line


@check(
    "NUM15",
    Severity.ERROR,
    "The commentary gives another figure than the table",
    why="Two figures for one measure stand a few lines apart; the light and the arrow rest on one of them, and nobody can tell "
    "which.",
    remedy="Find out which figure is right, and print it in both places.",
    wrong="Current: 72.8%. Commentary: “Performance this quarter was 62.8%.”",
    right="Current: 62.8%. Commentary: “Performance this quarter was 62.8%.”",
    source="Handbook R6.1, chapter 10 (consistency)",
)
def commentary_against_cell(paper: Paper) -> Iterator[Found]:
    """A statement of the measure's own figure now ("stands at", "the current figure is") that the cell contradicts."""
    for passage, held, line in _own_prose(paper):
        current = _single(line)
        if current is None:
            continue
        known = _figures_of(line)
        outright = chain(
            _stated_now(passage.text, line),
            _moved_to(passage.text, paper, held, line),
            _rate_or_count(passage.text, paper, line, current),
        )
        ways = (
            *((*found, Severity.ERROR) for found in outright),
            *((*found, Severity.WARNING) for found in _held_against(passage.text, line, paper, held)),
        )
        for sentence, stated, severity in ways:
            if stated.spelled or not _of_unit(stated, current) or any(_agree(stated, one) for one in known):
                continue
            if not _transposed(stated.value, current.value):
                says = (
                    f"The commentary says “{_short(sentence, stated)}”, and the table's figure is {_cell_text(line)}."
                )
                yield found_in(passage, says, stated.text, severity=severity)
                break


def _stated_now(text: str, line: MeasureLine) -> Iterator[tuple[Sentence, Quantity]]:
    """What sentences say that the figure is now."""
    title = line.title.lower()
    for index, sentence in enumerate(sentences(text)):
        matches = [grammar.search(sentence.marked) for grammar in _STATED]
        subject = _SUBJECT_IS.search(sentence.marked) if index == 0 else None
        if subject and all(word[:5] in title for word in _WORD.findall(subject["about"].lower()) if word not in _PLAIN):
            matches.append(subject)
        for match in matches:
            if match and _says_what_it_is(sentence, match, title):
                yield sentence, sentence.number(match, "x")
                break


def _rate_or_count(text: str, paper: Paper, line: MeasureLine, current: Figure) -> Iterator[tuple[Sentence, Quantity]]:
    """ "A rate of 1,233 per 100,000" under a title with that base, and "there were 158 households in …" in the title's words."""
    if any(_agree(one, current) for one in _numbers(text)):
        return
    for sentence in sentences(text):
        rate = _RATE_OF.search(sentence.marked)
        based = rate and re.search(
            rf"\bper {rate['base'].replace(',', '')}\b", line.title.replace(",", ""), re.IGNORECASE
        )
        if rate and based and _says_what_it_is(sentence, rate, line.title.lower()):
            yield sentence, sentence.number(rate, "x")
        there = _THERE_WERE.search(sentence.marked)
        if there and _is_the_count(there, paper, line):
            yield sentence, sentence.number(there, "x")


def _is_the_count(there: re.Match[str], paper: Paper, line: MeasureLine) -> bool:
    """Whether "there were 158 …" counts the title's things, all of them, at the end of the report's period."""
    named, end = _NUMBER_OF.search(line.title), paper.report.period.end if paper.report.period else None
    if named is None or end is None or len(there["what"].split()) < 2 or named["what"].lower() != there["what"].lower():
        return False
    when = (there["when"] or "").lower()
    at_the_end = (
        f"{end:%B}".lower() in when
        and re.match(r"(?:as )?(?:at|on)\b", when)
        and not re.search(r"\b(?:last|previous|ago)\b", when)
    )
    years = re.findall(r"\b20\d\d\b", when)
    basis = line.definition.time_basis
    snapshot = basis is not None and basis.value is TimeBasis.SNAPSHOT
    return (bool(at_the_end) and years in ([], [str(end.year)])) or (snapshot and not when)


def _says_what_it_is(sentence: Sentence, match: re.Match[str], title: str) -> bool:
    """Whether the number found is said to be the figure itself: not one near it, of something else, or a difference.

    A word for another thing may be the title's own: "the average is", of an average.
    """
    after = sentence.marked[match.end() :]
    around = sentence.marked[: match.end()] + re.split("[,;(]", after)[0][:40]
    others = [found[0].lower() for found in _OF_ANOTHER.finditer(around)]
    return not (sentence.hedged(match, "x") or _MORE.match(after) or any(word not in title for word in others))


def _held_against(text: str, line: MeasureLine, paper: Paper, held: Held) -> Iterator[tuple[Sentence, Quantity]]:
    """What the first sentence holds against the target, or the figure before, of the same cells: "64%, down from 73%"."""
    found = sentences(text)
    marks = list(_ANY_MARK.finditer(found[0].marked)) if found and text.startswith(found[0].text) else []
    if len(marks) < 2 or _OF_ANOTHER_PLACE.search(found[0].text.replace("target", "")):
        return
    stated = found[0].numbers[int(marks[0]["i"])]
    lead, current = found[0].marked[: marks[0].start()], _single(line)
    if (
        only_near(lead)
        or _NOT_THE_FIGURE.search(lead)
        or any(current and _agree(one, current) for one in _numbers(text))
    ):
        return
    beside = [*_starts(paper, held, line), _single(line, Role.TARGET)]
    for mark in marks[1:]:
        other = found[0].numbers[int(mark["i"])]
        between = found[0].marked[marks[0].end() : mark.start()]
        known = any(one and _of_unit(other, one) and _same(other, one) for one in beside)
        if known and _AGAINST.search(between) and not _ANOTHER_SUBJECT.search(found[0].marked[: mark.start()]):
            if stated.unit or stated.value >= 100 or stated.step < 1:
                yield found[0], stated
            return


def _moved_to(text: str, paper: Paper, held: Held, line: MeasureLine) -> Iterator[tuple[Sentence, Quantity]]:
    """Where a movement from the figure before (last year's, last quarter's) is said to have led."""
    starts = _starts(paper, held, line)
    for change, _ in movements(text):
        if change.near or not any(
            start and _of_unit(change.before, start) and _same(change.before, start) for start in starts
        ):
            continue
        if not _OF_ANOTHER_PLACE.search(change.sentence.text):
            yield change.sentence, change.after


def _starts(paper: Paper, held: Held, line: MeasureLine) -> list[Figure | None]:
    """The figures before: last year's, and last quarter's."""
    before = paper.before(held)
    quarter = _single(before.line) if before and isinstance(before.line, MeasureLine) else None
    return [_single(line, Role.LAST_ACTUAL), _single(line, Role.PREVIOUS), quarter]


def _same(stated: Quantity, figure: Figure) -> bool:
    return stated.value == figure.value


def _short(sentence: Sentence, stated: Quantity) -> str:
    """The words of a sentence up to its number."""
    end = sentence.text.find(stated.text) + len(stated.text)
    words = sentence.text[:end].split()
    return " ".join(words if len(words) <= 12 else ["…", *words[-12:]])


def _cell_text(line: MeasureLine) -> str:
    cell = line.cell(Role.CURRENT)
    return cell.text if cell else ""


# ---- transposed digits ----


def _transposed(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers of three digits and more differ only in that two neighbouring digits are exchanged."""
    first, second = f"{one.normalize():f}", f"{other.normalize():f}"
    if len(first) != len(second) or sum(letter.isdigit() for letter in first) < 3:
        return False
    places = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(places) != 2:
        return False
    left, right = places
    near = right - left == 1 or (right - left == 2 and first[left + 1] == ".")
    return near and first[left] == second[right] and first[right] == second[left]


@check(
    "NUM16",
    Severity.WARNING,
    "Two digits look exchanged between the commentary and the table",
    why="Printing 62.8 for 68.2 is a common slip of the hand, and no reader can tell which of the two was meant.",
    remedy="Look the figure up and print it alike in both places.",
    wrong="Current: 68.2%. Commentary: “62.8% of reviews were held on time.”",
    right="Current: 62.8%. Commentary: “62.8% of reviews were held on time.”",
    source="Handbook R6.1",
)
def exchanged_digits(paper: Paper) -> Iterator[Found]:
    """A number of the commentary that is the cell's with two neighbouring digits exchanged."""
    for passage, held, line in _own_prose(paper):
        current = _single(line)
        if current is None or any(_agree(one, current) for one in _numbers(held.words)):
            continue
        known = _figures_of(line)
        for stated in _numbers(passage.text):
            near = _of_unit(stated, current) and _transposed(stated.value, current.value)
            if near and not any(_agree(stated, one) for one in known):
                says = f"The commentary has {stated.text} and the table {_cell_text(line)}: two digits are exchanged."
                yield found_in(passage, says, stated.text)
                break


def _numbers(text: str) -> list[Quantity]:
    return [one for sentence in sentences(text) for one in sentence.own if not one.spelled]


# ---- the distance to the target ----

_TO_THE_TARGET = pattern(
    r"<d:A>\s*(?P<points>(?:percentage\s+)?points?\s+)?(?:[a-z]+\s+){0,2}?"
    r"(?P<way>above|below|over|under|short\s+of|more\s+than|less\s+than|fewer\s+than)"
    r"\s+(?:the|our|its|this\s+year['’]s)\s+(?:annual\s+|year[- ]end\s+|full[- ]year\s+)?target\b"
    r"(?!\s+(?:of|for|in|set)\b)"
)


@check(
    "NUM17",
    Severity.ERROR,
    "The distance to the target is not the one in the table",
    why="Readers see the figure and its target side by side and can subtract; a wrong difference casts doubt on both.",
    remedy="Subtract the target from the figure again, and correct the sentence or the cell that is wrong.",
    wrong="Current 114, target 90. “The rate is 34 above the target.”",
    right="Current 114, target 90. “The rate is 24 above the target.”",
    source="Handbook R6.1",
)
def distance_to_target(paper: Paper) -> Iterator[Found]:
    """ "24 above the target" against the figure and the target of the same measure."""
    for passage, _, line in _own_prose(paper):
        current, target = _single(line), _single(line, Role.TARGET)
        if current is None or target is None or current.unit is not target.unit:
            continue
        for sentence in sentences(passage.text):
            match = _TO_THE_TARGET.search(sentence.marked)
            if not match or sentence.hedged(match, "d") or _OF_ANOTHER_TIME.search(sentence.marked):
                continue
            if says := _wrong_distance(sentence.number(match, "d"), match, current, target):
                yield found_in(passage, says, sentence.number(match, "d").text)


_OF_ANOTHER_TIME = re.compile(
    r"\b(?:last|previous|prior|nation\w+|england|region\w*|forecast|project\w+|expect\w+|will|would|quarter|month|cumulative|profile"
    r"|april|may|june|july|august|september|october|november|december|january|february|march)\b|(?:19|20)\d\d",
    re.IGNORECASE,
)


def _wrong_distance(stated: Quantity, match: re.Match[str], current: Figure, target: Figure) -> str:
    above = match["way"].lower() in ("above", "over", "more than")
    exact = current.value - target.value
    signed = stated.value if above else -stated.value
    relative = exact * 100 / target.value if target.value else exact
    if stated.unit is Unit.POUNDS and current.unit is not Unit.POUNDS:
        return ""
    if stated.unit is None and current.unit is Unit.PERCENT and not match["points"]:
        return ""
    right = [relative, exact] if current.unit is Unit.PERCENT and not match["points"] else [exact]
    if stated.unit is Unit.PERCENT and current.unit is not Unit.PERCENT:
        right = [relative]
    if any(abs(signed - one) <= stated.step / 2 for one in right) or not exact:
        return ""
    way = "above" if exact > 0 else "below"
    shown = printed(abs(exact))
    unit = " points" if current.unit is Unit.PERCENT else ""
    words = re.sub(r"\s+", " ", match["way"])
    exactly = f"{printed(current.value)} is {shown}{unit} {way} the target of {printed(target.value)}"
    return f"{exactly}, and the text says {stated.text} {words} it."


# ---- nought where there is no figure ----

_NOT_THERE = re.compile(
    r"\b(?:data|figures?|information|results?|report(?:ing)?)\b[^.]{0,60}\b(?:(?:is|are|was|were|not)\s+(?:not\s+)?(?:yet\s+|currently\s+)?"
    r"(?:un)?available|not\s+(?:yet\s+)?(?:been\s+)?(?:received|published|validated|provided|collected|released))"
    r"|\bno\s+(?:data|figures?)\s+(?:is|are|was|were|has|have|available|yet|to\s+report|this)"
    r"|\b(?:awaiting|await)\s+(?:the\s+)?(?:data|figures?|results?)\b|\bunable\s+to\s+(?:report|provide)\b",
    re.IGNORECASE,
)
_IS_AVAILABLE = re.compile(r"\b(?:is|are|was|were)\s+(?:now\s+|also\s+)?available", re.IGNORECASE)


@check(
    "NUM18",
    Severity.WARNING,
    "The table says 0 and the commentary says that there is no figure",
    why="Nought is a result. A figure that is missing must not look like one: it would be compared, rated and added up.",
    remedy="Print “not available” (or “see commentary”) in the cell in place of 0.",
    wrong="Current: 0. Commentary: “Data is not yet available.”",
    right="Current: Not available. Commentary: “Data is not yet available.”",
    source="Handbook R1.1, 1.1 (“0 is only for a true zero”)",
)
def nought_for_nothing(paper: Paper) -> Iterator[Found]:
    """A figure of 0 whose commentary says that the data are not available (R1.1)."""
    for passage, held, line in _own_prose(paper):
        current = line.cell(Role.CURRENT)
        if not current or not current.figures or any(figure.value for figure in current.figures):
            continue
        found = _NOT_THERE.search(passage.text)
        if found and not _IS_AVAILABLE.search(found[0]):
            says = f"The table gives {current.text} for {held.called}, and the commentary says “{found[0]}”."
            yield found_in(passage, says, found[0])


CHECKS = (commentary_against_cell, exchanged_digits, distance_to_target, nought_for_nothing)
