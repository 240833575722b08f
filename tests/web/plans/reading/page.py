"""A page as somebody reads it: its words, its tables by caption, its links by their words."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class Page:
    """What stands in the main part of a page that answered 200."""

    def __init__(self, answer: Any) -> None:
        assert answer.status_code == 200
        self.source: str = answer.content.decode()
        whole = html5lib.parse(self.source, namespaceHTMLElements=False)
        for line in whole.iter("br"):
            line.tail = f" / {line.tail or ''}"
        self.main: Element = next(one for one in whole.iter("main"))
        self.words = _words(self.main)

    def tables(self) -> dict[str, list[list[str]]]:
        """Each table by its caption, its header row first."""
        found = {}
        for table in self.main.iter("table"):
            caption = next(table.iter("caption"))
            found[_words(caption)] = [
                [_words(cell) for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")
            ]
        return found

    def links(self) -> dict[str, str]:
        """Where each link of the main part leads, by its words."""
        return {_words(link): link.attrib.get("href", "") for link in self.main.iter("a")}

    def buttons(self, kind: str = "") -> list[str]:
        """The words of each button, or of what looks like one; of the "primary" ones alone, if asked."""
        found = [one for one in self.main.iter() if "govuk-button" in one.attrib.get("class", "").split()]
        if kind == "primary":
            found = [one for one in found if "govuk-button--" not in one.attrib["class"]]
        return [_words(one) for one in found]

    def summary(self) -> dict[str, str]:
        """The rows of the summary lists."""
        return {
            _words(row.find("dt")): _words(row.find("dd"))  # type: ignore[arg-type]
            for row in self.main.iter("div")
            if row.find("dt") is not None
        }
