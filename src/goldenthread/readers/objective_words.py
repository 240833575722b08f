"""What councils call the things that their measures stand under, where they do not call them objectives."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"^(?:(?:strategic|corporate|council|key|our)\s+)?"
    r"(?P<word>outcome|aim|goal|ambition|commitment|pledge|theme|priority|objective)\s+"
    r"(?P<ref>\d+(?:\.\d+)*[a-z]?|[A-Z]{1,3}\d*)\s*(?::|[.–-](?=\s))\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_OF_TABLES = re.compile(
    r"\b(?:indicators?|measures?|milestones?|k?pis?|performance|progress|summary|scorecards?|dashboard|results?|actions?"
    r"|appendix|annex|table|targets?|figures|data|contents|key)\b",
    re.IGNORECASE,
)


def numbered_aim(text: str) -> tuple[str, str] | None:
    """The number and the words of "Outcome 1.2: More homes are built" and its like; None for any other heading."""
    match = _NUMBERED.match(text)
    return (match["ref"], match["title"]) if match else None


def is_priority(text: str) -> bool:
    """Whether a heading is a numbered priority ("Priority 2: A fair economy"), under which objectives may stand."""
    match = _NUMBERED.match(text)
    return match is not None and match["word"].lower() in ("priority", "theme", "ambition") and "." not in match["ref"]


def is_numbered_under(text: str, priority: str) -> bool:
    """Whether a heading's number says that it belongs to a priority: "Outcome 1.2: …" to "Priority 1: …"."""
    match, over = _NUMBERED.match(text), _NUMBERED.match(priority)
    return match is not None and over is not None and match["ref"].startswith(f"{over['ref']}.")


def names_a_group(title: str) -> bool:
    """Whether a heading over a table of lines says what these have in common, and not only what sort of table it is."""
    return bool(title) and not _OF_TABLES.search(title)
