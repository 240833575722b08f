"""Checks on words that point elsewhere: to a line, a section, an appendix or a table that is not there (family REF)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from goldenthread.model.budget import Statement
from goldenthread.model.report import Declaration, Judgements, Narrative, NarrativeRole, StrategicIssues
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.numbering import bare, edits, letters_of, shape
from goldenthread.rules.checks.paper import Kind, Paper, Passage
from goldenthread.rules.checks.words import listed

_LIKE_A_REF = re.compile(
    r"(?<![\w/£.-])(?:[A-Z]{2,6}[ /])?[A-Z]{1,6}[ /]?\d{1,3}"
    r"(?:\.\d{1,3}[a-z]?|[a-zA-Z](?![\w])| \d{2}[a-z]?(?![\d%/,]|\.\d))?(?![\w%])"
)
_POINTS = re.compile(
    r"\b(?:see|refer(?:s|red)? to|as (?:per|in|for|at)|linked (?:to|with)|under|reported in|commentary (?:for|of|in|at|on))\s*$",
    re.IGNORECASE,
)


@check(
    "REF10",
    Severity.WARNING,
    "The text points to a line that is not there",
    why="A member who looks up the reference finds nothing, and where it is all the commentary there is no commentary.",
    remedy="Correct the reference.",
    wrong="See PER01a milestone",
    right="See PED01a milestone",
    source="Handbook R7.5",
)
def no_such_line(paper: Paper) -> Iterator[Found]:
    """References in the text that are built like the paper's own but that no line or objective bears (R7.5)."""
    own = _own_references(paper)
    known = {bare(ref) for ref in own} | _elsewhere(paper)
    known |= {part for ref in known for part in _heads(ref)}
    shapes = {shape(ref) for ref in own}
    letters = {letters_of(ref) for ref in own}
    refs = sorted(own)
    for passage in _texts(paper):
        for match in _LIKE_A_REF.finditer(passage.text):
            text = match[0].strip()
            if shape(text) not in shapes or bare(text) in known:
                continue
            meant = _nearest(text, refs)
            ours = letters_of(text) in letters and len(letters_of(text)) > 1
            pointed = len(letters_of(text)) > 1 and _POINTS.search(passage.text[: match.start()])
            if ours or (meant and (len(letters_of(text)) > 2 or pointed)):
                asks = f"; is {meant} meant?" if meant else "."
                severity = None if meant else Severity.NOTE  # it may be a line of another paper
                says = f"The text points to {text}, which the paper does not have{asks}"
                yield found_in(passage, says, match[0], severity=severity)


def _own_references(paper: Paper) -> set[str]:
    refs = {held.line.ref for held in paper.lines} | {objective.ref for objective in paper.report.objectives}
    return {ref for ref in refs if any(sign.isdigit() for sign in ref)}


def _elsewhere(paper: Paper) -> set[str]:
    """The references of the plan and of last quarter's paper, and those that rows of strategic issues bear."""
    others = [other for other in (paper.plan, paper.previous) if other]
    rows = {row.ref for part in paper.report.sections if isinstance(part, StrategicIssues) for row in part.rows}
    return {bare(ref) for other in others for ref in _own_references(other)} | {bare(ref) for ref in rows if ref}


def _heads(ref: str) -> Iterator[str]:
    """The beginnings of a reference that may be named alone: an objective's, "PED01" of "PED01 02"."""
    parts = ref.split(".")
    for end in range(2, len(parts)):
        yield ".".join(parts[:end])


def _nearest(text: str, refs: Iterable[str]) -> str:
    """The paper's reference that is one letter away, where only one is; with the same numbers first."""
    near = [ref for ref in refs if abs(len(ref) - len(text)) <= 1 and edits(ref, text) == 1]
    same = [ref for ref in near if re.findall(r"\d+", ref) == re.findall(r"\d+", text) and ref[-1] == text[-1]]
    close = same or near
    return close[0] if len(close) == 1 else ""


def _texts(paper: Paper) -> Iterator[Passage]:
    return (passage for passage in paper.passages if passage.kind not in (Kind.CELL, Kind.TABLE))


# ---- sections, appendices, tables ----

_NUMBERED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-Z]")
_TOLD = re.compile(
    r"\b(?:see|refer to|(?:set out|shown|described|detailed|explained|given|provided|outlined|summari[sz]ed|listed|included"
    r"|contained|found|covered|noted|discussed|reported|mentioned|referred to|highlighted)(?:\s+(?:with)?in|\s+at|\s+under)?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\b(?:(?:[Ss]ections?|[Pp]aragraphs?|[Pp]aras?\.?)\s+|(?:[Ss]ee|[Rr]efer to)\s+(?=\d{1,2}\.\d))"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*)"
    r"(?![\w%]|[.,]\d)(?P<here>\s*(?:above|below|of this (?:report|paper|document|plan)))?"
)
_OF_ANOTHER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:of|to|in|from)\s+(?!this\b)(?:the\b(?!\s+(?:report|paper)\b)|its|their|our|an?\b|[A-Z])",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\bact\b|\bregulations?\b|\bstatut|\blegislat|\bcode\b|\bagreements?\b|\bnotices?\b|\benquir|\binvestigat|\bassessments?\b|\bdut(?:y|ies)\b"
    r"|\baccommodat|\borders?\b|\blaw\b|\blegal|\bguidance\b|\bconstitution\b"
    r"|\bstanding order|\bpossession|\btenan|\bprosecut|\bpolicy\b",
    re.IGNORECASE,
)


@check(
    "REF11",
    Severity.WARNING,
    "The text points to a section that is not there",
    why="Members are sent to an explanation that they cannot find; sections are often numbered again and their mentions not.",
    remedy="Correct the number, or let the word processor keep it.",
    wrong="explained in Appendix 1 (section 8), in a paper that ends with section 7",
    right="explained in section 7",
    source="Handbook R7.5, appendix A3",
)
def no_such_section(paper: Paper) -> Iterator[Found]:
    """Sections and paragraphs that the text names and the paper does not number; never those of an Act (R7.5, A3)."""
    own, numbers = _section_numbers(paper)
    if len({number.split(".")[0] for number in own}) < 3:
        return
    last = max(int(number.split(".")[0]) for number in own)
    names: dict[str, list[tuple[Passage, str]]] = {}
    for passage in paper.prose:
        for match in _SECTION.finditer(passage.text):
            if _plain(match["number"]) not in numbers and _is_ours(match, passage.text, last):
                names.setdefault(match["number"], []).append((passage, match[0]))
    for number, found in names.items():
        passage, words = found[0]
        also = f" ({len(found)} times)" if len(found) > 1 else ""
        holds = f"sections 1 to {last}" if "." not in _plain(number) else f"no {number}"
        yield found_in(passage, f"The text points to section {number}{also}, but the paper has {holds}.", words.strip())


_TO_A_KEY = re.compile(
    r"\b(?:appendi(?:x|ces)\s+\w{1,3}\s*[(,]|(?:key|symbols|glossary|explanation|at the end)\b[^.()]{0,30}\()\s*$",
    re.IGNORECASE,
)
_BEYOND = 3
"""How far a bare section number may lie beyond the paper's last and still be a slip; "section 17" is an Act's."""


def _is_ours(match: re.Match[str], text: str, last: int) -> bool:
    """Whether a section that the text names must be one of this paper, and not of an Act or of another document."""
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() :]
    if match["here"]:
        return True
    if _OF_ANOTHER.match(after) or _LAW.search(_sentence(match, text)):
        return False
    if _TO_A_KEY.search(before):
        return True
    told = _TOLD.search(before) or match[0].lower().startswith(("see", "refer"))
    dotted = "." in _plain(match["number"])
    closes = dotted or not after.strip() or after.lstrip()[0] in ".,;:)"
    return bool(told) and closes and int(match["number"].split(".")[0]) <= last + _BEYOND


def _sentence(match: re.Match[str], text: str) -> str:
    """The sentence that holds a match."""
    start = max(text.rfind(stop, 0, match.start()) for stop in (". ", "\n")) + 1
    ends = [end for stop in (". ", "\n") if (end := text.find(stop, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def _plain(number: str) -> str:
    return re.sub(r"(?:\.0+)+$", "", number.rstrip("."))


def _section_numbers(paper: Paper) -> tuple[set[str], set[str]]:
    """The numbers of sections and paragraphs; and with them those that passages begin with, and a key's at the end."""
    own = {_plain(number) for number in _numbers(paper.report.sections) if number[:1].isdigit()}
    own |= {number.rsplit(".", i)[0] for number in own for i in range(1, number.count(".") + 1)}
    numbers = own | {_plain(match[1]) for passage in paper.passages if (match := _NUMBERED.match(passage.text))}
    if own and (paper.report.rule_set.lights or paper.report.officers) and not _appendices(paper):
        numbers.add(str(max(int(number.split(".")[0]) for number in own) + 1))
    return own, numbers


def _numbers(parts: Iterable[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Narrative):
            yield part.number
            yield from _numbers(part.items)
        elif isinstance(part, Statement | StrategicIssues | Judgements | Declaration):
            yield part.number


_APPENDIX = re.compile(r"\b(?P<word>Appendix|Annex(?:e)?)\s+(?P<name>\d{1,2}|[A-Z]|[IVX]{1,4})(?![\w.]\w|\w)")
_APPENDIX_TITLE = re.compile(
    r"\s*(?:\d+(?:\.\d+)*\.?\s+)?(?:[-•]\s*)?(?:Appendix|Annex(?:e)?)\s+(?P<name>\d{1,2}|[A-Z]|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8"}


def _appendices(paper: Paper) -> dict[str, Passage]:
    """The appendices that the paper holds, by name: headings, and paragraphs outside a list of appendices that begin so."""
    held: dict[str, Passage] = {}
    for passage in paper.passages:
        match = _APPENDIX_TITLE.match(passage.text) if len(passage.text) < 120 else None
        is_heading = passage.kind is Kind.HEADING
        is_listed = passage.role is NarrativeRole.APPENDICES or passage.text.rstrip().endswith(".")
        if match and (is_heading or (passage.kind is Kind.NARRATIVE and not is_listed)):
            held.setdefault(match["name"].upper(), passage)
    return held


@check(
    "REF12",
    Severity.WARNING,
    "The text points to an appendix that is not there",
    why="Members are sent to a key or a table that they cannot find.",
    remedy="Add the appendix, or correct its name where it is mentioned.",
    wrong="A key is in Appendix 2, in a paper whose only appendix is Appendix 1",
    right="A key is in Appendix 1",
    source="Handbook R7.5, appendix A3",
)
def no_such_appendix(paper: Paper) -> Iterator[Found]:
    """Appendices that the text or the paper's own list names, where the paper holds others but not that one (R7.5, A3)."""
    held = _appendices(paper)
    if not held:
        yield from _key_elsewhere(paper)
        return
    missing: dict[str, list[Passage]] = {}
    for passage in (*paper.prose, *(one for one in paper.passages if one.kind is Kind.CELL)):
        for match in _APPENDIX.finditer(passage.text):
            if match["name"] not in held and not _OF_ANOTHER.match(passage.text[match.end() :]):
                missing.setdefault(match[0], []).append(passage)
    for words, passages in missing.items():
        name = words.split()[-1]
        twin = next((one for one in held if _ROMAN.get(one) == name or _ROMAN.get(name) == one), "")
        times = f" ({len(passages)} times)" if len(passages) > 1 else ""
        if twin:
            says = f"The text speaks of {words}{times}, but the appendix is headed “{_name_of(held[twin])}”."
            yield found_in(passages[0], says, words, "Write its name in one way.", Severity.NOTE)
        else:
            listing = "lists" if passages[0].role is NarrativeRole.APPENDICES else "speaks of"
            has = listed([_name_of(one) for one in held.values()])
            yield found_in(passages[0], f"The paper {listing} {words}{times}, but it only has {has}.", words)


_OF_A_KEY = re.compile(r"\b(?:symbols?|traffic[- ]lights?|key|initials|rag (?:rating|status))\b", re.IGNORECASE)


def _key_elsewhere(paper: Paper) -> Iterator[Found]:
    """The key said to be in an appendix, in a paper that has no appendix and prints the key itself."""
    if not paper.report.rule_set.lights:
        return
    for passage in paper.prose:
        for match in _APPENDIX.finditer(passage.text):
            if _OF_A_KEY.search(_sentence(match, passage.text)) and not _OF_ANOTHER.match(passage.text[match.end() :]):
                says = f"The text says that the key is in {match[0]}; the paper has no appendix, and prints its key itself."
                yield found_in(passage, says, match[0], "Name the section that holds the key.", Severity.NOTE)
                return


def _name_of(passage: Passage) -> str:
    match = _APPENDIX_TITLE.match(passage.text)
    return match[0].strip() if match else passage.text


_TABLE = re.compile(
    r"\b(?:(?P<told>[Ss]ee|in|[Rr]efer to)\s+)?(?P<name>(?P<word>[Tt]able|[Ff]igure|[Cc]hart|[Gg]raph)\s+(?P<number>\d{1,2}))"
    r"(?![\w%]|[.,]\d)(?P<after>\s+(?:above|below))?"
)
_CAPTION = re.compile(r"\s*(?P<word>table|figure|chart|graph)\s+(?P<number>\d{1,2})\b", re.IGNORECASE)


@check(
    "REF13",
    Severity.WARNING,
    "The text points to a table or chart that is not there",
    why="Members look for figures that they cannot find.",
    remedy="Add the table, or correct its number.",
    wrong="as table 5 shows, in a paper with tables 1 to 3",
    right="as table 3 shows",
    source="Handbook R7.5",
)
def no_such_table(paper: Paper) -> Iterator[Found]:
    """Tables and charts named by a number, where others of the kind have captions but that one has not (R7.5)."""
    captions = {
        (match["word"].lower(), match["number"])
        for passage in paper.passages
        if (match := _CAPTION.match(passage.text))
    }
    captions |= {
        (match["word"].lower(), match["number"])
        for _, statement in paper.statements
        for match in _CAPTION.finditer(statement.title)
    }
    words = {word for word, _ in captions}
    for passage in paper.prose if words else ():
        for match in _TABLE.finditer(passage.text):
            word = match["word"].lower()
            pointed = match["told"] or match["after"] or match["word"][0].isupper()
            if (
                pointed
                and word in words
                and (word, match["number"]) not in captions
                and not _OF_ANOTHER.match(passage.text[match.end() :])
            ):
                has = listed([f"{word} {number}" for kind, number in sorted(captions) if kind == word])
                yield found_in(passage, f"The text points to {match['name']}, but the paper has {has}.", match["name"])


# ---- words that stand for others ----

_ONLY_POINTS = re.compile(
    r"(?:please\s+)?(?:as\s+(?:above|before|previous(?:ly)?|per|for|in|at|detailed|reported|noted|stated|outlined|mentioned)\b"
    r"|see\b|refer(?:\s+to)?\b|ditto\b|same\s+as\b|as\s+(?=[A-Z]{1,6}\d)|as\s+q(?:uarter\s)?[1-4]\b)"
    r"(?:[^.;\n]|\.(?=\d))*[.;]?",
    re.IGNORECASE,
)
_TO_WORDS = re.compile(
    r"\babove\b|\bbelow\b|\bprevious|\bbefore\b|\bditto\b|\bcomment|\bsame as\b|\blast\b", re.IGNORECASE
)
_MOST_POINTING_WORDS = 8


@check(
    "REF14",
    Severity.WARNING,
    "The commentary only points to another",
    why="Measures are read, moved and printed one by one: “As above” says nothing once the line above is another.",
    remedy="Say in a sentence what is so for this line; a reference to the other may follow.",
    wrong="As above",
    right="Numbers are low and steady, for the reasons given under PED02 10.",
    source="Handbook R7.5; good practice of the covering report",
)
def only_points(paper: Paper) -> Iterator[Found]:
    """Commentaries that are nothing but a pointer to another line or to another quarter; a dangling one is REF10's (R7.5)."""
    known = {bare(ref) for ref in _own_references(paper)}
    for held in paper.lines:
        words = held.words.strip()
        if not words or len(words.split()) > _MOST_POINTING_WORDS or not _ONLY_POINTS.fullmatch(words):
            continue
        if _ATTACHED.fullmatch(words):
            continue
        refs = [match[0] for match in _LIKE_A_REF.finditer(words)]
        if refs and any(bare(ref) in known for ref in refs):
            severity = Severity.NOTE
        elif refs or not _TO_WORDS.search(words):
            continue
        else:
            severity = Severity.WARNING
        says = f"The whole commentary of {held.called} is “{words}”, which says nothing on its own."
        yield Found(held.at("commentary"), says, held.words, words, severity=severity)


_ATTACHED = re.compile(
    r"(?:please\s+)?(?:(?:see|find|refer\s+to|as\s+per|on)\s+)?(?:the\s+|an?\s+)?"
    r"(?:attach(?:ed|ment)|enclosed|embedded|separate\s+(?:document|report|paper|(?:spread)?sheet|attachment|file|e-?\s?mail))\b[^.]*\.?"
    r"|(?:[^.;]{1,60}\s)?(?:attached|enclosed|appended|sent|provided|supplied|circulated)"
    r"\s+(?:separately(?:\s+(?:with|to|by)\s+(?:the\s+)?\w+)?|herewith"
    r"|(?:to|by|with|in)\s+(?:the\s+|this\s+|an?\s+)?(?:covering\s+)?e-?\s?mail)\.?"
    r"|(?:[^.;]{1,40}\s)?(?:is|are)\s+(?:attached|enclosed|appended)\.?",
    re.IGNORECASE,
)
_FILE = re.compile(r"\b[\w()&'’-]+(?: [\w()&'’–-]+){0,8}\.(?:pdf|docx?|xlsx?|xlsm|pptx?|msg|zip)\b", re.IGNORECASE)
_MOST_ATTACHED_WORDS = 14


@check(
    "REF15",
    Severity.WARNING,
    "An attachment stands in the place of content",
    why="What was sent beside the paper does not reach those who read it in the agenda or on the web.",
    remedy="Put the content into the paper, or name the appendix of the agenda that holds it.",
    wrong="6.0 Financial Summary: Attached to e-mail",
    right="6.0 Financial Summary: the statement, or “see Appendix B of this agenda”",
    source="Handbook R7.5, R9.5",
)
def attached(paper: Paper) -> Iterator[Found]:
    """Passages that are only the word that something is attached, or the name of a file (R7.5)."""
    for passage in paper.passages:
        if passage.kind in (Kind.HEADING, Kind.LINE_TITLE):
            continue
        text = passage.text.strip()
        if len(text.split()) > _MOST_ATTACHED_WORDS:
            continue
        file = _FILE.search(text)
        if file and not re.search(r"https?://|www\.", text):
            says = f"The text gives the name of a file, “{file[0]}”, in place of what it holds."
            yield found_in(passage, says, file[0], severity=Severity.NOTE)
        elif _ATTACHED.fullmatch(text) and not re.search(r"\bAppendi|\bAnnex", text):
            yield found_in(passage, f"“{text}” stands in the place of the content itself.", text)


CHECKS = (no_such_line, no_such_section, no_such_appendix, no_such_table, only_points, attached)
