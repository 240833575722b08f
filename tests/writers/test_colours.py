"""Every pair of colours that a report uses can be told apart (R9.3)."""

from __future__ import annotations

import pytest

from goldenthread.model.plan import Arrow, Light
from goldenthread.writers.colours import ACCENT, ARROW_TONES, BAND, INK, LIGHT_TONES, PAPER, QUIET_INK, Tone

TONES = [*LIGHT_TONES.values(), *ARROW_TONES.values()]
TEXT_PAIRS = [
    (INK, PAPER),
    (INK, BAND),
    (QUIET_INK, PAPER),
    (QUIET_INK, BAND),
    (ACCENT, PAPER),
    (ACCENT, BAND),
    (PAPER, ACCENT),
    *((INK, tone.ground) for tone in TONES),
]


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of "#rrggbb"."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ruler_gives_the_handbooks_own_ratios() -> None:
    """Handbook 9.3: white on green 6.21, on red 4.86; ink on amber 11.85."""
    assert round(contrast("#ffffff", "#00703c"), 2) == 6.21
    assert round(contrast("#ffffff", "#d4351c"), 2) == 4.86
    assert round(contrast("#0b0c0c", "#ffbf00"), 2) == 11.85


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_what_is_behind_it(text: str, ground: str) -> None:
    """R9.3: text 4.5 to 1."""
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("tone", TONES)
def test_shapes_stand_out_from_what_is_behind_them(tone: Tone) -> None:
    """R9.3: shapes 3 to 1; ours meet the 4.5 of text, since they are printed at its size."""
    assert contrast(tone.mark, tone.ground) >= 4.5
    assert contrast(tone.mark, PAPER) >= 4.5


def test_every_light_and_arrow_has_its_colours() -> None:
    assert set(LIGHT_TONES) == set(Light)
    assert set(ARROW_TONES) == set(Arrow)
