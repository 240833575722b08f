"""The PDF reader: a council's paper as a PDF, to the paragraphs and tables that a person sees on its pages.

A PDF holds letters and lines with places, no paragraphs and no tables: what cannot be told from the page is said so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goldenthread.model.reading import Unplaced, Unreadable
from goldenthread.readers.paper import Paper
from goldenthread.readers.pdf_blocks import blocks_and_mends
from goldenthread.readers.pdf_joins import drop_furniture
from goldenthread.readers.pdf_order import parts_of
from goldenthread.readers.pdf_page import Page, page_of

LARGEST = 300 * 1024 * 1024
_FEW_LETTERS = 5
"""A page with fewer letters than this has no text; with a picture on it, it is a scan."""
_ASK = "ask for the Word file it was made from"


def paper_from_pdf(path: Path) -> Paper:
    """Read a PDF. Raises Unreadable, with what to do, when it is not one, is locked, damaged, or a scan."""
    _check_file(path)
    with _opened(path) as document:
        pages, embedded, title = _content(document, path)
    _check_text(pages, path)
    unplaced = tuple(_scanned(page) for page in pages if _is_scan(page))
    heads = drop_furniture(pages)
    blocks, mended, printed_title = blocks_and_mends(parts_of(pages))
    return Paper(
        blocks=blocks,
        title=title or printed_title,
        embedded=embedded,
        mended=mended,
        unplaced=unplaced,
        running_heads=heads,
    )


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise Unreadable(
            f"{path.name} cannot be opened ({error.strerror}): check its name and your access to it."
        ) from None
    if size == 0:
        raise Unreadable(f"{path.name} is empty: save or download it again.")
    if size > LARGEST:
        raise Unreadable(
            f"{path.name} is {size // (1024 * 1024)} MB, and the limit is {LARGEST // (1024 * 1024)} MB: {_ASK}, "
            "or save the PDF again with smaller pictures."
        )
    if b"%PDF-" not in head:
        raise Unreadable(
            f"{path.name} is not a PDF, whatever its name says: open it to see what it is, and save it as PDF."
        )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its remarks on fonts and colours are nobody's business here
    try:
        document = pdfplumber.open(path)
    except Exception as error:
        cause = error.args[0] if error.args else error
        if isinstance(error, PDFPasswordIncorrect) or isinstance(cause, PDFPasswordIncorrect):
            raise Unreadable(
                f"{path.name} is locked with a password: save a copy without one, and read that."
            ) from None
        raise _damaged(path) from None
    try:
        yield document
    finally:
        document.close()


def _damaged(path: Path) -> Unreadable:
    return Unreadable(f"{path.name} is damaged and cannot be read: download it again, or {_ASK}.")


def _content(document: Any, path: Path) -> tuple[list[Page], tuple[str, ...], str]:
    pages = []
    try:
        for page in document.pages:
            pages.append(page_of(page))
            page.close()
        if not pages:
            raise _damaged(path)
        return pages, tuple(_embedded(document)), _title(document)
    except Unreadable:
        raise
    except Exception:
        raise _damaged(path) from None  # pdfminer raises whatever its parser meets in a broken file


def _title(document: Any) -> str:
    title = (document.metadata or {}).get("Title", "")
    return " ".join(title.split()) if isinstance(title, str) else ""


def _embedded(document: Any) -> Iterator[str]:
    """The names of the files attached to the PDF. Our own machine-readable report is no attachment of the paper."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    names = resolve1(document.doc.catalog.get("Names")) or {}
    waiting = [resolve1(names.get("EmbeddedFiles")) or {}]
    while waiting:
        node = waiting.pop(0)
        waiting += [resolve1(kid) for kid in resolve1(node.get("Kids")) or []]
        for reference in (resolve1(node.get("Names")) or [])[1::2]:
            file = resolve1(reference)
            name, about = (
                decode_text(part) if isinstance(part, bytes) else str(part)
                for part in (resolve1(file.get("UF") or file.get("F") or b""), resolve1(file.get("Desc") or b""))
            )
            if name and not (name == "report.json" and "Golden Thread" in about):
                yield name


def _letters(page: Page) -> int:
    return sum(len(word.text) for word in page.words)


def _is_scan(page: Page) -> bool:
    large = [box for box in page.pictures if box.width * box.height > 0.3 * page.width * page.height]
    return _letters(page) < _FEW_LETTERS and bool(large)


def _check_text(pages: list[Page], path: Path) -> None:
    letters = sum(_letters(page) for page in pages)
    if letters < _FEW_LETTERS and any(page.pictures for page in pages):
        raise Unreadable(
            f"{path.name} is a scan: its pages are pictures without text; {_ASK}, or run text recognition (OCR) on it first."
        )
    if letters < _FEW_LETTERS:
        raise Unreadable(f"{path.name} holds no text: check that it is the right file, or {_ASK}.")
    unknown = sum(word.text.count("(cid:") for page in pages for word in page.words)
    if unknown * 10 > letters:
        raise Unreadable(
            f"{path.name} does not say which letters its fonts show, so its text cannot be read; {_ASK}, "
            "or run text recognition (OCR) on it first."
        )


def _scanned(page: Page) -> Unplaced:
    return Unplaced(
        text="", where=f"page {page.number}", could_be="a scanned page: what it says is a picture without text"
    )
