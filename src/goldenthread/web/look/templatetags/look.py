"""The tags that every template has without loading them: the error summary, a field, and the small components of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goldenthread.web.look import fields, refusals
from goldenthread.web.look.components import component

register = template.Library()


@register.simple_tag
def error_summary(*given: forms.BaseForm | None) -> str:
    """The summary of all errors of the forms, each a link to its field; nothing where there is none."""
    found = [error for form in given if form is not None and form.is_bound for error in _errors(form)]
    return component("error-summary", {"titleText": "There is a problem", "errorList": found}) if found else ""


def _errors(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    """Each error with the address of its control; none for what is wrong with the form as a whole, or is hidden."""
    for name, errors in form.errors.items():
        if name not in form.fields:
            yield from ({"text": str(error)} for error in errors)
            continue
        bound = form[name]
        href = "" if bound.is_hidden else f"#{bound.auto_id or bound.html_name}"
        yield from ({"text": sentence, "href": href} for sentence in refusals.sentences(bound))


@register.simple_tag
def field(bound: BoundField, *, as_heading: bool = False) -> SafeString:
    """One field as its component; `as_heading` makes its label the page's h1."""
    return fields.draw(bound, as_heading=as_heading)


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """The way to this page: text, address, text, address …; the last may have no address."""
    items: list[dict[str, Any]] = [
        {"text": text, "href": pairs[2 * number + 1] if 2 * number + 1 < len(pairs) else ""}
        for number, text in enumerate(pairs[::2])
    ]
    return component("breadcrumbs", {"items": items, "collapseOnMobile": True})


@register.simple_tag
def back_link(address: str, text: str = "Back") -> SafeString:
    """The way back to where the person came from, in a landmark of its own: it stands outside the main part."""
    return format_html('<nav aria-label="Back">{}</nav>', component("back-link", {"href": address, "text": text}))


@register.simple_tag
def tag(text: str, colour: str = "") -> SafeString:
    """A state in a word: `{% tag "Draft" "grey" %}`."""
    return component("tag", {"text": text, "classes": f"govuk-tag--{colour}" if colour else ""})


@register.simple_tag
def button(text: str, kind: str = "", **options: Any) -> SafeString:
    """A button that sends its form, or a link that looks like one (`href=…`); `kind` is "secondary" or "warning"."""
    if not options.get("href"):
        options.setdefault("preventDoubleClick", True)
    return component("button", {"text": text, "classes": f"govuk-button--{kind}" if kind else "", **options})


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart."""
    return component("inset-text", {"text": content})


@register.simple_tag
def warning(text: str) -> SafeString:
    """Words that nobody may overlook: what cannot be undone."""
    return component("warning-text", {"text": text})


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """The beginning of the title of a page whose form was refused."""
    values: Iterable[object] = context.flatten().values()
    forms_here = [value for value in values if isinstance(value, forms.BaseForm)]
    return "Error: " if any(form.is_bound and form.errors for form in forms_here) else ""


@register.simple_tag
def notice(message: Message, number: int) -> SafeString:
    """A message of Django's as a notification banner; each page may have several."""
    options = {"text": message.message, "titleId": f"notice-{number}"}
    if message.level_tag == "success":
        options["type"] = "success"
    return component("notification-banner", options)


@register.simple_block_tag
def service_navigation(content: str, navigation: list[dict[str, Any]]) -> SafeString:
    """The navigation, with what stands between the tags as its last items."""
    return component("service-navigation", {"navigation": navigation, "navigationEnd": content})


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """What only some readers need, behind its summary."""
    return component("details", {"summaryText": summary, "text": content})


@register.simple_tag
def summary_list(rows: Iterable[Sequence[str]]) -> SafeString:
    """Facts as pairs of name and value; a third part is the address at which the fact is changed."""
    return component("summary-list", {"rows": [_row(*row) for row in rows]})


def _row(key: str, value: str, address: str = "") -> dict[str, Any]:
    row: dict[str, Any] = {"key": {"text": key}, "value": {"text": value or "Not provided"}}
    if address:
        row["actions"] = {"items": [{"href": address, "text": "Change", "visuallyHiddenText": key.lower()}]}
    return row


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any]) -> SafeString:
    """The links to the pages of a list; the rest of the address (a search) stays as it is. Nothing for a single page."""
    paginator = page.paginator
    if paginator.num_pages == 1:
        return mark_safe("")

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    items = [
        {"number": number, "href": address(number), "current": number == page.number}
        if isinstance(number, int)
        else {"ellipsis": True}
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    options: dict[str, Any] = {"items": items}
    if page.has_previous():
        options["previous"] = {"href": address(page.previous_page_number())}
    if page.has_next():
        options["next"] = {"href": address(page.next_page_number())}
    return component("pagination", options)


@register.simple_tag
def demonstration_banner() -> SafeString:
    """Says that the council is an example, so that nobody takes its figures for anybody's."""
    words = "This is an example council. Try anything: nothing here is real."
    return component("phase-banner", {"tag": {"text": "Demonstration"}, "text": words})
