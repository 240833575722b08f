"""The lines of a text file made ready for reading: decoded, page furniture taken out, and joined into paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.model.cells import absence_of, figures_in
from goldenthread.model.reading import RunningHead, Unreadable
from goldenthread.readers.columns import is_heading_words
from goldenthread.readers.paper import Para, para

PAGE_END = "\f"
"""The text of a line that stood where one page ended and the next began: blank, but it parts nothing."""
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_NEW_LINE = re.compile(r"\r\n|[\r\n\x0b\u2028\u2029]")
_BULLET = re.compile(r"^\s*(?P<mark>[\uf000-\uf0ff•▪●◦‣⁃·]|[-–*](?=\s))\s*(?P<rest>.*)$")
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?(?P<number>\d{1,3})(?:\s+of\s+\d{1,3})?\s*$", re.IGNORECASE)
_FEWEST_LINES = 15  # on a page, the cover apart
_MOST_LINES = 200
_FAR = 40  # numbers back from which a run may go on
_SENTENCE_END = re.compile(r"[.!?:;][”\"’')\]]*$")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the source and its number from 1."""

    text: str
    number: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def where(self) -> str:
        """For people: "line 334"."""
        return f"line {self.number}"


def decode(data: bytes) -> str:
    """The text of a file in the encodings that councils' systems write. Unreadable for a file that is no text."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if b"\x00" in data[:4096] or len(_CONTROL.findall(data[:4096])) * 50 > len(data[:4096]):
        raise Unreadable(
            "This file is not text, though its name says so. Save it as plain text (UTF-8), or give the Word file."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def source_lines(text: str) -> list[TextLine]:
    """The lines of a text without running heads and page numbers."""
    raw = _NEW_LINE.split(text)
    lines = [TextLine(_without_form_feed(line), i) for i, line in enumerate(raw, 1)]
    numbers = _page_numbers(lines, _last_of_pages(raw))
    feeds = {i for i, line in enumerate(raw) if "\f" in line}
    furniture = numbers | _beside_page_ends(lines, numbers, feeds)
    lines = [TextLine(PAGE_END, line.number) if i in furniture else line for i, line in enumerate(lines)]
    return _without_running_heads(lines)


def running_heads(text: str, lines: Sequence[TextLine]) -> tuple[RunningHead, ...]:
    """What `source_lines` took out of a text to give `lines`, page numbers apart."""
    taken = [
        (" ".join(raw.split()), line.where)
        for raw, line in zip(_NEW_LINE.split(text), lines, strict=True)
        if line.is_blank and raw.strip() and not _PAGE_NUMBER.match(raw)
    ]
    first = dict(reversed(taken))
    counts = Counter(words for words, _ in taken)
    return tuple(RunningHead(text=words, times=times, where=first[words]) for words, times in counts.items())


def _without_form_feed(line: str) -> str:
    if line and not line.strip("\f"):
        return PAGE_END
    return line.strip("\f").replace("\f", " ")


def _last_of_pages(raw: Sequence[str]) -> frozenset[int]:
    """The lines after which, but for blank lines, a form feed comes."""
    found: set[int] = set()
    at_end = False
    for i in range(len(raw) - 1, -1, -1):
        if raw[i].strip(" \t\f") and (at_end or raw[i].endswith("\f")):
            found.add(i)
        at_end = raw[i].startswith("\f") or (at_end and not raw[i].strip(" \t\f"))
    return frozenset(found)


def _blank(lines: Sequence[TextLine], index: int) -> bool:
    return not 0 <= index < len(lines) or lines[index].is_blank


def _without_running_heads(lines: list[TextLine]) -> list[TextLine]:
    """Without lines that stand alone three times or more and at least once cut a sentence in two."""
    counts = Counter(line.text.strip() for i, line in enumerate(lines) if _stands_alone(lines, i))
    heads = {
        text
        for text, count in counts.items()
        if count >= 3
        and len(text) >= 12
        and not text.endswith(":")
        and not _BULLET.match(text)
        and not _is_of_table(text)
    }
    cutting = {line.text.strip() for i, line in enumerate(lines) if line.text.strip() in heads and _cuts(lines, i)}
    return [
        TextLine("", line.number) if line.text.strip() in cutting and _stands_alone(lines, i) else line
        for i, line in enumerate(lines)
    ]


def _is_of_table(text: str) -> bool:
    """Whether a line is of a table that repeats: headings of its columns, a reason for no figure, or figures."""
    return is_heading_words(text) or absence_of(text) is not None or bool(figures_in(text))


def _stands_alone(lines: Sequence[TextLine], index: int) -> bool:
    return not lines[index].is_blank and _blank(lines, index - 1) and _blank(lines, index + 1)


def _cuts(lines: Sequence[TextLine], index: int) -> bool:
    before = next((lines[i].text.strip() for i in range(index - 1, -1, -1) if not lines[i].is_blank), "")
    after = next((lines[i].text.strip() for i in range(index + 1, len(lines)) if not lines[i].is_blank), "")
    return bool(before and after) and not _SENTENCE_END.search(before) and after[0].islower()


def _page_numbers(lines: Sequence[TextLine], last_of_pages: frozenset[int]) -> set[int]:
    """The lines that hold the numbers of the pages: those that grow through the paper as its pages do.

    A page number stands alone, after two empty lines or more or at the end of a page; so does a figure now and then. Of all
    the numbers that stand so, the longest run is taken in which each is as far from the one before as its pages are long.
    """
    numbers = {
        i: int(match["number"])
        for i, line in enumerate(lines)
        if (match := _PAGE_NUMBER.match(line.text)) and _may_be_page_number(lines, i, last_of_pages)
    }
    return set(_longest_run(numbers))


def _beside_page_ends(lines: Sequence[TextLine], numbers: set[int], feeds: set[int]) -> set[int]:
    """The lines next to the ends of pages that stand at half of them, three at least: running heads and feet."""
    ends = numbers | feeds
    beside = {i for end in ends for i in _neighbours(lines, end) if i not in numbers}
    counts = Counter(lines[i].text.strip() for i in beside)
    return {
        i for i in beside if counts[text := lines[i].text.strip()] >= max(3, len(ends) / 2) and not _is_of_table(text)
    }


def _neighbours(lines: Sequence[TextLine], end: int) -> Iterator[int]:
    """The line at a page's end, and the nearest ones above and below that hold anything."""
    if not lines[end].is_blank:
        yield end
    for near in (range(end - 1, max(end - 5, -1), -1), range(end + 1, min(end + 5, len(lines)))):
        yield from [i for i in near if not lines[i].is_blank][:1]


def _may_be_page_number(lines: Sequence[TextLine], index: int, last_of_pages: frozenset[int]) -> bool:
    if index in last_of_pages:
        return True
    if lines[index].text.strip()[0] in "Pp" and _stands_alone(lines, index):
        return True  # "Page 3 of 12"
    return index > 2 and not lines[index - 1].text and not lines[index - 2].text and _blank(lines, index + 1)


def _longest_run(numbers: Mapping[int, int]) -> list[int]:
    """The lines of the longest run of numbers that can be those of pages; two or one only where they count from the start."""
    runs: list[list[int]] = []
    for line, number in numbers.items():
        longest: list[int] = []
        for run in runs[-_FAR:]:
            pages, lines = number - numbers[run[-1]], line - run[-1]
            if pages > 0 and pages * _FEWEST_LINES <= lines <= pages * _MOST_LINES and len(run) >= len(longest):
                longest = run
        runs.append([*longest, line])
    certain = (run for run in runs if len(run) > 2 or numbers[run[0]] * _FEWEST_LINES <= run[0] + 2 * _FEWEST_LINES)
    return max(certain, key=len, default=[])


def width_of(lines: Sequence[TextLine]) -> int:
    """How long a full line of running text is, in characters."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.is_blank)
    return lengths[int(len(lengths) * 0.9)] if lengths else 80


def paragraphs(lines: Sequence[TextLine], width: int) -> tuple[Para, ...]:
    """Running text in paragraphs and list items: lines re-joined, also over a page break in mid-sentence."""
    found: list[Para] = []
    for gathered in _gather(lines, width):
        first = gathered[0]
        bullet = _BULLET.match(first.text)
        words = [bullet["rest"] if bullet else first.text, *(line.text for line in gathered[1:])]
        text = " ".join(" ".join(words).split())
        if text:
            found.append(para(text, where=first.where, list_level=1 if bullet else 0))
    return tuple(found)


def _gather(lines: Sequence[TextLine], width: int) -> Iterator[list[TextLine]]:
    """The lines of each paragraph."""
    current: list[TextLine] = []
    blank = False
    for line in lines:
        if line.is_blank:
            blank = True
            continue
        if current and _begins(current[-1].text, line.text, width, blank=blank):
            yield current
            current = []
        current.append(line)
        blank = False
    if current:
        yield current


def _begins(before: str, text: str, width: int, *, blank: bool) -> bool:
    """Whether a line begins a new paragraph after the line `before`."""
    if _BULLET.match(text):
        return True
    ended = bool(_SENTENCE_END.search(before.rstrip()))
    lower = text.strip()[0].islower()
    if blank:
        # a page break in mid-sentence leaves blank lines, too
        return ended or not lower
    return ended and not lower and len(before.rstrip()) < 0.8 * width
