"""Which number or bullet Word prints before a paragraph: the file holds only the rules for it, so they are followed here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from goldenthread.readers.docx_package import Element, Style, Styles, child, number_of, q, val

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLET_STYLE: Final = re.compile(r"list bullet(?: ([2-5]))?")
_DEEPEST_LIST: Final = 4
_MOST_IN_LETTERS: Final = 780
"""Word itself counts no further in letters."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: a number, or a bullet of a level from 1; neither is "" and 0."""

    number: str = ""
    list_level: int = 0


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    printed: str
    restart: int | None
    style: str
    in_digits: bool


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted. Paragraphs are to be asked for in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        found = [] if root is None else root.findall(q("w:abstractNum"))
        self._abstracts = {val(element, "w:abstractNumId"): element for element in found}
        self._lists: dict[str, _List] = {}
        for element in [] if root is None else root.findall(q("w:num")):
            self._lists[val(element, "w:numId")] = _list(element)
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, properties: Element | None, style: Style, style_id: str) -> Mark:
        """What Word prints before the next paragraph, from its own properties and its style."""
        list_id, level_number = self._place(properties, style, style_id)
        known = self._lists.get(list_id)
        level = None if known is None else self._level(known, level_number)
        bullet = _BULLET_STYLE.fullmatch(style.name)
        if known is None or level is None:
            unnumbered = list_id == "0" or not bullet
            return Mark() if unnumbered or bullet is None else Mark(list_level=int(bullet[1] or 1))
        if level.kind == "bullet":
            by_style = int(bullet[1] or 1) if bullet and level_number == 0 else 0
            return Mark(list_level=min(by_style or level_number + 1, _DEEPEST_LIST))
        counters = self._count(list_id, known, level_number, level)
        return Mark(number=self._printed(known, level, counters))

    def _place(self, properties: Element | None, style: Style, style_id: str) -> tuple[str, int]:
        """The list and its level (from 0): what the paragraph says itself goes before what its style says."""
        sources = [own for own in (child(properties, "w:numPr"),) if own is not None] + list(style.number_properties)
        list_id = next((found for source in sources if (found := val(child(source, "w:numId")))), "")
        level = next((found for source in sources if (found := val(child(source, "w:ilvl")))), "")
        if not level and list_id in self._lists:
            levels = self._levels_of(self._lists[list_id])
            return list_id, next((number for number, entry in levels.items() if entry.style == style_id), 0)
        return list_id, number_of(level)

    def _level(self, known: _List, level: int) -> _Level | None:
        return known.levels.get(level) or self._levels_of(known).get(level)

    def _levels_of(self, known: _List) -> dict[int, _Level]:
        if known.abstract not in self._levels:
            element = self._abstracts.get(known.abstract)
            linked = val(child(element, "w:numStyleLink"))
            if linked:
                other = self._lists.get(self._styles.number_of_list_style(linked))
                element = self._abstracts.get(other.abstract) if other else element
            found = [] if element is None else element.findall(q("w:lvl"))
            self._levels[known.abstract] = {number_of(val(level, "w:ilvl")): _read_level(level) for level in found}
        return self._levels[known.abstract]

    def _count(self, list_id: str, known: _List, number: int, level: _Level) -> dict[int, int]:
        """Counts one on at a level: lists of one abstract list share their counters."""
        counters = self._counters.setdefault(known.abstract, {})
        start = known.starts.get(number, level.start)
        if number in known.starts and (list_id, number) not in self._started:
            counters[number] = start
        else:
            counters[number] = counters.get(number, start - 1) + 1
        self._started.add((list_id, number))
        for deeper in [other for other in counters if other > number]:
            entry = self._level(known, deeper)
            if entry is None or entry.restart is None or number < entry.restart:
                del counters[deeper]
        return counters

    def _printed(self, known: _List, level: _Level, counters: dict[int, int]) -> str:
        def count(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            entry = self._level(known, number)
            if entry is None:
                return ""
            value = counters.get(number, known.starts.get(number, entry.start))
            return _formatted(value, "decimal" if level.in_digits else entry.kind)

        return " ".join(re.sub(r"%([1-9])", count, level.printed).split())


def _list(element: Element) -> _List:
    found = _List(val(child(element, "w:abstractNumId")))
    for override in element.findall(q("w:lvlOverride")):
        number = number_of(val(override, "w:ilvl"))
        level, start = child(override, "w:lvl"), child(override, "w:startOverride")
        if level is not None:
            found.levels[number] = _read_level(level)
        if start is not None:
            found.starts[number] = number_of(val(start), 1)
    return found


def _read_level(element: Element) -> _Level:
    restart = val(child(element, "w:lvlRestart"))
    return _Level(
        start=number_of(val(child(element, "w:start")), 1),
        kind=val(child(element, "w:numFmt")) or "decimal",
        printed=val(child(element, "w:lvlText")),
        restart=number_of(restart) if restart else None,
        style=val(child(element, "w:pStyle")),
        in_digits=child(element, "w:isLgl") is not None,
    )


def _formatted(value: int, kind: str) -> str:
    if value > _MOST_IN_LETTERS:
        return str(value)
    match kind:
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
            return letter.upper() if kind == "upperLetter" else letter
        case "upperRoman" | "lowerRoman":
            return _roman(value).upper() if kind == "upperRoman" else _roman(value)
        case "decimalZero":
            return f"{value:02}"
        case "ordinal":
            return f"{value}{_ending(value)}"
        case "none" | "bullet":
            return ""
        case _:
            return str(value)


def _roman(value: int) -> str:
    letters = []
    for amount, letter in _ROMAN:
        while value >= amount:
            letters.append(letter)
            value -= amount
    return "".join(letters)


def _ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
