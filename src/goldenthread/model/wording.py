"""What the wording of a measure's title suggests about its definition: hints to propose from, never the stored truth.

Handbook 4.1 and 6.2: "Monitor the rate of referrals" has a target of 500, and lower is better; nothing follows for
certain from the first word alone. Every proposal says why it was made.
"""

from __future__ import annotations

import re

from goldenthread.model.figures import Unit
from goldenthread.model.plan import (
    Calendar,
    CalendarPart,
    Definition,
    Known,
    Polarity,
    PolarityPart,
    Ratio,
    TimeBasis,
    TimeBasisPart,
    UnitPart,
)

_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)
_RATE = re.compile(r"\brate of\b|\brates? per\b|\bper\s*[\d,]+", re.IGNORECASE)
_RATE_WORD = re.compile(r"\brate\b", re.IGNORECASE)
_CHANGE_OF_A_RATE = re.compile(r"(?:%|\bper ?cent(?:age)?)\s+(?:change|reduction|decrease|increase)\b", re.IGNORECASE)
_POUNDS = re.compile(r"£|\bbudget\b|\bspend(?:ing)?\b|\bspent\b|\bcosts?\b", re.IGNORECASE)
_COUNT = re.compile(r"\bnumbers? of\b|\bnumber\b|\bhow many\b|\bcaseloads?\b|\bincidents of\b", re.IGNORECASE)
_MULTIPLIER = re.compile(r"\bper\s*(?P<base>1,?000|10,?000|100,?000)\b(?:\s*(?P<who>[^()]+?))?(?=\s*(?:\(|$))")

_PART = re.compile(
    r"(?:(?P<numerator>num(?:erator)?)|(?P<denominator>den(?:om(?:inator)?)?))\.?(?: (?:value|figure))?", re.IGNORECASE
)

# "Therapy service – Increase the number of …": a service may be named before the verb
_SERVICE = r"(?:[^–-]{1,60}\s[–-]\s+)?"
_HIGHER = re.compile(rf"{_SERVICE}(?P<verb>increas\w*|improv\w*|rais\w*|maximis\w*|ensure)\b", re.IGNORECASE)
_LOWER = re.compile(rf"{_SERVICE}(?P<verb>reduc\w*|decreas\w*|minimis\w*|lower)\b", re.IGNORECASE)

# in the order in which they are tried: the more particular first
_BASES = (
    (TimeBasis.ANNUALISED_FORECAST, re.compile(r"forecast\w*\s+annualised|annualised", re.IGNORECASE)),
    (
        TimeBasis.YEAR_END_FORECAST,
        re.compile(
            r"\bforecast\b[^()]*\bend of[^()]*year|\bforecast (?:year[- ]end|outturn)|^forecast\b", re.IGNORECASE
        ),
    ),
    (
        TimeBasis.ROLLING_TWELVE_MONTHS,
        re.compile(
            r"\b(?:last|previous|rolling|in the last)\s+(?:12|twelve)\s+months|\brolling (?:12|twelve|year)\b", re.I
        ),
    ),
    (TimeBasis.ACADEMIC_YEAR_CUMULATIVE, re.compile(r"\bacademic[- ]year\b[^()]*\bcumulative\b", re.IGNORECASE)),
    (
        TimeBasis.FINANCIAL_YEAR_CUMULATIVE,
        re.compile(
            r"\bfinancial[- ]year\b[^()]*\bcumulative\b|\bcumulative\b[^()]*\b(?:april|financial)\b", re.IGNORECASE
        ),
    ),
    (TimeBasis.SNAPSHOT, re.compile(r"\bsnapshot\b", re.IGNORECASE)),
)


def unit_of(title: str) -> Unit | None:
    """The unit that a title's words name, when they name exactly one; a count when they name none at all.

    A bare "rate" names no base, so the unit stays unknown.
    """
    named = [
        unit
        for unit, words in ((Unit.PERCENT, _PERCENT), (Unit.RATE, _RATE), (Unit.POUNDS, _POUNDS), (Unit.COUNT, _COUNT))
        if words.search(title)
    ]
    if _CHANGE_OF_A_RATE.search(title) and _RATE_WORD.search(title):
        return None  # "conception rate, % change since 2009": the sign may be of either
    if len(named) == 1:
        return named[0]
    if named[:2] == [Unit.PERCENT, Unit.COUNT] or named == [Unit.RATE, Unit.COUNT]:
        return named[0]  # "the percentage of the number of …"
    if not named and not _RATE_WORD.search(title):
        return Unit.COUNT
    return None


def part_named(heading: str) -> str:
    """Which part of a rate a column holds by its heading: "numerator", "denominator", or "" for any other."""
    match = _PART.fullmatch(" ".join(heading.split()))
    return (match.lastgroup or "") if match else ""


def names_a_count(title: str) -> bool:
    """Whether the title says outright that it counts something."""
    return bool(_COUNT.search(title))


def _named_unit(title: str) -> UnitPart | None:
    unit = unit_of(title)
    if unit is None:
        return None
    return UnitPart(value=unit, known=Known.PROPOSED, why="the words of the title say so")


def _polarity(title: str) -> PolarityPart | None:
    folded = title.strip()
    for polarity, hint in ((Polarity.HIGHER, _HIGHER), (Polarity.LOWER, _LOWER)):
        match = hint.match(folded)
        if match:
            how = "begins with" if match.start("verb") == 0 else "says"
            return PolarityPart(value=polarity, known=Known.PROPOSED, why=f"the title {how} “{match['verb']}”")
    return None


def _time_basis(title: str) -> TimeBasisPart | None:
    # the printed basis stands in brackets, most often the last; "in last 12 months, snapshot" is the rolling window
    brackets = re.findall(r"\(([^()]*)\)", title) or [title]
    for text in reversed(brackets):
        for basis, words in _BASES:
            match = words.search(text)
            if match:
                return TimeBasisPart(value=basis, known=Known.PROPOSED, why=f"the title says “{match[0].strip()}”")
    return None


def _calendar(basis: TimeBasisPart | None) -> CalendarPart | None:
    calendars = {
        TimeBasis.ACADEMIC_YEAR_CUMULATIVE: Calendar.ACADEMIC,
        TimeBasis.FINANCIAL_YEAR_CUMULATIVE: Calendar.FINANCIAL,
    }
    if basis is None or basis.value not in calendars:
        return None
    return CalendarPart(value=calendars[basis.value], known=Known.PROPOSED, why=basis.why)


def propose_definition(title: str) -> Definition:
    """What a reader may propose for a measure from its title alone, each part with why; unknown parts stay None.

    "Maintain", "Monitor", "Record" and "Report on" propose no polarity: the council must say (handbook 4.1).
    """
    basis = _time_basis(title)
    rate = _MULTIPLIER.search(title)
    ratio = (
        Ratio(denominator=(rate["who"] or "").strip(), multiplier=int(rate["base"].replace(",", ""))) if rate else None
    )
    return Definition(
        unit=_named_unit(title),
        polarity=_polarity(title),
        time_basis=basis,
        calendar=_calendar(basis),
        ratio=ratio,
    )
