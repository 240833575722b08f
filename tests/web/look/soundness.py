"""What must hold of every page that a test sees: StrictClient asks it of each answer (axe does not notice most of it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse

CONTROLS = ("input", "select", "textarea", "button")
_NAMING = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns")


def parsed(html: str) -> Element:
    """The page, or the fragment, as a tree; html5lib's ParseError on a mistake in it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html) if is_whole(html) else parser.parseFragment(html, container="main")
    return tree


def is_whole(html: str) -> bool:
    """Whether this is a page rather than a part that htmx puts into one."""
    return html.lstrip().lower().startswith("<!doctype")


def assert_sound(html: str) -> None:
    """Fails, with all that is wrong, on a page that breaks a rule of ours."""
    tree = parsed(html)
    wrong = [*_ids(tree), *_tables(tree), *_inline(tree)]
    if is_whole(html):  # the rest of a fragment's page is not there to look at
        wrong += [*_frame(tree), *_references(tree), *_summary(tree)]
    assert not wrong, "\n".join(wrong)


def assert_summary_reaches_fields(response: HttpResponse) -> None:
    """Fails where the page has no error summary, or one with a link that reaches no control."""
    tree = parsed(response.content.decode())
    assert list(_with_class(tree, "govuk-error-summary")), "The page has no error summary."
    wrong = list(_summary(tree))
    assert not wrong, "\n".join(wrong)


def _with_class(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if name in _attribute(element, "class").split())


def _attribute(element: Element, name: str) -> str:
    return element.get(name) or ""


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _by_id(tree: Element) -> dict[str, Element]:
    return {element.attrib["id"]: element for element in tree.iter() if "id" in element.attrib}


def _frame(tree: Element) -> Iterator[str]:
    headings = len(list(tree.iter("h1")))
    if headings != 1:
        yield f"The page has {headings} h1; it must have one."
    if not tree.get("lang"):
        yield "The html element has no lang."
    if not any(_words(title) for title in tree.iter("title")):
        yield "The page has no title."


def _ids(tree: Element) -> Iterator[str]:
    counted = Counter(element.attrib["id"] for element in tree.iter() if "id" in element.attrib)
    for name, number in counted.items():
        if number > 1:
            yield f"The id “{name}” is there {number} times."


def _references(tree: Element) -> Iterator[str]:
    there = _by_id(tree)
    for label in tree.iter("label"):
        target = there.get(_attribute(label, "for"))
        if target is None or target.tag not in CONTROLS:
            yield f"The label “{_words(label)}” is for “{label.get('for')}”, which is no control of the page."
    for element in tree.iter():
        for attribute in _NAMING:
            for name in _attribute(element, attribute).split():
                if name not in there:
                    yield f"{attribute} of a <{element.tag}> names “{name}”, which is not in the page."


def _tables(tree: Element) -> Iterator[str]:
    for table in tree.iter("table"):
        caption = table.find("caption")
        if caption is None or not _words(caption):
            yield "A table has no caption."
        headers = list(table.iter("th"))
        if not headers:
            yield "A table has no header cells."
        for header in headers:
            if header.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"The header cell “{_words(header)}” has no scope."


def _inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        runs = element.tag == "script" and not element.get("src") and element.get("type") != "application/json"
        if element.tag == "style" or runs:
            yield f"A <{element.tag}> stands in the page; the content security policy forbids it."
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on") or (value or "").lower().startswith("javascript:"):
                yield f"A <{element.tag}> has {name}=“{value}”; the content security policy forbids it."


def _summary(tree: Element) -> Iterator[str]:
    there = _by_id(tree)
    for summary in _with_class(tree, "govuk-error-summary"):
        for link in summary.iter("a"):
            target = there.get(_attribute(link, "href").removeprefix("#"))
            if not _attribute(link, "href").startswith("#") or target is None or target.tag not in CONTROLS:
                yield f"The error “{_words(link)}” links to “{link.get('href')}”, which is no control of the page."
            elif target.get("type") == "hidden":
                yield f"The error “{_words(link)}” links to “{link.get('href')}”, which nobody sees."
