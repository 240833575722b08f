"""The words of one paragraph of a Word paper as a reader sees them: changes accepted, fields as their results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from goldenthread.model.text import Span
from goldenthread.readers.docx_package import Element, Package, Styles, child, is_on, number_of, q, val
from goldenthread.readers.docx_symbols import Symbols, described, font_symbol, font_words, is_symbol_font
from goldenthread.readers.paper import Symbol

_GONE: Final = frozenset((q("w:del"), q("w:moveFrom"), q("w:rPr"), q("w:pPr")))
_OPENED: Final = frozenset(
    (
        q("w:ins"),
        q("w:moveTo"),
        q("w:smartTag"),
        q("w:customXml"),
        q("w:sdtContent"),
        q("w:bdo"),
        q("w:dir"),
        q("mc:Choice"),
    )
)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINK: Final = re.compile(r"\s*HYPERLINK\s+(?!\\)\"?([^\"\s]+)\"?", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"\s*TOC\b", re.IGNORECASE)
_SYMBOL_FIELD: Final = re.compile(
    r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+)\s.*\\f\s+\"?([\w ]+?)\"?(?:\s*\\|\s*$)", re.IGNORECASE
)


@dataclass(slots=True)
class _Field:
    """A field that has begun: its instruction, and whether its result has."""

    instruction: str = ""
    in_result: bool = False
    chosen: str = ""


@dataclass(slots=True)
class Words:
    """What one paragraph holds: its text with marks, symbols, text boxes, and the names of files within it."""

    spans: list[Span] = field(default_factory=list)
    symbols: list[Symbol] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)  # of each run, 0 for that of its paragraph
    has_picture: bool = False

    def add(self, span: Span) -> None:
        """Adds a run of text, to the one before where their marks are the same."""
        last = self.spans[-1] if self.spans else None
        if last and (last.strong, last.emphasis, last.link) == (span.strong, span.emphasis, span.link):
            self.spans[-1] = last.model_copy(update={"text": last.text + span.text})
        elif span.text:
            self.spans.append(span)

    def raise_digits(self, start: int) -> None:
        """Makes the digits from `start` on, if they are that and nothing else, the raised ones that a reader sees ("82%¹")."""
        raised = self.text[start:]
        if not raised:
            return
        last = self.spans[-1]
        if raised.strip().isdecimal() and raised.isascii() and last.text.endswith(raised):
            text = last.text[: -len(raised)] + raised.translate(_RAISED)
            self.spans[-1] = last.model_copy(update={"text": text})

    @property
    def text(self) -> str:
        """Its words without marks."""
        return "".join(span.text for span in self.spans)


def opened(element: Element) -> Iterator[Element]:
    """The children of an element, those that only wrap others replaced by what they wrap, and deleted ones left out."""
    for inner in element:
        if inner.tag in _GONE or not isinstance(inner.tag, str):
            continue
        if inner.tag == q("mc:AlternateContent"):
            # the same content twice, for new programs and for old: once is enough
            choice = child(inner, "mc:Choice")
            branch = choice if choice is not None and len(choice) else child(inner, "mc:Fallback")
            if branch is not None:
                yield from opened(branch)
        elif inner.tag == q("w:sdt"):
            content = child(inner, "w:sdtContent")
            if content is not None and child(inner, "w:sdtPr", "w:showingPlcHdr") is None:
                yield from opened(content)
        elif inner.tag in _OPENED:
            yield from opened(inner)
        else:
            yield inner


class TextReader:
    """Reads paragraphs in their order: a field may begin in one and end in another."""

    def __init__(self, package: Package, styles: Styles, symbols: Symbols) -> None:
        self._package = package
        self._styles = styles
        self._symbols = symbols
        self._fields: list[_Field] = []

    @property
    def in_contents(self) -> bool:
        """Whether the text here belongs to the table of contents, which a reader of the file makes anew."""
        return any(_CONTENTS.match(entry.instruction) for entry in self._fields)

    def read(self, paragraph: Element, words: Words) -> None:
        """Adds what a paragraph holds to `words`."""
        self._inside(paragraph, words, link="")

    def _inside(self, element: Element, words: Words, link: str) -> None:
        for inner in opened(element):
            if inner.tag == q("w:r"):
                self._run(inner, words, link)
            elif inner.tag == q("w:hyperlink"):
                relationship = self._package.relationships.get(val(inner, "r:id"))
                address = relationship.target if relationship and relationship.is_outside else ""
                self._inside(inner, words, address or link)
            elif inner.tag in (q("m:oMath"), q("m:oMathPara")):
                words.add(Span(text="".join(piece.text or "" for piece in inner.iter(q("m:t")))))
            elif inner.tag == q("w:fldSimple"):
                self._fields.append(_Field(val(inner, "w:instr"), in_result=True))
                self._inside(inner, words, link)
                self._fields.pop()

    def _run(self, run: Element, words: Words, link: str) -> None:
        properties = child(run, "w:rPr")
        style = (
            self._styles.of(val(child(properties, "w:rStyle"))) if child(properties, "w:rStyle") is not None else None
        )
        hidden = is_on(child(properties, "w:vanish"))
        if hidden or (hidden is None and style and style.hidden):
            self._fields_only(run)
            return
        strong, emphasis = is_on(child(properties, "w:b")), is_on(child(properties, "w:i"))
        marks = Span(
            strong=bool(style and style.strong) if strong is None else strong,
            emphasis=bool(style and style.emphasis) if emphasis is None else emphasis,
        )
        fonts = child(properties, "w:rFonts")
        font = next((name for side in ("w:ascii", "w:hAnsi") if is_symbol_font(name := val(fonts, side))), "")
        colour = self._symbols.run_colour(properties)
        is_raised = val(child(properties, "w:vertAlign")) == "superscript"
        before = len(words.text) if is_raised else 0
        for inner in opened(run):
            if not self._field_mark(inner, words):
                self._piece(inner, words, marks.model_copy(update={"link": self._link() or link}), font, colour)
        if child(run, "w:t") is not None:
            words.sizes.append(number_of(val(child(properties, "w:sz"))))
        if is_raised:
            words.raise_digits(before)

    def _fields_only(self, run: Element) -> None:
        """Follows the fields of hidden text, whose words nobody sees."""
        for inner in run:
            self._field_mark(inner, Words())

    def _field_mark(self, element: Element, words: Words) -> bool:
        """Follows the beginnings, middles and ends of fields; whether the element is part of one."""
        if element.tag == q("w:instrText"):
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction += element.text or ""
            return True
        if element.tag != q("w:fldChar"):
            return False
        match val(element, "w:fldCharType"):
            case "begin":
                self._fields.append(_Field(chosen=_chosen(element)))
            case "separate" if self._fields:
                self._fields[-1].in_result = True
            case "end" if self._fields:
                self._end_field(self._fields.pop(), words)
        return True

    def _end_field(self, ended: _Field, words: Words) -> None:
        if ended.chosen and self._is_shown():
            words.add(Span(text=ended.chosen))
        found = _SYMBOL_FIELD.match(ended.instruction)
        if found and self._is_shown():
            _add_character(words, Span(), found[2], int(found[1], 16 if found[1][:2].lower() == "0x" else 10), "")

    def _is_shown(self) -> bool:
        return all(entry.in_result for entry in self._fields) and not self.in_contents

    def _link(self) -> str:
        """The address of the field of a link that the text stands in."""
        links = (_LINK.match(entry.instruction) for entry in reversed(self._fields))
        return next((found[1] for found in links if found), "")

    def _piece(self, element: Element, words: Words, marks: Span, font: str, colour: str) -> None:
        if not self._is_shown():
            return
        match element.tag.rpartition("}")[2]:
            case "t" if font:
                for character in (element.text or "").strip():
                    _add_character(words, marks, font, ord(character), colour)
            case "t":
                words.add(marks.model_copy(update={"text": element.text or ""}))
                words.colours.extend([colour] if (element.text or "").strip() else [])
            case "tab" | "ptab":
                words.add(marks.model_copy(update={"text": "\t"}))
            case "br" | "cr":
                words.add(marks.model_copy(update={"text": "\n"}))
            case "noBreakHyphen":
                words.add(marks.model_copy(update={"text": "-"}))
            case "sym":
                code = int(val(element, "w:char"), 16) if re.fullmatch(r"[0-9A-Fa-f]+", val(element, "w:char")) else 0
                _add_character(words, marks, val(element, "w:font"), code, colour)
            case "drawing" | "pict" | "object":
                self._graphic(element, words)

    def _graphic(self, element: Element, words: Words) -> None:
        boxes = [box for box in element.iter(q("w:txbxContent")) if _is_once(box, element)]
        words.boxes.extend(boxes)
        if element.tag == q("w:object"):
            words.embedded.append(self._embedded_name(element))
            return
        symbols = self._symbols.of_drawing(element) if element.tag == q("w:drawing") else self._symbols.of_vml(element)
        if not symbols and not boxes:
            symbols = [Symbol(description=described(element))]
        words.symbols.extend(symbols)
        words.has_picture = words.has_picture or bool(symbols)

    def _embedded_name(self, element: Element) -> str:
        """What an embedded file is called: its icon's caption, else its kind and its name within this file."""
        shape = next(element.iter(q("v:shape")), None)
        image = child(shape, "v:imagedata")
        captions = ("" if shape is None else shape.get("alt", ""), val(image, "o:title"))
        caption = next((" ".join(text.split()) for text in captions if text.strip()), "")
        ole = next(element.iter(q("o:OLEObject")), None)
        kind = "" if ole is None else ole.get("ProgID", "")
        relationship = self._package.relationships.get(val(ole, "r:id"))
        file_name = relationship.target.rpartition("/")[2] if relationship else ""
        return caption or f"{kind} ({file_name})".strip() if kind or caption else file_name or "an embedded file"


def _is_once(box: Element, graphic: Element) -> bool:
    """Whether a text box is to be read here: not within another box, nor in the old form of one that is there anew."""
    parent = box.getparent()
    while parent is not None and parent is not graphic:
        if parent.tag == q("w:txbxContent"):
            return False
        if parent.tag == q("mc:Fallback"):
            return False
        parent = parent.getparent()
    return True


def _add_character(words: Words, marks: Span, font: str, code: int, colour: str) -> None:
    sign = font_words(font, code)
    if sign:
        words.add(marks.model_copy(update={"text": sign}))
    else:
        words.symbols.append(font_symbol(font, code, colour))


def _chosen(begin: Element) -> str:
    """What is chosen in a drop-down list of an old form; "" for any other field."""
    choices = child(begin, "w:ffData", "w:ddList")
    if choices is None:
        return ""
    entries = [val(entry) for entry in choices.findall(q("w:listEntry"))]
    picked = val(child(choices, "w:result")) or val(child(choices, "w:default"))
    at = number_of(picked)
    return entries[at] if 0 <= at < len(entries) else ""
