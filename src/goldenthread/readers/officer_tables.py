"""A table that is the paper's key of officers, whatever its heading row, or without one: initials, a name or a post, both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.model.report import Officer
from goldenthread.readers.paper import Grid
from goldenthread.readers.people import names_a_post

_ANNOUNCES = re.compile(
    r"\binitials?\b|\bkey\b.*\bofficers?\b|\bofficers?\b.*\bkey\b|\b(?:responsible|lead|accountable|reporting) officers?\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]\.?(?:\s?[A-Z][a-z]?\.?){1,3}")
_HEADINGS = re.compile(
    r"(?:(?:officer['’]?s? )?initials?|key|code|name|(?:responsible |lead )?officers?(?: name)?|(?:job )?title"
    r"|post(?: title)?|role|position|designation|name and post|officer and post)?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:of|and|for|the|&|de|van|[A-ZÀ-Þ(][\w.'’()-]*))*")
_NAME_AND_POST = re.compile(r"\s*(?:,|;|\s[-–—]|:)\s+")
_MOST_COLUMNS = 3


def officers_in(grid: Grid, near: str) -> tuple[Officer, ...]:
    """The officers of a table that the words before it, or its own headings, say to be a key of officers; () for any other.

    Every row must have initials in the same column and a name or post beside them.
    """
    rows = [row.texts for row in grid.rows]
    is_headed = all(_HEADINGS.fullmatch(text.strip(" :.")) for text in rows[0])
    if not (_ANNOUNCES.search(near) or (is_headed and any(_ANNOUNCES.search(text) for text in rows[0]))):
        return ()
    rows = rows[is_headed:]
    width = len(rows[0]) if rows else 0
    if not 2 <= width <= _MOST_COLUMNS or any(len(row) != width for row in rows):
        return ()
    at = next((i for i in range(width) if all(_INITIALS.fullmatch(row[i]) for row in rows)), None)
    if at is None:
        return ()
    found = [_officer(row[at], [text for i, text in enumerate(row) if i != at]) for row in rows]
    officers = tuple(officer for officer in found if officer is not None)
    return officers if len(officers) == len(rows) else ()


def without_officers(grid: Grid) -> tuple[Grid, tuple[Officer, ...]]:
    """A table without the key of officers that a page ran into its end, and these: words across the table announce them."""
    for i, row in enumerate(grid.rows[1:-1], 1):
        if len(row.cells) == 1 and _ANNOUNCES.search(row.texts[0]):
            officers = officers_in(replace(grid, rows=grid.rows[i + 1 :]), row.texts[0])
            if officers:
                return replace(grid, rows=grid.rows[:i]), officers
    return grid, ()


def _officer(initials: str, others: Sequence[str]) -> Officer | None:
    """The officer of a row: a name with its post behind a comma, a name and a post apart, or either alone."""
    texts = [text for text in others if text]
    if len(texts) == 1 and not (names_a_post(texts[0]) and not _NAME_AND_POST.search(texts[0])):
        texts = _NAME_AND_POST.split(texts[0], maxsplit=1)
    if not texts or not _PERSON.fullmatch(texts[0]):
        return None
    if len(texts) == 1:
        return (
            Officer(initials=initials, post=texts[0])
            if names_a_post(texts[0])
            else Officer(initials=initials, name=texts[0])
        )
    return Officer(initials=initials, name=texts[0], post=texts[1])
