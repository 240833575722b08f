"""Who answers for a line: names or posts, and due dates, as they stand in titles and above commentaries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.model.cells import fold
from goldenthread.model.period_words import find_period
from goldenthread.model.periods import MONTHS, Period, PeriodKind
from goldenthread.model.plan import Due

_SPLIT = re.compile(r"\s*(?:/|;|&|,\s*(?=[A-Z])|\s+and\s+(?=[A-Z]))\s*")
_MONTH_YEAR = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)}|Sept)\.?\s+20\d\d"
)
_DATE = re.compile(
    rf"(?P<date>{_MONTH_YEAR}|(?:Spring|Summer|Autumn|Winter)(?:\s+[Tt]erm)?\s+20\d\d|\b\d{{1,2}}/\d{{1,2}}/20\d\d\b"
    r"|\bQ(?:uarter\s)?[1-4]\s+20\d\d\s*[/-]\s*\d\d\b|\b20\d\d\b(?!\s*[/-]\s*\d))"
)
_BY_DATE = re.compile(rf"\bby\s+(?:the end of\s+)?(?P<date>{_MONTH_YEAR})", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]{2,4}|[A-Z]Mc[A-Z])(?:\s*(?:[/&;,]|and)\s*(?:[A-Z]{2,4}|[A-Z]Mc[A-Z]))*")
_BRACKET_BEFORE_LAST = re.compile(r"\((?P<inside>[^()]*)\)\s*\([^()]*\)\s*$")
_LAST_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)\s*$")
_NAME_WORD = r"[A-ZÀ-Þ][\w'’]*(?:-[A-ZÀ-Þ][\w'’]*)*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,2}}")
_NAMES_AT_END = re.compile(rf"(?<=[.;])\s*(?P<names>{_NAME.pattern}(?:\s*[/&;]\s*{_NAME.pattern})*)\s*$")
_TIME_WORDS = re.compile(
    r"(?:(?:^|[\s,]+)(?:by|due|date|target|the|end|of|early|mid|late|completion|complete))+[\s:]*$", re.IGNORECASE
)
"""What stands before a date in a bracket and names nobody: "by the end of"."""
_POST = re.compile(r"\b(?:Director|Manager|Head of|Officer|Leader|Chief)\b")
_PEOPLE = re.compile(rf"{_NAME_WORD}(?:(?:\s*[,/;&]\s*|\s+)(?:(?:and|of|for|the)\s+)*{_NAME_WORD})*")
_MOST_PEOPLE_WORDS = 12
_POST_WORDS = re.compile(
    r"\b(?:Director|Manager|Head|Officer|Lead|Leader|Chief|Co-?ordinator|Commissioner|Principal|Service|Team|Divisional|Operational|Strategic|Executive)\b"
)


@dataclass(frozen=True, slots=True)
class Tail:
    """What stood at the end of a title: who, and by when."""

    title: str
    responsible: tuple[str, ...] = ()
    due: Due | None = None


def split_people(text: str, separators: re.Pattern[str] = _SPLIT) -> tuple[str, ...]:
    """The names or posts in "Liz Brown/Sam Green; Ann White", in order.

    A post may hold "and", "&" and commas ("Operational Director, Education, Inclusion and Provision"): a text with the
    words of a post is only parted at "/" and ";".
    """
    folded = fold(text).strip(" -–:;,/")
    if _POST_WORDS.search(folded):
        separators = re.compile(r"\s*[/;]\s*")
    return tuple(name for part in separators.split(folded) if (name := part.strip(" .-–")))


def names_a_post(text: str) -> bool:
    """Whether a text has a word of a post in it: "Head of Housing", "Repairs Manager"."""
    return bool(_POST_WORDS.search(text))


def is_name(text: str, paper_words: frozenset[str]) -> bool:
    """Whether a text looks like a person's name: two or three capitalised words, none used as a common word here."""
    words = text.split()
    return (
        bool(_NAME.fullmatch(text))
        and not any(word in MONTHS for word in words)
        and not any(word.lower() in paper_words for word in words)
    )


def due_of(text: str, within: Period | None = None) -> Due | None:
    """The due date that a text prints, or None when it prints none."""
    match = _DATE.search(text)
    if not match:
        return None
    return due_from(match["date"], within)


def is_due(text: str) -> bool:
    """Whether a text is a due date and nothing else: "by the end of March 2022", "31/03/2022", "Ongoing"."""
    date = _DATE.search(text)
    if not date:
        return text.lower() == "ongoing"
    return not text[date.end() :].strip() and not _TIME_WORDS.sub("", text[: date.start()]).strip()


def are_people(text: str) -> bool:
    """Whether a text may be who answers for a line: capitalised words, and what stands between names and within posts."""
    return len(text.split()) <= _MOST_PEOPLE_WORDS and bool(_PEOPLE.fullmatch(text))


def due_from(text: str, within: Period | None = None) -> Due:
    """A due date as printed, with the window that it names: a day, a month, or only a year."""
    folded = fold(text)
    day = re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH_YEAR})", folded)
    period = find_period(folded, within)
    if day and period and period.kind is PeriodKind.MONTH and int(day[1]) <= period.end.day:
        on = period.start.replace(day=int(day[1]))
        period = Period(kind=PeriodKind.SPAN, start=on, end=on)
    return Due(original=folded, period=period)


def cut_tail(title: str, paper_words: frozenset[str], known: frozenset[str], *, dated: bool) -> Tail:
    """A title without the brackets at its end that name officers and a date; and these.

    Brackets may come one after the other ("(July 2022) (Ann Green)"), the date before or after the names, and the names
    may stand bare before the date. `known` are the people that the paper names elsewhere. `dated` is whether lines of
    this kind have due dates: a measure's "(September Guarantee)" is neither, and its "(Net Additional)" no person where
    nobody in it is known.
    """
    rest, due = title, None
    people: list[str] = []
    while match := _LAST_BRACKET.search(rest):
        found = _bracket(match["inside"], paper_words, known, dated=dated)
        before = _BRACKET_BEFORE_LAST.search(rest) if found is None and dated else None
        if before and is_due(before["inside"]):
            # whoever stands behind the date: initials are people, other words stay in the title
            due = due or due_of(before["inside"])
            found = (split_people(match["inside"]), None) if _INITIALS.fullmatch(match["inside"].strip()) else None
        if found is None:
            break
        names, date = found
        people = [*names, *people]
        due = date or due
        rest = rest[: match.start()]
    if not dated:
        rest, within = _names_inside(rest, paper_words, known)
        people = [*within, *people]
    if due and not people and (bare := _NAMES_AT_END.search(rest)):
        people = list(split_people(bare["names"]))
        rest = rest[: bare.start()]
    if dated and due is None and (by := _BY_DATE.search(rest)):
        due = due_from(by["date"])
    return Tail(title=fold(rest), responsible=tuple(people), due=due)


def _names_inside(title: str, paper_words: frozenset[str], known: frozenset[str]) -> tuple[str, list[str]]:
    """A title without the brackets in its midst that hold nothing but people, and these."""
    people: list[str] = []

    def take(match: re.Match[str]) -> str:
        found = _bracket(match["inside"], paper_words, known, dated=False)
        if found is None:
            return match[0]
        people.extend(found[0])
        return " "

    return fold(re.sub(r"\s*\((?P<inside>[^()]*)\)", take, title)), people


def _bracket(
    inside: str, paper_words: frozenset[str], known: frozenset[str], *, dated: bool
) -> tuple[tuple[str, ...], Due | None] | None:
    """The people and the date that a bracket holds; None when it holds something else."""
    date = _DATE.search(inside) if dated else None
    words = inside
    if date:
        words = _TIME_WORDS.sub("", inside[: date.start()]) + " " + inside[date.end() :]
        words = words.strip(" ,;-–")
    people = split_people(words)
    if not people:
        return ((), due_from(date["date"])) if date else None
    if not all(_is_person(person, paper_words, known, certain=bool(date)) for person in people):
        return None
    if not dated and not any(person in known for person in people):
        return None  # "(Net Additional)" looks like a name, too
    return people, due_from(date["date"]) if date else None


def _is_person(text: str, paper_words: frozenset[str], known: frozenset[str], *, certain: bool) -> bool:
    if text in known or is_name(text, paper_words):
        return True
    # a post, or beside a date capitalised words: whoever must do it by then
    capitalised = re.fullmatch(rf"{_NAME_WORD}(?:[\s,]+(?:and|of|for|{_NAME_WORD})){{0,7}}", text)
    return bool(capitalised) and (certain or bool(_POST.search(text)))
