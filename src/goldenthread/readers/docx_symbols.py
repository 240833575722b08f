"""What the pictures, shapes, symbol characters and shaded cells of a Word paper stand for: a light, an arrow, or neither.

An arrow goes by its colour, as the councils' key has it, and never by where it points (R4.7); a description in words goes
before a colour; what is not plain is a symbol that says nothing.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace
from typing import Final

from lxml import etree

from goldenthread.model.plan import Arrow, Light
from goldenthread.model.symbols import read_arrow, read_light
from goldenthread.readers.docx_package import Element, Package, Relationship, child, number_of, q, theme_colours, val
from goldenthread.readers.paper import Symbol
from goldenthread.readers.pdf_colours import Colour, light_of, light_of_picture, pixels_of, symbol_of

_LARGEST_LIGHT: Final = 4 * 360_000
"""A picture wider or higher than 4 cm (here in EMU) is an illustration, whatever its colour."""
_MOST_PIXELS: Final = 25_000_000
_ARROW_WORDS: Final = re.compile(r"\barrows?\b|\b(?:direction of )?travel\b|\btrend\b", re.IGNORECASE)
_COLOUR_WORDS: Final = {
    Light.GREEN: re.compile(r"\bgreen\b", re.IGNORECASE),
    Light.AMBER: re.compile(r"\bamber\b|\byellow\b|\borange\b", re.IGNORECASE),
    Light.RED: re.compile(r"\bred\b", re.IGNORECASE),
}
_VML_ARROWS: Final = {"13", "66", "67", "68", "69", "70", "93", "94"}
_NAMED_COLOURS: Final = {
    "green": "008000", "lime": "00FF00", "red": "FF0000", "maroon": "800000", "yellow": "FFFF00", "orange": "FFA500",
}  # fmt: skip
_ROUND: Final = frozenset((*range(0x6C, 0x6F), 0x74, 0x75, 0xA1, 0xA4, 0xA7, 0x4A, 0x4B, 0x4C))
_FONT_SHAPES: Final[dict[str, tuple[frozenset[int], frozenset[int]]]] = {
    # font: the codes of its arrows, and of its lamps (discs, squares, lozenges, faces)
    "wingdings": (frozenset(range(0xD5, 0xF9)), _ROUND),
    "wingdings 2": (frozenset(), frozenset(range(0x94, 0xB0))),
    "wingdings 3": (frozenset(range(0x21, 0xFF)), frozenset()),
    "webdings": (frozenset(range(0x33, 0x37)), frozenset((0x3C, 0x67, 0x6E, 0x98, 0x99))),
    "symbol": (frozenset(range(0xAB, 0xB0)), frozenset((0xB7,))),
}
_IN_WORDS: Final = {
    "symbol": {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xBB: "≈", 0x2D: "−"},
}
_ARROWS: Final = frozenset("←↑→↓↔↕↖↗↘↙⇐⇑⇒⇓⇔⬅⬆➡⬇➔➜➞⇧⇨⇩⇦")
_TRIANGLES: Final = frozenset("▲△▼▽►▶▷◄◀")
_LAMPS: Final = frozenset("●○◉⬤■□◆◇★⚫")
_EMOJI: Final = {"🟢": Light.GREEN, "🟠": Light.AMBER, "🟡": Light.AMBER, "🔴": Light.RED}


def is_symbol_font(font: str) -> bool:
    """Whether the letters of this font are pictures."""
    return font.lower() in _FONT_SHAPES


def font_words(font: str, code: int) -> str:
    """The sign that a character of a symbol font is as text ("≥"); "" where it is a picture."""
    return _IN_WORDS.get(font.lower(), {}).get(code & 0xFF, "")


def font_symbol(font: str, code: int, colour: str) -> Symbol:
    """A character of a symbol font, by its shape and its colour."""
    arrows, lamps = _FONT_SHAPES.get(font.lower(), (frozenset(), frozenset()))
    light = light_of(_rgb(colour))
    if code & 0xFF in arrows:
        return symbol_of(light, "arrow")
    if code & 0xFF in lamps:
        return symbol_of(light, "light")
    return Symbol(description=f"character {code & 0xFF:X} of {font}")


def shapes_as_symbol(text: str, colour: str) -> Symbol | None:
    """A text of nothing but arrows, triangles or discs, in a colour of light; None for any other text.

    A triangle may be an arrow's head or an amber lamp: the column that it stands in decides.
    """
    shapes = set("".join(text.split()).replace("\ufe0e", "").replace("\ufe0f", ""))
    if not shapes:
        return None
    if shapes <= set(_EMOJI):
        lights = {_EMOJI[shape] for shape in shapes}
        return symbol_of(lights.pop() if len(lights) == 1 else None, "light")
    light = light_of(_rgb(colour))
    if light is None:
        return None
    if shapes <= _ARROWS:
        return symbol_of(light, "arrow")
    if shapes <= _TRIANGLES:
        return symbol_of(light, "picture")
    return symbol_of(light, "light") if shapes <= _LAMPS else None


def described(drawing: Element) -> str:
    """The alternative text of a drawing, "" where it has none."""
    properties = next(drawing.iter(q("wp:docPr")), None)
    return _words(None if properties is None else (properties.get("descr"), properties.get("title")))


class Symbols:
    """Knows the pictures and the theme of one document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._theme = theme_colours(package.related("theme"))
        self._lights: dict[str, Light | None] = {}

    def shading(self, properties: Element | None) -> str:
        """The colour behind a cell, as six hexadecimal digits; "" for none."""
        shade = child(properties, "w:shd")
        return self._theme.get(val(shade, "w:themeFill")) or val(shade, "w:fill")

    def run_colour(self, properties: Element | None) -> str:
        """The colour of a run's letters."""
        colour = child(properties, "w:color")
        return self._theme.get(val(colour, "w:themeColor")) or val(colour)

    def shaded(self, fill: str) -> Symbol | None:
        """What a cell's shading says; None where it is not plainly the colour of a light."""
        light = light_of(_rgb(fill))
        return replace(symbol_of(light, "picture"), description=f"a cell shaded {light.value}") if light else None

    def of_drawing(self, drawing: Element) -> list[Symbol]:
        """The pictures and shapes of a w:drawing, text boxes left out."""
        words = described(drawing)
        is_small = _is_small(next(drawing.iter(q("wp:extent")), None))
        found: list[Symbol] = []
        for element in drawing.iter(q("pic:pic"), q("wps:wsp")):
            if element.tag == q("pic:pic"):
                blip = next(element.iter(q("a:blip")), None)
                light = self._picture_light(val(blip, "r:embed")) if is_small else None
                found.append(_symbol(words or _file_words(element), light, is_arrow=False, is_small=is_small))
            elif next(element.iter(q("w:txbxContent")), None) is None:
                kind = next((shape.get("prst", "") for shape in element.iter(q("a:prstGeom"))), "")
                light = light_of(_rgb(self._shape_fill(element))) if is_small else None
                found.append(_symbol(words, light, is_arrow="Arrow" in kind, is_small=is_small, is_shape=True))
        return found

    def of_vml(self, picture: Element) -> list[Symbol]:
        """The pictures and shapes of an old w:pict, text boxes left out."""
        found: list[Symbol] = []
        for shape in picture.iter(q("v:shape"), q("v:oval"), q("v:rect"), q("v:roundrect")):
            if next(shape.iter(q("w:txbxContent")), None) is not None:
                continue
            image = child(shape, "v:imagedata")
            words = _words((shape.get("alt"), None if image is None else image.get(q("o:title"))))
            kind = shape.get("type", "").rpartition("t")[2]
            if image is not None:
                light = self._picture_light(val(image, "r:id"))
            else:
                light = light_of(_rgb(shape.get("fillcolor", "").split(" ")[0]))
            found.append(_symbol(words, light, is_arrow=kind in _VML_ARROWS, is_small=True, is_shape=image is None))
        return found

    def _picture_light(self, relationship_id: str) -> Light | None:
        """The light that a picture's own colour is; none for a kind of picture that cannot be looked into."""
        relationship = self._package.relationships.get(relationship_id, Relationship("", "", True))
        if relationship.is_outside:
            return None
        if relationship.target not in self._lights:
            self._lights[relationship.target] = _light_of_file(self._package.data(relationship.target))
        return self._lights[relationship.target]

    def _shape_fill(self, shape: Element) -> str:
        """The fill of a shape, or that of its style; "" for none."""
        properties = child(shape, "wps:spPr")
        if child(properties, "a:noFill") is not None:
            return ""
        for holder in (child(properties, "a:solidFill"), child(shape, "wps:style", "a:fillRef")):
            for colour in () if holder is None else holder:
                name = etree.QName(colour).localname
                if name == "srgbClr":
                    return colour.get("val", "")
                if name == "schemeClr":
                    return self._theme.get(colour.get("val", ""), "")
        return ""


def _symbol(words: str, light: Light | None, *, is_arrow: bool, is_small: bool, is_shape: bool = False) -> Symbol:
    """A picture or shape by its description, else by its colour."""
    is_arrow = is_arrow or bool(_ARROW_WORDS.search(words))
    if not is_small:
        return Symbol(description=words)
    named, direction = _said_light(words), _said_arrow(words)
    if direction:
        return Symbol(description=words, arrow=direction)
    kind = "arrow" if is_arrow else "light" if is_shape or named else "picture"
    symbol = symbol_of(named or light, kind)
    return replace(symbol, description=words) if words else symbol


def _said_light(words: str) -> Light | None:
    """The light that a description names; none where it names two colours."""
    known = read_light(words)
    if known:
        return known[0]
    named = [light for light, pattern in _COLOUR_WORDS.items() if pattern.search(words)]
    return named[0] if len(named) == 1 else None


def _said_arrow(words: str) -> Arrow | None:
    """The direction of travel that a description states in words, colours apart."""
    known = read_arrow(words)
    if known:
        return known[0]
    if not _ARROW_WORDS.search(words) or _said_light(words):
        return None
    found = {arrow[0] for word in re.findall(r"[a-z]+", words.lower()) if (arrow := read_arrow(word))}
    return found.pop() if len(found) == 1 else None


def _words(texts: tuple[str | None, ...] | None) -> str:
    """The first of several descriptions that says something."""
    return next((" ".join(text.split()) for text in texts or () if text and text.strip()), "")


def _file_words(picture: Element) -> str:
    """The name of a picture's file where it names a light or an arrow ("Green arrow.png"); "" for any other name."""
    named = next(picture.iter(q("pic:cNvPr")), None)
    if named is None:
        return ""
    words = _words((named.get("descr"),))
    name = re.sub(r"[_\-.]|(?<=[a-z])(?=[A-Z0-9])", " ", re.sub(r"\.\w{3,4}$", "", named.get("name", "")))
    return words or (" ".join(name.split()) if _said_light(name) or _said_arrow(name) else "")


def _is_small(extent: Element | None) -> bool:
    if extent is None:
        return True
    return max(number_of(extent.get("cx", "")), number_of(extent.get("cy", ""))) <= _LARGEST_LIGHT


def _light_of_file(data: bytes) -> Light | None:
    """The light that an image file shows. Pictures drawn by commands (EMF, WMF) are not looked into."""
    from PIL import Image  # only papers with pictures need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF")) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return None
                ground = Image.new("RGBA", image.size, "white")
                ground.alpha_composite(image.convert("RGBA"))
                return light_of_picture(pixels_of(ground))
    except Exception:  # decoders raise what they like on a damaged picture, and it is then one that says nothing
        return None


def _rgb(colour: str) -> Colour | None:
    """A colour as the file has it ("00B050", "#00b050", "red"); None for "auto" and what is no colour."""
    digits = _NAMED_COLOURS.get(colour.lower(), colour).lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", digits):
        return None
    return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255)
