"""Checks on what a commentary says of how its figure moved since last quarter or last year, and how sure it is (COM)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.figures import Cell, Figure, Role, Unit
from goldenthread.model.plan import MeasureLine, TimeBasis
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.claims import commentaries, sentence_of
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.levels import comparable, is_standing, last_result, number, result
from goldenthread.rules.checks.paper import Held, Paper, short
from goldenthread.rules.checks.quantities import quantities
from goldenthread.rules.checks.sentences import sentences

_UP = r"increas\w+|risen|rose|rising|grown|grew|climb\w+|up"
_DOWN = r"decreas\w+|fallen|fell|falling|dropp\w+|declin\w+|reduc\w+|down"
_MOVE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:since|from|on|than|compared (?:to|with)|against|over|during|in|as in) (?:the )?(?:last|previous) quarter\b"
    r"|\bquarter on quarter\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:remain\w*|stay\w*|is|are) (?:the same|unchanged|static|stable|constant|consistent)\b|\bno change\b",
    re.IGNORECASE,
)


@check(
    "COM14",
    Severity.WARNING,
    "The words say another move since last quarter than the figures",
    why="Councillors have last quarter's paper; a rise that is called a fall costs the whole report its credit.",
    remedy="Check this quarter's figure against last quarter's report, then the sentence.",
    wrong="Quarter 1: 19, quarter 2: 27; “The average caseload has fallen since last quarter.”",
    right="Quarter 1: 19, quarter 2: 17; “The average caseload has fallen since last quarter.”",
    source="Practice",
)
def other_move(paper: Paper) -> Iterator[Found]:
    """A sentence on the move of this measure since last quarter that the figures of the two papers contradict."""
    if paper.previous is None:
        return
    for passage, held in commentaries(paper, "last quarter", "previous quarter", "quarter on quarter"):
        moved = _moved(paper, held)
        for sentence in sentences(passage.text) if moved else ():
            if moved is None or not _SINCE.search(sentence) or not _is_about(sentence, held) or quantities(sentence):
                continue
            said = _said_move(sentence)
            if said and _contradicts(said, *moved):
                then, now = (number(one) for one in moved)
                says = f"“{short(sentence, 80)}”, says the commentary of {held.called}; the figure went from {then} to {now}."
                yield found_in(passage, says, sentence)
                break


def _moved(paper: Paper, held: Held) -> tuple[Figure, Figure] | None:
    """Last quarter's result and this one's, of a measure that does not count up through the year."""
    before, line = paper.before(held), held.line
    if before is None or not isinstance(line, MeasureLine) or not isinstance(before.line, MeasureLine):
        return None
    basis = line.definition.time_basis
    if basis is not None and basis.value in (TimeBasis.FINANCIAL_YEAR_CUMULATIVE, TimeBasis.ACADEMIC_YEAR_CUMULATIVE):
        return None
    then, now = result(before.line.cell(Role.CURRENT)), result(line.cell(Role.CURRENT))
    return (then, now) if then and now and comparable(then, now) else None


def _is_about(sentence: str, held: Held) -> bool:
    """Whether the sentence begins with this measure's own words, or with none of its own ("The figure has …")."""
    head = " ".join(sentence.split()[:9])
    words = [word for word in re.findall(r"[a-z]{4,}", held.line.title.lower())[:14] if word not in _VERBS]
    shared = sum(word in head.lower() for word in set(words))
    return shared >= 2 or bool(
        re.match(
            r"(?:the|this|our) (?:figure|rate|percentage|proportion|number|result)s? (?:has|have|is|are|was)\b",
            head,
            re.I,
        )
    )


_VERBS = frozenset(
    {
        "increase",
        "reduce",
        "improve",
        "number",
        "percentage",
        "proportion",
        "rate",
        "monitor",
        "maintain",
        "quarter",
        "year",
    }
)


def _said_move(sentence: str) -> str:
    """ "up", "down" or "same"; "" where the sentence says none or several."""
    moves = {"up" if one["up"] else "down" for one in _MOVE.finditer(sentence)}
    same = _SAME.search(sentence)
    if same:
        return "" if moves else "same"
    return (
        moves.pop()
        if len(moves) == 1 and not re.search(r"\b(?:not|no|slow\w*|rate of|target)\b", sentence, re.IGNORECASE)
        else ""
    )


def _contradicts(said: str, then: Figure, now: Figure) -> bool:
    move = now.value - then.value
    if said == "same":
        return bool(then.value) and abs(move) > abs(then.value) / 10 and abs(move) >= 3
    return move < 0 if said == "up" else move > 0


_SLIGHT = re.compile(
    rf"\b(?:slight(?:ly)?|marginal(?:ly)?|small|minor|minimal(?:ly)?|modest(?:ly)?)\s+(?:{_UP}|{_DOWN}|change|rise|fall|drop|dip)\b"
    rf"|\b(?:{_UP}|{_DOWN}|changed)\s+(?:only\s+)?(?:slight|marginal|minimal|modest)ly\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:number|proportion|percentage|rate|share) of (?:the |our )?(?P<what>[a-z]{4,})\b", re.IGNORECASE
)
_THERE_IS = re.compile(r"\s*there (?:has been|have been|was|is|were|continues to be) ", re.IGNORECASE)


@check(
    "COM22",
    Severity.WARNING,
    "A great change is called slight",
    why="Councillors who find the two figures side by side ask what else is being made small.",
    remedy="Check both figures; if they are right, say how large the change is and what caused it.",
    wrong="Quarter 1: 96%, quarter 2: 7.1%; “there has been a slight increase”",
    right="Quarter 1: 96%, quarter 2: 94.8%; “there has been a slight fall”",
    source="Practice",
)
def not_slight(paper: Paper) -> Iterator[Found]:
    """A sentence that calls this measure's move slight, where last quarter's figure and this one's lie far apart."""
    for passage, held in commentaries(paper, "slight", "marginal", "small", "minor", "minimal", "modest"):
        moved = _moved(paper, held)
        if moved is None or not _is_great(*moved):
            continue
        for sentence in sentences(passage.text):
            about = _is_about(_THERE_IS.sub("", sentence), held) or _counts_the_same(sentence, held)
            if about and _SLIGHT.search(sentence) and not quantities(sentence):
                then, now = (number(one) for one in moved)
                says = f"“{short(sentence, 80)}”, says the commentary of {held.called}; the figure went from {then} to {now}."
                yield found_in(passage, says, sentence)
                break


def _counts_the_same(sentence: str, held: Held) -> bool:
    """Whether the sentence speaks of the number or share of what the title counts: "a slight fall in the number of calls"."""
    counted = _COUNTED.search(sentence)
    return counted is not None and counted["what"].lower() in held.line.title.lower()


def _is_great(then: Figure, now: Figure) -> bool:
    """Whether nobody would call the move slight: by half and more, or by 20 points and more of a percentage."""
    move = abs(now.value - then.value)
    if then.unit is Unit.PERCENT:
        return move >= _GREAT_POINTS
    return move >= abs(then.value) / 2 and move >= _GREAT_COUNT


_GREAT_POINTS, _GREAT_COUNT = 20, 10
_RECORD = re.compile(
    r"\b(?:(?:historical|historic|record|all[- ]time) high\w*|highest (?:ever|on record|level)|best ever|never been higher"
    r"|higher than ever)\b",
    re.IGNORECASE,
)


@check(
    "COM15",
    Severity.NOTE,
    "Called a record, and below last year's",
    why="A record that last year's column of the same table already beats is none.",
    remedy="Check both figures and say what the record is of.",
    wrong="Last year 80.9%, current 78.7%; “at historical highs”",
    right="Last year 80.9%, current 83.2%; “at historical highs”",
    source="Practice",
)
def no_record(paper: Paper) -> Iterator[Found]:
    """A commentary that calls its measure's result a record high, beside a higher result of last year in the same row."""
    for passage, held in commentaries(
        paper, "record", "histor", "highest", "best ever", "higher", "all-time", "all time"
    ):
        match = _RECORD.search(passage.text)
        last = last_result(held.line, paper.report) if match and isinstance(held.line, MeasureLine) else None
        value = result(held.line.cell(Role.CURRENT)) if last else None
        if not match or not last or not value or value.unit is not last[1].unit or not _is_standing_line(held, value):
            continue
        about = _shares_words(sentence_of(passage.text, match), held.line.title)
        if about and value.value < last[1].value:
            column, figure = last[0].column.full_heading, last[1]
            says = f"{held.called} is called “{match[0]}”: the result is {number(value)}, and “{column}” has {number(figure)}."
            yield found_in(passage, says, match[0])


def _shares_words(sentence: str, title: str) -> bool:
    """Whether two words of the sentence or more are the title's, by how they begin."""
    stems = [{word[:5] for word in re.findall(r"[a-z]{4,}|[0-9]{2,}", text.lower())} for text in (sentence, title)]
    return len(stems[0] & stems[1] - {"quart", "year", "perce"}) >= 2


def _is_standing_line(held: Held, value: Figure) -> bool:
    """Whether the line's figure may be held against a full year's."""
    return isinstance(held.line, MeasureLine) and is_standing(held.line, value)


_PROVISIONAL = re.compile(
    r"\b(?:this|these|the|current|our|above|quarter(?:'s|ly)?)\s(?:\w+\s){0,2}?(?:figures?|data|result|number|percentage"
    r"|inputting)\s(?:\w+\s){0,6}?"
    r"(?:is|are|remains?)\s(?:still |currently |only |all |therefore )*(?P<how>provisional|estimated|an? estimates?"
    r"|unvalidated|not (?:yet )?(?:validated"
    r"|complete|finalised)|incomplete|subject to (?:change|validation|audit|confirmation|revision))\b"
    r"|\bdata (?:inputting|input|entry|collection)\b[^.;\d]{0,50}\bis (?:still )?(?P<how3>not (?:yet )?complete|incomplete"
    r"|outstanding)\b"
    r"|\b(?P<how2>provisional|estimated|unvalidated) (?:data|figures?|result)\b(?= (?:is|are|for (?:the|this) quarter|shows?"
    r"|at ))",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"prov|est\b|estim|\[[a-z]\]|\*|unval|forecast|project|circa|approx|~|\(p\)|\(e\)|partial|incomplete|snapshot",
    re.IGNORECASE,
)


@check(
    "COM16",
    Severity.WARNING,
    "Called provisional in the words, and not marked in the table",
    why="Figures are copied out of tables without their commentary; one that is not final must say so where it stands.",
    remedy="Mark the figure in the table: [p] provisional, [e] estimated.",
    wrong="Current 72%; “Data inputting is not complete, so the figure looks low.”",
    right="Current 72% [p]; “Data inputting is not complete, so the figure looks low.”",
    source="Handbook R10.2, 1.1",
)
def unmarked(paper: Paper) -> Iterator[Found]:
    """A commentary that says that this quarter's figure is provisional, estimated or incomplete, beside a bare number (R10.2)."""
    for passage, held in commentaries(
        paper, "provisional", "estimate", "validated", "complete", "subject to", "finalised"
    ):
        cell = held.line.cell(Role.CURRENT) if isinstance(held.line, MeasureLine) else None
        match = _PROVISIONAL.search(passage.text) if cell is not None and _is_bare(cell) else None
        if (
            match
            and cell is not None
            and not re.search(
                r"\b(?:national|england|last year|previous|20\d\d/\d\d)\b", sentence_of(passage.text, match), re.I
            )
        ):
            how = match["how"] or match["how2"] or match["how3"]
            says = (
                f"By its commentary the figure of {held.called} is {how}; the table prints “{cell.original}” unmarked."
            )
            yield found_in(passage, says, match[0])


def _is_bare(cell: Cell) -> bool:
    return (
        bool(cell.figures)
        and not any(figure.markers for figure in cell.figures)
        and not _MARKED.search(f"{cell.original} {cell.column.full_heading}")
    )


CHECKS = (
    not_slight,
    other_move,
    no_record,
    unmarked,
)
