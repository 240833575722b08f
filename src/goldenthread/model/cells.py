"""From the text of a cell to what it says: figures with labels, units, qualifiers and markers; a target; or a reason for none.

The same understanding serves files that are read and figures that officers type. A text that fits no known way of
writing a figure gives no figure: a wrong number is far worse than one not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from goldenthread.model.figures import (
    Absence,
    Cell,
    Column,
    Figure,
    Marker,
    Role,
    Target,
    TargetKind,
    TargetState,
    Unit,
)
from goldenthread.model.periods import Period, find_period
from goldenthread.model.wording import names_a_count, unit_of

_ABSENCES: tuple[tuple[Absence, re.Pattern[str]], ...] = tuple(
    (absence, re.compile(pattern, re.IGNORECASE))
    for absence, pattern in (
        (Absence.NOT_APPLICABLE, r"n\s*[/\\.]?\s*a\.?|not applicable|\[z\]|no target(?: set)?|none"),
        (Absence.TO_BE_CONFIRMED, r"t\.?b\.?[acd]\.?|to be (?:confirmed|agreed|advised|determined|set)"),
        (
            Absence.SEE_COMMENTARY,
            r"(?:please )?(?:refer|see)(?: to)?(?: the)?(?: supporting)? (?:comment(?:s|ary|aries)?|below|narrative|text)\.?",
        ),
        (
            Absence.NOT_YET_DUE,
            r"not yet (?:due|available)[^\d]*|not due|.*\b(?:won.?t|will not|not) (?:be )?available (?:un)?til.*"
            r"|available (?:in )?(?:q|quarter )[1-4]\.?|.*\bavailable (?:later|next quarter)\b.*",
        ),
        (
            Absence.NOT_AVAILABLE,
            r"(?:data )?(?:not|un|currently not|currently un)\s?available(?: at present| currently)?\.?|no data(?: available)?"
            r"|awaiting (?:data|figures?)|\[x\]|\.\.|-|–|—",
        ),
        (Absence.SUPPRESSED, r"\[c\]|suppressed|confidential|\*|<\s?\d+"),
        (Absence.BLANK, r"left blank"),
        (Absence.NO_SYMBOL, r"symbol not in the source"),
        (Absence.NOT_PLACED, r"not understood"),
    )
)
_OUR_OWN_WORDS = (Absence.BLANK, Absence.NO_SYMBOL, Absence.NOT_PLACED)

_BROKEN_NUMBER = re.compile(r"(?P<a>£\d{1,3}(?:,\d{3})*,(?P<part>\d{1,2}))\s+(?P<b>\d{1,2})(?![\d%,.])")

_NUMBER = re.compile(
    r"(?P<pound>£)?\s?(?P<sign>[-−+])?(?P<digits>\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<scale>\s?(?:k|m|bn|million|thousand|billion)\b)?(?P<percent>\s?%|\s?per ?cent\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}
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
_CHANGE = re.compile(r"(?P<way>reduction|decrease|increase|improvement|rise|fall|saving)", re.IGNORECASE)
_LABELLED_YEAR = re.compile(r"(?:(?:19|20)\d\d(?:[/-]\d\d)?\s+)?(?:YTD|year to date|to date)", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:^|\s)(?:n/?a|tbc|tba|(?:refer|see) comment\w*)(?:\s|$)", re.IGNORECASE)
_CUT_OFF = re.compile(r"(?:^|\s)(?:of|the|to|and|a|an|for|by|in)$", re.IGNORECASE)
_MOST_LABEL_WORDS = 6


class _Token(NamedTuple):
    kind: str  # number, words or bracket
    text: str
    value: Decimal | None = None
    unit: Unit | None = None


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


def absence_of(text: str) -> Absence | None:
    """The reason that a cell's words give for holding no figure; None when they give none. Blank text is `left blank`."""
    folded = fold(text)
    if not folded:
        return Absence.BLANK
    return next((absence for absence, words in _ABSENCES if words.fullmatch(folded)), None)


def read_cell(text: str, column: Column, unit: Unit | None = None, within: Period | None = None) -> Cell:
    """The cell of `column` that prints `text`. `unit` is for numbers printed without a sign; `within` is the report's period.

    A text that holds no figure in a known way gives a cell with the text alone.
    """
    original = fold(text)
    absence = absence_of(original)
    if absence in _OUR_OWN_WORDS:
        return Cell(column=column, absence=absence)
    if absence is not None:
        target = _absent_target(absence) if column.role is Role.TARGET else None
        return Cell(column=column, original=original, absence=absence, target=target)
    figures = figures_in(original, unit, within if within is not None else column.period) or ()
    if column.role is Role.TARGET and not figures:
        figures = _range_in(original, unit)
    target = _target(original, figures) if column.role is Role.TARGET else None
    return Cell(column=column, original=original, figures=figures, target=target)


def read_cells(texts: Sequence[tuple[Column, str]], title: str, within: Period | None = None) -> tuple[Cell, ...]:
    """The cells of one measure or milestone, read together: a number without a sign takes the unit of its line.

    Where every sign that the line prints says per cent and the title names no other unit, "85" beside "100% of eligible"
    is 85 per cent; so is "82". Cells of progress and direction of travel hold no figures.
    """
    unit = unit_of(title)
    first = tuple(read_cell(text, column, None, within) for column, text in texts)
    signs = {figure.unit for cell in first for figure in cell.figures if figure.unit}
    if unit in (None, Unit.COUNT) and len(signs) == 1 and not names_a_count(title):
        unit = signs.pop()
    return tuple(
        _words_only(text, column)
        if column.role in (Role.PROGRESS, Role.TRAVEL, Role.OTHER)
        else read_cell(text, column, unit, within)
        for column, text in texts
    )


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
    lead = ""
    match = _LEAD.match(folded)
    if match and not _NUMBER.match(folded[match.end() :].lstrip(" :=")):
        lead, folded = match[0], folded[match.end() :].lstrip(" :")
    tokens = _tokens(folded, unit)
    if tokens is None:
        return None
    body, brackets = _without_brackets(tokens)
    figures = _shape(body)
    if not figures:
        return None
    return _with_brackets(figures, brackets, lead, within)


def _tokens(text: str, unit: Unit | None) -> list[_Token] | None:
    tokens: list[_Token] = []
    at = 0
    words: list[str] = []

    def flush() -> None:
        if words:
            tokens.append(_Token("words", " ".join(words)))
            words.clear()

    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        if text[at] in "([":
            close = text.find(")" if text[at] == "(" else "]", at)
            if close < 0:
                return None
            flush()
            inner = text[at : close + 1]
            tokens.append(_Token("bracket", inner if inner[0] == "[" else inner[1:-1].strip()))
            at = close + 1
            continue
        label = _LABELLED_YEAR.match(text, at)
        number = None if label else _NUMBER.match(text, at)
        if number and _stands_alone(text, number):
            flush()
            tokens.append(_number_token(number, unit))
            at = number.end()
            continue
        if label:
            words.extend(label[0].split())
            at = label.end()
            continue
        end = at
        while end < len(text) and not text[end].isspace() and text[end] not in "([=":
            end += 1
        word = text[at : max(end, at + 1)]
        if word not in ("=", ":", "-", "–", "|"):
            words.append(word.rstrip("=:"))
        at = max(end, at + 1)
    flush()
    return tokens


def _stands_alone(text: str, number: re.Match[str]) -> bool:
    """Whether a run of digits is a number, not part of a word such as KS2, 1st, 10-14 or 2020/21."""
    before = text[number.start() - 1] if number.start() else " "
    after = text[number.end()] if number.end() < len(text) else " "
    if before.isalnum() or before in "/.":
        return False
    return not (
        after.isalnum() or (after in "/-–:" and number.end() + 1 < len(text) and text[number.end() + 1].isalnum())
    )


def _number_token(number: re.Match[str], unit: Unit | None) -> _Token:
    value = Decimal(re.sub(r"[,\s]", "", number["digits"]))
    if number["scale"]:
        value *= _SCALES[number["scale"].strip().lower()]
    if number["sign"] in ("-", "−"):
        value = -value
    if number["pound"]:
        unit = Unit.POUNDS
    elif number["percent"]:
        unit = Unit.PERCENT
    return _Token("number", number[0], value, unit)


def _without_brackets(tokens: list[_Token]) -> tuple[list[_Token], list[tuple[int, str]]]:
    """The tokens that are not brackets, and each bracket with how many numbers stand before it."""
    body: list[_Token] = []
    brackets: list[tuple[int, str]] = []
    for token in tokens:
        if token.kind == "bracket":
            brackets.append((sum(t.kind == "number" for t in body), token.text))
        else:
            body.append(token)
    return body, brackets


def _shape(body: list[_Token]) -> tuple[Figure, ...] | None:
    """The figures of a cell without its brackets, by the way in which labels and numbers take turns."""
    kinds = [token.kind for token in body]
    numbers = [token for token in body if token.kind == "number"]
    if any(token.kind == "words" and _NO_NAME.search(token.text) for token in body):
        return None
    if body and body[-1].kind == "words" and _CUT_OFF.search(body[-1].text):
        return None
    if not numbers or any(len(t.text.split()) > _MOST_LABEL_WORDS for t in body if t.kind == "words"):
        return None
    if kinds == ["number"]:
        return (_figure(body[0]),)
    if kinds == ["number", "words", "number"] and body[1].text.lower() in ("of", "out of"):
        return _part_of_whole(body)
    if kinds == ["number", "words"]:
        return (_single_with_words(body[0], body[1].text),)
    if kinds == ["number", "words"] * len(numbers):
        return tuple(_figure(n, w.text) for n, w in zip(body[::2], body[1::2], strict=True))
    if kinds == ["words", "number"] * len(numbers):
        return tuple(_figure(n, _label(w.text)) for w, n in zip(body[::2], body[1::2], strict=True))
    return None


def _label(words: str) -> str:
    """The name of a part: "Overspend of" names Overspend."""
    return re.sub(r"\s+of$", "", words).strip(" ,;:–-*")


def _figure(number: _Token, label: str = "", qualifier: str = "") -> Figure:
    assert number.value is not None  # noqa: S101 - a number token always has one
    return Figure(value=number.value, unit=number.unit, label=label.strip(" ,;:"), qualifier=qualifier)


def _single_with_words(number: _Token, words: str) -> Figure:
    if re.match(r"(?:of|for|in|by|at|to|up to|per|as)\b", words, re.IGNORECASE):
        return _figure(number, qualifier=words)
    for marker, pattern in _MARKS:
        if len(words) > 1 and pattern.fullmatch(words):
            return _figure(number).model_copy(update={"markers": (marker,)})
    return _figure(number, words)


def _part_of_whole(body: list[_Token]) -> tuple[Figure, ...] | None:
    part, whole = body[0].value, body[2].value
    if part is None or whole is None or body[0].unit is Unit.PERCENT:
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
    return tuple(result)


def _marked(figure: Figure, text: str, within: Period | None) -> Figure:
    for marker, pattern in _MARKS:
        if pattern.fullmatch(text):
            return (
                figure if marker in figure.markers else figure.model_copy(update={"markers": (*figure.markers, marker)})
            )
    return _qualified(figure, text, within)


def _qualified(figure: Figure, text: str, within: Period | None) -> Figure:
    qualifier = f"{figure.qualifier}; {text}" if figure.qualifier else text
    return figure.model_copy(update={"qualifier": qualifier, "period": figure.period or find_period(text, within)})


# ---- targets ----


def _absent_target(absence: Absence) -> Target:
    kind = TargetKind.TO_BE_CONFIRMED if absence is Absence.TO_BE_CONFIRMED else TargetKind.NONE
    return Target(kind=kind)


_RANGE = re.compile(r"(?:between\s+)?(?P<a>£?[\d,.]+\s?%?)\s*(?:-|–|to|and)\s*(?P<b>£?[\d,.]+\s?%?)", re.IGNORECASE)


def _range_in(text: str, unit: Unit | None) -> tuple[Figure, ...]:
    """The two ends of a printed range ("80 to 100"), low then high; () when the text is no range."""
    match = _RANGE.fullmatch(text)
    ends = [_NUMBER.fullmatch(match[end].strip()) for end in ("a", "b")] if match else []
    if len(ends) != 2 or not all(ends):
        return ()
    low, high = (_number_token(end, unit) for end in ends if end)
    if low.value is None or high.value is None or low.value > high.value:
        return ()
    shared = high.unit or low.unit
    return tuple(Figure(value=end.value, unit=shared) for end in (low, high) if end.value is not None)


def _target(text: str, figures: tuple[Figure, ...]) -> Target:
    """How to take a target cell that holds some text (handbook 4.3)."""
    state = TargetState.UNSTATED
    if any(Marker.PROVISIONAL in figure.markers for figure in figures):
        state = TargetState.PROVISIONAL
    if not figures:
        return Target(kind=TargetKind.TEXT, state=state)
    if _RANGE.fullmatch(text):
        return Target(kind=TargetKind.RANGE, state=state)
    change = next((found for f in figures if (found := _CHANGE.search(f"{f.label} {f.qualifier}"))), None)
    if change:
        return Target(kind=TargetKind.CHANGE, state=state, direction=change["way"].lower())
    if any(re.match(r"of\b", figure.qualifier, re.IGNORECASE) for figure in figures):
        return Target(kind=TargetKind.SHARE, state=state)
    return Target(kind=TargetKind.LEVEL, state=state)
