"""The council's font and colour: what is refused, what is served, and that no pair of colours is hard to read (R9.3, R9.6)."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core import checks

from goldenthread.web import look
from goldenthread.web.environment import BadSetting
from goldenthread.web.look import brand
from tests.web.conftest import StrictClient

FOLDER = Path(look.__file__).parent
STATIC = FOLDER / "static" / "look"


def _style(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # the handbook's own table, 9.3
        ("#ffffff", "#00703c", "6.21"),
        ("#ffffff", "#d4351c", "4.86"),
        ("#ffffff", "#f47738", "2.78"),
        ("#0b0c0c", "#ffbf00", "11.85"),
        ("#000000", "#ffffff", "21.00"),
        ("#ffffff", "#ffffff", "1.00"),
    ],
)
def test_contrast(one: str, other: str, expected: str) -> None:
    assert round(brand.contrast(one, other), 2) == round(brand.contrast(other, one), 2) == Decimal(expected)


@pytest.mark.parametrize("colour", ["yellow", "#abc", "00566b", "#00566g", "#00566b;}", "", "#00566b\n"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    assert brand.colour_problem(colour).startswith(f"GOLDENTHREAD_COLOUR is “{colour}”. Give a colour as a hash")


def test_a_pale_colour_is_refused_with_its_contrast() -> None:
    assert "is 4.20 to 1" in brand.colour_problem(
        "#767676"
    )  # 4.54 on white, but links stand on the navigation's ground, too
    assert not brand.colour_problem("#6f6f6f")
    assert "is 1.53 to 1" in brand.colour_problem("#ffbf00")


@pytest.mark.parametrize("font", ["", 'Arial"', "Arial; }", "Arial, serif", "url(x)", "Ärial", "1Font", "A" * 70])
def test_a_font_that_could_break_the_style_sheet_is_refused(font: str) -> None:
    assert brand.font_problem(font).startswith(f"GOLDENTHREAD_FONT is “{font}”")
    with pytest.raises(BadSetting, match="GOLDENTHREAD_FONT"):
        brand.brand_css(font, "#00566b")


def test_the_start_is_refused_with_the_sentences(settings: Any) -> None:
    settings.COUNCIL_FONT, settings.COUNCIL_COLOUR = "A;", "#ffffff"
    found = {message.id: message.msg for message in checks.run_checks()}
    assert found["look.E001"] == brand.font_problem("A;")
    assert found["look.E002"] == brand.colour_problem("#ffffff")


def test_the_style_sheet_of_the_council(client: StrictClient, settings: Any) -> None:
    settings.COUNCIL_FONT, settings.COUNCIL_COLOUR = "Open Sans", "#8A1538"
    response = client.get("/brand.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert response.content.decode() == (
        ':root {\n  --council-font: "Open Sans";\n  --govuk-brand-colour: #8a1538;\n'
        "  --govuk-link-colour: #8a1538;\n  --govuk-link-hover-colour: #520c21;\n}\n"
    )
    assert client.post("/brand.css").status_code == 405


def test_nothing_of_govuks_own_is_in_the_theme() -> None:
    for file in FOLDER.rglob("*"):
        if file.suffix not in (".css", ".js", ".html", ".svg", ".scss"):
            continue
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".scss":  # whose comments say what is left out
            assert not re.search(r"GDS|Transport|crown|crest|logotype|@font-face", text, re.IGNORECASE), file
    blue = re.findall(r"([^{}]*)\{[^{}]*#1d70b8", _style("govuk.css"))
    assert all("govuk-file-upload-button" in selector for selector in blue)  # which our pages do not have
    assert not [file for file in FOLDER.rglob("*") if file.suffix in (".woff", ".woff2", ".ttf", ".otf", ".ico")]


def _tokens() -> dict[str, str]:
    pairs = re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{6})\b", _style("govuk.css") + _style("look.css"))
    return dict(reversed(pairs))  # the first one counts: later ones are for paper


TEXTS = (  # words, and every ground on which they stand
    ("--govuk-text-colour", "--govuk-body-background-colour"),
    ("--govuk-text-colour", "--govuk-surface-background-colour"),
    ("--govuk-secondary-text-colour", "--govuk-body-background-colour"),
    ("--govuk-secondary-text-colour", "--govuk-surface-background-colour"),
    ("--govuk-inverse-text-colour", "--govuk-brand-colour"),
    ("--govuk-inverse-text-colour", "--govuk-success-colour"),
    ("--govuk-focus-text-colour", "--govuk-focus-colour"),
    ("--govuk-error-colour", "--govuk-body-background-colour"),
    ("--govuk-link-colour", "--govuk-body-background-colour"),
    ("--govuk-link-colour", "--govuk-surface-background-colour"),
    ("--govuk-link-hover-colour", "--govuk-surface-background-colour"),
    ("--govuk-link-visited-colour", "--govuk-surface-background-colour"),
    ("--govuk-link-active-colour", "--govuk-surface-background-colour"),
    ("--app-on-green", "--app-green"),
    ("--app-on-amber", "--app-amber"),
    ("--app-on-red", "--app-red"),
    ("--app-on-none", "--app-none"),
    ("--app-added-text", "--app-added"),
    ("--app-removed-text", "--app-removed"),
)
GRAPHICS = (
    ("--govuk-input-border-colour", "--govuk-body-background-colour"),
    ("--govuk-error-colour", "--govuk-body-background-colour"),
    ("--govuk-focus-text-colour", "--govuk-body-background-colour"),
    ("--app-green", "--govuk-body-background-colour"),
    ("--app-light-edge", "--app-amber"),
    ("--app-light-edge", "--govuk-body-background-colour"),
    ("--app-red", "--govuk-body-background-colour"),
    ("--app-thread-line", "--govuk-body-background-colour"),
)


@pytest.mark.parametrize(("words", "ground"), TEXTS)
def test_every_text_can_be_read(words: str, ground: str) -> None:
    tokens = _tokens()
    assert brand.contrast(tokens[words], tokens[ground]) >= Decimal("4.5")


@pytest.mark.parametrize(("shape", "ground"), GRAPHICS)
def test_every_shape_can_be_seen(shape: str, ground: str) -> None:
    tokens = _tokens()
    assert brand.contrast(tokens[shape], tokens[ground]) >= 3


def test_every_tag_and_button_can_be_read() -> None:
    rules = re.findall(r"(govuk-(?:tag|button)[a-z-]*)(?::hover)?\{([^{}]*)\}", _style("govuk.css"))
    seen = 0
    for _, body in rules:
        words, ground = (re.search(rf"(?:^|;){name}:(#[0-9a-f]+)", body) for name in ("color", "background-color"))
        if words and ground:
            seen += 1
            assert brand.contrast(_long(words[1]), _long(ground[1])) >= Decimal("4.5"), body
    assert seen >= 11


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def test_every_pair_of_our_own_tokens_is_asked() -> None:
    ours = set(re.findall(r"(--app-[a-z-]+):\s*#", _style("look.css")))
    assert ours == {name for pair in (*TEXTS, *GRAPHICS) for name in pair if name.startswith("--app-")}


def test_the_ground_that_the_check_knows_is_the_compiled_one() -> None:
    assert _tokens()["--govuk-surface-background-colour"] == brand.SURFACE
    assert _tokens()["--govuk-body-background-colour"] == brand.PALEST_GROUND
