"""What stands above a budget statement and speaks of it: its title, its date, what brackets mean (R8.1, R8.3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from goldenthread.model.budget import BudgetRole, Convention, Statement
from goldenthread.model.cells import fold
from goldenthread.model.periods import MONTHS, month_end

_MONTH = rf"(?:{'|'.join(MONTHS)}|{'|'.join(month[:3] for month in MONTHS)}|Sept)"
_DATE = re.compile(
    r"\b(?:as\s+(?:at|of)|(?:position|spend(?:ing)?|actuals?|expenditure|budget|outturn|forecast)\s+(?:at|to)"
    r"|(?:period|quarter|months?|year)\s+(?:ending|ended|to)|up\s+to|to(?=\s+(?:the\s+)?end\s+of))\s+(?:the\s+)?"
    rf"(?:(?P<end>end\s+of\s+)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)(?P<month>{_MONTH})\.?,?\s+(?P<year>20\d\d)\b"
    r"|\b(?:as\s+(?:at|of)|(?:position|spend(?:ing)?|actuals?|expenditure|budget)\s+(?:at|to)|(?:period|quarter|year)\s+(?:ending|ended|to))\s+"
    r"(?P<d>\d{1,2})(?P<mark>[/.])(?P<m>\d{1,2})(?P=mark)(?P<y>(?:20)?\d\d)(?![\d/.]\d)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:budgets?|revenue|capital|expenditure|spend(?:ing)?|financial|finances?|outturn)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)])[.:;](?=\s|$)")
_TABLE_NUMBER = re.compile(r"^(?:table|figure|annex|appendix)\s+[A-Z0-9.]{1,4}\s*[:.–—-]?\s+", re.IGNORECASE)
_MOST_WORDS = 14
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|shows?|will|can|sets?|gives?|below|above)\b", re.IGNORECASE)
_OVER, _UNDER = (
    r"over(?:[- ]?sp(?:end(?:ing)?|ent))?|adverse|unfavourable",
    r"under(?:[- ]?sp(?:end(?:ing)?|ent))?|favourable",
)
_IN_HEADING = re.compile(rf"\(\s*(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))\s*\)", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\bbrackets?\b(?!\s+(?:for|where))[^.()]{0,40}?\b(?:is|are|means?|denotes?|indicates?|shows?|represents?|signif(?:y|ies))\s+"
    rf"(?:that\s+)?(?:an?\s+)?(?:(?:budget|projected|forecast)\s+)?(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))",
    re.IGNORECASE,
)


def title_above(text: str) -> str:
    """The name of a statement that a paragraph above it gives: its first words, where they name a budget and no more."""
    first = _SENTENCE_END.split(_TABLE_NUMBER.sub("", fold(text)), maxsplit=1)[0].strip()
    is_name = len(first.split()) <= _MOST_WORDS and _MONEY.search(first) and not _VERB.search(first)
    return first if is_name else ""


def speaks_of_money(text: str) -> bool:
    """Whether a text above a statement is about budgets and spending at all."""
    return bool(_MONEY.search(text))


def stands_at(texts: Sequence[str]) -> dt.date | None:
    """The one date as at which texts say that a statement stands; None where they name none, or several."""
    days = {day for text in texts for match in _DATE.finditer(text) if (day := _day(match))}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        if match["d"]:
            year = int(match["y"])
            return dt.date(year if year > 99 else 2000 + year, int(match["m"]), int(match["d"]))
        month = [name[:3].lower() for name in MONTHS].index(match["month"][:3].lower()) + 1
        year = int(match["year"])
        return month_end(year, month) if match["end"] else dt.date(year, month, int(match["day"]))
    except ValueError:
        return None


def convention_in(statement: Statement, texts: Sequence[str]) -> Convention | None:
    """What the words beside a statement say that brackets mean: a sentence above it, else the headings of its variances (R8.3).

    None where they do not say, or say both.
    """
    headings = [
        column.heading
        for column in statement.columns
        if column.role in (BudgetRole.VARIANCE, BudgetRole.FORECAST_VARIANCE)
    ]
    for words, where in ((_IN_WORDS, texts), (_IN_HEADING, headings)):
        found = {bool(match["over"]) for text in where for match in words.finditer(text)}
        if len(found) == 1:
            return Convention.OVERSPEND_IN_BRACKETS if found.pop() else Convention.UNDERSPEND_IN_BRACKETS
    return None
