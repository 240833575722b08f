"""Which styles a Word paper is set in: the council's own where it has them by name, ours where it has none."""

from __future__ import annotations

from importlib import resources
from typing import Final

from lxml import etree

from goldenthread.writers.docx_numbering import Numbering
from goldenthread.writers.docx_xml import Element, qualified, w

LANGUAGE: Final = "en-GB"
_HEADINGS: Final = tuple(f"heading {level}" for level in range(1, 6))
_BULLETS: Final = ("list bullet", "list bullet 2", "list bullet 3", "list bullet 4")


class Styles:
    """The styles of one document, by name. `replace` puts our own in place of all that it has."""

    def __init__(self, styles: Element, *, replace: bool, text_width: int) -> None:
        self._styles = styles
        self._replaced = replace
        ours = etree.fromstring(resources.files(__package__).joinpath("docx_styles.xml").read_bytes())
        for tab in ours.iter(qualified("w:tab")):
            if tab.get(qualified("w:val")) == "right":
                tab.set(qualified("w:pos"), str(text_width))
        if replace:
            styles[:] = list(ours)
            self._ids = _ids_by_name(styles)
            self._added = set(self._ids)
        else:
            self._ids = _ids_by_name(styles)
            self._added = set()
            self._add_what_lacks(ours)
            _set_language(styles)

    def id_of(self, name: str) -> str:
        """The id of the style with this name."""
        return self._ids[name.lower()]

    def number_lists(self, numbering: Numbering) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ties our styles to their lists, and gives the ids that the lists name in turn: of bullets, and of headings.

        The council's own styles keep the numbering that they have.
        """
        bullets = tuple(self.id_of(name) for name in _BULLETS)
        for name in _BULLETS:
            if name in self._added:
                numbers = self._properties(name).find(qualified("w:numPr"))
                if numbers is not None:
                    numbers.append(w("numId", val=numbering.bullets))
        if not self._replaced:
            return (bullets if set(_BULLETS) <= self._added else ()), ()
        for level in numbering.levels_used():
            numbers = w("numPr", w("ilvl", val=level), w("numId", val=numbering.main_list))
            if level < len(_HEADINGS):
                self._properties(_HEADINGS[level]).insert(
                    2, numbers
                )  # after keepNext and keepLines, as the schema has it
        return bullets, tuple(self.id_of(name) for name in _HEADINGS)

    def _properties(self, name: str) -> Element:
        wanted = self.id_of(name)
        for style in self._styles.findall(qualified("w:style")):
            properties = style.find(qualified("w:pPr"))
            if style.get(qualified("w:styleId")) == wanted and properties is not None:
                return properties
        raise KeyError(name)

    def _add_what_lacks(self, ours: Element) -> None:
        names = {style_id: name for name, style_id in _ids_by_name(ours).items()}
        taken = set(self._ids.values())
        added: list[Element] = []
        for style in ours.findall(qualified("w:style")):
            name, style_id = _name(style), style.get(qualified("w:styleId"), "")
            if name in self._ids:
                continue
            while style_id in taken:
                style_id += "Report"
            taken.add(style_id)
            self._ids[name] = style_id
            style.set(qualified("w:styleId"), style_id)
            style.attrib.pop(qualified("w:default"), "")
            added.append(style)
        for style in added:
            for tag in ("basedOn", "next"):
                for reference in style.findall(qualified(f"w:{tag}")):
                    reference.set(qualified("w:val"), self._ids[names[reference.get(qualified("w:val"), "")]])
            self._styles.append(style)
        self._added = {_name(style) for style in added}


def _ids_by_name(styles: Element) -> dict[str, str]:
    """Style ids by name in small letters: Word keeps the names of its own styles in English whatever its language."""
    found = styles.findall(qualified("w:style"))
    return {_name(style): style.get(qualified("w:styleId"), "") for style in found}


def _name(style: Element) -> str:
    name = style.find(qualified("w:name"))
    return "" if name is None else name.get(qualified("w:val"), "").lower()


def _set_language(styles: Element) -> None:
    """British English wherever the house's styles name a language, and by default."""
    for language in styles.iter(qualified("w:lang")):
        language.set(qualified("w:val"), LANGUAGE)
    defaults = styles.find(qualified("w:docDefaults"))
    if defaults is None:
        defaults = w("docDefaults")
        styles.insert(0, defaults)
    runs = defaults.find(qualified("w:rPrDefault"))
    if runs is None:
        runs = w("rPrDefault")
        defaults.insert(0, runs)
    properties = runs.find(qualified("w:rPr"))
    if properties is None:
        properties = w("rPr")
        runs.append(properties)
    if properties.find(qualified("w:lang")) is None:
        properties.append(w("lang", val=LANGUAGE))
