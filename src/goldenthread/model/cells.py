"""From the text of a cell to what it says: figures with labels, units, qualifiers and markers; a target; or a reason for none.

The same understanding serves files that are read and figures that officers type. A text that fits no known way of
writing a figure gives no figure: a wrong number is far worse than one not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from goldenthread.model.figures import Absence, Cell, Column, Figure, Marker, Role, TargetKind, Unit
from goldenthread.model.numbers import MONTH, NUMBER, Token, tokens_of
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import Period
from goldenthread.model.targets import AIM, BOUND_NAME, absent_target, limits_in, target_of
from goldenthread.model.wording import names_a_count, unit_of

_ABSENCES: tuple[tuple[Absence, re.Pattern[str]], ...] = tuple(
    (absence, re.compile(pattern, re.IGNORECASE))
    for absence, pattern in (
        (Absence.NOT_APPLICABLE, r"n\s*[/\\.]?\s*a\.?|not applicable|\[z\]|no target(?: set)?|data only|not set|none"),
        (Absence.TO_BE_CONFIRMED, r"t\.?b\.?[acd]\.?|to be (?:confirmed|agreed|advised|determined|set)"),
        (
            Absence.SEE_COMMENTARY,
            r"(?:please )?(?:refer|see)(?: to)?(?: the)?(?: supporting)? (?:comment(?:s|ary|aries)?|below|narrative|text)\.?",
        ),
        (
            Absence.NOT_YET_DUE,
            r"not yet (?:due|available).*|not due|.*\b(?:won.?t|will not|not) (?:be )?available (?:un)?til.*"
            r"|(?:data )?(?:to be |will be )?available (?:in |from |after |by )?"
            r"(?:(?:q|quarter )[1-4](?: [\d/]+)?|\D*(?:19|20)\d\d)\.?"
            r"|.*\bavailable (?:later|next quarter)\b.*",
        ),
        (
            Absence.NOT_AVAILABLE,
            r"(?:data )?(?:not|un|currently not|currently un)\s?available(?: at present| currently| yet)?\.?"
            r"|no data(?: available)?|awaiting (?:data|figures?)|(?:no longer |not )(?:collected|reported|recorded|measured)"
            r"|new (?:measure|indicator)|\[x\]|\.\.|-|–|—",
        ),
        (Absence.SUPPRESSED, r"\[c\]|suppressed|confidential|\*|<\s?\d+"),
        (Absence.BLANK, r"left blank"),
        (Absence.NO_SYMBOL, r"symbol not in the source"),
        (Absence.NOT_PLACED, r"not understood"),
    )
)
_OUR_OWN_WORDS = (Absence.BLANK, Absence.NO_SYMBOL, Absence.NOT_PLACED)

_BROKEN_NUMBER = re.compile(r"(?P<a>£\d{1,3}(?:,\d{3})*,(?P<part>\d{1,2}))\s+(?P<b>\d{1,2})(?![\d%,.])")

_MARKS: tuple[tuple[Marker, re.Pattern[str]], ...] = (
    (Marker.PROVISIONAL, re.compile(r"\[p\]|p|prov(?:isional)?\.?(?: (?:data|figures?))?", re.IGNORECASE)),
    (Marker.ESTIMATED, re.compile(r"\[e\]|e|est(?:imated?)?\.?", re.IGNORECASE)),
    (Marker.FORECAST, re.compile(r"\[f\]|f|f'?cast|forecast", re.IGNORECASE)),
    (Marker.REVISED, re.compile(r"\[r\]|r|revised", re.IGNORECASE)),
    (Marker.BREAK, re.compile(r"\[b\]", re.IGNORECASE)),
    (Marker.LOW_RELIABILITY, re.compile(r"\[u\]", re.IGNORECASE)),
)
_LEAD = re.compile(
    r"(?:(?:projected|forecast|estimated|predicted)\s+)?(?:year[- ]end|end of(?: the)? year|full year|outturn)(?=\s+\S)"
    r"|(?:projected|forecast|estimated|predicted)(?=\s+[A-Za-z])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?P<about>c\.?|ca\.?|circa|approx(?:\.|imately)?|about|around|roughly|~|≈)\s?(?=£?[0-9])", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"(?:^|\s)(?:n/?a|tbc|tba|(?:refer|see) comment\w*|against|versus|vs\.?|compared|between|top|bottom|[0-9]+(?:st|nd|rd|th))"
    r"(?:\s|$)",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(r"(?:^|\s)(?:of|the|to|and|an|for|by|in)$|(?-i:\sa)$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[*#^†‡↑↓→▲▼¹²³⁴⁵⁶⁷⁸⁹]+")
_DURATION = re.compile(
    r"(?:calendar |working |school )?(?:days?|weeks?|wks?|months?|years?|yrs?|hours?|hrs?|minutes?|mins?)",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"(?:of|for|in|by|at|to|up to|per|as|from|since|during|so far|a|an|ytd|year to date|on average|monthly|annually|p\.?a\.?)"
    r"\b.*",
    re.IGNORECASE,
)
_MONTH_AND_NUMBER = re.compile(rf"{MONTH}\s+[0-9]{{1,2}}", re.IGNORECASE)
_LOOSE_DAY = re.compile(rf"(?:^|\s)[0-9]+\s.*{MONTH}|{MONTH}\s+[0-9]+(?:\s|$)", re.IGNORECASE)
_PARTS = re.compile(r"(?P<part>[0-9][0-9,]*)\s*(?:/|of|out of)\s*(?P<whole>[0-9][0-9,]*)(?:\s.*)?", re.IGNORECASE)
_AVERAGE = re.compile(r"average|avg\.?|mean|median", re.IGNORECASE)
_REASON = re.compile(r"(?P<absence>[^()–:,]+?)\s*(?:\((?P<why>[^()]*)\)|(?:\s[-–]|[:,])\s(?P<more>.*))")
_MOST_LABEL_WORDS = 6
_ALL = Decimal(100)  # per cent


def fold(text: str) -> str:
    """The text with every run of blanks as one space, and none at the ends."""
    return " ".join(text.split())


def join_broken_numbers(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Amounts of money that a narrow cell broke over a line, joined ("£11,377,28 0"); and each (before, after).

    Only where the printed thousands show that digits are missing and the next digits complete them.
    """
    mends: list[tuple[str, str]] = []

    def join(match: re.Match[str]) -> str:
        if len(match["part"]) + len(match["b"]) != 3:
            return match[0]
        mends.append((fold(match[0]), match["a"] + match["b"]))
        return match["a"] + match["b"]

    return _BROKEN_NUMBER.sub(join, text), tuple(mends)


@lru_cache(maxsize=8192)
def absence_of(text: str) -> Absence | None:
    """The reason that a cell's words give for holding no figure; None when they give none. Blank text is `left blank`."""
    folded = fold(text)
    if not folded:
        return Absence.BLANK
    found = next((absence for absence, words in _ABSENCES if words.fullmatch(folded)), None)
    if found is None and (reason := _REASON.fullmatch(folded)):
        # "N/A (new measure)", "tbc - awaiting sign-off"; with a number beside it, it is not certain which counts
        tokens = tokens_of(reason["why"] or reason["more"] or "", None)
        if tokens is not None and not any(token.kind == "number" for token in tokens):
            found = next((absence for absence, words in _ABSENCES if words.fullmatch(reason["absence"])), None)
    if found in _OUR_OWN_WORDS and folded.lower() not in (found.value, found.words.lower()):
        return None  # words of the paper's own that only begin like ours
    return found


def read_cell(text: str, column: Column, unit: Unit | None = None, within: Period | None = None) -> Cell:
    """The cell of `column` that prints `text`. `unit` is for numbers printed without a sign; `within` is the report's period.

    A text that holds no figure in a known way gives a cell with the text alone.
    """
    original = fold(text)
    is_target = column.role is Role.TARGET
    figures = limits_in(original, unit) if is_target else ()
    absence = None if figures else absence_of(original)
    if absence in _OUR_OWN_WORDS:
        return Cell(column=column, absence=absence)
    if original.lower() == "none" and not is_target:
        absence = None  # it may be nought
    if absence is not None:
        return Cell(
            column=column, original=original, absence=absence, target=absent_target(absence) if is_target else None
        )
    figures = figures or figures_in(original, unit, within if within is not None else column.period) or ()
    if not is_target and any(AIM.fullmatch(figure.qualifier) for figure in figures):
        figures = ()  # "Increase to 75%" says what is wanted, not what is
    return Cell(
        column=column, original=original, figures=figures, target=target_of(original, figures) if is_target else None
    )


def read_cells(texts: Sequence[tuple[Column, str]], title: str, within: Period | None = None) -> tuple[Cell, ...]:
    """The cells of one measure or milestone, read together: a number without a sign takes the unit of its line.

    Where every sign that the line prints says per cent and the title names no other unit, "85" beside "100% of eligible"
    is 85 per cent; so is "82". Cells of progress and direction of travel hold no figures.
    """
    unit = unit_of(title)
    first = tuple(read_cell(text, column, None, within) for column, text in texts)
    stated = [figure for cell in first for figure in cell.figures if not _is_change(cell)]
    signs = {figure.unit for figure in stated if figure.unit}
    if unit in (None, Unit.COUNT) and len(signs) == 1 and not names_a_count(title):
        sign = signs.pop()
        if sign is not Unit.PERCENT or all(figure.value <= _ALL for figure in stated if figure.unit is None):
            unit = sign
    return tuple(
        _words_only(text, column)
        if column.role in (Role.PROGRESS, Role.TRAVEL, Role.OTHER)
        else read_cell(text, column, unit, within)
        for column, text in texts
    )


def in_unit(cell: Cell, unit: Unit, within: Period | None = None) -> Cell:
    """A cell that was read without its measure's definition, its numbers without a sign in the unit that the council states."""
    return read_cell(cell.original, cell.column, unit, within) if cell.figures else cell


def _is_change(cell: Cell) -> bool:
    return cell.target is not None and cell.target.kind is TargetKind.CHANGE


def _words_only(text: str, column: Column) -> Cell:
    original = fold(text)
    absence = absence_of(original)
    return Cell(column=column, original="" if absence in _OUR_OWN_WORDS else original, absence=absence)


def is_understood(cell: Cell) -> bool:
    """Whether the cell's text gave a figure or a reason. A target may be a text; any other cell of words is a question."""
    return bool(cell.figures) or cell.absence is not None


@lru_cache(maxsize=8192)
def figures_in(text: str, unit: Unit | None = None, within: Period | None = None) -> tuple[Figure, ...] | None:
    """The figures that a short text states, or None when it is not a way of writing figures that we know."""
    folded = fold(text)
    if _MONTH_AND_NUMBER.fullmatch(folded):
        return None  # "May 12": a month of 2012, a day, or 12 in May
    lead, about = "", _ABOUT.match(folded)
    match = _LEAD.match(folded)
    if about:
        folded = folded[about.end() :]
    elif match and not NUMBER.match(folded[match.end() :].lstrip(" :=")):
        lead, folded = match[0], folded[match.end() :].lstrip(" :")
    tokens = tokens_of(folded, unit)
    if tokens is None:
        return None
    body, brackets = _without_brackets(tokens)
    figures = _shape(body, within)
    if not figures or (about and len(figures) > 1):
        return None
    if about:
        figures = (_estimated(figures[0], about["about"]),)
    return _with_brackets(figures, brackets, lead, within)


def _estimated(figure: Figure, about: str) -> Figure:
    """ "circa 450": the number is an estimate, and the paper's word for it is kept."""
    return figure.model_copy(update={"markers": (*figure.markers, Marker.ESTIMATED), "qualifier": about})


def _without_brackets(tokens: list[Token]) -> tuple[list[Token], list[tuple[int, str]]]:
    """The tokens that are not brackets, and each bracket with how many numbers stand before it."""
    body: list[Token] = []
    brackets: list[tuple[int, str]] = []
    for token in tokens:
        if token.kind == "bracket":
            brackets.append((sum(t.kind == "number" for t in body), token.text))
        else:
            body.append(token)
    return body, brackets


def _shape(body: list[Token], within: Period | None) -> tuple[Figure, ...] | None:
    """The figures of a cell without its brackets, by the way in which labels and numbers take turns."""
    kinds = [token.kind for token in body]
    numbers = [token for token in body if token.kind == "number"]
    words = [token.text for token in body if token.kind == "words"]
    if not numbers or any(len(name.split()) > _MOST_LABEL_WORDS or _NO_NAME.search(name) for name in words):
        return None
    if kinds == ["number"]:
        return (_figure(body[0]),)
    if kinds == ["number", "words", "number"] and body[1].text.lower() in ("of", "out of"):
        return _part_of_whole(body)
    if body[-1].kind == "words" and _CUT_OFF.search(body[-1].text):
        return None
    if kinds == ["number", "words"]:
        return _number_then_words(body[0], body[1].text, within)
    if kinds == ["words", "number"]:
        return _words_then_number(body[0].text, body[1])
    if kinds == ["number", "words"] * len(numbers):
        return _named((n, w.text) for n, w in zip(body[::2], body[1::2], strict=True))
    if kinds == ["words", "number"] * len(numbers):
        return _named((n, w.text) for w, n in zip(body[::2], body[1::2], strict=True))
    return None


def _named(parts: Iterable[tuple[Token, str]]) -> tuple[Figure, ...] | None:
    """Several numbers, each with its name; None where one has no name, or a name that says how to take the number."""
    named = [(number, _label(words)) for number, words in parts]
    if any(not _is_name(label) or _DURATION.fullmatch(label) for _, label in named):
        return None
    return tuple(_figure(number, label) for number, label in named)


def _label(words: str) -> str:
    """The name of a part: "Overspend of" names Overspend, "boys and" names boys."""
    return re.sub(r"\s+(?:of|and|&)$", "", words).strip(" ,;:–-*.")


def _is_name(label: str) -> bool:
    """Whether words can name a part of a cell: they hold a letter, or a year, and set no bound ("at least")."""
    if not any(letter.isalpha() for letter in label):
        return find_period(label) is not None
    if _CUT_OFF.search(label) or BOUND_NAME.fullmatch(label):
        return False
    if _LOOSE_DAY.search(label):  # "30 June 2021" is a name, "Apr 10 May 12 Jun" holds numbers of its own
        return find_period(label) is not None and label[-1].isdigit()
    return True


def _figure(number: Token, label: str = "", qualifier: str = "") -> Figure:
    assert number.value is not None  # noqa: S101 - a number token always has one
    return Figure(value=number.value, unit=number.unit, label=label, qualifier=qualifier)


def _marker_of(words: str) -> Marker | None:
    """The marker that words are: "provisional", "(p)", "[p]"."""
    return next((marker for marker, pattern in _MARKS if pattern.fullmatch(words)), None)


def _words_then_number(words: str, number: Token) -> tuple[Figure, ...] | None:
    """ "Total 95", "Provisional: 465", "average 45", "Reduce to 20"."""
    marker = _marker_of(words) if len(words) > 1 else None
    if marker:
        return (_figure(number).model_copy(update={"markers": (marker,)}),)
    if AIM.fullmatch(words) or _AVERAGE.fullmatch(words):
        return (_figure(number, qualifier=words),)
    return _named([(number, words)])


def _number_then_words(number: Token, words: str, within: Period | None) -> tuple[Figure, ...] | None:
    """ "421 open CAF", "45 days", "45 - provisional", "100% of eligible", "45 per 10,000", "45*"."""
    words = words.strip(" ,;:–-")
    marker = _marker_of(words)
    if marker and len(words) > 1:
        return (_figure(number).model_copy(update={"markers": (marker,)}),)
    if (
        _WINDOW.fullmatch(words)
        or _DURATION.fullmatch(words)
        or _FOOTNOTE.fullmatch(words)
        or find_period(words, within)
    ):
        figure = _qualified(_figure(number), words, within)
        if re.match(r"per [0-9]", words) and figure.unit in (None, Unit.COUNT):
            figure = figure.model_copy(update={"unit": Unit.RATE})
        elif _DURATION.fullmatch(words):
            figure = figure.model_copy(update={"unit": None})  # neither a count of things, nor a rate
        return (figure,)
    return None if len(words) == 1 else _named([(number, words)])


def _part_of_whole(body: list[Token]) -> tuple[Figure, ...] | None:
    part, whole = body[0].value, body[2].value
    if part is None or whole is None or body[0].unit is Unit.PERCENT or part > whole:
        return None
    return (Figure(value=part, unit=Unit.COUNT, numerator=part, denominator=whole),)


def _with_brackets(
    figures: tuple[Figure, ...], brackets: list[tuple[int, str]], lead: str, within: Period | None
) -> tuple[Figure, ...]:
    """The figures with what the brackets say. One bracket after the last figure of several is said of them all."""
    result = list(figures)
    if lead:
        result = [_qualified(figure, lead, within) for figure in result]
    for count, text in brackets:
        alone = len(brackets) == 1 or all(c == len(figures) for c, _ in brackets)
        indexes = range(len(result)) if (count == len(figures) and alone) or count == 0 else [count - 1]
        for index in indexes:
            result[index] = _marked(result[index], text, within)
    if len(result) == 1 and len(brackets) == 1:
        result[0] = _with_parts(result[0], brackets[0][1])
    return tuple(result)


def _with_parts(figure: Figure, bracket: str) -> Figure:
    """A percentage with the two numbers it was worked out from, when the bracket after it prints them: "71% (5/7)"."""
    parts = _PARTS.fullmatch(bracket)
    if not parts or figure.unit is not Unit.PERCENT:
        return figure
    numbers = {end: Decimal(parts[end].replace(",", "")) for end in ("part", "whole")}
    if numbers["part"] > numbers["whole"]:
        return figure
    return figure.model_copy(update={"numerator": numbers["part"], "denominator": numbers["whole"]})


def _marked(figure: Figure, text: str, within: Period | None) -> Figure:
    marker = _marker_of(text)
    if marker is None:
        return _qualified(figure, text, within)
    if marker in figure.markers:
        return figure
    return figure.model_copy(update={"markers": (*figure.markers, marker)})


def _qualified(figure: Figure, text: str, within: Period | None) -> Figure:
    qualifier = f"{figure.qualifier}; {text}" if figure.qualifier else text
    return figure.model_copy(update={"qualifier": qualifier, "period": figure.period or find_period(text, within)})
