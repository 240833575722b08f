"""How Word is brought to generate the very numbers that a Report holds ("1.0", "2.1", "3.10"), and its bullets.

Numbers that follow from the ones before are one multilevel list. Any other number ("A", "2.3" straight after "2.1") is a
list of its own that prints just that, so that a reader always finds a number where numbers are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from goldenthread.writers.docx_xml import Element, clean, qualified, w

_COUNTED: Final = re.compile(r"(?P<values>[1-9]\d{0,3}(?:\.[1-9]\d{0,3}){0,5})(?P<end>\.0|\.|)")
_BULLETS: Final = ("•", "–", "•", "–")
_INDENT: Final = 851
_BULLET_STEP: Final = 397


@dataclass
class Numbering:
    """The numbers of one paper. `first` is the lowest id that the document does not use yet."""

    first: int = 1
    elements: list[Element] = field(default_factory=list)
    _levels: dict[int, str] = field(default_factory=dict)
    _counters: list[int] = field(default_factory=list)
    _list: int = 0
    _starts: list[tuple[int, int]] = field(default_factory=list)
    _alone: dict[str, int] = field(default_factory=dict)

    def place(self, number: str) -> tuple[int, int] | None:
        """The list and the level (from 0) that print this number next; None where Word cannot print it as a number."""
        number = clean(number)
        found = _COUNTED.fullmatch(number)
        if found and (place := self._counted(found)) is not None:
            return place
        if re.search(r"%\d|\s{2}|^\s|\s$|[\t\r\n]", number):
            return None
        if number not in self._alone:
            self._alone[number] = self._new_id()
        return self._alone[number], 0

    def _counted(self, found: re.Match[str]) -> tuple[int, int] | None:
        values = [int(value) for value in found["values"].split(".")]
        depth = len(values)
        if found["end"] == ".0" and depth > 1:
            return None
        printed = ".".join(f"%{level}" for level in range(1, depth + 1)) + found["end"]
        if self._levels.get(depth, printed) != printed:
            return None
        if depth > 1 and self._counters[: depth - 1] != values[:-1]:
            return None
        follows = self._counters[depth - 1] + 1 if len(self._counters) >= depth else 1
        if not self._list or (depth == 1 and values[0] != follows):
            self._start_list(values[0])
        elif values[-1] != follows:
            return None
        self._levels[depth] = printed
        self._counters = values
        return self._list, depth - 1

    def _start_list(self, start: int) -> None:
        self._list = self._new_id()
        self._starts.append((self._list, start))

    def _new_id(self) -> int:
        return self.first + 1 + len(self._starts) + len(self._alone)

    @property
    def bullets(self) -> int:
        """The id of the bulleted list."""
        return self.first

    def levels_used(self) -> tuple[int, ...]:
        """The levels (from 0) that the multilevel list prints."""
        return tuple(depth - 1 for depth in sorted(self._levels))

    @property
    def main_list(self) -> int:
        """The id of the multilevel list where it first starts; 0 when no number needs it."""
        return self._starts[0][0] if self._starts else 0

    def definitions(
        self, first_abstract: int, bullet_styles: tuple[str, ...], heading_styles: tuple[str, ...]
    ) -> tuple[list[Element], list[Element]]:
        """The abstract lists and the lists of numbering.xml. Given `heading_styles`, levels are linked to them."""
        main = first_abstract + 1
        abstracts = [_bullet_list(first_abstract, bullet_styles)]
        lists = [w("num", w("abstractNumId", val=first_abstract), numId=self.bullets)]
        if self._starts:
            abstracts.append(self._multilevel(main, heading_styles))
        for list_id, start in self._starts:
            again = w("lvlOverride", w("startOverride", val=start), ilvl=0)
            lists.append(w("num", w("abstractNumId", val=main), again, numId=list_id))
        for offset, (number, list_id) in enumerate(self._alone.items(), start=1):
            abstracts.append(_list_of_one(main + offset, number))
            lists.append(w("num", w("abstractNumId", val=main + offset), numId=list_id))
        lists.sort(key=lambda entry: int(entry.get(qualified("w:numId"), "0")))
        return abstracts, lists

    def _multilevel(self, abstract: int, heading_styles: tuple[str, ...]) -> Element:
        element = w("abstractNum", w("multiLevelType", val="multilevel"), abstractNumId=abstract)
        for level in range(9):
            printed = self._levels.get(level + 1, ".".join(f"%{n}" for n in range(1, level + 2)))
            style = heading_styles[level] if level in self.levels_used() and level < len(heading_styles) else ""
            element.append(_level(level, "decimal", printed, _INDENT, _INDENT, style))
        return element


def _list_of_one(abstract: int, number: str) -> Element:
    level = _level(0, "none", number, _INDENT, _INDENT)
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=abstract)


def _bullet_list(abstract: int, styles: tuple[str, ...]) -> Element:
    element = w("abstractNum", w("multiLevelType", val="multilevel"), abstractNumId=abstract)
    for level, bullet in enumerate(_BULLETS):
        style = styles[level] if level < len(styles) else ""
        element.append(_level(level, "bullet", bullet, _BULLET_STEP * (level + 1), _BULLET_STEP, style))
    return element


def _level(level: int, kind: str, printed: str, left: int, hanging: int, style: str = "") -> Element:
    element = w("lvl", w("start", val=1), w("numFmt", val=kind), ilvl=level)
    if style:
        element.append(w("pStyle", val=style))
    element.append(w("suff", val="tab"))
    element.append(w("lvlText", val=printed))
    element.append(w("lvlJc", val="left"))
    element.append(w("pPr", w("tabs", w("tab", val="num", pos=left)), w("ind", left=left, hanging=hanging)))
    return element
