"""Blocks of running text: what narrative sections and commentaries are made of."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from goldenthread.model.values import Value


class Span(Value):
    """A run of text with one set of marks. `link` is an address, "" for none."""

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    link: str = ""


class Paragraph(Value):
    """A paragraph."""

    block: Literal["paragraph"] = "paragraph"
    spans: tuple[Span, ...] = ()


class ListItem(Value):
    """One item of a bulleted list; `level` 1 is outermost."""

    block: Literal["list item"] = "list item"
    spans: tuple[Span, ...] = ()
    level: int = Field(default=1, ge=1, le=4)


class SmallTable(Value):
    """A table inside the text: one header row, then rows of as many cells, plain text."""

    block: Literal["table"] = "table"
    header: tuple[str, ...] = Field(min_length=1)
    rows: tuple[tuple[str, ...], ...] = ()


class Picture(Value):
    """A picture in the text, known by its description. The image itself is not carried."""

    block: Literal["picture"] = "picture"
    description: str = ""


AnyBlock = Paragraph | ListItem | SmallTable | Picture
Block = Annotated[AnyBlock, Field(discriminator="block")]


def paragraph(text: str) -> Paragraph:
    """A paragraph of unmarked text."""
    return Paragraph(spans=(Span(text=text),))


def list_item(text: str, level: int = 1) -> ListItem:
    """A list item of unmarked text."""
    return ListItem(spans=(Span(text=text),), level=level)


def tidy_spans(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same text with neighbours of equal marks joined, blanks folded, and no blank at either end.

    Two texts that read the same are then equal by value, whatever the file they came from.
    """
    tidy: list[Span] = []
    for span in spans:
        text = re.sub(r"\s+", " ", span.text)
        if not tidy or tidy[-1].text.endswith(" "):
            text = text.lstrip()
        if not text:
            continue
        if tidy and (text == " " or _marks(tidy[-1]) == _marks(span)):  # a blank has no marks to see
            tidy[-1] = tidy[-1].model_copy(update={"text": tidy[-1].text + text})
        else:
            tidy.append(span.model_copy(update={"text": text}))
    if tidy:
        tidy[-1] = tidy[-1].model_copy(update={"text": tidy[-1].text.rstrip()})
    return tuple(tidy)


def _marks(span: Span) -> tuple[bool, bool, str]:
    return span.strong, span.emphasis, span.link


def plain(block: AnyBlock) -> str:
    """A block as text without marks, for a cell of a spreadsheet or a first impression."""
    match block:
        case Paragraph() | ListItem():
            return "".join(span.text for span in block.spans)
        case SmallTable():
            return "\n".join(" | ".join(row) for row in (block.header, *block.rows))
        case Picture():
            return f"[Picture: {block.description}]"


def plain_text(blocks: tuple[AnyBlock, ...]) -> str:
    """Blocks as text without marks, one line for each."""
    return "\n".join(plain(block) for block in blocks)
