"""Checks on dates due: missing, impossible, past and not said to be done, moved without a word (family DUE)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from goldenthread.model.period_words import find_period
from goldenthread.model.periods import MONTHS, Period, PeriodKind
from goldenthread.model.plan import Light, MilestoneLine
from goldenthread.model.report import ReportKind
from goldenthread.rules.checks.catalogue import Found, check
from goldenthread.rules.checks.finding import Severity
from goldenthread.rules.checks.paper import Held, Paper
from goldenthread.rules.checks.words import listed

_MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}|Sept)\.?"
_DAY_WORDS = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
_SPOKEN_DATE = rf"(?P<date>{_DAY_WORDS}{_MONTH}\s+20\d\d|(?:Spring|Summer|Autumn)(?:\s+[Tt]erm)?\s+20\d\d)"


def _due(line: MilestoneLine) -> str:
    return line.due.original.strip() if line.due else ""


def _day(day: date) -> str:
    """A month as printed: "March 2022"; checks speak of days only where the paper does."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _at_due(held: Held) -> Found:
    line = held.line
    assert isinstance(line, MilestoneLine)  # noqa: S101 - only milestones are due
    return Found(held.at("due"), "", _due(line), _due(line))


@check(
    "DUE01",
    Severity.WARNING,
    "A milestone is due in a year without a month",
    why="A year alone may mean January or December: nobody can say whether the milestone is late.",
    remedy="Give the month, as in the plan.",
    wrong="(Ann Green, 2022)",
    right="(Ann Green, March 2022)",
    source="Handbook R4.12",
)
def without_month(paper: Paper) -> Iterator[Found]:
    """Milestones whose due date is only a calendar year; all in one finding (R4.12)."""
    others = sum(1 for _, line in paper.milestones if line.due and line.due.period and _is_dated(line.due.period))
    undated = [
        (held, _due(line))
        for held, line in paper.milestones
        if re.fullmatch(r"(?:by\s+)?(?:19|20)\d\d", _due(line), re.IGNORECASE)
    ]
    if undated:
        told = f"; the other {others} with a due date name a month" if others else ""
        named = listed([f"{held.called} (“{due}”)" for held, due in undated])
        verb = "is due in a year" if len(undated) == 1 else "are due in a year"
        yield _at_due(undated[0][0])._replace(says=f"{named} {verb} with no month{told}.")


def _is_dated(period: Period) -> bool:
    return period.kind is PeriodKind.MONTH or period.start == period.end


@check(
    "DUE02",
    Severity.NOTE,
    "A milestone has no due date",
    why="Work without a date cannot be late, and members cannot hold anybody to it.",
    remedy="Give the month in which it is due.",
    wrong="Nine milestones with a due date, one without",
    right="Ten milestones with a due date",
    source="Handbook R4.12",
)
def without_date(paper: Paper) -> Iterator[Found]:
    """Milestones without a due date where at least three quarters of them have one; all in one finding (R4.12)."""
    without = [held for held, line in paper.milestones if not _due(line)]
    many = len(paper.milestones) - len(without)
    if without and many >= 3 and many >= 3 * len(without):
        verb = "has" if len(without) == 1 else "have"
        yield Found(
            without[0].place,
            f"{listed([held.called for held in without])} {verb} no due date; the other {many} milestones have one.",
            without[0].line.title,
        )


_NO_DATE = re.compile(
    r"on-?\s?going|t\.?b\.?[ac]\.?|to be (?:confirmed|agreed|advised)|asap|as soon as possible|continuous|rolling|various"
    r"|n/?a|\?+",
    re.IGNORECASE,
)


@check(
    "DUE03",
    Severity.NOTE,
    "A due date says no date",
    why="What is “ongoing” is never reached: such a milestone is a task, or needs a date of its own.",
    remedy="Give the month in which something can be shown, or make it a measure.",
    wrong="Due: Ongoing",
    right="Due: March 2022",
    source="Handbook R4.12",
)
def says_no_date(paper: Paper) -> Iterator[Found]:
    """Milestones due “ongoing”, “tbc” or “asap”, all with the same words in one finding; not where most are so (R4.12)."""
    vague: dict[str, list[Held]] = {}
    for held, line in paper.milestones:
        if _NO_DATE.fullmatch(_due(line)):
            vague.setdefault(_due(line).lower(), []).append(held)
    if 2 * sum(map(len, vague.values())) > len(paper.milestones) > 2:
        return
    for lines in vague.values():
        found = _at_due(lines[0])
        verb = "is" if len(lines) == 1 else "are"
        yield found._replace(
            says=f"{listed([held.called for held in lines])} {verb} due “{found.quote}”, which is no date."
        )


_DONE = re.compile(
    r"\b(?:complet(?:e|ed|ion)|achieved|launched|delivered|done|finished|implemented|introduced|in place|opened|is open|approved"
    r"|adopted|went live|gone live|is live|now live|signed|published|established|took place|taken place|held|issued|awarded"
    r"|installed|built|agreed|submitted|embedded|operational|up and running|ended|closed|commenced|started|began|begun|produced"
    r"|developed|reviewed|undertaken|carried out|rolled out|in use|met|ratified|concluded|appointed|recruited"
    r"|has been|have been)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:delay\w*|slip\w*|postpon\w*|revis\w*|extend\w*|extension|re-?schedul\w*|re-?profil\w*|re-?phas\w*|put back|pushed back"
    r"|moved|deferred|defer|later than|behind schedule|overdue|on hold|paused|suspended|not been possible|not yet|unable"
    r"|cancel\w*|new (?:date|timescale|timeline|deadline)|no longer|superseded|carried (?:forward|over)|brought forward"
    r"|earlier than|ahead of|missed|has not|have not|did not|now (?:expected|due|planned|likely))\b",
    re.IGNORECASE,
)
_WILL_BE = re.compile(r"\b(?:will|was not|were not|is not|are not|due to)\b", re.IGNORECASE)
_STATUS_DONE = re.compile(r"\bcomplete|\bachieved|\bdone\b|\bdelivered|\bclosed|\bfinished", re.IGNORECASE)


@check(
    "DUE04",
    Severity.WARNING,
    "A milestone is past its date and not said to be done",
    why="Members want to know first of all whether what was due has been done.",
    remedy="Say that it is done, or when it will be and why it is late.",
    wrong="Due June 2021, in the report to September: “Work with schools continues.”",
    right="“The plan was launched in June.” or “Delayed to December, because …”",
    source="Handbook R4.12",
)
def past(paper: Paper) -> Iterator[Found]:
    """Milestones due before the period ends whose commentary says neither that they are done nor that they are late (R4.12).

    A green light on such a line is the affair of the checks on lights; a plan is not yet about what was done.
    """
    period = paper.report.period
    if period is None or paper.report.kind in (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES):
        return
    for held, line in paper.milestones:
        due = line.due.period if line.due else None
        if due is None or not _is_dated(due) or due.end > period.end or line.progress.judged is Light.GREEN:
            continue
        words = held.words
        status = " ".join(cell.original for cell in line.cells)
        done = _DONE.search(words) or _STATUS_DONE.search(status)
        said = done or _LATE.search(words) or _WILL_BE.search(words)
        if not said and words.strip():
            yield Found(
                held.at("commentary"),
                f"{held.called} was due {_due(line)}, before the period ended on {period.end.day} {_day(period.end)}; "
                "the commentary says neither that it is done nor when it will be.",
                words,
            )


@check(
    "DUE05",
    Severity.NOTE,
    "A milestone is due outside the plan's year",
    why="A date before the year is often last year's, left in; one after it will not be reported on under this plan.",
    remedy="Correct the date, or say what will be done by the end of the year.",
    wrong="Due March 2021, in the plan for 2021/22",
    right="Due March 2022",
    source="Handbook R4.12, R7.10",
)
def outside_the_year(paper: Paper) -> Iterator[Found]:
    """Milestones of a plan due before its year starts (a warning) or after it ends; each in one finding (R4.12)."""
    period = paper.report.period
    if period is None or paper.report.kind not in (ReportKind.BUSINESS_PLAN, ReportKind.SERVICE_OBJECTIVES):
        return
    dated = [(held, line.due.period) for held, line in paper.milestones if line.due and line.due.period]
    before = [held for held, due in dated if due.end < period.start]
    after = [held for held, due in dated if due.start > period.end]
    for lines, when, severity in (
        (before, f"before the plan's year starts, {period.start.day} {_day(period.start)}", Severity.WARNING),
        (after, f"after the plan's year ends, {period.end.day} {_day(period.end)}", Severity.NOTE),
    ):
        if lines:
            named = listed(
                [f"{held.called} ({_due(line)})" for held in lines if isinstance(line := held.line, MilestoneLine)]
            )
            yield _at_due(lines[0])._replace(
                says=f"{named} {'is' if len(lines) == 1 else 'are'} due {when}.", severity=severity
            )


@check(
    "DUE07",
    Severity.WARNING,
    "A due date has moved without a word",
    why="A date that moves from paper to paper hides that the work is late: members should be told, and why.",
    remedy="Say in the commentary that the date has moved and why, or put back the date of the plan.",
    wrong="Due March 2022 in the plan, June 2022 in the report; the commentary says “On course.”",
    right="“Moved from March to June 2022, since the tender was let later.”",
    source="Handbook R4.12",
)
def moved(paper: Paper) -> Iterator[Found]:
    """Milestones whose due date is not that of last quarter or of the plan, where the commentary says nothing of it (R4.12)."""
    for held, line in paper.milestones:
        now = line.due.period if line.due else None
        if now is None or _LATE.search(held.words):
            continue
        for other, where in ((paper.before(held), "last quarter"), (paper.planned(held), "in the plan")):
            then = other.line.due if other and isinstance(other.line, MilestoneLine) else None
            if then is None or then.period is None:
                continue
            if now.end < then.period.start or now.start > then.period.end:
                says = f"{held.called} is due {_due(line)}; {where} it was due {then.original}, and the paper does not say why."
                yield _at_due(held)._replace(says=says)
            break  # what was so last quarter already was found then


_BY = re.compile(rf"\bby\s+(?:the\s+)?(?:end\s+of\s+)?{_SPOKEN_DATE}", re.IGNORECASE)


@check(
    "DUE08",
    Severity.WARNING,
    "The title names another date than the due date",
    why="The milestone says two things about when it must be done.",
    remedy="Correct one of the two.",
    wrong="“Open the hub by June 2022”, due March 2022",
    right="“Open the hub by March 2022”, due March 2022",
    source="Handbook R4.12",
)
def title_differs(paper: Paper) -> Iterator[Found]:
    """Milestones whose title says “by” a date that is not within the due date, nor the due date within it (R4.12)."""
    for held, line in paper.milestones:
        due = line.due.period if line.due else None
        said = [(match["date"], when) for match in _BY.finditer(line.title) if (when := find_period(match["date"]))]
        if due is None or not said or any(not (when.end < due.start or when.start > due.end) for _, when in said):
            continue
        words = said[0][0]
        yield Found(
            held.at("title"),
            f"The title of {held.called} says by {words}, but it is due {_due(line)}.",
            line.title,
            words,
        )


_WILL_BE_DONE = re.compile(
    r"\b(?:will|to|expected|anticipated|planned|scheduled|due|likely|aim\w*|target\w*|forecast)\b[^.;\n]{0,60}?"
    r"\b(?:complet\w+|finish\w*|deliver\w*|implement\w*|launch\w*|in place|open\w*|achiev\w+|go live|ready|conclude\w*)\b"
    rf"[^.;\n]{{0,40}}?\b(?:by|in|for|during|until|from)\s+(?:the\s+)?(?:end\s+of\s+|early\s+|late\s+)?{_SPOKEN_DATE}",
    re.IGNORECASE,
)


@check(
    "DUE09",
    Severity.WARNING,
    "The commentary gives a later date than the due date",
    why="A milestone that is said to be on course cannot be finished after its date.",
    remedy="Change the due date with a word of reason, or the light.",
    wrong="Due March 2022; “The scheme will be completed by June 2022.”",
    right="“Delayed: the scheme will be completed by June 2022, since …”",
    source="Handbook R4.12",
)
def later_than_due(paper: Paper) -> Iterator[Found]:
    """Commentaries that say the work will be done after the due date, without a word of delay and not red or amber (R4.12)."""
    for held, line in paper.milestones:
        due = line.due.period if line.due else None
        if due is None or line.progress.judged in (Light.RED, Light.AMBER) or "20" not in held.words:
            continue
        if _LATE.search(held.words):
            continue
        for match in _WILL_BE_DONE.finditer(held.words):
            when = find_period(match["date"])
            if when and when.start > due.end:
                says = f"{held.called} is due {_due(line)}, but the commentary speaks of {match['date']}."
                yield Found(held.at("commentary"), says, held.words, match[0])
                break


@check(
    "DUE10",
    Severity.WARNING,
    "An action should have been done already",
    why="An action whose date lies before the period is either done, and should be said to be, or was forgotten.",
    remedy="Say that it is done, or give a new date.",
    wrong="Action by May 2021, in the report for July to September 2021",
    right="Action by December 2021",
    source="Handbook R4.12",
)
def old_action(paper: Paper) -> Iterator[Found]:
    """Actions to be taken by a date before the report's period starts, and not said to be done (R4.12)."""
    period = paper.report.period
    for held in paper.lines:
        action = held.line.action
        when = find_period(action.by_when, period) if action and action.by_when else None
        if action is None or period is None or when is None or when.end >= period.start or _DONE.search(action.what):
            continue
        says = (
            f"The action for {held.called} is to be taken by {action.by_when}, before the period {period.label} starts."
        )
        yield Found(held.at("action"), says, action.by_when, action.by_when)


CHECKS = (
    without_month,
    without_date,
    says_no_date,
    past,
    outside_the_year,
    moved,
    title_differs,
    later_than_due,
    old_action,
)
