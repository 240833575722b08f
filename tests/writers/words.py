"""The words of a finished PDF or web page, in reading order, for tests that compare what formats say."""

from __future__ import annotations

import io
import re
from typing import Any

import html5lib
import pdfplumber


def squeezed(text: str) -> str:
    """The text without blanks, places to break, and the bullets that only a PDF prints."""
    return re.sub(r"[\s\u200b•–]", "", text)


def pdf_text(pdf: bytes) -> str:
    """What a PDF says, in the order of its text, without the head and foot of its pages."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "".join(char["text"] for page in opened.pages for char in page.chars if char["tag"] != "Artifact")


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
