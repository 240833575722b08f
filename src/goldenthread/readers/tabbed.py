"""A paper turned into text that keeps its tables: cells parted by tabs, a little Markdown and HTML among the words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from goldenthread.model.report import NarrativeRole, narrative_role
from goldenthread.model.text import Span, tidy_spans
from goldenthread.readers.paper import Grid, GridCell, Paper, Para, Row
from goldenthread.readers.references import REF
from goldenthread.readers.text_lines import TextLine

_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|\*\*|\[(?P<words>[^\]\[]+)\]\((?P<link>[^()\s]*)\)"
)
_MARK = re.compile(r"^(?:[\d.]+|\(?[a-z]\)|[-*•▪]|\uf0b7)\s*\t+")
_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<title>.+?)\s*#*$")
_ITEM = re.compile(r"^(?:[-*•▪]|\uf0b7)\s+(?P<rest>.+)$")
_CELL_BREAK = re.compile(r"<br\s*/?>|(?=▪)|</?ul\b[^<>]*>|</li>", re.IGNORECASE)
_SENTENCE_WORDS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|been|be|do|does|did|may|must|should)\b", re.IGNORECASE
)
_SENTENCE_START = re.compile(r"(?:this|these|the|it|we|our|in|an?|there|they|he|she|at|during|from)\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:;][”\"’')\]]*$")
_MOST_HEADING_CHARACTERS = 130


def is_tabbed(lines: Sequence[TextLine]) -> bool:
    """Whether a text keeps its tables by tabs: several lines that have them, and rows that do not stand without.

    A tab after the number of a paragraph or the mark of a list is no cell's end.
    """
    tabbed = [text for line in lines if "\t" in _MARK.sub("", text := line.text.strip())]
    rows = sum(bool(REF.match(text)) for text in tabbed)
    rows_without = sum(bool(REF.match(text)) for line in lines if "\t" not in (text := line.text.strip()))
    return len(tabbed) >= 3 and (rows_without < 3 or rows_without <= rows)


def paper_from_tabbed(lines: Sequence[TextLine]) -> Paper:
    """The paper that such a text holds."""
    marked = any(_HEADING.match(line.text) for line in lines)
    blocks = list(_blocks(lines))
    joined = list(_joined(blocks))
    return Paper(blocks=tuple(joined if marked else _with_headings(joined)), loses_pictures=True)


def _blocks(lines: Sequence[TextLine]) -> Iterator[Para | Grid]:
    rows: list[Row] = []
    for line in lines:
        if "\t" in line.text.rstrip("\n"):
            rows.append(Row(tuple(_cell(text, line) for text in line.text.split("\t")), line.where))
            continue
        if rows:
            yield Grid(tuple(rows), where=rows[0].where)
            rows = []
        if not line.is_blank:
            yield _paragraph(line.text, line)
    if rows:
        yield Grid(tuple(rows), where=rows[0].where)


def _paragraph(text: str, line: TextLine) -> Para:
    stripped = text.strip()
    heading = _HEADING.match(stripped)
    if heading:
        spans = tuple(replace_marks(span) for span in marked_spans(heading["title"]))
        return Para(spans=tidy_spans(spans), heading=len(heading["marks"]), where=line.where)
    item = _ITEM.match(stripped)
    spans = tidy_spans(marked_spans(item["rest"] if item else stripped))
    return Para(spans=spans, list_level=1 if item else 0, where=line.where)


def replace_marks(span: Span) -> Span:
    """A span without marks: a heading is bold by being one."""
    return span.model_copy(update={"strong": False, "emphasis": False})


def _cell(text: str, line: TextLine) -> GridCell:
    """One cell; HTML lists and "▪" in it become list items."""
    paras = []
    for piece in _CELL_BREAK.split(text):
        item = re.match(r"\s*(?:<li\b[^<>]*>|▪)\s*", piece)
        spans = tidy_spans(marked_spans(piece[item.end() :] if item else piece))
        if spans:
            paras.append(Para(spans=spans, list_level=1 if item else 0, where=line.where))
    return GridCell(paras=tuple(paras))


def marked_spans(text: str) -> tuple[Span, ...]:
    """Text with its bold, italic and links as spans; other tags dropped, entities turned into their characters."""
    spans: list[Span] = []
    strong = emphasis = False
    at = 0

    def add(piece: str, link: str = "") -> None:
        if piece:
            spans.append(Span(text=html.unescape(piece), strong=strong, emphasis=emphasis, link=link))

    for tag in _TAG.finditer(text):
        add(text[at : tag.start()])
        at = tag.end()
        if tag["words"]:
            link = tag["link"] if re.match(r"https?://|mailto:", tag["link"]) else ""
            add(tag["words"], link)
        elif tag[0] == "**":
            strong = not strong
        elif tag["name"].lower() in ("b", "strong"):
            strong = not tag["close"]
        elif tag["name"].lower() in ("i", "em"):
            emphasis = not tag["close"]
    add(text[at:])
    return tuple(spans)


def _joined(blocks: Sequence[Para | Grid]) -> Iterator[Para | Grid]:
    """Paragraphs cut in mid-sentence by a page break, joined again."""
    held: Para | None = None
    for block in blocks:
        if isinstance(block, Para) and held and _goes_on(held, block):
            held = replace(held, spans=tidy_spans((*held.spans, Span(text=" "), *block.spans)))
            continue
        if held:
            yield held
            held = None
        if isinstance(block, Para) and not block.heading:
            held = block
        else:
            yield block
    if held:
        yield held


def _goes_on(before: Para, block: Para) -> bool:
    if block.heading or block.list_level or before.heading:
        return False
    return not _ENDS_SENTENCE.search(before.text) and block.text[:1].islower()


def _with_headings(blocks: Sequence[Para | Grid]) -> list[Para | Grid]:
    """The same blocks with headings marked, for text that marks none: a short line that is no sentence, text after it."""
    found: list[Para | Grid] = []
    under_main = False
    for i, block in enumerate(blocks):
        if isinstance(block, Para) and _looks_like_heading(block, blocks, i):
            main = narrative_role(block.text) is not NarrativeRole.OTHER and len(block.text.split()) <= 4
            under_main = under_main or main
            found.append(replace(block, heading=2 if under_main and not main else 1))
        else:
            found.append(block)
    return found


def _looks_like_heading(block: Para, blocks: Sequence[Para | Grid], index: int) -> bool:
    text = block.text
    if block.list_level or len(text) > _MOST_HEADING_CHARACTERS or text[:1] in "“\"'" or len(text) < 3:
        return False
    following = next((b for b in blocks[index + 1 :] if isinstance(b, Para)), None)
    if index + 1 >= len(blocks) or following is None:
        return False
    previous = blocks[index - 1] if index else None
    if isinstance(previous, Para) and previous.text[-1:] in (":", ","):
        return False
    if text[-1] in ",;" or text.endswith((":-", "?")) or any(span.link for span in block.spans):
        return False
    if text[-1] == ":" and len(text.split()) > 4:
        return False
    if _follows_at_once(block, blocks[index + 1]):
        return False
    inner = text.rstrip(".:")
    if re.search(r"[.!?;]\s", inner):
        return False
    return not (text[-1] == "." and (_SENTENCE_WORDS.search(text) or _SENTENCE_START.match(text)))


def _follows_at_once(block: Para, following: Para | Grid) -> bool:
    """Whether the next block stands on the very next line: a heading has a blank line after it."""
    lines = [
        int(number) if (number := each.where.removeprefix("line ")).isdigit() else 0 for each in (block, following)
    ]
    return lines[1] == lines[0] + 1 and isinstance(following, Para)
