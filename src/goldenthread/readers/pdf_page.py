"""What stands on one page of a PDF: words, rules, fills, coloured shapes and pictures, each with its place.

A page is read once and let go, so that memory does not grow with the pictures and letters of a long paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from goldenthread.model.plan import Light
from goldenthread.readers.pdf_colours import Colour, as_rgb, is_white, light_of, light_of_picture, pixels_of

_RULE = 3.0
"""A rectangle no thicker than this many points is a rule."""
_LIGHT_SIDES = (3.0, 60.0)
"""A light or an arrow is between these many points high and wide."""
_PIXELS_PER_INCH = 108


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def holds(self, other: Box) -> bool:
        """Whether the centre of `other` is in here."""
        x, y = other.middle
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def overlap(self, other: Box) -> float:
        """The area that the two share."""
        across = min(self.x1, other.x1) - max(self.x0, other.x0)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(across, 0.0) * max(down, 0.0)


def is_small(box: Box) -> bool:
    """Whether it has the size of a light or an arrow."""
    least, most = _LIGHT_SIDES
    return least <= box.width <= most and least <= box.height <= most


@dataclass(frozen=True, slots=True)
class Word:
    """A word in one font, without blanks."""

    text: str
    box: Box
    size: float
    strong: bool = False
    emphasis: bool = False
    font: str = ""
    colour: Colour | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture or coloured shape. `kind` is "light", "arrow" or "picture" (it may be either, or neither)."""

    box: Box
    kind: str
    light: Light | None


@dataclass(slots=True)
class Page:
    """One page: `rules` are thin boxes, `fills` coloured backgrounds, `marks` what may be a light or an arrow."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    fills: list[tuple[Box, Colour]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


def page_of(page: Any) -> Page:
    """The content of a page of pdfplumber."""
    found = Page(number=page.page_number, width=float(page.width), height=float(page.height))
    found.words = _words(page)
    for item in (*page.rects, *page.lines, *page.curves):
        _place(item, found)
    _place_pictures(page, found)
    return found


def _box(item: dict[str, Any]) -> Box:
    return Box(float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))


def _words(page: Any) -> list[Word]:
    from pdfplumber.utils.text import extract_words

    links = [(box, str(link["uri"])) for link in page.hyperlinks if link.get("uri") for box in _link_boxes(link, page)]
    found = extract_words(
        _once(page.chars), x_tolerance_ratio=0.15, extra_attrs=["fontname", "size", "non_stroking_color"]
    )
    return [_word(item, links) for item in found if item["text"].strip()]


def _link_boxes(link: dict[str, Any], page: Any) -> list[Box]:
    """The places of a link: one for each line that it stands on, where the PDF says so."""
    points = (link.get("data") or {}).get("QuadPoints")
    if not isinstance(points, list) or len(points) % 8 or not all(isinstance(part, int | float) for part in points):
        return [_box(link)]
    bottom = float(page.mediabox[3])
    quads = [points[at : at + 8] for at in range(0, len(points), 8)]
    return [Box(min(q[::2]), bottom - max(q[1::2]), max(q[::2]), bottom - min(q[1::2])) for q in quads]


def _once(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Letters without their doubles: some programs print a letter twice, a hair apart, to make it bold."""
    kept: dict[tuple[str, int, int], tuple[float, float]] = {}
    once = []
    for char in chars:
        x, y = char["x0"], char["top"]
        near = [kept.get((char["text"], round(x) + dx, round(y) + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        if any(place is not None and abs(place[0] - x) < 0.6 and abs(place[1] - y) < 0.6 for place in near):
            continue
        kept[char["text"], round(x), round(y)] = (x, y)
        once.append(char)
    return once


def _word(item: dict[str, Any], links: list[tuple[Box, str]]) -> Word:
    font = str(item["fontname"]).split("+")[-1]
    lower = font.lower()
    box = _box(item)
    return Word(
        text=item["text"].replace("\u00a0", " ").strip(),
        box=box,
        size=round(float(item["size"]), 1),
        strong=any(weight in lower for weight in ("bold", "black", "heavy")) or lower.endswith("-bd"),
        emphasis="italic" in lower or "oblique" in lower,
        font=font,
        colour=as_rgb(item["non_stroking_color"]),
        link=next((uri for place, uri in links if place.holds(box)), ""),
    )


def _place(item: dict[str, Any], page: Page) -> None:
    box = _box(item)
    colour = as_rgb(item.get("non_stroking_color")) if item.get("fill") else None
    if min(box.width, box.height) <= _RULE:
        if max(box.width, box.height) > _RULE and (item.get("stroke") or not is_white(colour)):
            page.rules.append(box)
        return
    if item["object_type"] == "line":
        return
    if item["object_type"] == "curve" and colour is not None and _is_dot(box):
        page.words.append(Word("•", box, size=round(2 * box.height, 1), colour=colour))
        return
    kind = _kind_of_shape(item, box)
    if colour is not None and kind and light_of(colour):
        page.marks.append(Mark(box, kind, light_of(colour)))
        return
    if item["object_type"] == "rect":
        if item.get("stroke") and not _is_faint(item):
            page.rules.extend(_sides(box))
        if colour is not None and not is_white(colour):
            page.fills.append((box, colour))


def _is_dot(box: Box) -> bool:
    """Whether a round shape is a bullet that was drawn and not written."""
    return 1.5 < box.width < 5 and abs(box.width - box.height) < 0.5


def _is_faint(item: dict[str, Any]) -> bool:
    return is_white(as_rgb(item.get("stroking_color"))) and not item.get("fill")


def _sides(box: Box) -> Iterable[Box]:
    yield Box(box.x0, box.top, box.x1, box.top)
    yield Box(box.x0, box.bottom, box.x1, box.bottom)
    yield Box(box.x0, box.top, box.x0, box.bottom)
    yield Box(box.x1, box.top, box.x1, box.bottom)


def _kind_of_shape(item: dict[str, Any], box: Box) -> str:
    """ "light" for round shapes, "arrow" for polygons of seven corners or more, "picture" for other small shapes."""
    if not is_small(box):
        return ""
    if item["object_type"] == "rect":
        return ""  # a square may be the background of its cell: told apart where the cell is known
    path = item.get("path") or []
    if any(step[0] in ("c", "v", "y") for step in path):
        return "light"
    corners = {tuple(round(part, 1) for part in point) for point in item.get("pts", [])}
    return "arrow" if len(corners) >= 7 else "picture"


def _place_pictures(page: Any, found: Page) -> None:
    raster = None
    for item in page.images:
        box = _box(item)
        found.pictures.append(box)
        if not is_small(box):
            continue
        if raster is None:
            raster = page.to_image(resolution=_PIXELS_PER_INCH).original
        found.marks.append(Mark(box, "picture", light_of_picture(pixels_of(_cropped(raster, box)))))


def _cropped(raster: Any, box: Box) -> Any:
    scale = _PIXELS_PER_INCH / 72
    left, upper = max(int(box.x0 * scale), 0), max(int(box.top * scale), 0)
    right, lower = min(int(box.x1 * scale) + 1, raster.width), min(int(box.bottom * scale) + 1, raster.height)
    return raster.crop((left, upper, max(right, left + 1), max(lower, upper + 1)))
