"""The council's own font and colour: what may be set, and the style sheet that sets it at run time (handbook 9.3, 9.4)."""

from __future__ import annotations

import re
from decimal import Decimal

from goldenthread.web.environment import BadSetting

PALEST_GROUND = "#ffffff"
SURFACE = "#f5f6f7"
"""The background of the navigation and the footer, in govuk.scss: the darkest that words in the council's colour stand on."""

ENOUGH = Decimal("4.5")
"""The least contrast of a text with its background (WCAG 2.2, 1.4.3)."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,60}")
_STYLE = """:root {{
  --council-font: "{font}";
  --govuk-brand-colour: {colour};
  --govuk-link-colour: {colour};
  --govuk-link-hover-colour: {darker};
}}
"""


def brand_css(font: str, colour: str) -> str:
    """Custom properties over those of govuk.css; BadSetting, with a sentence, for a font or colour that cannot be used."""
    for problem in (font_problem(font), colour_problem(colour)):
        if problem:
            raise BadSetting(problem)
    return _STYLE.format(font=font, colour=colour.lower(), darker=_darker(colour))


def font_problem(font: str) -> str:
    """What is wrong with the font's name; empty where nothing is."""
    if _FONT.fullmatch(font):
        return ""
    return (
        f"GOLDENTHREAD_FONT is “{font}”. Give the name of one font that the council's computers have, in letters, digits, "
        "spaces and hyphens: Arial, for example."
    )


def colour_problem(colour: str) -> str:
    """What is wrong with the brand colour: no colour, or too pale for words in it and on it."""
    if not _COLOUR.fullmatch(colour):
        return f"GOLDENTHREAD_COLOUR is “{colour}”. Give a colour as a hash and six digits: #00566b, for example."
    reached = min(contrast(colour, PALEST_GROUND), contrast(colour, SURFACE))
    if reached >= ENOUGH:
        return ""
    return (
        f"GOLDENTHREAD_COLOUR is “{colour}”: its contrast with the pages' background is {reached:.2f} to 1, and people could "
        f"not read links in it, or white words on it. Give a darker colour, with at least {ENOUGH} to 1."
    )


def contrast(one: str, other: str) -> Decimal:
    """The contrast of two colours as WCAG defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + Decimal("0.05")) / (darker + Decimal("0.05"))


def _luminance(colour: str) -> Decimal:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(part: int) -> Decimal:
    share = Decimal(part) / 255
    if share <= Decimal("0.04045"):
        return share / Decimal("12.92")
    return ((share + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _darker(colour: str) -> str:
    """The colour of a link under the pointer."""
    return "#" + "".join(f"{part * 6 // 10:02x}" for part in _parts(colour))
