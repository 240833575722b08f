"""Who is named in a paper: persons, initials and posts told apart, and names that are one person's in two spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from goldenthread.model.report import Declaration, Objective
from goldenthread.rules.checks.finding import Place
from goldenthread.rules.checks.numbering import edits
from goldenthread.rules.checks.paper import Held, Paper

_OF_A_POST = re.compile(
    r"\b(?:director|manager|head|officer|lead|leader|chief|principal|services?|team|teams|divisional|operational|strategic"
    r"|executive|co-?ordinator|advis[eo]r|commission\w*|business|partners?|assistant|deputy|senior|corporate|hous\w+|education"
    r"|child\w*|adults?|social|care|health|public|plann\w+|highways?|finan\w+|legal|environment\w*|policy|performance|group|board"
    r"|unit|department|directorate|council|councillors?|cllr|support|help|early|years|communit\w+|safe\w+|inclusion|provision"
    r"|schools?|development|property|assets?|transport|waste|leisure|librar\w+|culture|museums?|customers?|digital|human|resources"
    r"|revenues?|benefits?|democratic|regulatory|trading|standards|licensing|regeneration|economy|economic|growth|skills"
    r"|employment|neighbourhoods?|street|scene|parks?|fleet|engineer\w*|surveyor|accountant|audit\w*|solicitor|secretary"
    r"|monitoring|section|virtual|specialist|workers?|quality|assurance|improvement|portfolio|holder|mayor|data|all|and|of|for|the"
    r"|tbc|tba|vacan\w+|interim|acting|not|none|various|to|be)\b|[/&]",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[A-ZÀ-Þ](?:[\w'’]+|['’.])?(?:-[A-ZÀ-Þ][\w'’]+)*)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,2}}")
_INITIALS = re.compile(r"(?:[A-Z][a-z]?){2,4}")
_TEAMS = frozenset(
    (
        *("HR", "ICT", "IT", "ASC", "CSC", "NHS", "PH", "CCG", "ICB", "ICS", "SEND", "YOS", "LA", "DWP", "CYP"),
        *("TBC", "TBA", "NA", "SLT", "CMT", "EMT", "PPB"),
    )
)
"""Capitals that councils use for teams and bodies, not for persons."""


class Named(NamedTuple):
    """Somebody named at a place of the paper, in a passage ("Ann Green, Sam Brown")."""

    name: str
    place: Place
    passage: str
    held: Held | None = None


@lru_cache(maxsize=4096)
def is_person(text: str) -> bool:
    """Whether a text is a person's name, and neither a post nor a team: "Ann Green", not "Head of Housing"."""
    return bool(_NAME.fullmatch(text)) and not _OF_A_POST.search(text) and not text.isupper()


@lru_cache(maxsize=4096)
def is_initials(text: str) -> bool:
    """Whether a text is a person's initials: "AMc", "TC"; not the usual initials of a team."""
    return bool(_INITIALS.fullmatch(text)) and sum(map(str.isupper, text)) > 1 and text not in _TEAMS


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name for comparing: without accents, capitals, stops and double blanks."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s'-]", " ", plain.replace("’", "'")).casefold().split())


def authors(paper: Paper) -> Iterator[Named]:
    """Who signed the commentaries."""
    for held in paper.lines:
        by = held.line.commentary.by if held.line.commentary else ()
        for name in by:
            yield Named(name, held.at("commentary"), ", ".join(by), held)


def responsible(paper: Paper) -> Iterator[Named]:
    """Who answers for objectives and lines."""
    for index, section in enumerate(paper.report.sections):
        if isinstance(section, Objective):
            for name in section.responsible:
                yield Named(name, paper.place_of(index, "responsible"), ", ".join(section.responsible))
    for held in paper.lines:
        for name in held.line.responsible:
            yield Named(name, held.at("responsible"), ", ".join(held.line.responsible), held)


def named(paper: Paper) -> Iterator[Named]:
    """Everybody whom the paper names as author or as responsible, in its key, for an action or under a declaration."""
    yield from responsible(paper)
    yield from authors(paper)
    for held in paper.lines:
        if held.line.action and held.line.action.who:
            yield Named(held.line.action.who, held.at("action"), held.line.action.who, held)
    for index, section in enumerate(paper.report.sections):
        if isinstance(section, Declaration) and section.by:
            yield Named(section.by, paper.place_of(index), section.by)
    for officer in paper.report.officers:
        if officer.name:
            yield Named(officer.name, Place(section="key of officers", order=10**6), officer.name)


def may_be_one(name: str, other: str) -> bool:
    """Whether two names may be one person's in two spellings: the same but for accents, or a letter of one of the names.

    Forenames a letter apart are often two people ("Jane", "Jan"; "Paul", "Paula"): their ends must be alike.
    """
    if name == other:
        return False
    one, two = folded(name).split(), folded(other).split()
    if one == two:
        return True
    differ = [i for i, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]]
    if len(one) != len(two) or len(differ) != 1:
        return False
    first, second = one[differ[0]], two[differ[0]]
    if edits(first, second) != 1 or max(len(first), len(second)) < 5:
        return False
    return differ[0] > 0 or (len(min(first, second, key=len)) > 4 and first[0] == second[0] and first[-1] == second[-1])
