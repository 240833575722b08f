"""Which light a colour stands for, and none when it is not plainly green, amber or red (R9.2).

Colour is the only thing that a picture in a PDF says for certain; a colour between two lights says nothing.
"""

from __future__ import annotations

import colorsys
from collections import Counter
from typing import Any

from goldenthread.model.plan import Arrow, Light
from goldenthread.readers.paper import Symbol

Colour = tuple[float, float, float]

# Hues in degrees, with a margin between two lights in which a colour is neither. Yellow counts as amber.
_HUES = ((Light.RED, 0.0, 13.0), (Light.AMBER, 18.0, 65.0), (Light.GREEN, 80.0, 170.0), (Light.RED, 345.0, 360.0))
_LEAST_SATURATION = 0.35
_LEAST_VALUE = 0.3
_MOST_OF_THE_PIXELS = 0.85
_FEWEST_COLOURED = 0.04

# The tints with which a spreadsheet's ready-made rules mark good, neutral and bad cells: too pale to go by hue.
_KNOWN_TINTS = {(198, 239, 206): Light.GREEN, (255, 235, 156): Light.AMBER, (255, 199, 206): Light.RED}

TRAVEL_OF = {Light.GREEN: Arrow.BETTER, Light.AMBER: Arrow.SAME, Light.RED: Arrow.WORSE}
"""The council's key of direction of travel: it goes by colour, never by where the arrow points (R4.7)."""


def as_rgb(colour: object) -> Colour | None:
    """A colour of the PDF (grey, RGB or CMYK parts from 0 to 1) as RGB; None for a pattern or an unknown space."""
    if isinstance(colour, int | float):
        return (float(colour),) * 3
    if not isinstance(colour, tuple | list) or not all(isinstance(part, int | float) for part in colour):
        return None
    parts = [min(max(float(part), 0.0), 1.0) for part in colour]
    if len(parts) == 1:
        return (parts[0],) * 3
    if len(parts) == 3:
        return (parts[0], parts[1], parts[2])
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None


def light_of(colour: Colour | None) -> Light | None:
    """The light that a colour plainly is."""
    if colour is None:
        return None
    tint = _KNOWN_TINTS.get((round(colour[0] * 255), round(colour[1] * 255), round(colour[2] * 255)))
    if tint is not None:
        return tint
    hue, saturation, value = colorsys.rgb_to_hsv(*colour)
    if saturation < _LEAST_SATURATION or value < _LEAST_VALUE:
        return None
    degrees = hue * 360
    return next((light for light, low, high in _HUES if low <= degrees <= high), None)


def is_white(colour: Colour | None) -> bool:
    """Whether a fill cannot be seen on paper."""
    return colour is None or min(colour) > 0.99


def light_of_picture(pixels: list[Colour]) -> Light | None:
    """The light of a picture: that of nearly all its coloured pixels. Several lamps in one picture are no light."""
    coloured = [pixel for pixel in pixels if _is_coloured(pixel)]
    if not pixels or len(coloured) < _FEWEST_COLOURED * len(pixels):
        return None
    counts = Counter(light_of(pixel) for pixel in coloured)
    light, count = counts.most_common(1)[0]
    return light if count >= _MOST_OF_THE_PIXELS * len(coloured) else None


def _is_coloured(pixel: Colour) -> bool:
    _, saturation, value = colorsys.rgb_to_hsv(*pixel)
    return saturation >= _LEAST_SATURATION and value >= _LEAST_VALUE


def pixels_of(image: Any) -> list[Colour]:
    """The pixels of a picture, made smaller first: its colour needs no detail."""
    small = image.convert("RGB")
    small.thumbnail((40, 40))
    data = small.tobytes()
    return [(data[at] / 255, data[at + 1] / 255, data[at + 2] / 255) for at in range(0, len(data), 3)]


def symbol_of(light: Light | None, kind: str) -> Symbol:
    """What a coloured picture or shape stood for. `kind` is "light", "arrow", or "picture" for one that may be either.

    Of a picture only the colour is known: the column that it stands in tells a light from an arrow.
    """
    if light is None:
        return Symbol(description=f"{'an' if kind == 'arrow' else 'a'} {kind} of no plain colour")
    return Symbol(
        description=f"{'an' if light is Light.AMBER else 'a'} {light.value} {kind}",
        light=light if kind != "arrow" else None,
        arrow=TRAVEL_OF[light] if kind != "light" else None,
    )
