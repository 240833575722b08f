"""The colours of a printed report: one set for PDF, HTML and Word, so that a light looks the same in each.

Colour only ever repeats what a shape and a word already say (R9.2). tests/writers/test_colours.py holds every pair that
is used to the contrast that WCAG 2.2 asks for: 4.5 to 1 for text, 3 to 1 for a shape or a line that carries meaning (R9.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from goldenthread.model.plan import Arrow, Light

INK: Final = "#14202b"
"""Running text."""
QUIET_INK: Final = "#4a5866"
"""Bylines, captions and notes."""
ACCENT: Final = "#17456b"
"""Headings, links and the rule under the title."""
PAPER: Final = "#ffffff"
"""The page."""
BAND: Final = "#eaf0f5"
"""Behind a table's header row."""
RULE: Final = "#b9c5d0"
"""Hairlines between rows: decoration, since rows are also set apart by space."""


@dataclass(frozen=True, slots=True)
class Tone:
    """How a light or an arrow is coloured: its shape, and what lies behind shape and word. The word is always INK."""

    mark: str
    ground: str


LIGHT_TONES: Final[dict[Light, Tone]] = {
    Light.GREEN: Tone(mark="#00703c", ground="#e2f1e8"),
    Light.AMBER: Tone(mark="#a85800", ground="#fdeecf"),
    Light.RED: Tone(mark="#b8230e", ground="#fbe3df"),
}
ARROW_TONES: Final[dict[Arrow, Tone]] = {
    Arrow.BETTER: Tone(mark="#00703c", ground=PAPER),
    Arrow.SAME: Tone(mark="#17456b", ground=PAPER),
    Arrow.WORSE: Tone(mark="#b8230e", ground=PAPER),
}


def tone_of(light: Light | None, arrow: Arrow | None) -> Tone | None:
    """The tone of a cell that holds a light or an arrow; None where it holds neither."""
    if light:
        return LIGHT_TONES[light]
    return ARROW_TONES[arrow] if arrow else None
