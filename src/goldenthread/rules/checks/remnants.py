"""Checks on what other programs left in the text: foreign letters, field codes, broken addresses (family TXT)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.paper import Paper, short

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_FOREIGN_WORD = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]+")
_LATIN = re.compile(r"[A-Za-z]")


@check(
    "TXT01",
    Severity.WARNING,
    "Letters of another alphabet stand among ours",
    why="A Greek or Cyrillic letter looks right, but no search finds the word, and a screen reader spells it out.",
    remedy="Type the word anew.",
    wrong="СҮР Р3 (in Cyrillic letters)",
    right="CYP P3",
    source="Handbook 9.2; practice",
)
def look_alikes(paper: Paper) -> Iterator[Found]:
    """Greek and Cyrillic letters inside words of ours, and those that the reader has already put right."""
    for passage in paper.passages:
        if passage.text.isascii() or not _FOREIGN.search(passage.text):
            continue
        mixed = [word for word in _FOREIGN_WORD.findall(passage.text) if _FOREIGN.search(word) and _LATIN.search(word)]
        if mixed:
            yield found_in(passage, f"“{mixed[0]}” holds letters of the Greek or Cyrillic alphabet.", mixed[0])
    mended = [one for one in paper.reading.mended if "Greek or Cyrillic" in one.why] if paper.reading else []
    if mended:
        shown = ", ".join(dict.fromkeys(f"“{one.after}”" for one in mended[:6]))
        places = "place" if len(mended) == 1 else "places"
        yield Found(
            Place(),
            f"In {len(mended)} {places} the file has Greek or Cyrillic letters that look like ours, as in {shown}; they "
            f"were read as ours.",
            remedy="Type these words anew in the file, so that they can be found and read aloud.",
            severity=Severity.NOTE,
        )


_BROKEN = re.compile(
    "â€.|Ã[\x80-\xbf©¨¢´³±¡­ ]|Â[£ ·°]|\ufffd|¿|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ue000-\uf8ff]|_x000D_|ï»¿"
    "|(?<= )[¬¦¤¶](?= )"
)


@check(
    "TXT03",
    Severity.WARNING,
    "Broken characters",
    why="Signs such as â€™ or � are letters that another program could not read; they look careless and cannot be read aloud.",
    remedy="Type the apostrophe, dash or letter that belongs there.",
    wrong="childrenâ€™s homes",
    right="children’s homes",
    source="Practice",
)
def broken_characters(paper: Paper) -> Iterator[Found]:
    """Text of one encoding read as another, replacement characters, control characters, signs of a symbol font."""
    for passage in paper.passages:
        if passage.text.isascii() and passage.text.isprintable():
            continue
        match = _BROKEN.search(passage.text)
        if match:
            around = passage.text[max(0, match.start() - 15) : match.end() + 15]
            sign = (
                match[0]
                if match[0].isprintable() and unicodedata.category(match[0][0]) != "Co"
                else "a sign that cannot be shown"
            )
            yield found_in(passage, f"“{around.strip()}” holds {sign}, which no reader can make out.", around)


_REMNANT = re.compile(
    r"Error! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid|No (?:text of specified "
    r"style|bookmark)[^.]*)\.?"
    r"|«\w+»|\{ ?(?:MERGEFIELD|PAGE|REF|HYPERLINK|TOC)\b[^}]*\}|\b(?:MERGEFIELD|HYPERLINK \")\s?\w*"
    r"|</?(?:br|p|div|span|b|i|u|strong|em|ul|ol|li|a|table|tr|td|font)(?:\s[^<>]*)?/?>|&(?:amp|nbsp|lt|gt|quot"
    r"|#\d{2,5}|#x[0-9a-f]+);"
    r"|\*\*[^*]+\*\*|\]\((?:#|https?:)[^)]*\)|\bundefined\b(?= undefined)|#(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL)!?(?=\W"
    r"|\Z)",
    re.IGNORECASE,
)


@check(
    "TXT04",
    Severity.ERROR,
    "A remnant of another program",
    why="Field codes, tags and error messages of a word processor or spreadsheet have no meaning for a reader.",
    remedy="Put the words or the number in its place, or take it out.",
    wrong="As shown in Error! Reference source not found.",
    right="As shown in table 3",
    source="Practice",
)
def remnant(paper: Paper) -> Iterator[Found]:
    """Field codes, HTML and Markdown, error values of a spreadsheet; marks of one sort are said once for the paper."""
    told: set[str] = set()
    for passage in paper.passages:
        match = _REMNANT.search(passage.text) if _REMNANT_SIGN.search(passage.text) else None
        sort = next((sign for sign in ("**", "](", "<", "&") if match and match[0].startswith(sign)), "")
        if match and sort not in told:
            yield found_in(passage, f"“{short(match[0])}” was left behind by another program.", match[0])
        if sort:
            told.add(sort)


_REMNANT_SIGN = re.compile(r"[<&{«*\]#!]|MERGEFIELD|undefined")

_BAD_LINK = re.compile(
    r"\bhttps?(?::/(?!/)|//|:\s//|:// )\S*|\bht+p?s?://(?<!http://)(?<!https://)\S+|\bwww[,. ]\s\S+|\bhttps?://\S+ "
    r"[\w.]*%[0-9A-F]{2}\S+"
    r"|\b[\w.]+ @[\w.]+\.\w+|\b[\w.]+@ [\w.]+\.\w+|\b[\w.]+@[\w-]+\.gov(?:,uk|\.u\b|uk\b)"
)


@check(
    "TXT10",
    Severity.WARNING,
    "An address on the web or for e-mail is broken",
    why="The reader who follows it finds nothing.",
    remedy="Copy the address anew and try it.",
    wrong="https://example.gov.uk/map?ll=53.3 4379%2C-2.6",
    right="https://example.gov.uk/map?ll=53.34379%2C-2.6",
    source="Practice; handbook 9.2",
)
def broken_address(paper: Paper) -> Iterator[Found]:
    """Addresses with a space in them, with a slip in their first letters, and links that lead nowhere."""
    for passage in paper.passages:
        if "http" not in passage.text and "www" not in passage.text and "@" not in passage.text:
            continue
        match = _BAD_LINK.search(passage.text)
        if match:
            yield found_in(passage, f"“{short(match[0])}” is no address that works.", match[0])


_FURNITURE = re.compile(
    r"\bPage \d{1,3} of \d{1,3}\b|\bRef:? (?:Key )?(?:Milestones?|Measures?)\b[^.]{0,40}\b(?:Progress|Target|Actual)\b"
    r"|\bVersion \d+(?:\.\d+)* \d\d/\d\d/\d{4}\b"
)


@check(
    "TXT11",
    Severity.WARNING,
    "The furniture of a page stands in the text",
    why="A page number or a table's heading in the middle of a sentence confuses the reader.",
    remedy="Take it out.",
    wrong="services have Ref: Milestones Quarterly Progress continued",
    right="services have continued",
    source="Practice",
)
def furniture(paper: Paper) -> Iterator[Found]:
    """Page numbers and repeated headings of tables inside running text."""
    for passage in paper.prose:
        match = _FURNITURE.search(passage.text)
        if match:
            yield found_in(passage, f"“{match[0]}” belongs to the page and not to the text.", match[0])


CHECKS = (look_alikes, broken_characters, remnant, broken_address, furniture)
