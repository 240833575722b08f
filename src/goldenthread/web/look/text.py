"""Which characters a text may hold: those that a page, a file of Office and PostgreSQL can all hold.

The rest (NUL and other controls, halves of surrogate pairs, what Unicode calls no character) is shown as the replacement
character, so that a person sees that something stood there. Knows nothing of Django: papers are read apart from it.
"""

from __future__ import annotations

import re
from typing import Final

_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a replacement character for each that cannot be kept."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)


def is_printable(text: str) -> bool:
    """Whether all of the text can be kept."""
    return _NO_TEXT.search(text) is None
