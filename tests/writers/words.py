"""The words of a finished PDF or web page, in reading order, for tests that compare what formats say."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import html5lib
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text


def squeezed(text: str) -> str:
    """The text without blanks and the bullets that only a PDF prints."""
    return re.sub(r"[\s•–]", "", text)


class _Listener(PDFDevice):
    """Hears the text of a PDF as a screen reader does: no artifact, and a tag's own words (ActualText) for its letters.

    pdfplumber forgets the outer of two tags where the inner one ends, and takes the rest of an artifact for text.
    """

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.heard: list[str] = []
        self.hushed: list[bool] = []  # for each open tag, outermost first: whether what stands in it is not heard

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        instead = props.get("ActualText") if isinstance(props, dict) else None
        if instead is not None and not any(self.hushed):
            self.heard.append(decode_text(instead))
        self.hushed.append(tag.name == "Artifact" or instead is not None)

    def end_tag(self) -> None:
        self.hushed.pop()

    def render_string(self, textstate: PDFTextState, seq: Iterable[Any], *_: Any) -> None:
        font = textstate.font
        if font and not any(self.hushed):
            self.heard += [font.to_unichr(cid) for part in seq if isinstance(part, bytes) for cid in font.decode(part)]


def pdf_text(pdf: bytes) -> str:
    """What a PDF says, in the order of its text; what paging repeats (heads, feet, rows of headings) is an artifact."""
    manager = PDFResourceManager()
    listener = _Listener(manager)
    reader = PDFPageInterpreter(manager, listener)
    for page in PDFPage.get_pages(io.BytesIO(pdf)):
        reader.process_page(page)
    return "".join(listener.heard)


def parse_page(page: str) -> Any:
    """The page as a tree; a ParseError for anything that the standard does not allow."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True)
    return parser.parse(page)


def page_text(page: str, part: str = "main") -> str:
    """What one part of a web page says to the eye."""
    tree = parse_page(page).find(f".//{part}")
    for unseen in tree.findall(".//*[@class='unseen']"):
        unseen.text = ""
        for inner in unseen.findall("*"):
            unseen.remove(inner)
    return "".join(tree.itertext())
