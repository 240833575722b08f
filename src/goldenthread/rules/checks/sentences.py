"""A text taken apart into sentences, for the checks that read one at a time."""

from __future__ import annotations

import re
from functools import lru_cache

# a stop ends a sentence where a capital, a bracket or a number follows: "e.g. roads" and "approx. half" go on
_END = re.compile(r"(?<=[a-z0-9)”\"’'%][.!?])\s+(?=[A-Z“\"‘(£0-9])|\s*[\n•]+\s*")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, and the items of a list, without blanks at their ends."""
    return tuple(part.strip() for part in _END.split(text) if part.strip())
