"""Checks on whether a commentary is there, is this quarter's, is finished and tells anything (family COM); see also `claims`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.model.figures import Absence, Role
from goldenthread.model.plan import Light, MeasureLine
from goldenthread.model.report import ReportKind
from goldenthread.rules.checks.catalogue import Found, check, found_in
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import PROSE, Held, Kind, Paper, likeness, short
from goldenthread.rules.checks.words import listed

_QUARTERS = frozenset({ReportKind.PRIORITY, ReportKind.DEPARTMENTAL})
_SHORT_TABLE = 10
_SEEN = 60
_NEAR = 0.95
_MANY_WORDS = 8
_TOO_LONG = 300
_COMPLETED = re.compile(
    r"\b(?:completed?|completion|finished|annual(?:ly)?|once a year|yearly|no longer)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d[\d,.]*")


@check(
    "COM01",
    Severity.WARNING,
    "A commentary is missing",
    why="The commentary is where councillors learn why a figure is what it is; without one they can only guess.",
    remedy="Ask the responsible officer for the commentary, or say why there is none this quarter.",
    wrong="PED01 02: 64%, no commentary, among lines that have one",
    right="PED01 02: 64%, “Two clinics were closed in May and reopened in June.”",
    source="Handbook 7.4",
)
def missing(paper: Paper) -> Iterator[Found]:
    """A line without words in a quarter's paper where most have them; not where the reader lost its place (7.4)."""
    if paper.report.kind not in _QUARTERS:
        return
    lost = " ".join(one.could_be for one in paper.reading.unplaced) if paper.reading else ""
    for lines in ([held for held, _ in paper.measures], [held for held, _ in paper.milestones]):
        silent = [held for held in lines if _is_silent(held)]
        told = len(lines) - len(silent)
        # a paper that comments by exception has none where all is well
        by_exception = len(silent) > 2 and all(held.line.progress.judged is Light.GREEN for held in silent)
        enough = 4 * told > 3 * len(lines) or (told > len(silent) and len(lines) <= _SHORT_TABLE)
        for held in silent:
            if enough and not by_exception and not _names(lost, held.line.ref):
                says = f"{held.called} has no commentary, and {told} of the {len(lines)} lines of its kind have one."
                yield Found(held.at("commentary"), says, held.line.title)


def _is_silent(held: Held) -> bool:
    return not held.words.strip() and not (held.line.action and held.line.action.what)


def _names(text: str, ref: str) -> bool:
    return bool(ref) and re.search(rf"(?<!\w){re.escape(ref)}(?!\w)", text) is not None


@check(
    "COM02",
    Severity.WARNING,
    "The commentary is last quarter's",
    why="Words carried over from last quarter tell councillors nothing of this one, and may no longer be true.",
    remedy="Ask the officer what happened this quarter; if nothing did, say that.",
    wrong="Quarters 1 and 2: “A new contract has been let and mobilisation begins next month.”",
    right="Quarter 2: “The contract let in quarter 1 began on 4 July.”",
    source="Practice",
)
def as_last_quarter(paper: Paper) -> Iterator[Found]:
    """A commentary that is the same line's of last quarter, or nearly so with the same figures; not of what is complete."""
    for held in paper.lines:
        before = paper.before(held)
        now, then = held.words.strip(), before.words.strip() if before else ""
        if not then or len(now.split()) <= _MANY_WORDS or _COMPLETED.search(now):
            continue
        if now != then and not _nearly(now, then):
            continue
        how = "the same as last quarter's" if _folded(now) == _folded(then) else "nearly word for word last quarter's"
        yield Found(
            held.at("commentary"),
            f"The commentary of {held.called} is {how}{_moved(held, before)}: “{short(now)}”.",
            now,
        )


def _nearly(now: str, then: str) -> bool:
    """Nearly the same words with the same figures in them: with other figures it was brought up to date."""
    if abs(len(now) - len(then)) > 0.1 * len(then) or likeness(now, then) < _NEAR:
        return False
    return _NUMBER.findall(now) == _NUMBER.findall(then)


def _moved(held: Held, before: Held | None) -> str:
    """ ", though the figure went from 73% to 64%" where both are printed and differ."""
    cells = [one.line.cell(Role.CURRENT) if one else None for one in (before, held)]
    texts = [cell.original for cell in cells if cell is not None and cell.figures]
    return (
        f", though the figure went from “{texts[0]}” to “{texts[1]}”"
        if len(texts) == 2 and texts[0] != texts[1]
        else ""
    )


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


@check(
    "COM03",
    Severity.NOTE,
    "Two lines have the same commentary",
    why="The same words under two measures were often pasted to the wrong one, and seldom say what each of them needs.",
    remedy="Check that the words belong to each line; where one text is meant for both, let one refer to the other.",
    wrong="PED06c and PED06d: “This work will begin with the colleges in the autumn term of 2021.”",
    right="PED06d: “See PED06c.”",
    source="Practice",
)
def same_under_two(paper: Paper) -> Iterator[Found]:
    """One text of more than eight words under two lines or more, said once; not one cell that was merged over them."""
    groups: dict[str, list[Held]] = defaultdict(list)
    for held in paper.lines:
        if len(held.words.split()) > _MANY_WORDS:
            groups[_folded(held.words)].append(held)
    merged = " ".join(one.what for one in paper.reading.assumed if "merged" in one.why) if paper.reading else ""
    for same in groups.values():
        if len(same) > 1 and same[1].words[:_SEEN] not in merged:
            names = listed(list(dict.fromkeys(f"{held.called} (“{short(held.line.title, 30)}”)" for held in same)))
            text = same[1].words
            yield Found(same[1].at("commentary"), f"The same commentary stands under {names}: “{short(text)}”.", text)


_WHAT = r"(?:(?:data|information|figures?|results?|update|commentary|an update|details?|report)\s+)?"
_IS = r"(?:(?:is|are|was|were|will be|to be|has been|have been)\s+)?"
_NOTHING = re.compile(
    rf"{_WHAT}{_IS}(?:"
    r"(?:not|un|currently not|currently un|not yet)\s?available(?: yet| at present| at this time| currently| this quarter)?"
    r"|available (?:in |from |at |next )?(?:q(?:uarter|tr)?\.? ?[1-4]|(?:the )?(?:next|following) quarter|quarter)(?: \d\S*)?"
    r"|(?:available|provided|reported|updated|supplied|confirmed|submitted|received|awaited)(?: (?:in|at|next|later"
    r"|by) [\w\s/]{1,25})?"
    r"|to follow|awaited|awaiting(?: (?:data|figures?|information|an? update|confirmation|update))*|pending)\.?"
    r"|(?:there (?:is|are) )?(?:no|nil) (?:updates?|changes?|data|commentary|comments?|information|further update|progress)"
    r"(?: (?:available|provided|received|to report|at present|at this time|this quarter|since last quarter|on last quarter))*\.?"
    r"|no (?:update|data|commentary) (?:was|has been|had been) (?:received|provided|submitted)[\w\s]{0,40}\.?"
    r"|nothing (?:further )?to (?:report|add)\.?|as (?:per )?(?:last|previous) (?:quarter|update|report)\.?|on-?going\.?"
    r"|t\.?b\.?[ac]\.?"
    r"|n/?a\.?|none\.?|-+|–|\.+|(?:see|refer(?: to)?) comment\w*\.?|update required\.?"
    r"|work (?:is )?(?:ongoing|continues|in progress)\.?",
    re.IGNORECASE,
)


@check(
    "COM04",
    Severity.WARNING,
    "A commentary that tells nothing",
    why="Words such as “Available Q2” or “no update” fill the space and leave councillors where they were.",
    remedy="Ask for what is known now: what was done, what is late and why, and when there will be more.",
    wrong="Available Q2",
    right="The model was chosen in May; training begins in quarter 2, when the first results will be reported.",
    source="Practice",
)
def tells_nothing(paper: Paper) -> Iterator[Found]:
    """A commentary of only "Available Q2", "no update", "awaiting data"; the same words said once for all lines."""
    groups: dict[str, list[Held]] = defaultdict(list)
    for held in paper.lines:
        words = " ".join(held.words.split())
        if (
            words
            and len(words) < 90
            and _NOTHING.fullmatch(words)
            and not _LEFT_IN.search(words)
            and not _waits_for_a_date(held, words)
        ):
            groups[words.rstrip(".").casefold()].append(held)
    for same in groups.values():
        names, text = listed([held.called for held in same]), same[0].words
        yield Found(same[0].at("commentary"), f"The commentary of {names} is only “{short(text)}”.", text)


def _waits_for_a_date(held: Held, words: str) -> bool:
    """Whether the words only say when a figure will come that is not yet due: an annual measure waits for its year."""
    if not isinstance(held.line, MeasureLine) or not re.search(r"availab|report|publish", words, re.IGNORECASE):
        return False
    cell = held.line.cell(Role.CURRENT)
    annual = re.search(r"\bannual|\byearly|\byear[- ]end", held.line.title, re.IGNORECASE)
    return cell is not None and (cell.absence is Absence.NOT_YET_DUE or (not cell.figures and bool(annual)))


_ACTS = re.compile(
    r"\b(?:will|plan\w*|action\w*|review\w*|recruit\w*|work\w*|meet\w*|monitor\w*|introduc\w*|implement\w*|improv\w*|address\w*"
    r"|support\w*|strateg\w*|programme|project|train\w*|develop\w*|escalat\w*|prioriti\w*|aim\w*|continu\w*|ongoing|on-going"
    r"|being"
    r"|reduc\w*|task\w*|recover\w*|invest\w*|agree\w*|to be|launch\w*|commission\w*|engag\w*|target(?:ed|ing)|focus\w*|steps?"
    r"|measures"
    r"|process\w*|appoint\w*|award\w*|propos\w*|chas\w*|discuss\w*|explor\w*|consider\w*|look\w*|start\w*|begun|began|begins?"
    r"|set up"
    r"|establish\w*|procure\w*|campaign\w*|pilot\w*|schedul\w*|re-?\w+ing|see|refer|above|below|carr\w+ out|mitigat\w*|resolv\w*"
    r"|interven\w*|us(?:e|ing)|inspect\w*|contact\w*|offer\w*|provid\w*|deliver\w*|track\w*)\b",
    re.IGNORECASE,
)


@check(
    "COM05",
    Severity.WARNING,
    "Red, and nothing said of what will be done",
    why="A red light says that the target will be missed unless somebody acts; councillors are owed what the action is.",
    remedy="Add what will be done, by whom and by when.",
    wrong="Red: “Demand was higher than last year.”",
    right="Red: “Demand was higher than last year. Two more officers start in May.”",
    source="Handbook R4.13",
)
def red_without_action(paper: Paper) -> Iterator[Found]:
    """A line judged red with a commentary in which no word speaks of doing anything, and no action beside it (R4.13)."""
    for held in paper.lines:
        words = held.words.strip()
        acts = held.line.action and held.line.action.what
        if (
            held.line.progress.judged is Light.RED
            and words
            and not acts
            and not _ACTS.search(words)
            and not _NOTHING.fullmatch(words)
        ):
            yield Found(
                held.at("commentary"),
                f"{held.called} is red, and its commentary names no action: “{short(words)}”.",
                words,
            )


_LEFT_IN = re.compile(
    r"\[\s*(?:insert|add|enter|type|please|your)\b[^\]]*\]|<\s*(?:insert|enter|add|type)\b[^>]*>"
    r"|[\[<]\s*(?:name|date|figure|number|text|title|post|officer|x{2,}|tbc|amount|month|commentary|details?|(?:name"
    r"|number) of [\w ]+)"
    r"\s*[\]>]"
    r"|\b(?:click|tap)(?: or tap| or click)? here to (?:enter|add) (?:an? )?(?:text|date|commentary|comments?|details)"
    r"|\blorem ipsum\b[\w ,]*"
    r"|\b(?:insert|enter|type|add|put) (?:your |the |any )?(?:text|commentary|comments?|narrative|name|figures?|date|details?"
    r"|update"
    r"|data) here\b"
    r"|\b(?:commentary|text|narrative|wording|figures?|data|comments?) (?:to follow|to be (?:added|inserted|completed"
    r"|supplied|written))\b"
    r"|\[[^\[\]:]{0,40}\b(?:managers?|officers?|authors?|heads? of service|directors?|departments?|services|teams?)"
    r"\s*:\s*(?:please )?(?:describe|explain|outline|summari[sz]e|set out|list|give|state|provide|include|complete|add|enter"
    r"|insert|write)\b[^\]]*\]"
    r"|\[\s*(?:describe|explain|outline|summari[sz]e|set out|state|list|give)\s+(?:here|how|what|why|any|your|in no more|briefly"
    r"|the (?:main|key|reasons?|risks?|actions?|progress|impact))\b[^\]]*\]"
    r"|(?-i:(?<![\w.-])xx+(?![\w.-]\w|\w)(?=\s+[a-z]))"
    r"|(?-i:\bX{2,}(?:[./-]X{2,})*\b%?)|\bxx+%|£xx+\b|\?{2,}|\bdelete as (?:appropriate|applicable|necessary)\b"
    r"|\bplease (?:provide|complete|add|insert|enter|include|give) (?:an? |your |brief |short |the |any )*"
    r"(?:commentary|narrative|update|explanation|figures?|reasons?|summary)\b"
    r"|\b(?:sample|dummy|placeholder|example) (?:text|commentary)\b|\bmax(?:imum)?(?: of)? \d+ words\b",
    re.IGNORECASE,
)


@check(
    "COM06",
    Severity.ERROR,
    "A placeholder or an instruction was left in",
    why="Words of the template in a published paper show that nobody read it, and stand where information should be.",
    remedy="Put in what was meant, or take the words out.",
    wrong="[insert number] visits were made",
    right="412 visits were made",
    source="Practice",
)
def left_in(paper: Paper) -> Iterator[Found]:
    """Words of a template anywhere in the paper: "[insert text]", "XX", "Click here to enter text", "commentary to follow"."""
    for passage in paper.passages:
        low = passage.text.lower()
        for match in _LEFT_IN.finditer(passage.text) if any(sign in low for sign in _LEFT_IN_SIGNS) else ():
            quote = match[0].strip()
            if _is_a_name(passage.text, match):
                continue
            yield found_in(
                passage, f"“{quote}” looks like a gap or an instruction of the template that was left in.", quote
            )
            break


_LEFT_IN_SIGNS = (
    "[",
    "<",
    " here",
    "lorem",
    "to follow",
    "to be ",
    "xx",
    "??",
    "delete as",
    "please",
    " text",
    "commentary",
    "max",
)


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether "XX" is part of a name or a numeral ("Louis XX", "Size XXL", a postcode or an account "XXXX1234")."""
    around = text[max(0, match.start() - 8) : match.end() + 2]
    return match[0].startswith("X") and bool(
        re.search(r"(?:chapter|part|louis|pope|size|title|article|act)\s*X", around, re.IGNORECASE)
    )


_REMARK = re.compile(
    r"\[(?-i:[A-Z]{2,3})\b[^\]]{0,10}\b(?:to|please|pls|can you|check|confirm)\b[^\]]*\]|[\[(]\s*(?:to check"
    r"|check (?:the )?(?:figure|this|with)|check(?=[\])]))(?: [^\])]{0,30})?[\])]"
    r"|\((?-i:[A-Z]{2,3}) to (?:check|confirm|update|add|amend|complete)\b[^)]{0,30}\)"
    r"|(?-i:\b(?:Comment|Commented) \[[^\]]+\]:?|\bDeleted: |\bFormatted: )[^\n]{0,30}"
    r"|(?-i:^DRAFT\b|\[DRAFT\])|\bis this (?:right|correct|still true|up to date)\s?\?"
    r"|(?-i:\bNB:? (?:check|update|confirm)\b)[^.\n]{0,40}",
    re.IGNORECASE,
)


@check(
    "COM07",
    Severity.ERROR,
    "A note between colleagues was left in",
    why="Remarks such as “AB to check” are for the office; in a public paper they say that the figure before them is in doubt.",
    remedy="Settle what the note asks and take it out.",
    wrong="612 homes were inspected [VN to check]",
    right="612 homes were inspected",
    source="Practice",
)
def remark_left_in(paper: Paper) -> Iterator[Found]:
    """A remark to a colleague, or what tracked changes leave behind, in the sentences of the paper."""
    for passage in paper.passages:
        if not any(sign in passage.text for sign in _REMARK_SIGNS):
            continue
        match = _REMARK.search(passage.text) if passage.kind in PROSE or passage.kind is Kind.CELL else None
        if match:
            quote = match[0].strip()
            yield found_in(passage, f"“{quote}” looks like a note between colleagues that was left in.", quote)


_REMARK_SIGNS = ("[", "(", "DRAFT", "NB", "ted: ", "s this ")


_DANGLING = re.compile(
    r"(?:\b(?:and|the|of|a|an|or|but|their|our|its|which|who|whose|because|than|between|whilst|while|although|if|is|are|was|were"
    r"|will|has|have|had|been|be|for the|with|from|due to|such as|including|as well as|in order to|these|those|through|into)"
    r"|,|\s-|\s–)$",
    re.IGNORECASE,
)


@check(
    "COM08",
    Severity.WARNING,
    "A sentence is not finished",
    why="A commentary that stops in the middle has lost its end, often to a cell that was too small or to a careless paste.",
    remedy="Ask the officer for the rest of the sentence.",
    wrong="The contractor has been appointed and the",
    right="The contractor has been appointed and the work begins in May.",
    source="Practice",
)
def unfinished(paper: Paper) -> Iterator[Found]:
    """A commentary whose last words cannot end a sentence ("… and the"), and which the next line does not go on with."""
    words = [held.words.strip() for held in paper.lines]
    for held, text, after in zip(paper.lines, words, [*words, ""][1:], strict=True):
        if len(text.split()) < 4 or not _DANGLING.search(text[-20:]) or after[:1].islower():
            continue
        end = " ".join(text.split()[-6:])
        yield Found(held.at("commentary"), f"The commentary of {held.called} stops in mid-sentence: “… {end}”.", text)


@check(
    "COM09",
    Severity.NOTE,
    "A very long commentary",
    why="Members read some forty lines in an evening; what matters in a page of commentary on one of them is lost.",
    remedy="Keep what explains the figure and what will be done; put the rest in the key developments.",
    wrong="A commentary of 420 words on one milestone",
    right="A commentary of 90 words, and a section under key developments",
    source="Practice",
)
def too_long(paper: Paper) -> Iterator[Found]:
    """A commentary of more than 300 words on one line."""
    for held in paper.lines:
        count = len(held.words.split())
        if count > _TOO_LONG:
            text = held.words
            yield Found(held.at("commentary"), f"The commentary of {held.called} is {count} words long.", text)


CHECKS = (
    missing,
    as_last_quarter,
    same_under_two,
    tells_nothing,
    red_without_action,
    left_in,
    remark_left_in,
    unfinished,
    too_long,
)
