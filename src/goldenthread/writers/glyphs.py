"""What the PDF's fonts can show, and what is printed in place of a character that they cannot.

A PDF for the archive may hold no character without a shape, so one private-use bullet would otherwise stop a whole paper.
fonts/coverage.txt lists the characters that all four faces have.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
_BULLET_OF_SYMBOL_FONTS: Final = "\uf0b7"


@cache
def _covered() -> frozenset[str]:
    ranges = (line.split("-") for line in (FONTS / "coverage.txt").read_text(encoding="ascii").split())
    return frozenset(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))


def printable(text: str) -> str:
    """The text in characters that the fonts have: "✔" becomes "[heavy check mark]". Blanks of any kind stay blanks."""
    composed = unicodedata.normalize("NFC", text)
    return composed if _covered().issuperset(composed) else "".join(map(stand_in, composed))


@cache
def stand_in(character: str) -> str:
    """What is printed for one character: itself where the fonts have it, "" for one that has no shape to show."""
    if character in _covered():
        return character
    if character.isspace():
        return " "
    if character == _BULLET_OF_SYMBOL_FONTS:
        return "•"
    if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Cs") or "\ufe00" <= character <= "\ufe0f":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if _covered().issuperset(plain):
        return plain
    name = unicodedata.name(character, "").lower() or f"symbol U+{ord(character):04X}"
    return f"[{name}]"


def without_a_shape(text: str) -> tuple[str, ...]:
    """The characters of the text that are printed as something else, each once, in the order of the text."""
    composed = unicodedata.normalize("NFC", text)
    lacking = (character for character in composed if character not in _covered() and not character.isspace())
    return tuple(dict.fromkeys(lacking))
