"""Running text from flat rows: blocks with their marks, and the items of a part in their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goldenthread.model.reading import Assumed
from goldenthread.model.report import Narrative
from goldenthread.model.text import AnyBlock, ListItem, Paragraph, Picture, SmallTable, Span, plain_text, tidy_spans
from goldenthread.readers.table_text import unbarred, whole_of

Row = Mapping[str, str]
Place = tuple[str, str, str]
"""Part, line and item, as written."""


@dataclass
class Texts:
    """Every run of blocks by its place, and what was noticed while its words were marked."""

    blocks: dict[Place, tuple[AnyBlock, ...]] = field(default_factory=dict)
    headings: dict[Place, tuple[str, str]] = field(default_factory=dict)
    marks: dict[Place, list[Row]] = field(default_factory=lambda: defaultdict(list))
    assumed: list[Assumed] = field(default_factory=list)

    def of(self, part: str, line: str = "", item: str = "") -> tuple[AnyBlock, ...]:
        """The blocks at a place."""
        return self.blocks.get((part, line, item), ())

    def commentary(self, part: str, line: str, text: str) -> tuple[AnyBlock, ...]:
        """A commentary: its blocks where they still say what `text` says, else a paragraph for each line of `text`."""
        place = (part, line, "")
        blocks = self.blocks.get(place, ())
        if place in self.blocks and plain_text(blocks) == text:
            return blocks
        if not text:
            return ()
        rows = tuple({"block": "paragraph", "text": words} for words in text.splitlines() if words.strip())
        return self._marked(place, rows)

    def items(self, part: str, within: str = "") -> tuple[Narrative, ...]:
        """The items of a part, or of an item of it, each with its own."""
        found: list[tuple[tuple[int, ...], str]] = []
        for at_part, line, item in {*self.blocks, *self.headings}:
            if at_part == part and not line and item and item.rpartition(".")[0] == within:
                found.append((tuple(int(step) for step in item.split(".")), item))
        return tuple(self._item(part, item) for _, item in sorted(found))

    def _item(self, part: str, item: str) -> Narrative:
        number, title = self.headings.get((part, "", item), ("", ""))
        return Narrative(number=number, title=title, blocks=self.of(part, "", item), items=self.items(part, item))

    def _marked(self, place: Place, rows: Iterable[Row]) -> tuple[AnyBlock, ...]:
        blocks: list[AnyBlock] = []
        for position, row in enumerate(rows, 1):
            text = row["text"]
            match row["block"]:
                case "list item":
                    blocks.append(ListItem(spans=self._spans(place, position, text), level=whole_of(row["level"]) or 1))
                case "picture":
                    blocks.append(Picture(description=text))
                case "table heading":
                    blocks.append(SmallTable(header=unbarred(text)))
                case "table row" if blocks and isinstance(blocks[-1], SmallTable):
                    rows_ = (*blocks[-1].rows, unbarred(text))
                    blocks[-1] = blocks[-1].model_copy(update={"rows": rows_})
                case _:
                    blocks.append(Paragraph(spans=self._spans(place, position, text)))
        return tuple(blocks)

    def _spans(self, place: Place, position: int, text: str) -> tuple[Span, ...]:
        marks = [row for row in self.marks.get(place, ()) if row["position"] == str(position)]
        pieces: list[Span] = []
        at = 0
        for row in sorted(marks, key=lambda row: whole_of(row["start"]) or 1):
            words = row["words"]
            start = _start(row, text)
            if start is None or start < at:
                self._lost(place, words)
                continue
            pieces.append(Span(text=text[at:start]))
            pieces.append(
                Span(text=words, strong=bool(row["bold"]), emphasis=bool(row["italic"]), link=row["link"].strip())
            )
            at = start + len(words)
        pieces.append(Span(text=text[at:]))
        return tidy_spans(tuple(pieces)) if marks else tuple(piece for piece in pieces if piece.text)

    def _lost(self, place: Place, words: str) -> None:
        where = f"part {place[0]}" + (f", line {place[1]}" if place[1] else "")
        self.assumed.append(
            Assumed(
                what=f"“{words}” is plain text", why="the words to mark are not in the paragraph any more", where=where
            )
        )


def _start(row: Row, text: str) -> int | None:
    """Where the words to mark stand: at the place given, or where they stand if that is in one place only."""
    start = (whole_of(row["start"]) or 1) - 1
    words = row["words"]
    if words and text[start : start + len(words)] == words:
        return start
    return text.find(words) if words and text.count(words) == 1 else None


def read_texts(narrative: Iterable[Row], marked_words: Iterable[Row]) -> Texts:
    """The runs of blocks that the two tables hold."""
    texts = Texts()
    for row in marked_words:
        texts.marks[_place(row)].append(row)
    runs: dict[Place, list[Row]] = defaultdict(list)
    for row in sorted(narrative, key=lambda row: whole_of(row["position"]) or 0):
        if row["block"] == "heading":
            texts.headings[_place(row)] = (row["number"], row["text"])
        else:
            runs[_place(row)].append(row)
    for place, rows in runs.items():
        texts.blocks[place] = texts._marked(place, rows)
    return texts


def _place(row: Row) -> Place:
    return row["part"], row["line"], row["item"]
