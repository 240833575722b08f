"""The pieces that a Word paper is made of: paragraphs, runs, fields, links and bookmarks, as XML elements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from lxml import etree

Element = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES: Final = {"w": W, "r": R}
_CANNOT_STAND: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS: Final = re.compile(r"(\t|\r\n|\r|\n)")


def characters_left_out(text: str) -> list[str]:
    """The characters of a text that cannot stand in XML at all, such as most control characters."""
    return _CANNOT_STAND.findall(text)


def clean(text: str) -> str:
    """The text without characters that cannot stand in XML."""
    return _CANNOT_STAND.sub("", text)


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """A WordprocessingML element; its attributes are in the same namespace."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=_NAMES)
    for name, setting in attributes.items():
        element.set(f"{{{W}}}{name}", str(setting))
    element.extend(children)
    return element


@cache
def qualified(name: str) -> str:
    """ "w:p" as lxml writes it."""
    prefix, tag = name.split(":")
    return f"{{{_NAMES[prefix]}}}{tag}"


def run(text: str, *, strong: bool = False, emphasis: bool = False, colour: str = "", style: str = "") -> Element:
    """A run of text with one set of marks. Tabs and line breaks in it are Word's own."""
    element = w("r")
    marks = []
    if style:
        marks.append(w("rStyle", val=style))
    if strong:
        marks.append(w("b"))
    if emphasis:
        marks.append(w("i"))
    if colour:
        marks.append(w("color", val=colour.lstrip("#")))
    if marks:
        element.append(w("rPr", *marks))
    for piece in _BREAKS.split(clean(text)):
        if piece == "\t":
            element.append(w("tab"))
        elif _BREAKS.fullmatch(piece):
            element.append(w("br"))
        elif piece:
            words = w("t")
            words.text = piece
            if piece != piece.strip():
                words.set(_SPACE, "preserve")
            element.append(words)
    return element


def paragraph(style: str, content: Iterable[Element] = (), *properties: Element) -> Element:
    """A paragraph; `properties` stand beside its style, in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def field(instruction: str, result: Iterable[Element], *, to_update: bool = False) -> list[Element]:
    """The runs of a field with its result. `to_update` asks Word to work it out anew when the paper is opened."""
    begin = w("fldChar", fldCharType="begin")
    if to_update:
        begin.set(qualified("w:dirty"), "true")
    return [
        w("r", begin),
        w("r", _instruction(instruction)),
        w("r", w("fldChar", fldCharType="separate")),
        *result,
        w("r", w("fldChar", fldCharType="end")),
    ]


def field_start(instruction: str) -> list[Element]:
    """The runs that open a field whose result goes on over paragraphs; `field_end` closes it."""
    return field(instruction, (), to_update=True)[:-1]


def field_end() -> Element:
    """The run that closes a field."""
    return w("r", w("fldChar", fldCharType="end"))


def _instruction(text: str) -> Element:
    element = w("instrText")
    element.text = f" {text} "
    element.set(_SPACE, "preserve")
    return element


def bookmarked(content: Iterable[Element], name: str, number: int) -> list[Element]:
    """Runs between the start and the end of a bookmark."""
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def outside_link(content: Iterable[Element], relationship: str) -> Element:
    """A link to an address outside, which the document's relationships hold."""
    element = w("hyperlink", *content)
    element.set(qualified("r:id"), relationship)
    return element


def inside_link(content: Iterable[Element], bookmark: str) -> Element:
    """A link to a bookmark in the same paper."""
    return w("hyperlink", *content, anchor=bookmark, history="1")
