"""Our components give the same HTML as the official ones, by the fixtures of GOV.UK Frontend 6.6.0.

Its option `html` is here a `text` that is marked as safe. What we do not support is named with the reason, and nothing else
is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.utils.safestring import mark_safe

from goldenthread.web.look.components import component

FIXTURES = Path(__file__).parent / "fixtures"

_CONDITIONAL = "a choice that reveals further fields: ours are all seen, with scripts or without"
_SERVICE_NAME = "the council's name stands in the header, so the navigation has none, nor the section around it"
UNSUPPORTED: dict[str, dict[str, tuple[str, ...]]] = {
    "button": {"start buttons belong to services for the public": ("start", "start link", "start link with html")},
    "checkboxes": {
        _CONDITIONAL: (
            "with pre-checked values",
            "with divider, None and conditional items",
            "with conditional items",
            "with optional form-group classes showing group error",
            "small with conditional reveal",
            "with conditional items with special characters",
            "with conditional item checked",
            "textarea in conditional",
        ),
    },
    "error-message": {
        "without the hidden word “Error” the message would be told apart by its colour alone": (
            "translated",
            "visually hidden text removed",
        ),
    },
    "error-summary": {
        "the focus always goes to the summary": ("autofocus disabled", "autofocus explicitly enabled"),
    },
    "file-upload": {
        "the drop zone needs scripts; the browser's own control takes dropped files, too": (
            "enhanced",
            "enhanced, with error message and hint",
            "enhanced, multiple files",
            "enhanced, custom wrapper classes and attributes",
            "translated",
        ),
    },
    "input": {"nothing of ours needs more in the wrapper": ("with customised input wrapper",)},
    "notification-banner": {
        "a message is one sentence": ("with text as html", "with lots of content"),
        "below the h1 of the page a banner's title is an h2": ("custom title heading level",),
        "the focus always goes to what has succeeded": (
            "auto-focus disabled, with type as success",
            "auto-focus explicitly enabled, with type as success",
        ),
    },
    "pagination": {
        "our pages have numbers; for the way from one paper to the next there are links": (
            "with prev and next only",
            "with prev and next only and labels",
            "with prev and next only and very long labels",
            "with previous only",
            "with next only",
        ),
    },
    "radios": {
        _CONDITIONAL: (
            "with conditional items",
            "with conditional item checked",
            "with optional form-group classes showing group error",
            "small with conditional reveal",
            "textarea in conditional",
            "with conditional items with special characters",
            "with conditional items and pre-checked value",
        ),
    },
    "select": {"the value of a choice is a text": ("with falsy values",)},
    "service-navigation": {
        _SERVICE_NAME: (
            "with service name",
            "with service link",
            "with long service name",
            "with service name and navigation",
            "with a single navigation item",
            "attributes",
            "classes",
            "with custom aria-label",
            "with language navigation",
            "with right-aligned language navigation",
            "inverse with language navigation",
            "with slotted content",
            "with `inline` end slot",
            "with a single navigation item and collapseNavigationOnMobile set to true",
            "inverse",
        ),
        "every part of ours has an address": (
            "with non-link navigation items",
            "with navigation having empty values",
            "with navigation having only empty values",
        ),
        "the menu closes on a narrow screen, and its button says Menu": (
            "with collapseNavigationOnMobile set to false",
            "with custom navigation toggle text",
            "with custom navigation toggle label",
            "with identical navigation toggle text and label",
            "with custom navigation toggle text and navigation label",
            "with custom navigation classes",
        ),
    },
    "summary-list": {
        "cards: a heading and a list say the same": (
            "as a summary card with a text header",
            "as a summary card with a html header",
            "as a summary card with actions",
            "as a summary card with actions plus summary list actions",
            "as a summary card extreme",
            "summary card with custom classes",
            "summary card with custom attributes",
            "summary card with only 1 action",
            "as a summary card with a custom header level",
        ),
    },
}


def _fixtures() -> Iterator[Any]:
    for file in sorted(FIXTURES.glob("*.json")):
        for fixture in json.loads(file.read_text(encoding="utf-8"))["fixtures"]:
            yield pytest.param(file.stem, fixture, id=f"{file.stem}: {fixture['name']}")


def _ours(options: Any) -> Any:
    """The official options as ours: `html` in place of `text`, and no option that has no value."""
    if isinstance(options, list):
        return [_ours(item) for item in options]
    if not isinstance(options, dict):
        return options
    kept = {name: _ours(value) for name, value in options.items() if value is not None}
    for name in ("html", "titleHtml", "summaryHtml", "descriptionHtml", "logoHtml"):
        if kept.get(name) and isinstance(kept[name], str):
            kept[name.replace("html", "text").replace("Html", "Text")] = mark_safe(kept.pop(name))  # noqa: S308
    return kept


def _tree(html: str) -> list[Any]:
    """The HTML without what makes no difference: the order of attributes and classes, and space."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return _inside(root)


def _inside(element: Element) -> list[Any]:
    parts: list[Any] = _words(element.text)
    for child in element:
        attributes = {name: " ".join(sorted(value.split())) for name, value in child.attrib.items()}
        parts += [(str(child.tag), attributes, _inside(child)), *_words(child.tail)]
    return parts


def _words(text: str | None) -> list[str]:
    words = " ".join((text or "").split())
    return [words] if words else []


@pytest.mark.parametrize(("name", "fixture"), list(_fixtures()))
def test_same_as_the_official_component(name: str, fixture: dict[str, Any]) -> None:
    ours = _tree(component(name, _ours(fixture["options"])))
    if any(fixture["name"] in names for names in UNSUPPORTED.get(name, {}).values()):
        assert ours != _tree(fixture["html"]), "This is supported now: take it off the list."
    else:
        assert ours == _tree(fixture["html"])


def test_what_is_not_supported_is_in_the_fixtures() -> None:
    there = {(param.values[0], param.values[1]["name"]) for param in _fixtures()}
    named = {(file, name) for file, reasons in UNSUPPORTED.items() for names in reasons.values() for name in names}
    assert named <= there
