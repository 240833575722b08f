"""How a light and an arrow are printed: always shape and word together, so that neither colour nor sight is needed (R9.2).

Writers print these forms and readers know them again.
"""

from __future__ import annotations

import re
from functools import lru_cache

from goldenthread.model.plan import Arrow, Light

LIGHT_SHAPES = {Light.GREEN: "●", Light.AMBER: "▲", Light.RED: "■"}
ARROW_SHAPES = {Arrow.BETTER: "↑", Arrow.SAME: "→", Arrow.WORSE: "↓"}
NO_COMPARISON = "N/A"
"""What the key calls "cannot be compared"."""

# The words councils use for a status (issue 2). Words that are both a light and ordinary prose are not here.
_LIGHT_WORDS: dict[str, Light] = {
    "green": Light.GREEN,
    "g": Light.GREEN,
    "on target": Light.GREEN,
    "above target": Light.GREEN,
    "on track": Light.GREEN,
    "on course": Light.GREEN,
    "met": Light.GREEN,
    "target met": Light.GREEN,
    "achieved": Light.GREEN,
    "complete": Light.GREEN,
    "completed": Light.GREEN,
    "ok": Light.GREEN,
    "amber": Light.AMBER,
    "a": Light.AMBER,
    "yellow": Light.AMBER,
    "close to target": Light.AMBER,
    "at risk": Light.AMBER,
    "warning": Light.AMBER,
    "red": Light.RED,
    "r": Light.RED,
    "off target": Light.RED,
    "below target": Light.RED,
    "off track": Light.RED,
    "not met": Light.RED,
    "target not met": Light.RED,
    "not achieved": Light.RED,
    "alert": Light.RED,
}
_ARROW_WORDS: dict[str, Arrow] = {
    "better": Arrow.BETTER,
    "improved": Arrow.BETTER,
    "improving": Arrow.BETTER,
    "same": Arrow.SAME,
    "no change": Arrow.SAME,
    "unchanged": Arrow.SAME,
    "static": Arrow.SAME,
    "stable": Arrow.SAME,
    "worse": Arrow.WORSE,
    "declined": Arrow.WORSE,
    "worsening": Arrow.WORSE,
    "deteriorated": Arrow.WORSE,
}


def light_text(light: Light, original: str = "") -> str:
    """ "● Green", or "● Green (On target)" where the paper has words of its own."""
    text = f"{LIGHT_SHAPES[light]} {light.value.capitalize()}"
    return f"{text} ({original})" if original else text


def arrow_text(arrow: Arrow, original: str = "") -> str:
    """ "↑ Better", or "↑ Better (Improving)" where the paper has words of its own."""
    text = f"{ARROW_SHAPES[arrow]} {arrow.value.capitalize()}"
    return f"{text} ({original})" if original else text


def _ours(shape: str, word: str, text: str) -> str | None:
    """What stands in brackets after our own printed form, "" for nothing, or None when `text` is not that form."""
    match = re.fullmatch(rf"{re.escape(shape)}\s*{word}(?:\s*\((?P<own>.*)\))?", text, re.IGNORECASE | re.DOTALL)
    return None if match is None else (match["own"] or "")


@lru_cache(maxsize=8192)  # the same few words stand in every row of a paper
def read_light(text: str) -> tuple[Light, str] | None:
    """The light that a progress cell's words state, and the words that are the paper's own; None for no known status.

    Our own printed form ("● Green") has no words of the paper's own.
    """
    folded = " ".join(text.split())
    for light, shape in LIGHT_SHAPES.items():
        own = _ours(shape, light.value, folded)
        if own is not None:
            return light, own
    known = _LIGHT_WORDS.get(folded.rstrip(".").lower())
    return None if known is None else (known, folded)


@lru_cache(maxsize=8192)
def read_arrow(text: str) -> tuple[Arrow, str] | None:
    """The direction that a cell's words state, and the words that are the paper's own; None for no known direction.

    A bare arrow pointing up is no direction: whether up is better depends on the measure (R4.7).
    """
    folded = " ".join(text.split())
    for arrow, shape in ARROW_SHAPES.items():
        own = _ours(shape, arrow.value, folded)
        if own is not None:
            return arrow, own
    found = _ARROW_WORDS.get(folded.rstrip(".").lower())
    return None if found is None else (found, folded)
