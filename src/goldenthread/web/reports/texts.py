"""The words of a paper that nobody types: its title, its introduction, and the short forms of posts in its key.

The period is said in the same words everywhere (R7.10).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from goldenthread.model.periods import Period
from goldenthread.model.text import Paragraph, paragraph

NOTHING_REPORTED: Final = "Nothing is reported for this quarter."
NOT_DECLARED: Final = "The director has not declared the quality of these data yet."
OVERVIEW: Final = (
    "Each objective follows with its measures and its milestones. Every commentary names the post that answers for it, so that "
    "members know whom to ask."
)
_SMALL: Final = frozenset({"and", "of", "the", "for", "to", "in", "a", "with"})


def title_of_priority(priority: str, period: Period) -> str:
    return f"Priority-based report: {priority}, {period.label}"


def title_of_directorate(directorate: str, period: Period) -> str:
    return f"Departmental quarterly monitoring report: {directorate}, {period.label}"


def introduction(subject: str, council: str, period: Period) -> tuple[Paragraph, ...]:
    """What the paper is about and which days it covers, and where its symbols are explained."""
    return (
        paragraph(
            f"This report tells members how {council} did {subject} in {period.label} ({period.in_words}): what happened, what "
            f"is coming, and how each objective, milestone and measure stands at the end of the quarter."
        ),
        paragraph(
            "A light says whether a milestone or a target for the year is on course, and an arrow how a figure compares with the "
            "same period last year. The key at the end says what each symbol and mark means."
        ),
    )


def initials_of(posts: Sequence[str]) -> dict[str, str]:
    """Short forms of posts for the key, each its own: "DMEH" for Divisional Manager, Early Help."""
    taken: dict[str, str] = {}
    for post in posts:
        words = [word for word in re.findall(r"\w+", post) if word.lower() not in _SMALL]
        letters = "".join(word[0].upper() for word in words) or "P"
        short, number = letters, 2
        while short in taken.values():
            short, number = f"{letters}{number}", number + 1
        taken[post] = short
    return taken
