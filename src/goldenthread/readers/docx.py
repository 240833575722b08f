"""A Word file (.docx) as a Paper: what a person sees in it, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from goldenthread.model.reading import RunningHead, Unplaced
from goldenthread.readers.containers import open_office_zip
from goldenthread.readers.docx_blocks import BlockReader
from goldenthread.readers.docx_looks import with_headings_by_look
from goldenthread.readers.docx_package import Package, child, q, val
from goldenthread.readers.paper import Paper

_PAGE_NUMBER = re.compile(r"page\s*\d*(?:\s*of\s*\d*)?", re.IGNORECASE)


def paper_from_docx(path: Path) -> Paper:
    """The paper that a Word file holds. Unreadable, with what to do, when it cannot be read."""
    with open_office_zip(path) as archive:
        package = Package(archive, path.name)
        body = child(package.document(), "w:body")
        reader = BlockReader(package)
        blocks = tuple(reader.blocks(body)) if body is not None else ()
        return Paper(
            blocks=with_headings_by_look(blocks, reader.sizes, reader.letters),
            title=package.title or reader.title,
            embedded=tuple(dict.fromkeys(reader.embedded)),
            unplaced=tuple(_notes(package)),
            keeps_tables=True,
            running_heads=tuple(_running_heads(package)),
        )


def _running_heads(package: Package) -> Iterator[RunningHead]:
    """The words at the head and foot of the pages, one line for each paragraph that is more than a page's number."""
    for part, root in package.running_parts():
        for paragraph in root.iter(q("w:p")):
            text = " ".join("".join(piece.text or "" for piece in paragraph.iter(q("w:t"))).split())
            if any(letter.isalpha() for letter in text) and not _PAGE_NUMBER.fullmatch(text):
                yield RunningHead(text=text, where=f"the pages' {part}")


def _notes(package: Package) -> Iterator[Unplaced]:
    """Footnotes and endnotes: the report has no place for them, so they are not lost without a word."""
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = package.related(kind)
        for note in () if root is None else root.findall(q(f"w:{name}")):
            text = " ".join("".join(piece.text or "" for piece in note.iter(q("w:t"))).split())
            if text and val(note, "w:type") in ("", "normal"):
                yield Unplaced(text=text, where=f"{name} {val(note, 'w:id')}", could_be="a note to the text")
