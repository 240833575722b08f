"""From words with places to lines and paragraphs: where a paragraph ends, and what its words look like together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.model.text import Span, tidy_spans
from goldenthread.readers.pdf_colours import Colour
from goldenthread.readers.pdf_page import Box, Word

_WORD_GAP = 0.15
"""Words closer than this many times their size are one word in two fonts."""
BULLETS = frozenset("•▪◦‣⁃∙·○■□◆❖➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06e")
_DASHES = frozenset("-–—")
_SYMBOL_FONT = re.compile(r"symbol|wingding|courier|webding", re.IGNORECASE)
_CUT_AMOUNT = re.compile(r"\W*\d{1,3}(?:,\d{3})*,(?P<part>\d{1,2})")
_HANGING_HYPHEN = re.compile(r"\w-$")


_Marks = tuple[bool, bool, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand beside each other, from left to right."""

    words: tuple[Word, ...]
    box: Box

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def strong(self) -> bool:
        """Whether it is all bold."""
        return all(word.strong for word in self.words)

    @property
    def colours(self) -> frozenset[Colour | None]:
        """The colours of its words."""
        return frozenset(word.colour for word in self.words)

    @property
    def text(self) -> str:
        """Its words."""
        return text_of((self,))

    @property
    def middle(self) -> float:
        """How far down the page it stands."""
        return self.box.middle[1]


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one paragraph."""

    lines: tuple[Line, ...]

    @property
    def box(self) -> Box:
        """Its place."""
        return around(line.box for line in self.lines)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return Counter(line.size for line in self.lines).most_common(1)[0][0]

    @property
    def strong(self) -> bool:
        """Whether it is all bold."""
        return all(line.strong for line in self.lines)

    @property
    def text(self) -> str:
        """Its words on one line."""
        return text_of(self.lines)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    held = list(boxes)
    return Box(
        min(box.x0 for box in held),
        min(box.top for box in held),
        max(box.x1 for box in held),
        max(box.bottom for box in held),
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words as lines from top to bottom. Raised and lowered words stay with the line that they belong to."""
    rows: list[list[Word]] = []
    middles: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        y = word.box.middle[1]
        if rows and abs(y - middles[-1][0]) < 0.45 * max(middles[-1][1], word.size):
            rows[-1].append(word)
            if word.size > middles[-1][1]:
                middles[-1] = (y, word.size)
        else:
            rows.append([word])
            middles.append((y, word.size))
    return [line_of(row) for row in rows]


def line_of(words: Iterable[Word]) -> Line:
    """One line of the words given."""
    ordered = tuple(sorted(words, key=lambda word: word.box.x0))
    return Line(ordered, around(word.box for word in ordered))


def usual_pitch(lines: Sequence[Line]) -> float:
    """How far apart lines of one paragraph mostly are, in times the size of their letters."""
    pitches: Counter[float] = Counter()
    for above, below in pairwise(lines):
        apart = (below.middle - above.middle) / max(above.size, 1.0)
        if 0.8 < apart < 2.2 and above.size == below.size:
            pitches[round(apart, 1)] += 1
    return pitches.most_common(1)[0][0] if pitches else 1.2


def blocks_of(lines: Sequence[Line], left: float, right: float, pitch: float) -> list[Block]:
    """Lines as paragraphs, in a column of text from `left` to `right`."""
    apart = usual_pitch(lines) if len(lines) > 3 else pitch
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, left, right, apart):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [Block(tuple(block)) for block in blocks]


def _goes_on(block: list[Line], line: Line, left: float, right: float, pitch: float) -> bool:
    """Whether a line belongs to the paragraph before it: no larger gap, the same size, and no room left above."""
    above = block[-1]
    if line.middle <= above.middle:
        return goes_on_overleaf(above, line, left, right)
    if line.middle - above.middle > 1.25 * pitch * max(above.size, line.size):
        return False
    return _alike(above, line) and not was_broken(above, line, left, right)


def _alike(above: Line, line: Line) -> bool:
    """Whether two lines may be of one paragraph by their looks."""
    if abs(line.size - above.size) > 0.08 * above.size or above.colours.isdisjoint(line.colours):
        return False
    return not (starts_item(line) or _starts_numbered(line))


def goes_on_overleaf(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether the first line of a page is in the paragraph that the page before broke off.

    No gap says so there. A line that ends a sentence at the foot of a page and left no room for the next word is more
    often in the middle of a paragraph than at its end.
    """
    ended = above.text.endswith((":", ";")) and not line.text[:1].islower()
    return (
        not ended and above.strong == line.strong and _alike(above, line) and not was_broken(above, line, left, right)
    )


def was_broken(above: Line, below: Line, left: float, right: float) -> bool:
    """Whether a line ended although the next word had room: then somebody ended the paragraph there."""
    slack = right - above.box.x1
    indent = above.box.x0 - left
    if indent > 6 and (abs(indent - slack) < 4 or slack < 3):
        slack += indent  # centred, or set to the right
    first = below.words[0]
    wanted = first.box.width + 0.25 * first.size
    return slack > wanted + 1.5


def starts_item(line: Line) -> bool:
    """Whether a line begins with a bullet that has words after it."""
    return bullet_of(line) is not None


def bullet_of(line: Line) -> Word | None:
    """The bullet that a line begins with."""
    first = line.words[0]
    if len(line.words) < 2:
        return None
    if first.text in BULLETS and (first.text not in "■○" or line.words[1].box.x0 - first.box.x1 > 0.3 * first.size):
        return first
    if first.text == "o" and _SYMBOL_FONT.search(first.font):
        return first
    if first.text in _DASHES and line.words[1].box.x0 - first.box.x1 > 0.6 * first.size:
        return first  # a dash set off like a bullet; a dash in a sentence has an ordinary blank after it
    return None


def _starts_numbered(line: Line) -> bool:
    first = line.words[0]
    return (
        len(line.words) > 1
        and re.fullmatch(r"\d{1,2}(\.\d{1,2}){0,3}\.?\)?|\(?[a-z]{1,3}\)|\([ivx]+\)", first.text) is not None
        and line.words[1].box.x0 - first.box.x1 > 0.6 * first.size
    )


def spans_of(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """The words of a paragraph's lines, with their marks. `known` are the words of the paper, to mend hyphens by."""
    runs: list[tuple[str, _Marks]] = []
    for text, word in _words_of(lines, known):
        marks = (word.strong, word.emphasis, word.link)
        if runs and runs[-1][1] == marks:
            runs[-1] = (runs[-1][0] + text, marks)
            continue
        if runs and any(runs[-1][1]) and runs[-1][0].endswith(" "):  # a blank between is the unmarked text's
            runs[-1] = (runs[-1][0].rstrip(), runs[-1][1])
            runs.append((" ", (False, False, "")) if any(marks) else (" " + text, marks))
            if not any(marks):
                continue
        runs.append((text, marks))
    return tidy_spans(tuple(Span(text=text, strong=m[0], emphasis=m[1], link=m[2]) for text, m in runs))


def text_of(lines: Sequence[Line], known: frozenset[str] = frozenset()) -> str:
    """The words of a paragraph's lines."""
    return "".join(text for text, _ in _words_of(lines, known)).strip()


def _words_of(lines: Sequence[Line], known: frozenset[str]) -> Iterable[tuple[str, Word]]:
    """Each word with the blank that follows it."""
    for index, line in enumerate(lines):
        following = lines[index + 1].words[0].text if index + 1 < len(lines) else None
        for at, (text, word) in enumerate(_with_blanks(line.words), start=1):
            ends = at == len(line.words) and following is not None
            yield (_line_end(text, following, known) if ends and following else text), word


def broken_number(last: str, following: str) -> bool:
    """Whether a narrow cell broke an amount over its lines: thousands lack digits, and the next line has just these."""
    amount = _CUT_AMOUNT.fullmatch(last)
    rest = re.match(r"\d+(?=\D|$)", following)
    return amount is not None and rest is not None and len(amount["part"]) + len(rest[0]) == 3


def _with_blanks(words: Sequence[Word]) -> Iterable[tuple[str, Word]]:
    for index, word in enumerate(words):
        after = words[index + 1] if index + 1 < len(words) else None
        glued = after is not None and after.box.x0 - word.box.x1 <= _WORD_GAP * min(word.size, after.size)
        yield (word.text if glued or after is None else word.text + " "), word


def _line_end(last: str, following: str, known: frozenset[str]) -> str:
    """The last word of a line before the next: a blank after it, but for a hyphen that plainly belongs to one word."""
    if broken_number(last, following):
        return last
    if last.endswith("\u00ad"):
        return last.removesuffix("\u00ad")
    if _HANGING_HYPHEN.search(last) and following[:1].islower() and following not in ("and", "or", "to"):
        whole = (last[:-1] + following).strip(".,;:()").lower()
        compound = (last + following).strip(".,;:()").lower()
        return last.removesuffix("-") if whole in known and compound not in known else last
    if len(last) > 1 and last.endswith("/"):
        return last  # "and/" over "or": a line may break after a stroke, and a blank would stand before it as well
    return last + " "
