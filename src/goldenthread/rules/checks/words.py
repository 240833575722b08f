"""The wording that the sentences of several checks share."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 8


def listed(names: Sequence[str], most: int = _MOST) -> str:
    """Names as a list in a sentence: "A, B and C"; of many, the first and how many more."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} others"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
