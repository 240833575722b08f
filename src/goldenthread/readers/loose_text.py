"""Paragraphs that lost their row: text printed after a table that belongs in one of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldenthread.model.reading import Assumed, Unplaced
from goldenthread.model.text import AnyBlock, Paragraph, Span, tidy_spans
from goldenthread.readers.line_rows import LineDraft, Notes
from goldenthread.readers.paper import Para
from goldenthread.readers.references import REF
from goldenthread.readers.running_text import block_of
from goldenthread.readers.table_rows import without_start


def settle_loose(loose: Sequence[Para], drafts: Sequence[LineDraft], notes: Notes) -> None:
    """Give paragraphs that stand after a table to its last rows, where their words leave no doubt; note the others."""
    rows = _last_without_commentary(drafts)
    owner: LineDraft | None = None
    before: Para | None = None
    for para in loose:
        unfinished = before is not None and not re.search(r"[.!?:]\W*$", before.text)
        before = para
        if not (unfinished and owner is not None):
            owner = _owner_of(para, rows)
        block = block_of(para)
        if owner is None or block is None:
            refs = " or ".join(row.ref or row.title for row in rows)
            could_be = f"the commentary of {refs}" if rows else "part of the table before it"
            notes.unplaced.append(Unplaced(text=para.text, where=para.where, could_be=could_be))
        elif unfinished and owner.said:
            owner.said[-1] = _joined(owner.said[-1], block)
        else:
            owner.said = [*(owner.said or []), block]
            what = f"The paragraph after the table is the commentary of {owner.ref or owner.title}."
            notes.assumed.append(Assumed(what=what, why="no other row's title has its words", where=para.where))


def take_by_reference(para: Para, drafts: Sequence[LineDraft], notes: Notes) -> bool:
    """Give a paragraph that begins with the reference of a line ("FIN2: The card …") to that line; False for any other."""
    begins = REF.match(para.text)
    rest = para.text[begins.end() :] if begins else ""
    owners = [draft for draft in drafts if begins and draft.ref == begins[0]]
    stop = re.match(r"\s*(?::|[–-](?=\s))\s*", rest)
    said = without_start(para, begins.end() + stop.end()) if begins and stop and len(owners) == 1 else None
    block = block_of(said) if said else None
    if block is None:
        return False
    owners[0].said = [*(owners[0].said or []), block]
    what = f"The paragraph that begins with {owners[0].ref} is its commentary."
    notes.assumed.append(Assumed(what=what, why="it stands after the table of that measure", where=para.where))
    return True


def _joined(block: AnyBlock, more: AnyBlock) -> AnyBlock:
    if isinstance(block, Paragraph) and isinstance(more, Paragraph):
        return Paragraph(spans=tidy_spans((*block.spans, Span(text=" "), *more.spans)))
    return block


def _last_without_commentary(drafts: Sequence[LineDraft]) -> list[LineDraft]:
    """The lines at the end of an objective that have no commentary."""
    found: list[LineDraft] = []
    for draft in reversed(drafts):
        if draft.said is not None or draft.unsure_commentary:
            break
        found.append(draft)
    return found[::-1]


def _stems(text: str) -> set[str]:
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Za-z][A-Za-z-]{4,}", text)}


def _owner_of(para: Para, rows: Sequence[LineDraft]) -> LineDraft | None:
    """The row whose title alone has telling words of a paragraph; None when none or several have."""
    said = _stems(para.text)
    telling: list[tuple[int, LineDraft]] = []
    for row in rows:
        others: set[str] = set().union(*(_stems(other.title) for other in rows if other is not row))
        telling.append((len(said & (_stems(row.title) - others)), row))
    telling.sort(key=lambda pair: pair[0], reverse=True)
    if not telling or telling[0][0] == 0:
        return None
    if len(telling) > 1 and telling[1][0] >= telling[0][0]:
        return None
    return telling[0][1]
