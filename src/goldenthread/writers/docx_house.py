"""The document that a paper is written into: our own look, or the council's own document with its content taken out.

From a council's document come its styles, header, footer, logo, page size and margins, and nothing else: no text, no
comments, no names of its authors, no attached files.
"""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.parts.numbering import NumberingPart
from lxml import etree

from goldenthread.writers.docx_numbering import Numbering
from goldenthread.writers.docx_styles import LANGUAGE, Styles
from goldenthread.writers.docx_xml import Element, W, clean, field, paragraph, qualified, run, w

_A4: Final = (11906, 16838)
_MARGIN: Final = 1134
_OLD_TIME: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY: Final = 255
_DOCUMENT_TYPE: Final = CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
_TEMPLATE_TYPES: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
)
_KEPT: Final = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
}
# Settings in the order of the schema: a house's settings are taken from it where they are about the look alone.
_SETTINGS: Final = (
    b'<w:settings xmlns:w="%(w)s"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>%(facing)s'
    b'<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    b'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    b'<w:themeFontLang w:val="%(language)s"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_NO_NUMBERING: Final = f'<w:numbering xmlns:w="{W}"/>'.encode()


class House:
    """A Word document without content: its styles, its pages and its numbering, for a renderer to write into."""

    def __init__(self, style: Path | None, title: str, council: str) -> None:
        self.is_ours = style is None
        self._title, self._council = title, council
        self._document = Document() if style is None else _open(style)
        self._page = _page_of(self._document, self.is_ours)
        self._drop_old_content()
        self.styles = Styles(self._document.styles.element, replace=self.is_ours, text_width=self.text_width())
        self._add_furniture()
        self._numbers = self._numbering_part()
        self.numbering = Numbering(_next_id(self._numbers, "num", "numId"))

    @property
    def body(self) -> Element:
        """Where the paper's blocks go."""
        body: Element = self._document.element.body
        return body

    def link_to(self, address: str) -> str:
        """The relationship of a link to an outside address."""
        return self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def text_width(self, *, landscape: bool = False) -> int:
        """The width between the margins, in twentieths of a point."""
        page = self.page_settings(landscape=landscape, first=True)
        margins = page.find(qualified("w:pgMar"))
        sides = 2 * _MARGIN if margins is None else sum(_length(margins, side) for side in ("left", "right", "gutter"))
        return max(_length(page.find(qualified("w:pgSz")), "w") - sides, _MARGIN)

    def page_settings(self, *, landscape: bool, first: bool) -> Element:
        """The settings of one section of the paper; the first alone has the house's own first page."""
        page = copy.deepcopy(self._page)
        for tag in () if first else ("titlePg", "pgNumType"):
            for element in page.findall(qualified(f"w:{tag}")):
                page.remove(element)
        if landscape:
            _turn(page)
        return page

    def finish(self) -> bytes:
        """The whole file. The same content gives the same bytes."""
        self._add_numbering()
        self._set_properties()
        buffer = io.BytesIO()
        self._document.save(buffer)
        return _with_fixed_times(buffer)

    def _drop_old_content(self) -> None:
        body = self.body
        for element in list(body):
            body.remove(element)
        body.append(self._page)
        used = {element.get(qualified("r:id")) for element in self._page}
        part = self._document.part
        for key, relationship in list(part.rels.items()):
            furniture = relationship.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
            if relationship.reltype not in _KEPT or (furniture and key not in used):
                del part.rels[key]
        package = part.package
        for key, relationship in list(package.rels.items()):
            if relationship.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
                del package.rels[key]
        settings = self._document.settings.element
        facing = settings.find(qualified("w:evenAndOddHeaders")) is not None
        parts = {
            b"w": W.encode(),
            b"language": LANGUAGE.encode(),
            b"facing": b"<w:evenAndOddHeaders/>" if facing else b"",
        }
        settings[:] = list(etree.fromstring(_SETTINGS % parts))

    def _add_furniture(self) -> None:
        """Our header and footer where the house has none: whose paper it is, and which page of how many."""
        section = self._document.sections[-1]
        whose = [run(" – ".join(filter(None, (self._council, self._title))))]
        for furniture, name, content in (
            (section.header, "header", whose),
            (section.footer, "footer", _page_of_pages()),
        ):
            if furniture.is_linked_to_previous:
                furniture.is_linked_to_previous = False
                furniture._element[:] = [paragraph(self.styles.id_of(name), content)]
        self.body.remove(self._page)

    def _numbering_part(self) -> Element:
        document = self._document.part
        try:
            part: Part = document.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            name = PackURI("/word/numbering.xml")
            part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, _NO_NUMBERING, document.package)
            document.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        if not isinstance(part, XmlPart):
            raise TypeError("a Word document's numbering is XML")
        numbers: Element = part.element
        if self.is_ours:
            numbers[:] = []
        return numbers

    def _add_numbering(self) -> None:
        bullets, headings = self.styles.number_lists(self.numbering)
        first = _next_id(self._numbers, "abstractNum", "abstractNumId")
        abstracts, lists = self.numbering.definitions(first, bullets, headings)
        at = sum(1 for _ in self._numbers.iter(qualified("w:abstractNum"), qualified("w:numPicBullet")))
        self._numbers[at:at] = abstracts
        end = at + len(abstracts) + len(self._numbers.findall(qualified("w:num")))
        self._numbers[end:end] = lists

    def _set_properties(self) -> None:
        core = self._document.core_properties
        for element in list(core._element):
            core._element.remove(element)
        core.title = clean(self._title)[:_LONGEST_PROPERTY]
        core.author = core.last_modified_by = clean(self._council)[:_LONGEST_PROPERTY]
        core.language = LANGUAGE


def _open(path: Path) -> DocumentObject:
    """The council's document or template."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {entry: archive.read(entry) for entry in archive.namelist()}
        types = parts["[Content_Types].xml"]
        for template in _TEMPLATE_TYPES:
            types = types.replace(template, _DOCUMENT_TYPE)
        parts["[Content_Types].xml"] = types
        return Document(_zipped(parts))
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise ValueError(f"The house style “{path.name}” cannot be opened ({reason}): check its name.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, OpcError, etree.XMLSyntaxError, AttributeError) as error:
        raise ValueError(
            f"The house style “{path.name}” is not a Word document or template: give a .docx or .dotx file."
        ) from error


def _page_of(document: DocumentObject, is_ours: bool) -> Element:
    """The last section's settings, with the headers and footers that it takes over from the sections before it."""
    found: list[Element] = [*document.element.body.iter(qualified("w:sectPr"))]
    page = copy.deepcopy(found[-1]) if found else w("sectPr")
    furniture: dict[tuple[str, str], Element] = {}
    for section in found:
        for kind in ("headerReference", "footerReference"):
            for reference in section.findall(qualified(f"w:{kind}")):
                furniture[kind, reference.get(qualified("w:type"), "default")] = reference
    for tag in ("headerReference", "footerReference", "sectPrChange", "type", "lnNumType", "footnotePr", "endnotePr"):
        for element in page.findall(qualified(f"w:{tag}")):
            page.remove(element)
    page[:0] = [copy.deepcopy(reference) for reference in furniture.values()]
    if is_ours or page.find(qualified("w:pgSz")) is None:
        _set_a4(page)
    return page


def _set_a4(page: Element) -> None:
    for tag in ("pgSz", "pgMar", "cols", "docGrid"):
        for element in page.findall(qualified(f"w:{tag}")):
            page.remove(element)
    margins = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    at = sum(1 for _ in page.iter(qualified("w:headerReference"), qualified("w:footerReference")))
    page.insert(at, w("pgSz", w=_A4[0], h=_A4[1]))
    page.insert(at + 1, w("pgMar", **margins, header=567, footer=567, gutter=0))


def _turn(page: Element) -> None:
    size = page.find(qualified("w:pgSz"))
    if size is None:
        return
    width, height = _length(size, "w"), _length(size, "h")
    size.set(qualified("w:w"), str(max(width, height)))
    size.set(qualified("w:h"), str(min(width, height)))
    size.set(qualified("w:orient"), "landscape")


def _length(element: Element | None, name: str) -> int:
    return 0 if element is None else int(float(element.get(qualified(f"w:{name}"), "0")))


def _next_id(numbers: Element, tag: str, attribute: str) -> int:
    found = numbers.findall(qualified(f"w:{tag}"))
    return 1 + max((int(element.get(qualified(f"w:{attribute}"), "0")) for element in found), default=0)


def _page_of_pages() -> list[Element]:
    return [run("Page "), *field("PAGE", [run("1")]), run(" of "), *field("NUMPAGES", [run("1")])]


def _with_fixed_times(buffer: io.BytesIO) -> bytes:
    with zipfile.ZipFile(buffer) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return _zipped(parts).getvalue()


def _zipped(parts: dict[str, bytes]) -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _OLD_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    buffer.seek(0)
    return buffer
