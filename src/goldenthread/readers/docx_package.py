"""What a Word file is made of: its parts, what each refers to, its styles and its colours, as a reader of the text needs them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from lxml import etree

from goldenthread.model.reading import Unreadable
from goldenthread.readers.containers import parse_xml, read_part

Element = etree._Element

NAMES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_MOST_PART_BYTES: Final = 64 * 1024 * 1024
_HEADING: Final = re.compile(r"heading ?([1-9])")
_USUAL_SIZE: Final = 20
"""What Word takes for the size of letters where a file says nothing, in half points."""
_OFF: Final = ("0", "false", "off", "none")


@cache
def q(name: str) -> str:
    """ "w:p" as lxml writes it."""
    prefix, tag = name.split(":")
    return f"{{{NAMES[prefix]}}}{tag}"


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of each name in turn, from the element down; None where the chain ends."""
    for name in names:
        if element is None:
            return None
        element = element.find(q(name))
    return element


def val(element: Element | None, name: str = "w:val") -> str:
    """An attribute, "" where there is none or no element."""
    return "" if element is None else element.get(q(name), "")


def is_on(element: Element | None) -> bool | None:
    """Whether a mark such as w:b is on or off; None where it is not there."""
    return None if element is None else val(element) not in _OFF


def number_of(text: str, otherwise: int = 0) -> int:
    """A whole number of the file, or `otherwise` for what is none."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else otherwise


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: another part by its name, or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """An opened Word file."""

    def __init__(self, archive: zipfile.ZipFile, file_name: str) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._file_name = file_name
        self.main = self._main_part()
        self.relationships = self._relationships(self.main)

    def root(self, part: str) -> Element | None:
        """The XML of a part; None where the file has no such part."""
        if part not in self._names:
            return None
        data = read_part(self._archive, part)
        if len(data) > _MOST_PART_BYTES:
            raise Unreadable(f"“{self._file_name}” is too long to be read at once: split it, and read each piece.")
        # Word can also save in the strict form of the standard, which differs in the names' addresses only
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
        return parse_xml(data, self._file_name)

    def document(self) -> Element:
        """The root of the document itself."""
        root = self.root(self.main)
        if root is None or child(root, "w:body") is None:
            raise self._no_document()
        return root

    def related(self, kind: str) -> Element | None:
        """The XML of the part that the document refers to as `kind` ("styles")."""
        for relationship in self.relationships.values():
            if relationship.kind == kind and not relationship.is_outside:
                return self.root(relationship.target)
        return None

    def running_parts(self) -> Iterator[tuple[str, Element]]:
        """The heads and feet of the pages: "header" or "footer", and its XML."""
        for relationship in self.relationships.values():
            if relationship.kind in ("header", "footer") and not relationship.is_outside:
                root = self.root(relationship.target)
                if root is not None:
                    yield relationship.kind, root

    def data(self, part: str) -> bytes:
        """The bytes of a part; none where the file has no such part."""
        return read_part(self._archive, part) if part in self._names else b""

    @cached_property
    def title(self) -> str:
        """The title among the file's properties."""
        for relationship in self._relationships("").values():
            if relationship.kind == "core-properties":
                root = self.root(relationship.target)
                found = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
                return " ".join((found.text or "").split()) if found is not None else ""
        return ""

    def _main_part(self) -> str:
        for relationship in self._relationships("").values():
            if relationship.kind == "officeDocument" and relationship.target in self._names:
                return relationship.target
        raise self._no_document()

    def _no_document(self) -> Unreadable:
        return Unreadable(
            f"“{self._file_name}” holds no Word document: open it in the program that made it, and save it as .docx."
        )

    def _relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relationship] = {}
        for element in () if root is None else root:
            target = element.get("Target", "")
            is_outside = element.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, target, is_outside)
        return found


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs or words: its name in small letters, and what matters of it, its ancestors' included."""

    name: str = ""
    heading: int = 0
    number_properties: tuple[Element, ...] = ()
    strong: bool = False
    emphasis: bool = False
    hidden: bool = False
    size: int = 0  # of its letters, in half points


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(q("w:style"))
        self._elements = {val(element, "w:styleId"): element for element in found}
        defaults = [e for e in found if val(e, "w:type") == "paragraph" and val(e, "w:default") in ("1", "true")]
        self._default = val(defaults[0], "w:styleId") if defaults else ""
        self._known: dict[str, Style] = {}
        self._size = number_of(val(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz")), _USUAL_SIZE)

    def of(self, style_id: str) -> Style:
        """The style with this id ("" is the usual style of paragraphs); a nameless one where the file lacks it."""
        style_id = style_id or self._default
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id)
        return self._known[style_id]

    def number_of_list_style(self, style_id: str) -> str:
        """The list that a style of lists names."""
        return val(child(self._elements.get(style_id), "w:pPr", "w:numPr", "w:numId"))

    def _resolved(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        if not chain:
            named = _HEADING.fullmatch(style_id.lower())
            return Style(name=style_id.lower(), heading=int(named[1]) if named else 0)
        return Style(
            name=val(child(chain[0], "w:name")).lower(),
            heading=next((level for element in chain if (level := _heading(element)) is not None), 0),
            number_properties=tuple(
                found for element in chain if (found := child(element, "w:pPr", "w:numPr")) is not None
            ),
            strong=_first_mark(chain, "w:b"),
            emphasis=_first_mark(chain, "w:i"),
            hidden=_first_mark(chain, "w:vanish"),
            size=next((size for e in chain if (size := number_of(val(child(e, "w:rPr", "w:sz"))))), self._size),
        )

    def _chain(self, style_id: str) -> list[Element]:
        """The style and its ancestors, nearest first; a circle among them ends it."""
        chain: list[Element] = []
        while (element := self._elements.get(style_id)) is not None and element not in chain:
            chain.append(element)
            style_id = val(child(element, "w:basedOn"))
        return chain


def _heading(style: Element) -> int | None:
    """The heading level that a style says itself: 0 for running text, None where its ancestors decide."""
    outline = val(child(style, "w:pPr", "w:outlineLvl"))
    if outline:
        return outline_level(outline)
    named = _HEADING.fullmatch(val(child(style, "w:name")).lower())
    return int(named[1]) if named else None


def outline_level(text: str) -> int:
    """An outline level of the file as a heading level: 9 stands for running text."""
    level = number_of(text, 9)
    return level + 1 if 0 <= level < 9 else 0


def _first_mark(chain: list[Element], name: str) -> bool:
    marks = (is_on(child(element, "w:rPr", name)) for element in chain)
    return next((mark for mark in marks if mark is not None), False)


def theme_colours(root: Element | None) -> dict[str, str]:
    """The colours of the theme by name ("accent1"), each as six hexadecimal digits."""
    found: dict[str, str] = {}
    scheme = None if root is None else child(root, "a:themeElements", "a:clrScheme")
    for entry in () if scheme is None else scheme:
        for colour in entry:
            found[etree.QName(entry).localname] = colour.get("lastClr", colour.get("val", ""))
    for name, stands_for in (("text1", "dk1"), ("text2", "dk2"), ("background1", "lt1"), ("background2", "lt2")):
        found[name] = found.get(stands_for, "")
    for name, stands_for in (("tx1", "dk1"), ("tx2", "dk2"), ("bg1", "lt1"), ("bg2", "lt2")):
        found[name] = found.get(stands_for, "")
    return found
