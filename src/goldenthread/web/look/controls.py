"""The smallest components, of which a form has dozens: a label, a hint, an error, a fieldset, a tag and a button.

As the templates in templates/govuk, they take the official macros' options and give the same HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.web.look.markup import attributes, classes, escaped

Options = Mapping[str, Any]


def label(options: Options, **more: Any) -> str:
    """The label of a control, or nothing; `more` stands in place of options."""
    given = {**options, **more}
    if not given.get("text"):
        return ""
    names = classes("govuk-label", given.get("classes"), given.get("more"))
    others = attributes(given.get("attributes"), **{"for": given.get("for")})
    return _heading(given, f'<label class="{names}"{others}>{escaped(given["text"])}</label>', "govuk-label-wrapper")


def hint(options: Options, **more: Any) -> str:
    """What helps with an answer."""
    given = {**options, **more}
    names = classes("govuk-hint", given.get("classes"), given.get("more"))
    return f'<div class="{names}"{_marked(given)}>{escaped(given.get("text", ""))}</div>'


def error_message(options: Options, **more: Any) -> str:
    """What is wrong with an answer."""
    given = {**options, **more}
    word = escaped(given.get("visuallyHiddenText") or "Error")
    hidden = f'<span class="govuk-visually-hidden">{word}:</span>'
    names = classes("govuk-error-message", given.get("classes"))
    return f'<p class="{names}"{_marked(given)}>{hidden} {escaped(given.get("text", ""))}</p>'


def fieldset(options: Options, **more: Any) -> str:
    """Controls that belong together; its `text` is what they are."""
    given = {**options, **more}
    others = attributes(given.get("attributes"), role=given.get("role"), aria_describedby=given.get("describedBy"))
    legend = _legend(given.get("legend") or {})
    names = classes("govuk-fieldset", given.get("classes"))
    return f'<fieldset class="{names}"{others}>\n{legend}\n{escaped(given.get("text", ""))}\n</fieldset>'


def _legend(options: Options) -> str:
    if not options.get("text"):
        return ""
    text = _heading(options, escaped(options["text"]), "govuk-fieldset__heading")
    return f'<legend class="{classes("govuk-fieldset__legend", options.get("classes"))}">{text}</legend>'


def tag(options: Options) -> str:
    """A state in a word."""
    names = classes("govuk-tag", options.get("classes"), options.get("more"))
    return f'<strong class="{names}"{attributes(options.get("attributes"))}>{escaped(options.get("text", ""))}</strong>'


def button(options: Options) -> str:
    """A button, or a link that looks like one."""
    names = f'class="{classes("govuk-button", options.get("classes"))}" data-module="govuk-button"'
    text = escaped(options.get("text", ""))
    if options.get("href"):
        href = escaped(options["href"])
        return f'<a href="{href}" role="button" draggable="false" {names}{_marked(options)}>{text}</a>'
    kind = escaped(options.get("type") or "submit")
    disabled = ' disabled aria-disabled="true"' if options.get("disabled") else ""
    once = said(options, "preventDoubleClick", "data-prevent-double-click")
    others = attributes(
        options.get("attributes"), value=options.get("value"), name=options.get("name"), id=options.get("id")
    )
    return f'<button type="{kind}" {names}{disabled}{once}{others}>{text}</button>'


def said(options: Options, name: str, attribute: str) -> str:
    """An attribute that is "true" or "false", where the option is given."""
    return f' {attribute}="{"true" if options[name] else "false"}"' if name in options else ""


def _marked(options: Options) -> str:
    return attributes(options.get("attributes"), id=options.get("id"))


def _heading(options: Options, text: str, kind: str) -> str:
    return f'<h1 class="{kind}">{text}</h1>' if options.get("isPageHeading") else text
