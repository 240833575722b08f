"""Checks on the lights of progress: missing, without a reason, past the date, or against the figures (family PRG)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.model.figures import Absence, Role, TargetKind
from goldenthread.model.plan import Light
from goldenthread.model.report import ReportKind
from goldenthread.rules import progress
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Place, Severity
from goldenthread.rules.checks.paper import Held, Paper, likeness
from goldenthread.rules.checks.words import listed

_PLANS = (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES)


def _at_light(held: Held) -> Place:
    cell = held.line.cell(Role.PROGRESS)
    return held.at(cell.column.full_heading if cell else "progress")


def _symbol_lost(held: Held) -> bool:
    return any(
        cell.absence is Absence.NO_SYMBOL and cell.column.role in (Role.PROGRESS, Role.TRAVEL)
        for cell in held.line.cells
    )


@check(
    "PRG01",
    Severity.WARNING,
    "A light is missing, with no reason",
    why="An empty cell looks like an oversight: members cannot tell work that is not rated from work that was forgotten.",
    remedy="Show the light, or say why there is none: no target, not due, contextual, paused.",
    wrong="Quarterly progress: (empty)",
    right="Quarterly progress: not rated (first year, to set a baseline)",
    source="Handbook R4.2",
)
def missing(paper: Paper) -> Iterator[Found]:
    """Lines of a report whose cell of progress is empty, where others of the paper have a light; one finding for all (R4.2)."""
    if paper.report.kind in _PLANS or not any(held.line.progress.judged for held in paper.lines):
        return
    without = [held for held in paper.lines if _is_empty(held)]
    if without:
        verb = "has" if len(without) == 1 else "have"
        yield Found(
            _at_light(without[0]),
            f"{listed([held.called for held in without])} {verb} no light, and the commentary gives no reason for it.",
        )


_WHY_NO_LIGHT = re.compile(
    r"\b(?:provisional|too (?:early|soon)|not (?:directly )?(?:comparable|yet|available|possible|rated|due|started|been"
    r"|be)|baselin\w*|benchmark\w*"
    r"|no (?:target|light|progress|rating|symbol|direction|data|figures?|longer)|annual\w*|yearly|paused|suspended|chang\w+"
    r"|new (?:measure|indicator|definition|target)|validat\w+|unvalidated|verified|lights?|rated|rating|status"
    r"|quarterly progress|monitored only"
    r"|context\w*|data (?:only|is|are|was|will)|cannot|unable|will be (?:available|reported|known|published)|await\w*"
    r"|academic year"
    r"|target (?:is|was|will|no|has)|year[- ]end|for information)\b",
    re.IGNORECASE,
)


def _is_empty(held: Held) -> bool:
    cell = held.line.cell(Role.PROGRESS)
    return (
        cell is not None
        and cell.absence is Absence.BLANK
        and held.line.progress.judged is None
        and not _WHY_NO_LIGHT.search(held.words)
    )


@check(
    "PRG02",
    Severity.NOTE,
    "The lights are pictures without words",
    why="A picture without a text is lost in every copy, and to whoever cannot see it: the law asks for word and shape.",
    remedy="Print the word beside the symbol, or give each picture an alternative text.",
    wrong="(a picture of a green circle)",
    right="● Green",
    source="Handbook 9.3, R9.2; appendix A13",
)
def lost(paper: Paper) -> Iterator[Found]:
    """How many lines have a light or an arrow that the file shows as a picture alone (R9.2, A13): one note for a paper."""
    without = [held for held in paper.lines if _symbol_lost(held)]
    if without:
        lines = "line" if len(without) == 1 else "lines"
        yield Found(
            Place(),
            f"In {len(without)} of {len(paper.lines)} {lines} the light or arrow is a picture without words, which the "
            f"file has lost.",
        )


@check(
    "PRG03",
    Severity.WARNING,
    "A figure beside its target is not rated, with no reason",
    why="Where there is a target and a figure, “N/A” in place of a light hides how the measure stands.",
    remedy="Show a light, or say in the commentary why the measure is not rated.",
    wrong="Target 12, current 34, progress N/A, commentary “As above”",
    right="Target 12, current 34, progress ■ Red",
    source="Handbook R4.2; appendix A18",
)
def not_rated(paper: Paper) -> Iterator[Found]:
    """ "N/A" or "Refer comment" for progress of a measure with a target and a figure, unexplained (R4.2, A18)."""
    if paper.report.kind in _PLANS:
        return
    for held, measure in paper.measures:
        cell, target = measure.cell(Role.PROGRESS), measure.cell(Role.TARGET)
        now = measure.cell(Role.CURRENT) or measure.cell(Role.LATEST)
        if (
            cell is None
            or cell.absence not in (Absence.NOT_APPLICABLE, Absence.SEE_COMMENTARY)
            or not (target and target.figures and now and now.figures)
            or (target.target and target.target.kind is not TargetKind.LEVEL)
            or _WHY_NO_LIGHT.search(held.words)
        ):
            continue
        yield Found(
            _at_light(held),
            f"{held.called} has a target of {target.original} and a figure of {now.original}, but its progress is "
            f"“{cell.text}” and the commentary does not say why.",
            cell.original,
        )


# ---- the light and the figures ----

_WHY_BETTER = re.compile(
    r"\b(?:expect\w*|forecast\w*|anticipat\w*|predict\w*|project(?:ed|ion)|on (?:course|track|target)|will|year[- ]end"
    r"|end of (?:the )?year|by (?:march|april|quarter|q[34])"
    r"|season\w*|profile\w*|trajectory|confident|likely|catch\w* up|recover\w*|plan(?:ned|s)? to|should|tolerance"
    r"|within|because|due to|owing to|as a result"
    r"|one[- ]off|exception\w*|target (?:is|was|has|to)|see|refer)\b",
    re.IGNORECASE,
)
_WHY_WORSE = re.compile(
    r"\b(?:risk\w*|expect\w*|forecast\w*|anticipat\w*|predict\w*|project(?:ed|ion)|will|unlikely|winter|demand"
    r"|pressure\w*|later|fall\w*|year[- ]end|end of (?:the )?year"
    r"|although|however|but|capacity|concern\w*|worse\w*|declin\w*|increas\w*|decreas\w*|rising|because|due to|owing to"
    r"|as a result|see|refer|still|despite)\b",
    re.IGNORECASE,
)


@check(
    "PRG04",
    Severity.WARNING,
    "The light disagrees with the figures, with no reason",
    why="The officer may judge otherwise than the figures do, but the reader must be told why.",
    remedy="Check the figure, the target and the light; if all are right, give the reason in the commentary.",
    wrong="● Green: 73% against a target of 85%",
    right="■ Red: 73% against a target of 85%",
    source="Handbook R4.3, R4.5",
)
def disagrees(paper: Paper) -> Iterator[Found]:
    """Green where the rules give red, or red where they give green, and no word of why (R4.3). Amber is left to the officer."""
    for held, measure in paper.measures:
        judged = measure.progress.judged
        if judged not in (Light.GREEN, Light.RED):
            continue
        verdict = measure.progress.computed or progress.of_measure(measure, paper.report.period)
        if {judged, verdict.light} != {Light.GREEN, Light.RED}:
            continue
        why = _WHY_BETTER if judged is Light.GREEN else _WHY_WORSE
        if not why.search(held.words):
            yield Found(
                _at_light(held),
                f"{held.called} is judged {judged.value}, but by its figures it would not be. {verdict.sentence}",
                held.words,
            )


_DONE = re.compile(
    r"\b(?:complet(?:e|ed|ion)|achieved|launched|delivered|done|finished|implemented|in place|opened|is open|open to"
    r"|approved|adopted|went live|gone live"
    r"|(?:is|now) live|signed|published|established|took place|taken place|held|issued|awarded|installed|built|agreed"
    r"|submitted|embedded|operational"
    r"|up and running|ended|closed|started|began|begun|produced|developed|reviewed|undertaken|carried out|rolled out|in "
    r"use|met|concluded|appointed"
    r"|recruited|filled|has been|have been|delay\w*|slipp\w*|postpon\w*|extend\w*|extension|put back|deferred|later "
    r"than|new date|now (?:due|expected))\b",
    re.IGNORECASE,
)


# what says that the work goes on, and what says all the same that the milestone itself is done, or that its date moved
_TO_COME = re.compile(
    r"\b(?:(?:will|is to|are to|has to|have to|remains? to|yet to|due to|still to|expected to|going to) (?:then |now )?be\b"
    r"(?! (?:kept|monitored|reviewed))|not yet|still (?:to|awaiting|waiting|being)|awaiting)",
    re.IGNORECASE,
)
_DONE_FOR_CERTAIN = re.compile(
    r"\b(?:complet(?:e|ed|ion)|achieved|launched|delivered|done|finished|implemented|in place|opened|is open|approved|adopted"
    r"|went live|gone live|(?:is|now) live|signed|published|established|took place|taken place|issued|awarded|installed|built"
    r"|agreed|submitted|operational|up and running|closed|appointed|rolled out|delay\w*|slipp\w*|postpon\w*|extend\w*|extension"
    r"|put back|deferred|later than|new date|now (?:due|expected))\b",
    re.IGNORECASE,
)


def _says_done(text: str) -> bool:
    """Whether a text says that the work is done; what was done so far is not enough where it also says what is to come."""
    if not _TO_COME.search(text):
        return bool(_DONE.search(text))
    return any(_DONE_FOR_CERTAIN.search(part) for part in re.split(r"[.;\n]", text) if not _TO_COME.search(part))


@check(
    "PRG05",
    Severity.WARNING,
    "Green after its date, and not said to be done",
    why="Green means on course to be done in time; once the date has passed the milestone is either done or late.",
    remedy="Say that it is complete, and when; or show red or amber and give the new date.",
    wrong="Due June 2021, in the report to September: ● Green, “Work with schools continues.”",
    right="Due June 2021: ● Green, “Completed on 14 June.”",
    source="Handbook R4.12",
)
def green_and_late(paper: Paper) -> Iterator[Found]:
    """A milestone judged green whose date has passed and whose commentary does not say that it is done (R4.12)."""
    period = paper.report.period
    if period is None or paper.report.kind in _PLANS:
        return
    for held, line in paper.milestones:
        due = line.due.period if line.due else None
        if due is None or due.end > period.end or line.progress.judged is not Light.GREEN:
            continue
        status = line.cell(Role.PROGRESS)
        if not _says_done(held.words) and not (status and _DONE.search(status.original)):
            original = line.due.original if line.due else ""
            yield Found(
                _at_light(held),
                f"{held.called} was due {original} and is green, but nothing says that it is complete.",
                held.words,
            )


_TOO_EARLY = re.compile(
    r"\b(?:too (?:early|soon) to (?:say|tell|know|judge|determine|assess|predict|comment)|early days"
    r"|not yet possible to say|uncertain at this stage)\b",
    re.IGNORECASE,
)


@check(
    "PRG06",
    Severity.WARNING,
    "Too early to say, at the end of the year",
    why="In the last quarter the year is over: what amber left open in June is known by then.",
    remedy="Show green or red by the year's result, or say what is still awaited and until when.",
    wrong="Quarter 4, ▲ Amber: “It is too early to say whether the target will be met.”",
    right="Quarter 4, ■ Red: “The target was missed by 3 points.”",
    source="Handbook R4.13",
)
def too_early(paper: Paper) -> Iterator[Found]:
    """An amber light in the fourth quarter with “too early to say” (R4.13)."""
    if paper.report.period is None or paper.report.period.quarter != 4:
        return
    for held in paper.lines:
        match = _TOO_EARLY.search(held.words) if held.line.progress.judged is Light.AMBER else None
        if match:
            yield Found(
                held.at("commentary"),
                f"{held.called} is amber in the last quarter, and its commentary says “{match[0]}”.",
                held.words,
                match[0],
            )


_COMPLETE = re.compile(
    r"(?:\A|[.!?\n]\s*)(?:(?:this|the) (?:milestone|work|project|action|task|review|scheme) (?:is|was|has been) (?:now "
    r"|fully )*completed?"
    r"|(?:now |fully |this is now |action )?completed?)(?=\s*[.!;–-]|\s+(?:in|on|during|and)\b|\s*\Z)",
    re.IGNORECASE,
)


@check(
    "PRG07",
    Severity.WARNING,
    "Said to be complete, and not green",
    why="What is done is done: an amber or red light beside it makes members ask what is still wrong.",
    remedy="Show it as complete, or say what is left to do.",
    wrong="▲ Amber: “This milestone is complete.”",
    right="● Green: “This milestone is complete.”",
    source="Handbook R4.12",
)
def complete_and_not_green(paper: Paper) -> Iterator[Found]:
    """A milestone judged amber or red whose commentary says that it is complete (R4.12)."""
    for held, line in paper.milestones:
        light = line.progress.judged
        match = _COMPLETE.search(held.words) if light in (Light.AMBER, Light.RED) else None
        if (
            match
            and light
            and not re.search(r"\b(?:late|delay\w*|overspen\w*|after|not|partly|partially)\b", held.words)
        ):
            words = match[0].strip(" .!?\n")
            yield Found(
                held.at("commentary"),
                f"{held.called} is {light.value}, and its commentary says “{words}”.",
                held.words,
                words,
            )


# ---- last quarter's light ----

_FEWEST_WORDS = 8
_SAME = 0.97


@check(
    "PRG10",
    Severity.NOTE,
    "The light has changed and the words have not",
    why="A light that turns from red to green asks for a word on what was done; the old words explain the old light.",
    remedy="Say in the commentary what has changed since last quarter.",
    wrong="■ Red, then ● Green, with the same commentary",
    right="● Green: “The backlog was cleared in August.”",
    source="Handbook R4.3",
)
def turned_in_silence(paper: Paper) -> Iterator[Found]:
    """A line whose light is another than last quarter's, with the same commentary (R4.3)."""
    for held in paper.lines:
        before = paper.before(held)
        now, then = held.line.progress.judged, before.line.progress.judged if before else None
        if (
            before
            and now
            and then
            and now is not then
            and len(held.words.split()) >= _FEWEST_WORDS
            and likeness(held.words, before.words) >= _SAME
        ):
            yield Found(
                held.at("commentary"),
                f"{held.called} was {then.value} last quarter and is {now.value} now, with the same commentary.",
                held.words,
            )


@check(
    "PRG15",
    Severity.NOTE,
    "Complete last quarter, and open again now",
    why="A milestone that was reported as complete and is amber or red again was either not complete, or has a new task.",
    remedy="Say what was found to be left, or put last quarter's report right.",
    wrong="Quarter 1: “Complete.” Quarter 2: ▲ Amber, “Work continues.”",
    right="Quarter 2: ▲ Amber, “Reopened in August, since the contractor withdrew.”",
    source="Handbook R4.12",
)
def open_again(paper: Paper) -> Iterator[Found]:
    """A milestone that last quarter's paper called complete and that is amber or red now, without a word of it (R4.12)."""
    for held, line in paper.milestones:
        before = paper.before(held)
        light = line.progress.judged
        if not before or light not in (Light.AMBER, Light.RED) or not light:
            continue
        cell = before.line.cell(Role.PROGRESS)
        match = _COMPLETE.search(before.words) or (_COMPLETE.fullmatch(cell.original) if cell else None)
        if match and not re.search(r"\bre-?open\w*|\bcomplet\w*|\bfurther\b|\bnew\b", held.words, re.IGNORECASE):
            words = match[0].strip(" .!?\n")
            yield Found(
                _at_light(held),
                f"{held.called} was said to be complete last quarter (“{words}”) and is {light.value} now.",
                held.words,
            )


CHECKS = (
    missing,
    lost,
    not_rated,
    disagrees,
    green_and_late,
    too_early,
    complete_and_not_green,
    turned_in_silence,
    open_again,
)
